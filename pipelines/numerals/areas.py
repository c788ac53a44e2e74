"""Reference areas: countries, their demonyms, and named groups.

Belongs here: recognising an area among tokens, by ISO 3166. Does not belong here: which number an area belongs to.
"""

from __future__ import annotations

from functools import cache

import pycountry

from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrases, table

_LONGEST = 8  # words in the name of an area
_SHORTEST = 4  # letters in the name of a subdivision


@cache
def _phrases() -> Phrases:
    known = {row["words"] for row in table("areas")}
    countries = []
    for country in pycountry.countries:
        names = {country.name, getattr(country, "common_name", country.name), country.name.partition(",")[0]}
        countries += [{"words": name, "code": country.alpha_2} for name in names if name not in known]
    known |= {row["words"] for row in countries}
    return Phrases([*table("areas"), *countries, *_subdivisions(known)], case=True)


def _subdivisions(known: set[str]) -> list[dict[str, str]]:
    """States, provinces and the like whose name is no word and no country, each name once."""
    kinds = {(row["country"], row["type"]) for row in table("subdivision_countries")}
    known = known | {row["word"] for row in table("not_areas")}
    found: dict[str, dict[str, str]] = {}
    twice: set[str] = set()
    for part in pycountry.subdivisions:
        if (part.country_code, part.type) in kinds and part.name not in known and len(part.name) >= _SHORTEST:
            if part.name in found:
                twice.add(part.name)
            found[part.name] = {"words": part.name, "code": part.code}
    return [row for name, row in found.items() if name not in twice]


@cache
def _first_words() -> frozenset[str]:
    return _phrases().first_words


def area_starts(tokens: Tokens) -> list[int]:
    """The tokens with which an area may begin."""
    firsts = _first_words()
    texts = tokens.texts
    if "'s" in tokens.sentence or "’s" in tokens.sentence:
        texts = [text[:-2] if text.endswith(("'s", "’s")) else text for text in texts]
    return [index for index, text in enumerate(texts) if text in firsts]


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
