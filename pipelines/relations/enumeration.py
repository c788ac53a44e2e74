"""`enumeration`: a stated count against the list that it announces.

Belongs here: "five items: (1) ... (5)", "six bills" and the six acts of the footnote, "the following three categories"
and a. b. c., "three countries (Germany, France and Italy)", "two reasons. First, ...", "five periods" and the five columns
of the table that is cited. Does not belong here: cutting lists into items (see `items`, `listed_passages`), parts that
have values of their own.

A count is called wrong only if the text announces its list ("the following three", "three: ...", "namely") and the list is
surely complete and well cut; else a list only confirms it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pipelines.numerals.nouns import is_count_noun, singular
from pipelines.numerals.scan import Scan
from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading import Kind
from pipelines.reading.tables import Grid, is_value
from pipelines.reading.text import MappedText
from pipelines.reading.tokens import Tokens, tokenize
from pipelines.relations.context import Context
from pipelines.relations.items import (
    CUES,
    Listing,
    is_incomplete,
    listed_items,
    marked_items,
    quoted_items,
)
from pipelines.relations.listed_passages import ordinals_after, passages_after
from pipelines.relations.statement import Operand, Relation, Repair, spans
from pipelines.relations.valued_lists import valued_items
from pipelines.relations.wording import shown
from pipelines.rules import Phrases, table, words

_HEDGES = Phrases([row for row in table("hedges") if row["place"] == "before"])
_POINTING = frozenset(row["words"] for row in table("list_cues") if row["cue"] == "pointing")
_PREPOSITIONS = frozenset(row["words"] for row in table("list_cues") if row["cue"] == "prepositional")
_OPENING = frozenset(row["words"] for row in table("list_cues") if row["cue"] == "opens")
_DIVIDING = words("enumeration_dividing")
_NAMED = words("enumeration_named")
_SUPERLATIVES = words("enumeration_superlatives")
_LONGEST_BRACKET = 12  # tokens
_SENTENCES = (Kind.PARAGRAPH, Kind.FOOTNOTE)
_MOST = 40
_LONGEST_LIST = 240  # tokens
_FEW = 3  # items
_NEAR = 2  # how far a count of items that are only parted by commas may be off and still be accused
_REACH = 8  # tokens from a count to the end of its noun phrase
_MARK_REACH = 60  # characters from a count to its footnote mark
_LONGEST_NOTE = 4000  # characters


@dataclass(frozen=True, slots=True)
class _Count:
    """A count of two to forty things: tokens `first` to `last`, its noun's last token, its observation if it is one."""

    scan: Scan
    index: int
    first: int
    last: int
    noun: int
    value: int
    observation: Observation | None

    @property
    def span(self) -> tuple[int, int]:
        tokens = self.scan.tokens
        return self.scan.sentence.span(tokens.starts[self.first], tokens.ends[self.last])


def find_enumerations(context: Context) -> list[Relation]:
    """The counts of a document with the lists that they announce, one relation for each list."""
    counted = defaultdict(list)
    for observation in context.observed.observations:
        counted[observation.sentence].append(observation)
    found = []
    for index, scan in enumerate(context.scans):
        if scan.sentence.kind not in _SENTENCES or not (scan.counts or index in counted):
            continue
        counts = list(_counts(scan, index, counted.get(index, [])))
        if counts:
            found += _of_sentence(context, scan, counts, counted)
    return found


def _counts(scan: Scan, index: int, observations: list[Observation]) -> Iterator[_Count]:
    """The counts of a sentence in their order: those that point at a list, and observed ones of things."""
    tokens = scan.tokens
    candidates: list[tuple[int, int, Fraction, Observation | None]] = [
        (amount.first, amount.last, amount.value, None) for amount, role in scan.counts if role == "list_count"
    ]
    for one in observations:
        quantity = one.quantity
        exact = quantity.qualifier == "exact" and quantity.upper is None and not quantity.scale
        if quantity.kind == "count" and exact and quantity.amount.form in ("digits", "words"):
            candidates.append((quantity.first, quantity.last, quantity.value, one))
    for first, last, value, observation in sorted(candidates, key=lambda candidate: candidate[0]):
        hedged = _HEDGES.before(tokens.low, first) or tokens.word(last + 1) in ("or", "-", "to")
        if value == int(value) and 2 <= value <= _MOST and not hedged:
            yield _Count(scan, index, first, last, _noun(tokens, last), int(value), observation)


def _noun(tokens: Tokens, last: int) -> int:
    """The counted noun behind a count: its first plural, else the word right behind."""
    for at in range(last + 1, min(last + 1 + _REACH, len(tokens))):
        if not tokens.is_word(at):
            break
        if is_count_noun(tokens.low[at]):
            return at
    return last + 1 if tokens.is_word(last + 1) else last


def _of_sentence(
    context: Context, scan: Scan, counts: list[_Count], counted: Mapping[int, list[Observation]]
) -> list[Relation]:
    """Lists inside the sentence go first; then what follows it, its footnotes, and the table that it cites."""
    found: list[Relation] = []
    begun = 0
    for opener, listings in _inline(scan.tokens, counts):
        relation = _matched(scan, [count for count in counts if begun <= count.first < opener], opener, listings)
        if relation:
            found.append(relation)
            begun = opener
    if not found:
        relation = (
            _valued(scan, counts, counted)
            or _pointed(context, scan, counts, counted)
            or _before_verb(scan, counts)
            or _apposed(scan, counts)
        )
        found += [relation] if relation else []
    for finder in (_behind, _footnoted, _tabulated):
        relation = None if found else finder(context, scan, counts)
        found += [relation] if relation else []
    return found


def _inline(tokens: Tokens, counts: list[_Count]) -> Iterator[tuple[int, list[Listing]]]:
    """The lists of a sentence behind its first count, each with the token that opens it."""
    start = counts[0].last + 1
    marked = marked_items(tokens.sentence, tokens.ends[counts[0].last])
    if marked:
        opener = next(at for at in range(start, len(tokens)) if tokens.starts[at] >= marked.items[0][0])
        if not is_incomplete(tokens, start, opener - 1):
            yield opener, [marked]
        return
    for at in range(start, len(tokens)):
        text, cue = tokens.texts[at], CUES.at(tokens.low, at)
        if cue is not None and cue.row["cue"] == "incomplete":
            return
        quoted = quoted_items(tokens, at + 1) if tokens.low[at] in ("of", ":", "(", ",") else None
        if quoted:
            yield at, [quoted]
        elif cue is not None and cue.row["cue"] == "opens":
            begin = at + len(cue.words)
            begin += tokens.word(begin) in (",", ":", ".")
            yield at, listed_items(tokens, begin, _end(tokens, begin))
        elif text == ":" or (text in ("–", "—") and not tokens.glued(at)):
            yield at, listed_items(tokens, at + 1, _end(tokens, at + 1))
        elif tokens.low[at] in ("are", "were") and (_is_subject(counts, at) or _counted_before(counts, at)):
            named = listed_items(tokens, at + 1, _end(tokens, at + 1))
            yield at, [one for one in named if _are_names(tokens, one)]  # "The two exceptions were Malta and Cyprus"
        elif text == "(" and any(count.noun == at - 1 for count in counts):
            close = next((k for k in range(at + 1, min(at + 80, len(tokens))) if tokens.texts[k] == ")"), None)
            if close is not None and not any(tokens.is_number(k) for k in range(at + 1, close)):
                yield at, listed_items(tokens, at + 1, close - 1)


def _counted_before(counts: list[_Count], at: int) -> bool:
    """Whether a count stands right before a token, with its noun or without."""
    return any(at - 1 in (count.noun, count.last) for count in counts)


def _is_subject(counts: list[_Count], at: int) -> bool:
    """Whether a sentence begins with the only count up to a token: "The three regions that grew are Alba, Brod and Cluj"."""
    tokens = counts[0].scan.tokens
    return counts[0].first == 1 and tokens.low[0] == "the" and all(count.first > at for count in counts[1:])


def _end(tokens: Tokens, begin: int) -> int:
    """The last token of a list that goes on to the end of its sentence or of the dashes around it."""
    last = min(len(tokens) - 1, begin + _LONGEST_LIST)
    for at in range(begin, last + 1):
        if tokens.texts[at] in ("–", "—") and not tokens.glued(at):
            last = at - 1
            break
    while last >= begin and tokens.texts[last] in (".", "!", "?"):
        last -= 1
    return last


def _matched(scan: Scan, counts: list[_Count], opener: int, listings: list[Listing]) -> Relation | None:
    """The count that a list agrees with, else the one that announces it; None if none surely does."""
    placed = [_placed(scan.sentence.content, listing) for listing in listings]
    for listing in placed:
        for count in reversed(counts):
            if listing.least <= count.value <= listing.most:
                return _relation(count, listing, accusing=_announces(count, opener))
    if len(placed) != 1 or not counts:
        return None
    count, listing = counts[-1], placed[0]
    named = _is_named(count, listings[0])
    governed = scan.tokens.word(count.first - 1) in _PREPOSITIONS  # "in two rounds: ..." may go with another noun
    most = _NEAR - (governed and not named)
    far = listing.form == "listed" and min(abs(count.value - listing.least), abs(count.value - listing.most)) > most
    in_brackets = scan.tokens.text(opener) == "("
    if in_brackets and len(listing.items) < _FEW and not _are_names(scan.tokens, listings[0]):
        return None  # "three pupils (boys and girls)"
    announced = _announces(count, opener) or (named and len(counts) == 1 and _is_told(count, opener))
    return _relation(count, listing, accusing=True) if listing.certain and not far and announced else None


def _is_told(count: _Count, opener: int) -> bool:
    """Whether names are those of what was counted: behind "namely" and the like, or all of them behind a colon."""
    tokens = count.scan.tokens
    cue = CUES.at(tokens.low, opener)
    of_all = tokens.word(count.first - 1) == "all" and count.noun + 1 == opener
    return of_all or (cue is not None and cue.row["cue"] == "opens")


def _is_named(count: _Count, listing: Listing) -> bool:
    """Whether a count is of what has names, such as countries, and three or more names are listed."""
    tokens = count.scan.tokens
    has_names = singular(tokens.low[count.noun]) in _NAMED
    return has_names and len(listing.items) >= _FEW and _are_names(tokens, listing)


def _are_names(tokens: Tokens, listing: Listing) -> bool:
    """Whether all items begin with a capital, behind an article if there is one."""
    items = (tokens.sentence[start:end].removeprefix("the ") for start, end in listing.items)
    return all(item[:1].isupper() for item in items)


def _valued(scan: Scan, counts: list[_Count], counted: Mapping[int, list[Observation]]) -> Relation | None:
    """The list of names with values behind a count: "in all five groups: Services (136,109), Commerce (48,040) ..."."""
    tokens = scan.tokens
    listing = valued_items(tokens, counted.get(counts[0].index, []))
    if listing is None:
        return None
    opener = next(at for at in range(len(tokens)) if tokens.starts[at] >= listing.items[0][0])
    placed = _placed(scan.sentence.content, listing)
    before = [count for count in counts if count.first < opener]
    for count in reversed(before):
        if count.value == listing.least:
            return _relation(count, placed, accusing=_announces(count, opener))
    surely = before and listing.certain and _announces(before[-1], opener) and tokens.word(opener - 1) == ":"
    return _relation(before[-1], placed, accusing=True) if surely else None


def _pointed(
    context: Context, scan: Scan, counts: list[_Count], counted: Mapping[int, list[Observation]]
) -> Relation | None:
    """The list of names with values in the sentence before: "... and Sabah (6.7%). These five states contributed"."""
    count = counts[0]
    index = count.index - 1
    same = index >= 0 and context.scans[index].sentence.passage == scan.sentence.passage
    if not same or count.first != 1 or scan.tokens.word(0) not in ("these", "those"):
        return None
    before = context.scans[index]
    listing = valued_items(before.tokens, counted.get(index, []))
    if listing is None or abs(listing.least - count.value) > 1:
        return None
    surely = listing.certain or listing.least == count.value
    return _relation(count, _placed(before.sentence.content, listing), accusing=surely) if surely else None


def _before_verb(scan: Scan, counts: list[_Count]) -> Relation | None:
    """The list with which a sentence begins: "Safety, access and speed are the three pillars of the plan"."""
    tokens, count = scan.tokens, counts[0]
    at = count.first - 1
    at -= tokens.word(at) in _POINTING
    if tokens.word(at) not in ("are", "were", "form", "constitute") or is_incomplete(tokens, 0, at - 1):
        return None
    for listing in listed_items(tokens, 0, at - 1):
        near = abs(count.value - listing.least) <= 1 and len(listing.items) >= _FEW
        holds = listing.least <= count.value <= listing.most
        surely = listing.certain and near and tokens.low[0] not in _PREPOSITIONS
        if holds or surely:
            return _relation(count, _placed(scan.sentence.content, listing), accusing=surely)
    return None


def _apposed(scan: Scan, counts: list[_Count]) -> Relation | None:
    """The names beside a count: "the two public operators, Anwil and Borex, had", "the three ports Ulm, Ems and Aa"."""
    tokens = scan.tokens
    for count in counts:
        comma = tokens.text(count.noun + 1) == ","
        names = list(_names(tokens, count.noun + 1 + comma))
        if len(names) < 2 or count.noun == count.last:
            continue
        items = tuple((tokens.starts[begin], tokens.ends[end]) for begin, end in names)
        listing = Listing(items, len(items), len(items), certain=True, form="listed")
        closed = tokens.text(names[-1][1] + 1) in (",", ".", ")", ";") if comma else len(names) >= _FEW
        at = count.first - 1
        at -= tokens.word(at) in _SUPERLATIVES  # "the top three banks"
        definite = tokens.word(at) in ("the", "these", "those", "has", "have", "had", "its", "their")
        near = abs(len(items) - count.value) <= _NEAR
        opening = tokens.word(at - 1) in _PREPOSITIONS  # "In the three years, Oslo and Bergen grew"
        surely = closed and definite and near and not opening
        if count.value == len(items) or surely:
            return _relation(count, _placed(scan.sentence.content, listing), accusing=surely)
    return None


def _names(tokens: Tokens, begin: int) -> Iterator[tuple[int, int]]:
    """The first and last tokens of names that commas and a last "and" join; nothing if no "and" stands before the last."""
    found: list[tuple[int, int]] = []
    at, last = begin, False
    while at < len(tokens):
        end = at
        while tokens.is_word(end) and tokens.texts[end][0].isupper():
            end += 1
        if end == at:
            return
        end = _behind_bracket(tokens, end)
        found.append((at, end - 1))
        if last:
            yield from found
            return
        comma = tokens.text(end) == ","
        last = tokens.word(end + comma) == "and"
        if not comma and not last:
            return
        at = end + comma + last


def _behind_bracket(tokens: Tokens, at: int) -> int:
    """The token behind a bracket that opens at `at`, and `at` where none does."""
    if tokens.text(at) != "(":
        return at
    inside = range(at + 1, min(len(tokens), at + _LONGEST_BRACKET))
    return next((k + 1 for k in inside if tokens.texts[k] == ")"), at)


def _placed(content: MappedText, listing: Listing) -> Listing:
    """A list with the spans of its items in the transcription."""
    items = tuple(content.span(*item) for item in listing.items)
    return Listing(items, listing.least, listing.most, listing.certain, listing.form)


def _announces(count: _Count, opener: int) -> bool:
    """Whether a count surely counts the list that begins at token `opener`.

    "The following three categories", "there are three reasons", or a count whose noun stands right before the list. Not
    "findings from the three surveys: ...", which points at things that were named before, nor "the following countries
    took part in two rounds: ...".
    """
    tokens = count.scan.tokens
    before = tokens.word(count.first - 1)
    if _follows(tokens, count):
        return True
    if "following" in tokens.low[:opener]:
        return False
    if before in ("are", "were") and tokens.word(count.first - 2) == "there":
        return True
    if count.first == 1 and before == "the" and tokens.word(opener) in ("are", "were"):
        return True
    if before in _POINTING and tokens.word(count.first - 2) in _PREPOSITIONS:
        return tokens.text(opener) == "(" or tokens.word(opener) == "of"
    if before == "of" and tokens.word(count.first - 2) in ("all", "one"):
        return False
    behind = tokens.low[count.noun + 1 : opener]
    while behind and (behind[-1] in (":", ",") or behind[-1] in _OPENING):
        behind = behind[:-1]
    be = behind in (["are"], ["were"], ["is"], [","])
    if not behind or be:
        return True
    alone = behind[0] == "of" or not any(is_count_noun(word) for word in behind)  # "three deals with partners: ..."
    return behind[0] in _PREPOSITIONS and alone and len(behind) <= _REACH and tokens.text(opener) != "("


def _follows(tokens: Tokens, count: _Count) -> bool:
    """ "The following three", "the three following"; not "following two meetings"."""
    at = count.first - 1
    before = tokens.word(at) == "following" and tokens.word(at - 1) in ("the", "these", "with", "into", "in")
    return before or tokens.word(count.last + 1) == "following"


def _behind(context: Context, scan: Scan, counts: list[_Count]) -> Relation | None:
    """The list in the passages after a sentence that ends its own, or in the sentences after it."""
    sentence, count = scan.sentence, counts[-1]
    tokens = scan.tokens
    if is_incomplete(tokens, count.last, len(tokens) - 1):
        return None
    index = count.index
    last = (
        index + 1 >= len(context.reading.sentences) or context.reading.sentences[index + 1].passage != sentence.passage
    )
    listing = passages_after(context, sentence.passage) if last else ordinals_after(context, index)
    if listing is None:
        return None
    for one in reversed(counts):
        if one.value == listing.least:
            return _relation(one, listing, accusing=_leads(one, listing))
    return _relation(count, listing, accusing=True) if listing.certain and _leads(count, listing) else None


def _leads(count: _Count, listing: Listing) -> bool:
    """Whether a count surely counts what follows its sentence: it announces it, or opens it with a colon."""
    tokens = count.scan.tokens
    colon = tokens.text(len(tokens) - 1) == ":"
    if "follows" in tokens.low[count.last :] or _follows(tokens, count):
        return True
    if listing.form == "from first to last":
        before = tokens.word(count.first - 1)
        return before not in _PREPOSITIONS and before not in _POINTING
    return colon and _announces(count, len(tokens) - 1)


def _footnoted(context: Context, scan: Scan, counts: list[_Count]) -> Relation | None:
    """The list in the footnote whose mark stands behind a count ("six bills⁷")."""
    if not scan.noted:
        return None
    for count in counts:
        note = _footnote(context, count.span[1])
        if note is None:
            continue
        tokens = tokenize(note.text[:_LONGEST_NOTE])
        if not tokens or is_incomplete(tokens, 0, len(tokens) - 1):
            continue
        for listing in listed_items(tokens, 0, _end(tokens, 0)):
            placed = _placed(note, listing)
            surely = _share_a_word(note.text, listing)
            if surely or listing.least <= count.value <= listing.most:
                return _relation(count, placed, accusing=surely)
    return None


def _footnote(context: Context, start: int) -> MappedText | None:
    """The text of the footnote whose mark follows within a noun phrase."""
    marks = context.reading.marks
    at = bisect_left(marks, start, key=lambda mark: mark.start)
    if at == len(marks) or marks[at].start > start + _MARK_REACH:
        return None
    return context.footnotes.get(context.reading.raw[marks[at].start : marks[at].end])


def _share_a_word(text: str, listing: Listing) -> bool:
    """Whether one noun stands in every item, as in a list of acts."""
    if listing.least != listing.most or listing.least < 3:
        return False
    items = [text[start:end].lower().split() for start, end in listing.items]
    shared = set.intersection(*({singular(word.strip("(),.")) for word in item} for item in items))
    return any(len(word) > 2 and word not in ("the", "and", "for") for word in shared)


def _tabulated(context: Context, scan: Scan, counts: list[_Count]) -> Relation | None:
    """The columns or rows of the table that the sentence cites ("five periods (Figure 2)"), if it holds words."""
    if not scan.references:
        return None
    for grid in _cited_grids(context, scan):
        for count in counts:
            listing = _lines(context, grid, count)
            if listing:
                return _relation(count, listing, accusing=not _DIVIDING.isdisjoint(scan.tokens.low))
    return None


def _cited_grids(context: Context, scan: Scan) -> list[Grid]:
    numbers = {reference.number for reference in scan.references}
    figures = context.observed.figures.of_passage
    return [
        grid
        for grid in context.reading.grids.values()
        if grid.caption is not None and grid.caption in figures and figures[grid.caption].number in numbers
    ]


def _lines(context: Context, grid: Grid, count: _Count) -> Listing | None:
    """The columns with a head, or the rows with a stub, of a table of words: those that are as many as stated.

    A table whose corner is empty lists its columns; if their number is another, that may be told.
    """
    columns = sorted({column for _, column in grid.cells})
    rows = sorted({row for row, _ in grid.cells})
    if len(columns) < 2 or len(rows) < 2:
        return None
    body = [text for (row, column), text in grid.cells.items() if row > rows[0] and column > columns[0] and text]
    if not body or sum(is_value(text) for text in body) * 2 > len(body):
        return None
    heads = [(rows[0], column) for column in columns[1:] if grid.cells.get((rows[0], column))]
    stubs = [(row, columns[0]) for row in rows[1:] if grid.cells.get((row, columns[0]))]
    corner = grid.cells.get((rows[0], columns[0]), "")
    for cells, form in ((heads, "as columns of the table"), (stubs, "as rows of the table")):
        if len(cells) == count.value:
            return _cells(context, grid, cells, form)
    whole = not corner and len(heads) == len(columns) - 1 and abs(len(heads) - count.value) == 1
    return _cells(context, grid, heads, "as columns of the table") if whole else None


def _cells(context: Context, grid: Grid, wanted: list[tuple[int, int]], form: str) -> Listing:
    places = set(wanted)
    items = tuple(
        sentence.span(0, len(sentence.text))
        for sentence in context.reading.sentences
        if sentence.cell and sentence.cell.table == grid.number and (sentence.cell.row, sentence.cell.column) in places
    )
    return Listing(items[: len(wanted)], len(wanted), len(wanted), certain=True, form=form)


def _relation(count: _Count, listing: Listing, *, accusing: bool) -> Relation:
    """A count with its list; `accusing` says that another number of items would be called wrong."""
    start, end = count.span
    operand = Operand(start, end, "count", count.observation)
    operands = [operand, *(Operand(*item, "item") for item in listing.items)]
    computed = Interval(Fraction(listing.least), Fraction(listing.most))
    holds = listing.least <= count.value <= listing.most
    tokens = count.scan.tokens
    stated = " ".join(tokens.sentence[tokens.starts[count.first] : tokens.ends[max(count.last, count.noun)]].split())
    number = str(listing.least) if listing.least == listing.most else f"{listing.least} to {listing.most}"
    link = "and" if holds else "but"
    explanation = f"The text says {shown(Fraction(count.value))}, {link} {number} items stand {listing.form}."
    repairs = [] if holds else [Repair(operand, computed, Fraction(listing.least), str(listing.least))]
    return Relation(
        "enumeration",
        operands,
        *spans(operands),
        stated,
        "consistent" if holds else "inconsistent",
        explanation,
        "face" if holds else None,
        computed,
        Fraction(int(accusing and listing.certain)),
        repairs,
    )
