"""Two intervals on one scale: what was stated above what was recomputed, so that a gap between them can be seen.

Belongs here: the positions. Does not belong here: how they are drawn (see the template `reading`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipelines.site.holdings import Row

_MARGIN = Decimal("0.12")
_NARROWEST = Decimal("1.2")  # so that a single value can still be seen


@dataclass(frozen=True)
class Bar:
    """An interval from `start` on, `width` long, in hundredths of the scale; an open end has no cap."""

    start: Decimal
    width: Decimal
    open_below: bool
    open_above: bool


@dataclass(frozen=True)
class Scale:
    """The two intervals of a relation."""

    stated: Bar
    computed: Bar


def scale_of(relation: Row) -> Scale | None:
    """The scale of a relation; None, where nothing was recomputed."""
    stated = (relation["stated_lower"], relation["stated_upper"])
    computed = (relation["computed_lower"], relation["computed_upper"])
    ends = [end for end in (*stated, *computed) if end is not None]
    if stated == (None, None) or computed == (None, None):
        return None
    low, high = min(ends), max(ends)
    reach = (high - low) or abs(high) or Decimal(1)
    low, high = low - reach * _MARGIN, high + reach * _MARGIN
    return Scale(_bar(*stated, low, high), _bar(*computed, low, high))


def _bar(lower: Decimal | None, upper: Decimal | None, low: Decimal, high: Decimal) -> Bar:
    def place(value: Decimal) -> Decimal:
        return (100 * (value - low) / (high - low)).quantize(Decimal("0.01"))

    start = Decimal(0) if lower is None else place(lower)
    end = Decimal(100) if upper is None else place(upper)
    width = max(end - start, _NARROWEST)
    return Bar(start - (width - (end - start)) / 2, width, lower is None, upper is None)
