"""Constants are recognised when the digits say so, and never invented."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.neural.regression.formula import Formula
from porism.neural.regression.snapping import exact_constants, rational_bits, simplest_rational


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (math.pi / 6, "pi/6"),
        (1 / (4 * math.pi), "1/(4*pi)"),
        (8 * math.pi / 3, "8*pi/3"),
        (math.sqrt(2 * math.pi), "sqrt(2)*sqrt(pi)"),
        (1 / (2 * math.pi**3), "1/(2*pi**3)"),
        (-1.5, "-3/2"),
        (math.sqrt(3) / 2, "sqrt(3)/2"),
        (math.e, "E"),
        (math.log(2), "log(2)"),
        (1e-9 + 1, None),
        (0.0, "0"),
    ],
)
def test_known_constants(value: float, text: str | None) -> None:
    found = exact_constants(value, 1e-13)
    assert (str(found[0].term) if found else None) == text


@given(st.floats(-1e6, 1e6).filter(lambda v: abs(v) > 1e-6), st.floats(1e-12, 1e-2))
def test_a_proposal_lies_within_the_radius_and_its_term_has_its_value(value: float, radius: float) -> None:
    for constant in exact_constants(value, radius):
        assert abs(constant.value - value) <= max(radius, 1e-12 * abs(value)) * (1 + 1e-9)
        assert Formula(constant.term).value({"x": np.zeros(1)})[0] == pytest.approx(constant.value, rel=1e-14)


def test_random_numbers_are_rarely_taken_for_constants() -> None:
    values = np.random.default_rng(0).uniform(0.1, 10, 400)
    taken = sum(bool(exact_constants(float(v), 1e-9)) for v in values)
    assert taken <= 8, "a chance match is at most once in 2**6 numbers, for the table as a whole"


@given(st.fractions(min_value=0, max_value=100, max_denominator=500), st.floats(1e-9, 0.5))
def test_simplest_rational_is_simplest(value: Fraction, radius: float) -> None:
    low, high = max(float(value) - radius, 0.0), float(value) + radius
    found = simplest_rational(low, high)
    assert found is not None
    assert low * (1 - 1e-12) <= found <= high * (1 + 1e-12)
    assert found.denominator <= value.denominator


def test_long_rationals_are_given_up() -> None:
    assert simplest_rational(0.1234567891, 0.1234567892, longest=20.0) is None
    assert rational_bits(Fraction(1, 2)) == 2.0
