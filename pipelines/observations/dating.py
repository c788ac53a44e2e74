"""Which period each quantity of a sentence is of.

Belongs here: resolving the periods of a sentence one against the other, and tying them to its quantities. Does not
belong here: recognising periods (see `numerals`), what is inherited from other sentences (see `slots`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.numerals.period import Period, Relation, is_year, month_period, quarter_period
from pipelines.numerals.scan import Scan
from pipelines.numerals.spans import (
    bare_parts,
    in_year,
    is_month,
    is_stretch,
    is_year_long,
    nearest_part,
    same_month,
    shifted,
    shifted_stretch,
    stretched,
    within_anchor,
)
from pipelines.observations.clauses import Binder, Mention
from pipelines.observations.comparing import (
    compares,
    compares_directly,
    dates_aside,
    is_compared,
    is_of_comparison,
    is_of_member,
    is_same,
    names_same_part,
)
from pipelines.observations.looking_back import looking_back, passage_of
from pipelines.observations.publications import dates_publication
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_COMPARED_TO = frozenset(("compared", "relative", "similar", "close", "prior", "contrast", "relation", "comparison"))
_SKIPPED = words("slots_skipped")
_LEVEL_WORDS = words("slots_level_words")
_NOW = words("dating_now")
_REVIEWED: dict[str, Callable[[Period], bool]] = {
    "reviewed_month": is_month,
    "reviewed_quarter": lambda period: "-Q" in period.code and "/" not in period.code,
    "reviewed_year": lambda period: is_year_long(period) and "/" not in period.code,
    "reviewed_period": lambda period: period.last_day is not None,
}
_LASTING = frozenset(("to_date", "first_months", *_REVIEWED))  # relative periods that a text goes on with
_YEARS = frozenset((len("2020"), len("FY2020")))
_NEAR = 4  # tokens
_YEAR = 366  # days
_SOON_AFTER = 93  # days from the end of a month to that of the month in which it is reported on
_LONGEST_DATELINE = 8  # tokens
_LONGEST_GENITIVE = 5  # tokens from "last year's" to its number
_LONGEST_WHEN = 14  # tokens from ", when" to the number
_LONGEST_LIST = 24  # tokens back from a period over the numbers that it dates
_EXTREMES = words("dating_extremes")
_FIGURES = frozenset(("figure", "level", "total", "average", "value", "number", "result", "estimate", "figures"))
_APOSTROPHES = frozenset("'’")
_EDITIONS = frozenset(("survey", "census", "edition", "wave", "round"))
_EARLIER = frozenset(("previous", "preceding", "prior", "before", "earlier", "ago", "last"))
_EXPECTED = frozenset(("expected", "forecast", "projected", "will", "would", "should", "likely", "set"))
_OPENING = frozenset(("", ",", ";", ":", "and", "but", "(", "which"))
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
    found: list[Period] = []
    before = anchor
    undated = bare_parts(tokens, scan.periods)
    swallowed = {part.last + 2 for part in undated if part.code}  # the year of "the first and second quarters of 2016"
    stated = [period for period in scan.periods if period.first not in swallowed and not _is_dateline(tokens, period)]
    stated, undated = ([one for one in part if not dates_publication(tokens, one)] for part in (stated, undated))
    starts = [period.first for period in stated]
    backwards = looking_back(tokens)
    kept = anchor
    for period in sorted([*stated, *undated], key=lambda p: p.first):
        own = anchor is not before
        base, ahead = anchor if own else _reference(period, anchor, reference, far=far), None
        if period.relation is not None and tokens.word(period.first) == "last":
            base = reference or edition or base  # "last year" is said of the day of writing
        year_is_said = own and anchor is not None and (anchor.last > anchor.first or len(anchor.code) == len("2020"))
        if base is None and period.part:
            place = bisect_right(starts, period.last)
            base = ahead = next((one for one in stated[place : place + _NEAR] if one.first_day), None)
            reference = reference or base
        if ahead is not None and not is_year_long(ahead):
            resolved = _before(tokens, period, ahead)
        elif period.relation and period.relation.unit in _REVIEWED:
            resolved = _under_review(period, _just_before(anchor, reviewed), reviewed, anchor)
        else:
            resolved = _resolve(tokens, period, base, latest=None if year_is_said else reference or base)
        if resolved is None:
            continue
        if period.part and year_is_said:
            resolved = _not_to_come(tokens, resolved, anchor, reference)
        if period.part and own and anchor and passage_of(backwards, anchor.first):
            resolved = _not_before(resolved, anchor)
        found.append(resolved)
        based = tokens.word(resolved.last + 1) == "="
        of_itself = period.relation is None or period.relation.unit in _LASTING
        lasting = of_itself and resolved.first_day and not based and not compares(tokens, resolved)
        lasting = lasting and not is_of_member(tokens, resolved) and not is_of_comparison(tokens, resolved.first)
        lasting = lasting and not ((base or reference or edition) and dates_aside(tokens, resolved))
        if lasting and not is_to_come(resolved, reference) and not _explains(tokens, resolved, found):
            looks_back = passage_of(backwards, resolved.first) is not None
            if not (looks_back and is_year_long(resolved) and (base or reference or edition)):
                anchor = resolved
            kept = kept if looks_back and (kept or reference or edition) else resolved
    anchor = kept
    found += _same_month(tokens, before if not found else anchor)
    return _unexplained(tokens, sorted(_spans(tokens, found), key=lambda p: p.first)), anchor


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


_BETWEEN = words("dating_between")
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
            if joiner in ("-", "–") or (opener, joiner) in _OPENED or (joiner == "to" and opener not in _COMPARED_TO):
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


def _period_mention(tokens: Tokens, period: Period) -> Mention:
    at = period.first - 1
    while tokens.word(at) in _SKIPPED:
        at -= 1
    span = "/" in period.code and len(period.code) > len("2018/19") and not is_stretch(period)
    behind = period.last + (
        3 if tokens.word(period.last + 1) in _APOSTROPHES and tokens.word(period.last + 2) == "s" else 1
    )
    named = (
        tokens.word(behind) in _EXTREMES and tokens.word(behind + 1) == "of"
    )  # "its 2009 peak of 156", "2011's peak of"
    compares = compares_directly(tokens, period) and not span and not named
    cited = is_of_member(tokens, period)
    levels = tokens.word(period.last + 1) in _LEVEL_WORDS or tokens.word(at) in _LEVEL_WORDS
    levels = levels and not _is_in_edition(tokens, at) and not _is_of_edition(tokens, period)
    levels = levels and tokens.word(period.last + 1) not in _EDITIONS
    levels = levels or tokens.word(period.last + 1) == "="
    titled = (
        tokens.word(period.first - 1) == "the" and tokens.text(period.last + 1)[:1].isupper() and len(period.code) == 4
    )
    return Mention(period.first, period.last, period.code, tied=not (compares or cited or levels or titled))


def _is_in_edition(tokens: Tokens, at: int) -> bool:
    """Whether "in the survey of 2016" dates what follows: the word at `at` is an edition that "in" stands before."""
    leads = at <= 1 or "in" in tokens.low[max(0, at - 5) : at]  # "The survey of 2016 asked ..."
    return tokens.word(at) in _EDITIONS and leads


def _is_of_edition(tokens: Tokens, period: Period) -> bool:
    """Whether a year is that of those who are measured: "34% of 2023 survey respondents"."""
    return tokens.word(period.first - 1) in ("of", "among") and tokens.word(period.last + 1) in _EDITIONS


def is_aside(tokens: Tokens, period: Period) -> bool:
    """Whether a period before the one spoken of dates only the last number before it: "withdrawn in the previous year"."""
    at = period.first - 1
    while tokens.word(at) in ("the", "end", "of", "year", "-"):
        at -= 1
    told = tokens.word(at) == "by" and any(tokens.is_number(k) for k in range(max(0, at - _NEAR), at))
    if told and not _EXPECTED.isdisjoint(tokens.low[max(0, at - _LONGEST_LIST) : at]):
        return True  # "expected to reach 9% by the end of 2013"
    opens = tokens.word(period.first - 2) in _OPENING or tokens.word(period.first - 1) in _OPENING
    named = is_year(tokens.text(period.last))  # "in the last quarter of 2014"
    return not opens and not named and not _EARLIER.isdisjoint(tokens.low[period.first : period.last + 1])


def tie_periods(
    tokens: Tokens, quantities: Sequence[Quantity], periods: Sequence[Period], clauses: Sequence[int]
) -> list[Period | None]:
    """The period that the sentence states for each of its quantities, in their order.

    A passage that looks back has periods and quantities of its own.
    """
    passages = looking_back(tokens)
    within = [passage_of(passages, quantity.first) for quantity in quantities]
    ofs = [passage_of(passages, period.first) for period in periods]
    dated = [span for span in passages if span in within and span in ofs]
    if not dated:
        return _tied(tokens, quantities, periods, clauses)
    found: list[Period | None] = [None] * len(quantities)
    for span in (None, *dated):
        places = [at for at, own in enumerate(within) if (own if own in dated else None) == span]
        own_periods = [one for one, own in zip(periods, ofs, strict=True) if (own if own in dated else None) == span]
        ties = _tied(tokens, [quantities[at] for at in places], own_periods, clauses)
        for at, period in zip(places, ties, strict=True):
            found[at] = period
    return found


def _tied(
    tokens: Tokens, quantities: Sequence[Quantity], periods: Sequence[Period], clauses: Sequence[int]
) -> list[Period | None]:
    """The period of each quantity, where none of them looks back."""
    if not periods:
        return [None] * len(quantities)
    heading = {
        **_opened(tokens, quantities, periods),
        **_headed(tokens, quantities, periods),
        **_compared(tokens, quantities, periods),
    }
    rest = [period for period in periods if period.first not in {one.first for one in heading.values()}]
    mentions = [_period_mention(tokens, period) for period in rest]
    by_first = {period.first: period for period in rest}
    binder = Binder(tokens, quantities, mentions, clauses) if mentions else None
    begins = [quantity.begin for quantity in quantities]
    taken = _of_compared(tokens, quantities, binder) if binder else set()
    found: list[Period | None] = []
    for quantity in quantities:
        if quantity.measure == "base":
            found.append(_base_period(quantity, periods))
            continue
        period = heading.get(id(quantity))
        if _is_today(tokens, quantity):
            found.append(None)
            continue
        if period is None and binder:
            tie = binder.mention_of(quantity)
            if tie and not tie[1] and clauses[tie[0].first] != clauses[quantity.first]:
                tie = (_main(tokens, mentions, by_first) or tie[0], False)
            if tie and not tie[1] and tie[0].first in taken and tie[0].first > quantity.end:
                tie = None
            period = by_first[tie[0].first] if tie else None
            if period and tie and not tie[1] and is_aside(tokens, period):
                last = bisect_left(begins, period.first) - 1  # only the last number before it is of it
                if last < 0 or quantities[last] is not quantity:
                    main = _main(tokens, [one for one in mentions if one.last < quantity.begin], by_first)
                    period = by_first[main.first] if main and not is_aside(tokens, by_first[main.first]) else None
        found.append(_dated(quantity, period) if period else None)
    return _all_of_one(tokens, quantities, found, [mention for mention in mentions if mention.tied], by_first)


def _of_compared(tokens: Tokens, quantities: Sequence[Quantity], binder: Binder) -> set[int]:
    """The first tokens of the dates right behind numbers that are compared with: "74% compared to 67% in 2015"."""
    ties = (binder.mention_of(quantity) for quantity in quantities if is_compared(tokens, quantity))
    return {tie[0].first for tie in ties if tie and tie[1]}


def _opened(tokens: Tokens, quantities: Sequence[Quantity], periods: Sequence[Period]) -> dict[int, Period]:
    """ "Compared with 2019 it went down from 24 to 21": what opens a sentence as compared dates the level behind "from"."""
    if tokens.low[:2] not in (["compared", "with"], ["compared", "to"]) or not periods or periods[0].first > _NEAR:
        return {}
    level = next((one for one in quantities if one.preposition == "from" and one.measure == "level"), None)
    return {id(level): periods[0]} if level is not None else {}


def _main(tokens: Tokens, mentions: Sequence[Mention], by_first: dict[int, Period]) -> Mention | None:
    """The mention that a sentence is about: the first that only dates something."""
    return next((one for one in mentions if one.tied and not compares(tokens, by_first[one.first])), None)


def _compared(tokens: Tokens, quantities: Sequence[Quantity], periods: Sequence[Period]) -> dict[int, Period]:
    """Numbers that are compared with, and the period right behind each, which is of no other number ("from 42% in 2022")."""
    found: dict[int, Period] = {}
    ends = [quantity.end for quantity in quantities]
    for period in periods:
        place = bisect_left(ends, period.first) - 1
        if place < 0:
            continue
        beside = place > 0 and quantities[place - 1].end == quantities[place].begin - 2
        beside = beside and (quantities[place].enclosed or tokens.word(quantities[place].begin - 1) == "of")
        gap = tokens.low[quantities[place].end + 1 : period.first]
        if not is_compared(tokens, quantities[place - beside]):
            continue
        gap = gap[1:] if beside and gap[:1] == [")"] else gap
        if len(gap) <= _NEAR and all(word in _BETWEEN or word in ("during", "at", "for", "as") for word in gap):
            found |= {id(one): period for one in quantities[place - beside : place + 1]}
    return found


def _is_today(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is said of today ("from 22% today", "today 25% do"), which no date of the text names."""
    near = (quantity.begin - 1, quantity.end + 1)
    return any(tokens.word(at) in _NOW for at in near)


def _headed(tokens: Tokens, quantities: Sequence[Quantity], periods: Sequence[Period]) -> dict[int, Period]:
    """Quantities right behind their period: "(2019: 5.1%)", "Compared with 2010 (4%)", "on 2016, when it was 57%"."""
    found: dict[int, Period] = {}
    begins = [quantity.begin for quantity in quantities]
    for period in periods:
        place = bisect_left(begins, period.last + 1)
        if place >= len(quantities):
            break
        quantity = quantities[place]
        gap = tokens.low[period.last + 1 : quantity.begin]
        opens = period.first - 1 - (tokens.word(period.first - 1) in ("in", "for"))
        colon = gap == [":"] and tokens.word(opens) in ("(", ";", ",", "", "[")
        bracket = gap == ["("] and tokens.word(quantity.end + 1) in (")", ",", ";")
        clause = gap[1:] if gap[:1] == [","] else gap
        when = clause[:1] == ["when"] or (gap[:3] == [",", "in", "which"] and len(gap) <= 8)
        when = when and len(gap) <= _LONGEST_WHEN and "," not in clause
        if colon or bracket or when or _is_owned(tokens, period, quantity):
            found[id(quantity)] = period
    return found


def _is_owned(tokens: Tokens, period: Period, quantity: Quantity) -> bool:
    """Whether a number is that of a genitive before it: "more than the preceding year's fall of 3 million"."""
    gap = tokens.low[period.last + 1 : quantity.begin]
    if len(gap) == 2 and gap[0] in _FIGURES and gap[1] == "of":
        return True  # "the first quarter 2018 figure of 6,296"
    if not tokens.low[period.last].endswith(("'s", "’s")):
        return False
    places = range(period.last + 1, quantity.begin)
    return len(places) <= _LONGEST_GENITIVE and all(tokens.is_word(at) for at in places)


def _all_of_one(
    tokens: Tokens,
    quantities: Sequence[Quantity],
    found: list[Period | None],
    tied: list[Mention],
    by_first: dict[int, Period],
) -> list[Period | None]:
    """The only date of a sentence, but for those in brackets, holds for all its quantities but those compared with."""
    main = [one for one in tied if not dates_aside(tokens, by_first[one.first])] if len(tied) > 1 else tied
    period = by_first[main[0].first] if len(main) == 1 else None
    if period is None or is_aside(tokens, period) or ("/" in period.code and not _is_one_year(period)):
        return found
    owner = next((one for one, own in zip(quantities, found, strict=True) if own and own.first == period.first), None)
    enclosed = owner is not None and owner.enclosed and tokens.word(period.last + 1) == ")"
    if owner is not None and (is_compared(tokens, owner) or enclosed or dates_aside(tokens, period)):
        return found
    return [
        _dated(quantity, period)
        if own is None
        and quantity.measure != "base"
        and not is_compared(tokens, quantity)
        and not _is_today(tokens, quantity)
        else own
        for quantity, own in zip(quantities, found, strict=True)
    ]


def _is_one_year(period: Period) -> bool:
    """Whether a span of months is a year, as "the year ending in March" is."""
    if period.ends is None or period.first_day is None or period.last_day is None:
        return False
    return is_month(period.ends[1]) and is_year_long(period) and (period.last_day - period.first_day).days <= _YEAR


def _dated(quantity: Quantity, period: Period) -> Period:
    """The month alone for a rate of change over the year that ends with it ("rose 2.1% in the twelve months to May")."""
    rate = quantity.measure == "change" and quantity.kind == "share"
    if not rate or period.ends is None:
        return period
    return period.ends[1] if _is_one_year(period) else period


def level_period(quantity: Quantity, period: Period) -> Period:
    """The end of a span of years for a level ("grew 1.7% a year from 2010 to 2015. Luzon had 57% of the people")."""
    years = period.ends is not None and all(len(end.code) == 4 for end in period.ends)
    return period.ends[1] if years and period.ends and quantity.measure == "level" else period


def _base_period(quantity: Quantity, periods: Sequence[Period]) -> Period | None:
    """The period of an index base: "a score of 100 representing the 2000 level", "2010 = 100"."""
    near = [
        period for period in periods if abs(period.first - quantity.end) <= 5 or abs(quantity.begin - period.last) <= 2
    ]
    after = [period for period in near if period.first > quantity.end]
    return next(iter(after or near), None)
