"""Parts of a year written short, as tables, captions and company reports do: "1Q24", "H1/23", "9M 2023", "Sep/2023".

Belongs here: recognising a part of a year together with its year where signs or nothing join the two. Does not belong
here: parts that stand beside their year or have none (see `periods`, `spans`).
"""

from __future__ import annotations

from collections.abc import Callable

from pipelines.numerals.period import (
    MONTHS,
    Period,
    century_of,
    half_period,
    is_year,
    month_period,
    months_period,
    quarter_period,
)
from pipelines.reading.tokens import Tokens

CUES = frozenset(("q", "h", "m", "'", "’", "/", "-"))
_PARTS = frozenset("qh")
_JOINING = frozenset("'’/-–")
_NUMBERS = frozenset("1234")
_MONTHS_PASSED = frozenset(("3", "6", "9"))
_MONEY = frozenset("£$€¥")


def short_part(tokens: Tokens, index: int) -> Period | None:
    """The part of a year that the number at a token begins, or whose year it is."""
    for reader in _READERS:
        if period := reader(tokens, index):
            return period
    return None


def _letter_first(tokens: Tokens, index: int) -> Period | None:
    """ "Q1'24", "H1/23", "Q3-23"."""
    part = tokens.word(index - 1)
    if part not in _PARTS or not tokens.glued(index) or tokens.texts[index] not in _NUMBERS:
        return None
    joined = tokens.word(index + 1) in _JOINING and tokens.glued(index + 1) and tokens.glued(index + 2)
    short = tokens.text(index + 2) if joined else ""
    if len(short) != 2 or not short.isdecimal() or (tokens.glued(index + 3) and tokens.word(index + 3) in _JOINING):
        return None
    return _part(index - 1, index + 2, century_of(short), part, int(tokens.texts[index]))


def _number_first(tokens: Tokens, index: int) -> Period | None:
    """ "1Q24", "2H2023", "3Q 2020"; "in 2Q" is a part of a year that is not said."""
    part, text = tokens.word(index + 1), tokens.texts[index]
    if part not in _PARTS or not tokens.glued(index + 1) or text not in _NUMBERS:
        return None
    joined = tokens.word(index + 2) in _JOINING and tokens.glued(index + 2) and tokens.glued(index + 3)
    last = index + 3 if joined else index + 2
    year = _year(tokens, last)
    if year is not None:
        return _part(index, last, year, part, int(text))
    return Period(index, index + 1, "", part=("quarter", int(text))) if part == "q" else None


def _months_passed(tokens: Tokens, index: int) -> Period | None:
    """ "9M 2023", "6M23": the months from January."""
    text = tokens.texts[index]
    passed = text in _MONTHS_PASSED and tokens.text(index + 1) == "M" and tokens.glued(index + 1)
    year = _year(tokens, index + 2) if passed and tokens.word(index - 1) not in _MONEY else None
    return months_period(index, index + 2, year, 1, int(text)) if year is not None else None


def _month_and_year(tokens: Tokens, index: int) -> Period | None:
    """ "Sep/2023", "Sep-2023", "Jan-Sep/2023", "May/23"."""
    if tokens.word(index - 1) not in _JOINING or not (tokens.glued(index) and tokens.glued(index - 1)):
        return None
    slashed = tokens.word(index - 1) == "/"
    if (year := _year(tokens, index)) is None or not (slashed or is_year(tokens.texts[index])):
        return None  # "Sep-23" may be a day of September
    last = _month(tokens, index - 2)
    if last is None or (tokens.glued(index + 1) and tokens.word(index + 1) in _JOINING):
        return None
    dated = tokens.word(index - 3) in _JOINING and tokens.is_number(index - 4) and tokens.glued(index - 2)
    if dated:
        return None  # "12/Mar/2020"
    first = _month(tokens, index - 4) if tokens.word(index - 3) in ("-", "–", "/") else None
    if first is not None and first < last:
        return months_period(index - 4, index, year, first, last)
    return month_period(index - 2, index, year, last)


def _year(tokens: Tokens, index: int) -> int | None:
    """A year of four digits at a token, or of two that are written to what stands before them."""
    text = tokens.text(index)
    if is_year(text):
        return int(text)
    return century_of(text) if len(text) == 2 and text.isdecimal() and tokens.glued(index) else None


def _month(tokens: Tokens, index: int) -> int | None:
    text = tokens.text(index)
    return MONTHS.get(text.lower()) if text[:1].isupper() else None


def _part(first: int, last: int, year: int, part: str, number: int) -> Period | None:
    return quarter_period(first, last, year, number) if part == "q" else half_period(first, last, year, number)


_READERS: tuple[Callable[[Tokens, int], Period | None], ...] = (
    _letter_first,
    _number_first,
    _months_passed,
    _month_and_year,
)
