"""Clauses of a sentence, and the mentions in it that a number can be tied to.

Belongs here: where clauses end; which of several mentions (periods, areas, populations) stands nearest to a number in a
way that ties them. Does not belong here: what the mentions mean.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_BOUNDARIES = words("clauses_boundaries")
_CUTTING = _BOUNDARIES | {",", ":"}
_AFTER = words("clauses_after")
_BEFORE = words("clauses_before")


_LISTING = words("clauses_listing")
EXTREMES = words("amounts_extremes")
_INSERTED = words("clauses_inserted")
_TOGETHER = words("clauses_together")
_BRACKET = _BEFORE | {"from"}
_NEAR = 8  # mentions
_FAR = 80  # tokens
_JOINED = frozenset(("and", "or", ",", "/"))
_VALUES_JOINED = _JOINED | {"by", "of", "at"}
_PLACED = frozenset(("in", "among", "for"))
_AGAINST = frozenset(("against", "versus", "vs", "compared", "with", "to", "and", ","))
_THAN = frozenset(("than", "as"))
AVERAGES = frozenset(("average", "mean", "figure"))
_LISTED = 5  # tokens from one item of a list to the next


@dataclass(slots=True)
class Mention:
    """Something in a sentence that says more about a number; tokens `first` to `last`, its `value` in the slot.

    `tied` is False for mentions that only compare ("since 2003", "than in Japan"): they go with a number only when they
    stand directly behind it. `local` mentions hold in their own clause only ("lending to households").
    """

    first: int
    last: int
    value: str
    tied: bool = True
    local: bool = False


def clause_numbers(tokens: Tokens) -> list[int]:
    """The number of the clause that each token stands in."""
    if _CUTTING.isdisjoint(tokens.words):
        return [0] * len(tokens)
    cuts = [
        word in _CUTTING and (word in _BOUNDARIES or _bounds(tokens, index)) for index, word in enumerate(tokens.low)
    ]
    return list(accumulate(cuts, initial=0))[1:]


def _bounds(tokens: Tokens, index: int) -> bool:
    """Whether a comma or a colon ends a clause."""
    if tokens.low[index] == ",":
        return tokens.word(index + 1) in ("while", "compared", "followed")
    return not tokens.glued(index + 1)


@dataclass(frozen=True, slots=True)
class Run:
    """Items of a list, by their places among all mentions or quantities: `first` to `last`, inclusive."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


class Binder:
    """Ties the quantities of one sentence to mentions of one kind; both in the order of the text.

    With `join` a list of mentions ("in Germany and Brazil") is one mention for a number that it is not dealt out to; it
    gets the mentions and gives the value of the whole.
    """

    def __init__(
        self,
        tokens: Tokens,
        quantities: Sequence[Quantity],
        mentions: Sequence[Mention],
        clauses: Sequence[int],
        links: frozenset[str] = frozenset(),
        join: Callable[[Sequence[Mention]], str] | None = None,
    ) -> None:
        self._tokens = tokens
        self._quantities = quantities
        self._mentions = sorted(mentions, key=lambda mention: mention.first)
        self._clauses = clauses
        self._after = _AFTER | links
        self._begins = [quantity.begin for quantity in quantities]
        self._places = {id(quantity): index for index, quantity in enumerate(quantities)}
        runs = self._mention_runs() if len(self._mentions) > 1 else []
        self._respective = (self._dealt_out(runs) if runs else {}) | self._respectively() | self._contrasted()
        if join is not None:
            self._mentions = self._joined(runs, join)
        self._firsts = [mention.first for mention in self._mentions]
        tied = [mention for mention in self._mentions if mention.tied]
        self._joins = join is not None
        self._only = tied[0] if join is not None and len({mention.value for mention in tied}) == 1 else None
        self._direct = {id(quantity): self._directly_after(quantity) for quantity in quantities}
        self._coordinated = self._listed()
        self._owned = {mention.first for mention in self._direct.values() if mention}

    def mention_of(self, quantity: Quantity) -> tuple[Mention, bool] | None:
        """The mention that `quantity` is tied to, and whether directly or only by standing in its clause or sentence."""
        if id(quantity) in self._respective:
            return self._respective[id(quantity)], True
        direct = self._direct[id(quantity)] or self._directly_before(quantity) or self._coordinated.get(id(quantity))
        if direct:
            return direct, True
        near = self._in_clause(quantity)
        return (near, False) if near else None

    def _listed(self) -> dict[int, Mention]:
        """The mention behind the last of coordinated numbers is that of all: "against 31%, 40% and 49% in 2020"."""
        found: dict[int, Mention] = {}
        for quantity, follow in reversed(list(pairwise(self._quantities))):
            mention = found.get(id(follow)) or self._direct[id(follow)]
            joined = self._between(quantity.end, follow.begin, _JOINED, 2) and follow.unit == quantity.unit
            if mention and joined and quantity.preposition != "from" and follow.preposition != "to":
                found[id(quantity)] = mention
        return {key: mention for key, mention in found.items() if not self._direct[key]}

    def _respectively(self) -> dict[int, Mention]:
        """ "22 and 90 ... as of July 2019 and March 2020 respectively": the numbers and the mentions pair off in order.

        Both lists must stand on their own side of "respectively", be of one length, and not be mixed.
        """
        if len(self._mentions) < 2 or len(self._quantities) < 2 or "respectively" not in self._tokens.words:
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

    def _contrasted(self) -> dict[int, Mention]:
        """ "Women read more than men (73% against 50%)": the numbers of the bracket are of the two in their order."""
        found: dict[int, Mention] = {}
        for left, right in pairwise(self._quantities):
            joined = self._between(left.end, right.begin, _AGAINST, 2)
            closing = ")" in self._tokens.low[right.end + 1 : right.end + _LISTED]
            if not left.enclosed or not joined or not closing:
                continue
            ahead = [mention for mention in self._mentions if mention.last < left.begin - 1][-2:]
            if len(ahead) < 2 or ahead[1].last != left.begin - 2:
                continue
            if not _THAN.isdisjoint(self._tokens.low[ahead[0].last + 1 : ahead[1].first][-_LISTED:]):
                found |= {id(left): ahead[0], id(right): ahead[1]}
        return found

    def _mention_runs(self) -> list[Run]:
        """The lists of mentions: "Chile, Peru and Brazil", "in July 2019 and in March 2020"."""
        ends = [
            not (left.tied and right.tied and self._between(left.last, right.first, _LISTING, 3))
            for left, right in pairwise(self._mentions)
        ]
        return _runs(ends)

    def _dealt_out(self, runs: list[Run]) -> dict[int, Mention]:
        """ "In Sweden and Denmark growth was 0.4 and 0.6 percent": a list of numbers and one of mentions, of one length.

        Each list of numbers takes the last list of mentions before it, else the one right behind it.
        """
        found: dict[int, Mention] = {}
        ends = [
            left.unit != right.unit or not self._between(self._past_bracket(left.end), right.begin, _VALUES_JOINED, 3)
            for left, right in pairwise(self._quantities)
        ]
        lasts = [self._mentions[run.last].last for run in runs]
        for values in _runs(ends):
            begin, end = self._quantities[values.first].begin, self._quantities[values.last].end
            at = bisect_left(lasts, begin) - 1
            chosen = runs[at] if at >= 0 and self._is_last_before(runs[at], begin) else None
            if chosen is None and at + 1 < len(runs):
                behind = runs[at + 1]
                near = self._between(end, self._mentions[behind.first].first, self._after, 6)
                chosen = behind if near else None
            if chosen is not None and len(chosen) == len(values):
                places = zip(range(values.first, values.last + 1), range(chosen.first, chosen.last + 1), strict=True)
                found |= {id(self._quantities[value]): self._mentions[mention] for value, mention in places}
        return found

    def _past_bracket(self, end: int) -> int:
        """The end of a short bracket without quantities behind a number: "33.4% (2018) and 20.7% (2019)"."""
        if self._tokens.word(end + 1) != "(":
            return end
        return next((at for at in range(end + 2, end + 6) if self._tokens.word(at) == ")"), end)

    def _past_remark(self, end: int) -> int:
        """The end of a bracket of one or two words behind a number: "$5 billion (revised) in the fourth quarter"."""
        tokens = self._tokens
        if tokens.word(end + 1) != "(":
            return end
        closing = next((at for at in (end + 3, end + 4) if tokens.word(at) == ")"), None)
        if closing is None or any(self._is_named(at) or not tokens.is_word(at) for at in range(end + 2, closing)):
            return end
        return closing

    def _is_named(self, at: int) -> bool:
        """Whether a token belongs to a mention."""
        place = bisect_right(self._firsts, at) - 1
        return place >= 0 and self._mentions[place].last >= at

    def _is_last_before(self, run: Run, begin: int) -> bool:
        """Whether no other mention stands between a list and a number, and both stand in one clause."""
        follow = self._mentions[run.last + 1] if run.last + 1 < len(self._mentions) else None
        last = self._mentions[run.last].last
        boundaries = self._clauses[begin] - self._clauses[last]
        same = not boundaries or boundaries == self._tokens.low[last : min(begin, last + _FAR)].count(":")
        return same and (follow is None or not follow.tied or follow.first >= begin)

    def _joined(self, runs: list[Run], join: Callable[[Sequence[Mention]], str]) -> list[Mention]:
        """The mentions, each list with "and" as one; not "Malta and Cyprus (28%)", where the bracket is of the last."""
        found = list(self._mentions)
        enclosed = {quantity.begin - 2 for quantity in self._quantities if quantity.enclosed}
        for run in reversed(runs):
            parts = self._mentions[run.first : run.last + 1]
            gap = self._tokens.low[parts[-2].last + 1 : parts[-1].first]
            if parts[-1].last in enclosed or "and" not in gap:
                continue
            last = parts[-1].last
            while self._tokens.word(last + 1) in _TOGETHER:
                last += 1
            found[run.first : run.last + 1] = [Mention(parts[0].first, last, join(parts))]
        return found

    def _between(self, left: int, right: int, allowed: frozenset[str], most: int) -> bool:
        gap = range(left + 1, right)
        return len(gap) <= most and all(self._tokens.low[at] in allowed for at in gap)

    def _directly_after(self, quantity: Quantity) -> Mention | None:
        at = bisect_right(self._firsts, quantity.end)
        end = self._past_remark(quantity.end)
        for mention in self._mentions[at : at + 2]:
            if self._labels_other(mention):
                return None
            if self._tokens.word(quantity.begin - 1) == "whom":
                end = self._past_bracket(quantity.end)
            if self._between(end, mention.first, self._after, 6) or self._is_inserted(quantity, mention):
                return mention if mention.tied or quantity.preposition in ("from", "than", "with") else None
        return None

    def _is_inserted(self, quantity: Quantity, mention: Mention) -> bool:
        """Whether a number is inserted before its mention: "and, by less than 1%, in Chad", "the lowest, 8%, in Chad"."""
        tokens = self._tokens
        comma = quantity.end + 1
        if tokens.word(comma) != "," or tokens.word(comma + 1) not in _PLACED:
            return False
        ahead = quantity.begin - 1
        opened = tokens.word(ahead) in _INSERTED and tokens.word(ahead - 1) in (",", "and")
        opened = opened or (tokens.word(ahead) == "," and tokens.word(ahead - 1) in EXTREMES)
        return opened and self._between(comma, mention.first, self._after, 3)

    def _directly_before(self, quantity: Quantity) -> Mention | None:
        at = bisect_left(self._firsts, quantity.begin)
        for mention in reversed(self._mentions[max(0, at - 2) : at]):
            if mention.last >= quantity.begin:
                continue
            if not mention.tied:
                if self._is_average_of(mention, quantity):
                    return mention
                continue
            explains = self._tokens.word(mention.last + 1) == "("  # "5% in Japan (from 4%)"
            if not self._between(mention.last, quantity.begin, _BRACKET if explains else _BEFORE, 4):
                continue
            if mention.first not in self._owned or explains:
                return mention
        return None

    def _is_average_of(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether a number is the average of what is compared with: "compared to the OECD average of 49%"."""
        words = self._tokens.low[mention.last : quantity.begin]
        return len(words) <= 3 and words[-1:] == ["of"] and words[-2] in AVERAGES and mention.first not in self._owned

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
            if self._is_in_bracket_of_other(quantity, mention) or self._is_of_follower(quantity, mention):
                break
            if self._labels_other(mention):
                break
            ahead = self._tokens.low[quantity.end : min(mention.first, quantity.end + _FAR)]
            if mention.tied and self._is_explained(mention) and "," in ahead:
                break
            if mention.tied and (self._is_free(mention) or not strict):
                if not self._interrupted(quantity, mention):
                    return mention
                break
        first = next((m for m in self._mentions[:_NEAR] if self._is_free(m)), None)
        if self._joins:
            first = self._only
        if first and first.local and self._clauses[first.first] != clause:
            return None
        return first if first and first.last < quantity.begin else None

    def _is_free(self, mention: Mention) -> bool:
        return mention.tied and mention.first not in self._owned

    def _is_in_bracket_of_other(self, quantity: Quantity, mention: Mention) -> bool:
        """Whether a mention stands in a bracket with another number: "made up 31% (33% in 2010)"."""
        follow = self._places[id(quantity)] + 1
        if follow >= len(self._quantities) or self._quantities[follow].first >= mention.first:
            return False
        opening = self._quantities[follow].begin - 1
        near = mention.first - opening < _FAR
        return near and self._tokens.word(opening) == "(" and ")" not in self._tokens.low[opening : mention.first]

    def _labels_other(self, mention: Mention) -> bool:
        """Whether a mention opens a bracket as the label of the number in it: "61% (women: 65%; men: 57%)"."""
        if self._tokens.word(mention.first - 1) != "(":
            return False
        begin = mention.last + 1 + (self._tokens.word(mention.last + 1) == ":")
        place = bisect_left(self._begins, begin)
        return place < len(self._begins) and self._begins[place] == begin

    def _is_of_follower(self, quantity: Quantity, mention: Mention) -> bool:
        """Whether a mention stands right before another number: "6.1% overall, and among women 7.3%".

        So does one behind a comma whose verb is left out: "prices rose 3.0%, German ones 2.8".
        """
        place = bisect_right(self._begins, mention.last)
        if not self._joins or place >= len(self._begins):
            return False
        elided = self._tokens.word(mention.first - 1) == "," and self._begins[place] == mention.last + 2
        if self._begins[place] != mention.last + 1 and not elided:
            return False
        return self._quantities[place] is not quantity

    def _is_explained(self, mention: Mention) -> bool:
        """Whether another number in brackets stands behind a mention: "the highest share in Estonia (82%)"."""
        begin = mention.last + 2
        place = bisect_left(self._begins, begin)
        return self._tokens.word(begin - 1) == "(" and place < len(self._begins) and self._begins[place] == begin

    def _interrupted(self, quantity: Quantity, mention: Mention) -> bool:
        """Whether a comma with another quantity stands between a number and a later mention."""
        follow = self._places[id(quantity)] + 1
        if follow >= len(self._quantities) or self._quantities[follow].first >= mention.first:
            return False
        between = range(quantity.end, self._quantities[follow].begin)[:_FAR]
        return any(self._tokens.word(at) == "," for at in between)


def _runs(ends: Sequence[bool]) -> list[Run]:
    """The lists of two or more items; `ends` says of each item but the last whether a list ends with it."""
    found: list[Run] = []
    first = 0
    for place, is_end in enumerate([*ends, True]):
        if is_end:
            if place > first:
                found.append(Run(first, place))
            first = place + 1
    return found
