"""Regions with a syntax of their own: front matter, comments, scripts, templates, HTML tables.

Belongs here: finding these regions before Markdown is parsed, and what of a template macro is text. Does not belong
here: the blocks of HTML (see `hypertext`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Syntax(StrEnum):
    """What kind of region an island is."""

    MARKUP = "markup"
    MACRO = "macro"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Island:
    """A region `[start, end)` of the transcription that is not Markdown."""

    syntax: Syntax
    start: int
    end: int


_OPENING = re.compile(
    r"<!--|\{\{|\{%|<(?P<name>script|style|svg|nav|noscript|head|template|table)(?=[\s>])", re.IGNORECASE
)
_CLOSING = {"<!--": "-->", "{{": "}}", "{%": "%}"}
_LONGEST_MACRO = 20_000
_LINE = re.compile(r"[^\r\n]+")
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_ARGUMENT = re.compile(
    r"""(?P<key>[A-Za-z_]\w{0,40})\s{0,9}=\s{0,9}(?P<quote>["'])(?P<value>(?:(?!(?P=quote)).){0,8000})(?P=quote)""",
    re.DOTALL,
)
TEXT_ARGUMENTS = {
    "caption": "caption",
    "description": "prose",
    "content": "prose",
    "alt": "prose",
    "text": "prose",
    "note": "prose",
    "quote": "prose",
    "title": "caption",
}


_FRONT_KEY = re.compile(
    r"^(?P<key>[A-Za-z_]\w{0,40})[ \t]{0,9}[:=][ \t]{0,9}(?P<value>\S(?:.{0,3999}[^ \t\n])?)[ \t]*$", re.MULTILINE
)
_FRONT_TEXTS = re.compile(r"title|subtitle|description|summary|abstract|featured_quote|featured_stat(?:_label)?_\d+")


def front_matter_texts(raw: str, island: Island) -> list[tuple[int, int]]:
    """The spans of what front matter says to readers (title, description, featured figures); the rest is markup."""
    return [
        match.span("value")
        for match in _FRONT_KEY.finditer(raw, island.start, island.end)
        if island.start == 0 and _FRONT_TEXTS.fullmatch(match["key"])
    ]


class _Finder:
    """Finds closing marks in linear time: a mark that is missing is looked for once only."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._ends: dict[str, list[int]] = {}

    def after(self, mark: str, position: int) -> int:
        """The end of the first `mark` at or after `position`, or -1."""
        if mark not in self._ends:
            pattern = re.compile(re.escape(mark), re.IGNORECASE)
            self._ends[mark] = [match.start() for match in pattern.finditer(self._raw)]
        starts = self._ends[mark]
        index = bisect_right(starts, position - 1)
        return starts[index] + len(mark) if index < len(starts) else -1


def find_islands(raw: str) -> list[Island]:
    """The islands of a transcription, in order and without overlap."""
    islands: list[Island] = []
    position = 0
    head = _FRONT_MATTER.match(raw)
    if head and (close := re.compile(rf"^{re.escape(head[1])}[ \t]*$", re.MULTILINE).search(raw, head.end())):
        islands.append(Island(Syntax.MARKUP, 0, close.end()))
        position = close.end()
    finder = _Finder(raw)
    while match := _OPENING.search(raw, position):
        island = _island(match, finder)
        if island:
            islands.append(island)
        position = island.end if island else match.end()
    return islands


def _island(match: re.Match[str], finder: _Finder) -> Island | None:
    name = match["name"]
    end = finder.after(f"</{name}>" if name else _CLOSING[match.group()], match.end())
    if end < 0:
        return None
    if name:
        return Island(Syntax.TABLE if name.lower() == "table" else Syntax.MARKUP, match.start(), end)
    if match.group() == "<!--":
        return Island(Syntax.MARKUP, match.start(), end)
    return Island(Syntax.MACRO, match.start(), end) if end - match.start() <= _LONGEST_MACRO else None


def macro_texts(raw: str, island: Island) -> list[tuple[str, int, int]]:
    """The texts among the arguments of a macro: `(kind, start, end)`, kind being `caption` or `prose`.

    Only arguments that carry text for readers count (`caption=...`, `description=...`); the others are markup.
    """
    return [
        (TEXT_ARGUMENTS[match["key"].lower()], *match.span("value"))
        for match in _ARGUMENT.finditer(raw, island.start, island.end)
        if match["key"].lower() in TEXT_ARGUMENTS
    ]


def blank_out(raw: str, islands: list[Island]) -> str:
    """`raw` with the islands blanked, line breaks kept, so that offsets stay."""
    parts: list[str] = []
    position = 0
    for island in islands:
        parts.append(raw[position : island.start])
        parts.append(_LINE.sub(lambda line: " " * len(line[0]), raw[island.start : island.end]))
        position = island.end
    parts.append(raw[position:])
    return "".join(parts)
