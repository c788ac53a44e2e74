"""`total`: changes that add up to a change of the whole, in prose.

Belongs here: "rose by 187, a gain of 211 in one part offset by a loss of 24 in the other", "up 128 and down 94, which
resulted in an increase of 34", "a decline of 22: the one had 14 fewer and the other 8". Does not belong here: levels (see
`total`), changes against their levels (see `change`).

Changes that add up are reported where words tie them, or where so many digits cannot agree by chance. Those that do not
are held against the text only where it says that they result in another, and one misprint explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import hits, one_period, phrases
from pipelines.relations.parts import net_of
from pipelines.relations.statement import OPEN, Relation
from pipelines.rules import table

_RESULTS, _OFFSETS, _CONTRIBUTES = phrases("results_in"), phrases("offsets"), phrases("contributes")
_OPPOSED = frozenset(row["words"] for row in table("flows") if row["side"] != "more")  # whose fall is a gain
_SIGNS = {"up": 1, "down": -1, "more": 1, "fewer": -1, "less": -1, "higher": 1, "lower": -1}
_SIGNED_NOUNS = {
    "gain": 1,
    "gains": 1,
    "loss": -1,
    "losses": -1,
    "increase": 1,
    "decrease": -1,
    "reduction": -1,
    "net": 1,
}
_NEAR = 8  # tokens
_MOST = 4  # parts
_TELLING = 100  # in units of the last digit
_CHANCE = Fraction(1, 100)
_RATES = ("percent", "ratio", "fold")
_TWO = 2


@dataclass(frozen=True, slots=True)
class _Signed:
    """A change with its direction as a sign."""

    observation: Observation
    sign: int


def find_net_changes(context: Context) -> list[Relation]:
    """The changes of parts that make the change of a whole."""
    found: list[Relation] = []
    for groups in context.passages.values():
        before: SentenceGroup | None = None
        for group in groups:
            near = before if before is not None and group.index - before.index == 1 else None
            for relation in _of_sentence(group, near):
                relation.stated = context.words(group, relation.operands)
                found.append(relation)
            before = group
    return found


def _of_sentence(group: SentenceGroup, before: SentenceGroup | None) -> Iterator[Relation]:
    own = _changes(group)
    earlier = _changes(before) if before is not None else []
    low = group.scan.tokens.low
    for _, last in hits(group.scan.tokens, _RESULTS):
        result = next((one for one in own if one.observation.quantity.begin > last), None)
        if result is not None and result.observation.quantity.begin - last <= _NEAR:
            here = [one for one in own if one.observation.quantity.end < last]
            parts = _alike(result, here or earlier)
            if len(parts) > 1:
                whole = len(parts) <= _MOST and _OPPOSED.isdisjoint(low)
                yield from _told(result, parts[-_MOST:], Fraction(1) if whole else None)
                return
    contributed = _contributes(group)
    if len(own) > _TWO and (contributed or any(True for _ in hits(group.scan.tokens, _OFFSETS))):
        yield from _told(own[0], _alike(own[0], own[1:]), _CHANCE if len(own) == _TWO + 1 else None)
    elif len(own) > _TWO and ":" in low[own[0].observation.quantity.end : own[1].observation.quantity.begin]:
        if _is_telling(own[0], own[1:]):
            yield from _told(own[0], _alike(own[0], own[1:]), _CHANCE if len(own) == _TWO + 1 else None)
    elif len(own) > 1:
        changed = next((one for one in earlier if len(_alike(one, own)) == len(own)), None)
        if changed and (contributed or _is_telling(changed, own)):
            yield from _told(changed, own, None)


def _changes(group: SentenceGroup) -> list[_Signed]:
    """The changes of a sentence with their signs; no rates, which do not add up, but for growth that points make up."""
    found = []
    contributed = _contributes(group)
    for one in group.observations:
        quantity = one.quantity
        points = contributed and one.unit == "percentage_point"
        sign = sign_of(group, one) or int(points)
        if sign and quantity.upper is None and quantity.qualifier not in OPEN and quantity.value:
            found.append(_Signed(one, sign))
    return found


def _contributes(group: SentenceGroup) -> bool:
    return any(True for _ in hits(group.scan.tokens, _CONTRIBUTES))


def sign_of(group: SentenceGroup, one: Observation) -> int:
    """Up, down, or nothing, by the noun directly before ("a loss of"), the word behind ("fewer"), else the verb."""
    low, quantity = group.scan.tokens.low, one.quantity
    if one.measure == "change" and quantity.value < 0:
        return -1
    lead = low[quantity.begin - 2] if quantity.begin > 1 and low[quantity.begin - 1] == "of" else ""
    behind = next((word for word in low[quantity.end : quantity.end + 2] if word in _SIGNS), "")
    if lead in _SIGNED_NOUNS:
        return _SIGNED_NOUNS[lead]
    if behind in ("fewer", "less", "lower", "more", "higher"):
        return _SIGNS[behind]
    return _SIGNS.get(quantity.direction or "", 0) if one.measure == "change" else 0


def _alike(whole: _Signed, parts: Sequence[_Signed]) -> list[_Signed]:
    """The changes that may be parts of another: of its unit, or the points that make up a growth."""
    return [one for one in parts if _measured(one, whole=False) == _measured(whole, whole=True)]


def _measured(one: _Signed, *, whole: bool) -> str:
    unit = one.observation.unit
    if unit in _RATES:
        return "percentage_point" if whole and unit == "percent" else "rate"
    counted = one.observation.quantity.kind in ("count", None) and unit != "percentage_point"
    return "count" if counted else str(unit)


def _is_telling(whole: _Signed, parts: Sequence[_Signed]) -> bool:
    """Whether numbers have too many digits to agree by chance."""
    numbers = [whole, *parts]
    return all(abs(one.observation.quantity.value) >= one.observation.quantity.step * _TELLING for one in numbers) or (
        sum(_digits(one.observation) for one in numbers) >= 3 * len(numbers)
    )


def _digits(one: Observation) -> int:
    return len(str(int(abs(one.quantity.value) / one.quantity.significant)))


def _told(whole: _Signed, parts: Sequence[_Signed], chance: Fraction | None) -> Iterator[Relation]:
    """The relation of changes that add up; or do not, if a misprint explains it with no more than this `chance`."""
    if len(parts) < _TWO:
        return
    terms = sorted(((one.sign * whole.sign, one.observation) for one in parts), key=lambda term: -term[0])
    if terms[0][0] < 0:
        return
    relation, holds = net_of("total", whole.observation, terms)
    numbers = [whole.observation, *(one for _, one in terms)]
    if holds or (chance is not None and one_period(numbers) and _is_explained(numbers, terms, chance)):
        yield relation


def _is_explained(numbers: Sequence[Observation], terms: Sequence[tuple[int, Observation]], most: Fraction) -> bool:
    chance = chance_of_misprint(numbers, (Fraction(-1), *(Fraction(sign) for sign, _ in terms)))
    return chance is not None and chance <= most
