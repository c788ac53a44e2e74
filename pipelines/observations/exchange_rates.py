"""Tables of exchange rates: their values are in the money that their title gives, whatever money a row is about.

Belongs here: which money a text gives rates in, and which heads and stubs only name the money that has the rate. Does not
belong here: the units of other tables (see `cells`), and other units that a text names (see `text_units`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipelines.numerals.units import Unit, currency_after, currency_before, is_money_sign
from pipelines.observations.text_units import text_unit
from pipelines.reading.tokens import tokenize

_PER_UNIT = re.compile(r"\bper (?:one |1 )?(?:unit\b|(?:foreign |other )?currency\b)", re.IGNORECASE)
_RATES_IN = re.compile(r"\bexchange rates?(?: \(| in |, (?:in )?)(?P<money>[^(),;]{1,30})", re.IGNORECASE)
_RELATING = re.compile(r"\b(?:per|against|versus|vs|of|to)\b|/", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_HELD = frozenset(("in", "of", "per"))
_LONGEST_NAME = 5  # tokens of "100 new South African rand"
_KEPT = 2000


def money_of_rates(text: str, money: Mapping[str, str]) -> Unit | None:
    """The money that rates of other moneys are in: "KSh per unit of currency", "Exchange rates (rand)".

    "Units of national currency per euro" gives each rate in a money of its own.
    """
    if per_unit := _PER_UNIT.search(text):
        unit, _ = text_unit(text[: per_unit.start()], money)
    elif (rates := _RATES_IN.search(text)) and not _RELATING.search(rates["money"]):
        unit, _ = text_unit(rates["money"].strip(), money)
    else:
        return None
    return unit if unit and unit.kind == "money" else None


@lru_cache(maxsize=_KEPT)
def names_money(text: str) -> bool:
    """Whether a head or stub is nothing but the name of a money: "100 Japanese yen", "US dollar (mean)"."""
    tokens = tokenize(_BRACKETED.sub("", text.rpartition(", ")[2]).strip())
    last = len(tokens) - 1
    if not 0 <= last < _LONGEST_NAME:
        return False
    for at in range(last + 1):
        if tokens.low[at] in _HELD:
            return False  # "Loans in euros"
        named = currency_after(tokens, at)
        signed = currency_before(tokens, at + 1) if is_money_sign(tokens.texts[at]) else None
        if (named and named.end == last) or (signed and at == last):
            return True
    return False
