"""Units left out beside a number that has them: in lists of brackets, behind dates, in rates that are compared.

Belongs here: telling that a bare number is measured as another one in its sentence. Does not belong here: giving it the
unit, and units that the text before gives (see `inheritance`).
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.numerals.periods import MONTHS
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import Unit, currency_after, scale_at, unit_at
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens

_MONTHS = frozenset(MONTHS)
_AFTERWARDS = frozenset(("after", "from", "against", "following"))
_ENDS = frozenset(("", ".", ",", ";", ")", "and", "in", "from", "to", "by"))
_NEAR_SHARE = 6  # tokens of "were satisfied (up"
_BEHIND_POINTS = frozenset((")", "on", "since", "from", ";", ","))
_WHOLE = 100  # per cent
_SIZE = (Fraction(1, 5), Fraction(5))
_LISTED = 10  # tokens from one bracket of a list to the next
_LONGEST_OPENING = 12  # tokens of "in US dollars reserves came to"


def is_next_bracket(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """Whether a number alone in brackets goes on a list: "Asia (43.4 million tonnes), Africa (2.1 million)"."""
    alone = left.enclosed and right.enclosed and tokens.word(right.begin - 1) == "(" == tokens.word(left.begin - 1)
    alike = right.scale == left.scale or (left.kind == "money" and right.scale is None and _may_be_scaled(right))
    bare = right.unit is None and alike and not right.signed and right.amount.step == left.amount.step
    between = tokens.low[left.end + 1 : right.begin]
    listed = between[:1] == [")"] and 2 < len(between) <= _LISTED and not {",", "and"}.isdisjoint(between[1:-1])
    plain = left.kind not in ("share", "point", "multiple") and left.measure == right.measure
    return alone and bare and listed and plain and tokens.word(right.end + 1) == ")"


def _may_be_scaled(quantity: Quantity) -> bool:
    """Whether a number alone in brackets is no mark of a note: "Austria (EUR 215.4 million), Italy (200.2)"."""
    return quantity.step < 1 or quantity.amount.value >= _WHOLE


def is_bare_bracket(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """Whether a number stands alone in brackets behind one of its size: "SEK 1,126.3 M (1,084.9)", the year before."""
    alone = right.enclosed and right.begin - left.end == 2 and tokens.word(right.end + 1) == ")"
    bare = right.unit is None and right.scale is None and not right.signed and left.amount.step == right.amount.step
    if not alone or not bare or left.kind != "money" or left.upper is not None or not left.amount.value:
        return False
    return _SIZE[0] < right.amount.value / left.amount.value < _SIZE[1]


def is_dated_bracket(scan: Scan, left: Quantity, right: Quantity) -> bool:
    """Whether a number stands in brackets behind its date: "averaged €6.7 bn in May (April: 5.9; March: 6.1)"."""
    tokens = scan.tokens
    colon = right.begin - 1
    bare = right.unit is None and right.scale is None and left.amount.step == right.amount.step
    if tokens.word(colon) != ":" or not bare or left.kind != "money" or left.upper is not None or not left.amount.value:
        return False
    first = colon - 1
    while first > left.end and tokens.low[first] not in ("(", ";", ","):
        first -= 1
    dated = tokens.low[first + 1] in _MONTHS or any(first < one.first and one.last < colon for one in scan.periods)
    enclosed = tokens.low[first] == "(" or tokens.low[left.begin - 1] == ":"
    return dated and enclosed and _SIZE[0] < right.amount.value / left.amount.value < _SIZE[1]


def is_rate_before(tokens: Tokens, rate: Quantity, quantity: Quantity) -> bool:
    """Whether a number is the rate of another time: "grew 3.4 percent, compared with 3.0 in September"."""
    compared = tokens.low[max(0, quantity.begin - 2) : quantity.begin] in (["compared", "with"], ["compared", "to"])
    alike = quantity.step == rate.step < 1 and quantity.scale is None and bool(rate.value)
    return compared and alike and _SIZE[0] < abs(quantity.value / rate.value) < _SIZE[1]


def rate_behind(tokens: Tokens, quantity: Quantity, later: list[Quantity]) -> Quantity | None:
    """ "Credit grew 4.4, the fastest pace in two years, after 3.3 percent": only the rate before has the unit."""
    if quantity.measure != "change" or quantity.preposition not in ("", "by") or quantity.step >= 1:
        return None
    rates = [one for one in later if one.unit == "percent" and tokens.word(one.begin - 1) in _AFTERWARDS]
    if not rates or rates[0].step != quantity.step or ";" in tokens.low[quantity.end : rates[0].begin]:
        return None
    if any(one.kind != "duration" for one in later[: later.index(rates[0])]):
        return None
    return rates[0]


def is_share_of_change(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "An increase of €4.2 billion over the month, or 2.9, was due to": what a change of money is in per cent."""
    change = earlier[-1] if earlier else None
    said = tokens.low[quantity.begin - 2 : quantity.begin] == [",", "or"] and tokens.word(quantity.end + 1) == ","
    if change is None or not said or quantity.step >= 1 or quantity.scale or not quantity.value < _WHOLE:
        return False
    return change.measure == "change" and change.kind == "money" and change.scale is not None


def says_share_again(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """Whether a number in brackets is the share in words before it, in per cent: "nearly three quarters (74) of all"."""
    share = earlier[-1] if earlier and earlier[-1].unit == "ratio" else None
    if share is None or quantity.signed or not quantity.enclosed or share.end != quantity.begin - 2:
        return False
    if tokens.word(quantity.end + 1) != ")" or quantity.step < 1:
        return False
    counted = tokens.word(quantity.end + 2) == "of" and any(
        tokens.is_number(at) for at in range(quantity.end + 3, quantity.end + 5)
    )  # "half (52) of the 100 villages"
    return not counted and abs(quantity.value - share.value * _WHOLE) <= share.value * _WHOLE / 20


def money_of_clause(tokens: Tokens, quantity: Quantity) -> Unit | None:
    """The money that a clause says it counts in: "in US dollars reserves came to about 3.4 billion"."""
    if quantity.scale is None:
        return None
    for at in range(quantity.begin - 1, max(-1, quantity.begin - _LONGEST_OPENING), -1):
        if tokens.low[at] in (";", ",", "(", ")"):
            return None
        opens = at == 0 or tokens.low[at - 1] in (";", ",", "and", "but")
        if tokens.low[at] == "in" and opens:
            return currency_after(tokens, at + 1)
    return None


def unit_behind_bracket(tokens: Tokens, quantity: Quantity) -> Unit | None:
    """The unit behind a bracket that a number stands in: "5.31 (5.30) percent", "12 (8–15) days"."""
    at = quantity.last + 1
    if tokens.word(at) != ")" or not quantity.enclosed:
        return None
    scale = scale_at(tokens, at + 1, money=False)
    behind = scale.end + 1 if scale else at + 1
    return currency_after(tokens, behind) or unit_at(tokens, behind)


def is_part_of_money(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """Whether a scaled number goes on from money of that scale: "EUR 1.2 bn, of which equity 0.7 bn, debt 0.4 bn"."""
    source = earlier[-1] if earlier else None
    if source is None or source.kind != "money" or quantity.scale is None or quantity.scale != source.scale:
        return False
    ends = tokens.word(quantity.end + 1) in _ENDS
    return ends and quantity.step == source.step and source.measure == quantity.measure


def is_point_of_share(tokens: Tokens, share: Quantity, quantity: Quantity) -> bool:
    """Whether a number in brackets is by how many points a share has moved: "44% (+2)", "48% were satisfied (up 3)"."""
    level = share.unit == "percent" and share.measure == "level" and share.upper is None and share.step <= quantity.step
    bare = quantity.unit is None and quantity.kind is None and quantity.scale is None and quantity.upper is None
    between = tokens.low[share.end + 1 : quantity.begin]
    if not level or not bare or len(between) > _NEAR_SHARE or tokens.word(quantity.end + 1) not in _BEHIND_POINTS:
        return False
    signed = between == ["("] and quantity.signed
    return signed or (between[-2:] in (["(", "up"], ["(", "down"]) and between.count("(") == 1)
