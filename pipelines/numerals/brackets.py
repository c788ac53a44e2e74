"""Brackets by their place: heads and stubs of tables that are nothing else, lists of brackets, criteria of a group.

Belongs here: brackets that are known by where they stand ("Fewer than 10" as a stub) or by what they restrict ("who work
at least ten hours a week"). Does not belong here: brackets that say themselves of what they are (see `dimensions`).
"""

from __future__ import annotations

import re

from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.period import is_year
from pipelines.numerals.scan import Bracket, Scan
from pipelines.numerals.units import CODES, currency_after, currency_before, is_money_sign, scale_at, unit_at
from pipelines.reading.layout import Kind
from pipelines.reading.tokens import Tokens
from pipelines.rules import table, words

_CURRENCY = "|".join(row["words"] for row in table("currencies") if row["place"] == "after" and row["words"].islower())
_MONEY = r"(?:(?:US|A|C|NZ|HK)?[£$€¥₹]\s?|[A-Z]{3}\s|Rs\.?\s?)?"
_NUMBER = r"\d[\d,.]{0,12}(?:[ \u00a0\u2009\u202f]\d{3}){0,3}(?:\s?(?:k|m|bn|thousand|million|billion)\b)?%?"
_BEFORE = (
    r"(?:(?:aged?|ages)\s)?(?:under|over|below|above|less than|fewer than|more than|up to|at least|at most|from|between"
    r"|older than|younger than|[<>≤≥])\s?"
)
_AFTER = r"(?:(?:or|and) (?:more|over|older|above|fewer|less|under|younger|below|upwards?)|\+|plus)"
_JOINER = r"\s?(?:[-–—‑]|to under|to less than|but less than|to|and under|and)\s?"
_UNIT = (
    r"(?:years?(?: of age)?|yrs?|months?|weeks?|days?|hours?|minutes?|employees|persons|people|workers|staff|members|beds"
    rf"|rooms|children|inhabitants|hectares|ha|acres|km|kg|m²|m2|{_CURRENCY})(?: (?:employed|old))?"
)
_ITEM = (
    rf"(?:{_BEFORE})?{_MONEY}{_NUMBER}(?:\s?{_UNIT})?(?P<range>{_JOINER}{_MONEY}{_NUMBER})?"
    rf"(?:\s?{_UNIT})?(?:\s?{_AFTER})?(?:\s{_UNIT})?(?:\s(?:a|per|each) (?:year|month|week|day|hour))?"
)
_WHOLE = re.compile(rf"(?:(?:aged?|ages)\s)?{_ITEM}", re.IGNORECASE)
_OPEN = re.compile(rf"^{_BEFORE}|\s?{_AFTER}(?:\s{_UNIT})?$", re.IGNORECASE)
_ITEMS = re.compile(r"[,;]\s?(?:and |or )?(?!\d{3}\b)|\s(?:and|or)\s(?=\d+[\s–-])", re.IGNORECASE)
_ENCLOSED = re.compile(r"\(([^()]{8,200})\)")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?:{_BEFORE})?{_YEAR}(?:\s?(?:[-–—/]|to|and)\s?(?:{_YEAR}|\d\d))?(?:\s?(?:or|and) (?:before|after|later))?",
    re.IGNORECASE,
)
_SCALE_OF_HEAD = re.compile(
    r"\((?:in )?1[.,\s]?000s?\)|(?:\((?:in )?|\bin |, )1[.,\s]?000(?= [^\W\d]+(?: of [^\W\d]+)?\s*(?:\)|$|;|,))"
)  # a column in thousands
_LONGEST = 60
_LONGEST_AXIS = 200
_FEWEST = 3  # brackets in a list
_CONTEXT = words("brackets_context")
HEDGES = frozenset(("least", "more", "less", "fewer", "most", "over", "under", "above", "below", "up"))
_HEDGE_PARTS = HEDGES | {"at", "than", "to"}
_WHOSE = frozenset(("who", "whose", "working", "unemployed", "employed", "open", "closed", "absent", "resident"))
_SPELLS = words("brackets_spells")
DEALS = words("brackets_deals")
_HAVING = words("dimensions_having")
WORTHS = words("brackets_worths")
_BEFORE_WORTH = HEDGES | words("brackets_before_worths")
_NEAR_WORTH = 5  # tokens from "with" to "capital"
_PERSONS = frozenset(("persons", "people", "employees", "workers", "staff", "children", "members", "hectares"))
LENGTHS = frozenset(("year", "month", "week", "day", "quarter", "hour", "minute", "decade", "yr", "mth"))
_COMPOUND_STOP = frozenset(("old", "olds", "and", "or", "to"))
LENT = words("brackets_lent")
_TENORS = frozenset("1 2 3 4 5 6 7 9 10 12 18 20 24 26 30".split())
_PARTS_OF_TENORS = frozenset("mMyYwW")
_MOST_COMPOUNDS = 8  # "the 1-month, 3-month and 6-month rates"
_REACH = 7  # tokens from "who" to its criterion
_PREVIOUS = frozenset(("preceding", "past", "last", "previous", "next", "following"))


def find_brackets_by_place(scan: Scan) -> None:
    """Mark a head or stub that is nothing but a bracket, "per 100 000", and lists of brackets in parentheses."""
    tokens, text = scan.tokens, scan.sentence.text
    if not tokens.numbers:
        return
    titles = scan.place in ("head", "stub") or scan.sentence.kind in (Kind.HEADING, Kind.CAPTION)
    if titles and len(text) <= _LONGEST and is_bracket(text.strip()):
        scan.mark("dimension", 0, len(tokens) - 1)
        scan.brackets.append(Bracket(0, len(tokens) - 1, " ".join(text.split())))
        return
    if "  " in text and scan.place is None and len(text) <= _LONGEST_AXIS:
        labels = [label for label in re.split(r"\s{2,}|\t|\n", text.strip()) if label]
        if len(labels) >= _FEWEST and all(map(is_bracket, labels)):
            scan.mark("dimension", 0, len(tokens) - 1)  # the labels of an axis: "under 30   30-39   40+"
            return
    if titles and "000" in text and (scaled := _SCALE_OF_HEAD.search(text)):
        for index in tokens.numbers:
            if scaled.start() < tokens.starts[index] < scaled.end():
                scan.mark("dimension", index)
    if scan.place == "stub":
        _mark_terms(scan)
    if len(tokens.numbers) > 2 and "(" in text:
        _mark_lists(scan)


def is_bracket(text: str) -> bool:
    """Whether a text is nothing but the bounds of a bracket: "18–34", "Fewer than 10", "€5,000 and more"."""
    text = text.removeprefix("#").strip()  # a count sign
    match = _WHOLE.fullmatch(text)
    if match is None or _YEARS.fullmatch(text):
        return False
    return match["range"] is not None or _OPEN.search(text) is not None


def _mark_terms(scan: Scan) -> None:
    """ "Government bonds, 10 years", "Interbank rate, 3-month": a stub names a term, it states none."""
    tokens = scan.tokens
    for index in tokens.numbers:
        at = index + 2 if tokens.word(index + 1) in ("-", "‑") else index + 1
        unit = unit_at(tokens, at)
        if unit is not None and unit.kind == "duration":
            scan.mark("dimension", index)


def _mark_lists(scan: Scan) -> None:
    """ "size of firm (fewer than 10, 10–49, 50–249, 250 or more persons employed)"."""
    tokens = scan.tokens
    for match in _ENCLOSED.finditer(scan.sentence.text):
        items = [_WHOLE.fullmatch(item.strip()) for item in _ITEMS.split(match[1])]
        if (
            "%" in match[1]
            or len(items) < _FEWEST
            or not all(items)
            or not any(item and item["range"] for item in items)
        ):
            continue
        inside = [at for at in tokens.numbers if match.start() < tokens.starts[at] < match.end()]
        opening = inside[0] - 1
        while tokens.word(opening) != "(" and opening > 0:
            opening -= 1
        if not _CONTEXT.isdisjoint(tokens.low[max(0, opening - 4) : opening]):
            scan.mark("dimension", inside[0], inside[-1])


def is_criterion(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a number says who or what belongs to a group: "who work at least ten hours", "waits of over 18 weeks"."""
    at = first - 1
    while at >= 0 and (tokens.low[at] in _HEDGE_PARTS or is_money_sign(tokens.texts[at])):
        at -= 1
    hedged = not HEDGES.isdisjoint(tokens.low[at + 1 : first])
    after = tokens.low[last + 1 : last + 5]
    if not hedged:
        return False
    unit = unit_at(tokens, last + 1)
    if unit is not None and unit.kind == "duration":
        who = not _WHOSE.isdisjoint(tokens.low[max(0, at - _REACH + 1) : at + 1])
        lasting = tokens.word(at - 1) in _SPELLS or (
            is_count_noun(tokens.word(at - 1)) or tokens.word(at - 1) == "those"
        )
        return who or (tokens.word(at) == "of" and lasting)
    if after[:2] == ["of", "the"] and after[2:3] and after[2] in _PREVIOUS:
        return tokens.word(at) == "for"  # "for at least six of the preceding 12 months"
    having = tokens.word(at) in _HAVING or tokens.word(at) == "of"
    return having and after[:1] != [] and after[0] in _PERSONS and after[1:2] == ["employed"]


def tenor(scan: Scan, index: int) -> int | None:
    """Mark how long money is lent for: "3m Euribor", "the 3m/6m/12m Treasury bill yields"; not "3m bonds", 3 million."""
    tokens = scan.tokens
    at = index
    while tokens.texts[at] in _TENORS and tokens.glued(at + 1) and tokens.text(at + 1) in _PARTS_OF_TENORS:
        if tokens.word(at + 2) == "/" and tokens.is_number(at + 3):
            at += 3
            continue
        if tokens.word(at + 2) not in LENT or currency_before(tokens, index):
            return None
        scan.mark("dimension", index, at)
        return at
    return None


def is_limit(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a number says how soon something has to be done to count: "seen within 30 days"."""
    unit = unit_at(tokens, last + 1) if tokens.word(first - 1) == "within" else None
    return unit is not None and unit.kind in ("duration", "physical")


def worth_bracket(scan: Scan, index: int) -> int | None:
    """Mark what firms are worth that make a group: "businesses with a capital of 1 billion yen or more"."""
    tokens = scan.tokens
    first = index - 1
    while tokens.word(first) in _BEFORE_WORTH or is_money_sign(tokens.text(first)) or tokens.text(first) in CODES:
        first -= 1
    if tokens.word(first) not in WORTHS:
        return None
    having = next((at for at in range(first - 1, first - _NEAR_WORTH, -1) if tokens.word(at) in ("with", "having")), 0)
    whose = tokens.word(having - 1)
    if not having or not (whose == "those" or (whose.endswith("s") and is_count_noun(whose))):
        return None  # "it ended the year with sales of over €2 million"
    last = _end_of_amount(tokens, index)
    ranged = tokens.word(last + 1) in ("to", "and", "-", "–")
    if ranged:
        number = next((at for at in range(last + 2, last + 6) if tokens.is_number(at)), None)
        last, ranged = (_end_of_amount(tokens, number), True) if number else (last, False)
    if tokens.word(last + 1) in ("or", "and") and tokens.word(last + 2) in ("more", "over", "above", "less", "fewer"):
        last, ranged = last + 2, True
    if not ranged and HEDGES.isdisjoint(tokens.low[first:index]):
        return None
    for at in range(index, last + 1):
        if tokens.is_number(at):
            scan.mark("dimension", at)
    scan.brackets.append(Bracket(first, last, tokens.sentence[tokens.starts[first] : tokens.ends[last]]))
    return last


def _end_of_amount(tokens: Tokens, index: int) -> int:
    """The last token of a number with its scale and currency: "1 billion yen"."""
    scale = scale_at(tokens, index + 1, money=True)
    last = scale.end if scale else index
    money = currency_after(tokens, last + 1)
    return money.end if money else last


def bracket_around(tokens: Tokens, first: int, last: int) -> Bracket:
    """The bracket from the hedge before token `first` to token `last`: "fewer than ten persons employed"."""
    while first > 0 and tokens.low[first - 1] in _HEDGE_PARTS:
        first -= 1
    return Bracket(first, last, " ".join(tokens.sentence[tokens.starts[first] : tokens.ends[last]].split()))


def is_span_compound(tokens: Tokens, last: int) -> bool:
    """Whether a number is part of an adjective that says how long something lasts: "the 12-month rate".

    So is one that others follow: "the 182-day and 364-day bills".
    """
    for _ in range(_MOST_COMPOUNDS):
        further = last + 4
        if tokens.word(last + 2) not in LENGTHS or tokens.word(last + 3) not in ("and", "or", ","):
            break
        further += tokens.word(further) in ("and", "or")
        if not tokens.is_number(further) or tokens.word(further + 1) not in ("-", "‑"):
            break
        last = further
    hyphens = tokens.word(last + 1) in ("-", "‑") and tokens.glued(last + 1) and tokens.glued(last + 2)
    behind = last + 3 if tokens.is_word(last + 3) else last + 4 if tokens.word(last + 3) == "-" else last
    named = tokens.is_word(behind) and behind > last and tokens.word(behind) not in _COMPOUND_STOP
    if hyphens and tokens.word(last + 3) in ("and", "or", ",") and tokens.is_number(last + 4):
        named = is_span_compound(tokens, last + 4)  # "the 182-day and 364-day bills"
    return hyphens and tokens.word(last + 2) in LENGTHS and named


def deal_bracket(scan: Scan, index: int) -> int | None:
    """Mark the bounds of deals: "deals of £50 million to £99 million"; returns the last token."""
    tokens = scan.tokens
    money = currency_before(tokens, index)
    if money is None or tokens.word(money.end - 1) != "of" or tokens.word(money.end - 2) not in DEALS:
        return None
    at = index + 1
    scale = scale_at(tokens, at, money=True)
    at = scale.end + 1 if scale else at
    if tokens.word(at) not in ("to", "-", "–"):
        return None
    at += 1
    while is_money_sign(tokens.text(at)):
        at += 1
    if not tokens.is_number(at) or is_year(tokens.texts[at]):
        return None
    scan.mark("dimension", index, at)
    return at
