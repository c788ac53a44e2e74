"""The unit that the subject of a verb gives to a bare number: "Employed persons increased by 62,000".

Belongs here: finding the subject's head noun before the verb. Does not belong here: the words of the indicator (see
`indicators`), nouns behind the number (see `counting`).
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.units import Unit, unit_at
from pipelines.observations.counting import COLLECTIVE
from pipelines.observations.quantities import CHANGE_VERBS, Quantity, is_rate
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_BEING = words("subjects_being")
_BETWEEN = words("subjects_between")
_ENDS = words("subjects_ends")
_PREPOSITIONS = words("subjects_prepositions")
_NOT_COUNTED = words("subjects_not_counted")
_MEASURED = words("subjects_measured")
_REACH = 40  # tokens back to the verb of a level ("grew ..., from")
_NEAR = 4  # tokens back to the verb of any other number
_LONGEST = 20  # tokens of a subject
_MOST_SHARE = 1000
_LIMITS = frozenset(("under", "over", "aged", "above", "below", "who", "without"))
_SENTENCES = frozenset((",", ";", "%", "percentage"))  # what stands in no key of a value
_LONGEST_KEY = 10  # tokens before a colon


def subject_unit(tokens: Tokens, quantity: Quantity) -> Unit | None:
    """The unit of a bare number by the subject of its verb, None where the subject names nothing that is counted."""
    if quantity.scale is None and _of_percentages(tokens, quantity.begin) and abs(quantity.value) <= _MOST_SHARE:
        return Unit("percent", "share", Fraction(1), 0)
    if quantity.preposition == "at" and tokens.word(quantity.begin - 2) == ",":
        return _noun(tokens, quantity.begin - 3, quantity)  # "disposals, at 23, were 5 fewer"
    verb = _verb(tokens, quantity)
    return None if verb is None else _head(tokens, verb, quantity)


def _of_percentages(tokens: Tokens, before: int) -> bool:
    """Whether "percentage of women in work" or "as a percentage of GDP" opens the sentence."""
    opening = tokens.low[: min(before, 6)]
    if "percentage" not in opening:
        return False
    at = opening.index("percentage")
    return tokens.word(at + 1) == "of" and tokens.word(at - 1) in ("", "the", "a", "by")


def _verb(tokens: Tokens, quantity: Quantity) -> int | None:
    """The token of the verb that a bare number completes: "was", "increased by", "grew ..., from"."""
    if quantity.verb is not None and quantity.verb < quantity.begin:
        return quantity.verb
    levels = quantity.preposition in ("from", "to")
    for at in range(quantity.begin - 1, max(-1, quantity.begin - (_REACH if levels else _NEAR)), -1):
        word = tokens.low[at]
        if word in _BEING or word in CHANGE_VERBS:
            return at
        if word in _ENDS and not (levels and (word == "," or (word == "(" and tokens.low[at + 1] in ("from", "to")))):
            return None
    return None


def _head(tokens: Tokens, verb: int, quantity: Quantity) -> Unit | None:
    """The head noun of the subject before `verb`: the last noun before its first preposition."""
    begin, enclosed = verb, False
    aside: set[int] = set()
    while begin > 0 and verb - begin < _LONGEST and (enclosed or tokens.low[begin - 1] not in _ENDS):
        begin -= 1
        enclosed = (enclosed or tokens.low[begin] == ")") and tokens.low[begin] != "("
        if enclosed or tokens.low[begin] == "(":
            aside.add(begin)
    head: Unit | None = None
    for at in range(begin, verb):
        word = tokens.low[at]
        if at in aside:
            continue
        if word in _MEASURED:
            return None
        if word in _PREPOSITIONS and head is not None:
            break
        if word in _BETWEEN:
            continue
        head = _noun(tokens, at, quantity) or head
    return head


def _noun(tokens: Tokens, at: int, quantity: Quantity, *, whole: bool = False) -> Unit | None:
    """What the noun at token `at` makes of a bare number: days, or a count where the number is whole."""
    word = tokens.word(at)
    unit = unit_at(tokens, at)
    if unit is not None and unit.kind == "duration" and len(word) > 3 and word.endswith("s"):
        return Unit(unit.name, unit.kind, Fraction(1), at)
    if not whole and not _whole_number(quantity):
        return None
    if word in COLLECTIVE:
        return Unit(COLLECTIVE[word], "count", Fraction(1), at)
    counted = is_count_noun(word) and word not in _NOT_COUNTED
    return Unit(singular(word), "count", Fraction(1), at) if counted else None


def _whole_number(quantity: Quantity) -> bool:
    """Whether a number can count things: a whole one, or a scaled one ("16.4 million")."""
    return quantity.value.denominator == 1


def noun_of_key(tokens: Tokens, quantity: Quantity) -> str | None:
    """What is counted where a line gives a key and its value: "Population in 2020: 5.4 million", "Doctors: 1,204"."""
    colon = quantity.begin - 1
    while colon > 0 and tokens.word(colon) != ":" and quantity.begin - colon < _NEAR:
        colon -= 1
    if (
        tokens.word(colon) != ":"
        or colon > _LONGEST_KEY
        or ":" in tokens.low[:colon]
        or not (_whole_number(quantity) or is_rate(tokens, quantity))
    ):
        return None
    key = tokens.low[:colon]
    if not (_SENTENCES | _MEASURED | _BEING).isdisjoint(key) or not CHANGE_VERBS.keys().isdisjoint(key):
        return None
    head: Unit | None = None
    for at in range(colon):
        if tokens.low[at] in _PREPOSITIONS or not tokens.is_word(at):
            break
        head = _noun(tokens, at, quantity, whole=True) or head
    return head.name if head is not None and head.kind == "count" else None


def noun_between(tokens: Tokens, first: int, colon: int, quantity: Quantity) -> tuple[int, str] | None:
    """The token and the unit of what a key from `first` to before `colon` counts: its last noun before a preposition."""
    if not _MEASURED.isdisjoint(tokens.low[first:colon]) or not CHANGE_VERBS.keys().isdisjoint(tokens.low[first:colon]):
        return None
    found: tuple[int, str] | None = None
    for at in range(first, colon):
        if tokens.low[at] in _PREPOSITIONS or tokens.low[at] in _LIMITS or not tokens.is_word(at):
            break
        unit = _noun(tokens, at, quantity)
        found = (at, unit.name) if unit is not None and unit.kind == "count" else found
    return found
