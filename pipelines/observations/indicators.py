"""The indicators of observations: the words for what is measured, readable on their own.

Belongs here: cutting the subject out of a clause, and which numbers of a sentence share one. Does not belong here: what
is inherited from other sentences (see `observing`); curated names, which are data beside the transcription.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.numerals.scan import Scan
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import WORD, Tokens
from pipelines.rules import table, words

_VERBS = words("indicators_verbs")
_REPORTING = words("indicators_reporting")
_LEADS = words("indicators_leads")
_POINTERS = words("indicators_pointers")
_CHANGE_NOUNS = words("indicators_change_nouns")
_ASIDES = words("indicators_asides")
_EDGES = words("indicators_edges")
_ADVERBS = words("indicators_adverbs")
_RELATIVE = frozenset(("who", "which", "that"))
_SCALES = frozenset(row["words"] for row in table("scales"))
_VERBAL = _VERBS | CHANGE_VERBS.keys()
_MARKS = frozenset((",", ";", ":", "(", ")", "."))
_BRACKETS = frozenset("()")
_BREAKS = frozenset((";", ":", "whereas", "while", "but"))
_STOPS = _BRACKETS | _BREAKS | {"."}
_TO_SUBJECT = frozenset(("from", "to", "by", "than", "with", "against"))  # "up from 95% measured last year"
_JOINERS = frozenset((",", "and", "or"))
_LONGEST = 30  # tokens of an indicator
_LONGEST_LEAD = 20  # tokens up to the comma behind a lead


def indicators_of(scan: Scan, quantities: Sequence[Quantity]) -> list[str | None]:
    """The words that say what each quantity of a sentence measures, None where the sentence does not say it itself.

    A number that no verb parts from the one before it in its clause measures the same: "5%, 24% and 98%".
    """
    tokens = scan.tokens
    dated = {at for period in scan.periods for at in range(period.first, period.last + 1)}
    found: list[str | None] = []
    past = 0  # the token behind the quantity before
    for quantity in quantities:
        begin = _clause_begin(tokens, past, quantity.begin)
        new_clause = begin > past or not found
        shared = None if new_clause else found[-1]
        indicator = _words(tokens, _changed(tokens, quantity), dated)
        if indicator is None and (new_clause or any(_is_verb(tokens, at) for at in range(begin, quantity.begin))):
            begin = begin if new_clause else _after_joiner(tokens, begin, quantity.begin)
            indicator = _words(tokens, _subject(tokens, begin, quantity.begin, dated), dated)
            if indicator is None and quantity.preposition not in _TO_SUBJECT:
                indicator = _words(tokens, _behind(tokens, quantity), dated)
        found.append(indicator or shared)
        past = quantity.end + 1
    return found


def _words(tokens: Tokens, span: tuple[int, int], dated: set[int]) -> str | None:
    """The words of a span without what only leads in or out, None if they do not say what is measured."""
    begin, end = _trimmed(tokens, *span)
    if end - begin > _LONGEST or not any(_tells(tokens, at, dated) for at in range(begin, end)):
        return None
    text = " ".join(tokens.sentence[tokens.starts[begin] : tokens.ends[end - 1]].split())
    return text.strip(" ,;:(*_\"'“”") or None


def _trimmed(tokens: Tokens, begin: int, end: int) -> tuple[int, int]:
    """A span up to its first aside (", as Figure 2 shows"), without prepositions and marks at its ends."""
    for at in range(begin + 1, end - 1):
        if tokens.low[at] == "," and tokens.low[at + 1] in _ASIDES:
            end = at
            break
    while begin < end and (tokens.low[begin] in _JOINERS or tokens.low[begin] == "that"):
        begin += 1
    while begin < end and (tokens.low[end - 1] in _EDGES or tokens.low[end - 1] in _MARKS):
        end -= 1
    return begin, end


def _tells(tokens: Tokens, at: int, dated: set[int]) -> bool:
    """Whether a word says what is measured: no date, pointer, preposition, adverb or verb."""
    word = tokens.low[at]
    if tokens.kinds[at] != WORD or at in dated:
        return False
    return not (word in _POINTERS or word in _LEADS or word in _EDGES or word in _VERBAL or word.endswith("ly"))


def _clause_begin(tokens: Tokens, begin: int, before: int) -> int:
    """The first token of the clause around token `before`, past brackets; `begin` if it began before that."""
    depth = 0
    for at in range(before - 1, begin - 1, -1):
        word = tokens.low[at]
        if word not in _STOPS:
            continue
        if word in _BRACKETS:
            depth += 1 if word == ")" else -1
        elif (depth <= 0 and word in _BREAKS) or (word == "." and _is_full_stop(tokens, at)):
            return at + 1
    return begin


def _after_joiner(tokens: Tokens, begin: int, end: int) -> int:
    """Where the words of a further number of a clause begin: behind the first comma or "and" that a verb follows."""
    joiners = [at for at in range(begin, end) if tokens.low[at] in _JOINERS]
    if not joiners:
        return begin + (tokens.word(begin) == "of")
    followed = any(_is_verb(tokens, at) for at in range(joiners[0], end))
    return joiners[0 if followed else -1] + 1


def _subject(tokens: Tokens, begin: int, end: int, dated: set[int]) -> tuple[int, int]:
    """The tokens of the subject: from the beginning of the clause, past what reports it, to its verb."""
    begin = _after_lead(tokens, begin, end)
    for at in range(begin, end - 1):
        if tokens.low[at + 1] == "that" and tokens.low[at] in _REPORTING:
            begin = at + 2
    start = begin
    for at in range(begin, end):
        if (
            _is_verb(tokens, at)
            and (start == begin or tokens.low[at] in _VERBS)
            and not _is_relative(tokens, begin, at)
        ):
            if any(_tells(tokens, word, dated) for word in range(start, at)):
                return start, at
            start = at + 1
    return (start, end) if start == begin else (end, end)


def _is_relative(tokens: Tokens, begin: int, verb: int) -> bool:
    """Whether a verb is that of a relative clause: "adults who have ever used the Internet"."""
    at = verb - 1
    while at > begin and (tokens.low[at] in _VERBS or tokens.low[at] in _ADVERBS):
        at -= 1
    return at > begin and tokens.low[at] in _RELATIVE


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
        commas = (at for at in range(begin, min(end, begin + _LONGEST_LEAD)) if tokens.low[at] == ",")
        comma = next((at for at in commas if at + 1 == end or not _goes_on(tokens, at + 1)), None)
        if comma is None:
            break
        begin = comma + 1
    return begin


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a list goes on behind a comma: "At the 10, 25, and 90th percentiles, ..."."""
    return tokens.is_number(at) or tokens.word(at) in _JOINERS


def _changed(tokens: Tokens, quantity: Quantity) -> tuple[int, int]:
    """What a change named by a noun is a change of: "a 10% increase in requests"."""
    noun, preposition = quantity.end + 1, tokens.word(quantity.end + 2)
    word = tokens.word(noun)
    if preposition not in ("in", "of") or not (word in CHANGE_VERBS or word in _CHANGE_NOUNS):
        return noun, noun
    begin = end = noun + 2
    while end < len(tokens) and end - begin < _LONGEST and not _ends_phrase(tokens, end):
        end += 1
    return begin, end


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    return _is_mark(tokens, at) or tokens.low[at] in _VERBAL or (tokens.is_number(at) and not tokens.glued(at))


def _behind(tokens: Tokens, quantity: Quantity) -> tuple[int, int]:
    """What follows a number that begins its clause ("6.3% of the respondents do not use any such services").

    A count is one of its noun: "18.2 million families in the UK".
    """
    begin = (quantity.last if quantity.kind == "count" else quantity.end) + 1
    while tokens.word(begin) in _SCALES:
        begin += 1
    end = begin
    while end < len(tokens) and end - begin < _LONGEST and not _is_mark(tokens, end):
        end += 1
    if tokens.word(begin) == "of":
        return begin + 1, max(begin + 1, end)
    return (begin, begin) if tokens.word(begin) in _EDGES else (begin, end)


def _is_mark(tokens: Tokens, at: int) -> bool:
    """Whether a token is a mark between phrases, not the point within "22.5" or of "U.S. firms"."""
    return tokens.low[at] in _MARKS and (tokens.low[at] != "." or _is_full_stop(tokens, at))


def _is_full_stop(tokens: Tokens, at: int) -> bool:
    initial = tokens.glued(at) and len(tokens.text(at - 1)) == 1 and tokens.text(at - 1).isupper()
    return not (tokens.glued(at) and tokens.glued(at + 1)) and not (initial and at + 1 < len(tokens))
