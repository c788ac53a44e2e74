"""`total`: sums of numbers that stand apart, which only their many digits tell or a word such as "together".

Belongs here: "Births less deaths gave 139,100. Arrivals less departures gave 232,100. The population grew by 371,100.",
"In May they lost 720, in June 870. Together they lost 1,590.". Does not belong here: numbers side by side (see `total`,
`wholes_nearby`), those of several times (see `parallel_totals`).

What other relations have tied already is spent: of a balance its result is a part of the next sum, not its flows. Two
numbers that add up to a third are reported where no two of so few numbers would do so by chance. Those that do not are held
against the text only behind "together" and the like, where a misprint explains it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from pipelines.observations import Observation
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import hits, phrases
from pipelines.relations.parts import add_up, adds_up, measured
from pipelines.relations.statement import Relation
from pipelines.relations.strands import MOVED, NOW, strand_of
from pipelines.relations.summands import fits_exactly, is_misprint, is_near, of_one_time, size_of

_TOGETHER = phrases("whole_told", "whole_follows")
_BACK = 2  # sentences
_FAR_BACK = 4  # sentences over which three parts may be spread
_THREE = 3
_MOST, _CROWDED = 12, 24  # numbers that are tried, and of what is no sentence any more
_TELLING, _TOLD = 50, 40  # in units of the coarsest digit, how large a whole must be: for each pair tried, and in words
_START = 4  # tokens before a word such as "together" that sums up the sentences before
_BEHIND = 12  # tokens from such a word to the whole
_LIKELY = Fraction(1, 6)
_SPENT = ("part", "less", "from")  # roles in a relation that leave a number to no further sum
_PARTS = 5
_TWICE = 2  # times a whole: a part that a misprint made larger than it

Span = tuple[int, int]
Amounts = list[tuple[SentenceGroup, Observation]]


def find_telling_sums(context: Context) -> list[Relation]:
    """The sums that neighbouring sentences state apart."""
    spent, tied = _spent(context.found)
    found: list[Relation] = []
    for at, group in enumerate(context.sentences):
        near = [one for one in context.sentences[max(0, at - _BACK) : at] if group.index - one.index <= _BACK]
        relation = _together(group, near, spent)
        wider = [one for one in context.sentences[max(0, at - _FAR_BACK) : at] if group.index - one.index <= _FAR_BACK]
        for one in (relation,) if relation else (*_pairs(group, near, spent), *_triples(group, wider, spent)):
            own = {(each.start, each.end) for each in one.operands}
            if not any(own <= operands for operands in tied.get(min(own), ())):
                one.stated = context.words(group, one.operands)
                found.append(one)
    return found


def _spent(found: Sequence[Relation]) -> tuple[set[Span], dict[Span, list[frozenset[Span]]]]:
    """The numbers that relations leave to no further sum, and what each number is tied to."""
    spent: set[Span] = set()
    tied: dict[Span, list[frozenset[Span]]] = {}
    for relation in found:
        operands = frozenset((one.start, one.end) for one in relation.operands)
        for one in relation.operands:
            tied.setdefault((one.start, one.end), []).append(operands)
            if relation.kind in ("total", "change") and one.role in _SPENT and relation.holds_by != "loose":
                spent.add((one.start, one.end))
    return spent, tied


def _amounts(groups: Sequence[SentenceGroup]) -> Amounts:
    """The amounts of sentences but for those that something started from."""
    plain = [group for group in groups if len(group.observations) <= _CROWDED]
    return [(group, one) for group in plain for one in group.observations if strand_of(group, one) in (NOW, MOVED)]


def _pairs(group: SentenceGroup, near: Sequence[SentenceGroup], taken: set[Span]) -> Iterator[Relation]:
    """Two numbers that add up to a third, one of them in the last sentence, where no pair would by chance."""
    amounts = [one for _, one in _amounts((*near, group))][-_MOST:]
    amounts = [one for one in amounts if (one.start, one.end) not in taken]
    for whole in amounts:
        others = [one for one in amounts if one is not whole and measured(one) == measured(whole)]
        others = [one for one in others if one.quantity.value < whole.quantity.value]
        tried = len(others) * (len(others) - 1) // 2
        for parts in combinations(others, 2):
            apart = all(one.sentence != group.index for one in (whole, *parts))
            if apart or not is_near(whole, [(1, one) for one in parts]) or size_of(whole, parts) < _TELLING * tried:
                continue
            exact = all(one.quantity.step == one.quantity.significant for one in (whole, *parts))
            holds = adds_up(whole, parts)
            fits = holds == "face" or (
                holds and not (exact and measured(whole) == "count" and whole.quantity.step == 1)
            )
            if fits and of_one_time([whole, *parts]):
                yield add_up("total", whole, parts, "")
                break


def _triples(group: SentenceGroup, near: Sequence[SentenceGroup], taken: set[Span]) -> Iterator[Relation]:
    """Three whole numbers that add up to a fourth to the last digit, the last of them in the last sentence."""
    amounts = [one for _, one in _amounts((*near, group))][-_MOST:]
    exact = [one for one in amounts if _is_exact(one) and (one.start, one.end) not in taken]
    if len(exact) <= _THREE:
        return
    own = [one for one in exact if one.sentence == group.index]
    by_value = {one.quantity.value: one for one in own}
    for whole in exact:
        others = [
            one for one in exact if one.quantity.value < whole.quantity.value and measured(one) == measured(whole)
        ]
        tried = len(others) * (len(others) - 1) * (len(others) - 2) // 6
        if not tried or whole.quantity.value < _TELLING * tried:
            continue
        for first, second in combinations(others, 2):
            last = by_value.get(whole.quantity.value - first.quantity.value - second.quantity.value)
            parts = [first, second, last] if last is not None and last.start > second.start else []
            if parts and measured(parts[-1]) == measured(whole) and of_one_time([whole, *parts]):
                yield add_up("total", whole, parts, "")
                break


def _is_exact(one: Observation) -> bool:
    """Whether a number is a plain whole one, printed to its last digit."""
    quantity = one.quantity
    return quantity.qualifier == "exact" and quantity.step == quantity.significant == 1 and quantity.upper is None


def _together(group: SentenceGroup, near: Sequence[SentenceGroup], spent: Collection[Span]) -> Relation | None:
    """ "Together they lost 1,590.": what the sentences before leave, if a sentence opens with a word that sums it up."""
    last = next((last for first, last in hits(group.scan.tokens, _TOGETHER) if first <= _START), None)
    own = _amounts([group])
    if last is None or not own or not last < own[0][1].quantity.begin <= last + _BEHIND:
        return None
    for whole in [one for _, one in own][:2]:
        strand = strand_of(group, whole)
        free = [(each, one) for each, one in _amounts(near) if measured(one) == measured(whole)]
        free = [(each, one) for each, one in free if (one.start, one.end) not in spent]
        alike = [(each, one) for each, one in free if strand_of(each, one) == strand]
        for listed in (free, alike, alike[-2:]):
            parts = [one for _, one in listed]
            if 1 < len(parts) <= _PARTS and size_of(whole, parts) >= _TOLD and fits_exactly(whole, parts):
                return add_up("total", whole, parts, "")
        parts = [one for _, one in (alike if len(alike) > 1 else free)]
        told = 1 < len(parts) <= _PARTS and max(one.quantity.value for one in parts) < _TWICE * whole.quantity.value
        if told and is_misprint(whole, [(1, one) for one in parts], _LIKELY) and of_one_time([whole, *parts]):
            return add_up("total", whole, parts, "")
    return None
