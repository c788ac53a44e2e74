"""Groups that a sentence names without measuring them, and those whose doings a count is of.

Belongs here: who only stands for the country whose account it is ("investors from Hungary withdrew 97 million"), between
whom something lies, whose stays or visits are counted. Does not belong here: finding the names (see `populations`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipelines.numerals.nouns import singular
from pipelines.observations.clauses import Mention
from pipelines.observations.populations import is_unit_of_people
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_PARTIES = words("parties_parties")
_FLOWS = words("parties_flows")
_FROM = frozenset(("from", "of", "in"))
_BY = frozenset(("of", "by"))
_DETERMINERS = frozenset(("the", "all"))
_LONGEST_FIRST = 10  # tokens of the first of two groups, and its number: "between women (62.5%) and"
_LONGEST_CLAUSE = 15  # tokens from who acts to the verb


def is_party(tokens: Tokens, mention: Mention, areas: Sequence[Mention]) -> bool:
    """Whether a group is no more than one side of a flow or a debt.

    "Investors from Hungary withdrew 97 million" is of Hungary, "debt between affiliated enterprises" of none of them.
    "Residents of Croatia made 2 million trips" is of residents.
    """
    if tokens.word(mention.first - 1) == "between":
        return "and" not in tokens.low[mention.first : mention.last + _LONGEST_FIRST]
    if tokens.low[mention.last] not in _PARTIES or mention.first != mention.last:
        return False
    at = mention.last + 1 + (tokens.word(mention.last + 1) == "resident")
    first = at + 1 + (tokens.word(at + 1) == "the")
    placed = tokens.word(at) in _FROM and any(area.first == first for area in areas)
    return placed and not _FLOWS.isdisjoint(tokens.low[first : first + _LONGEST_CLAUSE])


def is_doing_of(tokens: Tokens, quantity: Quantity, mention: Mention) -> bool:
    """Whether a count is one of what a group does or has: "overnight stays of residents totalled 1.27 million".

    Not "the number of nurses", who are counted, nor "children of working mothers".
    """
    if quantity.kind != "count" or is_unit_of_people(quantity.unit) or mention.last >= quantity.begin:
        return False
    at = mention.first - 1 - (tokens.word(mention.first - 1) in _DETERMINERS)
    noun = tokens.word(at - 1)
    return tokens.word(at) in _BY and (noun == "those" or singular(noun) == (quantity.unit or "").rpartition(" ")[2])


def counted_again(tokens: Tokens, quantity: Quantity, earlier: Sequence[Quantity]) -> str | None:
    """What a level counts whose subject is "those of": "while those of non-residents grew by 10% to 2.75 million"."""
    begin = max(0, quantity.begin - _LONGEST_CLAUSE)
    those = next((at for at in range(quantity.begin - 1, begin, -1) if tokens.low[at] == "those"), None)
    if those is None or tokens.word(those + 1) not in _BY or any(one.begin > those for one in earlier[:-1]):
        return None
    counts = [one for one in earlier if one.kind == "count" and one.unit and one.begin < those]
    return counts[-1].unit if counts and counts[-1].scale == quantity.scale else None


def restricted(quantity: Quantity, mentions: Sequence[Mention]) -> tuple[Mention, bool] | None:
    """The bracket of age or size that the counted noun itself has: "6,133 persons aged 10 and over"; not "6,133 persons"."""
    if quantity.kind != "count" or not is_unit_of_people(quantity.unit):
        return None
    place = bisect_right(mentions, quantity.end, key=lambda mention: mention.first) - 1
    mention = mentions[place] if place >= 0 else None
    if mention is None or not quantity.last < mention.first or mention.last <= quantity.end:
        return None
    return (mention, True) if any(letter.isdigit() for letter in mention.value) else None
