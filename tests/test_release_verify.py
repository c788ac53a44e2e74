"""Whoever downloads a release finds every damage, and is told the file: one line for each, and exit code 1."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import small_releases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import cli
from pipelines.intake.faults import UnreadableInput
from pipelines.release.checksums import write_sums
from pipelines.release.making import make_release
from pipelines.release.verifying import verify

NOWHERE = Path("/nowhere")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[small_releases.Project]:
    """A project with a signed release of two documents."""
    with small_releases.patched() as monkeypatch:
        monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
        small_releases.without_slow_gates(monkeypatch)
        made = small_releases.Project(tmp_path_factory.mktemp("project"))
        made.add("first")
        made.add("second", "Confidence was 150.8 in 2008 (Figure 1).\n\nSurvey 2020\n")
        made.build()
        key = made.folder / "key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "editors", "-f", key], check=True)
        make_release(made.warehouse, made.raw, made.releases, signing_key=key)
        yield made


@pytest.fixture(scope="module")
def made(project: small_releases.Project) -> Path:
    (folder,) = (path for path in project.releases.iterdir() if path.is_dir())
    return folder


@pytest.fixture
def release(made: Path, tmp_path: Path) -> Path:
    """A copy of the release that may be damaged."""
    return small_releases.copied(made, tmp_path)


def faults(path: Path) -> list[str]:
    return [re.sub(r"[0-9a-f]{12}\.\.\.", "<hash>", fault) for fault in verify(path, NOWHERE).faults]


def resealed(folder: Path) -> None:
    """Write SHA256SUMS again and take the signature off, as someone would who wants to hide a change."""
    (folder / "SHA256SUMS.sig").unlink(missing_ok=True)
    write_sums(folder)


def redescribed(folder: Path, *paths: str) -> None:
    """Write size and checksum of these files into both descriptions again, and then the checksums of all."""
    from pipelines.release.checksums import described

    files = {file.path: file for file in described(folder) if file.path in paths}
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        if file := files.get(resource["path"]):
            resource |= {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}
    croissant = json.loads((folder / "croissant.json").read_text())
    for item in croissant["distribution"]:
        if file := files.get(item["contentUrl"]):
            item |= {"contentSize": f"{file.bytes} B", "sha256": file.sha256}
    (folder / "datapackage.json").write_text(json.dumps(package))
    (folder / "croissant.json").write_text(json.dumps(croissant))
    resealed(folder)


def flip(path: Path, offset: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(bytes(data))


def substitute(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def in_database(folder: Path, statement: str) -> None:
    with duckdb.connect(str(folder / "hakusho.duckdb")) as connection:
        connection.execute(statement)


# As it was made


def test_a_release_and_its_archive_pass(project: small_releases.Project, made: Path) -> None:
    assert verify(made, NOWHERE).faults == []
    assert verify(project.releases / f"hakusho-{made.name}.zip", NOWHERE).faults == []


def test_what_was_checked_is_said(made: Path) -> None:
    assert verify(made, NOWHERE).checked == [
        "47 files",
        "signature (whose it is was not asked: --signers FILE)",
        "13 tables as CSV and Parquet",
        "12 tables against their rules",
        "26 quotes and 37 digits of 2 documents",
    ]


# Damage, and what is said of it

DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a byte of a table as CSV": (
        lambda r: flip(r / "data/observations.csv"),
        "data/observations.csv: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of a table as Parquet": (
        lambda r: flip(r / "data/numerals.parquet", 20),
        "data/numerals.parquet: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of the database": (
        lambda r: flip(r / "hakusho.duckdb", 300_000),
        "hakusho.duckdb: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of a transcription": (
        lambda r: substitute(r / "raw/first.md", "150.8", "150.9"),
        "raw/first.md: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of a sidecar": (
        lambda r: substitute(r / "raw/first.yaml", "CC BY 4.0", "CC BY 3.0"),
        "raw/first.yaml: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of the card": (
        lambda r: flip(r / "README.md", 3),
        "README.md: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of a hidden file": (
        lambda r: flip(r / ".zenodo.json", 3),
        ".zenodo.json: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a byte of a description": (
        lambda r: flip(r / "croissant.json", 30),
        "croissant.json: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "a file that is gone": (lambda r: (r / "data/repairs.csv").unlink(), "data/repairs.csv: is missing"),
    "a transcription that is gone": (lambda r: (r / "raw/second.md").unlink(), "raw/second.md: is missing"),
    "a file more": (
        lambda r: (r / "data/more.csv").write_text("a\n"),
        "data/more.csv: does not belong to the release",
    ),
    "a hidden file more": (lambda r: (r / ".DS_Store").touch(), ".DS_Store: does not belong to the release"),
    "an empty folder": (lambda r: (r / "data/new").mkdir(), "data/new/: is an empty folder"),
    "a link in the place of a file": (
        lambda r: ((r / "README.md").rename(r.parent / "kept"), (r / "README.md").symlink_to(r.parent / "kept")),
        "README.md: is a link, not a file",
    ),
    "a file cut short": (
        lambda r: (r / "LICENSE").write_bytes((r / "LICENSE").read_bytes()[:-1]),
        "LICENSE: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "an empty file": (
        lambda r: (r / "hakusho.duckdb").write_bytes(b""),
        "hakusho.duckdb: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "two files exchanged": (
        lambda r: (
            (r / "data/figures.csv").rename(r / "x"),
            (r / "data/sources.csv").rename(r / "data/figures.csv"),
            (r / "x").rename(r / "data/sources.csv"),
        ),
        "data/figures.csv: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "line ends of another system": (
        lambda r: (r / "CHANGELOG.md").write_bytes((r / "CHANGELOG.md").read_bytes().replace(b"\n", b"\r\n")),
        "CHANGELOG.md: was changed (sha256 <hash>, SHA256SUMS has <hash>)",
    ),
    "no checksums": (lambda r: (r / "SHA256SUMS").unlink(), "SHA256SUMS: is missing"),
    "a checksum changed": (
        lambda r: substitute(r / "SHA256SUMS", (r / "SHA256SUMS").read_text()[:3], "000"),
        "SHA256SUMS: has another checksum of .zenodo.json than the file and the descriptions of it",
    ),
    "a line of the checksums damaged": (
        lambda r: substitute(r / "SHA256SUMS", "  README.md", " README.md"),
        "SHA256SUMS: line 6 is not a checksum, two spaces and a path",
    ),
    "lines of the checksums in another order": (
        lambda r: (r / "SHA256SUMS").write_text(
            "".join(reversed((r / "SHA256SUMS").read_text().splitlines(keepends=True)))
        ),
        "SHA256SUMS: its lines are not one for each file in order of their paths, each with its end",
    ),
    "the signature of something else": (
        lambda r: (r / "SHA256SUMS.sig").write_text(_another_signature(r.parent)),
        "SHA256SUMS.sig: does not fit SHA256SUMS",
    ),
    "a byte of the signature": (
        lambda r: flip(r / "SHA256SUMS.sig"),
        "SHA256SUMS.sig: is not written as ssh-keygen writes a signature",
    ),
    "the folder of another version": (
        lambda r: None,
        "provenance/build.json: is of version 2026.11.0, the folder is named 2027.1.0",
    ),
}  # fmt: skip


def _another_signature(folder: Path) -> str:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "other"], check=True)
    (folder / "text").write_text("another text")
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", "hakusho", "-f", folder / "other", folder / "text"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return (folder / "text.sig").read_text()


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_named(damage: str, release: Path) -> None:
    inflict, line = DAMAGE[damage]
    if damage == "the folder of another version":
        line = line.replace("2026.11.0", release.name)
        release = release.rename(release.with_name("2027.1.0"))
    inflict(release)
    assert line in faults(release)


# Damage that someone tried to hide: checksums (and descriptions) were written again

HIDDEN: dict[str, tuple[Callable[[Path], None], tuple[str, ...], str]] = {
    "a description that knows the old file": (
        lambda r: substitute(r / "README.md", "Version", "version"),
        (),
        "datapackage.json: describes README.md with another size or checksum than it has",
    ),
    "a value in CSV": (
        lambda r: substitute(r / "data/observations.csv", "150.75,", "150.74,"),
        ("data/observations.csv",),
        "data/observations.csv: has the content hash <hash>, not <hash>",
    ),
    "the header of a CSV": (
        lambda r: substitute(r / "data/numerals.csv", "start,end", "end,start"),
        ("data/numerals.csv",),
        "data/numerals.csv: has another header: '\"numeral_id\",\"document_id\",end,start,\"exact\",\"prefix\",\"suffi'",
    ),
    "a row in CSV": (
        lambda r: (r / "data/figures.csv").write_text((r / "data/figures.csv").read_text().splitlines()[0] + "\n"),
        ("data/figures.csv",),
        "data/figures.csv: has 0 rows, not 1",
    ),
    "a value in the database": (
        lambda r: in_database(r, "update observations set value = 150.76 where exact = '150.8'"),
        ("hakusho.duckdb",),
        "hakusho.duckdb: observations has the content hash <hash>, not <hash>",
    ),
    "a table more in the database": (
        lambda r: in_database(r, "create table secret as select 1"),
        ("hakusho.duckdb",),
        "hakusho.duckdb: holds secret, which no release does",
    ),
    "a view that says something else": (
        lambda r: in_database(r, "create or replace view coverage as select 1 as x"),
        ("hakusho.duckdb",),
        'hakusho.duckdb: view coverage does not answer (Binder Error: Referenced column "document_id" not found'
        " in FROM clause!)",
    ),
    "a transcription": (
        lambda r: substitute(r / "raw/first.md", "150.8", "150.9"),
        ("raw/first.md",),
        "raw/first.md: is not the input whose checksum provenance/build.json has",
    ),
    "another version": (
        lambda r: substitute(r / "datapackage.json", f'"version": "{r.name}"', '"version": "2030.1.0"'),
        (),
        "datapackage.json: is of version 2030.1.0, provenance/build.json of <version>",
    ),
    "the content hash of a table": (
        lambda r: _rewritten(r, lambda build: build["contents"]["figures"].update(sha256="0" * 64)),
        ("provenance/build.json",),
        "provenance/build.json: its content hash is not that of its tables, schema and inputs",
    ),
    "the schema": (
        lambda r: substitute(r / "provenance/schema.json", "The ledger", "The list"),
        ("provenance/schema.json",),
        "provenance/schema.json: is not the schema whose hash provenance/build.json has",
    ),
    "the facts of the release": (
        lambda r: in_database(r, "update release_info set released_at = '2020-01-01T00:00:00Z'"),
        ("hakusho.duckdb",),
        "hakusho.duckdb: release_info does not say what provenance/build.json says",
    ),
}  # fmt: skip


def _rewritten(folder: Path, change: Callable[[dict[str, dict[str, dict[str, str]]]], object]) -> None:
    path = folder / "provenance/build.json"
    build = json.loads(path.read_text())
    change(build)
    path.write_text(json.dumps(build))


@pytest.mark.parametrize("damage", HIDDEN)
def test_hidden_damage_is_found_by_what_the_files_say_of_each_other(damage: str, release: Path) -> None:
    inflict, described, line = HIDDEN[damage]
    inflict(release)
    if described:
        redescribed(release, *described)
    else:
        resealed(release)
    assert line.replace("<version>", release.name) in faults(release)


def test_a_quote_that_does_not_stand_in_the_text_is_found_when_all_else_was_made_to_fit(release: Path) -> None:
    """The database alone, with no hash to hold it against, still has the texts against it."""
    database = release / "hakusho.duckdb"
    in_database(release, 'update observations set "start" = "start" + 1, "end" = "end" + 1 where exact = \'150.8\'')
    found = verify(database, release / "raw").faults
    assert found[0].startswith("hakusho.duckdb: does not have the content of version")
    in_database(release, "update release_info set schema_version = '0.0.1'")  # whose hashes this program cannot know
    (fault, *_) = verify(database, release / "raw").faults
    assert fault == "observations of first at 52: offsets give '50.8 ', the row says '150.8'"


# A single changed byte anywhere


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_changed_byte_in_any_file_is_found_and_that_file_named(data: st.DataObject, made: Path) -> None:
    path = data.draw(
        st.sampled_from(sorted(path for path in made.rglob("*") if path.is_file() and path.stat().st_size))
    )
    offset = data.draw(st.integers(0, path.stat().st_size - 1))
    original, mode = path.read_bytes(), path.stat().st_mode
    path.chmod(0o644)
    try:
        flip(path, offset)
        assert path.relative_to(made).as_posix() in " ".join(verify(made, NOWHERE).faults)
    finally:
        path.write_bytes(original)
        path.chmod(mode)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_changed_byte_anywhere_in_the_archive_is_found(
    share: float, project: small_releases.Project, tmp_path: Path
) -> None:
    (archive,) = project.releases.glob("*.zip")
    copy = tmp_path / archive.name
    copy.write_bytes(archive.read_bytes())
    flip(copy, int(share * copy.stat().st_size))
    assert told(copy)


def told(path: Path) -> list[str]:
    """What is said of an archive: its faults, or why it cannot be opened at all."""
    try:
        return verify(path, NOWHERE).faults
    except UnreadableInput as error:
        return [str(error)]


def test_an_archive_with_a_damaged_file_names_the_file(project: small_releases.Project, tmp_path: Path) -> None:
    (archive,) = project.releases.glob("*.zip")
    copy = tmp_path / archive.name
    copy.write_bytes(archive.read_bytes())
    with zipfile.ZipFile(copy) as opened:
        entry = next(e for e in opened.infolist() if e.filename.endswith("data/numerals.parquet"))
    flip(copy, entry.header_offset + 30 + len(entry.filename) + 40)
    (fault,) = verify(copy, NOWHERE).faults
    assert fault.startswith("data/numerals.parquet: cannot be unpacked (Bad CRC-32")


# Signatures


def test_a_signature_is_held_against_those_who_may_sign(
    project: small_releases.Project, release: Path, tmp_path: Path
) -> None:
    signers, others = tmp_path / "signers", tmp_path / "others"
    signers.write_text("editors@example.org " + (project.folder / "key.pub").read_text())
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "k"], check=True)
    others.write_text("someone@example.org " + (tmp_path / "k.pub").read_text())
    assert verify(release, NOWHERE, signers).faults == []
    assert verify(release, NOWHERE, others).faults == [f"SHA256SUMS.sig: is by nobody who is in {others}"]
    (release / "SHA256SUMS.sig").unlink()
    assert verify(release, NOWHERE, signers).faults == ["SHA256SUMS.sig: is missing, so nobody signed this release"]


# The warehouse


def test_a_warehouse_is_checked_against_its_texts(project: small_releases.Project, tmp_path: Path) -> None:
    assert verify(project.warehouse, project.raw).faults == []
    shutil.copytree(project.raw, tmp_path / "raw")
    substitute(tmp_path / "raw" / "first.md", "150.8", "150.9")
    (tmp_path / "raw" / "second.md").unlink()
    (tmp_path / "raw" / "second.yaml").unlink()
    lost, changed = sorted(faults_of_warehouse(project, tmp_path / "raw"))
    assert lost == "documents: second has no transcription in raw/"
    assert changed.startswith("raw/first.md: is not the text that first was read from (")


def faults_of_warehouse(project: small_releases.Project, raw: Path) -> list[str]:
    return verify(project.warehouse, raw).faults


def test_a_warehouse_that_breaks_a_rule_is_told(project: small_releases.Project, tmp_path: Path) -> None:
    copy = tmp_path / "hakusho.duckdb"
    shutil.copy(project.warehouse, copy)
    copy.chmod(0o644)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("update observations set qualifier = 'perhaps' where exact = '3.9'")
    assert verify(copy, project.raw).faults == [
        "hakusho.duckdb: observations: qualifier is in vocabulary qualifier: broken in 1 row: first:o3.9"
    ]


# The command


def test_the_command_answers_with_its_exit_code(
    project: small_releases.Project, release: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify", str(release)]) == 0
    assert capfd.readouterr().out.endswith(f"{release} is as it was made\n")
    flip(release / "README.md")
    assert cli.main(["verify", str(release)]) == 1
    error = capfd.readouterr().err
    assert "\nREADME.md: was changed (" in error
    assert error.endswith(f"hakusho: {release} failed: 1 fault\n")


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("missing", "missing: does not exist; name a release, its archive or a database file"),
        (".", ": is no release; name a folder with SHA256SUMS in it, an archive or a database file"),
        ("text", "text: is no release, archive or DuckDB file; name one of these"),
        ("a.zip", "a.zip: is no archive that can be read (File is not a zip file); download it again"),
    ],
)
def test_what_is_no_release_is_refused_in_one_line(
    what: str, line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text").write_text("some text that is not a database\n" * 1000)
    (tmp_path / "a.zip").write_bytes(b"no archive")
    assert cli.main(["verify", str(tmp_path / what)]) == 2
    error = capfd.readouterr().err.strip().splitlines()[-1]
    assert error.endswith(line)
    assert error.startswith(f"hakusho: {tmp_path}")
