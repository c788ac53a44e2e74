"""The archive of a release: a ZIP file that depends on nothing but the files in it."""

from __future__ import annotations

import shutil
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pipelines.intake.faults import UnreadableInput
from pipelines.release.checksums import paths_of

_COMPRESSED = frozenset({".parquet", ".png", ".woff2"})
_MODE = stat.S_IFREG | 0o444


def archive_name(version: str) -> str:
    """The name of the archive of a version, beside its folder."""
    return f"hakusho-{version}.zip"


def write_archive(folder: Path, path: Path, version: str, moment: datetime) -> None:
    """Pack the folder: files in order of their paths, all of the same time and mode, below a folder of the version."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in paths_of(folder):
            entry = zipfile.ZipInfo(f"hakusho-{version}/{name}", moment.astimezone(UTC).timetuple()[:6])
            entry.external_attr = _MODE << 16
            entry.create_system = 3  # Unix, wherever it is made
            packed = PurePosixPath(name).suffix in _COMPRESSED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.file_size = (folder / name).stat().st_size  # decides on the form for large files
            with (folder / name).open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def unpack(path: Path, target: Path) -> tuple[Path, list[str]]:
    """The folder of the release in an archive, unpacked below `target`, and one line for each file that could not be.

    UnreadableInput, if it is no archive, or none of a release.
    """
    faults: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            tops = {PurePosixPath(entry.filename).parts[0] for entry in archive.infolist()}
            for entry in archive.infolist():
                if fault := _unpack_entry(archive, entry, target):
                    faults.append(fault)
    except (zipfile.BadZipFile, OSError, NotImplementedError, IndexError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UnreadableInput(f"is no archive that can be read ({reason})", path, "download it again") from error
    if len(tops) != 1:
        raise UnreadableInput("is no archive of a release", path, "name one that `hakusho release` made")
    return target / tops.pop(), faults


def unpack_one(path: Path, name: str, target: Path) -> Path:
    """One file of the release in an archive, unpacked into `target`. UnreadableInput, if it is not there or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [entry for entry in archive.infolist() if PurePosixPath(entry.filename).parts[1:] == (name,)]
            fault = _unpack_entry(archive, found[0], target) if found else f"{name}: is not in it"
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        fault = " ".join(str(error).split())
    if fault:
        raise UnreadableInput(f"is no archive that can be read ({fault})", path, "download it again")
    return target / found[0].filename


def container_fault(path: Path, folder: Path, version: str, moment: datetime) -> str | None:
    """A line, if the archive is not what packing its own files gives: some byte outside of the files was changed."""
    again = folder.with_name(folder.name + ".again.zip")
    write_archive(folder, again, version, moment)
    try:
        offset = _first_difference(path, again)
    finally:
        again.unlink()
    if offset is None:
        return None
    return f"{path.name}: byte {offset:,} is not as packing its files gives it; they themselves are checked below"


def _unpack_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> str | None:
    name = PurePosixPath(entry.filename)
    shown = "/".join(name.parts[1:]) or entry.filename
    if name.is_absolute() or ".." in name.parts or entry.is_dir() or "\\" in entry.filename:
        return f"{shown}: has a name that no file of a release has"
    place = target.joinpath(*name.parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(entry) as source, place.open("wb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
    except Exception as error:  # zlib and zipfile have a dozen ways to say that the bytes are damaged
        place.unlink(missing_ok=True)
        return f"{shown}: cannot be unpacked ({' '.join(str(error).split())})"
    return None


def _first_difference(one: Path, other: Path) -> int | None:
    position = 0
    with one.open("rb") as left, other.open("rb") as right:
        while True:
            a, b = left.read(1 << 20), right.read(1 << 20)
            if a != b:
                common = min(len(a), len(b))
                return position + next((i for i in range(common) if a[i] != b[i]), common)
            if not a:
                return None
            position += len(a)
