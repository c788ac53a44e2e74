"""Where releases stand, and how one comes to stand there: whole, in one step, and for good.

A release is made in a hidden folder beside the others and renamed at the end, under a lock: whoever holds it knows that
every other hidden folder is left from a process that died.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.intake.faults import UnreadableInput
from pipelines.release.archive import archive_name
from pipelines.release.versions import Version, parsed

_MAKING = ".making-"
_LOCK = ".lock"


@contextmanager
def workshop(releases: Path) -> Iterator[Path]:
    """A new hidden folder in which a release is made; it is gone afterwards, whatever happens.

    What dead processes left is removed first. UnreadableInput, if another process is making a release there.
    """
    try:
        releases.mkdir(parents=True, exist_ok=True)
        with (releases / _LOCK).open("w") as lock:
            _acquire(lock.fileno(), releases)
            for stray in releases.glob(f"{_MAKING}*"):
                shutil.rmtree(stray, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=_MAKING, dir=releases))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UnreadableInput("is no folder", releases, "name the folder of the releases") from error


def versions_in(releases: Path) -> list[Version]:
    """The versions that stand in a folder of releases, earliest first."""
    if not releases.is_dir():
        return []
    return sorted(version for path in releases.iterdir() if path.is_dir() and (version := parsed(path.name)))


def publish_release(made: Path, archive: Path, releases: Path, version: str) -> Path:
    """Put a finished release and its archive in their places. FileExistsError, if that version stands already."""
    target = releases / version
    if target.exists():
        raise FileExistsError(f"{target} stands already, and a release is never changed")
    for path in (*made.rglob("*"), archive):
        if path.is_file():
            path.chmod(0o444)
            _sync(path)
    for path in (made, *(path for path in made.rglob("*") if path.is_dir())):
        path.chmod(0o755)  # whatever the umask of this process
        _sync(path)
    os.rename(made, target)
    os.replace(archive, releases / archive_name(version))
    _sync(releases)
    return target


def _acquire(descriptor: int, releases: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise UnreadableInput("is in use by another release", releases, "wait until that one is done") from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
