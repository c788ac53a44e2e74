"""An extraction made by hand, so that tests of intake, warehouse and Dagster need no grammar and run fast.

It has rows for every table, also for corrections, which are otherwise made after the engine.
The text states one contradiction: 150.8 - 146.5 is 4.3, not 3.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from types import ModuleType

TEXT = (
    "# Survey of firms\n\n"
    "Confidence fell 3.9 points from 150.8 in 2008 to 146.5 in 2009 (Figure 1).\n\n"
    "Figure 1 Confidence of firms\n\n"
    "(Source) Survey 2020\n"
)
SENTENCE = "Confidence fell 3.9 points from 150.8 in 2008 to 146.5 in 2009 (Figure 1)."
_VALUES = ("3.9", "150.8", "146.5")
_ROLES = {"3.9": "observation", "150.8": "observation", "146.5": "observation", "1": "reference"}


@dataclass(frozen=True)
class Extraction:
    """The shape of the engine's result."""

    tables: dict[str, list[dict[str, object]]]
    digits: int


def engine() -> ModuleType:
    """A module that stands in for the engine: it reads TEXT, and chokes on a text that says so."""
    module = ModuleType("pipelines.document")
    module.extract = extract  # type: ignore[attr-defined]
    module.Extraction = Extraction  # type: ignore[attr-defined]
    return module


def extract(text: str, document_id: str, fiscal_year_start: int = 1, *, recompute: bool = True) -> Extraction:
    if "choke" in text:
        raise ValueError("the grammar choked")
    tables = {
        "sources": [_source(text, document_id)] if "Survey 2020" in text else [],
        "figures": [_figure(text, document_id)] if "Figure 1 " in text else [],
        "numerals": _numerals(text, document_id),
        "observations": [
            _observation(text, document_id, exact) for exact in ("3.9", "150.8", "146.5") if exact in text
        ],
        "relations": [],
        "relation_operands": [],
        "repairs": [],
        "corrections": [_correction(text, document_id)] if "150.8" in text else [],
        "findings": [],
    }
    if SENTENCE in text:
        tables |= _relation(text, document_id)
    return Extraction(tables, sum(map(str.isdigit, text)))


def quote(text: str, exact: str, start: int | None = None) -> dict[str, object]:
    start = text.index(exact) if start is None else start
    return {"start": start, "end": start + len(exact), "exact": exact}


def context(text: str, start: int, end: int) -> dict[str, object]:
    return {"prefix": text[max(0, start - 16) : start], "suffix": text[end : end + 16]}


def _numerals(text: str, document_id: str) -> list[dict[str, object]]:
    rows = []
    for match in re.finditer(r"\d+(\.\d+)?", text):
        role = _ROLES.get(match[0], "period")
        rows.append({
            "numeral_id": f"{document_id}:n{match.start()}", "document_id": document_id,
            **quote(text, match[0], match.start()), **context(text, match.start(), match.end()),
            "role": role, "place": "prose",
            "observation_id": f"{document_id}:o{match[0]}" if role == "observation" else None,
        })  # fmt: skip
    return rows


def _observation(text: str, document_id: str, exact: str) -> dict[str, object]:
    start = text.index(exact)
    value, half = Decimal(exact), Decimal("0.05")
    change = exact == "3.9"
    period = {"150.8": "2008", "146.5": "2009"}.get(exact)
    return {
        "observation_id": f"{document_id}:o{exact}", "document_id": document_id, **quote(text, exact),
        **context(text, start, start + len(exact)), "stated": exact, "value": value, "lower": value - half,
        "upper": value + half, "unit": "index_point" if change else "index", "qualifier": "exact",
        "scale": None,
        "measure": "change" if change else "level", "indicator": "confidence", "reference_area": None,
        "population": "firms", "time_period": period, "period_start": period and f"{period}-01-01",
        "period_end": period and f"{period}-12-31", "figure": "1", "source_id": f"{document_id}:s",
        "section": "Survey", "sentence": SENTENCE, "indicator_from": "stated", "reference_area_from": None,
        "population_from": "inherited:heading", "time_period_from": period and "stated",
        "figure_from": "stated",
    }  # fmt: skip


def _source(text: str, document_id: str) -> dict[str, object]:
    start = text.index("Survey 2020")
    return {
        "source_id": f"{document_id}:s", "document_id": document_id, "title": "Survey 2020", "producer": None,
        "year": 2020, "sample_size": None, "field_date": None, "citations": 1, **quote(text, "Survey 2020"),
        **context(text, start, start + 11),
    }  # fmt: skip


def _figure(text: str, document_id: str) -> dict[str, object]:
    start = text.index("Confidence of firms")
    return {
        "figure_id": f"{document_id}:f1", "document_id": document_id, "label": "figure", "number": "1",
        "caption": "Confidence of firms", "caption_start": start, "caption_end": start + 19,
        "source_id": f"{document_id}:s", "citations": 1, "caption_status": "found", "damaged_reference": None,
    }  # fmt: skip


def _correction(text: str, document_id: str) -> dict[str, object]:
    start = text.index("150.8")
    return {
        "correction_id": f"{document_id}:c", "document_id": document_id, "kind": "label",
        "observation_id": f"{document_id}:o150.8", "finding_id": None, "start": start, "end": start + 5,
        "exact": "150.8",
        **context(text, start, start + 5), "decision": "indicator: confidence", "corrected": None,
        "reason": None,
        "author": "By hand", "date": "2026-11-23", "status": "applied",
    }  # fmt: skip


def _relation(text: str, document_id: str) -> dict[str, list[dict[str, object]]]:
    relation = {"relation_id": f"{document_id}:r", "document_id": document_id}
    operands = [("3.9", "change"), ("150.8", "from"), ("146.5", "to")]
    repairs = [
        ("3.9", "4.2", "4.4", "4.3", None),
        ("150.8", "150.3", "150.5", "150.4", "digit"),
        ("146.5", "146.8", "147", "146.9", "digit"),
    ]
    return {
        "relations": [{
            **relation, "kind": "change", **quote(text, SENTENCE), "verdict": "inconsistent",
            "holds_by": None,
            "stated": "3.9", "stated_lower": Decimal("3.85"), "stated_upper": Decimal("3.95"),
            "computed_lower": Decimal("4.2"), "computed_upper": Decimal("4.4"),
            "power": Decimal("0.9"), "explanation": "The levels differ by 4.2 to 4.4, not by 3.9.",
        }],
        "relation_operands": [
            {"relation_id": f"{document_id}:r", "position": position, "document_id": document_id,
             "observation_id": f"{document_id}:o{exact}", **quote(text, exact), "role": role}
            for position, (exact, role) in enumerate(operands)
        ],
        "repairs": [
            {"relation_id": f"{document_id}:r", "position": position, "document_id": document_id,
             **quote(text, exact), "alternative": position + 1, "lower": Decimal(low), "upper": Decimal(high),
             "suggestion": Decimal(best), "as_printed": best, "misprint": slip}
            for position, (exact, low, high, best, slip) in enumerate(repairs)
        ],
        "findings": [{
            "finding_id": f"{document_id}:x", "document_id": document_id, "kind": "inconsistent_relation",
            "severity": "error", "status": "open", **quote(text, SENTENCE),
            "message": "The levels differ by 4.2 to 4.4, not by 3.9.", "relation_id": f"{document_id}:r",
            "figure_id": None,
        }],
    }  # fmt: skip
