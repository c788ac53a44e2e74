"""Bounds of brackets: ages, sizes of companies and households. They say who is measured, not how much.

Belongs here: recognising brackets and putting them in words. Does not belong here: which number a bracket belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipelines.numerals.bounds import (
    TOPS,
    bases_of_rates,
    bound_of_group,
    bound_of_holder,
    bound_of_share,
    bound_of_size,
    bounds_in_titles,
    bounds_of_legend,
    classes_before_shares,
    classes_with_shares,
    codes_of_answers,
    sizes_in_legend,
    top_of,
    tops_of_ranking,
    tops_of_scales,
)
from pipelines.numerals.brackets import (
    DEALS,
    HEDGES,
    LENGTHS,
    LENT,
    WORTHS,
    deal_bracket,
    is_criterion,
    is_limit,
    is_span_compound,
    tenor,
    worth_bracket,
)
from pipelines.numerals.cues import Cued
from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.periods import is_year
from pipelines.numerals.scales import AXES, SCALED, ends_of_axis, scale_of_answers
from pipelines.numerals.scan import Bracket, Scan
from pipelines.numerals.units import CODES, currency_after, currency_before, is_money_sign, scale_at, unit_at
from pipelines.reading.layout import Kind
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_RANKINGS = TOPS | {"rank"}
_OPENING_LEGENDS = HEDGES | {"between"}
_AGE_WORDS = frozenset(("age", "aged", "ages"))
_AGE_CONTEXT = words("dimensions_age_context")
_GROUP_WORDS = words("dimensions_group_words")
_OLDER = words("dimensions_older")
_SIZE_NOUNS = words("dimensions_size_nouns")
_HOLDERS = words("dimensions_holders")
_HAVING = words("dimensions_having")
_DASHES = frozenset(("-", "–", "to", "‑", "—", "and"))
_SPANS = words("dimensions_spans")
_YOUNG_AND_OLD = words("dimensions_young_and_old")
_AGED_GROUPS = words("dimensions_aged_groups")
_EARNING = words("dimensions_earning")
_INCOMES = words("dimensions_incomes")
_BOUNDS = words("dimensions_bounds")
_PRONOUNS = frozenset(("those", "ones", "others"))
_HEDGED_BOUNDS = words("dimensions_hedged_bounds")
_TURNING = frozenset(("turn", "turns", "turned", "turning"))
_BEHIND_AGES = words("dimensions_behind_ages")
_AGED_ENDS = ("older", "younger", "old", "olds", "age")
_UNITS_OF_AGE = words("dimensions_units_of_age")
_AVERAGING = frozenset(("average", "typical", "median", "mean"))
_LONGEST_SUBJECT = 12  # tokens of "the average farmer in Ireland"


def find_dimensions(scan: Scan) -> None:
    """Mark bounds of brackets; each bracket is kept in `scan.brackets`."""
    tokens = scan.tokens
    words = tokens.words
    readers = _READERS.called_by(words)
    if scan.aged and _age not in readers:
        readers.insert(0, _age)
    if not words.isdisjoint(("%", "percent", "cent")) and not words.isdisjoint(("between", "than", "up")):
        classes_with_shares(scan)
    if "per" in words:
        bases_of_rates(scan)
    if "out" in words:
        tops_of_scales(scan)
    if ":" in words and ("small" in words or "large" in words):
        sizes_in_legend(scan)
    if "=" in words:
        codes_of_answers(scan)
    if tokens.numbers and not words.isdisjoint(_OPENING_LEGENDS):
        bounds_of_legend(scan)
    if not AXES.isdisjoint(words):
        ends_of_axis(scan)
    reached = -1
    for index in tokens.numbers if readers else ():
        text = tokens.texts[index]
        if index > reached and index not in scan.roles and (_whole(text) or (scan.habits.comma and _is_dotted(text))):
            reached = next((last for read in readers if (last := read(scan, index))), reached)
    if not words.isdisjoint(("%", "percent", "cent")):
        classes_before_shares(scan)
    if scan.place in ("head", "stub") or scan.sentence.kind is Kind.CAPTION:
        bounds_in_titles(scan)
    if not _RANKINGS.isdisjoint(words):
        tops_of_ranking(scan)
    _coordinated(scan)


def _criterion(scan: Scan, index: int) -> int | None:
    """Mark "who work at least 10 hours a week", "the 12-month rate"."""
    tokens = scan.tokens
    if not (is_criterion(tokens, index, index) or is_span_compound(tokens, index) or is_limit(tokens, index, index)):
        return None
    scan.mark("dimension", index)
    return index


def _enclosed(scan: Scan, index: int) -> int | None:
    """Mark a bracket in brackets: "the long-term unemployed (52 weeks or more)"."""
    tokens = scan.tokens
    at = index + 1
    if tokens.word(index - 1) != "(" or tokens.word(at) not in _SPANS:
        return None
    if tokens.word(at + 1) not in ("or", "and") or tokens.word(at + 2) not in _OLDER or tokens.word(at + 3) != ")":
        return None
    scan.mark("dimension", index)
    scan.brackets.append(Bracket(index, at + 2, tokens.sentence[tokens.starts[index] : tokens.ends[at + 2]]))
    return at + 2


def _decade(scan: Scan, index: int) -> int | None:
    """Mark "people in their 60s"."""
    tokens = scan.tokens
    if tokens.word(index - 1) not in ("their", "early", "late", "mid") or tokens.word(index + 1) != "s":
        return None
    if "their" not in tokens.low[max(0, index - 3) : index] or not tokens.glued(index + 1):
        return None
    scan.mark("dimension", index)
    scan.brackets.append(Bracket(index, index + 1, tokens.sentence[tokens.starts[index] : tokens.ends[index + 1]]))
    return index + 1


def _income(scan: Scan, index: int) -> int | None:
    """Mark the bounds of incomes: "those earning less than $20,000", "with incomes of 30,000 to 50,000 euros"."""
    tokens = scan.tokens
    at = index - 1
    while at > index - 8 and (tokens.word(at) in _BOUNDS or is_money_sign(tokens.text(at)) or tokens.text(at) in CODES):
        at -= 1
    hedged = not _HEDGED_BOUNDS.isdisjoint(tokens.low[at + 1 : index])
    last = _income_end(tokens, index)
    earning = tokens.word(at) in _EARNING and (hedged or last > index)
    open_ended = tokens.word(last + 1) in ("or", "and") and tokens.word(last + 2) in _OLDER | {"more", "less"}
    with_income = tokens.word(at) in _INCOMES and (hedged or last > index or open_ended)
    with_income = with_income and (scan.sentence.kind in (Kind.CELL, Kind.HEADING) or _having(tokens, at))
    money = currency_before(tokens, index)
    whose = tokens.word(at) == "with" and tokens.word(at - 1) in _PRONOUNS | _GROUP_WORDS
    elided = money is not None and whose and (open_ended or hedged)
    earning = earning or elided  # "those with EUR 4,500 and over"
    last += 2 if open_ended else 0
    if not earning and not with_income:
        return None
    scan.mark("dimension", index, last)
    scan.brackets.append(Bracket(at, last, tokens.sentence[tokens.starts[at] : tokens.ends[last]]))
    return last


def _having(tokens: Tokens, at: int) -> bool:
    """Whether "with annual" stands before an income, so that it says whose it is."""
    return any(tokens.word(k) in ("with", "having", "on", "at") for k in range(max(0, at - 6), at))


def _income_end(tokens: Tokens, index: int) -> int:
    """The last number of a bracket of incomes, with its scale: "$20,000 to $39,999"."""
    at = index + 1
    if scale_at(tokens, at, money=True):
        at += 1
    if tokens.word(at) not in ("to", "and", "-", "–"):
        return at - 1
    at += 1
    while is_money_sign(tokens.text(at)) or tokens.text(at) in CODES:
        at += 1
    if not tokens.is_number(at):
        return index
    return at + 1 if scale_at(tokens, at + 1, money=True) else at


def _whole(text: str) -> bool:
    return text.replace(",", "").isdecimal() and len(text) <= 6


def _range_end(tokens: Tokens, index: int) -> int:
    """The last token of "18-29", "16 to 24", "16 and 64", or `index` where there is no range."""
    joiner = index + 1
    while tokens.word(joiner) in _UNITS_OF_AGE:
        joiner += 1
    if tokens.word(joiner) in _DASHES and tokens.is_number(joiner + 1) and _whole(tokens.texts[joiner + 1]):
        low, high = _number(tokens.texts[index]), _number(tokens.texts[joiner + 1])
        if low < high:
            return joiner + 1
    return index


def _is_dotted(text: str) -> bool:
    """Whether a number is grouped with a dot, in a document with decimal commas: "1.300"."""
    whole, _, thousands = text.partition(".")
    return whole.isdecimal() and 1 <= len(whole) <= 3 and thousands.isdecimal() and len(thousands) == 3


def _number(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def _age(scan: Scan, index: int) -> int | None:
    """Mark a bracket of ages that begins at `index`; returns its last token."""
    tokens = scan.tokens
    if _number(tokens.texts[index]) > 120 or _is_typical_age(tokens, index):
        return None
    last = _range_end(tokens, index)
    before = _before(tokens, index)
    named = before in _AGE_WORDS or (before in ("of", "between", "from", "to") and _near_age(tokens, index))
    end, cued = _age_end(tokens, last)
    named = named or (before in _GROUP_WORDS and _near_age(tokens, index) and (last > index or cued != ""))
    short = last == index
    if (
        not named
        and not cued
        and not (not short and scan.aged and _bare(tokens, index, last))
        and not _over_65s(tokens, index)
        and not _explains_age(tokens, index, last)
        and not _follows_age(scan, index)
        and not _bounds_people(scan, index)
    ):
        return None
    if (
        not named
        and cued == "span"
        and not _over_65s(tokens, index)
        and (short or not scan.aged or scan.sentence.kind is Kind.PARAGRAPH)
    ):
        return None
    if not named and cued == "open" and not scan.aged and not _near_age(tokens, index):
        return None
    if _over_65s(tokens, index) and cued != "span":
        end = index + 1 if tokens.word(index + 1) == "s" else index
    first = _first(tokens, index)
    scan.mark("dimension", index, end)
    scan.brackets.append(Bracket(first, end, tokens.sentence[tokens.starts[first] : tokens.ends[end]]))
    return end


def _before(tokens: Tokens, index: int) -> str:
    at = index - 1
    while tokens.word(at) in (
        "over",
        "under",
        "between",
        "from",
        "about",
        "below",
        "above",
        "at",
        "least",
        ":",
        "the",
        "of",
    ):
        at -= 1
    return tokens.word(at)


def _is_typical_age(tokens: Tokens, index: int) -> bool:
    """Whether an age is one that is measured: "the average farmer is 57 years old", "the fleet is on average 11"."""
    at = index - 1
    while tokens.word(at) in _AVERAGING or tokens.word(at) in (
        "on",
        "about",
        "around",
        "nearly",
        "just",
        "now",
        "over",
    ):
        at -= 1
    averaged = not _AVERAGING.isdisjoint(tokens.low[max(0, at - _LONGEST_SUBJECT) : index])
    return tokens.word(at) in ("is", "was", "are", "were") and averaged and tokens.word(index + 2) == "old"


def _near_age(tokens: Tokens, index: int) -> bool:
    return any(tokens.word(at) in _AGE_WORDS for at in range(max(0, index - 4), index))


def _first(tokens: Tokens, index: int) -> int:
    first = index
    while tokens.word(first - 1) in (
        "over",
        "under",
        "between",
        "from",
        "below",
        "above",
        "of",
        "the",
        "ages",
        "age",
        "aged",
    ):
        first -= 1
    return first if first == index or tokens.word(first) not in ("the", "of", "from") else first + 1


def _age_end(tokens: Tokens, last: int) -> tuple[int, str]:
    """Where a bracket ends and by which cue: "and older", "year olds", "years of age", "bracket"."""
    at = last + 1
    while tokens.word(at) == "-" and tokens.word(at + 1) in _UNITS_OF_AGE:
        at += 1
    word = tokens.word(at)
    if word in _UNITS_OF_AGE:
        follow = at + 1
        if tokens.word(follow) == "-":
            follow += 1
        if tokens.word(follow) in ("old", "olds"):
            return follow, "old"
        if tokens.word(follow) == "of" and tokens.word(follow + 1) == "age":
            return _open_end(tokens, follow + 1), "age"
        if tokens.word(follow) in ("and", "or") and tokens.word(follow + 1) in _OLDER:
            return follow + 1, "years"
        if tokens.word(follow) == "age" and tokens.word(follow + 1) in _GROUP_WORDS:
            return at, "group"  # "in the 15–29 years age group"
        return at, "span"
    if word in ("and", "or") and tokens.word(at + 1) in ("older", "younger"):
        return at + 1, "old"
    if word in ("and", "or") and tokens.word(at + 1) in ("over", "above", "under"):
        return at + 1, "open"
    if word == "+":
        return at, "open"
    joined = word in ("age", "-", "year", "years")
    group = tokens.word(at + 1) if joined else word
    if group in _GROUP_WORDS or (joined and group in ("olds", "old")):
        return last, "group"
    return last, ""


def _open_end(tokens: Tokens, at: int) -> int:
    if tokens.word(at + 1) in ("and", "or") and tokens.word(at + 2) in _OLDER:
        return at + 2
    return at


def _bare(tokens: Tokens, index: int, last: int) -> bool:
    """Whether a range of whole numbers stands without unit ("the rate of 40-49"), as ages do in a text about ages."""
    high = _number(tokens.texts[last])
    joined = last == index + 2 and tokens.word(index + 1) in ("-", "–", "‑")
    measured = unit_at(tokens, last + 1) or scale_at(tokens, last + 1, money=False) or currency_after(tokens, last + 1)
    if tokens.word(index - 1) in ("ci", "interval", ":", "="):
        return False
    return joined and high <= 110 and not measured and currency_before(tokens, index) is None


def _over_65s(tokens: Tokens, index: int) -> bool:
    """ "the over-65s", "under 25s"."""
    before = tokens.word(index - 1)
    if before == "-":
        before = tokens.word(index - 2)
    unit = unit_at(tokens, index + 1)
    if before in ("over", "under") and tokens.word(index - 2) in _AGED_GROUPS and (not unit or unit.name == "year"):
        listed = tokens.word(index + 1) == "," and not tokens.is_word(index + 2)
        return unit is not None or not (listed or tokens.word(index + 1) in ("%", "per", "percent", "to"))
    if (
        before in ("over", "under")
        and tokens.word(index - 1) == "-"
        and tokens.glued(index)
        and not unit_at(tokens, index + 1)
    ):
        return True
    glued = tokens.word(index + 1) == "s" and tokens.glued(index + 1)
    return glued and (before in ("over", "under") or _range_end(tokens, index) > index)


def _follows_age(scan: Scan, index: int) -> bool:
    """ "50 or older (52%) or under 35 (63%)": a bound behind "or", as an age before in the sentence."""
    tokens = scan.tokens
    bound = tokens.word(index - 1) in ("under", "over") and tokens.word(index - 2) in ("or", "and", ",")
    after = tokens.word(index + 1)
    free = after in ("(", ",", ".", ";", "", "and", "or") and scan.brackets != []
    return bound and free and any(bracket.words.rstrip().endswith(_AGED_ENDS) for bracket in scan.brackets)


def _bounds_people(scan: Scan, index: int) -> bool:
    """ "of those above 60 no more than 6%", "(89% under 35)": a bare bound of people, in a text about ages."""
    tokens = scan.tokens
    if not scan.aged or tokens.word(index - 1) not in ("under", "over", "above", "below"):
        return False
    whose = tokens.word(index - 2) in _AGED_GROUPS or tokens.word(index - 2) in ("%", "percent", "cent")
    after = index + 1
    measured = unit_at(tokens, after) or scale_at(tokens, after, money=False) or currency_after(tokens, after)
    return whose and not measured and tokens.word(after) not in ("per", "to", "-", "–")


def _explains_age(tokens: Tokens, index: int, last: int) -> bool:
    """ "Teenagers (13 to 19)": ages in brackets behind people who are young or old."""
    enclosed = tokens.word(index - 1) == "(" and tokens.word(last + 1) == ")" and last > index
    return enclosed and tokens.word(index - 2) in _YOUNG_AND_OLD and _number(tokens.texts[last]) <= 120


def _turning(scan: Scan, index: int) -> int | None:
    """Mark "who turned 65 in 2012", "before turning 18"."""
    tokens = scan.tokens
    turned = tokens.word(index - 1) in _TURNING and 1 <= _number(tokens.texts[index]) <= 120
    if not turned or (tokens.is_word(index + 1) and tokens.word(index + 1) not in _BEHIND_AGES):
        return None
    if tokens.word(index + 1) in ("%", "/", "-"):
        return None
    scan.mark("dimension", index)
    return index


def _size(scan: Scan, index: int) -> int | None:
    """Mark a bracket of sizes: "companies with 10 or more employees", "10-49 employees"."""
    tokens = scan.tokens
    last = _range_end(tokens, index)
    at = last + 1
    open_ended = tokens.word(at) in ("or", "and") and tokens.word(at + 1) in (
        "more",
        "over",
        "fewer",
        "less",
        "above",
    )
    if open_ended:
        at += 2
    elif tokens.word(at) == "+":
        open_ended, at = True, at + 1
    noun = (
        at
        if tokens.word(at) in _SIZE_NOUNS
        else at + 1
        if tokens.word(at + 1) in _SIZE_NOUNS and tokens.is_word(at)
        else -1
    )
    if (
        noun < 0
        and open_ended
        and tokens.is_word(at)
        and is_count_noun(tokens.low[at])
        and tokens.word(index - 1) == "with"
    ):
        noun = at
    if noun < 0 and _HAVING.isdisjoint(tokens.words):
        return None
    before = index - 1
    while tokens.word(before) in (
        "at",
        "least",
        "fewer",
        "less",
        "more",
        "than",
        "between",
        "over",
        "under",
        "up",
        "to",
        "from",
    ):
        before -= 1
    hedged = before < index - 1
    shared = tokens.word(before) in _HAVING and tokens.word(before - 1) in ("%", "percent", "cent")
    if noun < 0 and shared and (last > index or before < index - 1 or open_ended) and not unit_at(tokens, last + 1):
        noun = last  # "21% have 1–5, 34% have 6 to 10 and the remaining 36% have more than 10"
    elided = tokens.word(before) in _HAVING and (
        tokens.word(before - 1) in _PRONOUNS or _is_size_left_out(scan, before, at)
    )
    if noun < 0 and elided and (last > index or hedged or open_ended) and not unit_at(tokens, last + 1):
        noun = at - 1 if open_ended else last  # "in those with 20–49", "in those with 50 or more"
    if noun < 0:
        return None
    held = shared or (
        tokens.word(before) in _HAVING
        and (
            _holder(tokens, before)
            or ((hedged or (open_ended and before == 0)) and tokens.low[noun] in ("employees", "workers", "staff"))
        )
    )
    ranged = last > index and (tokens.word(noun) in ("employees", "workers", "staff") or held)
    if not held and not ranged and not (open_ended and tokens.word(noun + 1) in ("bracket", "group", "category")):
        return None
    scan.mark("dimension", index, last)
    scan.brackets.append(Bracket(before + 1, noun, tokens.sentence[tokens.starts[before + 1] : tokens.ends[noun]]))
    return noun


def _is_size_left_out(scan: Scan, having: int, behind: int) -> bool:
    """Whether a size goes on from another one: "firms of 250 or more staff, 34% of those of 50 to 249 and shops with 10"."""
    tokens = scan.tokens
    counted = tokens.is_word(behind) and tokens.word(behind) not in ("or", "and", "had", "have", "were", "did")
    return "dimension" in scan.roles.values() and not counted and _holder(tokens, having)


def is_size_bracket(tokens: Tokens) -> bool:
    """Whether a stub is a bracket of sizes: "20 or fewer", "21-100 (n=2,377)", "1,000 and over"."""
    first, joiner, third = tokens.texts[0], tokens.word(1), tokens.word(2)
    if len(tokens) < 3 or not _whole(first) or is_year(first):
        return False
    if joiner in ("or", "and"):
        return third in _OLDER or third in ("fewer", "less", "more")
    plain = tokens.is_number(2) and _whole(tokens.texts[2]) and not is_year(tokens.texts[2])
    ends = len(tokens) == 3 or tokens.word(3) in ("(", "employees", "persons", "people", "hectares", "workers", "staff")
    return joiner in ("-", "–", "to") and plain and ends and _number(first) < _number(tokens.texts[2])


def _holder(tokens: Tokens, at: int) -> bool:
    return any(tokens.word(k) in _HOLDERS for k in range(max(0, at - 3), at))


def _coordinated(scan: Scan) -> None:
    """Mark brackets coordinated with one that was found: "the 20-29 and 30-39 age brackets"."""
    tokens = scan.tokens
    for bracket in list(scan.brackets):
        at = bracket.first - 1
        while tokens.word(at) in ("and", ",", "or") and tokens.is_number(at - 1) and at - 1 not in scan.roles:
            first = at - 1
            if tokens.word(at - 2) in ("-", "–", "to") and tokens.is_number(at - 3):
                first = at - 3
            if (
                not _whole(tokens.texts[first])
                or _number(tokens.texts[first]) > 120
                or bracket.words[:1] not in "0123456789"
            ):
                break
            scan.mark("dimension", first, at - 1)
            scan.brackets.append(Bracket(first, at - 1, tokens.sentence[tokens.starts[first] : tokens.ends[at - 1]]))
            at = first - 1


def speaks_of_ages(words: Iterable[str]) -> bool:
    """Whether the words of a paragraph speak of ages."""
    return not _AGE_CONTEXT.isdisjoint(words)


_AGE_CUES = _AGE_WORDS | _UNITS_OF_AGE | _GROUP_WORDS | _YOUNG_AND_OLD
# The readers of brackets in their order, each with the words of which a sentence must hold one.
_READERS: Cued[Callable[[Scan, int], int | None]] = Cued((
    (_age, _AGE_CUES | {"older", "younger", "over", "above", "under", "+", "old", "olds", "s"}),
    (_size, _SIZE_NOUNS | _HAVING | {"with"}),
    (scale_of_answers, SCALED),
    (_enclosed, _SPANS),
    (_decade, frozenset(("their",))),
    (_turning, _TURNING),
    (worth_bracket, WORTHS),
    (tenor, LENT),
    (_income, _EARNING | _INCOMES | _PRONOUNS),
    (deal_bracket, DEALS),
    (_criterion, HEDGES | LENGTHS | {"within"}),
    (top_of, TOPS),
    (bound_of_share, HEDGES | {"longer"}),
    (bound_of_holder, frozenset(("with",))),
    (bound_of_group, HEDGES),
    (bound_of_size, HEDGES),
))  # fmt: skip
