"""Lists whose items have values: "Services (136,109), Commerce (48,040) and Construction (34,295)", "coal 29%, gas 24%".

Belongs here: the items of such a list in a sentence. Does not belong here: lists of words alone (see `items`), what the
values add up to (see `total`, `shares_sum`), their order (see `rank`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.items import Listing
from pipelines.rules import words

_JOINS = frozenset((",", "and", ";", "&", "by"))
_REST = words("rank_rest")
_VERBS = words("indicators_verbs")
_FEW = 3  # items
_NAME = 10  # tokens of an item before its value
_OPENING = frozenset((":", "(", "–", "—"))


def valued_items(tokens: Tokens, ones: Sequence[Observation]) -> Listing | None:
    """The longest list of names with values of one unit in a sentence; None if it has fewer than three."""
    best: list[tuple[Observation, int]] = []
    run: list[tuple[Observation, int]] = []
    for one in ones:
        begin = _name(tokens, one, run[-1][0] if run else None)
        joined = bool(run) and run[-1][0].unit == one.unit
        run = [*(run if joined else []), (one, begin)] if begin is not None else []
        best = max(best, run, key=len)
    if len(best) < _FEW:
        return None
    last = best[-1][0].quantity.end + 1
    last += tokens.word(last) == ")" and best[-1][0].quantity.enclosed
    certain = tokens.word(last) in ("", ".", ")", ";") and _REST.isdisjoint(tokens.low[best[0][1] : last])
    items = tuple((tokens.starts[begin], tokens.ends[one.quantity.end]) for one, begin in best)
    return Listing(items, len(items), len(items), certain, "listed with their values")


def _name(tokens: Tokens, one: Observation, before: Observation | None) -> int | None:
    """Where the name before a value begins, behind the value before or a mark that opens a list; None if there is none."""
    floor = before.quantity.end if before else max(-1, one.quantity.begin - _NAME)
    gap = range(floor + 1, one.quantity.begin)
    opening = [at for at in gap if tokens.low[at] in (_JOINS if before else _JOINS | _OPENING)]
    named = [at for at in gap if tokens.is_word(at) and tokens.texts[at][0].isupper()]
    behind = [at for at in named if not opening or at > opening[0]]
    if not behind or len(gap) > _NAME or one.measure != "level" or (before and not opening):
        return None
    told = any(tokens.low[at] in CHANGE_VERBS or tokens.low[at] in _VERBS for at in gap if at > behind[0])
    return None if told else behind[0]
