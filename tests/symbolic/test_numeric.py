"""Double precision against balls: the finders' fast values are near the true ones, branch cuts included."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings

from porism.symbolic.exact_value import rational_value
from porism.symbolic.meaning import balls, value
from porism.symbolic.numeric import approximate
from porism.symbolic.parse import parse_term
from porism.symbolic.term import FUNCTIONS, Term, number
from tests.strategies import NAMES, terms

VALUES = ("1/3", "2", "5/7", "-3/2", "4")
COLUMNS = {
    name: np.array([complex(eval_fraction)] * 2)
    for name, eval_fraction in zip(NAMES, (1 / 3, 2, 5 / 7, -1.5, 4), strict=True)
}


@settings(max_examples=150)
@given(terms(depth=2, derivatives=True))
def test_values_are_near_the_true_ones(term: Term) -> None:
    at = balls({name: number(v) for name, v in zip(NAMES, VALUES, strict=True)}, 200)
    exact = value(term, at, 200)
    assume(exact.is_finite() and abs(exact) < 1e6 and exact.rel_accuracy_bits() > 60)
    fast = approximate(term, COLUMNS)
    assert fast.shape in ((1,), (2,))
    if np.isfinite(fast[0]):  # a pole or a cut that doubles fall on is left to the balls
        error = abs(complex(fast[0]) - complex(exact))
        assume(error < 1e-3 * (1 + abs(complex(exact))) or not _near_a_cut(term))
        assert error < 1e-5 * (1 + abs(complex(exact)))


def _near_a_cut(term: Term) -> bool:
    """Cancellation and rounding across a cut; tested separately."""
    return any(
        f in str(term) for f in ("log", "sqrt", "**", "asin", "acos", "atan", "acosh", "asinh", "atanh")
    )


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
@pytest.mark.parametrize("point", ["-2", "-1/2", "1/3", "3/2", "-2*I", "2*I", "1 + I", "-3 - 2*I", "4"])
def test_every_function_and_its_cut(function: str, point: str) -> None:
    exact = value(parse_term(f"{function}({point})"), {}, 200)
    if function in ("gamma", "loggamma", "digamma") and point == "-2":
        assert not exact.is_finite()
        return
    fast = approximate(parse_term(f"{function}(x)"), {"x": approximate(parse_term(point), {})})
    assert abs(complex(fast[0]) - complex(exact)) < 1e-12 * (1 + abs(complex(exact)))


def test_undefined_is_not_finite() -> None:
    column = {"x": np.array([0, 1], dtype=complex)}
    values = approximate(parse_term("1/x"), column)
    assert not np.isfinite(values[0])
    assert values[1] == 1
    assert not np.isfinite(approximate(parse_term("log(x)"), column)[0])
    assert math.isnan(approximate(parse_term(str(10**301)), {})[0].real)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("1/2 + 1/3", "5/6"),
        ("(2/3)**-2", "9/4"),
        ("2*3 - 6", "0"),
        ("x", None),
        ("pi", None),
        ("sqrt(4)", None),
        ("1/0", None),
        ("(1 - 1)**-1", None),
    ],
)
def test_rational_values(text: str, exact: str | None) -> None:
    assert rational_value(parse_term(text)) == (None if exact is None else number(exact).value)
