"""Small warehouses and releases of them, made without a grammar: what the tests of the release share."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import handmade
import pytest

from pipelines.extraction import extract_folder
from pipelines.project import RAW
from pipelines.release import gates
from pipelines.warehouse.build import build_candidate, publish
from pipelines.warehouse.staging import staging_folder

SIDECAR = """\
title: {title}
publisher: Ministry
publication_year: 2021
language: en
country: JP
licence: CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
attribution: Ministry, {title}
fiscal_year_start: 4
sha256: {sha256}
transcription: by hand
"""

Extract = Callable[..., handmade.Extraction]


def extract(text: str, document_id: str, fiscal_year_start: int = 1, **_: object) -> handmade.Extraction:
    """The handmade extraction, without the correction that no file makes."""
    extraction = handmade.extract(text, document_id)
    extraction.tables["corrections"] = []
    return extraction


def engine(read: Extract = extract) -> ModuleType:
    """A module that stands in for the engine."""
    module = ModuleType("pipelines.document")
    module.extract = read  # type: ignore[attr-defined]
    module.Extraction = handmade.Extraction  # type: ignore[attr-defined]
    return module


class Project:
    """A project folder with raw/, a warehouse and releases/."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.raw, self.releases = folder / "raw", folder / "releases"
        self.warehouse = folder / "warehouse" / "hakusho.duckdb"
        self.raw.mkdir(parents=True)

    def add(self, name: str, text: str = handmade.TEXT, *, sidecar: bool = True) -> None:
        """Put a document into raw/, or another text in its place."""
        (self.raw / f"{name}.md").write_bytes(text.encode())
        if sidecar:
            digest = hashlib.sha256(text.encode()).hexdigest()
            content = SIDECAR.format(title=f"Survey {name}", sha256=digest)
            (self.raw / f"{name}.yaml").write_text(content, encoding="utf-8")

    def remove(self, name: str) -> None:
        """Take a document out of raw/."""
        for path in self.raw.glob(f"{name}.*"):
            path.unlink()

    def build(self) -> None:
        """Read raw/ and publish the warehouse."""
        staging = staging_folder(self.warehouse)
        list(extract_folder(self.raw, staging))
        publish(build_candidate(staging, self.warehouse).path, self.warehouse)

    def copy(self, folder: Path) -> Project:
        """The same project elsewhere, without its releases."""
        copied = Project(folder)
        for path in self.raw.iterdir():
            shutil.copy(path, copied.raw)
        copied.build()
        return copied


def first_input(folder: Path) -> Project:
    """A project with the first input, read by the engine itself."""
    project = Project(folder)
    for path in RAW.glob("mic-ict-white-paper-2021-ch1.*"):
        shutil.copy(path, project.raw)
    project.build()
    return project


@contextmanager
def patched() -> Iterator[pytest.MonkeyPatch]:
    """A monkeypatch for fixtures that live longer than a test."""
    monkeypatch = pytest.MonkeyPatch()
    try:
        yield monkeypatch
    finally:
        monkeypatch.undo()


def without_slow_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes seconds to import. `test_release_gates` has a release with everything."""
    monkeypatch.setattr(gates, "acceptance_checks", lambda *_: [])
    monkeypatch.setattr(gates, "metadata_checks", lambda *_: [])


def copied(release: Path, target: Path) -> Path:
    """A copy of a release that can be damaged: below `target`, named as the release is."""
    folder = target / release.name
    shutil.copytree(release, folder)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder
