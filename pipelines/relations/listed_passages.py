"""Lists that stand in passages of their own: bullets, numbered paragraphs, headings a. b. c., sentences First, Second.

Belongs here: which passages after a sentence are the items that it announces. Does not belong here: lists inside a
sentence (see `items`), counts (see `enumeration`).
"""

from __future__ import annotations

import re

from pipelines.reading import Kind, Passage, Reading
from pipelines.relations.context import Context
from pipelines.relations.items import CUES, ORDINALS, Listing, Mark, Span, leading_mark, marked_items, symbols_from
from pipelines.rules import split_words

_BETWEEN = frozenset((Kind.CAPTION, Kind.SOURCE, Kind.RUNNING_HEAD, Kind.AXIS, Kind.FOOTNOTE, Kind.CELL, Kind.MARKUP))
_LONGEST = 400  # passages from the count to the last item
_MOST = 60  # items
_HEADING_SHOWN = 80  # characters of an item that stand for it
_ORDINAL = re.compile(rf"(?:the |and |but )?({'|'.join(ORDINALS)})(?:ly)?\b", re.IGNORECASE)
_LAST = re.compile(r"(?:finally|lastly)\b", re.IGNORECASE)


def passages_after(context: Context, passage: int) -> Listing | None:
    """The list that begins in the first passage of text after `passage`, None if none does."""
    reading = context.reading
    first = _next(reading, passage + 1)
    if first is None:
        return None
    if _is_item(reading, first):
        return _bullets(reading, first)
    text = reading.passages[first].content.text
    mark = leading_mark(text)
    if mark is None or not symbols_from(mark.symbol):
        return None
    within = marked_items(text, 0) if reading.passages[first].kind is Kind.PARAGRAPH else None
    if within:
        content = reading.passages[first].content
        items = tuple(content.span(*item) for item in within.items)
        return Listing(items, within.least, within.most, within.certain, within.form)
    return _marked(reading, passage, first, mark)


def _next(reading: Reading, index: int) -> int | None:
    """The first passage from `index` on that is running text or a heading."""
    for at in range(index, min(index + _LONGEST, len(reading.passages))):
        passage = reading.passages[at]
        if passage.kind not in _BETWEEN and passage.content.text:
            return at
    return None


def _is_item(reading: Reading, index: int) -> bool:
    passage = reading.passages[index]
    return passage.kind is Kind.PARAGRAPH and bool(passage.blocks) and reading.blocks[passage.blocks[0]].item


def _bullets(reading: Reading, first: int) -> Listing:
    """The items of a list in Markdown or HTML; those that are indented further belong to the item before.

    The list is surely complete if no more items follow behind a paragraph that parts them.
    """
    depth = _indent(reading, first)
    items: list[Span] = []
    certain, parted = True, False
    at: int | None = first
    while at is not None and len(items) < _MOST:
        if not _is_item(reading, at):
            if parted or reading.passages[at].kind is Kind.HEADING:
                break
            parted = True
        elif _indent(reading, at) <= depth:
            certain = certain and not parted and _indent(reading, at) == depth
            if not parted:
                items.append(_shown(reading.passages[at]))
        at = _next(reading, at + 1)
    return Listing(tuple(items), len(items), len(items), certain and len(items) < _MOST, "in the list that follows")


def _indent(reading: Reading, index: int) -> int:
    """How far the marker of an item stands from the beginning of its line."""
    start = reading.passages[index].content.origin(0)
    line = reading.raw.rfind("\n", 0, start) + 1
    text = reading.raw[line:start]
    return len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())


def _shown(passage: Passage) -> Span:
    return passage.content.span(0, min(len(passage.content.text), _HEADING_SHOWN))


def _marked(reading: Reading, passage: int, first: int, mark: Mark) -> Listing | None:
    """Headings or paragraphs that begin with marks of one style in their order, whatever text stands between them."""
    above = {found.style for title in reading.passages[passage].section if (found := leading_mark(title))}
    symbols = symbols_from(mark.symbol)
    kind = reading.passages[first].kind
    items: list[Span] = []
    certain = True
    for at in range(first, min(first + _LONGEST, len(reading.passages))):
        other = reading.passages[at]
        if other.kind is not kind:
            if other.kind is Kind.HEADING and kind is Kind.PARAGRAPH:
                break
            continue
        found = leading_mark(other.content.text)
        if found is None:
            continue
        if found.style == mark.style and found.symbol == symbols[len(items)]:
            items.append(_shown(other))
            if len(items) == len(symbols):
                break
        elif found.style == mark.style and found.symbol in symbols:
            certain = certain and found.symbol == symbols[0]  # the next list begins; any other number is a gap
            break
        elif found.style in above:
            break
    if len(items) < 2:
        return None
    label = "headings" if kind is Kind.HEADING else "paragraphs"
    return Listing(tuple(items), len(items), len(items), certain, f"as {label} that follow")


def ordinals_after(context: Context, sentence: int) -> Listing | None:
    """Sentences of the same paragraph that begin with First, Second, ... after the sentence with this index."""
    sentences = context.reading.sentences
    passage = sentences[sentence].passage
    items: list[Span] = []
    certain, reached = True, 0
    for at in range(sentence + 1, min(sentence + _MOST, len(sentences))):
        if sentences[at].passage != passage:
            break
        text = sentences[at].text
        found = _ORDINAL.match(text)
        if found and ORDINALS.index(found[1].lower()) == reached:
            reached += 1
            items.append(sentences[at].span(0, len(text.rstrip())))
        elif reached >= 2 and _LAST.match(text):
            reached += 1
            items.append(sentences[at].span(0, len(text.rstrip())))
            break
        elif found or _goes_on(text):
            certain = False
    return Listing(tuple(items), reached, reached, certain, "from first to last") if reached >= 2 else None


def _goes_on(text: str) -> bool:
    """Whether a sentence may add an item without an ordinal: "Finally", "In addition", "Another reason"."""
    words = [word.lower() for word in split_words(text[:40])]
    cue = CUES.at(words, 0)
    also = "also" in words
    return also or (cue is not None and cue.row["cue"] == "continues")
