"""Numbers of imprints and citations: postal codes beside telephone numbers, volumes and issues of journals.

Belongs here: numbers known by the line of contact or the citation that they stand in. Does not belong here: telephone
numbers and what a word such as "Figure" announces (see `references`).
"""

from __future__ import annotations

from pipelines.numerals.period import MONTHS, is_year
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import is_measured
from pipelines.rules import words

_CONTACT = words("references_contact")
_SHORTEST = 4  # digits
_LONGEST = 6
_LONGEST_VOLUME = 3


def find_postcode(scan: Scan, index: int) -> bool:
    """Mark a postal code where a line tells how to reach somebody: "PO Box 12, Ostby 9400", "CEP 70053-900"."""
    tokens = scan.tokens
    text, before, follow = tokens.texts[index], tokens.text(index - 1), tokens.text(index + 1)
    if not (text.isdecimal() and _SHORTEST <= len(text) <= _LONGEST) or scan.sentence.cell or before.lower() in MONTHS:
        return False
    reached = not _CONTACT.isdisjoint(tokens.words) or {"po", "box"} <= tokens.words
    if not reached or not (before[:1].isupper() or before == ",") or is_measured(tokens, index):
        return False
    joined = follow == "-" and tokens.glued(index + 1) and tokens.is_number(index + 2)
    dated = is_year(text) and not (before.isupper() and len(before) > 1)
    if dated or not (joined or follow in ("", ",", ".", ";", "|") or follow[:1].isupper()):
        return False
    scan.mark("reference", index, index + 2 if joined else index)
    return True


def find_volume(scan: Scan, index: int) -> bool:
    """Mark the volume and the issue of a journal: "Vital Health Stat 13(478)", "Econ. J. 12(3), 2019"."""
    tokens = scan.tokens
    issue = index + 2
    enclosed = tokens.word(index + 1) == "(" and tokens.word(issue + 1) == ")" and tokens.glued(index + 1)
    volume = tokens.texts[index].isdecimal() and len(tokens.texts[index]) <= _LONGEST_VOLUME
    titled = tokens.text(index - 1)[:1].isupper() or tokens.word(index - 1) in (".", ",")
    ends = tokens.word(issue + 2) in (",", ":", ";", ".", "")
    if not (enclosed and volume and tokens.text(issue).isdecimal() and titled and ends) or scan.sentence.cell:
        return False
    scan.mark("reference", index, issue)
    return True
