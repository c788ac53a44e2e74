"""Wholes and their parts that stand side by side, though no word says that the ones make up the other.

Belongs here: a number with the run of numbers behind it or before it, in its sentence, the next sentences or the lines of a
list ("There are 74 schools. There are 48 primary, 19 secondary and 7 special schools"). Does not belong here: words that
announce parts or a whole (see `total`), when a sum that fails is held against the text (see `summands`).

That numbers of many digits add up is no chance: then they are taken for parts wherever the run ends. Those of few digits
must be the whole list of a sentence that ends like a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from pipelines.observations import Observation
from pipelines.relations.constraints import total
from pipelines.relations.context import SentenceGroup
from pipelines.relations.lists import claims, closed, complement, is_joined, is_member, levels, one_period
from pipelines.relations.parts import adds_up, measured
from pipelines.relations.statement import OPEN
from pipelines.relations.summands import BESIDE, NONE, RUN, Summands, fits_exactly

_AHEAD = 12  # sentences and lines that the parts of one whole may fill
_STARTS = 3  # sentences behind a whole among which its parts begin
_MOST = 16  # numbers in a run
_CROWDED = 48  # numbers of what is no sentence any more
_WHOLES = 8  # numbers of a sentence that are tried as wholes
_OTHER_WAY = {"up": "down", "down": "up"}
_POINTS = ("percentage_point", "index_point", "basis_point", "fold")
_CLOSE = 5  # tokens from one number of a bare list to the next
_SHORT = 8  # tokens of a line of a list
_TOLD, _PLAIN, _ANYWHERE = 40, 150, 1_000  # in units of the coarsest last digit: how large a whole must be
_PAIR = 2
_TWICE = 2  # times a whole: a part that a misprint made larger than it
_SKIPPED = 3  # numbers behind a whole that may belong to something else
_ROUGH = Fraction(1, 8)  # how far a hedged number may be off
_ROOMY = 1 + _ROUGH


def wholes_nearby(groups: Sequence[SentenceGroup], at: int, tied: Collection[int]) -> Iterator[Summands]:
    """The wholes of a sentence with what may be their parts: a run that adds up, else the list next to a whole, and runs
    of which only a misprint tells, but for wholes that are levels of a change (`tied`, by identity)."""
    group = groups[at]
    if len(group.observations) > _CROWDED:
        return  # no sentence: what stands side by side in it says nothing
    following = _following(groups, at)
    for whole in [one for one in group.observations if _may_be_whole(one)][:_WHOLES]:
        found = _behind(whole, group, following) or _before(whole, groups, at)
        if found:
            yield Summands(whole, found, NONE)
            continue
        if listed := _listed(whole, group, following):
            sentence = next(one for one in (group, *following) if one.index == listed[0].sentence)
            yield Summands(whole, listed, BESIDE, is_closed=closed(sentence, listed))
        for run in _whole_runs(whole, group, following) if id(whole) not in tied else ():
            yield Summands(whole, run, RUN)
        if run := _complements(whole, group, following):
            yield Summands(whole, run, BESIDE, is_closed=True)


def _complements(whole: Observation, group: SentenceGroup, following: Sequence[SentenceGroup]) -> list[Observation]:
    """The two levels behind a level, of groups that leave nothing out: "rose to 968: full-time jobs to 653 and part-time
    jobs to 318"; in its sentence or the next."""
    short = whole.quantity.value < _PLAIN * whole.quantity.step
    if short or whole.quantity.qualifier != "exact" or measured(whole) == "share":
        return []
    beside = [one for one in following[:1] if one.index == group.index + 1]
    for sentence in (group, *beside):
        behind = whole.quantity.end if sentence is group else -1
        run = [one for one in _run(sentence, whole, enclosed=False, behind=behind) if one.measure == "level"]
        if run:
            below = max(one.quantity.value for one in run) < whole.quantity.value
            return run if len(run) == _PAIR and below and complement(sentence, run) else []
    return []


def _may_be_whole(one: Observation) -> bool:
    """Whether a number can have parts: a level, or by how much something changed."""
    moved = one.measure == "change" and measured(one) != "share" and one.unit not in _POINTS
    single = one.quantity.upper is None and one.quantity.amount.form in ("digits", "words")
    return single and one.quantity.value > 0 and (moved or is_member(one))


def _following(groups: Sequence[SentenceGroup], at: int) -> list[SentenceGroup]:
    """The sentences behind one, as long as each has numbers."""
    near = takewhile(lambda group: len(group.observations) <= _CROWDED, groups[at + 1 : at + 1 + _AHEAD])
    return [
        group for _, group in takewhile(lambda one: one[1].index - groups[at].index <= one[0] * 2, enumerate(near, 1))
    ]


def _run(group: SentenceGroup, like: Observation, *, enclosed: bool, behind: int = -1) -> list[Observation]:
    """The numbers of a sentence behind a token that may be parts, in brackets or outside: levels, of a change its like."""
    changed, direction = like.measure == "change", like.quantity.direction or ""
    unit = measured(like)
    key = (enclosed, changed, direction, unit)
    if key not in group.runs:
        other_way = _OTHER_WAY.get(direction)
        group.runs[key] = [
            one
            for one in group.observations
            if measured(one) == unit
            and group.in_brackets(one) == enclosed
            and one.quantity.qualifier not in OPEN
            and ((changed and one.measure == "change" and one.quantity.direction != other_way) or is_member(one))
        ]
    found = group.runs[key]
    if like.sentence == group.index:
        found = [one for one in found if one.quantity.begin > behind and one is not like]
    return _of_one_bracket(group, found) if enclosed else found


def _later_runs(following: Sequence[SentenceGroup], like: Observation, *, enclosed: bool) -> list[list[Observation]]:
    """The runs of the sentences behind a number, up to the first empty one that nothing begins behind."""
    found: list[list[Observation]] = []
    for group in following:
        found.append(_run(group, like, enclosed=enclosed))
        if not found[-1] and len(found) >= _STARTS:
            break
    return found


def _of_one_bracket(group: SentenceGroup, run: list[Observation]) -> list[Observation]:
    """Numbers in brackets up to the end of the first one that holds several: "75 (30 in, 45 out), 40 (15 in, 25 out)"."""
    low = group.scan.tokens.low
    ends = [at for at, (one, other) in enumerate(zip(run, run[1:], strict=False), 1)
            if ")" in low[one.quantity.last : other.quantity.begin]]  # fmt: skip
    return run[: ends[0]] if ends and len(ends) < len(run) - 1 else run


def _whole_runs(
    whole: Observation, group: SentenceGroup, following: Sequence[SentenceGroup]
) -> Iterator[list[Observation]]:
    """The runs behind a whole up to the ends of sentences, for which only a misprint can tell that they are its parts."""
    if measured(whole) == "share" or whole.quantity.value < _ANYWHERE * whole.quantity.step:
        return  # a misprint explains short numbers by chance
    for enclosed in (False, True):
        here = _run(group, whole, enclosed=enclosed, behind=whole.quantity.end)
        later = _later_runs(following, whole, enclosed=enclosed)
        starts = [[here[skipped:], *later] for skipped in range(min(_SKIPPED, len(here)))]
        starts += [later[start:] for start in range(min(_STARTS, len(later)))]
        for runs in starts:
            parts: list[Observation] = []
            for run in takewhile(bool, runs):
                parts += run
                if len(parts) > _MOST:
                    break
                below = all(one.quantity.value < whole.quantity.value * _TWICE for one in parts)
                if len(parts) > 1 and below and not adds_up(whole, parts):  # those that do were too few to tell
                    yield list(parts)


def _behind(whole: Observation, group: SentenceGroup, following: Sequence[SentenceGroup]) -> list[Observation]:
    """The run behind a whole that adds up to it: in its sentence, or from one of the next sentences on."""
    for enclosed in (False, True):
        here = _run(group, whole, enclosed=enclosed, behind=whole.quantity.end)
        later = _later_runs(following, whole, enclosed=enclosed)
        for skipped in range(
            min(_SKIPPED, len(here))
        ):  # "to 1,184 against 941 the year before: 1,163 by air and 21 by sea"
            if fit := _prefix(whole, [here[skipped:], *later], [group, *following]):
                return fit
        for start in range(min(_STARTS, len(later))):
            if later[start] and (fit := _prefix(whole, later[start:], following[start:])):
                return fit
    return []


def _prefix(
    whole: Observation, runs: Sequence[list[Observation]], sentences: Sequence[SentenceGroup]
) -> list[Observation]:
    """The first numbers of a series of runs that add up to a whole, where that is no chance."""
    parts: list[Observation] = []
    added, most = Fraction(0), whole.quantity.value * _ROOMY
    for run, sentence in zip(runs, sentences, strict=False):
        if not run:
            break
        for place, one in enumerate(run, 1):
            parts.append(one)
            added += one.quantity.value
            if len(parts) > _MOST or added > most:
                return []
            ended = place == len(run)
            if len(parts) > 1 and _is_near(whole, added, parts) and _is_telling(whole, parts, sentence, ended=ended):
                return parts
    return []


def _is_near(whole: Observation, added: Fraction, parts: Sequence[Observation]) -> bool:
    """Whether a sum is worth recomputing."""
    quantities = [one.quantity for one in (whole, *parts)]
    hedged = any(one.qualifier != "exact" for one in quantities)
    room = whole.quantity.value * _ROUGH if hedged else total([one.significant for one in quantities])
    return abs(added - whole.quantity.value) <= room


def _is_telling(whole: Observation, parts: Sequence[Observation], sentence: SentenceGroup, *, ended: bool) -> bool:
    """Whether parts of one time add up to a whole that is large enough for it to be no chance."""
    coarsest = max(one.quantity.step for one in (whole, *parts))
    size = whole.quantity.value / coarsest
    own = [one for one in parts if one.sentence == sentence.index]
    ends = (
        len(own) == 1 or len(own) > 2 or closed(sentence, own) or is_joined(sentence, own) or _or_joined(sentence, own)
    )
    listed = ended and ends
    least = _TOLD if listed else _PLAIN if ended else _ANYWHERE
    if size < least or not one_period((whole, *parts)):
        return False
    return fits_exactly(whole, parts)


def _or_joined(sentence: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether "or" stands before the last of numbers: "44% would definitely (25%) or probably (18%) do it"."""
    between = sentence.scan.tokens.low[parts[-2].quantity.end + 1 : parts[-1].quantity.begin]
    return "or" in between


def _before(whole: Observation, groups: Sequence[SentenceGroup], at: int) -> list[Observation]:
    """The run before a whole that adds up to it: up to it in its sentence, or all numbers of the sentence before."""
    group = groups[at]
    here = [one for one in _run(group, whole, enclosed=False) if one.quantity.end < whole.quantity.begin][-_MOST:]
    named = "total" in group.scan.tokens.low[max(0, whole.quantity.begin - _SHORT) : whole.quantity.begin]
    for last in range(len(here), max(1, len(here) - _SKIPPED if named else len(here) - 1), -1):
        if fit := _suffix(whole, here[:last], group):
            return fit
    before = groups[at - 1] if at and groups[at - 1].index == group.index - 1 else None
    if before is None or here:
        return []
    runs = [_run(before, whole, enclosed=enclosed) for enclosed in (False, True)]
    both = sorted((one for run in runs for one in run), key=lambda one: one.number)
    for run in [one for one in (*runs, both) if len(one) > 1]:
        added = total([one.quantity.value for one in run])
        if _is_near(whole, added, run) and _is_telling(whole, run, before, ended=True):
            return run
    return []


def _suffix(whole: Observation, run: list[Observation], group: SentenceGroup) -> list[Observation]:
    """The longest end of a run that adds up to a whole."""
    added = total([one.quantity.value for one in run])
    while len(run) > 1 and not (_is_near(whole, added, run) and _is_telling(whole, run, group, ended=True)):
        added -= run[0].quantity.value
        run = run[1:]
    return run if len(run) > 1 else []


def _listed(whole: Observation, group: SentenceGroup, following: Sequence[SentenceGroup]) -> list[Observation]:
    """The list next to a whole that may be its parts though it does not add up: of its sentence, the next one, or lines."""
    if whole.quantity.qualifier != "exact" or measured(whole) == "share" or _first(group, whole) is not whole:
        return []
    here = _run(group, whole, enclosed=False, behind=whole.quantity.end)
    run = _complete(group, whole, here) if here else _of_next(whole, group, following)
    return run if run and max(one.quantity.value for one in run) < whole.quantity.value * _TWICE else []


def _first(group: SentenceGroup, like: Observation) -> Observation | None:
    """The first number of a sentence that is measured like one of its numbers."""
    return next((one for one in group.observations if measured(one) == measured(like)), None)


def _complete(sentence: SentenceGroup, whole: Observation, run: list[Observation]) -> list[Observation]:
    """A run that is a whole list: all numbers of its kind in the sentence, ended as lists are, nothing left out."""
    aside = not run or not sentence.in_brackets(run[0])
    others = [
        one
        for one in sentence.observations
        if one is not whole
        and is_member(one)
        and measured(one) == measured(whole)
        and not (aside and sentence.in_brackets(one))
    ]
    ended = len(run) > 1 and (is_joined(sentence, run) or closed(sentence, run) or _is_bare(sentence, run))
    return run if ended and len(run) == len(others) and claims(sentence, run) else []


def _is_bare(sentence: SentenceGroup, run: Sequence[Observation]) -> bool:
    """Whether a sentence is nothing but a list: "Fellows 214, Members 561, Students 283, Retired 88."."""
    gaps = [right.quantity.begin - left.quantity.end for left, right in zip(run, run[1:], strict=False)]
    return len(run) == len(sentence.observations) > 2 and max(gaps) <= _CLOSE


def _of_next(whole: Observation, group: SentenceGroup, following: Sequence[SentenceGroup]) -> list[Observation]:
    """The list of the sentence that follows, or of the lines that follow with one number each."""
    if not following or following[0].index != group.index + 1:
        return []
    run = _run(following[0], whole, enclosed=False) or _run(following[0], whole, enclosed=True)
    if len(run) != 1:
        return _complete(following[0], whole, run)
    lines = list(takewhile(_is_line, following))
    rows = [_run(one, whole, enclosed=False) for one in lines]
    announced = group.scan.tokens.low[-1:] == [":"] and all(len(row) == 1 for row in rows)
    return [row[0] for row in rows] if announced and len(rows) > 1 else []


def _is_line(group: SentenceGroup) -> bool:
    """Whether a sentence is a line of a list: short, with its number in front or behind."""
    tokens = group.scan.tokens
    return len(tokens) <= _SHORT and len(levels(group)) == 1
