"""Nouns that are counted: which word after a number is one, and its singular.

Belongs here: plurals and singulars (libraries for them take 1.6 s to import, as long as the whole command may take). Does
not belong here: which noun a number counts (see `observations.counting`).
"""

from __future__ import annotations

from functools import cache

from pipelines.rules import table, words

_IRREGULAR = {row["plural"]: row["singular"] for row in table("irregular_nouns")}
_NO_PLURALS = words("nouns_no_plurals")
_POPULATIONS = frozenset(row["word"].lower() for row in table("population_words"))


@cache
def is_count_noun(word: str) -> bool:
    """Whether a word in lower case looks like the plural of something that is counted."""
    if word in ("others", "ones", "noes", "ayes"):
        return False
    if word in _IRREGULAR or word in _POPULATIONS or _is_of_men(word):
        return True
    return (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in _NO_PLURALS
    )


def _is_of_men(word: str) -> bool:
    """Whether a word ends as "fishermen" and "tradeswomen" do."""
    return word.endswith(("smen", "rmen", "emen", "women", "hmen", "ymen")) and len(word) > len("women")


@cache
def singular(word: str) -> str:
    """The singular of a noun in lower case; the word itself where it has none."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if _is_of_men(word):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
