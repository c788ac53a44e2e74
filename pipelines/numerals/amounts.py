"""The value of a numeral: of digits as written, and of number words.

Belongs here: decimal separators, thousands, words such as "twenty-five" and "two thirds", and the step of the last
digit. Does not belong here: units and signs (see `observations.quantities`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pipelines.numerals.exact import Exact
from pipelines.reading.tokens import NUMBER, RAISED, Tokens
from pipelines.rules import table, words

_BARE = re.compile(r"\.\d+")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_BLANKS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_BLANK = re.compile(r"[ \u00a0\u2009\u202f'’]")
_LONGEST = 26
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PLAIN_FRACTIONS = 10  # "2/3" is a fraction, "7/2019" the number of an issue
_SCALE_WORDS = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
_EXTREMES = words("amounts_extremes")
_VULGAR = {"¼": Exact(1, 4), "½": Exact(1, 2), "¾": Exact(3, 4), "⅓": Exact(1, 3), "⅔": Exact(2, 3),
           "⅛": Exact(1, 8), "⅜": Exact(3, 8), "⅝": Exact(5, 8), "⅞": Exact(7, 8)}  # fmt: skip

NUMBER_WORDS: dict[str, tuple[Fraction, str]] = {
    row["word"]: (Exact(row["value"]), row["kind"]) for row in table("number_words")
}


@dataclass(slots=True)
class Amount:
    """The value of a numeral without scale, sign and unit.

    `first` and `last` are token indices (inclusive); `step` is one unit of the last digit written, `significant` one
    unit of the last significant digit (trailing zeros do not count). `form` is digits, words, fraction, multiple or
    ratio.
    """

    first: int
    last: int
    value: Fraction
    step: Fraction
    significant: Fraction
    form: str = "digits"


@lru_cache(maxsize=10_000)
def digits_value(text: str, *, comma: bool = False) -> Decimal | None:
    """The value of a number written in digits, or None if it is no single number (a section, a version).

    `comma` says that the document writes decimals with a comma.
    """
    if len(text) > 60:
        return None
    if text[-1:] in _VULGAR:
        part = _VULGAR[text[-1]]
        plain_whole = text[:-1].isdecimal() or len(text) == 1
        return Decimal(text[:-1] or 0) + Decimal(part.numerator) / part.denominator if plain_whole else None
    text = text.replace("·", ".")
    if _BARE.fullmatch(text):
        plain = f"0{text}"
    elif comma and _DOTS.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _PLAIN.fullmatch(text):
        plain = text
    elif _COMMAS.fullmatch(text):
        plain = text.replace(",", "")
    elif _BLANKS.fullmatch(text):
        plain = _BLANK.sub("", text).replace(",", ".")
    else:
        return None
    whole, _, decimals = plain.partition(".")
    return Decimal(plain) if len(whole) <= _LONGEST and len(decimals) <= 10 else None


def digits_amount(tokens: Tokens, index: int, *, comma: bool = False) -> Amount | None:
    """The amount of a token written in digits, or of a vulgar fraction ("⅓ of")."""
    share = _VULGAR.get(tokens.texts[index]) if tokens.word(index + 1) == "of" else None
    if share is not None:
        return _vague(index, index, share, "fraction")
    measures = _measures(tokens.texts[index], comma)
    return Amount(index, index, *measures) if measures else None


@lru_cache(maxsize=10_000)
def _measures(text: str, comma: bool) -> tuple[Fraction, Fraction, Fraction] | None:
    """The value of a number written in digits, one unit of its last digit, and one of its last significant digit."""
    value = digits_value(text, comma=comma)
    if value is None:
        return None
    if text[-1:] in _VULGAR:
        return Exact(text[:-1] or 0) + _VULGAR[text[-1]], Exact(1, 10), Exact(1, 10)
    step = Exact(Decimal(1).scaleb(int(value.as_tuple().exponent)))
    return Exact(value), step, _significant(value, step)


def _significant(value: Decimal, step: Fraction) -> Fraction:
    digits = "".join(map(str, value.as_tuple().digits))
    if step < 1 or not digits.strip("0"):
        return step
    return step * Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def scientific_amount(tokens: Tokens, index: int, *, comma: bool = False) -> Amount | None:
    """A number with a power of ten: "1.5 x 10^6", "3×10⁶", "2 × 10-3", "10^9", "10−4"."""
    alone = tokens.texts[index] == "10" and (tokens.text(index + 1) in ("^", "−", "⁻") or _is_raised_ten(tokens, index))
    scaled = tokens.text(index + 1) in ("x", "×", "*", "·", "⋅") and tokens.text(index + 2) == "10"
    if not alone and not scaled:
        return None
    at = index + 1 if alone else index + 3
    at += tokens.text(at) == "^"
    negative = tokens.text(at) in ("-", "−", "–", "⁻")
    last = at + 1 if negative else at
    power = tokens.text(last).translate(_SUPERSCRIPTS)
    base = digits_amount(tokens, index, comma=comma)
    glued = tokens.glued(at) and tokens.glued(last)
    if base is None or not glued or not power.isdecimal() or len(power) > 2:
        return None
    factor = Fraction(10) ** ((-int(power) if negative else int(power)) - alone)
    return Amount(index, last, base.value * factor, base.step * factor, base.significant * factor)


def _is_raised_ten(tokens: Tokens, index: int) -> bool:
    """Whether the superscript behind a ten is its power and no mark of a note: something that is counted follows."""
    raised = index + 1 < len(tokens) and tokens.kinds[index + 1] == RAISED and tokens.glued(index + 1)
    return raised and not tokens.glued(index + 2) and tokens.is_word(index + 2) and tokens.word(index + 2) != "per"


def words_amount(tokens: Tokens, index: int) -> Amount | None:
    """The amount of number words that begin at `index`: cardinals, fractions, ratios ("one in five")."""
    word = tokens.low[index]
    if word == "half" and tokens.low[index + 1 : index + 3] == ["a", "dozen"]:
        return _words(index, index + 2, Fraction(6))
    if word == "a" and tokens.word(index + 1) == "dozen" and tokens.word(index - 1) != "half":
        return _words(index, index + 1, Fraction(12))
    if word == "a" and tokens.word(index + 1) in _SCALE_WORDS and tokens.word(index - 1) not in ("half", "of"):
        value, last = (
            (Fraction(1), index) if tokens.low[index + 1] != "hundred" else _hundreds(tokens, index, Fraction(1))
        )
        return _words(index, last, value)
    if word in ("a", "an", "one"):
        fraction = _fraction(tokens, index, Fraction(1), index + 1)
        if fraction:
            return fraction
        if word != "one":
            return None
    entry = NUMBER_WORDS.get(word)
    if entry is None:
        return None
    if entry[1] == "fraction" and tokens.word(index - 1) in _EXTREMES and tokens.word(index + 1) == "of":
        return _vague(index, index, entry[0], "fraction")
    if entry[1] == "fraction":
        return _bare_fraction(tokens, index, entry[0])
    if entry[1] == "multiple":
        return _multiple(tokens, index, entry[0])
    if entry[1] not in ("cardinal", "tens"):
        return None
    value, last = _cardinal(tokens, index)
    return _ratio(tokens, index, last, value) or _fraction(tokens, index, value, last + 1) or _words(index, last, value)


def _vague(first: int, last: int, value: Fraction, form: str) -> Amount:
    """A share or multiple in words ("a third", "doubled"): its step is a tenth of it."""
    return Amount(first, last, value, value / 10, value / 10, form)


def _words(first: int, last: int, value: Fraction) -> Amount:
    step = Fraction(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return Amount(first, last, value, Fraction(1), step, "words")


def _cardinal(tokens: Tokens, index: int) -> tuple[Fraction, int]:
    """Value and last token of a cardinal such as "twenty-five" or "two hundred and six"."""
    value, kind = NUMBER_WORDS[tokens.low[index]]
    last = index
    if kind == "tens":
        follow = last + 2 if tokens.word(last + 1) in ("-", "‑") else last + 1
        unit = NUMBER_WORDS.get(tokens.word(follow))
        if unit and unit[1] == "cardinal" and 1 <= unit[0] <= 9:
            value, last = value + unit[0], follow
    if tokens.low[last + 1 : last + 4] == ["and", "a", "half"]:
        return value + Fraction(1, 2), last + 3
    return _hundreds(tokens, last, value) if tokens.word(last + 1) == "hundred" else (value, last)


def _hundreds(tokens: Tokens, last: int, value: Fraction) -> tuple[Fraction, int]:
    """ "two hundred and six": the hundreds behind token `last`, and what follows them."""
    value, last = value * 100, last + 1
    follow = last + 2 if tokens.word(last + 1) == "and" else last + 1
    rest = NUMBER_WORDS.get(tokens.word(follow))
    if rest and rest[1] in ("cardinal", "tens"):
        more, last = _cardinal(tokens, follow)
        value += more
    return value, last


NUMBERS_OF_PARTS = frozenset(map(Fraction, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
_RATIO_LINKS = (("out", "of", "every"), ("out", "of"), ("in", "every"), ("of", "every"), ("in",))
_RATIO_WORDS = frozenset(link[0] for link in _RATIO_LINKS)
_BEHIND_PART = _RATIO_WORDS | {"/"}
_HYPHENS = frozenset("-‑")


def _ratio(tokens: Tokens, first: int, last: int, value: Fraction) -> Amount | None:
    """ "one in five", "nine out of ten", "9 of every 10"."""
    if (
        value < 20
        and tokens.is_word(last + 1)
        and tokens.word(last + 2) == "in"
        and tokens.low[last + 1] not in _NOT_PARTS
    ):
        every = last + 4 if tokens.word(last + 3) == "every" else last + 3
        if every > last + 3 and tokens.kinds[min(every, len(tokens) - 1)] == NUMBER and tokens.is_number(every):
            of = Fraction(digits_value(tokens.texts[every]) or 0)  # "one firm in every 260"
            return _vague(first, every, value / of, "ratio") if value < of else None
        base = NUMBER_WORDS.get(tokens.word(every))
        if base and base[1] in ("cardinal", "tens") and base[0] > value:
            of, end = _cardinal(tokens, every)
            return _vague(first, end, value / of, "ratio")
    if value in NUMBERS_OF_PARTS and tokens.word(last + 1) == "of":
        base = NUMBER_WORDS.get(tokens.word(last + 2)) if tokens.is_word(last + 2) else None
        of = base[0] if base and base[1] == "cardinal" else Fraction(digits_value(tokens.text(last + 2)) or 0)
        spelt = not tokens.is_number(first)
        if spelt and of in NUMBERS_OF_PARTS and value < of and not _is_measured_part(tokens, last + 3):
            return _vague(first, last + 2, value / of, "ratio")  # "three of four employers", "six of 10"
    hyphen = tokens.word(last + 1) in _HYPHENS
    for link in _RATIO_LINKS if tokens.word(last + 1 + hyphen) in _RATIO_WORDS else ():
        follow = _behind_link(tokens, last + 1, link, hyphen)
        if follow is None or follow >= len(tokens):
            continue
        if tokens.kinds[follow] == NUMBER:
            end, of = follow, Fraction(digits_value(tokens.texts[follow]) or 0)
        elif (entry := NUMBER_WORDS.get(tokens.low[follow])) and entry[1] in ("cardinal", "tens"):
            of, end = _cardinal(tokens, follow)
        else:
            return None
        dated = link == ("in",) and of > 1000
        ratio_like = of >= 2 and value < of and not (dated and (of % 10 or of <= 2100))
        return _vague(first, end, value / of, "ratio") if ratio_like else None
    return None


def _is_measured_part(tokens: Tokens, at: int) -> bool:
    """Whether what is behind "three of four" makes the second number an amount of its own: "two of 10 per cent"."""
    return tokens.word(at) in ("%", "per", "percent", "million", "billion", "thousand", "-", "–", "to", ".") or (
        tokens.is_number(at)
    )


def _behind_link(tokens: Tokens, at: int, link: tuple[str, ...], hyphen: bool) -> int | None:
    """The token behind the words of a ratio, which may be joined by hyphens: "one in five", "one-in-five"."""
    if not hyphen:
        return at + len(link) if tuple(tokens.low[at : at + len(link)]) == link else None
    end = at + 2 * len(link) + 1
    joined = tuple(tokens.low[at + 1 : end : 2]) == link and all(one in _HYPHENS for one in tokens.low[at:end:2])
    return end if joined else None


def ratio_amount(tokens: Tokens, index: int) -> Amount | None:
    """A ratio that begins with digits: "9 out of 10", "1 in 4"."""
    if tokens.word(index + 1) not in _BEHIND_PART and tokens.word(index + 2) not in _RATIO_WORDS:
        return None
    value = digits_value(tokens.texts[index])
    if value is None or value != int(value) or value > 1000:
        return None
    if tokens.word(index + 1) == "/" and tokens.glued(index + 1) and tokens.glued(index + 2):
        base = digits_value(tokens.text(index + 2)) if tokens.is_number(index + 2) else None
        plain = base is not None and base == int(base) and 1 <= value < base <= _PLAIN_FRACTIONS
        if plain and tokens.word(index + 3) != "/" and tokens.word(index - 1) != "/":
            return _vague(index, index + 2, Fraction(value) / Fraction(base or 1), "ratio")
    ratio = _ratio(tokens, index, index, Fraction(value))
    return None if ratio is not None and _are_counts(tokens, ratio) else ratio


def _are_counts(tokens: Tokens, ratio: Amount) -> bool:
    """Whether two counts stand alone in brackets: "nine out of ten (18 out of 20)", not "(9 out of 10)"."""
    alone = tokens.word(ratio.first - 1) == "(" and tokens.word(ratio.last + 1) == ")"
    return (
        alone
        and tokens.word(ratio.first + 1) == "out"
        and tokens.text(ratio.last).lstrip("0123456789") == ""
        and (tokens.texts[ratio.last].rstrip("0") != "1" and len(tokens.texts[ratio.last]) > 1)
    )


_NOT_PARTS = words("amounts_not_parts")
_HEDGES = words("amounts_hedges")
_AFTER_FRACTION = words("amounts_after_fraction")


def _fraction(tokens: Tokens, first: int, count: Fraction, follow: int) -> Amount | None:
    """ "a third of", "two thirds", "three-quarters" : `count` parts of what the word at `follow` names."""
    if tokens.word(follow) in ("-", "‑"):
        follow += 1
    entry = NUMBER_WORDS.get(tokens.word(follow))
    if entry is None or entry[1] != "fraction" or count > 20:
        return None
    if entry[0] == Fraction(1, 2) and count != 1:
        return None
    if tokens.low[follow].startswith("quarter") and (
        tokens.word(first - 1) in _NOT_BEFORE_HALF or count not in (1, 3) or tokens.word(follow + 1) in _SINCE
    ):
        return None
    after = tokens.word(follow + 1)
    ordinal = not tokens.low[follow].endswith("s") and entry[0] != Fraction(1, 2)
    stated = after in _AFTER_FRACTION or (entry[0] == Fraction(1, 4) and after.endswith("ed"))
    if ordinal and after and not stated and tokens.word(first - 1) not in _HEDGES:
        return None
    value = count * entry[0]
    return _vague(first, follow, value, "fraction") if value <= 1 else None


_SINCE = words("amounts_since")
_NOT_BEFORE_HALF = words("amounts_not_before_half")
_AFTER_HALF = words("amounts_after_half")


def _bare_fraction(tokens: Tokens, index: int, value: Fraction) -> Amount | None:
    """ "half of", "more than half", "by half": only a half stands without a count before it."""
    if value != Fraction(1, 2) or tokens.word(index - 1) in _NOT_BEFORE_HALF or tokens.word(index + 1) in ("-", "year"):
        return None
    if tokens.low[index] == "halves" or tokens.word(index - 1) == "-":
        return None
    hedged = tokens.word(index - 1) in (
        "than",
        "about",
        "around",
        "over",
        "nearly",
        "almost",
        "roughly",
        "by",
        "under",
        "to",
        "approximately",
        "below",
        "above",
        "only",
        "just",
    )
    if not hedged and tokens.word(index + 1) not in _AFTER_HALF:
        return None
    return _vague(index, index, value, "fraction")


def _multiple(tokens: Tokens, index: int, value: Fraction) -> Amount | None:
    """ "doubled", "twice as many", "halved"."""
    word, after = tokens.low[index], tokens.word(index + 1)
    if (
        after in ("-", "counting", "digit", "digits", "check", "taxation", "check", "burden", "glazing")
        or tokens.word(index - 1) == "-"
    ):
        return None
    if word in ("twice", "thrice") and after not in ("as", "the", "that", "their", "its", "this", "what"):
        return None
    if word in ("double", "triple", "treble") and tokens.word(index - 1) in ("a", "an") and after != "of":
        return None
    return _vague(index, index, value, "multiple")
