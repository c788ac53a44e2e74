"""Starting Dagster's web interface with its daemon, which runs schedules and sensors."""

from __future__ import annotations

import os
import socket
import sys
from urllib.parse import quote

from pipelines.intake.faults import UnreadableInput
from pipelines.main_job import dagster_home
from pipelines.project import WORKSPACE


def serve(host: str, port: int) -> None:
    """Become the process that serves the interface. UnreadableInput, if port or workspace are not there."""
    _require_free(host, port)
    if not WORKSPACE.exists():
        raise UnreadableInput("does not exist", WORKSPACE, "run hakusho ui in the folder of the project")
    environment = {**os.environ, "DAGSTER_HOME": dagster_home()}
    os.chdir(WORKSPACE.parent)
    os.execve(sys.executable, command(host, port), environment)


def command(host: str, port: int) -> list[str]:
    """The command that starts web server and daemon together."""
    python = [sys.executable, "-m", "dagster", "dev"]
    return [*python, "--workspace", str(WORKSPACE), "--host", host, "--port", str(port)]


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            where = f"{host}:{port}"
            raise UnreadableInput(f"is not free ({reason})", where, "choose another with --port") from error


def finding_url(document_id: str, finding_id: str) -> str:
    """The address of a finding on the page of its report, within the site of a release."""
    return f"site/{quote(document_id)}/index.html#finding-{quote(finding_id)}"
