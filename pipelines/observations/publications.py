"""Dates that say when something was written or appears: "published on 12 May", "the July forecast", "next update: ...".

Belongs here: telling such dates from those of what is measured. Does not belong here: the date of a document (see
`observing`), editions of a survey, whose numbers are of their date (see `dating`).
"""

from __future__ import annotations

from pipelines.numerals.period import Period
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_PAPERS = words("publications_papers")
_DOCUMENTS = words("publications_documents")
_VERBS = words("publications_verbs")
_PLAIN_VERBS = words("publications_plain_verbs")
_NEXT = words("publications_next")
_LAWS = words("publications_laws")
_STANDARDS = words("publications_standards")
_CUES = _PAPERS | _VERBS | _LAWS | _STANDARDS | {"next"}
_BETWEEN = frozenset(("on", "in", "by", "at", "for", "from", "of", "the", "end", "early", "late", ":", ","))
_OF = frozenset(("of", "from", "in", "dated"))
_OWNERS = frozenset(
    ("the", "its", "their", "our", "this", "that", "(", "’s", "'s", "a", "than", "s", "previous", "last")
)
_LONGEST_GAP = 4  # tokens from a verb to its date
_LONGEST_NAME = 2  # words from a date to "report"
_LONGEST_NAME_OF_OFFICE = 8  # tokens from "published" to "on", over who published
_LONGEST_SUBJECT = 12  # tokens from what is published to the verb
_OPENING_CELLS = frozenset((":", "="))  # "Act, 2001: 12 cases"
_DAY = len("2020-01-31")


def dates_publication(tokens: Tokens, period: Period) -> bool:
    """Whether a date says only when a paper was written, a law made, or when something appears."""
    if _CUES.isdisjoint(tokens.words) or period.relation is not None:
        return False
    return (
        _is_of_paper(tokens, period)
        or _is_behind_verb(tokens, period)
        or _is_of_next(tokens, period)
        or _is_of_law(tokens, period)
        or (tokens.word(period.first - 1) in _STANDARDS and tokens.text(period.first - 1).isupper())  # "ESA 2010"
    )


def _is_year(period: Period) -> bool:
    return period.part is None and len(period.code) in (len("2020"), len("FY2020"))


def _is_day(period: Period) -> bool:
    return len(period.code) == _DAY or period.code.startswith("--")


def _is_of_paper(tokens: Tokens, period: Period) -> bool:
    """ "The July forecast", "the March 2023 Inflation Report", "its forecast of July 2022"; not "the 2019 forecast"."""
    if _is_year(period):
        return False
    behind = range(period.last + 1, period.last + 2 + _LONGEST_NAME)
    paper = next((at for at in behind if tokens.word(at) in _PAPERS), None)
    named = paper is not None and all(tokens.text(at)[:1].isupper() for at in range(period.last + 1, paper))
    if named and tokens.word(period.first - 1) in _OWNERS:
        return True
    at = period.first - 1
    return tokens.word(at) in _OF and tokens.word(at - 1) in _PAPERS


def _is_behind_verb(tokens: Tokens, period: Period) -> bool:
    """ "Published on 12 May", "the data released in May 2021": behind a verb of publishing, of something that is written."""
    at = period.first - 1
    while at > period.first - 1 - _LONGEST_GAP and tokens.word(at) in _BETWEEN:
        at -= 1
    if tokens.word(at) not in _VERBS and _is_day(period) and tokens.word(period.first - 1) == "on":
        ahead = range(max(0, at - _LONGEST_NAME_OF_OFFICE), at)
        at = next((k for k in ahead if tokens.low[k] in _VERBS and tokens.word(k + 1) == "by"), at)
        if tokens.word(at) in _VERBS:
            return any(tokens.low[k] in _DOCUMENTS for k in range(max(0, at - _LONGEST_SUBJECT), at))
    if tokens.word(at) not in _VERBS or at == period.first - 1 - _LONGEST_GAP:
        return False
    opens = at == 0 or tokens.word(at - 1) in (",", "(", ".", ";", ":", "last", "first")
    if tokens.low[at] in _PLAIN_VERBS and _is_day(period) and opens:
        return True
    ahead = range(max(0, at - _LONGEST_SUBJECT), at)
    subject = next((k for k in reversed(ahead) if tokens.low[k] in _DOCUMENTS), None)
    counted = subject is not None and any(tokens.is_number(k) for k in (subject - 1, subject - 2))
    if subject is not None and not counted:
        return True
    return tokens.low[at] == "published" and _is_day(period) and not any(tokens.is_number(k) for k in ahead)


def _is_of_next(tokens: Tokens, period: Period) -> bool:
    """ "Next update: 14 June", "the next release, for April, will appear on 14 June"."""
    if "next" not in tokens.words:
        return False
    at = tokens.low.index("next")
    follow = range(at + 1, min(at + 4, len(tokens)))
    return period.first > at and any(tokens.low[k] in _NEXT for k in follow)


def _is_of_law(tokens: Tokens, period: Period) -> bool:
    """ "The Act of 12 June 1998", "the Regulations 2014", "the Local Government Act, 2001"."""
    at = period.first - 1
    law = at - (tokens.word(at) == ",")
    if _is_year(period) and tokens.word(law) in _LAWS and tokens.text(law)[:1].isupper():
        return tokens.word(period.last + 1) not in _OPENING_CELLS
    return _is_day(period) and tokens.word(at) in _OF and tokens.word(at - 1) in _LAWS
