"""The readers that are compared: Hakusho and two libraries, each as a function from text to rows.

Belongs here: calling each library, and bringing its output to the rows that the evaluation scores. Does not belong
here: what counts as right (tests/evaluation/scoring.py), counting and printing (peers.py).

A row has `start`, `end`, `exact`, `value`, `lower`, `upper`, `unit` like a row of `observations`. Where a library
leaves a choice, the one that scores better for it is taken: dates are taken out of what Recognizers-Text finds, a
range of quantulum3 ("11 ± 1" for "10 to 12") is given its two ends, and a number without unit is called a ratio.
"""

from __future__ import annotations

import csv
import importlib
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation, localcontext
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from tests.evaluation.scoring import Row, offset

Read = Callable[[str], list[Row]]
UNITS = Path(__file__).parent / "units.csv"
BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
NUMBER = re.compile(r"\d[\d.,]*")
MARGIN = re.compile(r"±|\+/?-|plus or minus")
DURATION = re.compile(r"PT?(\d+(?:\.\d+)?)([YMWDHS])")
DURATION_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second"}


@dataclass
class Reader:
    """A reader of numbers; `failures` counts the texts at which the library raised an error."""

    name: str
    version: str
    read: Read
    failures: int = 0


def load_readers() -> list[Reader]:
    """Hakusho and its peers, ready to read. Raises ImportError when a library is missing."""
    version = metadata.version
    peers = (
        Reader("quantulum3", version("quantulum3"), load_quantulum3()),
        Reader("Recognizers-Text", version("recognizers-text-suite"), load_recognizers_text()),
    )
    for peer in peers:
        peer.read = by_paragraph(peer, peer.read)
    return [Reader("Hakusho", "(this tree)", load_hakusho()), *peers]


def load_hakusho() -> Read:
    """Everything that `hakusho extract` does with a text, relations and findings included."""
    from pipelines.document import extract  # here, because peers.py is imported where the engine may not be

    def read(text: str) -> list[Row]:
        with localcontext(Context()):  # Recognizers-Text sets the precision of the whole process to 15 digits
            return list(extract(text, "benchmark").tables["observations"])

    return read


def load_quantulum3() -> Read:
    """quantulum3 without its optional classifier of ambiguous units."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says at length that there is no classifier
        parser: Any = importlib.import_module("quantulum3.parser")

    def read(text: str) -> list[Row]:
        return [row for quantity in parser.parse(text) for row in rows_of_quantity(text, quantity)]

    return read


def rows_of_quantity(text: str, quantity: Any) -> Iterator[Row]:
    """One row for a value or a range, two for a value with its margin."""
    span = quantity.span
    unit = unit_named("quantulum3", quantity.unit.name)
    if quantity.uncertainty is None:
        yield row(text, span, unit, decimal(quantity.value))
        return
    value, margin = decimal(quantity.value), decimal(quantity.uncertainty)
    if MARGIN.search(quantity.surface):
        numbers = [found.span() for found in NUMBER.finditer(text, *span)]
        yield row(text, span, unit, value)
        yield row(text, numbers[1] if len(numbers) > 1 else span, unit, margin)
    else:
        yield row(text, span, unit, None, value - margin, value + margin)


def load_recognizers_text() -> Read:
    """The English models for numbers, percentages and units; its dates only take numbers away."""
    numbers: Any = importlib.import_module("recognizers_number").NumberRecognizer("en-us")
    units: Any = importlib.import_module("recognizers_number_with_unit").NumberWithUnitRecognizer("en-us")
    dates: Any = importlib.import_module("recognizers_date_time").DateTimeRecognizer("en-us").get_datetime_model()
    models = (
        units.get_currency_model(),
        numbers.get_percentage_model(),
        units.get_temperature_model(),
        units.get_age_model(),
        units.get_dimension_model(),
        dates,
        numbers.get_number_model(),
    )

    def read(text: str) -> list[Row]:
        results = (result for model in models for result in model.parse(text) if has_value(result))
        found = [((result.start, result.end + 1), result) for result in results]
        found.sort(key=lambda each: each[0][0] - each[0][1])  # the longest first, then by the order of the models
        taken: list[tuple[int, int]] = []
        rows: list[Row] = []
        for span, result in found:
            if not any(start < span[1] and span[0] < end for start, end in taken):
                taken.append(span)
                rows.extend(rows_of_result(text, span, result))
        return sorted(rows, key=lambda each: offset(each, "start"))

    return read


def has_value(found: Any) -> bool:
    """Whether there is anything in a result: the currency model also gives bare names ("cent")."""
    return bool(found.resolution) and found.resolution.get("value", "dates have none") is not None


def rows_of_result(text: str, span: tuple[int, int], found: Any) -> Iterator[Row]:
    """One row for a quantity or a duration, none for any other date or time."""
    if found.type_name.startswith("datetime"):
        values = found.resolution.get("values") or [{}]
        duration = DURATION.fullmatch(values[0].get("timex", ""))
        if found.type_name.endswith(".duration") and duration:
            is_minute = duration[0].startswith("PT") and duration[2] == "M"
            yield row(text, span, "minute" if is_minute else DURATION_UNITS[duration[2]], Decimal(duration[1]))
        return
    number = str(found.resolution["value"])
    default = "%" if number.endswith("%") else "(none)"
    name = found.resolution.get("isoCurrency") or found.resolution.get("unit") or default
    yield row(text, span, unit_named("Recognizers-Text", name), decimal(number.removesuffix("%")))


def row(
    text: str,
    span: tuple[int, int],
    unit: str,
    value: Decimal | None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> Row:
    """A row that starts at the first digit of the span (at its first letter, if it is in words)."""
    start, end = span
    first = re.search(r"\d", text[start:end]) or re.search(r"[^\W_]", text[start:end])
    start += first.start() if first else 0
    return {
        "start": start,
        "end": end,
        "exact": text[start:end],
        "value": value,
        "lower": lower,
        "upper": upper,
        "unit": unit,
    }


def decimal(number: object) -> Decimal:
    """A number as the libraries give it; not a number where they give no number ("1/0")."""
    try:
        return Decimal(str(number))
    except InvalidOperation:
        return Decimal("NaN")


@cache
def unit_names() -> dict[tuple[str, str], str]:
    """Our name of each unit by library and its name there in lower case, from units.csv."""
    with UNITS.open(encoding="utf-8", newline="") as lines:
        return {(names["reader"], names["name"]): names["unit"] for names in csv.DictReader(lines)}


def unit_named(reader: str, name: str) -> str:
    """Our name of a library's unit; a currency code, and a name that the table lacks, as it is."""
    return unit_names().get((reader, name.casefold()), name)


def by_paragraph(reader: Reader, read: Read) -> Read:
    """Reads a text paragraph by paragraph, with offsets into the whole; a failing paragraph gives no row."""

    def read_all(text: str) -> list[Row]:
        rows: list[Row] = []
        for start, paragraph in paragraphs(text):
            try:
                found = read(paragraph)
            except Exception:  # whatever a library raises is its failure, and must not end the comparison
                reader.failures += 1
                continue
            rows.extend(moved(found, start))
        return rows

    return read_all


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The parts between blank lines with their offsets, line ends within them as spaces."""
    start = 0
    for gap in (*BLANK_LINES.finditer(text), None):
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            yield start, text[start:end].replace("\n", " ")
        start = gap.end() if gap else end


def moved(rows: Iterable[Row], distance: int) -> Iterator[Row]:
    """The rows with their offsets moved."""
    for each in rows:
        yield {**each, "start": offset(each, "start") + distance, "end": offset(each, "end") + distance}
