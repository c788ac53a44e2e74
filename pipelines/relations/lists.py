"""Lists of numbers in a sentence, as sums are made of: what belongs to a list, and what speaks against it.

Belongs here: which observations stand side by side, and words that make a list incomplete or nested. Does not belong here:
what the members of a list add up to (see `total` and `shares_sum`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.relations.parts import measured
from pipelines.rules import Phrases, table

_ROWS = table("part_words")
_AGAINST = Phrases(row for row in _ROWS if row["means"] in ("incomplete", "nested"))
_CLOSING = Phrases(row for row in _ROWS if row["means"] in ("closing", "exclusive"))
_EXCLUSIVE = Phrases(row for row in _ROWS if row["means"] == "exclusive")
_UNREAD = Phrases(row for row in _ROWS if row["means"] == "unread")
_COMPLEMENTS = [tuple(row["words"].split(" | ")) for row in table("complements")]
_PAIRS_OF_GROUPS = [
    tuple(row["words"].split(" | "))
    for row in table("complements")
    if not row["answers"] and row["words"].count(" | ") == 1
]
_PAIRS = [(one[0], one[1]) for one in _COMPLEMENTS if len(one) == 2]
_TRIPLE = 3
_TRIPLES = [one for one in _COMPLEMENTS if len(one) == _TRIPLE]
_OPPOSITES = [tuple(row["words"].split(" | ")) for row in table("complements") if row["answers"]]
_SEVERAL = Phrases(row for row in table("table_line_words") if row["means"] == "several")
_OPENERS = tuple(
    (*first, *second)
    for first in (("out", "of"), ("of",))
    for second in (
        ("a", "total", "of"),
        ("the", "total", "of"),
        ("the",),
        ("all",),
        ("all", "the"),
        ("these",),
        ("its",),
        (),
    )
)
_OPENER_ENDS = frozenset(words[-1] for words in _OPENERS)
_OPENING = frozenset((",", ";", ":", "(", "–", "—", "and", "that"))
_REOPENING = frozenset((",", ";", "and", "while", "whereas", "but"))
_ENDS = frozenset((";",))
_RESTS = Phrases(
    row for row in _ROWS if row["words"] in ("rest", "the rest", "remainder", "others", "other", "balance")
)
_CURRENCIES = frozenset(row[name].lower() for row in table("currencies") for name in ("words", "code"))
_MOST = 40
_NEXT = 6  # tokens in which a rest has its number
_APART = 16  # tokens from one member of a list to the next
_FROM = ("from", "than")


def phrases(*meanings: str) -> Phrases:
    """The phrases of `rules/part_words.csv` with one of these meanings."""
    return Phrases(row for row in _ROWS if row["means"] in meanings)


def single_words(*meanings: str) -> frozenset[str]:
    """The words of `rules/part_words.csv` with one of these meanings."""
    return frozenset(row["words"] for row in _ROWS if row["means"] in meanings)


_TIMES = frozenset(("year", "quarter", "month", "week", "period", "season", "decade", "century"))


def hits(tokens: Tokens, wanted: Phrases) -> Iterator[tuple[int, int]]:
    """First and last token of each phrase of a sentence."""
    if wanted.longest_words.isdisjoint(tokens.words):
        return
    for at, phrase in wanted.all_in(tokens.low):
        last = at + len(phrase.words) - 1
        if tokens.low[last] != "this" or tokens.word(last + 1) not in _TIMES:
            yield at, last  # "of this, 30 million", not "three quarters of this year"


def levels(group: SentenceGroup) -> list[Observation]:
    """The levels of a sentence that can be members of a list, in their order."""
    if group.members is None:
        group.members = [one for one in group.observations if is_member(one)]
    return group.members


def is_member(one: Observation) -> bool:
    """Whether an observation can be part or whole: a single level, not the one that a change starts from."""
    quantity = one.quantity
    level = one.measure == "level" or (one.measure == "goal" and measured(one) == "share")
    return level and quantity.upper is None and quantity.preposition not in _FROM


def list_after(
    group: SentenceGroup, token: int, like: Observation | None, end: int | None = None, *, split: bool = False
) -> list[Observation]:
    """The list of numbers, measured alike, that begins behind a token and ends before `end`.

    `split` says that semicolons may divide its members.
    """
    found: list[Observation] = []
    last, skipped = token, False
    for one in group.observations:
        quantity = one.quantity
        if quantity.begin <= token:
            continue
        if end is not None and quantity.begin >= end:
            break
        gap = group.scan.tokens.low[last + 1 : quantity.begin]
        if len(gap) > _APART or (not split and not _ENDS.isdisjoint(gap)) or len(found) >= _MOST:
            break
        wanted = measured(like) if like is not None else measured(found[0]) if found else measured(one)
        if measured(one) != wanted or not is_member(one):
            aside = bool(found) and not skipped and measured(one) != wanted and one.measure == "level"
            if quantity.enclosed or measured(one) == "share" != wanted or aside:
                last, skipped = quantity.end, True  # beside a member: "700 men (58%)", "€2.1 million for 90 projects"
                continue
            break
        skipped = False
        found.append(one)
        last = quantity.end
    return found


def list_before(group: SentenceGroup, token: int, like: Observation) -> list[Observation]:
    """The list of numbers, measured like one of them, that ends before a token; `like` itself is left out."""
    found: list[Observation] = []
    first = token
    for one in reversed(group.observations):
        quantity = one.quantity
        if quantity.end >= token or one is like:
            continue
        gap = group.scan.tokens.low[quantity.end + 1 : first]
        if len(gap) > _APART or not _ENDS.isdisjoint(gap) or len(found) >= _MOST:
            break
        if measured(one) != measured(like) or not is_member(one):
            if quantity.enclosed or measured(one) == "share" != measured(like):
                first = quantity.begin
                continue
            break
        found.append(one)
        first = quantity.begin
    return found[::-1]


def claims(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether nothing between the members of a list says that it is incomplete, nested, or read in part."""
    tokens = group.scan.tokens
    first = min(one.quantity.begin for one in members)
    last = max(one.quantity.end for one in members)
    if _leaves_rest(tokens, last):
        return False
    inside = {at for one in group.observations for at in range(one.quantity.begin, one.quantity.end + 1)}
    base = _behind(tokens, min(members, key=lambda one: one.number))  # "45% of those killed were ..., 25% ..."
    for at in range(first, last + 1):
        against = _AGAINST.at(tokens.low, at) is not None and not (at == base and tokens.low[at] == "of")
        if against or (at not in inside and _UNREAD.at(tokens.low, at) is not None):
            return False
    open_list = not any(group.in_brackets(one) for one in members)
    aside = {id(one) for one in group.observations if open_list and group.in_brackets(one)}
    read = {id(one.quantity.amount) for one in members}
    between = [amount for amount in group.scan.amounts if first <= amount.first <= last]
    counted = any(first <= amount.first <= last for amount, _ in group.scan.counts)
    others = [
        one for one in group.observations
        if one not in members and measured(one) == measured(members[0]) and first <= one.quantity.begin <= last
        and id(one) not in aside and not (one.unit == "ratio" and members[0].unit == "percent")
        and (one.measure != "change" or members[0].measure == "change" or measured(one) == "share")
    ]  # fmt: skip
    known = {id(one.quantity.amount) for one in group.observations} | read
    return not counted and not others and all(id(amount) in known for amount in between)


def _behind(tokens: Tokens, one: Observation) -> int:
    """The token behind a number, or behind the bracket that restates it: "630 (62.8%) of them in towns"."""
    at = one.quantity.end + 1
    close = next((k for k in range(at, at + _NEXT) if tokens.word(k) == ")"), None) if tokens.word(at) == "(" else None
    return at if close is None else close + 1


def reopens(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether another whole is opened between the members of a list: "of the 300 women, 40%; of the 200 men, 45%"."""
    low = group.scan.tokens.low
    first, last = members[0].quantity.end, members[-1].quantity.begin
    return any(low[at] in ("of", "among") and low[at - 1] in _REOPENING for at in range(first + 1, last))


def is_joined(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether a list ends as a complete one does: "and" before its last member."""
    if len(members) < 2:
        return False
    between = group.scan.tokens.low[members[-2].quantity.end + 1 : members[-1].quantity.begin]
    return "and" in between or "while" in between


def _leaves_rest(tokens: Tokens, last: int) -> bool:
    """Whether a list goes on with a rest that has no number: "17,322 scrub and the rest farmland"."""
    for at in range(last + 1, min(len(tokens), last + 1 + _APART)):
        if tokens.is_number(at) or tokens.low[at] == ".":
            return False
        goes_on = tokens.low[at] in ("and", ",", ";", "with", "while")
        if goes_on and (
            _RESTS.at(tokens.low, at + 1) or (tokens.word(at + 1) == "the" and _RESTS.at(tokens.low, at + 2))
        ):
            return not any(tokens.is_number(ahead) for ahead in range(at + 1, at + 1 + _NEXT))
    return False


def opens(group: SentenceGroup, whole: Observation) -> bool:
    """Whether a clause begins with a whole: "Of the 1,200 respondents, ...", "Out of 300 schools ..."."""
    low, begin = group.scan.tokens.low, whole.quantity.begin
    if not begin or low[begin - 1] not in _OPENER_ENDS:
        return False
    for words in _OPENERS:
        start = begin - len(words)
        if start >= 0 and tuple(low[start:begin]) == words:
            return start == 0 or low[start - 1] in _OPENING
    return False


def opposed(group: SentenceGroup) -> bool:
    """Whether a sentence names two answers of one question ("yes" and "no", "agree" and "disagree")."""
    low, words = group.scan.tokens.low, group.scan.tokens.words
    if any(one in words and other in words for one, other in _OPPOSITES):
        return True
    if "not" not in words:
        return False
    denied = {low[at + (2 if low[at + 1] == "to" else 1)] for at in range(len(low) - 2) if low[at] == "not"}
    return any(
        low[at] in denied and "not" not in low[max(0, at - 2) : at] for at in range(len(low))
    )  # "trust", "not to trust"


def several(group: SentenceGroup) -> bool:
    """Whether a sentence says that several answers could be given."""
    return any(True for _ in hits(group.scan.tokens, _SEVERAL))


def apart(group: SentenceGroup, whole: Observation, token: int) -> bool:
    """Whether words at `token` speak of a whole before them: not "30 of them", nor with a number in between."""
    between = range(whole.quantity.end + 1, token)
    scan = group.scan
    numbers = (at for at in between if scan.tokens.is_number(at) and scan.roles.get(at) != "period")
    return len(between) > 0 and all(_is_in_name(scan.tokens, at) for at in numbers)


def _is_in_name(tokens: Tokens, at: int) -> bool:
    """Whether a number belongs to a name such as "EU28"; not to an amount such as "EUR28"."""
    return tokens.glued(at) and tokens.is_word(at - 1) and tokens.word(at - 1) not in _CURRENCIES


def closed(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether a list names a rest ("other", "elsewhere"), groups that leave nothing out, or what is and what is not."""
    return complement(group, members) or _names(group, members, _CLOSING) or _denies(group, members)


def _denies(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether one of three or more members is of what another is not: "64 upheld, 141 not upheld and 18 open"."""
    low = group.scan.tokens.low
    first, last = members[0].quantity.begin, min(len(low) - 1, members[-1].quantity.end + _APART)
    denied = {low[at + 1] for at in range(first, last) if low[at] == "not"}
    own = low[members[0].quantity.end + 1 : members[1].quantity.begin] if len(members) > 1 else []
    return len(members) >= _TRIPLE and not denied.isdisjoint(own)


def exclusive(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether a list names an answer that goes with no other ("don't know", "elsewhere"; not "other reasons")."""
    return _names(group, members, _EXCLUSIVE)


def _names(group: SentenceGroup, members: Sequence[Observation], wanted: Phrases) -> bool:
    tokens = group.scan.tokens
    first, last = members[0].quantity.begin, members[-1].quantity.end
    reach = range(max(0, first - 3), min(len(tokens), last + 6))
    return any(wanted.at(tokens.low, at) is not None for at in reach)


def complement(group: SentenceGroup, members: Sequence[Observation], *, answers: bool = True) -> bool:
    """Whether the members of a list stand for two groups that leave nothing out: men and women (and children).

    Without `answers` only groups count, not what they say ("yes" and "no"), of which there is no overall value.
    """
    tokens = group.scan.tokens
    words = set(tokens.low[max(0, members[0].quantity.begin - 4) : members[-1].quantity.end + 6])
    if len(members) == _TRIPLE:
        return any(words.issuperset(one) for one in _TRIPLES)
    pairs = _PAIRS if answers else _PAIRS_OF_GROUPS
    return len(members) == 2 and any(one in words and other in words for one, other in pairs)


def excludes(group: SentenceGroup, members: Sequence[Observation]) -> bool:
    """Whether some members of a longer list stand for groups of which nobody is in both: "approved", "rejected"."""
    tokens = group.scan.tokens
    words = set(tokens.low[max(0, members[0].quantity.begin - 4) : members[-1].quantity.end + 6])
    return any(words.issuperset(one) for one in _COMPLEMENTS)


def one_period(members: Sequence[Observation]) -> bool:
    """Whether the members are of one time, as far as the text says."""
    return len({one.slots.period.code for one in members if one.slots.period}) <= 1


def times(group: SentenceGroup) -> int:
    """How many different periods a sentence names in digits: then a number may be of another than it seems."""
    return len({group.scan.tokens.low[at] for at, role in group.scan.roles.items() if role == "period"})
