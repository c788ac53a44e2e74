"""Mutation testing of whole documents: one-digit misprints planted in what the engine found consistent.

Belongs here: planting, and what becomes of the relation. Does not belong here: printing (relation_report.py).

A misprint exchanges one digit for another, so every offset stays. Of each relation each number in digits is misprinted
once, by chance but the same every time. Then, by the first that applies:
seen          an inconsistent relation has the misprinted number among its operands
still true    the same relation is consistent with it: by rounding, hedge or order no check of it could see the misprint
undecidable   the same relation is no longer decided
lost          the relation is gone: the engine no longer ties these numbers
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .relation_scoring import Extract, Fault, FoundRelation, found_relations
from .statements import Span

# A misprinted citation cites another figure, and is then judged as that one: there is no number to recompute.
NOT_RECOMPUTED = frozenset({"reference"})
OUTCOMES = ("seen", "still true", "undecidable", "lost")


@dataclass
class MisprintScores:
    """Counts by kind and outcome, how often the misprinted number is among the repairs, and what was missed."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    powers: dict[str, list[Decimal]] = field(default_factory=dict)
    missed: list[Fault] = field(default_factory=list)
    consistent: int = 0
    alarms: list[tuple[str, FoundRelation, str]] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """The kinds in which misprints were planted."""
        return sorted({kind for kind, _ in self.outcomes})


def misprint(text: str, span: Span, chance: random.Random) -> str:
    """The text with one digit between these offsets exchanged for another; no number gets a leading zero."""
    places = [at for at in range(*span) if text[at] in "0123456789"]
    at = chance.choice(places)
    leading = at == places[0] and len(places) > 1 and text[at] != "0"
    digit = chance.choice([digit for digit in "0123456789" if digit != text[at] and not (leading and digit == "0")])
    return text[:at] + digit + text[at + 1 :]


def plant(
    name: str, text: str, relations: Sequence[FoundRelation], seed: int
) -> Iterator[tuple[FoundRelation, Span, str]]:
    """Each consistent relation with each of its numbers in digits, and the text in which that number is misprinted."""
    for relation in relations:
        if relation.verdict != "consistent" or relation.kind in NOT_RECOMPUTED:
            continue
        for span in sorted(relation.operands):
            if any(mark in "0123456789" for mark in text[slice(*span)]):
                chance = random.Random(f"{seed} {name} {relation.kind} {span}")
                yield relation, span, misprint(text, span, chance)


def score_misprints(
    scores: MisprintScores, name: str, text: str, extract: Extract, known: frozenset[str], seed: int = 1
) -> None:
    """Adds one document. `known` are quotes of statements in it that do contradict themselves."""
    tables = extract(text)
    relations = found_relations(tables)
    for row, relation in zip(tables["relations"], relations, strict=True):
        if relation.verdict == "inconsistent" and str(row["exact"]) not in known:
            scores.alarms.append((name, relation, " ".join(str(row["exact"]).split())))
        if relation.verdict == "consistent":
            scores.consistent += 1
        if relation.verdict == "consistent" and row["power"] is not None:
            scores.powers.setdefault(relation.kind, []).append(Decimal(str(row["power"])))
    for relation, span, misprinted in plant(name, text, relations, seed):
        after = found_relations(extract(misprinted))
        result, is_named = outcome(relation, span, after)
        scores.outcomes[relation.kind, result] += 1
        scores.named[relation.kind] += is_named
        if result in ("undecidable", "lost"):
            what = f"{name}: {text[slice(*span)]} misprinted as {misprinted[slice(*span)]}"
            first, last = min(relation.operands)[0], max(relation.operands)[1]
            quote = misprinted[max(0, first - 60) : min(last + 40, first + 400)]
            scores.missed.append(Fault(result, relation.kind, quote, what, result))


def outcome(relation: FoundRelation, span: Span, after: Sequence[FoundRelation]) -> tuple[str, bool]:
    """What became of a relation whose number at `span` was misprinted, and whether that number is named as a repair."""
    hit = [one for one in after if one.verdict == "inconsistent" and one.ties(span)]
    if hit:
        return "seen", any(one.repairs_at(span) for one in hit)
    same = [one for one in after if one.kind == relation.kind and one.operands == relation.operands]
    if any(one.verdict == "consistent" for one in same):
        return "still true", False
    return ("undecidable" if same else "lost"), False
