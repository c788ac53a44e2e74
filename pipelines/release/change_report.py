"""How the differences between two databases are shown: on a terminal, as JSON, and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.release.cells import visible
from pipelines.release.changes import Differences

SHOWN_ROWS = 50
"""How many rows a terminal and a summary show. JSON has all of them."""

_MARKS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_LONGEST = 60

_Row = dict[str, object]


def json_lines(
    connection: duckdb.DuckDBPyConnection, differences: Differences, names: Mapping[str, str]
) -> Iterator[str]:
    """One JSON document in parts: `old`, `new`, `schema`, `tables` with counts, and `rows` with every differing row."""
    head = {**names, **summary(differences)}
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": ['
    for number, row in enumerate(_rows(connection)):
        yield ("," if number else "") + "\n  " + json.dumps(row, ensure_ascii=False)
    yield "\n ]\n}\n"


def summary(differences: Differences) -> dict[str, object]:
    """The differences without their rows, as plain data."""
    return {
        "schema": list(differences.schema),
        "tables": {name: asdict(counts) for name, counts in differences.tables.items()},
    }


def markdown(connection: duckdb.DuckDBPyConnection, differences: Differences, title: str) -> str:
    """A page for people: counts by table, and the first rows of those that differ."""
    lines = [f"# {title}", ""]
    if not differences.any:
        return "\n".join([*lines, "Nothing differs.", ""])
    lines += [f"- {line}" for line in differences.schema] + ([""] if differences.schema else [])
    lines += ["| table | before | after | added | removed | changed |", "|---|--:|--:|--:|--:|--:|"]
    for name, counts in differences.tables.items():
        if counts.any:
            lines.append(f"| {name} | {' | '.join(f'{number:,}' for number in asdict(counts).values())} |")
    rows = list(_rows(connection, SHOWN_ROWS))
    lines += ["", *(_markdown_row(row) for row in rows)]
    if (more := _total(differences) - len(rows)) > 0:
        lines += ["", f"And {more:,} rows more."]
    return "\n".join([*lines, ""])


def show(connection: duckdb.DuckDBPyConnection, differences: Differences, console: Console) -> None:
    """Print counts by table and the first rows."""
    if not differences.any:
        console.print("Nothing differs.")
        return
    for line in differences.schema:
        console.print(Text(f"schema: {line}"))
    table = Table(box=None, pad_edge=False)
    for name in ("table", "before", "after", "added", "removed", "changed"):
        table.add_column(name, justify="left" if name == "table" else "right")
    for name, counts in differences.tables.items():
        if counts.any:
            table.add_row(name, *(f"{number:,}" for number in asdict(counts).values()))
    console.print(table)
    rows = list(_rows(connection, SHOWN_ROWS))
    for row in rows:
        mark, colour = _MARKS[str(row["change"])]
        console.print(
            Text(f"{mark} {row['table']} {row['id']}", style=colour), Text(_short(row["text"])), soft_wrap=True
        )
        for column, (old, new) in dict(row["values"]).items():  # type: ignore[call-overload]
            console.print(Text(f"    {column}: {_short(old)} → {_short(new)}"), soft_wrap=True)
    if (more := _total(differences) - len(rows)) > 0:
        console.print(f"and {more:,} rows more: --format json lists them all")


def _rows(connection: duckdb.DuckDBPyConnection, limit: int | None = None) -> Iterator[_Row]:
    """The differing rows, each with what it was and is in the columns that differ."""
    bound = "" if limit is None else f"LIMIT {limit}"
    found = connection.execute(
        f"""WITH shown AS (FROM temp.row_changes ORDER BY table_name, row_id {bound})
        SELECT s.table_name, s.row_id, s.document_id, s.change, s.text, v.column_name, v.old, v.new
        FROM shown AS s LEFT JOIN temp.value_changes AS v USING (table_name, row_id)
        ORDER BY s.table_name, s.row_id, v.column_name"""
    )
    for (table, row_id, document_id, change, text), parts in groupby(_fetched(found), key=lambda row: row[:5]):
        values = {column: [old, new] for *_, column, old, new in parts if column is not None}
        yield {
            "table": table, "id": row_id, "document_id": document_id, "change": change, "text": text, "values": values,
        }  # fmt: skip


def _fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while rows := cursor.fetchmany(10_000):
        yield from rows


def _markdown_row(row: _Row) -> str:
    values = dict(row["values"])  # type: ignore[call-overload]
    changes = "; ".join(f"{column}: {_quoted(old)} → {_quoted(new)}" for column, (old, new) in values.items())
    what = f"{row['change']} `{row['table']}` {_quoted(row['id'])}"
    about = "" if row["text"] is None else f": {_quoted(row['text'])}"
    return f"- {what}{about}" + (f" ({changes})" if changes else "")


def _quoted(value: object) -> str:
    return "nothing" if value is None else f"`{_short(value).replace('`', 'ˋ')}`"


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    text = visible(" ".join(str(value).split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _total(differences: Differences) -> int:
    return sum(counts.added + counts.removed + counts.changed for counts in differences.tables.values())
