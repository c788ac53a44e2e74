"""`change`: a stated difference against its two levels.

Belongs here: "fell 3.9 points from 150.8 to 146.5", "up 3 points to 80% from 77%", "by 2 points (65% to 67%)", "from 78%
to 66%, a fall of 12 points". Does not belong here: growth in per cent (a rate is no difference, see `growth`), and which
levels a change has (see `binding`).

Points against per cent: where a difference in percentage points is wrong and the same number is right as a rate, the
explanation says so. The verdict stays inconsistent, because what is printed is false.
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.relations.constraints import Constraint, Grown, Sum
from pipelines.relations.context import Context
from pipelines.relations.reach import SUBUNITS
from pipelines.relations.readings import goes_the_other_way, holds, weigh
from pipelines.relations.statement import Relation
from pipelines.relations.ties import BoundChange, Pair
from pipelines.relations.verdicts import Outcome
from pipelines.relations.wording import printed_both, scaled, shown, shown_interval, with_scale


def find_changes(context: Context) -> list[Relation]:
    """The differences that a document states, each with its levels."""
    found = [_difference(bound) for bound in context.changes if bound.change.form == "difference"]
    return [relation for relation in found if relation]


def _difference(bound: BoundChange) -> Relation | None:
    def readings(pair: Pair) -> list[Constraint]:
        return readings_of(bound, pair)

    def explain(pair: Pair, _: Constraint, outcome: Outcome) -> str:
        return _explain(bound, pair, outcome)

    def other_meaning(pair: Pair) -> str | None:
        return "per cent" if _is_rate(bound, pair) else None

    return weigh("change", bound, readings, explain, other_meaning)


def readings_of(bound: BoundChange, pair: Pair) -> list[Constraint]:
    """Change = after - before, in the direction that the words say; of negative levels also of their sizes.

    "The deficit narrowed by 2 points from -5% to -3%" is said of the size of the deficit.
    """
    quantity = bound.change.observation.quantity
    direction = bound.change.direction
    if direction is None:
        direction = "up" if pair.after.quantity.value >= pair.before.quantity.value else "down"
    sign = Fraction(1) if direction == "up" or quantity.negative else Fraction(-1)
    hundredth = bound.change.observation.unit == "basis_point" or bound.change.observation.unit in SUBUNITS
    unit = Fraction(100) if hundredth else Fraction(1)
    plain = Sum((Fraction(1), sign * unit, -sign * unit))
    if pair.before.quantity.value < 0 and pair.after.quantity.value < 0:
        return [plain, Sum((Fraction(1), -sign * unit, sign * unit))]
    return [plain]


def _explain(bound: BoundChange, pair: Pair, outcome: Outcome) -> str:
    change, before, after = bound.change.observation, pair.before.quantity.value, pair.after.quantity.value
    unit = 100 if change.unit == "basis_point" else 1
    difference = with_scale(change, shown(abs(after - before) * unit / change.quantity.factor))
    levels = printed_both(pair.before, pair.after, "to")
    way = "up" if after > before else "down"
    if outcome.verdict == "inconsistent" and goes_the_other_way(bound, pair):
        went = bound.change.direction
        return f"The text says that it went {went} by {change.stated}, but {levels} is {way} by {difference}."
    link = "and" if outcome.verdict == "consistent" else "but"
    computed = shown_interval(scaled(change, outcome.computed))
    return f"The text says {change.stated}, {link} {levels} is {difference} ({computed} with rounding)."


def _is_rate(bound: BoundChange, pair: Pair) -> bool:
    """Whether a difference in percentage points would be true as a rate in per cent."""
    if bound.change.observation.unit != "percentage_point":
        return False
    sign = Fraction(-1 if bound.change.direction == "down" else 1)
    return holds(bound, pair, Grown(Fraction(1), sign / 100))
