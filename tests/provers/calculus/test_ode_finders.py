"""Textbook equations: families with what they lose, initial values, and completeness where it is a theorem."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Eq, exp, sin, sqrt

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.ode_questions import ode_question
from porism.symbolic.proposals.ode_singular import line_family, lost_solutions
from porism.symbolic.proposals.odes import hinted_solutions, sympy_solutions
from porism.symbolic.proposals.proposal import Part
from porism.symbolic.statements.statement import Statement

x, C1 = sympy.symbols("x C1")
y = sympy.Function("y")
Y = y(x)
D, D2 = Y.diff(x), Y.diff(x, 2)

LINEAR = [D - Y, D + Y / x - x, D2 + Y - sin(x), D2 - 3 * D + 2 * Y]
MORE_LINEAR = [
    D - x * Y, x**2 * D2 + x * D - Y, D2 + 4 * D + 13 * Y, D2 - 2 * D + Y - exp(x), x * D2 + D, D - sympy.cos(x) * Y,
    D2.diff(x) - D, x * D + 2 * Y - x**2, x * D - Y - x**2 * exp(x), x**2 * D2 - 2 * x * D + 2 * Y - x**3,
    D + 2 * Y - exp(-x), D - 2 * x * Y - x, D2 - Y, D2.diff(x, 2) - Y,
]  # fmt: skip
NONLINEAR: list[tuple[Any, list[Any]]] = [
    (D - 2 * sqrt(Y), [0]),
    (D - Y**2, [0]),
    (D**2 - 4 * Y, [0]),
    (D - 1 - Y**2, []),
]
MORE_NONLINEAR: list[tuple[Any, list[Any]]] = [
    (D - Y * (1 - Y), [0]),
    (Y * D + x, []),
    (Y - x * D - D**2, [-(x**2) / 4]),
    (D - (Y - x) ** 2 - 1, [x]),
    (D - Y / x - (Y / x) ** 2, [0]),
    (D + Y - Y**3, [-1, 1]),
    (D2 + D**2, []),
    (D - exp(Y), []),
    (D**2 - Y**2, []),
]


def statement_of(part: Part) -> Statement:
    assert isinstance(part.statement, Statement)
    return part.statement


def proved(equation: Any, ics: Any = None) -> tuple[Any, set[str]]:
    """The first value whose parts are all proved, and the roles of the parts."""
    question = ode_question(equation, Y, ics)
    for find in (sympy_solutions, hinted_solutions):
        for proposal in find(question):
            verdicts = [established(statement_of(p), p.data, Budget(10.0, 2048)) for p in proposal.parts]
            if all(isinstance(v, Established) for v in verdicts):
                return proposal.value, {p.role for p in proposal.parts}
    return None, set()


@pytest.mark.parametrize("equation", LINEAR, ids=str)
def test_all_solutions_of_a_linear_equation(equation: Any) -> None:
    assert proved(equation)[1] == {"answer", "complete"}


@pytest.mark.slow
@pytest.mark.parametrize("equation", MORE_LINEAR, ids=str)
def test_all_solutions_of_more_linear_equations(equation: Any) -> None:
    assert proved(equation)[1] == {"answer", "complete"}


@pytest.mark.parametrize(("equation", "lost"), NONLINEAR, ids=str)
def test_a_family_with_what_it_loses(equation: Any, lost: list[Any]) -> None:
    value = proved(equation)[0]
    assert value is not None
    shown = value if isinstance(value, list) else [value]
    for special in lost:
        assert any(s == Eq(Y, special) for s in shown)


@pytest.mark.slow
@pytest.mark.parametrize(("equation", "lost"), MORE_NONLINEAR, ids=str)
def test_more_families_with_what_they_lose(equation: Any, lost: list[Any]) -> None:
    test_a_family_with_what_it_loses(equation, lost)


def test_initial_values() -> None:
    value, roles = proved(D2 + Y, {y(0): 1, D.subs(x, 0): 2})
    assert value == Eq(Y, 2 * sin(x) + sympy.cos(x))
    assert roles == {"answer", "complete"}
    assert proved(D - Y**2, {y(0): 1})[0] == Eq(Y, -1 / (x - 1))
    assert proved(D - Y, {y(0): 3})[0] == Eq(Y, 3 * exp(x))


def test_what_the_family_has_is_not_said_twice() -> None:
    assert lost_solutions(ode_question(D - Y, Y, None), [C1 * exp(sympy.Symbol("x"))]) == []


def test_lines_and_envelope_of_clairaut() -> None:
    question = ode_question(Y - x * D - D**2, Y, None)
    assert line_family(question) == [C1 * (C1 + x)]
    assert lost_solutions(question, line_family(question)) == [-(x**2) / 4]


@pytest.mark.parametrize(
    ("equation", "function", "ics"),
    [
        (Y - x, Y, None),
        (D - Y, y, None),
        (D - sympy.Function("z")(x), Y, None),
        (D - 0.5 * Y, Y, None),
        (D - y(x + 1), Y, None),
        ("y' = y", Y, None),
        (D - Y, Y, {y(0): sympy.oo}),
        (D - Y, Y, {D.subs(x, 0): 1}),
        (D - Y, Y, {D: 1}),
        (D - Y, Y, {x: 1}),
        (D - sympy.zeta(x), Y, None),
    ],
)
def test_wrong_input_is_an_error_of_ours(equation: Any, function: Any, ics: Any) -> None:
    with pytest.raises(PorismError):
        ode_question(equation, function, ics)
