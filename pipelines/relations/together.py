"""Relations that share numbers, taken together: contradictions that no relation shows alone, and repairs that mend all.

Belongs here: from relations to one system and back. A `repeat` ties two statements of one quantity, so relations are
connected through it too. Does not belong here: solving (see `system`), the search for the smallest repairs (see
`localisation`), their values (see `repairs`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.relations.constraints import Equal
from pipelines.relations.repairs import Numbers, alternatives, numbered
from pipelines.relations.repeat import find_confirmations
from pipelines.relations.statement import Operand, Relation, Repair, spans
from pipelines.relations.system import conflicts

MOST_CONFLICTS = 200  # of one component, beside the relations that are inconsistent alone
MOST_MENDED = 150  # of a component; the other relations keep the repairs that they have alone
MOST_JOINED = 4  # contradictions that share numbers and are mended together
NEIGHBOURS = 48  # relations, the nearest, that a repair must keep
_QUOTED = 4
_LONGEST_QUOTE = 120


def solve_together(relations: Sequence[Relation]) -> list[Relation]:
    """Narrow the repairs of inconsistent relations to those that all relations allow; gives the relations of kind `system`.

    One for each smallest set of relations that hold alone but not together, and an undecidable one for each
    component that is too tangled.
    """
    solved = [relation for relation in relations if relation.constraint is not None]
    ties = [(relation.operands, relation.constraint) for relation in solved if relation.constraint is not None]
    places = {id(one.observation): one for operands, _ in ties for one in operands}
    confirmed = find_confirmations([one.observation for one in places.values() if one.observation])
    same = [([places[id(one)], places[id(other)]], Equal()) for one, other in confirmed]
    numbers = Numbers([*ties, *same])
    found = []
    for component in numbers.system.components():
        if len(component) > 1:
            found += _Component(solved, numbers, component).solve()
    return found


class _Component:
    """Relations that are connected through shared numbers.

    Ties are indices of `relations`; those beyond are numbers that the text confirms, which only repairs must keep.
    """

    def __init__(self, relations: Sequence[Relation], numbers: Numbers, ties: Sequence[int]) -> None:
        self._relations, self._numbers = relations, numbers
        self._ties = [tie for tie in ties if tie < len(relations)]
        self._kept = {tie for tie in ties if tie >= len(relations)}

    def solve(self) -> list[Relation]:
        """Mend what is inconsistent, and tell what is so only together."""
        broken = [tie for tie in self._ties if self._relations[tie].verdict == "inconsistent"]
        sound = [tie for tie in self._ties if self._relations[tie].verdict == "consistent"]
        joint, complete = conflicts(self._numbers.system, sound, MOST_CONFLICTS)
        loose = {conflict[0] for conflict in joint if len(conflict) == 1}  # holds only under a generous reading
        joint = [conflict for conflict in joint if len(conflict) > 1]
        self._kept |= set(sound) - loose
        found = {tuple(conflict): self._joint(conflict) for conflict in joint}
        told: dict[tuple[int, ...], Relation] = {(tie,): self._relations[tie] for tie in broken}
        told |= found
        for cluster in self._clusters(list(told))[:MOST_MENDED]:
            for conflict, repairs in self._mended(cluster, list(told)):
                told[conflict].repairs = repairs
        return [*found.values(), *([] if complete else [self._tangled()])]

    def _clusters(self, told: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
        """Contradictions that share numbers, together: one change may mend several."""
        owners: dict[int, list[int]] = defaultdict(list)
        for at, conflict in enumerate(told):
            for number in self._numbers_of(conflict):
                owners[number].append(at)
        clusters, left = [], dict.fromkeys(range(len(told)))
        while left:
            start = next(iter(left))
            del left[start]
            members, queue = [start], [start]
            while queue:
                for number in self._numbers_of(told[queue.pop()]):
                    fresh = [at for at in owners.pop(number, ()) if at in left]
                    for at in fresh:
                        del left[at]
                    members += fresh
                    queue += fresh
            clusters.append([told[at] for at in sorted(members)])
        return clusters

    def _mended(
        self, cluster: Sequence[tuple[int, ...]], told: Sequence[tuple[int, ...]]
    ) -> list[tuple[tuple[int, ...], list[Repair]]]:
        """The repairs of each contradiction of a cluster: those that mend all of it, else those that mend the one."""
        if len(cluster) <= MOST_JOINED:
            sets = self._alternatives(cluster, told)
            if sets:
                return [(conflict, numbered(self._of(conflict, cluster, sets))) for conflict in cluster]
        found = [(conflict, self._alternatives([conflict], told)) for conflict in cluster[:MOST_MENDED]]
        return [(conflict, numbered(self._of(conflict, [conflict], sets))) for conflict, sets in found]

    def _alternatives(self, cluster: Sequence[tuple[int, ...]], told: Sequence[tuple[int, ...]]) -> list[list[Repair]]:
        """Changes that mend some contradictions and keep the relations around them; other contradictions stay."""
        own = [tie for conflict in cluster for tie in conflict]
        elsewhere = {tie for conflict in told for tie in conflict}.difference(own)
        among = (self._kept - elsewhere).union(own)
        nearest = self._numbers.system.near(own, among, max(NEIGHBOURS, len(own)))
        return alternatives(self._numbers, nearest, cluster)

    def _of(
        self, conflict: tuple[int, ...], cluster: Sequence[tuple[int, ...]], sets: Sequence[Sequence[Repair]]
    ) -> list[list[Repair]]:
        """The part of each set that one contradiction needs; what is only for another is told with that."""
        numbers = self._numbers_of(conflict)
        here = [_span(self._numbers.operands[number]) for number in numbers]  # in the order of the relation's operands
        if len(conflict) > 1:
            here.sort()
        others = {span for other in cluster if other != conflict for span in self._spans(other)}
        found: dict[frozenset[tuple[int, int]], list[Repair]] = {}
        for changes in sets:
            part = [one for one in changes if _span(one.operand) in here or _span(one.operand) not in others]
            found.setdefault(frozenset(_span(one.operand) for one in part), part)
        needed = [part for places, part in found.items() if not any(other < places for other in found)]
        needed.sort(key=len)
        order = {span: at for at, span in enumerate(here)}
        if needed and len(needed[0]) == 1:
            needed.sort(key=lambda part: order.get(_span(part[0].operand), 0))
        return needed

    def _numbers_of(self, conflict: Iterable[int]) -> dict[int, None]:
        return dict.fromkeys(number for tie in conflict for number in self._numbers.system.ties[tie].numbers)

    def _spans(self, conflict: Iterable[int]) -> set[tuple[int, int]]:
        return {_span(self._numbers.operands[number]) for number in self._numbers_of(conflict)}

    def _joint(self, conflict: Sequence[int]) -> Relation:
        """The finding that relations hold alone but not together."""
        relations = [self._relations[tie] for tie in conflict]
        operands = sorted((self._numbers.operands[at] for at in self._numbers_of(conflict)), key=_span)
        stated = " … ".join(dict.fromkeys(relation.stated for relation in relations))
        explanation = (
            f"Each of these {len(relations)} statements can be true, but not all of them together:"
            f" {_listed([relation.stated for relation in relations])}."
        )
        return _system(operands, stated, "inconsistent", explanation)

    def _tangled(self) -> Relation:
        relations = [self._relations[tie] for tie in self._ties]
        explanation = (
            f"These {len(relations)} statements share numbers and are too tangled to be solved together;"
            " each was recomputed on its own."
        )
        operands = [self._numbers.operands[at] for at in self._numbers_of(self._ties[:_QUOTED])]
        stated = " … ".join(dict.fromkeys(relation.stated for relation in relations[:_QUOTED]))
        return _system(sorted(operands, key=_span), stated, "undecidable", explanation)


def _span(operand: Operand) -> tuple[int, int]:
    return operand.start, operand.end


def _system(operands: Sequence[Operand], stated: str, verdict: str, explanation: str) -> Relation:
    start, end = spans(list(operands))
    return Relation("system", list(operands), start, end, stated, verdict, explanation)


def _listed(statements: Sequence[str]) -> str:
    quoted = [f"“{_shortened(one)}”" for one in dict.fromkeys(statements)]
    shown = quoted[:_QUOTED]
    return ", ".join(shown) + (f" and {len(quoted) - _QUOTED} more" if len(quoted) > _QUOTED else "")


def _shortened(statement: str) -> str:
    return statement if len(statement) <= _LONGEST_QUOTE else f"{statement[:_LONGEST_QUOTE].rstrip()} …"
