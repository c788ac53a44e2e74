"""`growth`: a stated rate of growth against its two levels.

Belongs here: "rose 8.1% to 31.2 billion from 28.9", "up 4.2% on 2019 (28.9)", "fell by a third from 900 to 600", "20% more
than the 1,000 of 2019". Does not belong here: differences (see `change`), multiples (see `fold`), and which levels a rate
is of (see `binding`).

Per cent against percentage points: "rose 10% from 40% to 50%" is false as per cent (it is 25%) and true as percentage
points. It is inconsistent, because what is printed is false, and the explanation names the reading that is true as the
likeliest repair. The statement is not called sound for it: a reader who takes 10% for a rate is misled.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import Constraint, Grown, Net, Sum
from pipelines.relations.context import Context
from pipelines.relations.readings import goes_the_other_way, holds, weigh
from pipelines.relations.statement import Relation, operand
from pipelines.relations.ties import OTHER_TIME, BoundChange, Pair
from pipelines.relations.verdicts import Outcome, held_by, judge, undecidable
from pipelines.relations.wording import printed_both, shown


def find_growth(context: Context) -> list[Relation]:
    """The rates of growth that a document states, each with its levels."""
    rates = [bound for bound in context.changes if bound.change.form == "rate"]
    found = [
        _of_amount(bound, bound.only, bound.amount) if bound.only and bound.amount else _growth(bound)
        for bound in rates
    ]
    return [relation for relation in found if relation]


def _growth(bound: BoundChange) -> Relation | None:
    def readings(pair: Pair) -> list[Constraint]:
        return readings_of(bound, pair)

    def explain(pair: Pair, _: Constraint, outcome: Outcome) -> str:
        return _explain(bound, pair, outcome)

    def other_meaning(pair: Pair) -> str | None:
        return "percentage points" if _is_points(bound, pair) else None

    return weigh("growth", bound, readings, explain, other_meaning)


def _of_amount(bound: BoundChange, level: Observation, amount: Observation) -> Relation:
    """A rate with an amount beside it, which may be the level before: "16.79 million, a fall of 30.5% (24.16 million)"."""
    relation = _net(bound, level, amount)
    if relation.verdict != "undecidable" or bound.missing == "to":
        return relation
    other = _growth(replace(bound, pair=Pair(amount, level), doubt=OTHER_TIME, only=None, missing=None, amount=None))
    return other if other and other.verdict == "inconsistent" else relation


def _net(bound: BoundChange, level: Observation, amount: Observation) -> Relation:
    """ "Rose by 2.1 billion (4.2%) to 52.6 billion": the rate of the amount in the level that it leaves before."""
    rate = bound.change.observation
    operands = [
        operand(rate, "change"),
        operand(amount, "amount"),
        operand(level, "from" if bound.missing == "to" else "to"),
    ]
    signs = tuple(-1 if one.quantity.value < 0 else 1 for one in (rate, amount))
    fell = bound.change.direction == "down" or -1 in signs
    constraint = Net(0 if bound.missing == "to" else -1 if fell else 1, rate=signs[0], amount=signs[1])
    stated = bound.group.words(operands)

    def explain(outcome: Outcome) -> str:
        link = "and" if outcome.verdict == "consistent" else "but"
        computed = outcome.computed
        return f"The text says {rate.stated}, {link} {amount.stated} of the level before makes {_percents(computed)}."

    if bound.doubt and not held_by([rate, amount, level], constraint, 0, result=True):
        return undecidable("growth", operands, stated, bound.doubt)
    return judge("growth", operands, constraint, 0, stated, explain, result=True)


def _percents(interval: Interval) -> str:
    """An interval of rates with at most two decimals."""
    ends = [end for end in (interval.lower, interval.upper) if end is not None]
    return f"{' to '.join(dict.fromkeys(_rounded(abs(end)) for end in sorted(ends, key=abs)))}%"


def _slope(bound: BoundChange) -> Fraction:
    """By what a rate grows its base: a hundredth for each per cent, the whole for a ratio such as "a third"."""
    return Fraction(1, 100) if bound.change.observation.unit == "percent" else Fraction(1)


def _compares_rates(pair: Pair) -> bool:
    """Whether the "levels" are rates like the growth itself: "up 9.7 per cent, against 9.9 in July and 4.3 in August"."""
    rates = pair.before.unit == pair.after.unit == "percent"
    return rates and pair.before.quantity.preposition != "from" and pair.after.quantity.preposition != "to"


def readings_of(bound: BoundChange, pair: Pair) -> list[Constraint]:
    """After = before × (1 + rate), in the direction that the words say; none of levels that have no rate.

    Of two negative levels ("the loss widened 20% from -100 to -120") the sizes are meant, or the numbers.
    """
    before, after = pair.before.quantity.value, pair.after.quantity.value
    if before == 0 or before * after < 0 or _compares_rates(pair):
        return []
    direction = bound.change.direction or ("up" if after >= before else "down")
    sign = 1 if direction == "up" or bound.change.observation.quantity.negative else -1
    plain = Grown(Fraction(1), sign * _slope(bound))
    return [plain, Grown(Fraction(1), -sign * _slope(bound))] if before < 0 else [plain]


def _explain(bound: BoundChange, pair: Pair, outcome: Outcome) -> str:
    rate, before, after = bound.change.observation, pair.before.quantity.value, pair.after.quantity.value
    grown = (after / before - 1) * 100
    levels = printed_both(pair.before, pair.after, "to")
    way = "up" if grown > 0 else "down"
    if outcome.verdict == "inconsistent" and goes_the_other_way(bound, pair):
        went = bound.change.direction
        return f"The text says that it went {went} by {rate.stated}, but {levels} is {way} by {_rounded(abs(grown))}%."
    link = "and" if outcome.verdict == "consistent" else "but"
    return f"The text says {rate.stated}, {link} {levels} is {_rounded(abs(grown))}%."


def _is_points(bound: BoundChange, pair: Pair) -> bool:
    """Whether a rate would be true as a difference in percentage points."""
    if {bound.change.observation.unit, pair.before.unit, pair.after.unit} != {"percent"}:
        return False
    sign = Fraction(-1 if bound.change.direction == "down" else 1)
    return holds(bound, pair, Sum((Fraction(1), sign, -sign)))


def _rounded(value: Fraction) -> str:
    """A rate with at most two decimals."""
    return shown(Fraction(round(value, 2)))
