"""Numbers of laws and official papers with a slash or behind initials: "76/160/EEC", "No. 12/2009", "S.I. 2005/11", "GN 45".

Belongs here: numbers that name a document of a public body by their form. Does not belong here: numbers behind a word such
as "Act" or "Article" (see `references`), and pairs of years ("2005/06").
"""

from __future__ import annotations

from pipelines.numerals.period import is_year
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import is_measured
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_UNIONS = words("official_numbers_unions")
_INITIALS = words("official_numbers_initials")
_NUMBER_SIGNS = words("official_numbers_signs")
_DECIDED = frozenset(("resolved", "agreed", "resolution", "minute", "motion", "decision", "noted", "decided"))
_CHAIN_SIGNS = frozenset("/.-")
_LONGEST_CHAIN = 12  # tokens
_FEWEST_SLASHES = 2
_LONGEST = 5  # digits
_CODES = ("usc", "cfr")  # of laws and of regulations of the United States


def find_official_numbers(scan: Scan) -> None:
    """Mark the numbers of laws and official papers as references, those in paths of capitals as names."""
    tokens = scan.tokens
    slashed = "/" in tokens.words
    coded = any(code in tokens.words or tokens.words.issuperset(code) for code in _CODES)
    for index in tokens.numbers:
        if index in scan.roles:
            continue
        if (coded and (last := _codified(tokens, index))) or (slashed and (last := _slashed(tokens, index))):
            scan.mark("reference", index, last)
        elif slashed and (begin := _path_begin(tokens, index)) is not None:
            scan.mark("reference" if tokens.texts[begin].istitle() and len(tokens.texts[begin]) > 1 else "name", index)
        elif _behind_initials(tokens, index) and not is_measured(tokens, index):
            scan.mark("reference", index)
            if tokens.word(index + 1) == "/" and tokens.is_number(index + 2) and tokens.glued(index + 2):
                scan.mark("reference", index + 2)


def _codified(tokens: Tokens, index: int) -> int | None:
    """The last number of a section of a code of law that begins at `index`: "38 U.S.C. 5103A", "20 CFR § 404.1520"."""
    code = "".join(tokens.low[index + 1 : index + 7]).replace(".", "")
    name = next((name for name in _CODES if code.startswith(name)), None)
    at = index + 1
    while name and at < min(index + 9, len(tokens)) and not tokens.is_number(at):
        at += 1
    return at if name and tokens.is_number(at) else None


def _slashed(tokens: Tokens, index: int) -> int | None:
    """The last number of one that begins at `index` and has a slash, None if it is none of a document."""
    paired = tokens.word(index + 1) == "/" and tokens.is_number(index + 2)
    paired = paired and tokens.glued(index + 1) and tokens.glued(index + 2)
    if paired and tokens.word(index + 3) == "/" and tokens.glued(index + 3) and tokens.word(index + 4) in _UNIONS:
        return index + 2  # "76/160/EEC", "1082/2013/EU"
    if paired and _is_numbered(tokens, index) and not is_measured(tokens, index + 2):
        return index + 2  # "No. 12/2009"
    return None


def _is_numbered(tokens: Tokens, index: int) -> bool:
    """Whether "No." stands before a number and the year behind its slash: "No. 12/2009", "Nr. 163/1999", "No 5/23"."""
    at = index - 2 if tokens.word(index - 1) in (".", "º", "°") else index - 1
    if tokens.word(index - 1) == "(" and tokens.word(index + 3) == ")":
        return tokens.text(index - 2)[:1].isupper() and tokens.word(index - 2) in _DECIDED  # "RESOLVED (12/24): that"
    return tokens.word(at) in _NUMBER_SIGNS and len(tokens.texts[index]) <= _LONGEST


def _path_begin(tokens: Tokens, index: int) -> int | None:
    """Where letters in capitals and numbers with slashes begin that a number is part of: "E/CN.3/2017/2", "Notes/2019/64".

    Numbers behind names of months are none: "Oct/Nov/2023".
    """
    first = last = index
    while first > 0 and index - first < _LONGEST_CHAIN and tokens.glued(first) and _is_link(tokens, first - 1):
        first -= 1
    while last - index < _LONGEST_CHAIN and tokens.glued(last + 1) and _is_link(tokens, last + 1):
        last += 1
    named = first > 0 and tokens.glued(first) and tokens.texts[first - 1].istitle() and tokens.texts[first] == "/"
    if named and sum(tokens.is_number(at) for at in range(first, last + 1)) > 1:
        first -= 1
    slashes = tokens.texts[first : last + 1].count("/")
    return first if slashes >= _FEWEST_SLASHES and tokens.is_word(first) and not tokens.glued(last + 1) else None


def _is_link(tokens: Tokens, index: int) -> bool:
    text = tokens.text(index)
    return text in _CHAIN_SIGNS or text.isdecimal() or tokens.is_number(index) or (text.isalpha() and text.isupper())


def _behind_initials(tokens: Tokens, index: int) -> bool:
    """Whether the initials of a series of papers stand before a number: "S.I. 2005/11", "GN 45 of 2012", "Cm. 5421"."""
    at = index - 2 if tokens.word(index - 1) == "." else index - 1
    if tokens.text(at) in _INITIALS:
        follows = tokens.word(index + 1) == "/"
        return not is_year(tokens.texts[index]) or follows
    stops = tokens.texts[max(0, index - 4) : index]
    return len(stops) == 4 and stops[1] == stops[3] == "." and f"{stops[0]}{stops[2]}" in _INITIALS
