"""One at a time: the lock that every build of a warehouse holds from its first step to its last, and every release of it.

Whoever holds it has a folder for temporary files, those of libraries too: what a killed build left in it is removed by
the next.

It is a lock of the operating system on a file in the staging of the warehouse, so that it is gone with the process that
held it, however that ended. Readers need no lock: what they have opened stays as it is. A release takes it, because it
opens the warehouse more than once and wants the same one each time.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from pipelines.progress import announce
from pipelines.warehouse.staging import LOCK, TEMPORARY, staging_folder
from pipelines.warehouse.storage import StorageFault, storage_faults_told


def lock_path(warehouse: Path) -> Path:
    """The file of the lock. It stays when nobody holds it; it then says nothing."""
    return staging_folder(warehouse) / LOCK


@contextmanager
def writing(warehouse: Path) -> Iterator[None]:
    """Be the only one to write this warehouse and its staging. Waits for another build or a release, and says so.

    StorageFault, if the folder of the warehouse does not take the lock.
    """
    with _lock_file(warehouse) as file, _held(file), _temporary_files(temporary_folder(warehouse)):
        yield


@contextmanager
def keeping(warehouse: Path) -> Iterator[None]:
    """Have the warehouse stay the same one meanwhile. Waits for a build that is under way, and says so.

    Where the folder of the warehouse may not be written, nobody builds: there it stays the same without a lock.
    """
    with ExitStack() as stack:
        if warehouse.is_file():
            with suppress(StorageFault):
                stack.enter_context(_held(stack.enter_context(_lock_file(warehouse))))
        yield


def require_writable(warehouse: Path) -> None:
    """StorageFault, if a build could not even begin to write this warehouse."""
    with storage_faults_told(warehouse.parent):
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=warehouse.parent):
            pass
    _lock_file(warehouse).close()


def _lock_file(warehouse: Path) -> IO[str]:
    path = lock_path(warehouse)
    with storage_faults_told(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+")


def temporary_folder(warehouse: Path) -> Path:
    """Where whoever holds the lock has temporary files."""
    return staging_folder(warehouse) / TEMPORARY


@contextmanager
def _held(file: IO[str]) -> Iterator[None]:
    _acquire(file)
    try:
        with storage_faults_told(Path(file.name).parent):
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
        yield
    finally:
        file.truncate(0)


@contextmanager
def _temporary_files(folder: Path) -> Iterator[None]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def _acquire(file: IO[str]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip()
        announce("waiting for another build or release of this warehouse" + (f" (process {holder})" if holder else ""))
        fcntl.flock(file, fcntl.LOCK_EX)
