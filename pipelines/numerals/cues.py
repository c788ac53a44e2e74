"""Recognisers that a sentence calls for: those of whose words it holds one.

Belongs here: choosing recognisers by the words of a sentence, at once for all. Does not belong here: the recognisers and
their words (see `dimensions`, `periods`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Reader = TypeVar("Reader")


class Cued(Generic[Reader]):
    """Recognisers in their order, each with the words of which a sentence must hold one for it to find anything."""

    def __init__(self, readers: Iterable[tuple[Reader, frozenset[str]]]) -> None:
        self._readers = tuple(readers)
        self._cues = frozenset[str]().union(*(cues for _, cues in self._readers))

    def called_by(self, words: frozenset[str]) -> list[Reader]:
        """The recognisers that can find something in a sentence of these words."""
        present = self._cues & words
        return [reader for reader, cues in self._readers if not cues.isdisjoint(present)] if present else []
