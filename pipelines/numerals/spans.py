"""Periods made from others: relative ones resolved, and stretches that end in one ("three months to June").

Belongs here: what needs another period to be resolved. Does not belong here: recognising relative periods (see
`relative`), periods that stand for themselves (see `periods`), which number one belongs to (see `observations.slots`).
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import itemgetter

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.period import (
    MONTHS,
    Period,
    fiscal_half,
    fiscal_period,
    fiscal_quarter,
    half_period,
    is_year,
    month_period,
    quarter_period,
    year_period,
)
from pipelines.numerals.periods import AMBIGUOUS_MONTHS, ORDINALS
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_NAMES_OF_PARTS = frozenset(
    f"{word}{genitive}"
    for word in (*MONTHS, "quarter", "quarters", "half", "halves", *ORDINALS)
    for genitive in ("", "'s", "’s")
)
_TOWARDS = words("spans_towards")
_SKIPPED = words("spans_skipped")
_BEFORE_MONTHS = frozenset(
    ("in", "of", "since", "from", "to", "until", "for", "by", "and", "during", "last", "late", "early", "mid")
)
_PREVIOUS = frozenset(("previous", "preceding", "prior"))
_STOPS = frozenset((",", ";", ".", "", ")", "and", "but", "to"))
_LONGEST = 60  # months


def shifted(period: Period, anchor: Period) -> Period | None:
    """The relative `period` resolved against `anchor`, or None where the anchor is too long or too short for it."""
    relation = period.relation
    if relation is None or anchor.first_day is None or anchor.last_day is None:
        return None
    if relation.unit == "to_date":
        return _to_date(period, anchor)
    if relation.unit == "first_months":
        return _first_months(period, anchor.last_day.year, relation.shift)
    first, last = period.first, period.last
    if anchor.fiscal and not relation.whole and _is_part_of_fiscal(anchor):
        return _fiscal_in(period, anchor, anchor.code[7], int(anchor.code[8]), relation.shift)
    if relation.unit == "quarter":
        if anchor.fiscal and "-Q" in anchor.code:
            years, number = divmod(int(anchor.code[8]) - 1 + relation.shift, 4)
            return _fiscal_in(period, anchor, "Q", number + 1, years)
        part = is_month(anchor) or anchor.first_day == anchor.last_day
        if "-Q" not in anchor.code and not part:
            return None
        months = _month_number(anchor.first_day) + 3 * relation.shift
        return quarter_period(first, last, months // 12, months % 12 // 3 + 1)
    if relation.unit == "day":
        at = anchor.first_day + timedelta(days=relation.shift)
        return Period(first, last, at.isoformat(), at, at) if anchor.first_day == anchor.last_day else None
    if relation.unit == "month":
        if not is_month(anchor) and anchor.first_day != anchor.last_day:
            return None
        months = _month_number(anchor.first_day) + relation.shift
        return month_period(first, last, months // 12, months % 12 + 1)
    year = anchor.first_day.year + relation.shift
    if anchor.fiscal and _is_part_of_fiscal(anchor):
        return fiscal_period(first, last, int(anchor.code[2:6]) + relation.shift, _fiscal_start(anchor))
    if anchor.fiscal and anchor.code.startswith("FY"):
        return fiscal_period(first, last, year, anchor.first_day.month)
    if "-Q" in anchor.code and "/" not in anchor.code and (relation.shift or not relation.whole):
        return quarter_period(first, last, year, (anchor.first_day.month + 2) // 3)
    if len(anchor.code) == len("2020-01-31") and not relation.whole:
        day = _day_within(Period(first, last, f"--{anchor.code[5:]}"), year)
        return day or month_period(first, last, year, anchor.first_day.month)
    if is_month(anchor) and not relation.whole:
        return month_period(first, last, year, anchor.first_day.month)
    if "-S" in anchor.code and not relation.whole:
        return replace(
            anchor, first=first, last=last, code=f"{year:04d}{anchor.code[4:]}",
            first_day=anchor.first_day.replace(year=year), last_day=anchor.last_day.replace(year=year),
        )  # fmt: skip
    if anchor.ends and (not relation.whole or (is_stretch(anchor) and is_year_long(anchor))):
        return shifted_stretch(period, anchor, relation.shift)
    return year_period(first, last, year)


def _first_months(period: Period, year: int, months: int) -> Period:
    """The months from January of a year."""
    begin, end = (month_period(period.first, period.last, year, number) for number in (1, months))
    return _stretch(period.first, period.last, begin, end)


def _to_date(period: Period, anchor: Period) -> Period | None:
    """ "Year to date": from January to the end of the month or quarter spoken of."""
    if anchor.fiscal or anchor.last_day is None or is_year_long(anchor):
        return None
    year, month = anchor.last_day.year, anchor.last_day.month
    begin, end = (month_period(period.first, period.last, year, number) for number in (1, month))
    return end if month == 1 else _stretch(period.first, period.last, begin, end)


def _is_part_of_fiscal(period: Period) -> bool:
    """Whether a period is a quarter or half of a fiscal year, as "FY2018-Q3" or "FY2018-S1"."""
    return len(period.code) == len("FY2018-Q3") and period.code.startswith("FY")


def _fiscal_start(anchor: Period) -> int:
    """The first month of the fiscal year that a period with days is, or is a part of."""
    month = anchor.first_day.month if anchor.first_day else 1
    if not _is_part_of_fiscal(anchor):
        return month
    months = {"Q": 3, "S": 6}[anchor.code[7]]
    return (month - 1 - months * (int(anchor.code[8]) - 1)) % 12 + 1


def _fiscal_in(period: Period, anchor: Period, part: str, number: int, years: int = 0) -> Period | None:
    """The quarter ("Q") or half with a number of the fiscal year of `anchor`, or of one some years later."""
    make = fiscal_quarter if part == "Q" else fiscal_half
    return make(period.first, period.last, int(anchor.code[2:6]) + years, number, _fiscal_start(anchor))


def bare_parts(tokens: Tokens, periods: Sequence[Period]) -> list[Period]:
    """Months and quarters in words whose year is not said: "in July", "in the second and third quarters"."""
    if _NAMES_OF_PARTS.isdisjoint(tokens.words):
        return []
    taken = {at for period in periods for at in range(period.first, period.last + 1)}
    found: list[Period] = []
    for index in [index for index, low in enumerate(tokens.low) if low in _NAMES_OF_PARTS]:
        low = tokens.low[index]
        word = low.removesuffix("'s").removesuffix("’s")
        if word in MONTHS and index not in taken and _is_month_name(tokens, index):
            if tokens.word(index + 1) == "quarter" and MONTHS[word] % 3 == 0:
                found.append(Period(index, index + 1, "", part=("quarter", MONTHS[word] // 3)))
                continue  # "the September quarter"
            if span := _month_span(tokens, index):
                found.append(span)
                taken.update(range(index, span.last + 1))
                continue
            last = _last_year(tokens, index)
            found.append(Period(index, last, "", part=("month", MONTHS[word]), back=int(last > index)))
        elif word in ("quarter", "quarters", "half", "halves") and index not in taken:
            found += _ordinal_parts(tokens, index, taken)
        elif word in ORDINALS and tokens.word(index + 1) in _STOPS and _counts_quarters(tokens, index):
            found.append(Period(index, index, "", part=("quarter", ORDINALS[word])))
    return found


def _counts_quarters(tokens: Tokens, index: int) -> bool:
    """Whether an ordinal without a noun is of quarters: "rose in the first quarter and fell in the second"."""
    named = tokens.low[index - 2 : index] == ["in", "the"] and index >= 2
    return named and any(word.startswith("quarter") for word in tokens.low[:index])


def _is_month_name(tokens: Tokens, index: int) -> bool:
    """Whether a word is the name of a month, and not "may" or "march"."""
    if not tokens.texts[index][:1].isupper() or tokens.is_number(index - 1) or tokens.is_number(index + 1):
        return False
    if tokens.word(index - 1) == "-" and tokens.word(index - 2) in ("end", "mid", "early", "late"):
        return True  # "end-March"
    return (
        tokens.low[index].endswith("s")
        or tokens.word(index + 1) == "quarter"
        or tokens.low[index] not in AMBIGUOUS_MONTHS
        or tokens.word(index - 1) in _BEFORE_MONTHS
    )


def _ordinal_parts(tokens: Tokens, index: int, taken: set[int]) -> list[Period]:
    """The quarters that end at token `index`: "the third quarter", "the second and first quarters"."""
    part = "quarter" if tokens.low[index].startswith("quarter") else "half"
    found: list[Period] = []
    at = index - 1 - (tokens.word(index - 1) == "-")  # "second-quarter profits"
    while (number := ORDINALS.get(tokens.word(at))) and at not in taken:
        last = _last_year(tokens, index) if not found else at
        found.append(Period(at, last, "", part=(part, number), back=int(not found and last > index)))
        at -= 1
        while tokens.word(at) in ("and", ",", "the"):
            at -= 1
    if tokens.word(index + 1) == "of" and is_year(tokens.text(index + 2)):
        return [_part_of(period, int(tokens.texts[index + 2])) for period in found if period.part]
    alone = part == "half" and len(found) == 1 and bool(tokens.word(index + 1))
    of_year = tokens.low[index + 1 : index + 4] in (["of", "the", "year"], ["of", "this", "year"])
    return [] if alone and not of_year and not found[0].back else found


def _last_year(tokens: Tokens, index: int) -> int:
    """The last token of "last year", "of the previous year" behind a month or quarter that ends at `index`, else `index`."""
    of = tokens.word(index + 1) == "of"
    at = index + 1 + of + (of and tokens.word(index + 2) == "the")
    back = tokens.word(at) == "last" or (of and tokens.word(at) in _PREVIOUS)
    return at + 1 if back and tokens.word(at + 1) == "year" else index


def _month_span(tokens: Tokens, index: int) -> Period | None:
    """ "January-March", "April to June": the months of a quarter or of a half of a year that is not said."""
    first, last = MONTHS.get(tokens.low[index], 0), MONTHS.get(tokens.word(index + 2), 0)
    if not first or not tokens.text(index + 2)[:1].isupper() or tokens.word(index + 1) not in ("-", "–", "to"):
        return None
    months = last - first + 1
    if months not in (3, 6) or last % months or tokens.is_number(index + 3):
        return None
    return Period(index, index + 2, "", part=("quarter" if months == 3 else "half", last // months))


def _part_of(period: Period, year: int) -> Period:
    """A quarter or half of a year that is said behind several of them."""
    unit, number = period.part or ("quarter", 1)
    find = quarter_period if unit == "quarter" else half_period
    return find(period.first, period.last, year, number) or period


def within_anchor(period: Period, anchor: Period, *, backwards: bool) -> Period | None:
    """A part of a year whose year is not said, in the year of `anchor`; `backwards` if it must not lie behind it."""
    if anchor.first_day is None or anchor.last_day is None:
        return None
    year = anchor.first_day.year
    if anchor.first_day.year != anchor.last_day.year and not anchor.fiscal:
        year = anchor.last_day.year
    if period.code.startswith("--"):
        return _day_within(period, year)
    if period.part is None:
        return None
    unit, number = period.part
    if unit != "month" and anchor.fiscal and anchor.code.startswith("FY"):
        return _fiscal_in(period, anchor, "Q" if unit == "quarter" else "S", number)
    begin = number if unit == "month" else 3 * number - 2 if unit == "quarter" else 6 * number - 5
    within = not is_year_long(anchor)
    if backwards and within and begin > anchor.last_day.month and not period.back:
        year -= 1
    year -= period.back  # "in July last year"
    if anchor.fiscal and not backwards and begin < anchor.first_day.month and is_year_long(anchor):
        year += 1
    return _in(period, unit, number, year)


def nearest_part(period: Period, anchor: Period, latest: Period) -> Period | None:
    """A part of a year whose year is not said: the one nearest to `anchor` that does not begin behind `latest`."""
    if period.part is None or anchor.first_day is None or anchor.last_day is None or latest.last_day is None:
        return None
    unit, number = period.part
    if unit != "month" and anchor.fiscal and anchor.code.startswith("FY"):
        return _fiscal_in(period, anchor, "Q" if unit == "quarter" else "S", number)
    year = anchor.first_day.year
    if period.back:  # "in July last year"
        return _in(period, unit, number, year - period.back)
    found: list[tuple[timedelta, Period]] = []
    for candidate in (year - 1, year, year + 1):
        part = _in(period, unit, number, candidate)
        if part and part.first_day and part.first_day <= latest.last_day:
            found.append((_apart(part, anchor), part))
    return min(reversed(found), key=itemgetter(0))[1] if found else None  # the later of two that are as near


def _apart(one: Period, other: Period) -> timedelta:
    """The time between two periods, from the end of the earlier to the beginning of the later."""
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return timedelta.max
    return max(one.first_day - other.last_day, other.first_day - one.last_day)


def in_year(period: Period, year: int) -> Period:
    """The same day, month or quarter in another year."""
    if period.first_day is None or period.last_day is None:
        return period
    years = year - period.first_day.year
    first, last = (_same_day(day, day.year + years) for day in (period.first_day, period.last_day))
    return replace(period, code=f"{year:04d}{period.code[4:]}", first_day=first, last_day=last)


def _same_day(day: date, year: int) -> date:
    """A day in another year; the last of February where that is shorter."""
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _in(period: Period, unit: str, number: int, year: int) -> Period | None:
    """The month, quarter or half with a number of a year, at the tokens of `period`."""
    if unit == "month":
        return month_period(period.first, period.last, year, number)
    if unit == "quarter":
        return quarter_period(period.first, period.last, year, number)
    return half_period(period.first, period.last, year, number)


def _day_within(period: Period, year: int) -> Period | None:
    """A day without its year, in `year`."""
    month, day = int(period.code[2:4]), int(period.code[5:7])
    try:
        at = date(year, month, day)
    except ValueError:
        return None
    return replace(period, code=at.isoformat(), first_day=at, last_day=at)


def shifted_stretch(period: Period, anchor: Period, years: int) -> Period | None:
    """The stretch of months of other years that is as long as `anchor`."""
    if anchor.ends is None or not (is_month(anchor.ends[0]) and is_month(anchor.ends[1])):
        return None
    begin, end = (
        month_period(period.first, period.last, day.year + years, day.month)
        for day in (anchor.ends[0].first_day, anchor.ends[1].first_day)
        if day is not None
    )
    return _stretch(period.first, period.last, begin, end)


def is_month(period: Period) -> bool:
    """Whether a period is a month of a year."""
    return len(period.code) == len("2020-01") and period.code[5:].isdecimal()


def months_long(period: Period) -> int:
    """How many months a period lasts, 0 for a few days."""
    if period.first_day is None or period.last_day is None:
        return 0
    return ((period.last_day - period.first_day).days + 16) // 30


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def stretched(tokens: Tokens, period: Period) -> Period:
    """A month that ends a stretch, with that stretch: "three months to June 2021", "the year ending March 2020"."""
    if (len(period.code) == len("2020") or period.fiscal) and (opening := _opening(tokens, period)):
        return opening
    if period.last_day is None or period.first_day is None or not (is_month(period) or _is_last_day(period)):
        return period
    at = period.first - 1
    while tokens.word(at) in _SKIPPED and at > 0:
        at -= 1
    if tokens.word(at) not in _TOWARDS:
        return period
    at -= tokens.word(at - 1) == "up"  # "the three months up to March"
    at -= tokens.word(at - 1) == "period"
    months = _months_before(tokens, at - 1)
    if months is None:
        return period
    first = at - 1 if months == 12 and tokens.word(at - 1) == "year" else at - 2 - (tokens.word(at - 2) == "-")
    last = _month_number(period.last_day)
    begin = month_period(first, period.last, (last - months + 1) // 12, (last - months + 1) % 12 + 1)
    end = month_period(first, period.last, period.last_day.year, period.last_day.month)
    return _stretch(first, period.last, begin, end)


def _opening(tokens: Tokens, period: Period) -> Period | None:
    """ "the first nine months of 2021": the months from January."""
    at = period.first - 2
    if tokens.word(period.first - 1) != "of" or tokens.word(at) != "months" or tokens.word(at - 2) != "first":
        return None
    months = _months_before(tokens, at)
    if months is None or months > 11 or period.first_day is None:
        return None
    if period.fiscal:
        return _opening_of_fiscal(replace(period, first=at - 2), months)
    year = period.first_day.year
    begin, end = month_period(at - 2, period.last, year, 1), month_period(at - 2, period.last, year, months)
    return _stretch(at - 2, period.last, begin, end)


def _opening_of_fiscal(period: Period, months: int) -> Period | None:
    """The first quarter or half of a fiscal year."""
    if months not in (3, 6) or _is_part_of_fiscal(period) or period.first_day is None:
        return None
    make = fiscal_quarter if months == 3 else fiscal_half
    return make(period.first, period.last, int(period.code[2:6]), 1, period.first_day.month)


def _is_last_day(period: Period) -> bool:
    day = period.last_day
    return len(period.code) == 10 and day is not None and (day + timedelta(days=1)).day == 1


def _months_before(tokens: Tokens, at: int) -> int | None:
    """The length of the stretch whose unit stands at token `at` ("year", "3 months", "twelve months"), in months."""
    unit, count = tokens.word(at), tokens.word(at - 1)
    if unit in ("year", "quarter") and (
        count in ("the", "full", "calendar", "financial", "survey", "a", "one") or not tokens.is_word(at - 1)
    ):
        return 12 if unit == "year" else 3
    if unit not in ("month", "months"):
        return None
    if tokens.word(at - 1) == "-":
        count = tokens.word(at - 2)
    number = int(count) if count.isdecimal() and len(count) <= 2 else NUMBER_WORDS.get(count, (0, ""))[0]
    return int(number) if 2 <= number <= _LONGEST and number == int(number) else None


def year_until(period: Period, year: int, month: int) -> Period:
    """The twelve months that end with a month, at the tokens of `period`."""
    begin = month_period(period.first, period.last, year - (month < 12), month % 12 + 1)
    return _stretch(period.first, period.last, begin, month_period(period.first, period.last, year, month))


def is_stretch(period: Period) -> bool:
    """Whether a period is one stretch of time ("the six months to June"), not one from a date to another."""
    return period.ends is not None and period.ends[0].first == period.ends[1].first


def _stretch(first: int, last: int, begin: Period, end: Period) -> Period:
    """The months from `begin` to `end`: a quarter or a year of the calendar where they are one."""
    assert begin.first_day
    assert end.last_day
    code = f"{begin.code}/{end.code}"
    whole = Period(first, last, code, begin.first_day, end.last_day, ends=(begin, end))
    months = _month_number(end.last_day) - _month_number(begin.first_day) + 1
    if months == 3 and end.last_day.month % 3 == 0:
        return quarter_period(first, last, end.last_day.year, end.last_day.month // 3)
    if months == 12 and end.last_day.month == 12:
        return year_period(first, last, end.last_day.year)
    return whole


def same_month(index: int, anchor: Period) -> Period | None:
    """The month of `anchor`, for "the end of the month" at token `index`."""
    if anchor.first_day is None or not is_month(anchor):
        return None
    return month_period(index - 1, index, anchor.first_day.year, anchor.first_day.month)


def is_year_long(period: Period) -> bool:
    """Whether a period lasts a year or longer."""
    if period.first_day is None or period.last_day is None:
        return False
    leap = calendar.isleap(period.last_day.year)
    return (period.last_day - period.first_day).days + 1 >= 365 + (leap and period.last_day.month > 2)
