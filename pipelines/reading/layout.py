"""The plain data that reading works with: blocks, cells, tables and the reading itself.

Belongs here: data without behaviour beyond look-ups. Does not belong here: how it is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipelines.reading.markup import Mark
from pipelines.reading.text import MappedText

if TYPE_CHECKING:
    from pipelines.reading.tables import Grid


class Kind(StrEnum):
    """What a block of the transcription is."""

    HEADING = "heading"
    PARAGRAPH = "prose"
    CAPTION = "caption"
    SOURCE = "source"
    FOOTNOTE = "footnote"
    CELL = "table"
    RUNNING_HEAD = "running_head"
    AXIS = "axis"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a cell stands: zero-based row and column, how many it spans, whether it is a head."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(slots=True)
class Block:
    """A stretch of the transcription that belongs together, with its text freed of markup.

    `start` and `end` are offsets in the transcription. `level` is the depth of a heading. `literals` are the spans of
    inline code. `macro` is where the template macro begins that the text is an argument of.
    """

    kind: Kind
    start: int
    end: int
    content: MappedText
    marks: tuple[Mark, ...] = ()
    level: int = 0
    cell: Position | None = None
    item: bool = False
    literals: tuple[tuple[int, int], ...] = ()
    macro: int | None = None

    @property
    def text(self) -> str:
        """The text of the block."""
        return self.content.text


@dataclass(slots=True)
class Passage:
    """Text that is read in one go: a paragraph made whole again, a heading, a caption, a cell.

    `section` is the path of headings above it; `blocks` the indices of the blocks that it was made of.
    """

    kind: Kind
    content: MappedText
    section: tuple[str, ...]
    blocks: tuple[int, ...]
    cell: Position | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence: its passage (index), its number within the passage, its content and the text of that."""

    passage: int
    number: int
    kind: Kind
    content: MappedText
    section: tuple[str, ...]
    cell: Position | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.content.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The transcription's span of `text[start:end]`."""
        return self.content.span(start, end)

    def spot(self, start: int, end: int) -> tuple[int, int]:
        """The transcription's span of a numeral `text[start:end]`: of its first part, where a page ends within it."""
        return self.content.spot(start, end)


@dataclass(slots=True)
class Reading:
    """A transcription read: its blocks in their order, its passages, its sentences, its tables by number.

    `marks` are footnote marks, `markers` list markers, `literals` inline code (spans in the transcription). What lies in
    none of the sentences, marks and markers is markup. `captions` gives the passage of the caption to the passages that
    describe the same figure (the arguments of one macro).
    """

    raw: str
    blocks: list[Block] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    grids: dict[int, Grid] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    markers: list[tuple[int, int]] = field(default_factory=list)
    literals: list[tuple[int, int]] = field(default_factory=list)
    captions: dict[int, int] = field(default_factory=dict)
