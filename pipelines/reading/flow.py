"""The flow of the text: from blocks to passages that are whole again.

Belongs here: which paragraph goes on after a page break, a figure or a heading; words hyphenated across the cut; running
heads between and behind sentences. Does not belong here: where sentences end (see `sentences`).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

from pipelines.reading import lines
from pipelines.reading.layout import Block, Kind, Passage
from pipelines.reading.text import MappedText, TextBuilder
from pipelines.rules import words

_OPEN_FOR = 40  # passages: a cut further back is no cut
_SHORTEST_CUT = 45  # characters: what is shorter and has no full stop is a label
_LONGEST_LABEL = 120
_LONGEST_KEYED = 80
_FEWEST_BLANKS = 3  # of a short line that stops at a word which calls for another one
_LONGEST_TITLE = 25  # of an axis
_WITHIN = 200  # passages or blocks: how far to look back for the same words
_MOST_HEADS = 50
_LINE_BREAK = re.compile(r"[\r\n]\s*")
_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
_ENUMERATOR = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[).]\s")
_CONTINUES = re.compile(r"[\"'“‘(]{0,2}[a-z]|[,;)%]|and\b|or\b")
_KEYED = re.compile(r"[A-Z][^.:;!?]{2,50}:\s{1,3}[-–+≈~]?[£$€]?\d")  # "Volume of traffic: +37% since 2000" is whole
_WIDE_GAP = re.compile(r"\S {3,}(?=\S)")
_STOP = re.compile(r"[.!?][\"'”’)]{0,2}\s")
_DANGLING = words("flow_dangling")
_COMPOUND_FIRST = words("flow_compound_first")
_COMPOUND_SECOND = words("flow_compound_second")
_PAGED = re.compile(r"([^\d\n]{4,70}?)[\s|•·–—-]{1,5}\d{1,4}")
_GLUED = re.compile(r"[.!?][\"'”’)]{0,2}\s+$")


def find_passages(raw: str, blocks: list[Block]) -> list[Passage]:
    """The passages of a document, in the order of their first blocks.

    Blocks that turn out to be running heads change their kind; a running head glued to the end of a paragraph is cut
    off into a passage of its own.
    """
    _mark_ticks(blocks)
    heads = _running_heads(blocks)
    passages: list[Passage] = []
    section: list[tuple[int, str]] = []
    open_ends: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and block.text in heads and _repeats(block, blocks, index):
            block.kind = Kind.RUNNING_HEAD
        elif block.kind is Kind.PARAGRAPH and _is_label(block):
            block.kind = Kind.HEADING
        elif block.kind is Kind.HEADING and open_ends and block.text[0].islower() and lines.ends_sentence(block.text):
            block.kind = Kind.PARAGRAPH  # the end of a sentence, marked as a heading
        if block.kind is Kind.HEADING:
            _enter(section, block)
        content = _unwrapped(raw, block.content)
        body, head = _cut_head(content, heads) if block.kind is Kind.PARAGRAPH else (content, None)
        passage = Passage(block.kind, body, tuple(title for _, title in section), (index,), block.cell)
        if block.kind is Kind.PARAGRAPH:
            _place(raw, passage, passages, open_ends, item=block.item)
        elif body.text:
            passages.append(passage)
        if head:
            passages.append(Passage(Kind.RUNNING_HEAD, head, passage.section, (index,)))
    return [passage for passage in passages if passage.content.text]


def _mark_ticks(blocks: list[Block]) -> None:
    """Numbers alone on their lines are ticks of an axis where several follow each other, else page numbers."""
    lone = (Kind.RUNNING_HEAD, Kind.AXIS)
    for left, right in zip(blocks, blocks[1:], strict=False):
        if left.kind in lone and right.kind in lone and lines.is_ticks(left.text) and lines.is_ticks(right.text):
            left.kind = right.kind = Kind.AXIS
    for left, label, right in zip(blocks, blocks[1:], blocks[2:], strict=False):
        titled = label.kind is Kind.PARAGRAPH and len(label.text) <= _LONGEST_TITLE and not label.item
        if left.kind is Kind.RUNNING_HEAD and right.kind is Kind.AXIS and titled and lines.is_ticks(left.text):
            left.kind = Kind.AXIS  # "30" / "Per cent" / "25" / "20"


def _running_heads(blocks: list[Block]) -> frozenset[str]:
    """Short texts that stand alone more than once, at least once outside a list and a table.

    What stands right above a table says what is in it, however often it is said ("£ billion"), and no page has its head in
    a macro.
    """
    alone = [
        block.text
        for block, below in zip_longest(blocks, blocks[1:])
        if block
        and block.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.RUNNING_HEAD)
        and len(block.text) <= 80
        and not (below and below.kind is Kind.CELL)
        and block.macro is None
    ]
    alone += _numbered_heads(blocks)
    plain = {b.text for b in blocks if b.kind is Kind.PARAGRAPH and not b.item}
    common = Counter(alone).most_common(_MOST_HEADS)
    return frozenset(text for text, count in common if count >= 2 and text in plain and not lines.ends_sentence(text))


def _numbered_heads(blocks: list[Block]) -> list[str]:
    """Short plain texts that recur with another page number at their end: "Child Mortality • 31", "... • 32"."""
    numbered = [
        (b.text, match[1])
        for b in blocks
        if b.kind is Kind.PARAGRAPH and not b.item and (match := _PAGED.fullmatch(b.text))
    ]
    counts = Counter(text for _, text in numbered)
    return [text for text, stem in numbered if counts[stem] >= 2]


def _repeats(block: Block, blocks: list[Block], index: int) -> bool:
    """Whether a text seen as a running head is one here: a first heading of that text is the heading itself."""
    return block.kind is Kind.PARAGRAPH or any(
        earlier.text == block.text for earlier in blocks[max(0, index - _WITHIN) : index]
    )


def _is_label(block: Block) -> bool:
    """Whether a paragraph is a heading without the mark of one: "(a) Use of services"."""
    text = block.text
    numbered = _ENUMERATOR.match(text) is not None and not block.item
    return numbered and len(text) <= _LONGEST_LABEL and text[-1] not in ".!?:;,…" and "(b)" not in text[4:]


def _enter(section: list[tuple[int, str]], block: Block) -> None:
    """Go to a new heading: headings of the same depth or deeper end. The depth of a numbered one is its number's."""
    level = _depth(block)
    while section and section[-1][0] >= level:
        section.pop()
    section.append((level, " ".join(block.text.split())))


def _depth(block: Block) -> int:
    """Depth of a heading: by its enumerator where it has one, since damaged transcriptions mix up the levels."""
    text = block.text
    for depth, pattern in enumerate(
        (
            r"(?:chapter|part)\s",
            r"section\s",
            r"\d{1,2}\.(?!\d)\s?",
            r"\(\d{1,2}\)|\d{1,2}\.\d{1,2}\.?\s",
            r"[a-z]\.\s",
            r"\([a-z]\)",
            r"[ivx]{1,4}\)",
        )
    ):
        if re.match(pattern, text, re.IGNORECASE if depth < 2 else 0):
            return depth * 10 + 10
    return max(block.level, 1) * 10 - 5 if block.level <= 1 else block.level * 10


def _unwrapped(raw: str, content: MappedText) -> MappedText:
    """The text with line breaks made blanks and words hyphenated at a line break made whole."""
    if "\n" not in content.text and "\r" not in content.text:
        return content
    builder = TextBuilder(raw)
    position = 0
    for match in _LINE_BREAK.finditer(content.text):
        end = match.start()
        while end > position and content.text[end - 1].isspace():
            end -= 1
        builder.add(content.slice(position, end))
        before = content.text[max(position, end - 12) : end]
        position = match.end()
        _join(builder, before, content.text[position : position + 12], content.origin(match.start()))
    builder.add(content.slice(position, len(content.text)))
    return builder.build()


def _join(builder: TextBuilder, before: str, after: str, origin: int) -> None:
    """Put what goes between two parts of a text that was cut: nothing within a hyphenated word, else a blank."""
    if _HYPHEN.search(before[-2:]) and after[:1].islower():
        if not _is_compound(before, after):
            builder.drop_last()
    elif not before.endswith(("-", "/")) or not after[:1].isalnum():
        builder.put(" ", origin)


def _is_compound(before: str, after: str) -> bool:
    """Whether the hyphen belongs to the word: "self-" / "employed", "twenty-" / "five", "long-" / "term"."""
    first = re.search(r"[^\W\d_]*(?=-$)", before)
    second = re.match(r"[^\W\d_]*", after)
    return (first is not None and first[0].lower() in _COMPOUND_FIRST) or (
        second is not None and second[0] in _COMPOUND_SECOND and len(first[0] if first else "") > 2
    )


def _cut_head(content: MappedText, heads: frozenset[str]) -> tuple[MappedText, MappedText | None]:
    """Split a running head off the end of a paragraph ('... than "consumption." Chapter 1')."""
    for head in heads:
        at = len(content.text) - len(head)
        if content.text.endswith(head) and _GLUED.search(content.text[max(0, at - 6) : at]):
            return content.slice(0, at).stripped(), content.slice(at, len(content.text))
    return content, None


def _place(raw: str, passage: Passage, passages: list[Passage], open_ends: list[int], *, item: bool) -> None:
    """Append a paragraph to the flow: as the rest of one that was cut, or as one of its own."""
    text = passage.content.text
    target = _target(text, passages, open_ends) if not item else None
    if target is None:
        passages.append(passage)
        target = len(passages) - 1
    else:
        whole = TextBuilder(raw)
        cut = passages[target]
        whole.add(cut.content)
        _join(whole, cut.content.text[-12:], text[:12], cut.content.origin(len(cut.content.text) - 1))
        whole.add(passage.content)
        cut.content, cut.blocks = whole.build(), cut.blocks + passage.blocks
    if _is_open(passages[target].content.text, item=item):
        open_ends.append(target)
    while open_ends and len(passages) - open_ends[0] > _OPEN_FOR:
        open_ends.pop(0)


def _is_open(text: str, *, item: bool) -> bool:
    """Whether a paragraph seems to have been cut: it does not end as a sentence, and is no mere label."""
    tail = text[-_LONGEST_LABEL:] if len(text) > _LONGEST_LABEL else text
    stops = [match.end() for match in _STOP.finditer(tail)]
    last = tail[stops[-1] :] if stops else text if tail is text else ""
    if lines.ends_sentence(text) or item or _ENUMERATOR.match(last) or len(_WIDE_GAP.findall(text)) > 1:
        return False  # the labels of a chart stand far apart
    if len(text) >= _SHORTEST_CUT:
        return _KEYED.match(text) is None or len(text) > _LONGEST_KEYED or _dangles(text)
    return " " in text and (
        _HYPHEN.search(text[-2:]) is not None or (text.count(" ") > _FEWEST_BLANKS and _dangles(text))
    )


def _target(text: str, passages: list[Passage], open_ends: list[int]) -> int | None:
    """The cut paragraph that `text` goes on with; it is then no longer open.

    A text that begins in lower case goes on with a paragraph cut within a word if its first letters are no word of
    this document that stands alone, else with the latest one that was cut between words.
    """
    if not open_ends or _ENUMERATOR.match(text) or _KEYED.match(text):
        return None
    if not _CONTINUES.match(text):
        last = len(passages) - 1
        while last > open_ends[-1] and passages[last].kind is Kind.RUNNING_HEAD:
            last -= 1
        dangles = open_ends[-1] == last and _dangles(passages[last].content.text)
        return open_ends.pop() if dangles else None
    hyphened = [index for index in open_ends if _HYPHEN.search(passages[index].content.text[-2:])]
    plain = [index for index in open_ends if index not in hyphened]
    first = re.match(r"[a-z]*", text)
    fragment = first[0] if first else ""
    candidates = hyphened if hyphened and (not plain or _is_fragment(fragment, passages)) else plain or hyphened
    chosen = candidates[-1]
    open_ends.remove(chosen)
    return chosen


def _dangles(text: str) -> bool:
    """Whether a text stops at a word that calls for another one ("... digital transformation in")."""
    return text.rsplit(None, 1)[-1].lower() in _DANGLING


def _is_fragment(word: str, passages: list[Passage]) -> bool:
    """Whether `word` stands nowhere alone in the text so far, so that it is the rest of a hyphenated word."""
    alone = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return bool(word) and not any(alone.search(passage.content.text) for passage in passages[-_WITHIN:])
