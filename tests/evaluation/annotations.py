"""Reads hand-made annotations and ties each row to its place in the document.

Belongs here: the file format of annotations, finding offsets, and the check that an annotation is complete
(every digit of the document in exactly one annotated numeral). Does not belong here: running the extraction
or scoring it (evaluate.py).

Format: tab-separated, a header line, one row per numeral in the order of the text, columns as in `COLUMNS`.
Any field but `exact` may hold alternatives separated by `|`; an empty slot is not scored; `-` says that the
text states nothing, so that a value given there is an error. A range has its ends in `lower` and `upper` on
the row of its first number; the row of its second number is an observation with the note "end of range" and
nothing else. With several roles, one of them `observation`, a row counts neither as found nor as invented.
A change is annotated as stated: "fell 3.9 points" is 3.9, "(-3.9)" is -3.9.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

COLUMNS = (
    "exact",
    "role",
    "value",
    "lower",
    "upper",
    "unit",
    "qualifier",
    "reference_area",
    "population",
    "time_period",
    "figure",
    "note",
)
ROLES = frozenset(
    {
        "observation",
        "period",
        "reference",
        "enumerator",
        "dimension",
        "name",
        "rank",
        "list_count",
        "markup",
        "axis",
        "unknown",
    }
)
QUALIFIERS = frozenset(
    {
        "exact",
        "approximately",
        "more_than",
        "at_least",
        "less_than",
        "at_most",
        "nearly",
        "slightly_above",
        "between",
    }
)
END_OF_RANGE = "end of range"
DOCUMENTS = Path(__file__).parent / "documents"


class AnnotationError(ValueError):
    """An annotation that does not fit its document; the message says file, line and what is wrong."""


@dataclass(frozen=True)
class Annotation:
    """One annotated numeral: offsets in code points into the document, and the fields as written."""

    start: int
    end: int
    fields: dict[str, str]

    @property
    def exact(self) -> str:
        """The characters of the numeral."""
        return self.fields["exact"]

    @property
    def roles(self) -> tuple[str, ...]:
        """The accepted roles, the preferred one first."""
        return tuple(self.fields["role"].split("|"))

    @property
    def is_observation(self) -> bool:
        """Whether an observation must start here (not for the second number of a range)."""
        return self.roles == ("observation",) and not self.is_end_of_range

    @property
    def is_end_of_range(self) -> bool:
        """Whether this is the second number of a range."""
        return self.fields["note"] == END_OF_RANGE

    @property
    def is_optional(self) -> bool:
        """Whether an observation may, but need not, start here."""
        return len(self.roles) > 1 and "observation" in self.roles

    def accepts(self, column: str) -> tuple[str, ...]:
        """The accepted values of a column; empty when the column is not scored in this row."""
        text = self.fields[column]
        return tuple(text.split("|")) if text else ()


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with its annotations in order. `complete` says that every digit is annotated."""

    name: str
    text: str
    annotations: tuple[Annotation, ...]
    complete: bool = True


def line_of(text: str, offset: int) -> int:
    """The line number (from 1) of an offset."""
    return text.count("\n", 0, offset) + 1


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of an annotation file, checked for columns, roles and qualifiers."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    for number, row in enumerate(rows, start=2):
        if missing := [column for column in COLUMNS if column not in row]:
            raise AnnotationError(f"{path.name}: columns are missing: {', '.join(missing)}")
        if not set(row["role"].split("|")) <= ROLES:
            raise AnnotationError(f"{path.name}, line {number}: no such role: {row['role']!r}")
        if row["qualifier"] and not set(row["qualifier"].split("|")) <= QUALIFIERS:
            raise AnnotationError(f"{path.name}, line {number}: no such qualifier: {row['qualifier']!r}")
    return rows


def place(text: str, rows: list[dict[str, str]], name: str) -> tuple[Annotation, ...]:
    """Finds each `exact` after the one before it.

    Raises AnnotationError at the first row whose text does not follow, and at the first digit in no row.
    """
    placed: list[Annotation] = []
    position = 0
    for row in rows:
        start = find_numeral(text, row["exact"], position)
        if start < 0:
            raise AnnotationError(
                f"{name}: {row['exact']!r} ({row['role']}) is not found after line {line_of(text, position)}"
            )
        check_gap(text, position, start, name)
        position = start + len(row["exact"])
        placed.append(Annotation(start, position, row))
    check_gap(text, position, len(text), name)
    return tuple(placed)


def find_numeral(text: str, exact: str, position: int) -> int:
    """The offset of the next `exact` from `position` on, whole words for words; -1 if there is none."""
    if not exact or not exact[0].isalpha():
        return text.find(exact, position) if exact else -1
    found = re.compile(rf"(?<![^\W_]){re.escape(exact)}(?![^\W_])").search(text, position)
    return found.start() if found else -1


def check_gap(text: str, start: int, end: int, name: str) -> None:
    """Raises AnnotationError when a digit lies between two annotated numerals."""
    for offset in range(start, end):
        if text[offset].isdigit():
            around = " ".join(text[max(0, offset - 30) : offset + 20].split())
            raise AnnotationError(
                f"{name}: line {line_of(text, offset)}: digit {text[offset]!r} is in no annotated numeral: …{around}…"
            )


def place_by_context(text: str, rows: list[dict[str, str]], name: str) -> tuple[Annotation, ...]:
    """Finds rows that list only observations by their `context`, which must be unique but for white space.

    The numeral is the first occurrence of `exact` in the context that is not part of a longer number.
    """
    placed: list[Annotation] = []
    for row in rows:
        pattern = r"\s+".join(re.escape(word) for word in row["context"].split())
        found = list(re.finditer(pattern, text))
        if len(found) != 1:
            raise AnnotationError(f"{name}: context found {len(found)} times: {row['context']!r}")
        inside = re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(row['exact'])}(?![\d]|[.,]\d)", found[0].group())
        if inside is None:
            raise AnnotationError(f"{name}: {row['exact']!r} is not in its context {row['context']!r}")
        start = found[0].start() + inside.start()
        if placed and start < placed[-1].end:
            raise AnnotationError(f"{name}: not in the order of the text: {row['context']!r}")
        placed.append(Annotation(start, start + len(row["exact"]), row))
    return tuple(placed)


def read_text(path: Path) -> str:
    """The document as stored: UTF-8, no newline translation."""
    return path.read_bytes().decode("utf-8")


def load_document(path: Path) -> AnnotatedDocument:
    """A document and the annotation beside it (same name, `.tsv`)."""
    text = read_text(path)
    rows = read_rows(path.with_suffix(".tsv"))
    return AnnotatedDocument(path.stem, text, place(text, rows, path.name))


def load_observations(document: Path, annotation: Path) -> AnnotatedDocument:
    """A document of which only the observations are annotated, found by context."""
    text = read_text(document)
    rows = place_by_context(text, read_rows(annotation), annotation.name)
    return AnnotatedDocument(document.stem, text, rows, complete=False)


def load_all(folder: Path = DOCUMENTS) -> list[AnnotatedDocument]:
    """All annotated documents of a folder, by name."""
    paths = sorted(path for path in folder.iterdir() if path.suffix != ".tsv")
    return [load_document(path) for path in paths]
