"""Populations: who is measured ("age 70 and older", "large companies", "lone parents with dependent children").

Belongs here: recognising mentions of a population in a sentence. Does not belong here: tying them to numbers.
"""

from __future__ import annotations

import re

from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.scan import Scan
from pipelines.observations.clauses import Mention
from pipelines.reading.tokens import Tokens
from pipelines.rules import table, words

_WORDS = frozenset(row["word"].lower() for row in table("population_words"))
_STOP = words("populations_stop")
_SIZE = words("populations_size")
_LONGEST = 5
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LEADING = frozenset(
    ("of", "share", "number", "percentage", "per", "cent", "percent", "n", "the", "all", "among", "for")
)
_GROUP_HEADS = words("populations_group_heads")


def population_mentions(scan: Scan) -> list[Mention]:
    """The populations that a sentence names, in order."""
    tokens = scan.tokens
    found = []
    for bracket in scan.brackets:
        first, last = bracket.first, bracket.last
        while first > 0 and (tokens.low[first - 1] in _WORDS or tokens.low[first - 1] in ("aged", "age")):
            first -= 1
        found.append(Mention(first, last, _words(tokens, first, last)))
    taken = {at for mention in found for at in range(mention.first, mention.last + 1)}
    for index, word in enumerate(tokens.low):
        if word in _WORDS and index not in taken and not _counted(scan, index):
            first = _noun_phrase(tokens, index)
            found.append(Mention(first, index, _words(tokens, first, index)))
    return sorted(found, key=lambda mention: mention.first)


def _words(tokens: Tokens, first: int, last: int) -> str:
    return " ".join(tokens.sentence[tokens.starts[first] : tokens.ends[last]].split())


def _noun_phrase(tokens: Tokens, index: int) -> int:
    """The first token of the noun phrase that ends at `index` ("large companies")."""
    first = index
    while first > 0 and index - first < _LONGEST:
        word = tokens.low[first - 1]
        hyphen = word in ("-", "‑") and tokens.glued(first - 1) and tokens.glued(first)
        if hyphen:
            first -= 1
            continue
        if not tokens.is_word(first - 1) or word in _STOP or (is_count_noun(word) and word not in _SIZE):
            break
        first -= 1
    return first


def _counted(scan: Scan, index: int) -> bool:
    """Whether the noun is what a number counts ("192 municipalities"): then it is the unit, not the population."""
    tokens = scan.tokens
    at = index - 1
    while at >= 0 and index - at <= 3 and tokens.is_word(at) and tokens.low[at] not in _STOP:
        at -= 1
    return (
        tokens.is_number(at)
        or tokens.word(at) in ("million", "thousand", "billion")
        or tokens.word(at - 1) in ("number", "numbers")
    )


def group_named(text: str) -> str | None:
    """The population if a short text, such as the head of a column, is nothing but one: "Men", "% of women", "Desktop".

    Numbers of respondents in brackets are left out; "Total" and "Both sexes" are no group.
    """
    words = _BRACKETED.sub(" ", text).replace("%", " ").replace("#", " ").split()
    while words and words[0].lower() in _LEADING:
        words.pop(0)
    if not 1 <= len(words) <= _LONGEST or words[-1].lower() in ("total", "sexes"):
        return None
    alone = len(words) == 1 and words[0].lower() in _GROUP_HEADS
    people = words[-1].lower() in _WORDS and all(word.lower() in _SIZE for word in words[:-1])
    return " ".join(words) if alone or people else None
