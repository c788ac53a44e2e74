"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import handmade
import pytest


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is replaced by the handmade one."""
    monkeypatch.setitem(sys.modules, "pipelines.document", handmade.engine())


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one transcription and no sidecar."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "survey.md").write_bytes(handmade.TEXT.encode())
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Where a warehouse would be published."""
    return tmp_path / "warehouse" / "hakusho.duckdb"


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Take away the permission to read a file."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    def take(path: Path) -> None:
        path.chmod(0)
        if os.geteuid() == 0:  # root may read everything: answer as the system would answer others
            monkeypatch.setattr(Path, "open", refuse)

    return take
