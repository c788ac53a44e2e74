"""What goes wrong with the disk, told in one line: where, what, and what to do about it; and whether it may pass."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

_REMEDIES = {
    errno.ENOSPC: "free some space, then {again}: what was there before is as it was",
    errno.EDQUOT: "free some space, then {again}: what was there before is as it was",
    errno.EFBIG: "raise the limit of the size of files (ulimit -f), then {again}",
    errno.EROFS: "make it writable, or name another place with {option}",
    errno.EACCES: "make it writable (chmod u+w), or name another place with {option}",
    errno.EPERM: "make it writable, or name another place with {option}",
}
_REMEDY = "see to that, then {again}"

_PASSING = frozenset(
    (
        errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOLCK, errno.ENOMEM,
        errno.ENETDOWN, errno.ENETUNREACH, errno.ECONNRESET, errno.EHOSTDOWN, errno.ESTALE, errno.ETIMEDOUT,
    )
)  # fmt: skip
"""What a busy machine or a network folder answers. A full disk or a missing permission wants a person."""


class WritingFailed(Exception):  # noqa: N818
    """A process that was to write files ended without having done so. Its text is what it said last."""


class StorageFault(Exception):  # noqa: N818
    """Something that could not be written. `is_passing` says whether it may work when it is tried again."""

    def __init__(self, where: Path, what: str, remedy: str, *, is_passing: bool) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.is_passing = is_passing


@dataclass(frozen=True)
class Writing:
    """What is done, as in "build again", and the option of the command that names another place for it."""

    again: str
    option: str


BUILD = Writing("build again", "--warehouse")
RELEASE = Writing("release again", "--releases")


@contextmanager
def storage_faults_told(where: Path, writing: Writing = BUILD) -> Iterator[None]:
    """Turn what the system or DuckDB answers when it cannot write into a StorageFault; `where` is what was written."""
    try:
        yield
    except OSError as error:
        raise _fault(where, error.errno, error.strerror or str(error), writing) from error
    except (duckdb.Error, WritingFailed) as error:
        number = _number_in(str(error))
        if number is None:
            raise
        raise _fault(where, number, os.strerror(number), writing) from error


def is_of_storage(error: duckdb.Error) -> bool:
    """Whether DuckDB failed because the system did not let it write."""
    return _number_in(str(error)) is not None


def _fault(where: Path, number: int | None, reason: str, writing: Writing) -> StorageFault:
    what = f"cannot be written ({reason})"
    remedy = _REMEDIES.get(number or 0, _REMEDY).format(again=writing.again, option=writing.option)
    return StorageFault(where, what, remedy, is_passing=number in _PASSING)


def _number_in(message: str) -> int | None:
    """The number of the system's error that a message of DuckDB ends with."""
    known = (*_REMEDIES, *_PASSING)
    return next((number for number in known if os.strerror(number) in message), None)
