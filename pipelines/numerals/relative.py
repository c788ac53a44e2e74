"""Periods said by how they lie to another: "the previous year", "10 years earlier", "year to date", "the review month".

Belongs here: recognising them among the tokens of a sentence, each with its `relation`. Does not belong here: which
period they come to (see `spans`, `observations.dating`).
"""

from __future__ import annotations

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.period import MONTHS, Period, Relation
from pipelines.numerals.periods import ORDINALS
from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrases, table, words

_RELATIVE = Phrases(table("relative_periods"))
_UNITS = frozenset(
    ("year", "quarter", "month", "months", "years", "quarters", "decade", "period", "ytd", "week", "day")
)
_COUNTED = {"years": "year", "quarters": "quarter", "months": "month"}
_SHIFTS = {"earlier": -1, "previously": -1, "before": -1, "ago": -1, "later": 1}
_SAME = words("spans_same")
_HEDGES = words("relative_hedges")
_PARTS = MONTHS.keys() | {"quarter", "half"}
_MOST = {"year": 300, "quarter": 80, "month": 120}


def relative_periods(tokens: Tokens) -> list[Period]:
    """Periods that depend on one mentioned before ("the following year"), each with its `relation`."""
    found: list[Period] = []
    words = tokens.words
    genitive = any(word[-2:] in ("'s", "’s") for word in words)
    if _UNITS.isdisjoint(words) and not genitive:
        return found
    low = [word.removesuffix("'s").removesuffix("’s") for word in tokens.low] if genitive else tokens.low
    end = -1
    for index in [index for index, word in enumerate(low) if word in _RELATIVE.first_words]:
        phrase = _RELATIVE.at(low, index) if index > end else None
        if phrase and phrase.words[0] == "last" and _is_stretch(tokens, index):
            continue
        if phrase and phrase.row["unit"] == "year" and _is_of_month(tokens, index):
            continue
        if phrase:
            end = index + len(phrase.words) - 1
            start = _same_part(tokens, index)
            relation = Relation(
                phrase.row["unit"], int(phrase.row["shift"]), phrase.row["reach"] == "whole" and start == index
            )
            found.append(Period(start, end, "", relation=relation))
    if "months" in words and "year" in words:
        found += _first_months(tokens)
    if not _COUNTED.keys().isdisjoint(words):
        taken = {period.last for period in found}
        found += [period for period in _counted(tokens) if period.last not in taken]
    return found


def _counted(tokens: Tokens) -> list[Period]:
    """A number of years, quarters or months from another period: "10 years earlier", "six months later"."""
    found: list[Period] = []
    for unit_at in [index for index, word in enumerate(tokens.low) if word in _COUNTED]:
        unit, after = _COUNTED[tokens.low[unit_at]], tokens.word(unit_at + 1)
        shift, count = _SHIFTS.get(after), _count(tokens, unit_at - 1)
        if shift is None or not 2 <= count <= _MOST[unit] or tokens.word(unit_at - 2) in _HEDGES:
            continue
        if after == "before" and tokens.is_word(unit_at + 2):
            continue  # "two years before the law"
        found.append(Period(unit_at - 1, unit_at + 1, "", relation=Relation(unit, shift * count, whole=False)))
    return found


def _first_months(tokens: Tokens) -> list[Period]:
    """ "The first nine months of the year", "of this year"."""
    found: list[Period] = []
    for at in [index for index, word in enumerate(tokens.low) if word == "months"]:
        of_year = tokens.low[at + 1 : at + 4] in (["of", "the", "year"], ["of", "this", "year"])
        count = _count(tokens, at - 1)
        if of_year and tokens.word(at - 2) == "first" and 2 <= count <= 11:
            found.append(Period(at - 2, at + 3, "", relation=Relation("first_months", count, whole=True)))
    return found


def _count(tokens: Tokens, at: int) -> int:
    """The whole number at a token, in digits or in words; 0 where there is none."""
    word = tokens.word(at)
    if word.isdecimal() and word.isascii():
        return int(word) if len(word) <= 3 else 0
    value = NUMBER_WORDS.get(word, (0, ""))[0]
    return int(value) if value == int(value) else 0


def _is_stretch(tokens: Tokens, index: int) -> bool:
    """Whether "last year" is the twelve months past ("over the last year") or belongs to a month ("in July last year")."""
    before = tokens.word(index - 1)
    part = tokens.word(index - 2) if before == "of" else before
    return before in ("the", "this", "past") or part in _PARTS or tokens.word(index + 2) == "of"


def _is_of_month(tokens: Tokens, index: int) -> bool:
    """Whether "the previous year" only gives the year of a month or quarter: "in October of the previous year"."""
    part = tokens.word(index - 2)
    named = part in MONTHS or (part in ("quarter", "half") and tokens.word(index - 3) in ORDINALS)
    return tokens.word(index - 1) == "of" and named and tokens.word(index + 1) in ("previous", "preceding", "prior")


def _same_part(tokens: Tokens, index: int) -> int:
    """The first token of "the same quarter of" before "the previous year", or `index` where there is none."""
    at = next((at for at in range(max(1, index - 4), index) if tokens.low[at] in _SAME), None)
    return index if at is None else at - 1 if tokens.low[at - 1] == "the" else at
