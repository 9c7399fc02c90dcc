"""The neural room as the only oracle of `integrate` and `dsolve`: what it proves; it ends in time without an answer."""

from __future__ import annotations

import time
from typing import Any

import pytest
import sympy

from porism.integration import integrate
from porism.odes import dsolve
from porism.symbolic.errors import FormatError

x, a = sympy.symbols("x a")
y = sympy.Function("y")
NEURAL = ["neural"]
PROVED = """
x**3 - 2*x + 1 | 1/(x**2 + 2) | 1/(x**4 + 1) | 1/(x*(x + 1)**2) | sqrt(x + 1) | 1/(x*sqrt(x + 1)) | sqrt(x**2 + 1)
1/sqrt(1 - x**2) | 1/(1 + cbrt(x)) | sqrt(x)/(x + 1) | log(x)**2 | 1/(x*log(x)) | atan(x) | x*asin(x)
x**2*exp(x)*sin(x) | 1/(exp(x) + 1) | exp(x)/(1 + exp(2*x)) | 1/sqrt(exp(x) + 1) | exp(sqrt(x)) | cos(log(x)) | 2**x*x
sin(x)**3*cos(x)**2 | 1/(2 + cos(x)) | sin(2*x)*cos(3*x) | tan(x) | tanh(x) | exp(-x**2) | x*erf(x) | 1/(a**2 + x**2)
x*sin(a*x) | 1/(a + exp(x)) | (x*cos(x) + 6*x + 2*sin(x))/(2*sqrt(2*x + sin(x))) | (1 + exp(x))*cos(x + exp(x))
"""
UNKNOWN = ["exp(-x**3)", "tan(1/x)", "x**x", "sqrt(-1 - x**2)"]


def integrand(text: str) -> Any:
    return sympy.sympify(text)


@pytest.mark.parametrize(
    "text", [t.strip() for line in PROVED.split("\n") for t in line.split("|") if t.strip()]
)
def test_the_neural_room_alone_proves(text: str) -> None:
    result = integrate(integrand(text), x, oracles=NEURAL, timeout_s=60.0)
    assert result.status == "proved"
    assert result.proposer.startswith("neural: ")


@pytest.mark.parametrize("text", UNKNOWN)
def test_without_an_answer_it_ends_in_time(text: str) -> None:
    start = time.monotonic()
    result = integrate(integrand(text), x, oracles=NEURAL, timeout_s=6.0)
    assert (result.status, result.value) == ("unknown", None)
    assert result.reason
    assert time.monotonic() - start < 60.0  # the limit and the start of the workers


def test_a_system_that_proves_comes_first() -> None:
    assert integrate(x * sympy.exp(x), x, oracles=["sympy", "neural"]).proposer.startswith("sympy")


def test_after_a_system_without_an_answer_the_neural_room_is_asked() -> None:
    f = (6 * x + x * sympy.cos(x) + 2 * sympy.sin(x)) / (2 * sympy.sqrt(2 * x + sympy.sin(x)))
    result = integrate(f, x, oracles=["alkahest", "neural"], timeout_s=60.0)
    assert (result.status, result.proposer) == ("proved", "neural: exact fit")


def test_an_equation_is_solved_by_the_neural_room() -> None:
    result = dsolve(y(x).diff(x) + y(x) - x, y(x), oracles=NEURAL, timeout_s=60.0)
    assert (result.status, result.proposer) == ("proved", "neural: antiderivatives")


def test_an_unknown_oracle_of_dsolve_is_refused() -> None:
    with pytest.raises(FormatError, match="unknown oracle 'maple'"):
        dsolve(y(x).diff(x) - y(x), y(x), oracles=["maple"])
