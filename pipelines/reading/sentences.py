"""Where sentences end.

Belongs here: splitting passages into sentences. Does not belong here: putting passages together (see `flow`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.reading.layout import Kind, Passage, Sentence
from pipelines.rules import words

_END = re.compile(
    r"[.!?][\"'”’)\]]{0,3}(?P<mark>(?<=[a-z)%\]][.!?])\d{1,2}|(?<=[.!?][\"'”’)])\d{1,2})?\s+(?=[\"'“‘(\[]{0,2}[A-Z0-9£$€¥])"
)
_ABBREVIATIONS = words("sentences_abbreviations")
_INITIALS = re.compile(r"(?:[a-z]\.){1,3}[a-z]")
_BEFORE_NUMBERS = words("sentences_before_numbers")
_STARTERS = words("sentences_starters")
_WORD = re.compile(r"\w{1,20}")
_SERIES = re.compile(r"[A-Z]{2,5} \d")  # "Cat. no. HSE 201"
_LONGEST = 4000  # characters
_LAST_WORD = re.compile(r"[\w.]{1,20}$")


def find_sentences(passages: list[Passage]) -> list[Sentence]:
    """The sentences of all passages, in order; captions, headings and cells are one sentence each."""
    found: list[Sentence] = []
    for index, passage in enumerate(passages):
        whole = passage.kind in (Kind.HEADING, Kind.CAPTION, Kind.CELL, Kind.RUNNING_HEAD, Kind.AXIS)
        text = passage.content.text
        spans = [(0, len(text))] if whole else _spans(text)
        for number, (start, end) in enumerate(part for span in spans for part in _pieces(text, *span)):
            content = passage.content.slice(start, end)
            found.append(Sentence(index, number, passage.kind, content, passage.section, passage.cell))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence longer than any writer's is a text without full stops: it is cut at blanks, so that time stays linear."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = blank + 1 if blank >= 0 else start + _LONGEST
        while blank < 0 and cut < end and text[cut].isdigit() and text[cut - 1].isdigit():
            cut += 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.start() <= 3 and text[: match.start()].isdecimal():
            continue  # "6. Mr Lund voted against."
        if match["mark"] and not _takes_mark(text, match.start()):
            continue
        if text[match.start()] == "." and _is_abbreviation(text, match.start(), match.end()):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _takes_mark(text: str, dot: int) -> bool:
    """Whether the mark of a note can be glued to the end of a sentence: "fell by 5%.12 Others", not "No.12 Others"."""
    word = _LAST_WORD.search(text, max(0, dot - 20), dot)
    last = word[0].lower() if word else ""
    return not last or (len(last) > 2 and last not in _ABBREVIATIONS and last not in _BEFORE_NUMBERS)


def _is_abbreviation(text: str, dot: int, following: int) -> bool:
    word = _LAST_WORD.search(text, max(0, dot - 20), dot)
    if word is None:
        return False
    last = word[0].lower()
    if last in ("u.s", "u.k"):
        word = _WORD.match(text, following)
        return word is not None and word[0].lower() not in _STARTERS
    if _INITIALS.fullmatch(last) and text[following : following + 1].isdigit():
        return True  # "20 C.F.R. 404"
    if last in ("etc", "co", "inc", "ltd", "corp", "al"):
        return not text[following : following + 1].isupper()
    if last in _BEFORE_NUMBERS:
        return text[following : following + 1].isdigit() or _SERIES.match(text, following) is not None
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and word[0].isupper())
