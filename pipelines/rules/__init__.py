"""Rules as data: the tables of words that the grammar reads, one CSV file each.

Belongs here: the tables, and loading them into look-ups. A linguist adds a row without reading the engine. Does not
belong here: what is done with the words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `rules/<name>.csv`."""
    with resources.files(__package__).joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in table("word_lists")}


def words(name: str) -> frozenset[str]:
    """The words of a list in `rules/word_lists.csv`, named by module and purpose ("dimensions_age_context")."""
    return _word_lists()[name]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of a table with the words that it is found by."""

    words: tuple[str, ...]
    row: dict[str, str]


class Phrases:
    """Look-up of phrases of one or more words, longest first; in lower case unless `case` matters.

    `all` are the phrases, `first_words` the words with which one begins; `longest_words` have the longest word of each:
    where none of them stands, no phrase does.
    """

    def __init__(self, rows: Iterable[dict[str, str]], key: str = "words", *, case: bool = False) -> None:
        phrases = [Phrase(split_words(row[key] if case else row[key].lower()), row) for row in rows]
        phrases.sort(key=lambda phrase: -len(phrase.words))
        self.all = tuple(phrases)
        self._by_first: dict[
            str, list[tuple[str | None, Phrase]]
        ] = {}  # with the second word, which is looked at first
        self._by_last: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            second = phrase.words[1] if len(phrase.words) > 1 else None
            self._by_first.setdefault(phrase.words[0], []).append((second, phrase))
            self._by_last.setdefault(phrase.words[-1], []).append(phrase)
        self.first_words = frozenset(self._by_first)
        self.longest_words = frozenset(max(phrase.words, key=len) for phrase in phrases)

    def at(self, words: Sequence[str], index: int) -> Phrase | None:
        """The longest phrase that begins at `words[index]`."""
        try:
            if words[index] not in self._by_first:
                return None
        except IndexError:
            return None
        following = words[index + 1] if index + 1 < len(words) else ""
        for second, phrase in self._by_first[words[index]]:
            if second is None:
                return phrase
            if second == following and tuple(words[index : index + len(phrase.words)]) == phrase.words:
                return phrase
        return None

    def all_in(self, words: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
        """The longest phrase at each of some words where one begins, with its place."""
        first_words = self.first_words
        for at, word in enumerate(words):
            phrase = self.at(words, at) if word in first_words else None
            if phrase is not None:
                yield at, phrase

    def is_in(self, words: Sequence[str]) -> bool:
        """Whether a phrase stands anywhere among some words."""
        return not self.longest_words.isdisjoint(words) and any(True for _ in self.all_in(words))

    def before(self, words: Sequence[str], index: int) -> Phrase | None:
        """The longest phrase that ends just before `words[index]`."""
        if index <= 0 or words[index - 1] not in self._by_last:
            return None
        for phrase in self._by_last[words[index - 1]]:
            size = len(phrase.words)
            if size == 1 or (size <= index and tuple(words[index - size : index]) == phrase.words):
                return phrase
        return None


def split_words(text: str) -> tuple[str, ...]:
    """Split the words of a rule the way that sentences are split into tokens."""
    from pipelines.reading.tokens import tokenize

    return tuple(tokenize(text).texts)
