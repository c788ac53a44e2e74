"""Cells of tables: their unit, scale, period, area and population from head, stub, caption and notes.

Belongs here: what the rest of a table says about a value. Does not belong here: the layout of tables (see
`reading.tables`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from pipelines.numerals.areas import as_written, find_areas
from pipelines.numerals.brackets import is_bracket
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.period import Period
from pipelines.numerals.scan import Habits, Scan
from pipelines.numerals.units import Unit, unit_at
from pipelines.observations.cell_groups import GroupReader
from pipelines.observations.cell_periods import part_of_caption, with_years
from pipelines.observations.errors import measured_column
from pipelines.observations.exchange_rates import money_of_rates, names_money
from pipelines.observations.own_units import averaged_noun, is_average, names_base, own_unit, rated_noun
from pipelines.observations.populations import is_group
from pipelines.observations.quantities import Quantity
from pipelines.observations.resolving import sentence_periods
from pipelines.observations.text_units import named_unit, text_unit
from pipelines.observations.years_ended import in_year_ended
from pipelines.reading.layout import Kind, Position, Sentence
from pipelines.reading.lines import caption_parts
from pipelines.reading.tables import Grid
from pipelines.reading.text import MappedText
from pipelines.reading.tokens import tokenize
from pipelines.rules import words

_COMPARING = frozenset(("from", "on", "since", "over", "vs", "versus", "than", "against", "to"))
_RATES = re.compile(
    r"(?:change|growth|increase).{0,60}?(?:%|per ?cent)|(?:%|per ?cent)(?:age)? (?:change|growth|increase)"
)
_LEVELS_TOO = re.compile(
    r"\bind(?:ex|ices)(?: numbers?| levels?)?\s?(?:,|;|\band\b)"
)  # "Index numbers and per cent changes"
_PARTS = re.compile(r"[;()\[\]]")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W\d_]+")
_COUNT_HEADS = words("cells_count_heads")
_NOT_COUNTED = words("subjects_not_counted") | words("cells_not_counted")
_MEASURED = words("subjects_measured")
_PREPOSITIONS = words("subjects_prepositions") | {"against"}
_INDEX = words("inheritance_index")
_CHANGES = frozenset(("change", "changes", "difference", "growth", "increase", "decrease", "yoy", "mom", "qoq"))
_TO_LETTERS = re.compile(r"\b([ymq])/\1\b", re.IGNORECASE)  # "y/y %"
_SHARES = frozenset(("share", "shares", "weight", "weights", "proportion", "structure"))
_BASED = re.compile(r"=\s?100\b")
_DENOMINATED = frozenset(("loans", "bonds", "deposits", "debt", "credit", "securities", "swaps", "bills", "assets"))
_RATED = frozenset(("rate", "rates", "yield", "yields"))
_PEOPLE = frozenset(("employment", "unemployment", "population", "workforce", "employed", "unemployed"))
_OF_SEX = words("cell_groups_sexes") | {"adults", "people", "persons"}
_WORKFORCE = (["labour", "force"], ["labor", "force"])
_BEHIND_LEAD = re.compile(r"[(\[,]")
_GROUPS = words("cells_groups")
_DIVISIONS = words("cells_divisions")
_BASES = frozenset(("unweighted", "weighted", "sample", "respondent", "respondents", "total", "effective", "all"))
_PLACES = words("places_kinds") | {"area", "city", "town", "port", "country", "economy"}
_PARTS_OF_WHOLE = frozenset(
    ("whole", "total", "all", "other", "others", "overall", "average", "rest", "unknown", "elsewhere")
)
_DIGITS_BEHIND = re.compile(r"\d{1,2}$")
_STATUS = re.compile(r"\s*\((?:provisional|revised|preliminary|estimated?)\)\s*$", re.IGNORECASE)
_LONGEST_GROUP = 60  # characters of a stub that names one
_SHORT = 4  # words of a head
_KEPT = 2000  # heads, stubs and captions whose reading is kept: each stands for many cells
_BASE = re.compile(r"\bn\s?=\s?\d")  # "2020, N=5,011": of how many, not what is counted


@dataclass(slots=True)
class CellContext:
    """What a table says about one of its values; each slot with the place that it comes from.

    `group` is one of the groups that the heads of columns name, or the caption's: who is measured, unless they are counted.
    """

    unit: Unit | None = None
    unit_from: str = "inherited:table"
    scale: Unit | None = None
    noun: Unit | None = None
    noun_from: str = "inherited:table"
    period: Period | None = None
    period_from: str | None = None
    area: str | None = None
    area_from: str | None = None
    population: str | None = None
    population_from: str | None = None
    indicator: str | None = None
    group: str | None = None
    group_from: str | None = None


class CellReader:
    """Reads the contexts of cells; what heads, stubs and captions say is read once for each text."""

    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self._scans: dict[tuple[str, bool], Scan] = {}
        self._units: dict[str, tuple[Unit | None, Unit | None]] = {}
        self._rates: dict[str, Unit | None] = {}
        self._areas: dict[str, frozenset[str]] = {}
        self._periods: dict[tuple[str, bool], list[Period]] = {}
        self._groups = GroupReader(self._scan)
        self._own_units: dict[str, tuple[Unit, Unit | None] | None] = {}
        self._units_of_heads: dict[int, frozenset[str]] = {}
        self._shares: dict[int, bool] = {}

    def context(self, grid: Grid, cell: Position) -> CellContext:
        """What the table says about the value in `cell`."""
        heads = list(reversed(grid.heads.get(cell.column, ())))
        stub = grid.stubs.get(cell.row, "")
        group_above, own_stub = _group_and_stub(grid, cell.row)
        bracketed = is_bracket(own_stub)
        own = self._own_unit(grid, cell, heads) if not bracketed else None
        column = measured_column(grid, cell.column)
        of_measured = reversed(grid.heads.get(column, ())) if column != cell.column else ()
        places = [
            *(("column_head", text) for text in (*heads, *of_measured)),
            ("stub", stub),
            *(("caption", text) for text in grid.around),
        ]
        measured = [(place, group_above if place == "stub" and bracketed else text) for place, text in places]
        unit, unit_from, scale = own or self._unit(measured)
        if unit is None and grid.notes and self._is_share_by_note(grid, heads):
            unit, unit_from = Unit("percent", "share", Fraction(1), 0), "inherited:note"
        noun, noun_from = _counted_by(measured) if unit is None else (None, "")
        part = next((part for text in grid.around if (part := part_of_caption(text))), None)
        period, period_from = self._first_period(places, part)
        if period is not None and period_from != "inherited:caption":
            stubs = (text for column in grid.stub_columns for text in grid.heads.get(column, ()))
            period = in_year_ended(period, (*heads, stub, *stubs, *grid.around))
        if period is None and heads and (period := self._beside(grid, cell, heads, part)):
            period_from = "inherited:column_head"
        area, area_from = self._first_area(places)
        if area_from in (None, "inherited:caption") and (place := _place_named(grid, cell.row)):
            area, area_from = place, "inherited:stub"
        population, population_from = self._groups.population(grid, cell)
        group, group_from = self._groups.for_measures(grid, cell) if population is None else (None, None)
        parts = [part for part in (stub, *reversed(heads)) if part]
        return CellContext(
            unit,
            unit_from,
            scale,
            noun,
            noun_from,
            period,
            period_from,
            area,
            area_from,
            population,
            population_from,
            ", ".join(parts) or None,
            group,
            group_from,
        )

    def _own_unit(self, grid: Grid, cell: Position, heads: list[str]) -> tuple[Unit, str, Unit | None] | None:
        """The unit that a row has of its own, where the heads of the columns give none or all of them the same."""
        group, stub = _group_and_stub(grid, cell.row)
        if names_base(stub) or (names_base(group) and not self._read(stub)[0]):
            groups = (head.lower() for head in heads if is_group(head.lower()) and head.lower() not in _OF_SEX)
            asked = next((singular(group) for group in groups), "respondent")  # "Employers", but not "Women"
            return Unit(asked, "count", Fraction(1), 0), "inherited:stub", None
        own = self._named_by(stub)
        if (own is None or own[0].kind == "none") and len(grid.stub_columns) > 1:
            own = self._named_by(grid.stubs.get(cell.row, "")) or own  # "Dwellings | number"
        around = [self._read(text) for text in (*heads, *grid.around)]
        named = {unit.kind for unit, _ in around if unit}
        if own is None and named == {"share"} and (averaged := averaged_noun(stub)):
            own = averaged, None
        if own is None and "money" in named and (scaled := self._read(stub)[1]) and (measured := _measured_in(stub)):
            own = measured, scaled  # "Customers ('000)" in a table in £ million
        headed = next((unit for text in heads if (unit := self._read(text)[0])), None)
        if headed and headed.kind == "share" and is_average(stub) and self._all_are_shares(grid):
            return averaged_noun(stub) or Unit("", "none", Fraction(1), 0), "inherited:stub", None
        if (
            own is None
            or any(map(_counts, heads))
            or (
                headed and headed.kind in ("share", "point") and not (own[0].kind == "point" and headed.kind == "share")
            )
            or len(self._head_units(grid)) > 1
        ):
            return None
        unit, scale = own
        if scale is None and unit.kind in ("physical", "duration", "count", "none"):
            scale = next((found[1] for found in around if found[1] and found[0] is None), None)
        return unit, "inherited:stub", scale

    def _is_share_by_note(self, grid: Grid, heads: list[str]) -> bool:
        """Whether a column of rates or shares has its unit in a note: "Rate*", "* As a percentage of all persons"."""
        rated = not (_RATED | _SHARES).isdisjoint(_WORD.findall(" ".join(heads).lower()))
        return rated and any(unit.kind == "share" for note in grid.notes if (unit := self._read(note)[0]))

    def _named_by(self, stub: str) -> tuple[Unit, Unit | None] | None:
        if stub not in self._own_units:
            self._own_units[stub] = own_unit(stub, *self._read(stub))
        return self._own_units[stub]

    def _all_are_shares(self, grid: Grid) -> bool:
        """Whether the heads of all columns say "%", so that a row of averages is none of them."""
        if id(grid) not in self._shares:
            columns = {column for _, column in grid.cells} - grid.stub_columns
            heads = (grid.heads.get(column, ()) for column in columns)
            units = ([unit.kind for text in texts if (unit := self._read(text)[0])] for texts in heads)
            self._shares[id(grid)] = len(columns) > 1 and all("share" in kinds for kinds in units)
        return self._shares[id(grid)]

    def _head_units(self, grid: Grid) -> frozenset[str]:
        """The units that the heads of columns name, but for shares and points, which are beside anything."""
        if id(grid) not in self._units_of_heads:
            found = (self._read(text)[0] for texts in grid.heads.values() for text in texts)
            self._units_of_heads[id(grid)] = frozenset(
                unit.name for unit in found if unit and unit.kind not in ("share", "point")
            )
        return self._units_of_heads[id(grid)]

    def _unit(self, places: list[tuple[str, str]]) -> tuple[Unit | None, str, Unit | None]:
        """Unit, where it comes from, and scale: what stands nearest wins, words without brackets come last."""
        unit: Unit | None = None
        scale: Unit | None = None
        origin = "inherited:table"
        if noun := next((text for place, text in places if place != "caption" and _counts(text)), None):
            return _counted(noun, places), "inherited:column_head", self._read(noun)[1]
        for place, text in places:
            if unit is None and place != "caption" and (rated := rated_noun(text)):
                return rated, f"inherited:{place}", None
            if unit is None and place == "caption" and (index := self._index(places)):
                return index
            found, found_scale = self._read(_part_about(text, places[0][1]) if place == "caption" else text)
            if found and scale is not None and unit is None and place == "caption" and found.kind in ("share", "point"):
                continue  # "Employed, thousands" in a table of per cents
            if found and found.kind == "money" and place != "caption" and self._is_about_money(text, places):
                continue
            if found and unit is None:
                unit, origin = found, f"inherited:{place}"
                scale = found_scale or scale
            elif found_scale and scale is None and (unit is None or unit.kind in ("money", "duration", "physical")):
                scale = found_scale
        if unit is not None and unit.kind in ("share", "point", "index"):
            scale = None
        if unit is None and scale is not None:
            named = ((_measured_in(text), place) for place, text in places if place != "caption")
            unit, place = next(((found, place) for found, place in named if found), (None, "table"))
            origin = f"inherited:{place}"
        if (
            unit is None
            and scale is not None
            and any(place != "caption" and _counts_people(text) for place, text in places)
        ):
            unit, origin = Unit("person", "count", Fraction(1), 0), "inherited:table"
        if unit is None and scale is not None:
            unit, origin = _counted_in_caption(places), "inherited:caption"
        if unit is None and scale is None:
            rates = (found for place, text in places if place == "caption" and (found := rated_noun(text)))
            unit, origin = next(rates, None), "inherited:caption"
        if unit is None and scale is None:
            named = (
                (found, f"inherited:{place}")
                for place, text in places
                if (found := named_unit(text) or (averaged_noun(text.rpartition(", ")[2]) if place == "stub" else None))
            )
            unit, origin = next(named, (None, origin))
        return unit, origin, scale

    def _is_about_money(self, text: str, places: list[tuple[str, str]]) -> bool:
        """Whether a head or stub names a money that its values are not in: that of loans, or one that has a rate."""
        if any(place == "stub" and stub == text for place, stub in places) and _is_denominated(text, places):
            return True
        return names_money(text) and any(self._money_of_rates(other) for _, other in places if other != text)

    def _money_of_rates(self, text: str) -> Unit | None:
        if text not in self._rates:
            self._rates[text] = money_of_rates(text, self._habits.money)
        return self._rates[text]

    @staticmethod
    def _index(places: list[tuple[str, str]]) -> tuple[Unit, str, None] | None:
        """The unit of a column or row that is called an index ("Index, 2015 = 100"), whatever the caption says."""
        based = any(place != "caption" and _BASED.search(text) for place, text in places)  # "Wage index, 2015 = 100"
        rated = (text for place, text in places if place != "caption" or not _LEVELS_TOO.search(text.lower()))
        if not based and any(map(_names_rate, rated)):
            return None  # "Change in the wage index, per cent"
        for place, text in places:
            if place != "caption" and (_names_index(text) or _BASED.search(text)):
                return Unit("index", "index", Fraction(1), 0), f"inherited:{place}", None
        return None

    def _read(self, text: str) -> tuple[Unit | None, Unit | None]:
        if text not in self._units:
            self._units[text] = text_unit(text, self._habits.money)
        return self._units[text]

    def _scan(self, text: str, *, headed: bool = False) -> Scan:
        from pipelines.numerals.roles import scan_sentence

        if (text, headed) not in self._scans:
            sentence = Sentence(0, 1, Kind.HEADING, MappedText(text, (0,), (0,)), ())
            place = "head" if headed else None
            self._scans[text, headed] = scan_sentence(sentence, self._habits, aged=True, place=place)
        return self._scans[text, headed]

    def _first_period(
        self, places: list[tuple[str, str]], part_of_year: str | None
    ) -> tuple[Period | None, str | None]:
        for place, text in with_years(places, part_of_year):
            dated = self._dated(text, headed=place == "column_head")
            if len({period.code for period in dated}) == 1:
                return dated[0], f"inherited:{place}"
            if dated and place == "caption":
                return None, None
        return None, None

    def _beside(self, grid: Grid, cell: Position, heads: list[str], part_of_year: str | None) -> Period | None:
        """The period of a column that has none of its own, of those to its left that have one.

        A change leads to the latest of two or more of them, a share is one of the column beside.
        """
        words = _bare_words(_TO_LETTERS.sub(r"\1o\1", " ".join(heads)))
        if _CHANGES.isdisjoint(words) and _SHARES.isdisjoint(words):
            return None
        stub = ("stub", grid.stubs.get(cell.row, ""))
        columns = ([("column_head", head) for head in reversed(grid.heads.get(at, ()))] for at in range(cell.column))
        found = (self._first_period([*column, stub], part_of_year)[0] for column in columns if column)
        dated = [period for period in found if period]
        if len({one.code for one in dated}) < 2:
            return None
        return dated[-1] if _CHANGES.isdisjoint(words) else max(dated, key=lambda one: one.last_day or date.min)

    def _dated(self, text: str, *, headed: bool = False) -> list[Period]:
        """The periods that a short text names and does not compare with; `headed` if it is the head of a column."""
        if (text, headed) not in self._periods:
            read = len(text) <= 200 and any(character.isdigit() for character in text)
            scan = self._scan(text, headed=headed) if read else None
            self._periods[text, headed] = [
                one
                for one in (sentence_periods(scan, None)[0] if scan else ())
                if scan and one.first_day and scan.tokens.word(one.first - 1) not in _COMPARING
            ]
        return self._periods[text, headed]

    def _first_area(self, places: list[tuple[str, str]]) -> tuple[str | None, str | None]:
        for place, text in places:
            if text not in self._areas:
                written = as_written(text[:200]) if text.isupper() else text[:200]  # "THE AMERICAS"
                self._areas[text] = frozenset(code for code, _, _ in find_areas(tokenize(written)))
            if len(self._areas[text]) == 1:
                return next(iter(self._areas[text])), f"inherited:{place}"
        return None, None


def _group_and_stub(grid: Grid, row: int) -> tuple[str, str]:
    """The heading inside a table that a row stands under, and what its own stub says."""
    stub = grid.stubs.get(row, "")
    above = [at for at in grid.groups if at < row]
    group = grid.groups[max(above)] if above else ""
    if len(grid.stub_columns) > 1 and (last := grid.cells.get((row, max(grid.stub_columns)))):
        return group, last
    return group, stub.removeprefix(f"{group}, ") if group else stub


def _place_named(grid: Grid, row: int) -> str | None:
    """The place that a stub names: the head of its column says so ("Province", "Census metropolitan area").

    Where that head speaks of other things too, the heading that the row stands under does.
    """
    heads = grid.heads.get(max(grid.stub_columns, default=0), ())
    group, stub = _group_and_stub(grid, row)
    several = any("/" in text or " and " in text or " or " in text for text in heads)  # "Household type / district"
    words = {word for text in ((group,) if group and several else heads) for word in _bare_words(text)}
    named = stub[:1].isupper() and not any(map(str.isdigit, stub[:-1])) and len(stub) <= _LONGEST_GROUP
    found = named and not _PLACES.isdisjoint(words) and _PARTS_OF_WHOLE.isdisjoint(_bare_words(stub))
    return _DIGITS_BEHIND.sub("", _STATUS.sub("", stub)).strip(" *") if found else None


@lru_cache(maxsize=_KEPT)
def _bare_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _is_denominated(stub: str, places: list[tuple[str, str]]) -> bool:
    """Whether a stub says in which money something is held, in a table of per cents: "Corporate loans in EUR".

    So does the stub of a rate: "Lending rate, shillings".
    """
    words = stub.lower().replace(",", " ").split()
    held = any(word in _DENOMINATED and follow == "in" for word, follow in zip(words, words[1:], strict=False))
    held = held or (not _RATED.isdisjoint(words[:-1]) and "exchange" not in words)
    return held and any(
        (unit := text_unit(text)[0]) and unit.kind == "share" for place, text in places if place != "stub"
    )


@lru_cache(maxsize=_KEPT)
def _names_rate(text: str) -> bool:
    return _RATES.search(text.lower()) is not None


@lru_cache(maxsize=_KEPT)
def _names_index(text: str) -> bool:
    return len(text) <= 200 and not _INDEX.isdisjoint(_WORD.findall(text.lower()))


@lru_cache(maxsize=_KEPT)
def _part_about(caption: str, head: str) -> str:
    """The part of a caption that speaks of a column: of "thousands; value in $ million" the second for "Value, 2021"."""
    parts = _PARTS.split(caption)
    word = next(iter(_WORD.findall(head.lower())), None)
    return next((part for part in parts[1:] if word and word in _WORD.findall(part.lower())), caption)


def _counted_by(places: list[tuple[str, str]]) -> tuple[Unit | None, str]:
    """What bare whole numbers count: the noun that the column's head, the stub, or the caption is about."""
    for place, text in places:
        noun = _noun_of_caption(text) if place == "caption" else _head_noun(text)
        if noun:
            return Unit(noun, "count", Fraction(1), 0), f"inherited:{place}"
    return None, ""


@lru_cache(maxsize=_KEPT)
def _head_noun(text: str) -> str | None:
    """The noun of a short head or stub that names what is counted: "Ships", "Deaths per 100,000 population"."""
    words = _WORD.findall(_BRACKETED.sub(" ", text).lower().partition(":")[0])[:6]
    if text[:1].isdigit():
        return None  # "250+ staff"
    before = next((words[:at] for at, word in enumerate(words) if at and word in _PREPOSITIONS), words)
    noun = before[-1] if before else ""
    if noun in ("number", "numbers") or not _MEASURED.isdisjoint(words) or find_areas(tokenize(text)):
        return None
    if before[-2:-1] == ["all"] and noun in _DIVISIONS:
        return None  # "All severities" is what the others add up to
    return singular(noun) if _is_counted(noun) and noun not in _GROUPS else None


@lru_cache(maxsize=_KEPT)
def _noun_of_caption(text: str) -> str | None:
    """The noun of "Number of deaths by cause", "Families by type"."""
    parts = caption_parts(text)
    title = (parts[2] if parts else text).lower()
    words = _WORD.findall(title)[:10]
    lead = _WORD.findall(_BEHIND_LEAD.split(title, maxsplit=1)[0])[:10]
    lead = next((lead[:at] for at, word in enumerate(lead) if word == "by" or word in _PREPOSITIONS), lead)
    if lead and (lead[-1] in _PEOPLE or lead[-2:] in _WORKFORCE):
        return "person"  # "Resident population on 1 January by district"
    for at, word in enumerate(words):
        if at and word == "by":
            break  # "Firms having a website, by number of employees"
        if word == "number" and words[at + 1 : at + 2] == ["of"]:
            return next((singular(noun) for noun in words[at + 2 : at + 6] if _is_counted(noun)), None)
    if "by" not in words[1:5] or not _MEASURED.isdisjoint(words):
        return None
    noun = words[words.index("by", 1) - 1]
    return "person" if noun == "population" else singular(noun) if _is_counted(noun) else None


@lru_cache(maxsize=_KEPT)
def _group_of_caption(text: str) -> str | None:
    """Who were asked, where a caption begins with them: "Businesses having introduced telework"."""
    parts = caption_parts(text)
    words = _WORD.findall((parts[2] if parts else text).lower())[:2]
    return singular(words[0]) if words[1:] and is_group(words[0]) and words[1] not in _MEASURED else None


def _is_counted(noun: str) -> bool:
    return is_count_noun(noun) and noun not in _NOT_COUNTED


def _counted_in_caption(places: list[tuple[str, str]]) -> Unit | None:
    """What a table in thousands counts, by the first noun of its caption: "Families by family type"."""
    for place, text in places:
        parts = caption_parts(text) if place == "caption" else None
        if parts is None:
            continue
        noun = next((word for word in _WORD.findall(parts[2].lower())[:6] if _is_counted(word)), None)
        return Unit(singular(noun), "count", Fraction(1), 0) if noun else None
    return None


@lru_cache(maxsize=_KEPT)
def _measured_in(head: str) -> Unit | None:
    """What the numbers of a short head are in, where a scale is given: days in "Days lost (thousand)"."""
    tokens = tokenize(_BRACKETED.sub(" ", head))
    if len(tokens) > _SHORT:
        return None
    for at in range(len(tokens)):
        unit = unit_at(tokens, at) if len(tokens.low[at]) > 2 else None
        if unit and unit.kind in ("duration", "physical"):
            return unit
        if _is_counted(tokens.low[at]):
            return Unit(singular(tokens.low[at]), "count", Fraction(1), at)
    return None


@lru_cache(maxsize=_KEPT)
def _counts_people(text: str) -> bool:
    """Whether a head or stub is about numbers of people that it does not call so: "Employment, 000s", "Labour force"."""
    listed = _WORD.findall(_BEHIND_LEAD.split(text.lower(), maxsplit=1)[0])
    return bool(listed) and (listed[0] in _PEOPLE or listed[-1] in _PEOPLE or listed[-2:] in _WORKFORCE)


@lru_cache(maxsize=_KEPT)
def _counts(text: str) -> bool:
    """Whether a head or stub says that its numbers count ("n", "Number of respondents", "Base", "# of women")."""
    words = _WORD.findall(_BASE.sub(" ", text.lower()))
    if words[:1] == ["no"] and not text.startswith(("No.", "no.", "No of", "Nos")):
        return False  # an answer
    if not _MEASURED.isdisjoint(words[1:]):
        return False  # "Base rate"
    based = words[-1:] == ["base"] and (len(words) == 1 or words[-2] in _BASES)
    return bool(words) and (words[0] in _COUNT_HEADS or words[-1] == "n" or based) and "%" not in text


def _counted(text: str, places: list[tuple[str, str]]) -> Unit:
    """The noun that a head of counts names, or that the caption says is counted."""
    words = [word for word in _WORD.findall(text.lower()) if word not in ("numbers", "counts", "cases")]
    based = names_base(text)
    noun = None if based else next((singular(word) for word in words if is_count_noun(word)), None)
    captions = [text for place, text in places if place == "caption"]
    if noun is None and any(place != "caption" and _counts_people(head) for place, head in places):
        noun = "person"
    heads = (head for place, head in places if place == "column_head" and not based)
    noun = noun or next((found for head in heads if (found := _head_noun(head))), None)
    nouns = (found for caption in captions if (found := _noun_of_caption(caption)))
    noun = noun or next((found for found in nouns if not based or is_group(found)), None)  # "n" counts who was asked
    if noun is None and based:
        noun = next((found for caption in captions if (found := _group_of_caption(caption))), None)
    noun = noun or ("respondent" if based else None)
    return Unit(noun, "count", Fraction(1), 0) if noun else Unit("", "none", Fraction(1), 0)


def apply_context(quantity: Quantity, context: CellContext) -> None:
    """Give the number of a cell the unit and scale of its column, row or table."""
    if quantity.unit is None and context.unit and context.unit.kind != "none":
        quantity.unit, quantity.kind, quantity.unit_from = (
            context.unit.name,
            context.unit.kind,
            context.unit_from,
        )
        quantity.rescale(quantity.scale, context.unit.factor)
    if context.unit and context.unit.kind == "none":
        quantity.kind = quantity.kind or "none"
    if quantity.unit is None and quantity.kind is None and context.noun and _is_whole(quantity):
        quantity.unit, quantity.kind, quantity.unit_from = context.noun.name, "count", context.noun_from
    if context.scale and quantity.scale is None and quantity.kind not in ("share", "point"):
        quantity.rescale(context.scale.name, context.scale.factor)


def _is_whole(quantity: Quantity) -> bool:
    """Whether a number can count things: it is written without decimals."""
    return quantity.amount.step >= 1
