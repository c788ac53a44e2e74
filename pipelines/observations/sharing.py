"""Populations that are named once for several numbers, in one sentence or the next.

Belongs here: when a share is a share of what another number, or the sentence before, has named. Does not belong here:
finding the names (see `populations`), what a change shares with its levels (see `slots`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.scan import Scan
from pipelines.observations.clauses import Mention
from pipelines.observations.populations import is_group, is_unit_of_people, leading_group
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_VERBS = words("indicators_verbs")
_POINTERS = words("context_pointers")
_THESE = frozenset(("the", "this", "that", "its", "their", "these", "corresponding", "same"))
_EXTREMES = words("dating_extremes") | words("amounts_extremes")
_REFERRING = words("populations_referring")
_SCALES = frozenset(("thousand", "million", "billion", "m", "bn", "k"))
_FURTHER = frozenset(("another", "further", "remaining", "other", "rest"))
_OPENING = frozenset(("", ",", ";", ":", "and", "while", "whereas", "but", "(", "only", "another"))
_BEING = frozenset(("were", "was", "are", "is", "had", "have", "has", "did", "do"))
_SHARES = frozenset(("share", "proportion", "percentage", "fraction"))
_SHORT_LEAD = 4  # tokens of "The share of all"
_IT = frozenset(("it", "this", "they", "these"))
_CUTS = frozenset((";", "while", "whereas", "but", "and"))
_BESIDE = 4  # tokens from a share to the sample beside it: "; n = 97"
_NEAR_IT = 6  # tokens
_LONGEST_OPENING = 12  # tokens of "Of the 1,163 women interviewed,"
_LONGEST_BRACKET = 14  # tokens of "(27%; 26% in 2016)"
_LONGEST_LEAD = 6  # tokens of "In the Slovak Republic,"
_HEDGES = words("sharing_hedges")
_LONGEST_WHOLE = 8  # tokens of "of those killed"
_LONGEST_GAP = 40  # tokens between two shares of one whole


def share_populations(
    scan: Scan,
    quantities: Sequence[Quantity],
    ties: Sequence[tuple[Mention, bool] | None],
    before: str | None,
    topic: str | None = None,
) -> tuple[list[tuple[str, str] | None], str | None]:
    """The population that each quantity shares, with where it is said, and the one that the next sentence may refer to.

    `ties` are the quantities' own mentions and whether they stand beside; `before` is what the sentence before spoke of,
    `topic` the group that all of its numbers were of.
    """
    tokens = scan.tokens
    whole = leading_group(scan)
    shared: list[tuple[str, str] | None] = []
    owner: Quantity | None = None
    current: tuple[str, str] | None = None
    earlier = (before, "inherited:previous_sentence") if before else None
    for at, (quantity, tie) in enumerate(zip(quantities, ties, strict=True)):
        found: tuple[str, str] | None = None
        inner = _of_noun(tokens, quantity) or _whole_ahead(tokens, quantity)
        if inner is not None:
            found = inner, "stated"
        elif whole is not None and not _has_own_people(tokens, quantity, tie) and _is_part(tokens, quantity):
            found = whole, "stated"
        elif _is_sample(tokens, quantity) and (asked := _asked(tokens, quantities[:at], shared, ties, quantity, whole)):
            found = asked, "stated"
        elif (dated := _owner_of_bracket(tokens, quantities[:at], quantity)) is not None and tie is None:
            before_it, said = shared[dated], ties[dated]
            found = before_it or ((said[0].value, "stated") if said else None)
        elif (counted := _counted_before(tokens, quantities[:at], quantity)) is not None:
            found = counted, "stated"
        elif tie is not None and (tie[1] or owner is None or tie[0].first > owner.begin):
            whole_named = tie[1] and quantity.kind == "share"
            current, owner = ((tie[0].value, "stated"), quantity) if whole_named else (None, None)
        elif tie is None and topic and _is_of_it(tokens, quantity):
            found = topic, "inherited:previous_sentence"
        elif not _is_of_whole(quantity) or _has_own_whole(tokens, quantity):
            pass
        elif _refers(tokens, quantity):
            found = current or earlier
        elif owner is not None and quantity.begin - owner.end <= _LONGEST_GAP and not _has_subject(tokens, quantity):
            found = current
        elif _goes_on(tokens, quantity):
            found = earlier
        shared.append(found)
        if found is not None:
            current, owner = found, quantity
    return shared, _kept(tokens, quantities, ties, shared)


def _is_of_it(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number says more of what the sentence before measured: "It rose to 63%", "This was down from 19.8".

    Not "It is expected that ...", and no count of people.
    """
    if tokens.word(0) not in _IT or "that" in tokens.low[2:_NEAR_IT]:
        return False
    if tokens.word(1) not in CHANGE_VERBS and tokens.word(1) not in _VERBS:
        return False
    counted = quantity.kind == "count" and (is_unit_of_people(quantity.unit) or quantity.amount.step >= 1)
    return not counted and _CUTS.isdisjoint(tokens.low[: quantity.begin])


def compared_groups(tokens: Tokens, quantities: Sequence[Quantity], populations: Sequence[Mention]) -> dict[int, str]:
    """The groups of two numbers that stand in brackets: "Women use it more than men (26% vs 15%)", by place."""
    firsts = [
        (left, right)
        for left, right in zip(populations, populations[1:], strict=False)
        if "than" in tokens.low[left.last + 1 : right.first]
    ]
    found: dict[int, str] = {}
    for at, (one, other) in enumerate(zip(quantities, quantities[1:], strict=False)):
        between = tokens.low[one.end + 1 : other.begin]
        versus = between[:1] in (["vs"], ["versus"]) and len(between) <= len(("vs", "."))
        said = [(left, right) for left, right in firsts if right.last < one.begin]
        if versus and one.enclosed and said:
            found[at], found[at + 1] = said[-1][0].value, said[-1][1].value
    return found


def _counted_before(tokens: Tokens, earlier: Sequence[Quantity], quantity: Quantity) -> str | None:
    """What "of them" means where its sentence has just counted something: "4,000 tenants, and 31% of them ..."."""
    counted = earlier[-1] if earlier and _is_of_whole(quantity) and _refers(tokens, quantity) else None
    if counted is None or counted.kind != "count" or counted.end <= counted.last:
        return None
    first = counted.last + 1 + (tokens.low[counted.last + 1] in _SCALES)
    if first > counted.end or not is_count_noun(tokens.low[counted.end]):
        return None
    return " ".join(tokens.sentence[tokens.starts[first] : tokens.ends[counted.end]].split())


def _has_own_people(tokens: Tokens, quantity: Quantity, tie: tuple[Mention, bool] | None) -> bool:
    """Whether a number is of others than the whole that opens its sentence: "Of the sites, respondents named two (48%)"."""
    if tie is None or tie[1]:
        return tie is not None
    return "," in tokens.low[: min(tie[0].first, _LONGEST_OPENING)] and tie[0].last < quantity.begin


def _owner_of_bracket(tokens: Tokens, earlier: Sequence[Quantity], quantity: Quantity) -> int | None:
    """The place of the number whose value at another time stands in brackets: "2.7 percent (September: 2.8)"."""
    if not earlier or tokens.word(quantity.begin - 1) != ":" or tokens.word(earlier[-1].end + 1) != "(":
        return None
    alike = earlier[-1].unit == quantity.unit and quantity.begin - earlier[-1].end <= _NEAR_IT
    return len(earlier) - 1 if alike else None


def _is_sample(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number in brackets says how many were asked: "(n = 312)"."""
    ahead = tokens.low[max(0, quantity.begin - 3) : quantity.begin]
    return quantity.unit == "respondent" and ahead[1:] == ["n", "="] and ahead[0] in ("(", ";", ",")


def _asked(
    tokens: Tokens,
    earlier: Sequence[Quantity],
    shared: Sequence[tuple[str, str] | None],
    ties: Sequence[tuple[Mention, bool] | None],
    sample: Quantity,
    whole: str | None,
) -> str | None:
    """Who the sample is of that stands in brackets: the whole that opens the sentence, else those of the share before."""
    if whole is not None and not earlier:
        return whole
    share = earlier[-1] if earlier and _is_of_whole(earlier[-1]) else None
    beside = share is not None and share.enclosed and sample.begin - share.end == _BESIDE  # "(52%; n=97)"
    if share is None or (not beside and not {",", ";", ")"}.isdisjoint(tokens.low[share.end : sample.begin])):
        return None
    tie, found = ties[len(earlier) - 1], shared[-1]
    return found[0] if found else tie[0].value if tie else None


def _is_part(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is a share of the group that opens its sentence."""
    return _is_of_whole(quantity) and not _has_own_whole(tokens, quantity) and not _has_subject(tokens, quantity)


def _of_noun(tokens: Tokens, quantity: Quantity) -> str | None:
    """The noun within a ratio: "one reader in nine"."""
    inside = [tokens.low[at] for at in range(quantity.first + 1, quantity.last) if tokens.is_word(at)]
    named = quantity.amount.form == "ratio" and len(inside) > 1 and inside[1] == "in"
    return inside[0] if named else None


def _whole_ahead(tokens: Tokens, quantity: Quantity) -> str | None:
    """The whole that stands right before its share: "of those killed 94% were men"."""
    if not _is_of_whole(quantity) or tokens.word(quantity.end + 1) not in _BEING:
        return None
    for at in range(quantity.begin - 1, max(-1, quantity.begin - _LONGEST_WHOLE), -1):
        if not tokens.is_word(at):
            return None
        if tokens.low[at] == "of" and tokens.word(at + 1) in ("those", "all", "the") and at + 2 < quantity.begin:
            opens = tokens.word(at - 1) in ("", "and", ",", ";", "but", "while", "whereas")
            first = at + 1 if tokens.low[at + 1] == "those" else at + 2
            return tokens.sentence[tokens.starts[first] : tokens.ends[quantity.begin - 1]] if opens else None
    return None


def _is_of_whole(quantity: Quantity) -> bool:
    """Whether a number is a share of a whole or the points between two such shares."""
    share = quantity.kind == "share" or quantity.unit == "ratio"  # "over a quarter (27%) said so"
    return (share and quantity.measure != "change") or quantity.kind == "point"


def _has_own_whole(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether "of ..." behind a number names a whole that is no pronoun."""
    after = quantity.end + 1
    after += quantity.enclosed and tokens.word(after) == ")"
    return tokens.word(after) == "of" and tokens.word(after + 1) not in _REFERRING


def _refers(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether "of them", "of these", "of whom" stands beside a number."""
    after, ahead = quantity.end + 1, _before_hedges(tokens, quantity)
    if tokens.word(after) == "of" and tokens.word(after + 1) in _REFERRING:
        return not tokens.is_word(after + 2) or tokens.word(after + 1) == "them" or tokens.low[after + 2] in _VERBS
    if tokens.word(ahead) == ",":
        ahead -= 1
    return tokens.word(ahead) in _REFERRING and tokens.word(ahead - 1) in ("of", "among")


def _has_subject(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether the number completes a verb with a subject of its own ("unemployment was 7%"), not "the figure was 7%"."""
    at = quantity.begin - 1
    while tokens.word(at) in ("at", "to", "by", "for", "of", "from") or tokens.word(at).endswith("ly"):
        at -= 1
    if tokens.word(at) not in _VERBS and tokens.word(at) not in CHANGE_VERBS:
        return False
    if tokens.word(at - 1) in _POINTERS:
        return tokens.word(at - 2) not in _THESE and tokens.word(at - 1) not in ("it", "this")
    return tokens.is_word(at - 1) and tokens.word(at - 1) not in (
        "and",
        "or",
        "had",
        "have",
        "has",
        "which",
        "be",
        "been",
    )


def _goes_on(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a share begins its clause without saying of whom ("31% said so", "a further 17%"), or is "the share"."""
    lead = next((at + 1 for at in range(1, _LONGEST_LEAD) if tokens.word(at) == ","), 0) if _leads(tokens) else 0
    noun = lead + (2 if tokens.word(lead + 1) in _EXTREMES else 1)  # "The lowest shares were in ..."
    if tokens.word(lead) in _THESE and tokens.word(noun) in _POINTERS and tokens.word(noun + 1) not in ("of", "for"):
        return True
    after = _past_brackets(tokens, quantity.end + 1)
    before = tokens.word(_before_hedges(tokens, quantity))
    if not _FURTHER.isdisjoint(tokens.low[max(0, quantity.begin - 2) : quantity.begin]):
        return tokens.word(after) != "of"
    said = tokens.word(after) in _VERBS or (tokens.is_word(after) and tokens.word(after).endswith("ed"))
    return said and before in _OPENING


def _before_hedges(tokens: Tokens, quantity: Quantity) -> int:
    """The token before a number and its hedges: that before "more than a quarter"."""
    at = quantity.begin - 1
    while tokens.word(at) in _HEDGES:
        at -= 1
    return at


def _past_brackets(tokens: Tokens, at: int) -> int:
    """The token behind the brackets that open at a token, else that token."""
    if tokens.word(at) != "(":
        return at
    return next((end + 1 for end in range(at, min(len(tokens), at + _LONGEST_BRACKET)) if tokens.low[end] == ")"), at)


def _leads(tokens: Tokens) -> bool:
    """Whether a sentence opens with where or when: "In Norway, the share is 27%"."""
    return tokens.word(0) in ("in", "for", "by")


def _opens_with(tokens: Tokens, mention: Mention) -> bool:
    """Whether a sentence is about a group: "Most men said so", "The share of households with a car rose"."""
    at = mention.first - 1
    return at <= 0 or (at <= _SHORT_LEAD and tokens.word(at) == "of" and tokens.word(at - 1) in _SHARES)


def _kept(
    tokens: Tokens,
    quantities: Sequence[Quantity],
    ties: Sequence[tuple[Mention, bool] | None],
    shared: Sequence[tuple[str, str] | None],
) -> str | None:
    """What the next sentence may call "them": the only population of the shares, else the only group that is counted."""
    of_shares = {
        one[0] if one else tie[0].value if tie and (tie[1] or _opens_with(tokens, tie[0])) else None
        for quantity, tie, one in zip(quantities, ties, shared, strict=True)
        if _is_of_whole(quantity)
    } - {None}
    if of_shares:
        return next(iter(of_shares)) if len(of_shares) == 1 else None
    counted = {
        tokens.low[quantity.end]
        for quantity in quantities
        if quantity.kind == "count" and is_group(tokens.word(quantity.end))
    }
    return next(iter(counted)) if len(counted) == 1 else None
