"""`rank`: values stand in the stated order.

Belongs here: "highest in the United States at 73%, followed by China at 68%", with the other areas of the same figure
below them; "the highest shares were in Romania (15.6%), Spain (13.9%) and Hungary (12.4%)"; "62%, 55% and 57%, in this
order"; "Energy came second with 987". Does not belong here: orders of answers without values.

A list without "followed by" or "in this order" may be in any order. It counts as ranked if it descends; it is called
wrong only if a single number breaks the order of three or more, and the names are in no alphabetical order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import Descending
from pipelines.relations.context import Context, SentenceGroup, points_back
from pipelines.relations.followed import orders_told
from pipelines.relations.items import ORDINALS
from pipelines.relations.lists import hits
from pipelines.relations.statement import Operand, Relation, operand
from pipelines.relations.superlatives import Top, find_tops, superlatives_in
from pipelines.relations.verdicts import Outcome, held_by, judge
from pipelines.relations.wording import printed, with_scale
from pipelines.rules import Phrases, table, words

_ORDERS = Phrases(table("order_words"))
_COMPARATIVES = {row["words"]: row["cue"] for row in table("comparative_words")}
_FOLLOWED = (("followed",), ("then",), ("ahead", "of"), ("next",))
_LINKING = frozenset(("followed", "ahead", "then", "next"))
_PLACING = words("rank_placing")
_BREAKING = words("rank_breaking")
_WEIGHING = words("rank_weighing")
_LOOSE = frozenset(("main", "key", "principal", "leading", "top"))  # of these a list may name any order
_BEFORE_NAMES = frozenset(("and", "in", "by", "were", "was", "are", "for", "from", "of", "the", "with", "is"))
_REACH = 16
_LINKED = 32  # tokens to a value that words put next or last
_RELATIVE = frozenset(("which", "who", "whose"))
_CONTRASTING = frozenset(("while", "whereas", "but"))
_REST = words("rank_rest")
_SUMMED = frozenset(("combined", "together", "total", "joint", "overall"))
_SUM = 4  # tokens from "a combined share of" to its value
_NAMING = frozenset(("include", "includes", "included", "were", "are"))
_BALANCING = frozenset(("offset", "offsets", "offsetting", "outweighed", "outweighs"))
_PLACED = frozenset(("in", "for", "among"))
_BETWEEN = 8  # tokens between two values of a list
_BEFORE_ORDER = 5  # tokens from the last value to "in this order"
_LONGEST = 20
_WITHIN = frozenset(("in", "of", "among", "across", "for", "from", "within", "between"))
_DETERMINING = frozenset(("the", "these", "its", "their", "our", "two", "three", "four", "five", "six", "seven", "eight",
                          "nine", "ten"))  # fmt: skip
_FEW = 3
_NAME = 12  # tokens of a name before "was followed by"
_PLACE = 4  # tokens from a value to its place
_SHORT = 30  # tokens of a sentence that ends "... followed"


@dataclass(frozen=True, slots=True)
class Ascending:
    """Every number is greater than the one before it: falls of -12 and -8, the largest first."""

    strict: bool = True

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """What a descent allows, read from the end."""
        return Descending(self.strict).allowed(len(others) - 1 - index, others[::-1])


def find_ranks(context: Context) -> list[Relation]:
    """The stated orders of values in the sentences of a document."""
    found = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            if len(group.observations) < 2 and not at:
                continue
            told = [_relation(context, chain, []) for chain in orders_told(group)]
            in_order = _in_order(context, group)
            led = [] if in_order else list(_superlatives(context, group, groups))
            other = None if in_order or led else _linked(context, group) or _compared(context, group)
            if not in_order and not led and not other:
                other = _going_on(context, group, groups[at - 1] if at else None)
            ranks = [*told, *led, *(one for one in (in_order, other) if one)]
            longest = [one for one in ranks if not any(_is_longer(other, one) for other in ranks)]
            found += [one for one in longest if not (one.verdict == "inconsistent" and _is_doubtful(group, one))]
    return found


def _is_doubtful(group: SentenceGroup, relation: Relation) -> bool:
    """Whether what breaks an order may be none: falls with and without a minus, second numbers of brackets, a balance."""
    placed = [one.observation for one in relation.operands if one.observation]
    second = any(_is_second(group, one) for one in placed)
    return _mixes_signs(relation) or second or not _BALANCING.isdisjoint(group.scan.tokens.words)


def _is_second(group: SentenceGroup, one: Observation) -> bool:
    """Whether a value is not the first of its bracket: "rudeness (44% witnessed, 16% experienced)"."""
    before = [other for other in group.observations if other.quantity.end < one.quantity.begin][-1:]
    if not before or not group.in_brackets(one) or not group.in_brackets(before[0]):
        return False
    return ")" not in group.scan.tokens.low[before[0].quantity.end + 1 : one.quantity.begin]


def _is_longer(one: Relation, other: Relation) -> bool:
    """Whether an order holds all values of another, and more."""
    return {each.start for each in one.operands} > {each.start for each in other.operands}


def _mixes_signs(relation: Relation) -> bool:
    """Whether falls printed with and without a minus are mixed: "Greece (-41%), followed by Denmark with 36"."""
    values = [one.observation.quantity.value for one in relation.operands if one.observation]
    return min(values) < 0 < max(values)


def _superlatives(context: Context, group: SentenceGroup, passage: list[SentenceGroup]) -> Iterator[Relation]:
    """The orders that superlatives begin, one in each part of a sentence that a semicolon parts."""
    low = group.scan.tokens.low
    reached = -1
    tops = list(find_tops(group.scan.tokens))
    for top in tops:
        if reached >= 0 and ";" not in low[reached : top.begin]:
            continue
        relation = _superlative(context, group, passage, top, tops)
        if relation:
            yield relation
            ones = [one.observation for one in relation.operands if one.observation]
            reached = max(one.quantity.end for one in ones if one.sentence == group.index)


def _superlative(
    context: Context, group: SentenceGroup, passage: list[SentenceGroup], top: Top, tops: Sequence[Top]
) -> Relation | None:
    """The order that a superlative begins: with "followed by", in a list behind a plural, or down to the lowest."""
    tokens = group.scan.tokens
    levels = [one for one in group.observations if _is_behind(one, top) and _ranks(group, one, top)]
    if not levels or levels[0].quantity.begin - top.end > (_REACH if _LINKING.isdisjoint(tokens.low) else _LINKED):
        return None
    if any(other.begin > top.begin and other.end < levels[0].quantity.begin for other in tops):
        return None  # the next superlative stands nearer
    chain, sure = _chain(group, levels, top)
    if len(chain) < 2:
        return None
    if top.is_fall and any(one.quantity.negative for one in chain):
        return _relation(context, chain, [], Ascending()) if sure else _perhaps(context, group, chain, Ascending())
    ordered = chain[::-1] if top.bottom else chain
    if not sure:
        loose = tokens.low[top.begin] in _LOOSE or _chooses(tokens.low, top)
        return _perhaps(context, group, ordered, loose=loose)
    alone = _relation(context, ordered, [])
    others = [] if top.bottom or top.change else _others(chain, passage)
    with_others = _relation(context, ordered, others) if others else alone
    of_another = with_others.verdict != alone.verdict and not _is_restated(chain, passage)
    return alone if of_another else with_others


def _chooses(low: Sequence[str], top: Top) -> bool:
    """Whether a superlative says where values are from, not how they are ordered: "in any of the four largest cities:"."""
    at = top.begin - 1
    while at >= 0 and low[at] in _DETERMINING:
        at -= 1
    return at >= 0 and low[at] in _WITHIN


def _is_restated(chain: list[Observation], passage: list[SentenceGroup]) -> bool:
    """Whether a passage gives a value of an order once more for its area: its other levels are of that measure then."""
    own = {(one.slots.area, one.quantity.value, one.unit) for one in chain}
    later = [one for group in passage for one in group.observations if all(one is not each for each in chain)]
    return any((one.slots.area, one.quantity.value, one.unit) in own for one in later)


def _is_behind(one: Observation, top: Top) -> bool:
    """Whether a value stands behind a superlative; "the largest 22.4%", but not "the largest 10 suppliers"."""
    gap = one.quantity.begin - top.end - 1
    return gap > 0 or (gap == 0 and one.quantity.kind == "share")


def _ranks(group: SentenceGroup, one: Observation, top: Top | None = None) -> bool:
    """Whether a value may stand in an order: a level, or a change among changes; not the "100,000" of a rate."""
    quantity = one.quantity
    changes = top is not None and top.change is not None
    return (
        (one.measure == "level" or changes)
        and quantity.upper is None
        and quantity.preposition != "from"
        and group.scan.tokens.word(quantity.begin - 1) != "per"
        and _SUMMED.isdisjoint(group.scan.tokens.low[max(0, quantity.begin - _SUM) : quantity.begin])
    )


def _chain(group: SentenceGroup, levels: list[Observation], top: Top) -> tuple[list[Observation], bool]:
    """The values in the stated order, and whether more than their place in a list says so."""
    tokens = group.scan.tokens
    chain, sure, others = [levels[0]], False, False
    for level in levels[1:]:
        gap = tokens.low[chain[-1].quantity.end + 1 : level.quantity.begin]
        behind = tokens.low[level.quantity.end + 1 : level.quantity.end + 1 + _PLACE]
        cue = _cue(gap, len(chain), opposite=top.bottom and len(chain) == 1) or _place(behind, len(chain))
        goes_on = len(chain) == 1 and _names_others(gap)
        if level.unit != chain[0].unit and level.measure != "change":
            continue  # "62.85% (US$1,284 million), followed by ..., which accounted for 30.01%"
        far = len(gap) > (_REACH if cue is None else _LINKED)
        if level.unit != chain[0].unit or far or len(chain) >= _LONGEST or not (goes_on or _REST.isdisjoint(gap)):
            break
        changed = level.quantity.verb is not None and top.change is None
        breaking = _BREAKING.intersection(gap)
        breaking -= _RELATIVE | _CONTRASTING if cue == "next" or goes_on else _CONTRASTING if cue == "last" else set()
        if breaking or changed:
            return ([], False) if cue == "last" or (len(chain) == 2 and _LINKING.intersection(gap)) else (chain, sure)
        listing = sure or top.moved
        several = listing or top.plural or others or _is_of_several(group, levels, top)
        if cue is None and not goes_on and not (several and _is_listed(gap, sure=listing or others)):
            break
        chain.append(level)
        others = others or goes_on
        sure = sure or cue is not None
        if cue == "last":
            rest = tokens.low[level.quantity.end + 1 :]
            return (chain, sure) if "followed" not in rest[:_FEW] else ([], False)
    return chain, sure


def _names_others(gap: Sequence[str]) -> bool:
    """Whether words go on to what stands below the first: "(66%), but other uses included lighting (45%)"."""
    return not {"other", "others"}.isdisjoint(gap) and not _NAMING.isdisjoint(gap)


def _is_of_several(group: SentenceGroup, levels: list[Observation], top: Top) -> bool:
    """Whether a superlative in the singular is of several places: "the lowest rate was in A (2%), B (3%) and C (4%)"."""
    low = group.scan.tokens.low
    placed = not _PLACED.isdisjoint(low[top.end + 1 : levels[0].quantity.begin])
    return placed and len(levels) > 1 and all(one.quantity.enclosed for one in levels[:2])


def _place(behind: Sequence[str], placed: int) -> str | None:
    """Whether a value is put next behind it: "(66.0%) in second place", "(41%) second"."""
    return "next" if placed < len(ORDINALS) and ORDINALS[placed] in behind and "quarter" not in behind else None


def _cue(gap: Sequence[str], placed: int, *, opposite: bool = False) -> str | None:
    """What words between two values say of the second: "next" in the order, or "last"; None if nothing."""
    gap = gap[len(gap) - gap[::-1].index(";") :] if ";" in gap else gap  # "followed by food; rents, at 15%"
    if any(tuple(gap[k : k + len(link)]) == link and _puts_next(gap, k) for link in _FOLLOWED for k in range(len(gap))):
        return "next"
    if placed < len(ORDINALS) and ORDINALS[placed] in gap and "quarter" not in gap:
        return "next"
    end = "top" if opposite else "bottom"
    last = any(phrase.row["end"] == end for _, phrase in superlatives_in(gap))
    return "last" if last else None


def _puts_next(gap: Sequence[str], at: int) -> bool:
    """Whether "next" is of an order, as in "next came", ", next rents (15%)"; not "for their next project"."""
    if gap[at] != "next":
        return True
    opens = at == 0 or gap[at - 1] in (",", ";", "and", "–", "—", "(")
    return opens or at + 1 == len(gap) or gap[at + 1] in _PLACING


def _is_listed(gap: Sequence[str], *, sure: bool = False) -> bool:
    return len(gap) <= (_REACH if sure else _BETWEEN) and any(word in (",", "and") for word in gap) and ";" not in gap


def _perhaps(
    context: Context,
    group: SentenceGroup,
    chain: list[Observation],
    order: Descending | Ascending | None = None,
    *,
    loose: bool = False,
) -> Relation | None:
    """An order that nothing but a list states; None where it may be no order at all."""
    constraint = order or Descending()
    if _holds(chain, constraint):
        return _relation(context, chain, [], constraint)
    names = _names(group, chain)
    one_breaks = any(_holds([*chain[:at], *chain[at + 1 :]], constraint) for at in range(len(chain)))
    alphabetical = names in (sorted(names), sorted(names, reverse=True))
    surely = len(chain) >= _FEW and one_breaks and not alphabetical and not loose
    return _relation(context, chain, [], constraint) if surely else None


def _names(group: SentenceGroup, chain: list[Observation]) -> list[str]:
    """The first word of what each value is of: before it where it stands in brackets, else behind it."""
    tokens = group.scan.tokens
    found = []
    for one in chain:
        if one.quantity.enclosed:
            at = one.quantity.begin - 2
            while at > 0 and tokens.is_word(at - 1) and tokens.low[at - 1] not in _BEFORE_NAMES:
                at -= 1
        else:
            at = one.quantity.end + 1
            at += tokens.word(at) in _BEFORE_NAMES
        found.append(tokens.word(at))
    return found


def _holds(chain: Sequence[Observation], order: Descending | Ascending) -> bool:
    return len(chain) < 2 or held_by(chain, order, _worst(chain, order)) is not None


def _in_order(context: Context, group: SentenceGroup) -> Relation | None:
    """ "A (62%), B (55%) and C (47%), in this order" of importance; "in descending order, A (62%), B (55%)"."""
    tokens = group.scan.tokens
    at = next((first for first, _ in hits(tokens, _ORDERS)), None)
    phrase = _ORDERS.at(tokens.low, at) if at is not None else None
    if at is None or phrase is None or "respectively" in tokens.low:
        return None
    if phrase.row["cue"] == "this" and _WEIGHING.isdisjoint(tokens.low):
        return None
    levels = [one for one in group.observations if _ranks(group, one)]
    before = _run(group, [one for one in levels if one.quantity.end < at][::-1])[::-1]
    if before and at - before[-1].quantity.end > _BEFORE_ORDER:
        before = []
    after = [] if phrase.row["cue"] == "this" else _run(group, [one for one in levels if one.quantity.begin > at])
    run = before if len(before) >= 2 else after
    if phrase.row["cue"] == "ascending":
        run = run[::-1]
    return _relation(context, run, []) if len(run) >= 2 else None


def _linked(context: Context, group: SentenceGroup) -> Relation | None:
    """ "With 54%, cost was the most common reason, followed by distance (31%)": the first value stands before."""
    tokens = group.scan.tokens
    if _LINKING.isdisjoint(tokens.words):
        return None
    levels = [one for one in group.observations if _ranks(group, one)]
    tops = list(find_tops(tokens))
    for at, (one, other) in enumerate(zip(levels, levels[1:], strict=False)):
        gap = tokens.low[one.quantity.end + 1 : other.quantity.begin]
        between = [top for top in tops if one.quantity.end < top.begin < other.quantity.begin]
        near = len(gap) <= _REACH + (_REACH if between else 0)
        if one.unit != other.unit or not near or _cue(gap, len(ORDINALS)) != "next" or _BREAKING.intersection(gap):
            continue
        timed = _code(one) != _code(other) or any(top.change for top in between)
        if timed or other.quantity.verb is not None or (not between and not _is_item(one, other)):
            continue
        top = (
            between[0]
            if between
            else Top(one.quantity.begin, one.quantity.begin, bottom=False, plural=False, change=None)
        )
        chain, _ = _chain(group, levels[at:], top)
        if len(chain) >= 2:
            return _relation(context, chain[::-1] if top.bottom else chain, [])
    return None


def _is_item(one: Observation, other: Observation) -> bool:
    """Whether two values stand like items of a list, both in brackets or both behind "at" or "with"."""
    return one.quantity.enclosed == other.quantity.enclosed and (
        one.quantity.enclosed or one.quantity.preposition == other.quantity.preposition in ("at", "with")
    )


def _code(one: Observation) -> str | None:
    return one.slots.period.code if one.slots.period else None


def _compared(context: Context, group: SentenceGroup) -> Relation | None:
    """ "More women (54%) than men (31%)", "the rate was lower in Oslo (2.1%) than in Bergen (2.9%)"."""
    tokens = group.scan.tokens
    if "than" not in tokens.words or not {"not", "no", "nor"}.isdisjoint(tokens.words):
        return None
    for one, other in zip(group.observations, group.observations[1:], strict=False):
        gap = tokens.low[one.quantity.end + 1 : other.quantity.begin]
        enclosed = one.quantity.enclosed and other.quantity.enclosed and one.unit == other.unit
        plain = all(_ranks(group, at) and at.quantity.verb is None for at in (one, other))
        if not enclosed or not plain or gap.count("than") != 1 or len(gap) > _REACH or _code(one) != _code(other):
            continue
        before = tokens.low[max(0, one.quantity.begin - _BETWEEN) : one.quantity.begin]
        behind = gap[: gap.index("than")]
        found = [word for word in (*before, *behind) if word in _COMPARATIVES]
        if len(found) == 1 and "than" not in before and behind[-1:] not in (["rather"], ["other"]):
            return _relation(context, [one, other] if _COMPARATIVES[found[0]] == "more" else [other, one], [])
    return None


def _run(group: SentenceGroup, levels: list[Observation]) -> list[Observation]:
    """The values from the first on that are listed side by side, in whichever direction."""
    run = levels[:1]
    for one in levels[1:]:
        left, right = sorted((run[-1], one), key=lambda at: at.number)
        gap = group.scan.tokens.low[left.quantity.end + 1 : right.quantity.begin]
        if one.unit != run[0].unit or not _is_listed(gap) or _BREAKING.intersection(gap) or len(run) >= _LONGEST:
            break
        run.append(one)
    return run


def _going_on(context: Context, group: SentenceGroup, before: SentenceGroup | None) -> Relation | None:
    """An order that goes on from the sentence before: "Sweden (68%) followed", "Energy came second with 987"."""
    tokens = group.scan.tokens
    if before is None or before.index + 1 != group.index:
        return None
    named = _named_before(group, before)
    first = named[0] if named else _first_placed(before)
    levels = [one for one in group.observations if first and _ranks(group, one) and one.unit == first.unit]
    if first is None or not levels:
        return None
    if {"followed", "follow", "follows"}.intersection(tokens.low[levels[-1].quantity.end + 1 :]) and len(
        tokens
    ) <= _SHORT:
        run = _run(group, levels)
        return _relation(context, [first, *run], []) if len(run) == len(levels) else None
    chain = [first]
    for one in levels:
        start = chain[-1].quantity.end + 1 if len(chain) > 1 else 0
        gap = tokens.low[start : one.quantity.begin]
        cue = _cue(gap, len(chain))
        listed = len(chain) > 1 and _is_listed(gap)
        changed = one.quantity.verb is not None or not _BREAKING.isdisjoint(gap)
        if len(gap) > _REACH or changed or not (cue == "next" or listed):
            break
        chain.append(one)
    if named and named[1]:
        chain = chain[::-1]
    return _relation(context, chain, []) if len(chain) > 1 else None


def _named_before(group: SentenceGroup, before: SentenceGroup) -> tuple[Observation, bool] | None:
    """ "Gümüşhane was followed by Bayburt": the value that the sentence before gives for it, and if it is the least."""
    tokens = group.scan.tokens
    at = next((k for k in range(1, min(_NAME, len(tokens))) if tokens.low[k] == "followed"), None)
    if at is None or tokens.word(at - 1) not in ("was", "were", "is", "are") or tokens.word(at + 1) != "by":
        return None
    name = {tokens.low[k] for k in range(at - 1) if tokens.texts[k][0].isupper() and tokens.low[k] != "the"}
    if not name:
        return None
    earlier = before.scan.tokens
    units = {one.unit for one in group.observations}
    levels = [one for one in before.observations if _ranks(before, one) and _is_beside(before, one, name)]
    levels = [one for one in levels if one.unit in units]
    tops = list(find_tops(earlier))
    if len(levels) != 1 or len(tops) > 1 or not (tops or {"from", "to"} <= set(earlier.low)):
        return None
    least = tops[0].bottom if tops else levels[0].quantity.preposition == "from"
    return levels[0], least


def _is_beside(group: SentenceGroup, one: Observation, name: set[str]) -> bool:
    """Whether all words of a name stand beside a value, up to the numbers around it."""
    ones = group.observations
    at = next(k for k, other in enumerate(ones) if other is one)
    first = ones[at - 1].quantity.end + 1 if at else 0
    last = ones[at + 1].quantity.begin if at + 1 < len(ones) else len(group.scan.tokens)
    return name <= set(group.scan.tokens.low[first:last])


def _first_placed(group: SentenceGroup) -> Observation | None:
    """The value of what comes first in a sentence: the only one behind its only superlative."""
    tops = [top for top in find_tops(group.scan.tokens) if not top.bottom]
    if len(tops) != 1 or tops[0].change:
        return None
    levels = [one for one in group.observations if one.quantity.begin > tops[0].end and _ranks(group, one)]
    near = bool(levels) and levels[0].quantity.begin - tops[0].end <= _REACH
    return levels[0] if near and len(levels) == 1 else None


def _others(chain: list[Observation], passage: list[SentenceGroup]) -> list[Observation]:
    """The latest levels of the other areas that the passage gives for the same figure: they stand below the chain."""
    first = chain[0]
    if first.slots.area is None or first.figure is None:
        return []
    taken = {one.slots.area for one in chain}
    latest: dict[str, Observation] = {}
    for group in passage:
        for one in group.observations if points_back(group) else ():
            same = (
                one.unit == first.unit
                and one.figure is first.figure
                and _ranks(group, one)
                and one.quantity.qualifier == "exact"
                and one.slots.area_from == "stated"
            )
            if same and one.slots.area and one.slots.area not in taken and one.quantity.preposition == "to":
                latest[one.slots.area] = one
    return list(latest.values())[:_LONGEST]


def _relation(
    context: Context,
    chain: Sequence[Observation],
    others: list[Observation],
    constraint: Descending | Ascending | None = None,
) -> Relation:
    order = constraint or Descending()
    ordered = sorted(others, key=lambda one: -one.quantity.value)
    operands: list[Operand] = [operand(one, f"rank_{number}") for number, one in enumerate(chain, 1)]
    operands += [operand(one, "below") for one in ordered]
    sign = " < " if isinstance(order, Ascending) else " > "
    values = sign.join(with_scale(one, printed(one)) for one in (*chain, *ordered))

    def explain(outcome: Outcome) -> str:
        holds = "holds" if outcome.verdict == "consistent" else "does not hold"
        return f"The text puts them in the order {values}, which {holds}."

    worst = _worst([*chain, *ordered], order)
    return judge("rank", operands, order, worst, context.quote(operands[: len(chain)]), explain)


def _worst(chain: Sequence[Observation], order: Descending | Ascending) -> int:
    """The operand at which the order breaks, so that the verdict is on the whole chain; the first if it never does."""
    sign = -1 if isinstance(order, Ascending) else 1
    values = [sign * one.quantity.value for one in chain]
    return next((index for index in range(1, len(values)) if values[index] > values[index - 1]), 0)
