"""The exact fit: antiderivatives by linear algebra at random points, or none; never a wrong one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from porism.neural.calculus.antiderivatives import exact_form
from porism.neural.calculus.exact_fit import reconstructed
from porism.neural.calculus.prime_field import prime
from porism.symbolic.derivative import derivative
from porism.symbolic.numeric import approximate
from porism.symbolic.oracles.question import IntegralQuestion
from porism.symbolic.parse import parse_term
from porism.symbolic.polynomials import native
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import Term

ELEMENTARY = """
x**3 - 2*x + 1 | 1/(x**2 + 2) | 1/(x**2 - 2) | 1/(x**4 + 1) | x/(x**3 + 1) | 1/(x*(x + 1)**2) | sqrt(x + 1)
1/(x*sqrt(x + 1)) | sqrt(x**2 + 1) | 1/sqrt(1 - x**2/16) | 1/(x*sqrt(x**2 + 1)) | 1/(1 + x**(1/3))
sqrt(x)/(x + 1) | log(x)**2 | x**2*log(x + 1) | 1/(x*log(x)) | atan(x) | x*asin(x/8) | log(x + sqrt(x**2 + 1))
x**2*exp(x)*sin(x) | 1/(exp(x) + 1) | exp(x)/(1 + exp(2*x)) | 1/sqrt(exp(x) + 1) | exp(sqrt(x)) | cos(log(x))
2**x*x | sin(x)**3*cos(x)**2 | 1/(2 + cos(x)) | 1/(sin(x) + 2*cos(x) + 3) | sin(2*x)*cos(3*x) | tan(x/4)
tanh(x) | x*cosh(x) | (x*cos(x) + 6*x + 2*sin(x))/(2*sqrt(2*x + sin(x))) | (1 + exp(x))*cos(x + exp(x))
(2*x**2 + 2*x*log(x) + x + 1)*exp(x)/(2*x*sqrt(x + log(x))) | (1 - sin(x))/sqrt(x + cos(x) + 1)
exp(exp(x) + x)
"""
SPECIAL = """
exp(-x**2) | exp(-x**2 + 3*x) | erf(x) | erf(x)*exp(-x**2) | exp(x)/x | exp(x)/(x + 1) | sin(x)/(x + 2)
1/log(x + 3) | sin(x**2) | cos(2*x**2) | log(x)/(x + 1) | exp(exp(x)) | sin(x)*log(x)
"""
NONE = """
exp(-x**3) | sin(sin(x)) | x**x | sqrt(x**3 + 1) | 1/sqrt(x**4 + 1) | exp(x)*log(log(x)) | sqrt(sin(x))
x*exp(x)/sqrt(x + exp(x)) | atan(x)*exp(x) | 1/(x + log(x)) | log(x)**2/(x + 1)
"""


def split(table: str) -> list[str]:
    return [text.strip() for line in table.split("\n") for text in line.split("|") if text.strip()]


def fitted(text: str) -> Term | None:
    f = native(parse_term(text))
    return exact_form(f, IntegralQuestion(f, "x", Scope()), 0.0)


def same(first: Term, second: Term, **values: float) -> bool:
    columns = {"x": np.linspace(0.31, 2.9, 40).astype(complex)}
    columns |= {name: np.full(40, v, dtype=complex) for name, v in values.items()}
    at_a, at_b = (np.broadcast_to(approximate(native(t), columns), (40,)) for t in (first, second))
    return bool(np.allclose(at_a, at_b, rtol=1e-7, atol=1e-9))


@pytest.mark.parametrize("text", [t for t in split(ELEMENTARY) if t])
def test_an_elementary_antiderivative_is_found(text: str) -> None:
    found = fitted(text)
    assert found is not None
    assert same(derivative(found, "x"), parse_term(text))


@pytest.mark.parametrize("text", [t for t in split(SPECIAL) if t])
def test_a_special_function_is_found(text: str) -> None:
    found = fitted(text)
    assert found is not None
    assert same(derivative(found, "x"), parse_term(text))


@pytest.mark.parametrize("text", split(NONE))
def test_where_there_is_none_none_is_found(text: str) -> None:
    assert fitted(text) is None


@pytest.mark.parametrize(
    "text",
    ["1/(a**2 + x**2)", "x*sin(a*x)", "exp(a*x)*sin(b*x)", "1/(a*x + b)", "x/(a*x + b)**2", "a**x*x", "1/(a + b*exp(x))",
     "1/(x**2 + a)", "sqrt(a*x + b)", "exp(a*x)*cos(b*x + c)"],
)  # fmt: skip
def test_coefficients_are_rational_functions_of_parameters(text: str) -> None:
    found = fitted(text)
    assert found is not None
    assert same(derivative(found, "x"), parse_term(text), a=1.7, b=0.6, c=0.4)


@pytest.mark.parametrize(
    "value", [Fraction(0), Fraction(5, 7), Fraction(-123456, 654321), Fraction(1, 10**8)]
)
def test_a_fraction_comes_back(value: Fraction) -> None:
    p = prime(62)
    assert reconstructed(value.numerator * pow(value.denominator, -1, p) % p, p) == value


def test_a_random_residue_is_no_fraction() -> None:
    assert reconstructed(3141592653589793238, prime(62)) is None
