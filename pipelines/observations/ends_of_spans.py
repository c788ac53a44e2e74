"""Levels that a change leads from and to, each of its own end of a span: "between 2003 and 2013 ... from 2.2 to 2.9".

Belongs here: giving such levels the two dates, of their own sentence or of the one before. Does not belong here: the
periods themselves (see `dating`), what else is inherited (see `slots`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Protocol

from pipelines.numerals.period import Period
from pipelines.numerals.spans import is_stretch, months_long
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens

Span = tuple[Period, Period]


class Dated(Protocol):
    """What has a period, and where it comes from."""

    period: Period | None
    period_from: str | None


def split_span(quantities: Sequence[Quantity], slots: Sequence[Dated], group: Sequence[int]) -> None:
    """ "Between 2003 and 2013 ... from 2.2 to 2.9 million": the levels are those of the two ends."""
    for index in group:
        period = slots[index].period
        end = {"from": 0, "to": 1}.get(quantities[index].preposition)
        if (
            period is not None
            and period.ends
            and not is_stretch(period)
            and end is not None
            and quantities[index].measure == "level"
        ):
            slots[index].period = period.ends[end]


def names_same_period(tokens: Tokens) -> bool:
    """Whether a sentence is about the span of the sentence before: "over the same period", "in the same time period"."""
    words = tokens.low
    return any(words[at] == "same" and "period" in words[at + 1 : at + 3] for at in range(len(words) - 1))


def go_through_span(quantities: Sequence[Quantity], slots: Sequence[Dated], span: Span) -> None:
    """The levels that a change led from and to are those of the two ends of a span."""
    for quantity, slot in zip(quantities, slots, strict=True):
        end = {"from": 0, "to": 1}.get(quantity.preposition)
        if slot.period is None and end is not None and quantity.measure == "level":
            slot.period, slot.period_from = span[end], "inherited:previous_sentence"


def span_of(quantities: Sequence[Quantity], slots: Sequence[Dated]) -> Span | None:
    """The two dates that the levels of a sentence are of: "from 9% in 2000 to 40% in 2021"."""
    dated = [
        slot.period
        for quantity, slot in zip(quantities, slots, strict=True)
        if slot.period and quantity.measure == "level"
    ]
    ends = {period.code: period for period in dated if period.first_day and period.ends is None}
    if len(ends) != 2:
        return None
    first, last = sorted(ends.values(), key=lambda period: str(period.first_day))
    return first, last


def repeat_span(quantities: Sequence[Quantity], slots: Sequence[Dated]) -> None:
    """ "From 4,100 in 2010 to 3,200 in 2020 and the area from 90 to 82": both pairs are of one span."""
    span: Span | None = None
    for (first, last), (start, end) in zip(pairwise(quantities), pairwise(slots), strict=True):
        if (first.preposition, last.preposition) != ("from", "to") or not first.measure == last.measure == "level":
            continue
        if start.period and end.period and start.period.code != end.period.code:
            span = start.period, end.period
        elif span and start.period is None and (end.period is None or end.period.code == span[1].code):
            start.period, start.period_from = span[0], "stated"
            end.period, end.period_from = span[1], "stated"


def are_adjacent(span: Span) -> bool:
    """Whether the two ends of a span are a month and the next, a quarter and the next, or a year and the next."""
    first, last = span
    if first.last_day is None or last.first_day is None or months_long(first) != months_long(last):
        return False
    return timedelta(0) < last.first_day - first.last_day <= timedelta(days=1)
