"""Blocks of HTML: of whole pages, and of the HTML that stands inside Markdown.

Belongs here: which tags begin a block, a heading, a caption, a cell; spans of cells. HTML libraries do not keep the
offsets of text, so the block-level tags are walked here. Does not belong here: inline tags (see `markup`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.reading import lines
from pipelines.reading.islands import Island, Syntax, macro_texts
from pipelines.reading.layout import Block, Kind, Position
from pipelines.reading.markup import plain_text
from pipelines.rules import words

_BLOCK_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>html|body|main|article|section|header|footer|aside|div|p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote"
    r"|pre|figure|figcaption|caption|table|thead|tbody|tfoot|tr|th|td|hr|form|button|select|option|title|address)\b"
    r"""(?P<rest>(?:[^<>"']|"[^"<]{0,3000}"|'[^'<]{0,3000}'){0,1000}+)>""",
    re.IGNORECASE,
)
_MACRO = re.compile(r"\{\{[^{}]{0,8000}\}\}")
_SPAN = re.compile(r"\b(row|col)span\s{0,3}=\s{0,3}[\"']?(\d{1,3})", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_OF_NOTES = re.compile(
    r"""\b(?:id|class|role)\s{0,3}=\s{0,3}["']?(?:[^"'<>]{0,60}[\s_-])?_?(?:ftn|fn|footnote|endnote)s?[-_:]?\d{0,4}(?=["'\s]|$)""",
    re.IGNORECASE,
)
_NUMBERED_NOTE = re.compile(r"\s*(?:\(?\d{1,2}[)/.]|[*†‡]{1,3}|\([a-z]\)|[a-z]/)\s{0,3}[A-Z][^\n]{12,}")
_HOLDING = ("div", "section", "aside", "ol", "ul", "dl")
_CONTROLS = words("hypertext_controls")


def is_page(raw: str) -> bool:
    """Whether the transcription is an HTML page rather than Markdown with HTML in it."""
    return _PAGE.search(raw, 0, 2000) is not None


@dataclass(slots=True)
class _Grid:
    """The place of the next cell in a table; `busy` maps a column to the last row that a spanning cell takes of it."""

    table: int
    row: int = -1
    column: int = 0
    busy: dict[int, int] = field(default_factory=dict)
    head: bool = False

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def place(self, attributes: str, head: bool) -> Position:
        spans = {kind.lower(): max(1, min(int(number), 100)) for kind, number in _SPAN.findall(attributes)}
        row, rows, columns = max(self.row, 0), spans.get("row", 1), spans.get("col", 1)
        while self.busy.get(self.column, -1) >= row:
            self.column += 1
        column = self.column
        if rows > 1:
            self.busy |= dict.fromkeys(range(column, column + columns), row + rows - 1)
        self.column += columns
        return Position(self.table, row, column, rows, columns, head or self.head)


@dataclass(slots=True)
class _Walk:
    """State of the walk over block-level tags."""

    raw: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    item: bool = False
    notes: str = ""  # the tag that holds the notes of the page, while it is open
    cell: Position | None = None
    grids: list[_Grid] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def flush(self, start: int, end: int) -> None:
        for macro in _MACRO.finditer(self.raw, start, end):
            self._text(start, macro.start())
            for _, begin, close in macro_texts(self.raw, Island(Syntax.MACRO, *macro.span())):
                self._text(begin, close)
            start = macro.end()
        self._text(start, end)

    def _text(self, start: int, end: int) -> None:
        if not self.raw[start:end].strip():
            return
        inline = plain_text(self.raw, start, end)
        content = inline.mapped.stripped()
        if content.text or inline.marks:
            kind, cell = self.kind, self.cell
            if kind is Kind.PARAGRAPH and not self.item:
                kind = Kind.CELL if self.cell else _kind_of_paragraph(content.text)
            elif kind is Kind.PARAGRAPH and self.cell:
                kind = Kind.CELL
            if kind is Kind.CELL and self.cell and self.cell.columns > 1 and _is_note_below(content.text):
                kind, cell = Kind.FOOTNOTE, None
            elif kind is Kind.HEADING and lines.caption_parts(content.text) and not lines.ends_sentence(content.text):
                kind = Kind.CAPTION
            block = Block(kind, start, end, content, inline.marks, self.level, cell, self.item, inline.literals)
            self.blocks.append(block)

    def tag(self, name: str, closing: bool, rest: str, tables: list[int]) -> None:
        if name == "table":
            self._table(closing, tables)
        elif name == "tr" and self.grids:
            if not closing:
                self.grids[-1].next_row()
            self.cell = None
        elif name in ("thead", "tbody", "tfoot") and self.grids:
            self.grids[-1].head = name == "thead" and not closing
        elif name in ("td", "th") and self.grids:
            self.cell = None if closing else self.grids[-1].place(rest, name == "th")
        else:
            self._plain(name, closing, rest)

    def _table(self, closing: bool, tables: list[int]) -> None:
        self.cell = None
        if closing and self.grids:
            self.grids.pop()
        elif not closing:
            tables[0] += 1
            self.grids.append(_Grid(tables[0]))

    def _plain(self, name: str, closing: bool, rest: str) -> None:
        self.kind, self.level, self.item = Kind.PARAGRAPH, 0, False
        if closing:
            self.notes = self.notes if name != self.notes else ""
            return
        noted = _OF_NOTES.search(rest) is not None
        if noted and name in _HOLDING:
            self.notes = name
        if (noted or self.notes) and name in ("p", "li", "div", "dd"):
            self.kind = Kind.FOOTNOTE
        if name[0] == "h" and name[1:].isdigit():
            self.kind, self.level = Kind.HEADING, int(name[1:])
        elif name in ("caption", "figcaption"):
            self.kind = Kind.CAPTION
        elif name in _CONTROLS:
            self.kind = Kind.MARKUP
        elif name == "li":
            self.item = True


def _is_note_below(text: str) -> bool:
    """Whether a cell over several columns holds the notes of its table: "1) Excludes ports. 2) ...", "* Estimate."."""
    return _NUMBERED_NOTE.match(text) is not None or ((lines.is_note(text) or lines.is_source(text)) and len(text) > 20)


def _kind_of_paragraph(text: str) -> Kind:
    """What a paragraph is by its look: pages mark captions and sources of tables as paragraphs."""
    if lines.caption_parts(text) and not lines.ends_sentence(text):
        return Kind.CAPTION
    return Kind.SOURCE if lines.is_source(text) else Kind.PARAGRAPH


def hypertext_blocks(raw: str, start: int, end: int, tables: list[int]) -> list[Block]:
    """The blocks of the HTML in `raw[start:end]`; `tables[0]` counts the tables of the document."""
    walk = _Walk(raw)
    position = start
    for match in _BLOCK_TAG.finditer(raw, start, end):
        walk.flush(position, match.start())
        position = match.end()
        walk.tag(match["name"].lower(), bool(match["close"]), match["rest"], tables)
    walk.flush(position, end)
    return walk.blocks
