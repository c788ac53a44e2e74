"""Scales and axes: numbers between which something is measured or drawn, not what was measured.

Belongs here: the ends of a scale of answers or of an index ("scored from 0 to 10"), where the axis or the gridlines of a
described chart stand. Does not belong here: codes and brackets of answers (see `bounds`), lines that are nothing but ticks
(see `reading.lines`).
"""

from __future__ import annotations

from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import scale_at, unit_at
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

AXES = words("scales_axes")
SCALES = words("scales_cues")
_SCORED = words("scales_scored")
SCALED = SCALES | _SCORED  # a sentence that speaks of a scale has one of them
_REACHING = words("scales_reaching")
_BETWEEN = words("scales_axis_between")
_LOWEST = frozenset(("0", "1"))
_HIGHEST = frozenset(("1", "3", "4", "5", "6", "7", "9", "10", "20", "50", "100", "1,000", "1000"))
_JOINERS = frozenset(("to", "-", "–", "—", "‑", "and"))
_LONGEST_MEANING = 10  # tokens of "(not at all)"
_NEAR = 6  # tokens from "index" to "runs from"
_QUOTES = frozenset("'’\"”")
_BETTER = frozenset(("above", "higher", "more", "better", "over", "below", "lower", "less", "under", "worse"))


def scale_of_answers(scan: Scan, index: int) -> int | None:
    """Mark the ends of a scale: "on a scale of 1 (not at all) to 5 (very)", "scored from 0 to 10", "a 0–10 scale"."""
    tokens = scan.tokens
    last = _other_end(tokens, index)
    if last is not None and (_is_of_scale(tokens, index, last) or _is_scored(tokens, index, last)):
        scan.mark("dimension", index)
        scan.mark("dimension", last)
        return last
    at = index + 1 + (tokens.word(index + 1) in _QUOTES)
    beyond = "scale" in tokens.words and tokens.word(at) == "or" and tokens.word(at + 1) in _BETTER
    if (
        beyond
        and last is None
        and len(tokens.texts[index]) <= 2
        and "scale" not in tokens.low[max(0, index - 3) : index]
    ):
        scan.mark("dimension", index)  # "rated it 8 or higher on a scale of 0 to 10"
        return index
    return None


def _other_end(tokens: Tokens, index: int) -> int | None:
    """The number that ends what begins at a number, past what its first means: "1 (not at all) to 5"."""
    at = index + 1
    if tokens.word(at) == "(":
        at = next((k + 1 for k in range(at, at + _LONGEST_MEANING) if tokens.word(k) == ")"), at)
    if tokens.word(at) not in _JOINERS or not tokens.is_number(at + 1):
        return None
    low, high = tokens.texts[index], tokens.texts[at + 1].replace(",", "")
    return at + 1 if low.isdecimal() and high.isdecimal() and int(low) < int(high) else None


def _is_of_scale(tokens: Tokens, index: int, last: int) -> bool:
    """Whether "scale" stands before or behind: "a scale from 1 to 10", "a 0–10 scale"."""
    before = "scale" in tokens.low[max(0, index - 3) : index] and tokens.word(last - 1) != "and"
    before = before and scale_at(tokens, last + 1, money=False) is None  # "on a scale of 5 to 10 billion euros"
    behind = tokens.word(last + 1) == "scale" or tokens.low[last + 1 : last + 3] in (["point", "scale"], ["-", "point"])
    return before or behind


def _is_scored(tokens: Tokens, index: int, last: int) -> bool:
    """Whether answers are scored between two ends, or an index runs from the one to the other, as few scales do."""
    low, high = tokens.texts[index], tokens.texts[last]
    if low not in _LOWEST or high not in _HIGHEST or _is_counted(tokens, last):
        return False
    if tokens.word(index - 1) != ("between" if tokens.word(last - 1) == "and" else "from"):
        return False
    at = index - 2
    if tokens.word(at) in _SCORED or (tokens.word(at) in ("it", "them", "each") and tokens.word(at - 1) in _SCORED):
        return True
    near = tokens.low[max(0, at - _NEAR) : at + 1]
    return tokens.word(at) in _REACHING and not SCALES.isdisjoint(near)


def _is_counted(tokens: Tokens, last: int) -> bool:
    """Whether something is counted or measured behind a number: "from 0 to 10 points"."""
    noun = tokens.is_word(last + 1) and is_count_noun(tokens.low[last + 1])
    return noun or unit_at(tokens, last + 1) is not None


def ends_of_axis(scan: Scan) -> None:
    """Mark where the lines of a chart stand: "gridlines are at 0, 200 and 400", "the y-axis runs from 0 to 100%"."""
    tokens = scan.tokens
    waiting = False
    for at, word in enumerate(tokens.low):
        if word in AXES:
            waiting = True
        elif waiting and tokens.is_number(at):
            noun = tokens.is_word(at + 1) and is_count_noun(tokens.low[at + 1]) and unit_at(tokens, at + 1) is None
            waiting = not noun and at not in scan.roles
            if waiting:
                scan.mark("axis", at)
        elif word not in _BETWEEN:
            waiting = False
