"""Relations that share numbers are solved as one system, and the smallest repairs mend all of them (SPEC 6)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from engine import extract_text, one, rows, select
from hypothesis import assume, given
from hypothesis import strategies as st
from processor import processor_limit
from stated import DIFFERENCE, RISE, mended, numbers, printed_repairs, related, stated
from strategies import SEARCH

from pipelines.observations.intervals import Interval
from pipelines.relations import Relation, localisation, simplex, system
from pipelines.relations.constraints import (
    ANYTHING,
    Amid,
    Constraint,
    Descending,
    Equal,
    Limit,
    Row,
    SameQuotient,
    Sum,
    allowed_each,
)
from pipelines.relations.localisation import smallest_sets
from pipelines.relations.misprints import misprint, misprints
from pipelines.relations.simplex import Form, Simplex
from pipelines.relations.system import System, Tie, conflicts, contradiction, holds, minimal, narrow, reach
from pipelines.relations.together import solve_together
from pipelines.relations.verdicts import power
from schemas.catalogue import DOCUMENT_TABLES
from schemas.rows import frame_of
from schemas.validation import faults
from schemas.vocabularies import MISPRINT

ONE = Fraction(1)
FELL = "The index fell 3.9 points from 150.8 in 2008 to 146.5 in 2009."
BEFORE = " It had risen 4.1 points from 146.7 in 2007 to 150.8 in 2008."
AFTER = " It rose again by 2.1 points from 146.5 in 2009 to 148.6 in 2010."


def repairs(text: str) -> list[tuple[str, str, str | None]]:
    """What would mend the contradictions of a text: printed, suggested, misprint."""
    return [(row["exact"], row["as_printed"], row["misprint"]) for row in rows(text, "repairs")]


def message(text: str) -> str:
    return str(one(rows(text, "findings", kind="inconsistent_relation"))["message"])


# In texts

FROM_ALONE = [("3.9", "4.3", None), ("150.8", "150.4", "digit"), ("146.5", "146.9", "digit")]


def test_any_one_of_three_numbers_may_be_wrong() -> None:
    assert repairs(FELL) == FROM_ALONE


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (FELL + BEFORE, ["3.9", "146.5"]),
        (FELL + AFTER, ["3.9", "150.8"]),
        (FELL + BEFORE + AFTER, ["3.9"]),
        ("The index rose 4.1 points from 146.7 in 2007 to 150.8 in 2008. " + FELL, ["3.9", "146.5"]),
    ],
)
def test_a_number_that_another_relation_confirms_is_not_the_wrong_one(text: str, left: list[str]) -> None:
    assert [exact for exact, _, _ in repairs(text)] == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FELL,
         "The text says 3.9 points, but 150.8 to 146.5 is 4.3 (4.2 to 4.4 with rounding)."
         " One of the three must differ: 4.3, 150.4 or 146.9."),
        (FELL + BEFORE,
         "The text says 3.9 points, but 150.8 to 146.5 is 4.3 (4.2 to 4.4 with rounding)."
         " One of them must differ: 4.3 instead of 3.9 or 146.9 instead of 146.5."),
        (FELL + BEFORE + AFTER,
         "The text says 3.9 points, but 150.8 to 146.5 is 4.3 (4.2 to 4.4 with rounding)."
         " The one change that mends it: 4.3 instead of 3.9."),
        ("The rate was up from 2.1% to 2.0%.",
         "The text says that it went up, and 2.1 to 2.0 is not up."
         " One of the two must differ: 2.1 instead of 2.0 or 2.0 instead of 2.1."),
        ("Sales fell by $900 million, from $10.4 billion to $8.6 billion.",
         "The text says $900 million, but 10.4 to 8.6 billion is 1,800 million (1,700 to 1,900 with rounding)."
         " One of the three must differ: 1,800 million instead of 900 million, 9.5 billion instead of 10.4 billion or"
         " 9.5 billion instead of 8.6 billion."),
        ("The bank cut its rate by 25 basis points from 1.75% to 1.25%.",
         "The text says 25 basis points, but 1.75 to 1.25 is 50 (49 to 51 with rounding)."
         " One of the three must differ: 50 instead of 25, 1.50 instead of 1.75 or 1.50 instead of 1.25."),
        ("The index fell 43 points from 150.8 to 146.5.",
         "The text says 43 points, but 150.8 to 146.5 is 4.3 (4.2 to 4.4 with rounding)."
         " One of the three must differ: 4.3 (decimal point shifted), 189.5 or 107.8."),
    ],
)  # fmt: skip
def test_a_finding_says_what_is_wrong_and_what_would_be_right(text: str, expected: str) -> None:
    assert message(text) == expected


TOGETHER = (
    "The share was below 70.5% in every region. The share is highest in Norway at about 70%, followed by Sweden at 71%."
)


def test_relations_that_hold_alone_but_not_together_are_one_finding() -> None:
    extraction = extract_text(TOGETHER)
    told = one(select(extraction, "relations", verdict="inconsistent"))
    assert (told["kind"], told["holds_by"], told["computed_lower"], told["power"]) == ("system", None, None, None)
    assert {row["verdict"] for row in select(extraction, "relations") if row["kind"] != "system"} == {"consistent"}
    finding = one(select(extraction, "findings"))
    assert (finding["kind"], finding["severity"]) == ("inconsistent_relation", "error")
    assert finding["relation_id"] == told["relation_id"]
    assert finding["message"] == (
        "Each of these 2 statements can be true, but not all of them together:"
        " “70%, followed by Sweden at 71”,"
        " “70.5% in every region. The share is highest in Norway at about 70%, followed by Sweden at 71”."
        " One of them must differ: 71.0 instead of 70.5 or 70 instead of 71."
    )
    operands = [row["exact"] for row in select(extraction, "relation_operands", relation_id=told["relation_id"])]
    assert operands == ["70.5", "70", "71"]


@pytest.mark.parametrize(
    "text",
    [
        TOGETHER.replace("below 70.5%", "below 71%"),
        "Over 60% in all countries agreed. In Norway it was 66%. In Sweden it was 73%.",
        FELL.replace("3.9", "4.3") + BEFORE + AFTER,
    ],
)
def test_what_holds_together_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []
    assert rows(text, "relations", kind="system") == []


@pytest.mark.parametrize(
    "text", [FELL, TOGETHER, "The rate was up from 2.1% to 2.0%.", "The index fell 43 points from 150.8 to 146.5."]
)
def test_what_is_found_keeps_the_schema(text: str) -> None:
    extraction = extract_text(text)
    for table in DOCUMENT_TABLES:
        if table.name in extraction.tables:
            assert faults(table, frame_of(table, extraction.tables[table.name])) == [], table.name


def test_a_repair_may_be_open_to_one_side() -> None:
    ends = [(row["exact"], row["lower"], row["upper"]) for row in rows("The rate was up from 2.1% to 2.0%.", "repairs")]
    assert ends == [("2.0", Decimal("2.05"), None), ("2.1", None, Decimal("2.05"))]


def test_a_relation_says_both_intervals() -> None:
    change = one(rows(FELL, "relations", kind="change"))
    ends = ["stated_lower", "stated_upper", "computed_lower", "computed_upper"]
    assert [change[name] for name in ends] == [Decimal("3.85"), Decimal("3.95"), Decimal("4.2"), Decimal("4.4")]
    undecided = one(rows("The rate rose 0.2 percentage points to 4.1% in May.", "relations", kind="change"))
    assert [undecided[name] for name in ends] == [None] * 4


# Misprints


@pytest.mark.parametrize(
    ("printed", "value", "slip"),
    [
        ("150.8", "150.4", "digit"),
        ("150.8", "250.8", "digit"),
        ("3", "8", "digit"),
        ("150.8", "105.8", "swapped"),
        ("54", "45", "swapped"),
        ("1.05", "10.5", "shifted_point"),
        ("43", "4.3", "shifted_point"),
        ("1,200", "1.2", "shifted_point"),
        ("3.1", "-3.1", "lost_minus"),
        ("3.9", "4.3", None),
        ("-3.1", "3.1", None),
        ("150.8", "50.8", None),
        ("150.8", "150.8", None),
        ("1234", "3412", None),
    ],
)
def test_a_slip_explains_a_printed_number_or_none_does(printed: str, value: str, slip: str | None) -> None:
    assert misprint(stated(printed), Fraction(value)) == slip
    assert slip is None or slip in MISPRINT.codes


def test_every_slip_of_the_vocabulary_is_tried() -> None:
    assert MISPRINT.codes == ("digit", "swapped", "shifted_point", "lost_minus")


def test_a_number_in_words_has_no_misprint() -> None:
    assert misprint(stated("3", form="words"), Fraction(8)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The index fell 4.3 points from 105.8 to 146.5.", ("105.8", "150.8", "swapped")),
        ("The index fell 43 points from 150.8 to 146.5.", ("43", "4.3", "shifted_point")),
        ("Net lending dropped by $3.5 billion from $2.0 billion to $1.5 billion.", ("1.5", "-1.5", "lost_minus")),
        ("The index fell 4.8 points from 150.8 to 146.5.", ("4.8", "4.3", "digit")),
    ],
)
def test_the_suggestion_is_the_value_that_a_slip_explains(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in repairs(text)


def test_no_amount_of_change_is_suggested_that_its_verb_denies() -> None:
    assert [exact for exact, _, _ in repairs("The index fell 4.3 points from 105.8 to 146.5.")] == ["105.8", "146.5"]


# Smallest sets


def test_two_numbers_are_named_where_no_single_change_mends_all() -> None:
    change, before, after, rise, base, other, more = numbers("3.9", "150.8", "146.5", "4.1", "146.7", "0.2", "2.1")
    end = stated("148.6", place=9)
    relations = [
        related(DIFFERENCE, change, before, after),
        related(RISE, rise, base, before),
        related(DIFFERENCE, other, base, after),
        related(RISE, more, after, end),
        related(Equal(), change, stated("3.9", place=10)),
    ]
    assert [relation.verdict for relation in relations] == ["inconsistent", *["consistent"] * 4]
    assert solve_together(relations) == []
    ways = printed_repairs(relations[0])
    assert ways
    assert {len(way) for way in ways} == {2}
    assert (("3.9", "4.3"), ("3.9", "4.3")) in ways
    for alternative in range(1, len(ways) + 1):
        again = mended(relations, relations[0], alternative)
        assert {relation.verdict for relation in again} == {"consistent"}


def test_two_that_change_together_are_told_as_such() -> None:
    text = "The rate is highest in Norway (61%), followed by Sweden (73%) and Denmark (85%)."
    assert "No single change mends it, but two together do: " in message(text)


def test_repairs_stand_in_the_order_of_the_operands_whatever_was_read_before() -> None:
    change, before, after = numbers("3.9", "150.8", "146.5")
    relations = [related(Descending(), before, after), related(DIFFERENCE, change, before, after)]
    solve_together(relations)
    assert [way[0][0] for way in printed_repairs(relations[1])] == ["3.9", "150.8", "146.5"]


def test_one_number_that_mends_two_relations_is_the_smallest_repair() -> None:
    wrong, low, high, one_change, other_change = numbers("105.8", "146.5", "148.6", "4.3", "2.2")
    relations = [related(DIFFERENCE, one_change, wrong, low), related(DIFFERENCE, other_change, wrong, high)]
    assert [relation.verdict for relation in relations] == ["inconsistent"] * 2
    assert solve_together(relations) == []
    assert [printed_repairs(relation) for relation in relations] == [[(("105.8", "150.8"),)]] * 2


def test_two_errors_in_one_system_are_each_mended() -> None:
    a, b, c, d, e = numbers("3.9", "150.8", "146.5", "9.9", "148.6")
    relations = [related(DIFFERENCE, a, b, c), related(RISE, d, c, e)]
    solve_together(relations)
    first, second = ([way[0][0] for way in printed_repairs(relation)] for relation in relations)
    assert first == ["3.9", "150.8", "146.5"]
    assert second == ["9.9", "146.5", "148.6"]


def test_the_least_sure_numbers_come_first_among_sets() -> None:
    sure = {0: 10, 1: 10, 2: 3, 3: 10}
    apart = [Tie(Equal(), (0, 1)), Tie(Equal(), (2, 3))]
    intervals = [Interval(Fraction(at), Fraction(at)) for at in range(4)]
    tied = System(intervals, [Fraction(at) for at in range(4)], apart)
    found = smallest_sets(tied, [0, 1], [[0], [1]], sure.__getitem__, lambda _: True)
    assert found == [(0, 2), (1, 2), (0, 3), (1, 3)]


def test_a_range_is_no_suspect() -> None:
    points = System([Interval(ONE, ONE), Interval(ONE * 2, ONE * 2)], [ONE, ONE * 2], [Tie(Equal(), (0, 1))])
    assert smallest_sets(points, [0], [[0]], lambda _: 1, lambda number: number == 1) == [(1,)]
    assert smallest_sets(points, [0], [[0]], lambda _: 1, lambda _: False) == []


# The solver


def linear(intervals: Sequence[tuple[object, object]], *ties: Tie) -> System:
    known = [Interval(*(None if end is None else Fraction(str(end)) for end in ends)) for ends in intervals]
    likely = [one.lower if one.lower is not None else one.upper or Fraction(0) for one in known]
    return System(known, likely, ties)


def test_a_circle_that_propagation_cannot_see_is_a_contradiction() -> None:
    """x + y is 10, and it is 11."""
    plus, minus = Sum((ONE, ONE, -ONE)), Sum((ONE, -ONE, -ONE))
    circle = linear(
        [(None, None), (None, None), (10, 10), (11, 11), (1, 1)],
        Tie(plus, (0, 1, 2)), Tie(plus, (0, 1, 3)), Tie(minus, (0, 1, 4)),
    )  # fmt: skip
    assert narrow(circle, [0, 1, 2]).failed == []
    assert not holds(circle, [0, 1, 2])
    assert conflicts(circle, [0, 1, 2], 10) == ([[0, 1]], True)
    assert holds(circle, [0, 2])
    assert reach(circle, [0, 2], {}, 0) == Interval(Fraction("5.5"), Fraction("5.5"))


def test_a_contradiction_that_propagation_would_creep_up_to_is_found_at_once() -> None:
    plus = Sum((ONE, ONE, -ONE))
    creeping = linear([(0, None), (0, None), (10**15, 10**15), (10**15 + 1, 10**15 + 1)],
                      Tie(plus, (0, 1, 2)), Tie(plus, (0, 1, 3)))  # fmt: skip
    assert not narrow(creeping, [0, 1]).settled
    assert not holds(creeping, [0, 1])


def test_bounds_are_exact_without_circles() -> None:
    chain = linear([(0, 10), (2, 3), (None, None)], Tie(Sum((ONE, ONE, -ONE)), (0, 1, 2)))
    assert narrow(chain, [0]).domains[2] == Interval(Fraction(2), Fraction(13))
    assert reach(chain, [0], {2: Interval(Fraction(4), Fraction(4))}, 0) == Interval(Fraction(1), Fraction(2))


def test_strict_orders_in_a_circle_cannot_be_equal() -> None:
    ring = linear([(0, 1)] * 3, *(Tie(Descending(), pair) for pair in [(0, 1), (1, 2), (2, 0)]))
    assert conflicts(ring, [0, 1, 2], 10) == ([[0, 1, 2]], True)
    open_ring = linear([(0, 1)] * 3, *(Tie(Descending(strict=False), pair) for pair in [(0, 1), (1, 2), (2, 0)]))
    assert conflicts(open_ring, [0, 1, 2], 10) == ([], True)


def test_quadrillions_and_hundredths_of_a_percent_stand_in_one_system() -> None:
    budget, parts, rest, share = numbers("1,000,000,000,000,000", "999,999,999,999,999", "1", "0.01")
    twin = stated("0.02", place=8)
    relations = [
        related(Sum((ONE, -ONE, -ONE)), budget, parts, rest),
        related(Sum((Fraction(10), -ONE, -ONE)), share, twin, stated("0.08", place=9)),
    ]
    assert [relation.verdict for relation in relations] == ["consistent", "consistent"]
    wrong = related(Sum((ONE, -ONE, -ONE)), budget, parts, stated("4", place=7))
    assert wrong.verdict == "inconsistent"
    assert printed_repairs(wrong)[0] == (("1,000,000,000,000,000", "1,000,000,000,000,003"),)
    mixed = [*relations, related(Sum((ONE, Fraction(-1), Fraction(-(10**17)))), budget, stated("0", place=11), share)]
    assert solve_together(mixed) == []
    assert mixed[2].verdict == "consistent"


def test_a_minimal_conflict_leaves_out_whatever_is_not_needed() -> None:
    at = linear([(0, 0), (1, 1), (0, 9)], Tie(Equal(), (0, 2)), Tie(Equal(), (1, 2)), Tie(Descending(), (1, 0)))
    assert minimal(at, [2, 0, 1]) == [0, 1]
    assert contradiction(at, [2], {0, 1, 2}, 3) == [0, 1]
    assert contradiction(at, [2], {1, 2}, 3) is None


def test_relations_are_connected_through_shared_numbers_only() -> None:
    apart = linear([(0, 0)] * 6, Tie(Equal(), (0, 1)), Tie(Equal(), (4, 5)), Tie(Equal(), (1, 2)), Tie(Equal(), (3, 3)))
    assert apart.components() == [[0, 2], [1], [3]]


def creeping() -> list[Relation]:
    x, y, one_total, other_total = numbers("at_least 0", "at_least 0", "1000", "1002")
    return [related(Sum((-ONE, ONE, ONE)), total, x, y, kind="total") for total in (one_total, other_total)]


def test_relations_that_hold_alone_and_not_together_name_what_may_be_wrong() -> None:
    relations = creeping()
    assert [relation.verdict for relation in relations] == ["consistent"] * 2
    told = one(solve_together(relations))  # type: ignore[arg-type]
    assert (told.kind, told.verdict) == ("system", "inconsistent")
    assert printed_repairs(told) == [(("1000", "1,002"),), (("1002", "1,000"),)]


def test_what_is_too_tangled_is_said_and_not_accused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "MOST_PIVOTS", 0)
    monkeypatch.setattr(simplex, "_MOST_SPREADS", 0)
    tangled = one(solve_together(creeping()))  # type: ignore[arg-type]
    assert (tangled.kind, tangled.verdict) == ("system", "undecidable")
    assert tangled.explanation == (
        "These 2 statements share numbers and are too tangled to be solved together; each was recomputed on its own."
    )
    assert tangled.repairs == []


def test_a_circle_of_quotients_ends() -> None:
    quotients = [
        Tie(SameQuotient(), tuple(order)) for order in ((0, 1, 2, 3), (1, 2, 3, 0), (2, 0, 1, 3), (3, 1, 0, 2))
    ]
    ring = linear([("1.1", "2.3"), ("1.7", "3.1"), ("0.9", "2.9"), ("1.3", "3.7")], *quotients)
    with processor_limit(10):
        narrowed = narrow(ring, range(4))
    assert narrowed.failed == []


def test_out_of_checks_there_is_no_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localisation, "MOST_CHECKS", 0)
    change, before, after = numbers("3.9", "150.8", "146.5")
    assert related(DIFFERENCE, change, before, after).repairs == []


# Against brute force


@st.composite
def systems(draw: st.DrawFn) -> tuple[System, int]:
    """Small systems of differences over whole numbers: where they hold, whole numbers will do."""
    size = draw(st.integers(2, 4))
    bounds = [draw(st.tuples(st.integers(0, 4), st.integers(0, 3))) for _ in range(size)]
    ties = []
    for _ in range(draw(st.integers(1, 4))):
        left, right = draw(st.permutations(range(size)))[:2]
        constraint: Constraint = draw(st.sampled_from((Equal(), Descending(strict=False), Limit(True), Limit(False))))
        ties.append(Tie(constraint, (left, right)))
    return linear([(low, low + width) for low, width in bounds], *ties), size


def _is_kept(tie: Tie, values: Sequence[int]) -> bool:
    left, right = (values[number] for number in tie.numbers)
    if isinstance(tie.constraint, Equal):
        return left == right
    if isinstance(tie.constraint, Descending):
        return left >= right
    assert isinstance(tie.constraint, Limit)
    return left <= right if tie.constraint.floor else left >= right


def _tried(tied: System, size: int, free: Sequence[int]) -> bool:
    ranges = [
        range(-1, 10)
        if at in free
        else range(int(tied.intervals[at].lower or 0), int(tied.intervals[at].upper or 0) + 1)
        for at in range(size)
    ]
    return any(all(_is_kept(tie, values) for tie in tied.ties) for values in itertools.product(*ranges))


@given(systems())
@SEARCH
def test_the_solver_agrees_with_trying_all_whole_numbers(drawn: tuple[System, int]) -> None:
    tied, size = drawn
    every = range(len(tied.ties))
    assert holds(tied, every) == _tried(tied, size, ())


@given(systems())
@SEARCH
def test_the_smallest_sets_agree_with_trying_all_sets(drawn: tuple[System, int]) -> None:
    tied, size = drawn
    every = range(len(tied.ties))
    assume(not holds(tied, every))
    expected: list[tuple[int, ...]] = []
    for count in range(1, size + 1):
        expected = [chosen for chosen in itertools.combinations(range(size), count) if _tried(tied, size, chosen)]
        if expected:
            break
    found = smallest_sets(tied, every, [], lambda _: 1, lambda _: True)
    assert found == (sorted(expected) if len(expected[0]) <= localisation.LARGEST_SET else [])


Inequality = tuple[dict[int, Fraction], Fraction, bool]  # a linear form that is at least (above, if True) a number


def _inequalities(tied: System, numbers_used: int) -> list[Inequality]:
    found: list[Inequality] = []
    for number in range(numbers_used):
        interval = tied.intervals[number]
        if interval.lower is not None:
            found.append(({number: ONE}, interval.lower, False))
        if interval.upper is not None:
            found.append(({number: -ONE}, -interval.upper, False))
    for tie in tied.ties:
        for row in system._forms(System([], [], [tie]), [0]):
            form: dict[int, Fraction] = {}
            for (_, factor), number in zip(row.row.coefficients, row.variables, strict=True):
                form[number] = form.get(number, Fraction(0)) + factor
            found.append((form, row.row.constant, row.row.sign == "above"))
            if row.row.sign == "equal":
                found.append(({number: -factor for number, factor in form.items()}, -row.row.constant, False))
    return found


def _eliminated(known: list[Inequality], number: int) -> list[Inequality]:
    rest = [one for one in known if not one[0].get(number)]
    above = [one for one in known if one[0].get(number, 0) > 0]
    below = [one for one in known if one[0].get(number, 0) < 0]
    for (low, low_bound, low_strict), (high, high_bound, high_strict) in itertools.product(above, below):
        up, down = 1 / low[number], -1 / high[number]
        form = {at: low.get(at, 0) * up + high.get(at, 0) * down for at in {*low, *high} if at != number}
        rest.append((form, low_bound * up + high_bound * down, low_strict or high_strict))
    return rest


def fourier_motzkin(tied: System, numbers_used: int) -> bool:
    """Whether a linear system has a solution: exact, by eliminating one number after the other."""
    known = _inequalities(tied, numbers_used)
    for number in range(numbers_used):
        known = _eliminated(known, number)
    return all(bound < 0 or (bound == 0 and not strict) for _, bound, strict in known)


def projected(tied: System, numbers_used: int, number: int) -> Interval:
    """How far a number of a linear system that holds can go: what is left when all others are eliminated."""
    known = _inequalities(tied, numbers_used)
    for other in range(numbers_used):
        if other != number:
            known = _eliminated(known, other)
    ends = [(bound / form[number], form[number] > 0) for form, bound, _ in known if form.get(number)]
    return Interval(max(end for end, below in ends if below), min(end for end, below in ends if not below))


@st.composite
def sums(draw: st.DrawFn) -> tuple[System, int]:
    """Small systems of sums and strict orders over tenths; most have circles."""
    size = draw(st.integers(3, 4))
    lows = [draw(st.integers(0, 20)) for _ in range(size)]
    ends = [(Fraction(low, 10), Fraction(low + draw(st.integers(0, 4)), 10)) for low in lows]
    ties = []
    for _ in range(draw(st.integers(2, 3))):
        count = draw(st.integers(2, 3))
        chosen = tuple(draw(st.permutations(range(size)))[:count])
        factors = st.sampled_from((ONE, -ONE, Fraction(2), Fraction(1, 2)))
        constraint = draw(
            st.one_of(st.tuples(*[factors] * count).map(Sum), st.just(Descending()), st.just(Descending(strict=False)))
        )
        ties.append(Tie(constraint, chosen))
    return linear(ends, *ties), size


@given(sums())
@SEARCH
def test_linear_systems_are_decided_exactly(drawn: tuple[System, int]) -> None:
    tied, size = drawn
    every = range(len(tied.ties))
    assert holds(tied, every) == fourier_motzkin(tied, size)


@st.composite
def solvable(draw: st.DrawFn) -> tuple[System, int]:
    """Small systems of sums and orders that some values satisfy, with room around these."""
    values = [draw(st.integers(0, 20)) for _ in range(draw(st.integers(2, 3)))]
    ties = []
    for _ in range(draw(st.integers(2, 3))):
        left, right = draw(st.permutations(range(len(values))))[:2]
        factors = [draw(st.sampled_from((1, -1, 2))) for _ in range(2)]
        if draw(st.booleans()):
            values.append(factors[0] * values[left] + factors[1] * values[right])
            ties.append(Tie(Sum((*map(Fraction, factors), -ONE)), (left, right, len(values) - 1)))
        elif values[left] != values[right]:
            ties.append(Tie(Descending(), (left, right) if values[left] > values[right] else (right, left)))
    rooms = [(draw(st.integers(0, 3)), draw(st.integers(0, 3))) for _ in values]
    return linear([(value - low, value + high) for value, (low, high) in zip(values, rooms, strict=True)], *ties), len(
        values
    )


@given(solvable())
@SEARCH
def test_how_far_a_number_reaches_is_exact(drawn: tuple[System, int]) -> None:
    tied, size = drawn
    every = range(len(tied.ties))
    assert holds(tied, every)
    for number in {number for tie in tied.ties for number in tie.numbers}:
        assert reach(tied, every, {}, number) == projected(tied, size, number)


def test_the_simplex_says_who_contradicts_whom() -> None:
    equal = Row(((0, ONE), (1, -ONE)))
    above = Row(((0, ONE), (1, -ONE)), "above")
    domains = dict.fromkeys(range(3), Interval(Fraction(0), Fraction(1)))
    start = dict.fromkeys(range(3), Fraction(0))
    assert Simplex([Form(7, equal, (0, 1)), Form(8, above, (0, 1))], domains, start).conflict() == [7, 8]
    solved = Simplex([Form(7, equal, (0, 1)), Form(8, above, (1, 2))], domains, start)
    assert solved.conflict() is None
    assert solved.reach(0) == Interval(Fraction(0), ONE)


# Any repair, applied, leaves a system that holds

PRINTED = st.integers(1, 99).map(lambda tenths: f"{tenths / 10:.1f}")


@st.composite
def related_numbers(draw: st.DrawFn) -> list[Relation]:
    observations = [
        stated(draw(PRINTED), draw(st.sampled_from(("exact", "exact", "approximately"))), place)
        for place in range(draw(st.integers(3, 6)))
    ]
    found = []
    for _ in range(draw(st.integers(1, 3))):
        chosen = draw(st.permutations(observations))
        constraint, count = draw(
            st.sampled_from((
                (DIFFERENCE, 3), (RISE, 3), (DIFFERENCE, 3), (Descending(), 2), (Equal(), 2), (Amid(), 3),
                (Limit(True), 2), (SameQuotient(), 4),
            ))
        )  # fmt: skip
        if count <= len(chosen):
            found.append(related(constraint, *chosen[:count]))
    return found


@given(related_numbers())
@SEARCH
def test_after_any_suggested_repair_the_system_is_consistent(relations: list[Relation]) -> None:
    told = [*relations, *solve_together(relations)]
    wrong = [relation for relation in told if relation.verdict == "inconsistent"]
    assume(len(wrong) == 1)
    for alternative in {repair.alternative for repair in wrong[0].repairs}:
        again = mended(relations, wrong[0], alternative)
        everything = [*again, *solve_together(again)]
        assert [relation for relation in everything if relation.verdict == "inconsistent"] == []


@given(related_numbers())
@SEARCH
def test_solving_together_only_ever_narrows(relations: list[Relation]) -> None:
    """A verdict stays; a single repair that is left was one of those that each relation has alone."""
    verdicts = [relation.verdict for relation in relations]
    alone = [{way[0][0] for way in printed_repairs(relation) if len(way) == 1} for relation in relations]
    solve_together(relations)
    assert [relation.verdict for relation in relations] == verdicts
    for relation, before in zip(relations, alone, strict=True):
        left = {way[0][0] for way in printed_repairs(relation) if len(way) == 1}
        assert left <= before or relation.verdict == "consistent"


@given(related_numbers())
@SEARCH
def test_the_same_system_gives_the_same_answer(relations: list[Relation]) -> None:
    def told() -> list[object]:
        found = solve_together(relations)
        return [(one.explanation, printed_repairs(one)) for one in [*relations, *found]]

    assert told() == told()


# Linear in the number of operands

CONSTRAINTS: list[Callable[[int], Constraint]] = [
    lambda count: Sum((ONE, *[-ONE] * (count - 1))),
    lambda count: Sum((Fraction(3), *[Fraction(-1, 7)] * (count - 1))),
    lambda _: Descending(),
    lambda _: Equal(),
    lambda _: Amid(),
]


def _ends(draw: st.DrawFn) -> Interval:
    low = draw(st.one_of(st.none(), st.integers(-9, 9)))
    high = draw(st.one_of(st.none(), st.integers(0, 9)))
    if low is not None and high is not None:
        high += low
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))


@given(st.data())
@SEARCH
def test_all_at_once_is_what_one_by_one_gives(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 5))
    constraint = data.draw(st.sampled_from(CONSTRAINTS))(count)
    intervals = [data.draw(st.composite(_ends)()) for _ in range(count)]
    one_by_one = [constraint.allowed(index, intervals) for index in range(count)]
    assert allowed_each(constraint, intervals) == one_by_one


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_power_of_thousands_of_operands_is_found_in_time(constraint: Callable[[int], Constraint]) -> None:
    observations = numbers(*(f"{at}.5" for at in range(2_000, 0, -1)))
    with processor_limit(20):
        share = power(observations, constraint(len(observations)))
    assert share is not None
    assert 0 <= share <= 1


def test_power_is_the_share_of_misprints_that_one_by_one_are_noticed() -> None:
    observations = numbers("3.9", "150.8", "approximately 147")
    noticed = tried = 0
    for index, observation in enumerate(observations):
        allowed = DIFFERENCE.allowed(index, [Interval(one.lower, one.upper) for one in observations])
        for distance in (move * observation.quantity.step for move in misprints(observation)):
            assert observation.lower is not None
            assert observation.upper is not None
            tried += 1
            noticed += observation.upper + distance < allowed.lower or observation.lower + distance > allowed.upper  # type: ignore[operator]
    assert power(observations, DIFFERENCE) == Fraction(noticed, tried)


# Large documents


def chain(count: int, wrong: range) -> Iterator[Relation]:
    """Changes from level to level, with rounding; some of them wrong."""
    luck = random.Random(1)
    truth = Fraction(100_000)
    level = stated(f"{float(truth):.1f}", place=0)
    for at in range(count):
        step = Fraction(luck.randint(-5_000, 5_000), 100)
        truth += step
        change = abs(step) + (Fraction(7, 10) if at in wrong else 0)
        after = stated(f"{float(round(truth, 1)):.1f}", place=2 * at + 2)
        amount = stated(f"{float(round(change, 1)):.1f}", place=2 * at + 1)
        yield related(RISE if step > 0 else DIFFERENCE, amount, level, after)
        level = after


def table(height: int, width: int) -> list[Relation]:
    """A table with the totals of its rows and columns, each rounded on its own."""
    luck = random.Random(1)
    cells = [[Fraction(luck.randint(100, 99_999), 100) for _ in range(width)] for _ in range(height)]

    def shown(value: Fraction) -> str:
        return f"{float(round(value, 1)):.1f}"

    places = itertools.count()
    printed = [[stated(shown(cell), place=next(places)) for cell in row] for row in cells]
    of_rows = [stated(shown(sum(row, Fraction(0))), place=next(places)) for row in cells]
    of_columns = [stated(shown(sum(column, Fraction(0))), place=next(places)) for column in zip(*cells, strict=True)]
    total = stated(shown(sum(map(sum, cells), Fraction(0))), place=next(places))

    def adds_up(whole: object, parts: Sequence[object]) -> Relation:
        return related(Sum((ONE, *[-ONE] * len(parts))), whole, *parts, kind="total")  # type: ignore[arg-type]

    lines = [*zip(of_rows, printed, strict=True), *zip(of_columns, zip(*printed, strict=True), strict=True)]
    return [*(adds_up(whole, parts) for whole, parts in lines), adds_up(total, of_rows), adds_up(total, of_columns)]


def _solved_in_time(relations: list[Relation], seconds: float) -> list[Relation]:
    with processor_limit(seconds):
        return solve_together(relations)


@pytest.mark.parametrize(("count", "seconds"), [(400, 5), pytest.param(5_000, 10, marks=pytest.mark.slow)])
def test_a_long_chain_is_solved_in_time(count: int, seconds: float) -> None:
    wrong = range(50, count, count // 8)
    relations = list(chain(count, wrong))
    assert _solved_in_time(relations, seconds) == []
    assert [at for at, relation in enumerate(relations) if relation.verdict == "inconsistent"] == list(wrong)
    for at in wrong:
        assert printed_repairs(relations[at])[0][0][0] == relations[at].operands[0].observation.stated  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("height", "width", "seconds"), [(20, 9, 5), pytest.param(100, 99, 10, marks=pytest.mark.slow)]
)
def test_a_large_table_of_true_numbers_holds_exactly(height: int, width: int, seconds: float) -> None:
    relations = table(height, width)
    assert {relation.verdict for relation in relations} == {"consistent"}
    assert _solved_in_time(relations, seconds) == []


@pytest.mark.parametrize(("count", "seconds"), [(300, 5), pytest.param(3_333, 10, marks=pytest.mark.slow)])
def test_many_small_systems_are_solved_in_time(count: int, seconds: float) -> None:
    relations: list[Relation] = []
    for _ in range(count):
        change, before, after = numbers("3.9", "150.8", "146.9")
        relations += [related(DIFFERENCE, change, before, after), related(Descending(), before, after)]
    assert _solved_in_time(relations, seconds) == []


def test_a_knot_of_contradictions_ends() -> None:
    """Every pair of numbers is said to be equal, and none are."""
    knot = numbers(*(str(at) for at in range(10, 90, 4)))
    relations = [related(Equal(), *pair, kind="repeat") for pair in itertools.combinations(knot, 2)]
    _solved_in_time(relations, 60)
    assert {relation.verdict for relation in relations} == {"inconsistent"}


def test_anything_is_allowed_where_nothing_is_known() -> None:
    assert reach(linear([(None, None), (1, 2)], Tie(Amid(), (1, 0, 0))), [0], {}, 0) == ANYTHING
