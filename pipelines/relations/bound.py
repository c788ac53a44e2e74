"""`bound`: a bound that is stated for all groups, against each of them.

Belongs here: "over 60% of respondents of all countries", "none of the provinces above 8%", "between 40% and 60% in every
region", then the values of the groups, in the same sentence or after it. Does not belong here: an overall value without
"all" (see `within_groups`), what was aimed at (see `goal`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading.tokens import Tokens
from pipelines.relations.constraints import ANYTHING, Row, meet, scale
from pipelines.relations.context import Context, SentenceGroup, points_back
from pipelines.relations.misprints import misprint
from pipelines.relations.repairs import numbered
from pipelines.relations.statement import Operand, Relation, Repair, face_interval, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, with_scale
from pipelines.rules import Phrases, table, words

_GROUPS = Phrases(table("grouping_words"), "word")
_ALL = words("bound_all")
_EACH = frozenset(("each", "every"))
_NONE = words("bound_none")
_TIMES = words("bound_times")
_WITHIN = frozenset(("among", "amongst"))  # "over 35% among all sites" is a share of the whole of them
_ABOVE = ("more_than", "at_least")
_BELOW = ("less_than", "at_most")
_SHARES = {"percent": Fraction(100), "ratio": Fraction(1)}
_OPENING = frozenset((":", "(", ";", "–", "—", "from", "ranging", "with"))
_COMPARING = words("bound_comparing")
_LISTING = frozenset(("at", "namely", "from", "ranging", "with", "i"))
_EXTREMES = frozenset(("lowest", "highest", "smallest", "largest", "least", "greatest"))
_TO_EXTREME = 5  # tokens
_EXCEPTING = frozenset(("except", "excepting", "excluding", "bar", "barring", "apart", "besides", "nearly", "almost"))
_SPANNING = words("quantities_range_verbs") | {"ran", "run", "running", "runs", "going", "went", "go"}
_TO_NOUN = 4  # tokens from "all" to what is meant
_REACH = 12  # tokens to "all"
_FAR = 12  # sentences
_TO_LIST = 16  # tokens from a bound to the first value in its sentence
_MOST = 40
_CLAUSE = 40  # tokens


@dataclass(frozen=True, slots=True)
class Limits:
    """No number behind the first passes it: a floor, or a ceiling."""

    floor: bool
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """From the floor up or from the ceiling down; the limit itself just as far from the nearest of the others."""
        if index:
            return Interval(others[0].lower, None) if self.floor else Interval(None, others[0].upper)
        uppers = [one.upper for one in others[1:] if one.upper is not None]
        lowers = [one.lower for one in others[1:] if one.lower is not None]
        return Interval(None, min(uppers, default=None)) if self.floor else Interval(max(lowers, default=None), None)

    def rows(self, count: int) -> list[Row]:
        """Each number less its floor, or the ceiling less the number."""
        sign = 1 if self.floor else -1
        return [Row(((at, Fraction(sign)), (0, Fraction(-sign))), "at_least") for at in range(1, count)]


@dataclass(frozen=True, slots=True)
class Turned:
    """The numbers behind the first keep a bound that is denied, a range, or stated in another unit.

    A floor is denied as "none fewer than 60%". `factor` turns the bound into the unit of the others (half is 50%).
    """

    above: bool
    denied: bool
    ranged: bool
    factor: Fraction = Fraction(1)
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """For a number what the bound leaves; for the bound what is as far as the farthest number."""
        if index:
            bound = scale(others[0], self.factor)
            end = bound.lower if self.above else bound.upper
            if self.ranged:
                return bound
            return Interval(end, None) if self.above != self.denied else Interval(None, end)
        lowers = [one.lower / self.factor for one in others[1:] if one.lower is not None]
        uppers = [one.upper / self.factor for one in others[1:] if one.upper is not None]
        if self.ranged:
            return ANYTHING
        floor = self.above != self.denied
        return Interval(None, min(uppers, default=None)) if floor else Interval(max(lowers, default=None), None)


def find_bounds(context: Context) -> list[Relation]:
    """Bounds for all groups, against the values that their sentence or the same passage afterwards gives for them."""
    found = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            for bound in group.observations:
                denied = _denial(group, bound)
                if denied is None:
                    continue
                values = _in_sentence(group, bound) or _following(bound, groups[at + 1 : at + 1 + _FAR])
                if values:
                    found.append(_relation(context, bound, values, denied=denied))
    return found


def _denial(group: SentenceGroup, bound: Observation) -> bool | None:
    """Whether a bound for all groups is denied ("in no country fewer than 60%"); None if it is no bound for all.

    "86% of all requests" is said of the whole of requests, not of groups.
    """
    quantity = bound.quantity
    if bound.measure not in ("level", "goal"):
        return None
    ranged = quantity.upper is not None and quantity.qualifier == "between"
    if quantity.qualifier not in _ABOVE + _BELOW and not ranged:
        return None
    tokens = group.scan.tokens
    clause = _clause(tokens, quantity.begin)
    if _EXCEPTING.intersection(tokens.low[clause : quantity.end + _TO_LIST]):
        return None
    if not ranged and any(_denies(tokens, at) for at in range(clause, quantity.begin)):
        return True
    places = [*range(quantity.end + 1, min(quantity.end + _REACH, len(tokens)))]
    places += range(max(clause, quantity.begin - _REACH), quantity.begin)
    named = any(_says_all(tokens, at) for at in places) or _begins_with_all(tokens, clause)
    return False if named else None


def _begins_with_all(tokens: Tokens, clause: int) -> bool:
    """Whether a clause begins with all groups: "Each of the banks held ...", "All three hospitals met ..."."""
    return any(_says_all(tokens, at) for at in range(clause, min(clause + 2, len(tokens))))


def _clause(tokens: Tokens, at: int) -> int:
    """Where the clause of a token begins, as far as it is looked at."""
    least = max(0, at - _CLAUSE)
    while at > least and tokens.low[at - 1] not in (";", ":", "while", "whereas", "but"):
        at -= 1
    return at


def _denies(tokens: Tokens, at: int) -> bool:
    """ "None of the provinces", "no country", "in no region", "nowhere"."""
    word = tokens.low[at]
    if word == "no":
        return _names_groups(tokens, at + 1)
    return word in _NONE and (
        word in ("nowhere", "neither") or tokens.word(at + 1) in ("of", "has", "had", "exceeded", "reached")
    )


def _says_all(tokens: Tokens, at: int) -> bool:
    """ "All countries", "every channel", "each size class"; not "every year"."""
    word = tokens.word(at)
    if word not in _ALL:
        return False
    if word in _EACH:
        return tokens.is_word(at + 1) and tokens.word(at + 1) not in _TIMES and tokens.word(at + 1) not in NUMBER_WORDS
    return _names_groups(tokens, at + 1) and tokens.word(at - 1) not in _WITHIN


def _names_groups(tokens: Tokens, at: int) -> bool:
    """Whether groups follow: "countries", "age group", "four regions", "of the provinces"."""
    low = tokens.low[at : at + 6]
    words = [singular(word) for word in low]
    starts = [0, 1, 2] if words[:1] in (["of"], ["the"], ["these"]) else [0, 1]
    if any(_GROUPS.at(words, start) for start in starts):
        return True
    of_share = (
        tokens.word(at - 1) == "all" and tokens.word(at - 2) == "of"
    )  # "86% of all requests" is of the whole of them
    return not of_share and any(is_count_noun(word) for word in low[:_TO_NOUN])


def _in_sentence(group: SentenceGroup, bound: Observation) -> list[Observation]:
    """The values of the groups behind a colon, a bracket, a dash, "ran from ... to ...", or called the highest or lowest."""
    tokens, end = group.scan.tokens, bound.quantity.end
    begins = {one.quantity.begin for one in group.observations}
    for at in range(end + 1, min(end + _TO_LIST, len(tokens))):
        word = tokens.low[at]
        if at in begins or word in _COMPARING:
            return []
        if word in _OPENING | {","}:
            values = _values(group, bound, at) if _opens_values(tokens, at) else []
            if len(values) >= 2 or (values and _is_extreme(tokens, at, values[0])):
                return values
    return []


def _opens_values(tokens: Tokens, at: int) -> bool:
    """Whether the values of groups follow a mark or word: ", at 95% and 97%", "; it was 4% in A", ", the lowest being"."""
    word = tokens.low[at]
    if word == ",":
        return tokens.word(at + 1) in _LISTING or not _EXTREMES.isdisjoint(tokens.low[at : at + _TO_EXTREME])
    if word == ";":
        pointed = tokens.word(at + 1) in ("it", "they") or tokens.low[at + 1 : at + 3] in (
            ["the", "rate"],
            ["the", "share"],
        )
        return pointed or _spans(tokens, at, ahead=True) or not _EXTREMES.isdisjoint(tokens.low[at : at + _TO_EXTREME])
    return word not in ("from", "ranging", "with") or _spans(tokens, at, ahead=word == "with")


def _is_extreme(tokens: Tokens, at: int, value: Observation) -> bool:
    """Whether a value is called the lowest or highest: then it stands for those of all groups."""
    return not _EXTREMES.isdisjoint(tokens.low[at : value.quantity.begin])


def _spans(tokens: Tokens, at: int, *, ahead: bool = False) -> bool:
    """Whether "ran" or "ranging" stands before "from", or soon behind a semicolon."""
    return not _SPANNING.isdisjoint(tokens.low[at : at + 6] if ahead else tokens.low[max(0, at - 4) : at + 1])


def _values(group: SentenceGroup, bound: Observation, opener: int) -> list[Observation]:
    """The run of values behind token `opener`, until something else is compared."""
    tokens = group.scan.tokens
    found: list[Observation] = []
    last = opener
    for one in group.observations:
        quantity = one.quantity
        if quantity.begin <= opener:
            continue
        gap = tokens.low[last + 1 : quantity.begin]
        spanned = quantity.preposition != "from" or tokens.low[opener] == "," or _spans(tokens, quantity.begin)
        broken = len(gap) > _TO_LIST or not _COMPARING.isdisjoint(gap) or not spanned
        if broken or not _comparable(bound, one) or len(found) >= _MOST:
            break
        found.append(one)
        last = quantity.end
    return found


def _comparable(bound: Observation, one: Observation) -> bool:
    alike = one.unit == bound.unit or (one.unit in _SHARES and bound.unit in _SHARES)
    return alike and one.measure in ("level", "goal") and one.quantity.upper is None


def _following(bound: Observation, following: list[SentenceGroup]) -> list[Observation]:
    """Of each area or population with a value of its own in the sentences after, the latest value."""
    latest: dict[tuple[str | None, str | None], Observation] = {}
    for group in following:
        if not points_back(group):
            break
        for one in group.observations:
            area = one.slots.area if one.slots.area != bound.slots.area else None
            named = area or one.slots.population
            comparable = _comparable(bound, one) and one.measure == "level" and one.figure is bound.figure
            if named and comparable and one.quantity.preposition != "from":
                latest[(area, None if area else one.slots.population)] = one
    return sorted(latest.values(), key=lambda one: one.start)[:_MOST]


def _relation(context: Context, bound: Observation, values: list[Observation], *, denied: bool) -> Relation:
    operands = [operand(bound, "bound"), *(operand(one, "value") for one in values)]
    factor = _SHARES[values[0].unit or ""] / _SHARES[bound.unit or ""] if bound.unit in _SHARES else Fraction(1)
    above, ranged = bound.quantity.qualifier in _ABOVE, bound.quantity.upper is not None
    turned = denied or ranged or factor != 1
    constraint = Turned(above, denied, ranged, factor) if turned else Limits(above)
    kept = constraint.allowed(1, [full_interval(bound), *map(full_interval, values)])
    broken = [at for at, one in enumerate(values, 1) if not meet(kept, full_interval(one))]

    def explain(outcome: Outcome) -> str:
        said = f"no {bound.stated}" if denied else bound.stated
        if outcome.verdict == "inconsistent":
            return f"The text says {said} for all, and {_and([_shown(values[at - 1]) for at in broken])} breaks that."
        verb = "keeps" if len(values) == 1 else "keep"
        return f"The text says {said} for all, and {_and([_shown(one) for one in values])} {verb} that."

    relation = judge("bound", operands, constraint, broken[0] if broken else 1, context.quote(operands), explain)
    relation.computed = _within(kept, values[0])
    if turned:  # what such a bound allows cannot be solved with other relations
        relation.constraint = None
        relation.repairs = _repairs(operands, constraint, broken, kept) if broken else []
    return relation


def _within(kept: Interval, value: Observation) -> Interval:
    """What a bound leaves, within what shares can be."""
    most = _SHARES.get(value.unit or "")
    if most is None:
        return kept
    lower = Fraction(0) if kept.lower is None else kept.lower
    return Interval(lower, most if kept.upper is None else kept.upper)


def _repairs(operands: list[Operand], constraint: Limits | Turned, broken: list[int], kept: Interval) -> list[Repair]:
    """The bound as far as the farthest number, or the only number that breaks it; a word such as "half" is no 0.47."""
    found = []
    bound = operands[0].observation
    if bound is not None and bound.quantity.upper is None and bound.quantity.amount.form in ("digits", "words"):
        faces = [face_interval(one.observation) for one in operands if one.observation]
        limit = constraint.allowed(0, faces)
        value = limit.lower if limit.upper is None else limit.upper
        found += [_repair(operands[0], limit, value)] if value is not None else []
    if len(broken) == 1:
        one = operands[broken[0]]
        low = one.observation is not None and kept.lower is not None and one.observation.quantity.value < kept.lower
        end = kept.lower if low else kept.upper
        found += [_repair(one, kept, end)] if end is not None else []
    return numbered([repair] for repair in found)


def _repair(one: Operand, interval: Interval, value: Fraction) -> Repair:
    assert one.observation is not None
    step = one.observation.quantity.step
    suggestion = round(value / step) * step
    shown = printed(one.observation, suggestion)
    return Repair(one, interval, suggestion, shown, misprint(one.observation, suggestion))


def _shown(one: Observation) -> str:
    return with_scale(one, printed(one))


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
