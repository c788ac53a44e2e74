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
_ELEMENTS = frozenset("CNP")  # "g C m−2": of what is measured, within its unit
_PRODUCTS = words("symbols_products")
_BEFORE_POWER = frozenset("-−–⁻")
_POWERS = {"2": "square", "3": "cubic", "²": "square", "³": "cubic"}
_INVERSE = {"1": "", "2": "square_", "3": "cubic_", "¹": "", "²": "square_", "³": "cubic_"}
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
    if _symbol(tokens, index) is None:
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
    return name.removeprefix("_"), factors[-1].last


def is_power(tokens: Tokens, index: int) -> bool:
    """Whether the number at `index` is the power of a unit or of a letter: "4 cm−1", "m^2"."""
    sign = tokens.text(index - 1)
    if not tokens.glued(index) or not tokens.glued(index - 1):
        return False
    if sign == "^":
        return True
    if sign not in _BEFORE_POWER or tokens.texts[index] not in _INVERSE:
        return False
    at = index - 2
    return tokens.text(at) == "^" or (
        tokens.is_word(at) and not tokens.glued(at) and _name(tokens.texts[at]) is not None
    )


def _name(text: str) -> str | None:
    """The name of a symbol, with the power that is glued to it as a superscript ("m²")."""
    if text[-1:] in ("²", "³"):
        name = _SYMBOLS.get(text[:-1])
        return f"{_POWERS[text[-1]]}_{name}" if name else None
    return _SYMBOLS.get(text)


def _symbol(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The name of the symbol that begins at token `index`, and its last token: "°C" is two."""
    text = tokens.text(index)
    if text == "°" and tokens.glued(index + 1) and (name := _SYMBOLS.get(text + tokens.text(index + 1))):
        return name, index + 1
    name = _name(text)
    return (name, index) if name else None


def _factor(tokens: Tokens, index: int, *, below: bool) -> Factor:
    """The symbol at `index` with its power: "m2", "m²", "s-1", "s⁻¹", "m^2"."""
    name, last = _symbol(tokens, index) or ("", index)
    at = last + 2 if tokens.text(last + 1) == "^" and tokens.glued(last + 1) else last + 1
    power = tokens.text(at)
    if power in _POWERS and tokens.glued(at):
        return Factor(f"{_POWERS[power]}_{name}", below, at)
    minus = power in _BEFORE_POWER and tokens.glued(at) and tokens.glued(at + 1)
    if minus and (inverse := _INVERSE.get(tokens.text(at + 1))) is not None:
        return Factor(inverse + name, True, at + 1)
    return Factor(name, below, last)


def _next_factor(tokens: Tokens, last: int) -> Factor | None:
    """The factor behind "/", "·" or a blank; behind a blank only one with a negative power ("mg L-1") or in a product
    that is a unit of its own ("Pa s")."""
    at = last + 1
    sign = tokens.text(at)
    if sign in ("/", "·", "⋅") and tokens.glued(at) and _symbol(tokens, at + 1):
        return _factor(tokens, at + 1, below=sign == "/")
    if sign in _ELEMENTS and not tokens.glued(at) and _symbol(tokens, at + 1):
        factor = _factor(tokens, at + 1, below=False)
        return factor if factor.below else None
    if sign and _symbol(tokens, at):
        factor = _factor(tokens, at, below=False)
        return factor if factor.below or f"{tokens.text(last)}_{sign}" in _PRODUCTS else None
    return None


def _stands_alone(tokens: Tokens, index: int, factor: Factor) -> bool:
    """Whether a single symbol is one: single letters are words and scales too ("5 A", "£5 m")."""
    text = tokens.texts[index]
    if factor.last > index or len(text) > 2 or (len(text) == 2 and text not in _LETTERS):
        return True
    if text not in _ALONE:
        return False
    return not tokens.glued(index) or text in ("h", "g", "W", "V", "°")
