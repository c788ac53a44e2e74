"""What the kinds of relations look at: observations by sentence, by passage, and by cell of a table.

Belongs here: grouping, and words of a stretch of text. Does not belong here: any kind of relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.numerals.scan import Scan
from pipelines.observations import Observation, Observed
from pipelines.reading import Kind, Reading
from pipelines.reading.text import MappedText
from pipelines.relations.sheets import Sheet, find_sheets
from pipelines.relations.statement import Operand, Relation, spans
from pipelines.rules import words

if TYPE_CHECKING:
    from pipelines.relations.levels import Level
    from pipelines.relations.stated_changes import Change
    from pipelines.relations.ties import BoundChange

_WORD = re.compile(r"[^\W\d_]{3,}")
_POINTERS = words("context_pointers")
_EMPTY = words("context_empty")
_STEM = 5  # letters
_MARK_TO_NOTE = 12  # characters between the mark of a footnote and its text


@dataclass(slots=True)
class SentenceGroup:
    """The observations of one sentence, in the order of the text.

    `members` (see `lists`), `levels` (see `levels`), `changes` (see `stated_changes`), `strands` (see `strands`) and `runs`
    (see `wholes_nearby`) are kept here once they are asked for, as many ask for them.
    """

    scan: Scan
    index: int
    observations: list[Observation]
    members: list[Observation] | None = None
    levels: list[Level | None] | None = None
    changes: list[Change | None] | None = None
    strands: list[str | None] | None = None
    runs: dict[object, list[Observation]] = field(default_factory=dict)
    _bracketed: frozenset[int] | None = None

    def in_brackets(self, one: Observation) -> bool:
        """Whether a number of the sentence stands between brackets, wherever in them."""
        if self._bracketed is None:
            tokens = self.scan.tokens
            numbers = _in_brackets(tokens.low, self.observations) if "(" in tokens.words else ()
            self._bracketed = frozenset(numbers)
        return one.number in self._bracketed

    def words(self, operands: list[Operand]) -> str:
        """The words of the sentence from the first to the last operand, with their hedges and units."""
        chosen = [
            one.observation.quantity for one in operands if one.observation and one.observation.sentence == self.index
        ]
        if not chosen:
            return " ".join(self.scan.sentence.text.split())
        tokens = self.scan.tokens
        first = min(
            quantity.begin if quantity.verb is None else min(quantity.begin, quantity.verb) for quantity in chosen
        )
        last = max(quantity.end for quantity in chosen)
        return " ".join(tokens.sentence[tokens.starts[first] : tokens.ends[last]].split())


def _in_brackets(low: Sequence[str], observations: Sequence[Observation]) -> Iterator[int]:
    """The numbers of the observations that stand between brackets; both in the order of the text."""
    depth = at = 0
    for one in observations:
        for word in low[at : one.quantity.first]:
            depth = max(0, depth + (word == "(") - (word == ")"))
        at = max(at, one.quantity.first)
        if depth:
            yield one.number


@dataclass(slots=True)
class Context:
    """All that the kinds of relations may look at; `changes`, and what was `found` so far, are filled in by `relate`."""

    reading: Reading
    scans: list[Scan]
    observed: Observed
    sentences: list[SentenceGroup] = field(default_factory=list)
    passages: dict[int, list[SentenceGroup]] = field(default_factory=dict)
    changes: list[BoundChange] = field(default_factory=list)
    found: list[Relation] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    footnotes: dict[str, MappedText] = field(default_factory=dict)

    def words(self, group: SentenceGroup, operands: list[Operand]) -> str:
        """The words from the first to the last operand: of the sentence where it holds all, else of the text."""
        alone = all(one.observation is None or one.observation.sentence == group.index for one in operands)
        return group.words(operands) if alone else self.quote(operands)

    def quote(self, operands: list[Operand]) -> str:
        """The text from the first to the last operand, white space folded."""
        start, end = spans(operands)
        return " ".join(self.reading.raw[start:end].split())


def build_context(reading: Reading, scans: list[Scan], observed: Observed) -> Context:
    """Group the observations of a document by sentence and passage, those of tables by sheet."""
    context = Context(reading, scans, observed)
    context.footnotes = _footnotes(reading)
    context.sheets = find_sheets(scans, reading.grids, observed.observations)
    by_sentence: dict[int, list[Observation]] = {}
    for observation in observed.observations:
        by_sentence.setdefault(observation.sentence, []).append(observation)
    for index in sorted(by_sentence):
        scan = scans[index]
        if scan.sentence.kind in (Kind.PARAGRAPH, Kind.FOOTNOTE):
            group = SentenceGroup(scan, index, sorted(by_sentence[index], key=lambda one: one.number))
            context.sentences.append(group)
            context.passages.setdefault(scan.sentence.passage, []).append(group)
    return context


def _footnotes(reading: Reading) -> dict[str, MappedText]:
    """The text of the first footnote behind each mark, such as "7"."""
    ends = {mark.end: reading.raw[mark.start : mark.end] for mark in reading.marks}
    found: dict[str, MappedText] = {}
    for passage in reading.passages:
        if passage.kind is Kind.FOOTNOTE and passage.content.text:
            begin = passage.content.origin(0)
            mark = next((ends[at] for at in range(begin, begin - _MARK_TO_NOTE, -1) if at in ends), None)
            if mark is not None:
                found.setdefault(mark, passage.content)
    return found


@lru_cache(maxsize=2000)
def content_words(text: str | None) -> frozenset[str]:
    """The words of a text that carry meaning, in lower case."""
    return frozenset(word for word in _WORD.findall((text or "").lower()) if word not in _EMPTY)


@lru_cache(maxsize=2000)
def stems(text: str | None) -> frozenset[str]:
    """The beginnings of the words of a text that carry meaning: "recycled" and "recycling" are one."""
    return frozenset(word[:_STEM] for word in content_words(text))


def points_back(group: SentenceGroup) -> bool:
    """Whether a sentence goes on about the quantity of the one before: "the proportion", "the rate", "it"."""
    return not _POINTERS.isdisjoint(group.scan.tokens.words)
