"""What goes wrong with an input, told in one line: where, what, and what to do about it."""

from __future__ import annotations

import traceback
from pathlib import Path


class UnreadableInput(Exception):  # noqa: N818
    """An input that cannot be read. Its text is one line: where, what, and what to do about it."""

    def __init__(self, what: str, where: str | Path, remedy: str) -> None:
        self.what, self.where, self.remedy = what, str(where), remedy
        line = f"{where}: {what}; {remedy}"
        super().__init__("".join(char if char.isprintable() else ascii(char)[1:-1] for char in line))


def engine_fault(where: Path | str, error: Exception) -> str:
    """One line for a text on which the engine failed: a fault of the program, not of the text."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    reason = " ".join(str(error).split())[:200]
    return f"{where}: the engine failed ({type(error).__name__} in {place}: {reason}); report it with this file"
