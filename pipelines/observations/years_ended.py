"""Years of a table that end in a month which its heads name once: "Year ended 30 June | 2019 | 2020", "March years".

Belongs here: finding that month, and the twelve months that a bare year then is. Does not belong here: years that name
their month themselves (see `numerals.spans`), fiscal years (see `numerals.calendars`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipelines.numerals.period import MONTHS, Period
from pipelines.numerals.spans import year_until

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov)[a-z]{0,6}\.?"
_DAY = r"(?:(?:on )?(?:the )?\d{1,2}(?:st|th)? )?"
_ENDED = re.compile(
    rf"\b(?:years?|12 months|twelve months)(?: period)? (?:ended|ending|ends?|to)(?: in)? {_DAY}{_MONTH}(?! ?\d)"
)
_YEARS = re.compile(rf"\b{_MONTH}[ -]years?\b(?! ?\d)")
_LONGEST = 200  # characters of a head or caption
_KEPT = 2000


@lru_cache(maxsize=_KEPT)
def _last_month(text: str) -> int | None:
    text = " ".join(text[:_LONGEST].lower().split())
    found = _ENDED.search(text) or _YEARS.search(text) if "year" in text or "months" in text else None
    return MONTHS[found[1]] if found else None


def in_year_ended(period: Period, texts: Iterable[str]) -> Period:
    """A calendar year as the twelve months to the month that one of the texts around it names, if one does."""
    if len(period.code) != len("2020") or period.first_day is None:
        return period
    month = next((month for text in texts if (month := _last_month(text))), None)
    return year_until(period, period.first_day.year, month) if month else period
