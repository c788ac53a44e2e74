"""Numbers that point elsewhere: figures, tables, sections, laws, notes, list items, telephone numbers.

Belongs here: recognising references and enumerators. Does not belong here: whether what they point to exists.
"""

from __future__ import annotations

import re

from pipelines.numerals.scan import Reference, Scan
from pipelines.numerals.units import scale_at, unit_at
from pipelines.reading.layout import Kind
from pipelines.rules import table

_WORDS = {row["word"]: (row["role"], row["sort"]) for row in table("reference_words")}
_FLOATS = {word: word.rstrip("s").replace("fig", "figure") if word.startswith("fig") and len(word) < 5 else word.rstrip("s")
           for word, (_, sort) in _WORDS.items() if sort == "float"}
_FLOATS["box"] = "box"
_LINKS = frozenset((",", "and", "or", "to", "–", "-", "&", "/", "through", "—"))
_CONTACT = frozenset(("tel", "telephone", "phone", "fax", "call", "isbn", "issn", "doi", "tcm", "mobile", "hotline"))
_PARENTHESES = {"(": ")", "[": "]"}
_CHAIN = re.compile(r"\d+(?:[-.‑]\d+){2,}")


def find_references(scan: Scan) -> None:
    """Mark references, enumerators and identifiers; figures and tables are kept in `scan.references`."""
    tokens = scan.tokens
    index = 0
    while index < len(tokens):
        if tokens.is_number(index) and index not in scan.roles:
            last = _reference(scan, index)
            if last is None:
                _bracketed(scan, index)
                _enumerator(scan, index)
                _identifier(scan, index)
            else:
                index = last
        index += 1


def _reference(scan: Scan, index: int) -> int | None:
    """Mark "Figure 3", "Tables 2A and 2B", "Act No.35"; returns the last token that belongs to it."""
    tokens = scan.tokens
    at = index - 1
    prefix = ""
    if tokens.is_word(at) and len(tokens.texts[at]) <= 2 and tokens.texts[at].isupper() and at > 0:
        prefix, at = tokens.texts[at], at - 1
        if tokens.text(index - 1) == "A" and not tokens.glued(index):
            prefix = ""
    while tokens.word(at) in (".", "(", "°", "#", "-") and at > 0 and at > index - 3:
        at -= 1
    entry = _WORDS.get(tokens.word(at))
    if entry is None or _measured(scan, index) or _is_plain_word(scan, at, entry[1]):
        return None
    label = _FLOATS.get(tokens.low[at])
    return _chain(scan, index, entry[0], label, prefix)


def _is_plain_word(scan: Scan, at: int, sort: str) -> bool:
    """Whether a word such as "number", "part" or "level" is used as a plain word here."""
    tokens = scan.tokens
    if sort == "number":
        return tokens.low[at] in ("number", "issue", "items", "item", "step") and not tokens.texts[at][0].isupper()
    if sort == "version":
        return not tokens.texts[at][0].isupper() and tokens.low[at] not in ("version", "release", "draft", "level", "type", "grade")
    return sort == "law" and not tokens.texts[at][0].isupper() and tokens.low[at] not in ("article", "articles", "clause")


def _measured(scan: Scan, index: int) -> bool:
    """Whether a unit or scale follows, so that the number counts something."""
    tokens = scan.tokens
    return unit_at(tokens, index + 1) is not None or scale_at(tokens, index + 1, money=False) is not None


def _chain(scan: Scan, index: int, role: str, label: str | None, prefix: str) -> int:
    """Mark a reference and those coordinated with it ("Figures 3, 4 and 6")."""
    tokens = scan.tokens
    last = _one(scan, index, role, label, prefix)
    while tokens.word(last + 1) in _LINKS:
        follow = last + 2
        while tokens.word(follow) in ("and", "or", "figure", "table", "figures", "tables", "chart", "paragraph"):
            follow += 1
        if not tokens.is_number(follow) and len(tokens.text(follow)) == 1 and tokens.text(follow).isupper():
            follow += 1
        if not tokens.is_number(follow) or _measured(scan, follow) or not _similar(tokens.texts[index], tokens.texts[follow]):
            break
        last = _one(scan, follow, role, label, prefix)
    return last


def _similar(one: str, other: str) -> bool:
    return len(other) <= len(one) + 1 and ("," not in other) and one.count("-") == other.count("-")


def _one(scan: Scan, index: int, role: str, label: str | None, prefix: str) -> int:
    tokens = scan.tokens
    scan.mark(role, index)
    suffix, last = "", index
    follow = tokens.text(index + 1)
    if tokens.glued(index + 1) and len(follow) == 1 and follow.isalpha():
        suffix, last = follow, index + 1
    if label:
        scan.references.append(Reference(label, f"{prefix}{tokens.texts[index]}{suffix}", index, last))
    return last


def _bracketed(scan: Scan, index: int) -> None:
    """Mark "[12]" and "[3, 4]" as references."""
    tokens = scan.tokens
    left, right = index - 1, index + 1
    while tokens.word(left) == "," or (tokens.is_number(left) and left > 0):
        left -= 1
    while tokens.word(right) == "," or tokens.is_number(right):
        right += 1
    if tokens.word(left) == "[" and tokens.word(right) == "]" and len(tokens.texts[index]) <= 3:
        scan.mark("reference", left + 1, right - 1)


def _enumerator(scan: Scan, index: int) -> None:
    """Mark "(1)" before an item, and the number that begins a heading, a note or a list item."""
    tokens = scan.tokens
    text = tokens.texts[index]
    kind = scan.sentence.kind
    start = index == 0 or (index == 1 and tokens.word(0) in ("(", "[", "*", "#", "."))
    if start and kind in (Kind.HEADING, Kind.FOOTNOTE) and scan.sentence.number == 0:
        marked = tokens.word(index + 1) in (".", ")", ":", "]", "|") or kind is Kind.HEADING or tokens.glued(index + 1)
        if marked and len(text) <= 8 and not _measured(scan, index) and "," not in text:
            scan.mark("enumerator" if kind is Kind.HEADING or tokens.word(index + 1) in (".", ")") else "reference", index)
            return
    if len(text) > 2 or not text.isdecimal() or kind is Kind.CELL:
        return
    if tokens.word(index - 1) == "(" and tokens.word(index + 1) == ")" and (tokens.is_word(index + 2) or index == 1):
        if tokens.word(index - 2) not in ("about", "of", "fell", "rose", "by", "was", "minus"):
            scan.mark("enumerator", index)
    elif start and scan.sentence.number == 0 and tokens.word(index + 1) in (".", ")") and tokens.glued(index + 1):
        scan.mark("enumerator", index)


def _identifier(scan: Scan, index: int) -> None:
    """Mark telephone numbers and the like, and chains of numbers that are no date ("1.2.3")."""
    tokens = scan.tokens
    if any(tokens.word(at) in _CONTACT for at in range(max(0, index - 7), index)):
        scan.mark("reference", index)
    elif _CHAIN.fullmatch(tokens.texts[index]) and "," not in tokens.texts[index]:
        heading = index <= 1 and scan.sentence.kind is Kind.HEADING
        version = tokens.word(index - 1) in ("v", "version") or (tokens.is_word(index - 1) and tokens.texts[index - 1][:1].isupper())
        scan.mark("enumerator" if heading else "name" if version else "reference", index)
