"""Findings: what a reader of the data must know.

Belongs here: one sentence for each contradiction, damaged reference, lost caption, unknown numeral, implausible value.
Does not belong here: finding contradictions (see `relations`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from pipelines.numerals import Numeral
from pipelines.observations import Observation, Observed
from pipelines.observations.figures import Figure
from pipelines.reading import Reading
from pipelines.relations import Relation, Repair
from pipelines.relations.wording import printed, with_scale

_MOST_PERCENT = Fraction(100)
_NAMED = frozenset(("proportion", "share"))
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_SLIPS = {
    "swapped": "two digits exchanged",
    "shifted_point": "decimal point shifted",
    "lost_minus": "minus lost",
}
_MOST_SETS = 3  # that a sentence names; all are in repairs


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
        if relation.verdict == "inconsistent" and not _is_citation(relation)
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


def _is_citation(relation: Relation) -> bool:
    """Whether a relation is about a citation: damaged ones are findings of their figures."""
    return relation.kind == "reference" and relation.operands[0].role == "citation"


def _contradiction(relation: Relation) -> Finding:
    message = " ".join(filter(None, (relation.explanation, _mending(relation))))
    return Finding("inconsistent_relation", "error", relation.start, relation.end, message, relation)


def _mending(relation: Relation) -> str:
    """What would mend a relation: "One of the three must differ: 4.3, 150.4 or 146.9."."""
    ways = [list(way) for _, way in groupby(relation.repairs, key=attrgetter("alternative"))]
    if not ways:
        return ""
    alone = [way[0] for way in ways if len(way) == 1]
    one = "Otherwise one" if relation.reading else "One"
    if len(alone) < len(ways):
        together = [" and ".join(_changed(repair) for repair in way) for way in ways[:_MOST_SETS]]
        return f"No single change mends it, but {_count(len(ways[0]))} together do: {'; or '.join(together)}."
    if len(alone) == 1:
        return f"{'Otherwise the' if relation.reading else 'The'} one change that mends it: {_changed(alone[0])}."
    if [repair.operand for repair in alone] != relation.operands:
        return f"{one} of them must differ: {_either([_changed(repair) for repair in alone])}."
    named = [_changed(repair) if _is_ambiguous(relation) else _suggested(repair) for repair in alone]
    return f"{one} of the {_count(len(alone))} must differ: {_either(named)}."


def _is_ambiguous(relation: Relation) -> bool:
    """Whether suggestions alone do not say which number is meant: two are alike, or scales differ."""
    observations = [one.observation for one in relation.operands if one.observation]
    values = {one.quantity.value for one in observations}
    scales = {one.quantity.scale for one in observations}
    suggested = [repair.suggestion for repair in relation.repairs]
    return len(scales) > 1 or len(set(suggested)) < len(suggested) or not values.isdisjoint(suggested)


def _changed(repair: Repair) -> str:
    """A suggestion with its scale, and what is printed."""
    observation = repair.operand.observation
    if observation is None:
        return _suggested(repair)
    suggested, stands = with_scale(observation, repair.as_printed), with_scale(observation, printed(observation))
    return f"{suggested} instead of {stands}{_slip(repair)}"


def _suggested(repair: Repair) -> str:
    return f"{repair.as_printed}{_slip(repair)}"


def _slip(repair: Repair) -> str:
    """The slip that explains a suggestion, if it is a rare one."""
    return f" ({_SLIPS[repair.misprint]})" if repair.misprint in _SLIPS else ""


def _count(number: int) -> str:
    return _COUNTS.get(number, str(number))


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
