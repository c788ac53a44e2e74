"""Numerals: every number of the text, in digits or words, and the role that it plays.

Belongs here: tokens become numerals with a role and a value. Does not belong here: what a number measures
(observations).
"""

from __future__ import annotations

import re

from pipelines.numerals.dimensions import speaks_of_ages
from pipelines.numerals.ledger import Numeral, find_numerals
from pipelines.numerals.roles import scan_sentence
from pipelines.numerals.scan import Habits, Scan
from pipelines.reading import Reading

__all__ = ["Habits", "Numeral", "Scan", "find_habits", "find_numerals", "scan_reading"]

_WORD = re.compile(r"[a-z]+")
_COMMA_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DOT_DECIMALS = re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.,])")
_COMMA_DECIMALS = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,])")
_BLANK_THOUSANDS = re.compile(r"(?<![\d.,] )(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d,.]| \d)")


def find_habits(reading: Reading, fiscal_year_start: int) -> Habits:
    """How the document writes its numbers, by what it does most often."""
    text = "\n".join(passage.content.text for passage in reading.passages)
    commas = len(_COMMA_THOUSANDS.findall(text))
    comma_decimals = len(_COMMA_DECIMALS.findall(text))
    dot_decimals = len(_DOT_DECIMALS.findall(text))
    blanks = len(_BLANK_THOUSANDS.findall(text))
    return Habits(
        spaced=blanks >= 2 and blanks > commas,
        comma=comma_decimals >= 2 and comma_decimals > dot_decimals,
        fiscal_year_start=fiscal_year_start,
    )


def scan_reading(reading: Reading, habits: Habits) -> list[Scan]:
    """One scan for each sentence of a reading."""
    aged: dict[int, bool] = {}
    for index, passage in enumerate(reading.passages):
        aged[index] = speaks_of_ages(_WORD.findall(passage.content.text.lower()))
    return [scan_sentence(sentence, habits, aged=aged[sentence.passage]) for sentence in reading.sentences]
