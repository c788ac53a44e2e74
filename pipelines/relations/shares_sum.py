"""`shares_sum`: shares of one whole add up to it, in prose.

Belongs here: "broke down to 49.1%, 43.6% and 7.3%", "... and the remaining 15%", "half ..., the rest (17%)". Does not belong
here: shares that a list only gives some of, and questions with several answers; tables (see `table_totals`).

Shares that add up to 100% are reported. Shares that do not are held against the text only where it claims that nothing is
left.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from pipelines.numerals.nouns import is_count_noun
from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.bracketed_shares import bracketed_shares
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.coupled_shares import coupled_shares
from pipelines.relations.lists import (
    claims,
    closed,
    complement,
    excludes,
    exclusive,
    hits,
    is_joined,
    levels,
    list_after,
    one_period,
    opposed,
    phrases,
    reopens,
    several,
    single_words,
)
from pipelines.relations.parts import HUNDRED, add_up, adds_up, gap, measured
from pipelines.relations.statement import OPEN, Relation
from pipelines.relations.telling_shares import telling_shares

_REST, _PARTS_FOLLOW = phrases("rest"), phrases("parts_follow")
_STAYS = single_words("stays")
_REST_OF = single_words("rest_of")
_BEHIND = 6  # tokens from "the remaining" to its number
_BACK = 2  # sentences
_FAR = Fraction(1, 4)
_FAR_LISTED = Fraction(3, 10)
_SLACK = Fraction(6)  # points
_THREE = 3
_COMPOSES = single_words("composes")
_MOST = 20
_OPENING = 2  # tokens
_EXACT = Fraction(1)  # points
_THEN = 5  # tokens from "when it was" to the share of that time
_LED = 8  # tokens before a list of shares that may say that they make up something
_MAKES_UP, _ACCOUNTS = single_words("makes_up", "accounts"), single_words("accounts")
_TOGETHER = frozenset(("together", "combined", "jointly", "both"))  # a share of which others are parts
_CLAUSE = frozenset((";", "but", "whereas", "although"))
_COMPARING = frozenset(("compared", "against", "versus", "than"))
_LIKELY, _UNLIKELY = Fraction(1, 8), Fraction(1, 25)
_EXCHANGED = Fraction(1, 60)  # so little by chance do but two digits exchanged explain per cents with a decimal
_HAVING = frozenset(("had", "has", "have", "held", "holds", "hold", "with"))
_APART = 12  # tokens from one share of a list to the next
_RANK = ("loose", "hedge", "rounding", "face")


def find_shares_sums(context: Context) -> list[Relation]:
    """The shares of one whole in the sentences of a document."""
    found: list[Relation] = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            shares = _shares(group)
            made: list[Relation] = []
            if shares:
                with_rest = _with_rest(group, shares, groups[max(0, at - _BACK) : at])
                made = [with_rest] if with_rest else _listed(group, shares)
                tied = {one.start for relation in made for one in relation.operands}
                runs = [*bracketed_shares(group), *telling_shares(group), *coupled_shares(group)]
                made += [add_up("shares_sum", None, run, "") for run in runs if _is_free(run, tied)]
            for relation in made:
                relation.stated = context.words(group, relation.operands)
                found.append(relation)
    return found


def _is_free(run: Sequence[Observation], tied: Collection[int]) -> bool:
    return all(one.start not in tied for one in run)


def _shares(group: SentenceGroup) -> list[Observation]:
    """The shares of a sentence, each once: of "two thirds (67%)" the per cents."""
    shares = [one for one in levels(group) if measured(one) == "share"][:_MOST]
    return [
        one
        for one, follow in zip(shares, (*shares[1:], None), strict=False)
        if not (one.unit == "ratio" and follow and follow.unit == "percent" and _restates(group, one, follow))
        and not _was_then(group.scan.tokens, one)
    ]


def _was_then(tokens: Tokens, one: Observation) -> bool:
    """Whether a share is that of another time: "(51%, up since spring, when it was 47%)"."""
    lead = tokens.low[max(0, one.quantity.begin - _THEN) : one.quantity.begin]
    return "when" in lead and not {"was", "were", "stood"}.isdisjoint(lead[lead.index("when") :])


def _restates(group: SentenceGroup, one: Observation, follow: Observation) -> bool:
    """Whether the second share stands in brackets behind the first, or beside it after "or", and is the same."""
    near = follow.quantity.begin - one.quantity.end <= _BEHIND
    beside = follow.quantity.enclosed or group.scan.tokens.word(follow.quantity.begin - 1) == "or"
    return near and beside


def _with_rest(group: SentenceGroup, shares: list[Observation], before: list[SentenceGroup]) -> Relation | None:
    """The share of "the remaining 15%" with those before it in the sentence, else in the sentences before."""
    rest = _rest(group, shares)
    if rest is None:
        return _with_another(group, shares, before)
    here = shares[: shares.index(rest)]
    earlier = [one for other in before for one in _shares(other)][-_MOST:]
    behind = shares[shares.index(rest) + 1 :]
    whole, parts = _fitting([*earlier, *here], rest)
    opened = _opened(before[-1]) if before else []
    if any(parts[:1] == [one] for one in opened[1:]):
        whole, parts = None, []  # a list that is one whole is not cut
    if not parts and behind and not here:
        whole, parts = (None, behind) if adds_up(None, [rest, *behind]) else (None, [])
    if parts:
        return add_up("shares_sum", whole, [*parts, rest], "", rest)
    if behind == [] and opened:
        every = [*opened, *here, rest]
        of_other = group.scan.tokens.word(rest.quantity.end + 1) == "of"
        if not of_other and _is_explained(every) and gap(None, every) <= _FAR:
            return add_up("shares_sum", None, every, "", rest)
    based = len(here) == 1 and group.scan.tokens.word(here[0].quantity.end + 1) == "of"
    alone = (len(here) > 1 or based or (len(here) == 1 and not earlier)) and not several(group)
    alone = alone and one_period([*here, rest])
    if alone and claims(group, [*here, rest]) and gap(None, [*here, rest]) <= _FAR:
        return add_up("shares_sum", None, [*here, rest], "", rest)
    return None


def _with_another(group: SentenceGroup, shares: list[Observation], before: list[SentenceGroup]) -> Relation | None:
    """ "... (52%) than ... (31%). Another 16% did not answer": with those of the sentence before, if they leave it."""
    first = shares[0]
    if group.scan.tokens.word(first.quantity.begin - 1) not in ("another", "further") or len(shares) > 1 or not before:
        return None
    earlier = _shares(before[-1])
    one_time = one_period([*earlier, first]) and not several(group) and not several(before[-1])
    if len(earlier) < 2 or not one_time or not adds_up(None, [*earlier, first]):
        return None
    return add_up("shares_sum", None, [*earlier, first], "", first)


def _opened(group: SentenceGroup) -> list[Observation]:
    """The shares of a sentence that lists those of one whole: "Of the employed, 11% worked in A, 25% in B and 63% in C"."""
    shares = _shares(group)
    low = group.scan.tokens.low
    told = len(shares) > 1 and low[0] == "of" and shares[0].quantity.begin > _OPENING and is_joined(group, shares)
    below = sum(one.quantity.value for one in shares) < HUNDRED  # else they overlap
    plain = below and len(shares) == len(levels(group)) and not several(group) and one_period(shares)
    return shares if told and plain and claims(group, shares) else []


def _fitting(before: list[Observation], rest: Observation) -> tuple[Observation | None, list[Observation]]:
    """Those shares next before the rest that leave it: of 100%, or of the share that stands before them."""
    for whole_stated in (False, True):
        best: tuple[int, Observation | None, list[Observation]] = (-1, None, [])
        for start in range(len(before) - 1, 0 if whole_stated else -1, -1):
            whole = before[start - 1] if whole_stated else None
            holds = adds_up(whole, [*before[start:], rest])
            if holds and _RANK.index(holds) > best[0]:
                best = (_RANK.index(holds), whole, before[start:])
        if best[2]:
            return best[1], best[2]
    return None, []


def _rest(group: SentenceGroup, shares: Sequence[Observation]) -> Observation | None:
    """The share that is said to be what the others leave."""
    tokens = group.scan.tokens
    for first, last in hits(tokens, _REST):
        follow = next((one for one in group.observations if one.quantity.begin > last), None)
        if follow is None or not any(follow is one for one in shares) or follow.quantity.begin - last - 1 > _BEHIND:
            continue
        if _means_rest(tokens, first, last, follow):
            return follow
    return None


def _means_rest(tokens: Tokens, first: int, last: int, share: Observation) -> bool:
    """Whether the words mean what is left: not "remaining at 12%", "the rest of Europe (12%)", "the other day"."""
    between = tokens.low[last + 1 : share.quantity.begin]
    if not _STAYS.isdisjoint(between[:1]) or ";" in between or "each" in between or share.quantity.qualifier in OPEN:
        return False
    if between[:1] == ["of"] and len(between) > 1:
        return any(word in _REST_OF or is_count_noun(word) for word in between[1:])
    if tokens.low[last] == "other":
        return not between
    return (
        tokens.low[first] != "remaining"
        or first == 0
        or tokens.low[first - 1] in ("and", ",", ";", "a", "with", "while")
    )


def _listed(group: SentenceGroup, shares: list[Observation]) -> list[Relation]:
    """Lists that are said to be complete, and lists that add up to 100% or name all answers."""
    for _, last in hits(group.scan.tokens, _PARTS_FOLLOW):
        listed = [one for one in list_after(group, last, None, split=True) if measured(one) == "share"]
        parts = [one for one in shares if one in listed]
        if len(parts) < 2 or parts[0].quantity.begin - last > _BEHIND + 2:
            continue
        before = [one for one in shares if one.quantity.end < last][-1:]
        if before and adds_up(before[0], parts):
            return []  # the parts of a share: see `total`
        if adds_up(None, parts) or (not before and claims(group, parts) and gap(None, parts) <= _FAR):
            return [add_up("shares_sum", None, parts, "")]
    return [add_up("shares_sum", None, parts, "") for parts in _clauses(group, shares) if _is_whole(group, parts)]


def _clauses(group: SentenceGroup, shares: list[Observation]) -> list[list[Observation]]:
    """The shares of a sentence, apart where a semicolon stands between them; all of them if none do so alone."""
    parts: list[list[Observation]] = [[]]
    for one in shares:
        if parts[-1] and ";" in group.scan.tokens.low[parts[-1][-1].quantity.end : one.quantity.begin]:
            parts.append([])
        parts[-1].append(one)
    return parts if len(parts) > 1 and any(_is_whole(group, one) for one in parts) else [shares]


def _is_whole(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether shares are those of one whole: that they add up tells it, or the words that name them all."""
    if len(parts) < 2 or not _may_be_one_whole(group, parts):
        return False
    holds = adds_up(None, parts)
    return _tells(group, parts, holds) if holds else _is_held(group, parts)


def _may_be_one_whole(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether nothing says that shares are of several wholes or times, bounds, or several answers of one person."""
    bounded = all(one.quantity.qualifier not in OPEN for one in parts)
    dated = any(_is_dated(group.scan.tokens, one) for one in parts) or not one_period(parts)
    return bounded and not (dated or several(group) or reopens(group, parts) or _are_rates(group, parts))


def _tells(group: SentenceGroup, parts: list[Observation], holds: str) -> bool:
    """Whether that shares add up to 100% is no chance: two that complement each other, or three and more of one list."""
    mixed = len({one.unit for one in parts}) > 1 and holds != "face"
    slack = sum((one.quantity.step for one in parts), Fraction(0))
    if mixed or slack > _SLACK:
        return False
    if len(parts) == 2:
        alone = holds == "face" and len(levels(group)) - len(parts) <= 1 and _is_joined_or_apart(group, parts)
        return complement(group, parts) or _restates_pair(group, parts) or alone
    told = holds == "face" or exclusive(group, parts) or _is_of_one_whole(group, parts) or _opens(group)
    return len(parts) > _THREE or told or "respectively" in group.scan.tokens.low


def _is_joined_or_apart(group: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether two shares stand side by side: "71% left on time, while 29% were late"."""
    between = group.scan.tokens.low[parts[0].quantity.end + 1 : parts[1].quantity.begin]
    placed = {one.slots.area for one in parts} - {None}
    opposed_to = not {"while", "whereas"}.isdisjoint(between) or ("and" in between and _opens(group))
    return opposed_to and not placed and _COMPARING.isdisjoint(between)


def _opens(group: SentenceGroup) -> bool:
    """Whether a sentence begins with the whole: "Of the 45 firms, ...", "Out of the 58 projects, ..."."""
    low = group.scan.tokens.low
    return low[0] in ("of", "among") or low[:2] == ["out", "of"]


def _is_held(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether shares that miss 100% are held against the text: it names all answers, or hardly anything but a misprint
    explains a list that may be one whole."""
    if not claims(group, parts) or gap(None, parts) > _FAR_LISTED or not _TOGETHER.isdisjoint(group.scan.tokens.words):
        return False
    chance = _chance(parts)
    of_one = _is_of_one_whole(group, parts) or _is_of_once(group, parts)
    if of_one and chance is not None and chance <= _EXCHANGED and _is_list(group, parts):
        return True
    exceeds = sum(one.quantity.value for one in parts) > HUNDRED
    if len(parts) == 2:  # of two answers some people may give none
        return complement(group, parts, answers=exceeds) and (_composes(group, parts) or of_one)
    if opposed(group) and exclusive(group, parts):
        return _is_explained(parts)
    if _is_of_one_whole(group, parts) and _is_misprinted(group, parts):
        return True
    if chance is None or not _is_list(group, parts):
        return False
    return chance <= _LIKELY if _names_all(group, parts) else exceeds and chance <= _UNLIKELY


def _names_all(group: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether a list of shares ends in a rest, names groups that exclude each other, or exceeds what it makes up."""
    exceeds = sum(one.quantity.value for one in parts) > HUNDRED
    return closed(group, parts) or excludes(group, parts) or (exceeds and _is_of_one_whole(group, parts))


def _is_list(group: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether shares follow each other closely to the end, and no others of the sentence are left out."""
    low = group.scan.tokens.low
    pairs = list(zip(parts, parts[1:], strict=False))
    gaps = [low[one.quantity.end + 1 : other.quantity.begin] for one, other in pairs]
    close = all(len(gap) <= _APART and _CLAUSE.isdisjoint(gap) and _COMPARING.isdisjoint(gap) for gap in gaps)
    others = [one for one in group.observations if measured(one) == "share" and one not in parts]
    return close and not others and (is_joined(group, parts) or closed(group, parts))


def _restates_pair(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether two shares say once more what two counts of groups said that leave nothing out."""
    counts = [one for one in levels(group) if measured(one) == "count" and one.quantity.end < parts[0].quantity.begin]
    return len(counts) > 1 and complement(group, counts[-2:]) and adds_up(None, parts) == "face"


def _is_of_one_whole(group: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether a list of shares that ends in "and" says once what they are of, and that they make it up.

    "A accounts for 52%, B for 39% and C for 9% of payments", "of which 46% in A, 27% in B and 27% in C".
    """
    low = group.scan.tokens.low
    first, last = parts[0].quantity, parts[-1].quantity
    between = low[first.end + 1 : last.begin]
    led = low[max(0, first.begin - _LED) : first.begin]
    of_once = "of" in (_word_behind(low, first.end), _word_behind(low, last.end))
    opened = low[0] == "of" or any(led[at : at + 2] in (["of", "which"], ["of", "whom"]) for at in range(len(led)))
    composed = not _MAKES_UP.isdisjoint(led) and of_once
    exact = (
        sum((one.quantity.step for one in parts), Fraction(0)) <= _EXACT
    )  # of whole per cents 101 may be several answers
    return is_joined(group, parts) and (composed or (opened and exact)) and _CLAUSE.isdisjoint(between)


def _is_of_once(group: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether the first of three or more shares says what all are of: "The north had 41% of all farms, the west 39%"."""
    low = group.scan.tokens.low
    led = low[parts[0].quantity.begin - 1] in _HAVING if parts[0].quantity.begin else False
    behind = [_word_behind(low, one.quantity.end) for one in parts]
    return led and len(parts) >= _THREE and behind[0] == "of" and "of" not in behind[1:] and is_joined(group, parts)


def _word_behind(low: list[str], end: int) -> str:
    """The word behind a number and the bracket behind that: "62.9% ($1,284 million) of"."""
    at = end + 1
    if low[at : at + 1] == ["("] and ")" in low[at : at + _LED]:
        at = low.index(")", at) + 1
    return low[at] if at < len(low) else ""


def _is_misprinted(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether shares of one whole that miss 100% do so by a misprint: they exceed it, or name all that is left."""
    total = sum((one.quantity.value * (HUNDRED if one.unit == "ratio" else 1) for one in parts), Fraction(0))
    tail = group.scan.tokens.low[parts[-2].quantity.end + 1 : parts[-1].quantity.begin]
    made_up = not _ACCOUNTS.isdisjoint(
        group.scan.tokens.low[max(0, parts[0].quantity.begin - _LED) : parts[0].quantity.begin]
    )
    complete = total > HUNDRED or "other" in tail or "others" in tail
    return complete and made_up and _is_explained(parts)


def _is_explained(parts: Sequence[Observation]) -> bool:
    """Whether one misprint explains that shares do not add up to 100%."""
    return _chance(parts) is not None


def _chance(parts: Sequence[Observation]) -> Fraction | None:
    """How likely it is by mere chance that one misprint explains why per cents do not add up to 100."""
    percent = all(one.unit == "percent" for one in parts)
    return chance_of_misprint(parts, [Fraction(1)] * len(parts), of=HUNDRED) if percent else None


def _is_dated(tokens: Tokens, one: Observation) -> bool:
    """Whether a share is that of another year: "45% want it (2021: 47%)"."""
    return tokens.word(one.quantity.begin - 1) == ":" and tokens.is_number(one.quantity.begin - 2)


def _composes(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether words say that the shares make up something ("women made up 64% and men 36%", "of the catch, ...")."""
    if group.scan.tokens.low[:2] in (["of", "the"], ["of", "all"]):
        return True
    words = group.scan.tokens.low[max(0, parts[0].quantity.begin - _LED) : parts[0].quantity.begin]
    if parts[0].quantity.enclosed and not _MAKES_UP.isdisjoint(words):
        return True  # "comprised 6.6 million nationals (73%) and ..."
    words = words[-_THREE:]
    return not _COMPOSES.isdisjoint(words)


def _are_rates(group: SentenceGroup, parts: list[Observation]) -> bool:
    """Whether shares are each of a group of its own ("58% of men and 42% of women")."""
    tokens = group.scan.tokens
    bases = {
        tuple(tokens.low[one.quantity.end + 2 : one.quantity.end + 4])
        for one in parts
        if tokens.word(one.quantity.end + 1) in ("of", "among")
    }
    return len(bases) > 1
