"""What a bare number counts: the noun behind it, or the one that "the number of ..." names.

Belongs here: finding the counted noun among tokens. Does not belong here: singulars (see `numerals.nouns`).
"""

from __future__ import annotations

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.scan import Scan
from pipelines.reading.tokens import RAISED, Tokens
from pipelines.rules import table, words

_STOP = words("counting_stop")
_PEOPLE = words("populations_people")
COLLECTIVE = {row["word"]: row["unit"] for row in table("collective_nouns")}
_VERBS = words("counting_verbs")
_CASUALTIES = words("counting_casualties")
_LONGEST = 6
_REACH = 60  # tokens back to "the number of"
NOT_COUNTED = words("counting_not_counted")


def noun_after(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The singular of the noun counted by a number that ends before `index`, and the noun's token."""
    if tokens.word(index) == "of" and (
        tokens.word(index + 1) in ("the", "its", "these", "their", "all") or tokens.is_number(index + 1)
    ):
        index += 2
        if tokens.is_number(index) or (tokens.low[index : index + 1] and tokens.low[index] in NUMBER_WORDS):
            index += 1
    for at in range(index, min(index + _LONGEST, len(tokens))):
        word = tokens.low[at]
        if (word in ("-", "/") and at > index) or tokens.kinds[at] == RAISED:
            continue
        if at == index and word in _CASUALTIES and not is_count_noun(tokens.word(at + 1)):
            return "person", at  # "at most 350 killed or seriously injured"
        if at == index and word in ("such", "other", "more", "new", "further", "additional"):
            continue
        if word == "." and at > index and len(tokens.texts[at - 1]) == 1 and tokens.texts[at - 1].isupper():
            continue  # "38 U.S. corporations"
        if not tokens.is_word(at) or word in _STOP or (at == index and word in _VERBS):
            return None
        if is_count_noun(word) and word not in NOT_COUNTED:
            return singular(word), at
        if word in _PEOPLE and (not tokens.is_word(at + 1) or tokens.low[at + 1] in _STOP):
            return word, at  # "10 million unemployed"
    return None


def noun_of_number(scan: Scan, before: int) -> str | None:
    """The noun of "the number of ..." that stands before token `before` in the sentence."""
    tokens = scan.tokens
    last = min(before, len(tokens)) - 1
    if "of" not in tokens.words or "of" not in tokens.low[max(0, last - _REACH) : last + 1]:
        return None
    for at in range(last, max(0, last - _REACH), -1):
        if tokens.low[at] == "of" and tokens.low[at - 1] in ("number", "numbers", "total", "count"):
            for follow in range(at + 1, min(at + 10, before)):
                if is_count_noun(tokens.low[follow]):
                    return singular(tokens.low[follow])
                if tokens.low[follow] in COLLECTIVE and not is_count_noun(tokens.word(follow + 1)):
                    return COLLECTIVE[tokens.low[follow]]
            return None
    return None
