"""Starting Dagster's web interface with its daemon, which runs schedules and sensors; and addresses of what is shown."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from pathlib import Path
from urllib.parse import quote

from pipelines.instance import dagster_home, project_instance
from pipelines.intake.faults import UnreadableInput
from pipelines.project import WORKSPACE

FIRST_PORT = 3000
_PORTS_TRIED = 100


def serve(host: str, port: int | None) -> None:
    """Become the process that serves the interface, at a free port if none is named.

    UnreadableInput, if the port is taken, the workspace is not there, or the interface of this project already runs.
    """
    if not WORKSPACE.exists():
        raise UnreadableInput("does not exist", WORKSPACE, "run hakusho ui in the folder of the project")
    if port is None:
        port = free_port(host)
    else:
        require_free(host, port)
    home = dagster_home()
    _be_the_only_one(Path(home))
    with project_instance():
        pass  # so that runs which died with the interface before are marked, and can be started again
    print(f"http://{host}:{port} (stop it with Ctrl-C)", flush=True)
    os.chdir(WORKSPACE.parent)
    os.execve(sys.executable, command(host, port), {**os.environ, "DAGSTER_HOME": home})


def command(host: str, port: int) -> list[str]:
    """The command that starts web server and daemon together."""
    python = [sys.executable, "-m", "dagster", "dev"]
    return [*python, "--workspace", str(WORKSPACE), "--host", host, "--port", str(port), "--log-level", "warning"]


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


def _be_the_only_one(home: Path) -> None:
    """Hold a lock as long as the interface runs: two daemons would start every scheduled run twice."""
    held = os.open(home / "interface.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        process = os.read(held, 20).decode(errors="replace").strip()
        what = f"is used by an interface that already runs (process {process})"
        raise UnreadableInput(what, home, "use that one, or stop it first") from error
    os.truncate(held, 0)
    os.write(held, f"{os.getpid()}\n".encode())
    os.set_inheritable(held, True)


def finding_url(document_id: str, finding_id: str) -> str:
    """The address of a finding on the page of its report, within the site of a release."""
    return f"site/{quote(document_id)}/index.html#finding-{quote(finding_id)}"
