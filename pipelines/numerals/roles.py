"""The role of each numeral of a sentence: what is a period, a reference, a name ... and what is left to be observed.

Belongs here: the order in which the recognisers have their say, and number words that only count a list. Does not
belong here: the recognisers themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from pipelines.numerals.amounts import (
    NUMBER_WORDS,
    Amount,
    digits_amount,
    ratio_amount,
    scientific_amount,
    words_amount,
)
from pipelines.numerals.bounds import bounds_share
from pipelines.numerals.brackets import (
    bracket_around,
    find_brackets_by_place,
    is_criterion,
    is_limit,
    is_span_compound,
)
from pipelines.numerals.cell_marks import find_cell_marks
from pipelines.numerals.dimensions import find_dimensions, is_size_bracket
from pipelines.numerals.names import find_names
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.period import is_year
from pipelines.numerals.periods import PeriodFinder
from pipelines.numerals.references import find_references
from pipelines.numerals.relative import relative_periods
from pipelines.numerals.scan import Bracket, Habits, Scan
from pipelines.numerals.units import currency_after, scale_at, unit_at
from pipelines.numerals.votes import find_votes, voters_at
from pipelines.reading.layout import Kind, Sentence
from pipelines.reading.lines import is_page_number, ticks_within
from pipelines.reading.tables import is_value
from pipelines.reading.tokens import NUMBER, Tokens, split_glued, tokenize
from pipelines.rules import table, words

ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_MEMBERS = words("roles_members")
_HOLDING = words("roles_holding")
_BEFORE_FIRST = frozenset(("the", "its", "their", "his", "her", "our", "a", "and", "or", "this"))
_BEING = frozenset(("was", "is", "were", "for", "came", "been"))
_PARTS_OF_TIME = frozenset(("half", "quarter", "quarters", "halves", "week", "trimester", "semester", "fortnight"))
_PARTS_OF_HOUSEHOLDS = words("roles_parts_of_households")
_LONGEST_CODE = 4  # characters of a number that names a row or column
_LIST_REACH = 60  # tokens from a count to the colon before its list
_PER_CENT = frozenset(("%", "per", "percent"))
_MOST_LISTED = 20  # things that a text lists; more are counted
_FIRST_ITEM = re.compile(r"\([1ai]\)")
NUMBERS_IN_WORDS = frozenset((*NUMBER_WORDS, *ORDINALS))  # what makes a sentence without digits worth reading
_QUANTIFIERS = NUMBERS_IN_WORDS | {"a", "an"}
_HYPHENS = frozenset("-‑–")
IN_A_ROW = frozenset(("consecutive", "straight", "successive", "full", "long", "whole"))
_RANKED = words("roles_ranked")
_LISTED = frozenset(row["word"] for row in table("listed_nouns"))
_POINTING = words("roles_pointing")
_CLOSED_CLASS = words("roles_closed_class")
_BEFORE_LENGTHS = words("roles_before_lengths")
_STATING = frozenset(("averaged", "averages", "totalled", "numbered"))
_STAYING = words("roles_staying")
_AFTER_TIMES = frozenset(("a", "an", "per", "in", "on", "and", "by", "during", "between", "since", ",", ".", ";", ""))
_CHANGED = frozenset(row["word"] for row in table("change_verbs"))
_BEHIND_LEVEL = frozenset(("", ".", ",", ";", "(", ")", "last", "in", "a", "the", "during", "and", "while", "to"))
_BEFORE_ZERO = frozenset(("after", "from", "to", "was", "were", "against"))
_AFTER_ZERO = frozenset(("in", "at", "a", ",", ".", ";", ")", ""))
_CLAUSE = 40  # tokens
_HEDGES_BEFORE_COUNT = words("roles_hedges_before_count")


def scan_sentence(
    sentence: Sentence,
    habits: Habits,
    *,
    aged: bool = False,
    place: str | None = None,
    noted: bool = False,
    literals: Sequence[tuple[int, int]] = (),
) -> Scan:
    """Read the numerals of a sentence.

    `aged` says that its paragraph speaks of ages, `place` is the place of a cell in its table, `noted` says that a
    footnote mark stands in it. `literals` are the spans of inline code in it: numbers there are parts of names.
    """
    value = place == "body" and is_value(sentence.text)
    ticks = ticks_within(sentence.text) if place is None and sentence.kind is Kind.PARAGRAPH else []
    text = sentence.text
    for start, end in ticks:
        text = text[:start] + text[start:end].replace(" ", "\t") + text[end:]  # no blanks that group thousands
    tokens = split_glued(tokenize(text, spaced=habits.spaced or value), comma=habits.comma)
    tokens.money = habits.money
    scan = Scan(sentence, tokens, habits, aged, place=place, noted=noted)
    for index in tokens.numbers if literals else ():
        at = sentence.content.origin(tokens.starts[index])
        if any(start <= at < end for start, end in literals):
            scan.mark("name", index)
    for start, end in ticks:
        for index in tokens.numbers:
            if start <= tokens.starts[index] < end:
                scan.mark("axis", index)
    if place == "rank":
        scan.mark("rank", 0, len(tokens) - 1)
        return scan
    if place == "page":
        scan.mark("reference", 0, len(tokens) - 1)
        return scan
    if place == "counter":
        scan.mark("enumerator", 0, len(tokens) - 1)
    if sentence.cell and len(tokens.numbers) > (place == "body"):
        find_cell_marks(scan)
    if value:  # an amount, whatever it looks like, or a date in full
        _find_dates(scan, PeriodFinder(tokens, habits.fiscal_year_start))
        _find_amounts(scan)
        return scan
    if sentence.kind is Kind.AXIS:
        scan.mark("axis", 0, len(tokens) - 1)
        return scan
    if sentence.kind is Kind.RUNNING_HEAD:
        _mark_page(scan)
    find_brackets_by_place(scan)
    finder = PeriodFinder(tokens, habits.fiscal_year_start, headed=place == "head")
    _find_dates(scan, finder)
    find_references(scan)
    _find_early_dimensions(scan)
    _find_periods(scan, finder)
    find_dimensions(scan)
    if place == "stub" and len(tokens) == len("9 or 10".split()) and tokens.low[1] == "or":
        scan.mark("dimension", 0, 2)
    find_names(scan)
    find_votes(scan)
    _mark_cut_compounds(scan)
    if place in ("head", "stub") and len(sentence.text) <= _LONGEST_CODE and is_value(sentence.text):
        _mark_codes(scan)
    _find_amounts(scan)
    return scan


def _mark_cut_compounds(scan: Scan) -> None:
    """ "The 91-, 182- and 364-day tenors": what is cut off behind a hyphen is what stands behind the last of them."""
    tokens, waiting = scan.tokens, list[int]()
    for index in tokens.numbers:
        behind = tokens.word(index + 2)
        cut = tokens.word(index + 1) in _HYPHENS and tokens.glued(index + 1)
        if cut and (behind == "," or (behind in ("and", "or", "to") and not tokens.glued(index + 2))):
            waiting.append(index)
            continue
        if role := scan.roles.get(index):
            for at in waiting:
                scan.mark(role, at)
        waiting = []


def _mark_codes(scan: Scan) -> None:
    """A number alone that heads a column or a row names it: the number of the column, a version, a household's size."""
    for index in scan.tokens.numbers:
        plain = not {"%", "£", "$", "€", "-", "("} & scan.tokens.words
        if plain and len(scan.tokens.numbers) == 1:
            scan.mark("enumerator" if scan.place == "head" else "dimension", index)


def _mark_page(scan: Scan) -> None:
    """The number of the page at either end of a running head; a year there is part of the title."""
    tokens = scan.tokens
    if is_page_number(scan.sentence.text):
        scan.mark("markup", 0, len(tokens) - 1)
    for index in tokens.numbers[:1] + tokens.numbers[-1:]:
        outer = index in (0, len(tokens) - 1) and tokens.texts[index].isdecimal() and len(tokens.texts[index]) <= 4
        apart = not is_year(tokens.texts[index]) or tokens.word(index - 1) in ("|", "•", "·")
        if outer and (apart or scan.sentence.text[: tokens.starts[index]].endswith("   ")):
            scan.mark("markup", index)


def _find_dates(scan: Scan, finder: PeriodFinder) -> None:
    """Dates in digits go first: their parts look like references and telephone numbers."""
    for index in scan.tokens.numbers:
        period = finder.date_at(index) if index not in scan.roles else None
        if period:
            scan.mark("period", period.first, period.last)
            scan.periods.append(period)


def _find_early_dimensions(scan: Scan) -> None:
    """In a table, a stub such as "16-24" or "75+" is a bracket."""
    tokens = scan.tokens
    if scan.place != "stub" or not tokens or not tokens.is_number(0):
        return
    if is_size_bracket(tokens):
        scan.mark("dimension", 0, 2 if tokens.is_number(2) else 0)
        scan.brackets.append(Bracket(0, 2, tokens.sentence[: tokens.ends[2]]))
        return
    digits = all(
        text.isdecimal() and int(text) <= 120 for text in tokens.texts if text[0].isdecimal() and len(text) < 4
    )
    joined = (
        tokens.word(1) in ("-", "–", "to")
        and tokens.is_number(2)
        and len(tokens.texts[0]) <= 2
        and len(tokens.texts[2]) <= 2
    )
    if digits and (joined or tokens.word(1) == "+"):
        scan.mark("dimension", 0, 2 if joined else 0)
        scan.brackets.append(Bracket(0, len(tokens) - 1, tokens.sentence))


def _find_periods(scan: Scan, finder: PeriodFinder) -> None:
    tokens = scan.tokens
    for index in tokens.numbers:
        if index not in scan.roles:
            period = finder.period_at(index)
            if period:
                scan.mark("period", period.first, period.last)
                scan.periods.append(period)
    for period in relative_periods(tokens):
        scan.mark("period", period.first, period.last)
        scan.periods.append(period)


def _find_amounts(scan: Scan) -> None:
    """Collect what is left: numbers in digits that have no role, and number words that state a quantity."""
    tokens = scan.tokens
    candidates = [
        index for index, word in enumerate(tokens.low) if tokens.kinds[index] == NUMBER or word in _QUANTIFIERS
    ]
    reached = -1
    for index in candidates:
        amount = _amount_at(scan, index) if index > reached else None
        if amount is not None:
            scan.amounts.append(amount)
            reached = amount.last


def _amount_at(scan: Scan, index: int) -> Amount | None:
    tokens = scan.tokens
    if index in scan.votes:
        entry = NUMBER_WORDS.get(tokens.low[index])
        value = entry[0] if entry else Fraction(tokens.texts[index])
        return Amount(index, index, value, Fraction(1), Fraction(1), "words" if entry else "digits")
    if tokens.is_number(index):
        if index in scan.roles:
            return None
        ratio = ratio_amount(tokens, index)
        if ratio:
            return ratio
        amount = scientific_amount(tokens, index, comma=scan.habits.comma)
        amount = amount or digits_amount(tokens, index, comma=scan.habits.comma)
        if amount is None:
            scan.mark("unknown", index)
        return amount
    word = tokens.low[index]
    amount = words_amount(tokens, index)
    if word in ORDINALS and amount is None:
        if is_rank(tokens, index) or not _is_no_rank(tokens, index):
            role = "period" if _is_part_of_time(scan, index) else "rank"
            ordinal = Amount(index, index, Fraction(ORDINALS[word]), Fraction(1), Fraction(1), "words")
            scan.counts.append((ordinal, role))
        return None
    if amount is None or states_quantity(tokens, amount, scan):
        return amount
    if not any(count is amount for count, _ in scan.counts[-1:]) and _is_bound(tokens, amount):
        scan.counts.append((amount, "dimension"))
    return None


def _is_bound(tokens: Tokens, amount: Amount) -> bool:
    """Whether number words only bound what is meant: "at least one device", "up to three answers", "five or more"."""
    before, first = tokens.word(amount.first - 1), amount.first - 2
    hedged = (
        (before == "than" and tokens.word(first) in ("more", "fewer", "less"))
        or (before in ("least", "most") and tokens.word(first) == "at")
        or (before == "to" and tokens.word(first) == "up")
    )
    after = amount.last + 1
    while after < amount.last + 3 and tokens.is_word(after) and tokens.low[after] not in ("or", "and"):
        after += 1  # "one day or more"
    open_ended = tokens.word(after) in ("or", "and") and tokens.word(after + 1) in ("more", "fewer", "less", "over")
    return amount.form == "words" and (hedged or open_ended)


def _is_no_rank(tokens: Tokens, index: int) -> bool:
    """Whether an ordinal is a plain word: "first, ...", "at first", "per second"."""
    before, word = tokens.word(index - 1), tokens.low[index]
    if word == "second" and (before in ("per", "a", "every", "each", "one", "-", "/") or tokens.is_number(index - 1)):
        return True
    if tokens.word(index + 1) in ("party", "parties"):
        return True  # "sent to third parties"
    return index == 0 or before in ("at", "when") or (word == "first" and before not in _BEFORE_FIRST)


def _is_part_of_time(scan: Scan, index: int) -> bool:
    """Whether an ordinal names a part of time: "the second half of 2020", "the first quarter"."""
    tokens = scan.tokens
    at = index + 1
    while tokens.word(at) in ("and", "or", ",", "to") and tokens.word(at + 1) in ORDINALS:
        at += 2  # "the second and third quarters"
    return tokens.word(at) in _PARTS_OF_TIME


def is_rank(tokens: Tokens, index: int) -> bool:
    """Whether an ordinal in words ranks something: "came third", "the second-highest", "for the fourth month in a row"."""
    after = tokens.word(index + 2) if tokens.word(index + 1) == "-" else tokens.word(index + 1)
    if after in _RANKED:
        return True
    before = tokens.word(index - 1)
    if after in ("year", "time", "month", "quarter") and before in ("the", "a") and tokens.word(index - 2) in _BEING:
        return True  # "it was the first year of growth", "for the second time"
    ranked_before = any(tokens.word(at) in ORDINALS and tokens.word(at - 1) in _BEING for at in range(1, index))
    if ranked_before and tokens.text(index - 1)[:1].isupper() and (not after or not tokens.is_word(index + 1)):
        return True  # "Germany was first, France second"
    if before in ("ranked", "came", "comes", "placed", "ranks", "rank", "finished", "remains", "remained"):
        return True
    if before in ("was", "is") and (not after or not tokens.is_word(index + 1)):
        return True
    if tokens.word(index + 2) in ("running", "straight"):
        return True
    return ["in", "a", "row"] in (tokens.low[index + 1 : index + 4], tokens.low[index + 2 : index + 5])


def states_quantity(tokens: Tokens, amount: Amount, scan: Scan) -> bool:
    """Whether number words state a quantity; if they only count what the text lists, they are marked so."""
    if amount.form in ("fraction", "ratio", "multiple"):
        return True
    if bounds_share(tokens, amount.first, amount.last):
        scan.counts.append((amount, "dimension"))
        return False
    if is_criterion(tokens, amount.first, amount.last):
        scan.counts.append((amount, "dimension"))
        if tokens.word(amount.last + 2) == "employed":
            scan.brackets.append(bracket_around(tokens, amount.first, amount.last + 2))
        return False
    if is_span_compound(tokens, amount.last):
        scan.counts.append((amount, "dimension"))  # "a twenty-five-year mortgage"
        return False
    if tokens.word(amount.last + 1) in ("-", "‑") and tokens.word(amount.last + 2) in _PARTS_OF_HOUSEHOLDS:
        scan.counts.append((amount, "dimension"))  # "one-person households"
        return False
    if is_limit(tokens, amount.first, amount.last):
        scan.counts.append((amount, "dimension"))  # "within five minutes"
        return False
    if tokens.low[amount.last] == "dozen":
        return True
    if not amount.value:
        level = tokens.word(amount.first - 1) in _BEFORE_ZERO and tokens.word(amount.last + 1) in _AFTER_ZERO
        if level or is_count_noun(tokens.word(amount.last + 1)):
            return True  # "after zero in 2022"
    after = amount.last + 2 if tokens.word(amount.last + 1) == "-" else amount.last + 1
    if tokens.word(after) in ("more", "fewer", "less") and "than" in tokens.low[after + 1 : after + 5]:
        return True  # "four more than the 299 of the year before"
    unit = unit_at(tokens, after)
    if unit and unit.kind != "duration":
        return amount.first > 0 or amount.value != 1 or unit.kind != "physical"  # "One kilogram costs 3 euros"
    if scale_at(tokens, after, money=False) and tokens.word(after) not in ("dozen",):
        return True
    if currency_after(tokens, after):
        return True
    paired = tokens.word(after) == "and" and tokens.word(amount.first - 1) == "between"
    if (paired or tokens.word(after) in ("to", "or", "-", "–")) and tokens.word(after + 1) in NUMBER_WORDS:
        upper = words_amount(tokens, after + 1)
        ahead = upper.last + 1 if upper and upper.form == "words" else 0
        measured = unit_at(tokens, ahead) if ahead else None
        if ahead and (scale_at(tokens, ahead, money=False) or (measured and measured.kind != "duration")):
            return True  # "two to three million", "between five and ten per cent"
    if unit is None and tokens.word(after) in IN_A_ROW:
        unit = unit_at(tokens, after + 1)
    if unit and _is_age(tokens, unit.end):
        scan.counts.append((amount, "dimension"))
        return False
    if unit and amount.value > 1:
        if PeriodFinder(tokens, 1).is_span(amount.first, unit.end):
            scan.counts.append((amount, "period"))
            return False
        return tokens.word(amount.last + 1) != "-"
    if unit and amount.value == 1 and tokens.low[amount.last] == "one":
        return tokens.word(amount.first - 1) in _BEFORE_LENGTHS  # "the median is one year"
    if not unit and (_is_part_of_those(tokens, amount) or voters_at(tokens, amount.first, amount.last)):
        return True
    if unit or amount.value <= 1:
        return False
    if _is_level(tokens, amount) or _is_compared(tokens, amount):
        return True
    if tokens.word(after) == "times" and tokens.word(after + 1) in _AFTER_TIMES:
        return True
    hedged = tokens.word(amount.first - 1) in _HEDGES_BEFORE_COUNT
    if hedged and amount.value >= 10 and is_count_noun(tokens.word(after)):
        return True
    return _counts_things(tokens, amount, scan)


def _is_part_of_those(tokens: Tokens, amount: Amount) -> bool:
    """ "Of the 26 groups, three are late": a number of those that the clause opens with."""
    if tokens.word(amount.first - 1) != "," or amount.form != "words":
        return False
    start = amount.first - 1
    while start > 0 and tokens.low[start - 1] not in (";", ":", ",") and amount.first - start < _CLAUSE:
        start -= 1
    return tokens.word(start) == "of" and tokens.word(start + 1) not in ("course", "note") and start < amount.first - 2


def _is_level(tokens: Tokens, amount: Amount) -> bool:
    """ "the median has remained at three.": number words that end a clause behind a verb of state."""
    before = tokens.word(amount.first - 1)
    stated = before in _STATING or (before in ("at", "to", "from") and tokens.word(amount.first - 2) in _STAYING)
    return stated and amount.form == "words" and tokens.word(amount.last + 1) in ("", ".", ",", ";", ")")


def _is_compared(tokens: Tokens, amount: Amount) -> bool:
    """ "Two accidents, compared with five last year"; "fell from 17 to five": a number that another one is compared with."""
    before, further = tokens.word(amount.first - 1), tokens.word(amount.first - 2)
    if amount.form != "words" or tokens.word(amount.last + 1) not in _BEHIND_LEVEL:
        return False
    first = amount.first if before == "(" else amount.first - 2
    if tokens.low[max(0, first - 1) : first + 4 : 2] == ["(", "to", ")"]:
        return {tokens.low[first], tokens.low[first + 2]} <= NUMBER_WORDS.keys()  # "manslaughter (seven to four)"
    if before in ("against", "versus") or (before in ("with", "to") and further in ("compared", "comparison")):
        return True
    if before == "to" and tokens.word(amount.first - 3) == "from":
        changed = further in NUMBER_WORDS and tokens.word(amount.first - 4) in _CHANGED
        return changed or tokens.is_number(amount.first - 2)  # but not "open from nine to five"
    return before == "from" and further in _CHANGED


def _is_age(tokens: Tokens, unit: int) -> bool:
    """Whether "years" goes on as an age: "two years of age", "five-year-olds"."""
    after = unit + 2 if tokens.word(unit + 1) == "-" else unit + 1
    return tokens.low[after : after + 2] == ["of", "age"] or tokens.word(after) in ("old", "olds")


def _counts_things(tokens: Tokens, amount: Amount, scan: Scan) -> bool:
    """Whether a small number in words counts things of the world, or only what the text lists (then it is marked so).

    It counts a list where a list follows, where it points at things named before ("the three countries"), and where it
    counts parts of the text or of an argument ("four reasons").
    """
    if scan.sentence.kind not in (Kind.PARAGRAPH, Kind.FOOTNOTE):
        return False
    after = amount.last + 1
    if tokens.word(after) == "(" and tokens.is_number(after + 1) and tokens.word(after + 2) in _PER_CENT:
        return True  # "eight (10%) were of other kinds"
    if tokens.word(after) in ("were", "have", "had") and tokens.word(amount.first - 1) in (
        "and",
        ",",
        ";",
        "",
        "while",
        "but",
    ):
        return True  # "and seven were hurt"
    if tokens.word(after) == "others" and tokens.word(amount.first - 1) not in _POINTING:
        return True
    noun = next((at for at in range(after, min(after + 4, len(tokens))) if is_count_noun(tokens.low[at])), None)
    if tokens.word(amount.first - 1) in ("its", "their", "our", "his", "her") and tokens.word(amount.first - 2) == "of":
        return True
    if tokens.word(amount.first - 1) in ("which", "whom") and tokens.word(amount.first - 2) == "of":
        return True
    of_those = tokens.word(after) == "of" and tokens.word(after + 1) in (
        "the",
        "its",
        "these",
        "those",
        "them",
        "their",
        "our",
    )
    if tokens.word(after) in ("or", "and") and tokens.word(after + 1) in ("more", "fewer", "over"):
        scan.counts.append((amount, "dimension"))
        return False
    if noun is None and not of_those:
        return False
    if noun is not None and tokens.low[noun] in _MEMBERS and tokens.word(amount.first - 1) in _HOLDING:
        scan.counts.append((amount, "dimension"))
        return False
    if (
        any(not tokens.is_word(at) or tokens.low[at] in _CLOSED_CLASS for at in range(after, noun or after))
        and not of_those
    ):
        return False
    before = tokens.word(amount.first - 1)
    abstract = noun is not None and singular(tokens.low[noun]) in _LISTED and amount.value <= _MOST_LISTED
    abstract = abstract and not (before == "in" and tokens.word(noun or 0) == "steps")  # "raised in nine steps"
    listed = ":" in tokens.low[amount.last : amount.last + _LIST_REACH] or abstract or scan.noted or _numbered(tokens)
    pointed = before in _POINTING or (before == "of" and tokens.word(amount.first - 2) == "all")
    named = tokens.texts[amount.last + 1][:1].isupper()
    if named and (tokens.texts[amount.first][:1].isupper() or not (listed or pointed)):
        return False  # "Four Seasons hotels"; "in four Member States: ..." counts them
    if listed or pointed:
        scan.counts.append((amount, "list_count"))
        return False
    return True


def _numbered(tokens: Tokens) -> bool:
    """Whether "(1)" or "(a)" stands in the sentence."""
    return _FIRST_ITEM.search(tokens.sentence) is not None
