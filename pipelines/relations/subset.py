"""`subset`: a part cannot exceed its whole, in prose.

Belongs here: "1,200 respondents, of whom 300 were women", "96.8%, including smartphones (86.8%)". Does not belong here:
parts that add up (see `total`); a share of a share ("67%, 72% of whom"), which may exceed it; tables (see `table_totals`).
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import apart, hits, is_member, list_after, opens, phrases
from pipelines.relations.parts import measured, within
from pipelines.relations.statement import Relation
from pipelines.rules import table

_OF_WHICH, _INCLUDING = phrases("of_which"), phrases("including")
_INCLUDES = phrases("includes")
_PRONOUNS = frozenset(("them", "these", "those"))
_RELATIVE = _PRONOUNS | {"which", "whom", "it"}
_OWNERS = frozenset(("'", "’", "'s", "’s"))
_OUT_OF = frozenset(
    (
        ("of", "the"),
        ("out", "of"),
        ("out", "of", "the"),
        ("of", "all"),
        ("out", "of", "a", "total", "of"),
        ("of", "a", "total", "of"),
    )
)
_OF_THEM = ("of", "them")
_NESTING = frozenset(("of", "which", "whom", "them", "these", "from", "than", "compared", "while", "when"))
_SCALES = frozenset(row["words"] for row in table("scales"))
_OPENING = 3  # tokens
_MOST = 10  # times a whole: no slip of one digit makes a part greater
_NUMBERS = 3  # before the words of a part
_LONG = 16  # tokens from a whole to a verb
_BEFORE, _BEHIND = 10, 5  # tokens from the whole to the words, and from the words to the part


def find_subsets(context: Context) -> list[Relation]:
    """The parts that sentences name with "of which", "including" or "of the ...", each with its whole."""
    found = []
    before: SentenceGroup | None = None
    for group in context.sentences:
        pairs = [*_of_which(group), *_including(group), *_opening(group), *_out_of(group)]
        pairs += [
            *_of_them(group, before),
            *_of_these(group, before),
            *_accounting(group, before),
            *_alone(group, before),
        ]
        before = group
        for whole, part in {id(part): (whole, part) for whole, part in reversed(pairs)}.values():
            if abs(part.quantity.value) > _MOST * abs(whole.quantity.value):
                continue  # "Five passes were won by 2,882 of them"
            relation = within("subset", whole, [part], "")
            relation.stated = context.words(group, relation.operands)
            if (
                relation.verdict == "consistent" or whole.quantity.scale == part.quantity.scale
            ):  # "34, of which 3 million"
                found.append(relation)
    return found


_Pairs = list[tuple[Observation, Observation]]


def _of_which(group: SentenceGroup) -> _Pairs:
    """ "480 teachers, of whom 312 were women", "480 teachers, 312 of them women"."""
    found = []
    for first, last in hits(group.scan.tokens, _OF_WHICH):
        before = [one for one in group.observations if one.quantity.end < first][-_NUMBERS:]
        behind = next((one for one in group.observations if one.quantity.begin > last), None)
        next_to = behind is not None and behind.quantity.begin - last <= _BEHIND and _is_free(group, last, behind)
        wholes = [one for one in before[:-1] if _holds_parts(one, before[-1])][-1:]
        enclosed = bool(wholes) and group.in_brackets(wholes[0])  # "Three firms (A 33, B 13) were behind 61 of them"
        restated = bool(wholes) and before[-1].quantity.end + 1 == first and not enclosed
        if restated and _points_back(group, last, next_to=next_to):
            whole, part = wholes[0], before[-1]
            gap = part.quantity.begin - whole.quantity.end
        elif before and behind is not None and next_to:
            alike = [one for one in before if _comparable(one, behind) and _is_last(group, one, before, first)]
            if not alike or not apart(group, before[-1], first):
                continue
            whole, part, gap = alike[-1], behind, first - before[-1].quantity.end
        else:
            continue
        rate = group.scan.tokens.word(whole.quantity.end + 1) in ("per", "for")
        if (
            whole is not part
            and gap <= _reach(whole, part, last=part is before[-1])
            and not rate
            and (_holds_parts if part is before[-1] else _comparable)(whole, part)
            and measured(whole) != "share"
        ):
            found.append((whole, part))
    return found


def _reach(whole: Observation, part: Observation, *, last: bool) -> int:
    """How far a part may stand from its whole: farther if both are of one size, as "303 million of these"."""
    if last and whole.quantity.scale is not None and whole.quantity.scale == part.quantity.scale:
        return 2 * _LONG
    return _LONG if last and whole.unit == part.unit else _BEFORE


def _is_last(group: SentenceGroup, one: Observation, before: list[Observation], first: int) -> bool:
    """Whether no brackets give another of its measure: "8.1 billion (3.5 billion in 2019), of which 6.2 billion"."""
    if ")" not in group.scan.tokens.low[one.quantity.last : first]:
        return True
    later = [other for other in before if other.quantity.begin > one.quantity.end]
    return not group.in_brackets(one) and bool(later) and all(measured(each) != measured(one) for each in later)


def _holds_parts(whole: Observation, part: Observation) -> bool:
    """Whether a number can be the whole of "312 of them": also what was gained ("gained 940 jobs, 312 of them ...")."""
    gained = whole.measure == "change" and whole.quantity.upper is None and whole.unit == part.unit is not None
    if gained and whole.quantity.value >= 0 and is_member(part):
        return measured(whole) == measured(part) != "share"
    return _comparable(whole, part)


def _is_free(group: SentenceGroup, last: int, behind: Observation) -> bool:
    """Whether no comma parts the part from "of them": "over the last of them too, having been 27,684"."""
    gap = group.scan.tokens.low[last + 1 : behind.quantity.begin]
    return group.scan.tokens.low[last] not in _PRONOUNS or "," not in gap[1:]


def _points_back(group: SentenceGroup, last: int, *, next_to: bool) -> bool:
    """Whether "312 of them" names a part of what stands before; "pupils of whom 49%" begins another."""
    word = group.scan.tokens.low[last]
    return word in _PRONOUNS or (word in _RELATIVE and not next_to)


def _out_of(group: SentenceGroup) -> _Pairs:
    """ "1.7 billion of the 2.5 billion people", "17 out of 26 parties", "140,000, two thirds of the 211,900"."""
    found = []
    low = group.scan.tokens.low
    for at, (part, whole) in enumerate(zip(group.observations, group.observations[1:], strict=False)):
        gap = low[part.quantity.last + 1 : whole.quantity.first]
        while gap and gap[0] in _SCALES:
            gap = gap[1:]
        if tuple(gap) not in _OUT_OF or whole.quantity.preposition == "from":
            continue
        if not _OWNERS.isdisjoint(low[whole.quantity.end : whole.quantity.end + 3]):
            continue
        if part.unit == "ratio":
            named = _called(group, at)
            if named is None:
                continue
            part = named
        if _comparable(whole, part) and measured(whole) != "share":
            found.append((whole, part))
    return found


def _called(group: SentenceGroup, at: int) -> Observation | None:
    """The number that is called a fraction: "141,300 units (of which ...), two thirds of the 211,900"."""
    before = [one for one in group.observations[:at] if not one.quantity.enclosed]
    gap = group.scan.tokens.low[before[-1].quantity.end + 1 : group.observations[at].quantity.begin] if before else []
    if not gap or gap[-1] != ",":
        return None
    outside = gap[: gap.index("(")] if "(" in gap else gap
    return before[-1] if len(outside) <= _BEHIND else None


def _of_them(group: SentenceGroup, before: SentenceGroup | None) -> _Pairs:
    """ "The audit examined 24 contracts. In 9 of them ...": the only count of the sentence before, of the same things."""
    if before is None or group.index - before.index != 1 or not group.observations:
        return []
    part = group.observations[0]
    low = group.scan.tokens.low
    behind = low[part.quantity.end + 1 : part.quantity.end + 3]
    if len(behind) < len(_OF_THEM) or behind[0] != "of" or behind[1] not in _PRONOUNS or part.quantity.begin > _OPENING:
        return []
    counts = [one for one in before.observations if is_member(one) and measured(one) == "count"]
    wholes = [one for one in counts if one.unit == part.unit and one.quantity.scale == part.quantity.scale]
    return [(wholes[0], part)] if len(wholes) == 1 and counts[0] is wholes[0] and _comparable(wholes[0], part) else []


def _of_these(group: SentenceGroup, before: SentenceGroup | None) -> _Pairs:
    """ "There were 2,930 arrests. Of these, 611 were of minors": the first number of the sentence before."""
    opening = next((last for first, last in hits(group.scan.tokens, _OF_WHICH) if first == 0), None)
    if opening is None or before is None or group.index - before.index != 1 or not group.observations:
        return []
    part = group.observations[0]
    wholes = [one for one in before.observations if _comparable(one, part)]
    near = part.quantity.begin - opening <= _BEFORE and measured(part) != "share"
    largest = wholes and all(one.quantity.value <= wholes[0].quantity.value for one in wholes)
    if not (near and largest) or _counts_others(wholes[0], part):
        return []
    if part.quantity.value > wholes[0].quantity.value and any(
        one.quantity.value >= part.quantity.value and measured(one) == measured(part) for one in before.observations
    ):
        return []  # another number may be their whole: "50,126 people at 132 hospitals. Of these, 42,707 ..."
    return [(wholes[0], one) for one in (part, *_next_parts(group, wholes[0], part))]


def _next_parts(group: SentenceGroup, whole: Observation, part: Observation) -> list[Observation]:
    """The parts that a list goes on to behind the first: "Of the 64 patients, 63 were women and 54 lived in towns"."""
    behind = list_after(group, part.quantity.end, part)
    plain = [one for one in behind if _comparable(whole, one) and not _counts_others(whole, one)]
    low, parts, last = group.scan.tokens.low, [], part
    for one in plain:
        gap = low[last.quantity.end + 1 : one.quantity.begin]
        if {"and", ","}.isdisjoint(gap) or not _NESTING.isdisjoint(gap):
            break
        parts.append(one)
        last = one
    return parts


def _accounting(group: SentenceGroup, before: SentenceGroup | None) -> _Pairs:
    """ "There were 150,131 arrivals. Holidays accounted for 131,865 arrivals, business for 13,841.": of the same things."""
    low = group.scan.tokens.low
    at = next((at for at in range(len(low) - 1) if low[at] == "accounted" and low[at + 1] == "for"), None)
    if at is None or before is None or group.index - before.index != 1:
        return []
    parts = [one for one in group.observations if one.quantity.begin > at and measured(one) == "count"]
    if not parts or parts[0].quantity.begin - at > _BEHIND or parts[0].unit is None or parts[0].quantity.enclosed:
        return []  # "accounted for 15% (172)": what the bracket counts is not said
    wholes = [one for one in before.observations if one.unit == parts[0].unit and _comparable(one, parts[0])]
    alike = [one for one in parts if one.unit == parts[0].unit or one.unit is None]
    return [(wholes[0], one) for one in alike if _comparable(wholes[0], one)] if len(wholes) == 1 else []


def _alone(group: SentenceGroup, before: SentenceGroup | None) -> _Pairs:
    """ "1,582,835 tourists came until August. In August alone it was 200,359": the only number of its kind before it."""
    low = group.scan.tokens.low
    at = low.index("alone") if "alone" in group.scan.tokens.words else None
    part = next((one for one in group.observations if at is not None and one.quantity.begin > at), None)
    if at is None or part is None or part.quantity.begin - at > _BEHIND or measured(part) == "share":
        return []
    near = [before] if before is not None and group.index - before.index == 1 else []
    numbers = [one for one in group.observations if one.number < part.number]
    numbers = numbers or [one for other in near for one in other.observations]
    wholes = [one for one in numbers if one.measure == "level" and _comparable(one, part)]
    return [(wholes[0], part)] if len(wholes) == 1 and wholes[0].quantity.value > part.quantity.value else []


def _including(group: SentenceGroup) -> _Pairs:
    """ "96.8%, including smartphones (86.8%)": of one unit, and not of another base."""
    found = []
    verbs = {first for first, _ in hits(group.scan.tokens, _INCLUDES)}
    for first, last in (*hits(group.scan.tokens, _INCLUDING), *hits(group.scan.tokens, _INCLUDES)):
        before = [one for one in group.observations if one.quantity.end < first]
        behind = next((one for one in group.observations if one.quantity.begin > last), None)
        named = _of_things(before, behind)
        before = named or before[-1:]
        if (
            not before
            or behind is None
            or first - max(one.quantity.end for one in group.observations if one.quantity.end < first)
            > (_LONG if first in verbs else _BEFORE)
            or behind.quantity.begin - last > _BEHIND
        ):
            continue
        same = before[0].unit == behind.unit and not _is_of_another(group, behind)
        if first in verbs and (measured(behind) != "share" or group.scan.tokens.word(behind.quantity.end + 1) != "who"):
            continue  # "The 69% who agree includes 36% who ...": of counts and amounts other things may be included
        if same and _comparable(before[0], behind) and (named or apart(group, before[0], first)):
            found.append((before[0], behind))
    return found


def _of_things(before: list[Observation], behind: Observation | None) -> list[Observation]:
    """The only level before changes and rates that is of the same things: "22,021 weddings, 2.7% fewer, including 759"."""
    if behind is None or behind.unit is None or not before or before[-1].unit == behind.unit:
        return []
    alike = [one for one in before if one.unit == behind.unit and one.measure == "level"]
    return alike if len(alike) == 1 and alike[0] is before[0] else []


def _opening(group: SentenceGroup) -> _Pairs:
    """ "Of the 1,150 households, 1,020 had children": the first number of the clause is one of them."""
    found = []
    for whole, part in zip(group.observations, group.observations[1:], strict=False):
        if not opens(group, whole) or measured(whole) == "share" or not _comparable(whole, part):
            continue
        tokens = group.scan.tokens.low[whole.quantity.end + 1 : part.quantity.begin]
        if 0 < len(tokens) <= _LONG and "," in tokens[-_OPENING:] and not _counts_others(whole, part):
            found += [(whole, one) for one in (part, *_next_parts(group, whole, part))]
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
    return measured(part) == "share" and group.scan.tokens.word(part.quantity.end + 1) in ("of", "among", "in", "for")
