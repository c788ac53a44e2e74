"""Numbers in sentences for readers: in the scale and with the digits in which the report printed them.

Belongs here: values and intervals as words. Does not belong here: the sentences (one module for each kind, `findings`).
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval

_EXACT = Context(prec=80)  # a context of its own: other programs in the process may set a coarser one
_MOST_DECIMALS = 6


def shown(value: Fraction | None) -> str:
    """A number as a reader expects it: no exponent, no needless zeros, at most six decimals."""
    if value is None:
        return "open"
    text = _decimals(value, _MOST_DECIMALS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_interval(interval: Interval) -> str:
    """An interval as a reader expects it: "4.2 to 4.4", "4.2 or more"."""
    if interval.lower is None and interval.upper is None:
        return "anything"
    if interval.lower is None:
        return f"at most {shown(interval.upper)}"
    if interval.upper is None:
        return f"at least {shown(interval.lower)}"
    return f"{shown(interval.lower)} to {shown(interval.upper)}"


def printed(observation: Observation, value: Fraction | None = None) -> str:
    """The number of an observation as printed, without its scale; or another value as it would be in its place."""
    quantity = observation.quantity
    scaled = (quantity.value if value is None else value) / quantity.factor
    decimals = _places(quantity.amount.step) if quantity.amount.form == "digits" else None
    if decimals is None or scaled % quantity.amount.step:
        return shown(scaled)
    return _decimals(scaled, decimals)


def scaled(observation: Observation, interval: Interval) -> Interval:
    """An interval in the scale in which a number is printed."""
    factor = observation.quantity.factor
    return Interval(
        None if interval.lower is None else interval.lower / factor,
        None if interval.upper is None else interval.upper / factor,
    )


def with_scale(observation: Observation, text: str) -> str:
    """A number in the scale of an observation, with the scale's name behind it."""
    return f"{text} {observation.quantity.scale}" if observation.quantity.scale else text


def printed_both(one: Observation, other: Observation, link: str) -> str:
    """Two numbers as printed, with their scale once if they share it: "10.4 to 8.6 billion"."""
    if one.quantity.scale == other.quantity.scale:
        return with_scale(other, f"{printed(one)} {link} {printed(other)}")
    return f"{with_scale(one, printed(one))} {link} {with_scale(other, printed(other))}"


def _decimals(value: Fraction, decimals: int) -> str:
    decimal = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{decimal.quantize(Decimal(1).scaleb(-decimals), context=_EXACT):,f}"


def _places(step: Fraction) -> int | None:
    """How many decimals a number with this last digit has; None if more than are shown, or no decimals at all."""
    return next((places for places in range(_MOST_DECIMALS + 1) if step * 10**places == 1), 0 if step > 1 else None)
