"""World knowledge: how many there are of things that need no counting, such as the prefectures of Japan.

Belongs here: look-up of `rules/world_counts.csv` by the words of a sentence, its area and its date. Does not belong here:
what is concluded from a count (see `feasible_share`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from pipelines.numerals.nouns import singular
from pipelines.numerals.period import Period
from pipelines.observations import Observed
from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrases, table

_ROWS = table("world_counts")
_PHRASES = Phrases(({"words": words} for words in dict.fromkeys(row["words"] for row in _ROWS)), "words")
_AFTER_OF = frozenset(("all", "the", "these", "those", "our", "its", "other"))
_ADJECTIVES = 2  # tokens between "of" and the noun, as in "of Japanese prefectures"
_MOST = 0.5  # share of the areas of a document that makes it a document about one


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many there are: the counts that may be meant, and whether the statement has a date.

    `words` are the noun as the text has it, `last` its last token.
    """

    words: str
    counts: tuple[int, ...]
    dated: bool
    last: int


def country_of(observed: Observed) -> str | None:
    """The country that most observations of a document are of, as ISO 3166; None if there is no such country."""
    areas = Counter((one.slots.area or "").partition("-")[0] for one in observed.observations if one.slots.area)
    if not areas:
        return None
    area, count = areas.most_common(1)[0]
    return area if count > _MOST * sum(areas.values()) else None


def world_count(tokens: Tokens, of: int, areas: tuple[str | None, ...], period: Period | None) -> WorldCount | None:
    """The count of what "of" at token `of` is followed by; `areas` are those that the statement may be of.

    A noun such as "state" is known only by its country.
    """
    at = of + 1
    while tokens.word(at) in _AFTER_OF:
        at += 1
    for first in range(at, at + _ADJECTIVES):
        words = [singular(word) for word in tokens.low[first : first + 5]]
        phrase = _PHRASES.at(words, 0)
        if phrase is None or tokens.low[first + len(phrase.words) - 1] == phrase.words[-1]:
            continue  # only a plural is all of them
        rows = [row for row in _ROWS if row["words"] == phrase.row["words"]]
        rows = [row for row in rows if not row["area"] or row["area"] in areas]
        if not rows:
            return None
        on = period.last_day if period else None
        valid = [row for row in rows if on is None or _valid(row, on)]
        counts = tuple(dict.fromkeys(int(row["count"]) for row in valid))
        last = first + len(phrase.words) - 1
        return WorldCount(" ".join(tokens.texts[first : last + 1]), counts, on is not None, last) if counts else None
    return None


def _valid(row: dict[str, str], on: date) -> bool:
    begins = date.fromisoformat(row["from"])
    return begins <= on and (not row["to"] or on <= date.fromisoformat(row["to"]))
