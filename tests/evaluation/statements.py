"""Short statements and the relations between their numbers, as annotated by hand.

Belongs here: the format of `statements/*.yaml` (described on top of each file), where the numerals stand, and the
mutants. Does not belong here: when a relation counts as found (relation_scoring.py), running the extraction and
printing (relation_report.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from schemas.vocabularies import HOLDS_BY, RELATION_KIND, VERDICT

from .annotations import AnnotationError

FOLDER = Path(__file__).parent / "statements"
KINDS = frozenset(term.code for term in RELATION_KIND.terms)
VERDICTS = frozenset(term.code for term in VERDICT.terms)
GROUNDS = frozenset(term.code for term in HOLDS_BY.terms)
FIELDS_OF_STATEMENT = frozenset({"publisher", "text", "relations", "why"})
FIELDS_OF_RELATION = frozenset({"kind", "verdict", "holds_by", "operands", "optional", "mutant"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """A misprint: the operand that is changed, and what is printed instead."""

    span: Span
    printed: str


@dataclass(frozen=True)
class StatedRelation:
    """What a careful reader recomputes. `operands` and `optional` are spans of numerals in the text."""

    kind: str
    verdict: str
    holds_by: str | None
    operands: tuple[Span, ...]
    optional: tuple[Span, ...]
    mutant: Mutant | None


@dataclass(frozen=True)
class Statement:
    """One to four sentences or a small table; without relations it is a trap, and `why` says why."""

    publisher: str
    text: str
    relations: tuple[StatedRelation, ...]
    why: str = ""

    def mutated(self, mutant: Mutant) -> tuple[str, Span]:
        """The text with the misprint in it, and where the misprint stands."""
        start, end = mutant.span
        return self.text[:start] + mutant.printed + self.text[end:], (start, start + len(mutant.printed))


def load_statements(folder: Path = FOLDER) -> dict[str, list[Statement]]:
    """The statements of each file of a folder. Raises AnnotationError with the file and the statement at fault."""
    return {path.stem: list(_load(path)) for path in sorted(folder.glob("*.yaml"))}


def _load(path: Path) -> Iterator[Statement]:
    for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
        try:
            yield read_statement(entry)
        except AnnotationError as error:
            raise AnnotationError(f"{path.name}, statement {number} ({entry.get('publisher')}): {error}") from error


def read_statement(entry: Mapping[str, object]) -> Statement:
    """One statement as written in the file. Raises AnnotationError where it is incomplete or does not fit its text."""
    _only(entry, FIELDS_OF_STATEMENT, required=("publisher", "text", "relations"))
    text, why = str(entry["text"]), str(entry.get("why", ""))
    listed = cast("list[Mapping[str, object]]", entry["relations"])
    if not listed and not why:
        raise AnnotationError("a trap says why no relation holds")
    return Statement(str(entry["publisher"]), text, tuple(_read_relation(text, relation) for relation in listed), why)


def _read_relation(text: str, entry: Mapping[str, object]) -> StatedRelation:
    _only(entry, FIELDS_OF_RELATION, required=("kind", "verdict", "operands"))
    kind, verdict, holds_by = str(entry["kind"]), str(entry["verdict"]), cast("str | None", entry.get("holds_by"))
    for code, codes in ((kind, KINDS), (verdict, VERDICTS), (holds_by, GROUNDS | {None})):
        if code not in codes:
            raise AnnotationError(f"no such code: {code!r}")
    if holds_by and verdict != "consistent":
        raise AnnotationError("holds_by is for consistent relations")
    operands = cast("list[str]", entry["operands"])
    optional = cast("list[str]", entry.get("optional", []))
    mutant = _read_mutant(text, operands, cast("Mapping[str, str] | None", entry.get("mutant")))
    if mutant and verdict != "consistent":
        raise AnnotationError("only a consistent relation has a mutant")
    return StatedRelation(
        kind,
        verdict,
        holds_by,
        tuple(locate(text, operand) for operand in operands),
        tuple(locate(text, operand) for operand in optional),
        mutant,
    )


def _read_mutant(text: str, operands: list[str], entry: Mapping[str, str] | None) -> Mutant | None:
    if entry is None:
        return None
    _only(entry, frozenset({"replace", "with"}), required=("replace", "with"))
    if entry["replace"] not in operands:
        raise AnnotationError(f"the mutant changes {entry['replace']!r}, which is no operand")
    if entry["with"] == entry["replace"].partition("#")[0]:
        raise AnnotationError("the mutant changes nothing")
    return Mutant(locate(text, entry["replace"]), entry["with"])


def _only(entry: Mapping[str, object], allowed: frozenset[str], required: tuple[str, ...]) -> None:
    wrong = sorted(set(entry) - allowed) + [name for name in required if name not in entry]
    if wrong:
        raise AnnotationError(f"unknown or missing: {', '.join(wrong)}")


def locate(text: str, operand: str) -> Span:
    """Where a numeral stands: "4.1" the first, "4.1#2" the second time; never a part of a longer number or word."""
    numeral, _, count = operand.partition("#")
    before, after = (r"(?<!\d)(?<!\d[.,])", r"(?!\d|[.,]\d)") if numeral[0].isdigit() else (r"(?<!\w)", r"(?!\w)")
    found = list(re.finditer(before + re.escape(numeral) + after, text))
    if len(found) < int(count or 1):
        raise AnnotationError(f"{operand!r} is not in the text")
    return found[int(count or 1) - 1].span()
