"""What the rows of a table count or are in by their own words, whatever the table's head says.

Belongs here: rows of bases ("Unweighted base"), of counts ("Average number of employees" in a table in £ million), of
units of their own ("Mains renewed (km)"). Does not belong here: the unit that a row shares with others (see `cells`).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.units import Unit
from pipelines.observations.text_units import lasting
from pipelines.reading.tokens import tokenize
from pipelines.rules import words

_WORD = re.compile(r"[^\W\d_]+")
_BEHIND_LEAD = re.compile(r"[(\[:,=]")
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]][\s*\d]*$")
_IN_MONEY = re.compile(r"(?:in )?(?:[A-Z]{0,3}[£$€¥₹]|[A-Z]{3}|[A-Z][a-z]{1,2}\.?) ?[\w']{1,10}")
_RATED = re.compile(r"([^\W\d_]{3,30}) per (?:\d[\d, \u00a0\u202f.]{0,12}|(?:hundred|thousand|million) )[^\W\d_]")
_BASE_WORDS = words("own_units_base_words")
_BASES = words("own_units_bases")
_AVERAGING = words("own_units_averaging")
_COUNTING = words("own_units_counting")
_HEADCOUNTS = words("own_units_headcounts")
_STAFF = words("own_units_staff")
_NOT_COUNTED = words("subjects_not_counted") | words("cells_not_counted") | words("subjects_measured")
_EXPLICIT = ("physical", "share", "point", "multiple", "index", "duration")
_KEPT = 2000
_SHORT = 5  # words


@lru_cache(maxsize=_KEPT)
def names_base(text: str) -> bool:
    """Whether a row, or the group that it stands in, says how many were asked: "Bases (unweighted)", "n", "Sample size"."""
    lead = _WORD.findall(_BEHIND_LEAD.split(text, maxsplit=1)[0].lower())
    if not lead or len(lead) > _SHORT or not _BASE_WORDS.issuperset(lead):
        return False
    return lead == ["n"] or not _BASES.isdisjoint(lead)


@lru_cache(maxsize=_KEPT)
def counted_noun(text: str) -> str | None:
    """What a row counts by its own words, None if it does not say that it counts.

    "Average number of employees" and "Branches (number)" count; so does "Headcount", and "Employees at year end".
    """
    listed = _WORD.findall(text.lower().partition("(")[0])
    rest = listed[next((at for at, word in enumerate(listed) if word not in _AVERAGING), 0) :]
    bracket = _LAST_BRACKET.search(text) or re.search(r"(?:,|–|-) (\w{1,12})$", text)
    inside = _WORD.findall(bracket[1].lower()) if bracket else []
    numbered = rest[:1] in (["number"], ["numbers"]) and rest[1:2] == ["of"]
    if not numbered and not (inside and _COUNTING.issuperset(inside)) and not _is_headcount(listed, rest):
        return None
    noun = next((word for word in rest if is_count_noun(word) and word not in _NOT_COUNTED), None)
    return singular(noun) if noun else "person" if not _HEADCOUNTS.isdisjoint(listed) else ""


def _is_headcount(listed: list[str], rest: list[str]) -> bool:
    """Whether a row is about how many work somewhere: "Headcount", "Average employees", "Staff at 31 March"."""
    if not listed or len(listed) > _SHORT + 2:
        return False
    if rest[:1] and rest[0] in _HEADCOUNTS:
        return True
    return rest[:1] != [] and rest[0] in _STAFF and (listed[0] in _AVERAGING or rest[1:2] == ["at"])


@lru_cache(maxsize=_KEPT)
def averaged_noun(text: str) -> Unit | None:
    """The noun in "Mean units per week", "Average cigarettes a day", "Average number of rooms"."""
    listed = _WORD.findall(text.lower().partition("(")[0])
    if not listed or listed[0] not in ("mean", "average", "median") or len(listed) > _SHORT + 2:
        return None
    rest = listed[3:] if listed[1:3] == ["number", "of"] else listed[1:]
    noun = next((at for at, word in enumerate(rest) if is_count_noun(word)), None)
    if (
        noun is None
        or not _NOT_COUNTED.isdisjoint(rest)
        or rest[noun + 1 : noun + 2] not in ([], ["per"], ["a"], ["of"])
    ):
        return None
    return Unit(singular(rest[noun]), "count", Fraction(1), 0)


@lru_cache(maxsize=_KEPT)
def rated_noun(text: str) -> Unit | None:
    """What a head or stub counts for so many of something: "Deaths per 1,000 live births", "Visits per 100 persons"."""
    match = _RATED.search(text) if "per" in text else None
    noun = match[1].lower() if match else ""
    if not is_count_noun(noun) or noun in _NOT_COUNTED:
        return None
    return Unit(singular(noun), "count", Fraction(1), 0)


def own_unit(text: str, unit: Unit | None, scale: Unit | None) -> tuple[Unit, Unit | None] | None:
    """Unit and scale that a row names for itself, None if it names none: "Mains renewed (km)", "Dividend (p per share)".

    `unit` and `scale` are those that its text names (see `text_units`). Money alone is none: "Loans in euros" in a table
    in £ million says what the loans are in.
    """
    if not text:
        return None
    noun = counted_noun(text)
    if noun is not None and (unit is None or unit.kind not in ("share", "point")):
        return (Unit(noun, "count", Fraction(1), 0) if noun else Unit("", "none", Fraction(1), 0)), scale
    if unit is None and (penny := _penny(text)):
        return penny, None
    if unit is not None:
        by_unit = unit.kind == "money" and scale is None and (unit.factor == Fraction(1, 100) or _is_price(text))
        bracket = _LAST_BRACKET.search(text) if unit.kind == "money" and scale else None
        by_unit = by_unit or (bracket is not None and _IN_MONEY.fullmatch(bracket[1]) is not None)  # "(US$ million)"
        return (unit, scale) if unit.kind in _EXPLICIT or by_unit else None
    tokens = tokenize(text)
    found = lasting(tokens) if len(tokens) <= _SHORT else None
    first = found is not None and tokens.low[found.end] in (tokens.word(0), tokens.word(1))
    return (found, scale) if found and first else None


def _penny(text: str) -> Unit | None:
    """Pence and cents of one thing, by their letter: "Earnings per share (p)", "Price (c per litre)"."""
    bracket = _LAST_BRACKET.search(text)
    letter = bracket[1].partition(" ")[0].partition("/")[0] if bracket and _is_price(text) else ""
    if letter == "p":
        return Unit("GBP", "money", Fraction(1, 100), 0)
    return Unit("cent", "count", Fraction(1), 0) if letter in ("c", "¢", "cents", "cent") else None


def _is_price(text: str) -> bool:
    """Whether money in a row is that of one thing: "Average price, £ per tonne", "Earnings per share (£)"."""
    return "per" in _WORD.findall(text.lower()) or "/" in text
