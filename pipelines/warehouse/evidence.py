"""What staged rows claim about a transcription, held against the transcription itself: ledger and quotes.

A fault here is a fault of the pipeline, never of the report, and must stop a build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemas.declaration import Table
from schemas.rows import Row


@dataclass(frozen=True)
class Fault:
    """A place in a transcription where a claim about it is wrong."""

    document_id: str
    table: str
    offset: int
    fault: str


def ledger_faults(document_id: str, text: str, numerals: Iterable[Row]) -> Iterator[Fault]:
    """Digits of the text that do not lie in exactly one numeral, one fault for each run of them."""
    covered: Counter[int] = Counter()
    for row in numerals:
        covered.update(range(_offset(row["start"]), min(_offset(row["end"]), len(text))))
    previous: tuple[int, int] | None = None
    for offset, character in enumerate(text):
        if not character.isdigit() or covered[offset] == 1:
            continue
        times = covered[offset]
        if previous != (offset - 1, times):
            how = f"is in {times} numerals" if times else "is in no numeral"
            yield Fault(document_id, "numerals", offset, f"digit {text[offset : offset + 12]!r} {how}")
        previous = (offset, times)


def quote_faults(table: Table, text: str, rows: Iterable[Row]) -> Iterator[Fault]:
    """Rows whose quote is not what stands at their offsets. `rows` are those of one document."""
    for row in rows:
        if row["start"] is None:
            continue
        start, end = _offset(row["start"]), _offset(row["end"])
        if (fault := _misquote(row, text, start, end)) is not None:
            yield Fault(str(row["document_id"]), table.name, start, fault)


def _misquote(row: Row, text: str, start: int, end: int) -> str | None:
    if text[start:end] != row["exact"] or end > len(text):
        return f"offsets give {text[start:end][:60]!r}, the row says {str(row['exact'])[:60]!r}"
    if not text.endswith(str(row.get("prefix", "")), 0, start):
        return f"prefix {row['prefix']!r} does not stand before the quote"
    if not text.startswith(str(row.get("suffix", "")), end):
        return f"suffix {row['suffix']!r} does not stand after the quote"
    return None


def _offset(value: object) -> int:
    assert isinstance(value, int)
    return value


def by_document(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    """The rows of each document, by its id."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(str(row["document_id"]), []).append(row)
    return grouped
