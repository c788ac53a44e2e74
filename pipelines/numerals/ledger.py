"""The ledger: every numeral of a transcription with its role, every digit in exactly one row.

Belongs here: putting together what the recognisers found, and what no sentence holds (footnote marks, list markers, page
furniture, markup). Does not belong here: recognising roles (see `roles`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.numerals.scan import Scan
from pipelines.reading import Kind, Reading
from pipelines.reading.tokens import OTHER_DIGITS, RAISED

# one set for the first digit lets the search skip what is none; then digits of the same sort
_DIGITS = re.compile(rf"[\d{OTHER_DIGITS}](?:(?<=\d)\d*(?:[.,]\d+)*|[{OTHER_DIGITS}]*)")


@dataclass(slots=True)
class Numeral:
    """A numeral: its span in the transcription, its role and where it stands.

    `sentence` is the index of its sentence, `token` its first token there.
    """

    start: int
    end: int
    role: str
    place: str
    sentence: int | None = None
    token: int | None = None


def find_numerals(reading: Reading, scans: list[Scan]) -> list[Numeral]:
    """All numerals of a transcription in their order; `scans` are those of `reading.sentences`, one each."""
    found: list[Numeral] = []
    for index, scan in enumerate(scans):
        found += _of_sentence(index, scan)
    places = [(mark.start, mark.end, "reference", "prose") for mark in reading.marks]
    places += [(start, end, "enumerator", "prose") for start, end in reading.markers]
    for start, end, role, place in places:
        found += [Numeral(m.start(), m.end(), role, place) for m in _DIGITS.finditer(reading.raw, start, end)]
    return _complete(reading.raw, found)


def _of_sentence(index: int, scan: Scan) -> list[Numeral]:
    tokens, sentence = scan.tokens, scan.sentence
    kind = sentence.kind
    place = str(kind)
    found: list[Numeral] = []
    taken: set[int] = set()
    for amount in scan.amounts:
        taken |= set(range(amount.first, amount.last + 1))
        role = (
            "unknown"
            if amount.first in scan.unread
            else "axis"
            if kind is Kind.AXIS
            else "markup"
            if kind is Kind.RUNNING_HEAD
            else "observation"
        )
        span = sentence.spot(tokens.starts[amount.first], tokens.ends[amount.last])
        found.append(Numeral(*span, role, place, index, amount.first))
    for count, role in scan.counts:
        taken |= set(range(count.first, count.last + 1))
        span = sentence.spot(tokens.starts[count.first], tokens.ends[count.last])
        found.append(Numeral(*span, role, place, index))
    raised = (
        [at for at, kind in enumerate(tokens.kinds) if kind == RAISED and not tokens.texts[at].isalpha()]
        if RAISED in tokens.kinds
        else []
    )
    for at in (*tokens.numbers, *raised):
        if at in taken:
            continue
        role = scan.roles.get(at, "unknown") if tokens.is_number(at) else "reference"
        found.append(Numeral(*sentence.spot(tokens.starts[at], tokens.ends[at]), role, place, index))
    return found


def _complete(raw: str, found: list[Numeral]) -> list[Numeral]:
    """Sort, drop what overlaps or holds no character of its own, and add the digits that only markup holds."""
    complete: list[Numeral] = []
    position = 0
    for numeral in sorted(found, key=lambda n: (n.start, -n.end)):
        if numeral.start < position or numeral.end <= numeral.start:
            continue
        if raw[numeral.start] == "&":
            continue  # a digit written as an entity: the transcription has none there
        complete += _markup(raw, position, numeral.start)
        complete.append(numeral)
        position = numeral.end
    return complete + _markup(raw, position, len(raw))


def _markup(raw: str, start: int, end: int) -> list[Numeral]:
    return [Numeral(m.start(), m.end(), "markup", "markup") for m in _DIGITS.finditer(raw, start, end)]
