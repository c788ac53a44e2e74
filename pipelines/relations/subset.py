"""`subset`: a part cannot exceed its whole, in prose.

Belongs here: "1,200 respondents, of whom 300 were women", "96.8%, including smartphones (86.8%)". Does not belong here:
parts that add up (see `total`); a share of a share ("67%, 72% of whom"), which may exceed it; tables (see `table_totals`).
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import apart, hits, is_member, opens, phrases
from pipelines.relations.parts import measured, within
from pipelines.relations.statement import Relation

_OF_WHICH, _INCLUDING = phrases("of_which"), phrases("including")
_BEFORE, _BEHIND = 10, 5  # tokens from the whole to the words, and from the words to the part


def find_subsets(context: Context) -> list[Relation]:
    """The parts that sentences name with "of which", "including" or "of the ...", each with its whole."""
    found = []
    for group in context.sentences:
        pairs = [*_of_which(group), *_including(group), *_opening(group)]
        for whole, part in {id(part): (whole, part) for whole, part in reversed(pairs)}.values():
            relation = within("subset", whole, [part], "")
            relation.stated = context.words(group, relation.operands)
            found.append(relation)
    return found


_Pairs = list[tuple[Observation, Observation]]


def _of_which(group: SentenceGroup) -> _Pairs:
    """ "480 teachers, of whom 312 were women", "480 teachers, 312 of them women"."""
    found = []
    for first, last in hits(group.scan.tokens, _OF_WHICH):
        before = [one for one in group.observations if one.quantity.end < first][-2:]
        behind = next((one for one in group.observations if one.quantity.begin > last), None)
        if before and before[-1].quantity.end + 1 == first:
            whole, part, gap = before[0], before[-1], before[-1].quantity.begin - before[0].quantity.end
        elif before and behind is not None and behind.quantity.begin - last <= _BEHIND:
            whole, part, gap = before[-1], behind, first - before[-1].quantity.end
            if not apart(group, whole, first):
                continue
        else:
            continue
        rate = group.scan.tokens.word(whole.quantity.end + 1) in ("per", "for")
        if (
            whole is not part
            and gap <= _BEFORE
            and not rate
            and _comparable(whole, part)
            and measured(whole) != "share"
        ):
            found.append((whole, part))
    return found


def _including(group: SentenceGroup) -> _Pairs:
    """ "96.8%, including smartphones (86.8%)": of one unit, and not of another base."""
    found = []
    for first, last in hits(group.scan.tokens, _INCLUDING):
        before = [one for one in group.observations if one.quantity.end < first][-1:]
        behind = next((one for one in group.observations if one.quantity.begin > last), None)
        if (
            not before
            or behind is None
            or first - before[0].quantity.end > _BEFORE
            or behind.quantity.begin - last > _BEHIND
        ):
            continue
        same = before[0].unit == behind.unit and not _is_of_another(group, behind)
        if same and _comparable(before[0], behind) and apart(group, before[0], first):
            found.append((before[0], behind))
    return found


def _opening(group: SentenceGroup) -> _Pairs:
    """ "Of the 1,150 households, 1,020 had children": the first number of the clause is one of them."""
    found = []
    for whole, part in zip(group.observations, group.observations[1:], strict=False):
        if not opens(group, whole) or measured(whole) != "count" or not _comparable(whole, part):
            continue
        tokens = group.scan.tokens.low[whole.quantity.end + 1 : part.quantity.begin]
        if 0 < len(tokens) <= _BEFORE and tokens[-1] == "," and not _counts_others(whole, part):
            found.append((whole, part))
    return found


def _counts_others(whole: Observation, part: Observation) -> bool:
    """Whether a number counts other things than the whole ("Of the 300 schools, 45,000 pupils ...")."""
    return part.unit not in (whole.unit, None) and part.quantity.end == part.quantity.last + 1


def _comparable(whole: Observation, part: Observation) -> bool:
    """Whether both are levels of one measure and not negative."""
    members = is_member(whole) and is_member(part) and measured(whole) == measured(part)
    counted = measured(whole) != "count" or whole.quantity.value.denominator == 1  # "0.17 per km, of which 23 ..."
    return members and counted and whole.quantity.value >= 0 and part.quantity.value >= 0


def _is_of_another(group: SentenceGroup, part: Observation) -> bool:
    """Whether a share is one of another base ("including 72% of large firms")."""
    return group.scan.tokens.word(part.quantity.end + 1) in ("of", "among", "in", "for")
