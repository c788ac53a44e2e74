"""Whether a contradiction is sure enough to be held against the text.

Belongs here: what is asked of every kind whose numbers words tie only loosely. Does not belong here: how one kind ties its
numbers (one module each), how likely a misprint explains a sum by chance (see `chance`).

A false accusation costs more than a missed error. Wholes with parts left out, groups of something else and goals of other
things look like contradictions; a slip of the printer is off by one digit, two exchanged, or a shifted point. So in prose
what no single slip explains is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reading.tokens import bare_words
from pipelines.relations.chance import is_misprinted
from pipelines.relations.statement import Relation
from pipelines.rules import words

_LOOSE = frozenset(("total", "shares_sum", "subset", "within_groups", "goal"))
_CUT = re.compile(r"[ \u00a0\n][.,]\d")  # behind a number: the rest of it, set apart by who cut the text into words
_DAMAGED = "A number of it is cut in two."
_BELOW_ZERO = words("accusations_below_zero")
_ABOVE_ZERO = words("accusations_above_zero")
_NET = words("accusations_net")
_LEVELS = frozenset(("change", "growth", "fold", "direction"))
_BOTH_WAYS = frozenset(("gained", "lost"))
_AROUND = 60  # characters before a statement, with what its first number is of, and behind it
_COMBINED = frozenset(("combined", "together", "altogether"))
_OF_ALL = "A change of all together is none of one of them."
_OF_ITEM = "A change in brackets may be of something else than the levels of another sentence."
_ROLES = {"change", "from", "to"}
_WHOLE = 100  # per cent
_SLIP = 15  # what a digit too many, or a point shifted, cannot do to a level
_UNLIKE = "The levels are of quite another size, so that they may be of different things."
_RANKING = frozenset(("followed", "ranked", "ranks", "ahead"))
_RANKED = "An order of the largest leaves out the others."
_HOLDING = frozenset(("total", "shares_sum", "growth", "change", "fold"))
_FAILING = frozenset(("total", "within_groups", "direction"))
_OTHERWISE = "These numbers hold in another way."
_SIGNS = "One of the levels is below zero, in words."
_NETTED = "A part may exceed a net amount."
_WHY = "No slip of one number explains it, so that the numbers may be of different things."


def doubt_unexplained(relation: Relation) -> None:
    """Make a contradiction of loosely tied numbers in prose undecidable where no slip of one of them explains it."""
    if relation.verdict != "inconsistent" or relation.kind not in _LOOSE or relation.reading or _is_of_table(relation):
        return
    if not is_misprinted(relation, in_length=relation.kind == "subset"):
        _doubt(relation, _WHY)


def doubt_held_otherwise(relations: Sequence[Relation]) -> None:
    """Make a contradiction in prose undecidable where its numbers hold in another way.

    All numbers of a sum are parts of another one; what two numbers make up is another number; groups are how a whole divides
    ("60.3% of them, 50.3% women and 49.7% men"); the rate between two levels fits, so that it is the direction of the words
    that is in doubt ("the shilling, at 3,580 to the dollar compared to 3,531, depreciated by 1.4%").
    """
    held = [one for one in relations if one.verdict == "consistent" and one.kind in _HOLDING]
    failed = [one for one in relations if one.verdict == "inconsistent" and one.kind in _FAILING]
    for relation in failed if held else ():
        if not _is_of_table(relation) and any(_explains(one, relation) for one in held):
            _doubt(relation, _OTHERWISE)


def _explains(held: Relation, failed: Relation) -> bool:
    numbers, others = _numbers(failed), _numbers(held)
    if failed.kind == "direction":
        return held.kind in _LEVELS and numbers < others
    if failed.kind == "within_groups":
        return held.kind == "shares_sum" and _numbers(failed, "group") == _numbers(held, "part")
    made_up = len(numbers) == len(others) > 2 and len(numbers & others) == len(numbers) - 1
    return held.kind == "total" and (
        numbers <= _numbers(held, "part") or (made_up and not _numbers(failed, "whole") & others)
    )


def _numbers(relation: Relation, role: str | None = None) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in relation.operands if role in (None, one.role)}


def doubt_told(relation: Relation, text: str) -> None:
    """Make a contradiction undecidable where the text itself says why its numbers need not fit.

    A number is cut in two ("EUR12 .8 million", "995 ,000"); a deficit became a surplus; a part is of a net amount.
    """
    if relation.verdict != "inconsistent":
        return
    why = _reason(relation, text)
    if why is not None:
        _doubt(relation, why)


def _doubt(relation: Relation, why: str) -> None:
    """Hold a contradiction no longer against the text, and say why."""
    relation.verdict, relation.repairs, relation.constraint = "undecidable", [], None
    relation.explanation = f"{relation.explanation} {why}"


def _reason(relation: Relation, text: str) -> str | None:
    if any(_CUT.match(text, one.end) for one in relation.operands):
        return _DAMAGED
    said = frozenset(bare_words(text[max(0, relation.start - _AROUND) : relation.end + _AROUND]))
    if relation.kind in _LEVELS and not _BELOW_ZERO.isdisjoint(said) and not _ABOVE_ZERO.isdisjoint(said):
        return _SIGNS
    if relation.kind in _LEVELS and _is_of_item(relation):
        return _OF_ITEM
    if relation.kind in _LEVELS and not _COMBINED.isdisjoint(said) and not _are_both_of_all(relation, text):
        return _OF_ALL
    if relation.kind == "growth" and _is_of_other_size(relation):
        return _UNLIKE
    if relation.kind == "subset" and (said >= _BOTH_WAYS or not _NET.isdisjoint(said)):
        return _NETTED
    if relation.kind == "total" and not _is_of_table(relation) and not _RANKING.isdisjoint(said):
        return _RANKED
    return None


def _are_both_of_all(relation: Relation, text: str) -> bool:
    """Whether a direction is that of all together at both times: "together they had 44%, down from 47%"."""
    between = frozenset(bare_words(text[relation.start : relation.end]))
    return relation.kind == "direction" and "from" in between and _COMBINED.isdisjoint(between)


def _is_of_item(relation: Relation) -> bool:
    """Whether a change stands in brackets behind something else than the levels of another sentence: "gold (-33.3%)"."""
    ones = [one.observation for one in relation.operands if one.observation]
    changes = [one for one in ones if one.quantity.enclosed and one.quantity.kind in ("share", "point")]
    return any(all(other.sentence != one.sentence for other in ones if other is not one) for one in changes)


def _is_of_other_size(relation: Relation) -> bool:
    """Whether a rate below 100% ties levels of quite another size: "shed 10.1% to $33.8 billion ... the $770 million"."""
    ones = {one.role: one.observation.quantity.value for one in relation.operands if one.observation}
    if ones.keys() != _ROLES or not all(ones.values()) or ones["change"] >= _WHOLE:
        return False
    levels = sorted((abs(ones["from"]), abs(ones["to"])))
    return levels[1] > _SLIP * levels[0]


def _is_of_table(relation: Relation) -> bool:
    """Whether all numbers of a relation are cells, which heads and stubs tie."""
    return all(one.observation and one.observation.indicator_from == "inherited:table" for one in relation.operands)
