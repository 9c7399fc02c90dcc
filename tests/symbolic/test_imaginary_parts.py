"""Real and imaginary parts where arguments are negative, against the numbers themselves."""

from __future__ import annotations

import pytest
from flint import acb

from porism.symbolic.imaginary_parts import parts
from porism.symbolic.meaning import value
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Variable


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(x)", "x**(3/2)", "x**(-1/2)", "x**(-3/2)", "x**(1/3)", "x**(5/3)", "x**(-2/3)", "log(x)", "log(x)**2",
        "1/log(x)",
        "(1 + sqrt(x))**3", "x*sqrt(x) - 2*log(x)", "(2 + log(x))/(1 - sqrt(x))", "I*sqrt(x) + 3",
        "(1 + I*x)**2", "exp(x)*sqrt(x)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [-3, -1, -0.25])
def test_the_parts_add_up(text: str, at: float) -> None:
    term = parse_term(text)
    a, b = parts(term, {Variable("x")})
    point = {"x": acb(at)}
    if text == "1/log(x)" and at == -1:
        assert abs(value(a, point)) < 1e-9
    whole, real, imaginary = value(term, point), value(a, point), value(b, point)
    assert whole.is_finite()
    assert abs(whole - real - acb(0, 1) * imaginary) < 1e-9
    assert real.imag.contains(0)
    assert imaginary.imag.contains(0)
