"""Findings: what a reader of the data must know.

Belongs here: one sentence for each contradiction, damaged reference, lost caption, unknown numeral, implausible value.
Does not belong here: finding contradictions (see `relations`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipelines.numerals import Numeral
from pipelines.observations import Observation, Observed
from pipelines.observations.figures import Figure
from pipelines.reading import Reading
from pipelines.relations import Relation
from pipelines.relations.verdicts import shown

_MOST_PERCENT = Fraction(100)
_NAMED = frozenset(("proportion", "share"))


@dataclass(slots=True)
class Finding:
    """Something that a reader must know; `start` and `end` are offsets in the transcription.

    It is about a relation, a figure, an observation, or a numeral of the sentence with index `sentence`.
    """

    kind: str
    severity: str
    start: int
    end: int
    message: str
    relation: Relation | None = None
    figure: Figure | None = None
    observation: Observation | None = None
    sentence: int | None = None


def find_findings(
    reading: Reading, numerals: list[Numeral], observed: Observed, relations: list[Relation]
) -> list[Finding]:
    """The findings of a document, in the order of the text."""
    found = [
        _contradiction(relation)
        for relation in relations
        if relation.verdict == "inconsistent" and relation.kind != "reference"
    ]
    for figure in observed.figures.by_key.values():
        found += _of_figure(figure)
    for numeral in numerals:
        if numeral.role == "unknown":
            exact = reading.raw[numeral.start : numeral.end]
            message = f"The role of the numeral {exact} is not known."
            finding = Finding("unknown_numeral", "info", numeral.start, numeral.end, message, sentence=numeral.sentence)
            found.append(finding)
    found += [_implausible(one) for one in observed.observations if _is_implausible(one)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))


def _contradiction(relation: Relation) -> Finding:
    message = relation.explanation
    if relation.repairs:
        ways = _either([_suggested(repair.operand.observation, repair.suggestion) for repair in relation.repairs])
        message += (
            f" Otherwise one of them must differ: {ways}." if relation.reading else f" One of them must differ: {ways}."
        )
    return Finding("inconsistent_relation", "error", relation.start, relation.end, message, relation)


def _suggested(observation: Observation | None, suggestion: Fraction) -> str:
    """A suggestion in the scale in which the number was printed."""
    if observation is None:
        return shown(suggestion)
    quantity = observation.quantity
    printed = shown(quantity.value / quantity.factor)
    return f"{shown(suggestion / quantity.factor)} instead of {printed}"


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} or {ways[-1]}"


def _of_figure(figure: Figure) -> list[Finding]:
    name = f"{figure.label.capitalize()} {figure.number}"
    found = []
    for number, (start, end) in figure.damaged:
        message = f"{figure.label.capitalize()} {number} is cited, but there is none; probably {name} is meant."
        found.append(Finding("damaged_reference", "warning", start, end, message, figure=figure))
    if figure.caption_span is None and figure.citations:
        start, end = figure.citations[0]
        message = f"{name} is cited, but its caption is nowhere in the transcription."
        found.append(Finding("lost_caption", "info", start, end, message, figure=figure))
    return found


def _is_implausible(observation: Observation) -> bool:
    """Whether a share of a whole exceeds it or is negative, or less than nothing is counted."""
    quantity = observation.quantity
    if quantity.measure != "level":
        return False
    if quantity.kind == "count" and quantity.negative and "number" in (observation.indicator or "").lower().split():
        return True
    if observation.unit != "percent" or quantity.preposition in ("by", "from"):
        return False
    named = bool(_NAMED.intersection((observation.indicator or "").lower().split()))
    of_people = observation.slots.population is not None and "population" in observation.slots.direct
    return (quantity.value > _MOST_PERCENT and (named or of_people)) or (quantity.value < 0 and named)


def _implausible(observation: Observation) -> Finding:
    if observation.unit != "percent":
        message = f"A number of {observation.stated} is less than nothing."
    elif observation.quantity.value < 0:
        message = f"A share of {observation.stated} is less than nothing."
    else:
        message = f"A share of {observation.stated} is more than the whole."
    return Finding("implausible_value", "warning", observation.start, observation.end, message, observation=observation)
