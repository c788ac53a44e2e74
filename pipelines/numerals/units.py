"""Units, scales and currencies next to a number.

Belongs here: look-up of what follows or precedes a number directly. Does not belong here: units that only the context
gives (see `observations.inheritance`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

import pycountry

from pipelines.numerals.exact import Exact
from pipelines.numerals.symbols import symbol_at
from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrase, Phrases, table, words


def _with_singulars() -> list[dict[str, str]]:
    """The units with the singulars of their plurals, as compounds write them ("a 7-nanometre process")."""
    rows = list(table("units"))
    known = {row["words"] for row in rows}
    plurals = (row for row in rows if row["kind"] == "physical" and len(row["words"]) > 4 and row["words"][-1] == "s")
    singulars = [{**row, "words": row["words"][:-1]} for row in plurals]
    return rows + [row for row in singulars if row["words"] not in known]


_ROWS = _with_singulars()
UNITS = Phrases(_ROWS, case=True)
_UNITS_LOW = Phrases([row for row in _ROWS if len(row["words"]) > 2 or not row["words"].isalpha()])
_SCALES = {row["words"]: row for row in table("scales") if " " not in row["words"]}
_SCALE_PHRASES = Phrases(table("scales"))
_BEFORE = Phrases([row for row in table("currencies") if row["place"] == "before"], case=True)
_AFTER = Phrases([row for row in table("currencies") if row["place"] == "after"], case=True)
_AFTER_LOW = Phrases([row for row in table("currencies") if row["place"] == "after" and len(row["words"]) > 3])
# ISO 4217 codes that are English words or names in capitals are no codes in running text.
_WORDS = words("units_words")
_LETTERS = {(row["letters"], row["place"]): Fraction(row["factor"]) for row in table("scale_letters")}
_SCALED = re.compile("([MmKkTt]?[dn]?)([A-Z]{3}|kr)(m|mn|M|bn|k)?")  # "MSEK 8,210", "EURm 12.5", "15 mdkr"
_WITHDRAWN = words("units_withdrawn_codes")  # ISO 4217 list three: reports of their time still use them
CODES = (frozenset(currency.alpha_3 for currency in pycountry.currencies) | _WITHDRAWN) - _WORDS
_LONGEST_SHORT = 5  # letters of a scale that is cut short
_MONEY_SIGNS = frozenset(row["words"] for row in table("currencies") if not row["words"].isalpha())


_FACTORS = {row["factor"]: Exact(row["factor"]) for name in ("units", "scales") for row in table(name)}
_ONE = Exact(1)
_HUNDREDTH = Exact("0.01")
_HUNDREDTHS = words("units_hundredths")


@dataclass(slots=True)
class Unit:
    """A unit found next to a number; `last` (or `first`, before the number) is the token that it reaches to."""

    name: str
    kind: str
    factor: Fraction
    end: int


def unit_at(tokens: Tokens, index: int) -> Unit | None:
    """The unit that begins at token `index` ("per cent", "percentage points", "GWh")."""
    phrase = UNITS.at(tokens.texts, index) or _UNITS_LOW.at(tokens.low, index)
    end = index + len(phrase.words) if phrase else 0
    symbol = symbol_at(tokens, index) if tokens.is_number(index - 1) else None
    if symbol and (phrase is None or symbol[1] >= end):
        return Unit(symbol[0], "physical", _ONE, symbol[1])
    if phrase is None or (tokens.texts[index] == "M" and phrase.row["unit"].endswith("meter")):
        return None  # "Broad money (M2)"
    if (phrase.words in (("x",), ("×",)) and not tokens.glued(index)) or (
        phrase.words == ("s",) and tokens.glued(index)
    ):
        return None
    if phrase.row["unit"] == "fold" and phrase.words == ("times",) and tokens.word(index + 1) in ("a", "per", "in"):
        return None
    end = index + len(phrase.words) - 1
    return Unit(phrase.row["unit"], phrase.row["kind"], _FACTORS[phrase.row["factor"]], end)


def currency_before(tokens: Tokens, index: int) -> Unit | None:
    """The currency that ends just before token `index` ("US$", "Rs", "EUR million"); `end` is its first token."""
    phrase = _BEFORE.before(tokens.texts, index)
    if phrase and phrase.words == ("R",) and not (tokens.glued(index) or _SCALE_PHRASES.at(tokens.low, index)):
        return None
    if phrase:
        return Unit(_meant(tokens, phrase), "money", _ONE, index - len(phrase.words))
    if index > 0 and tokens.texts[index - 1] in tokens.money and _is_amount(tokens, index):
        return Unit(tokens.money[tokens.texts[index - 1]], "money", _ONE, index - 1)
    if is_code_before(tokens, index):
        return Unit(tokens.texts[index - 1], "money", _ONE, index - 1)
    if scaled := _scaled_code(tokens, index - 1):
        return scaled
    scale = _SCALES.get(tokens.low[index - 1]) if index > 1 else None
    money = currency_before(tokens, index - 1) if scale and scale["place"] != "money" else None
    return Unit(money.name, "money", _FACTORS[scale["factor"]], money.end) if scale and money else None


def is_code_before(tokens: Tokens, index: int) -> bool:
    """Whether an ISO 4217 code stands before token `index`; "BMD4" is the name of a manual."""
    if index <= 0 or tokens.texts[index - 1] not in CODES:
        return False
    digit = tokens.glued(index) and len(tokens.text(index)) == 1
    return not digit or not tokens.is_number(index) or scale_at(tokens, index + 1, money=True) is not None


def currency_after(tokens: Tokens, index: int) -> Unit | None:
    """The currency that begins at token `index` ("yen", "US dollars", "EUR")."""
    phrase = _AFTER.at(tokens.texts, index) or _AFTER_LOW.at(tokens.low, index)
    if phrase and not (tokens.low[index] == "euro" and tokens.word(index + 1) in ("area", "zone")):
        factor = _HUNDREDTH if phrase.words[-1] in _HUNDREDTHS else _ONE
        return Unit(_meant(tokens, phrase), "money", factor, index + len(phrase.words) - 1)
    if tokens.money and tokens.word(index) in tokens.money and tokens.texts[index].islower():
        return Unit(tokens.money[tokens.low[index]], "money", _ONE, index)
    if tokens.text(index) in CODES:
        return Unit(tokens.texts[index], "money", _ONE, index)
    return _scaled_code(tokens, index)


def _scaled_code(tokens: Tokens, index: int) -> Unit | None:
    """A currency in one word with its scale: "MSEK", "EURm", "TEUR", "mdkr"."""
    scaled = _SCALED.fullmatch(tokens.text(index))
    if scaled is None or bool(scaled[1]) == bool(scaled[3]):
        return None
    factor = _LETTERS.get((scaled[1], "before") if scaled[1] else (scaled[3], "after"))
    shared = _AFTER.at((scaled[2],), 0) if scaled[2] == "kr" else None
    code = _meant(tokens, shared) if shared else scaled[2]
    return Unit(code, "money", factor, index) if factor and (shared or code in CODES) else None


def _meant(tokens: Tokens, phrase: Phrase) -> str:
    """The code of a currency as the document means it."""
    code = tokens.money.get("".join(phrase.words)) if tokens.money else None
    return code or phrase.row["code"]


def _is_amount(tokens: Tokens, index: int) -> bool:
    """Whether the token behind a letter is an amount of money: "K1.2", "P 350 million", not "M2" or "K 2021"."""
    text, number = tokens.text(index), tokens.is_number(index)
    if scale_at(tokens, index + number, money=True):
        return True
    return number and tokens.glued(index) and (len(text) > 2 or not text.isdigit())


def scale_at(tokens: Tokens, index: int, *, money: bool) -> Unit | None:
    """The scale that begins at token `index` ("million", "bn", "lakh crore"); some letters scale money only."""
    phrase = _SCALE_PHRASES.at(tokens.low, index)
    if phrase is None:
        return None
    word = " ".join(phrase.words)
    place = phrase.row["place"]
    if len(phrase.words) == 1:
        row = _SCALES.get(tokens.texts[index]) or _SCALES.get(word)
        if row is None or (len(word) == 1 and tokens.texts[index] not in _SCALES):
            return None
        place = row["place"]
    if place != "any" and not _scales_money(tokens, index + len(phrase.words), place, money=money):
        return None
    if word == "k" and not money and not tokens.glued(index):
        return None
    if word == "dozen" or (word == "hundred" and tokens.word(index + 1) == "and"):
        return None
    return Unit(word, "scale", _FACTORS[phrase.row["factor"]], index + len(phrase.words) - 1)


def is_measured(tokens: Tokens, index: int) -> bool:
    """Whether a unit or a scale stands behind the number at `index`, so that it counts something."""
    return unit_at(tokens, index + 1) is not None or scale_at(tokens, index + 1, money=False) is not None


def past_stop(tokens: Tokens, index: int) -> int:
    """The token behind the full stop of a scale cut short, where a currency follows: "2.2 b.kr.", "45 Mio. EUR"."""
    short = tokens.word(index) == "." and tokens.glued(index) and len(tokens.texts[index - 1]) <= _LONGEST_SHORT
    return index + 1 if short and currency_after(tokens, index + 1) else index


def _scales_money(tokens: Tokens, index: int, place: str, *, money: bool) -> bool:
    """Whether letters before token `index` scale an amount of money: its currency stands before it or follows."""
    return (money and place == "money") or currency_after(tokens, past_stop(tokens, index)) is not None


def is_money_sign(text: str) -> bool:
    """Whether a sign stands for a currency."""
    return text in _MONEY_SIGNS
