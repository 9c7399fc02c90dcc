"""Terms as quotients of polynomials in kernels: the way there and back keeps the value."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from porism.symbolic.errors import LimitError, UnsupportedError
from porism.symbolic.meaning import balls, value
from porism.symbolic.parse import parse_term
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import FUNCTIONS, Apply, Derivative, Term, divide, number, subterms
from tests.strategies import NAMES, terms

POINT = {name: number(v) for name, v in zip(NAMES, ("1/3", "2", "5/7", "-3/2", "4"), strict=True)}
NATIVE = {"exp", "log", "sin", "cos", "abs", "asin", "atan", "asinh", "erf"}
NATIVE |= {"Ei", "Si", "Ci", "Shi", "Chi", "fresnels", "fresnelc", "dilog"}
NATIVE |= {"LambertW", "LambertWm1", "gamma", "loggamma", "digamma"}


@settings(max_examples=80)
@given(terms(depth=3, derivatives=True))
def test_native_form_keeps_the_value(term: Term) -> None:
    at = balls(POINT, 200)
    before = value(term, at, 200)
    assume(before.is_finite())
    try:
        after = native(term)
    except LimitError:
        assume(False)
    assert (value(after, at, 200) - before).contains(0)
    assert not any(isinstance(t, Derivative) for t in subterms(after))
    assert {t.function for t in subterms(after) if isinstance(t, Apply)} <= NATIVE


@settings(max_examples=80)
@given(terms(depth=3))
def test_a_ratio_keeps_the_value(term: Term) -> None:
    at = balls(POINT, 300)
    try:
        t = native(term)
        view = View([t])
        n, d = view.ratio(t)
    except (UnsupportedError, LimitError):
        assume(False)
    before = value(t, at, 300)
    after = value(divide(view.term(n), view.term(d)), at, 300)
    assume(before.is_finite() and after.is_finite())
    assert (after - before).contains(0)
    assert n == 0 or n.gcd(d).is_constant()


RATIOS = {
    # term: (numerator, denominator), up to a constant
    "(x**2 - 1)/(x - 1)": ("x + 1", "1"),
    "1/x + 1/y": ("x + y", "x*y"),
    "exp(2*x) + x/exp(x)": ("exp(x)**3 + x", "exp(x)"),
    "exp(x + y) - exp(x)*exp(y)": ("0", "1"),
    "exp(x/2)**2 - exp(x)": ("0", "1"),
    "x**(1/2)*x**(1/3)": ("(x**(1/6))**5", "1"),
    "(x - x)*y": ("0", "1"),
    "diff(x**2, x)": ("x", "1"),
}  # fmt: skip


@pytest.mark.parametrize("text", RATIOS)
def test_ratios(text: str) -> None:
    terms_seen = [native(parse_term(t)) for t in (text, *RATIOS[text])]
    view = View(terms_seen)
    (n, d), above, below = (
        view.ratio(terms_seen[0]),
        view.ratio(terms_seen[1])[0],
        view.ratio(terms_seen[2])[0],
    )
    assert (n == 0) == (above == 0)
    if n != 0:
        assert (n / n.leading_coefficient(), d) == (
            above / above.leading_coefficient(),
            below / below.leading_coefficient(),
        )


def test_factors_multiply_to_the_polynomial() -> None:
    t = parse_term("2*x**3*y - 2*x*y**3")
    view = View([t])
    p = view.polynomial(t)
    constant, factors = view.factors(p)
    assert constant == 2
    assert sorted(str(view.term(f)) for f, _ in factors) == ["x", "x + y", "x - y", "y"]
    assert view.ratio(view.factored(p))[0] == view.ratio(t)[0]


def test_what_is_not_a_polynomial() -> None:
    t = parse_term("1/x")
    assert View([t]).polynomial(t) is None
    zero = native(parse_term("1/(x - x)"))
    with pytest.raises(UnsupportedError, match="identically 0"):
        View([zero]).ratio(zero)
    high = parse_term("(x + 1)**61")
    with pytest.raises(UnsupportedError, match="the exponent 61 is too large to expand"):
        View([high]).ratio(high)


def test_every_function_has_a_native_form() -> None:
    for function in FUNCTIONS:
        t = native(parse_term(f"{function}(x)"))
        assert {s.function for s in subterms(t) if isinstance(s, Apply)} <= NATIVE
