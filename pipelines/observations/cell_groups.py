"""Who the values of a table are about: groups in stubs, heads of columns and captions.

Belongs here: telling a group ("Men", "16-24", "Rural") from what is measured or counted, putting together the groups of
stub and heads. Does not belong here: units, periods and areas of cells (see `cells`), groups in sentences (see
`populations`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from pipelines.numerals.scan import Scan
from pipelines.observations.populations import group_named, is_group, is_industry, population_mentions
from pipelines.reading.layout import Position
from pipelines.reading.lines import caption_parts
from pipelines.reading.tables import Grid
from pipelines.rules import words

_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ENCLOSED = re.compile(r"\(([^()\[\]]{3,20})\)\s?$")
_OF_WHICH = re.compile(r"^[\s*•–—-]*(?:(?:of which|o/w|including|thereof)\b:?\s*)?", re.IGNORECASE)
_LEADING = re.compile(r"\s?[:–—]\s|,\s")
_WORD = re.compile(r"[^\W\d_]+")
_COUNT_HEADS = words("cells_count_heads")
_NOT_COUNTED = words("subjects_not_counted") | words("cells_not_counted")
_MEASURED = words("subjects_measured")
_PEOPLE = frozenset(("employment", "unemployment", "population", "workforce", "employed", "unemployed"))
_SEXES = words("cell_groups_sexes")
_PLAIN = words("cell_groups_plain")
_SIZES = words("populations_size")
_DIMENSIONS = words("cell_groups_dimensions")
_OF_DIMENSIONS = words("cell_groups_of_dimensions")
_FIRMS = words("cell_groups_firms")
_PLAIN_INDUSTRIES = words("cell_groups_industries")
_TERMS = words("cell_groups_terms")
_TABLETS = frozenset(("tablet", "tablets"))
_READ_ON = frozenset(("desktop", "mobile", "desktops", "mobiles"))
_DIMENSIONS_OF_FIRMS = frozenset(("sector", "size class", "firm size", "company size", "ownership"))
_AGES = frozenset(("age", "ages", "aged"))
_UNITS_OF_AGE = words("dimensions_units_of_age")
_WHOLE = frozenset(
    ("total", "totals", "all", "both", "overall", "average", "unknown", "other", "others", "source", "note")
)
_WHOLES = ("all ", "total ", "both ")
_MEASURES = (["percentage"], ["share"], ["proportion"], ["number"], ["total"])
_OF_WHOM = frozenset(("of", "for", "among", "amongst"))
_OF_PLACES = words("cell_groups_of_places")
_DETERMINERS = frozenset(("the", "all", "these", "those", "its", "their"))
_MANY = 2  # stubs that name groups
_LONGEST_GROUP = 60  # characters of a stub that names one
_LONGEST = 120  # characters of a stub or head that is read
_LONGEST_CAPTION = 300
_LONGEST_HEAD = 6  # words
_LONGEST_LENDING = 6  # tokens of "New loans granted to households"
_SHORT = 4  # words of a head
_KEPT = 2000  # stubs and heads whose reading is kept


class GroupReader:
    """Reads whom the cells of tables are about; `scan` reads a short text, what was read of one is kept."""

    def __init__(self, scan: Callable[[str], Scan]) -> None:
        self._scan = scan
        self._stubs: dict[str, str | None] = {}
        self._heads: dict[str, str | None] = {}
        self._captions: dict[str, str | None] = {}
        self._rows: dict[tuple[int, int], str | None] = {}
        self._lists: dict[int, bool] = {}
        self._industries: dict[int, bool] = {}
        self._terms: dict[int, bool] = {}
        self._head_groups: dict[int, frozenset[str]] = {}

    def population(self, grid: Grid, cell: Position) -> tuple[str | None, str | None]:
        """The group that stub and heads of a cell name, and where it stands."""
        stub = grid.stubs.get(cell.row, "")
        row, column = self._of_row(grid, cell.row), self._of_heads(grid.heads.get(cell.column, ()))
        column = [] if column and column[0].lower() in _TABLETS and not _compares_devices(grid) else column
        if row and column and not _is_measure(stub):
            further = [part for part in column if self._is_plain(part) and part.lower() not in row.lower()]
            both = [row, *further] if not self._scan(row).brackets else [*further, row]
            return ", ".join(both), "inherited:stub"
        if column and (row is None or _is_measure(stub)):
            return ", ".join(column), "inherited:column_head"
        if row:
            return row, "inherited:stub"
        whole = any(_is_whole(text) for _, text in grid.stub_parts.get(cell.row, ()))
        if not whole and self._lists_groups(grid) and _is_group_of_list(stub):
            return stub, "inherited:stub"
        return None, None

    def for_measures(self, grid: Grid, cell: Position) -> tuple[str | None, str | None]:
        """The group of a cell without one in its stub, unless it counts: one of those in the heads, else the caption's."""
        heads = grid.heads.get(cell.column, ())
        if heads and heads[-1] in self._groups_in_heads(grid):
            return heads[-1], "inherited:column_head"
        for text in grid.around:
            if text not in self._captions:
                self._captions[text] = self._of_caption(text)
            if population := self._captions[text]:
                return population, "inherited:caption"
        return None, None

    def _of_row(self, grid: Grid, row: int) -> str | None:
        """The groups that the section and the cells of a stub name: "Rural, Male", "Men, 16-24"; the last of a kind wins."""
        if (id(grid), row) not in self._rows:
            parts = grid.stub_parts.get(row, ())
            groups = [self._of_part(grid, column, text) for column, text in parts]
            found = [group for group in groups if group]
            if found and len(parts) > 1:
                named = {*found, *(text for _, text in parts if _is_size(text))}
                texts = [group or text for group, (_, text) in zip(groups, parts, strict=True)]
                found = [text for text in dict.fromkeys(texts) if text in named]
            whole = self._of_stub(grid.stubs.get(row, "")) if not found and len(parts) > 1 else None
            self._rows[id(grid), row] = ", ".join(found) or whole
        return self._rows[id(grid), row]

    def _of_part(self, grid: Grid, column: int | None, text: str) -> str | None:
        """The group that one text of a stub names; whatever stands below "Sex" or "Household type" is one."""
        if _is_whole(text):
            return None
        if column is not None and any(map(_is_dimension, grid.heads.get(column, ()))) and _is_short(text):
            return text
        group = self._of_stub(text)
        if group and is_industry(text) and not self._lists_industries(grid, text):
            return None
        return None if group and _is_term(text) and self._speaks_of_terms(grid) else group

    def _of_stub(self, text: str) -> str | None:
        if text not in self._stubs:
            self._stubs[text] = self._read_stub(text)
        return self._stubs[text]

    def _read_stub(self, text: str) -> str | None:
        text = _OF_WHICH.sub("", text)
        if not text or len(text) > _LONGEST or _is_whole(text):
            return None
        if text.lower() in _PLAIN:
            return text
        lead, comma, last = text.rpartition(", ")
        if comma and last.lower() in _PLAIN and not self._names_group(lead):
            return last  # "Activity rate, women"
        return text if self._names_group(text) else self._received_by(text)

    def _received_by(self, text: str) -> str | None:
        """Who is lent to, in "Lending to enterprises", "New loans granted to households"."""
        found = [mention for mention in population_mentions(self._scan(text)) if mention.local and mention.tied]
        return found[0].value if len(found) == 1 and found[0].last < _LONGEST_LENDING else None

    def _names_group(self, text: str) -> bool:
        scan = self._scan(text)
        return bool(scan.brackets) or is_industry(text) or _is_of_group(scan)

    def _of_heads(self, heads: Sequence[str]) -> list[str]:
        """The groups that the heads of a column name, from the top; besides the lowest only those that are nothing else."""
        named: list[str] = []
        if len(heads) > 1 and _tells_groups(heads[-2]) and _is_short(heads[-1]) and not _is_whole(heads[-1]):
            return [heads[-1]]  # "Private | Public" below "Sector"
        for text in reversed(heads):
            if text not in self._heads:
                self._heads[text] = self._read_head(text)
            population = self._heads[text]
            if population and population not in named and (not named or self._is_plain(population)):
                named.append(population)
        return named[::-1]

    def _read_head(self, text: str) -> str | None:
        if not text or len(text) > _LONGEST:
            return None
        scan = self._scan(text)
        if scan.brackets:
            return scan.brackets[0].words
        lead = _LEADING.split(text, maxsplit=1)[0]  # "Households: housing"
        aside = _ENCLOSED.search(text)  # "Change since 2021 (mobile)"
        enclosed = group_named(aside[1]) if aside and aside[1].lower() in _READ_ON else None
        return group_named(text) or group_named(lead) or _sex_named(text) or enclosed

    def _is_plain(self, text: str) -> bool:
        """Whether a group can be told besides another one: a sex, "Rural", a bracket of ages or sizes."""
        return text.lower() in _PLAIN or bool(self._scan(text).brackets)

    def _of_caption(self, text: str) -> str | None:
        """The only group that a caption says its measures are of: "Participation of adults aged 16 and over"."""
        parts = caption_parts(text)
        title = parts[2] if parts else text
        if not title or len(title) > _LONGEST_CAPTION:
            return None
        scan = self._scan(title)
        tokens = scan.tokens
        found = {}
        mentions = [one for one in population_mentions(scan) if one.tied or tokens.word(one.first - 1) != "by"]
        if len({mention.value for mention in mentions}) > 1:
            return None  # "Lending to households and enterprises"
        for mention in mentions:
            at = mention.first - 1
            at -= tokens.word(at) in _DETERMINERS
            counted = tokens.word(at - 1) in _COUNT_HEADS and tokens.word(at) == "of"
            if not mention.tied or counted or tokens.low[mention.last] in _OF_PLACES:
                continue
            if tokens.word(at) in _OF_WHOM or mention.local:
                found[mention.value] = mention
        return next(iter(found)) if len(found) == 1 else None

    def _lists_industries(self, grid: Grid, text: str) -> bool:
        """Whether a stub is an industry, or may be one among others: not "Transport" and "Education" of a budget."""
        if _is_plain_industry(text):
            return True
        if id(grid) not in self._industries:
            self._industries[id(grid)] = any(_is_plain_industry(part) for part in _stub_texts(grid))
        return self._industries[id(grid)]

    def _speaks_of_terms(self, grid: Grid) -> bool:
        """Whether a table is about terms of loans, so that "Over 5 years" is no age."""
        if id(grid) not in self._terms:
            texts = [*grid.around, *(text for texts in grid.heads.values() for text in texts), *_stub_texts(grid)]
            found = {word for text in texts for word in _WORD.findall(text.lower())}
            self._terms[id(grid)] = not found.isdisjoint(_TERMS) and found.isdisjoint(_AGES)
        return self._terms[id(grid)]

    def _lists_groups(self, grid: Grid) -> bool:
        """Whether so many stubs of a table name groups of people or firms that the others are such groups too."""
        if id(grid) not in self._lists:
            stubs = set(grid.stubs.values())
            named = {
                text for row, text in grid.stubs.items() if self._of_row(grid, row) and not self._received_by(text)
            }
            others = sum(map(_is_group_of_list, stubs - named))
            self._lists[id(grid)] = len(named) >= max(_MANY, others)
        return self._lists[id(grid)]

    def _groups_in_heads(self, grid: Grid) -> frozenset[str]:
        """The lowest heads that are groups: "Paid users | Unpaid users", "All firms | Micro | Small"."""
        if id(grid) not in self._head_groups:
            heads = {texts[-1] for column, texts in grid.heads.items() if column not in grid.stub_columns and texts}
            nouns = Counter(noun for head in heads if (noun := _group_noun(head)))
            whole = any(_group_noun(head) and head.lower().startswith(_WHOLES) for head in heads)
            alike = whole and all(_is_group_of_list(head) or head.lower().startswith(_WHOLES) for head in heads)
            found = heads if alike and len(heads) > _MANY else {head for head in heads if nouns[_group_noun(head)] > 1}
            self._head_groups[id(grid)] = frozenset(found)
        return self._head_groups[id(grid)]


def _is_of_group(scan: Scan) -> bool:
    """Whether a stub is about a group, not about what it has: "Workers who stand", not "Banks' lending", "Loans, banks"."""
    tokens = scan.tokens
    for mention in population_mentions(scan):
        lead = tokens.low[: mention.first]
        measured = lead[:1] and (lead[0] in _COUNT_HEADS or not _MEASURED.isdisjoint(lead))
        if (len(lead) < 2 or measured) and tokens.word(mention.last + 1) not in ("'", "’"):
            return True
    return False


@lru_cache(maxsize=_KEPT)
def _sex_named(head: str) -> str | None:
    """The only sex that a short head names: "Male" of "UR Male", "women" of "Unemployment rate, women"."""
    words = _WORD.findall(_BRACKETED.sub(" ", head))
    named = [word for word in words if word.lower() in _SEXES]
    owning = any(mark in head for mark in ("'s", "’s"))  # "Men's clothing"
    return named[0] if len(named) == 1 and len(words) <= _LONGEST_HEAD and not owning else None


@lru_cache(maxsize=_KEPT)
def _group_noun(head: str) -> str:
    """The noun for people or firms that ends a short head, '' if none does."""
    words = _WORD.findall(_BRACKETED.sub(" ", head).lower())
    return words[-1] if 1 < len(words) <= _SHORT and is_group(words[-1]) and _MEASURED.isdisjoint(words) else ""


@lru_cache(maxsize=_KEPT)
def _is_group_of_list(stub: str) -> bool:
    """Whether a stub may name a group among others: it is short, no total, and says nothing of what is measured."""
    words = _WORD.findall(stub.lower())
    if words[:2] == ["of", "which"] or (stub.isupper() and len(stub) > 2 and not is_group(stub.lower())):
        return False  # a part of what stands above, an abbreviation: "PSCE"
    return (
        0 < len(stub) <= _LONGEST_GROUP
        and words[:1] not in (["total"], ["all"], ["overall"], ["average"], ["source"], ["note"], ["number"])
        and _MEASURED.isdisjoint(words)
        and _COUNT_HEADS.isdisjoint(words)
        and _PEOPLE.isdisjoint(words)
        and _NOT_COUNTED.isdisjoint(words)
    )


def _is_short(text: str) -> bool:
    """Whether a text may name a group: it is short and no measure."""
    return 0 < len(text) <= _LONGEST_GROUP and _MEASURED.isdisjoint(_WORD.findall(text.lower()))


@lru_cache(maxsize=_KEPT)
def _is_dimension(head: str) -> bool:
    """Whether the head of a column of stubs says that they are groups: "Sex", "Age group", "Type of household"."""
    words = _WORD.findall(head.lower())
    if not _FIRMS.isdisjoint(words):
        return "size" in words and len(words) <= _SHORT  # "Size of enterprise"
    return not _DIMENSIONS.isdisjoint(words) and all(word in _DIMENSIONS or word in _OF_DIMENSIONS for word in words)


def _tells_groups(head: str) -> bool:
    """Whether the heads below a head are groups: it is "Sector" or a dimension of people."""
    return _is_dimension(head) or head.lower() in _DIMENSIONS_OF_FIRMS


def _compares_devices(grid: Grid) -> bool:
    """Whether columns are of devices that pages are read on: "Desktop | Mobile | Tablet", not "Smartphone | Tablet"."""
    return any(text.lower() in _READ_ON for texts in grid.heads.values() for text in texts)


def _stub_texts(grid: Grid) -> Iterable[str]:
    """The texts that the stubs of a table are made of."""
    return (text for parts in grid.stub_parts.values() for _, text in parts)


@lru_cache(maxsize=_KEPT)
def _is_plain_industry(text: str) -> bool:
    """Whether a text names an industry that is nothing else, as "Transport" is a cost and a product too."""
    return is_industry(text) and not _PLAIN_INDUSTRIES.isdisjoint(_WORD.findall(text.lower()))


@lru_cache(maxsize=_KEPT)
def _is_term(text: str) -> bool:
    """Whether a bracket may be one of terms: "Up to 1 year", "Over 5 years"."""
    return not _UNITS_OF_AGE.isdisjoint(_WORD.findall(text.lower())) and any(map(str.isdigit, text))


def _is_whole(text: str) -> bool:
    """Whether a stub stands for all groups: "Total", "Both sexes", "All ages"."""
    words = _WORD.findall(text.lower())
    return words[:1] != [] and words[0] in _WHOLE and words[1:] in ([], ["sexes"], ["ages"], ["persons"])


def _is_size(text: str) -> bool:
    """Whether a stub only says which of a group: "Large" below "Enterprises"."""
    return bool(text) and all(word in _SIZES for word in _WORD.findall(text.lower()))


def _is_measure(stub: str) -> bool:
    """Whether a stub says what is measured ("Percentage of workers who ..."), so that heads tell better of whom."""
    return _WORD.findall(stub.lower())[:1] in _MEASURES
