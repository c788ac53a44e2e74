"""Clauses of a sentence, and the mentions in it that a number can be tied to.

Belongs here: where clauses end; which of several mentions (periods, areas, populations) stands nearest to a number in a
way that ties them. Does not belong here: what the mentions mean.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_BOUNDARIES = words("clauses_boundaries")
_AFTER = words("clauses_after")
_BEFORE = words("clauses_before")


_NEAR = 8  # mentions
_LONGEST_LIST = 6
_LISTING = frozenset(("and", ",", "the", "in"))
_FAR = 80  # tokens
_JOINED = frozenset(("and", "or", ",", "/"))
_LISTED = 5  # tokens from one item of a list to the next


@dataclass(frozen=True, slots=True)
class Mention:
    """Something in a sentence that says more about a number; tokens `first` to `last`, its `value` in the slot.

    `tied` is False for mentions that only compare ("since 2003", "than in Japan"): they go with a number only when they
    stand directly behind it.
    """

    first: int
    last: int
    value: str
    tied: bool = True


def clause_numbers(tokens: Tokens) -> list[int]:
    """The number of the clause that each token stands in."""
    numbers = []
    current = 0
    for index, word in enumerate(tokens.low):
        if word in _BOUNDARIES or (word in (",", ":") and _bounds(tokens, index)):
            current += 1
        numbers.append(current)
    return numbers


def _bounds(tokens: Tokens, index: int) -> bool:
    """Whether a comma or a colon ends a clause."""
    if tokens.low[index] == ",":
        return tokens.word(index + 1) in ("while", "compared", "followed")
    return not tokens.glued(index + 1)


class Binder:
    """Ties the quantities of one sentence to mentions of one kind; both in the order of the text."""

    def __init__(
        self,
        tokens: Tokens,
        quantities: Sequence[Quantity],
        mentions: Sequence[Mention],
        clauses: Sequence[int],
        links: frozenset[str] = frozenset(),
    ) -> None:
        self._tokens = tokens
        self._quantities = quantities
        self._mentions = sorted(mentions, key=lambda mention: mention.first)
        self._firsts = [mention.first for mention in self._mentions]
        self._clauses = clauses
        self._after = _AFTER | links
        self._places = {id(quantity): index for index, quantity in enumerate(quantities)}
        self._respective = self._respectively()
        self._direct = {id(quantity): self._directly_after(quantity) for quantity in quantities}
        self._owned = {mention.first for mention in self._direct.values() if mention}

    def mention_of(self, quantity: Quantity) -> tuple[Mention, bool] | None:
        """The mention that `quantity` is tied to, and whether directly or only by standing in its clause or sentence."""
        if id(quantity) in self._respective:
            return self._respective[id(quantity)], True
        direct = self._direct[id(quantity)] or self._coordinated(quantity) or self._directly_before(quantity)
        if direct:
            return direct, True
        near = self._in_clause(quantity)
        return (near, False) if near else None

    def _coordinated(self, quantity: Quantity) -> Mention | None:
        """The mention behind the next number, where both are coordinated: "against 31% and 49% in 2020"."""
        index = self._places[id(quantity)]
        if index + 1 >= len(self._quantities) or quantity.preposition == "from":
            return None
        follow = self._quantities[index + 1]
        joined = self._between(quantity.end, follow.begin, _JOINED, 2) and follow.unit == quantity.unit
        return self._direct[id(follow)] if joined and follow.preposition != "to" else None

    def _respectively(self) -> dict[int, Mention]:
        """ "22 and 90 ... as of July 2019 and March 2020 respectively": the numbers and the mentions pair off in order.

        Both lists must stand on their own side of "respectively", be of one length, and not be mixed.
        """
        if len(self._mentions) < 2 or len(self._quantities) < 2:
            return {}
        if "respectively" not in self._tokens.low:
            return self._paired()
        at = self._tokens.low.index("respectively")
        mentions = [m for m in self._mentions if m.tied and self._clauses[m.first] == self._clauses[at]]
        if any(right.first - left.last > _LISTED for left, right in zip(mentions, mentions[1:], strict=False)):
            return {}
        quantities = [q for q in self._quantities if self._clauses[q.first] == self._clauses[at] and q.upper is None]
        if len(mentions) != len(quantities) or len(mentions) < 2:
            return {}
        apart = mentions[0].first > quantities[-1].end or mentions[-1].last < quantities[0].begin
        return {id(q): m for q, m in zip(quantities, mentions, strict=True)} if apart else {}

    def _paired(self) -> dict[int, Mention]:
        """ "In Sweden and Denmark growth was 0.4 and 0.6 percent": two lists of one length, each joined by "and"."""
        mentions, quantities = self._mentions, self._quantities
        if len(mentions) != len(quantities) or len(mentions) > _LONGEST_LIST or not all(m.tied for m in mentions):
            return {}
        listed = all(self._between(a.last, b.first, _LISTING, 3) for a, b in zip(mentions, mentions[1:], strict=False))
        valued = all(
            self._between(a.end, b.begin, _LISTING, 2) for a, b in zip(quantities, quantities[1:], strict=False)
        )
        return {id(q): m for q, m in zip(quantities, mentions, strict=True)} if listed and valued else {}

    def _between(self, left: int, right: int, allowed: frozenset[str], most: int) -> bool:
        gap = range(left + 1, right)
        return len(gap) <= most and all(self._tokens.low[at] in allowed for at in gap)

    def _directly_after(self, quantity: Quantity) -> Mention | None:
        at = bisect_right(self._firsts, quantity.end)
        for mention in self._mentions[at : at + 2]:
            if self._between(quantity.end, mention.first, self._after, 6):
                return mention if mention.tied or quantity.preposition in ("from", "than", "with") else None
        return None

    def _directly_before(self, quantity: Quantity) -> Mention | None:
        at = bisect_left(self._firsts, quantity.begin)
        for mention in reversed(self._mentions[max(0, at - 2) : at]):
            free = mention.tied and mention.first not in self._owned
            if free and mention.last < quantity.begin and self._between(mention.last, quantity.begin, _BEFORE, 4):
                return mention
        return None

    def _in_clause(self, quantity: Quantity) -> Mention | None:
        """The nearest free mention before the number in its clause, else the next one behind, else the sentence's first."""
        clause = self._clauses[quantity.first]
        at = bisect_left(self._firsts, quantity.begin)
        before = [m for m in self._mentions[max(0, at - _NEAR) : at] if self._is_free(m) and m.last < quantity.begin]
        if before and self._clauses[before[-1].first] == clause:
            return before[-1]
        strict = quantity.preposition == "from"
        for mention in self._mentions[at : at + _NEAR]:
            if self._clauses[mention.first] != clause or mention.first <= quantity.end:
                continue
            if mention.tied and (self._is_free(mention) or not strict):
                if not self._interrupted(quantity, mention):
                    return mention
                break
        first = next((m for m in self._mentions[:_NEAR] if self._is_free(m)), None)
        return first if first and first.last < quantity.begin else None

    def _is_free(self, mention: Mention) -> bool:
        return mention.tied and mention.first not in self._owned

    def _interrupted(self, quantity: Quantity, mention: Mention) -> bool:
        """Whether a comma with another quantity stands between a number and a later mention."""
        follow = self._places[id(quantity)] + 1
        if follow >= len(self._quantities) or self._quantities[follow].first >= mention.first:
            return False
        between = range(quantity.end, self._quantities[follow].begin)[:_FAR]
        return any(self._tokens.word(at) == "," for at in between)
