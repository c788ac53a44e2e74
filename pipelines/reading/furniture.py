"""Lines that stand inside the text and are none of it: heads of pages with their number, debris of charts, notes.

Belongs here: which lines of a text dump these are, judged by the lines around them and by the whole transcription. Does
not belong here: what a line is by its look alone (see `lines`), columns set apart by blanks (see `columns`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pipelines.reading import lines

_HEAD = r"[^\W\d_][^\n\r|•·]{3,80}?"
_BARRED = r"[^\W\d_][^\n\r|•·]{3,60} [|•·] [^\n\r|•·]{3,60}?"  # "Annual Statistics | Department of Health"
_BAR = r"[ \t]{0,40}[|•·][ \t]{0,40}"
_PAGE_LINE = re.compile(
    rf"^[ \t\f>#*_]{{0,200}}+(?:(?P<first>\d{{1,4}})(?P<left>[*_]{{0,3}}{_BAR}|[ \t]{{3,200}})(?P<behind>{_HEAD})"
    rf"|(?P<before>{_HEAD}|{_BARRED})(?P<right>{_BAR}|[ \t]{{3,200}}|(?<=\d)[ ])(?P<last>\d{{1,4}}))[ \t*_]{{0,40}}\r?$",
    re.MULTILINE,
)
_VALUE_BEHIND = re.compile(r"(?:\||[ \t]{3,})[ \t]*[^\s|]{0,3}\d[\d.,%]*[ \t|]*$")
_PARTS = re.compile(r" {2,}|\t| [|•·] ")
_LONGEST_TITLE = 120  # characters
_FAR = 20  # blanks before a running head at the right margin
_GAP = re.compile(r" {3,}")
_WIDEST = 30  # blanks, where the title stands elsewhere beside other words
_WIDE = 8  # blanks between the title of a running head and its page number
_LONGEST_PAGE = 3  # digits of a page number within a sentence
_LONGEST_DEBRIS = 12  # lines
_WIDEST_LABEL = 40  # characters
_HYPHENED = re.compile(r"[^\W\d_][-‐\u00ad]$")
_NUMBERED_NOTE = re.compile(r"(\d{1,2})[ \t]{1,2}[(“\"]?(?:[A-Z][a-z]|[A-Z]\s|[A-Z]{2,}|(?:19|20)\d\d[:,]\s)")
# begins with a digit, so that the search skips what is none; the group is there where the mark is glued to a year
_MARK = re.compile(r"\d(?:(?<=[a-z.,;:)%\"”’]\d)\d?|(?<=\b(?:19|20)\d\d\d)(?P<year>))(?![\w%]|[.,]\d)")
_RAISED_MARK = re.compile(r"<sup>\s?(\d{1,2})(?=\s?</sup>)")
_BEFORE_MARK = re.compile(r"(?:[a-z]{3}|[a-z]{2}[.,;:)]|[%)]|(?:19|20)\d\d(?=[.,;:)]))[.,;:\"”’)]?\Z")


def page_lines(raw: str) -> frozenset[int]:
    """The offsets of the first characters of lines that are the head or foot of a page: "12 | Annual Report".

    Such a line is a short title and a number, and the title stands elsewhere on a line of its own, or with another
    number; or it stands alone between blank lines, far from its number. Rows of tables follow each other.
    """
    found = list(_PAGE_LINE.finditer(raw))
    if not found:
        return frozenset()
    numbers: dict[str, set[str]] = defaultdict(set)
    wide: Counter[str] = Counter()  # "Annual Safety Report          2013" above every page
    for match in found:
        numbers[_stem(match)].add(match["first"] or match["last"])
        wide[_stem(match)] += (
            not _is_narrow(match) and " " in _stem(match) and len(match["left"] or match["right"]) >= _WIDE
        )
    titles = Counter(line.strip(" \t\f#*_>") for line in raw.lower().splitlines() if len(line) <= 400)
    beside = {
        cell for title in titles if "   " in title for cell in _GAP.split(title)
    }  # "Statistics Unit     Bulletin"
    heads = [
        match
        for match in found
        if not _is_row(raw, match)
        and (not _is_narrow(match) or len(numbers[_stem(match)]) > 1)
        and (
            len(numbers[_stem(match)]) > 1
            or wide[_stem(match)] > 1
            or _stem(match) in titles
            or (_stem(match) in beside and len(match["left"] or match["right"]) >= _WIDEST)
            or _stands_alone(raw, match)
        )
    ]
    starts = [match.start("first") if match["first"] else match.start("before") for match in heads]
    starts += [match.end() - len(match[0].lstrip(" \t\f>#")) for match in heads]  # "**16** | Annual Report"
    return frozenset((*starts, *(at for match in heads for at in _titles_beside(raw, match, titles))))


def _titles_beside(raw: str, match: re.Match[str], titles: Counter[str]) -> list[int]:
    """Where the lines just above and below the head of a page begin that are the title of a chapter, again."""
    found = []
    above, below = raw.rfind("\n", 0, max(0, match.start() - 1)) + 1, match.end() + 1
    for start, end in ((above, match.start() - 1), (below, raw.find("\n", below))):
        line = raw[start:end] if 0 <= start < end <= start + _LONGEST_TITLE else ""
        title = line.strip(" \t\f\r#*_>")
        if titles[title.lower()] > 1 and lines.has_words(title) and not lines.ends_sentence(title):
            found.append(start + line.index(title))
    return found


def _is_narrow(match: re.Match[str]) -> bool:
    """Whether few blanks stand behind a number that begins a line, as in many rows and lists."""
    return match["left"] is not None and not match["left"].strip() and len(match["left"]) < _WIDE


def _stem(match: re.Match[str]) -> str:
    """The title of a running head; its parts in one order, which changes between left and right pages."""
    parts = (" ".join(part.split()) for part in _PARTS.split((match["behind"] or match["before"]).lower()))
    return " ".join(sorted(part for part in parts if part))


def _is_row(raw: str, match: re.Match[str]) -> bool:
    """Whether a line that touches this one ends with a value too, as the rows of a table do."""
    if match["first"]:
        return False  # rows end with their values
    above = raw[max(0, match.start() - 300) : max(0, match.start() - 1)].rpartition("\n")[2]
    below = raw[match.end() + 1 : match.end() + 300].partition("\n")[0]
    return any(_VALUE_BEHIND.search(line.rstrip()) is not None for line in (above, below))


def _is_barred(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a bar stands behind the number of a page, far from all tables: "**16** | Annual Report"."""
    near = (before.rstrip().rpartition("\n")[2], after.lstrip().partition("\n")[0])
    return match["first"] is not None and "|" in match["left"] and not any("|" in line for line in near)


def _stands_alone(raw: str, match: re.Match[str]) -> bool:
    """Whether blank lines stand around, and the number far from its title; a row of a table has other rows near it."""
    gap = match["left"] or match["right"]
    before, after = raw[max(0, match.start() - 300) : match.start()], raw[match.end() : match.end() + 300]
    before, after = before.replace("\f", ""), after.replace("\f", "")
    alone = (not before or before.endswith(("\n\n", "\r\n\r\n"))) and after.lstrip(" \t\r\n") != after.lstrip(" \t\r")
    near = [*before.rstrip().splitlines()[-1:], *after.lstrip().splitlines()[:1]]
    return (
        alone
        and (
            len(gap) >= _WIDE
            or _is_barred(match, before, after)
            or (match["before"] is not None and match.start("before") - match.start() >= _FAR)
        )
        and (not after.strip() or after.lstrip(" \t\r\n")[:1] != "|")
        and " " in _stem(match)
        and not any(_VALUE_BEHIND.search(line.rstrip()) for line in near)
    )


def debris(texts: list[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Which lines of a paragraph are labels and ticks of a chart that was set into it, and with which it goes on.

    They stand between a line that was cut and the one that goes on in lower case: "coun-", "Car 2016", "0%  20%", "tries".
    """
    found: set[int] = set()
    resumed: set[int] = set()
    for number in range(len(texts) - 2):
        cut = _HYPHENED.search(texts[number]) is not None
        if number in found or lines.ends_sentence(texts[number]) or len(texts[number]) < _WIDEST_LABEL:
            continue
        last = number + 1
        while last < len(texts) and last - number <= _LONGEST_DEBRIS and _is_label(texts[last]):
            last += 1
        between = range(number + 1, last)
        if len(between) == 1 and lines.is_page_number(texts[number + 1]) and len(texts[number + 1]) <= _LONGEST_PAGE:
            continue
        goes_on = between and last < len(texts) and texts[last][:1].islower()
        if goes_on and (cut or any(lines.is_ticks(texts[at]) for at in between)):
            found.update(at for at in between if lines.caption_parts(texts[at]) is None)
            resumed.add(last)
    return frozenset(found), frozenset(resumed)


def _is_label(text: str) -> bool:
    return len(text) <= 2 * _WIDEST_LABEL and (
        lines.is_ticks(text)
        or (
            len(text) <= _WIDEST_LABEL and not text[:1].islower() and not lines.ends_sentence(text) and text[-1:] != ","
        )
    )


class Notes:
    """Footnotes that are only lines with a number in front; marks glued to words or years call for them."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._called: frozenset[str] | None = None

    def number(self, text: str) -> int | None:
        """The number of a line that looks like a note: 2 of "2 Denmark: provisional figure."."""
        match = _NUMBERED_NOTE.match(text)
        return int(match[1]) if match else None

    def is_called(self, number: int) -> bool:
        """Whether a mark of that number stands in the text: "per cent2", "since 20102", "Net2"."""
        if self._called is None:
            self._called = frozenset(_RAISED_MARK.findall(self._raw)) | frozenset(
                match[0]
                for match in _MARK.finditer(self._raw)
                if match["year"] is not None or _BEFORE_MARK.search(self._raw, max(0, match.start() - 6), match.start())
            )
        return str(number) in self._called
