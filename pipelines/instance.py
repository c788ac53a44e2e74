"""Dagster's home in the project: made ready, and put right where a killed run left something in it.

What its settings are stands in `dagster_settings`; what runs in it, in `pipelines.defs`; running the job in this process, in
`main_job`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.dagster_settings import SETTINGS, UNRECORDED, upgraded
from pipelines.progress import announce
from pipelines.project import DAGSTER_HOME

if TYPE_CHECKING:
    from dagster import DagsterInstance

PROCESS_TAG = "hakusho/process"
"""The tag of a run that says which process it is: its number and when that was started."""

_UNDER_WAY = ("STARTING", "STARTED", "CANCELING")


def dagster_home() -> str:
    """Where Dagster keeps its runs: as the environment says, else in the project. UnreadableInput, if it cannot be."""
    return os.environ.get("DAGSTER_HOME") or str(prepare_home(DAGSTER_HOME))


def prepare_home(home: Path) -> Path:
    """Dagster's home in the project, with our settings, and those that its owner changed."""
    from pipelines.intake.faults import UnreadableInput

    try:
        (home / ".nux").mkdir(parents=True, exist_ok=True)
        if not (home / ".nux" / "nux.yaml").exists():  # else the UI opens with an invitation to a newsletter
            (home / ".nux" / "nux.yaml").write_text("seen: 1\n", encoding="utf-8")
        _set(home / "dagster.yaml", home / ".written" / "dagster.yaml")
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise UnreadableInput(what, home, "make it writable, or name another folder in DAGSTER_HOME") from error
    return home


def _set(settings: Path, record: Path) -> None:
    """Write the settings, or what is new in them; `record` keeps what we wrote, to tell it from what others did."""
    present = settings.read_text(encoding="utf-8") if settings.exists() else SETTINGS
    content = upgraded(present, record.read_text(encoding="utf-8") if record.exists() else UNRECORDED)
    if content != present:
        announce(f"{settings}: brought up to date; what you changed is as it was")
    record.parent.mkdir(exist_ok=True)
    for path, text in ((settings, content), (record, SETTINGS)):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            replacement = path.with_name(f".{path.name}.{os.getpid()}")
            replacement.write_text(text, encoding="utf-8")
            replacement.replace(path)


@contextmanager
def project_instance() -> Iterator[DagsterInstance]:
    """The project's own instance, whose runs the UI shows; runs whose process is gone are marked in it."""
    from dagster import DagsterInstance

    os.environ["DAGSTER_HOME"] = dagster_home()
    with DagsterInstance.get() as instance:
        mark_lost_runs(instance)
        yield instance


def mark_lost_runs(instance: DagsterInstance) -> list[str]:
    """Mark the runs as failed that are under way, but whose process is gone. Returns their ids.

    Dagster notices this by itself only as long as its daemon lives, which may have been killed together with the run.
    """
    from dagster import DagsterRunStatus, RunsFilter

    lost = []
    for run in instance.get_runs(RunsFilter(statuses=[DagsterRunStatus(status) for status in _UNDER_WAY])):
        process = run.tags.get(PROCESS_TAG)
        if process is not None and process != process_identity(int(process.split(":")[0])):
            instance.report_run_failed(run, "The process of this run is gone: it was killed, or the machine restarted.")
            lost.append(run.run_id)
    return lost


def process_identity(process: int) -> str | None:
    """A process by its number and the moment of its start, because numbers are used again; None, if it is gone."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return f"{process}:{_started(process)}"


def _started(process: int) -> str:
    """When a process was started, in ticks since the machine was; only Linux tells."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return "unknown"
    return status.rpartition(")")[2].split()[19]
