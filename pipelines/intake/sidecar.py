"""The sidecar: a YAML file beside a transcription that says what the transcription is and who may use it.

Only its form is decided here; whether a document without one is released is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipelines.intake.faults import UnreadableInput
from pipelines.intake.yaml_file import read_yaml

SUFFIX = ".yaml"
SIZE_LIMIT = 100_000
"""Bytes. A sidecar has a dozen short fields."""

_FORM = "write one 'name: value' per line"


@dataclass(frozen=True)
class Sidecar:
    """What is known about a transcription. `fiscal_year_start` is a month, 1 to 12."""

    title: str
    publisher: str
    publication_year: int
    language: str
    country: str
    licence: str
    licence_url: str
    attribution: str
    fiscal_year_start: int
    sha256: str
    transcription: str
    chapter: str | None = None
    source_url: str | None = None


class InvalidSidecar(UnreadableInput):
    """A sidecar that cannot be used. Its text is one line: where, what, and what to do about it."""


_OPTIONAL = frozenset({"chapter", "source_url"})
_INTEGERS = frozenset({"publication_year", "fiscal_year_start"})


def _matches(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


_RULES: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "publication_year": ("a year from 1000 to 2999", lambda year: 1000 <= year <= 2999),
    "fiscal_year_start": ("a month from 1 to 12", lambda month: 1 <= month <= 12),
    "language": ("a language code such as en", _matches(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")),
    "country": ("a country code of two capitals such as JP", _matches(r"[A-Z]{2}")),
    "licence_url": ("an address starting with http", _matches(r"https?://\S+")),
    "source_url": ("an address starting with http", _matches(r"https?://\S+")),
    "sha256": ("64 hexadecimal digits in lower case", _matches(r"[0-9a-f]{64}")),
}


def sidecar_of(transcription: Path) -> Path:
    """Where the sidecar of a transcription is, if it has one."""
    return transcription.with_suffix(SUFFIX)


def read_sidecar(path: Path, sha256: str) -> Sidecar | None:
    """The sidecar at `path`, or None if there is no such file.

    `sha256` is that of the transcription beside it. InvalidSidecar, if the sidecar is faulty or describes
    other bytes.
    """
    if not path.exists():
        misnamed = path.with_suffix(".yml")
        if misnamed.exists():
            raise InvalidSidecar("is not recognised as a sidecar", misnamed, f"rename it to {path.name}")
        return None
    sidecar = _checked(read_yaml(path, SIZE_LIMIT, InvalidSidecar, _FORM), path)
    if sidecar.sha256 != sha256:
        raise InvalidSidecar(
            f"describes another file (sha256 {sidecar.sha256[:12]}..., not {sha256[:12]}...)",
            path,
            "restore the transcription, or check the sidecar against it and correct its sha256",
        )
    return sidecar


def _checked(content: Any, path: Path) -> Sidecar:
    if not isinstance(content, dict):
        raise InvalidSidecar("is not a list of named fields", path, _FORM)
    names = [field.name for field in fields(Sidecar)]
    for name in content:
        if name not in names:
            raise InvalidSidecar(f"has the unknown field {name!r}", path, f"use only {', '.join(names)}")
    for name in names:
        if content.get(name) is None and name not in _OPTIONAL:
            raise InvalidSidecar(f"misses the field {name}", path, f"add '{name}: ...'")
        if content.get(name) is not None:
            _check_field(name, content[name], path)
    return Sidecar(**content)


def _check_field(name: str, value: object, path: Path) -> None:
    wanted: type = int if name in _INTEGERS else str
    if type(value) is not wanted:
        what = f"has {name}: {value!r}, which is not {'a whole number' if wanted is int else 'text'}"
        raise InvalidSidecar(what, path, "write it without quotes" if wanted is int else "put it in quotes")
    if isinstance(value, str) and not value.strip():
        raise InvalidSidecar(f"has an empty {name}", path, f"fill in {name}")
    meaning, holds = _RULES.get(name, ("", bool))
    if not holds(value):
        raise InvalidSidecar(f"has {name}: {value!r}", path, f"give {meaning}")
