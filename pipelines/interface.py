"""Starting Dagster's web server and its daemon, which runs schedules and sensors; and addresses of what is shown.

These two are what Dagster's documentation has run as services; `dagster dev` and `dg dev` are for developing a pipeline.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from pipelines.instance import dagster_home, project_instance
from pipelines.intake.faults import UnreadableInput
from pipelines.project import WORKSPACE

FIRST_PORT = 3000
_PORTS_TRIED = 100
_PATIENCE = 30
"""Seconds in which the processes end when they are asked to."""

REPORTS = "/reports"
"""Where the web server has the pages of the reports."""


class InterfaceEnded(Exception):  # noqa: N818
    """A process of the interface ended by itself. Its text is one line."""


def serve(host: str, port: int | None) -> None:
    """Serve the interface until interrupted, at a free port if none is named.

    InterfaceEnded, if one of its processes ends by itself. UnreadableInput, if the port is taken, the workspace is not
    there, or the interface of this project already runs.
    """
    if not WORKSPACE.exists():
        raise UnreadableInput("does not exist", WORKSPACE, "run hakusho ui in the folder of the project")
    if port is None:
        port = free_port(host)
    else:
        require_free(host, port)
    home = dagster_home()
    lock = _be_the_only_one(Path(home))
    with project_instance():
        pass  # so that runs which died with the interface before are marked, and can be started again
    print(f"http://{host}:{port} (stop it with Ctrl-C)", flush=True)
    environment = {**os.environ, "DAGSTER_HOME": home}
    processes = {
        # They hold the lock as well: it is free when the last of them is gone.
        name: subprocess.Popen(
            command,
            cwd=WORKSPACE.parent,
            env=environment,
            pass_fds=(lock,),
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        for name, command in commands(host, port).items()
    }
    _watch(processes)


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The commands that start the web server and the daemon."""
    python, workspace = [sys.executable, "-m"], ["--workspace", str(WORKSPACE)]
    at, quiet = ["--host", host, "--port", str(port)], ["--code-server-log-level", "warning"]
    return {
        "web server": [*python, "pipelines.webserver", *workspace, *at, "--dagster-log-level", "warning", *quiet],
        "daemon": [*python, "dagster._daemon", "run", *workspace, "--log-level", "warning", *quiet],
    }


def _watch(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Wait until somebody interrupts, or one of the processes ends; then end them all."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while not (ended := [name for name, process in processes.items() if process.poll() is not None]):
            time.sleep(1)
        raise InterfaceEnded(f"the {ended[0]} ended by itself (exit code {processes[ended[0]].returncode})")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for process in processes.values():
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
        until = time.monotonic() + _PATIENCE
        for process in processes.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def _end_with_parent() -> None:
    """Let this process end with the one that started it, also if that is killed; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def free_port(host: str, first: int = FIRST_PORT) -> int:
    """The first free port from 3000 on. UnreadableInput, if a hundred of them are taken, or the host is none of ours."""
    for port in range(first, first + _PORTS_TRIED):
        try:
            require_free(host, port)
        except UnreadableInput:
            continue
        return port
    where = f"{host}:{first} to {first + _PORTS_TRIED - 1}"
    raise UnreadableInput("has no free port", where, "choose another with --port, or another --host")


def require_free(host: str, port: int) -> None:
    """UnreadableInput, if nobody can serve at this port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            where = f"{host}:{port}"
            raise UnreadableInput(f"is not free ({reason})", where, "choose another with --port") from error


def _be_the_only_one(home: Path) -> int:
    """Hold a lock as long as the interface runs: two daemons would start every scheduled run twice. Returns the file."""
    held = os.open(home / "interface.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        process = os.read(held, 20).decode(errors="replace").strip()
        what = f"is used by an interface that already runs (process {process})"
        raise UnreadableInput(what, home, "use that one, or stop it first") from error
    os.truncate(held, 0)
    os.write(held, f"{os.getpid()}\n".encode())
    return held


def finding_url(finding_id: str) -> str:
    """The address of a finding on the page of its report, at the web server that shows it."""
    return f"{REPORTS}/finding/{quote(finding_id, safe='')}"
