"""`reference`: what is cited exists, what is captioned is numbered without gaps, damaged numbers are named.

Belongs here: citations and captions of figures and tables. Does not belong here: relations between values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction

from pipelines.observations.figures import Figure
from pipelines.observations.intervals import Interval
from pipelines.relations.context import Context
from pipelines.relations.statement import Operand, Relation, Repair, spans

_LAST = re.compile(r"(\d+)$")
_LONGEST_SERIES = 500


def find_references(context: Context) -> list[Relation]:
    """One relation for each figure that is cited, one for each damaged citation, one for each series of numbers."""
    figures = list(context.observed.figures.by_key.values())
    meant = _misprinted(figures)
    found = [
        _confused(figure, meant[figure.number, figure.label])
        if (figure.number, figure.label) in meant
        else _cited(figure)
        for figure in figures
        if figure.citations
    ]
    found += [_damaged(figure, number, span) for figure in figures for number, span in figure.damaged]
    return found + _series(figures)


def _name(figure: Figure) -> str:
    return f"{figure.label.capitalize()} {figure.number}"


def _operands(figure: Figure) -> list[Operand]:
    cited = [Operand(start, end, "citation") for start, end in figure.citations]
    return cited + ([Operand(*figure.caption_span, "caption")] if figure.caption_span else [])


def _made(operands: list[Operand], stated: str, verdict: str, explanation: str) -> Relation:
    holds_by = "face" if verdict == "consistent" else None
    start, end = spans(operands[:1])
    return Relation("reference", operands, start, end, stated, verdict, explanation, holds_by)


def _cited(figure: Figure) -> Relation:
    name = _name(figure)
    if figure.caption_span:
        return _made(
            _operands(figure),
            name,
            "consistent",
            f"{name} is cited, and its caption stands in the transcription.",
        )
    return _made(
        _operands(figure),
        name,
        "undecidable",
        f"{name} is cited, but its caption is nowhere in the transcription.",
    )


def _misprinted(figures: list[Figure]) -> dict[tuple[str, str], Figure]:
    """The only figure of its kind that is cited without caption, if the only one captioned without citation is a digit off.

    Captions get lost with their pictures, so that two or more of either kind say nothing, nor do two neighbours.
    """
    found = {}
    for label in {figure.label for figure in figures}:
        alike = [figure for figure in figures if figure.label == label]
        lost = [figure for figure in alike if figure.citations and not figure.caption_span]
        free = [figure for figure in alike if figure.caption_span and not figure.citations and not figure.damaged]
        if len(lost) == len(free) == 1 and _is_digit_off(lost[0].number, free[0].number):
            found[lost[0].number, label] = free[0]
    return found


def _is_digit_off(one: str, other: str) -> bool:
    """Whether two numbers differ in one digit, and not as neighbours do."""
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    digits = len(one) == len(other) and len(differing) == 1 and all(map(str.isdecimal, differing[0]))
    return digits and abs(int(differing[0][0]) - int(differing[0][1])) > 1


def _confused(figure: Figure, meant: Figure) -> Relation:
    operands = [*_operands(figure), *_operands(meant)]
    explanation = f"{_name(figure)} is cited and has no caption; {_name(meant)} is captioned and never cited."
    relation = _made(operands, _name(figure), "inconsistent", explanation)
    last = _LAST.search(meant.number)
    if last:
        value = Fraction(int(last[1]))
        relation.repairs = [Repair(operands[0], Interval(value, value), value, meant.number, "digit")]
    return relation


def _damaged(figure: Figure, number: str, span: tuple[int, int]) -> Relation:
    operands = [Operand(*span, "citation"), *(one for one in _operands(figure) if one.role == "caption")]
    cited = f"{figure.label.capitalize()} {number}"
    explanation = (
        f"{cited} is cited, but there is no such figure; the same digits make {_name(figure)},"
        " which is captioned and never cited."
    )
    return _made(operands, cited, "inconsistent", explanation)


def _series(figures: list[Figure]) -> list[Relation]:
    """Whether the last numbers of each series (1-1-1, 1-1-2, ...) follow without a gap."""
    series: dict[tuple[str, str], dict[int, Figure]] = defaultdict(dict)
    for figure in figures:
        last = _LAST.search(figure.number)
        if last and len(last[1]) <= 4 and (figure.citations or figure.caption_span):
            series[(figure.label, figure.number[: last.start()])][int(last[1])] = figure
    return [_gapless(label, prefix, members) for (label, prefix), members in series.items() if len(members) >= 2]


def _gapless(label: str, prefix: str, members: dict[int, Figure]) -> Relation:
    numbers = sorted(members)
    missing = [
        number for number in range(numbers[0], min(numbers[-1], numbers[0] + _LONGEST_SERIES)) if number not in members
    ]
    operands = [one for number in numbers for one in _operands(members[number])[:1]]
    operands = [Operand(one.start, one.end, "member") for one in operands]
    names = f"{label.capitalize()} {prefix}{numbers[0]} to {prefix}{numbers[-1]}"
    if not missing:
        return _made(operands, names, "consistent", f"{names} follow without a gap.")
    gone = ", ".join(f"{prefix}{number}" for number in missing[:5])
    return _made(operands, names, "undecidable", f"In {names}, {gone} is neither cited nor captioned.")
