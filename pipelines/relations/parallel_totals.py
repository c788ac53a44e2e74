"""`total`: a whole and its parts of which sentences state the levels before and after, or by how much each moved.

Belongs here: "X grew from 300 to 330. A went from 200 to 210 and B from 100 to 120", "A fell by 30, from ..., B by 20, from
... In all there were 50 fewer". Does not belong here: lists of parts of one time (see `total`, `wholes_nearby`).

What adds up of one time, in numbers of too many digits for it to be chance, are the parts of that whole: so they add up
of the other time too, and where they do not, but for a misprint, that is held against the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.context import Context
from pipelines.relations.net_change import sign_of
from pipelines.relations.parts import add_up, net_of
from pipelines.relations.statement import Relation
from pipelines.relations.strands import MOVED, NOW, Run, runs_beside
from pipelines.relations.summands import fits_exactly, is_misprint, is_near, of_one_time, size_of

_CLOSE, _ALONE, _APART = 60, 200, 400  # in units of the coarsest digit that counts: how large a whole must be
_CONFIRMED = 100  # the same, to tell that another time has to add up too
_LIKELY = Fraction(1, 8)
_TWICE = 2  # times a whole: a part that a misprint made larger than it

Terms = list[tuple[int, Observation]]


def find_parallel_totals(context: Context) -> list[Relation]:
    """The totals of the times that neighbouring sentences tell of one whole and its parts."""
    found: list[Relation] = []
    taken: set[int] = set()
    for at, group in enumerate(context.sentences):
        for run in runs_beside(context.sentences, at):
            for relation in _of_run(run, taken):
                relation.stated = context.words(group, relation.operands)
                found.append(relation)
    return found


def _of_run(run: Run, taken: set[int]) -> Iterator[Relation]:
    """What adds up of the strands of a run, and what should because another strand does; each whole once."""
    confirmed = False
    missing: list[tuple[Observation, Terms]] = []
    strands = list(run.strands())
    for strand, whole, parts in strands:
        terms = _signed(run, whole, parts) if strand == MOVED else [(1, one) for one in parts]
        largest = max(one.quantity.value for one in parts)
        if not terms or id(whole) in taken or largest > _TWICE * whole.quantity.value:
            continue
        size = size_of(whole, parts)
        least = _APART if not run.close else _ALONE if strand == NOW and len(strands) == 1 else _CLOSE
        if size < least or not of_one_time([whole, *parts]) or not (relation := _added(whole, terms)):
            missing.append((whole, terms))
        else:
            confirmed = confirmed or size >= _CONFIRMED
            taken.add(id(whole))
            yield relation
    for whole, terms in missing if confirmed else ():
        if not _added(whole, terms) and is_misprint(whole, terms, _LIKELY):
            taken.add(id(whole))
            yield _relation(whole, terms)


def _added(whole: Observation, terms: Terms) -> Relation | None:
    """The relation of a whole with its terms, if they add up to it."""
    if not is_near(whole, terms):
        return None
    if all(sign > 0 for sign, _ in terms):
        return _relation(whole, terms) if fits_exactly(whole, [one for _, one in terms]) else None
    relation, holds = net_of("total", whole, sorted(terms, key=lambda term: -term[0]))
    return relation if holds else None


def _relation(whole: Observation, terms: Terms) -> Relation:
    if all(sign > 0 for sign, _ in terms):
        return add_up("total", whole, [one for _, one in terms], "")
    return net_of("total", whole, sorted(terms, key=lambda term: -term[0]))[0]


def _signed(run: Run, whole: Observation, parts: Sequence[Observation]) -> Terms:
    """Changes with their signs against that of the whole; one without a verb of its own goes the way of the one before."""
    signs = [sign_of(run.whole.group, whole)]
    for subject, one in zip(run.parts, parts, strict=True):
        signs.append(sign_of(subject.group, one) or (signs[-1] if len(signs) > 1 else 0))
    return [(sign * signs[0], one) for sign, one in zip(signs[1:], parts, strict=True)] if all(signs) else []
