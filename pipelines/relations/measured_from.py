"""What a change is measured from and over: "on the month", "a year earlier", "3% a year", "in real terms".

Belongs here: whether a change and a level can be of the same two times, and words that make a change no plain difference
of its levels. Does not belong here: which levels are near (see `reach`).
"""

from __future__ import annotations

from pipelines.numerals.period import Period
from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level
from pipelines.relations.stated_changes import Change
from pipelines.rules import table, words

_SPANS = words("binding_rates_of_time")
_ON_AVERAGE = words("binding_on_average")
_ADJUSTED = words("growth_adjusted")
_MEASURED_IN = words("growth_measured_in")
_CONTRARIES = [(row["word"], row["contrary"]) for row in table("contraries")]
_MARKS = frozenset((",", ";", ":", "(", ")", "and"))
_NAMED = 10  # tokens beside a level that may say what it is of
_IN = frozenset(("in", "by", "on"))
_EACH = frozenset(("a", "an", "per", "each", "every"))
_AGO = frozenset(("earlier", "ago", "before"))
_STEP_BEFORE = frozenset(("the", "a", "previous", "prior", "preceding", "last"))
_STEP_AFTER = frozenset(("on", "-", "over", *_AGO))
_FROM = frozenset(("between", "from", "on", "since", "than", "over", "with"))
_MOST_PERIODS = 40
_FAR = 40  # tokens to each side of a change that may say that it is over one year
_NEAR = 6  # tokens from a change to the time that it is measured from
_TERMS = frozenset(("real", "volume"))
_OPENS = 3  # tokens from the beginning of a sentence to "terms"
_AS_PRINTED = frozenset(("nominal", "value", "cash"))  # what amounts of money are printed in
_LEAVING_OUT = frozenset(("excluding", "excl", "except", "adjusted", "adjusting"))
_TO_LEVELS = frozenset(("from", "to"))
_AVERAGING = frozenset(("on", "an", "annual", "by"))
_OWNING = frozenset(("the", "its", "their", "this"))
_NOUN = 3  # tokens from "annual" to a change
_AROUND = (5, 6)  # tokens before and behind a change that may adjust it


def doubt_of(group: SentenceGroup, change: Change) -> str | None:
    """Why a change may be no difference or rate of two levels as printed: per year, on average, adjusted."""
    tokens, quantity = group.scan.tokens, change.observation.quantity
    around = tokens.low[max(0, quantity.begin - _AROUND[0]) : quantity.end + 1 + _AROUND[1]]
    behind = tokens.low[quantity.end + 1 : quantity.end + 1 + _AROUND[1]]
    around = around[: len(around) - len(behind) + behind.index(";")] if ";" in behind else around
    per = _told_per(tokens, change)
    each = tokens.word(quantity.end + 1) in _EACH and tokens.word(quantity.end + 2) in _SPANS
    if each or (per and not (per == {"annual"} and _is_of_one_year(tokens, quantity.begin))):
        return "The change may be per year or on average."
    of_money = any(one.quantity.kind == "money" for one in group.observations)
    if change.form != "difference" and (_is_adjusted(around, of_money=of_money) or _is_in_terms(group, change)):
        return "The rate may be adjusted for prices, seasons or the like."
    return None


def per_month(group: SentenceGroup, change: Change) -> bool:
    """Whether a change is only called monthly, as those from one month to the next are: "a monthly growth rate of 2.48%"."""
    return _told_per(group.scan.tokens, change) == {"monthly"}


def _told_per(tokens: Tokens, change: Change) -> set[str]:
    """The words around a change that say it of an average or of each year, and not of a level beside it."""
    quantity = change.observation.quantity
    found = set()
    for at in range(max(0, quantity.begin - _AROUND[0]), min(len(tokens), quantity.end + 1 + _AROUND[1])):
        word = tokens.low[at]
        if at > quantity.end and (word in _TO_LEVELS or word == "and"):
            break  # "by 10 percent, from an average of 39,100"
        if word not in _ON_AVERAGE or (word == "averaged" and at != quantity.begin - 1):
            continue  # "averaged 31 days, down 4 days" says it of the level
        if word == "average" and at < quantity.begin and tokens.word(at - 1) not in _AVERAGING:
            continue  # "the average was 0.9 above"
        if word == "average" and at > quantity.end and tokens.word(at - 1) != "on":
            continue  # "0.9 above the average of"
        if word == "annual" and at > quantity.end and tokens.word(at - 1) in _OWNING:
            continue  # "short of the annual target of 510"
        if word == "annual" and tokens.word(at + 1) == "basis":
            continue  # "declined 10.0% on an annual basis": over one year
        if word == "annual" and change.form == "difference" and quantity.begin - at > _NOUN:
            continue  # "annual inflation rose by 0.8 points"
        found.add(word)
    return found


def _is_of_one_year(tokens: Tokens, place: int) -> bool:
    """Whether the words around a change compare with one year before, so that annual growth is plain growth."""
    return any(
        tokens.low[at] == "year" and (tokens.word(at - 1) in _STEP_BEFORE or tokens.word(at + 1) in _AGO)
        for at in range(max(1, place - _FAR), min(len(tokens), place + _FAR))
    )


def _is_adjusted(around: list[str], *, of_money: bool) -> bool:
    """Whether a rate is told in other terms than its levels: "in real terms", "by volume", "per capita"."""
    return not _ADJUSTED.isdisjoint(around) or any(
        word in _MEASURED_IN
        and not (of_money and word in _AS_PRINTED)
        and (around[max(0, at - 1)] in _IN or "terms" in around[at + 1 : at + 3])
        for at, word in enumerate(around)
    )


def _is_in_terms(group: SentenceGroup, change: Change) -> bool:
    """Whether words further off tell a rate in other terms: "or 1.0%, to 630.5 million euros in real terms".

    They are said of the last rate before them or, where they open the sentence, of the first one behind them.
    """
    tokens, own = group.scan.tokens, change.observation.quantity
    if "terms" not in tokens.words:
        return False
    rates = [one.quantity.begin for one in group.observations if one.unit == "percent"]
    for at, word in enumerate(tokens.low):
        if word != "terms" or tokens.word(at - 1) not in _TERMS:
            continue
        behind = at > own.end and ";" not in tokens.low[own.end : at] and not any(own.end < one for one in rates)
        opens = at <= min(_OPENS, own.begin) and not any(at < one < own.begin for one in rates)
        if behind or opens:
            return True
    return False


def names_other_thing(group: SentenceGroup, change: Change) -> bool:
    """Whether the noun of a change says of what it is, and nothing before has been of that: ": an increase in costs"."""
    tokens, quantity = group.scan.tokens, change.observation.quantity
    noun = quantity.verb
    if noun is None and quantity.enclosed and tokens.word(quantity.end + 2) in CHANGE_VERBS:
        noun = quantity.end + 2  # "a $71 million (28 per cent) increase in advertising"
    if noun is None or noun <= quantity.end or tokens.word(noun + 1) != "in":
        return False
    dated = any(period.first <= noun + 2 <= period.last for period in group.scan.periods[:_MOST_PERIODS])
    thing = next(
        (tokens.low[at] for at in range(noun + 2, min(noun + 5, len(tokens))) if _is_telling(tokens, at)), None
    )
    return thing is not None and not dated and thing not in tokens.low[: quantity.begin]


def _is_telling(tokens: Tokens, at: int) -> bool:
    return tokens.is_word(at) and tokens.low[at] not in _OWNING


def has_other_base(group: SentenceGroup, change: Change, start: Level) -> bool:
    """Whether a change is measured from another time than its level: "3 points on the month", "a year earlier"."""
    end, level = change.observation.quantity.end, start.observation.quantity
    steps = (step_behind(group.scan.tokens, change.observation), step_behind(group.scan.tokens, start.observation))
    if None not in steps and steps[0] != steps[1]:
        return True
    reach = end + 1 + _NEAR
    base = _period_in(group, end + 1, min(reach, level.begin) if level.begin > end else reach)
    own = _period_in(group, level.end + 1, level.end + 4)
    if own is None and start.index < change.index:
        own = start.observation.slots.period
    if base is None or own is None or level.begin - base.last == 2:
        return False
    before = group.scan.tokens.low[end + 1 : base.first]
    return not _FROM.isdisjoint(before) and "," not in before and _apart(base, own)


def names_base(group: SentenceGroup, change: Change) -> bool:
    """Whether words behind a change say from when it is measured."""
    end = change.observation.quantity.end + 1
    return bool(step_behind(group.scan.tokens, change.observation) or _period_in(group, end, end + _NEAR))


def step_behind(tokens: Tokens, observation: Observation) -> str | None:
    """The step in time that a change or a level is compared over: "on the month", "a year earlier"."""
    first = observation.quantity.end + 1
    for at in range(first, min(first + _NEAR, len(tokens))):
        if tokens.low[at] in (",", ";", ")", "(") or tokens.is_number(at):
            return None
        said = tokens.word(at + 1) in _STEP_AFTER or tokens.low[at - 1] in _STEP_BEFORE
        if tokens.low[at] in _SPANS and said:
            return tokens.low[at]
    return None


def leaves_out(group: SentenceGroup, change: Change, start: Level) -> bool:
    """Whether words between a change and its first level leave something out: "than in May, excluding ships, when"."""
    between = group.scan.tokens.low[change.observation.quantity.end + 1 : start.observation.quantity.begin]
    return not _LEAVING_OUT.isdisjoint(between)


def contrary(group: SentenceGroup, one: Level, other: Level) -> str | None:
    """Words beside two levels that say that they are of contrary things: "gross" and "net", "deficit" and "surplus"."""
    named, renamed = (_beside(group, level) for level in (one, other))
    for word, opposite in _CONTRARIES:
        for left, right in ((word, opposite), (opposite, word)):
            if left in named - renamed and right in renamed - named:
                return f"One of the levels is {left}, the other {right}."
    return None


def _beside(group: SentenceGroup, level: Level) -> frozenset[str]:
    """The words from the number or mark before a level, and those behind it up to a mark or a number."""
    low, quantity = group.scan.tokens.low, level.observation.quantity
    ones = group.observations
    if not 0 <= level.index < len(ones) or ones[level.index] is not level.observation:
        return frozenset()
    first = ones[level.index - 1].quantity.end + 1 if level.index else 0
    last = ones[level.index + 1].quantity.begin if level.index + 1 < len(ones) else len(low)
    before = low[max(first, quantity.begin - _NAMED) : quantity.begin]
    behind = low[quantity.last + 1 : min(last, quantity.end + 1 + _NAMED)]
    stop = next((at for at, word in enumerate(behind) if word in _MARKS), len(behind))
    return frozenset((*before, *behind[:stop]))


def comparable(group: SentenceGroup, one: Observation, other: Observation, *, across_groups: bool = False) -> bool:
    """Whether two levels can be one quantity at two times: of one group (unless groups are compared), per one time."""
    if not across_groups and not _of_one_group(one, other):
        return False
    rates = (_rate(group.scan.tokens, one), _rate(group.scan.tokens, other))
    return None in rates or rates[0] == rates[1]


def _of_one_group(one: Observation, other: Observation) -> bool:
    """Whether two levels may be of one group; what is named more closely may still be the same."""
    group, another = one.slots.population, other.slots.population
    if "population" not in one.slots.direct or "population" not in other.slots.direct or not group or not another:
        return True
    return group in another or another in group


def _rate(tokens: Tokens, level: Observation) -> str | None:
    """What a level is stated for: "a week", "per month"; None where it is not said."""
    end = level.quantity.end
    said = tokens.word(end + 1) in _EACH
    return tokens.word(end + 2) if said and tokens.word(end + 3) not in _AGO else None


def _period_in(group: SentenceGroup, first: int, stop: int) -> Period | None:
    periods = group.scan.periods[:_MOST_PERIODS]
    return next((period for period in periods if first <= period.first < stop), None)


def _apart(one: Period, other: Period) -> bool:
    """Whether two periods are surely not the same time."""
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return False
    return one.last_day < other.first_day or other.last_day < one.first_day
