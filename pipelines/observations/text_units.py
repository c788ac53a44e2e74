"""Units that a short text names: a head, a stub, a caption, a subtitle.

Belongs here: unit and scale of one text. Does not belong here: which of the texts around a cell has its unit (see `cells`),
and what a row says of itself (see `own_units`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.period import is_year
from pipelines.numerals.symbols import symbol_at
from pipelines.numerals.units import Unit, currency_after, currency_before, is_money_sign, scale_at, unit_at
from pipelines.reading.lines import caption_parts
from pipelines.reading.tokens import Tokens, tokenize
from pipelines.rules import words

_INDEX = words("inheritance_index")
_SPANNING = frozenset(
    ("last", "past", "previous", "in", "per", "within", "after", "over", "two", "three", "few", "and")
)
_BOUNDING = frozenset(("and", "or"))
_TIMING = frozenset(("preceding", "since", "before", "after", "prior", "following", "ago", "until", "elapsed"))
_OPEN_ENDS = frozenset(("over", "older", "more", "above", "under", "below", "less", "fewer", "younger", "longer", "up"))
_BEFORE_SHORT = frozenset(("", "(", "[", ",", ":", "in"))
_BEHIND_SHORT = frozenset(("", ")", "]", ",", ".", "/", "per"))
_AGED_GROUPS = frozenset(
    ("group", "groups", "bracket", "brackets", "band", "bands", "class", "classes", "range", "cohort")
)
_SINCE = frozenset(("change", "changes", "growth", "difference", "variation"))
_LETTERS = 2  # "R m" may be anything
_SHORT = 4  # words of a head
_KEPT = 2000  # texts whose reading is kept: each stands for many cells
_APOSTROPHE = re.compile(r"(?<![^\W_])([A-Z][a-z]?)['’](?=(?:[mMbB]illion|[mMbB]n|[mM]|000)\b)")  # "K'million"
_SHORTENED = re.compile(
    r"\b(mill|mln|mio|bill(?=\.)|bln|mrd|thous|thsd|tsd)\b\.?(?=\s[^\W\d]|\s*$|\))", re.IGNORECASE
)  # but a "Treasury bill"
_PCT_POINTS = re.compile(r"\bpct\.?[ -]?(?:points?|pts?)\b")
_WHOLE_SCALES = {"m": "million", "b": "billion", "mrd": "billion", "t": "thousand"}
_NO_MONEY: Mapping[str, str] = {}
_POWER = re.compile(r"(?<![\d.,])(?:[x×]\s?)?10\s?\^?\s?([369³⁶⁹]|12)(?![\d.,])")
_IN_THOUSANDS = re.compile(
    r"(?:(?<=\()|(?<=\bin )|(?<=, ))1[.,\s]?000(?= [^\W\d]+(?: of [^\W\d]+)?\s*(?:\)|$|;|,))"
)  # "(in 1000 persons)", "Output, 1,000 tonnes"
_POWERS = {
    "3": "thousand",
    "³": "thousand",
    "6": "million",
    "⁶": "million",
    "9": "billion",
    "⁹": "billion",
    "12": "trillion",
}
_THOUSANDS = re.compile(r"['’‘]000s?\b|\b000s\b|\(1[.,  ]?000s?\)|\(000\b|(?:^|, )000\b")


def text_unit(text: str, money: Mapping[str, str] = _NO_MONEY) -> tuple[Unit | None, Unit | None]:
    """Unit and scale that a head, stub or caption names: "£ billion", "Share (%)", "Thousands", "('000)".

    `money` has the currencies that the document means by signs and words which several countries share.
    """
    if not text or len(text) > 300:
        return None, None
    if "000 " in text:
        text = _IN_THOUSANDS.sub("thousand", text)
    if "10" in text:
        text = _POWER.sub(lambda match: _POWERS[match[1] or match[2]], text)
    if dotted := [sign for sign in money if sign.endswith(".") and sign in text]:
        money = {**money, **{sign[:-1]: money[sign] for sign in dotted}}
        text = text.replace(dotted[0], dotted[0][:-1])  # "Credit, Shs. billion", "Shs./US$"
    if "pct" in text:
        text = _PCT_POINTS.sub("percentage points", text)
    tokens = tokenize(_SHORTENED.sub(_whole_scale, _APOSTROPHE.sub(r"\1 ", text)))
    tokens.money = money
    unit: Unit | None = None
    scale: Unit | None = Unit("thousand", "scale", Fraction(1000), 0) if _THOUSANDS.search(text) else None
    for index in range(len(tokens)):
        own = tokens.texts[index] in "%(£$€[," or tokens.texts[index] in money
        if tokens.is_number(index) or (tokens.is_number(index - 1) and not own):
            continue
        if unit is None:
            unit = _unit_word(tokens, index)
        elif unit.kind == "money" and (share := _share_of(tokens, index)):
            unit = share  # "Debt in EUR as per cent of GDP"
        if scale is None and _free(tokens, index):
            scale = scale_at(tokens, index, money=unit is not None and unit.kind == "money")
            unit = unit or _scaled_noun(tokens, scale)
    if (
        unit
        and unit.kind == "duration"
        and not _SINCE.isdisjoint(tokens.words)
        and not tokens.low[unit.end].endswith("s")
    ):
        unit = None  # "Change, quarter": since when
    if unit is None and tokens.low and tokens.low[-1].startswith("percentage"):
        unit = Unit("percent", "share", Fraction(1), 0)
    return unit, scale


def _whole_scale(match: re.Match[str]) -> str:
    """A scale that is cut short, in full: "mill." of "mill. tonnes"."""
    word = match[1].lower()
    return _WHOLE_SCALES.get(word) or _WHOLE_SCALES[word[0]]


def _share_of(tokens: Tokens, index: int) -> Unit | None:
    """The unit of "as per cent of", at its first word behind "as"."""
    unit = unit_at(tokens, index) if tokens.word(index - 1) in ("as", "a") else None
    return unit if unit and unit.kind == "share" and tokens.word(unit.end + 1) == "of" else None


def _free(tokens: Tokens, index: int) -> bool:
    """Whether a scale word stands for the column: alone, in brackets, or behind a currency, a dash or a comma."""
    before, after = tokens.word(index - 1), tokens.text(index + 1)
    return (
        index == 0
        or before in ("(", ",", "|", "in", ":", "–", "—", "-")
        or is_money_sign(before)
        or currency_before(tokens, index) is not None
        or after in (")", "", "|", "of", ",")
    )


def _scaled_noun(tokens: Tokens, scale: Unit | None) -> Unit | None:
    """The noun in "thousands of short tons", "Nights spent, thousands"."""
    if scale is not None and tokens.texts[scale.end + 1 :][:2] in (["t"], ["t", ")"]):
        return Unit("tonne", "physical", Fraction(1), scale.end + 1)
    if scale is None or tokens.word(scale.end + 1) != "of":
        return None
    for at in range(scale.end + 2, min(scale.end + 6, len(tokens))):
        money = currency_after(tokens, at)
        if money:
            return money
        unit = unit_at(tokens, at)
        if unit and unit.kind in ("physical", "duration"):
            return unit
        if is_count_noun(tokens.low[at]):
            return Unit(singular(tokens.low[at]), "count", Fraction(1), at)
    return None


def _unit_word(tokens: Tokens, index: int) -> Unit | None:
    if is_money_sign(tokens.texts[index]):
        money = currency_before(tokens, index + 1)
        if money and tokens.is_number(index + 1) and not _is_dated(tokens, money.end, index + 1):
            money = None
        return money
    if tokens.texts[index] in tokens.money and tokens.text(index + 1) in ("000", "/"):
        return Unit(tokens.money[tokens.texts[index]], "money", Fraction(1), index)
    scaled = scale_at(tokens, index + 1, money=True)
    if scaled and len(tokens.texts[index]) + len(tokens.texts[index + 1]) > _LETTERS:
        money = currency_before(tokens, index + 1)  # "Rs crore", "R million"
        if money and money.end == index:
            return money
    money = currency_after(tokens, index)
    if money:
        priced = tokens.is_number(money.end + 1) and not _is_dated(tokens, index, money.end + 1)
        return None if priced else money
    if (short := _short_money(tokens, index)) or (short := _compound(tokens, index)):
        return short
    unit = unit_at(tokens, index)
    if unit is None:
        return None
    if index == 0 and unit.kind == "physical" and unit.end + 1 == len(tokens):
        return unit  # the head "kW"
    if unit.kind == "share":
        return unit
    if tokens.texts[index] == "GB" and tokens.word(index - 1) not in ("(", "["):
        return None  # "Casualties by severity, GB, 2014"
    if unit.kind == "point" and unit.name != "points":
        return unit
    led = tokens.word(index - 1) in ("(", "[", "in", ",", ":") or scale_at(tokens, index - 1, money=False) is not None
    bracketed = led and tokens.word(unit.end + 1) in (")", "]", "", "|", ",")
    bracketed = bracketed or (
        led and unit.kind == "physical" and tokens.word(unit.end + 1) == "per"
    )  # "(litres per day)"
    covered = unit.kind == "duration" and tokens.word(index - 1) in ("(", ",") and tokens.word(unit.end + 1) == "of"
    return unit if bracketed or covered else None  # "Gross reserves, months of imports"


def _short_money(tokens: Tokens, index: int) -> Unit | None:
    """A currency by letters that else stand before amounts, in brackets or behind a comma: "(Rs)", "Price, KSh per kg"."""
    led = tokens.word(index - 1) in _BEFORE_SHORT and len(tokens.texts[index]) >= _LETTERS and tokens.is_word(index)
    money = currency_before(tokens, index + 1) if led and tokens.word(index + 1) in _BEHIND_SHORT else None
    return Unit(money.name, money.kind, money.factor, index) if money and money.end == index else None


def _compound(tokens: Tokens, index: int) -> Unit | None:
    """A unit of several symbols that stands in brackets or behind a comma: "Leakage (Ml/d)", "Emissions, g/km"."""
    if tokens.word(index - 1) not in ("(", "[", ",") or not tokens.glued(index + 1):
        return None
    symbol = symbol_at(tokens, index)
    compound = symbol is not None and "_per_" in symbol[0] and tokens.word(symbol[1] + 1) in (")", "]", "", "|", ",")
    return Unit(symbol[0], "physical", Fraction(1), symbol[1]) if symbol and compound else None


def lasting(tokens: Tokens) -> Unit | None:
    """How long, where a text begins with it: "Months of imports", "Average hours worked", "Mean days lost".

    Brackets of ages and of lengths of stay measure nothing: "65 years and over", "Years 5 to 9", "Four weeks or more".
    """
    for at in range(min(_SHORT, len(tokens))):
        unit = unit_at(tokens, at) if tokens.low[at].endswith("s") else None
        if unit and unit.kind == "duration" and tokens.is_word(at + 1) and not _is_bracket(tokens, at):
            return unit
    return None


def _is_bracket(tokens: Tokens, at: int) -> bool:
    """Whether the unit at a token is that of a number beside it, or of a span of time."""
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    bounded = after in _BOUNDING and tokens.word(at + 2) in _OPEN_ENDS
    numbered = tokens.is_number(at - 1) or tokens.is_number(at + 1) or before in ("-", "–", "+")
    return numbered or bounded or after in _TIMING or before in _SPANNING or before in NUMBER_WORDS


def _is_dated(tokens: Tokens, money: int, number: int) -> bool:
    """Whether the number behind a currency is the year of the column: "Income, € 2021", not "under EUR 5,000"."""
    return is_year(tokens.texts[number]) and tokens.word(money - 1) in ("", ",", "(", "in", ":", "|")


@lru_cache(maxsize=_KEPT)
def named_unit(text: str) -> Unit | None:
    """A unit that a head, stub or caption names as its last or only word: "Working hours", "Index, 2015 = 100"."""
    if not text or len(text) > 200:
        return None
    parts = caption_parts(text)
    tokens = tokenize(parts[2] if parts else text)
    if tokens.numbers and _INDEX.isdisjoint(tokens.words):
        return None  # a bracket: "Over 5,000 a month"
    if not _INDEX.isdisjoint(tokens.words):
        return Unit("index", "index", Fraction(1), 0)
    aged = tokens.low.index("age") if "age" in tokens.low[:3] and len(tokens) > 1 else None
    aged = None if aged and tokens.low[aged - 1] == "by" else aged  # "Drownings by age group"
    grouped = aged is not None and tokens.word(aged + 1) in _AGED_GROUPS
    if (
        aged is not None and not grouped and not any(tokens.is_number(at) for at in range(aged + 1, aged + 3))
    ):  # "Age, 16-24" is a group
        return Unit("year", "duration", Fraction(1), 0)  # "Median age at first marriage"
    if found := lasting(tokens):
        return found
    words = [at for at in range(len(tokens)) if tokens.is_word(at) and tokens.word(at - 1) != "("]
    scaled = [at for at in words if tokens.word(at + 1) == "(" or "(" in tokens.low[at:]]
    for at in dict.fromkeys((*words[-1:], *(scaled if len(scaled) <= 3 else ()))):
        if tokens.word(at - 1) in ("by", "per", "each", "every"):
            continue  # "Interviews by year", "Units per week"
        unit = unit_at(tokens, at) if len(words) <= 4 and len(tokens.low[at]) > 3 else None
        whole = unit is not None and (unit.kind == "physical" or tokens.low[at].endswith("s"))
        if unit and unit.kind in ("duration", "physical") and whole:
            return unit  # "Survey year" and "Reference week" say when
    return None
