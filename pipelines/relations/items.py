"""The items that a text lists: in a sentence, in quotation marks, by marks such as (1) and b., or by ordinals.

Belongs here: cutting a stretch of text into items, and how surely nothing was missed. Does not belong here: which count
a list belongs to (see `enumeration`), and in which passages it stands (see `listed_passages`).

An "and" may join two items or stand inside one ("food and drink"), so a list has at least `least` and at most `most`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.reading.tokens import Tokens
from pipelines.rules import Phrases, table

Span = tuple[int, int]

CUES = Phrases(table("list_cues"))
_CLAUSE = frozenset(row["words"] for row in table("list_cues") if row["cue"] == "clause")
_LEADS = frozenset(row["words"] for row in table("list_cues") if row["cue"] == "prepositional")
_JOINS = frozenset(("and", "or", "&"))
_AS_WELL_AS = ["as", "well", "as"]
_OF_EACH = frozenset(("both", "each"))
_IN_NAMES = frozenset(("of", "the", "du", "de", "del", "la", "al"))
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’"}
_ARTICLES = frozenset(("a", "an", "the"))
_LONGEST_ITEM = 12  # tokens of an item that commas part from the next
_MARK = re.compile(r"\((\d{1,2}|[a-z]|[ivx]{2,4})\)|(?<![\w(.,])(\d{1,2}|[a-z]|[ivx]{2,4})\)(?=\s)")
_LEADING_MARK = re.compile(r"(?:\((\d{1,2}|[a-z]|[ivx]{2,4})\)|(\d{1,2}|[a-z]|[ivx]{2,4})([.)]))\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a list as spans, their least and greatest number, and whether the list is surely complete and well cut.

    `form` says in words how the items are told apart.
    """

    items: tuple[Span, ...]
    least: int
    most: int
    certain: bool
    form: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in front of an item: its span, its style ("(", ")", "."), and its symbol."""

    start: int
    end: int
    style: str
    symbol: str


def marks_of(text: str) -> list[Mark]:
    """The marks such as "(1)" and "b)" in a text."""
    return [
        Mark(match.start(), match.end(), "(" if match[1] else ")", match[1] or match[2])
        for match in _MARK.finditer(text)
    ]


def leading_mark(text: str) -> Mark | None:
    """The mark with which a passage begins: "a. Households", "(2) Firms"."""
    match = _LEADING_MARK.match(text)
    if match is None:
        return None
    return Mark(match.start(), match.end(), "(" if match[1] else match[3], match[1] or match[2])


def symbols_from(first: str) -> tuple[str, ...]:
    """The series of symbols that begins with "1", "a" or "i"; empty for any other."""
    if first == "1":
        return tuple(str(number) for number in range(1, 100))
    if first == "a":
        return tuple("abcdefghijklmnopqrstuvwxyz")
    return _ROMAN if first == "i" else ()


def marked_items(text: str, start: int) -> Listing | None:
    """The items behind marks of one style that follow each other from the first on; None without at least two."""
    marks = [mark for mark in marks_of(text) if mark.start >= start]
    first = next((mark for mark in marks if symbols_from(mark.symbol)), None)
    if first is None:
        return None
    alike = [mark for mark in marks if mark.style == first.style and mark.start >= first.start]
    run = run_of_marks(alike)
    if len(run) < 2:
        return None
    ends = [mark.start for mark in run[1:]] + [len(text.rstrip())]
    items = tuple((mark.start, max(end, mark.end)) for mark, end in zip(run, ends, strict=True))
    return Listing(items, len(run), len(run), len(run) == len(alike), f"marked {_shown(text, run)}")


def run_of_marks(marks: Sequence[Mark]) -> list[Mark]:
    """The marks from the first on, as long as each symbol follows the one before."""
    symbols = symbols_from(marks[0].symbol) if marks else ()
    run: list[Mark] = []
    for mark, symbol in zip(marks, symbols, strict=False):
        if mark.symbol != symbol:
            break
        run.append(mark)
    return run


def _shown(text: str, run: Sequence[Mark]) -> str:
    return f"{text[run[0].start : run[0].end].strip()} to {text[run[-1].start : run[-1].end].strip()}"


def quoted_items(tokens: Tokens, start: int) -> Listing | None:
    """Items in quotation marks, with nothing but commas and "and" between them, from token `start` on."""
    items: list[Span] = []
    at = start
    while at < len(tokens) and tokens.texts[at] in _QUOTES:
        close = _closing_quote(tokens, at)
        if close is None:
            break
        items.append((tokens.starts[at], tokens.ends[close]))
        at = close + 1
        while tokens.word(at) in (",", ";", *_JOINS):
            at += 1
    if len(items) < 2:
        return None
    return Listing(tuple(items), len(items), len(items), certain=True, form="in quotation marks")


def _closing_quote(tokens: Tokens, at: int) -> int | None:
    closing = _QUOTES[tokens.texts[at]]
    return next((k for k in range(at + 1, min(at + 40, len(tokens))) if tokens.texts[k] == closing), None)


def listed_items(tokens: Tokens, first: int, last: int) -> list[Listing]:
    """The ways to read tokens `first` to `last` as a list: parted by semicolons, or by commas before the first one."""
    if last < first or _has_cue(tokens, first, last, "incomplete"):
        return []
    parts = _split(tokens, first, last, ";")
    if len(parts) > 1:
        return [_parted(tokens, parts), *listed_items(tokens, *parts[0])]
    listing = _coordinated(tokens, first, last)
    return [listing] if listing else []


def _has_cue(tokens: Tokens, first: int, last: int, cue: str) -> bool:
    found = ((at, CUES.at(tokens.low, at)) for at in range(first, last + 1))
    return any(
        phrase is not None and phrase.row["cue"] == cue and not _joins_last(tokens, at, last) for at, phrase in found
    )


def _joins_last(tokens: Tokens, at: int, last: int) -> bool:
    """Whether "as well as" joins the last item of a list: "Chad (12%), Mali (9%) as well as Niger (7%)"."""
    if tokens.low[at : at + len(_AS_WELL_AS)] != _AS_WELL_AS or tokens.text(at - 1) == ",":
        return False
    return _JOINS.isdisjoint(tokens.low[at : last + 1])


def is_incomplete(tokens: Tokens, first: int, last: int) -> bool:
    """Whether "such as", "including", "etc." stand between two tokens: the list names some items only."""
    return _has_cue(tokens, first, last, "incomplete")


def _split(tokens: Tokens, first: int, last: int, separator: str) -> list[Span]:
    """The stretches between separators outside brackets and quotation marks; semicolons take a last "and" with them."""
    parts: list[Span] = []
    depth, begin, at = 0, first, first
    while at <= last + 1:
        text = tokens.text(at) if at <= last else separator
        close = _closing_quote(tokens, at) if at <= last and text in _QUOTES else None
        if close is not None and close <= last:
            at = close + 1
            continue
        depth += (text in _OPENING) - (text in _CLOSING)
        closing = depth == 1 and tokens.text(at + 1) in _CLOSING  # "(Act No. 35,) the Act ...": a comma slipped in
        if at > last or (text == separator and (depth <= 0 or closing)):
            end = at - 1
            begin += tokens.text(begin) in _CLOSING
            while separator == ";" and end >= begin and tokens.low[end] in (",", "and", "or"):
                end -= 1
            if end >= begin:
                parts.append((begin, end))
            begin = at + 1
        at += 1
    return parts


def _parted(tokens: Tokens, parts: list[Span]) -> Listing:
    """Items between semicolons; it is certain where the list ends only if "and" stands before the last."""
    joined = next((at for at, (begin, _) in enumerate(parts) if at and _joined(tokens, begin)), None)
    certain = joined is not None
    parts = parts if joined is None else parts[: joined + 1]
    items = tuple((tokens.starts[begin], tokens.ends[end]) for begin, end in parts)
    return Listing(items, len(parts), len(parts), certain, "parted by semicolons")


def _joined(tokens: Tokens, begin: int) -> bool:
    """Whether "and" leads an item, on either side of the semicolon ("...; and c", "..., and; c")."""
    return tokens.low[begin] in _JOINS or tokens.word(begin - 2) in _JOINS


def _coordinated(tokens: Tokens, first: int, last: int) -> Listing | None:
    """ "a, b and c", "a, b, and c": what follows the last item is left out; ambiguous ones give a range."""
    parts = [piece for part in _split(tokens, first, last, ",") for piece in _of_each(tokens, part)]
    oxford = next((at for at, (begin, _) in enumerate(parts) if at and tokens.low[begin] in _JOINS), None)
    if oxford is not None:
        parts, trailing = parts[: oxford + 1], len(parts) > oxford + 1
        begin, end = parts[-1]
        parts[-1] = (begin + 1, end)
        least = most = len(parts)
    else:
        joined = [at for at, part in enumerate(parts) if _joins(tokens, part)]
        if not joined:
            return None
        trailing = joined[-1] < len(parts) - 1
        *parts, (begin, end) = parts[: joined[-1] + 1]
        *others, join = _joins(tokens, (begin, end))
        before = _of_each(tokens, (begin, join - 1))
        parts += [*before, (join + _width(tokens, join), end)]
        least, most = len(parts), len(parts) + (len(others) if len(before) == 1 else 0)
    parts = [part for part in parts if part[0] <= part[1]]
    if len(parts) < 2:
        return None
    certain = not trailing and _is_clear(tokens, parts)
    items = tuple((tokens.starts[begin], tokens.ends[end]) for begin, end in parts)
    return Listing(items, least, most, certain, "listed")


def _of_each(tokens: Tokens, part: Span) -> list[Span]:
    """Two items with one value for each of them: "Chad and Mali (both 9%)"; any other part alone."""
    joins = _joins(tokens, part)
    opening = next((at for at in range(part[0], part[1]) if tokens.texts[at] == "("), None)
    if opening is None or len(joins) != 1 or joins[0] > opening or tokens.low[opening + 1] not in _OF_EACH:
        return [part]
    return [(part[0], joins[0] - 1), (joins[0] + _width(tokens, joins[0]), part[1])]


def _width(tokens: Tokens, join: int) -> int:
    return len(_AS_WELL_AS) if tokens.low[join] == _AS_WELL_AS[0] else 1


def _joins(tokens: Tokens, part: Span) -> list[int]:
    """Where "and" stands inside a part, outside brackets."""
    depth, found = 0, []
    for at in range(part[0], part[1] + 1):
        depth += (tokens.texts[at] in _OPENING) - (tokens.texts[at] in _CLOSING)
        joins = tokens.low[at] in _JOINS or tokens.low[at : at + len(_AS_WELL_AS)] == _AS_WELL_AS
        if joins and not depth and part[0] < at < part[1]:
            found.append(at)
    return found


def _is_clear(tokens: Tokens, parts: list[Span]) -> bool:
    """Whether all items are short noun phrases that begin alike and hold no "and" and no number of their own.

    What stands in brackets behind an item is its value: it ends the item all the more clearly.
    """
    bare = [_without_brackets(tokens, part) for part in parts]
    leads = {_lead(tokens, part) for part in bare}
    enclosed = all(tokens.texts[end] == ")" for _, end in parts)
    return (len(leads) == 1 or enclosed) and all(_is_plain(tokens, part) and not _joins(tokens, part) for part in bare)


def _without_brackets(tokens: Tokens, part: Span) -> Span:
    """An item up to the bracket that ends it; an item that goes on behind a bracket as it is."""
    begin, end = part
    if tokens.texts[end] not in _CLOSING:
        return part
    opening = next((at for at in range(end, begin, -1) if tokens.texts[at] in _OPENING), end)
    return (begin, opening - 1) if opening < end else part


def _lead(tokens: Tokens, part: Span) -> str:
    """The class of an item's first word: those that explain the item before often differ from it ("Oslo, the capital").

    An article belongs to a name of which all words have capitals ("the United States").
    """
    word = tokens.low[part[0]]
    if word not in _ARTICLES:
        return word if word in _LEADS else ""
    behind = range(part[0] + 1, part[1] + 1)
    named = bool(behind) and all(tokens.texts[at][0].isupper() or tokens.low[at] in _IN_NAMES for at in behind)
    return "" if named else "article"


def _is_plain(tokens: Tokens, part: Span) -> bool:
    begin, end = part
    words = tokens.low[begin : end + 1]
    counted = any(word in NUMBER_WORDS or tokens.is_number(at) for at, word in enumerate(words, begin))
    return end - begin < _LONGEST_ITEM and _CLAUSE.isdisjoint(words) and not counted
