"""What `hakusho release`, `verify` and `diff` say on a terminal, and whether what they were asked for holds."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console
from rich.text import Text

from pipelines.intake.faults import UnreadableInput
from pipelines.release.archive import unpack_one
from pipelines.release.change_report import json_lines, markdown, show
from pipelines.release.changes import Database, attached, compare
from pipelines.release.content import reader
from pipelines.release.data_files import DATABASE
from pipelines.release.making import Outcome
from pipelines.release.verifying import Verification
from schemas.ddl import literal


def tell_release(outcome: Outcome, console: Console) -> None:
    """What a release says at its end: the version, and what it leaves out."""
    for document, reason in outcome.left_out.items():
        console.print(Text(f"not released: {document}: {reason}", style="yellow"), soft_wrap=True)
    if not outcome.is_new:
        console.print(
            Text(f"{outcome.version} stands: the content is the same, so no release was made"), soft_wrap=True
        )
        return
    console.print(
        Text(f"{outcome.version} released in {outcome.folder}, {len(outcome.checks)} checks passed"), soft_wrap=True
    )


def tell_verification(found: Verification, console: Console) -> None:
    """What was checked; the faults, one line each, go to standard error."""
    for line in found.faults:
        print(line, file=sys.stderr)
    for line in found.checked:
        console.print(Text(f"checked: {line}"), soft_wrap=True)
    if found.passed:
        console.print(Text(f"{found.subject} is as it was made", style="green"), soft_wrap=True)


def tell_differences(old: Path, new: Path, form: str | None, console: Console) -> None:
    """What differs between two releases, archives or database files. UnreadableInput, if one is none of these."""
    with (
        reader() as connection,
        _attached(connection, old, "old") as before,
        _attached(connection, new, "new") as after,
    ):
        differences = compare(connection, before, after)
        names = [_name(connection, database, path) for database, path in ((before, old), (after, new))]
        match form:
            case "json":
                for part in json_lines(connection, differences, dict(zip(("old", "new"), names, strict=True))):
                    sys.stdout.write(part)
            case "md":
                sys.stdout.write(markdown(connection, differences, f"Changes from {names[0]} to {names[1]}"))
            case _:
                show(connection, differences, console)


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path, alias: str) -> Iterator[Database]:
    with _database_file(path) as file:
        try:
            connection.execute(f"ATTACH {literal(str(file))} AS {alias} (READ_ONLY)")
            database = attached(connection, alias)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            remedy = "name a release, its archive or a database file"
            raise UnreadableInput(f"cannot be read ({reason})", path, remedy) from error
        if "documents" not in database.sources:
            raise UnreadableInput("has no table documents", path, "name a release, its archive or a warehouse")
        yield database


@contextmanager
def _database_file(path: Path) -> Iterator[Path]:
    """The database file of a release, of its archive, or the path itself."""
    if not path.exists():
        raise UnreadableInput("does not exist", path, "name a release, its archive or a database file")
    if path.is_dir():
        yield path / DATABASE
    elif path.suffix == ".zip":
        with tempfile.TemporaryDirectory(prefix="hakusho-diff-") as temporary:
            yield unpack_one(path, DATABASE, Path(temporary))
    else:
        yield path


def _name(connection: duckdb.DuckDBPyConnection, database: Database, path: Path) -> str:
    """The version of a release; of another database the name of its file."""
    if "release_info" not in database.sources:
        return path.name
    row = connection.execute(f"SELECT version FROM {database.sources['release_info']}").fetchall()[0]
    return str(row[0])
