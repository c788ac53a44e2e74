"""The rules by which recomputed relations count as right against annotated statements.

Belongs here: comparing what is found in a statement and in its mutants with the annotation. Does not belong here:
the format of annotations (statements.py), running the extraction and printing (relation_report.py).

Rules. A relation is recognised when one of the same kind ties the same numbers: every number in digits that the
annotation names, and none that it does not. Numbers in words may be missing, since "doubled" or "half" is part of the
statement's wording as much as a number; a list's marks may be among the operands of its count.
An inconsistent relation is a false alarm unless it shares two numbers (or its only one) with one annotated so.
An error is found when an inconsistent relation has the changed number among its operands, whatever its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .statements import Mutant, Span, StatedRelation, Statement

Tables = Mapping[str, Sequence[Mapping[str, object]]]
Extract = Callable[[str], Tables]

# Kinds that tie a number to two levels: taken one for another, a relation is recognised only leniently.
BETWEEN_LEVELS = frozenset({"change", "growth", "fold"})
# Kinds whose operands may include marks of items or captions that no annotation lists.
WITH_MARKS = frozenset({"enumeration", "reference"})


@dataclass(frozen=True)
class FoundRelation:
    """A relation of the extraction: spans of its operands and of the numbers that its repairs would change."""

    kind: str
    verdict: str
    holds_by: str | None
    operands: frozenset[Span]
    repairs: frozenset[Span]
    explanation: str

    def ties(self, span: Span) -> bool:
        """Whether the number at this place is among the operands."""
        return any(overlap(span, operand) for operand in self.operands)

    def repairs_at(self, span: Span) -> bool:
        """Whether changing the number at this place is named as a repair."""
        return any(overlap(span, repair) for repair in self.repairs)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which statement (its text, mutated or not), and what was expected and got."""

    measure: str
    kind: str
    text: str
    expected: str
    got: str


@dataclass
class RelationScores:
    """Right and total of each measure by kind ("all" sums them), the faults, and how many texts were read."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    total: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def count(self, measure: str, kind: str, is_right: bool) -> None:
        """Adds one case to a measure of a kind and of all kinds."""
        for of in (kind, "all"):
            self.total[measure, of] += 1
            self.right[measure, of] += is_right

    def add(self, other: RelationScores) -> None:
        """Adds the counts of other statements."""
        self.right.update(other.right)
        self.total.update(other.total)
        self.faults.extend(other.faults)

    def share(self, measure: str, kind: str = "all") -> tuple[int, int]:
        """Right and total."""
        return self.right[measure, kind], self.total[measure, kind]

    def listed(self, measure: str) -> list[Fault]:
        """The faults of one measure."""
        return [fault for fault in self.faults if fault.measure == measure]


def overlap(one: Span, other: Span) -> bool:
    """Whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def found_relations(tables: Tables) -> list[FoundRelation]:
    """The relations of an extraction with what hangs on them."""
    operands, repairs = _spans_by_relation(tables["relation_operands"]), _spans_by_relation(tables["repairs"])
    return [
        FoundRelation(
            str(row["kind"]),
            str(row["verdict"]),
            str(row["holds_by"]) if row["holds_by"] else None,
            operands.get(str(row["relation_id"]), frozenset()),
            repairs.get(str(row["relation_id"]), frozenset()),
            str(row["explanation"]),
        )
        for row in tables["relations"]
    ]


def _spans_by_relation(rows: Iterable[Mapping[str, object]]) -> dict[str, frozenset[Span]]:
    found: dict[str, frozenset[Span]] = {}
    for row in rows:
        key, span = str(row["relation_id"]), (int(str(row["start"])), int(str(row["end"])))
        found[key] = found.get(key, frozenset()) | {span}
    return found


def ties_the_same(text: str, stated: StatedRelation, found: FoundRelation) -> bool:
    """Whether the operands are those annotated; see the rules on top."""
    in_digits = [span for span in stated.operands if any(mark.isdigit() for mark in text[slice(*span)])]
    known = (*stated.operands, *stated.optional)
    return all(found.ties(span) for span in in_digits or stated.operands) and (
        stated.kind in WITH_MARKS or all(any(overlap(operand, span) for span in known) for operand in found.operands)
    )


def score_statements(statements: Iterable[Statement], extract: Extract) -> RelationScores:
    """Scores of all statements and of all their mutants."""
    scores = RelationScores()
    for statement in statements:
        found = found_relations(extract(statement.text))
        for stated in statement.relations:
            _score_relation(scores, statement.text, stated, found)
            if stated.mutant:
                _score_mutant(scores, statement, stated, stated.mutant, extract)
        _score_alarms(scores, statement, found)
    return scores


def _score_relation(scores: RelationScores, text: str, stated: StatedRelation, found: Sequence[FoundRelation]) -> None:
    fitting = [one for one in found if ties_the_same(text, stated, one)]
    same = sorted((one for one in fitting if one.kind == stated.kind), key=lambda one: one.verdict != stated.verdict)
    akin = [one for one in fitting if {one.kind, stated.kind} <= BETWEEN_LEVELS]

    def count(measure: str, is_right: bool, got: str) -> None:
        scores.count(measure, stated.kind, is_right)
        if not is_right:
            scores.faults.append(Fault(measure, stated.kind, text, _expected(text, stated), got))

    count("recognised", bool(same), _seen(text, stated, found))
    scores.count("recognised leniently", stated.kind, bool(same or akin))
    if not same:
        return
    best = same[0]
    count("verdict", best.verdict == stated.verdict, best.verdict)
    if stated.holds_by and best.verdict == "consistent":
        count("holds_by", best.holds_by == stated.holds_by, str(best.holds_by))


def _score_mutant(
    scores: RelationScores, statement: Statement, stated: StatedRelation, mutant: Mutant, extract: Extract
) -> None:
    text, changed = statement.mutated(mutant)
    wrong = [one for one in found_relations(extract(text)) if one.verdict == "inconsistent"]
    hit = [one for one in wrong if one.ties(changed)]
    named = any(one.repairs_at(changed) for one in hit)
    scores.count("errors found", stated.kind, bool(hit))
    scores.count("repair named, of all errors", stated.kind, named)
    what = f"{statement.text[slice(*mutant.span)]} misprinted as {mutant.printed}"
    if not hit:
        got = "; ".join(one.explanation for one in wrong) or "no inconsistent relation"
        scores.faults.append(Fault("errors found", stated.kind, text, what, got))
        return
    scores.count("repair named", stated.kind, named)
    if not named:
        scores.faults.append(Fault("repair named", stated.kind, text, what, hit[0].explanation))


def _score_alarms(scores: RelationScores, statement: Statement, found: Iterable[FoundRelation]) -> None:
    """Natural errors seen, and false alarms by the kind of the relation that cries."""
    known = [stated for stated in statement.relations if stated.verdict == "inconsistent"]
    crying = [one for one in found if one.verdict == "inconsistent"]
    for stated in known:
        is_seen = any(_accuses(one, stated) for one in crying)
        scores.count("natural errors seen", stated.kind, is_seen)
        if not is_seen:
            expected = _expected(statement.text, stated)
            scores.faults.append(Fault("natural errors seen", stated.kind, statement.text, expected, "nothing"))
    for one in crying:
        if not any(_accuses(one, stated) for stated in known):
            scores.count("false alarms", one.kind, True)
            expected = statement.why or "no contradiction"
            scores.faults.append(Fault("false alarms", one.kind, statement.text, expected, one.explanation))
    for stated in statement.relations:
        if stated.verdict == "consistent":
            scores.count("consistent", stated.kind, True)


def _accuses(found: FoundRelation, stated: StatedRelation) -> bool:
    return sum(found.ties(span) for span in stated.operands) >= min(2, len(stated.operands))


def _expected(text: str, stated: StatedRelation) -> str:
    return f"{stated.kind} of {_quoted(text, stated.operands)}, {stated.verdict}"


def _seen(text: str, stated: StatedRelation, found: Iterable[FoundRelation]) -> str:
    """The relations that share a number with the one that was missed."""
    near = (one for one in found if any(one.ties(span) for span in stated.operands))
    return "; ".join(f"{one.kind} of {_quoted(text, one.operands)}, {one.verdict}" for one in near) or "nothing"


def _quoted(text: str, spans: Iterable[Span]) -> str:
    return " | ".join(text[start:end] for start, end in sorted(spans))
