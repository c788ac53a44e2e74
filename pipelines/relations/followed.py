"""Orders that a word between two values states: "followed by", "ahead of", "then came", "... second with 24%".

Belongs here: the value before the words and the list behind them, in each of the units in which they are given. Does not
belong here: orders that a superlative or "in this order" begins, and what is said of them (see `rank`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.items import ORDINALS
from pipelines.relations.strands import values_now
from pipelines.relations.superlatives import find_tops
from pipelines.rules import words

_LINKS = (("followed", "by"), ("followed", "closely", "by"), ("ahead", "of"), ("then", "come"), ("then", "comes"),
          ("then", "came"), ("next", "come"), ("next", "comes"), ("next", "came"),
          ("next", "most"), ("next", "-", "highest"), ("next-highest",), ("next", "highest"), ("next", "largest"),
          ("next", "biggest"))  # fmt: skip
_FIRST = frozenset(link[0] for link in _LINKS) | {"follow", "follows"}
_BREAKING = words("rank_breaking") - {"which", "who", "whose"}
_REST = words("rank_rest")
_CONTRAST = frozenset((";", "compared", "against", "than", "from", "up", "down"))
_ANOTHER = frozenset(("a", "an", "one", "another"))  # "was followed by another": one after the other in time
_NAME, _FAR = 14, 40  # tokens from one value of a list to the next, and from the first value to the words
_PLACED = (["with"], ["at"], ["("], ["on"], ["by"], ["was"], ["were"])
_MOST = 12
_SIZE = 20  # times
_MEASURES = ("percent", "ratio", "percentage_point", "index", "fold")


def orders_told(group: SentenceGroup) -> Iterator[list[Observation]]:
    """The values that a sentence puts in an order, the first one first."""
    low = group.scan.tokens.low
    if any(top.bottom or top.change for top in find_tops(group.scan.tokens)):
        return  # the least or the largest fall first: see `rank`
    if not _FIRST.isdisjoint(low):
        for first, last in _links(low):
            yield from _around(group, first, last)
    if not set(ORDINALS[1:]).isdisjoint(low):
        yield from _by_place(group)


def _links(low: Sequence[str]) -> Iterator[tuple[int, int]]:
    for at, word in enumerate(low):
        if word in _FIRST:
            link = next((link for link in _LINKS if tuple(low[at : at + len(link)]) == link), None)
            if link is not None:
                yield at, at + len(link) - 1


def _around(group: SentenceGroup, first: int, last: int) -> Iterator[list[Observation]]:
    """The last value before the words with the list behind them, for each unit."""
    low = group.scan.tokens.low
    values = values_now(group)
    for unit in dict.fromkeys(one.unit for one in values if one.unit or not _is_counted(values, last)):
        alike = [one for one in values if one.unit == unit or is_bare_count(group, one, unit)]
        before = [one for one in alike if one.quantity.end < first]
        behind = [one for one in alike if one.quantity.begin > last]
        if (
            not before
            or not behind
            or first - before[-1].quantity.end > _FAR
            or (low[last] == "by" and low[last + 1] in _ANOTHER)
        ):
            continue
        if not (_CONTRAST - {";"} if low[first].startswith("next") else _CONTRAST).isdisjoint(
            low[before[-1].quantity.end + 1 : first]
        ):
            continue
        chain = [before[-1]]
        at = last
        for one in behind[:_MOST]:
            gap = low[at + 1 : one.quantity.begin]
            breaks = not _BREAKING.isdisjoint(gap) or not _CONTRAST.isdisjoint(gap) or not _REST.isdisjoint(gap)
            listed = len(chain) == 1 or not {",", "and", ")", "ahead"}.isdisjoint(gap)
            if len(gap) > _NAME or breaks or not listed:
                break
            chain.append(one)
            at = one.quantity.end
        if len(chain) > 1 and _is_alike(chain) and not _ascends(chain) and _is_of_one_size(chain):
            yield chain


def is_bare_count(group: SentenceGroup, one: Observation, unit: str | None) -> bool:
    """Whether a count goes with those of a unit: it names none, or the people that it is of ("Turks (10,200)")."""
    if unit in _MEASURES or one.quantity.kind not in (None, "count") or one.unit in _MEASURES:
        return False
    if one.unit is None:
        return one.quantity.kind is None or one.quantity.kind == "count"
    named = one.quantity.begin - 2
    return one.quantity.enclosed and group.scan.tokens.text(named)[:1].isupper()


def _is_of_one_size(chain: Sequence[Observation]) -> bool:
    """Whether counts that do not all name the same things are of one size: else they may count different ones."""
    values = [one.quantity.value for one in chain]
    near = all(max(pair) <= _SIZE * min(pair) for pair in zip(values, values[1:], strict=False))
    return near or len({one.unit for one in chain}) == 1


def _is_counted(values: Sequence[Observation], last: int) -> bool:
    """Whether the value next behind a token counts things: those before it that count nothing else count them too."""
    follow = next((one for one in values if one.quantity.begin > last), None)
    return follow is not None and follow.quantity.kind == "count" and follow.unit is not None


def _ascends(chain: Sequence[Observation]) -> bool:
    """Whether three or more values ascend throughout: the order is from the least on, as a sentence before may say."""
    values = [one.quantity.value for one in chain]
    return len(values) > 2 and values == sorted(set(values))


def _is_alike(chain: Sequence[Observation]) -> bool:
    """Whether values are of one time, and those behind the words are given alike: "with 12", "(12)", "at 12"."""
    periods = {one.slots.period.code for one in chain if one.slots.period and one.slots.period_from == "stated"}
    given = [
        one for one in chain[1:] if one.quantity.enclosed or one.quantity.preposition in ("with", "at", "by", "on")
    ]
    return len(periods) <= 1 and bool(given)


def _by_place(group: SentenceGroup) -> Iterator[list[Observation]]:
    """ "The north leads with 46%, and the east ranks second with 24%", "France third with 33,893"."""
    low = group.scan.tokens.low
    values = values_now(group)
    for unit in dict.fromkeys(one.unit for one in values):
        chain: list[Observation] = []
        for one in [value for value in values if value.unit == unit]:
            lead = low[max(0, one.quantity.begin - 3) : one.quantity.begin]
            place = ORDINALS[len(chain)] if 0 < len(chain) < len(ORDINALS) else None
            if place in lead and lead[-1:] in _PLACED:
                chain.append(one)
            elif len(chain) <= 1:
                chain = [one]
        if len(chain) > 1 and low[chain[1].quantity.begin - 2] in ORDINALS and _is_led(low, chain[0]):
            yield chain


def _is_led(low: Sequence[str], first: Observation) -> bool:
    """Whether the value before stands with what comes first: "leads with 46%", "was first with 96,990", "tops, at"."""
    lead = low[max(0, first.quantity.begin - _NAME) : first.quantity.begin]
    if lead[-2:-1] == ["first"]:
        return True
    return not {"leads", "led", "tops", "topped", "heads", "headed", "top", "ahead", "most"}.isdisjoint(lead)
