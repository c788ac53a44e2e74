"""`within_groups`: an overall value lies between the values of its groups.

Belongs here: "The overall rate is 77.8%. By age, it is 98.7% for ..., 40.8% for 70 and older". Does not belong here:
bounds that are stated for all groups (see `bound`).
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.relations.constraints import Amid
from pipelines.relations.context import Context, SentenceGroup, points_back
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, scaled, shown_interval
from pipelines.rules import Phrases, table

_DIMENSIONS = Phrases(table("grouping_words"), "word")
_SHARES = ("percent", "ratio", "index")
_FAR = 2
_MOST = 30


def find_within_groups(context: Context) -> list[Relation]:
    """Overall values before a sentence that begins "By age, ...", against the values of that sentence."""
    found = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            if at == 0 or not _opens_groups(group):
                continue
            relation = _relation(context, groups[at - 1], group)
            if relation:
                found.append(relation)
    return found


def _opens_groups(group: SentenceGroup) -> bool:
    """Whether a sentence begins "By age," or "Broken down by sector,"."""
    tokens = group.scan.tokens
    for at in range(min(6, len(tokens))):
        if tokens.low[at] == "by":
            phrase = _DIMENSIONS.at(tokens.low, at + 1)
            return phrase is not None and tokens.word(at + 1 + len(phrase.words)) in (",", ":", "the", "it")
    return False


def _relation(context: Context, before: SentenceGroup, group: SentenceGroup) -> Relation | None:
    if group.index - before.index > _FAR or not points_back(group):
        return None
    wholes = [one for one in before.observations if _is_level(one)]
    parts = [
        one for one in group.observations if _is_level(one) and one.quantity.qualifier in ("exact", "approximately")
    ]
    parts = [one for one in parts if one.slots.population or one.slots.area]
    if len(wholes) != 1 or not 2 <= len(parts) <= _MOST:
        return None
    whole = wholes[0]
    same = [one for one in parts if one.unit == whole.unit and one.slots.population != whole.slots.population]
    if len(same) < 2 or whole.quantity.qualifier not in (
        "exact",
        "approximately",
        "nearly",
        "slightly_above",
    ):
        return None
    if not _covers(same, group):
        return None
    operands = [operand(whole, "whole"), *(operand(one, "group") for one in same)]

    def explain(outcome: Outcome) -> str:
        lies = "lies" if outcome.verdict == "consistent" else "does not lie"
        groups = shown_interval(scaled(whole, outcome.computed))
        return f"The overall {printed(whole)} {lies} between the values of its groups ({groups})."

    return judge("within_groups", operands, Amid(), 0, context.quote(operands), explain)


def _is_level(observation: Observation) -> bool:
    return observation.unit in _SHARES and observation.measure == "level" and observation.quantity.upper is None


_OPEN = ("older", "over", "above", "more", "+", "larger")
_PAIRS = (
    ("large", "sme"),
    ("large", "small"),
    ("men", "women"),
    ("male", "female"),
    ("urban", "rural"),
    ("boys", "girls"),
)


def _covers(parts: list[Observation], group: SentenceGroup) -> bool:
    """Whether the groups named reach from one end to the other, so that none left out can lie beyond.

    They do if the last bracket is open, or if two groups complement each other (large companies and SMEs).
    """
    names = [(one.slots.population or "").lower() for one in parts]
    if any(name.split()[-1:] and name.split()[-1] in _OPEN for name in names):
        return True
    if any(any(left in name for name in names) and any(right in name for name in names) for left, right in _PAIRS):
        return True
    return "respectively" in group.scan.tokens.low and len(parts) >= 3
