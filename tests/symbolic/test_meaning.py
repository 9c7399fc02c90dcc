"""The oracle itself: `meaning` against mpmath at complex points, on branch cuts, and where nothing has a value."""

from __future__ import annotations

from typing import Any

import flint
import pytest
from flint import acb
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp

from porism.symbolic.claim import Claim
from porism.symbolic.meaning import balls, holds, truth, value
from porism.symbolic.parse import parse_term
from porism.symbolic.term import FUNCTIONS, Apply, I, Power, Term, Variable, add, multiply, number
from tests.datasets import mpmath_oracle
from tests.strategies import rationals

Z = Variable("z")
ENTIRE = {"exp", "sin", "cos", "sinh", "cosh", "abs"}


def enclosed(ball: Any, expected: Any) -> bool:
    """Whether the ball is narrow and mpmath's value lies in it, or as near as mpmath's digits can tell."""
    mine = mp.mpc(*(part.str(40, radius=False) for part in (ball.real, ball.imag)))
    return bool(
        ball.rel_accuracy_bits() > 40 and abs(mine - expected) <= mp.mpf("1e-25") * (1 + abs(expected))
    )


@settings(max_examples=400)
@given(
    function=st.sampled_from(sorted(FUNCTIONS)),
    x=st.fractions(-4, 4, max_denominator=60),
    y=st.fractions(-4, 4, max_denominator=60),
)
def test_every_function_against_mpmath_at_complex_points(function: str, x: Any, y: Any) -> None:
    with mp.workdps(40):
        point = mp.mpc(mp.mpf(x.numerator) / x.denominator, mp.mpf(y.numerator) / y.denominator)
        try:
            expected = mpmath_oracle.FUNCTIONS[function](point)
        except (ZeroDivisionError, ValueError):
            assume(False)
        assume(mp.isfinite(expected) and abs(expected) < 1e10)
        at = balls({"z": add(number(x), multiply(number(y), I))}, 200)
        ball = value(Apply(function, Z), at, 200)
        assert enclosed(ball, expected)


@given(base=rationals(), p=st.integers(-5, 5), q=st.sampled_from([1, 2, 3, 4]))
def test_powers_against_mpmath(base: Any, p: int, q: int) -> None:
    assume(base != 0 or p > 0)
    with mp.workdps(40):
        expected = mp.power(mp.mpf(base.numerator) / base.denominator, mp.mpf(p) / q)
        assume(abs(expected) < 1e30)
        ball = value(Power(number(base), number(f"{p}/{q}")), {}, 300)
        assert enclosed(ball, expected)


# Values on branch cuts and at special points, as DESIGN.md and SymPy have them: (term, value).
CONVENTIONS = {
    "log(-1)": "I*pi", "log(-2)": "log(2) + I*pi", "log(-I)": "-I*pi/2", "sqrt(-4)": "2*I",
    "(-8)**(1/3)": "1 + I*sqrt(3)",
    "(-1)**(3/2)": "-I", "(-1)**(-1/2)": "-I", "(-4)**(3/2)": "-8*I", "asin(2)": "pi/2 - I*log(2 + sqrt(3))",
    "asin(-2)": "-pi/2 + I*log(2 + sqrt(3))", "acos(2)": "I*log(2 + sqrt(3))", "acos(-2)": "pi - I*log(2 + sqrt(3))",
    "acosh(-1)": "I*pi", "acosh(1/2)": "I*pi/3", "acosh(-2)": "log(2 + sqrt(3)) + I*pi",
    "atanh(2)": "log(3)/2 - I*pi/2",
    "atanh(-2)": "-log(3)/2 + I*pi/2", "asinh(2*I)": "log(2 + sqrt(3)) + I*pi/2",
    "asinh(-2*I)": "-log(2 + sqrt(3)) - I*pi/2",
    "atan(2*I)": "pi/2 + I*log(3)/2", "atan(-2*I)": "-pi/2 - I*log(3)/2", "0**0": "1", "0**(1/2)": "0",
    "(x - x)**(y - y)": "1",
    "(x - x)**pi": "0", "abs(-3 + 4*I)": "5", "abs(0)": "0", "sin(0)": "0", "cot(pi/2)": "0", "I**2": "-1",
    "I**I": "exp(-pi/2)",
    "exp(I*pi)": "-1", "E": "exp(1)", "2**I": "exp(I*log(2))", "(-1)**(1/2 + 1/2)": "-1", "(-2)**(y - y + 3)": "-8",
    "acosh(1)": "0", "asin(1)": "pi/2", "atan(1)": "pi/4", "log(1)": "0", "sech(0)": "1", "tanh(0)": "0",
}  # fmt: skip


@pytest.mark.parametrize("text", CONVENTIONS)
def test_conventions(text: str) -> None:
    point = balls({"x": number(3), "y": number(2)})
    difference = value(parse_term(f"({text}) - ({CONVENTIONS[text]})"), point)
    assert difference.is_finite()
    assert difference.contains(0)
    assert abs(difference) < 1e-20


@pytest.mark.parametrize(
    "text",
    ["1/0", "log(0)", "1/(x - x)", "0**-1", "0**(-1/2)", "(x - x)**(-y)", "(x - x)**I", "tan(pi/2)", "cot(0)",
    "sec(pi/2)", "csc(0)", "coth(0)", "csch(0)", "atan(I)", "atan(-I)", "atanh(1)", "atanh(-1)", "0*(1/0)",
    "0*log(0)", "log(log(1))", "(1/0)**0", "diff(log(x - 3), x)", "diff(abs(x - 3), x)", "tanh(I*pi/2)",
    "sech(I*pi/2)", "exp(1/0)", "log(x - x)**0"],
)  # fmt: skip
def test_what_has_no_value(text: str) -> None:
    assert not value(parse_term(text), balls({"x": number(3), "y": number(2)})).is_finite()


@given(
    x=st.sampled_from(["1/2", "2", "-3/2", "7/5"]),
    function=st.sampled_from(sorted(FUNCTIONS - {"acosh", "asin", "acos", "atanh", "digamma"})),
)
def test_derivatives_against_differences(x: str, function: str) -> None:
    assume(not (function == "log" and x.startswith("-")))
    with mp.workdps(60):
        expected = mp.diff(mpmath_oracle.FUNCTIONS[function], mpmath_oracle.exact(x))
        ball = value(parse_term(f"diff({function}(x), x)"), balls({"x": number(x)}, 200), 200)
        assert abs(
            mp.mpc(*(part.str(30, radius=False) for part in (ball.real, ball.imag))) - expected
        ) < mp.mpf("1e-20")


TRUTHS: list[tuple[str, dict[str, str], list[str], dict[str, str], bool | None]] = [
    # claim, domains, hypotheses, point, truth
    ("sqrt(x**2) == x", {}, [], {"x": "-1"}, False),
    ("sqrt(x**2) == x", {}, [], {"x": "3/7"}, None),  # balls cannot show equality where roots are rounded …
    ("x**2 == x", {}, [], {"x": "1"}, True),  # … but of exact ones
    ("x/x == 1", {}, [], {"x": "0"}, None),
    ("sqrt(x*y) == sqrt(x)*sqrt(y)", {}, [], {"x": "-1", "y": "-1"}, False),
    ("sqrt(x) <= x", {}, [], {"x": "-1"}, None),
    ("sqrt(x) < 0", {}, [], {"x": "4"}, False),
    ("x < y", {}, [], {"x": "1", "y": "1"}, False),
    ("x <= y", {}, [], {"x": "1", "y": "1"}, True),
    ("x < y", {}, [], {"x": "1", "y": "2"}, True),
    ("x != 1", {}, [], {"x": "1"}, False),
    ("x != pi", {}, [], {"x": "22/7"}, True),
    ("x == 0", {"x": "positive"}, [], {"x": "-1"}, None),
    ("x == 0", {"x": "integer"}, [], {"x": "1/2"}, None),
    ("x == 0", {}, ["x > 2"], {"x": "1"}, None),
    ("x == 0", {}, ["x > 2"], {"x": "3"}, False),
    ("x == 0", {}, ["log(x) == 1"], {"x": "0"}, None),
    ("x == 0", {"x": "complex"}, [], {"x": "I"}, False),
    ("x*x < 0", {"x": "complex"}, [], {"x": "I"}, True),
    ("x < 1", {"x": "complex"}, [], {"x": "I"}, None),
    ("pi > 3", {}, [], {}, True),
    ("exp(pi*sqrt(43)) == 884736744", {}, [], {}, False),
    ("sin(pi) == 0", {}, [], {}, None),
    ("diff(x**2, x) == 2*x", {}, [], {"x": "3"}, True),
    ("diff(x**2, x) == x", {}, [], {"x": "3"}, False),
]


@pytest.mark.parametrize(("text", "domains", "assume", "point", "expected"), TRUTHS)
def test_truth_at_a_point(
    text: str, domains: dict[str, str], assume: list[str], point: dict[str, str], expected: bool | None
) -> None:
    claim = Claim.parse(text, domains, assume)
    assert truth(claim, {name: parse_term(v) for name, v in point.items()}) is expected


def test_precision_can_be_raised_and_flints_own_is_left_alone() -> None:
    claim = Claim.parse("exp(pi*sqrt(163)) == 262537412640768744")
    before = flint.ctx.prec
    assert truth(claim, {}, 40) is None
    assert truth(claim, {}, 200) is False
    assert flint.ctx.prec == before


def test_relations_hold_on_balls() -> None:
    positive = {"x": acb(flint.arb(2, 1))}
    assert holds(Claim.parse("x > 0").relation, positive) is True
    assert holds(Claim.parse("x > 4").relation, positive) is False
    assert holds(Claim.parse("x > 2").relation, positive) is None


def test_a_product_with_something_undefined_is_undefined() -> None:
    undefined: Term = parse_term("0*(1/x)")
    assert not value(undefined, {"x": acb(0)}).is_finite()
    assert value(undefined, {"x": acb(1)}) == 0


def test_entire_functions_have_values_everywhere() -> None:
    for function in ENTIRE:
        assert value(Apply(function, Z), {"z": acb(0)}).is_finite()
