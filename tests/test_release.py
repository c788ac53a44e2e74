"""Making releases: what a version holds, when there is a new one, what is withdrawn, and what stops one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import handmade
import pytest
import small_releases
from small_releases import Project

from pipelines import cli
from pipelines.intake.faults import UnreadableInput
from pipelines.release import gates, inputs
from pipelines.release.making import GateClosed, make_release
from pipelines.release.verifying import verify
from pipelines.release.versions import Version, next_version, parsed
from pipelines.warehouse.build import open_warehouse
from pipelines.warehouse.staging import staging_folder

EPOCH = "1767312000"  # 2026-01-02T00:00:00Z
LATER = "1772582400"  # 2026-03-04T00:00:00Z


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
    small_releases.without_slow_gates(monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.add("first")
    made.build()
    return made


def release(project: Project, **options: Any) -> str:
    project.build()
    return make_release(project.warehouse, project.raw, project.releases, **options).version


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with open_warehouse(folder / "hakusho.duckdb") as connection:
        return connection.execute(query).fetchall()


# What a release consists of


def test_a_release_has_its_parts_and_an_archive_of_the_same(project: Project) -> None:
    folder = project.releases / release(project)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    tables = (
        "documents sources figures numerals observations relations relation_operands repairs corrections findings"
        " withdrawn release_info figure_values"
    ).split()
    assert files == {
        *("README.md CHANGELOG.md LICENSE ATTRIBUTION.md CITATION.cff .zenodo.json SHA256SUMS hakusho.duckdb".split()),
        *("datapackage.json croissant.json quality/report.html quality/report.json".split()),
        *("changes/summary.md changes/summary.json changes/row_changes.csv changes/value_changes.csv".split()),
        *("provenance/build.json provenance/schema.json raw/first.md raw/first.yaml".split()),
        *(f"data/{table}.{form}" for table in tables for form in ("csv", "parquet")),
    }
    with zipfile.ZipFile(project.releases / "hakusho-2026.1.0.zip") as archive:
        assert {name.removeprefix("hakusho-2026.1.0/") for name in archive.namelist()} == files


def test_nobody_can_write_into_a_release_by_mistake(project: Project) -> None:
    folder = project.releases / release(project)
    assert {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_file()} == {"0o444"}
    assert oct((project.releases / "hakusho-2026.1.0.zip").stat().st_mode & 0o777) == "0o444"


def test_the_database_holds_the_tables_views_comments_and_facts_and_nothing_else(project: Project) -> None:
    folder = project.releases / release(project)
    assert rows(folder, "select version, previous_version, released_at, documents from release_info") == [
        ("2026.1.0", None, "2026-01-02T00:00:00Z", 1)
    ]
    assert rows(folder, "select count(*) from duckdb_columns() where comment is null and not internal") == [(0,)]
    assert rows(folder, "select view_name from duckdb_views() where not internal order by all") == [
        ("coverage",), ("decided_findings",), ("figure_values",), ("open_findings",),
    ]  # fmt: skip
    assert b"candidate" not in (folder / "hakusho.duckdb").read_bytes()


def test_every_file_and_column_is_described(project: Project) -> None:
    folder = project.releases / release(project)
    package = json.loads((folder / "datapackage.json").read_text())
    described = {resource["path"] for resource in package["resources"]}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert present - described == {"datapackage.json", "croissant.json", "SHA256SUMS"}
    assert all(resource["bytes"] >= 0 and resource["hash"].startswith("sha256:") for resource in package["resources"])
    fields = [field for resource in package["resources"] for field in resource.get("schema", {}).get("fields", ())]
    assert len(fields) > 250
    assert all(field["description"] for field in fields)
    croissant = json.loads((folder / "croissant.json").read_text())
    assert {file["contentUrl"] for file in croissant["distribution"]} == described


def test_a_document_without_sidecar_is_named_and_not_published(project: Project) -> None:
    project.add("draft", sidecar=False)
    project.add("broken", "choke", sidecar=False)
    sys.modules["pipelines.document"] = small_releases.engine(_choking)
    project.build()
    outcome = make_release(project.warehouse, project.raw, project.releases)
    assert list(outcome.left_out) == ["broken", "draft"]
    assert outcome.left_out["draft"] == "it has no sidecar that says who may use it"
    assert "the grammar choked" in outcome.left_out["broken"]
    assert rows(outcome.folder, "select document_id from documents") == [("first",)]
    assert rows(outcome.folder, "select distinct document_id from findings") == [("first",)]
    assert not list(outcome.folder.rglob("*draft*"))
    assert json.loads((outcome.folder / "quality/report.json").read_text())["left_out"] == dict(outcome.left_out)


def _choking(text: str, document_id: str, fiscal_year_start: int = 1, **_: object) -> handmade.Extraction:
    if "choke" in text:
        raise ValueError("the grammar choked")
    return small_releases.extract(text, document_id)


# Versions


@pytest.mark.parametrize("text", ["2026.1.0", "2026.12.10"])
def test_a_version_is_read_and_written_alike(text: str) -> None:
    assert str(parsed(text)) == text


@pytest.mark.parametrize(
    "text", ["2026.01.0", "v2026.1.0", "2026.13.0", "2026.1", "2026.1.0 ", ".making-x", "2026.1.٣"]
)
def test_what_is_no_version_is_none(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize(
    ("previous", "date", "expected"),
    [
        (None, (2026, 11), "2026.11.0"),
        ("2026.11.0", (2026, 11), "2026.11.1"),
        ("2026.11.9", (2026, 11), "2026.11.10"),
        ("2026.11.3", (2026, 12), "2026.12.0"),
        ("2026.12.0", (2027, 1), "2027.1.0"),
        ("2026.11.3", (2026, 2), "2026.11.4"),  # a clock that goes back does not take the versions back
    ],
)
def test_the_next_version(previous: str | None, date: tuple[int, int], expected: str) -> None:
    assert str(next_version(parsed(previous) if previous else None, datetime(*date, 5, tzinfo=UTC))) == expected


def test_ten_is_after_nine() -> None:
    assert sorted([Version(2026, 11, 10), Version(2026, 9, 1), Version(2026, 11, 9)])[-1] == Version(2026, 11, 10)


def test_the_date_is_that_of_the_newest_input_where_no_other_is_set(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    for number, path in enumerate(sorted(project.raw.iterdir())):
        os.utime(path, (0, int(EPOCH) + 86_400 * number + 3_600))
    folder = project.releases / release(project)
    assert rows(folder, "select version, released_at from release_info") == [("2026.1.0", "2026-01-03T00:00:00Z")]


def test_the_date_of_a_file_that_git_knows_is_that_of_its_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("a")
    os.utime(path, (0, int(LATER)))
    when = {"GIT_COMMITTER_DATE": "2026-01-02T20:00:00Z", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z"}
    for command in ("init -q", "add a.md", "-c user.name=a -c user.email=a@b commit -q -m a"):
        subprocess.run(["git", "-C", tmp_path, *command.split()], check=True, env={**os.environ, **when})
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert inputs.release_time([path]) == (datetime(2026, 1, 2, tzinfo=UTC), "newest input")
    path.write_text("another text")
    os.utime(path, (0, int(LATER)))
    assert inputs.release_time([path])[0] == datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["soon", "-1", "99999999999999999999", "1.5"])
def test_a_date_that_is_none_is_refused(epoch: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UnreadableInput, match=f"^SOURCE_DATE_EPOCH: is '{epoch}'; give the seconds since 1970"):
        release(project)
    assert [path.name for path in project.releases.iterdir()] == [".lock"]


# A new version only for new content


def test_unchanged_content_makes_no_release_and_says_so(project: Project, capfd: pytest.CaptureFixture[str]) -> None:
    command = ["release", "--raw", project.raw, "--warehouse", project.warehouse, "--releases", project.releases]
    assert cli.main(list(map(str, command))) == 0
    sums = (project.releases / "2026.1.0/SHA256SUMS").read_bytes()
    project.build()  # at another time
    assert cli.main(list(map(str, command))) == 0
    assert capfd.readouterr().out.endswith("2026.1.0 stands: the content is the same, so no release was made\n")
    assert [path.name for path in project.releases.iterdir() if path.is_dir()] == ["2026.1.0"]
    assert (project.releases / "2026.1.0/SHA256SUMS").read_bytes() == sums


def test_one_report_more_is_a_new_version_whose_changes_are_just_its_rows(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first = release(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    project.add("second")
    second = release(project)
    assert (first, second) == ("2026.1.0", "2026.3.0")
    folder = project.releases / second
    changes = json.loads((folder / "changes/summary.json").read_text())
    assert {name: counts["added"] for name, counts in changes["tables"].items()} == {
        "documents": 1, "sources": 1, "figures": 1, "numerals": 8, "observations": 3, "relations": 1,
        "relation_operands": 3, "repairs": 3, "corrections": 0, "findings": 1,
    }  # fmt: skip
    assert not any(counts["removed"] or counts["changed"] for counts in changes["tables"].values())
    assert cli.main(["diff", str(project.releases / first), str(folder), "--format", "json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert {(row["document_id"], row["change"]) for row in told["rows"]} == {("second", "added")}
    assert len(told["rows"]) == 22
    assert "- documents added: second" in (folder / "CHANGELOG.md").read_text()
    assert (folder / "CHANGELOG.md").read_text().count("\n## ") == 2
    assert verify(folder, project.raw).faults == []


def test_a_corrected_reading_is_a_patch_listed_row_by_row(project: Project) -> None:
    release(project)
    sys.modules["pipelines.document"] = small_releases.engine(_read_better)
    shutil.rmtree(staging_folder(project.warehouse))  # what was read before, by the code as it was
    folder = project.releases / release(project)
    assert folder.name == "2026.1.1"
    lines = (folder / "changes/value_changes.csv").read_text().splitlines()
    assert lines[1:] == [
        '"observations","first:o146.5","unit","index","point"',
        '"observations","first:o150.8","unit","index","point"',
    ]
    assert "observations `first:o146.5`: `146.5` (unit: `index` → `point`)" in (
        folder / "changes/summary.md"
    ).read_text().replace("`observations`", "observations")


def _read_better(text: str, document_id: str, fiscal_year_start: int = 1, **_: object) -> handmade.Extraction:
    extraction = small_releases.extract(text, document_id)
    for row in extraction.tables["observations"]:
        row["unit"] = "point" if row["unit"] == "index" else row["unit"]
    return extraction


def test_another_text_beside_the_same_rows_is_another_release(project: Project) -> None:
    release(project)
    sidecar = project.raw / "first.yaml"
    sidecar.write_text(sidecar.read_text() + "# checked once more\n")
    assert release(project) == "2026.1.1"


def test_a_release_is_never_overwritten(project: Project) -> None:
    version = release(project)
    (project.releases / version / "provenance/build.json").chmod(0o644)
    before = sorted(path.name for path in project.releases.iterdir())
    (project.releases / version / "README.md").chmod(0o644)
    (project.releases / version / "README.md").write_text("changed")
    project.add("second")
    with pytest.raises(GateClosed) as closed:
        release(project)
    (line,) = closed.value.failures
    assert line.startswith(f"changes: {project.releases / version}: README.md: was changed (")
    assert line.endswith("; restore the release before a new one is made")
    assert sorted(path.name for path in project.releases.iterdir()) == before


# Withdrawn rows


def test_rows_that_are_gone_keep_their_ids_with_the_reason(project: Project) -> None:
    project.add("second")
    release(project)
    project.remove("second")
    project.add("first", handmade.TEXT.replace(" (Figure 1)", ""))
    folder = project.releases / release(project)
    gone = rows(
        folder, "select table_name, row_id, status, reason, last_version, withdrawn_in from withdrawn order by all"
    )
    assert ("figures", "second:f1", "document_gone") in [row[:3] for row in gone]
    assert (
        "relations", "first:r", "text_changed",
        '"3.9": the transcription was changed, and no longer states it so', "2026.1.0", "2026.1.1",
    ) in gone  # fmt: skip
    assert ("repairs", "first:r/2", "text_changed") in [row[:3] for row in gone]
    assert verify(folder, project.raw).faults == []


def test_a_document_that_may_no_longer_be_released_is_withdrawn_with_the_reason(project: Project) -> None:
    project.add("second")
    release(project)
    (project.raw / "second.yaml").unlink()
    folder = project.releases / release(project)
    assert rows(folder, "select distinct document_id, status from withdrawn") == [("second", "document_not_released")]
    (reason,) = rows(folder, "select reason from withdrawn where table_name = 'documents'")[0]
    assert reason.endswith("could not be read (it has no sidecar that says who may use it)")


def test_the_list_of_the_withdrawn_is_carried_on_and_what_comes_back_leaves_it(project: Project) -> None:
    project.add("second")
    release(project)
    project.remove("second")
    release(project)
    project.add("third", "Confidence was 150.8 in 2008.\n\nSurvey 2020\n")
    folder = project.releases / release(project)
    assert rows(folder, "select distinct document_id, last_version, withdrawn_in from withdrawn") == [
        ("second", "2026.1.0", "2026.1.1")
    ]
    project.add("second")
    folder = project.releases / release(project)
    assert rows(folder, "select count(*) from withdrawn") == [(0,)]


# Gates


def test_a_rule_of_the_schema_closes_the_gate(project: Project) -> None:
    refuse(project, "update observations set qualifier = 'perhaps' where exact = '3.9'",
           "schema: observations is as declared: observations: qualifier is in vocabulary qualifier:"
           " broken in 1 row: first:o3.9")  # fmt: skip


def test_a_wrong_quote_closes_the_gate(project: Project) -> None:
    refuse(project, "update observations set exact = '150.9' where exact = '150.8'",
           "quotes: the offsets of every row give back the characters that it quotes: observations of first at 51:"
           " offsets give '150.8', the row says '150.9'")  # fmt: skip


def test_a_digit_without_numeral_closes_the_gate(project: Project) -> None:
    refuse(project, "delete from numerals where exact = '2008'",
           "ledger: every digit of every transcription lies in exactly one numeral: numerals of first at 60:"
           " digit '2008 to 146.' is in no numeral")  # fmt: skip


def refuse(project: Project, spoil: str, line: str) -> None:
    project.warehouse.chmod(0o644)
    with duckdb.connect(str(project.warehouse)) as connection:
        connection.execute(spoil)
    with pytest.raises(GateClosed) as closed:
        make_release(project.warehouse, project.raw, project.releases)
    assert line in closed.value.failures
    assert [path.name for path in project.releases.iterdir()] == [".lock"]


def test_a_closed_gate_is_exit_code_1_with_its_lines(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    check = gates.Check("acceptance", "n", "something holds", False, "it does not")
    monkeypatch.setattr(gates, "acceptance_checks", lambda *_: [check])
    command = ["release", "--raw", project.raw, "--warehouse", project.warehouse, "--releases", project.releases]
    assert cli.main(list(map(str, command))) == 1
    assert capfd.readouterr().err.splitlines()[-2:] == [
        "hakusho: acceptance: something holds: it does not",
        f"hakusho: no release was made; {project.releases} is as it was before",
    ]


def test_a_schema_that_changed_more_than_its_version_says_closes_the_gate(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(project)
    build = project.releases / "2026.1.0/provenance/schema.json"
    old = json.loads(build.read_text())
    old["observations"]["columns"]["mood"] = dict(old["observations"]["columns"]["unit"])
    check = gates.schema_version_check("1.3.0", old, json.loads(build.read_text()))
    assert not check.passed
    assert check.observed == ("1.3.0 before, at least 2.0.0 now, 1.3.0 declared (column of observations removed: mood)")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda p: (p.raw / "first.md").unlink(), "raw: has no document first any more"),
        (
            lambda p: p.add("first", handmade.TEXT + "more"),
            "first.md: is not what the warehouse was built from: another",
        ),
        (lambda p: _retitle(p), "first.md: is not what the warehouse was built from: another title"),
        (lambda p: _correct(p), "first.md: is not what the warehouse was built from: another corrections"),
        (lambda p: p.warehouse.unlink(), "hakusho.duckdb: does not exist"),
    ],
)
def test_a_warehouse_that_is_out_of_date_is_refused(spoil: Any, reason: str, project: Project) -> None:
    spoil(project)
    with pytest.raises(UnreadableInput) as refused:
        make_release(project.warehouse, project.raw, project.releases)
    assert reason in str(refused.value)
    assert str(refused.value).endswith("run hakusho build, then release again")


def _retitle(project: Project) -> None:
    sidecar = project.raw / "first.yaml"
    sidecar.write_text(sidecar.read_text().replace("title: Survey first", "title: Another"))


def _correct(project: Project) -> None:
    (project.raw / "first.corrections.yaml").write_text(
        "labels:\n- quote: {exact: '150.8'}\n  indicator: confidence\n  by: E\n  date: 2026-01-01\n"
    )


def test_without_a_document_to_release_there_is_no_release(tmp_path: Path) -> None:
    project = Project(tmp_path / "p")
    project.add("draft", sidecar=False)
    project.build()
    with pytest.raises(UnreadableInput, match=r"has no document that may be released; add a sidecar to one"):
        make_release(project.warehouse, project.raw, project.releases)


# Whole or not at all

KILLED = """
import os, signal, sys
sys.path[:0] = {path!r}
import small_releases
sys.modules["pipelines.document"] = small_releases.engine()
from pathlib import Path
from pipelines.release import gates, making, publishing
gates.acceptance_checks = gates.metadata_checks = lambda *_: []
steps = 0
def step(*_):
    global steps
    steps += 1
    if steps == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
def watch(frame, event, _):
    if event == "call" and "pipelines/release" in frame.f_code.co_filename:
        step()
sys.setprofile(watch)
p = Path(sys.argv[2])
making.make_release(p / "warehouse/hakusho.duckdb", p / "raw", p / "releases")
print(steps)
"""


@pytest.fixture
def run_to(project: Project) -> Any:
    tests = str(Path(__file__).parent)
    code = KILLED.format(path=[tests, str(Path(tests).parent)])

    def run(steps: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, str(steps), str(project.folder)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


def test_killing_a_release_anywhere_leaves_no_half_made_version(project: Project, run_to: Any) -> None:
    project.build()
    total = int(run_to(10**9).stdout)
    finished = (project.releases / "2026.1.0/SHA256SUMS").read_bytes()
    shutil.rmtree(project.releases)
    for share in (0.3, 0.9, 0.97, 0.995):
        killed = run_to(int(total * share))
        assert killed.returncode == -signal.SIGKILL
        standing = [path.name for path in project.releases.iterdir() if not path.name.startswith(".")]
        if "2026.1.0" in standing:
            assert verify(project.releases / "2026.1.0", project.raw).faults == []
        else:
            assert standing == []
    outcome = make_release(project.warehouse, project.raw, project.releases)
    assert (outcome.folder / "SHA256SUMS").read_bytes() == finished
    assert sorted(path.name for path in project.releases.iterdir()) == [".lock", "2026.1.0", "hakusho-2026.1.0.zip"]


def test_an_archive_that_was_never_packed_is_packed_by_the_next_run(project: Project) -> None:
    release(project)
    archive = project.releases / "hakusho-2026.1.0.zip"
    content = archive.read_bytes()
    archive.unlink()
    assert not make_release(project.warehouse, project.raw, project.releases).is_new
    assert archive.read_bytes() == content


def test_two_releases_at_once_are_not_made(project: Project) -> None:
    from pipelines.release.publishing import workshop

    started = time.monotonic()
    with workshop(project.releases), pytest.raises(UnreadableInput, match="is in use by another release; wait until"):
        make_release(project.warehouse, project.raw, project.releases)
    assert time.monotonic() - started < 5


def test_further_pages_become_part_of_the_release(project: Project) -> None:
    def add_site(folder: Path) -> None:
        (folder / "site").mkdir()
        (folder / "site/index.html").write_text("<!doctype html>")
        (folder / "site/data.json").write_text("{}")

    folder = project.releases / release(project, add_site=add_site)
    assert "  site/index.html\n" in (folder / "SHA256SUMS").read_text()
    assert verify(folder, project.raw).faults == []


def test_a_signed_release_says_so(project: Project, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    folder = project.releases / release(project, signing_key=key)
    assert (folder / "SHA256SUMS.sig").read_text().startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert verify(folder, project.raw).faults == []


def test_a_key_that_cannot_sign_makes_no_release(project: Project, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("no key")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(UnreadableInput, match="cannot sign"):
        release(project, signing_key=tmp_path / "key")
    with pytest.raises(UnreadableInput, match="is no key file"):
        release(project, signing_key=tmp_path / "none")
    assert [path.name for path in project.releases.iterdir()] == [".lock"]
