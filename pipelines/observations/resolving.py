"""The periods of a sentence, resolved one against the other and against what the text spoke of before.

Belongs here: which period "the previous year", "in July", "the same quarter of 2019" is, and what later periods are
relative to. Does not belong here: recognising periods (see `numerals`), which quantity they are of (see `dating`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.numerals.period import Period, Relation, is_year, month_period, quarter_period
from pipelines.numerals.scan import Scan
from pipelines.numerals.spans import (
    bare_parts,
    in_year,
    is_month,
    is_year_long,
    nearest_part,
    same_month,
    shifted,
    shifted_stretch,
    stretched,
    within_anchor,
)
from pipelines.observations.causes import dates_cause
from pipelines.observations.comparing import (
    compares,
    dates_aside,
    is_of_comparison,
    is_of_member,
    is_same,
    names_same_part,
)
from pipelines.observations.looking_back import looking_back, passage_of
from pipelines.observations.publications import dates_publication
from pipelines.reading.tokens import Tokens

_COMPARED_TO = frozenset(("compared", "relative", "similar", "close", "prior", "contrast", "relation", "comparison"))
_REVIEWED: dict[str, Callable[[Period], bool]] = {
    "reviewed_month": is_month,
    "reviewed_quarter": lambda period: "-Q" in period.code and "/" not in period.code,
    "reviewed_year": lambda period: is_year_long(period) and "/" not in period.code,
    "reviewed_period": lambda period: period.last_day is not None,
}
_LASTING = frozenset(("to_date", "first_months", *_REVIEWED))  # relative periods that a text goes on with
_YEARS = frozenset((len("2020"), len("FY2020")))
_NEAR = 4  # tokens
_SOON_AFTER = 93  # days from the end of a month to that of the month in which it is reported on
_LONGEST_DATELINE = 8  # tokens
_OPENED = frozenset((("between", "and"), ("from", "until"), ("from", "to")))


def sentence_periods(
    scan: Scan,
    anchor: Period | None,
    reference: Period | None = None,
    *,
    far: bool = False,
    edition: Period | None = None,
    reviewed: Period | None = None,
) -> tuple[list[Period], Period | None]:
    """The periods of a sentence in order, and what later ones are relative to.

    `anchor` is what the sentence before was about, `far` where that stands in another paragraph, `reference` the date of
    the document or section, `edition` the year that its title names, `reviewed` the period that either is about.

    Relative periods ("the previous year"), months and quarters without a year ("in July") are resolved against the one
    mentioned before; what cannot be resolved is left out.
    """
    tokens = scan.tokens
    undated = bare_parts(tokens, scan.periods)
    swallowed = {part.last + 2 for part in undated if part.code}  # the year of "the first and second quarters of 2016"
    stated = [period for period in scan.periods if period.first not in swallowed and not _is_dateline(tokens, period)]
    stated, undated = (
        [one for one in part if not (dates_publication(tokens, one) or dates_cause(tokens, one))]
        for part in (stated, undated)
    )
    course = _Course(tokens, anchor, reference, edition, reviewed, far, stated)
    for period in sorted([*stated, *undated], key=lambda p: p.first):
        course.add(period)
    found = [*course.found, *_same_month(tokens, course.kept if course.found else anchor)]
    return _unexplained(tokens, sorted(_spans(tokens, found), key=lambda p: p.first)), course.kept


class _Course:
    """The periods of a sentence as they are read; `anchor` is what the next one is relative to.

    `kept` is what periods of later sentences are relative to: not a period that the sentence only looks back to.
    """

    def __init__(
        self,
        tokens: Tokens,
        anchor: Period | None,
        reference: Period | None,
        edition: Period | None,
        reviewed: Period | None,
        far: bool,
        stated: Sequence[Period],
    ) -> None:
        self._tokens = tokens
        self._before = self._anchor = self.kept = anchor
        self._reference, self._edition, self._reviewed, self._far = reference, edition, reviewed, far
        self._stated = stated
        self._starts = [period.first for period in stated]
        self._backwards = looking_back(tokens)
        self.found: list[Period] = []

    def add(self, period: Period) -> None:
        """Read the next period."""
        base = self._base(period)
        ahead = self._ahead(period) if base is None and period.part else None
        self._reference = self._reference or ahead
        resolved = self._resolved(period, base or ahead, ahead)
        if resolved is None:
            return
        self.found.append(resolved)
        of_itself = period.relation is None or period.relation.unit in _LASTING
        known = bool(base or ahead or self._reference or self._edition)
        if of_itself and self._lasts(resolved, known=known):
            self._go_on(resolved, known=known)

    def _base(self, period: Period) -> Period | None:
        """What a period is relative to."""
        own = self._anchor is not self._before
        base = self._anchor if own else _reference(period, self._anchor, self._reference, far=self._far)
        if period.relation is not None and self._tokens.word(period.first) == "last":
            return self._reference or self._edition or base  # "last year" is said of the day of writing
        return base

    def _ahead(self, period: Period) -> Period | None:
        """The next period of the sentence that is known."""
        place = bisect_right(self._starts, period.last)
        return next((one for one in self._stated[place : place + _NEAR] if one.first_day), None)

    def _resolved(self, period: Period, base: Period | None, ahead: Period | None) -> Period | None:
        tokens, anchor = self._tokens, self._anchor
        if ahead is not None and not is_year_long(ahead):
            return _before(tokens, period, ahead)
        if period.relation and period.relation.unit in _REVIEWED:
            return _under_review(period, _just_before(anchor, self._reviewed), self._reviewed, anchor)
        own = anchor is not self._before
        year_is_said = own and anchor is not None and (anchor.last > anchor.first or len(anchor.code) == len("2020"))
        resolved = _resolve(tokens, period, base, latest=None if year_is_said else self._reference or base)
        if resolved is None or not period.part:
            return resolved
        if year_is_said:
            resolved = _not_to_come(tokens, resolved, anchor, self._reference)
        if own and anchor and passage_of(self._backwards, anchor.first):
            resolved = _not_before(resolved, anchor)
        return resolved

    def _lasts(self, period: Period, *, known: bool) -> bool:
        """Whether later periods may be relative to one: not if it is only compared with, or aside in brackets."""
        tokens = self._tokens
        if not period.first_day or tokens.word(period.last + 1) == "=" or compares(tokens, period):
            return False
        if is_of_member(tokens, period) or is_of_comparison(tokens, period):
            return False
        aside = known and dates_aside(tokens, period)
        return not aside and not is_to_come(period, self._reference) and not _explains(tokens, period, self.found)

    def _go_on(self, period: Period, *, known: bool) -> None:
        looks_back = passage_of(self._backwards, period.first) is not None
        if not looks_back:
            joined = _spans(self._tokens, self.found[-2:])
            ends = joined[0].ends if len(joined) == 1 and len(self.found) > 1 else None
            if ends and ends[0].first_day and ends[1].first_day and ends[0].first_day.year == ends[1].first_day.year:
                period = joined[0]  # "from January to April 2022 ... in the same period of 2021"
        if not (looks_back and is_year_long(period) and known):
            self._anchor = period
        if not (looks_back and (self.kept or self._reference or self._edition)):
            self.kept = period


def _just_before(anchor: Period | None, reviewed: Period | None) -> Period | None:
    """What the text has just spoken of, where a report appears soon after it: February in the review of March."""
    if anchor is None or reviewed is None or not (anchor.last_day and reviewed.last_day):
        return None
    return anchor if 0 < (reviewed.last_day - anchor.last_day).days <= _SOON_AFTER else None


def _under_review(period: Period, *candidates: Period | None) -> Period | None:
    """ "The review month", "the period under review": the first candidate that is such a period."""
    unit = period.relation.unit if period.relation else ""
    found = next((one for one in candidates if one and one.first_day != one.last_day and _REVIEWED[unit](one)), None)
    return replace(found, first=period.first, last=period.last) if found else None


def _is_dateline(tokens: Tokens, period: Period) -> bool:
    """Whether a day only says when a text appeared: "OSLO, 21 May – Exports rose"."""
    day = period.code.startswith("--") or (period.first_day is not None and period.first_day == period.last_day)
    placed = tokens.word(period.first - 1) == "," and tokens.text(period.first - 2)[:1].isupper()
    return day and placed and period.last <= _LONGEST_DATELINE and tokens.word(period.last + 1) in ("—", "–", "-")


def _reference(period: Period, anchor: Period | None, reference: Period | None, *, far: bool) -> Period | None:
    """What a month without a year is relative to: the sentence before, unless that was about a time still to come.

    Behind a sentence of another paragraph it is the document's date.
    """
    if not (period.part or period.code.startswith("--")) or reference is None or reference.last_day is None:
        return anchor
    if far and not is_year_long(reference):
        return reference
    if anchor is None or anchor.last_day is None or is_year_long(anchor) or anchor.last_day > reference.last_day:
        return reference
    return anchor


def _not_to_come(tokens: Tokens, period: Period, anchor: Period | None, reference: Period | None) -> Period:
    """A month or quarter behind the document's date, in the year before, unless that is what is expected ("by December")."""
    if reference is None or reference.first_day != reference.last_day:
        return period  # no more than a month that the text names early
    expected = tokens.word(period.first - 1) in ("by", "until") or (
        anchor is not None and is_to_come(anchor, reference)
    )
    if expected or not is_to_come(period, reference) or period.first_day is None or len(period.code) > len("2018-Q3"):
        return period
    return in_year(period, period.first_day.year - 1)


def _before(tokens: Tokens, period: Period, ahead: Period) -> Period | None:
    """A month or quarter by the year of one behind it: "in June and May 2018", "in May more than in May 2017"."""
    if ahead.first_day is None:
        return None
    found = nearest_part(period, ahead, in_year(ahead, ahead.first_day.year + 1))
    if found is not None and found.code == ahead.code and compares(tokens, ahead):
        return in_year(found, ahead.first_day.year + 1)
    return found


def _not_before(period: Period, anchor: Period) -> Period:
    """A month or quarter behind one that the sentence looks back to: "after a fall in Q4 2016, GDP rose in Q1"."""
    if period.first_day is None or anchor.first_day is None or period.first_day >= anchor.first_day:
        return period
    return period if period.fiscal or is_year_long(anchor) else in_year(period, period.first_day.year + 1)


def is_to_come(period: Period, reference: Period | None) -> bool:
    """Whether a period begins after the date of the document: a forecast or a goal."""
    if reference is None or reference.last_day is None or period.first_day is None:
        return False
    return period.first_day > reference.last_day


def _resolve(tokens: Tokens, period: Period, anchor: Period | None, *, latest: Period | None) -> Period | None:
    """A period with its days, as far as the text says them.

    `latest`, for a month or quarter whose anchor another sentence gives, is the period that it must not lie behind.
    """
    if period.relation is not None:
        return shifted(period, anchor) if anchor else None
    if period.part or period.code.startswith("--"):
        if anchor is None:
            return period if period.code else None
        if latest and period.part and not is_year_long(anchor) and not _looks_back(tokens, period.first):
            resolved = nearest_part(period, anchor, latest)
        else:
            resolved = within_anchor(period, anchor, backwards=bool(latest) or _looks_back(tokens, period.first))
        return stretched(tokens, resolved) if resolved else period if period.code else None
    if not period.code:
        return None
    if anchor and len(period.code) in _YEARS and names_same_part(tokens, period):
        found = _in_year(period, anchor)
        return found if found is period else replace(found, first=_same_part(tokens, period))
    return stretched(tokens, period)


def _looks_back(tokens: Tokens, first: int) -> bool:
    """Whether a month without a year is one to compare with, and so before the one spoken of ("up from 4.2% in May")."""
    return not _BACKWARDS.isdisjoint(tokens.low[max(0, first - 8) : first])


_BACKWARDS = frozenset(("from", "since", "than", "against", "versus", "compared", "after", "following", "had"))


def _same_part(tokens: Tokens, period: Period) -> int:
    """The first token of "the same quarter of" before a year."""
    at = next(at for at in range(period.first - 1, -1, -1) if is_same(tokens, at))
    return at - (tokens.word(at - 1) == "the")


def _in_year(period: Period, anchor: Period) -> Period:
    """The month or quarter of `anchor` in the year of `period`."""
    if period.first_day is None or anchor.first_day is None:
        return period
    if period.fiscal:
        if not (anchor.fiscal and len(anchor.code) > len(period.code)):
            return period
        years = int(period.code[2:]) - int(anchor.code[2:6])
        return shifted(replace(period, relation=Relation("year", years, whole=False)), anchor) or period
    year, month = period.first_day.year, anchor.first_day.month
    if "-Q" in anchor.code and "/" not in anchor.code:
        return quarter_period(period.first, period.last, year, (month + 2) // 3)
    if is_month(anchor):
        return month_period(period.first, period.last, year, month)
    if anchor.ends and anchor.last_day and len(period.code) == len("2020"):
        return shifted_stretch(period, anchor, year - anchor.last_day.year) or period
    return period


def _same_month(tokens: Tokens, anchor: Period | None) -> list[Period]:
    """ "as of the end of the month": the month mentioned before."""
    if anchor is None or "month" not in tokens.words:
        return []
    index = tokens.low.index("month")
    month = same_month(index, anchor) if tokens.word(index - 1) in ("the", "same", "that") else None
    return [month] if month and tokens.word(index + 1) not in ("before", "earlier", "of") else []


def _explains(tokens: Tokens, period: Period, found: Sequence[Period]) -> bool:
    """Whether a period stands in brackets that open right behind another one."""
    opening = next((at for at in range(period.first - 1, max(-1, period.first - 7), -1) if tokens.low[at] == "("), -1)
    return opening > 0 and any(one.last == opening - 1 for one in found)


def _unexplained(tokens: Tokens, periods: list[Period]) -> list[Period]:
    """The periods without those that only explain one before them: "in 2018/19 (1 April 2018 to 31 March 2019)"."""
    kept: list[Period] = []
    for period in periods:
        enclosed = tokens.word(period.first - 1) == "(" and tokens.word(period.last + 1) == ")"
        if not (enclosed and kept and kept[-1].last == period.first - 2 and _within(period, kept[-1])):
            kept.append(period)
    return kept


def _within(inner: Period, outer: Period) -> bool:
    """Whether a period that begins and ends with another says the same in other words."""
    if not (inner.first_day and inner.last_day and outer.first_day and outer.last_day):
        return False
    lengths = [(one.last_day - one.first_day).days for one in (inner, outer) if one.first_day and one.last_day]
    return abs(lengths[0] - lengths[1]) <= 1


def _spans(tokens: Tokens, periods: list[Period]) -> list[Period]:
    """Join "from 2012 to 2019", "between 1997 and 2011" to one period where no number stands between."""
    joined: list[Period] = []
    for period in periods:
        last = joined[-1] if joined else None
        single = last is not None and not last.ends and not period.ends
        near = last is not None and last.last + 1 == period.first - 1 - (tokens.word(period.first - 1) == "the")
        if last and single and near and last.first_day and period.last_day:
            opener, joiner = tokens.word(last.first - 1), tokens.word(last.last + 1)
            opener = tokens.word(last.first - 2) if opener == "the" else opener
            if (
                joiner in ("-", "–", "through")
                or (opener, joiner) in _OPENED
                or (joiner == "to" and opener not in _COMPARED_TO)
            ):
                last, period = _in_order(tokens, last, period)
                code = f"{last.code}/{period.code}"
                joined[-1] = replace(
                    last, last=period.last, code=code, last_day=period.last_day, ends=(last, period), fiscal=False
                )
                continue
        joined.append(period)
    return joined


def _in_order(tokens: Tokens, first: Period, last: Period) -> tuple[Period, Period]:
    """The two ends of a span, the one whose year is not said in the year that makes it begin before it ends."""
    if first.first_day is None or last.first_day is None or last.last_day is None or first.first_day <= last.last_day:
        return first, last
    if is_year(tokens.text(last.last)):
        return in_year(first, last.first_day.year - (first.first_day.month > last.last_day.month)), last
    return first, in_year(last, first.first_day.year + (last.first_day.month < first.first_day.month))
