"""Items of a list that give a key and its values: "– Female prisoners: 221 (230) – Remand prisoners: 574 (597)".

Belongs here: where such items begin and end, what their keys count and whom they name. Does not belong here: keys that
are the line itself (see `subjects.noun_of_key`), numbers in sentences.

The value is what the key counts, and so is a number alone in brackets behind it: that of another year.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.observations.clauses import Mention
from pipelines.observations.populations import is_group
from pipelines.observations.quantities import Quantity
from pipelines.observations.subjects import noun_between
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_MARKS = frozenset("–—-•·*")
_NOT_IN_KEYS = words("subjects_being") | {",", ";", "%", "percentage", "that", "which", "who"}
_LONGEST = 12  # tokens of a key
_WORDLESS = frozenset(("total", "all", "other", "the"))


@dataclass(frozen=True, slots=True)
class Item:
    """An item from token `first` to before `end`; `colon` stands behind its key, `head` is the last token of its noun."""

    first: int
    colon: int
    end: int
    head: int
    unit: str


def keyed_items(tokens: Tokens, quantities: Sequence[Quantity]) -> list[Item]:
    """The items of a sentence whose keys count something, in order."""
    if ":" not in tokens.words or not quantities:
        return []
    begins = {quantity.begin: quantity for quantity in quantities}
    starts = [0] + [at + 1 for at, text in enumerate(tokens.texts) if _is_bullet(tokens, at, text)]
    colons = [at for at, word in enumerate(tokens.low) if word == ":"]
    found = []
    for first, end in zip(starts, [*(start - 1 for start in starts[1:]), len(tokens)], strict=True):
        place = bisect_left(colons, first)
        colon = colons[place] if place < len(colons) else len(tokens)
        value = begins.get(colon + 1)
        if value is None or colon >= end or not 0 < colon - first <= _LONGEST or value.kind not in (None, "count"):
            continue
        if not _NOT_IN_KEYS.isdisjoint(tokens.low[first:colon]):
            continue
        noun = noun_between(tokens, first, colon, value)
        if noun is not None and value.unit in (None, noun[1]):
            found.append(Item(first, colon, end, *noun))
    return found


def _is_bullet(tokens: Tokens, at: int, text: str) -> bool:
    """Whether a dash or a dot opens an item: set apart, and before a capital."""
    return text in _MARKS and not tokens.glued(at) and not tokens.glued(at + 1) and tokens.text(at + 1)[:1].isupper()


def count_by_keys(tokens: Tokens, quantities: Sequence[Quantity]) -> None:
    """Give the values of keys, and bare numbers alone in brackets behind them, the noun of their key."""
    for item in keyed_items(tokens, quantities):
        place = next(at for at, quantity in enumerate(quantities) if quantity.begin == item.colon + 1)
        value, *behind = quantities[place : place + 2]
        same = [one for one in behind if one.begin == value.end + 2 and _is_alone(tokens, one) and one.unit is None]
        for quantity in (value, *same) if value.unit is None else ():
            quantity.unit, quantity.kind, quantity.unit_from = item.unit, "count", "inherited:sentence"


def _is_alone(tokens: Tokens, quantity: Quantity) -> bool:
    return tokens.word(quantity.begin - 1) == "(" and tokens.word(quantity.end + 1) == ")"


def groups_of_keys(
    tokens: Tokens, quantities: Sequence[Quantity], mentions: Sequence[Mention], items: Sequence[Item]
) -> dict[int, str | None]:
    """Whom the numbers of items are about, by their places: the group that the key names, None where it names none."""
    found: dict[int, str | None] = {}
    for item in items:
        own = [at for at, one in enumerate(quantities) if item.colon < one.begin < item.end]
        named = {mention.first for mention in mentions if item.colon < mention.first < item.end}
        if not named:
            found |= dict.fromkeys(own, _group(tokens, mentions, item))
    return found


def _group(tokens: Tokens, mentions: Sequence[Mention], item: Item) -> str | None:
    """The group of a key: one by age or size, else people who are described: "Life sentence prisoners"."""
    inside = [mention for mention in mentions if item.first <= mention.first and mention.last < item.colon]
    bracket = next((one.value for one in inside if any(letter.isdigit() for letter in one.value)), None)
    if bracket or not is_group(tokens.low[item.head]):
        return bracket
    described = [at for at in range(item.first, item.head) if tokens.low[at] not in _WORDLESS]
    if not described:
        return None
    return " ".join(tokens.sentence[tokens.starts[described[0]] : tokens.ends[item.head]].split())
