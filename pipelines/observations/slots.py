"""The slots of an observation: time period, reference area and population, each with where it comes from.

Belongs here: collecting the mentions of a sentence and tying them to its quantities; what is inherited from the sentence
before. Does not belong here: how ties are found (see `clauses`), figures (see `figures`), indicators (see `indicators`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from pipelines.numerals.areas import area_at, area_starts
from pipelines.numerals.periods import Period
from pipelines.numerals.scan import Scan
from pipelines.numerals.spans import is_year_long, same_month, shifted, stretched
from pipelines.observations.clauses import Binder, Mention, clause_numbers
from pipelines.observations.populations import population_mentions
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_ALL = frozenset(("all", "every", "each", "other", "among", "these"))
_EVERYWHERE = frozenset(
    (word, noun)
    for word in _ALL
    for noun in ("countries", "country", "regions", "region", "areas")
)
_QUOTES = frozenset('"“”')
_TRADE = words("slots_trade")
_NOT_PLACES = frozenset(("ethnic", "ethnicity", "language", "descent", "speakers"))  # "Chinese ethnic group"
_TO_AREAS = frozenset(("from", "to", "into", "with", "across", "within", "for"))
_TO_PEOPLE = frozenset(("those", "people", "persons", "adults", "children", "aged", "who", "were"))
_COMPARING = words("slots_comparing")
_SKIPPED = words("slots_skipped")
_LEVEL_WORDS = words("slots_level_words")


@dataclass(slots=True)
class Slots:
    """What is known about one quantity besides its value; `*_from` says where from ("stated", "inherited:...").

    `direct` names the slots whose words stand right beside the number.
    """

    period: Period | None = None
    period_from: str | None = None
    area: str | None = None
    area_from: str | None = None
    population: str | None = None
    population_from: str | None = None
    direct: set[str] = field(default_factory=set)


@dataclass(slots=True)
class SlotMemory:
    """What the sentences before, in the same section, spoke of, and where that stood."""

    period: Period | None = None
    area: str | None = None
    anchor: Period | None = None
    origin: str = "inherited:previous_sentence"
    area_origin: str = "inherited:previous_sentence"

    def next_passage(self) -> None:
        """Go on to another paragraph of the same section."""
        self.origin = self.area_origin = "inherited:previous_paragraph"


def fill_slots(scan: Scan, quantities: list[Quantity], memory: SlotMemory) -> list[Slots]:
    """The slots of the quantities of a sentence, in their order; updates `memory`."""
    tokens = scan.tokens
    clauses = clause_numbers(tokens)
    slots = [Slots() for _ in quantities]
    periods = _resolved(scan, memory)
    _fill_periods(tokens, quantities, slots, periods, clauses)
    areas = area_mentions(tokens)
    if areas:
        _fill(Binder(tokens, quantities, areas, clauses, _TO_AREAS), quantities, slots, "area")
    populations = population_mentions(scan)
    if populations:
        _fill(Binder(tokens, quantities, populations, clauses, _TO_PEOPLE), quantities, slots, "population")
    _drop_populations_of_counts(quantities, slots)
    _share_in_groups(quantities, slots)
    named = bool(areas) or _names_all(tokens)
    _inherit(slots, memory, dated=any(slot.period for slot in slots), named=named)
    _remember(quantities, slots, areas, memory)
    return slots


def _names_all(tokens: Tokens) -> bool:
    """Whether a sentence speaks of all areas: "in every region"."""
    words = tokens.low
    return not _ALL.isdisjoint(words) and not _EVERYWHERE.isdisjoint(zip(words, words[1:], strict=False))


def area_mentions(tokens: Tokens) -> list[Mention]:
    """The areas that a sentence names outside quotations."""
    found = []
    reached = -1
    quotes = [index for index, text in enumerate(tokens.texts) if text in _QUOTES]
    for index in area_starts(tokens):
        hit = area_at(tokens, index) if index > reached else None
        if hit is None or tokens.word(hit[1] + 1) in _NOT_PLACES or bisect_left(quotes, index) % 2:
            continue
        code, reached = hit
        if tokens.word(index - 1) in ("to", "from", "with") and tokens.word(index - 2) in _TRADE:
            continue  # "exports to China": a partner, not the area that is measured
        found.append(Mention(index, reached, code, tied=tokens.word(index - 1) not in ("than", "against", "versus")))
    return found


def _resolved(scan: Scan, memory: SlotMemory) -> list[Period]:
    """The periods of a sentence in order, relative ones resolved against the one mentioned before."""
    found: list[Period] = []
    anchor = memory.anchor
    for period in sorted(scan.periods, key=lambda p: p.first):
        if period.relation is not None:
            resolved = shifted(period, anchor) if anchor else None
            if resolved:
                found.append(resolved)
        elif period.code:
            period = stretched(scan.tokens, period)
            found.append(period)
            if (
                period.first_day
                and scan.tokens.word(period.first - 1) not in ("from",)
                and not _after_level(scan.tokens, period)
            ):
                anchor = period
    found += _same_month(scan.tokens, memory.anchor if not found else anchor)
    memory.anchor = anchor
    return sorted(_spans(scan.tokens, found), key=lambda p: p.first)


def _after_level(tokens: Tokens, period: Period) -> bool:
    """Whether a period dates the level that a change starts from ("from 150.8 in 2008 to ...")."""
    at = period.first - 1
    while at > period.first - 8 and at >= 0 and (tokens.word(at) in ("in", "(", "%") or tokens.is_number(at)):
        at -= 1
    return tokens.word(at) == "from"


def _same_month(tokens: Tokens, anchor: Period | None) -> list[Period]:
    """ "as of the end of the month": the month mentioned before."""
    if anchor is None or "month" not in tokens.low:
        return []
    index = tokens.low.index("month")
    month = same_month(index, anchor) if tokens.word(index - 1) in ("the", "same", "that") else None
    return [month] if month else []


def _spans(tokens: Tokens, periods: list[Period]) -> list[Period]:
    """Join "from 2012 to 2019", "between 1997 and 2011" to one period where no number stands between."""
    joined: list[Period] = []
    for period in periods:
        last = joined[-1] if joined else None
        if (
            last
            and last.last + 2 == period.first
            and last.first_day
            and period.last_day
            and not last.ends
            and not period.ends
        ):
            opener, joiner = tokens.word(last.first - 1), tokens.word(last.last + 1)
            if (
                (opener, joiner) in (("from", "to"), ("between", "and"), ("from", "until"))
                or joiner in ("-", "–")
                or (opener, joiner) == ("of", "to")
            ):
                joined[-1] = Period(
                    last.first,
                    period.last,
                    f"{last.code}/{period.code}",
                    last.first_day,
                    period.last_day,
                    ends=(last, period),
                )
                continue
        joined.append(period)
    return joined


def _period_mention(tokens: Tokens, period: Period) -> Mention:
    at = period.first - 1
    while tokens.word(at) in _SKIPPED:
        at -= 1
    span = "/" in period.code and len(period.code) > len("2018/19")
    explains = tokens.word(at) == "(" and tokens.word(at - 1) in ("earlier", "ago", "before", "previously")
    compares = (tokens.word(at) in _COMPARING or explains) and not span
    cited = (
        tokens.word(period.first - 1) == "("
        and tokens.word(period.last + 1) == ")"
        and (tokens.text(period.first - 2) in ('"', "”", ",") or tokens.text(period.first - 2)[:1].isupper())
    )
    levels = tokens.word(period.last + 1) in _LEVEL_WORDS or tokens.word(at) in _LEVEL_WORDS
    levels = levels or tokens.word(period.last + 1) == "="
    titled = (
        tokens.word(period.first - 1) == "the" and tokens.text(period.last + 1)[:1].isupper() and len(period.code) == 4
    )
    return Mention(period.first, period.last, period.code, tied=not (compares or cited or levels or titled))


def _fill_periods(
    tokens: Tokens,
    quantities: list[Quantity],
    slots: list[Slots],
    periods: list[Period],
    clauses: list[int],
) -> None:
    mentions = [_period_mention(tokens, period) for period in periods]
    by_first = {period.first: period for period in periods}
    if not mentions:
        return
    binder = Binder(tokens, quantities, mentions, clauses)
    for quantity, slot in zip(quantities, slots, strict=True):
        tie = None if quantity.measure == "base" else binder.mention_of(quantity)
        if tie:
            slot.period, slot.period_from = _dated(quantity, by_first[tie[0].first]), "stated"
        elif quantity.measure == "base":
            slot.period, slot.period_from = _base_period(quantity, periods)


def _dated(quantity: Quantity, period: Period) -> Period:
    """The month alone for a rate of change over the year that ends with it ("rose 2.1% in the twelve months to May")."""
    rate = quantity.measure == "change" and quantity.kind == "share"
    return period.ends[1] if rate and period.ends and is_year_long(period) and len(period.ends[1].code) == 7 else period


def _base_period(quantity: Quantity, periods: list[Period]) -> tuple[Period | None, str | None]:
    """The period of an index base: "a score of 100 representing the 2000 level", "2010 = 100"."""
    near = [
        period for period in periods if abs(period.first - quantity.end) <= 5 or abs(quantity.begin - period.last) <= 2
    ]
    after = [period for period in near if period.first > quantity.end]
    chosen = (after or near)[:1]
    return (chosen[0], "stated") if chosen else (None, None)


def _fill(binder: Binder, quantities: list[Quantity], slots: list[Slots], slot_name: str) -> None:
    for quantity, slot in zip(quantities, slots, strict=True):
        tie = binder.mention_of(quantity)
        if tie:
            setattr(slot, slot_name, tie[0].value)
            setattr(slot, f"{slot_name}_from", "stated")
            if tie[1]:
                slot.direct.add(slot_name)


def _drop_populations_of_counts(quantities: list[Quantity], slots: list[Slots]) -> None:
    """What is counted is the unit of a count: it has a population only where a bracket says so."""
    for quantity, slot in zip(quantities, slots, strict=True):
        if (
            quantity.kind == "count"
            and slot.population
            and not any(character.isdigit() for character in slot.population)
        ):
            slot.population = slot.population_from = None


def groups(quantities: list[Quantity]) -> list[list[int]]:
    """Indices of quantities that make one statement: a change with the levels behind it."""
    found: list[list[int]] = []
    for index, quantity in enumerate(quantities):
        level = quantity.preposition in ("from", "to", "than") and quantity.measure == "level"
        open_group = found and quantities[found[-1][0]].measure == "change" and len(found[-1]) < 3
        if level and (
            open_group or (found and quantities[found[-1][-1]].preposition == "from" and quantity.preposition == "to")
        ):
            found[-1].append(index)
        else:
            found.append([index])
    return found


def _share_in_groups(quantities: list[Quantity], slots: list[Slots]) -> None:
    """A change and its levels speak of one area and one population: that of the last level, which stands nearest."""
    for group in groups(quantities):
        if len(group) < 2:
            continue
        _split_span(quantities, slots, group)
        last = slots[group[-1]]
        for index in group[:-1]:
            slot = slots[index]
            if last.area and "area" not in slot.direct:
                slot.area, slot.area_from = last.area, last.area_from
            if quantities[index].measure == "change" and quantities[group[-1]].preposition == "to" and last.period:
                slot.period, slot.period_from = last.period, last.period_from
            if last.population and "population" not in slot.direct:
                slot.population, slot.population_from = last.population, last.population_from


def _split_span(quantities: list[Quantity], slots: list[Slots], group: list[int]) -> None:
    """ "Between 2003 and 2013 ... from 2.2 to 2.9 million": the levels are those of the two ends."""
    for index in group:
        period = slots[index].period
        end = {"from": 0, "to": 1}.get(quantities[index].preposition)
        if period is not None and period.ends and end is not None and quantities[index].measure == "level":
            slots[index].period = period.ends[end]


def _inherit(slots: list[Slots], memory: SlotMemory, *, dated: bool, named: bool) -> None:
    """Fill what the sentence leaves open from the sentences before; a sentence with periods of its own is complete."""
    for slot in slots:
        if slot.period is None and not dated and memory.period:
            slot.period, slot.period_from = memory.period, memory.origin
        if slot.area is None and not named and memory.area:
            slot.area, slot.area_from = memory.area, memory.area_origin


def _remember(quantities: list[Quantity], slots: list[Slots], areas: list[Mention], memory: SlotMemory) -> None:
    """Keep what the next sentence may rely on: the first period that a level is of, the only area."""
    current = [
        slot.period
        for quantity, slot in zip(quantities, slots, strict=True)
        if slot.period
        and slot.period.last_day
        and slot.period_from == "stated"
        and quantity.preposition not in ("from", "than", "with")
    ]
    if current:
        memory.period, memory.origin = current[0], "inherited:previous_sentence"

    if areas:
        codes = {area.value for area in areas}
        memory.area = areas[0].value if len(codes) == 1 else None
        memory.area_origin = "inherited:previous_sentence"
