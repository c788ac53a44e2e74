"""Changes among the numbers of a sentence: a difference, a rate or a multiple, and what its words say of it.

Belongs here: "fell 3 points", "by a third", "doubled", "20% more than", "a gap of 5.6 years"; whether a number restates
another one ("or 25%"), and whether it may be no change at all. Does not belong here: levels (see `levels`), and which
levels a change has (see `binding`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.relations.twins import is_twin_share
from pipelines.rules import Phrases, table, words

Form = Literal["difference", "rate", "multiple"]
COMPARISONS: dict[str, str] = {row["word"]: row["direction"] for row in table("comparison_words")}
_MEASURED_FROM = frozenset(("from", "on", "against", "compared"))
_LEADING = words("levels_leading")
_AGAIN = Phrases([{"words": phrase} for phrase in ("or", "i.e", "i . e", "ie", "namely", "that is", "in other words")])
_NOT_CHANGES = words("levels_not_changes")
_DIFFERENT = words("levels_differences")
_FOLD_COMPARISONS = words("fold_comparisons")
_FOLD_LEVELS = words("fold_levels")
_DIFFERENCES = ("point", "index", "count", "money", "physical", "duration", None)
_QUANTITIES = words("direction_quantities")
_FINITE = words("indicators_verbs")
_LEVEL_NOUNS = words("levels_of_levels")
_BESIDE = 5  # tokens of a bracket that restates a change
_PASSING = {word: way for way in ("up", "down") for word in words(f"passing_{way}")}
_PASSED = frozenset(("below", "above", "beneath", "past"))
_FALLING = frozenset(("shortfall", "underspend", "under-expenditure"))  # of what was aimed at
_APPOSED = frozenset((",", "or", "(", "–", "—"))
_NOUNS = words("changes_nouns")
_OF_THEM = frozenset(("them", "these", "those", "which", "whom"))
_INDEFINITE = ("a", "an", ":")  # "showing a 15.3% growth", not "than the 30.4% growth of May"
_ADDED = frozenset(("additional", "extra"))
_AROUND = 30  # tokens to each side in which a unit may be repeated
_NOUN = 5  # tokens from a rate to its noun ("a 12% year-on-year increase")
_ASIDE = 5  # tokens from a bracket to the change that it holds
_AGAIN_FAR = 7  # tokens from "in other words" to what it says again
_RESTATED = 5  # tokens from a level to a number that says its change once more
_RESTATED_FAR = 12  # the same, behind a comma
_VERB = 8  # tokens from a change back to its verb ("grew among men by 3 points")
_DIRECTIONS = ("up", "down")
_SIGN = 3  # tokens from "from" to its number
_ENDS = frozenset((",", ".", "of", "to", "from", "in", "(", ")"))


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change: a difference ("3 points"), a rate ("8.1%", "by a third") or a multiple ("doubled").

    `direction` is up, down or None where the words leave it open. `compares` says that it is stated against something
    named behind it ("12 points lower than"), `restates` that it says another number once more ("or 25%"), `weak` that
    it may be a share instead ("from 120 to 150 (25%)"), `differs` that it is a difference of two things ("a gap of").
    """

    observation: Observation
    index: int
    form: Form
    direction: str | None
    compares: bool = False
    restates: bool = False
    weak: bool = False
    differs: bool = False


def stated_changes(group: SentenceGroup) -> list[Change | None]:
    """For each observation of a sentence the change that it states, None if it states none or a range."""
    if group.changes is None:
        group.changes = [_change(group, index) for index in range(len(group.observations))]
    return group.changes


def _change(group: SentenceGroup, index: int) -> Change | None:
    tokens, observation = group.scan.tokens, group.observations[index]
    quantity = observation.quantity
    beside = {tokens.word(quantity.end + 1), *tokens.low[max(0, quantity.begin - 2) : quantity.begin]}
    short = _falls_short(tokens, quantity)
    if quantity.upper is not None or (not short and not _NOT_CHANGES.isdisjoint(beside)):
        return None  # "a 0.2 point downgrade", "contributed 1.7 points"
    if tokens.word(quantity.begin) in _PASSED and quantity.preposition != "by":
        return None  # "fell below 2%": a level
    compared = "down" if short else _comparison(tokens, quantity)
    verb = verb_before(group, index)
    again = _says_again(group, index)
    restates = again or quantity.enclosed or _is_aside(tokens, quantity)
    weak = False
    if quantity.kind == "multiple":
        form: Form | None = "multiple" if again or _is_multiple(tokens, quantity) else None
    elif quantity.kind == "share":
        by = quantity.preposition == "by" and not _is_agent(tokens, quantity)
        moved = by and (verb is not None or again or _is_elided_verb(tokens, quantity))
        if _is_share_of_level(tokens, quantity):
            form = "multiple"
        else:
            moved = moved or _is_elided(group, index)
            form = "rate" if moved or _is_rate(group, index, compared, restates=restates, again=again) else None
        told = observation.measure == "change" or moved or quantity.signed or compared is not None
        told = told or (again and _follows_change(group, index))  # "down 3,126, or 14.2%, from"
        told = told or (_is_named(tokens, quantity) and tokens.word(quantity.begin - 1) in _INDEFINITE)
        told = told or (restates and index > 0 and group.observations[index - 1].unit == "index_point")
        weak = form == "rate" and not told and (quantity.enclosed or not index or not _reaches(group, index - 1))
        form = None if weak and is_twin_share(group, index) else form
    else:
        weak = _is_amount_of(group, index) and not quantity.signed
        changes = weak or short or _is_difference(group, index, compared, verb, again=again)
        form = "difference" if changes or _is_elided(group, index) else None
    if form is None:
        return None
    direction = _direction(quantity, compared, verb)
    if direction is None and tokens.word(quantity.begin - 1) == "of" and tokens.word(quantity.begin - 2) in _FALLING:
        direction = "down"
    compares = compared is not None and (short or _names_other(tokens, quantity))
    compares = compares or (quantity.preposition == "by" and tokens.word(_past_bracket(tokens, quantity)) == "than")
    return Change(observation, index, form, direction, compares, restates, weak, _differs(tokens, quantity))


def _direction(quantity: Quantity, compared: str | None, verb: str | None) -> str | None:
    """Up or down, as verb, comparison or sign say."""
    direction = quantity.direction or compared
    if direction not in _DIRECTIONS and quantity.signed and quantity.amount.value:
        return "down" if quantity.negative else "up"
    if direction is None or direction == "any":
        return verb if verb in _DIRECTIONS else None
    return direction


def _is_elided(group: SentenceGroup, index: int) -> bool:
    """A second change whose verb is left out: "down 4 days from 35 days in May and 9 days from 40 days a year before"."""
    tokens, one = group.scan.tokens, group.observations[index]
    at = one.quantity.begin - 1
    at -= tokens.word(at) in ("of", "by")
    if index < 2 or tokens.word(at) != "and" or tokens.word(one.quantity.end + 1) not in _MEASURED_FROM:
        return False
    before = group.observations[index - 2]
    return before.measure == "change" and before.unit == one.unit and before.quantity.upper is None


def _is_elided_verb(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether levels behind "by" make it a change, whatever its verb: "exports by 7% to 2.2 from 2.4 billion"."""
    at = quantity.end + 1
    at += tokens.word(at) == ","
    return tokens.word(at) in ("from", "to") and tokens.is_number(_past_sign(tokens, at + 1))


def _past_sign(tokens: Tokens, at: int) -> int:
    """The next token, or the one behind a sign of money and a word such as "about"."""
    return next((k for k in range(at, min(at + _SIGN, len(tokens))) if tokens.is_number(k)), at)


def _is_share_of_level(tokens: Tokens, quantity: Quantity) -> bool:
    """ "One-fifth of its 2010 level": a multiple below one."""
    at = quantity.end + 1
    if quantity.unit != "ratio" or tokens.word(at) != "of" or tokens.word(at + 1) not in _FOLD_LEVELS:
        return False
    return not _LEVEL_NOUNS.isdisjoint(tokens.low[at + 2 : at + 2 + _NOUN])


def _reaches(group: SentenceGroup, index: int) -> bool:
    return group.observations[index].quantity.preposition == "to"


def _is_difference(group: SentenceGroup, index: int, compared: str | None, verb: str | None, *, again: bool) -> bool:
    """Whether a number that is no share states by how much something changed."""
    tokens, observation = group.scan.tokens, group.observations[index]
    quantity = observation.quantity
    if quantity.kind not in _DIFFERENCES:
        return False
    by = quantity.preposition == "by" and not _is_agent(tokens, quantity)
    by = by and (again or verb is not None or _is_elided_verb(tokens, quantity))
    told = observation.measure == "change" or by or _differs(tokens, quantity) or _closes(tokens, quantity, compared)
    against = compared in _DIRECTIONS and _names_other(tokens, quantity)  # "96.4 billion more than the 1,118.2 billion"
    told = (
        told
        or against
        or _is_restated(group, index)
        or _adds(tokens, quantity)
        or (again and _restates_rate(group, index))
    )
    return told or (quantity.signed and quantity.enclosed)  # "fell 21.4% (-83,739)", "to 1.68 euro (+7 cents)"


def _restates_rate(group: SentenceGroup, index: int) -> bool:
    """Whether an amount says a rate once more: "exceeded that of the year before by 22.3%, or 38,100 people"."""
    rate = group.observations[index - 1] if index else None
    if rate is None or rate.quantity.kind != "share" or not _follows_level_by(rate):
        return False
    gap = group.scan.tokens.low[rate.quantity.end + 1 : group.observations[index].quantity.begin]
    most = _RESTATED_FAR if gap[-2:] == [",", "or"] else _RESTATED  # "3.7% more than at the census, or 169,724"
    return len(gap) <= most and gap[-1:] == ["or"]


def _is_restated(group: SentenceGroup, index: int) -> bool:
    """Whether the rate of a comparison says an amount once more: "605 or 2.7% fewer than in 2016"."""
    rate = group.observations[index + 1] if index + 1 < len(group.observations) else None
    if rate is None or rate.quantity.kind != "share":
        return False
    tokens = group.scan.tokens
    one, level = group.observations[index].quantity, group.observations[index - 1].quantity if index else None
    gap = tokens.low[one.end + 1 : rate.quantity.begin]
    told = gap in (["or"], [",", "or"]) and _comparison(tokens, rate.quantity) in _DIRECTIONS
    behind = group.observations[index + 2].quantity if index + 2 < len(group.observations) else None
    near = behind is not None and behind.kind == one.kind and behind.begin - rate.quantity.end <= _NOUN
    if near and behind is not None and 2 * one.value > behind.value:
        return False  # "5.3 million, or 12% below the 6.0 million": a level
    return told and level is not None and level.value > one.value


def _follows_level_by(rate: Observation) -> bool:
    return rate.quantity.preposition == "by" or rate.measure == "change"


def _adds(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a count is what came on top: ", an additional 175 posts", "or 10,342 additional arrivals"."""
    if quantity.kind not in (None, "count", "money") or _ADDED.isdisjoint(tokens.words):
        return False
    before = tokens.low[max(0, quantity.begin - 3) : quantity.begin]
    apposed = len(before) == 3 and before[0] in _APPOSED and before[1] == "an" and before[2] in _ADDED
    return apposed or (tokens.word(quantity.last + 1) in _ADDED and tokens.word(quantity.begin - 1) in _APPOSED)


def _differs(tokens: Tokens, quantity: Quantity) -> bool:
    """ "a gap of 5.6 years": a difference of two things."""
    at = quantity.begin - 2
    return at >= 0 and tokens.low[at + 1] == "of" and tokens.low[at] in _DIFFERENT


def _falls_short(tokens: Tokens, quantity: Quantity) -> bool:
    """ "2.4 points short of the 86.0% of 2019": below a level."""
    return tokens.word(quantity.end + 1) in ("short", "shy") and tokens.word(quantity.end + 2) == "of"


def _is_amount_of(group: SentenceGroup, index: int) -> bool:
    """Whether an amount stands in brackets directly behind a rate: "fell 21.4% (83,739 million yen)"."""
    quantity = group.observations[index].quantity
    rate = group.observations[index - 1] if index else None
    if rate is None or not quantity.enclosed or quantity.kind not in ("money", "count", "physical", "duration"):
        return False
    return rate.measure == "change" and rate.quantity.kind == "share" and quantity.begin - rate.quantity.end == 2


def _is_agent(tokens: Tokens, quantity: Quantity) -> bool:
    """ "cut by 30 of the firms": what stands behind "by" did it."""
    return tokens.word(quantity.end + 1) in ("of", "who")


def _is_aside(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a change opens its bracket but for its verb: "(up 18.8%)", "(an increase of 1pp)"."""
    if "(" not in tokens.words:
        return False
    at = quantity.begin - 1
    word = tokens.word(at)
    while at > quantity.begin - _ASIDE and (word in CHANGE_VERBS or word in _LEADING):
        at -= 1
        word = tokens.word(at)
    return word == "(" and at < quantity.begin - 1


def _says_again(group: SentenceGroup, index: int) -> bool:
    """Whether words say that a number puts in other terms what stands before: "or 25%", "i.e. by 40%", "that is"."""
    tokens, quantity = group.scan.tokens, group.observations[index].quantity
    if quantity.preposition in ("from", "to"):
        return False  # "from 120 to 96 thousand, or from 5% to 4% of firms"
    floor = group.observations[index - 1].quantity.end if index else -1
    before = tokens.low[max(floor + 1, quantity.begin - _AGAIN_FAR) : quantity.begin]
    if _AGAIN.is_in(before):
        return True
    joined = "and" in before[-2:]  # "..., and by 10% on roads"
    return quantity.preposition == "by" and not joined and _follows_level(group, index)  # "to 0.7 million, by 500,000"


def _closes(tokens: Tokens, quantity: Quantity, compared: str | None) -> bool:
    """Whether a comparison ends its clause: "the crossing handled 8,715 in 2022: 625 fewer."."""
    return compared in _DIRECTIONS and tokens.word(quantity.end + 2) in ("", ".", ",", ";", ")")


def _comparison(tokens: Tokens, quantity: Quantity) -> str | None:
    """The direction of a comparison directly behind a number: "20% higher", "10% below", "300 fewer"."""
    inside = tokens.word(quantity.last + 1) if quantity.kind == "count" else ""
    return COMPARISONS.get(inside) or COMPARISONS.get(tokens.word(_past_bracket(tokens, quantity)))


def _past_bracket(tokens: Tokens, quantity: Quantity) -> int:
    """The token behind a number, and behind what restates it: "96.4 billion (8.6%) more than"."""
    at = quantity.end + 1
    if quantity.enclosed and tokens.word(at) == ")":
        return at + 1
    if quantity.unit is None and _is_unit_elsewhere(tokens, at):
        at += 1  # "232 mhl, 27 mhl below"
    if tokens.word(at) != "(":
        return at
    closing = next((end for end in range(at, min(at + _BESIDE + 1, len(tokens))) if tokens.low[end] == ")"), None)
    return closing + 1 if closing else at


def _is_unit_elsewhere(tokens: Tokens, at: int) -> bool:
    """Whether an unknown word behind a number stands behind another one too, so that it is a unit."""
    if not tokens.is_word(at) or tokens.word(at) in COMPARISONS:
        return False
    around = range(max(1, at - _AROUND), min(len(tokens), at + _AROUND))
    return any(tokens.low[other] == tokens.low[at] and tokens.is_number(other - 1) for other in around if other != at)


def _names_other(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a comparison says with what: "lower than", "more young people than", "below its level"."""
    at = _past_bracket(tokens, quantity)
    if tokens.word(quantity.last + 1) in COMPARISONS and tokens.word(at) == "than":
        return True  # "15,300 more deaths than births"
    if tokens.word(at) in ("above", "below"):
        return True
    return "than" in tokens.low[at + 1 : at + _NOUN]


def _is_multiple(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a multiple relates two levels, and is no count of times ("3 times a week")."""
    after = tokens.word(quantity.end + 1)
    if quantity.amount.form == "multiple" or tokens.low[quantity.end].endswith("fold"):
        return True
    if after in _FOLD_LEVELS or after in _FOLD_COMPARISONS or quantity.measure == "change":
        return True
    return tokens.low[max(0, quantity.begin - 2) : quantity.begin] in (["factor", "of"], ["multiplied", "by"])


def _is_rate(group: SentenceGroup, index: int, compared: str | None, *, restates: bool, again: bool) -> bool:
    tokens, observation = group.scan.tokens, group.observations[index]
    quantity = observation.quantity
    if observation.unit not in ("percent", "ratio") or tokens.word(quantity.end + 1) in ("of", "share"):
        return False
    if quantity.signed and tokens.text(quantity.begin) == "±":
        return False
    if observation.measure == "change" or compared is not None:
        return True
    if quantity.signed and (quantity.enclosed or not quantity.negative or _follows_pair(group, index)):
        return True
    if _is_named(tokens, quantity):
        return True
    previous = group.observations[index - 1].quantity if index else None
    if again and _is_of_part(tokens.low[previous.end + 1 if previous else 0 : quantity.begin]):
        return False
    if again and previous is not None and previous.kind not in ("share", "point"):
        return True
    return restates and (_follows_level(group, index) or _follows_change(group, index))


def _follows_pair(group: SentenceGroup, index: int) -> bool:
    """Whether "from ... to ..." stands right before: "from 1,790 in 2012 to 1,744 in 2015, about -2.5 percent"."""
    pair = [one.quantity.preposition for one in group.observations[max(0, index - 2) : index]]
    near = index > 0 and group.observations[index].quantity.begin - group.observations[index - 1].quantity.end
    return pair == ["from", "to"] and bool(near) and near <= _RESTATED_FAR


def _is_of_part(before: Sequence[str]) -> bool:
    """Whether the words before a share name a part that it restates: "and in thirteen of them, that is 28%, above 100"."""
    return any(one == "of" and other in _OF_THEM for one, other in zip(before, before[1:], strict=False))


def _is_named(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a noun says that a share is a rate of change: "a 15.3% growth", "(growth: 12.5%)"."""
    if tokens.word(quantity.begin - 1) == ":" and tokens.word(quantity.begin - 2) in CHANGE_VERBS:
        return True
    return not _NOUNS.isdisjoint(_ahead(tokens, quantity.end + 1))


def _follows_change(group: SentenceGroup, index: int) -> bool:
    """Whether a number restates the change directly before it: "1.2 points, or 1.2%"."""
    previous = group.observations[index - 1].quantity if index else None
    near = previous is not None and group.observations[index].quantity.begin - previous.end <= _RESTATED
    return previous is not None and near and previous.measure == "change"


def _follows_level(group: SentenceGroup, index: int) -> bool:
    """Whether a number stands directly behind a level that is no share, so that it may restate its change."""
    previous = group.observations[index - 1].quantity if index else None
    near = previous is not None and group.observations[index].quantity.begin - previous.end <= _RESTATED
    return previous is not None and near and previous.kind not in ("share", "point")


def _ahead(tokens: Tokens, first: int) -> list[str]:
    """The words behind a number up to a mark or a preposition: "year-on-year" and its noun."""
    words = [word for at, word in enumerate(tokens.low[first : first + 2 * _NOUN], first) if not _is_joined(tokens, at)]
    return words[: next((at for at, word in enumerate(words[:_NOUN]) if word in _ENDS), _NOUN)]


def _is_joined(tokens: Tokens, at: int) -> bool:
    """Whether a token is part of a word with hyphens, but not its end: "year-on-" of "year-on-year"."""
    return "-" in (tokens.low[at], tokens.word(at + 1))


def verb_before(group: SentenceGroup, index: int) -> str | None:
    """The direction of the nearest verb of change before a number, up to the number before."""
    tokens, quantity = group.scan.tokens, group.observations[index].quantity
    floor = group.observations[index - 1].quantity.end if index else -1
    for at in range(quantity.begin - 1, max(floor, quantity.begin - _VERB), -1):
        if tokens.low[at] in (";", ",", "(", ")"):
            return None
        if tokens.low[at] in _PASSING and quantity.preposition == "by":
            return _PASSING[tokens.low[at]]  # "surpassed the target by 4,725"
        if tokens.low[at] in CHANGE_VERBS:
            return None if _names_what_moves(tokens, at, quantity.begin) else CHANGE_VERBS[tokens.low[at]]
    return None


def _names_what_moves(tokens: Tokens, noun: int, stop: int) -> bool:
    """Whether "growth" is what moved, by a verb that is not known: "growth in output is expected to settle at 6.1%"."""
    return tokens.low[noun] in _QUANTITIES and any(tokens.low[at] in _FINITE for at in range(noun + 1, stop))
