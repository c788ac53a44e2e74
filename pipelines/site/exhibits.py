"""The figures and tables of a report with all that its text states about them.

Belongs here: which values belong to a figure, what tells them apart, and their table as CSV. Does not belong here: how
they are drawn (see `charts`).
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.site.holdings import Report, Row
from pipelines.site.wording import area

TELLING = ("reference_area", "population", "time_period", "indicator")
"""The slots that tell the values of a figure apart, the shortest first."""

CSV_COLUMNS = (
    "figure", "stated", "value", "lower", "upper", "unit", "qualifier", "indicator", "reference_area", "population",
    "time_period", "verdict", "quote", "document_id", "start", "end", "observation_id",
)  # fmt: skip

_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True)
class Exhibit:
    """A figure, table ... with its number: the rows of `figures` of that number, and the values stated about it."""

    number: str
    rows: Sequence[Row]
    values: Sequence[Row]

    @property
    def name(self) -> str:
        """What the document calls it: "Figure 1-1-4-2"."""
        return f"{str(self.rows[0]['label']).capitalize()} {self.number}"

    @property
    def caption(self) -> str | None:
        """Its caption, where the transcription has one."""
        return next((row["caption"] for row in self.rows if row["caption"]), None)


def exhibits(report: Report) -> list[Exhibit]:
    """The exhibits of a report in the order of its text; those of one number are one."""
    rows: dict[str, list[Row]] = defaultdict(list)
    meant: dict[str, str] = {}
    for row in report.figures:
        rows[row["number"]].append(row)
        if row["damaged_reference"]:
            meant.setdefault(row["damaged_reference"], row["number"])
    values: dict[str, list[Row]] = defaultdict(list)
    for value in report.observations:
        if value["figure"] is not None:
            number = str(value["figure"])
            values[number if number in rows else meant.get(number, number)].append(value)
    return [Exhibit(number, rows[number], values.get(number, ())) for number in sorted(rows, key=_in_order)]


def what_tells_apart(values: Sequence[Row]) -> list[str]:
    """For each value a short label of the slots in which they differ; what was stated, where they differ in none."""
    differing = [slot for slot in TELLING if len({value[slot] for value in values}) > 1]
    labels = [", ".join(_named(value, slot) for slot in differing if value[slot]) for value in values]
    return [label or str(value["indicator"] or value["stated"]) for label, value in zip(labels, values, strict=True)]


def _named(value: Row, slot: str) -> str:
    return area(value[slot]) if slot == "reference_area" else str(value[slot])


def as_csv(report: Report, exhibit: Exhibit) -> str:
    """The values as CSV (RFC 4180, lines end in LF); text that a spreadsheet would take for a formula gets an apostrophe."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for value in exhibit.values:
        row = {**value, "quote": value["sentence"], "verdict": report.verdict_of(value["observation_id"])}
        if row["verdict"] == "unchecked":
            row["verdict"] = None
        writer.writerow([_cell(row[name]) for name in CSV_COLUMNS])
    return lines.getvalue()


def plain(value: object) -> str:
    """A value as another program reads it: numbers in full, without zeros at their end."""
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if hasattr(value, "as_tuple") and "." in text else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return plain(value)
    return f"'{value}" if _FORMULA.match(value) else value


def _in_order(number: str) -> list[tuple[int, int, str]]:
    """Numbers by their digits: 1-2 before 1-10."""
    parts = re.split(r"([0-9]+)", number)
    return [(0, len(part.lstrip("0")), part) if part[:1].isdigit() else (1, 0, part) for part in parts]
