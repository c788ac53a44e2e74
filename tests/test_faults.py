"""What goes wrong in years of running: kills, full disks, missing permissions, two builds, hostile files.

After each fault the published warehouse is whole, what went wrong is told in one line, and the next build succeeds.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import handmade
import pytest
import small_releases
from test_cli import HAKUSHO, build, documents, hakusho
from test_intake import SIDECAR

from pipelines import instance, main_job
from pipelines.defs.faults import RETRIES, faults_handled
from pipelines.extraction import extract_folder
from pipelines.instance import PROCESS_TAG, mark_lost_runs, prepare_home, process_identity
from pipelines.intake.faults import UnreadableInput, printable
from pipelines.limits import Limits
from pipelines.main_job import run_build
from pipelines.release.publishing import versions_in
from pipelines.release.verifying import verify
from pipelines.warehouse.build import build_candidate
from pipelines.warehouse.lock import keeping, lock_path, writing
from pipelines.warehouse.staging import PUBLISHED, staging_folder
from pipelines.warehouse.storage import StorageFault, storage_faults_told

TESTS = Path(__file__).parent


def complaints(stderr: bytes) -> list[str]:
    return [line.removeprefix("hakusho: ") for line in stderr.decode().splitlines() if line.startswith("hakusho: ")]


def left(folder: Path) -> set[str]:
    """What lies in the folder of the warehouse, and in its staging beside the segments."""
    staging = folder / "hakusho.duckdb.staging"
    segments = {path.parent for path in staging.glob("*/contents.parquet")}
    return {path.name for path in folder.iterdir()} | {path.name for path in staging.iterdir() if path not in segments}


CLEAN = {"hakusho.duckdb", "hakusho.duckdb.staging", ".lock", PUBLISHED}


# Kills


def killed(tmp_path: Path, kills: int, seed: int, what: str = "killing") -> None:
    """Builds or releases that are killed at random moments; see `killing` and `killing_releases`."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, str(TESTS / f"{what}.py"), str(tmp_path), str(kills), str(seed)],
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1])["left"] == []
    assert list(temporary.iterdir()) == []
    if what == "killing":
        assert left(tmp_path / "warehouse") == CLEAN


def test_a_killed_build_leaves_the_old_warehouse_and_the_next_one_needs_no_cleaning(tmp_path: Path) -> None:
    killed(tmp_path, 2, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("what", ["killing", "killing_releases"])
def test_two_hundred_kills_at_random_moments(what: str, tmp_path: Path) -> None:
    killed(tmp_path, 200, seed=7, what=what)


# The disk


def no_large_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def no_privileges() -> None:
    """Have the permissions of files hold for root too: without the capabilities to override them."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability)  # PR_CAPBSET_DROP


def test_a_disk_that_takes_no_more_is_told_in_one_line_and_nothing_is_lost(raw: Path, warehouse: Path) -> None:
    assert build(raw, warehouse).wait() == 0
    (raw / "second.md").write_text(handmade.TEXT)
    full = build(raw, warehouse, preexec_fn=no_large_files)  # type: ignore[arg-type]
    _, err = full.communicate()
    assert full.returncode == 1
    assert complaints(err)[0] == (
        f"{warehouse.parent}: cannot be written (File too large); raise the limit of the size of files (ulimit -f),"
        " then build again"
    )
    assert len(complaints(err)) == 2
    assert documents(warehouse) == 1
    assert left(warehouse.parent) == CLEAN


@pytest.mark.parametrize("what", ["folder", "staging"])
def test_a_folder_that_may_not_be_written_is_told_in_one_line(what: str, raw: Path, warehouse: Path) -> None:
    folder = staging_folder(warehouse) if what == "staging" else warehouse.parent
    folder.mkdir(parents=True)
    folder.chmod(0o555)
    refused = build(raw, warehouse, preexec_fn=no_privileges)  # type: ignore[arg-type]
    _, err = refused.communicate()
    folder.chmod(0o755)
    assert refused.returncode == 1
    assert complaints(err) == [
        f"{folder}: cannot be written (Permission denied); make it writable (chmod u+w),"
        " or name another place with --warehouse"
    ]


RELEASING = """
import small_releases
from pipelines.release import gates
sys.modules["pipelines.document"] = small_releases.engine()
gates.acceptance_checks = gates.metadata_checks = lambda *_: []
sys.exit(main(["release", "--raw", sys.argv[1], "--warehouse", sys.argv[2], "--releases", sys.argv[3]]))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> small_releases.Project:
    """A project that has a release, and something new for the next one."""
    monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
    made = small_releases.Project(tmp_path / "project")
    made.add("survey")
    made.build()
    assert releasing(made).wait() == 0
    made.add("second")
    made.build()
    return made


def releasing(project: small_releases.Project, **options: Any) -> subprocess.Popen[bytes]:
    return hakusho(project.raw, project.warehouse, project.releases, code=RELEASING, **options)


BUILDING = """
import small_releases
sys.modules["pipelines.document"] = small_releases.engine()
sys.exit(main(["build", "--raw", sys.argv[1], "--warehouse", sys.argv[2]]))
"""


def building(project: small_releases.Project) -> subprocess.Popen[bytes]:
    """A build by the same engine as that of the release, which makes no correction that no file holds."""
    return hakusho(project.raw, project.warehouse, code=BUILDING)


def standing(project: small_releases.Project) -> set[str]:
    return {path.name for path in project.releases.iterdir() if path.name != ".lock"}


@pytest.mark.parametrize("limit", [100_000, 3_000_000], ids=["texts", "database"])
def test_a_disk_that_takes_no_more_of_a_release_is_told_in_one_line(
    limit: int, project: small_releases.Project
) -> None:
    before = standing(project)
    full = releasing(project, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    _, err = full.communicate()
    if full.returncode == 0:
        pytest.skip("a release of this size fits")
    assert full.returncode == 1
    assert complaints(err) == [
        f"{project.releases}: cannot be written (File too large); raise the limit of the size of files (ulimit -f),"
        " then release again",
        f"no release was made; {project.releases} is as it was before",
    ]
    assert standing(project) == before
    assert releasing(project).wait() == 0


def test_releases_that_may_not_be_written_are_told_in_one_line(project: small_releases.Project) -> None:
    before = standing(project)
    project.releases.chmod(0o555)
    (project.releases / ".lock").chmod(0o444)
    refused = releasing(project, preexec_fn=no_privileges)
    _, err = refused.communicate()
    project.releases.chmod(0o755)
    assert refused.returncode == 1
    assert complaints(err)[0] == (
        f"{project.releases}: cannot be written (Permission denied); make it writable (chmod u+w),"
        " or name another place with --releases"
    )
    assert standing(project) == before


def test_a_warehouse_that_may_not_be_written_can_be_released(project: small_releases.Project) -> None:
    staging = staging_folder(project.warehouse)
    for path in (project.warehouse.parent, staging):
        path.chmod(0o555)
    (staging / ".lock").unlink(missing_ok=True)
    done = releasing(project, preexec_fn=no_privileges)
    _, err = done.communicate()
    for path in (project.warehouse.parent, staging):
        path.chmod(0o755)
    assert done.returncode == 0, err.decode()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "No space left on device); free some space"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "Read-only file system); make it writable"),
        (duckdb.IOException('IO Error: Could not write "x": No space left on device'), "(No space left on device)"),
    ],
)
def test_what_the_system_answers_is_told_with_place_and_remedy(error: Exception, line: str, tmp_path: Path) -> None:
    with pytest.raises(StorageFault) as told, storage_faults_told(tmp_path):
        raise error
    assert str(told.value).startswith(f"{tmp_path}: cannot be written (")
    assert line in str(told.value)
    assert not told.value.is_passing


def test_other_errors_of_duckdb_are_not_taken_for_faults_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(duckdb.BinderException), storage_faults_told(tmp_path):
        raise duckdb.BinderException("no such column")


def attempt(error: Exception, tmp_path: Path, retries: int = 0) -> Any:
    class Context:
        retry_number = retries

    with pytest.raises((dg.Failure, dg.RetryRequested)) as caught, faults_handled(Context(), tmp_path):  # type: ignore[arg-type]
        raise error
    return caught.value


def test_passing_faults_are_retried_with_growing_pauses(tmp_path: Path) -> None:
    stale = OSError(errno.ESTALE, os.strerror(errno.ESTALE))
    pauses = []
    for retries in range(RETRIES):
        retry = attempt(stale, tmp_path, retries)
        assert isinstance(retry, dg.RetryRequested)
        pauses.append(retry.seconds_to_wait)
    assert pauses == [5, 20, 80]
    assert isinstance(attempt(stale, tmp_path, RETRIES), dg.Failure)


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), UnreadableInput("is no folder", "raw", "name a folder")],
    ids=["full disk", "no folder"],
)
def test_lasting_faults_are_not_retried(error: Exception, tmp_path: Path) -> None:
    failure = attempt(error, tmp_path)
    assert isinstance(failure, dg.Failure)
    assert not failure.allow_retries
    assert "\n" not in str(failure.description)


# Two builds


def test_of_two_builds_one_waits_and_says_so(raw: Path, warehouse: Path) -> None:
    with writing(warehouse):
        second = build(raw, warehouse)
        assert second.stderr is not None
        line = second.stderr.readline().decode()
        assert line == f"waiting for another build or release of this warehouse (process {os.getpid()})\n"
        assert not warehouse.exists()
    _, err = second.communicate()
    assert second.returncode == 0, err.decode()
    assert documents(warehouse) == 1


def test_a_release_waits_for_a_build_and_a_build_for_a_release(
    project: small_releases.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(project.warehouse):
        release = releasing(project)
        assert release.stderr is not None
        line = f"waiting for another build or release of this warehouse (process {os.getpid()})\n"
        assert release.stderr.readline().decode() == line
    _, err = release.communicate()
    assert release.returncode == 0, err.decode()
    with keeping(project.warehouse):
        built = build(project.raw, project.warehouse)
        assert built.stderr is not None
        assert built.stderr.readline().decode() == line
    assert built.wait() == 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_builds_and_releases_at_once_never_mix(project: small_releases.Project) -> None:
    """Whichever comes first, a release is of one state of the folder: a number in one document is that in the other."""
    for number in range(6):
        for name in ("survey", "second"):
            project.add(name, handmade.TEXT + f"In {number}.")
        started = [building(project), releasing(project), building(project)]
        for process in started:
            _, err = process.communicate()
            assert process.returncode in (0, 2), err.decode()
            assert len(complaints(err)) == (process.returncode != 0)
        project.build()
        assert releasing(project).wait() == 0
    for version in versions_in(project.releases):
        folder = project.releases / str(version)
        assert verify(folder, project.raw).faults == []
        if str(version).endswith((".0", ".1")):
            continue
        with duckdb.connect(str(folder / "hakusho.duckdb"), read_only=True) as connection:
            numbers = connection.execute(
                "select distinct arg_max(exact, start) over (partition by document_id) from numerals"
            ).fetchall()
        assert len(numbers) == 1, version


def test_the_lock_is_gone_with_the_process_that_held_it(warehouse: Path) -> None:
    code = f"""
import sys, time
from pathlib import Path
from pipelines.warehouse.lock import writing
with writing(Path({str(warehouse)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=TESTS.parent) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with lock_path(warehouse).open() as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        holder.kill()
    with writing(warehouse):
        pass


# Runs whose process is gone

RUN = (
    HAKUSHO
    + """
import os, time
from pathlib import Path
from pipelines import instance, main_job, progress
raw, warehouse, home = map(Path, sys.argv[1:])
main_job.RAW, main_job.WAREHOUSE, instance.DAGSTER_HOME = raw, warehouse, home
def pause(what):
    if what == "building the warehouse":
        print("paused", flush=True)
        time.sleep(60)
with progress.listening(pause):
    main_job.run_build(raw, warehouse)
"""
)


def test_a_run_that_was_killed_is_marked_and_the_next_one_succeeds(
    engine: None, raw: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("DAGSTER_HOME", "")
    command = [sys.executable, "-c", RUN, str(raw), str(warehouse), str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"paused\n"
        process.send_signal(signal.SIGKILL)
    for module, name, value in (
        (main_job, "RAW", raw),
        (main_job, "WAREHOUSE", warehouse),
        (instance, "DAGSTER_HOME", home),
    ):
        monkeypatch.setattr(module, name, value)
    outcome = run_build(raw, warehouse)
    assert outcome.published
    with dg.DagsterInstance.get() as kept:
        runs = {run.run_id: run for run in kept.get_runs()}
        (lost,) = set(runs) - {outcome.run_id}
        assert runs[lost].status is dg.DagsterRunStatus.FAILURE
        assert runs[lost].tags[PROCESS_TAG].startswith(f"{process.pid}:")
        assert runs[outcome.run_id].status is dg.DagsterRunStatus.SUCCESS
        (told,) = [
            record.message for record in kept.all_logs(lost) if record.is_dagster_event
            and record.get_dagster_event().event_type_value == "PIPELINE_FAILURE"
        ]  # fmt: skip
        assert "it was killed, or the machine restarted" in told
        assert mark_lost_runs(kept) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_interface_is_killed_with_its_run_and_the_run_is_started_again(tmp_path: Path) -> None:
    """All of it in a copy of the project: UI, daemon and the run that its sensor asked for, killed at once."""
    project = tmp_path / "project"
    for name in ("pipelines", "schemas", "workspace.yaml", "pyproject.toml"):
        source = TESTS.parent / name
        shutil.copytree(source, project / name) if source.is_dir() else shutil.copy(source, project / name)
    (project / "raw").mkdir()
    (project / "raw" / "long.md").write_text(
        "In 2020 sales rose 5% to 7 units, and 8.5% of 47 firms said so.\n\n" * 40_000
    )
    home = str(project / ".dagster")
    environment = {**os.environ, "PYTHONPATH": str(project), "DAGSTER_HOME": home}

    def interface() -> subprocess.Popen[bytes]:
        prepare_home(Path(home))
        command = [sys.executable, "-m", "pipelines.cli", "ui"]
        return subprocess.Popen(
            command, cwd=project, env=environment, start_new_session=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip

    def await_run(status: dg.DagsterRunStatus) -> str:
        begun = time.monotonic()
        while time.monotonic() - begun < 500:
            time.sleep(1)
            if not (Path(home) / "history" / "runs.db").exists():
                continue
            with dg.DagsterInstance.from_config(home) as kept:
                found = kept.get_runs(dg.RunsFilter(statuses=[status]))
                if found and (status is not dg.DagsterRunStatus.STARTED or PROCESS_TAG in found[0].tags):
                    return found[0].run_id
        raise TimeoutError(status)

    def kill(process: subprocess.Popen[bytes]) -> None:
        """The whole family, as the machine does when it loses its power."""
        for _ in range(3):
            for path in Path("/proc").glob("[0-9]*"):
                with suppress(OSError):
                    if (
                        f"DAGSTER_HOME={home}\0".encode() in (path / "environ").read_bytes()
                        and int(path.name) != os.getpid()
                    ):
                        os.kill(int(path.name), signal.SIGKILL)
        process.wait()

    first = interface()
    try:
        lost = await_run(dg.DagsterRunStatus.STARTED)
    finally:
        kill(first)
    second = interface()
    try:
        assert await_run(dg.DagsterRunStatus.FAILURE) == lost
        again = await_run(dg.DagsterRunStatus.SUCCESS)
    finally:
        kill(second)
    with dg.DagsterInstance.from_config(home) as kept:
        (record,) = kept.get_run_records(dg.RunsFilter(run_ids=[again]))
        assert record.dagster_run.parent_run_id == lost
    assert left(project / "warehouse") == CLEAN


def test_a_process_is_known_by_its_start_too() -> None:
    mine = process_identity(os.getpid())
    assert mine is not None
    assert mine.startswith(f"{os.getpid()}:")
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert process_identity(process.pid) is None


# Hostile files

BOMB = "\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)])
HOSTILE_SIDECARS = {
    "bomb": "a0: &a0 [x]\n" + BOMB,
    "object": "!!python/object/apply:os.system ['touch /tmp/hakusho-was-here']",
    "deep": "[" * 50_000,
    "path": SIDECAR.replace("title: Survey of firms", "title: ../../x\nchapter: ../../../etc/passwd"),
    "script": SIDECAR.replace("title: Survey of firms", "title: <script>alert(1)</script>"),
    "sql": SIDECAR.replace("title: Survey of firms", 'title: "\'); drop table documents; --"'),
    "turned": SIDECAR.replace("title: Survey of firms", 'title: "a\\u202eb\\u0007"'),
    "huge": "title: " + "x" * 200_000,
}
HOSTILE_TEXTS = {
    "nul": b"5%\0",
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b; rose 5% to 7</p>' * 50,
    "nested": b"<div>" * 20_000 + b"5%",
    "scripted": b"<script>alert('5%')</script>\n\nSales rose 5% to <img src=x onerror=alert(1)>7 units.\n",
    "quoted": b"Sales rose 5%'); drop table observations; -- to 7 units.\n",
    "turning": "Sales rose \u202e5%\u202c to 7 units, =cmd|' /C calc'!A0.\n".encode(),
}


@pytest.fixture
def hostile(raw: Path) -> Path:
    """A folder of files by people who mean harm, and the one good document."""
    for name, sidecar in HOSTILE_SIDECARS.items():
        (raw / f"{name}.md").write_text(handmade.TEXT)
        (raw / f"{name}.yaml").write_text(sidecar)
    for name, text in HOSTILE_TEXTS.items():
        (raw / f"{name}.html").write_bytes(text)
    for name in ("..x.md", "a\u202eb.md", "a\nb.md", "-rf.md", "a;b'.md", "<script>.md", "%2e%2e.md"):
        (raw / name).write_text(handmade.TEXT)
    (raw / "link.md").symlink_to("/etc/passwd")
    (raw / "loop.md").symlink_to(raw / "loop.md")
    return raw


def test_hostile_files_are_refused_or_kept_as_data(hostile: Path, warehouse: Path) -> None:
    staging = staging_folder(warehouse)
    outcomes = {outcome.document_id: outcome.left_out for outcome in extract_folder(hostile, staging, Limits(1))}
    reasons = {name: reason for name, reason in outcomes.items() if reason}
    assert set(outcomes) - set(reasons) == {
        "survey", "path", "script", "sql", "turned", "entities", "nested", "scripted", "quoted", "turning",
    } | ({"link"} & set(outcomes))  # fmt: skip
    assert "aliases are not allowed" in reasons["bomb"]
    assert "is not valid YAML" in reasons["object"]
    assert "is not valid YAML" in reasons["deep"]
    assert "is larger than 100 KB" in reasons["huge"]
    assert "NUL byte" in reasons["nul"]
    assert not Path("/tmp/hakusho-was-here").exists()
    assert all(reason.isprintable() and len(reason) < 500 for reason in reasons.values())
    assert {path.parent.parent for path in warehouse.parent.rglob("*.parquet")} == {staging}
    with duckdb.connect(str(build_candidate(staging, warehouse).path), read_only=True) as connection:
        titles = dict(connection.execute("select document_id, title from documents").fetchall())
        quotes = connection.execute("select count(*) from observations where document_id = 'quoted'").fetchall()
    assert titles["sql"] == "'); drop table documents; --"
    assert titles["path"] == "../../x, ../../../etc/passwd"
    assert quotes[0][0] > 0


def test_what_turns_writing_around_is_shown_as_escapes() -> None:
    assert printable("a\u202eb\x07\x1b[31m 白書") == "a\\u202eb\\x07\\x1b[31m 白書"


def test_a_document_that_wants_too_much_memory_is_left_out_alone(raw: Path, warehouse: Path) -> None:
    (raw / "greedy.md").write_text("In 2020 sales rose 5% to 7 units, and 8.5% of 47 firms said so.\n\n" * 40_000)
    bounds = Limits(workers=1, megabytes=500)
    outcomes = {one.document_id: one for one in extract_folder(raw, staging_folder(warehouse), bounds)}
    assert str(outcomes["greedy"].left_out).startswith("raw/greedy.md: needs more memory than")
    assert outcomes["survey"].left_out is None


def test_a_document_that_takes_too_long_is_left_out_alone(raw: Path, warehouse: Path) -> None:
    (raw / "long.md").write_text("In 2020 sales rose 5% to 7 units, and 8.5% of 47 firms said so.\n\n" * 100_000)
    bounds = Limits(workers=1, seconds=4)
    outcomes = {one.document_id: one for one in extract_folder(raw, staging_folder(warehouse), bounds)}
    assert str(outcomes["long"].left_out).startswith("raw/long.md: took longer than 4 seconds; split it")
    assert outcomes["survey"].left_out is None


# Many documents of which some are broken

BREAKING: list[Callable[[Path], object]] = [
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"%PDF-1.7"),
    lambda path: path.write_bytes(b"5\0"),
    lambda path: path.write_bytes(b"\xe9"),
    lambda path: path.with_suffix(".yaml").write_text("- no fields"),
    lambda path: path.with_suffix(".yaml").write_text(SIDECAR),  # of another file
    lambda path: path.with_suffix(".corrections.yaml").write_text("labels: 5"),
    lambda path: path.write_text("choke"),
    lambda path: path.with_suffix(".yml").write_text("title: x"),
    lambda path: (path.unlink(), path.mkdir()),
]


def test_of_a_thousand_documents_a_hundred_broken_ones_are_findings(engine: None, raw: Path, warehouse: Path) -> None:
    (raw / "survey.md").unlink()
    broken = {}
    for number in range(1000):
        path = raw / f"report {number:03}.md"
        path.write_text(handmade.TEXT + f"{number}")
        if number % 10 == 3:
            BREAKING[number // 10 % 10](path)
            broken[path.stem] = path.name
    staging = staging_folder(warehouse)
    outcomes = list(extract_folder(raw, staging, Limits(1)))
    assert len(outcomes) == 1000
    with duckdb.connect(str(build_candidate(staging, warehouse).path), read_only=True) as connection:
        assert connection.execute("select documents, left_out from dataset_info").fetchall() == [(900, 100)]
        found = dict(
            connection.execute("select document_id, message from findings where kind = 'left_out_document'").fetchall()
        )
    assert set(found) == set(broken)
    assert all(found[name].startswith(f"raw/{name}") and "; " in found[name] for name in broken)
    assert all(outcome.unchanged for outcome in extract_folder(raw, staging, Limits(1)))
