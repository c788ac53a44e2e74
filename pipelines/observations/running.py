"""The period that later sentences go on with, of those that a sentence states.

Belongs here: telling the periods that a sentence is about from those that it only compares with, looks back or turns
aside to. Does not belong here: which number each period dates (see `dating`), what is inherited (see `slots`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipelines.numerals.period import Period
from pipelines.numerals.spans import is_stretch, months_long
from pipelines.observations.comparing import dates_aside, is_compared, is_compared_with
from pipelines.observations.dating import is_aside
from pipelines.observations.looking_back import Span, passage_of
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_TO_COME = words("running_to_come")
_SINGLED_OUT = frozenset(("alone", "only", "itself"))
_YEAR = 12  # months
_AHEAD = frozenset(("will", "would", "shall", "expected", "forecast", "projected", "budgeted"))
_END = frozenset(("the", "end", "of", "mid", "-"))


def is_own(
    tokens: Tokens, quantities: Sequence[Quantity], at: int, period: Period | None, passages: Sequence[Span]
) -> bool:
    """Whether the period of a number is one that its sentence is about, not only one that is compared with.

    `passages` are those in which the sentence looks back.
    """
    quantity = quantities[at]
    if is_compared(tokens, quantity) or quantity.measure == "base" or _is_beside(tokens, quantities, at, period):
        return False
    if period is not None and passage_of(passages, period.first):
        return False
    if period is not None and is_compared_with(tokens, period):
        return False  # "the lowest since 2003 (4.1%)"
    return period is None or not (is_aside(tokens, period) or (at and dates_aside(tokens, period)))


def _is_beside(tokens: Tokens, quantities: Sequence[Quantity], at: int, period: Period | None) -> bool:
    """Whether a number stands in brackets behind another, with a date of its own: "31% (33% in 2010)"."""
    quantity = quantities[at]
    if period is None or not at or not quantity.enclosed or quantities[at - 1].end != quantity.begin - 2:
        return False
    return tokens.word(period.last + 1) == ")" and period.first > quantity.end


def is_for_once(tokens: Tokens, period: Period | None, headed: Period | None, running: Period | None) -> bool:
    """Whether a text turns aside for once: "in the first half as a whole", "in April alone", to a day within its month."""
    if period is None:
        return False
    whole = headed or running
    if whole is not None and _is_part_aside(tokens, period, whole):
        return True
    if headed is None or months_long(period) <= months_long(headed):
        return False
    if period.ends is not None and not is_stretch(period):
        return True  # "in the 20 quarters from Q1 2019 to Q4 2023"
    return tokens.low[period.last + 1 : period.last + 4] == ["as", "a", "whole"]


def _is_part_aside(tokens: Tokens, period: Period, whole: Period) -> bool:
    """Whether a period within another is singled out: "in April alone"; "on 16 October the bank cut its rate"."""
    if not lies_within(period, whole) or (months_long(whole) >= _YEAR and period.first_day == period.last_day):
        return False
    if tokens.word(period.last + 1) in _SINGLED_OUT:
        return True
    ends = period.last_day is not None and (period.last_day + timedelta(days=1)).day == 1
    return period.first_day == period.last_day and not ends and tokens.word(period.first - 1) == "on"


def lies_within(period: Period, whole: Period) -> bool:
    """Whether a period is a part of a longer one."""
    if not (period.first_day and period.last_day and whole.first_day and whole.last_day):
        return False
    inside = whole.first_day <= period.first_day and period.last_day <= whole.last_day
    return inside and (period.first_day, period.last_day) != (whole.first_day, whole.last_day)


def turns_back(tokens: Tokens, period: Period, running: Period) -> bool:
    """Whether a text only turns back to an earlier period: "In Q2 rents rose 5%. In Q1 the rise had been 6%."."""
    earlier = period.last_day is not None and running.last_day is not None and period.last_day < running.last_day
    return "had" in tokens.words and earlier and months_long(period) == months_long(running)


def leads_up_to(period: Period, running: Period) -> bool:
    """Whether a span of time ends with what the text speaks of, and goes on to: "between April and October" in October."""
    return period.ends is not None and not is_stretch(period) and period.ends[1].code == running.code


def latest(tokens: Tokens, periods: Sequence[Period]) -> Period | None:
    """The first of some periods that none of the same length lies behind: "2% in 2005, 9% in 2021" goes on with 2021."""
    if not periods:
        return None
    alike = [one for one in periods if len(one.code) == len(periods[0].code) and not _is_aim(tokens, one)]
    return max(alike, key=lambda one: one.last_day or date.min, default=periods[0])


def tells_ahead(tokens: Tokens) -> bool:
    """Whether a sentence tells what is expected: "Income would come to 5 million"."""
    return not _AHEAD.isdisjoint(tokens.words)


def _is_aim(tokens: Tokens, period: Period) -> bool:
    """Whether something is still to be reached by a date: "the share is to rise to 9% by the end of 2025"."""
    at = period.first - 1
    while tokens.word(at) in _END:
        at -= 1
    if tokens.word(at) not in ("by", "until"):
        return False
    to_be = any(tokens.low[k + 1] == "to" for k in range(period.first) if tokens.low[k] in ("is", "are"))
    return to_be or not _TO_COME.isdisjoint(tokens.words)
