"""Values, derivatives by the constants (against finite differences) and refinement of formulas."""

from __future__ import annotations

import numpy as np
import pytest

from porism.neural.regression.formula import Formula, parameter
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Term, Variable, multiply, substitute

COLUMNS = {"x": np.linspace(0.3, 2.0, 50), "y": np.linspace(1.5, 0.4, 50)}


def formula(text: str, *parameters: float) -> Formula:
    """The formula with the variables c0, c1, … of the text as constants."""
    places: dict[str, Term] = {f"c{k}": parameter(k) for k in range(len(parameters))}
    return Formula(substitute(parse_term(text), places), parameters)


CASES = [
    formula("c0*exp(-c1*x**2)/y", 1.3, 0.4),
    formula("c0*x**c1 + c2", 2.0, 1.5, -0.3),
    formula("sqrt(c0*x + log(y + c1)**2)", 1.1, 2.0),
    formula("tanh(c0*x)*cos(c1*y) - atan(c0*c1)", 0.7, 3.0),
    formula("asin(c0*x/3)/(1 + c1*tan(y/2)) + acos(c0/2)", 0.9, 0.2),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c.term))
def test_slopes_are_derivatives(case: Formula) -> None:
    _, slopes = case.value_and_slopes(COLUMNS)
    for k, value in enumerate(case.parameters):
        step = 1e-6
        moved = [
            Formula(case.term, (*case.parameters[:k], value + s, *case.parameters[k + 1 :])).value(COLUMNS)
            for s in (step, -step)
        ]
        np.testing.assert_allclose(slopes[k], (moved[0] - moved[1]) / (2 * step), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c.term))
def test_refinement_finds_the_constants_back(case: Formula) -> None:
    y = case.value(COLUMNS)
    start = Formula(case.term, tuple(1.03 * c for c in case.parameters))
    found = start.refined(COLUMNS, y, np.ones(50))
    np.testing.assert_allclose(found.value(COLUMNS), y, rtol=1e-8)


def test_exact_terms_print_what_the_constants_are() -> None:
    assert str(formula("c0*x**c1", 0.25, 1.5).exact_term()) == "x**(3/2)/4"
    assert formula("x**c0", 3.141592653589793).exact_term() != Variable("x"), (
        "an exponent stays within the language"
    )


def test_a_replaced_constant_moves_the_others_down() -> None:
    found = formula("c0*x + c1*y + c2", 1.0, 2.0, 3.0).with_constant(1, parse_term("0"))
    assert found == formula("c0*x + c1", 1.0, 3.0)


def test_what_is_not_real_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="real elementary"):
        Formula(multiply(Variable("x"), parse_term("I"))).value(COLUMNS)
