"""`goal`: a goal, target or ceiling, and what was reached.

Belongs here: "84%, short of the target of 90%", "the goal of at least 89% was exceeded", "95% of the target of 12,000
(11,400)". Does not belong here: goals of which the text says nothing more, bounds that hold for all groups (see `bound`).

"Met" means at least the goal, or at most a ceiling. Where less may be better (unemployment, emissions) the text alone
does not say which, and the relation is undecidable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading.tokens import Tokens
from pipelines.relations.constraints import Descending, divide, multiply, scale
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.levels import find_levels
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge, undecidable
from pipelines.relations.wording import printed, shown, with_scale
from pipelines.rules import Phrase, Phrases, table

_CUES = Phrases(table("goal_words"))
_GOALS = ("goal", "ceiling", "floor")
_OUTCOMES = ("more", "less", "missed", "met", "within", "compared")
_ENDS = frozenset((".", ",", ";", ":", "(", ")", "which", "while", "but", "whereas"))
_PARTS = _ENDS | {",", "and", "or", "that", "as", "by"}
_REACH = 12  # tokens from "target" to its number
_NEAR = 8  # tokens from a number to "target", and to what is said of it
_BACK = 2  # sentences
_GAPS = frozenset(("shortfall", "excess"))  # "against a target of 1,268, a shortfall of 69"
_SETTING = frozenset(("set", "fixed", "kept", "stands", "stood", "remains", "remained", "is", "was", "of"))
_EXTREMES = frozenset(("maximum", "minimum"))
_AVERAGED = frozenset(("mean", "daily", "average", "monthly", "recorded", "overnight", "absolute"))
_MEASURES = ("temperature", "wind", "gust", "rainfall", "speed", "depth")
_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue of `rules/goal_words.csv` at token `at`."""

    at: int
    phrase: Phrase

    @property
    def cue(self) -> str:
        return self.phrase.row["cue"]


@dataclass(frozen=True, slots=True)
class _Goal:
    """What is aimed at: its number, the tokens of the whole phrase, and whether it is a ceiling."""

    observation: Observation | None
    first: int
    last: int
    ceiling: bool


@dataclass(frozen=True, slots=True)
class Portion:
    """The first number is the percentage that the second is of the third."""

    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The quotient in per cent; the product; the quotient turned round."""
        percent, part, whole = others
        if index == 0:
            return scale(divide(part, whole), _HUNDRED)
        if index == 1:
            return scale(multiply(percent, whole), 1 / _HUNDRED)
        return scale(divide(part, percent), _HUNDRED)


def find_goals(context: Context) -> list[Relation]:
    """The goals of which the text says how they compare with what was reached."""
    found = []
    moved = {id(bound.change.observation) for bound in context.changes if bound.change.form == "difference"}
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            cues = _cues(group.scan.tokens)
            if any(one.cue in _GOALS for one in cues):
                relation = _relation(group, groups[max(0, at - _BACK) : at], cues, moved)
                found += [relation] if relation else []
    return found


def _cues(tokens: Tokens) -> list[_Found]:
    found: list[_Found] = []
    if _CUES.longest_words.isdisjoint(tokens.words):
        return found
    reached = -1
    for at, phrase in _CUES.all_in(tokens.low):
        if at > reached:
            found.append(_Found(at, phrase))
            reached = at + len(phrase.words) - 1
    return found


def _relation(
    group: SentenceGroup, before: list[SentenceGroup], cues: list[_Found], moved: set[int]
) -> Relation | None:
    compared: Relation | None = None
    stated: Observation | None = None
    for goal in _goals(group, cues):
        portion = _portion(group, goal)
        if portion:
            return portion
        aimed = goal.observation or stated or _earlier_goal(group, before)
        stated = goal.observation or stated
        outcome = _outcome(group, goal, cues)
        reached = _reached(group, before, goal, aimed, outcome, moved) if aimed and outcome else None
        if aimed and reached and outcome:
            relation = _judged(group, aimed, reached, outcome, cues, ceiling=goal.ceiling)
            if outcome.cue != "compared":
                return relation
            compared = compared or relation
    return compared


def _goals(group: SentenceGroup, cues: list[_Found]) -> Iterator[_Goal]:
    """The goals that a sentence names, those with numbers first."""
    bare = []
    tokens = group.scan.tokens
    words = [one for one in cues if one.cue in _GOALS and not _is_measured(tokens, one.at)]
    for one in words:
        after = next((o for o in group.observations if o.quantity.begin > one.at), None)
        before = next((o for o in reversed(group.observations) if o.quantity.end < one.at), None)
        near = before and one.at - before.quantity.end <= 2 and "(" not in tokens.low[before.quantity.end : one.at]
        if before and near and before.quantity.preposition != "from":
            yield _Goal(before, before.quantity.begin, one.at, one.cue == "ceiling")
        elif one.cue == "floor" and (own := _at(group, one.at)):
            yield _Goal(own, own.quantity.begin, own.quantity.end, ceiling=False)  # "minimum of 51%"
        elif after and (level := _behind(group, one.at)):
            yield _Goal(level, one.at, level.quantity.end, one.cue == "ceiling")
        else:
            bare.append(_Goal(None, one.at, one.at, one.cue == "ceiling"))
    yield from bare


def _is_measured(tokens: Tokens, at: int) -> bool:
    """Whether "maximum" is what was measured and no limit: "the mean daily maximum", "a maximum temperature of"."""
    measured = tokens.word(at) in _EXTREMES
    return measured and (tokens.word(at - 1) in _AVERAGED or tokens.word(at + 1).startswith(_MEASURES))


def _at(group: SentenceGroup, at: int) -> Observation | None:
    return next((one for one in group.observations if one.quantity.begin <= at <= one.quantity.end), None)


def _behind(group: SentenceGroup, at: int) -> Observation | None:
    """The number behind "target": the first that no "from" governs, before the clause ends or an outcome is told."""
    tokens = group.scan.tokens
    for one in group.observations:
        begin = one.quantity.begin
        if begin <= at or one.quantity.preposition in ("from", "by"):
            continue
        between = tokens.low[at + 1 : begin]
        if between[-1:] == ["at"] and _SETTING.isdisjoint(between):
            return None  # "below the target at 90.3%" says what was reached
        told = any(cue.cue in ("met", "missed", "more", "less") for cue in _cues(tokens) if at < cue.at < begin)
        return None if len(between) > _REACH or told or not _ENDS.isdisjoint(between) else one
    return None


def _outcome(group: SentenceGroup, goal: _Goal, cues: list[_Found]) -> _Found | None:
    """What is said of a goal: right before it ("short of the target") or behind it ("the target was met")."""
    tokens, found = group.scan.tokens, None
    for one in cues:
        end = one.at + len(one.phrase.words) - 1
        before = end < goal.first and goal.first - end <= _NEAR and _leads_to(group, end + 1, goal.first)
        between = tokens.low[goal.last + 1 : one.at]
        behind = 0 < one.at - goal.last <= _NEAR and bool({"was", "were", "been", "is", "be"} & set(between))
        behind = behind or (0 < one.at - goal.last <= _NEAR and one.phrase.words[0] in _GAPS)
        if one.cue in _OUTCOMES and (before or (behind and one.cue != "compared")) and not _is_denied(one, cues):
            found = one if found is None or found.cue == "compared" or (before and one.cue != "compared") else found
    return found


def _leads_to(group: SentenceGroup, begin: int, end: int) -> bool:
    """Whether nothing but the words of one noun phrase stands between what is said and the goal."""
    between = group.scan.tokens.low[begin:end]
    numbers = any(begin <= one.quantity.begin < end for one in group.observations)
    return _PARTS.isdisjoint(between) and not numbers


def _is_denied(one: _Found, cues: list[_Found]) -> bool:
    """Whether "not", "expected to" or "would" stand before what is said of a goal."""
    return any(
        other.cue in ("negating", "future") and 0 < one.at - other.at <= _NEAR and other.phrase is not one.phrase
        for other in cues
    )


def _earlier_goal(group: SentenceGroup, before: list[SentenceGroup]) -> Observation | None:
    """The goal that the sentences before have stated, for "the goal was accomplished"."""
    units = {one.unit for one in group.observations}
    goals = [one for other in before for one in other.observations if one.measure == "goal" and one.unit in units]
    return goals[-1] if goals else None


def _reached(
    group: SentenceGroup,
    before: list[SentenceGroup],
    goal: _Goal,
    aimed: Observation,
    outcome: _Found,
    moved: set[int],
) -> Observation | None:
    """The value that is compared with a goal: the nearest of its unit, before "short of", behind "was missed".

    What a goal was missed by (one of those `moved`) is no such value.
    """
    ones = [one for one in _stated(group, aimed) if id(one) not in moved and one.quantity.preposition != "by"]
    ones = ones or [one for one in group.observations if _is_growth(one, aimed)]
    left = [one for one in ones if one.quantity.end < min(goal.first, outcome.at)]
    right = [one for one in ones if one.quantity.begin > max(goal.last, outcome.at)]
    if not ones and outcome.cue in ("more", "less"):
        return _said_before(group, before, aimed) or _nearby(before, aimed, moved)
    if outcome.at < goal.first and outcome.cue not in ("missed", "met"):
        return left[-1] if left else right[0] if right else _said_before(group, before, aimed)
    enclosed = [one for one in right if one.quantity.enclosed]
    if enclosed or len(left) + len(right) == 1:
        return (enclosed or left + right)[0]
    return left[-1] if left else right[0] if right else _between(ones, goal, outcome)


def _between(ones: list[Observation], goal: _Goal, outcome: _Found) -> Observation | None:
    """ "Against a target of 17%, 18.6% had been protected, and the target was met": the only other number."""
    low, high = sorted((goal.last, outcome.at))
    found = [one for one in ones if low < one.quantity.begin < high]
    return found[0] if len(found) == 1 else None


def _stated(group: SentenceGroup, aimed: Observation) -> list[Observation]:
    """The values of a sentence that may be compared with a goal; none from which something started."""
    levels = zip(group.observations, find_levels(group), strict=True)
    return [
        one
        for one, level in levels
        if _comparable(one, aimed) and not (level and level.cue == "start" and one.measure == "level")
    ]


def _nearby(before: list[SentenceGroup], aimed: Observation, moved: set[int]) -> Observation | None:
    """ "Collections came to 586 crore, up 113 crore. The office has thus passed its target of 540 crore.": the first."""
    ones = [one for one in _stated(before[-1], aimed) if id(one) not in moved] if before else []
    return ones[0] if ones and ones[0].measure == "level" else None


def _said_before(group: SentenceGroup, before: list[SentenceGroup], aimed: Observation) -> Observation | None:
    """The only value of the sentence before, if this one goes on about it."""
    tokens = group.scan.tokens
    if not before or tokens.word(0) not in ("this", "that", "it", "which"):
        return None
    ones = [one for one in before[-1].observations if _comparable(one, aimed)]
    return ones[0] if len(ones) == 1 else None


def _comparable(one: Observation, aimed: Observation) -> bool:
    quantity = one.quantity
    alike = one.unit == aimed.unit or (quantity.kind in (None, "count") and aimed.quantity.kind in (None, "count"))
    return (
        one is not aimed
        and alike
        and quantity.upper is None
        and one.measure in ("level", "goal")
        and quantity.preposition not in ("from", "than")
    )


def _is_growth(one: Observation, aimed: Observation) -> bool:
    """Whether a rate may be what was aimed at: "growth of 4.8% failed to reach the target of 5.5%"."""
    rates = one.unit == aimed.unit == "percent" and one is not aimed
    return rates and one.measure == "change" and one.quantity.upper is None


def _judged(
    group: SentenceGroup,
    aimed: Observation,
    reached: Observation,
    outcome: _Found,
    cues: list[_Found],
    *,
    ceiling: bool,
) -> Relation:
    words = " ".join(outcome.phrase.words)
    operands = [operand(reached, "reached"), operand(aimed, "goal")]
    said = group.words(operands)
    if outcome.cue == "compared":
        why = (
            f"{reached.stated} is compared with the goal of {aimed.stated}, but the text does not say how they compare."
        )
        return undecidable("goal", operands, said, why)
    kinds = {one.cue for one in cues}
    turned = "lower_better" in kinds and "saving" not in kinds and not ceiling
    if outcome.cue in ("met", "missed") and (turned or {"lower_better", "saving"} <= kinds):
        why = f"The text says that the goal of {aimed.stated} was {words}, but not whether less than that is better."
        return undecidable("goal", operands, said, why)
    if outcome.cue == "within":
        outcome, ceiling = _Found(outcome.at, Phrase(outcome.phrase.words, {**outcome.phrase.row, "cue": "met"})), True
    up = outcome.cue in ("more", "met") if not ceiling or outcome.cue in ("more", "less") else outcome.cue == "missed"
    operands = operands if up else operands[::-1]

    def explain(result: Outcome) -> str:
        link = "and" if result.verdict == "consistent" else "but"
        value, goal = (with_scale(one, printed(one)) for one in (reached, aimed))
        way = "more than" if reached.quantity.value > aimed.quantity.value else "less than"
        if reached.quantity.value == aimed.quantity.value:
            way = "as much as"
        return f'The text says "{words}" of the goal, {link} {value} is {way} {goal}.'

    constraint = Descending(strict=outcome.cue != "met")
    return judge("goal", operands, constraint, 0 if up else 1, said, explain)


def _portion(group: SentenceGroup, goal: _Goal) -> Relation | None:
    """ "95% of the target of 12,000 (11,400)": a percentage of the goal, with what was reached."""
    aimed, tokens = goal.observation, group.scan.tokens
    if aimed is None or aimed.unit == "percent":
        return None
    percents = [
        one
        for one in group.observations
        if one.unit == "percent"
        and tokens.word(one.quantity.end + 1) == "of"
        and 0 < goal.first - one.quantity.end <= 4
        and one.quantity.upper is None
    ]
    reached = [one for one in group.observations if _comparable(one, aimed) and one.unit != "percent"]
    if len(percents) != 1 or len(reached) != 1:
        return None
    operands = [operand(percents[0], "share"), operand(reached[0], "reached"), operand(aimed, "goal")]

    def explain(result: Outcome) -> str:
        link = "and" if result.verdict == "consistent" else "but"
        share = _HUNDRED * reached[0].quantity.value / aimed.quantity.value
        value, whole = (with_scale(one, printed(one)) for one in (reached[0], aimed))
        percent = shown(Fraction(round(share * 100), 100))
        return f"The text says {percents[0].stated}, {link} {value} is {percent}% of {whole}."

    if not aimed.quantity.value:
        return None
    return judge("goal", operands, Portion(), 0, group.words(operands), explain)
