"""The versions of the data, `YYYY.M.PATCH`: year and month of the newest input, and a number within that month.

The version of the schema is another one, with rules of its own: `schemas.compatibility`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from schemas.releases import VERSION_PATTERN

_FORM = re.compile(VERSION_PATTERN, re.ASCII)


@dataclass(frozen=True, order=True)
class Version:
    """A version of the data. Later ones are greater."""

    year: int
    month: int
    patch: int

    def __str__(self) -> str:
        return f"{self.year}.{self.month}.{self.patch}"


def parsed(text: str) -> Version | None:
    """The version that a text is, or None: no leading zeros, nothing around it."""
    return Version(*map(int, text.split("."))) if _FORM.fullmatch(text) else None


def next_version(previous: Version | None, released_at: datetime) -> Version:
    """The version after `previous` for content that differs from it.

    A new month begins at patch 0. Within a month, and where the date lies before that of the previous release, the patch
    grows: versions never go back.
    """
    first_of_month = Version(released_at.year, released_at.month, 0)
    if previous is None or first_of_month > Version(previous.year, previous.month, 0):
        return first_of_month
    return Version(previous.year, previous.month, previous.patch + 1)
