"""Sentences with the quantities that they state, and how a reader does on them.

Belongs here: the file format, and pairing quantities that have no positions. Does not belong here: documents
(tally.py), printing (peers.py).

Format: tab-separated with the header `text`, `value`, `unit`; one row per quantity, a sentence with several repeated in
consecutive rows, a sentence without any in one row without value. A value is in base units ("23 trillion" is
23000000000000), a range is `10..12`. Value and unit may hold alternatives separated by `|`; an empty unit is not
scored; the unit `-` says that there is none.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.evaluation.annotations import COLUMNS, Annotation
from tests.evaluation.scoring import NOTHING, Row, describe, same_unit, text_of, value_is_right

from .readers import Reader
from .tally import Tally

HEADER = ["text", "value", "unit"]
SENTENCES = Path(__file__).parent / "sentences.tsv"


class SentencesError(ValueError):
    """A file of sentences that cannot be read; the message says file, line and what is wrong."""


@dataclass(frozen=True)
class Sentence:
    """A text with its quantities, as annotations without a place."""

    text: str
    quantities: tuple[Annotation, ...]


def load_sentences(path: Path) -> list[Sentence]:
    """The sentences of a file. Raises SentencesError when a row is no text, value and unit."""
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)) or [[]]
    if header != HEADER:
        raise SentencesError(f"{path.name}, line 1: the columns are {header}, not {HEADER}")
    for number, fields in enumerate(rows, start=2):
        if len(fields) != len(HEADER) or not fields[0]:
            raise SentencesError(f"{path.name}, line {number}: not a text, a value and a unit: {fields}")
    return [
        Sentence(text, tuple(quantity(value, unit) for _, value, unit in group if value))
        for text, group in groupby(rows, key=lambda fields: fields[0])
    ]


def quantity(value: str, unit: str) -> Annotation:
    """A quantity in the form that the evaluation scores."""
    fields = dict.fromkeys(COLUMNS, "") | {"exact": value, "role": "observation", "unit": unit}
    lower, is_range, upper = value.partition("..")
    fields |= {"lower": lower, "upper": upper, "qualifier": "between"} if is_range else {"value": value}
    return Annotation(0, 0, fields)


def tally_sentences(reader: Reader, sentences: Sequence[Sentence]) -> Tally:
    """Reads each sentence by itself and counts; only reading is timed (processor time)."""
    tally = Tally()
    for sentence in sentences:
        started = time.process_time()
        rows = reader.read(sentence.text)
        tally.seconds += time.process_time() - started
        tally.characters += len(sentence.text)
        add_sentence(tally, sentence, rows)
    return tally


def add_sentence(tally: Tally, sentence: Sentence, rows: Sequence[Row]) -> None:
    """Pairs the quantities of a sentence with rows, by value and by value and unit."""
    by_value = pair(sentence.quantities, rows, has_value)
    by_both = pair(sentence.quantities, rows, lambda wanted, row: has_value(wanted, row) and has_unit(wanted, row))
    tally.annotated += len(sentence.quantities)
    tally.extracted += len(rows)
    tally.value += len(by_value)
    tally.both += len(by_both)
    for index, wanted in enumerate(sentence.quantities):
        tally.count_unit((wanted.accepts("unit") or ("",))[0], index in by_both)
    if not len(by_both) == len(sentence.quantities) == len(rows):
        expected = ", ".join(f"{wanted.exact} {wanted.fields['unit']}" for wanted in sentence.quantities)
        got = ", ".join(describe(row) for row in rows)
        tally.errors.append(f"{sentence.text}\n    expected {expected or 'nothing'}\n    got      {got or 'nothing'}")


def pair(
    quantities: Sequence[Annotation], rows: Sequence[Row], fits: Callable[[Annotation, Row], bool]
) -> dict[int, int]:
    """For each quantity that a row fits the first such row that is still free, both by index."""
    pairs: dict[int, int] = {}
    for index, wanted in enumerate(quantities):
        for at, row in enumerate(rows):
            if at not in pairs.values() and fits(wanted, row):
                pairs[index] = at
                break
    return pairs


def has_value(wanted: Annotation, row: Row) -> bool:
    """Whether the value, or both ends of a range, are right."""
    return bool(value_is_right(wanted, row))


def has_unit(wanted: Annotation, row: Row) -> bool:
    """Whether the unit is right, or need not be."""
    accepted, got = wanted.accepts("unit"), text_of(row, "unit")
    return not accepted or any(same_unit(unit, got) if unit != NOTHING else not got for unit in accepted)
