"""`shares_sum`: the shares that one bracket lists: "(urban roads 36%; rural roads 63%; motorways 1%)".

Belongs here: three shares or more of one bracket, each with its name, as the parts of one whole. Does not belong here: lists
outside brackets (see `shares_sum`), shares in brackets behind each part (see `telling_shares`).

A list that misses 100% is held against the text only where its groups leave nothing out, a misprint explains it, and
something says that it is the make-up of a whole: another bracket of the sentence with the same names adds up, the bracket
stands behind the amount that it divides, or a word such as "distribution" says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.context import SentenceGroup
from pipelines.relations.lists import closed, excludes, is_member, one_period, several
from pipelines.relations.parts import HUNDRED, adds_up, measured
from pipelines.rules import words

_LEAST = 3
_NAME = 6  # tokens from one share to the next
_BEHIND = 8  # tokens from an amount to the bracket that divides it
_MADE_UP = words("bracketed_shares_made_up")
_SEPARATORS = frozenset((",", ";", "/", "and"))


def bracketed_shares(group: SentenceGroup) -> Iterator[list[Observation]]:
    """The lists of shares in brackets that add up to 100%, and those that should."""
    lists = list(_lists(group))
    fitting = [run for run in lists if adds_up(None, run)]
    for run in lists:
        if run in fitting or _is_held(group, run, fitting):
            yield run


def _lists(group: SentenceGroup) -> Iterator[list[Observation]]:
    low = group.scan.tokens.low
    enclosed = [one for one in group.observations if group.in_brackets(one)]
    run: list[Observation] = []
    for one, follow in zip(enclosed, (*enclosed[1:], None), strict=False):
        run.append(one)
        if follow is None or ")" in low[one.quantity.last : follow.quantity.begin]:
            if len(run) >= _LEAST and not several(group) and _are_listed(group, run):
                yield run
            run = []


def _are_listed(group: SentenceGroup, run: Sequence[Observation]) -> bool:
    """Whether all numbers of a bracket are shares of one time that separators part, with a name between any two."""
    low = group.scan.tokens.low
    gaps = [low[one.quantity.end + 1 : other.quantity.begin] for one, other in zip(run, run[1:], strict=False)]
    shares = all(one.unit == "percent" and is_member(one) and one.quantity.value > 0 for one in run)
    parted = all(1 < len(gap) <= _NAME and not _SEPARATORS.isdisjoint(gap) for gap in gaps)
    return shares and parted and one_period(run)


def _is_held(group: SentenceGroup, run: list[Observation], fitting: Sequence[list[Observation]]) -> bool:
    """Whether a list that misses 100% should not: see above."""
    if not (closed(group, run) or excludes(group, run)):
        return False
    beside = any(_names(group, other) == _names(group, run) for other in fitting)
    whole = beside or _divides(group, run) or not _MADE_UP.isdisjoint(group.scan.tokens.words)
    return whole and chance_of_misprint(run, [Fraction(1)] * len(run), of=HUNDRED) is not None


def _names(group: SentenceGroup, run: Sequence[Observation]) -> frozenset[str]:
    """The words between the shares of a bracket."""
    tokens = group.scan.tokens
    between = range(run[0].quantity.end + 1, run[-1].quantity.begin)
    numbers = {at for one in run for at in range(one.quantity.begin, one.quantity.end + 1)}
    return frozenset(tokens.low[at] for at in between if at not in numbers)


def _divides(group: SentenceGroup, run: Sequence[Observation]) -> bool:
    """Whether a bracket stands behind an amount: "a network of 423 km (urban roads 36%; ...)"."""
    before = [one for one in group.observations if one.number < run[0].number]
    near = bool(before) and run[0].quantity.begin - before[-1].quantity.end <= _BEHIND
    return near and is_member(before[-1]) and measured(before[-1]) != "share"
