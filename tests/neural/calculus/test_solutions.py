"""The neural room as a finder of solutions of differential equations."""

from __future__ import annotations

import math
from typing import Any

import pytest
import sympy

from porism.neural.calculus.solutions import (
    first_order_families,
    linear_families,
    regressed_solutions,
    solutions,
)
from porism.symbolic.oracles.question import OracleError
from porism.symbolic.proposals.ode_questions import OdeQuestion, ode_question

x = sympy.Symbol("x")
y = sympy.Function("y")
Y, Y1, Y2 = y(x), y(x).diff(x), y(x).diff(x, 2)


def question(equation: Any, ics: Any = None) -> OdeQuestion:
    return ode_question(equation, Y, ics)


@pytest.mark.parametrize(
    "equation",
    [Y1 + Y - x, Y1 - x * Y, x * Y1 - 2 * Y - x**3 * sympy.cos(x), Y1 + Y * sympy.tan(x) - sympy.cos(x)],
)
def test_a_linear_equation_of_order_1(equation: Any) -> None:
    asked = question(equation)
    (family,) = first_order_families(asked, math.inf)
    assert sympy.simplify(asked.residual(family)) == 0
    assert family.has(sympy.Symbol("C1"))


@pytest.mark.parametrize(
    "equation", [Y2 + Y - sympy.sin(x), Y2 - 3 * Y1 + 2 * Y - sympy.exp(x), Y2 - 2 * Y1 + Y, Y2 - x]
)
def test_a_linear_equation_of_order_2_by_its_kernel(equation: Any) -> None:
    asked = question(equation)
    (family,) = linear_families(asked, math.inf)
    assert sympy.simplify(asked.residual(family)) == 0
    jacobian = sympy.Matrix([[sympy.diff(family, c, *[x] * i) for c in asked.constants] for i in range(2)])
    assert sympy.simplify(jacobian.det()) != 0


def test_a_particular_solution_is_regressed() -> None:
    found = regressed_solutions(question(Y1 - Y**2, {y(0): 1}), math.inf)
    assert [sympy.simplify(f - 1 / (1 - x)) for f in found] == [0]


@pytest.mark.parametrize("equation", [Y1 - sympy.sin(x * Y), Y1**2 + Y**2 + 1, Y1 - sympy.exp(-(x**3)) - Y])
def test_without_an_answer_there_is_a_reason(equation: Any) -> None:
    with pytest.raises(OracleError):
        solutions(question(equation))
