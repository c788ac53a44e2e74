"""The kind of block that a line begins by its look, and which lines stand between pipes.

Belongs here: one line, or one beside its neighbours, with the signs of markup. Does not belong here: the words of a line
(see `lines`), what blocks before it say (see `blocks`).
"""

from __future__ import annotations

import re

from pipelines.reading import lines
from pipelines.reading.layout import Kind
from pipelines.reading.markup import plain_text

_ASCIIDOC_LINE = re.compile(
    r"(?:\|={3,}|[=\-.*_+]{4,}|\[(?:[a-z%#.][\w%#.-]*(?:[=,][^\[\]]{0,200})?|[A-Z]{3,12}|[^\[\]=]{0,80}=\"[^\[\]]{0,200})?\]"
    r"|:[\w-]{1,40}:.*|image::\S+\[.*|ifdef::.*|endif::.*|//.*)\s*"
)
_MODULE_LINE = re.compile(r"(?:import|export)\s[^\n]{1,200}['\"][^'\"\n]{1,200}['\"];?\s*")  # of MDX
_FOOTNOTE_LINE = re.compile(r"\s*(?:<sup>\s?\W{0,2}\d{1,3}\W{0,2}\s?</sup>|\[\^[\w-]{1,20}\]:)\s*\S")
CELL_EDGE = re.compile(r"\|(?<!\\\|)")
_FEWEST_ROWS = 2
_LONGEST_TITLE = 100  # characters of a title that is underlined


def kind_of_line(raw: str, text: str, start: int, end: int) -> Kind:
    """What a line is by its look alone."""
    bare = (
        plain_text(raw, start, end).mapped.text.strip() if "<" in text or "*" in text or "[" in text else text.strip()
    )
    if _FOOTNOTE_LINE.match(text) or lines.is_note(bare):
        return Kind.FOOTNOTE
    if lines.is_source(bare):
        return Kind.SOURCE
    if is_markup(text) or _MODULE_LINE.fullmatch(text):
        return Kind.MARKUP
    if lines.caption_parts(bare):
        return Kind.CAPTION
    if lines.is_page_number(bare) or lines.is_imprint(bare):
        return Kind.RUNNING_HEAD
    charted = lines.is_ticks(bare) or lines.is_chart_line(bare) or lines.is_scale(bare)
    return Kind.AXIS if charted else Kind.PARAGRAPH


def is_markup(text: str) -> bool:
    """Whether a line of AsciiDoc is none of its text: a fence, an attribute, a comment."""
    return _ASCIIDOC_LINE.fullmatch(text) is not None


def only_names_figure(text: str) -> bool:
    """Whether an item of a list only names a figure, as the links of a page's menu do: "Table 1"."""
    parts = lines.caption_parts(text)
    return parts is not None and not parts[2].strip()


def is_title(text: str) -> bool:
    """Whether a line may be a title: short words that end no sentence."""
    return len(text) <= _LONGEST_TITLE and lines.has_words(text) and "|" not in text and not lines.ends_sentence(text)


def is_tick_among(texts: list[str], number: int) -> bool:
    """Whether a line looks like the number of a page but stands next to another tick of an axis."""
    beside = (*texts[max(0, number - 1) : number], *texts[number + 1 : number + 2])
    return lines.is_ticks(texts[number]) and any(lines.is_ticks(text) or lines.is_chart_line(text) for text in beside)


def are_pipe_rows(rows: list[str]) -> bool:
    """Whether lines are rows of a table between pipes, and not a chart that is drawn with them."""
    edges = [len(CELL_EDGE.findall(text)) for text in rows]
    if len(rows) < _FEWEST_ROWS or min(edges) < 2:
        return False
    cells = [cell.strip() for text in rows for cell in CELL_EDGE.split(text.strip().strip("|"))]
    filled = sum(any(character.isalnum() for character in cell) for cell in cells)
    return filled * 2 > len(cells) and lines.has_words(rows[0])


def piped_lines(texts: list[str]) -> tuple[int, int] | None:
    """The first and the last but one of lines between pipes, where others stand above or below them in a paragraph."""
    edges = [len(CELL_EDGE.findall(text)) > 1 for text in texts]
    if sum(edges) <= _FEWEST_ROWS:
        return None
    first = edges.index(True)
    last = len(edges) - edges[::-1].index(True)
    return (first, last) if all(edges[first:last]) and are_pipe_rows(texts[first:last]) else None
