"""Marks of notes and powers of ten in the cells of tables: "Ferries 1)", "1,203 (2)", "310 3/", "10^6 tonnes".

Belongs here: numbers in cells that state and head nothing. Does not belong here: marks in running text (see `references`),
raised marks (see `reading.markup`).
"""

from __future__ import annotations

import re

from pipelines.numerals.scan import Scan

_MARK = re.compile(r"(?P<plain>(?<![\d.,(–-])\d{1,2})[)/]|\((?P<enclosed>\d{1,2})\)")
_BEHIND_MARK = re.compile(r"\s*(?:$|[,;:](?!\d)|\(|[a-z*†‡][)/]?$)")
_BEHIND_VALUE = re.compile(
    r"[-−–+]?\d[\d.,]*(?:[ \u00a0\u2009\u202f]\d{3}){0,4}\s?%?[a-z]{0,2}"
    r"(?:\s(?P<plain>\d{1,2})[)/]|\s?\((?P<enclosed>\d{1,2})\))\s*"
)
_COMPARED = re.compile(r"(?<![\d/])(?:(?:19|20)\d\d|\d\d)/(?:(?:19|20)\d\d|\d\d)(?![\d/])")  # "2021/20"
_SHORT_YEARS = 5  # characters of "23/22"
_QUARTER = re.compile(r"(?<![^\W_])(?:[QH][1-4]|[1-4][QH])\s?[/'’]?\s?\d\d(?!\d)")  # "Q1/24", "1Q24"
_SCALE_OF_SCORES = re.compile(r"\(\d{1,2}\s?(?:[-–]|to)\s?\d{1,3}\)")
_SCORED = re.compile(r"\b(?:scores?|scales?|ratings?|marks?|means?)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\s*(?:1[.,\s]?000\s*){1,3}(?:[^\W\d]{1,12}\.?)?\s*")
_LONGEST = 300  # characters
_POWER = re.compile(r"(?<![\d.,])10\^?(?:\d{1,2}|[³⁶⁹])(?!\d)")


def find_cell_marks(scan: Scan) -> None:
    """Mark the marks of notes as references, powers of ten in heads as markup, two years compared as periods."""
    text = scan.sentence.text
    if len(text) > _LONGEST:
        return
    if scan.place == "head" and "/" in text and (compared := _COMPARED.search(text)):
        later, earlier = (int(year[-2:]) for year in compared[0].split("/"))
        if len(compared[0]) > _SHORT_YEARS or (later - earlier) % 100 == 1:
            _mark(scan, "period", *compared.span())
    if scan.place == "head" and (quarter := _QUARTER.fullmatch(text.strip())):
        _mark(scan, "period", 0, len(quarter[0]) + 1)
    if scan.place == "stub" and scan.sentence.cell and scan.sentence.cell.column and _THOUSANDS.fullmatch(text):
        _mark(scan, "dimension", 0, len(text))  # what a row is in: "1,000", "1 000 t"
    if scan.place in ("head", "stub"):
        if "(" in text and (scale := _SCALE_OF_SCORES.search(text)) and _SCORED.search(text):
            _mark(scan, "dimension", *scale.span())
        if ")" in text or "/" in text:
            _in_title(scan, text)
        if "10" in text and ("^" in text or not text.isascii()) and (power := _POWER.search(text)):
            _mark(scan, "markup", *power.span())
        return
    match = _BEHIND_VALUE.fullmatch(text) if scan.place == "body" else None
    if match and (match["plain"] or int(match["enclosed"]) in scan.habits.notes):
        _mark(scan, "reference", *match.span("plain" if match["plain"] else "enclosed"))


def _in_title(scan: Scan, text: str) -> None:
    for match in _MARK.finditer(text):
        before = text[: match.start()]
        if not before.strip() or not _BEHIND_MARK.match(text, match.end()):
            continue
        if match["plain"]:
            if before.count("(") == before.count(")") and not before.endswith("/"):
                _mark(scan, "reference", *match.span("plain"))
        elif int(match["enclosed"]) in scan.habits.notes:
            _mark(scan, "reference", *match.span("enclosed"))
        elif scan.place == "head":
            _mark(scan, "enumerator", *match.span("enclosed"))  # the number of a column


def _mark(scan: Scan, role: str, start: int, end: int) -> None:
    for index in scan.tokens.numbers:
        if start <= scan.tokens.starts[index] < end:
            scan.mark(role, index)
