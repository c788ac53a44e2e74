"""The corrections file: a YAML file beside a transcription with what a curator decided about what was read from it.

Only its form is decided here; what a correction does to the rows stands in `pipelines.corrections`. So far a
file holds labels: better names for what an observation measures, found again by their quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.intake.faults import UnreadableInput
from pipelines.intake.yaml_file import read_yaml

ENDING = ".corrections"
"""With what the name of a corrections file ends, before its suffix and after the document's id."""

SUFFIX = f"{ENDING}.yaml"
SIZE_LIMIT = 1_000_000
"""Bytes. A label has about 300."""

SLOTS = ("indicator", "population")
"""The columns of an observation that a label can set."""

_FORM = "write 'labels:' and below it a list of labels"
_LABEL_FIELDS = ("quote", *SLOTS, "by", "date", "why")
_QUOTE_FIELDS = ("exact", "prefix", "suffix")
_SURROGATE = re.compile("[\ud800-\udfff]")  # YAML can write them, UTF-8 cannot hold them


@dataclass(frozen=True)
class Quote:
    """A place in a transcription by its characters and those around it: W3C's TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Label:
    """What a curator calls the slots of the observation at a quote; None clears a slot. `date` is YYYY-MM-DD."""

    quote: Quote
    slots: Mapping[str, str | None]
    author: str
    date: str
    why: str | None = None


class InvalidCorrections(UnreadableInput):
    """Corrections that cannot be used. Its text is one line: where, what, and what to do about it."""


def corrections_of(transcription: Path) -> Path:
    """Where the corrections of a transcription are, if it has some."""
    return transcription.with_suffix(SUFFIX)


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels in the corrections file at `path`, in its order; none, if there is no such file.

    InvalidCorrections, if the file is faulty.
    """
    if not path.exists():
        misnamed = path.with_suffix(".yml")
        if misnamed.exists():
            raise InvalidCorrections("is not recognised as corrections", misnamed, f"rename it to {path.name}")
        return ()
    content = _Part(path, "", read_yaml(path, SIZE_LIMIT, InvalidCorrections, _FORM))
    listed = content.fields(("labels",), required=("labels",), remedy=_FORM)["labels"]
    if not isinstance(listed, list):
        raise InvalidCorrections("has labels that are no list", path, _FORM)
    labels = tuple(_label(_Part(path, f"label {number} ", one)) for number, one in enumerate(listed, 1))
    numbers: dict[Quote, int] = {}
    for number, label in enumerate(labels, 1):
        first = numbers.setdefault(label.quote, number)
        if first != number:
            what = f"label {number} has the same quote as label {first}"
            raise InvalidCorrections(what, path, "keep one of them, or lengthen prefix or suffix")
    return labels


@dataclass(frozen=True)
class _Part:
    """A part of the file, named as messages begin: "label 3 quote "."""

    path: Path
    name: str
    content: Any

    def fault(self, what: str, remedy: str) -> InvalidCorrections:
        return InvalidCorrections(f"{self.name}{what}", self.path, remedy)

    def fields(self, allowed: tuple[str, ...], required: tuple[str, ...], remedy: str) -> dict[str, Any]:
        if not isinstance(self.content, dict):
            raise self.fault("is not a list of named fields", remedy)
        for name in self.content:
            if name not in allowed:
                raise self.fault(f"has the unknown field {name!r}", f"use only {', '.join(allowed)}")
        for name in required:
            if self.content.get(name) is None:
                raise self.fault(f"misses the field {name}", f"add '{name}: ...'")
        return self.content

    def line(self, name: str) -> str | None:
        """A field that is one line of text, or missing."""
        if self.content.get(name) is None:
            return None
        value = self._text(name)
        if not value.strip():
            raise self.fault(f"has an empty {name}", f"fill in {name}")
        if not value.isprintable() or value != value.strip():
            raise self.fault(f"has {name}: {value!r}", "write one line without spaces at its ends")
        return value

    def characters(self, name: str) -> str:
        """A field that is characters of a transcription, none if missing."""
        value = self._text(name) if name in self.content else ""
        if _SURROGATE.search(value):
            raise self.fault(f"has {name}: {value!r}, which is in no text", "copy it from the transcription")
        return value

    def day(self, name: str) -> str:
        value = self.content[name]
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(f"has {name}: {value!r}", "give a day such as 2026-01-31, without quotes")
        return value.isoformat()

    def _text(self, name: str) -> str:
        value = self.content[name]
        if not isinstance(value, str):
            raise self.fault(f"has {name}: {value!r}, which is not text", "put it in quotes")
        return value


def _label(part: _Part) -> Label:
    fields = part.fields(_LABEL_FIELDS, ("quote", "by", "date"), "give it a quote, an indicator, by and date")
    if not any(slot in fields for slot in SLOTS):
        raise part.fault("changes nothing", f"give it an {' or a '.join(SLOTS)}")
    author = part.line("by")
    assert author is not None
    return Label(
        quote=_quote(_Part(part.path, f"{part.name}quote ", fields["quote"])),
        slots={slot: part.line(slot) for slot in SLOTS if slot in fields},
        author=author,
        date=part.day("date"),
        why=part.line("why"),
    )


def _quote(part: _Part) -> Quote:
    part.fields(_QUOTE_FIELDS, ("exact",), "give it exact, prefix and suffix")
    quote = Quote(**{name: part.characters(name) for name in _QUOTE_FIELDS})
    if not quote.exact:
        raise part.fault("has an empty exact", "fill in exact")
    return quote
