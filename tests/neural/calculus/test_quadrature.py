"""Samples of an antiderivative: as exact as the estimate says, on an interval without poles; and of solutions of equations."""

from __future__ import annotations

import numpy as np
import pytest

from porism.neural.calculus.quadrature import Samples, sampled_antiderivative
from porism.neural.calculus.runge_kutta import sampled_solution
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.numeric import approximate
from porism.symbolic.parse import parse_term
from porism.symbolic.term import number

REAL = Domain("real")


def samples(text: str, domain: Domain = REAL) -> Samples | None:
    return sampled_antiderivative(parse_term(text), "x", domain)


@pytest.mark.parametrize(
    ("f", "antiderivative"),
    [
        ("exp(x)", "exp(x)"),
        ("1/x", "log(x)"),
        ("1/(x - 1)", "log(x - 1)"),
        ("log(x)", "x*log(x) - x"),
        ("1/sqrt(1 - x**2)", "asin(x)"),
        ("1/cos(x)**2", "tan(x)"),
        ("exp(-x**2)", "sqrt(pi)*erf(x)/2"),
        ("tanh(x)", "log(cosh(x))"),
    ],
)
def test_samples_agree_with_the_antiderivative(f: str, antiderivative: str) -> None:
    found = samples(f)
    assert found is not None
    exact = approximate(parse_term(antiderivative), {"x": found.points.astype(complex)}).real
    gap = found.values - exact
    assert np.ptp(gap) <= found.error + 1e-12 * (1 + np.max(np.abs(exact)))


@pytest.mark.parametrize("f", ["sqrt(-1 - x**2)", "1/(1 + abs(x))*log(-1 - abs(x))", "exp(exp(x**2 + 20))"])
def test_where_no_interval_is_good_there_are_no_samples(f: str) -> None:
    assert samples(f) is None


def test_the_interval_is_inside_the_domain() -> None:
    tiny = interval(number("1"), number("1000001/1000000"), False, False)
    found = samples("1/x", tiny)
    assert found is not None
    assert found.points.min() > 1.0
    assert found.points.max() < 1.000001


def test_parameters_and_special_functions_are_refused() -> None:
    for text in ("a*x", "Ei(x)"):
        with pytest.raises(UnsupportedError):
            samples(text)


@pytest.mark.parametrize(
    ("slope", "start", "solution"),
    [
        ("y", [1.0], "exp(x)"),
        ("1 + y**2", [0.0], "tan(x)"),
        ("-y", [0.0, 1.0], "sin(x)"),
        ("x*y", [1.0], "exp(x**2/2)"),
    ],
)
def test_a_sampled_solution_is_the_solution(slope: str, start: list[float], solution: str) -> None:
    found = sampled_solution(parse_term(slope), ["x", "y", "y1"][: len(start) + 1], 0.0, start)
    assert found is not None
    exact = approximate(parse_term(solution), {"x": found.points.astype(complex)}).real
    assert np.allclose(found.values, exact, atol=1e-9)


def test_a_solution_that_cannot_be_sampled_is_none() -> None:
    assert sampled_solution(parse_term("1/y"), ["x", "y"], 0.0, [0.0]) is None
