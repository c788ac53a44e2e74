"""Passages of a sentence that look back: "After a fall of 2% in Q1, output rose", "..., which had lost 3% in 2020, ...".

Belongs here: telling where such a passage begins and ends. Its numbers and its dates are of each other and of nothing
else, and no later sentence goes on with its date. Does not belong here: numbers that are compared with (see
`comparing`), which number of a passage a date belongs to (see `dating`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_MOVES = words("looking_back_moves")
_BOUNDS = words("looking_back_bounds")
_OPENERS = frozenset(("after", "following", "having", "had", "when", "against", "compared", "despite"))
_COMPARING = frozenset((("compared", "with"), ("compared", "to"), ("against",)))
_BEFORE_OPENERS = frozenset(("", ",", ";", "(", "and", "but"))
_TIMES = frozenset(
    ("years", "months", "days", "weeks", "year", "month", "soon", "shortly", "immediately", "just", "even")
)
_RELATIVE = frozenset(("which", "that", "when", "where"))
_CLOSING = frozenset((";", ":", ".", ")", "–", "—"))
_GOING_ON = frozenset(("when", "which", "where", "and", "or", "then"))
_NOTHING = frozenset(("zero", "none", "nil", "nothing"))
_SIGNS = frozenset("+-–−£$€¥")
_CONTRASTS = frozenset(("while", "whereas", "but", "although", "though"))
_LONGEST_LEAD = 12  # tokens from the beginning of a clause to "had"
_NEAR = 6  # tokens from "after" to the move that it tells of
_LONGEST = 60  # tokens of a passage

Span = tuple[int, int]


def looking_back(tokens: Tokens) -> list[Span]:
    """The passages that look back, each from its first to its last token, in their order."""
    if _OPENERS.isdisjoint(tokens.words):
        return []
    found: list[Span] = []
    for at in _openers(tokens):
        if not found or at > found[-1][1]:
            found.append((at, _end(tokens, at)))
    return found


def passage_of(spans: Iterable[Span], at: int) -> Span | None:
    """The passage that a token stands in."""
    return next((span for span in spans if span[0] <= at <= span[1]), None)


def _openers(tokens: Tokens) -> Iterator[int]:
    for at, word in enumerate(tokens.low):
        if word in ("after", "following", "despite"):
            if tokens.word(at - 1) not in _TIMES and _tells_of_move(tokens, at):
                yield at
        elif word == "having":
            if tokens.word(at - 1) in _BEFORE_OPENERS:
                yield at
        elif word == "had":
            opener = next((k for k in (at - 1, at - 2, at - 3) if tokens.word(k) in _RELATIVE), None)
            if opener is not None and tokens.word(opener - 1) == "," and not _is_compared(tokens, opener):
                yield opener
            elif opener is None and (begins := _contrast(tokens, at)) is not None:
                yield begins
        elif word in ("against", "compared") and at == 0 and _is_compared(tokens, _comma(tokens, at) + 1):
            yield at


def _contrast(tokens: Tokens, had: int) -> int | None:
    """Where the last clause of a sentence begins that tells, unlike those before, what had been: "; in 2018 it had been"."""
    for at in range(had - 1, max(0, had - _LONGEST_LEAD), -1):
        word = tokens.low[at]
        if word == ";" or (word in _CONTRASTS and tokens.word(at - 1) == ","):
            return None if "had" in tokens.low[:at] else at + 1
        if word in _CLOSING:
            return None
    return None


def _tells_of_move(tokens: Tokens, opener: int) -> bool:
    """Whether "after" leads to what was measured before, not only to a date or an event: "after a fall of", "after 0.9%"."""
    for at in range(opener + 1, min(opener + 1 + _NEAR, len(tokens))):
        word = tokens.low[at]
        if word in _NOTHING:
            return at == opener + 1
        if tokens.is_number(at):
            return at - opener <= 2 and (tokens.word(at - 1) in _SIGNS or not _is_plain_year(tokens, at))
        if word in _MOVES or word in CHANGE_VERBS or (at == opener + 1 and word.endswith("ing")) or word == "having":
            return True
        if not tokens.is_word(at) and word not in _SIGNS:
            return False
    return False


def _is_plain_year(tokens: Tokens, at: int) -> bool:
    return len(tokens.texts[at]) == len("2020") and tokens.texts[at].isdecimal()


def _is_compared(tokens: Tokens, when: int) -> bool:
    """Whether "when" goes on with what opens a sentence as compared with: "Compared with May, when it was 3%, ..."."""
    opens = tuple(tokens.low[:2]) in _COMPARING or tuple(tokens.low[:1]) in _COMPARING
    return opens and tokens.word(when) == "when" and _comma(tokens, 0) == when - 1


def _comma(tokens: Tokens, first: int) -> int:
    """The first comma behind a token; that token where there is none near."""
    ahead = range(first + 1, min(len(tokens), first + _LONGEST))
    return next((at for at in ahead if tokens.low[at] == ","), first)


def _end(tokens: Tokens, first: int) -> int:
    """The last token of a passage: a comma ends it that no other number, and nothing of its own, goes on behind."""
    last = min(len(tokens), first + _LONGEST) - 1
    for at in range(first + 1, last + 1):
        word = tokens.low[at]
        if word in _CLOSING and not (word in "–—" and tokens.is_number(at + 1)):
            return at - 1
        if word in _BOUNDS or (word == "," and not _goes_on(tokens, at + 1)):
            return at - 1
    return last


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a passage goes on behind a comma: "after 2% in 2019, 3% in 2020 and 4% in 2021"; "..., when it was 3%"."""
    number = tokens.is_number(at) or (tokens.word(at) in _SIGNS and tokens.is_number(at + 1))
    return number or tokens.word(at) in _GOING_ON
