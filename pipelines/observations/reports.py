"""The period that a report as a whole is of: what its title names, and what its lead says of it.

Belongs here: whether a lead and a title agree. A month or quarter in a title is what the report is of; a year may be only
that in which it appeared ("Road safety report 2021" is of 2020), unless the lead measures something in it. Does not belong
here: what a sentence or a nearer heading states (see `slots`), dates of publication (see `publications`).
"""

from __future__ import annotations

from pipelines.numerals.period import Period
from pipelines.numerals.spans import is_year_long


def of_title(titled: Period | None) -> Period | None:
    """The period that a title names, where it cannot be only the year of its publication."""
    return titled if titled and titled.first_day != titled.last_day and not is_year_long(titled) else None


def of_lead(titled: Period | None, lead: Period | None) -> Period | None:
    """The period that a lead goes on with, where it lies in the year that the title names."""
    if titled is None or lead is None or not (titled.first_day and lead.first_day and lead.last_day):
        return None
    within = lead.first_day.year == lead.last_day.year == titled.first_day.year
    return lead if within and lead.first_day != lead.last_day and not (titled.fiscal or lead.fiscal) else None
