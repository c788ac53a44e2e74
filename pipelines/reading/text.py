"""Text that remembers where each of its characters came from.

Belongs here: the mapping between rebuilt text and offsets of the transcription. Does not belong here: any decision
about what the text means.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

_LONGEST_BREAK = 12  # characters between the parts of a word at the end of a line


@dataclass(slots=True)
class MappedText:
    """Rebuilt text, made of pieces of the transcription.

    `starts[k]` is the offset of piece k in `text`, `origins[k]` its offset in the transcription; both are in code
    points, and `starts` is strictly ascending.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, index: int) -> int:
        """The transcription's offset of the character `text[index]`."""
        piece = bisect_right(self.starts, index) - 1
        return self.origins[piece] + index - self.starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The transcription's span `(start, end)` of `text[start:end]`; the slice must not be empty."""
        if len(self.starts) == 1:  # one piece, as most sentences are
            return self.origins[0] + start, self.origins[0] + end
        return self.origin(start), self.origin(end - 1) + 1

    def spot(self, start: int, end: int) -> tuple[int, int]:
        """As `span`, but only of the part before a cut, where a figure or a foot of a page stands in between."""
        whole = self.span(start, end)
        if whole[1] - whole[0] <= end - start + _LONGEST_BREAK:
            return whole
        piece = bisect_right(self.starts, start)
        cut = min(end, self.starts[piece]) if piece < len(self.starts) else end
        return self.span(start, start + max(1, len(self.text[start:cut].rstrip())))

    def slice(self, start: int, end: int) -> MappedText:
        """`text[start:end]` with its mapping."""
        if start == 0 and end == len(self.text):
            return self
        if start >= end:
            return MappedText("", (0,), (self.origin(start) if self.starts else 0,))
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        starts = (0, *(at - start for at in self.starts[first + 1 : last + 1]))
        origins = (self.origins[first] + start - self.starts[first], *self.origins[first + 1 : last + 1])
        return MappedText(self.text[start:end], starts, origins)

    def stripped(self) -> MappedText:
        """The same text without white space at its ends."""
        if not self.text[:1].isspace() and not self.text[-1:].isspace():
            return self
        left = len(self.text) - len(self.text.lstrip())
        return self.slice(left, max(left, len(self.text.rstrip())))


@dataclass(slots=True)
class TextBuilder:
    """Collects pieces of the transcription `raw` into a `MappedText`."""

    raw: str
    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _origins: list[int] = field(default_factory=list)
    _length: int = 0

    def keep(self, start: int, end: int) -> None:
        """Append `raw[start:end]`."""
        if start < end:
            self._append(self.raw[start:end], start)

    def put(self, text: str, origin: int) -> None:
        """Append text that is not in the transcription as such (a blank for a line break); it points at `origin`."""
        if text:
            self._append(text, origin)

    def add(self, mapped: MappedText) -> None:
        """Append text that is mapped already."""
        if not mapped.text:
            return
        self._parts.append(mapped.text)
        self._starts += [self._length + at for at in mapped.starts]
        self._origins += mapped.origins
        self._length += len(mapped.text)

    def _append(self, text: str, origin: int) -> None:
        self._parts.append(text)
        self._starts.append(self._length)
        self._origins.append(origin)
        self._length += len(text)

    def drop_last(self) -> None:
        """Take back the last character (a hyphen at a line break)."""
        last = self._parts[-1][:-1]
        self._length -= 1
        self._parts[-1] = last
        if not last:
            self._parts.pop()
        while self._starts and self._starts[-1] >= self._length:
            self._starts.pop()
            self._origins.pop()

    def ends_with(self, character: str) -> bool:
        """Whether the text so far ends with `character`."""
        return bool(self._parts) and self._parts[-1].endswith(character)

    @property
    def last(self) -> str:
        """The last piece so far ('' at the beginning)."""
        return self._parts[-1] if self._parts else ""

    def build(self) -> MappedText:
        """The text collected so far."""
        return MappedText("".join(self._parts), tuple(self._starts) or (0,), tuple(self._origins) or (0,))
