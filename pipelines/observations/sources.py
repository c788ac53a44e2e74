"""The surveys and studies that a document cites as its sources.

Belongs here: parsing source lines and the footnotes that describe a source. Does not belong here: figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reading import Reading
from pipelines.reading.layout import Kind, Passage

_LEAD = re.compile(
    r"[\W_]*(?:(?:figure|table|chart|data|map)\s)?sources?\s?[\W_]{0,4}\s*(?:prepared by\s.{0,120}?\sfrom\s)?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<producer>[^()\"“]{2,120}?)\s?\((?P<year>\d{4}|respective years)\)[,:]?\s*[\"“]?(?P<title>[^\"”]{3,300})[\"”]?"
)
_TRAILING_YEAR = re.compile(
    r"(?P<producer>[^\"“]{2,120}?)[,:]?\s*[\"“](?P<title>[^\"”]{3,300})[\"”]\s*(?:\((?P<year>\d{4})\))?"
)
_OPEN_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_DASHED = re.compile(r"(?P<title>.{3,200}?)\s[-–—]\s(?P<producer>.{3,200})")
_SAMPLE = re.compile(
    r"\b(?P<size>\d{1,3}(?:[, ]\d{3})+|\d{2,7})\s(?:\w+\s){0,3}?(?:residents|respondents|people|persons|adults|households"
    r"|companies|firms"
    r"|enterprises|businesses|interviews|participants|consumers|individuals|municipalities)\b"
)
_FIELD = re.compile(
    r"\bin\s(?P<field>(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{4})"
)


@dataclass(slots=True)
class Source:
    """A source as the document first names it; `start` and `end` are offsets in the transcription."""

    title: str
    producer: str | None
    year: int | None
    start: int
    end: int
    sample_size: int | None = None
    field_date: str | None = None
    citations: int = 0

    @property
    def key(self) -> str:
        """What makes two citations the same source: the words of the title, articles aside, and the year."""
        words = re.findall(r"\w+", self.title.lower())
        return " ".join(word for word in words if word not in ("the", "a", "an", "of", "on")) + f"|{self.year}"


def find_sources(reading: Reading) -> tuple[list[Source], dict[int, Source]]:
    """The sources of a document, and the source of each caption (by the index of its passage)."""
    by_key: dict[str, Source] = {}
    of_caption: dict[int, Source] = {}
    caption: int | None = None
    for index, passage in enumerate(reading.passages):
        if passage.kind is Kind.CAPTION:
            caption = index
        elif passage.kind is Kind.SOURCE:
            source = parse_source(passage)
            if source is None:
                continue
            known = by_key.setdefault(source.key, source)
            known.citations += 1
            if caption is not None:
                of_caption.setdefault(caption, known)
                caption = None
    for passage in reading.passages:
        if passage.kind is Kind.FOOTNOTE:
            _describe(passage, by_key)
    return list(by_key.values()), of_caption


def parse_source(passage: Passage) -> Source | None:
    """The source that a source line names, None where it names nothing that can be told apart."""
    text = passage.content.text
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    rest = text[begin : begin + 500]
    match = _DATED.match(rest) or _TRAILING_YEAR.match(rest) or _DASHED.fullmatch(rest.strip())
    span = passage.content.span(begin, len(text)) if begin < len(text) else passage.content.span(0, len(text))
    if match is None:
        year = _OPEN_YEAR.search(rest)
        title = " ".join(rest.split())
        return Source(title, None, int(year[0]) if year else None, *span) if len(title) > 2 else None
    groups = match.groupdict()
    year_text = groups.get("year")
    year_value = int(year_text) if year_text and year_text.isdecimal() else None
    title = " ".join(match["title"].split()).strip(" .,;")
    return Source(title, " ".join(match["producer"].split()).strip(" .,;"), year_value, *span)


def _describe(passage: Passage, by_key: dict[str, Source]) -> None:
    """Take sample size and field date from a footnote that begins with a source."""
    text = passage.content.text
    match = _DATED.match(text[:600])
    if match is None:
        return
    year = int(match["year"]) if match["year"].isdecimal() else None
    words = _words(match["title"])
    for source in by_key.values():
        if source.year == year and len(words & _words(source.title)) * 2 > len(words):
            sample, field = _SAMPLE.search(text), _FIELD.search(text)
            source.sample_size = source.sample_size or (int(re.sub(r"\D", "", sample["size"])) if sample else None)
            source.field_date = source.field_date or (field["field"] if field else None)


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w{4,}", title.lower()))
