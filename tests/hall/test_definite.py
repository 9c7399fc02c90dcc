"""`porism.definite.definite_integral`: values against mpmath's quadrature; SymPy's families of wrong answers, repaired."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import mpmath
import pytest
import sympy

from porism.definite import definite_integral
from porism.symbolic.errors import PorismError

x = sympy.Symbol("x")
oo, pi, half = sympy.oo, sympy.pi, sympy.Rational(1, 2)
sin, cos, tan, exp, log, sqrt = sympy.sin, sympy.cos, sympy.tan, sympy.exp, sympy.log, sympy.sqrt
atan, asin, Abs, cosh = sympy.atan, sympy.asin, sympy.Abs, sympy.cosh

# integrand, ends, points at which the quadrature is cut
JUMPS: list[tuple[Any, Any, Any, list[Any]]] = [
    (1 / (2 + cos(x)), 0, 2 * pi, []),
    (1 / (5 + 4 * cos(x)), -pi, 3 * pi, [0, pi, 2 * pi]),
    (1 / (1 + 3 * cos(x) ** 2), 0, 2 * pi, [pi / 2, pi, 3 * pi / 2]),
    (1 / (3 + 2 * sin(x) + cos(x)), 0, 2 * pi, [pi]),
    (cos(x) ** 2 / (1 + sin(x) ** 2), 0, 2 * pi, [pi]),
    (sqrt(1 - sin(x)), 0, 2 * pi, [pi / 2]),
    (Abs(sin(x)), 0, 4 * pi, [pi, 2 * pi, 3 * pi]),
    (sqrt((x - 1) ** 2), 0, 3, [1]),
    ((x**2 + 1) / (x**4 - x**2 + 1), -2, 2, [0]),
    (atan(tan(x)), 0, 2, [pi / 2]),
    (sympy.sign(cos(x)), 0, 2 * pi, [pi / 2, 3 * pi / 2]),
    (1 / (4 * cos(x) ** 2 + 9 * sin(x) ** 2), 0, 2 * pi, [pi / 2, pi, 3 * pi / 2]),
]
IMPROPER: list[tuple[Any, Any, Any, list[Any]]] = [
    (log(x) ** 2, 0, 1, []),
    (log(x) / (1 + x) ** 2, 0, oo, [1]),
    (1 / (1 + x**3), 0, oo, [1]),
    (1 / (1 + x**4), -oo, oo, [0]),
    (1 / sqrt(x * (1 - x)), 0, 1, [half]),
    (1 / (x * sqrt(x**2 - 1)), 1, oo, [2]),
    (log(1 + 1 / x**2), 0, oo, [1]),
    (exp(-x) * sin(3 * x), 0, oo, [1, 3]),
    (x**4 * exp(-x), 0, oo, [4]),
    (1 / cosh(x), -oo, oo, [0]),
    (exp(-Abs(x)), -oo, oo, [0]),
    (sqrt(x) * log(x), 0, 1, []),
]
KNOWN: list[tuple[Any, Any, Any, Any]] = [
    (exp(-(x**2)), -oo, oo, sqrt(pi)),
    (x**2 * exp(-(x**2) / 2), -oo, oo, sqrt(2 * pi)),
    (exp(-(x**2) / 2 + x), -oo, oo, sqrt(2 * pi) * exp(half)),
    (sin(x) / x, 0, oo, pi / 2),
    (sin(x) ** 2 / x**2, 0, oo, pi / 2),
    (sin(x) ** 3 / x**3, 0, oo, 3 * pi / 8),
    (cos(x) / (1 + x**2), -oo, oo, pi * exp(-1)),
    (sin(x**2), 0, oo, sqrt(2 * pi) / 4),
    (log(sin(x)), 0, pi / 2, -pi * log(2) / 2),
    (x / (exp(x) - 1), 0, oo, pi**2 / 6),
    (log(x) / (x - 1), 0, 1, pi**2 / 6),
    ((exp(-x) - exp(-2 * x)) / x, 0, oo, log(2)),
]
PROPER: list[tuple[Any, Any, Any, list[Any]]] = [
    (x**2, 0, 1, []),
    (x * atan(x), 0, 1, []),
    (sqrt(1 - x**2), -1, 1, []),
    (sympy.Max(x, 1 - x), 0, 1, [half]),
    (sympy.Heaviside(x - 1) * x, 0, 3, [1]),
    (Abs(x**3 - x), -2, 2, [-1, 0, 1]),
    (sympy.Piecewise((x, x < 1), (2 - x, True)), 0, 2, [1]),
    (exp(x) * cos(x), 0, pi, []),
    (exp(x), 1, 0, []),
]
QUICK = {7}  # of each list; the others are slow together


def marked(problems: list[Any]) -> list[Any]:
    return [p if k in QUICK else pytest.param(*p, marks=pytest.mark.slow) for k, p in enumerate(problems)]


@pytest.mark.parametrize(("f", "low", "high", "cuts"), marked(JUMPS) + marked(IMPROPER) + marked(PROPER))
def test_a_value_is_that_of_quadrature(f: Any, low: Any, high: Any, cuts: list[Any]) -> None:
    result = definite_integral(f, (x, low, high))
    assert result.status == "proved", result
    function = sympy.lambdify(x, f, "mpmath")
    ends = [
        mpmath.mpf(sympy.N(c, 20)) if abs(c) != oo else mpmath.mpf("inf") * sympy.sign(c)
        for c in (low, *cuts, high)
    ]
    total = sum(mpmath.quad(function, [a, b]) for a, b in pairwise(ends))
    assert abs(mpmath.mpf(sympy.N(result.value, 20)) - total) < 1e-6


@pytest.mark.parametrize(("f", "low", "high", "value"), marked(KNOWN))
def test_a_known_integral(f: Any, low: Any, high: Any, value: Any) -> None:
    result = definite_integral(f, (x, low, high))
    assert result.status == "proved", result
    assert abs(sympy.N(result.value - value)) < 1e-12


@pytest.mark.parametrize(
    ("f", "low", "high", "value"),
    marked([
        (1 / x, -1, 1, sympy.nan),
        (1 / x**2, -1, 1, oo),
        (tan(x), 0, pi, sympy.nan),
        (x, -oo, oo, sympy.nan),
        (1 / (x * log(x)), 0, half, -oo),
        (1 / (x - 1) ** 2, 0, 3, oo),
        (1 / x, 1, oo, oo),
        (1 / x**2, 0, oo, oo),
    ]),
)  # fmt: skip
def test_a_divergent_integral(f: Any, low: Any, high: Any, value: Any) -> None:
    result = definite_integral(f, (x, low, high))
    assert (result.value, result.status) == (value, "proved")


def test_a_result_verifies_in_a_new_process() -> None:
    result = definite_integral(1 / (1 + x**2), (x, -oo, oo))
    assert (result.value, result.status) == (pi, "proved")
    assert result.verify()


def test_parameters() -> None:
    n = sympy.Symbol("n", positive=True)
    result = definite_integral(x**2, (x, 0, n))
    assert (result.value, result.status, result.conditions) == (n**3 / 3, "proved", ())
    result = definite_integral(exp(-n * x), (x, 0, oo))
    assert (result.value, result.status) == (1 / n, "proved")


def test_which_end_is_the_lower_one_is_a_condition_where_nothing_says_it() -> None:
    t, a, b = sympy.symbols("t a b")
    result = definite_integral(cos(t), (t, a, b))
    assert (result.status, result.conditions) == ("proved", (sympy.Lt(a, b),))
    assert sympy.simplify(result.value - sin(b) + sin(a)) == 0
    turned = definite_integral(3 * t, (t, x, 0))
    assert (turned.value, turned.conditions) == (-3 * x**2 / 2, (sympy.Lt(0, x),))
    p = sympy.Symbol("p", positive=True)
    assert definite_integral(t, (t, 0, p)).conditions == ()


@pytest.mark.parametrize("f", [sympy.exp(sympy.exp(-(x**4)))])
def test_what_has_no_closed_form_is_unknown(f: Any) -> None:
    assert definite_integral(f, (x, 0, 1), timeout_s=6).status == "unknown"


@pytest.mark.parametrize(
    ("f", "over", "message"),
    [(1.5 * x, (x, 0, 1), "float"), (x, (2, 0, 1), "symbol"), (x, (x, x, 1), "without the variable"), (x, (x, 0), "x, a, b"),
     (x, (x, 0, sympy.zoo), "zoo"), (x, (x, 1, 1), "inside"), (x > 1, (x, 0, 1), "relation"), (x, (x, 0, 0.5), "float")],
)  # fmt: skip
def test_wrong_input_is_named(f: Any, over: Any, message: str) -> None:
    with pytest.raises(PorismError, match=message):
        definite_integral(f, over)


def test_an_assumption_about_a_parameter_is_used_and_kept() -> None:
    a = sympy.Symbol("a")
    result = definite_integral(exp(-a * x), (x, 0, oo), assume=[a > 0])
    assert (result.value, result.status) == (1 / a, "proved")
    assert sympy.Lt(0, a) in result.conditions


@pytest.mark.parametrize("assumed", [x > 0, "x > 0"])
def test_an_assumption_about_the_variable_is_refused(assumed: Any) -> None:
    with pytest.raises(PorismError, match="other symbols than its variable x"):
        definite_integral(exp(-x), (x, 0, 1), assume=[assumed])


def test_oracles_restrict_who_proposes() -> None:
    result = definite_integral(x * exp(x), (x, 0, 1), oracles=["maxima"])
    assert result.status != "proved" or "sympy" not in result.proposer
