"""Checking a release, its archive, or a single database, as whoever downloaded it would: nothing of it is trusted.

First every byte against SHA256SUMS and the two descriptions, then what the files say against each other: the content of
CSV, Parquet and database, the rules of the schema, and every quote against the shipped transcriptions. A file that is
already known to be damaged is not opened, so that one fault is told once.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.intake.faults import UnreadableInput
from pipelines.progress import announce
from pipelines.release.archive import archive_name, container_fault, unpack
from pipelines.release.checksums import SIGNATURE, SUMS, described, parse_sums, paths_of, signature_faults
from pipelines.release.content import (
    Content,
    combined,
    content_of,
    file_sha256,
    parquet_source,
    reader,
    schema_sha256,
)
from pipelines.release.data_files import DATABASE, csv_path, parquet_path
from pipelines.release.evidence import examine
from pipelines.release.gates import content_fault, csv_fault
from pipelines.release.inputs import files_of
from pipelines.release.package import UNDESCRIBED
from pipelines.release.provenance import BUILD, SCHEMA
from schemas.catalogue import DOCUMENT_TABLES, RELEASE_TABLES, SCHEMA_VERSION, TABLES, VIEWS
from schemas.compatibility import described as described_schema
from schemas.compatibility import restored
from schemas.ddl import literal, quoted
from schemas.declaration import Table, View
from schemas.sql_checks import breaches, strays


@dataclass
class Verification:
    """What was checked, and one line for each thing that is wrong: the file, and what."""

    subject: str
    faults: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(path: Path, raw: Path, signers: Path | None = None) -> Verification:
    """Check a folder of a release, its archive, or a database file; `raw` has the texts of a database that stands alone.

    UnreadableInput, if there is nothing of the kind at `path`.
    """
    if path.is_dir():
        return verify_release(path, signers)
    if not path.is_file():
        raise UnreadableInput("does not exist", path, "name a release, its archive or a database file")
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"PK") or path.suffix == ".zip":
        return _verify_archive(path, signers)
    return verify_database(path, raw)


def verify_release(folder: Path, signers: Path | None = None) -> Verification:
    """Check the folder of a release. UnreadableInput, if it is none."""
    if not (folder / SUMS).exists() and not (folder / DATABASE).exists():
        raise UnreadableInput(
            "is no release", folder, f"name a folder with {SUMS} in it, an archive or a database file"
        )
    found = Verification(str(folder))
    announce("checking the files")
    damaged = _check_bytes(folder, found)
    found.faults += signature_faults(folder, signers)
    if (folder / SIGNATURE).exists():
        found.checked.append("signature" if signers else "signature (whose it is was not asked: --signers FILE)")
    known = {path: _loaded(folder, path, found) for path in (BUILD, SCHEMA) if path not in damaged}
    build, schema = known.get(BUILD), known.get(SCHEMA)
    if build is None or schema is None:
        return found
    with reader() as connection:
        _check_identity(folder, build, schema, found)
        relations = restored(schema)
        _check_contents(connection, folder, build, relations, damaged, found)
        if DATABASE not in damaged:
            _check_database(connection, folder, build, relations, damaged, found)
    return found


def integrity_faults(folder: Path) -> list[str]:
    """What is wrong with the bytes of a release, without opening its files."""
    found = Verification(str(folder))
    _check_bytes(folder, found)
    return found.faults


def verify_database(path: Path, raw: Path) -> Verification:
    """Check a database file: tables, rules, views, and every quote against the transcriptions in `raw`."""
    found = Verification(str(path))
    try:
        with reader() as connection:
            connection.execute(f"ATTACH {literal(str(path))} AS checked (READ_ONLY)")
            connection.execute("USE checked")
            is_release = bool(_present(connection, "release_info"))
            _check_rules(connection, RELEASE_TABLES if is_release else TABLES, path.name, found)
            if is_release and not found.faults:
                _check_own_hash(connection, path, raw, found)
            if not found.faults:
                _check_evidence(connection, raw, found)
    except duckdb.Error as error:
        line = str(error).splitlines()[0]
        if not found.checked and "valid DuckDB database" in line:
            raise UnreadableInput("is no release, archive or DuckDB file", path, "name one of these") from error
        found.faults.append(f"{path.name}: cannot be read ({line})")
    return found


def _verify_archive(path: Path, signers: Path | None) -> Verification:
    with tempfile.TemporaryDirectory(prefix="hakusho-verify-") as temporary:
        announce("unpacking the archive")
        folder, faults = unpack(path, Path(temporary))
        try:
            found = verify_release(folder, signers)
        except UnreadableInput as error:
            raise UnreadableInput(error.what, path, "name an archive that `hakusho release` made") from error
        found.subject = str(path)
        unpacked = {fault.partition(":")[0] for fault in faults}
        # What could not be unpacked is missing from the folder: the reason is what helps.
        found.faults = faults + [fault for fault in found.faults if fault.partition(":")[0] not in unpacked]
        if found.passed:
            build = json.loads((folder / BUILD).read_text(encoding="utf-8"))
            moment = datetime.strptime(build["released_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            if fault := container_fault(path, folder, build["version"], moment):
                found.faults.append(fault)
            if folder.name != archive_name(build["version"]).removesuffix(".zip"):
                found.faults.append(
                    f"{path.name}: its folder {folder.name} is not named after version {build['version']}"
                )
            found.checked.append("archive")
    return found


def _check_bytes(folder: Path, found: Verification) -> set[str]:
    """Check every file against SHA256SUMS and the descriptions. Returns the paths that are not to be trusted."""
    present = set(paths_of(folder)) - {SUMS, SIGNATURE}
    if not (folder / SUMS).is_file():
        found.faults.append(f"{SUMS}: is missing")
        return present
    sums, faults = parse_sums((folder / SUMS).read_bytes())
    found.faults += faults
    actual = {file.path: file for file in described(folder, (SUMS, SIGNATURE)) if not (folder / file.path).is_symlink()}
    found.faults += [f"{path}: is missing" for path in sorted(sums.keys() - present)]
    if not faults:  # else a file may only seem to be too many
        found.faults += [f"{path}: does not belong to the release" for path in sorted(present - sums.keys())]
    links = sorted(path for path in present if (folder / path).is_symlink())
    found.faults += [f"{path}: is a link, not a file" for path in links]
    empty = [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]
    found.faults += [f"{path.relative_to(folder).as_posix()}/: is an empty folder" for path in sorted(empty)]
    hashes = {path: file.sha256 for path, file in actual.items()}
    differing = {path for path in sums.keys() & hashes.keys() if sums[path] != hashes[path]}
    descriptions = {
        path: _files_of(folder / path)
        for path in ("datapackage.json", "croissant.json")
        if path in hashes and path not in differing
    }
    for path in sorted(differing):
        says = {files[path][1] for files in descriptions.values() if path in files}
        if says == {hashes[path]}:
            found.faults.append(f"{SUMS}: has another checksum of {path} than the file and the descriptions of it")
        else:
            found.faults.append(f"{path}: was changed (sha256 {hashes[path][:12]}..., {SUMS} has {sums[path][:12]}...)")
    trusted = {path: (file.bytes, file.sha256) for path, file in actual.items() if path not in differing}
    known = sums.keys() | (present if faults else set())
    for name, files in descriptions.items():
        found.faults += _described_otherwise(name, files, trusted, known)
    found.checked.append(f"{len(actual):,} files")
    return (sums.keys() - hashes.keys()) | differing | set(links)


def _described_otherwise(
    name: str, files: Mapping[str, tuple[int, str]], trusted: Mapping[str, tuple[int, str]], known: Set[str]
) -> Iterator[str]:
    for path in sorted(files.keys() & trusted.keys()):
        if files[path] != trusted[path]:
            yield f"{name}: describes {path} with another size or checksum than it has"
    yield from (f"{name}: describes {path}, which is not there" for path in sorted(files.keys() - known))
    expected = known - set(UNDESCRIBED)
    yield from (f"{name}: does not describe {path}" for path in sorted(expected - files.keys()))


def _files_of(path: Path) -> dict[str, tuple[int, str]]:
    """Size and checksum of each file that a description lists, by path. Whatever cannot be read is not described."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if path.name == "datapackage.json":
            return {r["path"]: (r["bytes"], r["hash"].removeprefix("sha256:")) for r in content["resources"]}
        return {
            file["contentUrl"]: (int(file["contentSize"].removesuffix(" B")), file["sha256"])
            for file in content["distribution"]
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _loaded(folder: Path, path: str, found: Verification) -> Any:
    try:
        return json.loads((folder / path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None  # told already
    except ValueError as error:
        found.faults.append(f"{path}: is no JSON ({error})")
        return None


def _check_identity(folder: Path, build: Mapping[str, Any], schema: Mapping[str, Any], found: Verification) -> None:
    """That every part speaks of the same version, and of the same inputs."""
    version = build["version"]
    names = {version, archive_name(version).removesuffix(".zip")}
    if folder.resolve().name not in names:
        found.faults.append(f"{BUILD}: is of version {version}, the folder is named {folder.resolve().name}")
    for name in ("datapackage.json", "croissant.json", "quality/report.json"):
        content = _loaded(folder, name, found) if (folder / name).is_file() else None
        if content is not None and content.get("version") != version:
            found.faults.append(f"{name}: is of version {content.get('version')}, {BUILD} of {version}")
    if schema_sha256(schema) != build["schema"]["sha256"]:
        found.faults.append(f"{SCHEMA}: is not the schema whose hash {BUILD} has")
    shipped = {path for path in paths_of(folder) if path.startswith("raw/")}
    for path, digest in build["inputs"].items():
        if path in shipped and file_sha256(folder / path) != digest:
            found.faults.append(f"{path}: is not the input whose checksum {BUILD} has")
    found.faults += [f"{BUILD}: does not know the input {path}" for path in sorted(shipped - build["inputs"].keys())]
    found.faults += [f"{path}: is missing, {BUILD} has it" for path in sorted(build["inputs"].keys() - shipped)]
    contents = {
        table.name: Content(**build["contents"][table.name]) for table in DOCUMENT_TABLES if table.name in schema
    }
    inputs = {path.removeprefix("raw/"): digest for path, digest in build["inputs"].items()}
    if combined(contents, schema, inputs) != build["content_sha256"]:
        found.faults.append(f"{BUILD}: its content hash is not that of its tables, schema and inputs")


def _check_contents(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    build: Mapping[str, Any],
    relations: Mapping[str, Table | View],
    damaged: set[str],
    found: Verification,
) -> None:
    announce("comparing CSV and Parquet")
    for name, wanted in build["contents"].items():
        relation = relations[name]
        as_csv, as_parquet = csv_path(folder, relation), parquet_path(folder, relation)
        for path in (as_csv, as_parquet):
            where = path.relative_to(folder).as_posix()
            if where in damaged or not path.is_file():
                continue
            reason = (
                csv_fault(connection, relation, path, Content(**wanted))
                if path is as_csv
                else content_fault(connection, relation, parquet_source(path), Content(**wanted))
            )
            if reason:
                found.faults.append(f"{where}: {reason}")
    found.checked.append(f"{len(build['contents'])} tables as CSV and Parquet")


def _check_database(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    build: Mapping[str, Any],
    relations: Mapping[str, Table | View],
    damaged: set[str],
    found: Verification,
) -> None:
    announce("reading the database")
    try:
        connection.execute(f"ATTACH {literal(str(folder / DATABASE))} AS checked (READ_ONLY)")
        connection.execute("USE checked")
        before = len(found.faults)
        for name, wanted in build["contents"].items():
            if reason := content_fault(connection, relations[name], quoted(name), Content(**wanted)):
                found.faults.append(f"{DATABASE}: {name} {reason}")
        undeclared, missing = strays(connection, relations.keys())
        found.faults += [f"{DATABASE}: holds {name}, which no release does" for name in undeclared]
        found.faults += [f"{DATABASE}: has no {name}" for name in missing]
        _check_info(connection, build, found)
        if build["schema"]["version"] == SCHEMA_VERSION:
            _check_rules(connection, RELEASE_TABLES, DATABASE, found)
        else:
            found.checked.append(f"(rules of schema {build['schema']['version']} are not known to this program)")
        if len(found.faults) == before and not any(path.startswith("raw/") for path in damaged):
            _check_evidence(connection, folder / "raw", found)
    except duckdb.Error as error:
        found.faults.append(f"{DATABASE}: cannot be read ({str(error).splitlines()[0]})")


def _check_info(connection: duckdb.DuckDBPyConnection, build: Mapping[str, Any], found: Verification) -> None:
    wanted = (build["version"], build["schema"]["version"], build["released_at"], build["content_sha256"])
    rows = connection.execute(
        "SELECT version, schema_version, released_at, content_sha256 FROM release_info"
    ).fetchall()
    if rows != [wanted]:
        found.faults.append(f"{DATABASE}: release_info does not say what {BUILD} says")


def _check_rules(
    connection: duckdb.DuckDBPyConnection, tables: tuple[Table, ...], where: str, found: Verification
) -> None:
    announce("checking the tables")
    for table in tables:
        found.faults += [f"{where}: {breach.line}" for breach in breaches(connection, table)]
    for view in VIEWS:
        columns = ", ".join(map(quoted, view.column_names))
        try:
            connection.execute(f"SELECT {columns} FROM {quoted(view.name)} LIMIT 1").fetchall()
        except duckdb.Error as error:
            found.faults.append(f"{where}: view {view.name} does not answer ({str(error).splitlines()[0]})")
    found.checked.append(f"{len(tables)} tables against their rules")


def _check_own_hash(connection: duckdb.DuckDBPyConnection, path: Path, raw: Path, found: Verification) -> None:
    """Without the files beside it a database can only be held against the hash in itself, and the folder of texts."""
    ((version, schema_version, wanted),) = connection.execute(
        "SELECT version, schema_version, content_sha256 FROM release_info"
    ).fetchall()
    if schema_version != SCHEMA_VERSION or not raw.is_dir():
        return
    ids = [row[0] for row in connection.execute("SELECT document_id FROM documents").fetchall()]
    contents = {table.name: content_of(connection, table, quoted(table.name)) for table in DOCUMENT_TABLES}
    if combined(contents, described_schema((*RELEASE_TABLES, *VIEWS)), files_of(raw, ids)) != wanted:
        found.faults.append(
            f"{path.name}: does not have the content of version {version} with the texts in {raw}; name others with --raw"
        )


def _check_evidence(connection: duckdb.DuckDBPyConnection, raw: Path, found: Verification) -> None:
    announce("checking every quote")
    evidence = examine(connection, raw)
    found.faults += [*evidence.text_faults, *evidence.quote_faults, *evidence.ledger_faults]
    found.checked.append(
        f"{evidence.quotes:,} quotes and {evidence.digits:,} digits of {evidence.documents:,} documents"
    )


def _present(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    query = "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database() AND table_name = $table"
    return bool(connection.execute(query, {"table": table}).fetchall()[0][0])
