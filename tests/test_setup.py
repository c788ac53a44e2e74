"""Set-up: what bootstrap.py does without any package. The only network is a small index on this machine."""

import ast
import functools
import hashlib
import http.server
import io
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import bootstrap

WHEEL = "pip-1.0-py3-none-any.whl"
LOGIN = "Basic dXNlcjpwQHNz"  # user:p@ss


def wheel_that_writes_its_arguments() -> bytes:
    """Stands for pip: run from inside the wheel, it leaves a file `ran` beside the environment's Python."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "pip/__main__.py",
            "import pathlib, sys\npathlib.Path(sys.prefix, 'ran').write_text('\\n'.join(sys.argv[1:]))\n",
        )
    return content.getvalue()


CONTENT = wheel_that_writes_its_arguments()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Index(http.server.BaseHTTPRequestHandler):
    """A package index with one file, and a second one at /private that asks for a login."""

    def do_GET(self) -> None:
        if self.path.startswith("/private/") and self.headers["Authorization"] != LOGIN:
            self.send_error(401)
            return
        pages = {
            "/simple/pip/": f'<a href="../../files/{WHEEL}#sha256=whatever">{WHEEL}</a>'.encode(),
            "/private/pip/": f'<a href="../files/{WHEEL}">{WHEEL}</a>'.encode(),
            f"/files/{WHEEL}": CONTENT,
            f"/private/files/{WHEEL}": CONTENT,
        }
        if self.path not in pages:
            self.send_error(404)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(pages[self.path])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=functools.partial(server.serve_forever, poll_interval=0.01), daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_CERT", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def fake_python(folder: Path, failing_when: str) -> str:
    """A Python whose `-m venv` fails when the shell condition over its arguments holds."""
    script = folder / "python3"
    script.write_text(
        f'#!/bin/sh\nif {failing_when}; then echo "ensurepip is not available"; exit 1; fi\n'
        f'exec "{bootstrap.PYTHON}" "$@"\n'
    )
    script.chmod(0o755)
    return str(script)


# --- Python too old ------------------------------------------------------------------------------------


def test_too_old_python_gets_one_line_with_both_versions_and_the_remedy() -> None:
    message = bootstrap.too_old(3, 9)
    assert message == (
        f"Hakusho needs Python 3.11 or newer; this is 3.9 ({sys.executable}). Name a newer one: make PYTHON=python3.11"
    )


def test_an_old_python_can_parse_the_script_and_so_reach_that_line() -> None:
    ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


# --- The environment: with and without ensurepip -------------------------------------------------------


def test_a_python_with_ensurepip_makes_the_environment_and_the_index_is_not_asked(tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/calls"\n')
    python.chmod(0o755)
    bootstrap.make_environment(tmp_path / "env", str(python), "http://no-such-index.invalid")
    assert (tmp_path / "calls").read_text() == f"-m venv --clear {tmp_path}/env\n"


def test_a_python_without_ensurepip_takes_pip_from_the_index(
    tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    python = fake_python(tmp_path, failing_when='[ "$4" != --without-pip ]')
    bootstrap.make_environment(tmp_path / "env", python, f"http://{host}/simple", WHEEL, SHA256)
    arguments = (tmp_path / "env" / "ran").read_text().split("\n")
    assert arguments[0] == "install"
    assert arguments[-1].endswith(WHEEL)
    assert f"no ensurepip: taking {WHEEL} from http://{host}/simple" in capsys.readouterr().out


def test_a_python_that_makes_no_environment_at_all_is_named(tmp_path: Path) -> None:
    python = fake_python(tmp_path, failing_when="true")
    with pytest.raises(bootstrap.SetupError) as error:
        bootstrap.make_environment(tmp_path / "env", python, "http://no-such-index.invalid")
    assert str(error.value) == f"{python} cannot make a virtual environment: ensurepip is not available"


# --- Taking a file from an index -----------------------------------------------------------------------


def test_the_fetched_file_is_the_one_of_the_index(tmp_path: Path, host: str) -> None:
    path = bootstrap.fetch(f"http://{host}/simple/", WHEEL, SHA256, tmp_path)
    assert path == tmp_path / WHEEL
    assert path.read_bytes() == CONTENT


def test_another_content_is_refused_and_not_kept(tmp_path: Path, host: str) -> None:
    with pytest.raises(bootstrap.SetupError) as error:
        bootstrap.fetch(f"http://{host}/simple", WHEEL, "0" * 64, tmp_path)
    url = f"http://{host}/files/{WHEEL}#sha256=whatever"
    assert str(error.value) == f"{url} was refused: its sha256 is {SHA256}, expected {'0' * 64}"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_the_index_lacks_is_named(tmp_path: Path, host: str) -> None:
    with pytest.raises(bootstrap.SetupError) as error:
        bootstrap.fetch(f"http://{host}/simple", "pip-2.0-py3-none-any.whl", SHA256, tmp_path)
    assert str(error.value) == (
        f"http://{host}/simple/pip/ lacks pip-2.0-py3-none-any.whl: set PIP_INDEX_URL to another index"
    )


def test_a_login_in_the_address_is_sent(tmp_path: Path, host: str) -> None:
    path = bootstrap.fetch(f"http://user:p%40ss@{host}/private", WHEEL, SHA256, tmp_path)
    assert path.read_bytes() == CONTENT


def test_a_login_never_gets_into_a_message(tmp_path: Path, host: str) -> None:
    with pytest.raises(bootstrap.SetupError) as error:
        bootstrap.fetch(f"http://user:wrong@{host}/private", WHEEL, SHA256, tmp_path)
    assert str(error.value) == (
        f"cannot read http://{host}/private/pip/ (HTTP Error 401: Unauthorized): "
        "set PIP_INDEX_URL to an index within reach"
    )


@pytest.mark.parametrize("index", ["http://127.0.0.1:1/simple", "no address", "http://[broken", "http://h:port"])
def test_an_index_that_cannot_be_read_is_one_line(tmp_path: Path, index: str) -> None:
    with pytest.raises(bootstrap.SetupError, match=r"^cannot read .*: set PIP_INDEX_URL to an index within reach$"):
        bootstrap.fetch(index, WHEEL, SHA256, tmp_path)


@pytest.mark.parametrize(
    "link",
    [
        f"https://files.example/ab/{WHEEL}#sha256=12",
        f"../../files/{WHEEL}",
        f"/files/{WHEEL}?token=1&amp;b=2",
        WHEEL.replace("-", "%2D"),
    ],
)
def test_a_link_is_found_in_every_form_that_an_index_may_write(link: str) -> None:
    page = f'<html><a name=top>{WHEEL}</a><A HREF="pip-1.0.tar.gz">x</A><a data-x="" href="{link}">y</a>'
    assert bootstrap.find_link(page, WHEEL) == link.replace("&amp;", "&")


def test_a_link_to_the_metadata_of_a_file_is_not_the_file() -> None:
    assert bootstrap.find_link(f'<a href="{WHEEL}.metadata">{WHEEL}</a>', WHEEL) is None


# --- What is redone ------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """A project folder, and the list of the steps that set-up took in it."""
    steps: list[str] = []
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.lock").write_text("duckdb==2.0.0\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    for step in ("make_environment", "install_packages", "install_project"):
        monkeypatch.setattr(bootstrap, step, lambda *_, step=step: steps.append(step))
    return tmp_path, steps


def test_packages_are_installed_once_and_again_when_the_lock_changes(project: tuple[Path, list[str]]) -> None:
    folder, steps = project
    everything = ["make_environment", "install_packages", "install_project"]
    for lock, expected in [
        ("duckdb==2.0.0\n", everything),
        ("duckdb==2.0.0\n", ["install_project"]),
        ("duckdb==2.0.1\n", everything),
    ]:
        (folder / "requirements.lock").write_text(lock)
        steps.clear()
        assert bootstrap.main() == 0
        assert steps == expected


def test_a_failed_set_up_says_why_and_is_not_taken_as_done(
    project: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = project

    def fail(*_: object) -> None:
        raise bootstrap.SetupError("no room on the disk")

    monkeypatch.setattr(bootstrap, "install_packages", fail)
    assert bootstrap.main() == 1
    assert capsys.readouterr().err == "no room on the disk\n"
    assert not (folder / ".venv" / "installed").exists()


def test_the_end_of_pips_output_is_shown_when_packages_cannot_be_installed(tmp_path: Path) -> None:
    environment, lock = tmp_path / "env", tmp_path / "requirements.lock"
    lock.write_text("duckdb==2.0.0 --hash=sha256:0\n")
    (environment / "bin").mkdir(parents=True)
    python = environment / "bin" / "python"
    python.write_text("#!/bin/sh\nfor n in $(seq 40); do echo line $n; done; echo ERROR: hashes differ; exit 1\n")
    python.chmod(0o755)
    with pytest.raises(bootstrap.SetupError) as error:
        bootstrap.install_packages(environment, lock)
    message = str(error.value).split("\n")
    assert message[0] == f"pip could not install the packages of {lock}:"
    assert (message[1], message[-1], len(message)) == ("line 27", "ERROR: hashes differ", 16)


# --- The project folder --------------------------------------------------------------------------------


def test_the_transcription_is_the_file_that_its_sidecar_describes() -> None:
    raw = bootstrap.ROOT / "raw"
    sidecar = (raw / "mic-ict-white-paper-2021-ch1.yaml").read_text(encoding="utf-8")
    content = (raw / "mic-ict-white-paper-2021-ch1.md").read_bytes()
    assert f"\nsha256: {hashlib.sha256(content).hexdigest()}\n" in sidecar


def test_every_command_of_the_makefile_is_listed_by_make_help() -> None:
    makefile = (bootstrap.ROOT / "Makefile").read_text()
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    help_lines = subprocess.run(
        ["make", "--silent", "help"], cwd=bootstrap.ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [line.split()[1] for line in help_lines] == phony
