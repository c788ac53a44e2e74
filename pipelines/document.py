"""One document from text to rows: reading, numerals, observations, relations, findings.

Belongs here: the order of the steps, and rows as the tables declare them. Does not belong here: any rule of reading, and
any knowledge of files, databases or schedulers.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from string import digits

from pipelines.findings import find_findings
from pipelines.numerals import find_habits, find_numerals, scan_reading
from pipelines.observations import observe
from pipelines.reading import read
from pipelines.reading.tokens import OTHER_DIGITS
from pipelines.relations import relate
from pipelines.rows import DocumentRows

_DIGIT = re.compile(rf"[\d{OTHER_DIGITS}]")
_ASCII = re.compile(r"[\x00-\x7f]+")

Row = dict[str, object]


@dataclass(frozen=True)
class Extraction:
    """All rows of one document by table, and the number of digit characters in its transcription."""

    tables: dict[str, list[Row]]
    digits: int


_RECOMPUTED = ("relations", "relation_operands", "repairs", "findings")


def extract(text: str, document_id: str, fiscal_year_start: int = 1, *, recompute: bool = True) -> Extraction:
    """Extract everything from a transcription; unless `recompute`, only what it states: the other tables are empty.

    `fiscal_year_start` is the month in which the document's fiscal year begins. Offsets in the rows are code points of
    `text`.
    """
    with _uncollected():
        return _extract(text, document_id, fiscal_year_start, recompute=recompute)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: nothing is thrown away before the end, and it would walk over everything again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _extract(text: str, document_id: str, fiscal_year_start: int, *, recompute: bool) -> Extraction:
    reading = read(text)
    scans = scan_reading(reading, find_habits(reading, fiscal_year_start))
    observed = observe(reading, scans)
    numerals = find_numerals(reading, scans)
    rows = DocumentRows(document_id, reading, observed)
    tables = {
        "sources": rows.sources(),
        "figures": rows.figures(),
        "numerals": rows.numerals(numerals),
        "observations": rows.observations(),
        **{name: [] for name in _RECOMPUTED},
    }
    if recompute:
        relations = relate(reading, scans, observed)
        tables["relations"] = rows.relations(relations)
        tables["relation_operands"] = rows.operands(relations)
        tables["repairs"] = rows.repairs(relations)
        tables["findings"] = rows.findings(find_findings(reading, numerals, observed, relations))
    return Extraction(tables, _count_digits(text))


def _count_digits(text: str) -> int:
    return sum(map(text.count, digits)) + len(_DIGIT.findall(_ASCII.sub("", text)))
