"""The role of each numeral of a sentence: what is a period, a reference, a name ... and what is left to be observed.

Belongs here: the order in which the recognisers have their say, and number words that only count a list. Does not
belong here: the recognisers themselves.
"""

from __future__ import annotations

from pipelines.numerals.amounts import NUMBER_WORDS, Amount, digits_amount, ratio_amount, words_amount
from pipelines.numerals.dimensions import find_dimensions
from pipelines.numerals.names import find_names
from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.periods import PeriodFinder, relative_periods
from pipelines.numerals.references import find_references
from pipelines.numerals.scan import Bracket, Habits, Scan
from pipelines.numerals.units import currency_after, scale_at, unit_at
from pipelines.reading.layout import Kind, Sentence
from pipelines.reading.tokens import Tokens, tokenize

_HEDGES_BEFORE_COUNT = frozenset("some about around over nearly almost approximately least than roughly under only".split())


def scan_sentence(sentence: Sentence, habits: Habits, *, aged: bool = False) -> Scan:
    """Read the numerals of a sentence; `aged` says that its paragraph speaks of ages."""
    tokens = tokenize(sentence.text, spaced=habits.spaced)
    scan = Scan(sentence, tokens, habits, aged)
    find_references(scan)
    _find_early_dimensions(scan)
    _find_periods(scan)
    find_dimensions(scan)
    find_names(scan)
    _find_amounts(scan)
    return scan


def _find_early_dimensions(scan: Scan) -> None:
    """In a table, a stub such as "16-24" or "75+" is a bracket."""
    tokens = scan.tokens
    cell = scan.sentence.cell
    if cell is None or cell.column > 0 or not tokens or not tokens.is_number(0):
        return
    digits = all(text.isdecimal() and int(text) <= 120 for text in tokens.texts if text[0].isdecimal() and len(text) < 4)
    joined = tokens.word(1) in ("-", "–", "to") and tokens.is_number(2) and len(tokens.texts[0]) <= 2 and len(tokens.texts[2]) <= 2
    if digits and (joined or tokens.word(1) == "+"):
        scan.mark("dimension", 0, 2 if joined else 0)
        scan.brackets.append(Bracket(0, len(tokens) - 1, tokens.sentence))


def _find_periods(scan: Scan) -> None:
    tokens = scan.tokens
    finder = PeriodFinder(tokens, scan.habits.fiscal_year_start)
    for index in range(len(tokens)):
        if tokens.is_number(index) and index not in scan.roles:
            period = finder.at(index)
            if period:
                scan.mark("period", period.first, period.last)
                scan.periods.append(period)
    scan.periods += relative_periods(tokens)


def _find_amounts(scan: Scan) -> None:
    """Collect what is left: numbers in digits that have no role, and number words that state a quantity."""
    tokens = scan.tokens
    index = 0
    while index < len(tokens):
        amount = _amount_at(scan, index)
        if amount is None:
            index += 1
            continue
        scan.amounts.append(amount)
        index = amount.last + 1


def _amount_at(scan: Scan, index: int) -> Amount | None:
    tokens = scan.tokens
    if tokens.is_number(index):
        if index in scan.roles:
            return None
        ratio = ratio_amount(tokens, index)
        if ratio:
            return ratio
        amount = digits_amount(tokens, index, comma=scan.habits.comma)
        if amount is None:
            scan.mark("unknown", index)
        return amount
    word = tokens.low[index]
    if word not in NUMBER_WORDS and word not in ("a", "an"):
        return None
    amount = words_amount(tokens, index)
    return amount if amount and states_quantity(tokens, amount, scan) else None


def states_quantity(tokens: Tokens, amount: Amount, scan: Scan) -> bool:
    """Whether number words state a quantity; if they only count what the text lists, they are marked so."""
    if amount.form in ("fraction", "ratio", "multiple"):
        return True
    after = amount.last + 2 if tokens.word(amount.last + 1) == "-" else amount.last + 1
    unit = unit_at(tokens, after)
    if unit and unit.kind != "duration":
        return True
    if scale_at(tokens, after, money=False) and tokens.word(after) not in ("dozen",):
        return True
    if currency_after(tokens, after):
        return True
    if unit or amount.value <= 1:
        return False
    hedged = tokens.word(amount.first - 1) in _HEDGES_BEFORE_COUNT
    if hedged and amount.value >= 10 and is_count_noun(tokens.word(after)):
        return True
    _count_list(tokens, amount, scan)
    return False


def _count_list(tokens: Tokens, amount: Amount, scan: Scan) -> None:
    """Mark number words before a plural as the count of a list, in `scan.counts`."""
    reach = tokens.low[amount.last + 1 : amount.last + 5]
    if scan.sentence.kind is Kind.PARAGRAPH and any(is_count_noun(word) for word in reach):
        scan.counts.append(amount)
