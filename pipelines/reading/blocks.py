"""From a transcription to its blocks: headings, paragraphs, captions, source lines, footnotes, cells.

Belongs here: walking the tokens of the Markdown parser and splitting its paragraphs where damaged transcriptions glue
things together. Does not belong here: putting cut sentences together again (see `flow`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelines.reading import hypertext, lines
from pipelines.reading.blank_tables import BlankTables, Part
from pipelines.reading.columns import is_aligned, is_numbered_row, side_by_side
from pipelines.reading.furniture import Notes, debris, page_lines
from pipelines.reading.islands import Island, Syntax, blank_out, find_islands, front_matter_texts, macro_texts
from pipelines.reading.labelled import Row, entries_of_contents, find_rows, heads_above, is_contents
from pipelines.reading.layout import Block, Kind, Position
from pipelines.reading.looks import (
    CELL_EDGE,
    are_pipe_rows,
    is_markup,
    is_tick_among,
    is_title,
    kind_of_line,
    only_names_figure,
    piped_lines,
)
from pipelines.reading.markup import InlineText, Mark, plain_text
from pipelines.reading.spaced_rows import find_tables
from pipelines.reading.tables import is_period
from pipelines.reading.text import TextBuilder

_PARSER = MarkdownIt("commonmark", {"maxNesting": 12}).enable("table")
_PARSER.disable(["code", "lheading", "inline", "normalize"])  # see _normal
_BREAK = re.compile(r"\r\n|\r|\n")
_NUMBERED_TITLE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.? {1,4}[A-Z][^.!?|:;\d\t]{2,70}")
_NUMBERED_PARAGRAPH = re.compile(r"^[ \t]{0,40}(\d{1,2})\.(\d{1,2})\.?[ \t]{1,4}[A-Z]", re.MULTILINE)
_ASCIIDOC_HEADING = re.compile(r"(={1,6})\s+(\S.*)")
_ASCIIDOC_FENCE = re.compile(r"\s*\|={3,}\s*")
_TABBED_CAPTION = re.compile(
    r"(?:Table|Tab\.|Chart|Figure|Exhibit)\s\S{1,8}\t+[^\t]*[^\W\d][^\t]*"
)  # "Table 1<tab>Rates"
_TABBED_TITLE = re.compile(r"\d{1,2}\.?\t[A-Z][^.!?|:;\d\t]{2,70}")  # "1", a tab and "Money supply", alone
_MARKED_LINE = re.compile(r"^[ \t]{0,40}(?:\d{1,3}(?P<sign>[.)])|(?P<bullet>[-*+]))(?=[ \t])", re.MULTILINE)
_YEAR_ALONE = re.compile(r"^[ \t]{0,40}\d{4}(?P<sign>[.)])(?=[ \t]{0,40}$)", re.MULTILINE)  # the end of a sentence
_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_NO_MARKER = "\u2024"  # looks like a full stop
_LONGEST_ROW = 400
_BEFORE_NOTES = (Kind.SOURCE, Kind.FOOTNOTE, Kind.AXIS, Kind.CELL)
_UNDERLINE = re.compile(r"={3,}\s*")
_MOST_TAKEN_BACK = 40  # blocks that heads of a table were read as
_FARTHEST_RULE = 200  # characters
_FOOT_RULE = re.compile(r"[_—–-]{5,120}")
_RULE_ROW = re.compile(r"[\s|:+=-]+")


class BlockFinder:
    """Finds the blocks of one transcription; `markers` are the spans of list markers."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._source = raw  # the transcription with its islands blanked, once they are known
        self._parsed = raw  # the same as the parser of Markdown gets it, character by character
        self.blocks: list[Block] = []
        self.markers: list[tuple[int, int]] = []
        self._tables = [0]
        self._line_starts: list[int] = []
        self._page_lines: frozenset[int] = frozenset()
        self._notes = Notes(raw)
        self._numbered: frozenset[tuple[int, int]] | None = None  # of numbered paragraphs: "2.1 The plan ..."
        self._blank = BlankTables(raw, self._line_start, self._tables)
        self._fences: list[int] | None = None  # the lines that open and close tables of AsciiDoc
        self._fenced_to = 0  # the line behind a table of AsciiDoc whose rows empty lines set apart
        self._lone: list[tuple[Token, tuple[int, int]]] = []  # lines between empty lines, not yet made blocks

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
        called = {self.raw[mark.start : mark.end] for block in self.blocks for mark in block.marks}
        for block in self.blocks:
            number = self._notes.number(block.text) if block.kind is Kind.PARAGRAPH else None
            if number is not None and str(number) in called:
                block.kind = Kind.FOOTNOTE
            elif block.kind is Kind.PARAGRAPH and not (block.item and only_names_figure(block.text)):
                block.kind = kind_of_line(self.raw, block.text, block.start, block.end)

    def _markdown(self) -> None:
        islands = find_islands(self.raw)
        self._line_starts = [0, *(match.end() for match in _BREAK.finditer(self.raw))]
        self._source = blank_out(self.raw, islands)
        self._blank = BlankTables(self._source, self._line_start, self._tables)
        self._page_lines = page_lines(self._source)
        self._parsed = _without_markers(self._source)
        tokens = _PARSER.parse(_normal(self._parsed.removeprefix("\ufeff")))
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
                count = len(self.blocks)
                kinds = Kind.CAPTION if kind == "caption" else Kind.PARAGRAPH
                self._add(kinds, start, end, item=True, source=self.raw)
                for block in self.blocks[count:]:
                    block.macro = island.start

    def _walk(self, tokens: list[Token]) -> None:
        item = False
        for index, token in enumerate(tokens):
            if token.map and token.map[0] < self._fenced_to:
                continue
            if token.type == "inline" and not item and self._is_lone(tokens, index):
                self._lone.append((token, self._content_lines(token)[0]))
                continue
            if self._lone and token.type not in ("paragraph_open", "paragraph_close"):
                self._lone_lines()
            if token.type == "list_item_open" and token.map:
                item = self._marker(token)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                item = False
            elif token.type == "table_open" and token.map:
                self._pipe_table(*token.map)
            elif token.type == "html_block" and token.map:
                self._hypertext(*token.map)
            elif token.type == "inline" and token.map:
                opener = tokens[index - 1]
                if opener.type == "heading_open":
                    self._heading(token, len(opener.markup))
                elif opener.type == "paragraph_open" and _is_underlined(tokens, index):
                    self._heading(token, 2)
                elif opener.type == "paragraph_open":
                    self._paragraph(token, item)
        self._lone_lines()

    @staticmethod
    def _is_lone(tokens: list[Token], index: int) -> bool:
        """Whether a paragraph is a single line of words that only single blanks set apart."""
        token, text = tokens[index], tokens[index].content
        one = token.map is not None and token.map[1] - token.map[0] == 1
        plain = one and not ("  " in text or "\t" in text or "|" in text)
        return plain and tokens[index - 1].type == "paragraph_open" and not _is_underlined(tokens, index)

    def _lone_lines(self) -> None:
        """Lines that empty lines set apart, as some dumps have them: rows of a table, or a paragraph each."""
        lone, self._lone = self._lone, []
        spans = [span for _, span in lone]
        position = 0
        for table in find_tables(
            [self._source[slice(*span)] for span in spans], captioned=self._is_below_table_title()
        ):
            for token, _ in lone[position : table.first]:
                self._paragraph(token, item=False)
            self._cells(self._blank.spaced_cells(table, spans))
            position = table.last
        for token, _ in lone[position:]:
            self._paragraph(token, item=False)

    def _is_below_table_title(self) -> bool:
        last = self.blocks[-1] if self.blocks else None
        return last is not None and last.kind is Kind.CAPTION and last.text[:1] in "Tt"

    def _hypertext(self, first: int, last: int) -> None:
        """Tags up to a blank line, and the rows of a table between pipes that stand within them ("<figure markdown>")."""
        piped = [self._source[slice(*self._lines(at, at + 1))].lstrip().startswith("|") for at in range(first, last)]
        begin = first + piped.index(True) if True in piped else last
        end = begin
        while end < last and piped[end - first]:
            end += 1
        rule = self._source[slice(*self._lines(begin + 1, begin + 2))].strip() if end - begin > 2 else ""
        if not rule or not _RULE_ROW.fullmatch(rule):
            self.blocks += hypertext.hypertext_blocks(self._source, *self._lines(first, last), self._tables)
            return
        self.blocks += hypertext.hypertext_blocks(self._source, *self._lines(first, begin), self._tables)
        self._pipe_rows(begin, end)
        if end < last:
            self._hypertext(end, last)

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
            at = self._parsed.find(content.strip(), start, end) if "\0" not in self._source[start:end] else start
            at = max(at, start)
            spans.append((at, min(at + len(content.strip()), end)))
        return spans

    def _heading(self, token: Token, level: int) -> None:
        for start, end in self._content_lines(token):
            text = self._source[start:end]
            kind = self._kind(text, start, end, [])
            self._add(Kind.HEADING if kind is Kind.PARAGRAPH else kind, start, end, level=level)

    def _paragraph(self, token: Token, item: bool) -> None:
        spans = self._content_lines(token)
        texts = [self._source[start:end] for start, end in spans]
        spans = self._long_marker(spans, item)
        if any(_ASCIIDOC_FENCE.fullmatch(text) for text in texts) and token.map:
            self._fenced_table(token.map[0], spans, texts, item)
            return
        first, last = token.map or [0, 0]
        rows = [text for text in texts if not is_markup(text)]
        if are_pipe_rows(rows):
            self._pipe_rows(first, last)
        elif (piped := piped_lines(texts)) and len(rows) == len(texts):
            self._runs(spans[: piped[0]], item)
            self._pipe_rows(first + piped[0], first + piped[1])
            self._runs(spans[piped[1] :], item)
        elif sum("\t" in text for text in texts) * 2 > len(texts) and len(texts) > 1:
            self._tabbed(first, spans, item)
        elif "   " not in token.content:
            self._labelled(spans, item)
        elif columns := side_by_side(self._source, spans, [self._line_start(start) for start, _ in spans]):
            for column in columns:
                self._column(column)
        elif any(is_aligned(text) for text in texts):
            self._with_aligned_rows(spans, item)
        else:
            self._labelled(spans, item)

    def _without_source(self, start: int, end: int) -> tuple[int, int]:
        """A line of text without the source that a wide gap sets apart at its end, which becomes a block of its own."""
        gap = _WIDE_GAP.search(self._source, start, end)
        if gap is None or not lines.is_source(self._source[gap.end() : end]):
            return start, end
        self._add(Kind.SOURCE, gap.end(), end)
        return start, gap.start()

    def _labelled(self, spans: list[tuple[int, int]], item: bool) -> None:
        """Split a paragraph into running text and rows of a label and values."""
        spans = [self._without_source(*span) for span in spans]
        texts = [self._source[start:end] for start, end in spans]
        contents = entries_of_contents(texts, titled=bool(self.blocks) and is_contents(self.blocks[-1].text))
        rows = find_rows(
            ["" if start in self._page_lines else text for (start, _), text in zip(spans, texts, strict=True)]
        )
        run: list[tuple[int, int]] = []
        number = 0
        while number < len(spans):
            if number in contents:
                self._runs(run, item)
                run = []
                self._add(Kind.RUNNING_HEAD, *spans[number])
                number += 1
                continue
            row = rows[number]
            if row is None:
                run.append(spans[number])
                number += 1
                continue
            values, last = row.values, number
            while last < len(spans) and (other := rows[last]) is not None and other.values == values:
                last += 1
            head = heads_above(texts[number - 1], values) if run and values > 1 else ()
            above = run.pop() if head else (0, 0)
            self._runs(run, item)
            run = []
            self._labelled_table([(above[0], head)] if head else [], spans[number:last], rows[number:last])
            number = last
        self._runs(run, item)

    def _labelled_table(
        self,
        heads: list[tuple[int, tuple[tuple[int, int], ...]]],
        spans: list[tuple[int, int]],
        rows: Sequence[Row | None],
    ) -> None:
        self._tables[0] += 1
        found = [*heads, *((start, row.cells) for (start, _), row in zip(spans, rows, strict=True) if row)]
        for number, (start, cells) in enumerate(found):
            for column, (left, right) in enumerate(cells):
                if left < right:
                    position = Position(self._tables[0], number, column, head=bool(heads) and number == 0)
                    self._add(Kind.CELL, start + left, start + right, cell=position)

    def _line_start(self, offset: int) -> int:
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def _column(self, spans: list[tuple[int, int]]) -> None:
        """One of two columns of running text: a short first line is its title."""
        text = self._source[slice(*spans[0])]
        titled = len(text) <= 40 and self._source[spans[1][0]].isupper() and not lines.ends_sentence(text)
        if titled:
            self._runs(spans[:1], item=False)
        self._runs(spans[titled:], item=False)

    def _tabbed(self, first: int, spans: list[tuple[int, int]], item: bool) -> None:
        """A table of lines with tabs, and lines without any above and below it (caption, notes, source)."""
        rows = [number for number, (start, end) in enumerate(spans) if "\t" in self._source[start:end]]
        captioned = len(rows) > 1 and _TABBED_CAPTION.fullmatch(self._source[slice(*spans[rows[0]])]) is not None
        above, below = rows[captioned], rows[-1] + 1
        while above > captioned and "\t" in self._source[slice(*self._lines(first + above - 1, first + above))]:
            above -= 1  # the year above some columns, alone between its tabs
        while below < len(spans) and not self._is_behind_table(*spans[below]):
            below += 1
        self._runs(spans[:above], item)
        self._tab_rows(first + above, first + below)
        self._runs(spans[below:], item)

    def _is_behind_table(self, start: int, end: int) -> bool:
        """Whether a line behind the last full row of a table is none of its rows: a note, a source, a sentence."""
        text = self._source[start:end]
        return (
            kind_of_line(self._source, text, start, end) is not Kind.PARAGRAPH
            or self._notes.number(text) is not None
            or lines.ends_sentence(text)
        )

    def _long_marker(self, spans: list[tuple[int, int]], item: bool) -> list[tuple[int, int]]:
        """Give a "marker" of four digits back to the text: it is a year that begins a line ("2019. The rise ...")."""
        if item and spans:
            start, end = spans[0]
            line = self._line_start(start)
            if (match := re.compile(r"\s*(\d{4,9}[.)]\s)").match(self._source, line)) and match.end() <= start:
                return [(match.start(1), end), *spans[1:]]
        return spans

    def _fenced_table(self, first: int, spans: list[tuple[int, int]], texts: list[str], item: bool) -> None:
        """A table of AsciiDoc between `|===` lines, with its title (".Title") and text around it.

        Empty lines may stand in it, mostly behind the heads, so that it goes on beyond this paragraph.
        """
        fences = [number for number, text in enumerate(texts) if _ASCIIDOC_FENCE.fullmatch(text)]
        opening = fences[0]
        if len(fences) == 1 and (behind := self._behind_fence(first + len(texts))):
            spans = [*spans, *self._stripped(first + len(texts), behind)]
            self._fenced_to = behind
        closing = next((at for at in range(opening + 1, len(spans)) if self._is_fence(*spans[at])), len(spans))
        for number in range(opening):
            start, end = spans[number]
            if texts[number].startswith(".") and texts[number][1:2].isupper():
                self._add(Kind.CAPTION, start + 1, end)
            else:
                self._runs([(start, end)], item)
        self._pipe_rows(first + opening + 1, first + closing)
        self._runs(spans[closing + 1 :], item)

    def _is_fence(self, start: int, end: int) -> bool:
        return _ASCIIDOC_FENCE.fullmatch(self._source[start:end]) is not None

    def _stripped(self, first: int, last: int) -> list[tuple[int, int]]:
        ends = (self._lines(number, number + 1) for number in range(first, last))
        return [(start, start + len(self._source[start:end].rstrip())) for start, end in ends]

    def _behind_fence(self, first: int) -> int:
        """The line behind the paragraph that closes a table of AsciiDoc; 0 if none does."""
        if self._fences is None:
            self._fences = [
                at for at in range(len(self._line_starts)) if self._is_fence(*self._stripped(at, at + 1)[0])
            ]
        closing = bisect_left(self._fences, first)
        behind = self._fences[closing] + 1 if closing < len(self._fences) else 0
        while 0 < behind < len(self._line_starts) and self._source[slice(*self._lines(behind, behind + 1))].strip():
            behind += 1
        return behind

    def _with_aligned_rows(self, spans: list[tuple[int, int]], item: bool) -> None:
        """Split a paragraph of a text dump into its running text and its rows of aligned columns."""
        for part, found in self._blank.parts(spans):
            if part is Part.TEXT:
                self._labelled(found, item)
            elif part is Part.TABLE:
                self._aligned_table(found)
            else:
                for row in found:
                    self._runs([row], item)

    def _aligned_table(self, rows: list[tuple[int, int]]) -> None:
        """Cells of rows whose columns are set apart by two blanks or more.

        Rows of heads that a blank or a drawn line sets apart from them belong to them; so do rows behind another one.
        """
        if not self._blank.goes_on(rows):
            rows = [*self._heads_above(rows[0][0]), *rows]
            self._blank.begin(rows)
        self._cells(self._blank.aligned_cells(rows))

    def _cells(self, cells: Iterable[tuple[tuple[int, int], Position]]) -> None:
        for (start, end), place in cells:
            self._add(Kind.CELL, start, end, cell=place)

    def _heads_above(self, start: int) -> list[tuple[int, int]]:
        """The lines of heads just above a table, taken back from the blocks: they look like ticks of an axis, or text."""
        heads = self._blank.heads_above(start)
        while heads and any(block.start < heads[0][0] < block.end for block in self.blocks[-_MOST_TAKEN_BACK:]):
            heads.pop(0)
        while heads and self.blocks and self.blocks[-1].start >= heads[0][0]:
            self.blocks.pop()
        return heads

    def _runs(self, spans: list[tuple[int, int]], item: bool) -> None:
        """Split a paragraph at the lines that begin something of their own."""
        run: list[tuple[int, int]] = []
        kind = Kind.PARAGRAPH
        texts = [self._source[start:end] for start, end in spans]
        chart, resumed = debris(texts)
        ruled = bool(spans) and self._is_below_rule(spans[0][0])
        note = self._first_note(texts, ruled=ruled)
        for number, ((start, end), text) in enumerate(zip(spans, texts, strict=True)):
            if heading := _ASCIIDOC_HEADING.match(text):
                self._flush(run, kind, item)
                run, kind = [], Kind.PARAGRAPH
                self._add(Kind.HEADING, start + heading.start(2), end, level=len(heading[1]))
                continue
            tabbed = len(texts) == 1 and _TABBED_TITLE.fullmatch(text) is not None
            if tabbed or (_NUMBERED_TITLE.fullmatch(text) and self._stands_apart(texts, number)):
                self._flush(run, kind, item)
                run, kind = [], Kind.PARAGRAPH
                self._add(Kind.HEADING, start, end, level=1 + text.partition(" ")[0].strip(".").count("."))
                continue
            if self._is_numbered(text) and (not number or self._ends(texts[number - 1], item=item)):
                self._flush(run, kind, item)
                run, kind, item = [(start, end)], Kind.PARAGRAPH, False
                continue
            if _UNDERLINE.fullmatch(text) and len(run) == 1 and number == 1 and is_title(texts[0]):
                self._add(Kind.HEADING, *run[0], level=1)
                run = []
                continue
            found = (
                Kind.AXIS
                if number in chart
                and start not in self._page_lines
                and not lines.is_page_number(text.lstrip("0123456789"))
                else self._kind(text, start, end, run if kind is Kind.PARAGRAPH else [])
            )
            if found is Kind.RUNNING_HEAD and is_tick_among(texts, number):
                found = Kind.AXIS
            begins = number in resumed
            if found is Kind.PARAGRAPH and note is not None and self._notes.number(text) == note:
                found, note = Kind.FOOTNOTE if ruled else self._kind_of_note(kind, note), note + 1
                begins = found is Kind.PARAGRAPH
            if found is not Kind.PARAGRAPH or begins or (run and kind in (Kind.AXIS, Kind.MARKUP, Kind.RUNNING_HEAD)):
                self._flush(run, kind, item)
                run, kind = [], found
            run.append((start, end))
        self._flush(run, kind, item)

    @staticmethod
    def _ends(text: str, *, item: bool) -> bool:
        """Whether a line ends what it says: a sentence, or the title of an item."""
        return lines.ends_sentence(text) or (item and is_title(text))

    def _is_numbered(self, text: str) -> bool:
        """Whether a line begins a numbered paragraph, as others of the document do: "1.2 By mode, 6,683 ..."."""
        match = _NUMBERED_PARAGRAPH.match(text) if text[:1].isdigit() else None
        if match is None:
            return False
        if self._numbered is None:
            self._numbered = frozenset((int(one[1]), int(one[2])) for one in _NUMBERED_PARAGRAPH.finditer(self._source))
        part, number = int(match[1]), int(match[2])
        beside = {(part, number - 1), (part, number + 1)} | ({(part - 1, 1)} if number == 1 else set())
        return not beside.isdisjoint(self._numbered)

    @staticmethod
    def _stands_apart(texts: list[str], number: int) -> bool:
        """Whether no sentence runs into a line, and a sentence or another title begins behind it."""
        before, after = texts[number - 1] if number else "", texts[number + 1] if number + 1 < len(texts) else ""
        ended = not before or lines.ends_sentence(before) or _NUMBERED_TITLE.fullmatch(before) is not None
        return ended and after[:1] not in ("", *"(|") and not after[:1].islower() and not is_aligned(after)

    def _kind(self, text: str, start: int, end: int, run: list[tuple[int, int]]) -> Kind:
        """What a line is by its look and by the lines before it in its paragraph (`run`)."""
        if start in self._page_lines:
            return Kind.RUNNING_HEAD
        found = kind_of_line(self._source, text, start, end)
        if found in (Kind.RUNNING_HEAD, Kind.AXIS):
            last = self.blocks[-1] if self.blocks and is_period(text.rstrip(".")) else None
            cut = self._source[slice(*run[-1])] if run else last.text if last and last.kind is Kind.PARAGRAPH else ""
            if lines.calls_for_more(cut[-_LONGEST_ROW:]):
                return Kind.PARAGRAPH  # "... in the year" / "2019."
        return found

    def _first_note(self, texts: list[str], *, ruled: bool) -> int | None:
        """The number of the first numbered note of a paragraph: one that is called, stands below a figure, or counts on."""
        numbers = [(at, number) for at, text in enumerate(texts) if (number := self._notes.number(text)) is not None]
        if not numbers:
            return None
        at, first = numbers[0]
        follows = [number for _, number in numbers[1:2]] == [first + 1]
        called = self._notes.is_called(first) and any(map(lines.ends_sentence, texts[at:]))
        below = bool(self.blocks) and self.blocks[-1].kind in _BEFORE_NOTES and first <= 9
        below = below or (at == 0 and ruled)
        if at == 0:
            return first if follows or called or below else None
        before = texts[at - 1]
        titled = lines.is_notes_title(before) or lines.is_source(before) or lines.is_note(before)
        return first if titled or (lines.ends_sentence(before) and (follows or called)) else None

    def _is_below_rule(self, start: int) -> bool:
        """Whether a drawn line stands just above a line of text: notes at the foot of a page follow."""
        above = self._source[max(0, start - _FARTHEST_RULE) : start].rstrip()
        return _FOOT_RULE.fullmatch(above[above.rfind("\n") + 1 :].strip()) is not None

    def _kind_of_note(self, kind: Kind, number: int) -> Kind:
        before = self.blocks[-1].kind if self.blocks else Kind.PARAGRAPH
        known = kind in _BEFORE_NOTES or before in _BEFORE_NOTES or self._notes.is_called(number)
        return Kind.FOOTNOTE if known else Kind.PARAGRAPH

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
            self.blocks.append(Block(kind, start, end, content, inline.marks, level, cell, item, inline.literals))

    def _is_quoted(self, spans: list[tuple[int, int]]) -> bool:
        """Whether something other than white space stands between the lines (the ">" of a quotation)."""
        pairs = zip(spans, spans[1:], strict=False)
        return any(self._source[left[1] : right[0]].strip() for left, right in pairs)

    def _joined(self, spans: list[tuple[int, int]]) -> InlineText:
        builder = TextBuilder(self._source)
        marks: list[Mark] = []
        literals: list[tuple[int, int]] = []
        for start, end in spans:
            inline = plain_text(self._source, start, end)
            builder.add(inline.mapped)
            builder.put("\n", end - 1)
            marks += inline.marks
            literals += inline.literals
        return InlineText(builder.build(), tuple(marks), tuple(literals))

    def _pipe_rows(self, first: int, last: int) -> None:
        self._tables[0] += 1
        row = 0
        texts = (self._source[slice(*self._lines(number, number + 1))] for number in range(first, last))
        head = any(text.strip() and _RULE_ROW.fullmatch(text) for text in texts)
        for number in range(first, last):
            start, end = self._lines(number, number + 1)
            text = self._source[start:end]
            if not text.strip():
                continue
            if _RULE_ROW.fullmatch(text) or is_markup(text.strip()):
                head = False
                continue
            edges = [start + match.start() for match in CELL_EDGE.finditer(text)]
            stripped = text.strip()
            if not stripped.startswith("|"):
                edges.insert(0, start - 1)
            if not stripped.endswith("|"):
                edges.append(start + len(text.rstrip()))
            for column, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
                self._add(Kind.CELL, left + 1, right, cell=Position(self._tables[0], row, column, head=head))
            row += 1

    def _pipe_table(self, first: int, last: int) -> None:
        """A table of Markdown; its grammar takes the lines glued below it (a note, a source) for rows."""
        rows = last
        while rows > first + 2 and self._is_glued_below(rows - 1):
            rows -= 1
        self._pipe_rows(first, rows)
        below = [self._lines(number, number + 1) for number in range(rows, last)]
        self._runs([(start, start + len(self._source[start:end].rstrip())) for start, end in below], item=False)

    def _is_glued_below(self, number: int) -> bool:
        start, end = self._lines(number, number + 1)
        text = self._source[start:end].strip()
        return "|" not in text and (len(text) > 40 or self._is_behind_table(start, end))

    def _tab_rows(self, first: int, last: int) -> None:
        self._tables[0] += 1
        for row, number in enumerate(range(first, last)):
            start, end = self._lines(number, number + 1)
            column, left = 0, start
            for match in re.compile("\t|$").finditer(self._source, start, end):
                position = Position(self._tables[0], row, column)
                self._add(Kind.CELL, left, match.start(), cell=position)
                column, left = column + 1, match.end()


def _without_markers(source: str) -> str:
    """The same without the signs of list items ("1.", "- of which") where they begin rows of a table, as long as before."""
    parts: list[str] = []
    position = 0
    for match in _MARKED_LINE.finditer(source):
        end = source.find("\n", match.end())
        line = source[match.end() : end if end >= 0 else len(source)]
        if len(line) <= _LONGEST_ROW and is_numbered_row(line):
            parts += (source[position : match.start("sign")], _NO_MARKER)
            position = match.end("sign")
    unmarked = "".join((*parts, source[position:])) if parts else source
    return _YEAR_ALONE.sub(lambda match: match[0][:-1] + _NO_MARKER, unmarked)


def _normal(source: str) -> str:
    """Line breaks as the parser wants them, those between pages as blanks; it would look for them with expressions."""
    return source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").replace("\f", " ")


def _is_underlined(tokens: list[Token], index: int) -> bool:
    """Whether a paragraph of one line is a title with a line of hyphens under it."""
    rule = tokens[index + 2] if index + 2 < len(tokens) else None
    paragraph = tokens[index]
    return (
        rule is not None
        and rule.type == "hr"
        and rule.markup.startswith("-")
        and rule.map is not None
        and paragraph.map is not None
        and rule.map[0] == paragraph.map[1] == paragraph.map[0] + 1
        and is_title(paragraph.content)
        and not is_aligned(paragraph.content)
    )
