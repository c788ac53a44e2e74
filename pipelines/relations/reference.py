"""`reference`: what is cited exists, what is captioned is numbered without gaps, damaged numbers are named.

Belongs here: citations and captions of figures and tables. Does not belong here: relations between values.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipelines.observations.figures import Figure
from pipelines.relations.context import Context
from pipelines.relations.statement import Operand, Relation, spans

_LAST = re.compile(r"(\d+)$")
_LONGEST_SERIES = 500


def find_references(context: Context) -> list[Relation]:
    """One relation for each figure that is cited, one for each damaged citation, one for each series of numbers."""
    figures = list(context.observed.figures.by_key.values())
    found = [_cited(figure) for figure in figures if figure.citations]
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
