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
from pipelines.observations.clauses import Binder, Mention, clause_numbers
from pipelines.observations.dating import is_compared, is_to_come, sentence_periods, tie_periods
from pipelines.observations.populations import population_mentions
from pipelines.observations.quantities import Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_ALL = frozenset(("all", "every", "each", "other", "among", "these"))
_EVERYWHERE = frozenset(
    (word, noun) for word in _ALL for noun in ("countries", "country", "regions", "region", "areas")
)
_QUOTES = frozenset('"“”')
_TRADE = words("slots_trade")
_NOT_PLACES = frozenset(("ethnic", "ethnicity", "language", "descent", "speakers"))  # "Chinese ethnic group"
_TO_AREAS = frozenset(("from", "to", "into", "with", "across", "within", "for"))
_TO_PEOPLE = frozenset(("those", "people", "persons", "adults", "children", "aged", "who", "were"))


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
    reference: Period | None = None
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
    periods, memory.anchor = sentence_periods(scan, memory.anchor, memory.reference)
    for slot, period in zip(slots, tie_periods(tokens, quantities, periods, clauses), strict=True):
        slot.period, slot.period_from = period, "stated" if period else None
    areas = area_mentions(tokens)
    if areas:
        _fill(Binder(tokens, quantities, areas, clauses, _TO_AREAS), quantities, slots, "area")
    populations = population_mentions(scan)
    if populations:
        _fill(Binder(tokens, quantities, populations, clauses, _TO_PEOPLE), quantities, slots, "population")
    _drop_populations_of_counts(quantities, slots)
    _share_in_groups(quantities, slots)
    named = bool(areas) or _names_all(tokens)
    own = [not is_compared(tokens, quantity) for quantity in quantities]
    dated = any(slot.period and main for slot, main in zip(slots, own, strict=True))
    _inherit(slots, memory, dated=dated, named=named)
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
            span = slot.period is not None and slot.period.ends is not None
            if (
                quantities[index].measure == "change"
                and quantities[group[-1]].preposition == "to"
                and last.period
                and not span
            ):
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
        and quantity.preposition not in ("from", "than", "with", "against")
        and quantity.measure != "base"
        and not is_to_come(slot.period, memory.reference)
    ]
    if current:
        memory.period, memory.origin = current[0], "inherited:previous_sentence"

    if areas:
        codes = {area.value for area in areas}
        memory.area = areas[0].value if len(codes) == 1 else None
        memory.area_origin = "inherited:previous_sentence"
