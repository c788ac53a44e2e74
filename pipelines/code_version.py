"""The versions of the code that reads, and of the code that makes a warehouse of what was read.

By the one a document that was read by other code is known, and read again; by the other a warehouse that was made by other
code, which is made anew. Computed from the files themselves, so that they are right without anybody remembering to raise
a number.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
_READS = (
    "reading", "numerals", "observations", "relations", "corrections", "rules", "intake", "document.py",
    "rows.py", "findings.py", "batches.py", "warehouse/evidence.py", "warehouse/staging.py",
)  # fmt: skip
_SUFFIXES = (".py", ".csv")
_LIBRARIES = ("markdown-it-py", "pycountry", "pyyaml", "pandera", "pyarrow")


@cache
def code_version() -> str:
    """Twelve hexadecimal digits that stand for everything that decides what is read from a document."""
    return _digest(_READS, _LIBRARIES)


@cache
def assembly_version() -> str:
    """Twelve hexadecimal digits that stand for everything that decides what a warehouse is made of staged rows."""
    return _digest(("warehouse",), ("duckdb",))


def _digest(names: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"Python {sys.version_info[0]}.{sys.version_info[1]}".encode())
    for name in libraries:
        digest.update(f"\n{name} {_version(name)}".encode())
    for path in _files(names):
        digest.update(f"\n{path.relative_to(_FOLDER.parent)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _files(names: tuple[str, ...] = _READS) -> list[Path]:
    roots = [*(_FOLDER / name for name in names), _FOLDER.parent / "schemas"]
    found = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*"))]
    return sorted(path for path in found if path.suffix in _SUFFIXES)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
