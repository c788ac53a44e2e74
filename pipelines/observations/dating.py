"""Which period each quantity of a sentence is of.

Belongs here: tying the periods of a sentence to its quantities. Does not belong here: the periods themselves (see
`resolving`), what is inherited from other sentences (see `slots`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.numerals.period import Period, is_year
from pipelines.numerals.spans import (
    is_month,
    is_stretch,
    is_year_long,
)
from pipelines.observations.clauses import Binder, Mention
from pipelines.observations.comparing import (
    compares,
    compares_directly,
    dates_aside,
    is_compared,
    is_of_member,
)
from pipelines.observations.ends_of_spans import are_adjacent
from pipelines.observations.looking_back import looking_back, passage_of
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_SKIPPED = words("slots_skipped")
_BETWEEN = words("dating_between")
_LEVEL_WORDS = words("slots_level_words")
_NOW = words("dating_now")
_NEAR = 4  # tokens
_YEAR = 366  # days
_LONGEST_GENITIVE = 5  # tokens from "last year's" to its number
_LONGEST_WHEN = 14  # tokens from ", when" to the number
_LONGEST_LIST = 24  # tokens back from a period over the numbers that it dates
_EXTREMES = words("dating_extremes")
_FIGURES = frozenset(
    ("figure", "level", "total", "average", "value", "number", "result", "estimate", "figures", "rate")
)
_APOSTROPHES = frozenset("'’")
_EDITIONS = frozenset(("survey", "census", "edition", "wave", "round"))
_EARLIER = frozenset(("previous", "preceding", "prior", "before", "earlier", "ago", "last"))
_EXPECTED = frozenset(("expected", "forecast", "projected", "will", "would", "should", "likely", "set"))
_OPENING = frozenset(("", ",", ";", ":", "and", "but", "(", "which"))


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
    levels = levels and tokens.word(period.last + 1) not in _EDITIONS and not _opens_clause(tokens, period)
    levels = levels or tokens.word(period.last + 1) == "="
    titled = (
        tokens.word(period.first - 1) == "the" and tokens.text(period.last + 1)[:1].isupper() and len(period.code) == 4
    )
    return Mention(period.first, period.last, period.code, tied=not (compares or cited or levels or titled))


def _opens_clause(tokens: Tokens, period: Period) -> bool:
    """Whether what stands behind a date is the subject: "In 2016 prices rose", not "exports at 2016 prices rose"."""
    opens = tokens.word(period.first - 1) == "in" and tokens.word(period.first - 2) in _OPENING
    verb = tokens.word(period.last + 2)
    return opens and (verb in CHANGE_VERBS or verb in ("was", "were", "had", "have", "has"))


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
    dated = [span for span in passages if span in ofs]
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
    over = any(tokens.word(one.first - 1) == "over" and is_year(one.value) for one in mentions)  # "3% over 2024"
    binder = Binder(tokens, quantities, mentions, clauses, frozenset(("over",) if over else ())) if mentions else None
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
            if tie is None and not is_compared(tokens, quantity) and quantity.preposition not in ("from", "to"):
                period = _gone_on_with(tokens, quantities, found)
            if period and tie and not tie[1] and is_aside(tokens, period):
                last = bisect_left(begins, period.first) - 1  # only the last number before it is of it
                if last < 0 or quantities[last] is not quantity:
                    main = _main(tokens, [one for one in mentions if one.last < quantity.begin], by_first)
                    period = by_first[main.first] if main and not is_aside(tokens, by_first[main.first]) else None
        found.append(_dated(quantity, period) if period else None)
    return _all_of_one(tokens, quantities, found, [mention for mention in mentions if mention.tied], by_first)


def _gone_on_with(tokens: Tokens, quantities: Sequence[Quantity], found: Sequence[Period | None]) -> Period | None:
    """The date of the last number before that none is compared with: "rose 9% in Q2, but was 6% lower than in Q1"."""
    if "respectively" in tokens.words:
        return None
    before = zip(reversed(quantities[: len(found)]), reversed(found), strict=True)
    own = (one for quantity, one in before if one and not quantity.enclosed and not is_compared(tokens, quantity))
    period = next((one for one in own if not compares(tokens, one)), None)
    if period is None or is_aside(tokens, period) or dates_aside(tokens, period):
        return None
    return None if tokens.word(period.first - 1) in ("(", "[") else period


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
        and ";" not in tokens.low[quantity.end : period.first]  # "The share was 59%; it was 61% in 2015"
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
    if not is_stretch(period) and is_month(period.ends[0]) and are_adjacent(period.ends):
        return period.ends[1]  # "fell 0.7% from April to May"
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
