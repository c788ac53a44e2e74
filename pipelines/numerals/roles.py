"""The role of each numeral of a sentence: what is a period, a reference, a name ... and what is left to be observed.

Belongs here: the order in which the recognisers have their say, and number words that only count a list. Does not
belong here: the recognisers themselves.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pipelines.numerals.amounts import (
    NUMBER_WORDS,
    Amount,
    digits_amount,
    ratio_amount,
    scientific_amount,
    words_amount,
)
from pipelines.numerals.dimensions import find_dimensions, is_size_bracket
from pipelines.numerals.names import find_names
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.periods import PeriodFinder
from pipelines.numerals.references import find_references
from pipelines.numerals.scan import Bracket, Habits, Scan
from pipelines.numerals.spans import relative_periods
from pipelines.numerals.units import currency_after, scale_at, unit_at
from pipelines.reading.layout import Kind, Sentence
from pipelines.reading.tables import is_value
from pipelines.reading.tokens import NUMBER, Tokens, split_glued, tokenize
from pipelines.rules import table, words

ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_MEMBERS = words("roles_members")
_HOLDING = words("roles_holding")
_PARTS_OF_HOUSEHOLDS = words("roles_parts_of_households")
_LIST_REACH = 60  # tokens from a count to the colon before its list
_FIRST_ITEM = re.compile(r"\([1ai]\)")
NUMBERS_IN_WORDS = frozenset((*NUMBER_WORDS, *ORDINALS))  # what makes a sentence without digits worth reading
_QUANTIFIERS = NUMBERS_IN_WORDS | {"a", "an"}
_RANKED = words("roles_ranked")
_LISTED = frozenset(row["word"] for row in table("listed_nouns"))
_POINTING = words("roles_pointing")
_CLOSED_CLASS = words("roles_closed_class")
_HEDGES_BEFORE_COUNT = words("roles_hedges_before_count")


def scan_sentence(
    sentence: Sentence, habits: Habits, *, aged: bool = False, place: str | None = None, noted: bool = False
) -> Scan:
    """Read the numerals of a sentence.

    `aged` says that its paragraph speaks of ages, `place` is the place of a cell in its table, `noted` says that a
    footnote mark stands in it.
    """
    value = place == "body" and is_value(sentence.text)
    tokens = split_glued(tokenize(sentence.text, spaced=habits.spaced or value), comma=habits.comma)
    scan = Scan(sentence, tokens, habits, aged, place=place, noted=noted)
    if place == "counter":
        scan.mark("enumerator", 0, len(tokens) - 1)
    if value:
        _find_value(scan)
        return scan
    if sentence.kind is Kind.AXIS:
        scan.mark("axis", 0, len(tokens) - 1)
        return scan
    _find_dates(scan)
    find_references(scan)
    _find_early_dimensions(scan)
    _find_periods(scan)
    find_dimensions(scan)
    find_names(scan)
    _find_amounts(scan)
    return scan


def _find_value(scan: Scan) -> None:
    """The number of a cell that holds nothing else: an amount, whatever it looks like, or a date in full."""
    _find_dates(scan)
    _find_amounts(scan)


def _find_dates(scan: Scan) -> None:
    """Dates in digits go first: their parts look like references and telephone numbers."""
    finder = PeriodFinder(scan.tokens, scan.habits.fiscal_year_start)
    for index in scan.tokens.numbers:
        period = finder.date_at(index) if index not in scan.roles else None
        if period:
            scan.mark("period", period.first, period.last)
            scan.periods.append(period)


def _find_early_dimensions(scan: Scan) -> None:
    """In a table, a stub such as "16-24" or "75+" is a bracket."""
    tokens = scan.tokens
    if scan.place != "stub" or not tokens or not tokens.is_number(0):
        return
    if is_size_bracket(tokens):
        scan.mark("dimension", 0, 2 if tokens.is_number(2) else 0)
        scan.brackets.append(Bracket(0, 2, tokens.sentence[: tokens.ends[2]]))
        return
    digits = all(
        text.isdecimal() and int(text) <= 120 for text in tokens.texts if text[0].isdecimal() and len(text) < 4
    )
    joined = (
        tokens.word(1) in ("-", "–", "to")
        and tokens.is_number(2)
        and len(tokens.texts[0]) <= 2
        and len(tokens.texts[2]) <= 2
    )
    if digits and (joined or tokens.word(1) == "+"):
        scan.mark("dimension", 0, 2 if joined else 0)
        scan.brackets.append(Bracket(0, len(tokens) - 1, tokens.sentence))


def _find_periods(scan: Scan) -> None:
    tokens = scan.tokens
    finder = PeriodFinder(tokens, scan.habits.fiscal_year_start)
    for index in tokens.numbers:
        if index not in scan.roles:
            period = finder.at(index)
            if period:
                scan.mark("period", period.first, period.last)
                scan.periods.append(period)
    for period in relative_periods(tokens):
        scan.mark("period", period.first, period.last)
        scan.periods.append(period)


def _find_amounts(scan: Scan) -> None:
    """Collect what is left: numbers in digits that have no role, and number words that state a quantity."""
    tokens = scan.tokens
    candidates = [
        index for index, word in enumerate(tokens.low) if tokens.kinds[index] == NUMBER or word in _QUANTIFIERS
    ]
    reached = -1
    for index in candidates:
        amount = _amount_at(scan, index) if index > reached else None
        if amount is not None:
            scan.amounts.append(amount)
            reached = amount.last


def _amount_at(scan: Scan, index: int) -> Amount | None:
    tokens = scan.tokens
    if tokens.is_number(index):
        if index in scan.roles:
            return None
        ratio = ratio_amount(tokens, index)
        if ratio:
            return ratio
        amount = scientific_amount(tokens, index, comma=scan.habits.comma)
        amount = amount or digits_amount(tokens, index, comma=scan.habits.comma)
        if amount is None:
            scan.mark("unknown", index)
        return amount
    word = tokens.low[index]
    if word in ORDINALS and is_rank(tokens, index):
        scan.counts.append((Amount(index, index, Fraction(ORDINALS[word]), Fraction(1), Fraction(1), "words"), "rank"))
        return None
    amount = words_amount(tokens, index)
    return amount if amount and states_quantity(tokens, amount, scan) else None


def is_rank(tokens: Tokens, index: int) -> bool:
    """Whether an ordinal in words ranks something: "came third", "the second-highest", "for the fourth month in a row"."""
    after = tokens.word(index + 2) if tokens.word(index + 1) == "-" else tokens.word(index + 1)
    if after in _RANKED:
        return True
    before = tokens.word(index - 1)
    if before in ("ranked", "came", "placed", "ranks", "rank", "finished"):
        return True
    if before in ("was", "is") and (not after or not tokens.is_word(index + 1)):
        return True
    if tokens.word(index + 2) in ("running", "straight"):
        return True
    return ["in", "a", "row"] in (tokens.low[index + 1 : index + 4], tokens.low[index + 2 : index + 5])


def states_quantity(tokens: Tokens, amount: Amount, scan: Scan) -> bool:
    """Whether number words state a quantity; if they only count what the text lists, they are marked so."""
    if amount.form in ("fraction", "ratio", "multiple"):
        return True
    if tokens.word(amount.last + 1) in ("-", "‑") and tokens.word(amount.last + 2) in _PARTS_OF_HOUSEHOLDS:
        scan.counts.append((amount, "dimension"))  # "one-person households"
        return False
    if tokens.low[amount.last] == "dozen":
        return True
    if not amount.value and is_count_noun(tokens.word(amount.last + 1)):
        return True
    after = amount.last + 2 if tokens.word(amount.last + 1) == "-" else amount.last + 1
    unit = unit_at(tokens, after)
    if unit and unit.kind != "duration":
        return True
    if scale_at(tokens, after, money=False) and tokens.word(after) not in ("dozen",):
        return True
    if currency_after(tokens, after):
        return True
    paired = tokens.word(after) == "and" and tokens.word(amount.first - 1) == "between"
    if (paired or tokens.word(after) in ("to", "or", "-", "–")) and tokens.word(after + 1) in NUMBER_WORDS:
        upper = words_amount(tokens, after + 1)
        ahead = upper.last + 1 if upper and upper.form == "words" else 0
        measured = unit_at(tokens, ahead) if ahead else None
        if ahead and (scale_at(tokens, ahead, money=False) or (measured and measured.kind != "duration")):
            return True  # "two to three million", "between five and ten per cent"
    if unit is None and tokens.word(after) in ("consecutive", "full", "long", "whole"):
        unit = unit_at(tokens, after + 1)
    if unit and _is_age(tokens, unit.end):
        scan.counts.append((amount, "dimension"))
        return False
    if unit and amount.value > 1:
        if PeriodFinder(tokens, 1).is_span(amount.first, unit.end):
            scan.counts.append((amount, "period"))
            return False
        return tokens.word(amount.last + 1) != "-"
    if unit or amount.value <= 1:
        return False
    hedged = tokens.word(amount.first - 1) in _HEDGES_BEFORE_COUNT
    if hedged and amount.value >= 10 and is_count_noun(tokens.word(after)):
        return True
    return _counts_things(tokens, amount, scan)


def _is_age(tokens: Tokens, unit: int) -> bool:
    """Whether "years" goes on as an age: "two years of age", "five-year-olds"."""
    after = unit + 2 if tokens.word(unit + 1) == "-" else unit + 1
    return tokens.low[after : after + 2] == ["of", "age"] or tokens.word(after) in ("old", "olds")


def _counts_things(tokens: Tokens, amount: Amount, scan: Scan) -> bool:
    """Whether a small number in words counts things of the world, or only what the text lists (then it is marked so).

    It counts a list where a list follows, where it points at things named before ("the three countries"), and where it
    counts parts of the text or of an argument ("four reasons").
    """
    if scan.sentence.kind not in (Kind.PARAGRAPH, Kind.FOOTNOTE):
        return False
    after = amount.last + 1
    noun = next((at for at in range(after, min(after + 4, len(tokens))) if is_count_noun(tokens.low[at])), None)
    if tokens.word(amount.first - 1) in ("its", "their", "our", "his", "her") and tokens.word(amount.first - 2) == "of":
        return True
    if tokens.word(amount.first - 1) in ("which", "whom") and tokens.word(amount.first - 2) == "of":
        return True
    of_those = tokens.word(after) == "of" and tokens.word(after + 1) in (
        "the",
        "its",
        "these",
        "those",
        "their",
        "our",
    )
    if tokens.word(after) in ("or", "and") and tokens.word(after + 1) in ("more", "fewer", "over"):
        scan.counts.append((amount, "dimension"))
        return False
    if noun is None and not of_those:
        return False
    if noun is not None and tokens.low[noun] in _MEMBERS and tokens.word(amount.first - 1) in _HOLDING:
        scan.counts.append((amount, "dimension"))
        return False
    if (
        any(not tokens.is_word(at) or tokens.low[at] in _CLOSED_CLASS for at in range(after, noun or after))
        and not of_those
    ):
        return False
    before = tokens.word(amount.first - 1)
    abstract = noun is not None and singular(tokens.low[noun]) in _LISTED
    listed = ":" in tokens.low[amount.last : amount.last + _LIST_REACH] or abstract or scan.noted or _numbered(tokens)
    pointed = before in _POINTING or (before == "of" and tokens.word(amount.first - 2) == "all")
    if tokens.texts[amount.last + 1][:1].isupper():
        return False
    if listed or pointed:
        scan.counts.append((amount, "list_count"))
        return False
    return True


def _numbered(tokens: Tokens) -> bool:
    """Whether "(1)" or "(a)" stands in the sentence."""
    return _FIRST_ITEM.search(tokens.sentence) is not None
