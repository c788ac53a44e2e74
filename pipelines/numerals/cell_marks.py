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
_POWER = re.compile(r"(?<![\d.,])10\^?(?:\d{1,2}|[³⁶⁹])(?!\d)")


def find_cell_marks(scan: Scan) -> None:
    """Mark the marks of notes in a head, a stub or a value as references, powers of ten in heads as markup."""
    text = scan.sentence.text
    if scan.place in ("head", "stub"):
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
