"""From a transcription to its blocks: headings, paragraphs, captions, source lines, footnotes, cells.

Belongs here: walking the tokens of the Markdown parser and splitting its paragraphs where damaged transcriptions glue
things together. Does not belong here: putting cut sentences together again (see `flow`).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelines.reading import hypertext, lines
from pipelines.reading.islands import Island, Syntax, blank_out, find_islands, front_matter_texts, macro_texts
from pipelines.reading.layout import Block, Kind, Position
from pipelines.reading.markup import InlineText, Mark, plain_text
from pipelines.reading.text import TextBuilder

_PARSER = MarkdownIt("commonmark", {"maxNesting": 12}).enable("table").disable(["code", "lheading", "inline"])
_BREAK = re.compile(r"\r\n|\r|\n")
_ASCIIDOC_HEADING = re.compile(r"(={1,6})\s+(\S.*)")
_ASCIIDOC_LINE = re.compile(
    r"(?:\|={3,}|[=\-.*_+]{4,}|\[(?:[a-z%#.][\w%#.-]*(?:[=,][^\[\]]{0,200})?|[A-Z]{3,12}|[^\[\]=]{0,80}=\"[^\[\]]{0,200})?\]"
    r"|:[\w-]{1,40}:.*|image::\S+\[.*|ifdef::.*|endif::.*|//.*)\s*"
)
_ASCIIDOC_FENCE = re.compile(r"\s*\|={3,}\s*")
_FOOTNOTE_LINE = re.compile(r"\s*(?:<sup>\s?\W{0,2}\d{1,3}\W{0,2}\s?</sup>|\[\^[\w-]{1,20}\]:)\s*\S")
_CELL_EDGE = re.compile(r"\|(?<!\\\|)")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|(?<=\S) {1,}\t(?=\S)")
_FEWEST_ROWS = 2
_NUMBERED_NOTE = re.compile(r"\d{1,2}\s[A-Z][a-z]")
_BEFORE_NOTES = (Kind.SOURCE, Kind.FOOTNOTE, Kind.AXIS)
_RULE_ROW = re.compile(r"[\s|:+=-]+")


class BlockFinder:
    """Finds the blocks of one transcription; `markers` are the spans of list markers."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._source = raw  # the transcription with its islands blanked, once they are known
        self.blocks: list[Block] = []
        self.markers: list[tuple[int, int]] = []
        self._tables = [0]
        self._line_starts: list[int] = []

    def find(self) -> list[Block]:
        """All blocks in the order of the transcription."""
        if hypertext.is_page(self.raw):
            self._page()
        else:
            self._markdown()
        self.blocks.sort(key=lambda block: block.start)
        return self.blocks

    def _page(self) -> None:
        position = 0
        for island in find_islands(self.raw):
            if island.syntax is not Syntax.TABLE:
                self.blocks += hypertext.hypertext_blocks(self.raw, position, island.start, self._tables)
                position = island.end
        self.blocks += hypertext.hypertext_blocks(self.raw, position, len(self.raw), self._tables)
        for block in self.blocks:
            if block.kind is Kind.PARAGRAPH:
                block.kind = _kind_of_line(self.raw, block.text, block.start, block.end)

    def _markdown(self) -> None:
        islands = find_islands(self.raw)
        self._line_starts = [0, *(match.end() for match in _BREAK.finditer(self.raw))]
        self._source = blank_out(self.raw, islands)
        tokens = _PARSER.parse(self._source.removeprefix("\ufeff"))
        self._walk(tokens)
        for island in islands:
            self._island(island)

    def _island(self, island: Island) -> None:
        if island.syntax is Syntax.MARKUP:
            for start, end in front_matter_texts(self.raw, island):
                self._add(Kind.PARAGRAPH, start, end, source=self.raw)
        if island.syntax is Syntax.TABLE:
            self.blocks += hypertext.hypertext_blocks(self.raw, island.start, island.end, self._tables)
        elif island.syntax is Syntax.MACRO:
            for kind, start, end in macro_texts(self.raw, island):
                self._add(Kind.CAPTION if kind == "caption" else Kind.PARAGRAPH, start, end, source=self.raw)

    def _walk(self, tokens: list[Token]) -> None:
        item = False
        for index, token in enumerate(tokens):
            if token.type == "list_item_open" and token.map:
                item = self._marker(token)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                item = False
            elif token.type == "table_open" and token.map:
                self._pipe_rows(*token.map)
            elif token.type == "html_block" and token.map:
                start, end = self._lines(*token.map)
                self.blocks += hypertext.hypertext_blocks(self._source, start, end, self._tables)
            elif token.type == "inline" and token.map:
                opener = tokens[index - 1]
                if opener.type == "heading_open":
                    self._heading(token, len(opener.markup))
                elif opener.type == "paragraph_open":
                    self._paragraph(token, item)

    def _lines(self, first: int, last: int) -> tuple[int, int]:
        starts = self._line_starts
        return starts[first], starts[last] if last < len(starts) else len(self._source)

    def _marker(self, token: Token) -> bool:
        if token.map and token.info.isdigit():
            start, end = self._lines(token.map[0], token.map[0] + 1)
            at = self._source.find(token.info, start, end)
            if at >= 0 and len(token.info) <= 3:
                self.markers.append((at, at + len(token.info)))
        return True

    def _content_lines(self, token: Token) -> list[tuple[int, int]]:
        """The spans of a token's content, line by line, without the indentation and markers of its containers."""
        spans = []
        first, last = token.map or [0, 0]
        for number, content in zip(range(first, last), token.content.split("\n"), strict=False):
            start, end = self._lines(number, number + 1)
            at = self._source.find(content.strip(), start, end) if "\0" not in self._source[start:end] else start
            at = max(at, start)
            spans.append((at, min(at + len(content.strip()), end)))
        return spans

    def _heading(self, token: Token, level: int) -> None:
        for start, end in self._content_lines(token):
            text = self._source[start:end]
            kind = _kind_of_line(self._source, text, start, end)
            self._add(Kind.HEADING if kind is Kind.PARAGRAPH else kind, start, end, level=level)

    def _paragraph(self, token: Token, item: bool) -> None:
        spans = self._content_lines(token)
        texts = [self._source[start:end] for start, end in spans]
        spans = self._long_marker(spans, item)
        if any(_ASCIIDOC_FENCE.fullmatch(text) for text in texts) and token.map:
            self._fenced_table(token.map[0], spans, texts, item)
            return
        rows = [text for text in texts if not _ASCIIDOC_LINE.fullmatch(text)]
        if _are_pipe_rows(rows):
            self._pipe_rows(*(token.map or [0, 0]))
        elif sum("\t" in text for text in texts) * 2 > len(texts) and len(texts) > 1:
            self._tab_rows(*(token.map or [0, 0]))
        elif any(_is_aligned(text) for text in texts):
            self._with_aligned_rows(spans, item)
        else:
            self._runs(spans, item)

    def _long_marker(self, spans: list[tuple[int, int]], item: bool) -> list[tuple[int, int]]:
        """Give a "marker" of four digits back to the text: it is a year that begins a line ("2019. The rise ...")."""
        if item and spans:
            start, end = spans[0]
            line = self._line_starts[bisect_right(self._line_starts, start) - 1]
            if (match := re.compile(r"\s*(\d{4,9}[.)]\s)").match(self._source, line)) and match.end() <= start:
                return [(match.start(1), end), *spans[1:]]
        return spans

    def _fenced_table(self, first: int, spans: list[tuple[int, int]], texts: list[str], item: bool) -> None:
        """A table of AsciiDoc between `|===` lines, with its title (".Title") and text around it."""
        fences = [number for number, text in enumerate(texts) if _ASCIIDOC_FENCE.fullmatch(text)]
        opening, closing = fences[0], fences[1] if len(fences) > 1 else len(texts)
        for number in range(opening):
            start, end = spans[number]
            if texts[number].startswith(".") and texts[number][1:2].isupper():
                self._add(Kind.CAPTION, start + 1, end)
            else:
                self._runs([(start, end)], item)
        self._pipe_rows(first + opening + 1, first + closing)
        self._runs(spans[closing + 1 :], item)

    def _with_aligned_rows(self, spans: list[tuple[int, int]], item: bool) -> None:
        """Split a paragraph of a text dump into its running text and its rows of aligned columns."""
        run: list[tuple[int, int]] = []
        rows: list[tuple[int, int]] = []
        for span in [*spans, (0, 0)]:
            aligned = _is_aligned(self._source[span[0] : span[1]])
            if rows and not aligned:
                if len(rows) >= _FEWEST_ROWS:
                    self._runs(run, item)
                    self._aligned_table(rows)
                    run = []
                else:
                    run += rows
                rows = []
            if aligned:
                rows.append(span)
            elif span != (0, 0):
                run.append(span)
        self._runs(run, item)

    def _aligned_table(self, rows: list[tuple[int, int]]) -> None:
        """Cells of rows whose columns are set apart by two blanks or more; the last cells of each row are aligned."""
        self._tables[0] += 1
        cells = [_cells_between_gaps(self._source, start, end) for start, end in rows]
        origins = [self._line_starts[bisect_right(self._line_starts, start) - 1] for start, _ in rows]
        widest = max(range(len(cells)), key=lambda number: len(cells[number]))
        columns = [(start - origins[widest], end - origins[widest]) for start, end in cells[widest]]
        for number, row in enumerate(cells):
            taken = -1
            for start, end in row:
                column = _nearest(columns, start - origins[number], end - origins[number], taken)
                taken = column
                self._add(Kind.CELL, start, end, cell=Position(self._tables[0], number, column))

    def _runs(self, spans: list[tuple[int, int]], item: bool) -> None:
        """Split a paragraph at the lines that begin something of their own."""
        run: list[tuple[int, int]] = []
        kind = Kind.PARAGRAPH
        for start, end in spans:
            text = self._source[start:end]
            if heading := _ASCIIDOC_HEADING.match(text):
                self._flush(run, kind, item)
                run, kind = [], Kind.PARAGRAPH
                self._add(Kind.HEADING, start + heading.start(2), end, level=len(heading[1]))
                continue
            found = _kind_of_line(self._source, text, start, end)
            if found is Kind.PARAGRAPH and kind in _BEFORE_NOTES and _NUMBERED_NOTE.match(text):
                found = Kind.FOOTNOTE
            if found is not Kind.PARAGRAPH or (run and kind in (Kind.AXIS, Kind.MARKUP, Kind.RUNNING_HEAD)):
                self._flush(run, kind, item)
                run, kind = [], found
            run.append((start, end))
        self._flush(run, kind, item)

    def _flush(self, run: list[tuple[int, int]], kind: Kind, item: bool) -> None:
        if run:
            self._add(kind, run[0][0], run[-1][1], item=item, spans=run)

    def _add(
        self,
        kind: Kind,
        start: int,
        end: int,
        *,
        level: int = 0,
        item: bool = False,
        cell: Position | None = None,
        spans: list[tuple[int, int]] | None = None,
        source: str | None = None,
    ) -> None:
        if kind is Kind.MARKUP:
            return
        inline = (
            self._joined(spans) if spans and self._is_quoted(spans) else plain_text(source or self._source, start, end)
        )
        content = inline.mapped.stripped()
        if content.text or inline.marks:
            self.blocks.append(Block(kind, start, end, content, inline.marks, level, cell, item))

    def _is_quoted(self, spans: list[tuple[int, int]]) -> bool:
        """Whether something other than white space stands between the lines (the ">" of a quotation)."""
        pairs = zip(spans, spans[1:], strict=False)
        return any(self._source[left[1] : right[0]].strip() for left, right in pairs)

    def _joined(self, spans: list[tuple[int, int]]) -> InlineText:
        builder = TextBuilder(self._source)
        marks: list[Mark] = []
        for start, end in spans:
            inline = plain_text(self._source, start, end)
            builder.add(inline.mapped)
            builder.put("\n", end - 1)
            marks += inline.marks
        return InlineText(builder.build(), tuple(marks))

    def _pipe_rows(self, first: int, last: int) -> None:
        self._tables[0] += 1
        row = 0
        head = any(
            _RULE_ROW.fullmatch(self._source[slice(*self._lines(number, number + 1))]) for number in range(first, last)
        )
        for number in range(first, last):
            start, end = self._lines(number, number + 1)
            text = self._source[start:end]
            if _RULE_ROW.fullmatch(text) or _ASCIIDOC_LINE.fullmatch(text.strip()):
                head = False
                continue
            edges = [start + match.start() for match in _CELL_EDGE.finditer(text)]
            stripped = text.strip()
            if not stripped.startswith("|"):
                edges.insert(0, start - 1)
            if not stripped.endswith("|"):
                edges.append(start + len(text.rstrip()))
            for column, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
                self._add(Kind.CELL, left + 1, right, cell=Position(self._tables[0], row, column, head=head))
            row += 1

    def _tab_rows(self, first: int, last: int) -> None:
        self._tables[0] += 1
        for row, number in enumerate(range(first, last)):
            start, end = self._lines(number, number + 1)
            column, left = 0, start
            for match in re.compile("\t|$").finditer(self._source, start, end):
                position = Position(self._tables[0], row, column)
                self._add(Kind.CELL, left, match.start(), cell=position)
                column, left = column + 1, match.end()


def _are_pipe_rows(rows: list[str]) -> bool:
    """Whether lines are rows of a table between pipes, and not a chart that is drawn with them."""
    edges = [len(_CELL_EDGE.findall(text)) for text in rows]
    if len(rows) < _FEWEST_ROWS or min(edges) < 2:
        return False
    cells = [cell.strip() for text in rows for cell in _CELL_EDGE.split(text.strip().strip("|"))]
    filled = sum(any(character.isalnum() for character in cell) for cell in cells)
    return filled * 2 > len(cells) and lines.has_words(rows[0])


def _is_aligned(text: str) -> bool:
    """Whether a line holds columns set apart by blanks: two gaps at least, and no sentence."""
    if len(text) > 400 or not ("  " in text or " \t" in text):
        return False
    return len(_GAP.findall(text)) >= 2 and text.rstrip()[-1:] not in ".!?"


def _nearest(columns: list[tuple[int, int]], start: int, end: int, taken: int) -> int:
    """The column, behind the one taken last, that a cell from `start` to `end` stands under."""
    free = range(min(taken + 1, len(columns) - 1), len(columns))

    def distance(column: int) -> tuple[int, int]:
        left, right = columns[column]
        gap = max(left - end, start - right, 0)
        return gap, abs(left + right - start - end)

    return min(free, key=distance)


def _cells_between_gaps(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    cells = []
    position = start
    for gap in _GAP.finditer(raw, start, end):
        cells.append((position, gap.start()))
        position = gap.end()
    cells.append((position, end))
    return [cell for cell in cells if raw[cell[0] : cell[1]].strip()]


def _kind_of_line(raw: str, text: str, start: int, end: int) -> Kind:
    """What a line is by its look alone."""
    bare = (
        plain_text(raw, start, end).mapped.text.strip() if "<" in text or "*" in text or "[" in text else text.strip()
    )
    if _FOOTNOTE_LINE.match(text) or lines.is_note(bare):
        return Kind.FOOTNOTE
    if lines.is_source(bare):
        return Kind.SOURCE
    if _ASCIIDOC_LINE.fullmatch(text):
        return Kind.MARKUP
    if lines.caption_parts(bare):
        return Kind.CAPTION
    if lines.is_page_number(bare):
        return Kind.RUNNING_HEAD
    return Kind.AXIS if lines.is_ticks(bare) else Kind.PARAGRAPH
