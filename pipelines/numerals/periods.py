"""Time periods: years, months, days, quarters, fiscal years, spans and relative periods.

Belongs here: recognising a period among the tokens of a sentence, its ISO 8601 form, its first and last day. Does not
belong here: which number a period belongs to (see `observations.binding`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pipelines.numerals.cues import Cued
from pipelines.numerals.symbols import symbol_at
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

MONTHS: dict[str, int] = {
    **{calendar.month_name[number].lower(): number for number in range(1, 13)},
    **{calendar.month_abbr[number].lower(): number for number in range(1, 13)},
    "sept": 9,
}
AMBIGUOUS_MONTHS = words("periods_ambiguous_months")
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
}
_SPAN_UNITS = words("periods_span_units")
_SPAN_BEFORE = words("periods_span_before")
_LASTING = words("periods_lasting")
_AFTER_BACK = frozenset(("and", "but", "while", "in", "at", "with", "when", "or"))
_SPAN_AFTER = words("periods_span_after")
_DATED_NOUNS = words("periods_dated_nouns")
_NOT_BEFORE_YEARS = words("periods_not_before_years")
_BEFORE_YEARS = words("periods_before_years")
_SPAN_STARTS = words("periods_span_starts")
_PAIRS_BEFORE_YEARS = frozenset(
    (("prior", "to"), ("years", "to"), ("months", "to"), ("year", "to"), ("compared", "with"), ("compared", "to"))
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SHORTEST_DATE = len("1.1.2020")
_DOTTED = re.compile(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})")
TITLE_WORDS = words("periods_title_words")
_REVISIONS = frozenset("rpef")  # marks of revised, provisional, estimated and forecast values: "Q3r", "2020p"
_RANGE_SIGNS = frozenset("-–−")
_FISCAL = frozenset(("fy", "fiscal", "financial"))
_YEARS_OF_TWO = _FISCAL | {"school", "academic", "marketing", "crop", "tax", "budget"}
_SEASONS = frozenset(("season", "winter", "campaign"))
_BEFORE_FISCAL = frozenset(("of", "the", "fy", "fy.", ",", ":", "(", "fiscal", "financial", "year"))
_AFTER_PART = _REVISIONS | {"fy"}
_TIME_OF_DAY = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_MEETING = words("periods_meeting")
_MET = frozenset(("meeting", "sitting", "session", "proceedings"))
_BEHIND_TIME = frozenset(("", ".", ",", ";", ")", "and", "hours", "hrs", "on", "with"))
_NEAR_MEETING = 10  # tokens
_BETWEEN_PART_AND_YEAR = frozenset((",", "of", "/", "-", "(", ")", "*", ":", *_REVISIONS))
_LONGEST_ASIDE = 8  # tokens of "(Jan to Mar)"


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


_LAST_YEAR = 2100
_ROMAN_MONTHS = {name: at for at, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_NEXT_CENTURY = 50  # "Jun-49" is of 2049, "Jun-50" of 1950
_YEAR_SIGNS = frozenset("-–'’")


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


def _century_of(text: str) -> int:
    """The year that two digits stand for."""
    return int(text) + (2000 if int(text) < _NEXT_CENTURY else 1900)


def is_year(text: str) -> bool:
    """Whether the text is a number that can be a year: four digits from 1500 to 2100."""
    return len(text) == 4 and text.isdecimal() and text.isascii() and 1500 <= int(text) <= 2100


def is_date(text: str) -> bool:
    """Whether the digits of one token are a date in full: "2020-05-01", "31.12.2019"."""
    return PeriodFinder.token_date(0, text) is not None


class PeriodFinder:
    """Finds the periods of one sentence; `start_month` is the first month of the document's fiscal year.

    `headed` says that the sentence is the head of a column, where a year follows the unit: "Income per farm, € 2021".
    """

    def __init__(self, tokens: Tokens, start_month: int, *, headed: bool = False) -> None:
        self._tokens = tokens
        self._start_month = start_month
        self._headed = headed

    @cached_property
    def _readers(self) -> list[Callable[[PeriodFinder, int], Period | None]]:
        """The readers that can find something, by the words of the sentence."""
        return _READERS.called_by(self._tokens.words)

    def at(self, index: int) -> Period | None:
        """The period that contains the number at `index` as its first number."""
        return self.date_at(index) or self.period_at(index)

    def period_at(self, index: int) -> Period | None:
        """The period at a number that begins no date in digits."""
        if not self._tokens.texts[index].isdecimal():  # apart from dates only times of day are written with signs
            return self._clock(index)
        for reader in self._readers:
            if period := reader(self, index):
                return period
        return self._year(index)

    def date_at(self, index: int) -> Period | None:
        """A date in digits: "2020-05-01", "31.12.2019", "15/09/2016"."""
        tokens, text = self._tokens, self._tokens.texts[index]
        if len(text) >= _SHORTEST_DATE:
            return self.token_date(index, text)
        slashes = tokens.word(index + 1) == "/" and tokens.word(index + 3) == "/" and is_year(tokens.text(index + 4))
        if slashes and tokens.glued(index + 4) and self._is_day(index) and self._is_day(index + 2):
            day, month = int(tokens.texts[index]), int(tokens.texts[index + 2])
            year = int(tokens.texts[index + 4])
            return self._day(index, index + 4, year, month, day) or self._day(index, index + 4, year, day, month)
        return None

    @staticmethod
    def token_date(index: int, text: str) -> Period | None:
        """The date that one token is."""
        if len(text) < _SHORTEST_DATE:
            return None
        if match := _ISO.fullmatch(text):
            year, month, day = map(int, match.groups())
        elif match := _DOTTED.fullmatch(text):
            day, month, year = map(int, match.groups())
        else:
            return None
        return PeriodFinder._day(index, index, year, month, day)

    @staticmethod
    def _day(first: int, last: int, year: int, month: int, day: int) -> Period | None:
        try:
            at = date(year, month, day)
        except ValueError:
            return None
        return Period(first, last, at.isoformat(), at, at)

    def _fiscal(self, index: int) -> Period | None:
        """ "FY2018", "fiscal year 2018", "2018-19", "2019/20", and a part of one ("H1 of 2018-19", "2018-19 Q1")."""
        tokens = self._tokens
        text = tokens.texts[index]
        quoted = (
            tokens.word(index - 1) in ("'", "’") and tokens.word(index - 2) == "fy" and tokens.glued(index)
        )  # "FY'19"
        before = "fy" if quoted else tokens.word(index - 1)
        first = index
        marked = (
            before == "fy" or (before == "year" and tokens.word(index - 2) in _FISCAL) or before in ("fiscal", "fy.")
        )
        if marked:
            first = index - 2 if before == "year" or quoted else index - 1
        begin = self._split_year(index)
        seasonal = marked or before in _SEASONS or (len(tokens) == len("21 / 22".split()) and index == 0)
        if begin and (is_year(text) or seasonal):
            return self._fiscal_part(first, index + 2, begin)
        year = self._marked_year(index) if marked else None
        return self._fiscal_part(first, index, year) if year else None

    def _marked_year(self, index: int) -> int | None:
        """The year of "FY2018", "FY18" at its number."""
        text = self._tokens.text(index)
        if len(text) == 2 and text.isdecimal():
            text = "20" + text
        return int(text) if is_year(text) else None

    def _fiscal_part(self, first: int, last: int, year: int) -> Period | None:
        """The fiscal year at tokens `first` to `last`, or its quarter or half that is named beside it."""
        tokens = self._tokens
        at = last + 2 if tokens.word(last + 1) in (":", ",") else last + 1
        if tokens.word(at) in ("q", "h") and tokens.text(at + 1) in ("1", "2", "3", "4") and tokens.glued(at + 1):
            return self._part_of_fiscal(first, at + 1, year, tokens.word(at), int(tokens.texts[at + 1]))
        if ahead := self._ordinal_ahead(first):
            begin, part, number = ahead
            return self._part_of_fiscal(begin, last, year, part, number)
        if months := self._months_ahead(first, last, year):
            return months
        return fiscal_period(first, last, year, self._start_month)

    def _months_ahead(self, first: int, last: int, year: int) -> Period | None:
        """ "April-December" before "2018-19", "July/December of" before "FY 2018/2019": months of the fiscal year.

        Where the document does not say when that begins, it does with the first month that is named.
        """
        tokens = self._tokens
        at = first - 1
        while tokens.word(at) in ("of", "the", "period", "fiscal", "year", "in", ",", "("):
            at -= 1
        end = self._month(at)
        begin = self._month(at - 2) if tokens.word(at - 1) in ("-", "–", "/", "to") else None
        if begin is None or end is None or begin == end:
            return None
        start = self._start_month if self._start_month > 1 else begin
        starts, ends = (month_period(at - 2, last, year + (month < start), month) for month in (begin, end))
        if starts.code > ends.code:
            return None
        if end - begin == 2 and begin % 3 == 1:
            return quarter_period(at - 2, last, int(starts.code[:4]), end // 3)
        code = f"{starts.code}/{ends.code}"
        return Period(at - 2, last, code, starts.first_day, ends.last_day, ends=(starts, ends))

    def _part_of_fiscal(self, first: int, last: int, year: int, part: str, number: int) -> Period | None:
        make = fiscal_quarter if part == "q" else fiscal_half
        return make(first, last, year, number, self._start_month)

    def _ordinal_ahead(self, first: int) -> tuple[int, str, int] | None:
        """ "The first quarter (April-June) of" before a year: its first token, "q" or "h", and its number."""
        tokens = self._tokens
        at = first - 1
        while tokens.word(at) in ("of", ",", "the"):
            at -= 1
        if tokens.word(at) == ")" and at < first - 1:
            at = next((k - 1 for k in range(at - 1, max(0, at - _LONGEST_ASIDE), -1) if tokens.low[k] == "("), at)
        number = ORDINALS.get(tokens.word(at - 1))
        if tokens.word(at - 1) in ("last", "final"):
            number = 4 if tokens.word(at) == "quarter" else 2
        if tokens.word(at) not in ("quarter", "half") or number is None or tokens.word(at - 2) in ("and", "to"):
            return None
        return at - 1, tokens.low[at][0], number

    def _year_of_part(self, at: int) -> int:
        """The token of the fiscal year that a part may be of, past what joins the two: "Q1 (April to June) of 2018-19"."""
        tokens = self._tokens
        at = self._past_aside(at)
        while tokens.word(at) in _BEFORE_FISCAL:
            at += 1
        return at

    def _past_aside(self, at: int) -> int:
        """The token behind a bracket without a number that opens at `at`: "(Jan to Mar)"."""
        tokens = self._tokens
        if tokens.word(at) != "(":
            return at
        for behind in range(at + 1, min(at + _LONGEST_ASIDE, len(tokens))):
            if tokens.is_number(behind):
                return at
            if tokens.low[behind] == ")":
                return behind + 1
        return at

    def _split_year(self, index: int) -> int | None:
        """The first year of "2021/22", "2021-22" or "21/22" at token `index`, None where there is no such pair."""
        tokens = self._tokens
        text, short = tokens.text(index), tokens.text(index + 2)
        glued = tokens.word(index + 1) in ("-", "/", "–") and tokens.glued(index + 1) and tokens.glued(index + 2)
        if not glued or not (short.isdecimal() and text.isdecimal()):
            return None
        if is_year(text) and is_year(short) and int(text) + 1 == int(short):
            whole = tokens.word(index + 1) == "/" or self._is_fiscal_pair(index)
            return int(text) if whole and tokens.word(index + 3) not in ("/", "-", "–") else None
        if len(short) != 2:
            return None
        if len(text) == 2 and tokens.word(index + 1) == "/":
            text = "20" + text
        return int(text) if is_year(text) and (int(text) + 1) % 100 == int(short) else None

    def _is_fiscal_pair(self, index: int) -> bool:
        """Whether the years at `index` are the two of one year: "the 2018-2019 fiscal year", "school year 2018-2019"."""
        tokens = self._tokens
        ahead = tokens.word(index - 1) == "year" and tokens.word(index - 2) in _YEARS_OF_TWO
        behind = tokens.word(index + 3) in _YEARS_OF_TWO and tokens.word(index + 4) in ("year", "years")
        return ahead or behind or tokens.word(index - 1) in _SEASONS or tokens.word(index + 3) in _SEASONS

    def _years_span(self, index: int) -> Period | None:
        """ "2011-16", "1995–98": years of which the last is written short, further apart than a fiscal year."""
        tokens = self._tokens
        text, short = tokens.texts[index], tokens.text(index + 2)
        glued = tokens.word(index + 1) in ("-", "–", "/") and tokens.glued(index + 1) and tokens.glued(index + 2)
        changed = glued and tokens.word(index - 1) in ("δ", "change", "diff", "difference")
        if changed and len(text) == len(short) == 2 and (text + short).isdecimal() and int(text) < int(short):
            return Period(index, index + 2, "")  # "Δ21–22"
        compared = glued and is_year(text) and is_year(short) and int(text) == int(short) + 1
        if compared and tokens.word(index + 1) == "/":
            return year_period(index, index + 2, int(text))  # "2012/2011 (%)": against the year before
        if (
            not glued
            or tokens.word(index + 1) == "/"
            or not is_year(text)
            or len(short) != 2
            or not short.isdecimal()
            or int(text) < 1900
        ):
            return None
        last = int(text) - int(text) % 100 + int(short)
        if not int(text) + 1 < last <= _LAST_YEAR or tokens.word(index + 3) in ("-", "–", "%"):
            return None
        begin, end = year_period(index, index, int(text)), year_period(index + 2, index + 2, last)
        code = f"{begin.code}/{end.code}"
        return Period(index, index + 2, code, begin.first_day, end.last_day, ends=(begin, end))

    def _quarter(self, index: int) -> Period | None:
        """ "Q1 2014", "2014 Q1", "first quarter of 2014", "first half of 2019", "H1 2019"."""
        tokens = self._tokens
        before, text = tokens.word(index - 1), tokens.texts[index]
        if tokens.word(index + 1) == "q" and tokens.glued(index + 1) and text in ("1", "2", "3", "4"):
            year = tokens.text(index + 2)  # "1Q 2020", "3Q19"
            year = f"20{year}" if len(year) == 2 and year.isdecimal() and tokens.glued(index + 2) else year
            if not is_year(year):
                return Period(index, index + 1, "", part=("quarter", int(text)))  # "in 2Q from 3,590 in 1Q"
            return self._part(index, index + 2, int(year), "q", int(text))
        named = before == "quarter" and text in ("1", "2", "3", "4")
        if named and not self._year_behind(index):
            return Period(index - 1, index, "", part=("quarter", int(text)))
        if before == "quarters" and text in ("1", "2", "3", "4"):
            joined = tokens.word(index + 1) in ("and", "to", "-", "–") and tokens.text(index + 2) in ("2", "3", "4")
            return Period(index - 1, index + 2 if joined else index, "")
        if (named or (before in ("q", "h") and tokens.glued(index))) and text in ("1", "2", "3", "4"):
            if tokens.glued(index + 1) and tokens.is_word(index + 1) and tokens.word(index + 1) not in _AFTER_PART:
                return None
            if named:
                behind = self._year_behind(index)
                if split := self._split_year(behind):
                    return self._part_of_fiscal(index - 1, behind + 2, split, "q", int(text))
                return self._part(index - 1, behind, int(tokens.texts[behind]), "q", int(text))
            at = self._year_of_part(index + 1)
            if split := self._split_year(at):
                return self._part_of_fiscal(index - 1, at + 2, split, before, int(text))
            if tokens.word(at - 1) in _FISCAL or tokens.word(at - 2) in _FISCAL:
                fiscal = self._marked_year(at)
                return self._part_of_fiscal(index - 1, at, fiscal, before, int(text)) if fiscal else None
            behind = self._past_aside(index + 1)
            for at in range(behind, behind + 4):
                if is_year(tokens.text(at)) and all(
                    tokens.word(k) in _BETWEEN_PART_AND_YEAR for k in range(behind, at)
                ):
                    return self._part(index - 1, at, int(tokens.text(at)), before, int(text))
            if is_year(tokens.text(index - 2)):
                return self._part(index - 2, index, int(tokens.text(index - 2)), before, int(text))
            return Period(index - 1, index, "", part=("quarter" if before == "q" else "half", int(text)))
        dotted = tokens.word(index + 1) == "." and tokens.glued(index + 2)
        at = index + 2 if tokens.word(index + 1) == ":" or dotted else index + 1
        if is_year(text) and tokens.word(at) in ("q", "h") and tokens.text(at + 1) in ("1", "2", "3", "4"):
            return self._part(index, at + 1, int(text), tokens.word(at), int(tokens.text(at + 1)))
        if is_year(text) and tokens.word(index + 2) in ("quarter", "half") and tokens.word(index + 1) in ORDINALS:
            part, number = tokens.low[index + 2][0], ORDINALS[tokens.low[index + 1]]
            return self._part(index, index + 2, int(text), part, number)  # "the 2018 second quarter"
        if is_year(text) and (ahead := self._ordinal_ahead(index)):
            first, part, number = ahead
            return self._part(first, index, int(text), part, number)
        return None

    def _year_behind(self, index: int) -> int:
        """The token of the year behind "Quarter 3", past an explanation in brackets; 0 where there is none."""
        tokens = self._tokens
        at = index + 1
        if tokens.word(at) == "(":
            while at < min(index + 10, len(tokens)) and tokens.low[at] != ")":
                at += 1
            at += 1
        if tokens.word(at) in (",", "of"):
            at += 1
        return at if is_year(tokens.text(at)) else 0

    @staticmethod
    def _part(first: int, last: int, year: int, part: str, number: int) -> Period | None:
        if part == "q":
            return quarter_period(first, last, year, number)
        return half_period(first, last, year, number)

    def _date(self, index: int) -> Period | None:
        """ "July 17, 2020", "17 July 2020", "July 2020", "September 1 of 2021", "17 July"."""
        tokens = self._tokens
        text = tokens.texts[index]
        before, after = index - 1, index + 1
        if span := self._day_span(index) or self._month_span(index) or self._short_year(index):
            return span
        if tokens.word(before) in (".", "of", ","):
            before -= 1
        behind = self._month(after)
        if behind and is_year(text) and not self._month(before) and not tokens.is_number(after + 1):
            last = self._month(after + 2) if tokens.word(after + 1) in ("-", "–", "to", "/") else None
            if last and last > behind:
                return self._months(index, after + 2, int(text), behind, last)  # "2022 Jul–Sep"
            return month_period(index, after, int(text), behind)  # "2017 Feb"
        month = self._month(before)
        if tokens.word(before) == "quarter" and is_year(text) and (ends := self._month(before - 1)) and ends % 3 == 0:
            return quarter_period(before - 1, index, int(text), ends // 3)  # "the March quarter of 2014"
        if month and is_year(text):
            day_at = before - 1
            if tokens.word(day_at) in ("th", "st", "nd", "rd"):
                day_at -= 1
            if tokens.word(index + 1) in ("quarter", "quarterly") and month % 3 == 0:
                last = index + (tokens.low[index + 1] == "quarter")
                return quarter_period(before, last, int(text), month // 3)  # "the December 2017 quarter"
            return month_period(before, index, int(text), month) if not self._is_day(day_at) else None
        if month and before == index - 1 and self._is_day(index):
            return self._month_first(index, before, month)
        if tokens.word(after) in ("th", "st", "nd", "rd") and tokens.glued(after):
            after += 1
        if tokens.word(after) == "of":
            after += 1
        month = self._month(after)
        if month and self._is_day(index):
            year_at = after + 2 if tokens.word(after + 1) in (",", ".") else after + 1
            if is_year(tokens.text(year_at)):
                return self._day(index, year_at, int(tokens.text(year_at)), month, int(text))
            return Period(index, after, f"--{month:02d}-{int(text):02d}")
        return None

    def _day_span(self, index: int) -> Period | None:
        """ "3 to 21 February 2020": the first day stands without its month."""
        tokens = self._tokens
        joined = tokens.word(index + 1) in ("to", "-", "–", "and") and self._is_day(index + 2) and self._is_day(index)
        month = self._month(index + 3) if joined else None
        if month is None:
            return None
        if not is_year(tokens.text(index + 4)):
            return Period(index, index + 3, "")
        year = int(tokens.texts[index + 4])
        first = self._day(index, index + 4, year, month, int(tokens.texts[index]))
        last = self._day(index, index + 4, year, month, int(tokens.texts[index + 2]))
        if first is None or last is None:
            return None
        return Period(index, index + 4, f"{first.code}/{last.code}", first.first_day, last.last_day)

    def _short_year(self, index: int) -> Period | None:
        """ "Jun-22", "Sep'21", "12-Mar-20": a year of two digits that a sign ties to its month."""
        tokens = self._tokens
        text = tokens.texts[index]
        if len(text) != 2 or not text.isdecimal():
            return None
        if self._headed and index + 1 == len(tokens) and (month := self._month(index - 1)):
            return month_period(index - 1, index, _century_of(text), month)  # the column "Apr 19"
        signed = tokens.word(index - 1) in _YEAR_SIGNS and tokens.glued(index)
        signed = signed and (tokens.glued(index - 1) or tokens.word(index - 1) in "'’")
        month = self._month(index - 2) if signed else None
        if month is None or (tokens.glued(index + 1) and tokens.word(index + 1) in _YEAR_SIGNS):
            return None
        year = _century_of(text)
        dated = tokens.word(index - 3) == "-" and tokens.glued(index - 2) and self._is_day(index - 4)
        if dated:
            return self._day(index - 4, index, year, month, int(tokens.texts[index - 4]))
        return month_period(index - 2, index, year, month)

    def _quoted_year(self, index: int) -> Period | None:
        """ "Since '14"."""
        tokens, text = self._tokens, self._tokens.texts[index]
        quoted = tokens.text(index - 1) in ("'", "’", "‘") and tokens.glued(index) and not tokens.glued(index - 1)
        if not quoted or len(text) != 2 or not text.isdecimal() or tokens.word(index - 2) not in _BEFORE_YEARS:
            return None
        return year_period(index - 1, index, _century_of(text))

    def _month_span(self, index: int) -> Period | None:
        """ "April to June 2014", "Jul–Sep 2018": a quarter of the year where the months make one, else their span."""
        tokens = self._tokens
        last, joiner = self._month(index - 1), tokens.word(index - 2)
        first = self._month(index - 3) if joiner in ("to", "-", "–", "and", "/") else None
        if first is None or last is None or not is_year(tokens.texts[index]) or first >= last:
            return None
        return self._months(index - 3, index, int(tokens.texts[index]), first, last)

    @staticmethod
    def _months(start: int, end: int, year: int, first: int, last: int) -> Period:
        """The months from `first` to `last` of a year: a quarter of the year where they are one."""
        if last - first == 2 and first % 3 == 1:
            return quarter_period(start, end, year, last // 3)
        begin, finish = month_period(0, 0, year, first), month_period(0, 0, year, last)
        return Period(start, end, f"{begin.code}/{finish.code}", begin.first_day, finish.last_day)

    def _month_first(self, index: int, before: int, month: int) -> Period | None:
        tokens = self._tokens
        day = int(tokens.texts[index])
        at = index + 1
        if tokens.word(at) in ("-", "–", "to") and self._is_day(index + 2) and day < int(tokens.texts[index + 2]):
            return self._days(before, index + 2, month, day)  # "March 13-19, 2023"
        if tokens.word(at) in ("th", "st", "nd", "rd") and tokens.glued(at):
            at += 1
        if tokens.word(at) in (",", "of"):
            at += 1
        if is_year(tokens.text(at)):
            return self._day(before, at, int(tokens.text(at)), month, day)
        if tokens.low[before] in AMBIGUOUS_MONTHS and tokens.texts[before][0].islower():
            return None
        return Period(before, index, f"--{month:02d}-{day:02d}")

    def _days(self, first: int, last: int, month: int, day: int) -> Period:
        """From a day to that at token `last`, of one month; the year may follow."""
        tokens = self._tokens
        at = last + 2 if tokens.word(last + 1) in (",", "of") else last + 1
        year = int(tokens.texts[at]) if is_year(tokens.text(at)) else None
        begin = self._day(first, at, year, month, day) if year else None
        end = self._day(first, at, year, month, int(tokens.texts[last])) if year else None
        if begin is None or end is None:
            return Period(first, last, "")
        return Period(first, at, f"{begin.code}/{end.code}", begin.first_day, end.last_day)

    def _month(self, index: int) -> int | None:
        word = self._tokens.text(index)
        month = MONTHS.get(word.lower())
        return month if month and word[:1].isupper() else None

    def _is_day(self, index: int) -> bool:
        text = self._tokens.text(index)
        return text.isdecimal() and text.isascii() and len(text) <= 2 and 1 <= int(text) <= 31

    def _week(self, index: int) -> Period | None:
        """ "week 42 of 2020", "week 42"."""
        tokens = self._tokens
        text = tokens.texts[index]
        if tokens.word(index - 1) not in ("week", "wk") or not text.isdecimal() or not 1 <= int(text[:3]) <= 53:
            return None
        at = index + 2 if tokens.word(index + 1) in ("of", ",", "/") else index + 1
        if not is_year(tokens.text(at)):
            return Period(index - 1, index, "")
        year, week = int(tokens.texts[at]), int(text)
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return Period(index - 1, at, "")
        return Period(index - 1, at, f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6))

    def _century(self, index: int) -> Period | None:
        """ "the 19th century"."""
        tokens = self._tokens
        ordinal = tokens.word(index + 1) in ("st", "nd", "rd", "th") and tokens.glued(index + 1)
        at = index + 3 if tokens.word(index + 2) == "-" else index + 2
        text = tokens.texts[index]
        if (
            not ordinal
            or not tokens.word(at).startswith("centur")
            or not text.isdecimal()
            or len(text) > 2
            or not 1 <= int(text) <= 21
        ):
            return None
        first = 100 * (int(text) - 1)
        return Period(index, at, f"{int(text) - 1:02d}XX", date(first + 1, 1, 1), date(first + 100, 12, 31))

    def _clock(self, index: int) -> Period | None:
        """ "9:30", "17.00 hours", "5pm"."""
        tokens = self._tokens
        after = tokens.word(index + 1)
        dotted = after in ("a", "p") and tokens.word(index + 2) == "." and tokens.word(index + 3) == "m"
        if dotted or (after in ("am", "pm", "noon") and len(tokens.texts[index]) <= 5):
            return Period(index, index + 1, "")
        if (
            tokens.word(index - 1) == "at"
            and tokens.word(index - 2) in _MEETING
            and _TIME_OF_DAY.fullmatch(tokens.texts[index])
        ):
            met = not _MET.isdisjoint(tokens.low[max(0, index - _NEAR_MEETING) : index])
            return Period(index, index, "") if met and after in _BEHIND_TIME else None  # "The meeting opened at 19.30"
        if after == ":" and tokens.glued(index + 1) and tokens.glued(index + 2):
            minutes = tokens.text(index + 2)
            if (
                tokens.texts[index].isdecimal()
                and int(tokens.texts[index][:3]) < 25
                and len(minutes) == 2
                and minutes.isdecimal()
            ):
                return Period(index, index + 2, "")
        return None

    def _span(self, index: int) -> Period | None:
        """ "the last 4 years", "within 5 years", "2 years ago", "12 months to March 2019": how long, not how much."""
        tokens = self._tokens
        unit = index + 1
        if tokens.word(unit) == "-" and tokens.word(unit + 1) in _SPAN_UNITS:
            return self._span_to_month(index, unit + 1)
        while tokens.word(unit) in ("calendar", "consecutive", "full", "or", "more", "financial", "further"):
            unit += 1
        if tokens.word(unit) not in _SPAN_UNITS or not tokens.texts[index].isdecimal():
            return None
        return Period(index, unit, "") if self.is_span(index, unit) else None

    def _span_to_month(self, index: int, unit: int) -> Period | None:
        """ "12-month to June 2019", "six-month period ended in June": a stretch that ends in a month."""
        tokens = self._tokens
        at = unit + 1 + (tokens.word(unit + 1) == "period")
        if tokens.word(at) not in ("to", "ending", "ended", "until", "through"):
            return None
        at += 1
        while tokens.word(at) in ("the", "in", "on", "end", "of", "-", "late") or self._is_day(at):
            at += 1
        return Period(index, unit, "") if self._month(at) else None

    def is_span(self, first: int, unit: int) -> bool:
        """Whether a count of years (from token `first`, its unit at `unit`) is a stretch of time in the past or to come."""
        tokens = self._tokens
        before = tokens.word(first - 1)
        if tokens.word(unit + 1) == "ago" or (before == "than" and self._compares_back(unit + 1)):
            return True  # "3 points more than two years ago"
        if before == "over" and tokens.word(first - 2) in _LASTING:
            return False  # "for over four years", "lasted well over four years"
        if before in ("for", "lasting", "aged", "age", "ages") or "by" in (before, tokens.word(first - 2)):
            return False  # "increased by over 5 years"
        if before in ("every", "within"):
            return False  # how often, and how soon
        if before == "from" and tokens.word(unit + 1) == "to" and tokens.is_number(unit + 2):
            return False  # "cut from 48 hours to 31"
        if tokens.word(unit + 1) == "to" and tokens.is_word(unit + 2) and before not in _SPAN_BEFORE:
            end = tokens.low[unit + 2]
            part = end in ("q", "h") and tokens.is_number(unit + 3)  # "the four quarters to Q3"
            if not part and end not in MONTHS and end not in ("the", "end", "mid", "early", "late"):
                return False  # "it takes 20 minutes to answer them"
        if before in ("over", "more", "than", "after") and tokens.word(first - 2) not in ("the",):
            return before == "over" and tokens.word(unit + 1) in ("", ".", ",", "from", "between", "to")
        return before in _SPAN_BEFORE or tokens.word(unit + 1) in _SPAN_AFTER

    def _compares_back(self, at: int) -> bool:
        """Whether the word behind a count of years leads back to another time: "fewer than twelve months before."."""
        word, follow = self._tokens.word(at), self._tokens.word(at + 1)
        if word in ("earlier", "previously"):
            return True
        return word in ("before", "prior") and (not self._tokens.is_word(at + 1) or follow in _AFTER_BACK)

    def _year(self, index: int) -> Period | None:
        tokens = self._tokens
        text = tokens.texts[index]
        if not is_year(text):
            return self._quoted_year(index)
        if tokens.word(index + 1) == "s" and tokens.glued(index + 1):
            year = int(text)
            return Period(index, index + 1, f"{text[:3]}X", date(year, 1, 1), date(year + 9, 12, 31))
        after = tokens.word(index + 1)
        before = tokens.word(index - 1)
        if before in TITLE_WORDS and tokens.text(index - 1)[0].isupper():
            return None
        if after in ("dollars", "euros", "pounds", "prices", "yen", "rupees") and before in (
            "of",
            "in",
            "constant",
            "at",
        ):
            return year_period(index, index, int(text))
        if self._headed and after == "" and (month := _ROMAN_MONTHS.get(tokens.text(index - 1))):
            return month_period(index - 1, index, int(text), month)  # the column "IX 2018"
        if self._headed and after == "" and before != "" and not tokens.glued(index):
            return year_period(index, index, int(text))
        if after in ("%", "per", "percent", "million", "billion") or before in ("£", "$", "€", "¥", "+", "±"):
            return None
        if self._is_measured(index):
            return None
        return year_period(index, index, int(text)) if self._looks_like_year(index) else None

    def _is_measured(self, index: int) -> bool:
        """Whether the symbol of a unit stands behind the number or its range: "1900 nm", "1900–2000 nm", "1200–2000 K"."""
        tokens = self._tokens
        ranged = tokens.word(index - 1) in _RANGE_SIGNS
        if tokens.word(index + 1) in _RANGE_SIGNS and tokens.is_number(index + 2):
            index, ranged = index + 2, True
        symbol = symbol_at(tokens, index + 1) if tokens.is_word(index + 1) or tokens.text(index + 1) == "°" else None
        return symbol is not None and (ranged or len(tokens.texts[index + 1]) > 1 or symbol[1] > index + 1)

    def _looks_like_year(self, index: int) -> bool:
        from pipelines.numerals.nouns import is_count_noun

        tokens = self._tokens
        before, after = tokens.word(index - 1), tokens.word(index + 1)
        joined = after in ("and", "to", "-", "–") and is_year(tokens.text(index + 2))
        if before in _NOT_BEFORE_YEARS and not (before == "over" and joined):
            return False  # but "over 2018 and 2019"
        if before in _BEFORE_YEARS or (tokens.word(index - 2), before) in _PAIRS_BEFORE_YEARS:
            return True
        if before in ("and", ",", "or") and self._year_near(index):
            return tokens.word(index - 1) != "," or not is_count_noun(after)
        if after in _DATED_NOUNS:
            return True  # "the 2013 results", "at 2015 prices"
        if is_count_noun(after):
            if before in ("of", "among") and tokens.word(index - 2) in ("%", "percent", "cent"):
                return True  # "20% of 2023 respondents"
            return before in ("the", "from", "between") and not tokens.texts[index].endswith("00")
        if before in ("about", "around", "to") and tokens.word(index - 2) not in _SPAN_STARTS:
            return int(tokens.texts[index]) >= 1900 and (before == "to" or self._other_year(index))
        return True

    def _year_near(self, index: int) -> bool:
        """Whether a year stands just before in a list ("in 2001, 2006 and 2011")."""
        return any(is_year(self._tokens.text(at)) for at in (index - 2, index - 3))

    def _other_year(self, index: int) -> bool:
        return any(is_year(text) for at, text in enumerate(self._tokens.texts) if at != index)


# The readers of periods in their order, each with the words of which a sentence must hold one for it to find anything.
_READERS: Cued[Callable[[PeriodFinder, int], Period | None]] = Cued((
    (PeriodFinder._fiscal, frozenset(("fy", "fy.", "fiscal", "year", "-", "–", "/"))),
    (PeriodFinder._years_span, frozenset(("-", "–", "/"))),
    (PeriodFinder._quarter, frozenset(("quarter", "quarters", "half", "q", "h"))),
    (PeriodFinder._date, frozenset(MONTHS)),
    (PeriodFinder._week, frozenset(("week", "wk"))),
    (PeriodFinder._century, frozenset(("st", "nd", "rd", "th"))),
    (PeriodFinder._clock, frozenset(("am", "pm", "noon", "m", ":"))),
    (PeriodFinder._span, _SPAN_UNITS),
))  # fmt: skip
