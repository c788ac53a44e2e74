"""Whether a contradiction is sure enough to be held against the text.

Belongs here: what is asked of every kind whose numbers words tie only loosely. Does not belong here: how one kind ties its
numbers (one module each), how likely a misprint explains a sum by chance (see `chance`).

A false accusation costs more than a missed error. Wholes with parts left out, groups of something else and goals of other
things look like contradictions; a slip of the printer is off by one digit, two exchanged, or a shifted point. So in prose
what no single slip explains is doubted.
"""

from __future__ import annotations

import re

from pipelines.relations.chance import is_misprinted
from pipelines.relations.statement import Relation

_LOOSE = frozenset(("total", "shares_sum", "subset", "within_groups", "goal"))
_CUT = re.compile(r"[ \u00a0\n][.,]\d")  # behind a number: the rest of it, set apart by who cut the text into words
_DAMAGED = "A number of it is cut in two."
_WHY = "No slip of one number explains it, so that the numbers may be of different things."


def doubt_unexplained(relation: Relation) -> None:
    """Make a contradiction of loosely tied numbers in prose undecidable where no slip of one of them explains it."""
    if relation.verdict != "inconsistent" or relation.kind not in _LOOSE or relation.reading or _is_of_table(relation):
        return
    if not is_misprinted(relation, in_length=relation.kind == "subset"):
        relation.verdict, relation.repairs, relation.constraint = "undecidable", [], None
        relation.explanation = f"{relation.explanation} {_WHY}"


def doubt_damaged(relation: Relation, text: str) -> None:
    """Make a contradiction undecidable of which a number is cut in two: "EUR12 .8 million", "995 ,000"."""
    if relation.verdict == "inconsistent" and any(_CUT.match(text, one.end) for one in relation.operands):
        relation.verdict, relation.repairs, relation.constraint = "undecidable", [], None
        relation.explanation = f"{relation.explanation} {_DAMAGED}"


def _is_of_table(relation: Relation) -> bool:
    """Whether all numbers of a relation are cells, which heads and stubs tie."""
    return all(one.observation and one.observation.indicator_from == "inherited:table" for one in relation.operands)
