"""`fold`: a stated multiple against its two levels.

Belongs here: "doubled from 550 to 1,100", "4.1-fold", "halved", "twice as many women (40%) as men (20%)", "three times the
7.7 billion of 2017", "grew by a factor of 4", and what such words can mean. Does not belong here: which levels a multiple
is of (see `binding`).

"Increased 4.1-fold" and "three times higher than" are said of 4.1 or 3 times the level before, and of that much more than
it: a conflict only if both fail. Words such as "doubled" are said loosely: see `loose` in `rules/qualifiers.csv`.
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.relations.constraints import Constraint, Grown, Swapped
from pipelines.relations.context import Context
from pipelines.relations.readings import weigh
from pipelines.relations.stated_changes import COMPARISONS
from pipelines.relations.statement import Relation
from pipelines.relations.ties import BoundChange, Pair
from pipelines.relations.verdicts import Outcome
from pipelines.relations.wording import printed_both, shown

_VALUED = frozenset(("improvement", "deterioration", "better", "worse"))
_TIMES = Grown(Fraction(0), Fraction(1))
_TIMES_MORE = Grown(Fraction(1), Fraction(1))
_LESS = Grown(Fraction(1), Fraction(-1))  # "halved": a hedge is of the fall, so that "more than halved" is below a half


def find_folds(context: Context) -> list[Relation]:
    """The multiples that a document states, each with its levels."""
    found = [_fold(bound) for bound in context.changes if bound.change.form == "multiple"]
    return [relation for relation in found if relation]


def _fold(bound: BoundChange) -> Relation | None:
    def readings(pair: Pair) -> list[Constraint]:
        return readings_of(bound, pair)

    def explain(pair: Pair, constraint: Constraint, outcome: Outcome) -> str:
        return _explain(bound, pair, constraint, outcome)

    return weigh("fold", bound, readings, explain)


def readings_of(bound: BoundChange, pair: Pair) -> list[Constraint]:
    """After = before × multiple, or before = after × multiple of a fall; where the words leave it open, also one more."""
    if pair.before.quantity.value <= 0 or pair.after.quantity.value <= 0:
        return []
    quantity = bound.change.observation.quantity
    if quantity.value < 1:
        return [_LESS] if quantity.amount.form == "multiple" else [_TIMES]
    tokens = bound.group.scan.tokens
    factor = tokens.low[max(0, quantity.begin - 2) : quantity.begin] in (["factor", "of"], ["multiplied", "by"])
    compared = COMPARISONS.get(tokens.word(quantity.end + 1)) is not None
    grew = quantity.verb is not None and CHANGE_VERBS.get(tokens.low[quantity.verb]) is not None
    if bound.change.direction == "down":
        return [Swapped(_TIMES)]
    if tokens.word(quantity.end + 1) in _VALUED:
        return [_TIMES, Swapped(_TIMES)]  # "6.5%, a fivefold improvement on the 32.4% of 2019": less may be better
    return [_TIMES, _TIMES_MORE] if (compared or grew) and not factor else [_TIMES]


def _explain(bound: BoundChange, pair: Pair, constraint: Constraint, outcome: Outcome) -> str:
    before, after = pair.before.quantity.value, pair.after.quantity.value
    times = shown(Fraction(round(after / before, 2)))
    link = "but" if outcome.verdict == "inconsistent" else "and"
    levels = printed_both(pair.before, pair.after, "to")
    said = f"The text says {bound.change.observation.stated}, {link} {levels} is {times} times"
    if outcome.verdict == "consistent" and constraint is _TIMES_MORE:
        return f"{said}: true as that much more, false as that many times."
    if outcome.holds_by == "loose":
        return f"{said}, which holds only loosely."
    return f"{said}."
