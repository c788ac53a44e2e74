"""Cells of tables: their unit, scale, period, area and population from head, stub, caption and notes.

Belongs here: what the rest of a table says about a value. Does not belong here: the layout of tables (see
`reading.tables`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipelines.numerals.areas import area_at
from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.periods import Period
from pipelines.numerals.scan import Habits, Scan
from pipelines.numerals.units import Unit, currency_after, currency_before, is_money_sign, scale_at, unit_at
from pipelines.observations.populations import population_mentions
from pipelines.observations.quantities import Quantity
from pipelines.reading.layout import Kind, Position, Sentence
from pipelines.reading.lines import caption_parts
from pipelines.reading.tables import Grid
from pipelines.reading.text import MappedText
from pipelines.reading.tokens import Tokens, tokenize
from pipelines.rules import words

_PART_ALONE = re.compile(
    r"(Q[1-4]|H[12]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?\s?\(?[a-z*]?\)?"
)
_PART_AND_YEAR = re.compile(r"(?:Q[1-4]|H[12]|[A-Z][a-z]{2,8}) (?:19|20)\d\d$")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d\s?\(?[a-z*]?\)?:?")
_COMPARING = frozenset(("from", "on", "since", "over", "vs", "versus", "than", "against", "to"))
_COUNT_HEADS = words("cells_count_heads")
_THOUSANDS = re.compile(r"['’‘]000s?\b|\b000s\b")


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a table says about one of its values; each slot with the place that it comes from."""

    unit: Unit | None = None
    unit_from: str = "inherited:table"
    scale: Unit | None = None
    period: Period | None = None
    period_from: str | None = None
    area: str | None = None
    area_from: str | None = None
    population: str | None = None
    population_from: str | None = None
    indicator: str | None = None


class CellReader:
    """Reads the contexts of cells; what heads, stubs and captions say is read once for each text."""

    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self._scans: dict[str, Scan] = {}
        self._units: dict[str, tuple[Unit | None, Unit | None]] = {}
        self._areas: dict[str, frozenset[str]] = {}

    def context(self, grid: Grid, cell: Position) -> CellContext:
        """What the table says about the value in `cell`."""
        heads = list(reversed(grid.heads.get(cell.column, ())))
        stub = grid.stubs.get(cell.row, "")
        places = [
            *(("column_head", text) for text in heads),
            ("stub", stub),
            *(("caption", text) for text in grid.around),
        ]
        unit, unit_from, scale = self._unit(places)
        period, period_from = self._first_period(places)
        area, area_from = self._first_area(places)
        population, population_from = self._first_population(places[: len(heads) + 1])
        parts = [part for part in (stub, *reversed(heads)) if part]
        return CellContext(
            unit,
            unit_from,
            scale,
            period,
            period_from,
            area,
            area_from,
            population,
            population_from,
            ", ".join(parts) or None,
        )

    def _unit(self, places: list[tuple[str, str]]) -> tuple[Unit | None, str, Unit | None]:
        unit: Unit | None = None
        scale: Unit | None = None
        origin = "inherited:table"
        for place, text in places:
            if text not in self._units:
                self._units[text] = text_unit(text)
            found, found_scale = self._units[text]
            if unit is None and found is None and place == "column_head" and _counts(text):
                return _counted(text), "inherited:column_head", found_scale
            if found and scale is not None and unit is None and place == "caption" and found.kind in ("share", "point"):
                continue  # "Employed, thousands" in a table of per cents
            if found and unit is None:
                unit, origin = found, f"inherited:{place}"
                scale = found_scale or scale
            elif found_scale and scale is None and (unit is None or unit.kind in ("money", "duration", "physical")):
                scale = found_scale
        if unit is not None and unit.kind in ("share", "point", "index"):
            scale = None
        if unit is None and scale is not None:
            unit, origin = _counted_in_caption(places), "inherited:caption"
        return unit, origin, scale

    def _scan(self, text: str) -> Scan:
        from pipelines.numerals.roles import scan_sentence

        if text not in self._scans:
            sentence = Sentence(0, 1, Kind.HEADING, MappedText(text, (0,), (0,)), ())
            self._scans[text] = scan_sentence(sentence, self._habits, aged=True)
        return self._scans[text]

    def _first_period(self, places: list[tuple[str, str]]) -> tuple[Period | None, str | None]:
        for place, text in self._with_years(places):
            if len(text) > 200 or not any(character.isdigit() for character in text):
                continue
            scan = self._scan(text)
            dated = [one for one in scan.periods if one.first_day and scan.tokens.word(one.first - 1) not in _COMPARING]
            if len({period.code for period in dated}) == 1:
                return dated[0], f"inherited:{place}"
            if dated and place == "caption":
                return None, None
        return None, None

    def _with_years(self, places: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The places, a part of a year ("Q1r", "Mar") with the year that another head or the stub gives."""
        years = [text for place, text in places if place != "caption" and _YEAR_ALONE.fullmatch(text.strip())]
        found = []
        for place, text in places:
            part = _PART_ALONE.fullmatch(text.strip()) if place != "caption" else None
            found.append((place, f"{part[1]} {_digits(years[0])}" if part and len(years) == 1 else text))
        return sorted(found, key=lambda entry: not (entry[0] != "caption" and _PART_AND_YEAR.search(entry[1])))

    def _first_area(self, places: list[tuple[str, str]]) -> tuple[str | None, str | None]:
        for place, text in places:
            if text not in self._areas:
                tokens = tokenize(text[:200])
                self._areas[text] = frozenset(hit[0] for at in range(len(tokens)) if (hit := area_at(tokens, at)))
            if len(self._areas[text]) == 1:
                return next(iter(self._areas[text])), f"inherited:{place}"
        return None, None

    def _first_population(self, places: list[tuple[str, str]]) -> tuple[str | None, str | None]:
        for place, text in reversed(places):
            if not text or len(text) > 120:
                continue
            scan = self._scan(text)
            if scan.brackets or (place == "stub" and population_mentions(scan)):
                return text if place == "stub" else scan.brackets[0].words, f"inherited:{place}"
        return None, None


def _digits(text: str) -> str:
    """The year of a head that holds nothing else but a mark."""
    return text.strip()[:4]


def _counted_in_caption(places: list[tuple[str, str]]) -> Unit | None:
    """What a table in thousands counts, by the first noun of its caption: "Families by family type"."""
    for place, text in places:
        parts = caption_parts(text) if place == "caption" else None
        if parts is None:
            continue
        words = [word.lower() for word in re.findall(r"[^\W\d_]+", parts[2])][:6]
        noun = next(
            (word for word in words if is_count_noun(word) and word not in ("numbers", "estimates", "changes")),
            None,
        )
        return Unit(singular(noun), "count", Fraction(1), 0) if noun else None
    return None


def _counts(text: str) -> bool:
    """Whether a column's head says that the column counts ("n", "Number of respondents")."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    return bool(words) and (words[0] in _COUNT_HEADS or words[-1] in ("n", "base"))


def _counted(text: str) -> Unit | None:
    """The noun that the head of a column of counts names."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    noun = next((word for word in words if is_count_noun(word) and word not in ("numbers", "counts", "cases")), None)
    return (
        Unit(singular(noun), "count", Fraction(1), 0) if noun else Unit("", "none", Fraction(1), 0) if words else None
    )


def apply_context(quantity: Quantity, context: CellContext) -> None:
    """Give the number of a cell the unit and scale of its column, row or table."""
    if quantity.unit is None and context.unit and context.unit.kind != "none":
        quantity.unit, quantity.kind, quantity.unit_from = (
            context.unit.name,
            context.unit.kind,
            context.unit_from,
        )
    if context.unit and context.unit.kind == "none":
        quantity.kind = quantity.kind or "none"
    if context.scale and quantity.scale is None and quantity.kind not in ("share", "point"):
        quantity.rescale(context.scale.name, context.scale.factor)


def text_unit(text: str) -> tuple[Unit | None, Unit | None]:
    """Unit and scale that a head, stub or caption names: "£ billion", "Share (%)", "Thousands", "('000)"."""
    if not text or len(text) > 300:
        return None, None
    tokens = tokenize(text)
    unit: Unit | None = None
    scale: Unit | None = Unit("thousand", "scale", Fraction(1000), 0) if _THOUSANDS.search(text) else None
    for index in range(len(tokens)):
        if tokens.is_number(index) or (tokens.is_number(index - 1) and tokens.texts[index] not in "%(£$€"):
            continue
        if unit is None:
            unit = _unit_word(tokens, index)
        if scale is None and _free(tokens, index):
            scale = scale_at(tokens, index, money=unit is not None and unit.kind == "money")
            unit = unit or _scaled_noun(tokens, scale)
    if unit is None and tokens.low and tokens.low[-1].startswith("percentage"):
        unit = Unit("percent", "share", Fraction(1), 0)
    return unit, scale


def _free(tokens: Tokens, index: int) -> bool:
    """Whether a scale word stands for the column: alone, in brackets, or behind a currency, a dash or a comma."""
    before, after = tokens.text(index - 1), tokens.text(index + 1)
    return (
        index == 0
        or before in ("(", ",", "|", "in", ":", "–", "—", "-")
        or is_money_sign(before)
        or after in (")", "", "|", "of", ",")
    )


def _scaled_noun(tokens: Tokens, scale: Unit | None) -> Unit | None:
    """The noun in "thousands of short tons", "Nights spent, thousands"."""
    if scale is None or tokens.word(scale.end + 1) != "of":
        return None
    for at in range(scale.end + 2, min(scale.end + 6, len(tokens))):
        money = currency_after(tokens, at)
        if money:
            return money
        unit = unit_at(tokens, at)
        if unit and unit.kind in ("physical", "duration"):
            return unit
        if is_count_noun(tokens.low[at]):
            return Unit(singular(tokens.low[at]), "count", Fraction(1), at)
    return None


def _unit_word(tokens: Tokens, index: int) -> Unit | None:
    if is_money_sign(tokens.texts[index]):
        return currency_before(tokens, index + 1)
    money = currency_after(tokens, index)
    if money:
        return money
    unit = unit_at(tokens, index)
    if unit is None:
        return None
    if unit.kind == "share":
        return unit
    if unit.kind == "point" and unit.name != "points":
        return unit
    bracketed = tokens.word(index - 1) in ("(", "in", ",", ":") and tokens.word(unit.end + 1) in (
        ")",
        "",
        "|",
        ",",
    )
    return unit if bracketed or (tokens.low[index] == "hours" and index > 0) else None
