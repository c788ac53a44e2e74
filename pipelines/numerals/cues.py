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
        self._readers: list[Reader] = []
        self._called: dict[str, list[int]] = {}  # by each word, the places of the recognisers that it calls for
        for place, (reader, cues) in enumerate(readers):
            self._readers.append(reader)
            for cue in cues:
                self._called.setdefault(cue, []).append(place)
        self._cues = frozenset(self._called)

    def called_by(self, words: frozenset[str]) -> list[Reader]:
        """The recognisers that can find something in a sentence of these words."""
        places = {place for word in self._cues & words for place in self._called[word]}
        return [self._readers[place] for place in sorted(places)]
