"""The slots of an observation: time period, reference area and population, each with where it comes from.

Belongs here: collecting the mentions of a sentence and tying them to its quantities; what is inherited from the sentence
before. Does not belong here: how ties are found (see `clauses`), figures (see `figures`), indicators (see `indicators`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.numerals.nouns import singular
from pipelines.numerals.period import Period
from pipelines.numerals.scan import Scan
from pipelines.numerals.spans import months_long
from pipelines.numerals.units import unit_at
from pipelines.observations.clauses import Binder, Mention, clause_numbers
from pipelines.observations.comparing import (
    compares,
    is_bare_compared,
    is_compared,
    is_compared_with,
    is_of_comparison,
)
from pipelines.observations.dating import level_period, tie_periods
from pipelines.observations.ends_of_spans import (
    are_adjacent,
    go_through_span,
    names_same_period,
    repeat_span,
    span_of,
    split_span,
)
from pipelines.observations.home import is_aside, is_outdone
from pipelines.observations.keyed_items import groups_of_keys, keyed_items
from pipelines.observations.looking_back import looking_back
from pipelines.observations.parties import is_doing_of, is_party, restricted
from pipelines.observations.places import NOWHERE, area_mentions, is_passing
from pipelines.observations.populations import (
    is_group,
    is_typical,
    is_unit_of_people,
    names_group,
    population_mentions,
)
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.observations.resolving import is_to_come, sentence_periods
from pipelines.observations.running import is_for_once, is_own, latest, leads_up_to, tells_ahead, turns_back
from pipelines.observations.sharing import compared_groups, share_populations
from pipelines.reading.layout import Kind
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_ALL = frozenset(("all", "every", "each", "other", "among", "these"))
_EVERYWHERE = frozenset(
    (word, noun) for word in _ALL for noun in ("countries", "country", "regions", "region", "areas")
)
_TO_AREAS = frozenset(("from", "to", "into", "with", "across", "within", "for"))
_LONGEST_OTHER = 10  # tokens from "than" to the bracket
_THAN_WHEN = frozenset(("in", "at", "during", "on", "last", "before"))  # "more than in 2003 (19.8)"
_YEAR = 12  # months
_LONGEST_WHOLE = 8  # tokens of "of households with children in"
_PLACING = frozenset(("in", "from", "into", "within", "across"))
_MARKS = frozenset((",", ";", ":", ".", "(", "while", "whereas", "but", "than"))
_HAPPENING = words("slots_happening")  # to people: deaths among a group are no count of it
_PEOPLES = ("ans", "anders")
_LONGEST_FRAGMENT = 12  # tokens
_ENDING = frozenset(".:!?;")
_VERBS = words("indicators_verbs")
_LONGEST_WANT = 20  # tokens from "respondents" to what they want of others
_ASKED = frozenset(("respondents", "participants", "interviewees"))
_NATIONS = frozenset(("countries", "country", "regions", "states", "cities", "municipalities", "provinces", "counties"))
_RANGING = words("quantities_range_verbs")
_FOR_EACH = frozenset(("a", "per", "each", "every"))
_AVERAGING = words("slots_averaging")
_GAPS = frozenset(("gap", "difference"))
_REST = frozenset(("rest", "remainder", "others"))
_TO_PEOPLE = frozenset(("those", "people", "persons", "adults", "children", "aged", "who", "were", "them", "these"))


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
    """What the sentences before, in the same section, spoke of, and where that stood.

    `home` is the country that the document is about.
    `seen` are all areas that were named: behind several of them none is gone on with in another paragraph.
    `span` are the two dates between which the levels of the sentence before lie, `dates` all dates of its numbers.
    `topic` is the group that all numbers of the sentence before are of.
    `anchor` is what later periods are relative to, `far` where another paragraph names it; `reference` is the date of the
    document or section, `edition` the year that its title names, `reviewed` the period that either is about,
    `headed` the one that the nearest heading names; `coming` is one still to come, of which sentences on what is expected
    speak; `pasts` are those, as long as `period`, that it was compared with.
    `told_before` says that the last sentence tells of what "had been".
    """

    period: Period | None = None
    area: str | None = None
    home: str | None = None
    population: str | None = None
    topic: str | None = None
    areas: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    anchor: Period | None = None
    span: tuple[Period, Period] | None = None
    dates: list[Period] = field(default_factory=list)
    reference: Period | None = None
    edition: Period | None = None
    reviewed: Period | None = None
    headed: Period | None = None
    told_before: bool = False
    coming: Period | None = None
    pasts: dict[str, Period] = field(default_factory=dict)
    far: bool = False
    origin: str = "inherited:previous_sentence"
    area_origin: str = "inherited:previous_sentence"

    def see(self, areas: Sequence[Mention]) -> None:
        """Keep the areas that a sentence names: the only one may be inherited, two may be "the former" and "the latter"."""
        codes = list(dict.fromkeys(area.value for area in areas if area.tied))
        self.area = codes[0] if len(codes) == 1 else self.home
        self.areas = [code for code in codes if code != NOWHERE]
        self.seen.update(codes)
        self.area_origin = "inherited:previous_sentence"

    def next_passage(self) -> None:
        """Go on to another paragraph of the same section."""
        self.origin = self.area_origin = "inherited:previous_paragraph"
        self.population = self.topic = None
        self.far, self.coming = True, None
        if len(self.seen) > 1:
            self.area = self.home


def fill_slots(scan: Scan, quantities: list[Quantity], memory: SlotMemory) -> list[Slots]:
    """The slots of the quantities of a sentence, in their order; updates `memory`."""
    tokens = scan.tokens
    periods, anchor = sentence_periods(
        scan, memory.anchor, memory.reference, far=memory.far, edition=memory.edition, reviewed=memory.reviewed
    )
    before = memory.anchor
    memory.anchor, memory.far = anchor, memory.far and anchor is memory.anchor
    areas = area_mentions(tokens, memory.areas)
    if not quantities:  # a sentence that only dates or places what the next ones measure
        memory.population = memory.topic = None
        if anchor is not before and anchor and _lasts(anchor) and not is_to_come(anchor, memory.reference):
            memory.period, memory.origin = anchor, "inherited:previous_sentence"
        if areas:
            memory.see(areas)
        return []
    clauses, aside = clause_numbers(tokens), False
    slots = [Slots() for _ in quantities]
    for slot, period in zip(slots, tie_periods(tokens, quantities, periods, clauses), strict=True):
        slot.period, slot.period_from = period, "stated" if period else None
    if areas:
        _place(tokens, Binder(tokens, quantities, areas, clauses, _TO_AREAS, _together), quantities, slots, areas)
        aside = _leave(tokens, quantities, slots, memory, areas)
    else:
        _deal_out(tokens, slots, memory)
    _name_people(scan, quantities, slots, areas, clauses, memory)
    _share_in_groups(tokens, quantities, slots, clauses)
    _reach(tokens, quantities, slots)
    _drop_nations(slots)
    lasting = [area for area in areas if not is_passing(tokens, area)]
    named = bool(areas) or _names_all(tokens)
    own = _own(tokens, quantities, slots, memory)
    open_to = _date(tokens, quantities, slots, memory, periods, own, placed=bool(areas))
    _inherit(quantities, slots, memory, open_to, named=named, ahead=tells_ahead(tokens))
    memory.span = span_of(quantities, slots)
    memory.dates = list({slot.period.code: slot.period for slot in slots if slot.period}.values())
    if _is_fragment(scan):
        return slots
    stated = [slot.period for slot, is_main in zip(slots, own, strict=True) if is_main and slot.period_from == "stated"]
    _remember(tokens, [period for period in stated if period], memory)
    _remember_pasts(tokens, periods, memory)
    if lasting and not aside:
        memory.see(lasting)
    return slots


def _own(tokens: Tokens, quantities: Sequence[Quantity], slots: Sequence[Slots], memory: SlotMemory) -> list[bool]:
    """Whether the period of each quantity is one that the sentence is about."""
    passages = looking_back(tokens)
    return [
        is_own(tokens, quantities, at, slot.period, passages)
        and not is_for_once(tokens, slot.period, memory.headed, memory.period)
        for at, slot in enumerate(slots)
    ]


def _date(
    tokens: Tokens,
    quantities: Sequence[Quantity],
    slots: list[Slots],
    memory: SlotMemory,
    periods: Sequence[Period],
    own: Sequence[bool],
    *,
    placed: bool,
) -> list[bool]:
    """Give quantities the dates of the sentence before, in their order; returns which may inherit what it is about."""
    dated = any(slot.period and main for slot, main in zip(slots, own, strict=True))
    if not periods and not placed:
        _deal_out_dates(tokens, slots, memory)
    repeat_span(quantities, slots)
    if memory.span and not dated and (names_same_period(tokens) or (not periods and are_adjacent(memory.span))):
        go_through_span(quantities, slots, memory.span)
    if not dated and (headed := _as_compared(tokens, periods, memory)):
        memory.period, memory.origin = headed, "inherited:heading"
    if not periods:
        looked_back = [_is_left(tokens, quantity) or is_bare_compared(tokens, quantity) for quantity in quantities]
        past = next(iter(memory.pasts.values())) if len(memory.pasts) == 1 else None
        for slot, back in zip(slots, looked_back, strict=True):
            if back and past and slot.period is None:
                slot.period, slot.period_from = past, "inherited:previous_sentence"
        return [not back for back in looked_back]
    return [
        not _is_left(tokens, quantity) and (not dated or _is_told_before(tokens, quantity, periods))
        for quantity in quantities
    ]


def _name_people(
    scan: Scan,
    quantities: list[Quantity],
    slots: list[Slots],
    areas: Sequence[Mention],
    clauses: Sequence[int],
    memory: SlotMemory,
) -> None:
    """Give each quantity the population that its sentence states for it, or that it shares with others."""
    tokens = scan.tokens
    within = {at for area in areas for at in range(area.first, area.last + 1) if not _is_of_people(tokens, area, at)}
    populations = [
        mention
        for mention in population_mentions(scan, quantities)
        if mention.last not in within and not is_party(tokens, mention, areas)
    ]
    ties: list[tuple[Mention, bool] | None] = [None] * len(quantities)
    if populations:
        binder = Binder(tokens, quantities, populations, clauses, _TO_PEOPLE, lambda parts: _spanned(tokens, parts))
        asked = [one for one in populations if one.tied and tokens.low[one.last] in _ASKED]
        ties = [
            _of_people(tokens, quantity, _of_asked(tokens, quantity, binder.mention_of(quantity), asked, clauses))
            for quantity in quantities
        ]
        ties = [restricted(one, populations) or tie for one, tie in zip(quantities, ties, strict=True)]
        if _is_fragment(scan):  # labels of a chart: "Men 34% Women 66%"
            named = {mention.last + 1: (mention, True) for mention in populations}
            ties = [
                named.get(one.begin, None if tokens.text(one.begin - 1)[:1].isupper() else tie)
                for one, tie in zip(quantities, ties, strict=True)
            ]
    shared, memory.population = share_populations(scan, quantities, ties, memory.population, memory.topic)
    for slot, tie, one in zip(slots, ties, shared, strict=True):
        if tie and one is None:
            slot.population, slot.population_from = tie[0].value, "stated"
            slot.direct |= {"population"} if tie[1] else set()
        elif one is not None:
            slot.population, slot.population_from = one
            slot.direct.add("population")
    if "than" in tokens.words and not tokens.words.isdisjoint(("vs", "versus")):
        for at, group in compared_groups(tokens, quantities, populations).items():
            slots[at].population, slots[at].population_from = group, "stated"
            slots[at].direct.add("population")
    for quantity, slot in zip(quantities, slots, strict=True):
        if "population" not in slot.direct and _is_gap(tokens, quantity):
            slot.population = slot.population_from = None
    for at, keyed in groups_of_keys(tokens, quantities, populations, keyed_items(tokens, quantities)).items():
        slots[at].population, slots[at].population_from = keyed, "stated" if keyed else None
    memory.topic = _topic(slots)


def _topic(slots: Sequence[Slots]) -> str | None:
    """The group that all numbers of a sentence are of, which "it" in the next one goes on with."""
    named = {slot.population for slot in slots}
    return next(iter(named)) if len(named) == 1 else None


def _is_gap(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is what two groups differ by: "a gap of 3.1 points"."""
    at = quantity.begin - 1
    return tokens.word(at) == "of" and tokens.word(at - 1) in _GAPS and tokens.word(at - 2) in ("a", "the")


def _lasts(period: Period) -> bool:
    """Whether a period is longer than a day, so that what follows may be measured over it."""
    return period.first_day != period.last_day


def _is_fragment(scan: Scan) -> bool:
    """Whether what stands in the text is no sentence: "World in 2000 374.1 million" of a chart; nothing goes on with it."""
    tokens = scan.tokens
    if scan.sentence.kind is not Kind.PARAGRAPH or len(tokens) > _LONGEST_FRAGMENT or tokens.texts[-1] in _ENDING:
        return False
    return _VERBS.isdisjoint(tokens.words) and CHANGE_VERBS.keys().isdisjoint(tokens.words)


def _is_of_people(tokens: Tokens, area: Mention, at: int) -> bool:
    """Whether a word of an area names people too: "31% of Australians", "31% of the global population"."""
    if tokens.low[at].endswith(_PEOPLES):
        return True
    before = area.first - 1 - (tokens.word(area.first - 1) == "the")
    return tokens.low[at] == "population" and tokens.word(before) == "of"


def _drop_nations(slots: Sequence[Slots]) -> None:
    """ "Of the top ten countries Norway (22%) led": what is of one of them is not of them."""
    for slot in slots:
        if slot.area and slot.population and slot.population.split()[-1].lower() in _NATIONS:
            slot.population = slot.population_from = None


def _deal_out(tokens: Tokens, slots: list[Slots], memory: SlotMemory) -> None:
    """ "The rates were 31% and 27% respectively": of the areas of the sentence before, in their order."""
    if len(memory.areas) == len(slots) >= 2 and "respectively" in tokens.words:
        for slot, area in zip(slots, memory.areas, strict=True):
            slot.area, slot.area_from = area, memory.area_origin


def _deal_out_dates(tokens: Tokens, slots: list[Slots], memory: SlotMemory) -> None:
    """ "On phones the shares were 31% and 27%, respectively": of the dates of the sentence before, in their order."""
    if len(memory.dates) == len(slots) >= 2 and "respectively" in tokens.words:
        for slot, period in zip(slots, memory.dates, strict=True):
            slot.period, slot.period_from = period, "inherited:previous_sentence"


def _as_compared(tokens: Tokens, periods: Sequence[Period], memory: SlotMemory) -> Period | None:
    """The quarter or month of the heading, where a sentence compares with another one: "4% more than in Q2 2023"."""
    headed = memory.headed
    if headed is None or memory.period is None or months_long(memory.period) == months_long(headed):
        return None
    compared = {months_long(period) for period in periods if is_compared_with(tokens, period)}
    return headed if compared == {months_long(headed)} else None


def _names_all(tokens: Tokens) -> bool:
    """Whether a sentence speaks of all areas: "in every region"."""
    words = tokens.low
    return not _ALL.isdisjoint(tokens.words) and not _EVERYWHERE.isdisjoint(zip(words, words[1:], strict=False))


def _together(areas: Sequence[Mention]) -> str:
    """The code of areas that are measured as one, in the order of the text: "DE+BR"."""
    return "+".join(dict.fromkeys(area.value for area in areas if area.value))


def _place(
    tokens: Tokens, binder: Binder, quantities: list[Quantity], slots: list[Slots], areas: Sequence[Mention]
) -> None:
    """Give each quantity the area that its sentence states for it."""
    firsts = [area.first for area in areas]
    for at, (quantity, slot) in enumerate(zip(quantities, slots, strict=True)):
        tie = binder.mention_of(quantity)
        if tie is None:
            continue
        area, direct = tie
        place = bisect_left(firsts, quantity.end)
        behind = areas[place] if place < len(areas) else None
        follow = quantities[at + 1].begin if at + 1 < len(quantities) else len(tokens)
        near = behind is not None and _is_near_behind(tokens, quantity.end, behind, follow)
        if behind is not None and near and not direct and (area is behind or _acts(tokens, area)):
            area, direct = behind, True
        slot.area, slot.area_from = area.value, "stated"
        if direct:
            slot.direct.add("area")


def _leave(
    tokens: Tokens,
    quantities: list[Quantity],
    slots: list[Slots],
    memory: SlotMemory,
    areas: Sequence[Mention],
) -> bool:
    """Leave numbers with the area that the text is about where their sentence turns to another one only behind them."""
    left = [
        slot
        for quantity, slot in zip(quantities, slots, strict=True)
        if memory.area
        and (
            is_outdone(tokens, quantity.end, areas)
            or ("area" not in slot.direct and is_aside(tokens, quantity.end, areas))
        )
    ]
    for slot in left:
        slot.area, slot.area_from = memory.area, memory.area_origin
    return bool(left)


def _is_near_behind(tokens: Tokens, end: int, area: Mention, follow: int) -> bool:
    """Whether an area stands behind a number with no mark and no other number between: "54% of households in Norway"."""
    if not area.tied or area.last >= follow or area.first - end > _LONGEST_WHOLE:
        return False
    at = area.first - 1
    while tokens.word(at) == "the":
        at -= 1
    return tokens.word(at) in _PLACING and _MARKS.isdisjoint(tokens.low[end + 1 : area.first])


def _acts(tokens: Tokens, area: Mention) -> bool:
    """Whether an area is only that of who acts: "Dutch firms withdrew 7 billion from Norway"."""
    return area.last + 1 < len(tokens) and is_group(tokens.low[area.last + 1])


def _of_asked(
    tokens: Tokens,
    quantity: Quantity,
    tie: tuple[Mention, bool] | None,
    asked: Sequence[Mention],
    clauses: Sequence[int],
) -> tuple[Mention, bool] | None:
    """Those who were asked, where they are the subject: "Respondents want the maintainers to mend bugs (68%)"."""
    if not asked or tie is None or tie[1] or tie[0].last >= quantity.begin:
        return tie
    place = bisect_left(asked, tie[0].first, key=lambda one: one.last) - 1
    ahead = asked[place] if place >= 0 else None
    if ahead is None or tie[0].first - ahead.last > _LONGEST_WANT or clauses[ahead.first] != clauses[quantity.first]:
        return tie
    return tie if "," in tokens.low[ahead.last : tie[0].first] else (ahead, False)


def _of_people(tokens: Tokens, quantity: Quantity, tie: tuple[Mention, bool] | None) -> tuple[Mention, bool] | None:
    """What is counted is the unit of a count: it has a population only where a bracket or "of whom" restricts it."""
    if quantity.unit == "basis_point":
        return None  # "68 per cent of respondents expected a cut of 25 bp"
    if tie is None or (not tie[1] and (_is_of_rest(tokens, quantity) or _is_of_other(tokens, quantity, tie[0]))):
        return None
    if quantity.kind == "money" and not tie[1] and not names_group(tokens, tie[0]) and not _is_bracket(tie[0]):
        return None  # "met six of its targets and spent 2 million"
    if quantity.kind == "count" and is_typical(tokens, tie[0]) and tie[0].last < quantity.begin:
        return tie
    if quantity.kind != "count" or _is_bracket(tie[0]) or _is_of_each(tokens, quantity, tie[0]):
        return tie
    before = tokens.word(tie[0].first - 1)
    whom = tokens.word(quantity.begin - 1) in ("whom", "which")
    restricts = before in ("on", "among", "them", "these", "those") or whom
    of_them = _happens_to(tokens, quantity, *tie, whom=whom) or is_doing_of(tokens, quantity, tie[0])
    return tie if (tie[1] and restricts) or of_them else None


def _happens_to(tokens: Tokens, quantity: Quantity, mention: Mention, tied: bool, *, whom: bool) -> bool:
    """Whether a count is one of what happens to people: "motorcyclists accounted for 44 deaths", "male fatalities"."""
    if quantity.unit not in _HAPPENING or mention.last >= quantity.begin:
        return False
    return tied or whom or "accounted" in tokens.words or singular(tokens.word(mention.last + 1)) in _HAPPENING


def _is_of_each(tokens: Tokens, quantity: Quantity, mention: Mention) -> bool:
    """Whether a count is one for each of a group, as an average is: "men drank 15.2 units", "4 visits a year".

    A fraction of things that are not people can be nothing else.
    """
    if not names_group(tokens, mention):
        return False
    fraction = quantity.scale is None and quantity.amount.step < 1
    after = quantity.end + 1
    paced = tokens.word(after) in _FOR_EACH and unit_at(tokens, after + 1) is not None
    averaged = not _AVERAGING.isdisjoint(tokens.words)
    if is_unit_of_people(quantity.unit):
        return paced and averaged and mention.last < quantity.begin  # "nurses saw 24 patients a day on average"
    return fraction or paced or averaged


def _is_bracket(mention: Mention) -> bool:
    """Whether a population is one of age or size: "aged 65 and over"."""
    return any(character.isdigit() for character in mention.value)


def _is_of_rest(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a share is one of those that no group named so far holds: "31% of the rest"."""
    return (
        not _REST.isdisjoint(tokens.low[quantity.end + 1 : quantity.end + 4]) and tokens.word(quantity.end + 1) == "of"
    )


def _is_of_other(tokens: Tokens, quantity: Quantity, mention: Mention) -> bool:
    """Whether a bracket explains what a group is compared with: "pupils ... less often than their peers (45%)"."""
    if not quantity.enclosed:
        return False
    ahead = tokens.low[max(mention.last + 1, quantity.begin - _LONGEST_OTHER) : quantity.begin]
    return "than" in ahead and ahead[ahead.index("than") + 1] not in _THAN_WHEN


def _spanned(tokens: Tokens, parts: Sequence[Mention]) -> str:
    """The words of several groups as one: "men and women"."""
    return " ".join(tokens.sentence[tokens.starts[parts[0].first] : tokens.ends[parts[-1].last]].split())


def groups(quantities: list[Quantity], clauses: Sequence[int]) -> list[list[int]]:
    """Indices of quantities that make one statement: a change or a fold with the levels behind it in its clause."""
    found: list[list[int]] = []
    for index, quantity in enumerate(quantities):
        level = quantity.preposition in ("from", "to", "than") and quantity.measure == "level"
        opener = quantities[found[-1][0]] if found and len(found[-1]) < 3 else None
        open_group = (
            opener is not None
            and (opener.measure == "change" or opener.kind == "multiple")
            and clauses[opener.first] == clauses[quantity.first]
        )
        if level and (
            open_group or (found and quantities[found[-1][-1]].preposition == "from" and quantity.preposition == "to")
        ):
            found[-1].append(index)
        else:
            found.append([index])
    return found


def _share_in_groups(tokens: Tokens, quantities: list[Quantity], slots: list[Slots], clauses: Sequence[int]) -> None:
    """A change and its levels speak of one area and one population: that of the last level, which stands nearest."""
    for group in groups(quantities, clauses):
        if len(group) < 2:
            continue
        split_span(quantities, slots, group)
        last = slots[group[-1]]
        _share_place(slots, group)
        for index in group[:-1]:
            slot = slots[index]
            if last.area and "area" not in slot.direct:
                slot.area, slot.area_from = last.area, last.area_from
            span = slot.period is not None and slot.period.ends is not None
            if (
                quantities[index].measure == "change"
                and quantities[group[-1]].preposition == "to"
                and not is_compared(tokens, quantities[group[-1]])
                and last.period
                and not span
            ):
                slot.period, slot.period_from = last.period, last.period_from
            if last.population and "population" not in slot.direct:
                slot.population, slot.population_from = last.population, last.population_from


def _reach(tokens: Tokens, quantities: list[Quantity], slots: list[Slots]) -> None:
    """A change and the level that it leads to are of one date, which only one of them may name.

    "By 25 points in May, to 7.75 per cent"; "by 18 million, or 9 per cent, to 190 million in May".
    """
    for at in range(1, len(quantities)):
        change, level = quantities[at - 1], quantities[at]
        reached = change.measure == "change" and level.measure == "level" and level.preposition == "to"
        period = slots[at - 1].period
        if reached and slots[at].period is None and period and change.end < period.first < level.begin:
            slots[at].period, slots[at].period_from = period, slots[at - 1].period_from
    for at in range(len(quantities) - 1, 0, -1):
        change, follow = quantities[at - 1], quantities[at]
        leads = follow.preposition == "to" and not is_compared(tokens, follow)
        restated = tokens.word(follow.begin - 1) == "or"
        led = change.measure == "change" or tokens.word(change.begin - 1) == "or"
        if led and slots[at - 1].period is None and slots[at].period and (leads or restated):
            slots[at - 1].period, slots[at - 1].period_from = slots[at].period, slots[at].period_from


def _share_place(slots: list[Slots], group: list[int]) -> None:
    """ "Up 46% in the United States, to 5,977": the levels behind a change with an area of its own are of that area."""
    first = slots[group[0]]
    for index in group[1:]:
        slot = slots[index]
        if "area" in first.direct and "area" not in slot.direct:
            slot.area, slot.area_from = first.area, first.area_from
            slot.direct.add("area")


def _inherit(
    quantities: list[Quantity],
    slots: list[Slots],
    memory: SlotMemory,
    open_to: list[bool],
    *,
    named: bool,
    ahead: bool,
) -> None:
    """Fill what the sentence leaves open from the sentences before; `open_to` says which numbers may take their period.

    `ahead` says that it tells what is expected.
    """
    running = memory.coming if ahead and memory.coming else memory.period
    for quantity, slot, takes in zip(quantities, slots, open_to, strict=True):
        if slot.period is None and running and takes:
            origin = memory.origin if running is memory.period else "inherited:previous_sentence"
            slot.period, slot.period_from = level_period(quantity, running), origin
        if slot.area is None and not named and memory.area:
            slot.area, slot.area_from = memory.area, memory.area_origin
        if slot.area == NOWHERE:
            slot.area = slot.area_from = None


def _is_told_before(tokens: Tokens, quantity: Quantity, periods: Sequence[Period]) -> bool:
    """Whether a clause has ended before the first date of its sentence: "The share was 59%; it was 61% in 2015"."""
    return bool(periods) and ";" in tokens.low[quantity.end : periods[0].first]


def _is_left(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a level is what a change came from ("rose to 361 from 343"): of a time before, which nothing names."""
    before = tokens.low[max(0, quantity.begin - 3) : quantity.begin]
    behind = tokens.low[quantity.end + 1 : quantity.end + 4]
    if quantity.measure == "level" and behind[:1] == ["to"] and behind[2:] in (["present"], ["current"]):
        return True  # "(from) 45.5% to its present level"
    return quantity.preposition == "from" and quantity.measure == "level" and _RANGING.isdisjoint(before)


def _remember(tokens: Tokens, stated: Sequence[Period], memory: SlotMemory) -> None:
    """Keep what the next sentence may rely on, of the periods that a sentence states and is about."""
    current = [period for period in stated if period.last_day and not is_to_come(period, memory.reference)]
    to_come = [period for period in stated if is_to_come(period, memory.reference)]
    memory.coming = to_come[-1] if to_come and not current else None if current else memory.coming
    goes_on = latest(tokens, current)
    running = memory.period
    back = (
        running is not None
        and goes_on is not None
        and ((not memory.told_before and turns_back(tokens, goes_on, running)) or leads_up_to(goes_on, running))
    )
    if goes_on and not back:
        if running is None or goes_on.code != running.code:
            memory.pasts = {}
        memory.period, memory.origin = goes_on, "inherited:previous_sentence"
    memory.told_before = "had" in tokens.words


def _remember_pasts(tokens: Tokens, periods: Sequence[Period], memory: SlotMemory) -> None:
    """Keep which earlier parts of years a sentence compares with its own: "than in the same months of 2023"."""
    running = memory.period
    if running is None or running.first_day is None or months_long(running) >= _YEAR:
        return
    for period in periods:
        earlier = period.last_day is not None and period.last_day < running.first_day
        if (
            earlier
            and months_long(period) == months_long(running)
            and (compares(tokens, period) or is_of_comparison(tokens, period))
        ):
            memory.pasts[period.code] = period
