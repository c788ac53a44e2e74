"""Exact numbers that are quick to reckon with.

Belongs here: the arithmetic and the order of fractions, without what Python's own spend on telling numbers of every sort
apart, which is most of their time. Does not belong here: reading numbers (see `amounts`).

What is made of an `Exact` and a fraction or whole number is an `Exact` again: it is enough that numbers are read as such.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING, Any


def _ordered(compare: Callable[[int, int], bool], otherwise: Callable[[Any, Any], bool]) -> Any:
    def compared(self: Any, other: Any) -> bool:
        kind = type(other)
        if kind is Exact or kind is Fraction:
            return compare(self._numerator * other._denominator, other._numerator * self._denominator)
        return compare(self._numerator, other * self._denominator) if kind is int else otherwise(self, other)

    return compared


class Exact(Fraction):
    """A fraction like any other, but quick."""

    __slots__ = ()

    if not TYPE_CHECKING:  # typed as Python's own

        def __add__(self, other):
            kind = type(other)
            if kind is Exact or kind is Fraction:
                return _sum(self._numerator, self._denominator, other._numerator, other._denominator)
            if kind is int:
                return _made(self._numerator + other * self._denominator, self._denominator)
            return Fraction.__add__(self, other)

        __radd__ = __add__

        def __sub__(self, other):
            kind = type(other)
            if kind is Exact or kind is Fraction:
                return _sum(self._numerator, self._denominator, -other._numerator, other._denominator)
            if kind is int:
                return _made(self._numerator - other * self._denominator, self._denominator)
            return Fraction.__sub__(self, other)

        def __rsub__(self, other):
            return -self + other

        def __mul__(self, other):
            kind = type(other)
            if kind is Exact or kind is Fraction:
                return _product(self._numerator, self._denominator, other._numerator, other._denominator)
            if kind is int:
                return _product(self._numerator, self._denominator, other, 1)
            return Fraction.__mul__(self, other)

        __rmul__ = __mul__

        def __truediv__(self, other):
            kind = type(other)
            if kind is Exact or kind is Fraction:
                return _quotient(self._numerator, self._denominator, other._numerator, other._denominator)
            if kind is int:
                return _quotient(self._numerator, self._denominator, other, 1)
            return Fraction.__truediv__(self, other)

        def __rtruediv__(self, other):
            kind = type(other)
            if kind is Exact or kind is Fraction:
                return _quotient(other._numerator, other._denominator, self._numerator, self._denominator)
            if kind is int:
                return _quotient(other, 1, self._numerator, self._denominator)
            return Fraction.__rtruediv__(self, other)

        def __neg__(self):
            return _made(-self._numerator, self._denominator)

        def __abs__(self):
            return _made(abs(self._numerator), self._denominator)

        def __bool__(self):
            return self._numerator != 0

        def __eq__(self, other):
            kind = type(other)
            if kind is Exact or kind is Fraction:
                return self._numerator == other._numerator and self._denominator == other._denominator
            return self._numerator == other and self._denominator == 1 if kind is int else Fraction.__eq__(self, other)

        __hash__ = Fraction.__hash__
        __lt__ = _ordered(operator.lt, Fraction.__lt__)
        __le__ = _ordered(operator.le, Fraction.__le__)
        __gt__ = _ordered(operator.gt, Fraction.__gt__)
        __ge__ = _ordered(operator.ge, Fraction.__ge__)


def _made(numerator: int, denominator: int) -> Exact:
    """The number of a numerator and a denominator that have no factor in common."""
    made: Any = object.__new__(Exact)
    made._numerator, made._denominator = numerator, denominator
    return made  # type: ignore[no-any-return]


def _sum(one: int, below_one: int, other: int, below_other: int) -> Exact:
    """What has no factor in common is added at once (D. E. Knuth, The Art of Computer Programming 2, 4.5.1)."""
    common = gcd(below_one, below_other)
    if common == 1:
        return _made(one * below_other + other * below_one, below_one * below_other)
    rest = below_one // common
    above = one * (below_other // common) + other * rest
    left = gcd(above, common)
    return _made(above // left, rest * (below_other // left))


def _product(one: int, below_one: int, other: int, below_other: int) -> Exact:
    first, second = gcd(one, below_other), gcd(other, below_one)
    return _made(one // first * (other // second), below_one // second * (below_other // first))


def _quotient(one: int, below_one: int, other: int, below_other: int) -> Exact:
    if other > 0:
        return _product(one, below_one, below_other, other)
    if other < 0:
        return _product(-one, below_one, below_other, -other)
    raise ZeroDivisionError(f"{one}/{below_one} / 0")
