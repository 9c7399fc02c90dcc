"""`porism.dsolve`: values in SymPy's forms, completeness, constants' names, initial values, and wrong input."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Eq, exp

import porism
from porism.symbolic.errors import PorismError

x, C1 = sympy.symbols("x C1")
y = sympy.Function("y")


def test_a_linear_equation_is_solved_completely() -> None:
    result = porism.dsolve(y(x).diff(x) - 2 * y(x), y(x))
    assert (result.value, result.status, result.complete) == (Eq(y(x), C1 * exp(2 * x)), "proved", "complete")


def test_constants_pass_over_the_names_of_the_equation() -> None:
    result = porism.dsolve(y(x).diff(x) - C1 * y(x), y(x))
    (constant,) = result.value.rhs.free_symbols - {x, C1}
    assert (result.value.rhs, result.status) == (constant * exp(C1 * x), "proved")


def test_initial_values_single_one_solution_out() -> None:
    result = porism.dsolve(y(x).diff(x) - y(x), y(x), ics={y(0): 3})
    assert (result.value, result.status) == (Eq(y(x), 3 * exp(x)), "proved")


@pytest.mark.parametrize("equation", [y(x) - 1, x, "y' = y", y(x).diff(x) - 0.5 * y(x)])
def test_wrong_input_is_an_error_of_its_own(equation: Any) -> None:
    with pytest.raises(PorismError):
        porism.dsolve(equation, y(x))
