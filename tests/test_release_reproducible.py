"""The same inputs give the same bytes of every file: in other processes, folders, time zones and locales, and at size."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
import small_releases

from pipelines.project import PROJECT

RELEASE = [sys.executable, "-m", "pipelines.cli", "release"]


def released(project: small_releases.Project, releases: Path, **environment: str) -> dict[str, str]:
    """Release in a process of its own; the SHA-256 of everything that it made, by path."""
    command = [*RELEASE, "--raw", project.raw, "--warehouse", project.warehouse, "--releases", releases]
    done = subprocess.run(
        [str(part) for part in command], cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return hashes(releases)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> small_releases.Project:
    return small_releases.first_input(tmp_path_factory.mktemp("one"))


def test_the_first_input_gives_the_same_bytes_elsewhere(
    project: small_releases.Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Elsewhere: another process, folder, warehouse, time zone, locale, order of hashes, and umask."""
    one = released(project, project.releases)
    there = project.copy(tmp_path_factory.mktemp("two") / "a folder elsewhere")
    settings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"}
    mask = os.umask(0o077)
    try:
        two = released(there, there.releases, **settings)
    finally:
        os.umask(mask)
    assert one == two
    assert len(one) > 49  # the files of the release, its archive, and its pages
    assert verified(there.releases)


def verified(releases: Path) -> bool:
    from pipelines.release.verifying import verify

    return all(verify(path, Path("/nowhere")).passed for path in releases.iterdir() if not path.name.startswith("."))


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_large_data_give_the_same_bytes(tmp_path: Path) -> None:
    """400,000 observations: small files hide what stands in memory before."""
    sys.path.insert(0, str(PROJECT))
    from tests.large_release import generate

    warehouse, raw = generate(tmp_path / "data", 400_000)
    made = []
    for place in ("one", "two"):
        command = [*RELEASE, "--raw", raw, "--warehouse", warehouse, "--releases", tmp_path / place]
        subprocess.run([str(part) for part in command], cwd=PROJECT, check=True, capture_output=True)
        made.append(hashes(tmp_path / place))
    assert made[0] == made[1]
    assert len(made[0]) > 49  # the files of the release, its archive, and its pages
