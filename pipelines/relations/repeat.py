"""`repeat`: the same quantity, stated twice, is the same.

Belongs here: which two observations are one quantity: same unit, area, population, period and figure, and the same
indicator; what a sentence says again by its own word ("as noted", "he repeated", "thus"); a share in words with its per
cents in brackets ("one in five citizens (19%)"). Does not belong here: equal numbers of different things ("73.4%" for
shopping and for an age group), cells of tables (see `restated`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from pipelines.observations import Observation
from pipelines.reading import Kind
from pipelines.relations.constraints import Equal, Sum, meet
from pipelines.relations.context import Context, SentenceGroup, content_words, stems
from pipelines.relations.lists import hits
from pipelines.relations.restated import find_restated, misprinted
from pipelines.relations.statement import OPEN, Relation, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, printed_both
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
_TELLING = 100  # in units of the last digit
_BESIDE = 7  # tokens
_HUNDRED = Fraction(100)
_ROUGH = (Fraction(3, 4), Fraction(5, 4))  # how far per cents may be from a share in words
_SAME_STORY = 3  # sentences


def find_repeats(context: Context) -> list[Relation]:
    """Quantities that a document states twice, each with its next statement."""
    kept: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    found: list[Relation] = []
    for group in context.sentences:
        found += _in_words(context, group)
        if group.scan.sentence.kind is not Kind.PARAGRAPH:
            continue
        for observation in group.observations:
            if not _is_level(observation):
                continue
            bucket = kept[_slots(observation)]
            earlier = next((one for one in reversed(bucket[-_NAMED_FIRST:]) if _same(context, one, observation)), None)
            if earlier:
                found.append(_relation(earlier, observation))
            bucket.append(observation)
    known = {id(one.observation) for relation in found for one in relation.operands[1:]}
    found += [_relation(one, other) for one, other in _said_again(context) if id(other) not in known]
    for pair in find_restated(context):
        one, other = sorted(pair, key=lambda each: each.start)
        found.append(_relation(one, other))
    return found


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


def _in_words(context: Context, group: SentenceGroup) -> Iterator[Relation]:
    """ "Two in three (66.4%)", "nearly one in five citizens (19%)": words are rough, so only what is far off is held."""
    low = group.scan.tokens.low
    for one, other in zip(group.observations, group.observations[1:], strict=False):
        quantity = other.quantity
        told = (
            one.unit == "ratio"
            and other.unit == "percent"
            and quantity.enclosed
            and one.measure == other.measure == "level"
        )
        gap = low[one.quantity.end + 1 : quantity.begin]
        if (
            not told
            or not gap
            or gap[-1] != "("
            or len(gap) > _BESIDE
            or low[quantity.end + 1 : quantity.end + 2] != [")"]
        ):
            continue
        if not {",", ";", ")"}.isdisjoint(gap) or one.quantity.upper is not None or not 0 < one.quantity.value < 1:
            continue
        operands = [operand(one, "first"), operand(other, "second")]
        relation = judge(
            "repeat", operands, Sum((_HUNDRED, Fraction(-1))), 1, "", partial(_in_words_explained, one, other)
        )
        relation.stated = context.words(group, operands)
        ratio = quantity.value / (one.quantity.value * _HUNDRED)
        if relation.verdict == "inconsistent" and _ROUGH[0] <= ratio <= _ROUGH[1]:
            relation.verdict, relation.holds_by, relation.repairs, relation.constraint = "consistent", "loose", [], None
            relation.explanation = _in_words_explained(one, other, None)
        if relation.verdict == "consistent" or one.quantity.qualifier not in OPEN:
            yield relation


def _in_words_explained(one: Observation, other: Observation, outcome: Outcome | None) -> str:
    wrong = outcome is not None and outcome.verdict == "inconsistent"
    return (
        f"The share of {one.stated} is stated in per cent as {printed(other)}, which {'differs' if wrong else 'fits'}."
    )


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
