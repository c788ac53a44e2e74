"""Which currency a document means by the signs and words that several countries share: "$", "Rs", "pounds", "K".

Belongs here: telling it from what the text itself names, once for a document. Does not belong here: finding a currency
beside a number (see `units`), and any guess from who published it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipelines.numerals.areas import find_areas, spellings
from pipelines.reading.tokens import bare_words, tokenize
from pipelines.rules import table

_ROWS = table("home_currencies")
_DOLLARS = frozenset(row["code"] for row in _ROWS if row["words"] == "$" and not row["where"])
_SIGNS = {
    row["words"].removesuffix("$").rstrip(): row["code"]
    for row in table("currencies")
    if row["words"].endswith("$") and row["words"][0].isalpha() and row["code"] in _DOLLARS
}
_NAMED_DOLLAR = re.compile(rf"(?<![A-Za-z])({'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))})\s?\$")
_BEFORE = sorted({row["words"] for row in _ROWS if row["place"] == "before"}, key=len, reverse=True)
_BEFORE_NUMBER = re.compile(
    rf"(?<![^\W_])({'|'.join(map(re.escape, _BEFORE))})(?=[ (]?\d|[ )'’](?:000|bn|[MmBb]illion|crore)\b)"
)
_AFTER = frozenset(row["words"] for row in _ROWS if row["place"] == "after")
_OPENING = 4  # passages that say whose document it is
_TITLE = 300  # characters of each
_MOST_NAMED = 3  # of four names of countries with such a currency, where the opening names none
_LEAST_NAMED = 3
_FEWEST_AMOUNTS = 2
_SOLE = {
    sign: codes.pop()
    for sign in {row["words"] for row in _ROWS if row["place"] == "before"}
    if len(codes := {row["code"] for row in _ROWS if row["words"] == sign}) == 1
}


def home_currencies(text: str, passages: Sequence[str]) -> Mapping[str, str]:
    """The ISO 4217 code of each shared sign or word that the document uses and that its text gives a meaning.

    A bare "$" is the only other dollar which the text names ("NZ$"), unless it names the US dollar. Else each is the
    currency of the country that the first of the opening passages to name one names, unless it names two; where none
    does, of the country that the text names most. A sign of one currency only ("N") needs no country where it stands
    before amounts of millions. Pesos are only meant by "$" where the text tells US dollars from them.
    """
    used = set(_BEFORE_NUMBER.findall(text)) | (_AFTER & frozenset(bare_words(text)))
    if not used:
        return {}
    dollars = {_SIGNS[match[1]] for match in _NAMED_DOLLAR.finditer(text)}
    opening = [{area[:2] for area in _areas(passage[:_TITLE])} for passage in passages[:_OPENING]]
    codes = {sign: _first_meant(sign, opening, beside="USD" in dollars) for sign in used}
    found = {sign: code for sign, code in codes.items() if code}
    if left := {sign for sign, code in codes.items() if code is None}:
        most = _most_named(passages, left)
        found |= {sign: code for sign in left if (code := _first_meant(sign, [most], beside="USD" in dollars))}
    found |= {sign: code for sign, code in _SOLE.items() if sign in used - found.keys() and _is_of_amounts(text, sign)}
    if "$" in used and len(dollars) == 1 and "USD" not in dollars:
        found["$"] = dollars.pop()
    return found


def _is_of_amounts(text: str, sign: str) -> bool:
    """Whether a sign stands before several amounts in words of size: "N2.2 trillion from N2.4 trillion"."""
    amounts = re.compile(rf"(?<![^\W_]){re.escape(sign)}\d[\d,.]{{0,16}}\s?(?:[mb]illion|trillion|bn|mn)\b")
    return len(amounts.findall(text)) >= _FEWEST_AMOUNTS


def _areas(text: str) -> list[str]:
    return [area for area, _, _ in find_areas(tokenize(text))]


def _first_meant(sign: str, passages: Sequence[set[str]], *, beside: bool) -> str | None:
    """The code of a sign in the first passage that names countries which write it; "" if they have several, None if none.

    Pesos are meant by "$" only `beside` US dollars.
    """
    rows = [row for row in _ROWS if row["words"] == sign and (beside or not row["where"])]
    for named in passages:
        codes = {row["code"] for row in rows if row["area"] in named}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return None


def _most_named(passages: Sequence[str], signs: set[str]) -> set[str]:
    """The country that is named most by far among those that write one of the signs."""
    writing = {row["area"] for row in _ROWS if row["words"] in signs}
    together = "".join("".join(passages).split())
    names = [name for name in spellings(writing) if name in together]  # told fast; most texts name few of them
    naming = (passage for passage in passages if any(name in "".join(passage.split()) for name in names))
    named = Counter(area[:2] for passage in naming for area in _areas(passage) if area[:2] in writing)
    area, times = named.most_common(1)[0] if named else ("", 0)
    return {area} if times >= _LEAST_NAMED and 4 * times >= _MOST_NAMED * named.total() else set()
