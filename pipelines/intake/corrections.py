"""The corrections file: a YAML file beside a transcription with what a curator decided about what was read from it.

Only its form is decided here; what a correction does to the rows stands in `pipelines.corrections`. A file holds labels,
which are better names for what an observation measures, and decisions about findings; both are found again by quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.intake.faults import UnreadableInput
from pipelines.intake.yaml_file import read_yaml
from schemas.vocabularies import FINDING_KIND

ENDING = ".corrections"
"""With what the name of a corrections file ends, before its suffix and after the document's id."""

SUFFIX = f"{ENDING}.yaml"
SIZE_LIMIT = 1_000_000
"""Bytes. A label has about 300."""

SLOTS = ("indicator", "population")
"""The columns of an observation that a label can set."""

DECISIONS = ("source_error", "transcription_error", "extraction_error", "not_an_error")
"""What a curator can decide about a finding; the meanings stand in the vocabulary `correction_kind`."""

_FORM = "write 'labels:' or 'decisions:' and below it a list"
_DECISION_FIELDS = ("quote", "finding", "decision", "corrected", "by", "date", "why")
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

    @property
    def decision(self) -> str:
        """What was decided, in the words of the column `decision`."""
        return "; ".join(f"{slot}: {name or 'none'}" for slot, name in self.slots.items())


@dataclass(frozen=True)
class Decision:
    """What a curator decided about the finding of kind `finding` at a quote, and why.

    `corrected` is what the quoted characters should be. For a transcription error the text is read so.
    """

    quote: Quote
    finding: str
    kind: str
    author: str
    date: str
    why: str
    corrected: str | None = None

    @property
    def decision(self) -> str:
        """What was decided, in the words of the column `decision`."""
        return f"{self.finding}: {self.kind}"


@dataclass(frozen=True)
class Corrections:
    """All that a corrections file holds, in its order."""

    labels: tuple[Label, ...] = ()
    decisions: tuple[Decision, ...] = ()


class InvalidCorrections(UnreadableInput):
    """Corrections that cannot be used. Its text is one line: where, what, and what to do about it."""


def corrections_of(transcription: Path) -> Path:
    """Where the corrections of a transcription are, if it has some."""
    return transcription.with_suffix(SUFFIX)


def read_corrections(path: Path) -> Corrections:
    """The corrections in the file at `path`; none, if there is no such file.

    InvalidCorrections, if the file is faulty.
    """
    if not path.exists():
        misnamed = path.with_suffix(".yml")
        if misnamed.exists():
            raise InvalidCorrections("is not recognised as corrections", misnamed, f"rename it to {path.name}")
        return Corrections()
    content = _Part(path, "", read_yaml(path, SIZE_LIMIT, InvalidCorrections, _FORM))
    lists = content.fields(("labels", "decisions"), required=(), remedy=_FORM)
    if not lists:
        raise content.fault("holds nothing", _FORM)
    labels = [_label(part) for part in _parts(path, "label", lists.get("labels", []))]
    decisions = [_decision(part) for part in _parts(path, "decision", lists.get("decisions", []))]
    _reject_twins(path, "label", [label.quote for label in labels])
    _reject_twins(path, "decision", [(decision.quote, decision.finding) for decision in decisions])
    return Corrections(tuple(labels), tuple(decisions))


def _parts(path: Path, name: str, listed: object) -> list[_Part]:
    if not isinstance(listed, list):
        raise InvalidCorrections(f"has {name}s that are no list", path, _FORM)
    return [_Part(path, f"{name} {number} ", one) for number, one in enumerate(listed, 1)]


def _reject_twins(path: Path, name: str, keys: Sequence[object]) -> None:
    numbers: dict[object, int] = {}
    for number, key in enumerate(keys, 1):
        first = numbers.setdefault(key, number)
        if first != number:
            what = f"{name} {number} has the same quote as {name} {first}"
            raise InvalidCorrections(what, path, "keep one of them, or lengthen prefix or suffix")


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


def _decision(part: _Part) -> Decision:
    fields = part.fields(_DECISION_FIELDS, ("quote", "finding", "decision", "by", "date", "why"), "add what is missing")
    kind, finding = part.line("decision"), part.line("finding")
    if kind not in DECISIONS:
        raise part.fault(f"has decision: {kind!r}", f"write one of {', '.join(DECISIONS)}")
    if finding not in FINDING_KIND.codes:
        raise part.fault(f"has finding: {finding!r}", f"write one of {', '.join(FINDING_KIND.codes)}")
    author, why = part.line("by"), part.line("why")
    assert author is not None
    assert why is not None
    quote = _quote(_Part(part.path, f"{part.name}quote ", fields["quote"]))
    corrected = part.characters("corrected") if fields.get("corrected") is not None else None
    if corrected == quote.exact:
        raise part.fault("corrects nothing", "let corrected differ from exact, or leave it out")
    return Decision(quote, finding, kind, author, part.day("date"), why, corrected)


def _quote(part: _Part) -> Quote:
    part.fields(_QUOTE_FIELDS, ("exact",), "give it exact, prefix and suffix")
    quote = Quote(**{name: part.characters(name) for name in _QUOTE_FIELDS})
    if not quote.exact:
        raise part.fault("has an empty exact", "fill in exact")
    return quote
