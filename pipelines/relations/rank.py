"""`rank`: values stand in the stated order.

Belongs here: "highest in the United States at 73%, followed by China at 68%", with the other areas of the same
figure below them. Does not belong here: orders of answers without values.
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.relations.constraints import Descending
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.statement import Operand, Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, with_scale
from pipelines.rules import Phrases, table

_SUPERLATIVES = Phrases(table("superlatives"), "word")
_FOLLOWED = (("followed", "by"), ("then",), ("ahead", "of"), ("next", "is"), ("next", "was"))
_REACH = 14
_LONGEST = 20


def find_ranks(context: Context) -> list[Relation]:
    """The stated orders of values in the sentences of a document."""
    found = []
    for groups in context.passages.values():
        for group in groups:
            relation = _rank(context, group, groups)
            if relation:
                found.append(relation)
    return found


def _rank(context: Context, group: SentenceGroup, passage: list[SentenceGroup]) -> Relation | None:
    tokens = group.scan.tokens
    if (
        "followed" not in tokens.low
        and "ahead" not in tokens.low
        and "then" not in tokens.low
        and "next" not in tokens.low
    ):
        return None
    for at in range(len(tokens)):
        phrase = _SUPERLATIVES.at(tokens.low, at)
        if phrase is None:
            continue
        if CHANGE_VERBS.get(tokens.word(at + len(phrase.words))) == "down":
            return None  # "the largest fall" is the lowest number
        levels = [one for one in group.observations if one.quantity.begin > at and _is_level(one)]
        chain = _chain(group, levels, at)
        if len(chain) < 2:
            return None
        others = _others(chain, passage)
        if phrase.row["end"] == "bottom":
            chain.reverse()
        return _relations(context, chain, others if phrase.row["end"] == "top" else [])
    return None


def _is_level(observation: Observation) -> bool:
    return (
        observation.measure == "level"
        and observation.quantity.upper is None
        and observation.quantity.preposition != "from"
    )


def _chain(group: SentenceGroup, levels: list[Observation], at: int) -> list[Observation]:
    """The levels in the stated order: the first after the superlative, those after "followed by" and their list."""
    tokens = group.scan.tokens
    if not levels or levels[0].quantity.begin - at > _REACH:
        return []
    chain = [levels[0]]
    for level in levels[1:]:
        between = tokens.low[chain[-1].quantity.end + 1 : level.quantity.begin]
        linked = any(tuple(between[k : k + len(words)]) == words for words in _FOLLOWED for k in range(len(between)))
        listed = (
            len(chain) > 1
            and len(between) <= 8
            and any(word in (",", "and") for word in between)
            and ";" not in between
        )
        apart = {"whom", "which", "whose", "who"} & set(between) or level.quantity.verb is not None
        if apart or level.unit != chain[0].unit or not (linked or listed) or len(chain) >= _LONGEST:
            break
        chain.append(level)
    return chain


def _others(chain: list[Observation], passage: list[SentenceGroup]) -> list[Observation]:
    """The latest levels of the other areas that the passage gives for the same figure: they stand below the chain."""
    first = chain[0]
    if first.slots.area is None or first.figure is None:
        return []
    taken = {one.slots.area for one in chain}
    latest: dict[str, Observation] = {}
    for group in passage:
        for one in group.observations:
            same = (
                one.unit == first.unit
                and one.figure is first.figure
                and _is_level(one)
                and one.quantity.qualifier == "exact"
            )
            if same and one.slots.area and one.slots.area not in taken and one.quantity.preposition == "to":
                latest[one.slots.area] = one
    return list(latest.values())


def _relations(context: Context, chain: list[Observation], others: list[Observation]) -> Relation:
    ordered = sorted(others, key=lambda one: -one.quantity.value)
    operands: list[Operand] = [operand(one, f"rank_{number}") for number, one in enumerate(chain, 1)]
    operands += [operand(one, "below") for one in ordered[:1]]
    values = " > ".join(with_scale(one, printed(one)) for one in (*chain, *ordered[:1]))

    def explain(outcome: Outcome) -> str:
        holds = "holds" if outcome.verdict == "consistent" else "does not hold"
        return f"The text puts them in the order {values}, which {holds}."

    worst = _worst(operands)
    return judge("rank", operands, Descending(), worst, context.quote(operands[: len(chain)]), explain)


def _worst(operands: list[Operand]) -> int:
    """The operand at which the order breaks, so that the verdict is on the whole chain; the first if it never does."""
    values = [one.observation.quantity.value for one in operands if one.observation]
    for index in range(1, len(values)):
        if values[index] > values[index - 1]:
            return index
    return 0
