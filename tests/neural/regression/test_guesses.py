"""Formulas to start from: how they are read, refitted, and completed."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from porism.neural.regression.formula import Formula
from porism.neural.regression.guesses import beside, read_guess, refitted
from porism.neural.regression.inputs import DataError
from porism.neural.regression.law import Law
from porism.neural.regression.pareto import Data
from porism.neural.regression.regressor import SymbolicRegressor
from porism.symbolic.parse import parse_term

rng = np.random.default_rng(11)
X = rng.uniform(1.0, 3.0, (200, 2))
A, B = X.T
a, b, k, c = sympy.symbols("a b k c")


@pytest.mark.parametrize(
    ("guess", "term", "values", "unknown"),
    [
        ("a**2/2", "a**2/2", (), ()),
        ("k*a + c", "_1*a + _0", (1.0, 1.0), (0, 1)),
        ("2.5*a - 1e-3", "_0*a - _1", (2.5, 1e-3), ()),
        (a**2.5 * k, "_0*a**_1", (1.0, 2.5), (0,)),
        (sympy.exp(-k * a) / 3, "exp(-_0*a)/3", (1.0,), (0,)),
    ],
)
def test_symbols_and_decimals_are_free(
    guess: object, term: str, values: tuple[float, ...], unknown: tuple[int, ...]
) -> None:
    formula, found = read_guess(guess, ["a", "b"])
    columns = {"a": A, "b": B} | {f"_{i}": np.full(200, v) for i, v in enumerate(values)}
    renamed = {f"_{i}": f"p{i}" for i in range(len(values))}
    for old, new in renamed.items():
        term = term.replace(old, new)
        columns[new] = columns.pop(old)
    np.testing.assert_allclose(formula.value({"a": A, "b": B}), Formula(parse_term(term)).value(columns))
    assert (formula.parameters, found) == (values, unknown)


def test_a_law_is_a_guess() -> None:
    law = Law(Formula(parse_term("a*b")), 3, 0.0, 0.0, ("a", "b"))
    assert read_guess(law, ["a", "b"]) == (law.formula, ())


def test_constants_of_any_size_are_found() -> None:
    y = -250.0 * np.exp(0.02 * A) * B
    formula, unknown = read_guess("k*exp(c*a)*b", ["a", "b"])
    found = refitted(formula, unknown, Data({"a": A, "b": B}, y), 0)
    np.testing.assert_allclose(found.value({"a": A, "b": B}), y, rtol=1e-8)


def test_sums_keep_their_constants_apart() -> None:
    left, right = read_guess("1.5*a", ["a"])[0], read_guess("2.5*a**3.5", ["a"])[0]
    np.testing.assert_allclose(beside(left, right).value({"a": A}), 1.5 * A + 2.5 * A**3.5)


HARD = np.exp(-A * B) * np.cos(3 * A + B**2) + np.sqrt(A)


@pytest.mark.parametrize("missing", ["sum", "factor"])
def test_what_a_guess_leaves_is_searched(missing: str) -> None:
    y = HARD + A / B if missing == "sum" else HARD * A / B
    settings = {"max_time_s": 60.0, "max_evaluations": 3e6}
    guess = "exp(-a*b)*cos(3*a + b**2) + sqrt(a)"
    alone = SymbolicRegressor(**settings).fit(X, y, names=("a", "b"))
    found = SymbolicRegressor(**settings, guesses=[guess]).fit(X, y, names=("a", "b"))
    assert found.best.error < 1e-20 < alone.best.error
    assert found.best.free_constants == ()
    fresh = rng.uniform(1.0, 3.0, (20, 2))
    left, right = fresh.T
    whole = np.exp(-left * right) * np.cos(3 * left + right**2) + np.sqrt(left)
    expected = whole + left / right if missing == "sum" else whole * left / right
    np.testing.assert_allclose(found.predict(fresh), expected, rtol=1e-9)


@pytest.mark.parametrize("guess", ["a +", "f(a)", 5j, object()])
def test_what_is_no_formula_is_said(guess: object) -> None:
    with pytest.raises(DataError, match="the guess .* cannot be read"):
        SymbolicRegressor(guesses=[guess]).fit(X, A, names=("a", "b"))


def test_one_formula_is_no_list() -> None:
    with pytest.raises(DataError, match="expected a list of formulas"):
        SymbolicRegressor(guesses="a*b").fit(X, A, names=("a", "b"))
