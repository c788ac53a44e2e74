"""`within_groups`: an overall value lies between the values of its groups.

Belongs here: "The overall rate is 77.8%. By age, it is 98.7% for ..., 40.8% for 70 and older"; "64% of adults: 68% of men
and 60% of women"; "nationally 41%, ranging from 33% in rural to 52% in urban areas". Does not belong here: bounds that
are stated for all groups (see `bound`), tables (see `table_totals`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile, zip_longest

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.breakdown import find_breakdowns
from pipelines.relations.constraints import Amid
from pipelines.relations.context import Context, SentenceGroup, content_words, points_back
from pipelines.relations.grouped_values import complements, ends, names_of, ranges, values_like
from pipelines.relations.lists import complement, list_after
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, scaled, shown_interval
from pipelines.rules import Phrases, table, words

_DIMENSIONS = Phrases(table("grouping_words"), "word")
_SHARES = ("percent", "ratio", "index")
_POINT = ("exact", "approximately", "nearly", "slightly_above")
_OVERALL = words("within_groups_overall")
_RANGING = words("within_groups_ranging")
_VERBS = words("within_groups_verbs")
_RATES = frozenset(("%", "percent", "cent", "share", "rate"))
_AVERAGING = words("within_groups_averaging")
_EACH = frozenset(("both", "each"))
_NEARLY = frozenset(("virtually", "nearly", "almost", "practically"))
_HINDERING = words("within_groups_hindering")
_STANDING = frozenset(("stood", "reached", "amounted", "remained", "combined", "being", "figure", "value"))
_ONLY_OF_SOME = frozenset(("aged", "youth", "young", "excluding", "would"))
_LEAD = 10  # tokens before a value
_MORE = 2  # times a whole that groups add up to: then it is not made of them
_FAR = 2
_FEW = 3
_MOST = 30
_TO_GROUPS = 14  # tokens from the whole to its first group
_BEFORE = 8  # tokens from "overall" to its value
_BEHIND = 4  # tokens from a value to "of all candidates"


def find_within_groups(context: Context) -> list[Relation]:
    """Overall values against those of their groups: in the sentence that begins "By age, ...", or in their own."""
    found: list[Relation] = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            inside = _in_sentence(context, group)
            relation = _relation(context, groups[at - 1], group) if at and _opens_groups(group) else None
            found += [one for one in (inside, relation) if one]
    told = {frozenset(id(one.observation) for one in relation.operands) for relation in found}
    places = {group.index: at for at, group in enumerate(context.sentences)}
    for groups in context.passages.values():
        for at in range(len(groups)):
            for whole, parts, sure in _grouped(groups, at):
                key = frozenset(map(id, (whole, *parts)))
                relation = _judged(context, whole, parts) if key not in told else None
                if relation and (relation.verdict == "consistent" or sure):
                    told.add(key)
                    found.append(relation)
            beside = at + 1 < len(groups) and groups[at + 1].index == groups[at].index + 1
            lines = _lines_behind(context.sentences, places[groups[at].index])
            for one in find_breakdowns(groups[at], groups[at + 1] if beside else None, lines):
                key = frozenset(map(id, (one.whole, *one.parts)))
                relation = _judged(context, one.whole, one.parts) if key not in told else None
                sure = one.closed and _is_sure(groups[at], [groups[at], *lines], one.whole, one.parts)
                if relation and (relation.verdict == "consistent" or sure):
                    told.add(key)
                    found.append(relation)
    return found


def _lines_behind(sentences: Sequence[SentenceGroup], at: int) -> Sequence[SentenceGroup]:
    """The two sentences with numbers right behind one, if nothing stands between."""
    lines = sentences[at + 1 : at + 3]
    return lines if lines and lines[-1].index - sentences[at].index == len(lines) else ()


def _grouped(groups: Sequence[SentenceGroup], at: int) -> Iterator[tuple[Observation, list[Observation], bool]]:
    """The overall values of a sentence with the values of groups in it or beside it, and if a failure is held."""
    group = groups[at]
    beside = [one for one in groups[max(0, at - 2) : at + 2] if abs(one.index - group.index) <= _FAR]
    earlier = [one for one in beside if one.index <= group.index]
    for whole, behind in zip_longest(group.observations, group.observations[1:]):
        follow = behind if behind and behind.number == whole.number + 1 else None
        told = follow is not None and whole.quantity.preposition == "from" and follow.quantity.preposition == "to"
        if not _may_be_overall(whole, group):
            continue
        marked = _is_marked(group, follow if told and follow is not None else whole)
        if not marked and not _stands_alone(group, whole):
            continue
        starts = whole.quantity.preposition in ("from", "than")
        for near in ([group], [one for one in beside if one.index >= group.index], earlier[-2:], earlier):
            parts = _parts(near, whole, starts=starts)
            told = (
                marked
                or _points_at(near[-1], group)
                or (len(parts) > 0 and _is_explained(group.scan.tokens, whole, parts))
            )
            fitting = bool(parts) and told and _fit_together(whole, parts) and not _break_down_other(near, whole, parts)
            if fitting and _is_of_all(group, whole, near, parts, marked=marked):
                told = _is_sure(group, near, whole, parts) or (marked and _is_of_all_behind(group, whole, parts))
                yield whole, parts, told
                break


def _parts(near: Sequence[SentenceGroup], whole: Observation, *, starts: bool) -> list[Observation]:
    """The values of groups in one or two sentences: of groups that leave nothing out, of a range, of two extremes."""
    if pair := complements(near, whole, starts=starts):
        return pair
    spanned = next((values for group in near for values in ranges(group, whole)), [])
    return spanned or ([] if starts else ends(near, whole))


def _may_be_overall(one: Observation, group: SentenceGroup) -> bool:
    """Whether a value can lie between those of groups: a rate, or an average of anything."""
    said, quantity = group.scan.tokens.words, one.quantity
    if quantity.upper is not None or quantity.qualifier not in _POINT or quantity.measure != "level":
        return False
    if group.scan.tokens.word(quantity.begin - 1) in _EACH:
        return False  # "Luxembourg and Denmark (both 97%)"
    rate = quantity.unit in _SHARES or not _AVERAGING.isdisjoint(said)
    return rate or (quantity.unit is None and not _RATES.isdisjoint(said))


def _is_marked(group: SentenceGroup, whole: Observation) -> bool:
    """Whether "overall", "on average", "nationally" stands beside a value, with no other value in between."""
    low, quantity = group.scan.tokens.low, whole.quantity
    if _OVERALL.isdisjoint(group.scan.tokens.words):
        return False
    alike = [one for one in group.observations if one.unit == whole.unit]
    floor = max((one.quantity.end for one in alike if one.number < whole.number), default=-1)
    ceiling = min((one.quantity.begin for one in alike if one.number > whole.number), default=len(low))
    before = low[max(floor + 1, quantity.begin - _LEAD) : quantity.begin]
    if floor >= 0 and "," in before:
        before = before[before.index(",") :]  # what stands before it is said of the value before
    if any(word in _NEARLY and follow == "all" for word, follow in zip(before, before[1:], strict=False)):
        return False  # "virtually all (94%) of those who have work"
    behind = low[quantity.end + 1 : min(ceiling, quantity.end + 1 + _BEHIND + 2)]
    stop = next((at for at, word in enumerate(behind) if word in (";", "(", ",")), len(behind))
    return not _OVERALL.isdisjoint(before) or not _OVERALL.isdisjoint(behind[:stop])


def _stands_alone(group: SentenceGroup, whole: Observation) -> bool:
    """Whether a value is the only one of its unit in a sentence that was reached."""
    others = [one for one in values_like(group, whole) if not one.quantity.enclosed]
    return not whole.quantity.enclosed and not others and not complement(group, [whole, whole])


def _points_at(group: SentenceGroup, whole: SentenceGroup) -> bool:
    """Whether a sentence goes on about the value of the one before: "It was ...", "By sex, ...", "Uptake ranged ..."."""
    tokens = group.scan.tokens
    ranging = not _RANGING.isdisjoint(tokens.words)
    return group.index > whole.index and (points_back(group) or ranging or "by" in tokens.low[:6])


def _is_of_all_behind(group: SentenceGroup, whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether nothing but "overall" tells a whole from the two groups before it: ", while the total rate was 56.1%".

    What it is a rate of has been said before: "while overall inflation was 4.1%" may be of something else.
    """
    low, alike = group.scan.tokens.low, [one for one in group.observations if one.unit == whole.unit]
    if len(alike) != len(parts) + 1 or alike[-1] is not whole or any(one.sentence != group.index for one in parts):
        return False
    floor = alike[-2].quantity.end
    own = content_words(" ".join(low[floor + 1 : whole.quantity.begin])) - _OVERALL - _HINDERING - _STANDING
    same = len({one.quantity.step for one in alike}) == 1
    return same and own <= content_words(" ".join(low[:floor])) and _ONLY_OF_SOME.isdisjoint(low)


def _is_of_all(
    group: SentenceGroup,
    whole: Observation,
    near: Sequence[SentenceGroup],
    parts: Sequence[Observation],
    *,
    marked: bool,
) -> bool:
    """Whether a whole is not of one of the groups itself; of one that is marked, only words beside it say so."""
    sentences = {one.index: one for one in near}
    named = [names_of(sentences[one.sentence], one) for one in parts]
    telling = frozenset().union(*named) - named[0].intersection(*named[1:])
    own = names_of(group, whole, told=marked)
    return own.isdisjoint(telling) and not (own and not telling)


def _fit_together(whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether values are of one time, place by place, and no parts that the whole is made of."""
    dated = {one.slots.period.code for one in (whole, *parts) if one.slots.period}
    return (
        len(dated) <= 1 and not _composes(whole, parts) and len({id(one) for one in (whole, *parts)}) == len(parts) + 1
    )


def _break_down_other(near: Sequence[SentenceGroup], whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether values stand in a bracket behind another value of their unit: "47% (44% of males and 62% of females)"."""
    sentence = next(one for one in near if one.index == parts[0].sentence)
    before = [one for one in sentence.observations if one.unit == whole.unit and one.number < parts[0].number]
    enclosed = sentence.in_brackets(parts[0]) and bool(before) and not sentence.in_brackets(before[-1])
    return enclosed and before[-1] is not whole


def _is_sure(
    group: SentenceGroup, near: Sequence[SentenceGroup], whole: Observation, parts: Sequence[Observation]
) -> bool:
    """Whether a whole beyond its groups is held against the text: nothing hints that it is of something else."""
    hindered = any(not _HINDERING.isdisjoint(one.scan.tokens.words) for one in near)
    alike = len({one.quantity.step for one in (whole, *parts)}) == 1
    last = max((one for one in parts), key=lambda one: one.start)
    tokens = next(one.scan.tokens for one in near if one.index == last.sentence)
    tail = list(takewhile(lambda word: word not in (",", ";", "."), tokens.low[last.quantity.end + 1 :]))
    along = near[0] is not group or ";" not in group.scan.tokens.low or points_back(group)
    return alike and not hindered and along and _VERBS.isdisjoint(tail)


def _in_sentence(context: Context, group: SentenceGroup) -> Relation | None:
    """A whole whose groups stand in the same sentence: two that leave nothing out, a list, or the ends of a range."""
    tokens = group.scan.tokens
    for whole in group.observations:
        if not _is_level(whole) or whole.quantity.qualifier not in _POINT or whole.quantity.enclosed:
            continue
        overall = _is_overall(tokens, whole)
        for parts in (_range_behind(group, whole), _pair_behind(group, whole)):
            if parts and (overall or _is_explained(tokens, whole, parts)) and not _composes(whole, parts):
                return _judged(context, whole, parts)
        parts = (_pair_before(group, whole) or _list_behind(group, whole)) if overall else []
        if parts:
            return _judged(context, whole, parts)
    return None


def _pair_before(group: SentenceGroup, whole: Observation) -> list[Observation]:
    """Two groups that leave nothing out, before their whole: "48% of men and 42% of women, or 45% of all adults"."""
    parts = [one for one in group.observations if one.unit == whole.unit and one is not whole and _is_level(one)]
    before = all(one.quantity.end < whole.quantity.begin for one in parts)
    dated = {one.slots.period.code for one in (*parts, whole) if one.slots.period}
    if len(parts) != 2 or not before or len(dated) > 1 or whole.quantity.preposition in ("from", "than"):
        return []
    gap = group.scan.tokens.low[parts[1].quantity.end + 1 : whole.quantity.begin]
    near = len(gap) <= _TO_GROUPS and _VERBS.isdisjoint(gap) and ";" not in gap
    return parts if near and complement(group, parts, answers=False) else []


def _is_of_place(one: Observation) -> bool:
    """Whether the sentence itself says in which area a value was measured; what a document is about tells no groups."""
    return one.slots.area is not None and one.slots.area_from == "stated"


def _list_behind(group: SentenceGroup, whole: Observation) -> list[Observation]:
    """Three groups or more behind a colon or in brackets: "64% overall (58% in the north, 66% in the south ...)"."""
    tokens = group.scan.tokens
    parts = [one for one in list_after(group, whole.quantity.end, whole) if one.unit == whole.unit and _is_level(one)]
    if not _FEW <= len(parts) <= _MOST or not _is_explained(tokens, whole, parts):
        return []
    gap = tokens.low[whole.quantity.end + 1 : parts[0].quantity.begin]
    dated = {one.slots.period.code for one in (*parts, whole) if one.slots.period}
    named = all(_words_behind(tokens, one) or _is_of_place(one) or one.slots.population for one in parts)
    together = sum((one.quantity.value for one in parts), Fraction(0))  # all below, they may be what it consists of
    exceeded = max(one.quantity.value for one in parts) < whole.quantity.value >= together / _MORE
    return parts if len(gap) <= _TO_GROUPS and len(dated) <= 1 and named and not exceeded else []


def _composes(whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether groups add up to their whole: then they are its parts, and it lies beyond all of them."""
    left = sum((one.quantity.value for one in parts), -whole.quantity.value)
    return abs(left) <= sum(one.quantity.step for one in (*parts, whole))


def _is_overall(tokens: Tokens, whole: Observation) -> bool:
    """Whether "overall", "nationally" or "of all candidates" stands beside a value."""
    quantity = whole.quantity
    beside = tokens.low[max(0, quantity.begin - _BEFORE) : quantity.end + 1 + _BEHIND]
    return not _OVERALL.isdisjoint(beside)


def _is_explained(tokens: Tokens, whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether only a colon or brackets part a whole from its groups ("64% (68% of men and 60% of women)")."""
    gap = tokens.low[whole.quantity.end + 1 : parts[0].quantity.begin]
    return gap[-1:] in ([":"], ["("]) and _VERBS.isdisjoint(gap[-4:])


def _pair_behind(group: SentenceGroup, whole: Observation) -> list[Observation]:
    """Two groups that leave nothing out, right behind the whole or behind a colon."""
    tokens = group.scan.tokens
    parts = [one for one in list_after(group, whole.quantity.end, whole) if one.unit == whole.unit]
    if len(parts) != 2 or not all(_is_level(one) for one in parts) or not _apart(tokens, whole, parts):
        return []
    gap = tokens.low[whole.quantity.end + 1 : parts[0].quantity.begin]
    between = tokens.low[parts[0].quantity.end + 1 : parts[1].quantity.begin]
    listed = {":", "("} & set(gap) or ("," in gap and _VERBS.isdisjoint(gap))
    alike = _VERBS.isdisjoint(between) and len(gap) <= _TO_GROUPS
    return parts if listed and alike and complement(group, parts, answers=False) else []


def _apart(tokens: Tokens, whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether the whole is not of one of the groups itself ("64% of men, 68% of women ...")."""
    named = {word for one in parts for word in _words_behind(tokens, one)}
    behind = set(_words_behind(tokens, whole))
    return not (behind & named)


def _words_behind(tokens: Tokens, one: Observation) -> list[str]:
    """The words that say whose a value is: "of all candidates", "for girls"."""
    found: list[str] = []
    for at in range(one.quantity.end + 1, min(one.quantity.end + 5, len(tokens))):
        if not tokens.is_word(at) or tokens.low[at] in ("and", "were", "was", "are", "had", "have", "is"):
            break
        if tokens.low[at] not in ("of", "for", "in", "among", "the", "all", "by", "per"):
            found.append(tokens.low[at])
    return found


def _range_behind(group: SentenceGroup, whole: Observation) -> list[Observation]:
    """The ends of a range that the whole lies in: "ranging from 33% in rural to 52% in urban areas"."""
    tokens, begin = group.scan.tokens, whole.quantity.end
    at = next((k for k in range(begin + 1, min(begin + _TO_GROUPS, len(tokens))) if tokens.low[k] in _RANGING), None)
    if at is None:
        return []
    behind = [one for one in group.observations if one.quantity.begin > at][:2]
    if len(behind) < 2 or any(one.unit != whole.unit or not _is_level(one) for one in behind):
        return []
    low, high = behind
    gap = tokens.low[low.quantity.end + 1 : high.quantity.begin]
    between = "between" in tokens.low[at : low.quantity.first]
    joined = ("to" in gap and low.quantity.preposition == "from") or ("and" in gap and between)
    named = (
        len(gap) > 1 and len(gap) <= _TO_GROUPS and not any(one.slots.period != whole.slots.period for one in behind)
    )
    return [low, high] if joined and named else []


def _opens_groups(group: SentenceGroup) -> bool:
    """Whether a sentence begins "By age," or "Broken down by sector,"."""
    tokens = group.scan.tokens
    for at in range(min(6, len(tokens))):
        if tokens.low[at] == "by":
            phrase = _DIMENSIONS.at(tokens.low, at + 1)
            return phrase is not None and tokens.word(at + 1 + len(phrase.words)) in (",", ":", "the", "it")
    return False


def _relation(context: Context, before: SentenceGroup, group: SentenceGroup) -> Relation | None:
    if group.index - before.index > _FAR or not points_back(group):
        return None
    wholes = [one for one in before.observations if _is_level(one)]
    parts = [
        one for one in group.observations if _is_level(one) and one.quantity.qualifier in ("exact", "approximately")
    ]
    parts = [one for one in parts if one.slots.population or _is_of_place(one)]
    if len(wholes) != 1 or not 2 <= len(parts) <= _MOST:
        return None
    whole = wholes[0]
    same = [one for one in parts if one.unit == whole.unit and one.slots.population != whole.slots.population]
    if len(same) < 2 or whole.quantity.qualifier not in _POINT or not _covers(same, group):
        return None
    return _judged(context, whole, same)


def _judged(context: Context, whole: Observation, parts: Sequence[Observation]) -> Relation:
    operands = [operand(whole, "whole"), *(operand(one, "group") for one in parts)]

    def explain(outcome: Outcome) -> str:
        lies = "lies" if outcome.verdict == "consistent" else "does not lie"
        groups = shown_interval(scaled(whole, outcome.computed))
        return f"The overall {printed(whole)} {lies} between the values of its groups ({groups})."

    return judge("within_groups", operands, Amid(), 0, context.quote(operands), explain)


def _is_level(observation: Observation) -> bool:
    return observation.unit in _SHARES and observation.measure == "level" and observation.quantity.upper is None


_OPEN = ("older", "over", "above", "more", "+", "larger")


def _covers(parts: list[Observation], group: SentenceGroup) -> bool:
    """Whether the groups named reach from one end to the other, so that none left out can lie beyond.

    They do if the last bracket is open, or if two groups complement each other (large companies and SMEs).
    """
    names = [(one.slots.population or "").lower() for one in parts]
    if any(name.split()[-1:] and name.split()[-1] in _OPEN for name in names):
        return True
    if complement(group, parts, answers=False):
        return True
    return "respectively" in group.scan.tokens.low and len(parts) >= 3
