"""Making a release: the order of the steps, from the published warehouse to a version that stands.

What a step does is said in the modules beside this one. Everything happens in a hidden folder; only at the very end,
when every gate was passed, does the version appear.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.progress import announce
from pipelines.release import gates, quality, texts
from pipelines.release.archive import archive_name, write_archive
from pipelines.release.change_report import markdown, summary
from pipelines.release.changes import Database, Differences, attached, compare, empty_differences, only_documents
from pipelines.release.checksums import SUMS, described, sign, write_sums
from pipelines.release.content import Content, combined, content_of, file_sha256, reader
from pipelines.release.croissant import croissant
from pipelines.release.data_files import DATABASE, DataJob, write_csv, write_data
from pipelines.release.facts import NAME, Facts, Row, document_facts
from pipelines.release.gates import Check
from pipelines.release.inputs import Inputs, read_inputs
from pipelines.release.package import UNDESCRIBED, data_package
from pipelines.release.provenance import BUILD, SCHEMA, engine_version, provenance
from pipelines.release.publishing import publish_release, versions_in, workshop
from pipelines.release.texts import as_json
from pipelines.release.verifying import integrity_faults
from pipelines.release.versions import next_version
from pipelines.release.withdrawn import collect
from pipelines.warehouse.lock import keeping
from schemas import compatibility
from schemas.catalogue import CHANGE_TABLES, DOCUMENT_TABLES, PUBLISHED, RELEASE_TABLES, SCHEMA_VERSION, VIEWS
from schemas.ddl import literal, quoted
from schemas.vocabularies import FINDING_KIND

AddSite = Callable[[Path], None]
"""Writes further pages into the folder of a release, before it is described and sealed."""

_FINDINGS = """
select kind, count(*)::integer from findings where status <> 'dismissed' group by kind
"""


class GateClosed(Exception):  # noqa: N818
    """No release was made. `failures` has one line for each check that did not pass."""

    def __init__(self, failures: list[str]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(failures))


@dataclass(frozen=True)
class Outcome:
    """The version that stands now, where, whether it is new, and the documents that it leaves out, with the reasons."""

    version: str
    folder: Path
    is_new: bool
    left_out: Mapping[str, str]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class _Previous:
    """The release before: its folder, what it is made of, and its schema."""

    folder: Path
    build: Mapping[str, Any]
    schema: Mapping[str, Any]

    @property
    def version(self) -> str:
        return str(self.build["version"])


def make_release(
    warehouse: Path, raw: Path, releases: Path, *, signing_key: Path | None = None, add_site: AddSite | None = None
) -> Outcome:
    """Make a new version from the warehouse and raw/, if its content differs from the last one's.

    Waits for a build of the warehouse. UnreadableInput, if the inputs do not allow it; GateClosed, if something that is
    checked does not hold. Either way, and whenever the process is killed, `releases` holds the versions of before, whole.
    """
    with workshop(releases) as folder, keeping(warehouse), reader() as connection:
        connection.execute("SET memory_limit = '2GB'")
        announce("reading the warehouse")
        inputs = read_inputs(warehouse, raw)
        previous = _previous(releases)
        if previous is not None:
            _complete(previous, releases, folder)
        connection.execute(f"ATTACH {literal(str(warehouse))} AS warehouse (READ_ONLY)")
        now = only_documents(attached(connection, "warehouse"), inputs.document_ids)
        schema = compatibility.described((*RELEASE_TABLES, *VIEWS))
        contents = {table.name: content_of(connection, table, now.sources[table.name]) for table in DOCUMENT_TABLES}
        content_sha256 = combined(contents, schema, inputs.files)
        if previous is not None and previous.build["content_sha256"] == content_sha256:
            return Outcome(previous.version, previous.folder, False, inputs.left_out)
        version = str(next_version(versions_in(releases)[-1] if previous else None, inputs.released_at))
        before = previous.version if previous else None
        facts = Facts(
            version, before, inputs.released_at, engine_version(), content_sha256, contents, (), (), inputs.left_out
        )
        differences = _differences(connection, previous, now, facts)
        made = folder / version
        made.mkdir()
        facts = _write_data(connection, facts, inputs, warehouse, made, contents)
        _copy_raw(raw, inputs, made)
        findings = _findings(connection)
        _write_texts(connection, facts, findings, differences, previous, made)
        _write_provenance(facts, inputs, schema, previous, made)
        if add_site is not None:
            announce("building the site")
            add_site(made)
        checks = _checked(connection, facts, differences, previous, schema, made)
        checks += _described(facts, findings, checks, made)
        _seal(made, signing_key)
        announce("packing the archive")
        archive = folder / archive_name(version)
        write_archive(made, archive, version, inputs.released_at)
        return Outcome(version, publish_release(made, archive, releases, version), True, inputs.left_out, tuple(checks))


def _previous(releases: Path) -> _Previous | None:
    """The latest release. GateClosed, if it is not as it was released: nothing can be compared with it then."""
    versions = versions_in(releases)
    if not versions:
        return None
    folder = releases / str(versions[-1])
    if faults := integrity_faults(folder):
        remedy = "restore the release before a new one is made"
        raise GateClosed([f"changes: {folder}: {fault}; {remedy}" for fault in faults])
    return _Previous(folder, gates.loaded(folder / BUILD), gates.loaded(folder / SCHEMA))


def _complete(previous: _Previous, releases: Path, folder: Path) -> None:
    """Pack the archive of the latest release again, if the process that made it was killed just before that."""
    name = archive_name(previous.version)
    if not (releases / name).exists():
        write_archive(
            previous.folder, folder / name, previous.version, datetime.fromisoformat(previous.build["released_at"])
        )
        (folder / name).chmod(0o444)
        (folder / name).replace(releases / name)


def _differences(
    connection: duckdb.DuckDBPyConnection, previous: _Previous | None, now: Database, facts: Facts
) -> Differences:
    """What differs from the release before, and in the temporary table `withdrawn` what is published no more."""
    announce("comparing with the release before")
    if previous is None:
        return empty_differences(connection, now)
    connection.execute(f"ATTACH {literal(str(previous.folder / DATABASE))} AS previous (READ_ONLY)")
    before = attached(connection, "previous")
    differences = compare(connection, before, now)
    collect(connection, before, now, facts.left_out, (previous.version, facts.version))
    return differences


def _write_data(
    connection: duckdb.DuckDBPyConnection,
    facts: Facts,
    inputs: Inputs,
    warehouse: Path,
    made: Path,
    contents: Mapping[str, Content],
) -> Facts:
    """Write database and data files, and leave the database in use. Returns the facts with what it holds."""
    announce("writing the data")
    withdrawn = made.with_name("withdrawn.parquet")
    if facts.previous is not None:
        connection.execute(f"COPY temp.withdrawn TO {literal(str(withdrawn))} (FORMAT parquet)")
    info = {
        "dataset": NAME,
        "version": facts.version,
        "previous_version": facts.previous,
        "schema_version": SCHEMA_VERSION,
        "engine_version": facts.engine_version,
        "released_at": facts.moment,
        "documents": len(inputs.document_ids),
        "content_sha256": facts.content_sha256,
    }
    job = DataJob(
        str(warehouse.resolve()), str(made.resolve()), inputs.document_ids,
        str(withdrawn.resolve()) if facts.previous is not None else None, info,
    )  # fmt: skip
    write_data(job)
    connection.execute(f"ATTACH {literal(str(made / DATABASE))} AS made (READ_ONLY)")
    connection.execute("USE made")
    # Of the tables of documents the warehouse says what they must hold; the database is then checked against that.
    derived = [relation for relation in PUBLISHED if relation.name not in contents]
    whole = {
        **contents,
        **{relation.name: content_of(connection, relation, quoted(relation.name)) for relation in derived},
    }
    documents, coverage = document_facts(connection)
    return replace(facts, contents=whole, documents=documents, coverage=coverage)


def _copy_raw(raw: Path, inputs: Inputs, made: Path) -> None:
    (made / "raw").mkdir()
    for name, digest in inputs.files.items():
        shutil.copyfile(raw / name, made / "raw" / name)
        if file_sha256(made / "raw" / name) != digest:
            raise GateClosed([f"quotes: raw/{name} was changed while the release was made; release again"])


def _findings(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """How many findings of each kind stand, in the order of the vocabulary."""
    rows = dict(connection.execute(_FINDINGS).fetchall())
    return [
        {"kind": term.code, "meaning": term.meaning, "rows": rows[term.code]}
        for term in FINDING_KIND.terms
        if term.code in rows
    ]


def _write_texts(
    connection: duckdb.DuckDBPyConnection,
    facts: Facts,
    findings: list[Row],
    differences: Differences,
    previous: _Previous | None,
    made: Path,
) -> None:
    announce("writing the texts")
    counts = summary(differences)
    documents = dict(
        connection.execute(
            """SELECT change, list(row_id ORDER BY row_id) FROM temp.row_changes
               WHERE table_name = 'documents' GROUP BY change"""
        ).fetchall()
    )
    tables: Any = counts["tables"]
    entry = texts.change_log_entry(
        facts, tables, {kind: documents.get(kind, []) for kind in ("added", "removed", "changed")}
    )
    earlier = (previous.folder / "CHANGELOG.md").read_text(encoding="utf-8") if previous else None
    title = f"Changes of {facts.version}" + (f" against {facts.previous}" if facts.previous else "")
    told = (
        markdown(connection, differences, title) if previous else f"# {title}\n\nThere is no release before this one.\n"
    )
    (made / "changes").mkdir()
    for table in CHANGE_TABLES:
        write_csv(connection, table, f"temp.{quoted(table.name)}", made / "changes" / f"{table.name}.csv")
    _write(made, {
        "changes/summary.md": told,
        "changes/summary.json": as_json({"old": facts.previous, "new": facts.version, **counts}),
        "README.md": texts.dataset_card(facts, quality.accuracy(), findings),
        "CHANGELOG.md": texts.change_log(entry, earlier),
        "ATTRIBUTION.md": texts.attribution(facts),
        "LICENSE": texts.licence(facts),
        "CITATION.cff": texts.citation(facts),
        ".zenodo.json": texts.zenodo(facts),
    })  # fmt: skip


def _write_provenance(
    facts: Facts, inputs: Inputs, schema: Mapping[str, Any], previous: _Previous | None, made: Path
) -> None:
    sums = file_sha256(previous.folder / SUMS) if previous else None
    _write(made, {BUILD: as_json(provenance(facts, inputs, schema, sums)), SCHEMA: as_json(schema)})


def _checked(
    connection: duckdb.DuckDBPyConnection,
    facts: Facts,
    differences: Differences,
    previous: _Previous | None,
    schema: Mapping[str, Any],
    made: Path,
) -> list[Check]:
    """Every check of the data. GateClosed, if one does not pass; all are tried."""
    announce("checking tables, quotes and files")
    checks = [
        *gates.schema_checks(connection),
        *gates.evidence_checks(connection, made / "raw"),
        *gates.content_checks(connection, made, facts.contents),
        *gates.change_checks(connection, differences),
    ]
    if previous is not None:
        checks.append(gates.schema_version_check(previous.build["schema"]["version"], previous.schema, schema))
    announce("accepting the release")
    checks += gates.acceptance_checks(made / DATABASE)
    _require(checks)
    return checks


def _described(facts: Facts, findings: list[Row], checks: list[Check], made: Path) -> list[Check]:
    """Write report and metadata, and check the metadata. GateClosed, if they are not valid.

    The report has the results of these checks too: it is written once more after them, and its new size and checksum
    are all that changes in the metadata.
    """
    announce("describing and checking the description")
    _write_report(facts, findings, checks, made)
    _write_metadata(facts, made)
    found = list(gates.metadata_checks(made, facts.contents))
    _require(found)
    _write_report(facts, findings, [*checks, *found], made)
    _write_metadata(facts, made)
    return found


def _write_report(facts: Facts, findings: list[Row], checks: list[Check], made: Path) -> None:
    _write(made, {
        "quality/report.json": quality.report_json(facts, checks, findings),
        "quality/report.html": quality.report_html(facts, checks, findings),
    })  # fmt: skip


def _write_metadata(facts: Facts, made: Path) -> None:
    files = described(made, UNDESCRIBED)
    _write(made, {
        "datapackage.json": as_json(data_package(facts, files)),
        "croissant.json": as_json(croissant(facts, files)),
    })  # fmt: skip


def _seal(made: Path, signing_key: Path | None) -> None:
    """Write SHA256SUMS, sign it where a key is given, and check every byte once more. GateClosed, if one differs."""
    write_sums(made)
    if signing_key is not None:
        sign(made, signing_key)
    if faults := integrity_faults(made):
        raise GateClosed([f"metadata: {fault}" for fault in faults])


def _require(checks: list[Check]) -> None:
    if failed := gates.failures(checks):
        raise GateClosed(failed)


def _write(made: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        path = made / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
