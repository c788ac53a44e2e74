"""Where the project's fixed folders and files are. Nothing is read or created here."""

from __future__ import annotations

from pathlib import Path

_BESIDE_CODE = Path(__file__).resolve().parents[1]

PROJECT = _BESIDE_CODE if (_BESIDE_CODE / "workspace.yaml").exists() else Path.cwd()
"""The project folder; the current one where the program was installed without its project."""

RAW = PROJECT / "raw"
WAREHOUSE = PROJECT / "warehouse" / "hakusho.duckdb"
RELEASES = PROJECT / "releases"
SITE = PROJECT / "site"
WORKSPACE = PROJECT / "workspace.yaml"
DAGSTER_HOME = PROJECT / ".dagster"
