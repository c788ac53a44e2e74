"""Dates that only say when something was measured that is compared with: "since 2003", "than in May", "the level of 2011".

Belongs here: telling such dates, and the numbers that are compared with, from those that a sentence is about. Does not
belong here: which number a date belongs to (see `dating`).
"""

from __future__ import annotations

from pipelines.numerals.period import MONTHS, Period, is_year
from pipelines.numerals.spans import is_stretch
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_VERBS = words("indicators_verbs")
_COMPARING = words("slots_comparing")
_COMPARED_TO = frozenset(("compared", "relative", "similar", "close", "prior", "contrast", "relation", "comparison"))
_SKIPPED = words("slots_skipped")
_SAME = words("spans_same")
_PARTS = frozenset(("period", "month", "quarter", "half", "year"))
_NEAR_BRACKET = 14  # tokens from a bracket to a date in it
_LONGEST_COMPARISON = 14  # tokens from "compared" to a date
_ENDS_OF_COMPARISON = frozenset((",", ";", ":", "to", "while", "but", "whereas"))
_JOINING = frozenset(("to", "until", "-", "–"))
_EXPECTED = frozenset(("expected", "forecast", "forecasts", "projected", "projection", "projections", "outlook"))
_ADDED = frozenset(("from", "against", "versus"))  # what lists of compared numbers stand behind
_DATING = frozenset(("in", "for", "at", "during", "on"))  # "reported for May" is no verb of its own
_LONGEST_SINCE = 12  # tokens from "since" to a date
_LONGEST_THAN = 10  # tokens from "than" to a date
_LONGEST_NOUN = 6  # tokens of "a net purchase of"
_LONGEST_LIST = 24  # tokens back from a period over the numbers that it dates
_EXTREMES = words("dating_extremes")
_THAN = words("dating_than")
_BACK = frozenset(("earlier", "ago", "before", "previously"))
_MATCHING = frozenset(("exceeded", "exceeds", "exceeding", "matched", "surpassed", "surpassing", "equalled", "topped"))
_ARTICLES = frozenset(("the", "a", "an"))
_OWNERS = frozenset(("the", "its", "their", "our"))
_MOVED = words("looking_back_moves") | {"more", "less", "fewer", "higher", "lower", "up", "down"}
_NEAR_CHANGE = 5  # tokens from a change to "on"
_COMPARED_VALUES = ("from", "than", "with", "against", "versus", "after")
_BETWEEN = words("dating_between")
_DATED = _BETWEEN | {",", "and", "or"}


def names_same_part(tokens: Tokens, period: Period) -> bool:
    """Whether "the same month of" stands before a year, or opens a period."""
    return any(is_same(tokens, at) for at in range(max(0, period.first - 4), period.last))


def is_same(tokens: Tokens, at: int) -> bool:
    """Whether a word says "the same", as "like" does in "the like period"."""
    return tokens.low[at] in _SAME or (tokens.low[at] == "like" and tokens.word(at + 1) in _PARTS)


def compares(tokens: Tokens, period: Period) -> bool:
    """Whether a period dates something to compare with ("from 150.8 in 2008", "since 2011", "up 4 points on 2016")."""
    at = period.first - 1
    while at > period.first - _LONGEST_LIST and at >= 0 and (tokens.word(at) in _DATED or tokens.is_number(at)):
        at -= 1
    compared = tokens.word(at) in _COMPARED_VALUES or _is_compared_to(tokens, at)
    compared = compared and not (at == period.first - 1 and _is_from_to(tokens, period))
    return compared or compares_directly(tokens, period) or names_same_part(tokens, period)


def is_of_comparison(tokens: Tokens, period: Period) -> bool:
    """Whether a date is that of what is compared with: "compared with a deficit of 5.8 billion in the third quarter"."""
    told, first = False, period.first
    if _is_from_to(tokens, period):
        return False
    for at in range(first - 1, max(-1, first - _LONGEST_COMPARISON), -1):
        word = tokens.low[at]
        if word in ("compared", "against", "versus", "from", "than") or _is_compared_to(tokens, at):
            return word != "from" or not told  # "flows from firms reached 4 billion in 2018"
        if word in _ENDS_OF_COMPARISON:
            return False
        told = told or word in CHANGE_VERBS or (word in _VERBS and tokens.word(at + 1) not in _DATING)
    return False


def is_of_member(tokens: Tokens, period: Period) -> bool:
    """Whether a date in brackets is only that of the name before it: "Denmark, Sweden (in 2012) and Norway"."""
    opening = period.first - 1 if tokens.word(period.first - 1) == "(" else period.first - 2
    placed = opening == period.first - 1 or tokens.word(period.first - 1) in ("in", "for", "from")
    named = tokens.text(opening - 1) in ('"', "”", ",") or tokens.text(opening - 1)[:1].isupper()
    return tokens.word(opening) == "(" and placed and named and tokens.word(period.last + 1) == ")"


def dates_aside(tokens: Tokens, period: Period) -> bool:
    """Whether a date stands in brackets with the number that it dates: "over a quarter (27%; 26% in 2016) said"."""
    opening = next((at for at in range(period.first - 1, max(-1, period.first - _NEAR_BRACKET), -1)
                    if tokens.low[at] in "()"), -1)  # fmt: skip
    if opening < 0 or tokens.low[opening] != "(":
        return False
    behind = range(period.last + 1, min(len(tokens), period.last + _NEAR_BRACKET))
    closing = next((at for at in behind if tokens.low[at] == ")"), None)
    if closing is None:
        return False
    return any(tokens.is_number(at) for at in (*range(opening, period.first), *range(period.last + 1, closing)))


def _is_measured_against(tokens: Tokens, at: int) -> bool:
    """Whether "than" leads to a date over words that only refer: "lower than it was in 2016", "above its level of 2011"."""
    nearest = max(0, at - _LONGEST_THAN)
    while at >= nearest and tokens.word(at) in _THAN:
        at -= 1
    ahead = tokens.low[max(0, at - 3) : at]
    alike = tokens.word(at) == "as" and ("as" in ahead or ahead[-1:] == ["same"])  # "as low as it was in 1987"
    compared = _is_compared_to(tokens, at) or tokens.low[max(0, at - 1) : at + 1] == ["compared", "with"]
    return alike or compared or tokens.word(at) in ("than", "above", "below") or _is_change_on(tokens, at)


def _is_change_on(tokens: Tokens, at: int) -> bool:
    """Whether "on" leads to what a change is measured by: "8% up on the budget for 2023"; not "rose 8% on average"."""
    if tokens.word(at) != "on" or tokens.word(at + 1) not in _OWNERS:
        return False
    ahead = range(max(0, at - _NEAR_CHANGE), at)
    told = any(tokens.low[k] in _MOVED or tokens.low[k] in CHANGE_VERBS for k in range(max(0, at - _LONGEST_LIST), at))
    return told and any(tokens.is_number(k) for k in ahead)


def _is_since(tokens: Tokens, first: int) -> bool:
    """Whether a date is that of a beginning: "the lowest since the office began to count in 1987"."""
    told = False
    for at in range(first - 1, max(-1, first - _LONGEST_SINCE), -1):
        word = tokens.low[at]
        if word == "since":
            return told
        if not tokens.is_word(at):
            return False
        told = told or word.endswith("ed") or word in ("began", "was", "were")
    return False


def _is_compared_to(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) == "to" and tokens.word(at - 1) in _COMPARED_TO


def compares_directly(tokens: Tokens, period: Period) -> bool:
    """Whether the words right before a period say that it dates something to compare with ("since", "compared to the")."""
    at = period.first - 1
    while tokens.word(at) in _SKIPPED:
        at -= 1
    word = tokens.word(at)
    explains = (tokens.word(at - 1) if word == "(" else word) in _BACK  # "a decade earlier (2007)", "... in 2007"
    beside = "on" in (tokens.word(period.first - 1), tokens.word(period.first - 2))
    on = word == "on" and beside and len(period.code) != len("2020-01-01")
    against = _is_compared_to(tokens, at) or _is_measured_against(tokens, at) or _is_since(tokens, period.first)
    against = against or (word in ("that", "those") and tokens.word(at - 1) in _MATCHING)  # "exceeded that of 2011"
    lasting = (word == "over" and is_stretch(period)) or _is_from_to(tokens, period)
    lasting = lasting or (
        word == "over" and "to" in tokens.low[period.first : period.last]
    )  # "the year to December 2019"
    listed = tokens.word(period.last + 1) == "and" and is_year(tokens.text(period.last + 2))
    lasting = lasting or (word == "over" and not listed and not _EXPECTED.isdisjoint(tokens.words))
    return (word in _COMPARING and not lasting) or explains or on or against


def _is_from_to(tokens: Tokens, period: Period) -> bool:
    """Whether a stretch is said by its ends: "from January to September 2021"."""
    joined = not _JOINING.isdisjoint(tokens.low[period.first + 1 : period.first + 2])
    return tokens.word(period.first - 1) == "from" and joined and period.ends is not None


def is_compared_with(tokens: Tokens, period: Period) -> bool:
    """Whether a period only dates what is compared with ("since 2003", "than in May"), which is no span of time."""
    return ("/" not in period.code or is_stretch(period)) and compares_directly(tokens, period)


def is_compared(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is one that others are compared with ("against 31%", "a peak of £193 billion")."""
    before = quantity.begin - 1
    while tokens.word(before) in _ARTICLES or tokens.word(before) in ("revised", "initial", "preliminary"):
        before -= 1
    if quantity.preposition in _COMPARED_VALUES or tokens.word(before) in _COMPARED_VALUES:
        return True
    if tokens.word(before) == "of" and tokens.is_number(before - 1):
        before -= 2  # "compared to 11 of 20"
    if (
        tokens.word(before) in _COMPARED_VALUES
        or _is_compared_to(tokens, before)
        or _is_of_compared_noun(tokens, before)
    ):
        return True
    if tokens.word(quantity.begin - 1) in ("and", ","):
        return _is_in_compared_list(tokens, quantity.begin - 1)
    return tokens.word(quantity.begin - 1) == "of" and tokens.word(quantity.begin - 2) in _EXTREMES


def is_bare_compared(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a level is compared with, and nothing says of whom it is: "placed 207.9 million, compared with 214.0"."""
    at = quantity.begin - 1
    compared = tokens.word(at) == "with" and tokens.word(at - 1) == "compared"
    compared = compared or _is_compared_to(tokens, at) or tokens.word(at) in ("against", "versus")
    ends = quantity.end + 1 >= len(tokens) or tokens.low[quantity.end + 1] in (".", ";")
    return compared and ends and quantity.measure == "level" and quantity.kind not in ("share", "multiple")


def _is_in_compared_list(tokens: Tokens, joiner: int) -> bool:
    """Whether a number is added to others that are compared with: the last of "up from 62% in 2018 and 55% in 2010"."""
    at, dated = joiner, 0
    while at > joiner - _LONGEST_LIST and _is_in_dated_list(tokens, at):
        dated += tokens.is_number(at) or tokens.low[at] in MONTHS or tokens.low[at] in _PARTS
        at -= 1
    return dated > 1 and (tokens.word(at) in _ADDED or tokens.low[max(0, at - 1) : at + 1] == ["compared", "with"])


def _is_of_compared_noun(tokens: Tokens, before: int) -> bool:
    """Whether "of" belongs to what is compared with: "against a net purchase of", "below the revised May estimate of"."""
    if tokens.word(before) != "of":
        return False
    for at in range(before - 1, max(-1, before - _LONGEST_NOUN), -1):
        if tokens.word(at) in _ARTICLES:
            compared = tokens.low[at - 2 : at] == ["compared", "with"] or _is_compared_to(tokens, at - 1)
            dated = not MONTHS.keys().isdisjoint(tokens.low[at:before]) and tokens.word(at - 1) in ("above", "below")
            return compared or dated or tokens.word(at - 1) in ("from", "than", "against", "versus", "vis")
        if not tokens.is_word(at) and not is_year(tokens.texts[at]):
            return False
    return False


def _is_in_dated_list(tokens: Tokens, at: int) -> bool:
    """Whether a token may belong to a number with its date, of several: "3.9% in the year to July"."""
    word = tokens.word(at)
    until = word == "to" and tokens.word(at + 1) in MONTHS
    back = word in _BACK or word in _ARTICLES or word in ("previous", "preceding", "prior")
    return until or back or word in _DATED or word in MONTHS or word in _PARTS or tokens.is_number(at)
