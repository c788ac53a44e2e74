"""What a single line of a transcription is: caption, source, note, page furniture, row of a table, or plain text.

Belongs here: the look of one line. Does not belong here: what lines mean together (see `blocks` and `flow`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.rules import words

_LABELS = r"Figure|Fig\.?|Table|Chart|Graph|Exhibit|Diagram|Panel|Box|Map|Scheme|Infographic"
LABELS = f"{_LABELS}|{_LABELS.upper()}"
NUMBER = (
    r"(?:(?:[A-Z]|[IVXL]{2,6})(?=[.:\s]{1,2}\s?[A-Z]|\s[–—-]\s)"
    r"|(?:(?:[A-Z]{1,2}|[IVXL]{3,6})[-.]?)?\d{1,4}(?:[-–.]\d{1,4}){0,5}[A-Za-z]?)"
)
_CAPTION = re.compile(
    rf"(?::[ \t]{{1,3}})?(?:(?:Appendix|Annex|Supplementary|Statistical|Additional|Text)\s)?"
    rf"(?P<label>{LABELS})(?:\s{{1,3}}|(?<=ig|g\.)(?=\d))"
    rf"(?P<opening>\()?(?P<number>{NUMBER})(?![\w%])(?(opening)\))"
    r"(?P<colon>\s?[:.–—-])?\s*(?P<rest>.*)",
    re.DOTALL,
)
_SOURCE = re.compile(
    r"[\W_]{0,4}(?:<sup>\W</sup>)?"
    r"(?:(?:(?:figure|table|chart|data|map|graph)\s)?sources?|prepared (?:by|from)(?=\s)|quelle|fuente)"
    r"(?:\s?(?:and notes?\s?)?[\W_]{0,3}[^\w\s][\W_]{0,3}|\s+(?-i:(?=[A-Z0-9]))|(?<=by)\s|(?<=from)\s)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[\W_]{0,4}(?:(?:figure|table|chart)\s)?(?:foot)?notes?(?:\s\d{1,2})?\s?[:.)\]]|(?!n\s)[a-z*†‡]{1,2}\s?=\s[a-z]",
    re.IGNORECASE,
)
_NOTES_TITLE = re.compile(r"\W{0,4}(?:(?:foot|end|explanatory |table )?notes?|remarks)\W{0,3}", re.IGNORECASE)
_IMPRINT = re.compile(r"(?:copyright\s{1,3}(?:©|\(c\)|\d{4})|©\s{0,3}[\w\s/&,.-]{0,60}\d{4})", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[\s|–—-]{0,3}(?P<page>page|p\.|seite)?\s?(?:(?P<number>\d{1,4})|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))"
    r"(?:\s?(?:/|of)\s?(?P<of>\d{1,4}))?[\s|.–—-]{0,3}",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.,:;!?%()]")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]*_]{0,3}$")
_DANGLING = words("flow_dangling")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
# possessive throughout: a run of digits can be cut into numbers in exponentially many ways
_TICKS = re.compile(
    r"[\s(]*+(?:[-−–+]?[£$€¥]?\d[\d,.]{0,12}+(?:[ ]\d{3}(?!\d)){0,3}+(?:[-–/]\d{2,4})?+\s?[%)+]?[\s|]{0,20}+)++"
)
_YEARS = re.compile(r"(?:(?:19|20)\d\d ?)+")
_SCALED = re.compile(r"\d{1,3}(?:[ ,]\d{3})++(?![\d,])|\d++(?:\.\d++)?")
_PLAIN = re.compile(r"\d++(?:\.\d++)?")
_ROW_OF_TICKS = re.compile(r"(?<![\d.,(-])\d{1,6}(?:\.\d{1,2})?(?: \d{1,6}(?:\.\d{1,2})?){3,40}(?![\d%)-]|[.,]\d)")
_WIDEST_TITLE = 40  # characters, of an axis
_FEWEST_TICKS = 4  # of an axis that stands beside words
_BARS = re.compile(r"[|#█▇▆▅▄▃▂▁▌▐░▒▓*+_=-]++")
_BAR = re.compile(r"[|#█▇▆▅▄▃▂▁▌▐░▒▓]|[*_=+-]{3}")
_LEGEND = re.compile(
    r"\s*+(?:[-−–+]?\d[\d.,]{0,8}\s?%?\s++)?[■□●○▲△▼◆◇▪▫◼◻]\s?[^■□●○▲△▼◆◇▪▫◼◻]{1,40}(?:[■□●○▲△▼◆◇▪▫◼◻]\s?[^■□●○▲△▼◆◇▪▫◼◻]{1,40})++"
)
_MOST_PAGES = 1500  # "85 of 1993" is an act
_DRAWN = re.compile(r"[#█▇▆▅▄▃▂▁▌▐░▒▓■□=*]{2,}|[█▇▆▅▄▃▂▁▌▐░▒▓■□]")
_CHART = re.compile(
    r"\s*(?:\d[\d.,]{0,8}(?:[ \u00a0\u2009\u202f]\d{3}){0,2}\s?%?(?:\s?[|┤┼]|\s\+|\+(?=[-=_─*#|]))|[|+└┴─_-]{4,}|[|+]\s"
    r"|[-−–+]?\d[\d.,]{0,6}\s?%?\s?[-–—][\s_/\\|.*#+=^~-]{0,200}$)"
)
_VERB_AFTER = re.compile(
    r"(?:and|or|to|below|above|shows?|presents?|illustrates?|gives?|provides?|displays?|depicts?|compares?|summari[sz]es|lists?|plots?|sets?"
    r"|is|are|was|were|has|have|can|also|orders?|indicates?|reports?|reveals?|describes?|highlights?|looks?|breaks?|suggests?|contains?"
    r"|demonstrates?|outlines?|details?|covers?|uses?|takes?|in|of|on|for|from|by|that|which|we|the)\b"
)


def caption_parts(line: str) -> tuple[str, str, str] | None:
    """`(label, number, title)` if the line is a caption ("Figure 1-2 Use of ..."), else None.

    A sentence that begins with a figure ("Figure 1-2 shows ...") is no caption.
    """
    match = _CAPTION.match(line)
    if match is None:
        return None
    rest = match["rest"]
    first = rest[:1]
    if first and not match["colon"] and (_VERB_AFTER.match(rest) or first in ",;)"):
        return None
    if first.islower() and not match["colon"] and _TERMINAL.search(rest):
        return None
    return match["label"].rstrip("."), match["number"], rest


def is_source(line: str) -> bool:
    """Whether the line names the source of a figure ("Source: ...", "(Source) ...")."""
    return _SOURCE.match(line) is not None


def is_note(line: str) -> bool:
    """Whether the line begins a note ("Note: ...", "Table notes:") or a legend of signs ("p = provisional")."""
    return _NOTE.match(line) is not None


def is_imprint(line: str) -> bool:
    """Whether the line is a notice of copyright at the foot of a page."""
    return len(line) <= 160 and _IMPRINT.match(line) is not None


def is_notes_title(line: str) -> bool:
    """Whether the line is the title of notes: "NOTES", "Footnotes:"."""
    return len(line) <= 40 and _NOTES_TITLE.fullmatch(line) is not None


def is_page_number(line: str) -> bool:
    """Whether the line is nothing but a page number."""
    match = _PAGE_NUMBER.fullmatch(line.strip())
    if match is None or len(line.strip()) > 20:
        return False
    return (
        match["of"] is None or match["page"] is not None or int(match["number"] or 0) <= int(match["of"]) < _MOST_PAGES
    )


def is_ticks(line: str) -> bool:
    """Whether the line is nothing but numbers, as the ticks of an axis are, or numbers and bars drawn with signs."""
    if len(line) > 2000 or _LETTER.search(line):
        return False
    return _TICKS.fullmatch(line) is not None or (
        _BAR.search(line) is not None and _TICKS.fullmatch(_BARS.sub(" ", line)) is not None
    )


def is_scale(line: str) -> bool:
    """Whether the line is the title of an axis and its ticks: "Road deaths 160 140 120 100", "0 20 40 60 80 Per cent"."""
    if len(line) > 200 or not (line[-1:].isdigit() or line[:1].isdigit()):
        return False
    for pattern in (_PLAIN, _SCALED):
        ticks = pattern.findall(line)
        words = pattern.sub("", line)
        if len(ticks) >= _FEWEST_TICKS and len(words.strip()) <= _WIDEST_TITLE and not _STOPS.search(words):
            title = pattern.split(line)
            if not any(part.strip() for part in title[1:-1]) and rises_evenly(ticks):
                return True
    return False


def ticks_within(text: str) -> list[tuple[int, int]]:
    """The spans of ticks that a dump left within a sentence: "a third of Road deaths 160 140 120 100 those of 2010"."""
    return [
        match.span()
        for match in _ROW_OF_TICKS.finditer(text)
        if rises_evenly(match[0].split(" ")) and not _YEARS.fullmatch(match[0])
    ]


def rises_evenly(ticks: Sequence[str]) -> bool:
    """Whether numbers rise or fall by the same step, as the ticks of an axis do."""
    values = [Decimal(tick.replace(" ", "").replace(",", "")) for tick in ticks]
    steps = {right - left for left, right in zip(values, values[1:], strict=False)}
    return len(steps) == 1 and steps != {Decimal(0)}


def is_bar(text: str) -> bool:
    """Whether a word is nothing but a bar drawn with signs: "████"."""
    return _DRAWN.fullmatch(text) is not None


def is_chart_line(line: str) -> bool:
    """Whether the line belongs to a chart: a tick and bars drawn with signs ("40 |   #  o"), its axis, or a legend."""
    if len(line) > 400:
        return False
    if has_words(line):
        return _LEGEND.fullmatch(line) is not None and not ends_sentence(line)
    return _CHART.match(line) is not None or _LEGEND.fullmatch(line) is not None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return _TERMINAL.search(text[-6:].rstrip()) is not None


def calls_for_more(line: str) -> bool:
    """Whether a line stops at a word that calls for another one, or where a number goes on ("... in the year")."""
    last = line.rsplit(None, 1)[-1].lower() if line.strip() else ""
    return last in _DANGLING


def has_words(line: str) -> bool:
    """Whether there is a word of two letters or more in the line."""
    return _LETTERS.search(line) is not None
