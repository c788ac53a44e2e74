"""Relations as plain data: what is tied together, what was stated, what was recomputed, and the verdict.

Belongs here: the data that every kind of relation is made of. Does not belong here: arithmetic (see `constraints`), and
the grammar of any kind (one module each).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval, stated_interval
from pipelines.relations.constraints import Constraint, intersect

OPEN = ("more_than", "at_least", "less_than", "at_most")


@dataclass(frozen=True, slots=True)
class Operand:
    """A number or phrase that takes part: its span in the transcription, its role, its observation if it is one."""

    start: int
    end: int
    role: str
    observation: Observation | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of one number that would mend a relation and all that share its numbers.

    `interval` is where it must lie, `suggestion` the likeliest value, `as_printed` that value in the scale of the text,
    `misprint` the slip that explains it. Repairs of the same `alternative` mend only together.
    """

    operand: Operand
    interval: Interval
    suggestion: Fraction
    as_printed: str
    misprint: str | None = None
    alternative: int = 1


@dataclass(slots=True)
class Relation:
    """A relation that the text states or implies, recomputed.

    `start` and `end` are the span of the statement; `computed` is the interval that was recomputed for the operand
    `target`, in its base units; `power` the share of one-digit misprints that the check would have noticed. `reading` is
    another meaning of the words under which an inconsistent statement would be true ("percentage points"): then it is
    the likeliest repair. `constraint` is what must hold between the operands, None where they are no numbers or one is
    missing.
    """

    kind: str
    operands: list[Operand]
    start: int
    end: int
    stated: str
    verdict: str
    explanation: str
    holds_by: str | None = None
    computed: Interval | None = None
    power: Fraction | None = None
    repairs: list[Repair] = field(default_factory=list)
    reading: str | None = None
    identifier: str = ""
    constraint: Constraint | None = None
    target: int = 0

    @property
    def stated_interval(self) -> Interval | None:
        """The interval of the operand that is compared with what was computed; None if nothing was."""
        compared = self.operands[self.target].observation if self.computed else None
        return full_interval(compared) if compared else None


def operand(observation: Observation, role: str) -> Operand:
    """An observation as an operand."""
    return Operand(observation.start, observation.end, role, observation)


def spans(operands: list[Operand]) -> tuple[int, int]:
    """The span from the first to the last operand."""
    return min(one.start for one in operands), max(one.end for one in operands)


def full_interval(observation: Observation) -> Interval:
    """The interval of true values that a statement is compatible with."""
    return Interval(observation.lower, observation.upper)


def rounding_interval(observation: Observation) -> Interval:
    """The interval of the printed digits alone, without the hedge, on the side of a bound.

    A hedged number in words has no digits that could be rounded.
    """
    quantity = observation.quantity
    if quantity.upper is not None:
        return full_interval(observation)
    if quantity.qualifier != "exact" and quantity.amount.form != "digits":
        return face_interval(observation)
    printed = stated_interval(quantity.value, quantity.step, quantity.significant, "exact")
    return intersect(printed, full_interval(observation)) if quantity.qualifier in OPEN else printed


def face_interval(observation: Observation) -> Interval:
    """The printed value alone, of a bound too: "over 40%" holds of 44% by its hedge. A range is what it says."""
    quantity = observation.quantity
    if quantity.upper is not None:
        return full_interval(observation)
    return Interval(quantity.value, quantity.value)


def loose_interval(observation: Observation) -> Interval:
    """The interval of a generous reading: wider than stated for a multiple or share in words without a hedge."""
    quantity = observation.quantity
    if quantity.amount.form not in ("multiple", "fraction") or quantity.qualifier != "exact":
        return full_interval(observation)
    return stated_interval(quantity.value, quantity.step, quantity.significant, "loose")


def is_plain(observation: Observation) -> bool:
    """Whether a number is a single one without a hedge, in digits or counting words: it means what its digits round."""
    quantity = observation.quantity
    return quantity.qualifier == "exact" and quantity.upper is None and quantity.amount.form in ("digits", "words")


def is_multiple_in_words(observation: Observation) -> bool:
    """Whether a number is a word such as "doubled" or "twice"."""
    return observation.quantity.amount.form == "multiple"
