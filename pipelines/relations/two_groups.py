"""`total`: a whole with its two groups, told in sentences or lines of their own.

Belongs here: groups that leave nothing out by their names, whatever stands between them ("Visitors numbered 338,400. ...
Domestic visitors made up 210,300 ... foreign visitors 128,100"), and flows that a named whole consists of (exports and
imports of a turnover). Does not belong here: parts side by side (see `total`, `wholes_nearby`), balances (see `balance`).

What fits is reported; what does not is held against the text only where a misprint explains it that hardly would by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from pipelines.observations import Observation
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import one_period
from pipelines.relations.parts import add_up, measured
from pipelines.relations.statement import Relation
from pipelines.relations.strands import MOVED, NOW, strand_of
from pipelines.relations.summands import fits_exactly, is_misprint, of_one_time, size_of
from pipelines.rules import table

_ROWS = [(row["one"], row["other"], row["whole"]) for row in table("two_groups")]
_ONES = frozenset(one for one, _, _ in _ROWS)
_OTHERS = frozenset(other for _, other, _ in _ROWS)
_BACK = 3  # sentences
_MOST, _CROWDED = 14, 24  # numbers that are tried, and of what is no sentence any more
_LEAD, _BEHIND = 14, 6  # tokens before and behind a number that may name its group
_STARTS = frozenset(("while", "whereas", ";", "whilst"))
_STOPS = frozenset((",", ";", ".", "and", "while", "whereas", "of", "compared", "from", "than", "against"))
_NO_WHOLE = frozenset(("deficit", "surplus", "balance", "gap", "difference", "net", "other", "non-"))
_TELLING = 40  # in units of the coarsest digit: how large a whole must be
_HARDLY = Fraction(1, 60)  # how likely a misprint may explain by chance what does not add up
_HARDLY_BESIDE = Fraction(1, 20)  # the same, of two groups right behind their whole
_TWICE = 2  # times a whole: a part that a misprint made larger than it


class _Named:
    """An amount with the words that may name its group, and the time that it is of."""

    def __init__(self, group: SentenceGroup, one: Observation, before: int, behind: int) -> None:
        low = group.scan.tokens.low
        lead = low[max(before + 1, one.quantity.begin - _LEAD) : one.quantity.begin]
        start = max((at + 1 for at, word in enumerate(lead) if word in _STARTS), default=0)
        tail = low[one.quantity.last + 1 : min(behind, one.quantity.end + 1 + _BEHIND)]
        stop = next((at for at, word in enumerate(tail) if word in _STOPS), len(tail))
        self.one = one
        self.words = frozenset((*lead[start:], *tail[:stop], *_prefixed(lead[start:])))
        self.strand = strand_of(group, one)


def _prefixed(low: Sequence[str]) -> Iterator[str]:
    """Words behind "non-", as one word."""
    for word, other in pairwise([word for word in low if word != "-"]):
        if word in ("non", "non-"):
            yield f"non-{other}"


def find_two_groups(context: Context) -> list[Relation]:
    """The wholes of two groups that neighbouring sentences state."""
    found: list[Relation] = []
    tied = [
        frozenset((one.start, one.end) for one in relation.operands)
        for relation in context.found
        if relation.kind in ("total", "shares_sum", "growth", "change") and relation.verdict == "consistent"
    ]
    window: list[tuple[SentenceGroup, list[_Named]]] = []
    for group in context.sentences:
        window = [one for one in window[-_BACK:] if group.index - one[0].index <= _BACK]
        window.append((group, _named(group)))
        words = frozenset().union(*(one.words for _, named in window for one in named))
        if _ONES.isdisjoint(words) or _OTHERS.isdisjoint(words):
            continue
        for relation in _of_window(window, tied):
            relation.stated = context.words(group, relation.operands)
            found.append(relation)
    return found


def _named(group: SentenceGroup) -> list[_Named]:
    """The amounts of a sentence, but for those that something started from."""
    if len(group.observations) > _CROWDED:
        return []
    low = group.scan.tokens.low
    found = []
    ends: dict[str | None, int] = {}
    for place, one in enumerate(group.observations):
        kind = measured(one)
        behind = group.observations[place + 1].quantity.begin if place + 1 < len(group.observations) else len(low)
        named = _Named(group, one, ends.get(kind, -1), behind)
        ends[kind] = one.quantity.end
        if named.strand in (NOW, MOVED) and kind != "share" and one.quantity.qualifier == "exact":
            found.append(named)
    return found


def _of_window(
    window: Sequence[tuple[SentenceGroup, list[_Named]]], tied: Sequence[frozenset[tuple[int, int]]]
) -> Iterator[Relation]:
    """The wholes of two groups of which one at least is told in the last sentence."""
    last = window[-1][0].index
    amounts = [one for _, named in window for one in named][-_MOST:]
    for one, other in combinations(amounts, 2):
        wholes = _wholes_of(one, other)
        alike = measured(one.one) == measured(other.one) and one.strand == other.strand
        if not alike or wholes is None:
            continue
        free = [
            whole
            for whole in amounts
            if _may_be_whole(whole, one, other, wholes)
            and last in (whole.one.sentence, one.one.sentence, other.one.sentence)
        ]
        free.sort(key=lambda whole: abs(whole.one.start - one.one.start))
        beside = bool(free) and _are_beside(free[0], one, other, amounts)
        relation = _sum_of(free, [one.one, other.one], tied, _HARDLY_BESIDE if beside else _HARDLY)
        if relation and (relation.verdict == "consistent" or not _has_third(free[0], one, other, amounts)):
            yield relation


def _wholes_of(one: _Named, other: _Named) -> frozenset[str] | None:
    """What the whole of two groups must be called, nothing if any name will do; None if they are no such groups."""
    for left, right in ((one.words, other.words), (other.words, one.words)):
        named = [row for row in _ROWS if row[0] in left - right and row[1] in right - left]
        if named:
            return frozenset(whole for _, _, whole in named if whole)
    return None


def _may_be_whole(whole: _Named, one: _Named, other: _Named, names: frozenset[str]) -> bool:
    """Whether an amount outside the two groups may be both together."""
    apart = whole is not one and whole is not other and not one.one.start < whole.one.start < other.one.start
    alike = whole.strand == one.strand and measured(whole.one) == measured(one.one)
    if not apart or not alike or not _NO_WHOLE.isdisjoint(whole.words) or (names and names.isdisjoint(whole.words)):
        return False
    shared = whole.words & ((one.words ^ other.words) & (_ONES | _OTHERS))
    return not shared and max(each.one.quantity.value for each in (one, other)) < _TWICE * whole.one.quantity.value


def _are_beside(whole: _Named, one: _Named, other: _Named, amounts: Sequence[_Named]) -> bool:
    """Whether two groups stand right behind their whole, no other amount of their kind and time between."""
    alike = [each for each in amounts if measured(each.one) == measured(whole.one) and each.strand == whole.strand]
    at = alike.index(whole)
    return alike[at + 1 : at + 3] == [one, other] and whole.one.sentence == one.one.sentence == other.one.sentence


def _has_third(whole: _Named, one: _Named, other: _Named, amounts: Sequence[_Named]) -> bool:
    """Whether a third amount nearby is what two groups leave of a whole."""
    thirds = [each.one for each in amounts if each not in (whole, one, other)]
    return any(
        measured(third) == measured(whole.one) and fits_exactly(whole.one, [one.one, other.one, third])
        for third in thirds
    )


def _sum_of(
    wholes: Sequence[_Named],
    parts: Sequence[Observation],
    tied: Sequence[frozenset[tuple[int, int]]],
    most: Fraction,
) -> Relation | None:
    """The whole that two parts add up to, else the nearest that a misprint parts from them."""
    for whole in wholes:
        numbers = [whole.one, *parts]
        if size_of(whole.one, parts) >= _TELLING and of_one_time(numbers) and fits_exactly(whole.one, parts):
            return add_up("total", whole.one, parts, "")
    spans = [(one.start, one.end) for one in parts]
    if not wholes or any(span in one for one in tied for span in spans):
        return None
    whole_one = wholes[0].one
    numbers = [whole_one, *parts]
    free = most == _HARDLY_BESIDE or not _is_tied(whole_one, tied)
    held = one_period(numbers) and of_one_time(numbers) and free
    slipped = held and is_misprint(whole_one, [(1, one) for one in parts], most)
    return add_up("total", whole_one, parts, "") if slipped else None


def _is_tied(one: Observation, tied: Sequence[frozenset[tuple[int, int]]]) -> bool:
    return any((one.start, one.end) in numbers for numbers in tied)
