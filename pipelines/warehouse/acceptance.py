"""The acceptance test of a finished warehouse: facts about the dataset as a whole, by Great Expectations.

What a single table's schema can say is not asked again here. Each fact is a query whose rows either pair two
things that must be equal, or count something that must be there; missing pairs with missing are no fault.

Of a warehouse that was accepted before, but for the rows of some documents, facts about single documents are asked of
these only: by the same queries, over tables in which the others are not to be seen.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb

from pipelines.warehouse.filling import NO_REPLACEMENTS
from schemas.catalogue import DOCUMENT_TABLES
from schemas.ddl import literal, quoted
from schemas.declaration import ForeignKey, Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Fact:
    """One fact: `statement` says it, `query` gives the rows on which it must hold.

    expects: `equal` wants the two columns to be equal in each row, `present` wants the last column to be at
    least 1 in each row, `some` wants at least one row.
    about: `document` holds of all documents if it holds of each without the others, `key` if it holds of the rows with
    each key without the others; `dataset` can only be asked of all of it.
    """

    name: str
    statement: str
    query: str
    expects: Literal["equal", "present", "some"]
    about: Literal["document", "key", "dataset"] = "document"


@dataclass(frozen=True)
class Outcome:
    """Whether a fact holds, and what was seen where it does not."""

    fact: Fact
    holds: bool
    observed: str


def _resolves(table: Table, key: ForeignKey) -> Fact:
    return Fact(
        f"{table.name}_{key.column}_resolves",
        f"every {key.column} of {table.name} is in {key.table}, in the same document",
        f"""select distinct r.{quoted(key.column)} as reference, t.{quoted(key.target)} as found
            from {quoted(table.name)} as r left join {quoted(key.table)} as t
            on t.{quoted(key.target)} = r.{quoted(key.column)} and t.document_id = r.document_id""",
        "equal",
    )


def _unique(table: Table) -> Fact:
    """The schemas are checked batch by batch: that no two batches have the same key is seen here only."""
    key = ", ".join(quoted(name) for name in table.key)
    return Fact(
        f"{table.name}_key_unique",
        f"no two rows of {table.name} have the same {' and '.join(table.key)}",
        f"select count(*) as stated, count(distinct ({key})) as found from {quoted(table.name)}",
        "equal",
        about="key",
    )


UNIQUE = tuple(_unique(table) for table in DOCUMENT_TABLES)

RESOLVING = tuple(_resolves(table, key) for table in DOCUMENT_TABLES for key in table.foreign_keys)

DATASET_FACTS = (
    Fact(
        "digits_covered",
        "the numerals of a document have as many digits as its transcription",
        # digits_in is Python: it is asked of each spelling once, not of each numeral
        """with spelled as (select document_id, exact, count(*) as times from numerals group by all),
                spellings as (select exact, digits_in(exact) as digits from (select distinct exact from spelled))
           select d.digits as stated, coalesce(sum(s.times * e.digits), 0)::bigint as found
           from documents as d left join spelled as s using (document_id) left join spellings as e using (exact)
           group by d.document_id, d.digits""",
        "equal",
    ),
    Fact(
        "documents_have_numerals",
        "every document that has digits has numerals",
        """select d.document_id, count(n.numeral_id) as found
           from documents as d left join numerals as n using (document_id)
           where d.digits > 0 group by d.document_id""",
        "present",
    ),
    Fact(
        "observations_have_numerals",
        "every observation is the role of a numeral",
        """select distinct o.observation_id, n.observation_id as found
           from observations as o left join numerals as n using (observation_id)""",
        "equal",
    ),
    Fact(
        "observations_have_figures",
        "every figure that an observation names is in figures",
        """select distinct o.figure, coalesce(f.number, f.damaged_reference) as found
           from observations as o
           left join (select document_id, number, null as damaged_reference from figures
                      union select document_id, null, damaged_reference from figures) as f
           on f.document_id = o.document_id and o.figure in (f.number, f.damaged_reference)""",
        "equal",
    ),
    Fact(
        "figures_are_mentioned",
        "every figure is cited or captioned",
        "select figure_id, citations + (caption is not null)::int as mentions from figures",
        "present",
    ),
    Fact(
        "relations_have_operands",
        "every relation has operands",
        """select r.relation_id, count(o.relation_id) as operands
           from relations as r left join relation_operands as o using (relation_id) group by r.relation_id""",
        "present",
    ),
    Fact(
        "contradictions_are_reported",
        "every inconsistent relation has a finding",
        """select r.relation_id, count(f.finding_id) as findings
           from relations as r
           left join findings as f on f.relation_id = r.relation_id
               or (r.kind = 'reference' and f.kind in ('damaged_reference', 'lost_caption') and f.document_id = r.document_id
                   and f."start" < r."end" and r."start" < f."end")
           where r.verdict = 'inconsistent' group by r.relation_id""",
        "present",
    ),
    Fact(
        "applied_labels_have_observations",
        "every label that was applied is that of an observation",
        """select c.correction_id, count(o.observation_id) as found
           from corrections as c left join observations as o
               on o.observation_id = c.observation_id and o.document_id = c.document_id
           where c.kind = 'label' and c.status = 'applied' group by c.correction_id""",
        "present",
    ),
    Fact(
        "view_figure_values_complete",
        "figure_values has one row per observation",
        """select (select count(*) from observations) as stated,
                  (select count(*) from figure_values) as found""",
        "equal",
    ),
    Fact(
        "view_coverage_complete",
        "coverage has one row per document",
        "select (select count(*) from documents) as stated, (select count(*) from coverage) as found",
        "equal",
    ),
    Fact(
        "dataset_info_counts",
        "dataset_info counts the documents",
        "select i.documents as stated, (select count(*) from documents) as found from dataset_info as i",
        "equal",
        about="dataset",
    ),
    # A report without a fault has no open finding: that view may be empty.
    Fact(
        "view_figure_values_filled",
        "figure_values is not empty: there are observations, of which it has a row each",
        "select 1 from observations limit 1",
        "some",
        about="dataset",
    ),
    Fact("view_coverage_filled", "coverage is not empty", "select 1 from coverage limit 1", "some", about="dataset"),
)

_FEW = 20

FACTS = (*UNIQUE, *RESOLVING, *DATASET_FACTS)

RELEASE_FACTS = (
    *(fact for fact in FACTS if fact.name != "dataset_info_counts"),
    Fact(
        "release_info_counts",
        "release_info counts the documents",
        "select i.documents as stated, (select count(*) from documents) as found from release_info as i",
        "equal",
        about="dataset",
    ),
    Fact(
        "documents_may_be_released",
        "every document has a sidecar, and so a licence and a source",
        "select document_id, (released and licence is not null and attribution is not null)::int as found from documents",
        "present",
    ),
    Fact(
        "withdrawals_are_later",
        "every withdrawn row was withdrawn in this release or an earlier one, after the last that had it",
        """select w.row_id, (string_split(w.last_version, '.')::int[] < string_split(w.withdrawn_in, '.')::int[]
                  and string_split(w.withdrawn_in, '.')::int[] <= string_split(i.version, '.')::int[])::int as found
           from withdrawn as w, release_info as i""",
        "present",
        about="dataset",
    ),
)
"""What must hold of a release, where release_info stands for dataset_info."""


def accept(warehouse: Path, facts: Iterable[Fact] = FACTS, changed: Collection[str] | None = None) -> list[Outcome]:
    """What becomes of each fact in the warehouse file, which is only read.

    changed: the documents whose rows were not accepted before, if those of all others were, with the same facts.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    gx_context = gx.get_context(mode="ephemeral")
    gx_context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = gx_context.data_sources.add_pandas("warehouse").add_dataframe_asset("fact")
    batches = asset.add_batch_definition_whole_dataframe("all")
    with duckdb.connect(":memory:") as connection:
        connection.execute(NO_REPLACEMENTS)
        connection.execute(f"ATTACH {literal(str(warehouse))} AS warehouse (READ_ONLY)")
        connection.create_function("digits_in", _digits_in, ["VARCHAR"], "BIGINT")
        if changed is not None:
            _show_only(connection, changed)
        outcomes = []
        for fact in facts:
            connection.execute(f"USE {'warehouse' if changed is None else _SEEN[fact.about]}")
            outcomes.append(_outcome(fact, connection, batches))
        return outcomes


_SEEN = {"document": "memory.of_documents", "key": "memory.of_keys", "dataset": "warehouse"}
"""Where the tables are of which a fact is asked, if it is not asked of all rows."""


def _show_only(connection: duckdb.DuckDBPyConnection, changed: Collection[str]) -> None:
    """Make tables of these documents, with the warehouse's views over them, and tables of the rows of all documents that
    have a key in common with theirs."""
    chosen = "CREATE TABLE memory.changed AS SELECT unnest($ids::VARCHAR[]) AS document_id"
    connection.execute(chosen, {"ids": list(changed)})
    connection.execute("CREATE SCHEMA memory.of_documents; CREATE SCHEMA memory.of_keys")
    for table in DOCUMENT_TABLES:
        name, key = quoted(table.name), ", ".join(map(quoted, table.key))
        rows = f"FROM warehouse.{name} WHERE document_id IN (FROM memory.changed)"
        connection.execute(f"CREATE VIEW memory.of_documents.{name} AS {rows}")
        connection.execute(
            f"CREATE VIEW memory.of_keys.{name} AS FROM warehouse.{name} WHERE ({key}) IN (SELECT ({key}) {rows})"
        )
    connection.execute("USE memory.of_documents")
    views = "SELECT sql FROM duckdb_views() WHERE database_name = 'warehouse' AND NOT internal"
    for (statement,) in connection.execute(views).fetchall():
        with suppress(duckdb.Error):  # facts about a view that is none cannot be asked, and so do not hold
            connection.execute(statement)


def _outcome(fact: Fact, connection: duckdb.DuckDBPyConnection, batches: Any) -> Outcome:
    try:
        frame, faults, rows = _asked(fact, connection)
    except duckdb.Error as error:
        return Outcome(fact, False, f"could not be asked: {str(error).splitlines()[0]}")
    result = batches.get_batch({"dataframe": frame}).validate(_expectation(fact, frame))
    if result.exception_info and not result.result:
        return Outcome(fact, False, f"could not be checked on the columns {list(frame.columns)}")
    return Outcome(fact, bool(result.success), _observed(result.result, faults, rows))


def _asked(fact: Fact, connection: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, int, int]:
    """A few rows of the fact's query, those that break it first; how many break it, and how many there are.

    Not all of them: a large collection has millions. The query runs once.
    """
    columns = [quoted(column[0]) for column in connection.execute(f"select * from ({fact.query}) limit 0").description]
    breaks = {
        "equal": f"{columns[0]} is distinct from {columns[-1]}",
        "present": f"coalesce({columns[-1]} < 1, false)",
        "some": "false",
    }[fact.expects]
    told = connection.execute(
        f"""with asked as (select count(*) filter (where {breaks}) as faults, count(*) as rows,
                   max_by(told, ({breaks})::int, {_FEW}) as few from ({fact.query}) as told)
            select unnest(few, max_depth := 2), faults, rows from asked"""
    ).df()
    if told.empty:
        return told.iloc[:, :-2], 0, 0
    return told.iloc[:, :-2], int(told["faults"].iloc[0]), int(told["rows"].iloc[0])


def _expectation(fact: Fact, frame: pd.DataFrame) -> Any:
    import great_expectations as gx

    gxe: Any = gx.expectations
    columns = list(frame.columns)
    match fact.expects:
        case "equal":
            return gxe.ExpectColumnPairValuesToBeEqual(
                column_A=columns[0], column_B=columns[1], ignore_row_if="both_values_are_missing"
            )
        case "present":
            return gxe.ExpectColumnValuesToBeBetween(column=columns[-1], min_value=1)
        case "some":
            return gxe.ExpectTableRowCountToBeBetween(min_value=1)


def _observed(result: dict[str, Any], faults: int, rows: int) -> str:
    if "observed_value" in result:
        return f"{result['observed_value']} rows"
    examples = ", ".join(_shown(value) for value in result["partial_unexpected_list"][:5])
    return f"{faults} of {rows} rows" + (f": {examples}" if examples else "")


def _shown(value: object) -> str:
    import pandas as pd

    if isinstance(value, tuple | list):
        return " / ".join("missing" if pd.isna(part) else str(part) for part in value)
    return str(value)


def _digits_in(text: str) -> int:
    return sum(map(str.isdigit, text))
