"""Planted formulas are recovered, Kepler's law is read off the planets, and a seed decides the answer."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

from porism.datasets.planets import planets
from porism.neural.clock import Clock
from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.law import Law
from porism.neural.regression.pareto import Data, described, front, with_exact_constants
from porism.neural.regression.regressor import SymbolicRegressor
from porism.neural.regression.search import Search
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import multiply

PLANTED = {
    "a*b**2/(4*pi*c)": ("a", "b", "c"),
    "a*exp(-b**2/2)": ("a", "b"),
    "sqrt(a**2 + b**2)": ("a", "b"),
    "a/(1 - b/(3*c))": ("a", "b", "c"),
    "a*(b - c)*sin(d)": ("a", "b", "c", "d"),
    "1/(exp(a*b/c) - 1)": ("a", "b", "c"),
    "3*a + b*c/2 - 7": ("a", "b", "c"),
    "-a*cos(b)": ("a", "b"),
    "log(a/b)*c": ("a", "b", "c"),
}


def sample(text: str, names: tuple[str, ...], rows: int = 300) -> tuple[np.ndarray, np.ndarray]:
    X = np.random.default_rng(1).uniform(1.0, 3.0, (rows, len(names)))
    return X, Formula(parse_term(text)).value(dict(zip(names, np.ascontiguousarray(X.T), strict=True)))


def fitted(
    X: np.ndarray, y: np.ndarray, names: tuple[str, ...] | None = None, seed: int = 0
) -> SymbolicRegressor:
    return SymbolicRegressor(max_time_s=60.0, random_state=seed).fit(X, y, names=names)


@pytest.mark.parametrize("text", PLANTED)
def test_planted_formulas_are_recovered(text: str) -> None:
    names = PLANTED[text]
    X, y = sample(text, names)
    found = fitted(X, y, names)
    assert found.is_complete_
    assert found.best.free_constants == ()
    fresh = np.random.default_rng(2).uniform(1.0, 3.0, (50, len(names)))
    columns = dict(zip(names, np.ascontiguousarray(fresh.T), strict=True))
    np.testing.assert_allclose(found.predict(fresh), Formula(parse_term(text)).value(columns), rtol=1e-9)


@pytest.mark.parametrize("kinds", [(), ("planet",)], ids=["all bodies", "eight planets"])
def test_keplers_law_is_read_off_the_planets(kinds: tuple[str, ...]) -> None:
    bodies = planets(*kinds)
    axis = np.array([[b.semi_major_axis_au] for b in bodies])
    period = np.array([b.period_years for b in bodies])
    found = SymbolicRegressor(max_time_s=3.0).fit(axis, period, names=("axis",))
    assert str(found.best) == "axis**(3/2)"
    assert found.best in found.pareto_front_


def test_noise_does_not_hide_the_law() -> None:
    X, y = sample("a*b**2/2", ("a", "b"))
    noisy = y * (1 + 1e-3 * np.random.default_rng(4).normal(size=len(y)))
    found = SymbolicRegressor(max_time_s=2.0).fit(X, noisy, names=("a", "b"))
    assert str(found.best) == "a*b**2/2"


def test_a_constant_that_is_none_stays_free() -> None:
    X, y = sample("a*b", ("a", "b"))
    found = fitted(X, 6.67430151 * y, ("a", "b"))
    assert found.best.free_constants == () or found.best.free_constants[0] == pytest.approx(
        6.67430151, rel=1e-12
    )
    np.testing.assert_allclose(found.predict(X), 6.67430151 * y, rtol=1e-12)


def test_the_same_seed_gives_the_same_front() -> None:
    X, y = sample("1/(exp(a*b/c) - 1)", ("a", "b", "c"))
    first, second = fitted(X, y), fitted(X, y)
    assert [(str(law), law.error) for law in first.pareto_front_] == [
        (str(law), law.error) for law in second.pareto_front_
    ]


def test_making_constants_exact_never_costs_accuracy_beyond_the_noise() -> None:
    X, y = sample("a*b", ("a", "b"))
    noise = 1 + 1e-4 * np.random.default_rng(3).normal(size=len(y))
    for factor in (1.0, 1.0004, np.pi / 3, 2.7181):
        data = Data({"a": X[:, 0].copy(), "b": X[:, 1].copy()}, factor * y * noise)
        free = described(Formula(multiply(parameter(0), parse_term("a*b")), (factor,)), data)
        assert free is not None
        exact = with_exact_constants(free, data)
        assert exact.bits <= free.bits
        assert exact.error <= free.error * 1.1, "within the noise of 300 rows"


def test_the_front_is_a_front() -> None:
    X, y = sample("a*exp(-b**2/2)", ("a", "b"))
    rng = np.random.default_rng(0)
    search = Search(
        Data({"a": X[:, 0].copy(), "b": X[:, 1].copy()}, y + 0.01 * rng.normal(size=len(y))), 0, Clock()
    )
    for _, stage in zip(range(4), search._schedule(), strict=False):
        search._admit(stage[1]())
    found = search.front()
    assert front(found) == found
    sizes, errors = [c.size for c in found], [c.error for c in found]
    assert sizes == sorted(set(sizes))
    assert errors == sorted(errors, reverse=True)


def test_constant_targets_and_single_columns() -> None:
    X = np.random.default_rng(0).uniform(1, 2, (40, 2))
    assert str(fitted(X, np.full(40, 2.5)).best) == "5/2"
    assert str(fitted(X[:, :1], np.sqrt(X[:, 0])).best) == "sqrt(x0)"


def test_scikit_learn_conventions() -> None:
    regressor = SymbolicRegressor(max_time_s=1.5, random_state=3)
    assert (regressor.get_params()["max_time_s"], regressor.get_params()["random_state"]) == (1.5, 3)
    assert regressor.set_params(random_state=4).random_state == 4
    X, y = sample("a*b", ("a", "b"))
    assert regressor.fit(X, y).score(X, y) == pytest.approx(1.0)
    assert regressor.n_features_in_ == 2
    assert str(regressor.sympy()) == "x0*x1"
    assert regressor.latex() == "x_{0} x_{1}"


@pytest.mark.parametrize(
    ("X", "y", "names", "message"),
    [
        ([1.0, 2.0], [1.0, 2.0], None, "Reshape your data"),
        ([[1.0], [2.0]], [1.0], None, "one value a row"),
        ([[1.0], [float("nan")]], [1.0, 2.0], None, "column 'x0' contains NaN, first in row 1"),
        ([[1.0], [2.0]], [1.0, 2.0], ["a", "b"], "2 names"),
        ([[1.0], [2.0]], [1.0, 2.0], ["semi-major axis"], "no identifier"),
        ([[1.0], [2.0]], [1.0, 2.0], ["pi"], "is a constant"),
        ([[1.0], [2.0]], [1.0, 2.0], ["_0"], "no identifier"),
    ],
)
def test_bad_input_says_what_is_wrong(
    X: list[object], y: list[float], names: list[str] | None, message: str
) -> None:
    with pytest.raises(PorismError, match=message):
        SymbolicRegressor().fit(X, y, names=names)


def test_predicting_before_fitting_says_so() -> None:
    with pytest.raises(NotFittedError, match="not fitted yet"):
        SymbolicRegressor().predict([[1.0]])


def test_laws_export() -> None:
    law = Law(Formula(parse_term("axis**(3/2)")), 3, 0.0, 0.0, ("axis",))
    assert law.latex() == r"axis^{\frac{3}{2}}"
    assert str(law.sympy()) == "axis**(3/2)"


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, porism.neural; print(sorted({'jax', 'sympy', 'torch'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_float64_is_not_switched_on_for_everyone() -> None:
    code = (
        "import numpy as np, jax, jax.numpy as jnp\n"
        "from porism.neural import SymbolicRegressor\n"
        "X = np.random.default_rng(0).uniform(1, 2, (50, 2))\n"
        "SymbolicRegressor(max_time_s=1.0).fit(X, X[:, 0] + np.sin(7 * X[:, 1]))\n"
        "assert jnp.ones(1).dtype == jnp.float32 and not jax.config.jax_enable_x64\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
