"""Percentages beside the parts of one whole that stands near them: each is of that whole, though no sentence says so.

Belongs here: "The 640 valid votes were distributed as follows: - Kato: 310, representing 48.4 percent - Mora: 287, 44.8
percent ..." and "There were 145.6 million visits. Pain (12.5 million visits, 8.6%) came before fever (7.5 million, 5.2%)",
where the whole is known from the `total` of the parts, or because the other percentages nearby are of it. Does not belong
here: wholes that words name or that one percentage alone fits (see `shares_nearby`), what is recomputed (see
`feasible_share`).

One percentage that fits no number nearby, beside others that are of one whole, is held against the text: `feasible_share`
tells it only where one misprint explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.levels import find_levels
from pipelines.relations.lists import opens
from pipelines.relations.shares_nearby import NearShare, fits, is_comparable, is_exchanged, is_percentage, parts_beside

_BESIDE = ([","], ["("], [":"], ["–"], ["—"], ["-"], [";"])
_FEWEST, _LEAST = 2, 3  # percentages that fit one whole, and their weight, so that another is held against the text
_OF_FINE = 2  # weight of a fine one; that of others is one
_FINE = Fraction(1, 10)  # per cent: the last digit of a percentage that hardly fits by chance
_LONGEST = 40  # sentences or lines
_FARTHEST = 2  # sentences from one that pairs them to the next
_CROWDED = 24  # numbers of what is no sentence any more
_LONG, _LONG_SHARE = 100, 10  # in units of the last digit: shorter numbers an exchange explains by chance
_CLAUSE = 14  # tokens from a part to its percentage

Pair = tuple[SentenceGroup, Observation, Observation]
"""A percentage and the part beside it, with their sentence."""


def shares_of_parts(context: Context) -> Iterator[tuple[SentenceGroup, NearShare]]:
    """The percentages beside parts, with the whole that they share; one that is of no whole, if the others are of one."""
    groups = {group.index: group for group in context.sentences}
    for relation in context.found:
        ones = [one.observation for one in relation.operands if one.observation]
        if (
            relation.kind == "total"
            and relation.verdict == "consistent"
            and all(one.sentence in groups for one in ones)
        ):
            whole = next(one.observation for one in relation.operands if one.role == "whole")
            pairs = [pair for part in ones for pair in _pairs(groups[part.sentence]) if pair[2] is part]
            if whole is not None and all(fits(percent, part, whole) for _, percent, part in pairs):
                yield from ((group, NearShare(percent, part, whole, sure=False)) for group, percent, part in pairs)
    for sentences, pairs in _runs(context.sentences):
        yield from _of_common_whole(sentences, pairs)


def _of_common_whole(
    sentences: Sequence[SentenceGroup], pairs: Sequence[Pair]
) -> Iterator[tuple[SentenceGroup, NearShare]]:
    """The pairs that are of one number, and the only one that is of none."""
    numbers = [one for group in sentences if len(group.observations) <= _CROWDED for one in group.observations]
    of = {id(one): [pair for pair in pairs if fits(pair[1], pair[2], one)] for one in numbers}
    best = max(numbers, key=lambda one: (len(of[id(one)]), -one.start), default=None)
    if best is None or not of[id(best)]:
        return
    fitting = of[id(best)]
    evidence = sum(_OF_FINE if percent.quantity.step <= _FINE else 1 for _, percent, _ in fitting)
    if evidence >= _OF_FINE:
        yield from _swapped(pairs, fitting, best)
    if len(fitting) < _FEWEST:
        return
    yield from ((group, NearShare(percent, part, best, sure=False)) for group, percent, part in fitting)
    if evidence < _LEAST:
        return
    known = {id(percent) for one in numbers for _, percent, _ in of[id(one)]}
    lost = [pair for pair in pairs if pair not in fitting]
    if len(fitting) < _LEAST or len(lost) > 1:
        lost = [pair for pair in lost if id(pair[1]) not in known]
    if len(lost) == 1 and is_comparable(lost[0][2], best):
        group, percent, part = lost[0]
        yield group, NearShare(percent, part, best, sure=True)


def _swapped(
    pairs: Sequence[Pair], fitting: Sequence[Pair], whole: Observation
) -> Iterator[tuple[SentenceGroup, NearShare]]:
    """The only pair that is not of the whole of the others, if two digits exchanged in one of its numbers explain that."""
    lost = [pair for pair in pairs if pair not in fitting and _is_swapped(pair, whole)]
    if len(lost) == 1:
        group, percent, part = lost[0]
        yield group, NearShare(percent, part, whole, sure=True)


def _is_swapped(pair: Pair, whole: Observation) -> bool:
    _, percent, part = pair
    long = part.quantity.value >= _LONG * part.quantity.step
    long &= percent.quantity.value >= _LONG_SHARE * percent.quantity.step
    return long and is_comparable(part, whole) and is_exchanged(percent, part, whole)


def _runs(sentences: Sequence[SentenceGroup]) -> Iterator[tuple[list[SentenceGroup], list[Pair]]]:
    """Sentences or lines one behind the other that pair percentages with parts, with the one before that opens them."""
    run: list[SentenceGroup] = []
    pairs: list[Pair] = []
    for group in (*sentences, None):
        own = _pairs(group) if group is not None else []
        if own and group is not None and len(run) <= _LONGEST and (not run or group.index - run[-1].index <= _FARTHEST):
            run, pairs = [*run, group], pairs + own
            continue
        if len(pairs) > 1:
            yield run, pairs
        run, pairs = ([group], own) if group is not None else ([], [])


def _pairs(group: SentenceGroup) -> list[Pair]:
    """Each percentage with the part that it restates: told so by words or brackets, behind a mark, or in its clause."""
    ones = group.observations
    if not any(is_percentage(one) for one in ones):
        return []
    told = list(parts_beside(group))
    taken = {id(one) for pair in told for one in pair}
    low = group.scan.tokens.low
    for part, percent in zip(ones, ones[1:], strict=False):
        gap = low[part.quantity.end + 1 : percent.quantity.begin]
        if (
            is_percentage(percent)
            and taken.isdisjoint((id(part), id(percent)))
            and (gap in _BESIDE or _is_of_clause(group, part, gap))
        ):
            taken |= {id(part), id(percent)}
            told.append((percent, part))
    told = [(percent, part) for percent, part in told if not _is_base(group, part)]
    return [(group, percent, part) for percent, part in told if _is_now(group, percent) and _is_now(group, part)]


def _is_of_clause(group: SentenceGroup, part: Observation, gap: Sequence[str]) -> bool:
    """Whether a percentage is the first behind a part in its clause: "vans, with 92,627 units, saw their share drop to"."""
    lead = group.scan.tokens.low[max(0, part.quantity.begin - 3) : part.quantity.begin]
    set_off = not {"with", "at", "(", ","}.isdisjoint(lead)
    return set_off and len(gap) <= _CLAUSE and {";", "while", "whereas", "and"}.isdisjoint(gap)


def _is_base(group: SentenceGroup, part: Observation) -> bool:
    """Whether a clause opens with what the percentage behind is of: "Of the imports of 102.6 billion, 93.9% were ..."."""
    low, begin = group.scan.tokens.low, part.quantity.begin
    return opens(group, part) or (low[0] in ("of", "among") and begin <= _CLAUSE and part.number == 0)


def _is_now(group: SentenceGroup, one: Observation) -> bool:
    """Whether a number is no level from which another one started: "from 21.0%"."""
    level = find_levels(group)[one.number]
    return one.quantity.preposition not in ("from", "than") and (level is None or level.cue != "start")
