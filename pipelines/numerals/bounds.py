"""Bounds in running text: numbers that only say what a share counts ("one in nine finished 24 or more").

Belongs here: bounds that are known by the share that they belong to, classes with their shares, "the top 1,000 sites".
Does not belong here: brackets that say themselves of what they are (see `dimensions`), heads and stubs (see `brackets`).
"""

from __future__ import annotations

import re

from pipelines.numerals.nouns import is_count_noun
from pipelines.numerals.scan import Bracket, Scan
from pipelines.numerals.units import unit_at
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

TOPS = frozenset(("top", "bottom"))
_PER_CENT = frozenset(("%", "percent", "cent"))
_PARTS = words("bounds_parts")
_BEFORE_CHANGES = frozenset(("by", "to", "from", "than", "against", "with"))
_OPEN = frozenset(("more", "fewer", "less", "over", "longer"))
_HEDGES = frozenset(("more", "less", "fewer", "over", "under", "above", "below", "least", "up", "between"))
_HEDGE_PARTS = _HEDGES | {"than", "at", "to", "from"}
_NOT_BEFORE = words("bounds_not_before")
_LEVELS = words("bounds_levels")
_RANGES = frozenset(("to", "and", "-", "–"))
_ROUND = re.compile(r"10{1,3}(?:[,.\s]?000){0,3}|1(?:[,.\s]000){1,3}")
_TOPS_OF_SCALES = frozenset(("100", "120", "150", "180", "200", "300", "400", "500", "800", "1000", "1,000"))
_SIGNS = frozenset(("<", ">", "≤", "≥"))
_MARKS = frozenset(("*", "†", "‡", "\\", "(", ")", "[", "]", ":", "=", "-", "–"))
_MARK = 4  # tokens of a mark, or of what follows the last number of a legend
_SIZES = frozenset(("micro", "small", "medium", "large", "smaller", "larger"))
_SIZED = 6  # tokens from the name of a class to its bound, and from there to the next class
_OPEN_SIZES = frozenset(("under", "over", "above", "below", "longer", "larger", "more", "less"))
_RANKINGS = TOPS | {"rank"}
_CLAUSE = 30  # tokens from a share to what it counts
_FEWEST = 2  # classes in a list
_CODES = 8  # tokens from one code of an answer to the next
_OF_CONFIDENCE = (["interval"], ["intervals"], ["level"], ["limit"], ["limits"], ["bound"], ["bounds"])
_LONGEST_LEVEL = 4  # characters of "99.9"


def top_of(scan: Scan, index: int) -> int | None:
    """Mark "the top 1,000 sites": they are who is measured; returns the noun."""
    tokens = scan.tokens
    if tokens.word(index - 1) not in TOPS or not tokens.is_word(index + 1):
        return None
    noun = next((at for at in (index + 1, index + 2) if tokens.is_word(at) and is_count_noun(tokens.low[at])), None)
    if noun is None or unit_at(tokens, index + 1):
        return None
    scan.mark("dimension", index)
    scan.brackets.append(Bracket(index - 1, noun, tokens.sentence[tokens.starts[index - 1] : tokens.ends[noun]]))
    return noun


def bases_of_rates(scan: Scan) -> None:
    """Mark what rates are given for: "36.2 per 1,000 workers", "Per 100 000" in a head."""
    tokens = scan.tokens
    for index in tokens.numbers:
        if tokens.word(index - 1) == "per" and _ROUND.fullmatch(tokens.texts[index]):
            last = index
            while tokens.word(last + 1) == "000":
                last += 1
            scan.mark("dimension", index, last)


def bound_of_share(scan: Scan, index: int) -> int | None:
    """Mark the bound of what a share counts: "one in three kept the worker at home for more than 14 days"."""
    tokens = scan.tokens
    if not bounds_share(tokens, index, index):
        return None
    scan.mark("dimension", index)
    return index


def bounds_share(tokens: Tokens, index: int, last: int) -> bool:
    """Whether the number from token `index` to `last`, in digits or words, is the bound of what a share counts."""
    after = last + 1
    by_share = tokens.word(after) in _PER_CENT
    after += by_share
    unit = unit_at(tokens, last + 1)
    lasting = unit is not None and unit.kind == "duration"
    if unit and tokens.word(unit.end + 1) in ("ago", "earlier", "later", "before"):
        return False
    after = unit.end + 1 if unit and lasting else after
    open_ended = tokens.word(after) in ("or", "and") and tokens.word(after + 1) in _OPEN
    if by_share and tokens.word(after) == "for" and tokens.is_number(after + 1) and tokens.word(after + 2) in _PER_CENT:
        return _is_hedged_level(tokens, index)
    if open_ended and lasting:
        if tokens.word(index - 1) != "for":
            return False
    elif open_ended:
        if by_share != (tokens.word(index - 1) == "by") or tokens.word(index - 1) in ("at", "to"):
            return False  # "a turnout of 50% or higher"
    elif not lasting or not _is_hedged(tokens, index):
        return False
    return _counts_share(tokens, index)


def levels_of_confidence(scan: Scan) -> None:
    """Mark "95% CI", "at the 95 per cent level of confidence"; "95% have confidence in it" is a share."""
    tokens = scan.tokens
    for index in tokens.numbers:
        unit = (
            unit_at(tokens, index + 1)
            if index not in scan.roles and len(tokens.texts[index]) <= _LONGEST_LEVEL
            else None
        )
        if unit is None or unit.kind != "share":
            continue
        behind = tokens.low[unit.end + 1 : unit.end + 4]
        interval = behind[:1] in (["ci"], ["cis"]) or (behind[:1] == ["confidence"] and behind[1:2] in _OF_CONFIDENCE)
        if interval or behind == ["level", "of", "confidence"]:
            scan.mark("dimension", index)


def tops_of_scales(scan: Scan) -> None:
    """Mark the best of a score, a round one alone in brackets: "from 26 to 31 (out of 100)", not "(out of 2,610)"."""
    tokens = scan.tokens
    for index in tokens.numbers:
        alone = tokens.low[max(0, index - 3) : index] == ["(", "out", "of"] and tokens.word(index + 1) == ")"
        if alone and (len(tokens.texts[index]) <= 2 or tokens.texts[index] in _TOPS_OF_SCALES):
            scan.mark("dimension", index)


def codes_of_answers(scan: Scan) -> None:
    """Mark the codes that stand for answers: "(1 = not at all, 5 = very)"."""
    tokens = scan.tokens
    for index in tokens.numbers:
        named = (
            tokens.word(index + 1) in ("=", "–", "-") and tokens.is_word(index + 2) and len(tokens.texts[index]) <= 2
        )
        equals = tokens.word(index + 1) == "=" or "=" in tokens.low[max(0, index - _CODES) : index + _CODES]
        opens = tokens.word(index - 1) in ("(", ",", ";", ":", "and", "to", "/", "from", "where") or index == 0
        if named and equals and opens and not unit_at(tokens, index + 2):
            scan.mark("dimension", index)


def bound_of_holder(scan: Scan, index: int) -> int | None:
    """Mark what makes one of a group: "hospitals with at least 200 beds", "a country with fewer than 20 answers"."""
    tokens = scan.tokens
    at = index - 1
    while tokens.word(at) in _HEDGE_PARTS:
        at -= 1
    noun = index + 1 if is_count_noun(tokens.word(index + 1)) else index + 2
    held = tokens.word(at) == "with" and at < index - 1 and tokens.is_word(index + 1) and not unit_at(tokens, index + 1)
    if not held or not is_count_noun(tokens.word(noun)) or not tokens.texts[noun].islower():
        return None
    one = tokens.word(at - 2) in ("a", "any", "every", "each", "no")
    each = tokens.word(noun + 1) == "each"
    several = is_count_noun(tokens.word(at - 1)) and tokens.word(at - 1).endswith("s") and not tokens.is_number(at - 2)
    if not one and not each and not several:
        return None
    scan.mark("dimension", index)
    scan.brackets.append(Bracket(at, noun, tokens.sentence[tokens.starts[at] : tokens.ends[noun]]))
    return noun


def bound_of_group(scan: Scan, index: int) -> int | None:
    """Mark how long makes one of a group, in brackets behind it: "beginners (less than 6 months)"."""
    tokens = scan.tokens
    at = index - 1
    while tokens.word(at) in _HEDGE_PARTS:
        at -= 1
    unit = unit_at(tokens, index + 1)
    enclosed = tokens.word(at) == "(" and at < index - 1 and unit and tokens.word(unit.end + 1) == ")"
    group = tokens.word(at - 1)
    if not enclosed or unit is None or unit.kind != "duration" or not (is_count_noun(group) and group.endswith("s")):
        return None
    scan.mark("dimension", index)
    return unit.end


def bound_of_size(scan: Scan, index: int) -> int | None:
    """Mark how big makes one of a group: "vessels over 10 metres", "over 10 metre vessels", "10 metre and under boats"."""
    tokens = scan.tokens
    unit = unit_at(tokens, index + 1)
    if unit is None or unit.kind != "physical" or not tokens.texts[index].isdecimal():
        return None
    at = index - 1
    while tokens.word(at) in _HEDGE_PARTS:
        at -= 1
    hedged, behind = at < index - 1, unit.end + 1
    if tokens.word(behind) in ("and", "or") and tokens.word(behind + 1) in _OPEN_SIZES:
        hedged, behind = True, behind + 2
    group = tokens.word(at) if hedged and at < index - 1 else ""
    describes = not tokens.low[unit.end].endswith("s") and is_count_noun(tokens.word(behind))
    if not hedged or not (describes or (is_count_noun(group) and not unit_at(tokens, at))):
        return None
    scan.mark("dimension", index)
    return unit.end


def bounds_of_legend(scan: Scan) -> None:
    """Mark what a mark in a table stands for: "* fewer than 50 pages", "( ) Between 20 and 49 cases."."""
    tokens = scan.tokens
    first = next((at for at in range(len(tokens)) if tokens.is_word(at)), 0)
    numbers = tokens.numbers
    marked = first <= _MARK and all(word in _MARKS for word in tokens.low[:first])
    if not marked or len(numbers) > _FEWEST or tokens.low[first] not in _HEDGE_PARTS:
        return
    joined = {*range(first, numbers[-1])} - {*numbers}
    behind = [word for word in tokens.low[numbers[-1] + 1 :] if word != "."]
    short = len(behind) < _MARK if first else len(behind) == 1 and is_count_noun(behind[0])
    if short and all(tokens.low[at] in _HEDGE_PARTS | _RANGES for at in joined):
        scan.mark("dimension", numbers[0], numbers[-1])


def sizes_in_legend(scan: Scan) -> None:
    """Mark what size each class has: "Micro: fewer than 10 employees; Small: 10-49; Medium: 50-249"."""
    tokens = scan.tokens
    classes: list[tuple[int, int]] = []  # the first and last number of each
    for index in tokens.numbers:
        joined = bool(classes) and index == classes[-1][1] + 2 and tokens.word(index - 1) in _RANGES
        at = index - 1
        while tokens.word(at) in _HEDGE_PARTS:
            at -= 1
        if joined:
            classes[-1] = (classes[-1][0], index)
        elif tokens.word(at) == ":" and tokens.is_word(at - 1):
            classes.append((index, index))
    closed = [(first, last) for first, last in classes if _ends_class(tokens, last)]
    if len(closed) > 1 and any(
        not _SIZES.isdisjoint(tokens.low[max(0, first - _SIZED) : first]) for first, _ in closed
    ):
        for first, last in closed:
            scan.mark("dimension", first, last)


def _ends_class(tokens: Tokens, last: int) -> bool:
    """Whether nothing but what is counted, or "or more", stands between a bound and the next class."""
    end = next((at for at in range(last + 1, last + _SIZED) if tokens.word(at) in ("", ";", ".", ",")), None)
    return end is not None and all(tokens.is_word(at) and not unit_at(tokens, at) for at in range(last + 1, end))


def bounds_in_titles(scan: Scan) -> None:
    """Mark the bounds that a caption, head or stub names: "Waited > 365 days (%)", "Towns, 100,000+ inhabitants"."""
    tokens = scan.tokens
    for index in tokens.numbers:
        at = index - 1
        while tokens.word(at) in _HEDGE_PARTS:
            at -= 1
        hedged = not _HEDGES.isdisjoint(tokens.low[at + 1 : index]) or tokens.word(index - 1) in _SIGNS
        unit = unit_at(tokens, index + 1)
        lasting = unit is not None and unit.kind in ("duration", "physical")
        open_ended = tokens.word(index + 1) == "+" and tokens.glued(index + 1)
        measured = lasting or (scan.place in ("head", "stub") and unit is None)
        if index not in scan.roles and index and measured and (hedged or open_ended):
            scan.mark("dimension", index)


def tops_of_ranking(scan: Scan) -> None:
    """Mark how far down a ranking reaches: "in the top 10,000", "below rank 1,000,000"; a "top 10" is a rank."""
    tokens = scan.tokens
    for index in tokens.numbers:
        scaled = tokens.word(index + 1) in ("k", "m") and tokens.glued(index + 1)
        many = scaled or ("," in tokens.texts[index] and tokens.texts[index].replace(",", "").isdecimal())
        if many and tokens.word(index - 1) in _RANKINGS:
            scan.mark("dimension", index)


def _is_hedged_level(tokens: Tokens, index: int) -> bool:
    """Whether a bound stands before a level that a share reaches: "it was over 40% for 14.5% of the households"."""
    return tokens.word(index - 1) in ("over", "under", "above", "below", "than", "least")


def _is_hedged(tokens: Tokens, index: int) -> bool:
    """Whether a bound stands before the number, behind a verb or "for": "waited more than", "for at least"."""
    at = index - 1
    while tokens.word(at) in _HEDGE_PARTS:
        at -= 1
    hedged = not _HEDGES.isdisjoint(tokens.low[at + 1 : index])
    return hedged and (tokens.word(at) == "for" or (tokens.is_word(at) and tokens.low[at] not in _NOT_BEFORE))


def _counts_share(tokens: Tokens, index: int) -> bool:
    """Whether a share opens what the number belongs to: "a third of patients", "12% of firms", "one in nine"."""
    for at in range(index - 2, max(-1, index - _CLAUSE), -1):
        word = tokens.low[at]
        if word in (";", ":"):
            return False
        if word in _PER_CENT:
            first = next((k for k in range(at - 1, max(-1, at - 3), -1) if tokens.is_number(k)), at)
            if not _LEVELS.isdisjoint(tokens.low[at + 1 : at + 3]):
                return False  # "close to the 2% target for more than four years"
            return tokens.word(first - 1) not in _BEFORE_CHANGES
        if word in _PARTS and tokens.word(at + 1) in ("of", "the"):
            return True
        if word == "in" and tokens.word(at - 2) in ("one", "two", "three", "four") and tokens.is_word(at - 1):
            return tokens.word(at + 1) in _PARTS or tokens.is_number(at + 1)
        if word == "in" and tokens.word(at - 1) in ("one", "two", "three", "four", "nine") and at + 1 < index:
            return True
    return False


def classes_before_shares(scan: Scan) -> None:
    """Mark classes that stand before their shares: "0–1 year 24%, 1–3 years 37%, over 5 years 17%"."""
    tokens = scan.tokens
    found: list[tuple[int, int]] = []
    reached = -1
    for index in tokens.numbers:
        if index <= reached:
            continue
        ranged = tokens.word(index + 1) in _RANGES and tokens.is_number(index + 2)
        last = index + 2 if ranged else index
        at = last + 1
        if (
            tokens.is_word(at)
            and tokens.low[at] not in _PER_CENT
            and (unit_at(tokens, at) or is_count_noun(tokens.low[at]))
        ):
            at += 1
        at += tokens.word(at) in (":", "(")
        share = tokens.is_number(at) and at > last + 1 and tokens.word(at + 1) in _PER_CENT
        if share and index not in scan.roles and (ranged or tokens.word(index - 1) in _HEDGE_PARTS):
            found.append((index, last))
            reached = at
    if len(found) >= _FEWEST:
        for first, last in found:
            scan.mark("dimension", first, last)


def classes_with_shares(scan: Scan) -> None:
    """Mark classes that stand behind their shares: "33% between 4 and 6, 38% from 7 up to 10, and 8% more than 10"."""
    tokens = scan.tokens
    found: list[tuple[int, int]] = []
    for index in tokens.numbers:
        at = index - 1
        while tokens.word(at) in _HEDGE_PARTS:
            at -= 1
        if at == index - 1 or tokens.word(at) not in _PER_CENT or index in scan.roles:
            continue
        last = index
        while tokens.word(last + 1) in (*_RANGES, "up") and last < index + 3:
            last += 1
        last = last + 1 if tokens.is_number(last + 1) and last > index else index
        if tokens.word(last + 1) not in _PER_CENT and (last > index or tokens.low[at + 1] in _HEDGES):
            found.append((index, last))
    if len(found) < _FEWEST:
        return
    for first, last in found:
        scan.mark("dimension", first, last)
    shares = [at for at, word in enumerate(tokens.low) if word in _PER_CENT]
    for index in tokens.numbers:
        ranged = tokens.word(index + 1) in _RANGES and tokens.is_number(index + 2)
        if shares[0] < index < found[0][0] and ranged and tokens.word(index + 3) not in _PER_CENT:
            scan.mark("dimension", index, index + 2)
