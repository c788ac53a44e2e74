"""Which part stands beside a percentage, and which of the numbers nearby is its whole.

Belongs here: parts in brackets, behind "or", "that is", "accounting for"; wholes that a clause opens with ("Of the
appropriations of 412.60 million, ..."), that the percentage names ("65% of revenue of $480 million"), that stand before "of
which", or that are known because the part is that percentage of them. Does not belong here: percentages of counts without a
part (see `shares_of`), what is recomputed (see `feasible_share`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.numerals.nouns import singular
from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading.tokens import Tokens
from pipelines.relations.constraints import PartOf, meet
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import find_levels
from pipelines.relations.lists import hits, opens, phrases, reopens
from pipelines.relations.misprints import slips
from pipelines.relations.parts import HUNDRED, measured
from pipelines.relations.shares_of import whole_number
from pipelines.relations.statement import OPEN, face_interval, full_interval
from pipelines.relations.strands import MOVED, THEN, strand_of
from pipelines.rules import words

_RESTATING = words("feasible_share_restating") | words("feasible_share_accounting") | {",", ".", "=", "–", "—"}
_BREAKS = frozenset((",", "(", "–", "—", "-", ":", "=", "and", "or", "which", "that"))
_BETWEEN = words("feasible_share_other_measures")
_OF_WHICH = phrases("of_which")
_OPENERS = (("out", "of"), ("of",), ("among",), ("from", "a", "total", "of"), ("in",))
_MAKING_UP = frozenset(
    ("made", "make", "makes", "accounted", "account", "accounts", "represented", "represents", "constituted")
)
_SUMMING = frozenset(("total", "altogether", "all", "overall", "together"))
_OPENED = 4  # tokens of a sentence that sums up the one before
_FAR = 16  # tokens from a part to the words that restate it
_NAMED = 7  # tokens from a percentage to the whole that it names
_MOST = 12  # numbers nearby among which a whole is looked for
_VAGUE = Fraction(1, 2)  # of a percentage: one with a coarser last digit tells nothing
_CROWDED = 24  # numbers of what is no sentence any more
_BESIDE, _ANYWHERE = 10, 5  # per cent of all shares that the pairs tried would fit by chance
_RATES = frozenset(("rate", "share", "proportion", "ratio"))
_OUT_OF = (["of", "the"], ["of"], ["out", "of"], ["out", "of", "the"], ["of", "all"], ["of", "its"], ["of", "their"])
_BACK_TO = (["the", "total"], ["this", "total"], ["that", "total"], ["this", "amount"], ["this", "number"])
_TELLING = frozenset(("total", "the", "all", "overall", "whole", "entire", "this", "these", "those", "that"))
_NAME_ENDS = words("shares_nearby_name_ends")
_BACK_ALONE = (["these"], ["them"], ["those"])
_SIGNS = ("+", "-", "−", "–")
_ALIKE = Fraction(1, 200)
_LOOSE = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class NearShare:
    """A percentage, its part and its whole; `sure` if the words name the whole, or other shares of the sentence do."""

    percent: Observation
    part: Observation
    whole: Observation
    sure: bool


def shares_nearby(
    group: SentenceGroup, before: Sequence[SentenceGroup], after: SentenceGroup | None = None
) -> list[NearShare]:
    """The percentages of a sentence that have a part beside them, with their wholes; those that fit, and those of a
    sure whole that do not. The sentence `after` may name their total."""
    pairs = list(parts_beside(group))
    pairs += _with_both(group, pairs)
    made_up = list(_making_up(group, pairs))
    pairs += made_up
    loose = {id(percent) for percent, _ in made_up}
    found: list[NearShare] = []
    missed: list[tuple[Observation, Observation]] = []
    for percent, part in pairs:
        sure = _sure_whole(group, percent, part)
        sure = sure or _only_other(group, percent, part) or _told_before(group, before, percent, part)
        fit = next((one for one in _candidates(group, before, percent, part, sure) if fits(percent, part, one)), None)
        if fit is None and sure is None and after is not None:
            fit = next((one for one in _totals_of(group, after, percent) if fits(percent, part, one)), None)
        if fit is None and (turned := _turned(group, percent, part)):
            found.append(turned)
        elif fit is not None:
            found.append(NearShare(percent, part, fit, fit is sure))
        elif (whole := _held_whole(group, before, percent, part, sure, loose=id(percent) in loose)) is not None:
            found.append(NearShare(percent, part, whole, sure=True))
        else:
            missed.append((percent, part))
    placed = {id(percent) for percent, _ in pairs}
    found += _of_siblings(group, found, missed)
    found += _apart(group, placed)
    return found + list(shares_apart(group, before, {*placed, *(id(one.percent) for one in found)}))


def _held_whole(
    group: SentenceGroup,
    before: Sequence[SentenceGroup],
    percent: Observation,
    part: Observation,
    sure: Observation | None,
    *,
    loose: bool,
) -> Observation | None:
    """The whole that a share which does not fit is held against; of a part that is tied loosely, only the one it names."""
    if loose:
        return _named(group, percent, part)
    return sure or _named_before(group, before, percent, part)


def _totals_of(group: SentenceGroup, after: SentenceGroup, percent: Observation) -> Iterator[Observation]:
    """The first number of the next sentence, if that opens with "the total" and a percentage is "of the total"."""
    low, end = group.scan.tokens.low, percent.quantity.end
    opened = not _SUMMING.isdisjoint(after.scan.tokens.low[:_OPENED])
    named = low[end + 1 : end + 2] == ["of"] and not _TELLING.isdisjoint(low[end + 2 : end + 4])
    first = low[end + 1 : end + 2] == [")"] and not any(word == "of" for word in low[end + 1 : end + 3])
    if opened and (named or first) and after.index == group.index + 1:
        yield from [one for one in after.observations if _is_amount(one) and one.measure == "level"][:1]


def _apart(group: SentenceGroup, placed: set[int]) -> Iterator[NearShare]:
    """ "With 1.28 million tonnes, it made up 64% of the 2.0 million collected": a named whole, the part farther away."""
    for percent in group.observations:
        if id(percent) in placed or not is_percentage(percent):
            continue
        whole = _named(group, percent, None)
        others = [] if whole is None else [one for one in group.observations if one is not whole and _is_amount(one)]
        part = next((one for one in others if whole is not None and fits(percent, one, whole)), None)
        if whole is not None and part is not None:
            yield NearShare(percent, part, whole, sure=False)


def shares_apart(group: SentenceGroup, before: Sequence[SentenceGroup], placed: set[int]) -> Iterator[NearShare]:
    """The percentages whose part stands farther away: with the part and the whole that hardly fit by chance.

    "7.1 of the 44.6 million want more work, which puts the rate at 15.9%"; "the stock fell to 30,738; 2,871 were empty ...
    The rate dropped from 11.7% to 9.3%": what was before is of what was before.
    """
    percents = [one for one in group.observations if id(one) not in placed and is_percentage(one)]
    near = [*before, group] if percents else []
    amounts = [(each, one) for each in near if len(each.observations) <= _CROWDED for one in each.observations]
    stranded = [(strand_of(each, one), one) for each, one in amounts if _is_amount(one)]
    for percent in percents:
        told = _linked(group, percent)
        if told:
            yield NearShare(percent, *told, sure=True)
            continue
        level = find_levels(group)[percent.number]
        then = level is not None and level.cue == "start"
        listed = [one for strand, one in stranded if strand is not None and (strand == THEN) == then][-_MOST:]
        wholes = [(part, whole) for part in listed for whole in listed if is_comparable(part, whole)]
        beside = [pair for pair in wholes if _stands_before(group, pair[0], percent)]
        for pairs, most in ((beside, _BESIDE), (wholes, _ANYWHERE)):
            fit = [pair for pair in pairs if fits(percent, *pair)]
            if len(fit) == 1 and len(pairs) * percent.quantity.step <= most and percent.quantity.qualifier == "exact":
                yield NearShare(percent, *fit[0], sure=False)
                break


def _linked(group: SentenceGroup, percent: Observation) -> tuple[Observation, Observation] | None:
    """ "7.10 million of the 44.63 million employed wanted more, which puts the rate at 15.9%": the part and its whole."""
    ones, low = group.observations, group.scan.tokens.low
    pair = ones[max(0, percent.number - 2) : percent.number]
    if len(pair) < 2 or not is_comparable(pair[0], pair[1]):
        return None
    gap = low[pair[0].quantity.end + 1 : pair[1].quantity.first]
    lead = low[pair[1].quantity.end + 1 : percent.quantity.begin]
    named = len(lead) <= _FAR and not _RATES.isdisjoint(lead) and lead[-1:] in (["at"], ["of"], ["to"]) and "," in lead
    return (pair[0], pair[1]) if named and gap in _OUT_OF and ";" not in lead else None


def _stands_before(group: SentenceGroup, part: Observation, percent: Observation) -> bool:
    """Whether a part is the amount next before its percentage, in its clause."""
    if part.sentence != group.index or part.number >= percent.number:
        return False
    between = group.observations[part.number + 1 : percent.number]
    gap = group.scan.tokens.low[part.quantity.end + 1 : percent.quantity.begin]
    return not any(_is_amount(one) for one in between) and len(gap) <= _FAR and ";" not in gap


def _of_siblings(
    group: SentenceGroup, found: Sequence[NearShare], missed: Sequence[tuple[Observation, Observation]]
) -> Iterator[NearShare]:
    """Pairs that fit no whole in a sentence whose other pairs are all of one: they are of that one too."""
    fitting = [one for one in found if fits(one.percent, one.part, one.whole)]
    wholes = {id(one.whole) for one in fitting}
    if len(wholes) != 1 or not missed or reopens(group, [percent for percent, _ in missed] + [fitting[0].percent]):
        return
    for percent, part in missed:
        side = (part.number < percent.number) == (fitting[0].part.number < fitting[0].percent.number)
        if side and is_comparable(part, fitting[0].whole):
            yield NearShare(percent, part, fitting[0].whole, sure=True)


def parts_beside(group: SentenceGroup) -> Iterator[tuple[Observation, Observation]]:
    """Each percentage of a sentence with the number beside it that it restates."""
    ones, tokens = group.observations, group.scan.tokens
    taken: set[int] = set()
    for at, percent in enumerate(ones):
        if not is_percentage(percent):
            continue
        before, after = (ones[at - 1] if at else None), (ones[at + 1] if at + 1 < len(ones) else None)
        if before is not None and id(before) not in taken and _is_amount(before) and _restated(tokens, before, percent):
            taken.add(id(before))
            yield percent, before
        elif after is not None and _is_amount(after) and _told_behind(tokens, percent, after):
            taken.add(id(after))
            yield percent, after
        elif (part := _behind_whole(group, percent)) is not None and id(part) not in taken:
            taken.add(id(part))
            yield percent, part


def _with_both(
    group: SentenceGroup, pairs: Sequence[tuple[Observation, Observation]]
) -> list[tuple[Observation, Observation]]:
    """ "with 10,214 sales and 11.2%", "with 16.6% and 15,110 flats": a percentage and its part, of one thing each."""
    low, taken = group.scan.tokens.low, {id(one) for pair in pairs for one in pair}
    found: list[tuple[Observation, Observation]] = []
    for one, other in zip(group.observations, group.observations[1:], strict=False):
        percent, part = (one, other) if measured(one) == "share" else (other, one)
        led = low[one.quantity.begin - 1] == "with" if one.quantity.begin else False
        joined = low[one.quantity.end + 1 : other.quantity.begin] == ["and"]
        if led and joined and is_percentage(percent) and _is_amount(part) and taken.isdisjoint((id(one), id(other))):
            taken.update((id(one), id(other)))
            found.append((percent, part))
    return found


def _told_before(
    group: SentenceGroup, before: Sequence[SentenceGroup], percent: Observation, part: Observation
) -> Observation | None:
    """The whole that the sentence before states: "of these additions", "of the total", "of all births"."""
    if not before or before[-1].index + 1 != group.index:
        return None
    low = group.scan.tokens.low
    wholes = [one for one in before[-1].observations if is_comparable(part, one) and one.measure == "level"]
    of = next((at for at in (percent.quantity.end + 1, part.quantity.end + 2) if low[at : at + 1] == ["of"]), None)
    if of is None:
        return None
    named = low[of + 1 : of + 3]
    if named[:1] == ["all"] or named[:1] == ["total"]:
        wholes = [one for one in wholes if one.unit is not None and one.unit == singular(named[-1])]
    elif named not in _BACK_TO and named[:1] not in _BACK_ALONE:
        return None
    opened = [one for one in wholes if opens(before[-1], one)]
    return opened[0] if len(opened) == 1 else wholes[0] if len(wholes) == 1 else None


def _named_before(
    group: SentenceGroup, before: Sequence[SentenceGroup], percent: Observation, part: Observation
) -> Observation | None:
    """The only number that "of the total", "of total visitors", "of the population" or "of the cases" can mean.

    It is looked for in the sentences before, the nearest that has one: things of that name, else things like the part.
    """
    low = group.scan.tokens.low
    after = max(percent.quantity.end, part.quantity.end) + 1
    of = next(
        (at for at in (percent.quantity.end + 1, percent.quantity.end + 2, after + 1) if low[at : at + 1] == ["of"]),
        None,
    )
    named = _words_of(low[of + 1 : of + 1 + _NAMED]) if of is not None else []
    if (
        not named
        or (named[0] not in _TELLING and _TELLING.isdisjoint(named[1:2]))
        or percent.quantity.qualifier != "exact"
    ):
        return None
    nouns = {singular(word) for word in named if word not in _TELLING}
    if measured(part) != "count":
        return None  # of sums of money there are too many that may be meant
    alike = None if part.unit in (None, "person") or part.quantity.kind != "count" else part.unit
    for other in reversed(before):
        wholes = [one for one in other.observations if strand_of(other, one) not in (None, THEN, MOVED)]
        wholes = [one for one in wholes if measured(one) == measured(part) and one.quantity.qualifier not in OPEN]
        if nouns:
            wholes = [one for one in wholes if not nouns.isdisjoint(_names_of(other, one))]
        else:
            wholes = [one for one in wholes if alike is None or one.unit == alike] or wholes
        larger = [one for one in wholes if one.quantity.value > part.quantity.value]
        if wholes:
            return larger[0] if len(larger) == len(wholes) == 1 else None
    return None


def _words_of(low: Sequence[str]) -> list[str]:
    """The words of a name up to a mark, a number or a word such as "in"."""
    stop = next((at for at, word in enumerate(low) if word in _NAME_ENDS or not word[:1].isalpha()), len(low))
    return list(low[:stop])


def _names_of(group: SentenceGroup, one: Observation) -> set[str]:
    """What a number may be of: its unit, and the nouns of its clause before and directly behind it."""
    low, quantity = group.scan.tokens.low, one.quantity
    around = low[max(0, quantity.begin - _NAMED - 2) : quantity.begin] + low[quantity.end : quantity.end + 4]
    return {singular(word) for word in around} | ({one.unit} if one.unit else set())


def _behind_whole(group: SentenceGroup, percent: Observation) -> Observation | None:
    """ "61% of the 2.3 million dwellings, or 1.4 million,": the part behind the whole that the percentage names."""
    whole = _named(group, percent, None)
    at = -1 if whole is None else whole.number + 1
    part = group.observations[at] if 0 < at < len(group.observations) else None
    if whole is None or part is None or not is_comparable(part, whole):
        return None
    gap = group.scan.tokens.low[whole.quantity.end + 1 : part.quantity.begin]
    return part if gap in ([",", "or"], ["("], ["or"], [",", "that", "is", ","], [",", "i", ".", "e", "."]) else None


def is_percentage(one: Observation) -> bool:
    """Whether a number is a share as a level, exact enough to tell of what."""
    quantity = one.quantity
    share = quantity.unit == "percent" or (quantity.unit == "ratio" and quantity.value < 1)
    if not share or quantity.measure != "level" or quantity.upper is not None or quantity.qualifier in OPEN:
        return False
    signed = one.stated[:1] in _SIGNS  # "2.1 million (+8.3%)" is a rate
    return not signed and quantity.value.numerator > 0 and quantity.step <= quantity.value * _VAGUE


def _is_amount(one: Observation) -> bool:
    level = one.measure in ("level", "goal", "base") and one.quantity.upper is None
    return level and measured(one) != "share" and one.quantity.value > 0 and one.quantity.kind != "rank"


def _restated(tokens: Tokens, part: Observation, percent: Observation) -> bool:
    """Whether a percentage says once more what the number before it says: "(36%)", ", or 12.3%", "which accounted for"."""
    gap = tokens.low[part.quantity.end + 1 : percent.quantity.begin]
    if not gap or len(gap) > _FAR or ";" in gap or ")" in gap:
        return False
    if gap[-1] == "(":
        plain = "(" not in gap[:-1] and _BETWEEN.isdisjoint(gap)
        return plain and tokens.word(percent.quantity.end + 1) in (")", ",", ";", "of", "in")
    tail = next((at for at in range(len(gap) - 1, -1, -1) if gap[at] not in _RESTATING), -1)
    led = gap[tail + 1 :]
    begins = tail == -1 or gap[tail] in _BREAKS or (bool(led) and led[0] in _BREAKS)
    aside = led == [","] and tokens.word(percent.quantity.end + 1) == "of"  # "148 TWh, 37% of the 400 TWh"
    telling = aside or not {"or", "i", "ie", "=", "which"}.isdisjoint(led) or len(led) > 1
    return begins and bool(led) and telling


def _making_up(
    group: SentenceGroup, pairs: Sequence[tuple[Observation, Observation]]
) -> Iterator[tuple[Observation, Observation]]:
    """The percentages behind "made up" or the like with the part before it; reported only where they fit."""
    if _MAKING_UP.isdisjoint(group.scan.tokens.words):
        return
    taken = {id(one) for pair in pairs for one in pair}
    for percent in group.observations:
        part = _past_bracket(group, percent) if is_percentage(percent) and id(percent) not in taken else None
        if part is not None and id(part) not in taken:
            yield percent, part


def _past_bracket(group: SentenceGroup, percent: Observation) -> Observation | None:
    """ "The 15,756 scams of 2020 (up 65.1% from 9,545) made up 42.1%": the part before a bracket, or before its verb."""
    low = group.scan.tokens.low
    at = percent.quantity.begin - 1
    while at > 0 and low[at] in _RESTATING and low[at] not in _MAKING_UP:
        at -= 1
    if at < 1 or group.in_brackets(percent) or low[at] not in _MAKING_UP or low[at - 1] in _BREAKS:
        return None
    before = [one for one in group.observations[: percent.number] if not group.in_brackets(one)][-1:]
    outside = _outside_brackets(low[before[0].quantity.end + 1 : at]) if before else []
    if (
        not before
        or not _is_amount(before[0])
        or len(outside) > _FAR
        or not {",", ";", "and", "which"}.isdisjoint(outside)
    ):
        return None
    return before[0] if measured(before[0]) != "share" and before[0].quantity.value > 0 else None


def _outside_brackets(low: Sequence[str]) -> list[str]:
    """The words that stand in no brackets."""
    found, depth = [], 0
    for word in low:
        depth += word == "("
        if not depth:
            found.append(word)
        depth -= word == ")"
    return found


def _told_behind(tokens: Tokens, percent: Observation, part: Observation) -> bool:
    """ "40.6% (13)", "three in ten victims, 205 people,", "36.9%, or 1,204": the part behind its percentage."""
    gap = tokens.low[percent.quantity.end + 1 : part.quantity.begin]
    if not gap or len(gap) > _NAMED or ";" in gap or ")" in gap:
        return False
    if gap[-1] == "(":
        return "(" not in gap[:-1] and tokens.word(part.quantity.end + 1) in (")", ",", ";")
    aside = gap[-1] == "," and tokens.word(part.quantity.end + 1) in (",", "–", "—", ".", "") and "of" not in gap
    return aside or gap[-2:] in ([",", "or"], ["that", "is"], ["e", "."], [",", "ie"]) or gap == ["or"]


def is_comparable(part: Observation, whole: Observation) -> bool:
    """Whether a number can be part of another: measured alike, and not more."""
    alike = measured(part) == measured(whole) and _is_amount(whole)
    return alike and part is not whole and part.quantity.value <= whole.quantity.value


def fits(percent: Observation, part: Observation, whole: Observation) -> bool:
    """Whether a part is the percentage of a whole, each within its rounding and hedge; words such as "a third" roughly."""
    if not is_comparable(part, whole):
        return False
    constraint = PartOf(Fraction(100) if percent.unit == "percent" else Fraction(1))
    reached = constraint.allowed(0, [full_interval(percent), *(_exactly(one) for one in (part, whole))])
    if percent.unit == "ratio":
        share = part.quantity.value / whole.quantity.value
        near = _ALIKE if percent.quantity.qualifier == "exact" else _LOOSE
        return abs(share - percent.quantity.value) <= near
    return meet(reached, full_interval(percent))


def is_exchanged(percent: Observation, part: Observation, whole: Observation) -> bool:
    """Whether two digits exchanged in a percentage or its part explain that it does not fit a whole."""
    exact = all(one.quantity.qualifier == "exact" for one in (percent, part, whole))
    scale = (
        HUNDRED / whole.quantity.value if exact and whole.quantity.value and percent.unit == "percent" else Fraction(0)
    )
    share, near = scale * part.quantity.value, percent.quantity.step / 2
    return bool(scale) and (
        any(kind == "swapped" and abs(value - share) <= near for kind, value in slips(percent))
        or any(kind == "swapped" and abs(value * scale - percent.quantity.value) <= near for kind, value in slips(part))
    )


def _exactly(one: Observation) -> Interval:
    """The interval of an amount; a plain count of things is exact."""
    return face_interval(one) if whole_number(one) else full_interval(one)


def _sure_whole(group: SentenceGroup, percent: Observation, part: Observation) -> Observation | None:
    """The whole that words name: behind "% of", before "of which", or with which the sentence opens."""
    named = _named(group, percent, part) or _before_which(group, percent, part) or _opening(group, percent, part)
    return named or _of_them(group, percent, part)


def _of_them(group: SentenceGroup, percent: Observation, part: Observation) -> Observation | None:
    """ "1,003 children took part, 630 (62.8%) of them in towns": the number next before the part."""
    low, last = group.scan.tokens.low, max(percent.quantity.end, part.quantity.end)
    at = last + (2 if low[last + 1 : last + 2] == [")"] else 1)
    first = min(percent.number, part.number)
    whole = group.observations[first - 1] if first else None
    told = low[at : at + 1] == ["of"] and low[at + 1 : at + 2] in (["them"], ["whom"], ["which"])
    return whole if told and whole is not None and is_comparable(part, whole) else None


def _only_other(group: SentenceGroup, percent: Observation, part: Observation) -> Observation | None:
    """ "132 forms were sent out and 99 came back, a response rate of 75%": the only other count."""
    low = group.scan.tokens.low
    led = low[max(0, percent.quantity.begin - _NAMED) : percent.quantity.begin]
    if "rate" not in led or led[-1:] != ["of"] or not {"a", "an"} & set(led):
        return None
    others = [one for one in group.observations if one is not part and is_comparable(part, one)]
    return others[0] if len(others) == 1 and others[0].number < part.number else None


def _named(group: SentenceGroup, percent: Observation, part: Observation | None) -> Observation | None:
    """ "65% of revenue of $480 million", "27% of total exports (CHF 70.0 billion)", "18% of all 235,000 students"."""
    tokens = group.scan.tokens
    follow = next((one for one in group.observations if one.number > percent.number and one is not part), None)
    if follow is None or not _is_amount(follow) or (part is not None and not is_comparable(part, follow)):
        return None
    gap = tokens.low[percent.quantity.end + 1 : follow.quantity.begin]
    bracket = gap[:1] == [")"] and percent.quantity.enclosed
    gap = gap[1:] if bracket else gap
    named = gap[:1] == ["of"] and len(gap) <= _NAMED and not {",", ";", "and"} & set(gap)
    return follow if named else None


def _before_which(group: SentenceGroup, percent: Observation, part: Observation) -> Observation | None:
    """ "412.6 million, of which 391.3 million or 94.8%": the number before "of which" that stands next before the part."""
    tokens, first = group.scan.tokens, min(percent.quantity.begin, part.quantity.begin)
    shares = {one.quantity.end + 1 for one in group.observations if measured(one) == "share"}  # "17% of the total"
    which = [(at, last) for at, last in hits(tokens, _OF_WHICH) if last < first and at not in shares]
    if not which or first - which[-1][1] > _NAMED:
        return None
    near = [one for one in group.observations if one.quantity.end < which[-1][0]]
    wholes = [one for one in near if is_comparable(part, one)]
    return wholes[-1] if wholes and near and wholes[-1].number >= near[-1].number - 1 else None


def _opening(group: SentenceGroup, percent: Observation, part: Observation) -> Observation | None:
    """ "Out of total lending of 640 billion rand, ...": the first number of a sentence that opens with "of"."""
    low, first = group.scan.tokens.low, group.observations[0]
    led = any(tuple(low[: len(words)]) == words for words in _OPENERS[:-1])
    near = first.quantity.begin <= _FAR and first.number < min(part.number, percent.number)
    comma = "," in low[first.quantity.end + 1 : first.quantity.end + _NAMED]
    nested = any(
        at > first.quantity.end and at < percent.quantity.begin for at, _ in hits(group.scan.tokens, _OF_WHICH)
    )
    told = led and near and comma and not nested and is_comparable(part, first)
    return first if told and not {",", ";"} & set(low[: first.quantity.begin]) else None


def _candidates(
    group: SentenceGroup,
    before: Sequence[SentenceGroup],
    percent: Observation,
    part: Observation,
    sure: Observation | None,
) -> Iterator[Observation]:
    """The numbers that may be the whole, the likeliest first: the sure one alone where there is one."""
    if sure is not None:
        yield sure
        return
    here = [one for one in group.observations if one is not part and one is not percent]
    here = [one for one in here if one.quantity.qualifier not in OPEN]  # of what is more than a number all fits
    earlier = [one for one in here if one.number < max(part.number, percent.number)]
    yield from earlier[: -_MOST - 1 : -1]
    for other in reversed(before):
        plain = [one for one in other.observations if one.quantity.qualifier not in OPEN]
        yield from plain[: -_MOST - 1 : -1]
    yield from [one for one in here if one.number > percent.number][:2]


def _turned(group: SentenceGroup, percent: Observation, whole: Observation) -> NearShare | None:
    """ "531,214 tonnes against a target of 800,000, i.e. 66.4%": the number beside is the whole, the part before it."""
    if whole.number > percent.number or not whole.number:
        return None
    part = group.observations[whole.number - 1]
    if _is_amount(part) and fits(percent, part, whole) and whole.quantity.value < HUNDRED * part.quantity.value:
        return NearShare(percent, part, whole, sure=False)
    return None
