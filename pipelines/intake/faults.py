"""What goes wrong with an input, told in one line: where, what, and what to do about it."""

from __future__ import annotations

import traceback
from pathlib import Path


class UnreadableInput(Exception):  # noqa: N818
    """An input that cannot be read. Its text is one line: where, what, and what to do about it."""

    def __init__(self, what: str, where: str | Path, remedy: str) -> None:
        self.what, self.where, self.remedy = what, str(where), remedy
        line = f"{where}: {what}; {remedy}"
        super().__init__(printable(line))


def printable(text: str) -> str:
    """The text with what does not show, or turns writing around, written as escapes: it may come from anybody."""
    return text if text.isprintable() else "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def engine_fault(where: Path | str, error: Exception) -> str:
    """One line for a text on which the engine failed: a fault of the program, not of the text."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    reason = " ".join(str(error).split())[:200]
    return f"{where}: the engine failed ({type(error).__name__} in {place}: {reason}); report it with this file"
