"""The map in the margin of a report: where in its text the findings are.

Belongs here: which finding falls into which part of the margin. Does not belong here: what a finding says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.site.holdings import Row

STEPS = 20  # of at least 24 pixels each, so that a finger meets them
_WORST_FIRST = ("error", "warning", "info")


@dataclass(frozen=True)
class Step:
    """One step of the map, from `start` to `end` per cent of the text, with its findings, the worst first."""

    start: int
    end: int
    findings: tuple[Row, ...]

    @property
    def severity(self) -> str:
        """The worst severity in it; nothing, where it has no finding."""
        return str(self.findings[0]["severity"]) if self.findings else ""


def margin_map(findings: Sequence[Row], first: int, last: int) -> list[Step]:
    """The map of the text between two offsets."""
    length = max(1, last - first)
    steps: list[list[Row]] = [[] for _ in range(STEPS)]
    for row in findings:
        if row["start"] is not None and first <= row["start"] < max(last, first + 1):
            steps[min(STEPS - 1, (row["start"] - first) * STEPS // length)].append(row)
    each = 100 // STEPS
    return [
        Step(
            index * each, (index + 1) * each, tuple(sorted(inside, key=lambda row: _WORST_FIRST.index(row["severity"])))
        )
        for index, inside in enumerate(steps)
    ]
