"""Superlatives that begin an order: "the highest", "most common", "led by", "grew most".

Belongs here: where they stand, which end of the order they name, and of what kind their noun is. Does not belong here: the
values that follow (see `rank`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.items import ORDINALS
from pipelines.rules import Phrase, Phrases, table

SUPERLATIVES = Phrases(table("superlatives"), "word")
_DOING = frozenset(("have", "had", "are", "were", "do", "did", "say", "said", "use", "used", "think", "agree", "also"))
_NOUN = 3  # tokens from a superlative to its noun


@dataclass(frozen=True, slots=True)
class Top:
    """What an order begins with: a superlative, its tokens, and what its noun is."""

    begin: int
    end: int
    bottom: bool
    plural: bool
    change: str | None
    moved: bool = False  # "grew most in A, by 17, in B, by 3"

    @property
    def is_fall(self) -> bool:
        """Whether falls are ordered, the largest first."""
        return self.change == "down"


def superlatives_in(low: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
    """The superlatives of a text with their places; "most" of "most have been doing it for a year" is none."""
    for at, phrase in SUPERLATIVES.all_in(low):
        if phrase.words != ("most",) or at + 1 >= len(low) or low[at + 1] not in _DOING:
            yield at, phrase


def find_tops(tokens: Tokens) -> Iterator[Top]:
    """The superlatives of a sentence, in their order."""
    if SUPERLATIVES.longest_words.isdisjoint(tokens.words):
        return
    reached = -1
    for at, phrase in superlatives_in(tokens.low):
        if at <= reached or tokens.word(at - 1) in ORDINALS:
            continue
        reached = end = at + len(phrase.words) - 1
        nouns = [tokens.word(k) for k in range(end + 1, end + 1 + _NOUN)]
        change = next((CHANGE_VERBS[singular(noun)] for noun in nouns if singular(noun) in CHANGE_VERBS), None)
        moved = CHANGE_VERBS.get(tokens.word(at - 1))  # "grew most in the capital"
        bottom = phrase.row["end"] == "bottom"
        yield Top(at, end, bottom, any(map(is_count_noun, nouns)), change or moved, moved is not None)
