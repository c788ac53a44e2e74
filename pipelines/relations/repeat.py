"""`repeat`: the same quantity, stated twice, is the same.

Belongs here: which two observations are one quantity: same unit, area, population, period and figure, and the same
indicator; what a sentence says again by its own word ("as noted", "he repeated", "thus"); counts that point at one named
before ("The 164 cases"). Does not belong here: equal numbers of different things ("73.4%" for shopping and for an age
group), shares in words (see `share_in_words`), cells of tables (see `restated`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading import Kind
from pipelines.relations.chance import is_misprinted
from pipelines.relations.constraints import Equal, meet
from pipelines.relations.context import Context, SentenceGroup, content_words, stems
from pipelines.relations.levels import is_in_other_scale
from pipelines.relations.lists import hits, is_member
from pipelines.relations.parts import measured
from pipelines.relations.restated import find_restated, misprinted
from pipelines.relations.statement import Relation, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed_both
from pipelines.rules import Phrases, table, words

_SHARED_WORDS = 2
_TELLING_WORDS = 3
_ALIKE = 0.6
_NAMED_FIRST = 60
_MOSTLY = 0.6
_BACK = 6  # sentences
_FEW = 3  # observations of a sentence that says again
_AGAIN = Phrases({"words": row["words"].replace("_", " ")} for row in table("repeat_cues"))
_AGAIN_STEMS = stems(" ".join(row["words"] for row in table("repeat_cues")))
_KIND_STEMS = stems(" ".join(words("repeat_kinds")))
_PAIR, _THOUSAND = 2, 1000
_FEW_THINGS = 20  # smaller numbers are the same by chance
_POINTING = frozenset(("the", "these", "those", "of", "all"))
_TELLING = 100  # in units of the last digit
_SAME_STORY = 3  # sentences
_NAMING = frozenset(("the", "this", "that", "these"))
_MOST_NUMBERS = 30  # of a sentence: those that tell a change again are short
_OPENING = 2  # tokens before a change that a sentence opens with
_TO_NOUN = 3  # tokens from a change to its noun
_OPENERS = frozenset((",", ";", ":", "that", "(", "and", "but"))


def find_repeats(context: Context) -> list[Relation]:
    """Quantities that a document states twice, each with its next statement."""
    kept: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    found: list[Relation] = []
    for group in context.sentences:
        if group.scan.sentence.kind is not Kind.PARAGRAPH:
            continue
        for observation in group.observations:
            if not _is_level(observation):
                continue
            bucket = kept[_slots(observation)]
            earlier = next((one for one in reversed(bucket[-_NAMED_FIRST:]) if _same(context, one, observation)), None)
            relation = _relation(earlier, observation) if earlier else None
            if relation and (relation.verdict == "consistent" or is_misprinted(relation)):
                found.append(relation)  # what no slip explains may be of something else that is called the same
            bucket.append(observation)
    known = {id(one.observation) for relation in found for one in relation.operands[1:]}
    pairs = [*_said_again(context), *_pointed_at(context), *_changes_again(context), *_in_other_scale(context)]
    found += [_relation(one, other) for one, other in pairs if id(other) not in known]
    for pair in find_restated(context):
        one, other = sorted(pair, key=lambda each: each.start)
        found.append(_relation(one, other))
    return found


def _in_other_scale(context: Context) -> Iterator[tuple[Observation, Observation]]:
    """ "4.94 lakh (494,000)": a number in brackets that says the one before it in another scale, or does but for a slip."""
    for group in context.sentences:
        if "(" not in group.scan.tokens.words:
            continue
        for one, other in zip(group.observations, group.observations[1:], strict=False):
            if is_in_other_scale(one, other) or (_is_of_other_scale(one, other) and misprinted(one, other)):
                yield one, other


def _is_of_other_scale(one: Observation, other: Observation) -> bool:
    """Whether a plain number stands alone in brackets behind one with a scale, and of its size to the first digit."""
    left, right = one.quantity, other.quantity
    beside = right.enclosed and right.begin - left.end == _PAIR and left.scale is not None and right.scale is None
    plain = left.qualifier == right.qualifier == "exact" and one.unit == other.unit and left.value > 0
    return beside and plain and right.value >= _THOUSAND and abs(right.value - left.value) < left.value / _PAIR


def _said_again(context: Context) -> Iterator[tuple[Observation, Observation]]:
    """Pairs of which the second says by a word of its own that it repeats the first, with a misprint or without."""
    for at, group in enumerate(context.sentences):
        if _again(group) and len(group.observations) <= _FEW:
            for one in group.observations:
                before = context.sentences[max(0, at - _BACK) : at]
                named = stems(group.scan.sentence.text) - _AGAIN_STEMS
                earlier = [
                    other
                    for sentence in before
                    for other in sentence.observations
                    if _is_level(one) and _is_level(other) and _restates(sentence, other, one, named)
                ]
                if earlier:
                    yield earlier[-1], one


def _changes_again(context: Context) -> Iterator[tuple[Observation, Observation]]:
    """ "... dropped six points, to 43%. The six-point decline is": a change that the next sentence names or tells again."""
    for earlier, group in pairwise(context.sentences):
        near = group.index == earlier.index + 1 and group.scan.sentence.passage == earlier.scan.sentence.passage
        near = near and max(len(earlier.observations), len(group.observations)) <= _MOST_NUMBERS
        moved = [one for one in earlier.observations if _is_change(one)] if near else []
        for one in group.observations if moved else ():
            alike = [other for other in moved if _is_one_change(other, one)]
            named = len(alike) == 1 and _is_named(group, one)
            same = [other for other in alike if other.quantity.value == one.quantity.value]
            if named and (same or misprinted(alike[0], one) or _are_words(alike[0], one)):
                yield alike[0], one
            elif len(same) == 1 and _is_change(one) and _goes_on(earlier, group, one):
                yield same[0], one


def _is_change(one: Observation) -> bool:
    quantity = one.quantity
    restates = quantity.kind == "share" and quantity.preposition == "" and one.measure == "level"
    return (one.measure == "change" or restates) and quantity.upper is None and quantity.kind != "multiple"


def _are_words(one: Observation, other: Observation) -> bool:
    return one.quantity.amount.form == other.quantity.amount.form == "words"


def _is_one_change(one: Observation, other: Observation) -> bool:
    ways = {one.quantity.direction, other.quantity.direction} - {None, "any"}
    return one.unit == other.unit and len(ways) < 2 and one.quantity.qualifier == other.quantity.qualifier


def _is_named(group: SentenceGroup, one: Observation) -> bool:
    """Whether a sentence opens with a change as known: "The six-point decline", "This 17% increase"."""
    low, quantity = group.scan.tokens.low, one.quantity
    told = low[quantity.begin - 1] in _NAMING if 0 < quantity.begin <= _OPENING else False
    return told and not CHANGE_VERBS.keys().isdisjoint(low[quantity.end + 1 : quantity.end + 1 + _TO_NOUN])


def _goes_on(before: SentenceGroup, group: SentenceGroup, one: Observation) -> bool:
    """Whether the sentence before has all words that lead to a change: "... find that renewable capacity grew 8.3%"."""
    tokens, begin = group.scan.tokens, one.quantity.begin
    first = next((at + 1 for at in range(begin - 1, -1, -1) if tokens.low[at] in _OPENERS), 0)
    lead = [word for word in tokens.low[first:begin] if word not in CHANGE_VERBS]
    named = stems(" ".join(lead))
    return bool(named) and named <= stems(before.scan.sentence.text)


def _pointed_at(context: Context) -> Iterator[tuple[Observation, Observation]]:
    """ "164 people were killed. The 164 cases ...", "25 of the 39 cases": counts that point at one of the same number."""
    recent: list[tuple[int, Observation]] = []
    for group in context.sentences:
        recent = [(at, one) for at, one in recent if group.index - at <= _SAME_STORY]
        low = group.scan.tokens.low
        counts = [one for one in group.observations if measured(one) == "count" and is_member(one)]
        for one in counts:
            lead = low[max(0, one.quantity.begin - 1) : one.quantity.begin]
            named = one.quantity.end > one.quantity.last or low[one.quantity.end + 1 : one.quantity.end + 2] != ["%"]
            if lead and lead[0] in _POINTING and named and one.quantity.qualifier == "exact":
                earlier = [other for at, other in recent if at != group.index and _is_pointed_at(other, one)]
                if earlier:
                    yield earlier[-1], one
        recent += [(group.index, one) for one in counts]


def _is_pointed_at(other: Observation, one: Observation) -> bool:
    """Whether two counts are of the same number, printed with the same digits, of the same or of no other thing."""
    same = other.quantity.value == one.quantity.value and other.quantity.qualifier == "exact"
    return same and one.quantity.value > 1 and (one.quantity.value > _FEW_THINGS or _may_be_same(other, one))


def _again(group: SentenceGroup) -> bool:
    """Whether a sentence says that it repeats: "as noted", "he repeated", "thus"."""
    return any(True for _ in hits(group.scan.tokens, _AGAIN))


def _restates(before: SentenceGroup, other: Observation, one: Observation, named: frozenset[str]) -> bool:
    """Whether two sentences speak of the same: most words of the shorter one, and no other area, time or group."""
    said = stems(before.scan.sentence.text) - _AGAIN_STEMS
    shared = len(said & named)
    slots = ((one.slots.area, other.slots.area), (_code(one), _code(other)), (_group(one), _group(other)))
    alike = all(left is None or right is None or left == right for left, right in slots)
    same = one.unit == other.unit and alike and (said ^ named).isdisjoint(_KIND_STEMS)
    if not same or shared < _SHARED_WORDS or shared < _MOSTLY * min(len(said), len(named)):
        return False
    contained = said <= named or named <= said
    return meet(full_interval(one), full_interval(other)) or (contained and misprinted(one, other))


def _code(one: Observation) -> str | None:
    return one.slots.period.code if one.slots.period else None


def _group(one: Observation) -> str | None:
    return one.slots.population.lower() if one.slots.population else None


def find_confirmations(observations: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """Numbers of at least three digits that the same few sentences print again: "to 150.8 ... from 150.8".

    They are too plain to be told as a relation, and no contradiction rests on them; but what is printed twice is no
    misprint.
    """
    latest: dict[tuple[object, ...], Observation] = {}
    found = []
    for one in sorted(observations, key=lambda one: one.start):
        quantity = one.quantity
        if one.measure != "level" or quantity.qualifier != "exact" or abs(quantity.value / quantity.step) < _TELLING:
            continue
        key = (one.unit, quantity.value, quantity.step)
        earlier = latest.get(key)
        if earlier and one.sentence - earlier.sentence <= _SAME_STORY and _may_be_same(earlier, one):
            found.append((earlier, one))
        latest[key] = one
    return found


def _may_be_same(one: Observation, other: Observation) -> bool:
    slots, others = one.slots, other.slots
    pairs = (
        (slots.period and slots.period.code, others.period and others.period.code),
        (slots.area, others.area),
        (slots.population, others.population),
    )
    return all(left is None or right is None or left == right for left, right in pairs)


def _is_level(observation: Observation) -> bool:
    quantity = observation.quantity
    return (
        observation.measure == "level"
        and quantity.upper is None
        and quantity.unit is not None
        and quantity.preposition != "from"
    )


def _slots(observation: Observation) -> tuple[object, ...]:
    slots = observation.slots
    return (
        observation.unit,
        slots.area,
        slots.period.code if slots.period else None,
        (slots.population or "").lower(),
    )


def _same(context: Context, one: Observation, other: Observation) -> bool:
    """Whether two statements with the same slots are of one quantity.

    In one passage and of one figure, an area is enough. Elsewhere the indicators must say the same: most of their words
    if the values differ, two telling ones if both print the same digits.
    """
    if one.sentence == other.sentence:
        return False
    printed = one.quantity.value == other.quantity.value
    if one.figure is not None and one.figure is other.figure and one.slots.area and _beside(context, one, other):
        return printed
    if one.indicator_from != "stated" or other.indicator_from != "stated":
        return False
    left, right = content_words(one.indicator), content_words(other.indicator)
    if not (stems(one.indicator) ^ stems(other.indicator)).isdisjoint(_KIND_STEMS):
        return False  # "youth unemployment"
    shared = len(left & right)
    if printed:
        return shared >= _SHARED_WORDS and shared * 2 >= min(len(left), len(right))
    alike = shared / max(1, len(left | right))
    return alike > _ALIKE and shared >= _TELLING_WORDS and left == right and one.slots.period is not None


def _beside(context: Context, one: Observation, other: Observation) -> bool:
    """Whether two statements stand in one passage."""
    return context.scans[one.sentence].sentence.passage == context.scans[other.sentence].sentence.passage


def _relation(one: Observation, other: Observation) -> Relation:
    operands = [operand(one, "first"), operand(other, "second")]

    def explain(outcome: Outcome) -> str:
        values = printed_both(one, other, "and")
        if outcome.verdict == "consistent":
            return f"The same quantity is stated twice, as {values}."
        return f"The same quantity is stated as {values}, which differ."

    stated = f"{one.stated} … {other.stated}"
    return judge("repeat", operands, Equal(), 0, stated, explain)
