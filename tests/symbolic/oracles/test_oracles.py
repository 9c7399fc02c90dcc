"""The oracles themselves, where they are installed: right candidates, and a reason where they have none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.util import find_spec

import pytest

from porism.symbolic.oracles import alkahest_oracle, fricas, maxima, sympy_oracle
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.scopes import fitting_scopes
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import Term

Oracle = Callable[[IntegralQuestion], list[Term]]


def installed(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not shutil.which(program), reason=f"{program} is missing: apt-get install {program}"
    )


ORACLES = [
    pytest.param(sympy_oracle.integrate, id="sympy"),
    pytest.param(sympy_oracle.manualintegrate, id="manualintegrate"),
    pytest.param(maxima.antiderivatives, id="maxima", marks=installed("maxima")),
    pytest.param(fricas.antiderivatives, id="fricas", marks=installed("fricas")),
    pytest.param(
        alkahest_oracle.antiderivatives,
        id="alkahest",
        marks=pytest.mark.skipif(not find_spec("alkahest"), reason="pip install 'porism[oracles]'"),
    ),
]


def question(f: str) -> IntegralQuestion:
    return IntegralQuestion(parse_term(f), "x", Scope(), seconds=20)


@pytest.mark.parametrize("oracle", ORACLES)
@pytest.mark.parametrize("f", ["x*exp(x)", "1/(a + b*x)", "cos(x)**2", "E*x + pi"])
def test_an_oracle_proposes_something_that_seems_right(oracle: Oracle, f: str) -> None:
    found = oracle(question(f))
    assert any(list(fitting_scopes(parse_term(f), value, "x", Scope())) for value in found)


@pytest.mark.parametrize("oracle", ORACLES)
def test_an_oracle_without_an_answer_says_so(oracle: Oracle) -> None:
    with pytest.raises(OracleError):
        oracle(question("sin(sin(x))*exp(x**3)"))


def test_every_branch_of_a_piecewise_answer_is_a_candidate() -> None:
    found = sympy_oracle.integrate(question("x**n"))
    assert {str(t) for t in found} == {"x**(n + 1)/(n + 1)", "log(x)"}
