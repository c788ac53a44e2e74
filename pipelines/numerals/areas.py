"""Reference areas: countries, their demonyms, and named groups.

Belongs here: recognising an area among tokens, by ISO 3166. Does not belong here: which number an area belongs to.
"""

from __future__ import annotations

from functools import cache

import pycountry

from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrases, table

_LONGEST = 8  # words in the name of an area


@cache
def _phrases() -> Phrases:
    known = {row["words"] for row in table("areas")}
    countries = []
    for country in pycountry.countries:
        names = {country.name, getattr(country, "common_name", country.name), country.name.partition(",")[0]}
        countries += [{"words": name, "code": country.alpha_2} for name in names if name not in known]
    return Phrases([*table("areas"), *countries], case=True)


def area_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Code and last token of the area that begins at `index`."""
    word = tokens.text(index)
    if not word or not (word[0].isupper() or word in ("the", "euro", "worldwide", "globally")):
        return None
    window = tokens.texts[index : index + _LONGEST]
    for at, text in enumerate(window):
        if text.endswith(("'s", "’s")):
            window = [*window[:at], text[:-2]]
            break
    phrase = _phrases().at(window, 0)
    return (phrase.row["code"], index + len(phrase.words) - 1) if phrase else None
