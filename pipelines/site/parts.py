"""A long report in parts: which pieces of the text stand on which page, and so where each number is.

Belongs here: where to cut. Does not belong here: what a page shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.reading import Kind
from pipelines.site.holdings import Row
from pipelines.site.transcript import Paragraph, Piece, Stretch

CHARACTERS, NUMERALS = 150_000, 2_000
"""What a page holds at most before it ends at the next heading of a chapter or section; half more before any piece."""

_SECTION = 2


@dataclass(slots=True)
class Part:
    """The pieces of one page, counted from 1, and the numerals in them."""

    number: int
    pieces: list[Piece] = field(default_factory=list)
    numerals: list[Row] = field(default_factory=list)

    @property
    def file_name(self) -> str:
        """The name of its page; the first one is the page of the report."""
        return "index.html" if self.number == 1 else f"part-{self.number}.html"

    @property
    def headings(self) -> list[Paragraph]:
        """Its headings, in their order."""
        return [piece for piece in self.pieces if isinstance(piece, Paragraph) and piece.kind is Kind.HEADING]

    def paragraphs(self) -> Iterator[str]:
        """The text of each of its paragraphs, those in cells of tables included."""
        for piece in self.pieces:
            for paragraph in paragraphs(piece):
                yield "".join(stretch.text for stretch in paragraph.stretches)


class Division:
    """All parts of a report, and where in them what it states is."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self._of_numeral = {row["numeral_id"]: part for part in parts for row in part.numerals}
        self._of_observation = {row["observation_id"]: part for part in reversed(parts) for row in part.numerals}
        self._starts = sorted((piece.start, part.number) for part in parts for piece in part.pieces)

    def of_observation(self, observation_id: str) -> Part:
        """The part in which an observation is stated; the first one, if no text shows it."""
        return self._of_observation.get(observation_id, self.parts[0])

    def of_numeral(self, numeral_id: str) -> Part:
        """The part in which a numeral stands; the first one, if no text shows it."""
        return self._of_numeral.get(numeral_id, self.parts[0])

    def at(self, offset: int | None) -> Part:
        """The part that holds what stands at an offset of the transcription."""
        if offset is None or not self._starts:
            return self.parts[0]
        index = bisect_right(self._starts, (offset, len(self.parts))) - 1
        return self.parts[self._starts[max(0, index)][1] - 1]


def divide(pieces: list[Piece]) -> Division:
    """The pieces in parts of a size that a telephone can show."""
    parts = [Part(1)]
    characters = 0
    for piece in pieces:
        part = parts[-1]
        fullness = max(characters / CHARACTERS, len(part.numerals) / NUMERALS)
        section = isinstance(piece, Paragraph) and 1 <= piece.level <= _SECTION
        if part.pieces and (fullness >= 1.5 or (fullness >= 1 and section)):
            part = Part(len(parts) + 1)
            parts.append(part)
            characters = 0
        part.pieces.append(piece)
        for stretch in stretches(piece):
            characters += len(stretch.text)
            if stretch.first and stretch.numeral is not None:
                part.numerals.append(stretch.numeral)
    return Division(parts)


def stretches(piece: Piece) -> Iterator[Stretch]:
    """All stretches of a piece."""
    return (stretch for paragraph in paragraphs(piece) for stretch in paragraph.stretches)


def paragraphs(piece: Piece) -> Iterator[Paragraph]:
    """The paragraph itself, or those in the cells of a table."""
    if isinstance(piece, Paragraph):
        yield piece
        return
    for row in piece.rows:
        for cell in row:
            yield from cell.paragraphs
