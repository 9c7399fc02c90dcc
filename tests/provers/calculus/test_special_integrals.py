"""Antiderivatives with special functions: what is proved, and what must stay open at poles, cuts and complex parameters."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import Antiderivative, Scope
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.term import to_json

EXPAND: Any = ["expand", "3"]
PARTS: Any = ["parts", EXPAND]
BUDGET = Budget(5, 1024)


def is_antiderivative(f: str, value: str, domains: dict[str, str]) -> bool:
    scope = Scope.of({name: Domain(domain) for name, domain in domains.items()})
    statement = Antiderivative(scope, parse_term(f), "x", parse_term(value))
    return isinstance(established(statement, None, BUDGET), Established)


ANTIDERIVATIVES = [
    ("exp(c*x)/x", "Ei(c*x)"),
    ("sin(c*x)/x", "Si(c*x)"),
    ("cos(c*x)/x", "Ci(c*x)"),
    ("sinh(c*x)/x", "Shi(c*x)"),
    ("cosh(c*x)/x", "Chi(c*x)"),
    ("-log(1 - c*x)/x", "dilog(c*x)"),
    ("c*digamma(c*x)", "loggamma(c*x)"),
    ("c*exp(-LambertW(c*x))/(1 + LambertW(c*x))", "LambertW(c*x)"),
]


@pytest.mark.parametrize(("f", "value"), ANTIDERIVATIVES)
def test_a_real_parameter_is_enough_and_a_complex_one_is_refused_where_there_is_a_cut(
    f: str, value: str
) -> None:
    assert is_antiderivative(f, value, {})
    entire = value.startswith(("Si", "Shi"))
    assert is_antiderivative(f, value, {"c": "complex"}) == entire


@pytest.mark.parametrize(
    ("f", "value"),
    [
        ("exp(x)/x", "Ei(x) + x"),
        ("exp(-x)/x", "Ei(x)"),
        ("exp(-x)/x", "-Ei(-x)"),
        ("cos(x)/x", "Ci(abs(x)) + Si(x)"),
        ("log(1 - x)/x", "dilog(x)"),
        ("log(x)/(1 - x)", "dilog(x)"),
        ("sin(x**2)", "fresnels(x)"),
        ("sin(x**2)", "fresnelc(x*sqrt(2/pi))*sqrt(pi/2)"),
        ("exp(x**2)", "erf(x)*sqrt(pi)/2"),
        ("gamma(x)", "loggamma(x)"),
        ("digamma(x)", "log(gamma(x)) + x"),
        ("LambertW(x)", "x*LambertW(x) - x"),
    ],
)
def test_a_wrong_antiderivative_stays_open(f: str, value: str) -> None:
    assert not is_antiderivative(f, value, {"x": "positive"})


def is_integral(
    f: str, low: str, high: str, value: str, primitive: str, breaks: tuple[str, ...] = ()
) -> bool:
    def end(text: str) -> Extended:
        return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)

    statement = DefiniteIntegral(Scope(), parse_term(f), "x", end(low), end(high), end(value))
    piece = {"F": to_json(parse_term(primitive)), "trees": [PARTS, PARTS]}
    data = {"breaks": [to_json(parse_term(b)) for b in breaks], "pieces": [piece] * (len(breaks) + 1)}
    return isinstance(established(statement, data, BUDGET), Established)


@pytest.mark.parametrize(
    ("f", "low", "high", "value", "primitive"),
    [
        ("exp(x)/x", "1", "2", "Ei(2) - Ei(1)", "Ei(x)"),
        ("exp(x)/x", "-2", "-1", "Ei(-1) - Ei(-2)", "Ei(x)"),
        ("exp(x)/x", "-oo", "-1", "Ei(-1)", "Ei(x)"),
        ("sin(x)/x", "0", "pi", "Si(pi)", "Si(x)"),
        ("sin(x)/x", "-oo", "oo", "pi", "Si(x)"),
        ("cos(x)/x", "1", "oo", "-Ci(1)", "Ci(x)"),
        ("cos(x)/x", "-2", "-1", "Ci(-1) - Ci(-2)", "Ci(x)"),
        ("1/log(x)", "2", "3", "li(3) - li(2)", "li(x)"),
        ("-log(1 - x)/x", "0", "1", "pi**2/6", "dilog(x)"),
        ("digamma(x)", "1", "3", "loggamma(3)", "loggamma(x)"),
    ],
)
def test_an_integral_is_proved(f: str, low: str, high: str, value: str, primitive: str) -> None:
    breaks = ("0",) if low == "-oo" and high == "oo" else ()
    assert is_integral(f, low, high, value, primitive, breaks)


@pytest.mark.parametrize("breaks", [(), ("0",), ("1",), ("1/2",)])
@pytest.mark.parametrize(
    ("f", "low", "high", "value", "primitive"),
    [
        # across a pole the principal value is not the integral
        ("exp(x)/x", "-1", "1", "Ei(1) - Ei(-1)", "Ei(x)"),
        ("cos(x)/x", "-1", "1", "Ci(1) - Ci(-1)", "Ci(x)"),
        ("cosh(x)/x", "-1", "2", "Chi(2) - Chi(-1)", "Chi(x)"),
        ("1/log(x)", "1/2", "2", "li(2) - li(1/2)", "li(x)"),
        ("1/log(x)", "0", "2", "li(2)", "li(x)"),
        ("digamma(x)", "-1/2", "1/2", "loggamma(1/2) - loggamma(-1/2)", "loggamma(x)"),
        ("gamma(x)*digamma(x)", "-1/2", "1/2", "gamma(1/2) - gamma(-1/2)", "gamma(x)"),
        # wrong values: another branch, another sign, another end
        ("-log(1 - x)/x", "0", "2", "dilog(2) + 2*I*pi*log(2)", "dilog(x)"),
        ("-log(1 - x)/x", "0", "1", "-pi**2/12", "dilog(x)"),
        ("sin(x)/x", "0", "oo", "pi", "Si(x)"),
        ("exp(x)/x", "1", "2", "Ei(1) - Ei(2)", "Ei(x)"),
        ("cos(x)/x", "-2", "-1", "Ci(-1) - Ci(-2) + I*pi", "Ci(x)"),
        ("cos(x)/x", "-oo", "-1", "Ci(-1)", "Ci(x)"),  # Ci tends to iπ there
    ],
)
def test_a_false_integral_stays_open(
    f: str, low: str, high: str, value: str, primitive: str, breaks: tuple[str, ...]
) -> None:
    assert not is_integral(f, low, high, value, primitive, breaks)
