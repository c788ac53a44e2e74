"""The command as a user types it: output, exit codes, and the one line that says what is wrong."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import handmade
import pytest
from test_intake import SHA, SIDECAR

from pipelines import cli
from pipelines.instance import prepare_home
from pipelines.interface import commands, free_port
from pipelines.jsonlines import encoded

TESTS = Path(__file__).parent
# `hakusho` with the handmade engine, in a process of its own.
HAKUSHO = f"""
import sys
sys.path[:0] = [{str(TESTS)!r}, {str(TESTS.parent)!r}]
import handmade
sys.modules["pipelines.document"] = handmade.engine()
from pipelines.cli import main
"""


def hakusho(*arguments: object, code: str = "sys.exit(main())", **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HAKUSHO + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def refused(engine: None, capfd: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run the command, which must end with exit code 2 and one line; returns that line."""

    def run(*arguments: object) -> str:
        assert cli.main([str(argument) for argument in arguments]) == 2
        output = capfd.readouterr()
        assert output.out == ""
        assert output.err.endswith("\n")
        assert output.err.count("\n") == 1
        return output.err.removeprefix("hakusho: ").rstrip()

    return run


def lines(capfd: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, object]]:
    assert cli.main(["extract", *map(str, arguments)]) == 0
    output = capfd.readouterr()
    assert output.err == ""
    return [json.loads(line, parse_float=Decimal) for line in output.out.splitlines()]


# extract


def test_extract_prints_a_table_as_json_lines(engine: None, raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    numerals = lines(capfd, raw / "survey.md", "--table", "numerals")
    assert [(row["exact"], row["role"]) for row in numerals][:2] == [
        ("3.9", "observation"),
        ("150.8", "observation"),
    ]
    assert all(handmade.TEXT[int(str(r["start"])) : int(str(r["end"]))] == r["exact"] for r in numerals)


def test_extract_prints_observations_with_exact_numbers(
    engine: None, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    change, *_ = lines(capfd, raw / "survey.md")
    assert (change["value"], change["lower"], change["upper"]) == (
        Decimal("3.9"),
        Decimal("3.85"),
        Decimal("3.95"),
    )
    assert change["time_period"] is None


def test_extract_nests_what_belongs_to_a_relation(engine: None, raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (relation,) = lines(capfd, raw / "survey.md", "--table", "relations")
    assert relation["computed"] == [Decimal("4.2"), Decimal("4.4")]
    assert relation["operands"] == [
        {"start": 35, "end": 38, "role": "change"},
        {"start": 51, "end": 56, "role": "from"},
        {"start": 68, "end": 73, "role": "to"},
    ]
    assert [repair["suggestion"] for repair in relation["repairs"]] == [  # type: ignore[attr-defined]
        Decimal("4.3"),
        Decimal("150.4"),
        Decimal("146.9"),
    ]


def test_extract_gives_findings_an_id(engine: None, raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (finding,) = lines(capfd, raw / "survey.md", "--table", "findings")
    assert finding["id"] == finding["finding_id"] == "survey:x"


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Decimal("-83739000000"), "-83739000000"),
        (Decimal("4E+3"), "4000"),
        (Decimal("0.0000000001"), "0.0000000001"),
        (Decimal("150.80"), "150.80"),
        ({"a": [None, True, "白書"]}, '{"a": [null, true, "白書"]}'),
        ("two\u2028lines\n", '"two\\u2028lines\\n"'),
    ],
)
def test_json_keeps_digits_and_stays_on_one_line(value: object, line: str) -> None:
    assert encoded(value) == line
    assert len(encoded(value).splitlines()) == 1


def test_extract_reads_standard_input_as_stored() -> None:
    process = hakusho("extract", "-", "--table", "numerals", stdin=subprocess.PIPE)
    out, err = process.communicate(b"\xef\xbb\xbf" + handmade.TEXT.replace("\n", "\r\n").encode())
    assert (process.returncode, err) == (0, b"")
    assert json.loads(out.splitlines()[0])["start"] == handmade.TEXT.index("3.9") + 1 + 2


def test_extract_takes_the_calendar_from_the_sidecar(
    engine: None, raw: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def extract(text: str, document_id: str, fiscal_year_start: int, *, recompute: bool = True) -> handmade.Extraction:
        seen.append(fiscal_year_start)
        return handmade.extract(text, document_id)

    monkeypatch.setattr(sys.modules["pipelines.document"], "extract", extract)
    lines(capfd, raw / "survey.md")
    (raw / "survey.yaml").write_text(SIDECAR)
    lines(capfd, raw / "survey.md")
    assert seen == [1, 4]


@pytest.mark.parametrize(
    ("setting", "value", "line"),
    [
        ("HAKUSHO_DOCUMENT_SECONDS", "1", "long.md: took longer than 1 seconds; split it"),
        ("HAKUSHO_DOCUMENT_MEGABYTES", "120", "long.md: needs more memory than 120 MB; split it"),
    ],
)
def test_extract_has_the_limits_of_a_build(setting: str, value: str, line: str, raw: Path) -> None:
    (raw / "long.md").write_text("In 2020 sales rose 5% to 7 units, and 8.5% of 47 firms said so.\n\n" * 20_000)
    command = [sys.executable, "-m", "pipelines.cli", "extract", str(raw / "long.md")]
    done = subprocess.run(command, capture_output=True, env={**os.environ, setting: value}, cwd=TESTS.parent)
    assert (done.returncode, done.stdout) == (2, b"")
    (told,) = done.stderr.decode().splitlines()
    assert line in told
    assert told.endswith(f"or raise {setting}")


def test_extract_stops_quietly_when_nobody_reads() -> None:
    text = handmade.TEXT + " 2008" * 20_000
    process = hakusho("extract", "-", "--table", "numerals", stdin=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(text.encode())
    process.stdin.close()
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def test_extract_imports_nothing_that_is_slow() -> None:
    code = "main(); print({'dagster', 'pandas', 'duckdb', 'pyarrow', 'pandera', 'rich'} & set(sys.modules))"
    process = hakusho("extract", "-", "--table", "findings", code=code, stdin=subprocess.PIPE)
    out, _ = process.communicate(b"no numbers here")
    assert out == b"set()\n"


# What cannot be used


def test_unreadable_files_are_refused(refused, raw: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name, data in {"empty": b"", "binary": b"a\0", "latin": b"\xe9", "long": b"x" * 20_000_000}.items():
        (raw / f"{name}.md").write_bytes(data)
    assert refused("extract", raw / "empty.md").endswith("empty.md: is empty; give a transcription with text in it")
    assert "binary.md: is binary (a NUL byte at offset 1)" in refused("extract", raw / "binary.md")
    assert "latin.md: is not UTF-8 (byte 0xE9 at offset 0)" in refused("extract", raw / "latin.md")
    assert "long.md: has a line of 20,000,000 characters" in refused("extract", raw / "long.md")
    assert refused("extract", raw).endswith("raw: is a directory; name a file in it")
    assert refused("extract", raw / "none.md").endswith("none.md: does not exist; check the name")


def test_a_file_without_permission_is_refused(refused, raw: Path, unreadable) -> None:  # type: ignore[no-untyped-def]
    unreadable(raw / "survey.md")
    assert refused("extract", raw / "survey.md").endswith("survey.md: may not be read; allow it with chmod u+r")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("- no fields", "is not a list of named fields"),
        (SIDECAR.replace("title: Survey of firms\n", ""), "misses the field title"),
        (SIDECAR.replace(SHA, "f" * 64), "describes another file"),
    ],
)
def test_a_faulty_sidecar_is_refused(refused, raw: Path, content: str, line: str) -> None:  # type: ignore[no-untyped-def]
    (raw / "survey.yaml").write_text(content)
    assert f"survey.yaml: {line}" in refused("extract", raw / "survey.md")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "the following arguments are required: COMMAND; see hakusho --help"),
        (["bild"], "argument COMMAND: invalid choice: 'bild'"),
        (["extract"], "the following arguments are required: FILE; see hakusho extract --help"),
        (["extract", "a.md", "--table", "x"], "argument --table: invalid choice: 'x'"),
        (["ui", "--port", "many"], "argument --port: invalid int value: 'many'"),
        (["build", "--raw", "/nowhere"], "/nowhere: is no folder that can be read"),
        (["build", "--warehouse", "/tmp"], "/tmp: is a directory; name a file for the warehouse"),
    ],
)
def test_wrong_usage_is_refused(refused, arguments: list[str], line: str) -> None:  # type: ignore[no-untyped-def]
    assert refused(*arguments).startswith(line)


def test_a_folder_without_documents_is_refused(refused, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert refused("build", "--raw", tmp_path).endswith(
        "holds no document; put a transcription there (.md, .txt, .html or .adoc)"
    )


def test_a_failure_of_the_engine_is_exit_code_1(engine: None, raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (raw / "choking.md").write_text("choke")
    assert cli.main(["extract", str(raw / "choking.md")]) == 1
    error = capfd.readouterr().err
    assert error.startswith(f"hakusho: {raw}/choking.md: the engine failed (ValueError in handmade.py:")


def test_a_port_that_is_taken_is_refused(refused) -> None:  # type: ignore[no-untyped-def]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused("ui", "--port", port) == (
            f"127.0.0.1:{port}: is not free (Address already in use); choose another with --port"
        )


# ui


def test_a_free_port_is_found(engine: None) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 100


def test_a_second_interface_on_the_same_home_is_refused(refused, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    with (tmp_path / "interface.lock").open("w") as held:
        held.write("123\n")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        assert refused("ui") == (
            f"{tmp_path}: is used by an interface that already runs (process 123); use that one, or stop it first"
        )


def test_the_interface_has_its_home_in_the_project(tmp_path: Path) -> None:
    home = prepare_home(tmp_path / ".dagster")
    assert "telemetry:\n  enabled: false" in (home / "dagster.yaml").read_text()
    assert (home / ".nux" / "nux.yaml").exists()
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: true\n")
    prepare_home(home)
    assert "enabled: true" in (home / "dagster.yaml").read_text()  # what the user changed stays
    assert [command[1:3] for command in commands("127.0.0.1", 3000).values()] == [
        ["-m", "pipelines.webserver"],
        ["-m", "dagster._daemon"],
    ]


# build


def build(raw: Path, warehouse: Path, **options: str) -> subprocess.Popen[bytes]:
    return hakusho("build", "--raw", raw, "--warehouse", warehouse, **options)


def documents(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return int(connection.execute("select count(*) from documents").fetchall()[0][0])


def test_build_publishes_and_reports(raw: Path, warehouse: Path) -> None:
    (raw / "survey.yaml").write_text(SIDECAR)
    (raw / "broken.md").write_text(" ")
    process = build(raw, warehouse)
    out, err = process.communicate()
    assert process.returncode == 0, err.decode()
    report = " ".join(out.decode().split())
    assert "survey Survey of firms yes 146" in report
    assert "survey 24 8 3 1/0 0/1/0" in report
    assert "error inconsistent relation: The levels differ by 4.2 to 4.4, not by 3.9." in report
    assert "Left out: 1 raw/broken.md: is empty;" in report
    assert err.decode().splitlines()[:2] == ["reading broken", "reading survey"]
    assert err.decode().splitlines()[-1] == "publishing the warehouse"
    assert documents(warehouse) == 1


WRONG_OFFSET = """
extract = handmade.extract
def wrong(*arguments, **options):
    extraction = extract(*arguments, **options)
    extraction.tables["observations"][0]["start"] -= 1
    return extraction
sys.modules["pipelines.document"].extract = wrong
sys.exit(main())
"""


def test_a_build_that_a_check_stops_is_exit_code_1(raw: Path, warehouse: Path) -> None:
    process = build(raw, warehouse, code=WRONG_OFFSET)
    _, err = process.communicate()
    assert process.returncode == 1
    check, end = [line for line in err.decode().splitlines() if line.startswith("hakusho: ")]
    assert check.startswith(
        "hakusho: check quotes failed on readings: document_id survey, table observations, offset 34"
    )
    assert end.endswith(f"{warehouse} is as it was before")
    assert not warehouse.exists()


PAUSE = """
import time
from pipelines import progress
def pause(what):
    if what == "accepting the warehouse":
        print("paused", flush=True)
        time.sleep(60)
from pipelines.main_job import run_build
from pathlib import Path
with progress.listening(pause):
    run_build(Path(sys.argv[3]), Path(sys.argv[5]))
"""


def test_a_killed_build_leaves_the_old_warehouse_and_the_next_one_succeeds(raw: Path, warehouse: Path) -> None:
    assert build(raw, warehouse).wait() == 0
    (raw / "second.md").write_text(handmade.TEXT)
    killed = build(raw, warehouse, code=PAUSE)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"paused\n"
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    assert documents(warehouse) == 1
    assert [path.name for path in warehouse.parent.glob("*.candidate*")] == ["hakusho.duckdb.candidate"]

    assert build(raw, warehouse).wait() == 0
    assert documents(warehouse) == 2
    assert list(warehouse.parent.glob("*.candidate*")) == []
