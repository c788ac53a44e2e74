"""From the scans of a document to its observations.

Belongs here: the walk over sentences, with what each sentence remembers for the next. Does not belong here: the rules for
any one slot (see the modules beside).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import takewhile

from pipelines.numerals.areas import as_written
from pipelines.numerals.period import Period
from pipelines.numerals.periods import PeriodFinder
from pipelines.numerals.scan import Scan
from pipelines.numerals.spans import is_year_long
from pipelines.observations.cells import CellContext, CellReader, apply_context
from pipelines.observations.comparing import compares, dates_aside
from pipelines.observations.errors import encloses_errors
from pipelines.observations.figures import Figure, Figures, find_figures
from pipelines.observations.home import home_area
from pipelines.observations.indicators import indicators_of
from pipelines.observations.inheritance import UnitMemory, inherit_units
from pipelines.observations.intervals import stated_interval, unit_bounds
from pipelines.observations.looking_back import looking_back, passage_of
from pipelines.observations.places import NOWHERE, area_mentions, is_passing, title_area
from pipelines.observations.quantities import Quantity, find_quantities
from pipelines.observations.reports import of_lead, of_title
from pipelines.observations.slots import SlotMemory, Slots, fill_slots
from pipelines.observations.sources import Source, find_sources
from pipelines.reading import Kind, Reading
from pipelines.reading.layout import Passage
from pipelines.reading.lines import caption_parts
from pipelines.reading.tokens import WORD, tokenize
from pipelines.rules import words

_GOAL_WORDS = words("observing_goal_words")
_PLANS = words("observing_plans")
_AIMING = _GOAL_WORDS | _PLANS
_LATER = words("observing_later")
_REACHED = words("observing_reached")
_GAPS = words("goal_gaps")
_READ = (Kind.PARAGRAPH, Kind.HEADING, Kind.CAPTION, Kind.FOOTNOTE, Kind.CELL, Kind.SOURCE)
_FAR_GOAL = 60  # tokens
_LARGEST = 10**27  # what DECIMAL(38,10) holds
_BEGINNING = 8  # passages
_LONGEST_DATELINE = 80  # characters of "Budapest, 21 May 2024"
_LEAST_TITLE = 20  # characters of a line that is no head of a column
_LONGEST_LINE = 150  # characters of a line that belongs to the title
_PASSED = 4  # sentences without numbers that are looked at for areas
_SOON = 200  # characters from a number to the figure that its paragraph cites behind it
_BACK_TO = 3  # passages: how far a figure named before may lie


@dataclass(slots=True, eq=False)
class Observation:
    """A stated quantity with everything that the text says about it.

    `start` and `end` are offsets in the transcription; `lower` and `upper` in base units; `number` is its place among
    the quantities of its sentence (`sentence` is an index into the reading).
    """

    sentence: int
    number: int
    start: int
    end: int
    stated: str
    quantity: Quantity
    lower: Fraction | None
    upper: Fraction | None
    slots: Slots
    indicator: str | None = None
    indicator_from: str | None = None
    figure: Figure | None = None
    figure_from: str | None = None
    source: Source | None = None
    identifier: str = ""

    @property
    def value(self) -> Fraction | None:
        """The stated value, None for a range."""
        return None if self.quantity.qualifier == "between" else self.quantity.value

    @property
    def unit(self) -> str | None:
        """The unit, None where the text gives none."""
        return self.quantity.unit

    @property
    def measure(self) -> str:
        """level, change, base or goal."""
        return self.quantity.measure


@dataclass(slots=True)
class Observed:
    """All that was observed in a document."""

    observations: list[Observation]
    figures: Figures
    sources: list[Source]
    source_of_caption: dict[int, Source] = field(default_factory=dict)


def observe(reading: Reading, scans: list[Scan]) -> Observed:
    """The observations of a document in the order of its sentences, its figures and its sources."""
    figures = find_figures(reading, scans)
    sources, of_caption = find_sources(reading)
    found: list[Observation] = []
    walk = _Walk(reading, figures, scans)
    for index, scan in enumerate(scans):
        if scan.sentence.kind in _READ and (scan.amounts or scan.periods):
            found += walk.sentence(index, scan)
        elif scan.sentence.kind is Kind.PARAGRAPH:
            walk.passed.append(scan)
    for observation in found:
        if observation.figure and observation.figure.passage is not None:
            observation.source = of_caption.get(observation.figure.passage)
    found.sort(key=lambda observation: observation.start)
    return Observed(found, figures, sources, of_caption)


class _Walk:
    """The walk over the sentences of one document."""

    def __init__(self, reading: Reading, figures: Figures, scans: Sequence[Scan]) -> None:
        start_month = scans[0].habits.fiscal_year_start if scans else 1
        self._reading = reading
        self._figures = figures
        self._start_month = start_month
        self._cells: CellReader | None = None
        self._passage = -1
        self._units = UnitMemory()
        self._indicator: str | None = None
        self._indicator_from = "inherited:previous_sentence"
        self._section: tuple[str, ...] = ()
        self._headings: dict[str, set[str]] = {}
        self._years: dict[str, Period | None] = {}
        self._reference = _date_of_document(reading, start_month)
        self._area = title_area(_title(reading)) or home_area(reading, scans)
        self._edition = _edition(reading, start_month)
        self._slots = SlotMemory(reference=self._reference, edition=self._edition, home=self._area)
        self._citations: dict[int, _Citations] = {}
        self._kind = Kind.HEADING
        titled = self._year_of(tuple(_title(reading)))
        self._dated = of_title(titled)
        self._titled = titled or self._edition
        self._report = self._dated
        self._lead = -1  # the first passage that dates what it measures
        self.passed: list[Scan] = []  # sentences without numbers since the last one that has some

    def sentence(self, index: int, scan: Scan) -> list[Observation]:
        """The observations of one sentence."""
        if scan.sentence.passage != self._passage:
            self._enter(scan)
        self._catch_up(scan)
        quantities = [quantity for quantity in find_quantities(scan) if _is_storable(scan, quantity)]
        if scan.place == "body" and quantities:
            return self._values(index, scan, quantities)
        inherit_units(scan, quantities, self._units)
        _goals(scan, quantities)
        slots = fill_slots(scan, quantities, self._slots)
        self._follow_lead(scan)
        indicators = [None] * len(quantities) if scan.sentence.cell else indicators_of(scan, quantities)
        found = [
            self._observation(index, number, scan, quantity, slot)
            for number, (quantity, slot) in enumerate(zip(quantities, slots, strict=True))
        ]
        for observation, indicator in zip(found, indicators, strict=True):
            self._indicate(scan, observation, indicator)
        return found

    def _follow_lead(self, scan: Scan) -> None:
        """What the first paragraph that dates its numbers goes on with may be what the whole report is of."""
        passage = scan.sentence.passage
        prose = self._kind is Kind.PARAGRAPH and self._slots.origin == "inherited:previous_sentence"
        if prose and self._dated is None and self._lead in (-1, passage):
            self._lead, self._report = passage, of_lead(self._titled, self._slots.period)

    def _enter(self, scan: Scan) -> None:
        """Go on to another passage: its section's heading may name an area, the paragraph before a period."""
        sentence = scan.sentence
        follows = sentence.section == self._section and sentence.kind is self._kind is Kind.PARAGRAPH
        self._kind = sentence.kind
        self._passage, self._section = sentence.passage, sentence.section
        self._units, self._indicator = UnitMemory(), None
        caption = self._reading.captions.get(sentence.passage)
        if caption is not None:
            self._describe(self._reading.passages[caption].content.text)
            self._kind = Kind.CAPTION  # what a figure shows is not what the text behind it goes on with
            return
        if follows:
            self._slots.next_passage()
            return
        dated = self._year_of(sentence.section)
        self._slots = SlotMemory(
            period=_lasting(dated) or self._report,
            anchor=dated,
            reference=dated or self._reference,
            edition=self._edition,
            reviewed=_lasting(dated) or self._dated or self._edition,
            headed=_lasting(dated) or self._dated,
            home=self._area,
        )
        self._slots.origin = "inherited:heading"
        if sentence.kind in (Kind.PARAGRAPH, Kind.CELL, Kind.FOOTNOTE, Kind.HEADING):
            self._slots.area = self._area_of(sentence.section)
            self._slots.area_origin = "inherited:heading"

    def _catch_up(self, scan: Scan) -> None:
        """What the last sentence without numbers has named that names an area."""
        for passed in reversed(self.passed[-_PASSED:]):
            sentence = passed.sentence
            if sentence.section != scan.sentence.section:
                continue
            tokens = tokenize(sentence.text)
            areas = [area for area in area_mentions(tokens) if not is_passing(tokens, area)]
            if areas:
                self._slots.see(areas)
                if sentence.passage != scan.sentence.passage:
                    self._slots.area_origin = "inherited:previous_paragraph"
                break
        self.passed.clear()

    def _describe(self, caption: str) -> None:
        """Go on to the description of a figure: what its caption says holds for it."""
        dated = self._year_of((caption,))
        self._slots = SlotMemory(
            period=dated or self._report, anchor=dated, reference=dated or self._reference, edition=self._edition
        )
        self._slots.area = self._area_of((caption,))
        self._slots.origin = "inherited:caption" if dated else "inherited:heading"
        self._slots.area_origin = "inherited:caption"
        parts = caption_parts(caption)
        self._indicator = parts[2] if parts else caption
        self._indicator_from = "inherited:caption"

    def _area_of(self, section: tuple[str, ...]) -> str | None:
        """The area that the nearest heading names, if it names only one."""
        for title in reversed(section):
            if title not in self._headings:
                codes = {mention.value for mention in area_mentions(tokenize(as_written(title[:300])))}
                self._headings[title] = codes - {NOWHERE}
            if self._headings[title]:
                return next(iter(self._headings[title])) if len(self._headings[title]) == 1 else None
        return self._area

    def _year_of(self, section: tuple[str, ...]) -> Period | None:
        """The only period that the nearest heading names: what months without a year are relative to."""
        for title in reversed(section):
            if title not in self._years:
                dated = _periods_of(title[:300], self._start_month)
                dated = [period for period in dated if _lasting(period)] or dated
                self._years[title] = dated[0] if len({period.code for period in dated}) == 1 else None
            if self._years[title]:
                return self._years[title]
        return None

    def _values(self, index: int, scan: Scan, quantities: list[Quantity]) -> list[Observation]:
        """The observations of a cell that holds a value, with what its table says about it."""
        cell = scan.sentence.cell
        if cell is None:
            return []
        self._cells = self._cells or CellReader(scan.habits)
        grid = self._reading.grids[cell.table]
        context = self._cells.context(grid, cell)
        for quantity in quantities:
            apply_context(quantity, context)
            if quantity.negative and not quantity.signed and encloses_errors(grid, cell):
                quantity.value, quantity.negative = abs(quantity.value), False
        quantities = [quantity for quantity in quantities if _is_storable(scan, quantity)]
        inherit_units(scan, quantities, UnitMemory())
        slots = fill_slots(scan, quantities, SlotMemory()) if _says_more(scan) else [Slots() for _ in quantities]
        found = []
        for number, (quantity, slot) in enumerate(zip(quantities, slots, strict=True)):
            _complete(slot, context, counted=quantity.kind == "count")
            if slot.period is None and self._report:
                slot.period, slot.period_from = self._report, "inherited:heading"
            if slot.area is None and self._slots.area:
                slot.area, slot.area_from = self._slots.area, "inherited:heading"
            observation = self._observation(index, number, scan, quantity, slot)
            if context.indicator:
                observation.indicator, observation.indicator_from = context.indicator, "inherited:table"
            found.append(observation)
        return found

    def _observation(self, index: int, number: int, scan: Scan, quantity: Quantity, slots: Slots) -> Observation:
        tokens, sentence = scan.tokens, scan.sentence
        start, end = sentence.spot(tokens.starts[quantity.first], tokens.ends[quantity.last])
        stated = " ".join(sentence.text[tokens.starts[quantity.begin] : tokens.ends[quantity.end]].split())
        lower, upper = _interval(quantity)
        observation = Observation(index, number, start, end, stated, quantity, lower, upper, slots)
        self._figure(scan, observation)
        return observation

    def _indicate(self, scan: Scan, observation: Observation, indicator: str | None) -> None:
        if scan.sentence.cell:
            return
        if indicator:
            observation.indicator, observation.indicator_from = indicator, "stated"
            self._indicator, self._indicator_from = indicator, "inherited:previous_sentence"
        elif self._indicator:
            observation.indicator, observation.indicator_from = self._indicator, self._indicator_from

    def _figure(self, scan: Scan, observation: Observation) -> None:
        """The figure that the passage cites: before the number, else behind it, else in the passages just before."""
        passage = scan.sentence.passage
        cell = scan.sentence.cell
        if cell or scan.sentence.kind is Kind.CAPTION:
            caption = self._reading.grids[cell.table].caption if cell else passage
            figure = next(
                (f for f in self._figures.by_key.values() if caption is not None and f.passage == caption),
                None,
            )
            origin = "inherited:caption"
        else:
            figure, origin = self._cited(scan, observation.start, passage)
            caption = self._reading.captions.get(passage)
            if caption in self._figures.of_passage and not self._figures.cited.get(passage):
                figure, origin = self._figures.of_passage[caption], "inherited:caption"
        if figure:
            observation.figure, observation.figure_from = figure, origin

    def _cited(self, scan: Scan, start: int, passage: int) -> tuple[Figure | None, str]:
        cited = self._figures.cited.get(passage)
        if cited:
            if passage not in self._citations:
                self._citations = {passage: _Citations(_places(cited, self._reading, passage))}
            citations = self._citations[passage]
            before = citations.before(start)
            here = citations.numbered({reference.number for reference in scan.references})
            if here:
                return here[0] if len(here) == 1 else before or here[0], "stated"
            if before and before in self._figures.pointed.get(passage, ()):
                return None, ""  # "(see Table 1)" is of its own sentence
            figure = before or citations.soon(start)
            return figure, "inherited:paragraph" if figure else ""
        if scan.sentence.kind is not Kind.PARAGRAPH:
            return None, ""
        section = self._reading.passages[passage].section
        for back in range(passage - 1, max(-1, passage - _BACK_TO - 1), -1):
            other = self._reading.passages[back]
            if other.kind is Kind.HEADING or other.section != section:
                break
            earlier = self._figures.cited.get(back)
            if other.kind is Kind.PARAGRAPH and earlier:
                alone = len({id(figure) for figure in earlier}) == 1 and back in self._figures.presented
                return (earlier[-1], "inherited:previous_paragraph") if alone else (None, "")
        return None, ""


class _Citations:
    """The figures that a passage cites, in the order of their citations."""

    def __init__(self, places: list[tuple[int, Figure]]) -> None:
        self._starts = [start for start, _ in places]
        self.figures = [figure for _, figure in places]
        self._of_number: dict[str, dict[int, Figure]] = defaultdict(dict)
        for place, figure in enumerate(self.figures):
            if all(figure is not known for known in self._of_number[figure.number].values()):
                self._of_number[figure.number][place] = figure

    def before(self, start: int) -> Figure | None:
        """The figure cited last before an offset."""
        place = bisect_right(self._starts, start)
        return self.figures[place - 1] if place else None

    def soon(self, start: int) -> Figure | None:
        """The first figure that is cited, where that is not far behind an offset: "... was 3.1%. (Table 1)"."""
        return self.figures[0] if self._starts[0] - start <= _SOON else None

    def numbered(self, numbers: set[str]) -> list[Figure]:
        """The figures with one of these numbers, each once, in the order of their first citations."""
        found = [entry for number in numbers for entry in self._of_number.get(number, {}).items()]
        return [figure for _, figure in sorted(found, key=lambda entry: entry[0])]


def _date_of_document(reading: Reading, start_month: int) -> Period | None:
    """The day that a line at the beginning of a document is about, else the first month, quarter or day there."""
    found: list[Period] = []
    for passage in reading.passages[:_BEGINNING]:
        text = passage.content.text[:300]
        dated = _periods_of(text, start_month, compared=False)
        days = [period for period in dated if period.first_day == period.last_day]
        if days and len(text) <= _LONGEST_DATELINE and _LATER.isdisjoint(tokenize(text).low):
            return days[0]
        shorter = [period for period in dated if not is_year_long(period)]
        found += [max(shorter, key=lambda one: one.last_day or date.min)] if shorter else []
    return found[0] if found else None


def _edition(reading: Reading, start_month: int) -> Period | None:
    """The only year that the lines before the first section name: "HTTP chapter of the 2020 Almanac"."""
    found: dict[str, Period] = {}
    for passage in reading.passages[:_BEGINNING]:
        if passage.kind is not Kind.PARAGRAPH and found:
            break
        text = passage.content.text
        if len(text) <= _LONGEST_LINE * 2:
            found |= {one.code[:4]: one for one in _periods_of(text, start_month)}
    return next(iter(found.values())) if len(found) == 1 else None


def _periods_of(text: str, start_month: int = 1, *, compared: bool = True) -> list[Period]:
    """The periods of a short text that stand for themselves; without those that others are compared with, unless wanted."""
    tokens = tokenize(text)
    finder = PeriodFinder(tokens, start_month)
    backwards = looking_back(tokens)
    found: list[Period] = []
    for at in tokens.numbers:
        period = finder.at(at) if not found or at > found[-1].last else None
        if period is None or not period.first_day or passage_of(backwards, at):
            continue
        if compared or not (compares(tokens, period) or dates_aside(tokens, period)):
            found.append(period)
    return found


def _title(reading: Reading) -> list[str]:
    """The lines that a document begins with: its title, and the subtitle and lines below it, up to the first section."""
    lines: list[str] = []
    passages = reading.passages[: _BEGINNING + 1]
    masthead = _masthead(passages)
    lines += [cell.content.text.strip() for cell in masthead if not _is_dateline(cell.content.text)]
    passages = passages[len(masthead) :]
    for place, passage in enumerate(passages[:_BEGINNING]):
        is_heading = passage.kind is Kind.HEADING
        if not is_heading and not _is_line(passage):
            break
        if is_heading and lines and not _is_subtitle(reading, passages[place : place + 2]):
            break
        if not is_heading and _is_dateline(passage.content.text):
            continue
        lines.append(passage.content.text.strip())
    return lines


def _masthead(passages: Sequence[Passage]) -> list[Passage]:
    """The cells that a document begins with, where they hold lines of a title set with tabs, not the values of a table."""
    cells = list(takewhile(lambda passage: passage.kind is Kind.CELL, passages))
    texts = [cell.content.text for cell in cells]
    titled = all(any(part.isalpha() and len(part) > 1 for part in text.split()) for text in texts)
    return cells if titled and len(cells) < len(passages) and max(map(len, texts), default=0) >= _LEAST_TITLE else []


def _lasting(period: Period | None) -> Period | None:
    """A period that is longer than a day: what a heading names may be what its numbers are of."""
    return period if period and period.first_day != period.last_day else None


def _is_dateline(text: str) -> bool:
    """Whether a line only says where and when a document appeared: "Budapest, 21 May 2024"."""
    dated = _periods_of(text[:300]) if len(text) <= _LONGEST_DATELINE else []
    return bool(dated) and not any(_lasting(period) for period in dated)


def _is_line(passage: Passage) -> bool:
    """Whether a passage is a line of a title page, not a sentence."""
    text = passage.content.text.strip()
    return passage.kind is Kind.PARAGRAPH and len(text) <= _LONGEST_LINE and not text.endswith((".", ":"))


def _is_subtitle(reading: Reading, passages: list[Passage]) -> bool:
    """Whether a heading has no text or headings of its own below it, and no number before it."""
    heading, *follows = passages
    if not follows or heading.content.text.strip()[:1].isdigit():
        return False
    if follows[0].kind is not Kind.HEADING:
        return _is_line(follows[0])
    level, below = (reading.blocks[passage.blocks[0]].level for passage in (heading, follows[0]))
    return below <= level


def _places(cited: list[Figure], reading: Reading, passage: int) -> list[tuple[int, Figure]]:
    """Where the passage cites its figures: `(offset, figure)`, in order."""
    content = reading.passages[passage].content
    spans = {content.origin(at) for at in (0, len(content.text) - 1)}
    low, high = min(spans), max(spans)
    places: list[tuple[int, Figure]] = []
    for figure in {id(figure): figure for figure in cited}.values():
        at = [start for start, _ in figure.citations] + [span[0] for _, span in figure.damaged]
        inside = [start for start in at if low <= start <= high]
        places += [(start, figure) for start in inside]
    return sorted(places, key=lambda place: place[0]) or [(low, cited[0])]


def _goals(scan: Scan, quantities: list[Quantity]) -> None:
    """Mark what is aimed at: numbers behind "goal" or "target" in their sentence."""
    words = scan.tokens.low
    if _AIMING.isdisjoint(scan.tokens.words):
        return
    plans = {index for index, word in enumerate(words) if word in _PLANS and scan.tokens.word(index + 1) == "to"}
    goals = sorted(plans | {index for index, word in enumerate(words) if word in _GOAL_WORDS})
    for quantity in quantities:
        before = bisect_left(goals, quantity.begin)
        missed = quantity.preposition == "by" and not _GAPS.isdisjoint(words[: quantity.begin])
        if not before or quantity.preposition == "from" or missed:
            continue  # "fell short of its target of 24 by 5"
        if quantity.measure != "level" and not (quantity.measure == "change" and goals[before - 1] in plans):
            continue
        if _REACHED.isdisjoint(words[goals[before - 1] : quantity.begin][:_FAR_GOAL]):
            quantity.measure = "goal"


def _is_storable(scan: Scan, quantity: Quantity) -> bool:
    """Whether a value fits the tables' decimals, also when a table scales it; if not, its numeral stays unknown."""
    ends = (quantity.value,) if quantity.upper is None else (quantity.value, quantity.upper)
    fits = all(abs(end.numerator) < _LARGEST * end.denominator for end in ends)
    if not fits:
        scan.unread |= {amount.first for amount in (quantity.amount, quantity.upper_amount) if amount}
    return fits


def _says_more(scan: Scan) -> bool:
    """Whether a cell holds anything beside numbers and signs that could fill a slot."""
    return bool(WORD in scan.tokens.kinds or scan.periods or scan.brackets)


def _complete(slots: Slots, context: CellContext, *, counted: bool) -> None:
    """Fill the slots that the cell itself leaves open with what its table says; `counted` if its number counts things."""
    if slots.period is None:
        slots.period, slots.period_from = context.period, context.period_from
    if slots.area is None:
        slots.area, slots.area_from = context.area, context.area_from
    if slots.population is None:
        slots.population, slots.population_from = context.population, context.population_from
    if slots.population is None and context.group and not counted:
        slots.population, slots.population_from = context.group, context.group_from


def _interval(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    if quantity.upper is not None:
        return min(quantity.value, quantity.upper), max(quantity.value, quantity.upper)
    counted = quantity.kind in ("count", "money", "duration", "physical")
    low, high = unit_bounds(quantity.unit, quantity.value, change=quantity.measure == "change", counted=counted)
    interval = stated_interval(quantity.value, quantity.step, quantity.significant, quantity.qualifier, high, low)
    return interval.lower, interval.upper
