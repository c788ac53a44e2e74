"""Which numbers of neighbouring sentences are of one time: what was reached, what it was before, by how much it moved.

Belongs here: subjects, that is what a stretch of a sentence says of one quantity ("fell by 0.4 million, from 5.2 million to
4.8 million"), and the run of subjects beside another. Does not belong here: what they add up to (see `parallel_totals`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import find_levels
from pipelines.relations.parts import measured
from pipelines.relations.statement import OPEN

NOW, THEN, MOVED = "now", "then", "moved"
_NO_AMOUNTS = ("share", "percentage_point", "index_point", "basis_point", "index", "fold")
_FEWER = frozenset(("fewer", "more", "less"))  # "159,000 fewer jobs"
_SIGNS = ("+", "-", "−", "–")  # "(+4.1%)"
_CROWDED = 24  # numbers of what is no sentence any more
_HEDGED = 8  # the part of a hedged number by which it may be off
_WINDOW = 2  # sentences before and behind
_LONGEST, _SKIPPED = 6, 2  # subjects in a run, and between it and its whole


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a sentence says of one quantity: its numbers by strand."""

    group: SentenceGroup
    numbers: dict[str, Observation]

    @property
    def last(self) -> Observation:
        """The number that stands last."""
        return max(self.numbers.values(), key=lambda one: one.number)


@dataclass(frozen=True, slots=True)
class Run:
    """A subject with the subjects beside it; `close` if nothing stands between them and the run ends its sentence."""

    whole: Subject
    parts: list[Subject]
    close: bool

    def strands(self) -> Iterator[tuple[str, Observation, list[Observation]]]:
        """The strands of which the whole and every part have a number."""
        for strand, whole in self.whole.numbers.items():
            parts = [part.numbers[strand] for part in self.parts if strand in part.numbers]
            if len(parts) == len(self.parts) and all(measured(one) == measured(whole) for one in parts):
                yield strand, whole, parts


def strand_of(group: SentenceGroup, one: Observation) -> str | None:
    """Of which time an amount is; None if it is no amount or says how many of something else."""
    if group.strands is None:
        group.strands = [_strand(group, each) for each in group.observations]
    return group.strands[one.number]


def _strand(group: SentenceGroup, one: Observation) -> str | None:
    quantity = one.quantity
    if quantity.upper is not None or measured(one) in _NO_AMOUNTS or quantity.qualifier in OPEN or not quantity.value:
        return None
    if quantity.amount.form not in ("digits", "words") or quantity.kind == "rank":
        return None
    compared = not _FEWER.isdisjoint(group.scan.tokens.low[quantity.last + 1 : quantity.last + 3])
    if quantity.measure == "change" or (quantity.measure == "level" and (quantity.preposition == "by" or compared)):
        return MOVED
    level = find_levels(group)[one.number]
    if level is None or level.cue == "none" or quantity.measure != "level":
        return None
    return THEN if level.cue == "start" or quantity.preposition in ("from", "than") else NOW


def subjects(group: SentenceGroup) -> list[Subject]:
    """The subjects of a sentence, in their order: each has at most one number of a strand."""
    found: list[Subject] = []
    for one in group.observations if len(group.observations) <= _CROWDED else ():
        strand = strand_of(group, one)
        if strand is None:
            continue
        current = found[-1] if found else None
        if current is None or strand in current.numbers or not _goes_on(group, current.last, one):
            current = Subject(group, {})
            found.append(current)
        current.numbers[strand] = one
    return found


def _goes_on(group: SentenceGroup, last: Observation, one: Observation) -> bool:
    between = group.scan.tokens.low[last.quantity.end + 1 : one.quantity.begin]
    return measured(last) == measured(one) and ";" not in between


def runs_beside(sentences: Sequence[SentenceGroup], at: int) -> Iterator[Run]:
    """Every subject of a sentence with the runs of subjects behind it, and with those before it."""
    own = subjects(sentences[at])
    if not own:
        return
    behind = [*own, *_near(sentences, range(at + 1, at + 1 + _WINDOW), sentences[at].index)]
    before = [*_near(sentences, range(max(0, at - _WINDOW), at), sentences[at].index), *own]
    for place, whole in enumerate(own):
        yield from _runs(whole, behind[place + 1 :], ahead=True)
        yield from _runs(whole, before[: len(before) - len(own) + place][::-1], ahead=False)


def _near(sentences: Sequence[SentenceGroup], places: range, index: int) -> list[Subject]:
    near = [sentences[at] for at in places if at < len(sentences) and abs(sentences[at].index - index) <= _WINDOW]
    return [subject for group in near for subject in subjects(group)]


def _runs(whole: Subject, others: Sequence[Subject], *, ahead: bool) -> Iterator[Run]:
    """The runs among subjects that go away from the whole and may add up to it in some strand."""
    for skipped in range(min(_SKIPPED + 1, len(others))):
        left = {strand: (float(one.quantity.value), _room(one)) for strand, one in whole.numbers.items()}
        for count, part in enumerate(others[skipped : skipped + _LONGEST], 1):
            left = {
                strand: (value - float(part.numbers[strand].quantity.value), room + _room(part.numbers[strand]))
                for strand, (value, room) in left.items()
                if strand in part.numbers
            }
            if not left or (MOVED not in left and all(value < -room for value, room in left.values())):
                break
            if count < 2 or not any(strand == MOVED or abs(value) <= room for strand, (value, room) in left.items()):
                continue
            parts = list(others[skipped : skipped + count])
            beyond = others[skipped + count].group if skipped + count < len(others) else None
            closed = beyond is not parts[-1].group if ahead else True
            yield Run(whole, parts if ahead else parts[::-1], not skipped and closed)


def _room(one: Observation) -> float:
    """By how much a number may be off, generously; quick to tell, as most runs are nowhere near."""
    quantity = one.quantity
    return float(max(quantity.significant, quantity.value / _HEDGED if quantity.qualifier != "exact" else 0))


def values_now(group: SentenceGroup) -> list[Observation]:
    """The amounts and shares of a sentence that say how much there is, not how much it was or by how much it moved."""
    found = []
    for one, level in zip(group.observations, find_levels(group), strict=True):
        signed = one.unit == "percent" and one.stated[:1] in _SIGNS
        single = level is not None and level.cue not in ("start", "none") and one.measure == "level" and not signed
        if single and one.quantity.amount.form in ("digits", "words") and one.quantity.kind != "rank":
            found.append(one)
    return found
