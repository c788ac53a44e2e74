"""`reference` of what is numbered: footnotes and their marks, captions with one number, sections, years of tables.

Belongs here: series of numbers that the text itself gives to its parts. Does not belong here: citations of figures (see
`reference`), relations between values.

A gap or a missing text may be a fault of the transcription, so it is undecidable. What is called wrong is a number given
twice where the next one is missing, and the one year of a table's head that leaves its series.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations.figures import Figure
from pipelines.observations.intervals import Interval
from pipelines.reading import Kind, Sentence
from pipelines.relations.context import Context
from pipelines.relations.statement import Operand, Relation, Repair, spans

_NUMBERED = re.compile(r"(?:(?:Section|Chapter|Part)\s+)?(\(?)(\d{1,2}(?:\.\d{1,2}){0,3})([.)]?)\s+\S")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,])")
_CONTINUED = re.compile(r"\bcont(?:inued|'d|\.)?\b", re.IGNORECASE)
_LAST = re.compile(r"(\d+)$")
_MARK_TO_NOTE = 12  # characters between the mark of a footnote and its text
_FEWEST = 3  # headings of a series
_FEWEST_YEARS = 5
_SOME_YEARS = 2
_MOST = 300


def find_numberings(context: Context) -> list[Relation]:
    """One relation for each footnote, each number that is given twice, each series of sections or of years."""
    return [
        *_footnotes(context),
        *_duplicates(context),
        *_sections(context),
        *_years(context),
        *_absent_years(context),
    ]


def _made(operands: list[Operand], stated: str, why: str, verdict: str = "undecidable") -> Relation:
    start, end = spans(operands[:1])
    holds_by = "face" if verdict == "consistent" else None
    return Relation("reference", operands, start, end, stated, verdict, why, holds_by)


def _footnotes(context: Context) -> Iterator[Relation]:
    """Marks and notes of one number; a document none of whose notes is known has its marks for other things."""
    reading = context.reading
    notes: dict[str, Operand] = {}
    marks: dict[str, Operand] = {}
    begins = {
        passage.content.origin(0)
        for passage in reading.passages
        if passage.kind is Kind.FOOTNOTE and passage.content.text
    }
    for mark in reading.marks:
        number = reading.raw[mark.start : mark.end]
        if not number.isdecimal():
            continue
        of_note = any(mark.end + gap in begins for gap in range(_MARK_TO_NOTE))
        (notes if of_note else marks).setdefault(number, Operand(mark.start, mark.end, "note" if of_note else "mark"))
    known = notes.keys() & marks.keys()
    if len(known) * 2 < len(marks):
        return
    for number in sorted(notes.keys() | marks.keys(), key=int)[:_MOST]:
        operands = [one for one in (marks.get(number), notes.get(number)) if one]
        name = f"Footnote {number}"
        if number in known:
            yield _made(operands, name, f"{name} is marked in the text, and its note stands.", "consistent")
        elif number in marks:
            yield _made(operands, name, f"{name} is marked in the text, but its note is nowhere in the transcription.")
        else:
            yield _made(operands, name, f"The note {number} stands, but nothing in the text is marked with it.")


def _duplicates(context: Context) -> Iterator[Relation]:
    """Two captions of one number that say different things."""
    figures = context.observed.figures
    captions: dict[int, list[int]] = defaultdict(list)
    for passage, figure in figures.of_passage.items():
        captions[id(figure)].append(passage)
    twice = [figure for figure in figures.by_key.values() if len(captions[id(figure)]) == 2]
    if len(twice) > 1 and len(twice) * 4 > len(captions):
        return  # the numbers of every chapter begin anew
    for figure in twice:
        texts = [context.reading.passages[at].content for at in captions[id(figure)]]
        folded = {" ".join(text.text.lower().split()) for text in texts}
        if len(folded) == 1 or any(_CONTINUED.search(text.text) for text in texts):
            continue
        operands = [Operand(*text.span(0, len(text.text)), "caption") for text in texts]
        name = f"{figure.label.capitalize()} {figure.number}"
        following = _next(figure)
        gone = following is not None and (figure.label, following) not in figures.by_key
        later = any(other.label == figure.label and _after(other, figure) for other in figures.by_key.values())
        why = f"{name} is the number of two captions that differ"
        if gone and later:
            yield _made(operands, name, f"{why}, and there is no {following}.", "inconsistent")
        else:
            yield _made(operands, name, f"{why}.")


def _next(figure: Figure) -> str | None:
    last = _LAST.search(figure.number)
    return f"{figure.number[: last.start()]}{int(last[1]) + 1}" if last else None


def _after(other: Figure, figure: Figure) -> bool:
    """Whether a figure stands in the same series, two numbers later or more."""
    last, own = _LAST.search(other.number), _LAST.search(figure.number)
    if last is None or own is None or other.number[: last.start()] != figure.number[: own.start()]:
        return False
    return int(last[1]) > int(own[1]) + 1


def _sections(context: Context) -> Iterator[Relation]:
    """Headings "1.", "2.", "3." or "2.1", "2.2" under one heading, until they begin anew."""
    runs: dict[tuple[str, str], list[tuple[int, Operand]]] = {}
    for passage in context.reading.passages:
        found = _NUMBERED.match(passage.content.text) if passage.kind is Kind.HEADING else None
        if found is None:
            continue
        parent, _, last = found[2].rpartition(".")
        style = f"{found[1]}{found[2].count('.')}{found[3]}"
        operand = Operand(*passage.content.span(found.start(2), found.end(2)), "member")
        key = (style, parent)
        if int(last) == 1 and key in runs:
            yield from _series(runs.pop(key), parent)
        runs.setdefault(key, []).append((int(last), operand))
    for (_, parent), run in runs.items():
        yield from _series(run, parent)


def _series(run: list[tuple[int, Operand]], parent: str) -> Iterator[Relation]:
    if len(run) < _FEWEST:
        return
    numbers = [number for number, _ in run]
    operands = [operand for _, operand in run][:_MOST]
    prefix = f"{parent}." if parent else ""
    name = f"Sections {prefix}{numbers[0]} to {prefix}{numbers[-1]}"
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        yield _made(operands, name, f"{name} follow without a gap.", "consistent")
        return
    at = next(at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1] + 1)
    why = f"Section {prefix}{numbers[at]} follows {prefix}{numbers[at - 1]}."
    yield _made(operands, name, why)


def _years(context: Context) -> Iterator[Relation]:
    """The years in the head of a table, or in its first column, in their order."""
    lines: dict[tuple[int, str, int], list[tuple[int, Operand]]] = defaultdict(list)
    for sentence in context.reading.sentences:
        cell = sentence.cell
        if cell is None:
            continue
        place = context.reading.grids[cell.table].place(cell)
        if place not in ("head", "stub"):
            continue
        found = _only_year(sentence)
        if found:
            key = (cell.table, place, cell.row if place == "head" else cell.column)
            lines[key].append(found)
    for members in lines.values():
        if len(members) >= _FEWEST_YEARS:
            yield from _chronology(members[:_MOST])


def _absent_years(context: Context) -> Iterator[Relation]:
    """Years of sentences that cite a table with years in its heads, none of which they are."""
    years: dict[int, set[str]] = defaultdict(set)
    for grid in context.reading.grids.values():
        if grid.caption is not None:
            heads = (*(text for texts in grid.heads.values() for text in texts), *grid.stubs.values())
            years[grid.caption] |= {year for text in heads for year in _YEAR.findall(text)}
    told: set[tuple[int, str]] = set()
    for one in context.observed.observations:
        period, figure = one.slots.period, one.figure
        if period is None or figure is None or figure.passage is None or one.figure_from != "stated":
            continue
        known, year = years.get(figure.passage, set()), period.code[:4]
        stated = one.slots.period_from == "stated" and len(period.code) == len(year) and year.isdecimal()
        if figure.label == "table" and stated and len(known) >= _SOME_YEARS and year not in known:
            name = f"Table {figure.number}"
            if (one.sentence, year) not in told:
                told.add((one.sentence, year))
                why = f"The text cites {name} and speaks of {year}, which is none of the years of the table."
                yield _made([Operand(one.start, one.end, "value", one)], name, why)


def _only_year(sentence: Sentence) -> tuple[int, Operand] | None:
    years = list(_YEAR.finditer(sentence.text)) if len(sentence.text) <= 40 else []
    if len(years) != 1:
        return None
    return int(years[0][0]), Operand(*sentence.span(*years[0].span()), "member")


def _chronology(members: Sequence[tuple[int, Operand]]) -> Iterator[Relation]:
    """Years with one step between all of them; the one that leaves the series if there is only one."""
    years = [year for year, _ in members]
    operands = [operand for _, operand in members]
    name = f"{years[0]} to {years[-1]}"
    steps = {later - earlier for earlier, later in zip(years, years[1:], strict=False)}
    if all(step > 0 for step in steps) or all(step < 0 for step in steps):
        yield _made(operands, name, f"The years {name} of the table follow in order.", "consistent")
        return
    astray = [(at, meant) for at in range(1, len(years) - 1) if (meant := _meant(years, at)) is not None]
    if len(astray) == 1:
        at, meant = astray[0]
        why = f"In the years {name} of the table, {years[at]} stands where {meant} would follow."
        relation = _made([operands[at], *operands[:at], *operands[at + 1 :]], name, why, "inconsistent")
        relation.computed = Interval(Fraction(meant), Fraction(meant))
        relation.repairs = [Repair(operands[at], relation.computed, Fraction(meant), str(meant))]
        yield relation


def _meant(years: Sequence[int], at: int) -> int | None:
    """The year that all others leave for this place, if they have one step."""
    step = (years[-1] - years[0]) // (len(years) - 1)
    wanted = [years[0] + step * place for place in range(len(years))]
    others = [(year, meant) for place, (year, meant) in enumerate(zip(years, wanted, strict=True)) if place != at]
    fits = step != 0 and all(year == meant for year, meant in others)
    return wanted[at] if fits and wanted[at] != years[at] else None
