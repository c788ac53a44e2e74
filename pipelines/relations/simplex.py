"""Exact simplex: whether linear forms of numbers, each between bounds, can hold together, and how far one can go.

Belongs here: the general simplex of B. Dutertre and L. de Moura (A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006):
no objective and no big M to be found feasible, bounds that may be strict by an infinitesimal, and a conflict as its proof.
Exact: all is scaled to whole numbers first, and stays whole while the pivots are ones, as in sums of parts. Does not
belong here: observations, relations.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import Row

MOST_PIVOTS = 2_000
MOST_ENTRIES = 60_000  # of the tableau: it fills up as it is solved
MOST_BITS = 4_000

# A whole number, or a Fraction where it is not whole (much slower); the checker cannot follow arithmetic of both.
_Number: TypeAlias = Any
# A number and how many infinitesimals lie beyond it: pairs compare as they should.
_Value = tuple[_Number, _Number]
_MOST_SPREADS = 24
_FINENESS = 1_000  # of the whole numbers that all is scaled to
_BLAND_AFTER = 4  # pivots for each form: from then on by Bland's rule, which cannot go round in circles


class TooTangledError(Exception):
    """The system cannot be solved within the caps."""


@dataclass(frozen=True, slots=True)
class Form:
    """A linear form over numbers known by their keys, and the tie that it belongs to."""

    tie: int
    row: Row
    variables: Sequence[int]


class Simplex:
    """Linear forms over numbers with bounds. `conflict` comes first; then `reach` may be asked for any number.

    Raises TooTangledError where a cap is exceeded.
    """

    def __init__(self, forms: Sequence[Form], domains: Mapping[int, Interval], start: Mapping[int, Fraction]) -> None:
        names = sorted({variable for form in forms for variable in form.variables})
        known = [_within(start[name], domains[name]) for name in names]
        ends = [end for name in names for end in (domains[name].lower, domains[name].upper) if end is not None]
        ends += [form.row.constant for form in forms]
        self._unit = _FINENESS * math.lcm(*(number.denominator for number in (*known, *ends)))
        self._column = {name: at for at, name in enumerate(names)}
        self._ties = {len(names) + at: form.tie for at, form in enumerate(forms)}
        self._lower: list[_Value | None] = [self._bound(domains[name].lower) for name in names]
        self._upper: list[_Value | None] = [self._bound(domains[name].upper) for name in names]
        self._value: list[_Value] = [(_whole(number * self._unit), 0) for number in known]
        self._rows: dict[int, dict[int, _Number]] = {}
        self._users: dict[int, set[int]] = defaultdict(set)
        self._astray: set[int] = set()
        self._pivots = self._entries = 0
        for at, form in enumerate(forms):
            self._add(len(names) + at, form)
        self._spread()
        for basic in self._rows:
            self._value[basic] = (self._total(basic), 0)
            self._judge(basic)

    def _bound(self, end: Fraction | None) -> _Value | None:
        return None if end is None else (_whole(end * self._unit), 0)

    def _add(self, basic: int, form: Form) -> None:
        row: dict[int, _Number] = defaultdict(int)
        for (_, factor), variable in zip(form.row.coefficients, form.variables, strict=True):
            row[self._column[variable]] += _whole(factor)
        self._rows[basic] = {column: factor for column, factor in row.items() if factor}
        for column in self._rows[basic]:
            self._users[column].add(basic)
        self._entries += len(self._rows[basic])
        self._value.append((0, 0))
        constant = _whole(form.row.constant * self._unit)
        self._lower.append((constant, 1 if form.row.sign == "above" else 0))
        self._upper.append((constant, 0) if form.row.sign == "equal" else None)

    def _total(self, basic: int) -> _Number:
        return sum(factor * self._value[column][0] for column, factor in self._rows[basic].items())

    def _spread(self) -> None:
        """Start near a solution: spread what each form is off over its numbers, as far as each has room, a few times.

        Sums of many rounded parts are off by many small amounts, and each would take a pivot.
        """
        for _ in range(_MOST_SPREADS):
            off = False
            for basic, row in self._rows.items():
                least, most = self._lower[basic], self._upper[basic]
                assert least is not None
                total = self._total(basic) - least[0]
                if (total == 0 and most is not None) or (total > 0 and most is None):
                    continue
                off = True
                self._share_out(row, total if most is not None else total - 1)
            if not off:
                return

    def _share_out(self, row: Mapping[int, _Number], total: _Number) -> None:
        """Move the numbers of a form so that it falls by `total`, each by its share of all the room that there is."""
        rooms = {}
        for column, factor in row.items():
            value = self._value[column][0]
            limit = self._lower[column] if factor * total > 0 else self._upper[column]
            rooms[column] = abs(total) if limit is None else min(abs(total), abs(limit[0] - value) * abs(factor))
        room = sum(rooms.values())
        left = min(abs(total), room)
        for column, share in rooms.items():
            if not share or not left:
                continue
            part = min(left, share, -(-abs(total) * share // room))
            left -= part
            distance = _ratio(part, abs(row[column])) * (-1 if row[column] * total > 0 else 1)
            self._value[column] = (_whole(self._value[column][0] + distance), 0)

    def conflict(self) -> list[int] | None:
        """The ties of forms that contradict each other within the bounds; None if all can hold."""
        while self._astray:
            basic = min(self._astray)
            way = self._violation(basic)
            row = self._rows[basic]
            giving = [column for column in row if self._gives(column, row[column] * way)]
            if not giving:
                keys = [basic, *row]
                return sorted({self._ties[key] for key in keys if key in self._ties})
            bound = self._lower[basic] if way > 0 else self._upper[basic]
            assert bound is not None
            self._pivot(basic, self._entering(basic, bound, giving), bound)
        return None

    def _entering(self, basic: int, bound: _Value, giving: Sequence[int]) -> int:
        """The number to move: one that stays within its bounds and that few forms use, so that the tableau stays thin.

        If that takes long, by Bland's rule.
        """
        if self._pivots > _BLAND_AFTER * len(self._rows):
            return min(giving)
        row, value = self._rows[basic], self._value[basic]

        def rank(column: int) -> tuple[bool, int, int]:
            way = row[column]
            end = _moved(self._value[column], 1, (_ratio(bound[0] - value[0], way), _ratio(bound[1] - value[1], way)))
            lower, upper = self._lower[column], self._upper[column]
            outside = (lower is not None and end < lower) or (upper is not None and end > upper)
            return outside, len(self._users[column]), column

        return min(giving, key=rank)

    def reach(self, name: int) -> Interval:
        """The least and greatest value that a number can take while all forms hold (limits, where strict)."""
        lower, upper = self._furthest(name, -1), self._furthest(name, 1)
        return Interval(
            None if lower is None else Fraction(lower) / self._unit,
            None if upper is None else Fraction(upper) / self._unit,
        )

    def _violation(self, basic: int) -> int:
        """+1 if a value must rise to its lower bound, -1 if it must fall, 0 if it is within."""
        value, lower, upper = self._value[basic], self._lower[basic], self._upper[basic]
        if lower is not None and value < lower:
            return 1
        return -1 if upper is not None and value > upper else 0

    def _judge(self, basic: int) -> None:
        """Keep in mind whether a basic number is out of its bounds."""
        if self._violation(basic):
            self._astray.add(basic)
        else:
            self._astray.discard(basic)

    def _gives(self, column: int, way: _Number) -> bool:
        """Whether a number can still move up (`way` > 0) or down."""
        limit = self._upper[column] if way > 0 else self._lower[column]
        return limit is None or self._value[column] != limit

    def _furthest(self, name: int, way: int) -> _Number | None:
        target = self._column[name]
        while True:
            row: dict[int, _Number] = self._rows.get(target, {target: 1})
            entering = min((column for column in row if self._gives(column, row[column] * way)), default=None)
            if entering is None:
                return self._value[target][0]
            step = 1 if row[entering] * way > 0 else -1
            room, leaving = self._room(entering, step)
            if room is None:
                return None
            if leaving is None:
                self._shift(entering, (room[0] * step, room[1] * step))
            else:
                rise = self._rows[leaving][entering] * step > 0
                bound = self._upper[leaving] if rise else self._lower[leaving]
                assert bound is not None
                self._pivot(leaving, entering, bound)

    def _room(self, entering: int, step: int) -> tuple[_Value | None, int | None]:
        """How far a number can move until it or a form that uses it meets its bound, and which form that is."""
        limit = self._upper[entering] if step > 0 else self._lower[entering]
        best = None if limit is None else _apart(self._value[entering], limit)
        leaving = None
        for basic in sorted(self._users[entering]):
            slope = self._rows[basic][entering] * step
            bound = self._upper[basic] if slope > 0 else self._lower[basic]
            if bound is None:
                continue
            gap = _apart(self._value[basic], bound)
            room = (_ratio(gap[0], abs(slope)), _ratio(gap[1], abs(slope)))
            if best is None or room < best:
                best, leaving = room, basic
        return best, leaving

    def _shift(self, column: int, distance: _Value) -> None:
        """Move a number that is not basic, and with it the forms that use it."""
        self._value[column] = _moved(self._value[column], 1, distance)
        for basic in self._users[column]:
            self._value[basic] = _moved(self._value[basic], self._rows[basic][column], distance)
            self._judge(basic)

    def _pivot(self, basic: int, entering: int, bound: _Value) -> None:
        """Set a basic number to a bound by moving another, and exchange the two."""
        self._pivots += 1
        if self._pivots > MOST_PIVOTS or self._entries > MOST_ENTRIES:
            raise TooTangledError
        row = self._rows.pop(basic)
        factor = row.pop(entering)
        value = self._value[basic]
        self._users[entering].discard(basic)
        self._shift(entering, (_ratio(bound[0] - value[0], factor), _ratio(bound[1] - value[1], factor)))
        self._value[basic] = bound
        self._astray.discard(basic)
        solved = {column: _ratio(-other, factor) for column, other in row.items()}
        solved[basic] = _ratio(1, factor)
        users = self._users.pop(entering)
        for column in row:
            self._users[column].discard(basic)
        self._rows[entering] = solved
        for column in solved:
            self._users[column].add(entering)
        self._judge(entering)
        for other in users:
            self._substitute(other, entering, solved)

    def _substitute(self, basic: int, column: int, solved: Mapping[int, _Number]) -> None:
        row = self._rows[basic]
        times = row.pop(column)
        if times.numerator.bit_length() + times.denominator.bit_length() > MOST_BITS:
            raise TooTangledError
        before = len(row)
        for other, factor in solved.items():
            total = row.get(other, 0) + times * factor
            if total:
                row[other] = total
                self._users[other].add(basic)
            elif other in row:
                del row[other]
                self._users[other].discard(basic)
        self._entries += len(row) - before


def _whole(number: _Number) -> _Number:
    return number.numerator if number.denominator == 1 else number


def _ratio(one: _Number, other: _Number) -> _Number:
    """An exact quotient; whole if it can be."""
    if other == 1:
        return one
    return -one if other == -1 else _whole(Fraction(one) / other)


def _within(value: Fraction, domain: Interval) -> Fraction:
    if domain.lower is not None and value < domain.lower:
        return domain.lower
    return domain.upper if domain.upper is not None and value > domain.upper else value


def _apart(value: _Value, bound: _Value) -> _Value:
    """How far a value lies from a bound, as a size."""
    gap = (bound[0] - value[0], bound[1] - value[1])
    return gap if gap >= (0, 0) else (-gap[0], -gap[1])


def _moved(value: _Value, factor: _Number, distance: _Value) -> _Value:
    return value[0] + factor * distance[0], value[1] + factor * distance[1]
