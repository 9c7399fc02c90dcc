"""Symbolic regression in the manner of scikit-learn: `SymbolicRegressor().fit(X, y)`, then its Pareto front.

    X, y  ->  reductions  ->  library  ->  scored pairs and products  ->  float64 refits  ->  exact constants  ->
    front

The estimator follows scikit-learn's conventions (constructor stores its arguments, `fit` sets attributes that end in
an underscore, `get_params` and `set_params`) without needing scikit-learn. It proposes; nothing it returns is proved,
and `error` is what was measured on the data that it was given.

References: `library.py`, `scorer.py`, `reduction.py` and `pareto.py` cite what each step rests on.
"""

from __future__ import annotations

import keyword
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from jaxtyping import Float

from porism.neural.regression.formula import Formula
from porism.neural.regression.pareto import Candidate, Data
from porism.neural.regression.search import Search
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import CONSTANT_NAMES
from porism.symbolic.term import Term

MOST_ROWS: Final = 4096  # rows that formulas are refined on; more of them change the fifth digit of an error


@dataclass(frozen=True)
class Law:
    """One formula of the front.

    `error` is the mean squared error on all rows divided by the variance of y, `size` the number of symbols, `bits`
    the description length that ranks the front, `free_constants` how many constants stayed floating-point numbers.
    """

    formula: Formula
    size: int
    error: float
    bits: float

    @property
    def term(self) -> Term:
        """The right-hand side in the claim language; a free constant stands as its exact decimal value."""
        return self.formula.exact_term()

    @property
    def free_constants(self) -> tuple[float, ...]:
        """The constants for which no exact value was found that describes the data as well."""
        return self.formula.parameters

    def predict(self, columns: dict[str, Float[np.ndarray, " n"]]) -> Float[np.ndarray, " n"]:
        """The formula's values on named columns; nan where it is not defined over the reals."""
        return self.formula.value(columns)

    def sympy(self) -> Any:  # Any: sympy ships no types
        """The formula as a SymPy expression with exact numbers."""
        from porism.symbolic.sympy_bridge import to_sympy

        return to_sympy(self.term)

    def latex(self) -> str:
        """The formula as LaTeX."""
        import sympy

        return str(sympy.latex(self.sympy()))

    def __str__(self) -> str:
        return str(self.term)


class SymbolicRegressor:
    """Finds short formulas y = f(x₁, …, x_d) with exact constants.

    Parameters: `time_budget_s`, after which no new pass starts (a pass takes up to a second or two); `random_state`,
    the seed of row choices and of the order in which a full library is cut. A fit whose `is_complete_` is true has
    gone through its whole schedule and is the same on every machine for the same seed; a fit that was cut short may
    depend on how far it came.

    After `fit`: `pareto_front_` (smallest law first), `best_` (the shortest description of the data),
    `feature_names_in_`, `n_features_in_`, `is_complete_`, `stages_` (name and seconds of each pass).

    Works from about 8 rows on. Below 80 rows none are held out from fitting: the description length alone decides.

    >>> axis = np.array([0.387, 0.723, 1.0, 1.524, 5.203, 9.537, 19.19, 30.07])
    >>> period = np.array([0.2408, 0.6152, 1.0, 1.8809, 11.862, 29.457, 84.011, 164.79])
    >>> regressor = SymbolicRegressor(time_budget_s=5.0).fit(axis[:, None], period, names=("axis",))
    >>> print(regressor.best_)
    axis**(3/2)

    References: see the module.
    """

    def __init__(self, *, time_budget_s: float = 5.0, random_state: int = 0) -> None:
        self.time_budget_s = time_budget_s
        self.random_state = random_state

    def fit(
        self, X: Any, y: Any, names: Sequence[str] | None = None
    ) -> SymbolicRegressor:  # Any: array-likes
        """Search for laws that give `y` (n,) from `X` (n, d).

        Names of the columns are `names`, or those of a data frame, or x0, x1, …. Raises `PorismError` for shapes that
        do not fit, values that are not finite, and names that are no identifiers.
        """
        columns, target = _checked(X, y, names)
        self.feature_names_in_ = np.array(list(columns), dtype=object)
        self.n_features_in_ = len(columns)
        if len(target) > MOST_ROWS:
            rows = np.sort(np.random.default_rng(self.random_state).permutation(len(target))[:MOST_ROWS])
            columns, target = {k: v[rows] for k, v in columns.items()}, target[rows]
        search = Search(Data(columns, target), self.random_state, time.monotonic() + self.time_budget_s)
        front = search.run()
        self.pareto_front_ = [_law(c) for c in front]
        self.best_ = _law(min(search.pool.values(), key=lambda c: c.bits))
        if self.best_ not in self.pareto_front_:
            self.pareto_front_ = sorted(
                [*self.pareto_front_, self.best_], key=lambda law: (law.size, -law.error)
            )
        self.is_complete_ = search.is_complete
        self.stages_ = search.stages
        return self

    def predict(self, X: Any) -> Float[np.ndarray, " n"]:  # Any: array-likes
        """The values of the best law on the rows of `X`."""
        names = tuple(map(str, self._fitted().feature_names_in_))
        columns, _ = _checked(X, None, names)
        return self.best_.predict(columns)

    def score(self, X: Any, y: Any) -> float:  # Any: array-likes
        """The coefficient of determination R² of the best law."""
        y = np.asarray(y, dtype=float)
        return 1.0 - float(np.sum((y - self.predict(X)) ** 2) / np.sum((y - y.mean()) ** 2))

    @property
    def best(self) -> Law:
        """The law with the shortest description of the data."""
        return self._fitted().best_

    def sympy(self) -> Any:  # Any: sympy ships no types
        """The best law as a SymPy expression."""
        return self.best.sympy()

    def latex(self) -> str:
        """The best law as LaTeX."""
        return self.best.latex()

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The constructor's arguments, as scikit-learn asks for them."""
        return {"time_budget_s": self.time_budget_s, "random_state": self.random_state}

    def set_params(self, **params: Any) -> SymbolicRegressor:
        """Set constructor arguments by name."""
        for name, value in params.items():
            if name not in self.get_params():
                raise PorismError(
                    f"SymbolicRegressor has no parameter {name!r}; there are {', '.join(self.get_params())}"
                )
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        return f"SymbolicRegressor(time_budget_s={self.time_budget_s}, random_state={self.random_state})"

    def _fitted(self) -> SymbolicRegressor:
        if not hasattr(self, "best_"):
            raise PorismError("this SymbolicRegressor has no law yet; call fit(X, y) first")
        return self


def _law(candidate: Candidate) -> Law:
    return Law(candidate.formula, candidate.size, candidate.error, candidate.bits)


def _checked(
    X: Any, y: Any, names: Sequence[str] | None
) -> tuple[dict[str, Float[np.ndarray, " n"]], Float[np.ndarray, " n"]]:
    """Named float64 columns and the target (zeros if `y` is None), or an error that says what is wrong."""
    if names is None and hasattr(X, "columns"):
        names = [str(name) for name in X.columns]
    x = np.asarray(X, dtype=np.float64)
    if x.ndim != 2 or not x.size:
        raise PorismError(
            f"X has shape {x.shape}; expected rows × columns (reshape one column with X[:, None])"
        )
    target = np.zeros(len(x)) if y is None else np.asarray(y, dtype=np.float64)
    if target.shape != (len(x),):
        raise PorismError(f"y has shape {target.shape}; expected ({len(x)},), one value a row of X")
    if not (np.all(np.isfinite(x)) and np.all(np.isfinite(target))):
        raise PorismError("X or y holds nan or infinite values; leave those rows out")
    names = [f"x{k}" for k in range(x.shape[1])] if names is None else list(names)
    if len(names) != x.shape[1] or len(set(names)) != len(names):
        raise PorismError(f"{len(names)} names {names} for {x.shape[1]} columns; give each column its own")
    for name in names:
        if not (name.isidentifier() and name.isascii() and not name.startswith("_")) or keyword.iskeyword(
            name
        ):
            raise PorismError(
                f"column name {name!r} is no identifier of letters and digits; rename the column"
            )
        if name in CONSTANT_NAMES:
            raise PorismError(f"column name {name!r} is a constant of the claim language; rename the column")
    return dict(zip(names, np.ascontiguousarray(x.T), strict=True)), target
