"""Exact numbers are fractions in all that they give; only quicker."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SEARCH

from pipelines.numerals.exact import Exact

WHOLE = st.integers(-1000, 1000)
FRACTIONS = st.builds(Fraction, WHOLE, st.integers(1, 120))
ARITHMETIC = (operator.add, operator.sub, operator.mul, operator.truediv)
ORDER = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)


@SEARCH
@given(FRACTIONS, FRACTIONS | WHOLE, st.sampled_from(ARITHMETIC))
def test_arithmetic_is_that_of_fractions(
    one: Fraction, other: Fraction | int, reckon: Callable[[object, object], object]
) -> None:
    for left, right in ((one, other), (other, one)):
        if reckon is operator.truediv and not right:
            continue
        expected = reckon(left, right)
        made = reckon(*(Exact(each) if each is one else each for each in (left, right)))
        assert isinstance(expected, Fraction)
        assert isinstance(made, Fraction)
        assert made.as_integer_ratio() == expected.as_integer_ratio()


@SEARCH
@given(FRACTIONS, FRACTIONS | WHOLE | st.floats(allow_nan=False), st.sampled_from(ORDER))
def test_order_is_that_of_fractions(
    one: Fraction, other: Fraction | float, compare: Callable[[object, object], bool]
) -> None:
    assert compare(Exact(one), other) == compare(one, other)
    assert compare(other, Exact(one)) == compare(other, one)
    assert compare(Exact(one), Exact(one)) == compare(one, one)


@SEARCH
@given(FRACTIONS)
def test_signs_truth_and_hash_are_those_of_fractions(one: Fraction) -> None:
    exact = Exact(one)
    assert (-exact, abs(exact), bool(exact), hash(exact)) == (-one, abs(one), bool(one), hash(one))


@pytest.mark.parametrize("reckon", [*ARITHMETIC, operator.neg, operator.abs])
def test_what_is_made_of_an_exact_number_is_exact(reckon: Callable[..., object]) -> None:
    if reckon in ARITHMETIC:
        assert type(reckon(Exact(1, 3), Fraction(1, 2))) is Exact
        assert type(reckon(Fraction(1, 3), Exact(1, 2))) is Exact
        assert type(reckon(Exact(1, 3), Exact(1, 2))) is Exact
        assert type(reckon(Exact(1, 3), 2)) is type(reckon(2, Exact(1, 3))) is Exact
    else:
        assert type(reckon(Exact(1, 3))) is Exact


def test_nothing_is_divided_by_nothing() -> None:
    for other in (Exact(0), Fraction(0), 0):
        with pytest.raises(ZeroDivisionError):
            Exact(1) / other
    with pytest.raises(ZeroDivisionError):
        1 / Exact(0)
