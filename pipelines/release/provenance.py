"""`provenance/build.json`: of what and by what a release was made. It has everything that decides on its bytes."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipelines.project import PROJECT
from pipelines.release.content import Content, file_sha256, schema_sha256
from pipelines.release.facts import Facts
from pipelines.release.inputs import Inputs

FOLDER = "provenance"
BUILD = f"{FOLDER}/build.json"
SCHEMA = f"{FOLDER}/schema.json"

_TOOLS = ("duckdb", "frictionless", "great-expectations", "jinja2", "mlcroissant", "pandas", "pandera", "pyarrow")


def provenance(facts: Facts, inputs: Inputs, schema: Mapping[str, Any], previous_sums: str | None) -> dict[str, Any]:
    """What build.json says. `previous_sums` is the SHA-256 of the SHA256SUMS of the release before."""
    return {
        "version": facts.version,
        "previous": facts.previous and {"version": facts.previous, "sha256sums": previous_sums},
        "released_at": facts.moment,
        "dated_by": inputs.dated_by,
        "content_sha256": facts.content_sha256,
        "contents": _contents(facts.contents),
        "schema": {"version": facts.schema_version, "sha256": schema_sha256(schema)},
        "inputs": {f"raw/{name}": digest for name, digest in sorted(inputs.files.items())},
        "code": code_state(PROJECT),
        "tools": {"python": platform.python_version(), **{name: _version(name) for name in _TOOLS}},
    }


def code_state(project: Path) -> dict[str, Any]:
    """Commit, whether files differ from it, and the hash of the lock file; null where that is not known."""
    lock = project / "requirements.lock"
    commit = _git(project, "rev-parse", "HEAD")
    changed = _git(project, "status", "--porcelain", "--untracked-files=no")
    return {
        "engine_version": engine_version(),
        "commit": commit or None,
        "modified": None if commit is None else bool(changed),
        "requirements_lock_sha256": file_sha256(lock) if lock.is_file() else None,
    }


def engine_version() -> str:
    """The version of this program."""
    return _version("hakusho") or "unknown"


def _contents(contents: Mapping[str, Content]) -> dict[str, Any]:
    return {name: asdict(content) for name, content in contents.items()}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _git(project: Path, *arguments: str) -> str | None:
    if not (project / ".git").exists():
        return None  # else the answer would be that of a repository around it
    try:
        command = ["git", "-C", str(project), *arguments]
        return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
