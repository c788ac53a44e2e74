"""The gates: what must hold, or no release is made. Each gives checks that say what was asked and what was seen.

What a report says of itself, right or wrong, is no gate: that is published as findings.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from pipelines.release.changes import Differences
from pipelines.release.content import Content, content_of, csv_source, parquet_source
from pipelines.release.data_files import csv_header, csv_path, parquet_path
from pipelines.release.evidence import examine
from pipelines.warehouse.acceptance import RELEASE_FACTS, accept
from schemas.catalogue import PUBLISHED, RELEASE_TABLES, SCHEMA_VERSION, VIEWS
from schemas.compatibility import allowed, bumped, changes, smallest_bump
from schemas.ddl import quoted
from schemas.declaration import Table, View
from schemas.sql_checks import breaches, rules, strays

READ_IN_FULL = 20_000
"""Rows. Tables up to this size are read by frictionless and mlcroissant in full, larger ones in their first rows."""


@dataclass(frozen=True)
class Check:
    """One thing that was checked: in which gate, what must hold, whether it does, and what was seen."""

    gate: str
    name: str
    statement: str
    passed: bool
    observed: str


def schema_checks(connection: duckdb.DuckDBPyConnection) -> Iterator[Check]:
    """The rules of schemas/ on every table of the release, and that it has no other table."""
    for table in RELEASE_TABLES:
        broken = breaches(connection, table)
        rows = 0 if broken else connection.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()[0][0]
        seen = "; ".join(breach.line for breach in broken) or f"{rows:,} rows, {len(rules(table))} rules"
        yield Check("schema", f"{table.name}_schema", f"{table.name} is as declared", not broken, seen)
    declared = {relation.name for relation in (*RELEASE_TABLES, *VIEWS)}
    undeclared, missing = strays(connection, declared)
    wrong = [f"undeclared {name}" for name in undeclared] + [f"missing {name}" for name in missing]
    seen = ", ".join(wrong) or f"{len(declared)} tables and views"
    yield Check(
        "schema", "nothing_else", "the database holds the declared tables and views, and nothing else", not wrong, seen
    )


def evidence_checks(connection: duckdb.DuckDBPyConnection, raw: Path) -> Iterator[Check]:
    """Every quote and every digit against the transcriptions in `raw`."""
    found = examine(connection, raw)
    yield _listing(
        "quotes", "texts", "every document is the text in raw/ that its checksum names", found.text_faults,
        f"{found.documents:,} documents",
    )  # fmt: skip
    yield _listing(
        "quotes", "quotes", "the offsets of every row give back the characters that it quotes", found.quote_faults,
        f"{found.quotes:,} quotes",
    )  # fmt: skip
    yield _listing(
        "ledger", "ledger", "every digit of every transcription lies in exactly one numeral", found.ledger_faults,
        f"{found.digits:,} digits",
    )  # fmt: skip


def content_checks(
    connection: duckdb.DuckDBPyConnection, folder: Path, contents: Mapping[str, Content]
) -> Iterator[Check]:
    """The content of every table in the CSV file, the Parquet file and the database against what it must be."""
    for relation in PUBLISHED:
        wanted = contents[relation.name]
        parquet = parquet_source(parquet_path(folder, relation))
        reasons = {
            "database": content_fault(connection, relation, quoted(relation.name), wanted),
            "CSV": csv_fault(connection, relation, csv_path(folder, relation), wanted),
            "Parquet": content_fault(connection, relation, parquet, wanted),
        }
        wrong = [f"{kind}: {reason}" for kind, reason in reasons.items() if reason]
        statement = f"{relation.name} says the same in CSV, Parquet and the database"
        yield _listing(
            "content", f"{relation.name}_content", statement, wrong, f"{wanted.rows:,} rows, {wanted.sha256}"
        )


def csv_fault(connection: duckdb.DuckDBPyConnection, relation: Table | View, path: Path, wanted: Content) -> str | None:
    """Why a CSV file does not have the columns and the content that it should have; None if it has."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            header = file.readline(100_000).rstrip("\n")
    except (OSError, ValueError) as error:
        return f"cannot be read ({error})"
    if header != csv_header(relation):
        return f"has another header: {header[:60]!r}"
    return content_fault(connection, relation, csv_source(relation, path), wanted)


def content_fault(
    connection: duckdb.DuckDBPyConnection, relation: Table | View, source: str, wanted: Content
) -> str | None:
    """Why a source does not have the content that it should have; None if it has."""
    try:
        found = content_of(connection, relation, source)
    except duckdb.Error as error:
        return f"cannot be read ({str(error).splitlines()[0]})"
    if found == wanted:
        return None
    if found.rows != wanted.rows:
        return f"has {found.rows:,} rows, not {wanted.rows:,}"
    return f"has the content hash {found.sha256[:12]}..., not {wanted.sha256[:12]}..."


def acceptance_checks(database: Path) -> Iterator[Check]:
    """Great Expectations' acceptance of the dataset as a whole, on data frames taken from the release."""
    for outcome in accept(database, RELEASE_FACTS):
        fact = outcome.fact
        yield Check("acceptance", fact.name, fact.statement, outcome.holds, outcome.observed)


def change_checks(connection: duckdb.DuckDBPyConnection, differences: Differences) -> Iterator[Check]:
    """The list of changes against the two releases: it leads from the one to the other, and every loss is withdrawn."""
    wrong = [
        f"{name}: {counts.before:,} - {counts.removed:,} + {counts.added:,} is not {counts.after:,}"
        for name, counts in differences.tables.items()
        if not counts.balanced
    ]
    rows = sum(counts.added + counts.removed + counts.changed for counts in differences.tables.values())
    yield _listing(
        "changes", "changes_lead_on", "the rows before, with the changes, are the rows now", wrong, f"{rows:,} changes"
    )
    missing = connection.execute(
        """SELECT r.table_name || ' ' || r.row_id FROM temp.row_changes AS r
           ANTI JOIN withdrawn AS w USING (table_name, row_id) WHERE r.change = 'removed' ORDER BY 1 LIMIT 5"""
    ).fetchall()
    count = connection.execute("SELECT count(*) FROM withdrawn").fetchall()[0][0]
    statement = "every row that is gone keeps its id in withdrawn"
    yield _listing("changes", "losses_are_withdrawn", statement, [row[0] for row in missing], f"{count:,} withdrawn")


def schema_version_check(old_version: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Check:
    """The version of the schema against that of the release before: it must have grown as the differences demand."""
    least = bumped(old_version, smallest_bump(old, new))
    reasons = "; ".join(line for _, line in islice(changes(old, new), 3))
    passed = allowed(old_version, old, SCHEMA_VERSION, new)
    seen = f"{old_version} before, at least {least} now, {SCHEMA_VERSION} declared" + (
        f" ({reasons})" if reasons else ""
    )
    return Check("changes", "schema_version", "the schema's version has grown as its changes demand", passed, seen)


def metadata_checks(folder: Path, contents: Mapping[str, Content]) -> Iterator[Check]:
    """What frictionless and mlcroissant think of the metadata: no error and no warning, and the tables are so."""
    yield _frictionless(folder, contents)
    yield _mlcroissant(folder, contents)


def failures(checks: Iterable[Check]) -> list[str]:
    """One line for each check that did not pass."""
    return [f"{check.gate}: {check.statement}: {check.observed}" for check in checks if not check.passed]


def _frictionless(folder: Path, contents: Mapping[str, Content]) -> Check:
    import frictionless

    statement = "frictionless finds datapackage.json valid, and the CSV files as it says"
    try:
        package = frictionless.Package(str(folder / "datapackage.json"))
        large = any(content.rows > READ_IN_FULL for content in contents.values())
        wrong = []
        if large:
            # References are not followed then: the tables that they lead to would be read whole.
            for resource in package.resources:
                if resource.type == "table":
                    resource.schema.foreign_keys = []
                    resource.hash = resource.bytes = None
                    wrong += _report(resource.validate(limit_rows=READ_IN_FULL // 10))
        else:
            report = package.validate()
            wrong += _report(report) + [str(warning) for task in report.tasks for warning in task.warnings]
    except frictionless.FrictionlessException as error:
        wrong = [str(error)]
    return _listing("metadata", "frictionless", statement, wrong[:5], f"{len(contents)} tables")


def _report(report: Any) -> list[str]:
    wrong = [str(error.message) for error in report.errors]
    for task in report.tasks:
        wrong += [f"{task.place}: {error.message}" for error in task.errors]
    return wrong + [str(warning) for warning in report.warnings]


def _mlcroissant(folder: Path, contents: Mapping[str, Content]) -> Check:
    import mlcroissant  # type: ignore[import-untyped]

    statement = "mlcroissant finds croissant.json valid without a warning, and the Parquet files as it says"
    wrong: list[str] = []
    rows = 0
    with _logged("absl") as said:
        try:
            dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
            issues = dataset.metadata.ctx.issues
            wrong += [*sorted(issues.errors), *sorted(issues.warnings)]
            for name, content in contents.items():
                if not wrong and 0 < content.rows <= READ_IN_FULL:
                    found = sum(1 for _ in dataset.records(name))
                    rows += found
                    if found != content.rows:
                        wrong.append(f"{name}: {found} records, not {content.rows}")
        except Exception as error:  # whatever it chokes on, the metadata are not to be released
            reasons = [error, *([error.__cause__] if error.__cause__ else [])]
            wrong.append(": ".join(" ".join(str(reason).split()) for reason in reasons)[:500])
    return _listing("metadata", "mlcroissant", statement, [*wrong, *said][:5], f"{rows:,} records read")


@contextmanager
def _logged(name: str) -> Iterator[list[str]]:
    """What is logged as a warning or worse under this name, instead of printing it."""
    said: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, keep = logging.getLogger(name), Keep(logging.WARNING)
    before = (logger.handlers[:], logger.propagate)
    logger.handlers, logger.propagate = [keep], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = before


def _listing(gate: str, name: str, statement: str, wrong: Iterable[str], otherwise: str) -> Check:
    lines = list(wrong)
    return Check(gate, name, statement, not lines, "; ".join(lines) or otherwise)


def loaded(path: Path) -> Any:
    """The content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
