"""Units that a number shares with the one beside it: "from 28.9 to 31.2 billion", "155.5 billion (2022: 142.9)".

Belongs here: two numbers that stand next to each other, and how one takes the unit of another. Does not belong here: what
the words of the clause name (see `named_nouns`), and the unit of numbers farther away (see `inheritance`).
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.numerals.scan import Scan
from pipelines.numerals.units import scale_at
from pipelines.observations.elided_units import (
    is_bare_bracket,
    is_dated_bracket,
    is_next_bracket,
    is_point_of_share,
    unit_behind_bracket,
)
from pipelines.observations.quantities import Quantity, is_rate
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_LINKS = words("inheritance_links")
_MOST_SHARE = 1000
_WHOLE = 100  # per cent
_NEAR_PAIR = 3  # tokens from "to 21" to 27
_PAST_SHARE = "inherited:sentence"
_AGAINST = (["vs"], ["vs", "."], ["versus"], ["against"], ["compared", "with"], ["compared", "to"],
            ["down", "from"], ["up", "from"], ["than"])  # fmt: skip
_SIZE = (Fraction(1, 5), Fraction(5))


def units_of_neighbours(scan: Scan, quantities: list[Quantity]) -> None:
    """Give bare numbers the unit, and where it holds for both the scale, of the number before or behind them."""
    tokens = scan.tokens
    listed = False
    for left, right in reversed(list(zip(quantities, quantities[1:], strict=False))):
        between = tokens.low[left.end + 1 : right.begin]
        conjoined = any(word in ("and", "or", "to", "-", "–", "/", "&", "±") for word in between)
        linked = 0 < len(between) <= 3 and all(word in _LINKS for word in between) and (conjoined or listed)
        listed = linked
        if right.kind == "share" and "or" in between and _is_restated(left, right, between):
            continue
        if (
            left.unit is None
            and left.kind is None
            and between == ["("]
            and (unit := unit_behind_bracket(tokens, right))
        ):
            for one in (left, right):
                one.unit, one.kind, one.unit_from = unit.name, unit.kind, _PAST_SHARE  # "12 (8–15) days"
                if one.scale is None and (scale := scale_at(tokens, right.last + 2, money=unit.kind == "money")):
                    one.rescale(scale.name, scale.factor)
        pair = left.preposition == "from" and right.preposition == "to" and not _is_paired(quantities, left)
        pair = pair and between[1:3] != ["and", "the"]  # "to 8,403 cases from 7,427, and the losses to $168 million"
        if left.unit is None and left.measure == "change" and right.kind == "count" and between in (["from"], ["to"]):
            take_unit(left, right, scaled=False)
        against = between in _AGAINST and left.step == right.step and left.kind is None and right.kind != "count"
        if against and left.unit is None and right.unit is not None:
            take_unit(left, right)  # "(58.1 vs. 56.0 hours)"
        if (
            left.unit is None
            and right.kind == "count"
            and left.scale == right.scale
            and between[-1:] == ["and"]
            and len(between) <= 3
        ):
            take_unit(left, right, scaled=False)  # "22.4 million male and 22.2 million female users"
        shared = linked and left.kind != "none" and (right.kind != "count" or left.measure == "change")
        if left.unit is None and right.unit is not None and (pair or shared):
            take_unit(left, right)
    for left, right in zip(quantities, quantities[1:], strict=False):
        pair = (left.preposition == "from" and right.preposition == "to") or (
            left.preposition == "to" and right.preposition == "from"
        )
        between = tokens.low[left.end + 1 : right.begin]
        before = right.preposition == "from" or (right.preposition == "of" and "from" in between)
        scaled = right.scale == left.scale is not None  # "down from a previous estimate of 2.81 billion"
        before = before and (scaled or (is_rate(tokens, left) and right.kind is None))
        again = left.preposition == "to" and right.verb is not None and tokens.low[right.verb] not in ("up", "down")
        pair = pair and not again  # "rose to 85%, and incidence decreased from 146 cases"
        before = before or (
            left.kind in ("money", "physical")
            and right.scale == left.scale is not None
            and [word for word in between if word != ","] in _AGAINST
            and not tokens.is_number(right.end + 1)
        )  # "11.2 million ounces, compared with 12.5 million in the quarter before"
        if right.unit is None and left.unit is not None and (pair or before) and left.kind not in ("point", "multiple"):
            take_unit(right, left, scaled=False)
        if pair and left.unit == right.unit and left.measure == right.measure == "level":
            _share_scale(left, right)
        if is_point_of_share(tokens, left, right):
            right.unit, right.kind, right.unit_from = "percentage_point", "point", _PAST_SHARE
            right.measure, right.direction = "change", right.direction or ("down" if right.negative else "up")
        if left.unit is not None and is_next_bracket(tokens, left, right):
            take_unit(right, left, scaled=False)
            if left.kind == "money" and left.scale and right.scale is None:
                right.rescale(left.scale, left.factor)
        if right.enclosed and right.unit is None and right.scale is None:
            _of_time_before(tokens, right, quantities)
        if left.unit is not None and (is_bare_bracket(tokens, left, right) or is_dated_bracket(scan, left, right)):
            take_unit(right, left, scaled=False)
            right.rescale(left.scale, left.factor)


def _is_restated(left: Quantity, right: Quantity, between: list[str]) -> bool:
    """Whether a percentage behind "or" says again what a number says that is none: "380 or 70 per cent"."""
    beyond = abs(left.value) > _WHOLE >= right.value  # "605 or 2.7% fewer"
    if left.scale is not None or abs(left.value) > _MOST_SHARE or beyond:
        return True
    if between[:2] != [",", "or"]:
        return False
    reached = left.preposition == "to"  # "rose from 120 to 150, or 25%"
    fell = left.measure == "change"  # "fell by 150, or 12%"
    finer = left.step >= 1 > right.step  # "30, or 0.4%, fewer"
    return reached or fell or finer or right.enclosed


def _is_paired(quantities: list[Quantity], level: Quantity) -> bool:
    """Whether a level is that of another one just before: in "to 21 from 27, and sales to €3 million" 27 is no euros."""
    at = next(place for place, one in enumerate(quantities) if one is level)
    before = quantities[at - 1] if at else None
    return before is not None and before.preposition == "to" and level.begin - before.end <= _NEAR_PAIR


def _of_time_before(tokens: Tokens, quantity: Quantity, quantities: list[Quantity]) -> None:
    """A bare number of another year in brackets has unit and scale of the level of its size before it: "155.5 billion in
    2023, about 12 billion above 2022 (142.9)", "155.5 billion (2022: 142.9)"."""
    at = quantity.begin
    ahead = tokens.low[max(0, at - 3) : at]
    dated = ahead[-1:] == ["("] and tokens.is_number(at - 2)
    dated = dated or (ahead[-1:] == [":"] and ahead[:1] == ["("] and tokens.is_number(at - 2))
    if not dated or tokens.word(quantity.end + 1) != ")" or quantity.signed or quantity.amount.form != "digits":
        return
    for source in [one for one in quantities if one.end < at][-3:]:
        alike = source.kind in ("money", "physical") and source.scale is not None and source.upper is None
        if not alike or source.amount.step != quantity.amount.step or not source.amount.value:
            continue
        if _SIZE[0] < quantity.amount.value / source.amount.value < _SIZE[1]:
            take_unit(quantity, source, scaled=False)
            quantity.rescale(source.scale, source.factor)
            return


def _share_scale(left: Quantity, right: Quantity) -> None:
    """ "to 31.2 billion from 28.9": the scale of one level holds for the other, if they are then of one size."""
    plain, scaled = (left, right) if left.scale is None else (right, left)
    if plain.scale is not None or scaled.scale is None or plain.unit == "percent" or plain.amount.form != "digits":
        return
    if scaled.value and _SIZE[0] < abs(plain.value * scaled.factor / scaled.value) < _SIZE[1]:
        plain.rescale(scaled.scale, scaled.factor)


def take_unit(quantity: Quantity, source: Quantity, *, scaled: bool = True) -> None:
    """Give a number the unit of another one, and with `scaled` its scale, where it has none of its own."""
    if quantity.scale is not None and source.kind in ("share", "point", "duration"):
        return  # "up from 25.6 million in 2017, whereas the rate came to 11.8%"
    quantity.unit, quantity.kind, quantity.unit_from = source.unit, source.kind, "inherited:sentence"
    if scaled and quantity.scale is None and source.scale and abs(quantity.value) < source.factor:
        quantity.rescale(source.scale, source.factor)
