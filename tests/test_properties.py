"""What holds for any text and any numbers: the ledger, quotes, ids, intervals, constraints, repairs, offsets.

Properties only; what a certain text says is asserted in the tests of the parts. How long reading takes: `test_hostile`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from engine import Row, assert_ledger, assert_quotes, extract_text
from hypothesis import assume, example, given
from hypothesis import strategies as st
from processor import processor_limit
from strategies import SEARCH, reports, texts

from pipelines.document import Extraction, extract
from pipelines.numerals.amounts import Amount, digits_value
from pipelines.observations import Observation
from pipelines.observations.intervals import Interval, stated_interval, unit_bounds
from pipelines.observations.quantities import Quantity
from pipelines.observations.slots import Slots
from pipelines.reading.text import MappedText, TextBuilder
from pipelines.relations.constraints import (
    Amid,
    Constraint,
    Descending,
    Equal,
    SameQuotient,
    Sum,
    add,
    divide,
    meet,
    multiply,
    scale,
)
from pipelines.relations.statement import operand
from pipelines.relations.verdicts import judge, power, recompute
from schemas.catalogue import DOCUMENT_TABLES
from schemas.declaration import Table
from schemas.rows import arrow_of, frame_of
from schemas.validation import faults

BESIDE_THE_TEXT = ("documents", "corrections")
TABLES = [table for table in DOCUMENT_TABLES if table.name not in BESIDE_THE_TEXT]


# Any text


def read(text: str) -> Extraction:
    """What is read from a short text; fails if that takes long."""
    with processor_limit(3):
        return extract(text, "document")


@given(texts)
@SEARCH
def test_every_digit_of_any_text_lies_in_exactly_one_numeral(text: str) -> None:
    assert_ledger(text, read(text))


@given(texts)
@SEARCH
def test_every_quote_of_any_text_stands_at_its_offsets(text: str) -> None:
    extraction = read(text)
    assert_quotes(text, extraction)
    for figure in extraction.tables["figures"]:
        if figure["caption_start"] is not None:
            assert 0 <= number(figure, "caption_start") < number(figure, "caption_end") <= len(text)


@given(texts)
@SEARCH
def test_numerals_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = read(text).tables["numerals"]
    for one, other in zip(found, found[1:], strict=False):
        assert number(one, "end") <= number(other, "start"), (one, other)


@given(texts)
@SEARCH
def test_a_value_lies_in_its_interval(text: str) -> None:
    for row in read(text).tables["observations"]:
        ends = [Decimal(str(row[name])) for name in ("lower", "value", "upper") if row[name] is not None]
        assert ends == sorted(ends), row


@given(texts)
@SEARCH
def test_no_two_rows_of_a_table_have_the_same_key(text: str) -> None:
    extraction = read(text)
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in extraction.tables[table.name]]
        assert len(set(keys)) == len(keys), table.name


@given(texts)
@SEARCH
def test_what_a_row_refers_to_exists(text: str) -> None:
    extraction = read(text)
    for table in TABLES:
        for key in table.foreign_keys:
            if key.table not in BESIDE_THE_TEXT:
                there = {row[key.target] for row in extraction.tables[key.table]}
                named = {row[key.column] for row in extraction.tables[table.name]} - {None}
                assert named <= there, (table.name, key)


@given(texts)
@SEARCH
def test_rows_can_be_stored_as_their_tables_declare(text: str) -> None:
    extraction = read(text)
    for table in TABLES:
        arrow_of(table, extraction.tables[table.name])


@given(texts)
@SEARCH
def test_rows_keep_the_rules_of_their_tables(text: str) -> None:
    extraction = read(text)
    broken = [fault for table in TABLES for fault in _faults(table, extraction)]
    assert broken == []


def _faults(table: Table, extraction: Extraction) -> Sequence[object]:
    rows = extraction.tables[table.name]
    return faults(table, frame_of(table, rows)) if rows else []


@given(texts)
@SEARCH
def test_extracting_again_gives_the_same_rows(text: str) -> None:
    assert read(text) == read(text)


UNRELATED = (
    "The committee met in the town hall and adjourned.",
    "Sales of tea in Kenya rose to 31.7 tonnes in 1987.",
    "## Annex\n\nIn Peru 41% of the fishers own a boat.",
)


@given(reports, st.sampled_from(UNRELATED))
@SEARCH
def test_what_is_put_behind_a_report_leaves_the_ids_before_it_as_they_are(report: str, paragraph: str) -> None:
    before = _identified(read(report))
    after = _identified(read(f"{report}\n\n{paragraph}\n"))
    assert {at: name for at, name in after.items() if at < len(report)} == before


def _identified(extraction: Extraction) -> dict[int, object]:
    return {number(row, "start"): row["observation_id"] for row in extraction.tables["observations"]}


def number(row: Row, column: str) -> int:
    return int(str(row[column]))


# Numbers as they are written


def _grouped(digits: str, mark: str) -> str:
    return f"{int(digits):,}".replace(",", mark)


def _indian(digits: str) -> str:
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])


WHOLE = st.integers(0, 10**24).map(str)
DECIMALS = st.text("0123456789", max_size=10)


def _decimal(whole: str, decimals: str) -> Decimal:
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _with(mark: str, decimals: str) -> str:
    return mark + decimals if decimals else ""


@given(WHOLE, DECIMALS)
@SEARCH
def test_plain_digits_mean_what_they_say(whole: str, decimals: str) -> None:
    assert digits_value(whole + _with(".", decimals)) == _decimal(whole, decimals)


@given(WHOLE, DECIMALS)
@SEARCH
def test_commas_group_thousands(whole: str, decimals: str) -> None:
    assert digits_value(_grouped(whole, ",") + _with(".", decimals)) == _decimal(whole, decimals)


@given(WHOLE, DECIMALS)
@SEARCH
def test_commas_group_lakhs_and_crores(whole: str, decimals: str) -> None:
    assert digits_value(_indian(whole) + _with(".", decimals)) == _decimal(whole, decimals)


@given(st.integers(1000, 10**24).map(str), DECIMALS, st.sampled_from(" \u00a0\u2009\u202f'’"), st.sampled_from(".,"))
@SEARCH
def test_blanks_and_apostrophes_group_thousands(whole: str, decimals: str, blank: str, point: str) -> None:
    assert digits_value(_grouped(whole, blank) + _with(point, decimals)) == _decimal(whole, decimals)


@given(st.integers(1000, 10**24).map(str), DECIMALS)
@SEARCH
def test_dots_group_thousands_where_decimals_have_a_comma(whole: str, decimals: str) -> None:
    assert digits_value(_grouped(whole, ".") + _with(",", decimals), comma=True) == _decimal(whole, decimals)
    assert digits_value(whole + _with(",", decimals), comma=True) == _decimal(whole, decimals)


@given(WHOLE, DECIMALS)
@SEARCH
def test_the_value_keeps_every_digit_written(whole: str, decimals: str) -> None:
    value = digits_value(whole + _with(".", decimals))
    assert value is not None
    assert value.as_tuple().exponent == -len(decimals)


@given(st.text("0123456789.,½¼ '’\u00a0", min_size=1, max_size=12), st.booleans())
@SEARCH
def test_no_writing_of_digits_is_an_error(text: str, comma: bool) -> None:
    value = digits_value(text, comma=comma)
    assert value is None or value >= 0


# Intervals of stated numbers

QUALIFIERS = ("exact", "approximately", "more_than", "at_least", "less_than", "at_most", "nearly", "slightly_above")
HEDGED = ("approximately", "nearly", "slightly_above")
UNITS = (None, "percent", "ratio", "fold", "index", "JPY", "percentage_point", "card")
FRACTIONS = st.fractions(-1000, 1000, max_denominator=100)
STEPS = st.integers(-4, 3).map(lambda power: Fraction(10) ** power)
PRINTED = st.tuples(st.integers(-99999, 99999), STEPS).map(lambda drawn: (drawn[0] * drawn[1], drawn[1]))
"""A number as it can be printed, and one unit of its last digit."""


def _significant(value: Fraction, step: Fraction) -> Fraction:
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _stated(printed: tuple[Fraction, Fraction], qualifier: str) -> Interval:
    value, step = printed
    return stated_interval(value, step, _significant(value, step), qualifier)


@given(PRINTED, st.sampled_from(QUALIFIERS), st.sampled_from(UNITS), st.booleans(), st.booleans())
@SEARCH
def test_a_number_lies_in_the_interval_that_it_states(
    printed: tuple[Fraction, Fraction], qualifier: str, unit: str | None, change: bool, counted: bool
) -> None:
    value, step = printed
    low, high = unit_bounds(unit, value, change=change, counted=counted)
    assert contains(stated_interval(value, step, _significant(value, step), qualifier, high, low), value)


@given(PRINTED)
@SEARCH
def test_an_exact_number_is_as_wide_as_its_last_digit(printed: tuple[Fraction, Fraction]) -> None:
    value, step = printed
    assert _stated(printed, "exact") == Interval(value - step / 2, value + step / 2)


@given(PRINTED, st.sampled_from(HEDGED))
@SEARCH
def test_a_hedge_reaches_at_most_a_tenth_of_the_number(printed: tuple[Fraction, Fraction], hedge: str) -> None:
    value = printed[0]
    assume(value != 0)
    interval = _stated(printed, hedge)
    assert contains(Interval(value - abs(value) / 10, value + abs(value) / 10), interval.lower, interval.upper)


@given(PRINTED)
@SEARCH
def test_about_allows_all_that_nearly_and_slightly_more_than_allow(printed: tuple[Fraction, Fraction]) -> None:
    about = _stated(printed, "approximately")
    for hedge in ("nearly", "slightly_above"):
        interval = _stated(printed, hedge)
        assert contains(about, interval.lower, interval.upper)


@given(PRINTED, st.sampled_from(QUALIFIERS))
@SEARCH
def test_a_negative_number_states_the_mirror_image(printed: tuple[Fraction, Fraction], qualifier: str) -> None:
    """Prose means a size: a fall of "nearly 5" is one of 4 to 5, so -5 is -5 to -4."""
    value, step = printed
    assume(value > 0)
    interval = _stated((value, step), qualifier)
    assert _stated((-value, step), qualifier) == scale(interval, Fraction(-1))


def contains(interval: Interval, *values: Fraction | None) -> bool:
    """Whether all values lie in an interval; an open end (None) lies only where there is none."""
    return all(
        value is not None
        and (interval.lower is None or interval.lower <= value)
        and (interval.upper is None or value <= interval.upper)
        for value in values
    )


# Arithmetic of intervals


@st.composite
def around(draw: st.DrawFn, value: Fraction) -> Interval:
    """An interval that a number lies in."""
    reach = st.none() | st.fractions(0, 20, max_denominator=10)
    below, above = draw(reach), draw(reach)
    return Interval(None if below is None else value - below, None if above is None else value + above)


@given(st.data(), FRACTIONS, FRACTIONS)
@SEARCH
def test_results_lie_in_the_interval_of_results(data: st.DataObject, one: Fraction, other: Fraction) -> None:
    first, second = data.draw(around(one)), data.draw(around(other))
    assert contains(add(first, second), one + other)
    assert contains(multiply(first, second), one * other)
    if other:
        assert contains(divide(first, second), one / other)
        assert contains(scale(first, other), one * other)


@given(st.data(), FRACTIONS, FRACTIONS)
@SEARCH
def test_intervals_meet_when_they_share_a_number(data: st.DataObject, one: Fraction, other: Fraction) -> None:
    first, second = data.draw(around(one)), data.draw(around(other))
    ends = [end for end in (first.lower, first.upper, second.lower, second.upper) if end is not None]
    shared = any(contains(first, end) and contains(second, end) for end in ends) or not ends
    assert meet(first, second) == meet(second, first) == shared
    assert meet(first, second) or not meet(first, second, strict=True)


# Constraints: what satisfies them is allowed

Satisfied = tuple[Constraint, list[Fraction]]
NONZERO = FRACTIONS.filter(bool)


@st.composite
def sums(draw: st.DrawFn) -> Satisfied:
    factors = draw(st.lists(NONZERO, min_size=2, max_size=5))
    values = [draw(FRACTIONS) for _ in factors[1:]]
    rest = sum((factor * value for factor, value in zip(factors[1:], values, strict=True)), Fraction(0))
    return Sum(tuple(factors)), [-rest / factors[0], *values]


@st.composite
def quotients(draw: st.DrawFn) -> Satisfied:
    one, other, factor = draw(NONZERO), draw(NONZERO), draw(NONZERO)
    return SameQuotient(), [one, other, one * factor, other * factor]


@st.composite
def descents(draw: st.DrawFn) -> Satisfied:
    return Descending(), sorted(draw(st.lists(FRACTIONS, min_size=2, max_size=5, unique=True)), reverse=True)


@st.composite
def equals(draw: st.DrawFn) -> Satisfied:
    return Equal(), [draw(FRACTIONS)] * draw(st.integers(2, 4))


@st.composite
def groups(draw: st.DrawFn) -> Satisfied:
    parts = draw(st.lists(FRACTIONS, min_size=2, max_size=5))
    share = draw(st.fractions(0, 1, max_denominator=20))
    return Amid(), [min(parts) + share * (max(parts) - min(parts)), *parts]


SATISFIED = st.one_of(sums(), quotients(), descents(), equals(), groups())


@given(st.data(), SATISFIED)
@SEARCH
def test_a_number_that_fits_is_allowed_whatever_is_known_of_the_others(
    data: st.DataObject, satisfied: Satisfied
) -> None:
    constraint, values = satisfied
    intervals = [data.draw(around(value)) for value in values]
    for index, value in enumerate(values):
        assert contains(constraint.allowed(index, intervals), value)


@given(st.data(), SATISFIED)
@SEARCH
def test_what_is_known_of_a_number_itself_does_not_count(data: st.DataObject, satisfied: Satisfied) -> None:
    constraint, values = satisfied
    intervals = [data.draw(around(value)) for value in values]
    index = data.draw(st.integers(0, len(values) - 1))
    other = [*intervals[:index], data.draw(around(data.draw(FRACTIONS))), *intervals[index + 1 :]]
    assert constraint.allowed(index, intervals) == constraint.allowed(index, other)


@given(st.one_of(sums(), quotients(), equals()))
@SEARCH
def test_where_the_others_are_known_exactly_only_one_number_is_allowed(satisfied: Satisfied) -> None:
    constraint, values = satisfied
    points = [Interval(value, value) for value in values]
    for index, value in enumerate(values):
        assert constraint.allowed(index, points) == Interval(value, value)


# Verdicts and repairs


def observed(value: Fraction, step: Fraction, qualifier: str = "exact") -> Observation:
    """An observation of a number printed in digits; nothing else is known of it."""
    significant = _significant(value, step)
    amount = Amount(0, 0, abs(value), step, significant)
    quantity = Quantity(amount, 0, 0, 0, 0, value, step, significant, qualifier=qualifier, negative=value < 0)
    interval = stated_interval(value, step, significant, qualifier)
    return Observation(0, 0, 0, 1, str(value), quantity, interval.lower, interval.upper, Slots())


def corrected(observation: Observation, suggestion: Fraction) -> Observation:
    """The same with another number, printed with as many digits, or with all of its own if it has more."""
    quantity = observation.quantity
    step = quantity.step if suggestion % quantity.step == 0 else Fraction(1, 10**12)
    return observed(suggestion, step, quantity.qualifier)


CONSTRAINTS = st.one_of(
    st.tuples(st.just(Sum((Fraction(1), Fraction(1), Fraction(-1)))), st.just(3)),
    st.tuples(st.just(Sum((Fraction(1), Fraction(-100), Fraction(100)))), st.just(3)),
    st.tuples(st.just(SameQuotient()), st.just(4)),
    st.tuples(st.just(Descending()), st.just(2)),
    st.tuples(st.just(Descending()), st.integers(3, 4)),
    st.tuples(st.just(Equal()), st.integers(2, 3)),
    st.tuples(st.just(Amid()), st.integers(3, 5)),
)
OBSERVED = st.builds(
    lambda printed, qualifier: observed(*printed, qualifier),
    PRINTED,
    st.sampled_from(("exact", "exact", "exact", *HEDGED)),
)


@st.composite
def related(draw: st.DrawFn) -> tuple[Constraint, list[Observation]]:
    constraint, size = draw(CONSTRAINTS)
    return constraint, [draw(OBSERVED) for _ in range(size)]


@given(related())
@SEARCH
def test_a_repair_mends_its_relation(drawn: tuple[Constraint, list[Observation]]) -> None:
    constraint, observations = drawn
    operands = [operand(one, "operand") for one in observations]
    relation = judge("change", operands, constraint, 0, "", lambda outcome: outcome.verdict)
    for alternative in {repair.alternative for repair in relation.repairs}:
        suggested = {
            id(repair.operand.observation): repair.suggestion
            for repair in relation.repairs
            if repair.alternative == alternative
        }
        mended = [corrected(one, suggested[id(one)]) if id(one) in suggested else one for one in observations]
        assert recompute(mended, constraint, 0).verdict == "consistent", suggested


@given(related())
@SEARCH
def test_a_repair_is_an_interval_with_its_suggestion_inside(drawn: tuple[Constraint, list[Observation]]) -> None:
    constraint, observations = drawn
    operands = [operand(one, "operand") for one in observations]
    for repair in judge("change", operands, constraint, 0, "", lambda outcome: outcome.verdict).repairs:
        step = corrected(repair.operand.observation or observations[0], repair.suggestion).quantity.step
        printed = Interval(repair.suggestion - step / 2, repair.suggestion + step / 2)
        assert (
            repair.interval.lower is None
            or repair.interval.upper is None
            or contains(Interval(repair.interval.lower, None), repair.interval.upper)
        ), repair
        assert meet(printed, repair.interval), repair


@given(related())
@SEARCH
def test_only_an_inconsistent_relation_has_repairs(drawn: tuple[Constraint, list[Observation]]) -> None:
    constraint, observations = drawn
    operands = [operand(one, "operand") for one in observations]
    relation = judge("change", operands, constraint, 0, "", lambda outcome: outcome.verdict)
    assert relation.verdict == "inconsistent" or relation.repairs == []
    assert (relation.holds_by is None) == (relation.verdict == "inconsistent")


@given(st.data(), SATISFIED, STEPS)
@SEARCH
def test_true_numbers_rounded_to_print_are_consistent(
    data: st.DataObject, satisfied: Satisfied, step: Fraction
) -> None:
    constraint, values = satisfied
    printed = [round(value / step) * step for value in values]
    assume(not constraint.strict or len(set(printed)) == len(printed))
    assume(not isinstance(constraint, SameQuotient) or all(printed))
    observations = [observed(value, step) for value in printed]
    for target in range(len(values)):
        assert recompute(observations, constraint, target).verdict == "consistent"


@given(related())
@SEARCH
def test_power_is_a_share(drawn: tuple[Constraint, list[Observation]]) -> None:
    constraint, observations = drawn
    share = power(observations, constraint)
    assert share is None or 0 <= share <= 1


@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 999), st.sampled_from((1, 10)))
@example(39, 1508, 1465, 10)
@SEARCH
def test_a_repair_put_into_the_text_mends_it(change: int, before: int, after: int, parts: int) -> None:
    assume(before > after)
    printed = [f"{value / parts:.{1 if parts == 10 else 0}f}" for value in (change, before, after)]
    text = "The index of prices fell {} points from {} in 2008 to {} in 2009.".format(*printed)
    for repair in extract_text(text).tables["repairs"]:
        suggestion = Decimal(str(repair["suggestion"]))
        if suggestion >= 1000 and suggestion % 1 == 0:
            continue  # "from 1500 in 2008" may be read as a year
        mended = text[: number(repair, "start")] + f"{suggestion:f}" + text[number(repair, "end") :]
        verdicts = {row["verdict"] for row in extract_text(mended).tables["relations"] if row["kind"] == "change"}
        assert verdicts == {"consistent"}, mended


# Text that remembers where it came from


@st.composite
def mapped(draw: st.DrawFn) -> tuple[MappedText, list[tuple[str, int]]]:
    """A text as it is built by reading, and what it is to be: each character with its offset."""
    raw = draw(st.text("abc 1\n-", min_size=1, max_size=30))
    builder, model = TextBuilder(raw), list[tuple[str, int]]()
    for action in draw(st.lists(st.sampled_from(("keep", "put", "add", "drop")), max_size=8)):
        start = draw(st.integers(0, len(raw)))
        end = draw(st.integers(start, len(raw)))
        if action == "keep":
            builder.keep(start, end)
            model += [(raw[at], at) for at in range(start, end)]
        elif action == "put":
            words = draw(st.text(" x", max_size=2))
            builder.put(words, start)
            model += [(character, start + at) for at, character in enumerate(words)]
        elif action == "add":
            other = TextBuilder(raw)
            other.keep(start, end)
            other.put(" ", start)
            builder.add(other.build())
            model += [*((raw[at], at) for at in range(start, end)), (" ", start)]
        elif model:
            builder.drop_last()
            model.pop()
    return builder.build(), model


def _as_model(text: MappedText) -> list[tuple[str, int]]:
    return [(character, text.origin(index)) for index, character in enumerate(text.text)]


@given(mapped())
@SEARCH
def test_every_character_knows_its_offset(drawn: tuple[MappedText, list[tuple[str, int]]]) -> None:
    text, model = drawn
    assert _as_model(text) == model
    assert list(text.starts) == sorted(set(text.starts))


@given(st.data(), mapped())
@SEARCH
def test_a_slice_keeps_the_offsets(data: st.DataObject, drawn: tuple[MappedText, list[tuple[str, int]]]) -> None:
    text, model = drawn
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, len(model)))
    part = text.slice(start, end)
    assert _as_model(part) == model[start:end]
    further = data.draw(st.integers(0, end - start))
    assert _as_model(part.slice(further, end - start)) == model[start + further : end]


@given(st.data(), mapped())
@SEARCH
def test_a_span_reaches_from_its_first_to_its_last_character(
    data: st.DataObject, drawn: tuple[MappedText, list[tuple[str, int]]]
) -> None:
    text, model = drawn
    assume(model)
    start = data.draw(st.integers(0, len(model) - 1))
    end = data.draw(st.integers(start + 1, len(model)))
    assert text.span(start, end) == (model[start][1], model[end - 1][1] + 1)


@given(mapped())
@SEARCH
def test_stripping_takes_white_space_only(drawn: tuple[MappedText, list[tuple[str, int]]]) -> None:
    text, model = drawn
    stripped = text.stripped()
    left = len(text.text) - len(text.text.lstrip())
    assert stripped.text == text.text.strip()
    assert _as_model(stripped) == model[left : left + len(stripped.text)]
