"""The indicator of an observation: the words for what is measured, readable on their own.

Belongs here: cutting the subject out of a clause. Does not belong here: curated names, which are data beside the
transcription.
"""

from __future__ import annotations

from pipelines.numerals.scan import Scan
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import WORD, Tokens
from pipelines.rules import words

_VERBS = words("indicators_verbs")
_LEADS = words("indicators_leads")
_POINTERS = words("indicators_pointers")
_CHANGE_NOUNS = words("indicators_change_nouns")
_VERBAL = _VERBS | CHANGE_VERBS.keys()
_MARKS = frozenset((",", ";", ":", "(", ")"))
_BRACKETS = frozenset("()")
_BREAKS = frozenset((";", ":", "whereas", "while", "but"))
_STOPS = _BRACKETS | _BREAKS | {"."}
_LONGEST = 30


def indicator_of(scan: Scan, quantity: Quantity) -> str | None:
    """The words that say what a quantity measures, None where the sentence does not say it itself."""
    tokens = scan.tokens
    begin, end = _subject(tokens, quantity)
    if WORD not in tokens.kinds[begin:end]:
        return None
    if end - begin <= _LONGEST * 2 and any(tokens.is_word(at) and _tells(tokens.low[at]) for at in range(begin, end)):
        text = " ".join(tokens.sentence[tokens.starts[begin] : tokens.ends[end - 1]].split())
        return text.strip(" ,;:(") or None
    return None


def _tells(word: str) -> bool:
    """Whether a word says what is measured: no pointer, preposition, adverb or verb."""
    return not (word in _POINTERS or word in _LEADS or word in _VERBS or word in CHANGE_VERBS or word.endswith("ly"))


def _subject(tokens: Tokens, quantity: Quantity) -> tuple[int, int]:
    """The tokens of the subject: from the beginning of the clause to its verb; behind the number if it begins the clause."""
    low = tokens.low
    begin = _after_lead(tokens, _clause_begin(tokens, quantity.begin), quantity.begin)
    verbs = (at for at in range(begin, quantity.begin) if low[at] in _VERBAL and _is_verb(tokens, at))
    verb = next(verbs, quantity.begin)
    if verb - begin >= 1:
        return begin, verb
    return _behind(tokens, quantity)


def _clause_begin(tokens: Tokens, before: int) -> int:
    """The first token of the clause around token `before`, past brackets, at most so many tokens back."""
    farthest = max(0, before - _LONGEST)
    depth = 0
    for at in range(before - 1, farthest - 1, -1):
        word = tokens.low[at]
        if word not in _STOPS:
            continue
        if word in _BRACKETS:
            depth += 1 if word == ")" else -1
        elif (depth <= 0 and word in _BREAKS) or (word == "." and not tokens.glued(at + 1)):
            return at + 1
    return farthest


def _is_verb(tokens: Tokens, at: int) -> bool:
    word = tokens.low[at]
    return word in _VERBS or (
        word in CHANGE_VERBS
        and word not in _CHANGE_NOUNS
        and tokens.word(at - 1) not in ("the", "a", "an", "of")
        and tokens.word(at + 1) != "of"
    )


def _after_lead(tokens: Tokens, begin: int, end: int) -> int:
    """Skip what leads into the clause: "In 2013,", "According to the survey,", "Overall,"."""
    for _ in range(3):
        if tokens.word(begin) not in _LEADS:
            break
        comma = next((at for at in range(begin, min(end, begin + 20)) if tokens.low[at] == ","), None)
        if comma is None:
            break
        begin = comma + 1
    return begin


def _behind(tokens: Tokens, quantity: Quantity) -> tuple[int, int]:
    """What follows a number that begins its clause ("6.3% of the respondents do not use any such services")."""
    begin = quantity.end + 1
    end = begin
    while end < len(tokens) and end - begin < _LONGEST and tokens.low[end] not in _MARKS and tokens.low[end] != ".":
        end += 1
    if tokens.word(begin) == "of":
        begin += 1
    return begin, max(begin, end)
