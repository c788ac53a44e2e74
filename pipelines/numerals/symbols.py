"""Symbols of units: "mg", "km/h", "µmol L-1", "W/m²", read by base symbol, prefix and power.

Belongs here: putting the name of a unit together from its symbols. Does not belong here: units in words and those that
official statistics write in ways of their own (see `units`).

Names are those that the library pint parses: "microgram_per_cubic_meter".
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.tokens import Tokens
from pipelines.rules import table, words

_LETTERS = words("symbols_letters")
_ALONE = words("symbols_alone")
_BEFORE_POWER = frozenset("-−–")
_POWERS = {"2": "square", "3": "cubic", "²": "square", "³": "cubic"}
_LONGEST = 5  # factors of a compound


def _symbols() -> dict[str, str]:
    """Every symbol with its name, prefixes included; the plain symbol wins ("min" is a minute)."""
    plain = {row["symbol"]: row["name"] for row in table("unit_symbols")}
    prefixed = {
        f"{prefix['prefix']}{row['symbol']}": f"{prefix['name']}{row['name']}"
        for row in table("unit_symbols")
        if row["prefixes"] == "yes"
        for prefix in table("unit_prefixes")
    }
    return {**prefixed, **plain}


_SYMBOLS = _symbols()


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a compound: its name, whether it stands below the line, and its last token."""

    name: str
    below: bool
    last: int


def symbol_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Name and last token of the unit whose symbols begin at token `index`, right behind a number."""
    if _name(tokens.text(index)) is None:
        return None
    factors = [_factor(tokens, index, below=False)]
    while len(factors) < _LONGEST:
        follow = _next_factor(tokens, factors[-1].last)
        if follow is None:
            break
        factors.append(follow)
    if len(factors) == 1 and not _stands_alone(tokens, index, factors[0]):
        return None
    above = [one.name for one in factors if not one.below]
    below = [one.name for one in factors if one.below]
    name = "_".join(above) + "".join(f"_per_{one}" for one in below)
    return name, factors[-1].last


def _name(text: str) -> str | None:
    """The name of a symbol, with the power that is glued to it as a superscript ("m²")."""
    if text[-1:] in ("²", "³"):
        name = _SYMBOLS.get(text[:-1])
        return f"{_POWERS[text[-1]]}_{name}" if name else None
    return _SYMBOLS.get(text)


def _factor(tokens: Tokens, index: int, *, below: bool) -> Factor:
    """The symbol at `index` with its power: "m2", "m²", "s-1"."""
    name, last = _name(tokens.texts[index]) or "", index
    power = tokens.text(index + 1)
    if power in _POWERS and tokens.glued(index + 1):
        return Factor(f"{_POWERS[power]}_{name}", below, index + 1)
    minus = power in _BEFORE_POWER and tokens.glued(index + 1) and tokens.glued(index + 2)
    if minus and tokens.text(index + 2) in ("1", "2", "3"):
        number = tokens.text(index + 2)
        return Factor(name if number == "1" else f"{_POWERS[number]}_{name}", True, index + 2)
    return Factor(name, below, last)


def _next_factor(tokens: Tokens, last: int) -> Factor | None:
    """The factor behind "/", "·" or a blank; behind a blank only one with a negative power ("mg L-1")."""
    at = last + 1
    sign = tokens.text(at)
    if sign in ("/", "·", "⋅") and tokens.glued(at) and _name(tokens.text(at + 1)):
        return _factor(tokens, at + 1, below=sign == "/")
    if _name(sign):
        factor = _factor(tokens, at, below=False)
        return factor if factor.below else None
    return None


def _stands_alone(tokens: Tokens, index: int, factor: Factor) -> bool:
    """Whether a single symbol is one: single letters are words and scales too ("5 A", "£5 m")."""
    text = tokens.texts[index]
    if factor.last > index or len(text) > 2 or (len(text) == 2 and text not in _LETTERS):
        return True
    if text not in _ALONE:
        return False
    return not tokens.glued(index) or text in ("h", "g", "W", "V", "°")
