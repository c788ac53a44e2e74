"""The quality report: every check of a release with what was seen, and how well the extraction was measured to read.

As JSON for programs and as one page for people, which needs nothing from elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipelines.release.facts import Facts
from pipelines.release.gates import Check
from pipelines.release.texts import as_json, rendered
from schemas.vocabularies import ROLE

ACCURACY = Path(__file__).with_name("accuracy.json")
"""What `make eval` measured last. It is part of the program: a release says how well the program that made it reads."""

GATES: Mapping[str, str] = {
    "schema": "Tables: every rule of the declarations, on the finished database",
    "quotes": "Quotes: every row against the transcription that it quotes",
    "ledger": "Ledger: every digit is accounted for",
    "content": "Files: CSV, Parquet and database say the same",
    "acceptance": "Great Expectations: the dataset as a whole, on data frames taken from this release",
    "changes": "Changes: against the release before",
    "metadata": "Metadata: frictionless and mlcroissant",
}


def accuracy() -> dict[str, Any]:
    """What was measured of the extraction: `commit`, `documents`, and `measures` with right and total of each."""
    found: dict[str, Any] = json.loads(ACCURACY.read_text(encoding="utf-8"))
    return found


def report_json(facts: Facts, checks: Sequence[Check], findings: Sequence[Mapping[str, object]]) -> str:
    """quality/report.json."""
    return as_json(
        {
            "version": facts.version,
            "released_at": facts.moment,
            "passed": all(check.passed for check in checks),
            "checks": [asdict(check) for check in checks],
            "coverage": [_plain(row) for row in facts.coverage],
            "findings": [dict(row) for row in findings],
            "left_out": dict(facts.left_out),
            "accuracy": accuracy(),
        }
    )


def report_html(facts: Facts, checks: Sequence[Check], findings: Sequence[Mapping[str, object]]) -> str:
    """quality/report.html: one file, no script, no address outside."""
    gates = {gate: [check for check in checks if check.gate == gate] for gate in GATES}
    return rendered(
        "report.html.j2", facts=facts, gates=gates, titles=GATES, findings=findings, accuracy=accuracy(), roles=ROLE.terms,
        passed=sum(check.passed for check in checks), total=len(checks),
    )  # fmt: skip


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    """A row for JSON: decimals as numbers with no more digits than they need."""
    return {name: float(value) if hasattr(value, "as_tuple") else value for name, value in row.items()}  # type: ignore[arg-type]
