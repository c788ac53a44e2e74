"""Nouns that say what a bare number counts, in front of its brackets, behind "of", or where its sentence opens.

Belongs here: finding the noun. Does not belong here: which of several hints counts (see `inheritance`), nouns directly
behind a number (see `counting`).
"""

from __future__ import annotations

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.observations.counting import COLLECTIVE, NOT_COUNTED
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens

_LEAST_MANY = 200  # above, a number beside shares is none
_LONGEST_OPENING = 12  # tokens of "Of the members asked,"
_LONGEST_WHOLE = 5  # words from "of" to the noun of a whole
_FRONT = 10  # tokens before a bracket
_JOINING = frozenset(("with", "having", "whose", "who"))


def is_beside_share(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """Whether a whole number stands in brackets behind a share: "45.6 per cent (670,427)"."""
    share = earlier[-1] if earlier else None
    beside = share is not None and share.kind == "share" and share.end == quantity.begin - 2
    return beside and quantity.enclosed and tokens.word(quantity.end + 1) == ")" and quantity.step >= 1


def noun_of_whole(tokens: Tokens, quantity: Quantity) -> str | None:
    """What the whole consists of that a share and its count are of: "37 per cent (549,492) of the total tourists"."""
    at = quantity.end + 2
    if tokens.word(at) != "of":
        return None
    for behind in range(at + 1, at + 1 + _LONGEST_WHOLE):
        if not tokens.is_word(behind) or tokens.low[behind] in NOT_COUNTED:
            return None
        if is_count_noun(tokens.low[behind]) and not (
            tokens.is_word(behind + 1) and is_count_noun(tokens.low[behind + 1])
        ):
            return singular(tokens.low[behind])
    return None


def noun_of_opening(tokens: Tokens, quantity: Quantity) -> str | None:
    """What the whole that opens a sentence consists of: "Of the members asked, 841 had voted"."""
    comma = quantity.begin - 1
    opening = tokens.low[:comma] if 0 < comma <= _LONGEST_OPENING and tokens.low[comma] == "," else []
    if quantity.step < 1 or opening[:1] != ["of"] or "," in opening:
        return None
    return next((singular(word) for word in opening if is_count_noun(word) and word not in NOT_COUNTED), None)


def is_part_of_whole(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is one of two that stand alone in brackets: "(18 out of 20)"."""
    at = quantity.begin
    part = tokens.low[at - 1 : at] == ["("] and tokens.low[at + 1 : at + 3] == ["out", "of"]
    return part or (tokens.low[max(0, at - 2) : at] == ["out", "of"] and tokens.low[at - 4 : at - 3] == ["("])


def noun_before_bracket(tokens: Tokens, quantity: Quantity) -> str | None:
    """The counted noun in front of "(18 out of 20)", or one word before: "motorcyclists killed (18 out of 20)"."""
    bracket = next(at for at in range(quantity.begin, -1, -1) if tokens.low[at] == "(")
    for at in (bracket - 1, bracket - 2):
        if is_count_noun(tokens.word(at)) and tokens.low[at] not in NOT_COUNTED | NUMBER_WORDS.keys():
            return _counted_as(tokens.low[at])
    return None


def named_in_front(tokens: Tokens, quantity: Quantity, earlier: list[Quantity]) -> str | None:
    """The noun that a number alone in brackets counts: "applications (326,000)", "households paying no rent (612,000)".

    It is the nearest before the brackets, unless words such as "with" join it to another one.
    """
    alone = quantity.enclosed and tokens.word(quantity.end + 1) in (")", ",", ";", "in")
    if not alone or quantity.step < 1 or quantity.signed:
        return None
    many = quantity.scale is not None or abs(quantity.value) > _LEAST_MANY
    if not many and any(one.kind in ("share", "index", "point") for one in earlier[-2:]):
        return None
    at, nearest = quantity.begin - 2, -1
    while at >= 0 and quantity.begin - at < _FRONT and (tokens.is_word(at) or tokens.is_number(at)):
        if is_count_noun(tokens.low[at]) and tokens.low[at] not in NOT_COUNTED | NUMBER_WORDS.keys():
            if tokens.word(at + 1) in _JOINING:
                return _counted_as(tokens.low[at])
            nearest = at if nearest < 0 else nearest
        at -= 1
    if nearest < 0 or (nearest != quantity.begin - 2 and not _is_near(tokens, nearest)):
        return None
    return _counted_as(tokens.low[nearest])


def _counted_as(noun: str) -> str:
    """The unit of what a noun counts: a population counts persons, applications one application each."""
    return COLLECTIVE.get(noun) or singular(noun)


def _is_near(tokens: Tokens, noun: int) -> bool:
    """Whether only what describes a noun stands between it and the brackets: "households paying no rent (612,000)"."""
    return tokens.low[noun + 1].endswith(("ing", "ed")) or tokens.low[noun + 1] in (
        "not",
        "in",
        "of",
        "from",
        "without",
    )
