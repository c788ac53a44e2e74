"""Clauses of a sentence, and the mentions in it that a number can be tied to.

Belongs here: where clauses end; which of several mentions (periods, areas, populations) stands nearest to a number in a
way that ties them. Does not belong here: what the mentions mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_BOUNDARIES = words("clauses_boundaries")
_AFTER = words("clauses_after")
_BEFORE = words("clauses_before")


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
        comma = word == "," and tokens.word(index + 1) in ("while", "compared", "followed")
        colon = word == ":" and not tokens.glued(index + 1)
        if word in _BOUNDARIES or comma or colon:
            current += 1
        numbers.append(current)
    return numbers


class Binder:
    """Ties the quantities of one sentence to mentions of one kind."""

    def __init__(
        self,
        tokens: Tokens,
        quantities: Sequence[Quantity],
        mentions: Sequence[Mention],
        clauses: Sequence[int],
    ) -> None:
        self._tokens = tokens
        self._quantities = quantities
        self._mentions = mentions
        self._clauses = clauses
        self._respective = self._respectively()
        self._direct = {id(quantity): self._directly_after(quantity) for quantity in quantities}
        owned = [mention for mention in self._direct.values() if mention]
        self._owned = {(mention.first, mention.last) for mention in owned}

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
        index = self._quantities.index(quantity)
        if index + 1 >= len(self._quantities) or quantity.preposition == "from":
            return None
        follow = self._quantities[index + 1]
        joined = self._between(quantity.end, follow.begin, _JOINED, 2) and follow.unit == quantity.unit
        return self._direct[id(follow)] if joined and follow.preposition != "to" else None

    def _respectively(self) -> dict[int, Mention]:
        """ "22 and 90 ... as of July 2019 and March 2020 respectively": the numbers and the mentions pair off in order.

        Both lists must stand on their own side of "respectively", be of one length, and not be mixed.
        """
        if "respectively" not in self._tokens.low or len(self._mentions) < 2:
            return {}
        at = self._tokens.low.index("respectively")
        mentions = [m for m in self._mentions if m.tied and self._clauses[m.first] == self._clauses[at]]
        if any(right.first - left.last > _LISTED for left, right in zip(mentions, mentions[1:], strict=False)):
            return {}
        quantities = [q for q in self._quantities if self._clauses[q.first] == self._clauses[at] and q.upper is None]
        if len(mentions) != len(quantities) or len(mentions) < 2:
            return {}
        apart = mentions[0].first > quantities[-1].end or mentions[-1].last < quantities[0].begin
        return {id(q): m for q, m in zip(quantities, mentions, strict=True)} if apart else {}

    def _between(self, left: int, right: int, allowed: frozenset[str], most: int) -> bool:
        gap = range(left + 1, right)
        return len(gap) <= most and all(self._tokens.low[at] in allowed for at in gap)

    def _directly_after(self, quantity: Quantity) -> Mention | None:
        for mention in self._mentions:
            if mention.first > quantity.end and self._between(quantity.end, mention.first, _AFTER, 6):
                return mention if mention.tied or quantity.preposition in ("from", "than", "with") else None
        return None

    def _directly_before(self, quantity: Quantity) -> Mention | None:
        for mention in self._mentions:
            free = mention.tied and (mention.first, mention.last) not in self._owned
            if free and mention.last < quantity.begin and self._between(mention.last, quantity.begin, _BEFORE, 4):
                return mention
        return None

    def _in_clause(self, quantity: Quantity) -> Mention | None:
        free = [m for m in self._mentions if m.tied and (m.first, m.last) not in self._owned]
        clause = self._clauses[quantity.first]
        before = [m for m in free if m.last < quantity.begin]
        same = [m for m in before if self._clauses[m.first] == clause]
        if same:
            return same[-1]
        owners = free if quantity.preposition == "from" else self._mentions
        after = [m for m in owners if m.tied and m.first > quantity.end and self._clauses[m.first] == clause]
        if after and not self._interrupted(quantity, after[0]):
            return after[0]
        return before[0] if before else None

    def _interrupted(self, quantity: Quantity, mention: Mention) -> bool:
        """Whether a comma with another quantity stands between a number and a later mention."""
        between = [q for q in self._quantities if quantity.end < q.first < mention.first]
        return bool(between) and any(self._tokens.word(at) == "," for at in range(quantity.end, between[0].begin))
