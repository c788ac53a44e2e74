"""`direction` of differences: "differences among countries are narrowing", against the levels of the countries.

Belongs here: the distance from the greatest to the least of several levels before and after. Does not belong here: a gap
that is stated as a number (see `change`), the direction of one level (see `direction`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading.tokens import Tokens, bare_words, tokenize
from pipelines.relations.constraints import ANYTHING
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import shown
from pipelines.rules import words

_GAPS = words("spread_gaps")
_NARROWING = words("spread_narrowing")
_WIDENING = words("spread_widening")
_AMONG = frozenset(("among", "between", "across"))
_DENYING = frozenset(("not", "no", "never", "without", "if", "may", "could", "expected"))
_FEW = 3
_MOST = 40
_BACK = 100  # sentences
_REACH = 10  # tokens from "differences" to "narrowing"


@dataclass(frozen=True, slots=True)
class Narrower:
    """Of numbers, first those of one time and then as many of another, the later ones lie closer to each other.

    `widening` turns the order round. Only the side that must be narrow is bounded: the other may always be spread out.
    """

    count: int
    widening: bool = False
    strict: bool = True

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """As far from the others of its time as the greatest distance of the other time."""
        before, after = others[: self.count], others[self.count :]
        narrow, wide, at = (before, after, index) if self.widening else (after, before, index - self.count)
        if not 0 <= at < len(narrow):
            return ANYTHING
        uppers = [one.upper for one in wide if one.upper is not None]
        lowers = [one.lower for one in wide if one.lower is not None]
        rest = [one for place, one in enumerate(narrow) if place != at]
        highest = [one.upper for one in rest if one.upper is not None]
        lowest = [one.lower for one in rest if one.lower is not None]
        if not uppers or not lowers or not highest or not lowest:
            return ANYTHING
        reach = max(uppers) - min(lowers)
        return Interval(max(lowest) - reach, min(highest) + reach)


def find_spreads(context: Context) -> list[Relation]:
    """Statements that differences narrow or widen, each against the levels that its passage gives before it."""
    found = []
    sentences = context.reading.sentences
    for passage, groups in context.passages.items():
        for index in range(groups[0].index, min(groups[-1].index + 2, len(sentences))):
            if sentences[index].passage != passage:
                break
            speaks = not context.scans[index].tokens.numbers and not _GAPS.isdisjoint(bare_words(sentences[index].text))
            widening = _widening(tokenize(sentences[index].text)) if speaks else None
            if widening is not None:
                place = bisect_left(groups, index, key=lambda group: group.index)
                before = groups[max(0, place - _BACK) : place]
                relation = _relation(context, before, widening=widening)
                found += [relation] if relation else []
    return found


def _widening(tokens: Tokens) -> bool | None:
    """Whether a sentence without numbers says that differences widen; None if it says nothing of them."""
    if tokens.numbers or not _DENYING.isdisjoint(tokens.words):
        return None
    for at, word in enumerate(tokens.low):
        if word in _GAPS and _AMONG.intersection(tokens.low[at : at + 3]):
            behind = set(tokens.low[at : at + _REACH])
            if behind & _NARROWING:
                return False
            return True if behind & _WIDENING else None
    return None


def _relation(context: Context, before: list[SentenceGroup], *, widening: bool) -> Relation | None:
    levels = _levels(before)
    if len(levels) < _FEW:
        return None
    earlier, later = [pair[0] for pair in levels], [pair[1] for pair in levels]
    operands = [operand(one, "from") for one in earlier] + [operand(one, "to") for one in later]
    narrow = earlier if widening else later
    target = max(range(len(narrow)), key=lambda at: narrow[at].quantity.value) + (0 if widening else len(earlier))

    def explain(outcome: Outcome) -> str:
        way = "widened" if widening else "narrowed"
        link = "and" if outcome.verdict == "consistent" else "but"
        first, last = (shown(_range(ones)) for ones in (earlier, later))
        return f"The text says that differences {way}, {link} the greatest went from {first} to {last}."

    return judge("direction", operands, Narrower(len(earlier), widening), target, context.quote(operands), explain)


def _range(ones: Sequence[Observation]) -> Fraction:
    values = [one.quantity.value for one in ones]
    return max(values) - min(values)


def _levels(groups: list[SentenceGroup]) -> list[tuple[Observation, Observation]]:
    """For each area or population the levels that it went from and to, all of one unit and one figure."""
    found: dict[tuple[str | None, str | None], tuple[Observation, Observation]] = {}
    for group in groups:
        for one, other in zip(group.observations, group.observations[1:], strict=False):
            name = (other.slots.area, other.slots.population)
            pair = one.quantity.preposition == "from" and other.quantity.preposition == "to"
            same = one.unit == other.unit and one.figure is other.figure and one.measure == other.measure == "level"
            first = next(iter(found.values()), (one, other))[0]
            if (
                any(name)
                and pair
                and same
                and one.unit == first.unit
                and one.figure is first.figure
                and len(found) < _MOST
            ):
                found[name] = (one, other)
    return list(found.values())
