"""The fiscal calendar that a document states: the month in which its fiscal years begin.

Belongs here: reading it from passages such as "Q3 of FY 2022/23 (January-March)" or "the financial year 2018/19 (April to
March)". Does not belong here: the periods themselves (see `periods`); which calendar a country has, which is not guessed.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator

_MONTHS = {calendar.month_abbr[number].lower(): number for number in range(1, 13)}
_MONTH = f"({'|'.join(_MONTHS)})[a-z]{{0,6}}"
_FISCAL = re.compile(r"\b(?:fy ?\d|fiscal\b|financial year|(?:19|20)\d\d ?[-/–] ?\d\d\b)")
_TO = r"(?: \d{4})? ?(?:-|–|—|to|until) ?"
_PART = re.compile(
    rf"\b(?:(first|second|third|fourth) (quarter|half)|([qh])([1-4]))\b[^()\n.;]{{0,30}}\(\s?{_MONTH}{_TO}{_MONTH}"
)
_WHOLE = re.compile(rf"[(, ](?:1(?:st)? )?{_MONTH}{_TO}(?:\d\d(?:st|th)? )?{_MONTH}\b")
_ENDS = re.compile(rf"(?:fiscal|financial) years? (?:ended|ending|ends|to) (?:on )?(?:\d\d(?:st|th)? )?{_MONTH}")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NEAR = 50  # characters around


def stated_start(text: str) -> int | None:
    """The first month of the fiscal year, where the text states it oftener than any other; None where it does not."""
    text = text.lower()
    if not _FISCAL.search(text):
        return None
    votes = Counter([*_by_parts(text), *_by_years(text)])
    return max(votes, key=lambda month: votes[month]) if votes else None


def _by_parts(text: str) -> Iterator[int]:
    """ "The third quarter of FY 2022/23 (January-March)": July."""
    for match in _PART.finditer(text):
        if not _FISCAL.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR]):
            continue
        ordinal, part, letter, digit, *ends = (group or "" for group in match.groups())
        first, last = (_MONTHS[end] for end in ends)
        months = 3 if (part or letter).startswith("q") else 6
        if (last - first) % 12 + 1 == months:
            yield (first - 1 - months * (_ORDINALS.get(ordinal) or int(digit)) + months) % 12 + 1


def _by_years(text: str) -> Iterator[int]:
    """ "2018/19 (1 April 2018 to 31 March 2019)", "the financial year ended 31 March": April."""
    for match in _WHOLE.finditer(text):
        first, last = (_MONTHS[end] for end in match.groups())
        if first == last % 12 + 1 and first > 1 and _FISCAL.search(text[max(0, match.start() - _NEAR) : match.start()]):
            yield first
    for match in _ENDS.finditer(text):
        if (month := _MONTHS[match[1]]) < len(_MONTHS):
            yield month + 1
