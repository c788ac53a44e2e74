"""Reference areas: countries, their demonyms, and named groups.

Belongs here: recognising an area among tokens, by ISO 3166; a row of `rules/areas.csv` without a code is a name that holds
an area and is none ("World Bank"). Does not belong here: which number an area belongs to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache

import pycountry

from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrases, table

_LONGEST = 8  # words in the name of an area
_SHORTEST = 4  # letters in the name of a subdivision
_MONEY_SIGNS = frozenset("$£€¥¢")
_MONEY_NOUNS = frozenset(
    form
    for row in table("currencies")
    if row["place"] == "after" and row["words"] != "won"  # also a verb
    for form in (row["words"].split()[-1], row["words"].split()[-1].removesuffix("s"))
)


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
    """States, provinces and the like whose name is no word and no country, each name once; also without accents."""
    kinds = {(row["country"], row["type"]) for row in table("subdivision_countries")}
    known = known | {row["word"] for row in table("not_areas")}
    found: dict[str, dict[str, str]] = {}
    twice: set[str] = set()
    for part in pycountry.subdivisions:
        if (part.country_code, part.type) not in kinds:
            continue
        for name in {part.name, _plain(part.name)}:
            if not known.isdisjoint((name, _plain(name))) or len(name) < _SHORTEST:
                continue
            if name in found:
                twice.add(name)
            found[name] = {"words": name, "code": part.code}
    return [row for name, row in found.items() if name not in twice]


def _plain(name: str) -> str:
    """A name without its accents ("Rājasthān")."""
    if name.isascii():
        return name
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


@cache
def _first_words() -> frozenset[str]:
    return _phrases().first_words


def spellings(countries: Collection[str]) -> list[str]:
    """The names of some countries and of their parts without blanks: a text that has none of them so names none."""
    return ["".join(phrase.words) for phrase in _phrases().all if phrase.row["code"][:2] in countries]


def find_areas(tokens: Tokens) -> list[tuple[str, int, int]]:
    """The areas that a text names, in order: code, first and last token."""
    firsts = _first_words()
    texts = tokens.texts
    if "'s" in tokens.sentence or "’s" in tokens.sentence:
        texts = [text[:-2] if text.endswith(("'s", "’s")) else text for text in texts]
    found = []
    reached = -1
    for index in [index for index, text in enumerate(texts) if text in firsts]:
        hit = _named_at(tokens, index) if index > reached else None
        if hit is None:
            continue
        code, reached = hit
        if code and not _is_of_money(tokens, reached):
            found.append((code, index, reached))
    return found


def area_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Code and last token of the area that begins at `index`."""
    hit = _named_at(tokens, index) if tokens.text(index) else None
    return None if hit is None or not hit[0] or _is_of_money(tokens, hit[1]) else hit


def _named_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Code and last token of the longest name at `index`; no code where the name only holds an area."""
    window = tokens.texts[index : index + _LONGEST]
    if "'s" in tokens.sentence or "’s" in tokens.sentence:
        owner = next((at for at, text in enumerate(window) if text.endswith(("'s", "’s"))), None)
        window = window if owner is None else [*window[:owner], window[owner][:-2]]
    phrase = _phrases().at(window, 0)
    if phrase and any(tokens.is_number(at) and not tokens.glued(at) for at in range(index, index + len(phrase.words))):
        phrase = _phrases().at(window[:1], 0)  # "in the EU 27% ..."
    return (phrase.row["code"], index + len(phrase.words) - 1) if phrase else None


def _is_of_money(tokens: Tokens, last: int) -> bool:
    """Whether the word behind an area makes it a currency: "US$", "Swiss francs"; not "in Spain £6 million"."""
    signed = tokens.text(last + 1) in _MONEY_SIGNS
    return (signed and (tokens.glued(last + 1) or tokens.texts[last].isupper())) or tokens.word(
        last + 1
    ) in _MONEY_NOUNS


@cache
def _names_in_capitals() -> dict[str, str]:
    names = (word for word in _first_words() if len(word) >= _SHORTEST and word[0].isupper())
    return {name.upper(): name for name in names}


def as_written(title: str) -> str:
    """A heading whose areas are printed in capitals, with these as they are written elsewhere ("PHILIPPINES")."""
    return " ".join(_names_in_capitals().get(word.strip(".,:;()"), word) for word in title.split())
