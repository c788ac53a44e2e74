"""A period of time: what it is, and making years, quarters, halves and months with their days.

Belongs here: plain data and how it is built. Does not belong here: recognising periods in a text (see `periods`,
`short_parts`, `relative`), periods made from others (see `spans`).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS: dict[str, int] = {
    **{calendar.month_name[number].lower(): number for number in range(1, 13)},
    **{calendar.month_abbr[number].lower(): number for number in range(1, 13)},
    "sept": 9,
}
_NEXT_CENTURY = 50  # "Jun-49" is of 2049, "Jun-50" of 1950


@dataclass(frozen=True, slots=True)
class Relation:
    """How a period lies to one mentioned before: `shift` times a `unit` (year, quarter, month) later.

    `whole` says that it is a year ("the previous year") whatever it is relative to; else it is as long as that one.
    """

    unit: str
    shift: int
    whole: bool


@dataclass(slots=True)
class Period:
    """A period among tokens `first` to `last` (inclusive), in ISO 8601 where it has such a form.

    `first_day` and `last_day` are its days; a relative period ("the previous year") has `relation` instead until it is
    resolved. `part` is a month or a quarter, with its number, whose year is not said, `back` how many years it lies before
    the one spoken of ("May last year"). `ends` are the first and last
    period of a span. `fiscal` says that it follows the document's fiscal calendar.
    """

    first: int
    last: int
    code: str
    first_day: date | None = None
    last_day: date | None = None
    relation: Relation | None = None
    part: tuple[str, int] | None = None
    back: int = 0
    fiscal: bool = False
    ends: tuple[Period, Period] | None = None


def year_period(first: int, last: int, year: int) -> Period:
    """A calendar year."""
    return Period(first, last, f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def fiscal_period(first: int, last: int, year: int, start_month: int) -> Period:
    """A fiscal year named by the calendar year in which it begins, as "FY2018" ("2018-19" is the same)."""
    begin = date(year, start_month, 1)
    end = date(year + 1, start_month, 1) - timedelta(days=1)
    return Period(first, last, f"FY{year}", begin, end, fiscal=True)


def month_period(first: int, last: int, year: int, month: int) -> Period:
    """A month."""
    day = calendar.monthrange(year, month)[1]
    return Period(first, last, f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, day))


def quarter_period(first: int, last: int, year: int, quarter: int) -> Period:
    """A quarter of a calendar year."""
    month = quarter * 3
    day = calendar.monthrange(year, month)[1]
    return Period(first, last, f"{year:04d}-Q{quarter}", date(year, month - 2, 1), date(year, month, day))


def fiscal_quarter(first: int, last: int, year: int, quarter: int, start_month: int) -> Period:
    """A quarter of the fiscal year that begins in a calendar year, as "FY2021-Q3" ("Q3 21/22")."""
    months = year * 12 + start_month - 1 + 3 * (quarter - 1)
    begin, behind = (date(at // 12, at % 12 + 1, 1) for at in (months, months + 3))
    return Period(first, last, f"FY{year}-Q{quarter}", begin, behind - timedelta(days=1), fiscal=True)


def fiscal_half(first: int, last: int, year: int, half: int, start_month: int) -> Period | None:
    """A half of the fiscal year that begins in a calendar year, as "FY2021-S1" ("H1 of 2021-22"), None for a third one."""
    if half > 2:
        return None
    begin, end = (fiscal_quarter(first, last, year, quarter, start_month) for quarter in (2 * half - 1, 2 * half))
    return Period(first, last, f"FY{year}-S{half}", begin.first_day, end.last_day, fiscal=True)


def half_period(first: int, last: int, year: int, half: int) -> Period | None:
    """A half of a calendar year, None for a third one."""
    if half > 2:
        return None
    begin, end = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Period(first, last, f"{year:04d}-S{half}", begin, end)


def months_period(first: int, last: int, year: int, begin: int, end: int) -> Period:
    """The months from `begin` to `end` of a year: a quarter of the year where they are one."""
    if end - begin == 2 and begin % 3 == 1:
        return quarter_period(first, last, year, end // 3)
    if end - begin == 11:
        return year_period(first, last, year)
    starts, ends = month_period(first, last, year, begin), month_period(first, last, year, end)
    code = f"{starts.code}/{ends.code}"
    return Period(first, last, code, starts.first_day, ends.last_day, ends=(starts, ends))


def century_of(text: str) -> int:
    """The year that two digits stand for."""
    return int(text) + (2000 if int(text) < _NEXT_CENTURY else 1900)


def is_year(text: str) -> bool:
    """Whether the text is a number that can be a year: four digits from 1500 to 2100."""
    return len(text) == 4 and text.isdecimal() and text.isascii() and 1500 <= int(text) <= 2100
