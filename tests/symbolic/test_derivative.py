"""Derivatives against mpmath's differences at random points, for every function and composed terms."""

from __future__ import annotations

import ast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp

from porism.symbolic.derivative import derivative
from porism.symbolic.errors import LimitError, UnsupportedError
from porism.symbolic.meaning import balls, value
from porism.symbolic.parse import parse_term
from porism.symbolic.term import FUNCTIONS, ZERO, Apply, Term, number, subterms, variables
from tests.datasets import mpmath_oracle
from tests.strategies import terms

RULES = {
    "1": "0", "y": "0", "sin(y)": "0", "x": "1", "x**3": "3*x**2", "x*y": "y",
    "x**2*sin(x)": "2*x*sin(x) + x**2*cos(x)",
    "1/x": "-1/x**2", "sqrt(x)": "1/sqrt(x)/2", "2**x": "2**x*log(2)", "x**y": "y*x**(y - 1)", "x + y + x": "2",
    "exp(3*x)": "3*exp(3*x)", "diff(x**2*y, y)": "2*x",
}  # fmt: skip


@pytest.mark.parametrize("text", RULES)
def test_rules(text: str) -> None:
    assert derivative(parse_term(text), "x") == parse_term(RULES[text])


@settings(max_examples=150)
@given(terms(depth=3, names=("x", "y")), st.sampled_from(["1/2", "-4/3", "3", "7/10"]))
def test_composed_terms_against_differences(term: Term, x: str) -> None:
    try:
        slope = derivative(term, "x")
    except (LimitError, UnsupportedError):
        assume(False)
    at = balls({"x": number(x), "y": number("3/2")}, 300)
    ball = value(slope, at, 300)
    assume(
        ball.is_finite()
        and all(part.is_finite() and abs(part) < 1e20 for part in (value(t, at, 300) for t in subterms(term)))
        and abs(ball) < 1e20
        and ball.rel_accuracy_bits() > 100
    )
    # |a| has the derivative a/|a|·a′ for real a only: the checker asks for that.
    moduli = [t.argument for t in subterms(term) if isinstance(t, Apply) and t.function == "abs"]
    assume(all(value(a, at, 300).imag == 0 for a in moduli))
    tree = ast.parse(str(term), mode="eval").body
    with mp.workdps(80):
        point = {"x": mpmath_oracle.exact(x), "y": mp.mpf(3) / 2}

        def along(h: object) -> object:
            return mpmath_oracle.value(tree, {**point, "x": point["x"] + h})

        try:
            expected = mp.diff(along, 0, h=mp.mpf("1e-30"))
            smooth = abs(mp.diff(along, 0, h=mp.mpf("1e-20")) - expected)
        except (mpmath_oracle.Undefined, OverflowError):
            assume(False)
        # Both one-sided differences agree only where no branch cut passes through the point.
        assume(smooth < mp.mpf("1e-8") * (1 + abs(expected)))
        mine = mp.mpc(*(part.str(60, radius=False) for part in (ball.real, ball.imag)))
        assert abs(mine - expected) <= mp.mpf("1e-6") * (1 + abs(expected))


def test_the_derivative_of_digamma_is_not_in_the_language() -> None:
    assert derivative(parse_term("digamma(y)"), "x") == ZERO
    with pytest.raises(UnsupportedError, match="the derivative of digamma is not in the claim language"):
        derivative(parse_term("diff(gamma(x), x)"), "x")


@pytest.mark.parametrize("function", sorted(FUNCTIONS - {"digamma"}))
def test_the_derivative_of_a_function_is_elementary_and_chained(function: str) -> None:
    inner = derivative(parse_term(f"{function}(x**2)"), "x")
    assert variables(inner) == {"x"}
    assert derivative(parse_term(f"{function}(y)"), "x") == ZERO


def test_higher_and_mixed_derivatives() -> None:
    assert derivative(derivative(parse_term("x**4"), "x"), "x") == parse_term("12*x**2")
    assert derivative(parse_term("diff(x**2*y**3, y)"), "x") == parse_term("6*x*y**2")
