"""Numerals: every number of the text, in digits or words, and the role that it plays.

Belongs here: tokens become numerals with a role and a value. Does not belong here: what a number measures
(observations).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from pipelines.numerals.calendars import stated_start
from pipelines.numerals.dimensions import speaks_of_ages
from pipelines.numerals.home_currencies import home_currencies
from pipelines.numerals.ledger import Numeral, find_numerals
from pipelines.numerals.roles import NUMBERS_IN_WORDS, scan_sentence
from pipelines.numerals.scan import Habits, Scan
from pipelines.reading import Reading, Sentence
from pipelines.reading.tokens import OTHER_DIGITS, Tokens, bare_words
from pipelines.rules import words

__all__ = ["Habits", "Numeral", "Scan", "find_habits", "find_numerals", "scan_reading"]

_WRITTEN = re.compile(r"\d[\d.,]*(?: \d{3}(?!\d))*")
_COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DOT_DECIMALS = re.compile(r"\d+\.\d{1,2}")
_COMMA_DECIMALS = re.compile(r"\d+,\d{1,2}")
_MEASURED = re.compile(r"\d,\d{1,2}\s?(?:%|per cent\b|percent\b|million\b|billion\b|bn\b)")  # "7,9%" is no list
_BLANK_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_DIGIT = re.compile(rf"[\d{OTHER_DIGITS}¼½¾⅓⅔⅛⅜⅝⅞]")
_PLAIN_DIGIT = re.compile("[0-9]")
_OF_BRACKETS = re.compile(
    r"(?i:(?:\b\w{3,20} )?\b(?:figures?|numbers?|values?|data|percentages|errors?|estimates?|forecasts?|deviations?"
    r"|intervals?|statistics|cvs?|ses?|sds?|coefficients?|margins?)"
    r"[^.;:\n()]{0,50}? in (?:round )?(?:brackets|parenthes[ei]s))[^.\n]{0,80}"
    r"|^[ \t]*\( ?\)[ =:–—-]{1,3}[^\d\s.][^.\n]{0,80}",
    re.MULTILINE,
)
_LEGEND = re.compile(r"(?<![\w)])\((?:(?:\s{1,2}|\.{2,3}|…|#)\)\s?[:=–-]?|[xXnN]{1,2}\)\s?=)\s?([^.;\n()]{3,80})")
_NEGATIVE = words("habits_negative")
_NOTE = re.compile(r"(?:^\s*|\b[Nn]otes?:\s|;\s)\(?(\d{1,2})\)\s+[^\W\d]", re.MULTILINE)
_NOT_NEGATIVE = words("habits_not_negative")
_LEADING = re.compile(r"(\d{1,2})[.)]?\s+[A-Z]")


def find_habits(reading: Reading, fiscal_year_start: int) -> Habits:
    """How the document writes its numbers, by what it does most often."""
    text = "\n".join(passage.content.text for passage in reading.passages)
    written = Counter(number.rstrip(".,") for number in _WRITTEN.findall(text))
    habits = (_COMMA_THOUSANDS, _COMMA_DECIMALS, _DOT_DECIMALS, _BLANK_THOUSANDS)
    commas, comma_decimals, dot_decimals, blanks = (
        sum(times for number, times in written.items() if pattern.fullmatch(number)) for pattern in habits
    )
    leading = (
        match for passage in reading.passages if (match := _LEADING.match(passage.content.text)) and not passage.cell
    )
    return Habits(
        spaced=blanks >= 2 and blanks > commas,
        comma=comma_decimals > dot_decimals
        and (comma_decimals > 1 or (not commas and _MEASURED.search(text) is not None)),
        fiscal_year_start=fiscal_year_start if fiscal_year_start > 1 else stated_start(text) or 1,
        money=home_currencies(text, [passage.content.text for passage in reading.passages]),
        leading=frozenset(int(match[1]) for match in leading),
        brackets_are_minus=_are_minus(text),
        notes=_numbers_of_notes(reading),
    )


def _numbers_of_notes(reading: Reading) -> frozenset[int]:
    """The numbers in brackets that begin lines outside tables, where there are tables: those of notes below them."""
    if not reading.grids:
        return frozenset()
    texts = (passage.content.text for passage in reading.passages if not passage.cell)
    listed = (reading.raw[start:end] for start, end in reading.markers if reading.raw[end : end + 1] == ")")
    found = (match[1] for text in texts if ")" in text for match in _NOTE.finditer(text))
    return frozenset(map(int, (*listed, *found)))


def _are_minus(text: str) -> bool:
    """Whether no note gives numbers in brackets another meaning.

    "Figures in brackets are standard errors", "( ) base below 50", "(x) = fewer than 30 cases"; of a legend, which stands
    apart from a sentence, the few words decide that speak of small bases and of errors.
    """
    if any(not _NOT_NEGATIVE.isdisjoint(bare_words(legend[1])) for legend in _LEGEND.finditer(text)):
        return False
    lowered = text.lower()
    if not any(cue in lowered for cue in ("brackets", "parenthes", "( )", "()")):
        return True
    return all(not _NEGATIVE.isdisjoint(bare_words(note[0])) for note in _OF_BRACKETS.finditer(text))


def scan_reading(reading: Reading, habits: Habits) -> list[Scan]:
    """One scan for each sentence of a reading."""
    marks = sorted(mark.start for mark in reading.marks)
    scans = []
    passage, counts, aged = -1, False, False
    for sentence in reading.sentences:
        if sentence.passage != passage:
            passage = sentence.passage
            words = bare_words(reading.passages[passage].content.text)
            counts, aged = not NUMBERS_IN_WORDS.isdisjoint(words), speaks_of_ages(words)
        if not _has_digit(sentence.text) and not (counts and _has_number_in_words(sentence.text)):
            scans.append(Scan(sentence, Tokens(sentence.text, [], [], [], [], [], []), habits))
            continue
        cell = sentence.cell
        place = reading.grids[cell.table].place(cell) if cell else None
        literals = _within(sentence, reading.literals)
        scans.append(
            scan_sentence(sentence, habits, aged=aged, place=place, noted=_noted(sentence, marks), literals=literals)
        )
    return scans


def _has_digit(text: str) -> bool:
    return (_PLAIN_DIGIT if text.isascii() else _DIGIT).search(text) is not None


def _has_number_in_words(text: str) -> bool:
    return not NUMBERS_IN_WORDS.isdisjoint(bare_words(text))


def _within(sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the sorted `spans` that begin in the sentence."""
    if not spans or not sentence.text:
        return []
    start, end = sentence.span(0, len(sentence.text))
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def _noted(sentence: Sentence, marks: list[int]) -> bool:
    """Whether a footnote mark stands in the sentence."""
    if not marks or not sentence.text:
        return False
    start, end = sentence.span(0, len(sentence.text))
    return bisect_left(marks, start) < bisect_left(marks, end)
