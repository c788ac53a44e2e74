"""`total`: parts and a stated total in prose.

Belongs here: "a total of 45, comprising 30 ... and 15 ...", "exports of 30 and imports of 20 together came to 50",
"£3.2 bn (£1.1 bn capital and £2.1 bn current)", "of the 1,200 respondents, 700 were men and 500 women". Does not belong
here: shares of one whole (see `shares_sum`), tables (see `table_totals`).

Parts that add up are reported. Parts that do not are held against the text only where it claims that they are all.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import (
    apart,
    closed,
    complement,
    hits,
    is_joined,
    is_member,
    levels,
    list_after,
    list_before,
    opens,
    phrases,
)
from pipelines.relations.parts import HUNDRED, add_up, adds_up, fitting_tail, measured
from pipelines.relations.statement import Relation
from pipelines.relations.summands import (
    CLAIMED,
    EXPLAINED,
    LISTED,
    NONE,
    POSSIBLE,
    Summands,
    can_add,
    claim_of_parts,
    is_held,
    is_multiplied,
    is_telling,
)
from pipelines.relations.wholes_nearby import wholes_nearby

_PARTS_FOLLOW, _WHOLE_FOLLOWS = phrases("parts_follow"), phrases("whole_follows")
_WHOLE_NEAR, _REST = phrases("whole_near"), phrases("rest")
_WHOLE_TOLD = phrases("whole_told")
_SUM_OF, _OF_WHICH, _INCLUDES = phrases("sum_of"), phrases("of_which"), phrases("includes")
_NET = phrases("net")
_OUT_OF = (["of", "the"], ["out", "of"], ["of"], ["out", "of", "the"])
_NEAR = 8  # tokens between a whole and the words that lead to its parts
_BESIDE = 3
_LEAST = 2
_WHOLES = 3  # numbers before the words among which the whole may be
_START = 4  # tokens
_MOST_PARTS = 8  # numbers before "the remaining" among which the whole and its other parts are looked for
_LONGEST = 80  # tokens in brackets
_GIVING = frozenset(("for", "giving", "making", "gives", "makes", "bringing", "brought", "a"))
_TELLING = 3
_CHANGES_BETWEEN = 14  # tokens from a whole to "of which" with a change in between


def find_totals(context: Context) -> list[Relation]:
    """The totals that sentences state with their parts."""
    found: list[Relation] = []
    taken: set[int] = set()
    compared = {frozenset(id(one.observation) for one in it.operands) for it in context.found if it.kind == "direction"}
    for groups in context.passages.values():
        before: SentenceGroup | None = None
        for group in groups:
            found += _judged(context, group, _told(group, before), taken, compared)
            before = group
    changes = {
        frozenset((id(one.change.observation), id(one.pair.before), id(one.pair.after)))
        for one in context.changes
        if one.pair
    }
    tied = {identity for change in changes for identity in change}
    for at, group in enumerate(context.sentences):
        lists = [
            one
            for one in wholes_nearby(context.sentences, at, tied)
            if frozenset(map(id, (one.whole, *one.parts))) not in changes
        ]
        nearby = _judged(context, group, lists, taken, compared)
        for relation in nearby:
            if relation.verdict == "consistent":
                relation.constraint = (
                    None  # that it fits is all that tells the whole: nothing else is concluded from it
                )
        found += nearby
    return found


def _told(group: SentenceGroup, before: SentenceGroup | None) -> list[Summands]:
    """The wholes and parts that words of a sentence tie together, the surest first."""
    if len(group.observations) + (len(before.observations) if before else 0) <= _LEAST:
        return []  # fewer than a whole and two parts
    lists = [*_parts_follow(group, before), *_enclosed(group), *_with_rest(group), *_of_the(group), *_of_which(group)]
    lists += [*_of_these(group, before), *_whole_follows(group, before), *_sum_of(group)]
    lists += [*_total_named(group), *_whole_marked(group), *_whole_sentence(group)]
    if any(True for _ in hits(group.scan.tokens, _REST)):  # its shares are those of `shares_sum`
        lists = [one for one in lists if measured(one.whole) != "share"]
    return lists


def _judged(
    context: Context, group: SentenceGroup, lists: Sequence[Summands], taken: set[int], compared: Set[frozenset[int]]
) -> list[Relation]:
    """The relations of wholes with their parts, each whole once: those that add up, and those held against the text."""
    found = []
    for one in lists:
        if id(one.whole) in taken or not can_add(one) or is_multiplied(group, one.parts):
            continue
        fits = adds_up(one.whole, one.parts)
        if not fits and any(frozenset((id(one.whole), id(part))) in compared for part in one.parts):
            continue  # "53%, much higher than among the others, who reported 25% and 30%"
        if fits or is_held(group, one):
            taken.add(id(one.whole))
            relation = add_up(_kind(one.whole), one.whole, one.parts, "", one.rest)
            relation.stated = context.words(group, relation.operands)
            found.append(relation)
    return found


def _kind(whole: Observation) -> str:
    """Shares that add up to all there is are `shares_sum`; those that add up to another share are a total like any."""
    all_of_it = {"percent": HUNDRED, "ratio": HUNDRED / HUNDRED}.get(whole.unit or "")
    return "shares_sum" if whole.quantity.value == all_of_it else "total"


def _nearest(group: SentenceGroup, token: int, reach: int) -> Observation | None:
    """The level that ends last before a token, if it is near."""
    ends = [one for one in group.observations if one.quantity.end < token]
    last = ends[-1] if ends else None
    return last if last and is_member(last) and token - last.quantity.end <= reach else None


def _parts_follow(group: SentenceGroup, before: SentenceGroup | None) -> list[Summands]:
    """ "45, comprising 30 men and 15 women": the list behind the words is said to be complete.

    The whole stands before the words, also beyond another number, or in the sentence before ("It comprised ...").
    """
    found = []
    for first, last in hits(group.scan.tokens, _PARTS_FOLLOW):
        earlier = [one for one in levels(group) if one.quantity.end < first][-_WHOLES:]
        near = _nearest(group, first, _NEAR)
        if not earlier and before is not None and first <= _START:
            earlier = [one for one in levels(before) if measured(one) != "share"][:1]
        for whole in reversed(earlier):
            parts = list_after(group, last, whole, split=True)
            found.append(
                Summands(whole, parts, CLAIMED if whole is near else POSSIBLE if adds_up(whole, parts) else NONE)
            )
    return found


def _enclosed(group: SentenceGroup) -> list[Summands]:
    """ "£3.2 bn (£1.1 bn capital and £2.1 bn current)", "12 members: 7 men and 5 women"."""
    found = []
    tokens = group.scan.tokens
    for at, word in enumerate(tokens.low):
        if word not in ("(", ":", "–", "—") or (word == ":" and tokens.is_number(at - 1)):  # "(2021: 47%)"
            continue
        whole = _nearest(group, at, _NEAR)
        if whole is None:
            continue
        closing = next((k for k in range(at + 1, min(len(tokens), at + _LONGEST)) if tokens.low[k] == ")"), None)
        if word == "(" and closing is None:
            continue  # what is never closed holds nothing
        parts = list_after(group, at, whole, closing if word == "(" else None)
        if len(parts) < 2:
            continue
        lead = tokens.low[max(0, whole.quantity.begin - 4) : at]
        total = "total" in lead or closed(group, parts)
        ended = (
            word == "(" or tokens.word(parts[-1].quantity.end + 3) in ("", ".", ";") or _ends_soon(tokens, parts[-1])
        )
        beside = at - whole.quantity.end <= (_NEAR if word == ":" and is_joined(group, parts) else _BESIDE)
        claim = CLAIMED if total else POSSIBLE if (ended and beside) or word == "(" else NONE
        found.append(Summands(whole, parts, claim))
    return found


def _ends_soon(tokens: Tokens, last: Observation) -> bool:
    """Whether the sentence ends soon behind the last member of a list."""
    return len(tokens) - last.quantity.end <= _NEAR


def _with_rest(group: SentenceGroup) -> list[Summands]:
    """ "18 million, of whom 12 million in towns; the remaining 6 million elsewhere"."""
    tokens = group.scan.tokens
    found = []
    for _, last in hits(tokens, _REST):
        rest = next((one for one in levels(group) if one.quantity.begin > last), None)
        if (
            rest is None
            or rest.quantity.begin - last > (_NEAR if rest.quantity.enclosed else _BESIDE)
            or measured(rest) == "share"
            or "at" in tokens.low[last + 1 : rest.quantity.begin]
        ):
            continue
        before = [one for one in levels(group) if one.quantity.end < last and measured(one) == measured(rest)]
        if len(before) == _LEAST and _is_out_of(tokens, before[0], before[1]):
            before.reverse()  # "twelve of the 30 ... and the remaining 18"
        before = before[-_MOST_PARTS:]
        if len(before) > 1:
            fit = next((at for at in range(len(before) - 1) if adds_up(before[at], [*before[at + 1 :], rest])), 0)
            largest = before[fit].quantity.value > max(one.quantity.value for one in before[fit + 1 :])
            found.append(Summands(before[fit], [*before[fit + 1 :], rest], CLAIMED if largest else NONE, rest))
    return found


def _is_out_of(tokens: Tokens, part: Observation, whole: Observation) -> bool:
    """Whether two numbers are a part and its whole in this order: "twelve of the 30"."""
    return tokens.low[part.quantity.last + 1 : whole.quantity.first] in _OUT_OF


def _of_the(group: SentenceGroup) -> list[Summands]:
    """ "Of the 1,200 respondents, 700 were men and 500 women": complete only if the two leave nothing out."""
    found = []
    for whole in levels(group):
        if opens(group, whole):
            parts = list_after(group, whole.quantity.end, whole)
            found.append(Summands(whole, parts, claim_of_parts(group, parts)))
    return found


def _of_which(group: SentenceGroup) -> list[Summands]:
    """ "12,300, of which 8,100 were imported and 4,200 local": complete only if the parts leave nothing out.

    A change may stand in between ("8.8 million pupils, up 5.7%, of which ...").
    """
    found = []
    for first, last in hits(group.scan.tokens, _OF_WHICH):
        ended = [one for one in group.observations if one.quantity.end < first]
        while ended and ended[-1].measure == "change":
            ended.pop()
        whole = ended[-1] if ended and is_member(ended[-1]) else None
        reach = _NEAR if whole is _nearest(group, first, _NEAR) else _CHANGES_BETWEEN
        if whole is None or measured(whole) == "share" or first - whole.quantity.end > reach:
            continue
        if reach != _NEAR or apart(group, whole, first):
            parts = list_after(group, last, whole)
            found.append(Summands(whole, parts, claim_of_parts(group, parts)))
    return found


def _of_these(group: SentenceGroup, before: SentenceGroup | None) -> list[Summands]:
    """ "There were 36,218 consents. Of these, 20,304 were ... and 15,914 ...", "The figure included 16.7 million ..."."""
    tokens = group.scan.tokens
    if before is None or group.index - before.index != 1:
        return []
    opening = [(last, _OF_WHICH) for first, last in hits(tokens, _OF_WHICH) if first == 0]
    opening += [(last, _INCLUDES) for first, last in hits(tokens, _INCLUDES) if 0 < first <= _START]
    found = []
    for last, opener in opening[:1]:
        parts = list_after(group, last, None, split=True)
        if opener is _INCLUDES and any(one.quantity.end < last for one in group.observations):
            continue
        wholes = [one for one in levels(before) if parts and measured(one) == measured(parts[0]) != "share"]
        fit = next((whole for whole in wholes if adds_up(whole, parts)), None)
        if wholes and len(parts) > 1:
            claim = LISTED if opener is _INCLUDES else claim_of_parts(group, parts)
            closed_of_one = len(wholes) == 1 or wholes[0].quantity.value > sum(one.quantity.value for one in wholes[1:])
            found.append(Summands(fit or wholes[0], parts, claim if closed_of_one else NONE))
    return found


def _whole_marked(group: SentenceGroup) -> list[Summands]:
    """ "11.8 million by residents and, of the total of 38.0 million, 26.1 million by others": a whole amid its parts."""
    found = []
    low = group.scan.tokens.low
    for whole in levels(group):
        lead = low[max(0, whole.quantity.begin - _BESIDE) : whole.quantity.begin]
        if "total" in lead and measured(whole) != "share":
            parts = [one for one in levels(group) if one is not whole and measured(one) == measured(whole)]
            if all(is_telling(one) for one in (whole, *parts)):
                found.append(Summands(whole, parts, NONE))
    return found


def _whole_follows(group: SentenceGroup, before: SentenceGroup | None) -> list[Summands]:
    """ "30 and 20, together 50", "700 men and 500 women, 1,200 in total", and "Together they ..." of the sentence before."""
    found = []
    sums = [(*hit, CLAIMED) for hit in hits(group.scan.tokens, _WHOLE_FOLLOWS)]
    sums += [(*hit, POSSIBLE) for hit in hits(group.scan.tokens, _WHOLE_NEAR)]
    sums += [(*hit, EXPLAINED) for hit in hits(group.scan.tokens, _WHOLE_TOLD)]
    for first, last, claim in sums:
        near = _nearest(group, first, _BESIDE)
        follow = next((one for one in group.observations if one.quantity.begin > last), None)
        if follow is not None and (not is_member(follow) or follow.quantity.begin - last > _NEAR):
            follow = None
        for whole in (follow, near):
            if whole is None:
                continue
            parts = list_before(group, min(first, whole.quantity.begin), whole)
            if not parts and before is not None and first <= 1 and before.index == group.index - 1:
                parts = [one for one in levels(before) if measured(one) == measured(whole)]
            fit = fitting_tail(whole, parts)
            told = claim if whole is follow or near is follow else NONE
            if claim == EXPLAINED:
                told = _claim_of_sum(group, parts, whole)
            found.append(Summands(whole, list(fit or parts), told))
    return found


def _claim_of_sum(group: SentenceGroup, parts: Sequence[Observation], whole: Observation) -> int:
    """How far "in all" says so: "30 in A and 20 in B, 50 in all", not "30 in May, 20 in June and 45 in all since April"."""
    if not parts:
        return NONE
    if parts[-1].sentence != group.index:
        return POSSIBLE
    between = group.scan.tokens.low[parts[-1].quantity.end + 1 : whole.quantity.begin]
    apart_from = not {",", ";", "–", "—", "("}.isdisjoint(between) and "and" not in between
    return EXPLAINED if apart_from and is_joined(group, parts) and len(parts) == _joined(group, parts) else NONE


def _joined(group: SentenceGroup, parts: Sequence[Observation]) -> int:
    """How many numbers of one kind a sentence has up to the last part: all of them should be parts."""
    last = parts[-1].quantity.end
    return sum(measured(one) == measured(parts[0]) and one.quantity.end <= last for one in group.observations)


def _total_named(group: SentenceGroup) -> list[Summands]:
    """ "£41.2 million and £8.7 million, for total revenue of £49.9 million", "giving a total fall population of 1,146"."""
    found: list[Summands] = []
    low = group.scan.tokens.low
    if "total" not in group.scan.tokens.words:
        return found
    for whole in levels(group)[_LEAST:]:
        lead = low[max(0, whole.quantity.begin - _NEAR) : whole.quantity.begin]
        floor = max(one.quantity.end for one in group.observations if one.number < whole.number)
        led = "total" in lead and not _GIVING.isdisjoint(lead) and whole.quantity.begin - len(lead) > floor - _NEAR
        parts = list_before(group, whole.quantity.begin, whole) if led and lead[-1:] in (["of"], ["to"]) else []
        if parts:
            told = EXPLAINED if is_joined(group, parts) and len(parts) == _joined(group, parts) else NONE
            found.append(Summands(whole, parts, told))
    return found


def _sum_of(group: SentenceGroup) -> list[Summands]:
    """ "The sum of 30 and 20 is 50"."""
    found = []
    for _, last in hits(group.scan.tokens, _SUM_OF):
        listed = list_after(group, last, None)
        if len(listed) > 2 and listed[-1].quantity.preposition in ("is", "was", "to", "at", "of"):
            found.append(Summands(listed[-1], listed[:-1], CLAIMED))
    return found


def _whole_sentence(group: SentenceGroup) -> list[Summands]:
    """All numbers of a sentence: the first or the last is the sum of the others, as nothing but the numbers says."""
    members = levels(group)
    if len(members) < 3 or len({measured(one) for one in members}) > 1 or measured(members[0]) == "share":
        return []
    if len(members) < len(group.observations) or min(one.quantity.value for one in members) < _TELLING:
        return []
    largest = max(members, key=lambda one: one.quantity.value)
    others = [one for one in members if one is not largest]
    if len(members) == _LEAST + 1 and any(True for _ in hits(group.scan.tokens, _NET)):
        return [Summands(largest, others, NONE)]  # "net sales were 91.4: 97.1 sold less 5.7 returned"
    first, last = members[1:], members[:-1]
    claim = EXPLAINED if complement(group, first) else NONE
    return [Summands(members[0], first, claim), Summands(members[-1], last, NONE)]
