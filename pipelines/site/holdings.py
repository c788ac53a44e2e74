"""What the warehouse holds, as plain rows: of the dataset as a whole, and of one report at a time.

Belongs here: the queries. Does not belong here: what is made of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from schemas.ddl import quoted

Row = Mapping[str, Any]
"""A row by column, with the types of `schemas.ddl`: str, int, bool, Decimal, date or None."""

_INFO = ("dataset_info", "release_info")
_WORST_FIRST = """list_position(['error', 'warning', 'info'], severity), document_id, "start", finding_id"""


@dataclass(frozen=True)
class Report:
    """All rows of one document, in the order of the text."""

    document: Row
    coverage: Row
    numerals: Sequence[Row]
    observations: Sequence[Row]
    relations: Sequence[Row]
    operands: Sequence[Row]
    repairs: Sequence[Row]
    findings: Sequence[Row]
    figures: Sequence[Row]
    sources: Sequence[Row]
    corrections: Sequence[Row]

    @property
    def document_id(self) -> str:
        """The id of the document."""
        return str(self.document["document_id"])

    @property
    def title(self) -> str:
        """Its title; where nobody gave one, its id."""
        return str(self.document["title"] or self.document_id)

    @cached_property
    def observation(self) -> Mapping[str, Row]:
        """The observations by id."""
        return {row["observation_id"]: row for row in self.observations}

    @cached_property
    def relation(self) -> Mapping[str, Row]:
        """The relations by id."""
        return {row["relation_id"]: row for row in self.relations}

    @cached_property
    def operands_of(self) -> Mapping[str, Sequence[Row]]:
        """The operands of each relation, in their order."""
        return _grouped(self.operands, "relation_id")

    @cached_property
    def repairs_of(self) -> Mapping[str, Sequence[Row]]:
        """The repairs of each relation, in their order."""
        return _grouped(self.repairs, "relation_id")

    @cached_property
    def relations_of(self) -> Mapping[str, Sequence[Row]]:
        """The relations that each observation takes part in, each once."""
        ids: dict[str, dict[str, None]] = defaultdict(dict)
        for operand in self.operands:
            if operand["observation_id"] is not None:
                ids[operand["observation_id"]][operand["relation_id"]] = None
        return {one: [self.relation[key] for key in keys if key in self.relation] for one, keys in ids.items()}

    @cached_property
    def decisions_of(self) -> Mapping[str, Sequence[Row]]:
        """What curators decided about each finding."""
        return _grouped([row for row in self.corrections if row["finding_id"] is not None], "finding_id")

    @cached_property
    def source(self) -> Mapping[str, Row]:
        """The sources by id."""
        return {row["source_id"]: row for row in self.sources}

    def verdict_of(self, observation_id: str) -> str:
        """The worst verdict of its relations; `unchecked` where it has none."""
        verdicts = {row["verdict"] for row in self.relations_of.get(observation_id, ())}
        return next((one for one in ("inconsistent", "undecidable", "consistent") if one in verdicts), "unchecked")


@dataclass(frozen=True)
class Holdings:
    """An open warehouse, and what it holds about the dataset as a whole."""

    connection: duckdb.DuckDBPyConnection

    @cached_property
    def info(self) -> Row:
        """The facts about the dataset: what the warehouse says of itself, or what a release does."""
        tables = {row["table_name"] for row in self.rows("select table_name from duckdb_tables()")}
        rows = [row for name in _INFO if name in tables for row in self.rows(f"select * from {name}")]
        return rows[0] if rows else {}

    @cached_property
    def coverage(self) -> list[Row]:
        """The view `coverage`: one row for each document."""
        return self.rows("select * from coverage order by document_id")

    @cached_property
    def documents(self) -> list[Row]:
        """The documents."""
        return self.rows("select * from documents order by document_id")

    @cached_property
    def findings(self) -> list[Row]:
        """The findings that stand, worst first, those of left-out files among them."""
        return self.rows(f"select * from findings where status <> 'dismissed' order by {_WORST_FIRST}")

    def report(self, document_id: str) -> Report:
        """All rows of a document. KeyError, if there is none of that id."""
        document = {row["document_id"]: row for row in self.documents}[document_id]
        (coverage,) = (row for row in self.coverage if row["document_id"] == document_id)
        of = {name: self._of(name, document_id, order) for name, order in _ORDERS.items()}
        return Report(
            document, coverage, of["numerals"], of["observations"], of["relations"], of["relation_operands"],
            of["repairs"], of["findings"], of["figures"], of["sources"], of["corrections"],
        )  # fmt: skip

    def rows(self, query: str, *parameters: object) -> list[Row]:
        """The rows that a query gives."""
        result = self.connection.execute(query, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _of(self, table: str, document_id: str, order: str) -> list[Row]:
        return self.rows(f"select * from {quoted(table)} where document_id = ? order by {order}", document_id)


_ORDERS = {
    "numerals": '"start", numeral_id',
    "observations": '"start", observation_id',
    "relations": '"start", relation_id',
    "relation_operands": "relation_id, position",
    "repairs": "relation_id, position",
    "findings": _WORST_FIRST,
    "figures": "caption_start nulls last, number, label, figure_id",
    "sources": '"start", source_id',
    "corrections": '"start" nulls last, correction_id',
}


def _grouped(rows: Sequence[Row], key: str) -> Mapping[str, Sequence[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
