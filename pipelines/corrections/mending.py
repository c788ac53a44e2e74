"""Transcription errors: the text as it should have been transcribed, and the way back to the text as stored.

Belongs here: replacing what a curator corrected before the text is read, and mapping offsets back. Does not belong here:
what becomes of the findings (see `decisions`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.corrections.quotes import places_of
from pipelines.intake.corrections import Decision

Row = dict[str, object]
_SPANS = (("start", "end"), ("caption_start", "caption_end"))


@dataclass(frozen=True)
class Mended:
    """A text with its transcription errors mended. `edges` are offsets `(mended, stored)` from where both run alike."""

    stored: str
    text: str
    edges: tuple[tuple[int, int], ...] = ((0, 0),)

    def origin(self, offset: int) -> int:
        """The offset in the stored text of an offset in the mended one; of what was inserted, where it was."""
        at = bisect_right(self.edges, (offset, len(self.stored) + 1)) - 1
        here, there = self.edges[at]
        most = self.edges[at + 1][1] if at + 1 < len(self.edges) else len(self.stored)
        return min(there + offset - here, most)

    def as_stored(self, tables: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
        """The rows with offsets and quotes of the stored text; numerals of which it holds no character are left out."""
        if self.text == self.stored:
            return dict(tables)
        return {name: [moved for row in rows if (moved := self._moved(row))] for name, rows in tables.items()}

    def _moved(self, row: Row) -> Row | None:
        moved = dict(row)
        for first, last in _SPANS:
            start, end = row.get(first), row.get(last)
            if not isinstance(start, int) or not isinstance(end, int):
                continue
            moved[first], moved[last] = self.origin(start), self.origin(end)
            if moved[first] == moved[last]:
                return None
        start, end = moved.get("start"), moved.get("end")
        if isinstance(start, int) and isinstance(end, int):
            if row.get("exact") is not None:
                moved["exact"] = self.stored[start:end]
            if "prefix" in row and "suffix" in row:
                moved["prefix"] = self.stored[max(0, start - len(str(row["prefix"]))) : start]
                moved["suffix"] = self.stored[end : end + len(str(row["suffix"]))]
        return moved


def mend(text: str, decisions: Sequence[Decision]) -> Mended:
    """The text with every transcription error mended whose quote stands in it exactly once."""
    edits = []
    for decision in decisions:
        places = places_of(decision.quote, text)
        if decision.kind == "transcription_error" and decision.corrected is not None and len(places) == 1:
            edits.append((places[0], places[0] + len(decision.quote.exact), decision.corrected))
    parts: list[str] = []
    edges = [(0, 0)]
    position = length = 0
    for start, end, corrected in sorted(edits):
        if start < position:
            continue  # two decisions about the same characters: the first one counts
        length += start - position
        parts += [text[position:start], corrected]
        edges += [(length + to, start + at) for to, at in _edges(text[start:end], corrected)]
        length, position = length + len(corrected), end
        edges.append((length, end))
    return Mended(text, "".join(parts) + text[position:], tuple(edges))


def _edges(stored: str, corrected: str) -> list[tuple[int, int]]:
    """Where characters of the correction and of what was stored run alike."""
    matcher = SequenceMatcher(None, corrected, stored, autojunk=False)
    return [(to, at) for _, to, _, at, _ in matcher.get_opcodes()]
