"""The Feynman tables: counts, names, ranges, and values against an independent evaluator."""

from __future__ import annotations

import ast

import numpy as np
import pytest
from mpmath import mp

from porism.datasets import feynman
from porism.datasets.feynman import Equation
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import variables
from tests.datasets.mpmath_oracle import value

ALL = feynman.equations() + feynman.bonus_equations()


def test_counts() -> None:
    assert (len(feynman.equations()), len(feynman.bonus_equations())) == (100, 20)
    assert len({equation.id for equation in ALL}) == 120
    volumes = [equation.id.split(".")[0] for equation in feynman.equations()]
    assert {volume: volumes.count(volume) for volume in volumes} == {"I": 51, "II": 34, "III": 15}


@pytest.mark.parametrize("equation", ALL, ids=lambda equation: equation.id)
def test_formula_uses_exactly_the_listed_variables(equation: Equation) -> None:
    assert variables(equation.term) == {variable.name for variable in equation.variables}
    assert all(0 <= variable.low < variable.high <= 20 for variable in equation.variables)
    assert equation.output not in variables(equation.term)
    assert 1 <= len(equation.variables) <= 9


@pytest.mark.parametrize("equation", ALL, ids=lambda equation: equation.id)
def test_values_are_finite_and_vary_on_the_ranges(equation: Equation) -> None:
    X, y = feynman.sample(equation, points=2_000, seed=1)
    assert X.shape == (2_000, len(equation.variables))
    assert X.dtype == y.dtype == np.float64
    assert y.shape == (2_000,)
    assert np.isfinite(y).all()
    assert y.std() > 0
    low, high = ([getattr(v, end) for v in equation.variables] for end in ("low", "high"))
    assert (low <= X).all()
    assert (high >= X).all()


@pytest.mark.parametrize("equation", ALL, ids=lambda equation: equation.id)
def test_values_agree_with_mpmath(equation: Equation) -> None:
    X, y = feynman.sample(equation, points=5, seed=2)
    formula = ast.parse(equation.formula, mode="eval").body
    with mp.workdps(30):
        for row, computed in zip(X, y, strict=True):
            point = {v.name: mp.mpf(float(x)) for v, x in zip(equation.variables, row, strict=True)}
            assert computed == pytest.approx(float(value(formula, point)), rel=1e-9)


def test_same_seed_same_points() -> None:
    first, again, other = (feynman.sample(ALL[5], points=4, seed=seed)[0] for seed in (7, 7, 8))
    assert (first == again).all()
    assert (first != other).any()


def test_constant_formula_fills_the_column() -> None:
    constant = Equation("none", "y", "2*pi", ())
    X, y = feynman.sample(constant, points=3, seed=0)
    assert X.shape == (3, 0)
    assert y.tolist() == [2 * np.pi] * 3


def test_unknown_id_missing_column_and_complex_formula_are_refused() -> None:
    with pytest.raises(FormatError, match=r"no equation 'I\.99'"):
        feynman.equation("I.99")
    with pytest.raises(FormatError, match="no column for 'y'; there is x"):
        feynman.values(parse_term("x + y"), {"x": np.ones(2)})
    with pytest.raises(UnsupportedError, match="I is not evaluated over the real numbers"):
        feynman.values(parse_term("x + I"), {"x": np.ones(2)})
    with pytest.raises(UnsupportedError, match="over the real numbers"):
        feynman.values(parse_term("x + diff(x**2, x)"), {"x": np.ones(2)})


def test_there_is_no_value_where_it_is_not_real() -> None:
    found = feynman.values(parse_term("sqrt(x)/(x - 1) + asin(x)"), {"x": np.array([-1.0, 0.25, 1.0, 4.0])})
    assert np.isnan(found).tolist() == [True, False, True, True]
    assert found[1] == pytest.approx(-2 / 3 + np.arcsin(0.25))
