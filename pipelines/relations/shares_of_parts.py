"""Percentages beside the parts of one whole that stands before them: each is of that whole, though no sentence says so.

Belongs here: "The 640 valid votes were distributed as follows: - Kato: 310, representing 48.4 percent - Mora: 287, 44.8
percent ...", where the whole is known from the `total` of the parts, or because all percentages but one at most are of it.
Does not belong here: wholes that words name or that one percentage alone fits (see `shares_nearby`), what is recomputed (see
`feasible_share`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.observations import Observation
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.shares_nearby import NearShare, fits, is_comparable, is_percentage, parts_beside

_BESIDE = ([","], ["("], [":"], ["–"], ["—"], ["-"], [";"])
_LEAST = 3  # percentages that fit one whole, so that one which does not is held against the text
_LONGEST = 40  # sentences or lines

Pair = tuple[SentenceGroup, Observation, Observation]
"""A percentage and the part beside it, with their sentence."""


def shares_of_parts(context: Context) -> Iterator[tuple[SentenceGroup, NearShare]]:
    """The percentages beside parts, with the whole that they share, if all of them but one at most are of it."""
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
            if whole is not None:
                yield from _of_whole(pairs, whole)
    for opening, pairs in _runs(context.sentences):
        parts = {id(one) for _, percent, part in pairs for one in (percent, part)}
        wholes = [one for one in opening.observations if id(one) not in parts and is_comparable(pairs[0][2], one)]
        for whole in wholes:
            found = list(_of_whole(pairs, whole))
            if len(found) > _LEAST:
                yield from found
                break


def _of_whole(pairs: Sequence[Pair], whole: Observation) -> Iterator[tuple[SentenceGroup, NearShare]]:
    fitting = sum(fits(percent, part, whole) for _, percent, part in pairs)
    if fitting >= max(1, len(pairs) - 1):
        for group, percent, part in pairs:
            yield group, NearShare(percent, part, whole, sure=fitting >= _LEAST)


def _runs(sentences: Sequence[SentenceGroup]) -> Iterator[tuple[SentenceGroup, list[Pair]]]:
    """Sentences or lines one behind the other that each pair a percentage with a part; the one before opens them."""
    opening: SentenceGroup | None = None
    run: list[Pair] = []
    for group in sentences:
        pairs = _pairs(group)
        if opening is not None and len(run) > _LEAST and (not pairs or len(run) > _LONGEST):
            yield opening, run
        if not pairs or len(run) > _LONGEST:
            opening, run = group, []
        else:
            run = run + pairs
    if opening is not None and len(run) > _LEAST:
        yield opening, run


def _pairs(group: SentenceGroup) -> list[Pair]:
    """Each percentage with the part that it restates: told so by words or brackets, or next behind a mark."""
    if not any(is_percentage(one) for one in group.observations):
        return []
    told = list(parts_beside(group))
    taken = {id(one) for pair in told for one in pair}
    low = group.scan.tokens.low
    for part, percent in zip(group.observations, group.observations[1:], strict=False):
        gap = low[part.quantity.end + 1 : percent.quantity.begin]
        if gap in _BESIDE and is_percentage(percent) and taken.isdisjoint((id(part), id(percent))):
            taken |= {id(part), id(percent)}
            told.append((percent, part))
    return [(group, percent, part) for percent, part in told]
