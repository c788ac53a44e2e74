"""Error localisation: the smallest sets of numbers whose change would let all ties hold.

Belongs here: the search (I. P. Fellegi and D. Holt, A Systematic Approach to Automatic Edit and Imputation, JASA 1976),
as hitting sets of contradictions that are found as they are needed (R. Reiter, A Theory of Diagnosis from First
Principles, 1987). Does not belong here: what the numbers would be changed to (see `repairs`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipelines.relations.constraints import ANYTHING
from pipelines.relations.system import System, contradiction

LARGEST_SET = 3
MOST_SETS = 12  # that are named
MOST_SUSPECTS = 60  # numbers of one contradiction that are tried; fewer where it has many,
MOST_WORK = 12_000  # so that suspects times numbers stay below this
LEAST_SUSPECTS = 3
MOST_CHECKS = 120
FEWEST_CHECKS = 12
MOST_OPERANDS = 2_000  # looked at in all checks together


class _OutOfChecksError(Exception):
    """More sets would have to be tried than the cap allows."""


def smallest_sets(
    system: System,
    ties: Sequence[int],
    known: Sequence[Sequence[int]],
    sureness: Callable[[int], int],
    suspects: Callable[[int], bool],
) -> list[tuple[int, ...]]:
    """All sets of fewest numbers which, if they were free, would let the ties hold; the least sure first.

    `known` are contradictory sets of ties. Only numbers that are `suspects` are freed; of a contradiction with very many
    the least sure ones. No sets if the smallest are larger than LARGEST_SET or too many to try.
    """
    search = _Search(system, ties, known, sureness, suspects)
    try:
        found = search.run()
    except _OutOfChecksError:
        return []
    return sorted(found, key=lambda numbers: (sum(map(sureness, numbers)), numbers))[:MOST_SETS]


class _Search:
    def __init__(
        self,
        system: System,
        ties: Sequence[int],
        known: Sequence[Sequence[int]],
        sureness: Callable[[int], int],
        suspects: Callable[[int], bool],
    ) -> None:
        self._system, self._ties, self._among = system, ties, set(ties)
        self._sureness, self._suspects = sureness, suspects
        self._checks = 0
        operands = sum(len(system.ties[tie].numbers) for tie in ties)
        self._most_checks = min(MOST_CHECKS, max(FEWEST_CHECKS, MOST_OPERANDS // max(1, operands)))
        self._told = Counter(number for conflict in known for number in self._all_numbers(conflict))
        self._to_hit: list[tuple[int, ...]] = [self._numbers(conflict, ()) for conflict in known]

    def run(self) -> list[tuple[int, ...]]:
        """Sets by their size; the first size that has any has all."""
        level: list[tuple[int, ...]] = [()]
        for _ in range(LARGEST_SET + 1):
            mended = []
            larger: dict[tuple[int, ...], None] = {}
            for chosen in level:
                missed = self._missed(chosen)
                if missed is None:
                    mended.append(chosen)
                else:
                    larger |= dict.fromkeys(tuple(sorted((*chosen, number))) for number in missed)
            if mended:
                return mended
            level = list(larger)
        return []

    def _missed(self, chosen: tuple[int, ...]) -> tuple[int, ...] | None:
        """Numbers of which one must be changed beside the chosen ones; None if these suffice."""
        for numbers in self._to_hit:
            if not set(chosen).intersection(numbers):
                return numbers
        self._checks += 1
        if self._checks > self._most_checks:
            raise _OutOfChecksError
        free = dict.fromkeys(chosen, ANYTHING)
        conflict = contradiction(self._system, self._ties, self._among, len(self._ties), free)
        if conflict is None:
            return None
        self._to_hit.append(self._numbers(conflict, chosen))
        return self._to_hit[-1]

    def _numbers(self, conflict: Sequence[int], chosen: tuple[int, ...]) -> tuple[int, ...]:
        numbers = self._all_numbers(conflict)
        open_to_doubt = [number for number in numbers if number not in chosen and self._suspects(number)]
        most = max(LEAST_SUSPECTS, min(MOST_SUSPECTS, MOST_WORK // len(numbers)))
        if len(open_to_doubt) > most:
            # What several contradictions share comes first: one change may mend them all.
            open_to_doubt.sort(key=lambda number: (-self._told[number], self._sureness(number)))
            open_to_doubt = open_to_doubt[:most]
        return tuple(sorted(open_to_doubt))

    def _all_numbers(self, conflict: Sequence[int]) -> dict[int, None]:
        return dict.fromkeys(number for index in conflict for number in self._system.ties[index].numbers)
