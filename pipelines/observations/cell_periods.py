"""Years and parts of a year that heads, stubs and captions of a table leave to each other: "Q1" below "2023".

Belongs here: putting such texts together. Does not belong here: reading a period from a text (see `cells`), years that
end in a month named once (see `years_ended`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_PART_ALONE = re.compile(rf"(Q[1-4]|H[12]|{_MONTH}(?:\.?\s?(?:[-–/]|to)\s?{_MONTH})?)\.?\s?\(?[a-z*#†‡^]{{0,2}}\)?")
_PART_AND_YEAR = re.compile(rf"(?:Q[1-4]|H[12]|{_MONTH}\.?) (?:19|20)\d\d$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d\s?\(?[a-z*]?\)?:?")
_BREAKS = re.compile(r"[,;:()\[\]]")
_LONGEST_CAPTION = 200  # characters
_KEPT = 2000  # texts whose reading is kept: each stands for many cells

Place = tuple[str, str]


def with_years(places: Sequence[Place], part_of_year: str | None = None) -> list[Place]:
    """The places, a part of a year ("Q1r", "Mar") with the year that another head or the stub gives, those first.

    `part_of_year` is the part that the caption names for all years of the table.
    """
    parts = [None if place == "caption" else _part_alone(text) for place, text in places]
    if any(parts):
        years = [text for place, text in places if place != "caption" and _YEAR_ALONE.fullmatch(text.strip())]
        if not years:
            years = [year for place, text in places if place == "column_head" and (year := _year_within(text))]
        if not years:
            years = list({year for place, text in places if place == "caption" for year in _YEAR.findall(text)})
        if len(years) == 1:
            year = _digits(years[0])
            found = zip(parts, places, strict=True)
            places = [(place, f"{part} {year}" if part else text) for part, (place, text) in found]
    elif part_of_year:
        alone = [place != "caption" and _YEAR_ALONE.fullmatch(text.strip()) is not None for place, text in places]
        found_alone = zip(alone, places, strict=True)
        places = [(place, f"{part_of_year} {_digits(text)}" if own else text) for own, (place, text) in found_alone]
    return sorted(places, key=lambda entry: entry[0] == "caption" or not _is_part_and_year(entry[1]))


@lru_cache(maxsize=_KEPT)
def _part_alone(text: str) -> str | None:
    """The part of a year that is all that a head or stub names: "Q1" of "Q1r"."""
    part = _PART_ALONE.fullmatch(text.strip())
    return part[1].replace(".", "") if part else None


@lru_cache(maxsize=_KEPT)
def _year_within(head: str) -> str | None:
    """The only year that a head names beside other words: "Arrivals, 2022"."""
    found = _YEAR.findall(head)
    return found[0] if len(found) == 1 and head.rstrip().endswith(found[0]) and not _is_part_and_year(head) else None


@lru_cache(maxsize=_KEPT)
def _is_part_and_year(text: str) -> bool:
    """Whether a head or stub ends with a part of a year and its year."""
    return _PART_AND_YEAR.search(text) is not None


def _digits(text: str) -> str:
    """The year of a head that holds nothing else but a mark."""
    return text.strip()[:4]


@lru_cache(maxsize=_KEPT)
def part_of_caption(caption: str) -> str | None:
    """The part of a year that a caption names alone, between commas: "Flows by country, January–April, EUR million"."""
    if len(caption) > _LONGEST_CAPTION or _YEAR.search(caption):
        return None
    parts = [part for text in _BREAKS.split(caption)[1:] if (part := _part_alone(text))]
    return parts[0] if len(parts) == 1 else None
