"""Figures and tables of a document: captioned, cited, lost, or cited by a damaged number.

Belongs here: the list of figures and which figure a passage speaks of. Does not belong here: relations between figure
numbers (see `relations.reference`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pipelines.numerals.scan import Reference, Scan
from pipelines.reading import Reading
from pipelines.reading.layout import Kind
from pipelines.reading.lines import caption_parts
from pipelines.reading.text import MappedText
from pipelines.reading.tokens import Tokens

_NEAR = 6  # tokens from "(" to the number of a figure
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Figure:
    """A figure or table: its label and number, its caption, and where it is cited (spans in the transcription)."""

    label: str
    number: str
    caption: str | None = None
    caption_span: tuple[int, int] | None = None
    passage: int | None = None
    citations: list[tuple[int, int]] = field(default_factory=list)
    damaged: list[tuple[str, tuple[int, int]]] = field(default_factory=list)

    @property
    def status(self) -> str:
        """`found` or `lost`: whether the caption is in the transcription."""
        return "found" if self.caption_span else "lost"


@dataclass(slots=True)
class Figures:
    """The figures of a document by label and number, and which of them each passage cites, in order.

    `presented` are those that the next passage may go on with: cited otherwise than in brackets or by the way, or by a
    passage that introduces them and states no number itself.
    `pointed` are those that the reader is only sent to: "(see Table 1)".
    `of_passage` finds the figure whose caption a passage is, `by_digits` captioned ones by the digits of their number.
    """

    by_key: dict[tuple[str, str], Figure] = field(default_factory=dict)
    cited: dict[int, list[Figure]] = field(default_factory=dict)
    presented: dict[int, list[Figure]] = field(default_factory=dict)
    pointed: dict[int, list[Figure]] = field(default_factory=dict)
    of_passage: dict[int, Figure] = field(default_factory=dict)
    by_digits: dict[tuple[str, str], list[Figure]] = field(default_factory=dict)

    def get(self, label: str, number: str) -> Figure:
        """The figure of that label and number, made if it is new."""
        return self.by_key.setdefault((label, number), Figure(label, number))


def find_figures(reading: Reading, scans: list[Scan]) -> Figures:
    """The figures of a document: captions first, then the citations in the text, damaged ones resolved."""
    figures = Figures()
    captioned = {grid.caption for grid in reading.grids.values()}  # some stand in a cell of the table
    for index, passage in enumerate(reading.passages):
        if passage.kind is Kind.CAPTION or (index in captioned and passage.cell):
            _add_caption(figures, index, passage.content)
    pending: list[tuple[Scan, Reference]] = []
    for scan in scans:
        if scan.sentence.kind is Kind.CAPTION or (scan.sentence.cell and scan.sentence.passage in captioned):
            continue
        pending += [(scan, reference) for reference in scan.references]
    stating = {scan.sentence.passage for scan in scans if scan.amounts}
    counts = Counter(reference.number for _, reference in pending)
    for scan, reference in pending:
        _add_citation(figures, scan, reference, counts, introduced=scan.sentence.passage not in stating)
    return figures


def _add_caption(figures: Figures, passage: int, content: MappedText) -> None:
    parts = caption_parts(content.text)
    if parts is None:
        return
    label, number, title = parts
    figure = figures.get(_label(label), number)
    if figure.caption_span is None:
        figure.caption = " ".join((title.strip() or content.text).split())  # "Figure 13.4." is all that some say
        figure.caption_span = content.span(0, len(content.text))
        figure.passage = passage
        figures.by_digits.setdefault((figure.label, "".join(_DIGITS.findall(number))), []).append(figure)
    figures.of_passage[passage] = figure


def _label(word: str) -> str:
    lowered = word.lower()
    return (
        "figure" if lowered.startswith("fig") else lowered if lowered in ("table", "chart", "box", "map") else "figure"
    )


def _add_citation(
    figures: Figures, scan: Scan, reference: Reference, counts: Counter[str], *, introduced: bool
) -> None:
    tokens, sentence = scan.tokens, scan.sentence
    label = _label(reference.label)
    number = reference.number
    start, end = sentence.span(tokens.starts[reference.first], tokens.ends[reference.last])
    key = (label, number)
    if key not in figures.by_key:
        original = _undamaged(figures, label, number, counts)
        if original:
            original.damaged.append((number, (start, end)))
            figures.cited.setdefault(sentence.passage, []).append(original)
            if introduced or not _is_aside(tokens, reference):
                figures.presented.setdefault(sentence.passage, []).append(original)
            return
    figure = figures.get(label, number)
    figure.citations.append((start, end))
    if _points_elsewhere(tokens, reference):
        return
    figures.cited.setdefault(sentence.passage, []).append(figure)
    if introduced or not _is_aside(tokens, reference):
        figures.presented.setdefault(sentence.passage, []).append(figure)
    elif _is_pointed_to(tokens, reference):
        figures.pointed.setdefault(sentence.passage, []).append(figure)


def _is_aside(tokens: Tokens, reference: Reference) -> bool:
    """Whether a figure is cited in brackets or by the way: "(Table 2)", "as Figure 2 shows" behind what it shows."""
    before = tokens.low[: reference.first]
    enclosed = before.count("(") > before.count(")")
    return enclosed or (reference.first > len(("as", "Figure")) and before[-2] in ("as", "see"))


def _is_pointed_to(tokens: Tokens, reference: Reference) -> bool:
    """Whether brackets only send the reader to a figure: "(see Table 1)", "(see also Figures 2 and 3)"."""
    ahead = tokens.low[max(0, reference.first - _NEAR) : reference.first]
    return "see" in ahead and "(" in ahead and ahead[::-1].index("see") < ahead[::-1].index("(")


def _points_elsewhere(tokens: Tokens, reference: Reference) -> bool:
    """Whether a figure shows something else than what is said here: "(see Chart 1 for age groups)"."""
    see = tokens.word(reference.first - 2) == "see" and tokens.word(reference.first - 3) == "("
    return see and tokens.word(reference.last + 1) == "for"


def _undamaged(figures: Figures, label: str, number: str, counts: Counter[str]) -> Figure | None:
    """The captioned figure that a damaged number means: same digits, other hyphens, and cited nowhere rightly."""
    digits = "".join(_DIGITS.findall(number))
    if len(digits) < 3:
        return None
    same = figures.by_digits.get((label, digits), [])
    return same[0] if len(same) == 1 and counts[same[0].number] == 0 else None
