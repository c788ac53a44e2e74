"""Constraints that share numbers, as one system: whether all can hold, which few contradict each other, how far one goes.

Belongs here: plain data (an interval for each number, ties over numbers) and what follows from it. Does not belong here:
observations, relations, repairs in words (see `together`).

What is guaranteed. Bounds are propagated through the ties to a fixpoint, as in interval constraint solvers; every number
that satisfies all ties stays inside, so a contradiction that is found is one. Where ties form no circle (no two share two
numbers, no chain of ties comes back), propagation finds every contradiction and its bounds are exact. Circles of linear
ties (sums, orders, equalities) are decided exactly by simplex. In circles with other ties (quotients, overall values among
groups) a contradiction may be missed, never invented. Each cap below errs on that side too.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import Constraint, allowed_each, intersect, is_at_once, linear_rows, meet
from pipelines.relations.simplex import Form, Simplex, TooTangledError

MOST_SWEEPS = 24  # over the ties, forth and back; ties without circles need two
MOST_DIGITS = 1_500  # bits of a bound's parts: circles of quotients would let them grow without end
MOST_WORK = 400_000  # numbers of ties, as often as a component is searched for contradictions
MOST_NEAR = 512  # ties in which a contradiction is looked for at first
_NOTHING_CHANGED: Mapping[int, Interval] = {}


@dataclass(frozen=True, slots=True)
class Tie:
    """A constraint over numbers, given by their indices in the system."""

    constraint: Constraint
    numbers: tuple[int, ...]


class System:
    """Numbers with the interval that each is known to lie in and a likely value inside, and the ties between them."""

    def __init__(self, intervals: Sequence[Interval], likely: Sequence[Fraction], ties: Sequence[Tie]) -> None:
        self.intervals = intervals
        self.likely = likely
        self.ties = ties
        self.ties_of: dict[int, list[int]] = defaultdict(list)
        for index, tie in enumerate(ties):
            for number in dict.fromkeys(tie.numbers):
                self.ties_of[number].append(index)

    def components(self) -> list[list[int]]:
        """The ties, those together that are connected through shared numbers; in the order of their first."""
        left = dict.fromkeys(range(len(self.ties)))
        found = []
        while left:
            found.append(sorted(self.near([next(iter(left))], left, len(self.ties))))
            for index in found[-1]:
                del left[index]
        return found

    def near(self, start: Iterable[int], among: Collection[int], most: int) -> list[int]:
        """The ties nearest to those of `start`, at most so many, only ties that are `among` (a set or dict)."""
        seen = dict.fromkeys(start)
        asked: set[int] = set()
        queue = deque(seen)
        while queue and len(seen) < most:
            for number in self.ties[queue.popleft()].numbers:
                if number in asked:
                    continue
                asked.add(number)
                fresh = [index for index in self.ties_of[number] if index in among and index not in seen]
                fresh = fresh[: most - len(seen)]
                seen |= dict.fromkeys(fresh)
                queue.extend(fresh)
        return list(seen)


@dataclass(slots=True)
class Narrowed:
    """What propagation gave: a domain for each number, the ties that no domain satisfies, the ties that form circles.

    `settled` unless a cap was met before the fixpoint.
    """

    domains: dict[int, Interval]
    failed: list[int]
    circles: list[int]
    settled: bool


def narrow(
    system: System, ties: Sequence[int], changed: Mapping[int, Interval] = _NOTHING_CHANGED, *, stop: bool = False
) -> Narrowed:
    """Propagate the bounds of the numbers through the ties; `changed` replaces the intervals of some numbers.

    A tie that cannot hold is left out from then on; if `stop`, propagation ends there.
    """
    numbers = dict.fromkeys(number for index in ties for number in system.ties[index].numbers)
    domains = {number: changed.get(number, system.intervals[number]) for number in numbers}
    peeled, circles = _peel(system, ties)
    order = peeled + circles
    dirty = set(order)
    alive = set(order)
    result = Narrowed(domains, [], circles, settled=True)
    for sweep in range(MOST_SWEEPS):
        for index in order if sweep % 2 == 0 else reversed(order):
            if index not in dirty:
                continue
            dirty.discard(index)
            moved = _visit(system.ties[index], domains)
            if moved is None:
                alive.discard(index)
                result.failed.append(index)
                if stop:
                    return result
                continue
            again = not is_at_once(type(system.ties[index].constraint))
            for number in moved:
                dirty.update(other for other in system.ties_of[number] if other in alive and (other != index or again))
        if not dirty:
            return result
    result.settled = False
    return result


def _visit(tie: Tie, domains: dict[int, Interval]) -> list[int] | None:
    """Narrow the numbers of one tie; gives those that moved, None if the tie cannot hold."""
    before = [domains[number] for number in tie.numbers]
    allowed = allowed_each(tie.constraint, before)
    strict = tie.constraint.strict
    if not all(meet(one, other, strict=strict) for one, other in zip(before, allowed, strict=True)):
        return None
    moved = []
    for number, limit in zip(tie.numbers, allowed, strict=True):
        interval = domains[number]
        narrowed = intersect(interval, limit)
        if narrowed is interval or _is_long(narrowed.lower) or _is_long(narrowed.upper):
            continue
        if narrowed.lower is not None and narrowed.upper is not None and narrowed.lower > narrowed.upper:
            return None  # a number that stands twice in the tie
        domains[number] = narrowed
        moved.append(number)
    return moved


def _is_long(end: Fraction | None) -> bool:
    return end is not None and end.numerator.bit_length() + end.denominator.bit_length() > MOST_DIGITS


def _peel(system: System, ties: Sequence[int], *, kept: Collection[int] = ()) -> tuple[list[int], list[int]]:
    """Take away ties that share at most one number with the rest, again and again: what is left forms circles.

    The ties are returned in the order in which they were taken, then the rest; those of `kept` are not taken.
    """
    users: dict[int, list[int]] = defaultdict(list)
    for index in ties:
        for number in system.ties[index].numbers:
            users[number].append(index)
    degree = {number: len(at) for number, at in users.items()}
    shared = {index: sum(degree[number] > 1 for number in system.ties[index].numbers) for index in ties}
    queue = deque(index for index in ties if shared[index] <= 1 and index not in kept)
    taken = dict.fromkeys(queue)
    peeled = []
    while queue:
        index = queue.popleft()
        peeled.append(index)
        for number in system.ties[index].numbers:
            degree[number] -= 1
            if degree[number] == 1:
                for other in users[number]:
                    shared[other] -= 1
                    if other not in taken and other not in kept and shared[other] <= 1:
                        taken[other] = None
                        queue.append(other)
    return peeled, [index for index in ties if index not in taken]


def holds(system: System, ties: Sequence[int], changed: Mapping[int, Interval] = _NOTHING_CHANGED) -> bool:
    """Whether the ties can hold together, as far as is decided (see above)."""
    narrowed = narrow(system, ties, changed, stop=True)
    if narrowed.failed:
        return False
    try:
        return _in_circles(system, ties, narrowed) is None
    except TooTangledError:
        return True


def reach(system: System, ties: Sequence[int], changed: Mapping[int, Interval], number: int) -> Interval:
    """The least and greatest value that a number can take while all ties hold, which they must be able to."""
    narrowed = narrow(system, ties, changed)
    domain = narrowed.domains.get(number, system.intervals[number])
    if narrowed.settled and not narrowed.circles:
        return domain
    forms = _forms(system, ties)
    if not any(number in form.variables for form in forms):
        return domain
    try:
        simplex = Simplex(forms, narrowed.domains, _likely(system, narrowed))
        return intersect(domain, simplex.reach(number)) if simplex.conflict() is None else domain
    except TooTangledError:
        return domain


def _in_circles(system: System, ties: Sequence[int], narrowed: Narrowed) -> list[int] | None:
    """The linear ties in circles that contradict each other, by simplex; None if they can hold.

    A strict order at the end of a chain may forbid the very bound that a circle needs: it goes along.
    """
    if narrowed.settled and not narrowed.circles:
        return None
    strict = {index for index in ties if system.ties[index].constraint.strict}
    chosen = _peel(system, ties, kept=strict)[1] if narrowed.settled else ties
    forms = _forms(system, chosen)
    return Simplex(forms, narrowed.domains, _likely(system, narrowed)).conflict() if forms else None


def _forms(system: System, ties: Iterable[int]) -> list[Form]:
    found = []
    for index in ties:
        tie = system.ties[index]
        for row in linear_rows(tie.constraint, len(tie.numbers)) or ():
            used = tuple(tie.numbers[at] for at, _ in row.coefficients)
            found.append(Form(index, row, used))
    return found


def _likely(system: System, narrowed: Narrowed) -> dict[int, Fraction]:
    return {number: system.likely[number] for number in narrowed.domains}


def conflicts(system: System, ties: Sequence[int], most: int) -> tuple[list[list[int]], bool]:
    """Minimal contradictory sets of ties that have no tie in common, and whether no more are left.

    They end at `most`, at MOST_WORK, or where a system is too tangled.
    """
    active = dict.fromkeys(ties)
    found: list[list[int]] = []
    work = 0
    while len(found) < most and work < MOST_WORK:
        work += sum(len(system.ties[index].numbers) for index in active)
        narrowed = narrow(system, list(active))
        if narrowed.failed:
            fresh = _around_each(system, narrowed.failed, active, most - len(found))
            if not fresh:
                return found, False
            found += fresh
            continue
        try:
            circle = _in_circles(system, list(active), narrowed)
        except TooTangledError:
            return found, False
        if circle is None:
            return found, True
        conflict = contradiction(system, circle, active, len(active))
        if conflict is None:
            return found, False
        found.append(conflict)
        for index in found[-1]:
            del active[index]
    return found, False


def _around_each(system: System, failed: Sequence[int], active: dict[int, None], most: int) -> list[list[int]]:
    """The contradictions around ties that failed; takes their ties from the active ones."""
    found: list[list[int]] = []
    for reach_of in (MOST_NEAR, len(active)):
        for index in failed:
            if index not in active or len(found) >= most:
                continue
            conflict = contradiction(system, [index], active, reach_of)
            if conflict:
                found.append(conflict)
                for one in conflict:
                    del active[one]
        if found:
            break
    return found


def contradiction(
    system: System,
    start: Sequence[int],
    among: Collection[int],
    most: int,
    changed: Mapping[int, Interval] = _NOTHING_CHANGED,
) -> list[int] | None:
    """A minimal contradictory set among the ties near those of `start`; None if the nearest `most` can hold."""
    size = max(4, len(start))
    while True:
        nearest = system.near(start, among, min(size, most))
        if not holds(system, nearest, changed):
            return minimal(system, nearest, changed)
        if len(nearest) < size or size >= most:
            return None
        size *= 2


def minimal(system: System, ties: Sequence[int], changed: Mapping[int, Interval] = _NOTHING_CHANGED) -> list[int]:
    """A subset of contradictory ties that can hold as soon as any one is left out.

    Deletion filtering by halves (U. Junker, QuickXplain, AAAI 2004): few checks where the subset is small.
    """

    def explain(known: list[int], fresh: bool, candidates: list[int]) -> list[int]:
        if fresh and not holds(system, known, changed):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        of_second = explain(known + first, True, second)
        return explain(known + of_second, bool(of_second), first) + of_second

    found = sorted(explain([], False, list(ties)))
    return list(ties) if holds(system, found, changed) else found  # where a cap hid the contradiction on the way
