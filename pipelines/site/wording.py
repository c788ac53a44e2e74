"""Numbers, intervals and codes in the words of the pages.

Belongs here: what stands for a value or a code before a reader. Does not belong here: what a page consists of.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache

import pycountry

from pipelines.numerals.nouns import singular
from pipelines.rules import table

_UNITS = {"percent": "%", "fold": "times", "ratio": "ratio"}
_UNCOUNTED = ("index",)
_PLURALS = {row["singular"]: row["plural"] for row in reversed(table("irregular_nouns"))}
_HEDGES = {
    "exact": "as printed",
    "approximately": "about",
    "more_than": "more than",
    "at_least": "at least",
    "less_than": "less than",
    "at_most": "at most",
    "nearly": "nearly",
    "slightly_above": "slightly above",
    "between": "between two numbers",
}
VERDICTS = {
    "consistent": "Holds",
    "inconsistent": "Does not hold",
    "undecidable": "Cannot be said",
    "unchecked": "Not checked",
}
VERDICT_MEANINGS = {
    "consistent": "what the text says about it was recomputed and can be true",
    "inconsistent": "the text contradicts itself: its numbers cannot all be true",
    "undecidable": "the text says too little to decide",
    "unchecked": "the text states no relation with another number that could be recomputed",
}
ROLES = {
    "observation": "stated quantity",
    "period": "time",
    "reference": "reference",
    "enumerator": "list number",
    "dimension": "bracket",
    "name": "part of a name",
    "rank": "rank",
    "list_count": "count of a list",
    "markup": "markup",
    "axis": "rest of a chart",
    "unknown": "unknown",
}
SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Note"}
KINDS = {
    "change": "change",
    "fold": "multiple",
    "growth": "growth",
    "direction": "direction",
    "shares_sum": "shares of a whole",
    "total": "total",
    "within_groups": "overall and groups",
    "rank": "order",
    "bound": "bound for all",
    "repeat": "stated twice",
    "implied_base": "common base",
    "feasible_share": "share of a small count",
    "subset": "part and whole",
    "goal": "goal",
    "enumeration": "count and list",
    "reference": "reference",
    "system": "numbers together",
}


def number(value: Decimal | int | None) -> str:
    """A number in full, without zeros at its end, thousands parted by commas: 83,739,000,000."""
    if value is None:
        return ""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return text.replace("-", "−")


def unit(code: str | None, value: Decimal | int | None = None) -> str:
    """A unit as it stands behind a number: "%", "index points", "cards"."""
    if code is None:
        return ""
    return _UNITS.get(code) or (code.replace("_", " ") if value in (1, -1) else _plural(code.replace("_", " ")))


def quantity(value: Decimal | int | None, code: str | None) -> str:
    """A number with its unit."""
    if value is None:
        return ""
    if code == "percent":
        return f"{number(value)}%"
    return number(value) if code == "ratio" else f"{number(value)} {unit(code, value)}".rstrip()


@cache
def area(code: str) -> str:
    """The name of a country by its ISO 3166 code; any other area as it is."""
    country = pycountry.countries.get(alpha_2=code) if len(code) == 2 else None
    return str(getattr(country, "common_name", country.name)) if country else code


@cache
def _plural(noun: str) -> str:
    """The plural of what is counted; names of currencies and physical units as they are."""
    before, _, last = noun.rpartition(" ")
    if len(last) < 4 or not last.isalpha() or not last.islower() or last in _UNCOUNTED:
        return noun
    ending = "es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s"
    regular = last[:-1] + "ies" if last.endswith("y") and last[-2] not in "aeiou" else last + ending
    plural = _PLURALS.get(last, regular)
    return f"{before} {plural}".strip() if singular(plural) == last else noun


def interval(lower: Decimal | None, upper: Decimal | None, code: str | None = None) -> str:
    """An interval in words: "4.2 to 4.4"; open ends say so."""
    if lower is None and upper is None:
        return "any value"
    if lower is None:
        return f"{quantity(upper, code)} or less"
    if upper is None:
        return f"{quantity(lower, code)} or more"
    if lower == upper:
        return quantity(lower, code)
    return f"{number(lower)} to {quantity(upper, code)}"


def hedge(qualifier: str) -> str:
    """How the text hedges a number."""
    return _HEDGES.get(qualifier, qualifier.replace("_", " "))


def origin(whence: str | None) -> str:
    """Whence a slot comes, where the sentence does not state it itself: "from the heading"."""
    if whence is None or whence == "stated":
        return ""
    if whence == "curated":
        return "named by an editor"
    return f"from the {whence.removeprefix('inherited:').replace('_', ' ')}"


def share(part: int, whole: int) -> str:
    """A share in whole per cent; never 0 or 100 where it only nearly is."""
    if not whole:
        return "–"
    rounded = round(100 * part / whole)
    if rounded == 0 and part:
        return "<1%"
    if rounded == 100 and part < whole:
        return ">99%"
    return f"{rounded}%"


def size(octets: int) -> str:
    """The size of a file: "1.2 MB"."""
    for name, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if octets >= step:
            return f"{octets / step:.1f} {name}"
    return f"{octets} bytes"


def shown(text: str) -> str:
    """The text with its invisible control characters made visible: U+202E turns what follows around, for instance."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\t\u00ad\u200b":
        return character
    if character == "\r":
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d":
        return f"[U+{ord(character):04X}]"
    return character
