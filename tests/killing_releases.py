"""Releases that are killed at random moments, in a program of its own: `python tests/killing_releases.py FOLDER KILLS SEED`.

Everything that is slow to import is imported once, and each release runs in a fork; every fifth with its pages and with the
gates that take seconds, and only read. Before each, the content has changed. After every kill all releases from before
must stand unchanged, and one that is new must be whole, verified as whoever downloads it would; the warehouse must be as
it was. Every tenth release is let through, as is the last, and must succeed.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import frictionless
import great_expectations
import handmade
import mlcroissant
import small_releases
from killing import LET_THROUGH, in_fork

from pipelines.release import gates
from pipelines.release.making import make_release
from pipelines.release.publishing import versions_in
from pipelines.release.verifying import verify, verify_database
from pipelines.site import add_site

PREPARED = (frictionless, great_expectations, mlcroissant)

sys.modules["pipelines.document"] = small_releases.engine()


def main(folder: Path, kills: int, seed: int) -> None:
    choice = random.Random(seed)
    project = small_releases.Project(folder)
    change(project, 0)
    seen: dict[str, str] = {}
    seconds = {}
    for whole in (True, False):
        begun = time.monotonic()
        assert in_fork(releasing(project, whole), None) == 0
        seconds[whole] = time.monotonic() - begun
        seen = look(project, seen)
        change(project, -1)
    cut_short = unpacked = 0
    for number in range(1, kills + 1):
        change(project, number)
        built = digest(project.warehouse)
        whole = number % 5 == 0
        moment = choice.uniform(0, seconds[whole] * 1.1)
        cut_short += in_fork(releasing(project, whole), moment) != 0
        seen = look(project, seen)
        unpacked += len(archives(project)) < len(seen)
        assert digest(project.warehouse) == built
        assert verify_database(project.warehouse, project.raw).faults == []
        if number % LET_THROUGH == 0 or number == kills:
            assert in_fork(releasing(project, number % 50 == 0), None) == 0, f"after kill {number}"
            seen = look(project, seen)
            assert told(project) == number
            assert left(project) == []
    for archive in archives(project)[:: max(1, len(seen) // 10)]:
        assert verify(archive, project.raw).faults == []
    print(json.dumps({
        "kills": kills, "cut_short": cut_short, "seconds": [round(one, 2) for one in seconds.values()],
        "releases": len(seen), "killed_between_folder_and_archive": unpacked, "left": left(project),
    }))  # fmt: skip


def change(project: small_releases.Project, number: int) -> None:
    """Build from a folder as of this number: as many documents as it says modulo five, and one that tells the number."""
    for other in range(5):
        project.remove(f"other {other}")
    for other in range(number % 5):
        project.add(f"other {other}")
    project.add("survey", handmade.TEXT.replace("Survey of firms", f"Survey {number}") + f"In {number}.")
    project.build()


def releasing(project: small_releases.Project, whole: bool) -> Callable[[], bool]:
    def release() -> bool:
        if not whole:
            gates.acceptance_checks = gates.metadata_checks = lambda *_: []  # type: ignore[assignment]
        pages = add_site if whole else None
        return bool(make_release(project.warehouse, project.raw, project.releases, add_site=pages).version)

    return release


def look(project: small_releases.Project, seen: dict[str, str]) -> dict[str, str]:
    """The state of every release that stands. Those that were seen are unchanged, and a new one is whole."""
    standing = {str(version): state(project.releases / str(version)) for version in versions_in(project.releases)}
    assert {version: standing.get(version) for version in seen} == seen
    for version in standing.keys() - seen.keys():
        assert verify(project.releases / version, project.raw).faults == [], version
    return standing


def state(release: Path) -> str:
    """What changes when a file of a release is written, comes or goes."""
    status = ((path, path.lstat()) for path in sorted(release.rglob("*")))
    return hashlib.sha256(
        repr([(str(path), one.st_size, one.st_mtime_ns, one.st_ino, one.st_mode) for path, one in status]).encode()
    ).hexdigest()


def told(project: small_releases.Project) -> int:
    """The number that the latest release tells."""
    text = (project.releases / str(versions_in(project.releases)[-1]) / "raw" / "survey.md").read_text()
    return int(text.rpartition("In ")[2].rstrip("."))


def archives(project: small_releases.Project) -> list[Path]:
    return sorted(project.releases.glob("hakusho-*.zip"))


def left(project: small_releases.Project) -> list[str]:
    """What lies about that is no part of a release or of the warehouse."""
    versions = {str(version) for version in versions_in(project.releases)}
    expected = {".lock", *versions, *(f"hakusho-{version}.zip" for version in versions)}
    names = {path.name for path in project.releases.iterdir()}
    beside = {path.name for path in project.warehouse.parent.iterdir()} - {"hakusho.duckdb", "hakusho.duckdb.staging"}
    return sorted((names ^ expected) | beside)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
