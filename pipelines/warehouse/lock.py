"""One writer at a time: the lock that every build of a warehouse holds from its first step to its last.

Whoever holds it has a folder for temporary files, those of libraries too: what a killed build left in it is removed by
the next.

It is a lock of the operating system on a file in the staging of the warehouse, so that it is gone with the process that
held it, however that ended. Readers need no lock.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipelines.progress import announce
from pipelines.warehouse.staging import LOCK, TEMPORARY, staging_folder
from pipelines.warehouse.storage import storage_faults_told


def lock_path(warehouse: Path) -> Path:
    """The file of the lock. It stays when nobody holds it; it then says nothing."""
    return staging_folder(warehouse) / LOCK


@contextmanager
def writing(warehouse: Path) -> Iterator[None]:
    """Be the only one to write this warehouse and its staging. Waits for another build, and says so.

    StorageFault, if the folder of the warehouse does not take the lock.
    """
    with _lock_file(warehouse) as file:
        _acquire(file)
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            with _temporary_files(temporary_folder(warehouse)):
                yield
        finally:
            file.truncate(0)


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
        announce("waiting for another build of this warehouse" + (f" (process {holder})" if holder else ""))
        fcntl.flock(file, fcntl.LOCK_EX)
