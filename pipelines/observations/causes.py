"""Dates of what only caused a number: "fell by 4%, on account of the strike of 4 October".

Belongs here: telling the date of such an event from those of what is measured. Does not belong here: dates of papers and
laws (see `publications`), passages that look back to what was measured before (see `looking_back`).
"""

from __future__ import annotations

from pipelines.numerals.period import Period
from pipelines.numerals.spans import is_month
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_CAUSES = (("on", "account", "of"), ("due", "to"), ("because", "of"), ("owing", "to"), ("thanks", "to"),
           ("as", "a", "result", "of"), ("in", "response", "to"), ("in", "the", "wake", "of"))  # fmt: skip
_LEADS = frozenset(cause[-2] for cause in _CAUSES)
_MEASURES = words("looking_back_moves")
_BOUNDS = frozenset((";", ":", ".", "(", ")", "while", "whereas", "but"))
_LONGEST = 12  # tokens from "on account of" to the date


def dates_cause(tokens: Tokens, period: Period) -> bool:
    """Whether a day or month is that of an event that a cause names, behind no number: "due to the ruling of 4 May"."""
    if (
        tokens.word(period.first - 1) != "of"
        or _LEADS.isdisjoint(tokens.words)
        or tokens.word(period.first - 2) in _MEASURES
    ):
        return False
    day = period.code.startswith("--") or (period.first_day is not None and period.first_day == period.last_day)
    month = (period.part is not None and period.part[0] == "month") or (
        period.first_day is not None and is_month(period)
    )
    if not (day or month):
        return False
    for at in range(period.first - 2, max(-1, period.first - _LONGEST), -1):
        if tokens.is_number(at) or tokens.low[at] in _BOUNDS:
            return False
        if any(tuple(tokens.low[at : at + len(cause)]) == cause for cause in _CAUSES):
            return True
    return False
