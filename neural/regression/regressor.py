"""Symbolic regression in the manner of scikit-learn: `SymbolicRegressor().fit(X, y)`, then its Pareto front.

    X, y  ->  distinct rows  ->  reductions  ->  library  ->  scored pairs and products  ->  float64 refits  ->
    exact constants  ->  front

The estimator proposes; nothing it returns is proved, and `error` is what was measured on the data that it was given. Data
support a law, they do not prove it.

References: `library.py`, `scorer.py`, `reduction.py` and `pareto.py` cite what each step rests on.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from jaxtyping import Float
from sklearn.base import BaseEstimator, MultiOutputMixin, RegressorMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

from porism.neural.clock import Clock
from porism.neural.regression.checkpoint import Checkpoint, digest_of
from porism.neural.regression.formula import Formula
from porism.neural.regression.guesses import read_guess
from porism.neural.regression.inputs import (
    DataError,
    Rows,
    distinct,
    read_columns,
    read_table,
    read_targets,
    read_weights,
)
from porism.neural.regression.law import Law
from porism.neural.regression.pareto import Candidate, Data
from porism.neural.regression.progress import Callback, Progress, shown
from porism.neural.regression.search import Search
from porism.neural.regression.units import Units, read_units

MOST_ROWS: Final = 4096  # rows that formulas are refined on; more of them change the fifth digit of an error


class SymbolicRegressor(MultiOutputMixin, RegressorMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Finds short formulas y = f(x₁, …, x_d) with exact constants.

    Parameters
    ----------
    max_time_s : seconds, after which the search ends with what it has
    max_evaluations : formulas to score, after which no new pass starts; None for no limit. Unlike a limit of time it gives the
        same answer on every machine
    guesses : formulas to start from, as text, SymPy expressions or laws. Symbols that are no columns, and decimal fractions,
        are free constants. What they leave of y, as a factor and as a summand, is searched first
    checkpoint : path of a file that is written each minute; where it exists, the fit goes on from it, and ends as it would have
        without a break. It belongs to the data and the settings, `max_time_s` and `max_evaluations` apart
    warm_start : whether the laws of the fit before are guesses of the next one
    callbacks : functions of a `Progress`, called after each pass; the search ends where one returns True
    verbose : whether the front so far is shown while it is searched for
    units, target_unit : the unit of each column, as a mapping (`{"m": "kg", "v": "m/s"}`; none where nothing is said), and of
        the target (`"J"`): as text, pint units, or exponents. Laws add up only what has the same unit, and the search starts
        from the quotients that have none. A constant with a unit has to be a column
    random_state : int, RandomState or None; the seed of row choices and of the order in which a full library is cut

    Attributes, after `fit`
    -----------------------
    pareto_front_ : laws that no other beats in size and error, the smallest first; for several targets a list of fronts
    best_ : the law with the shortest description of the data; for several targets a list of laws
    names_ : the columns, as they occur in the laws; `n_features_in_` is their number
    is_complete_ : whether the whole schedule was gone through. Such a fit is the same on every machine for the same seed; one
        that was cut short by time may depend on how far it came
    stages_ : name and seconds of each pass
    evaluations_ : formulas that were scored

    Works from about 8 rows on. Below 80 rows none are held out from fitting: the description length alone decides. Equal rows
    count as one with their weights added; `sample_weight` says how often a row counts.

    >>> axis = np.array([0.387, 0.723, 1.0, 1.524, 5.203, 9.537, 19.19, 30.07])
    >>> period = np.array([0.2408, 0.6152, 1.0, 1.8809, 11.862, 29.457, 84.011, 164.79])
    >>> regressor = SymbolicRegressor(max_time_s=5.0).fit(axis[:, None], period, names=("axis",))
    >>> print(regressor.best_)
    axis**(3/2)

    References: see the module.
    """

    def __init__(
        self,
        *,
        max_time_s: Any = 5.0,  # Any: scikit-learn has wrong settings refused by `fit`, not here
        max_evaluations: Any = None,
        guesses: Any = (),
        checkpoint: Any = None,
        warm_start: Any = False,
        callbacks: Any = (),
        verbose: Any = False,
        units: Any = None,
        target_unit: Any = None,
        random_state: Any = 0,
    ) -> None:
        self.max_time_s = max_time_s
        self.max_evaluations = max_evaluations
        self.guesses = guesses
        self.checkpoint = checkpoint
        self.warm_start = warm_start
        self.callbacks = callbacks
        self.verbose = verbose
        self.units = units
        self.target_unit = target_unit
        self.random_state = random_state

    def fit(
        self,
        X: Any,  # Any: array-likes and frames
        y: Any,
        sample_weight: Any = None,
        *,
        names: Sequence[str] | None = None,
    ) -> SymbolicRegressor:
        """Search for laws that give `y` (n,) or (n, k) from `X` (n, d).

        Names of the columns are `names`, or those of a data frame, or x0, x1, …. Raises `DataError`, a ValueError, for shapes
        that do not fit, values that are no finite numbers, and names that are no identifiers; it names the column.
        """
        start = time.monotonic()
        self._require_settings()
        columns = read_columns(X, names)
        targets = read_targets(y, len(next(iter(columns.values()))))
        weights = read_weights(sample_weight, len(targets))
        validate_data(self, X=X, skip_check_array=True)
        self.names_, self.is_complete_ = tuple(columns), True
        self.stages_, self.evaluations_ = list[tuple[str, float]](), 0
        seed = int(check_random_state(self.random_state).randint(2**31))
        guesses, units = self._read_guesses(), self._read_units()
        kept = self._opened_checkpoint([*columns.values(), targets, weights], seed)
        fronts, best = list[list[Law]](), list[Law]()
        with shown(self.verbose) as display:
            callbacks = (*self.callbacks, *display)
            for k, target in enumerate(targets.T):
                end = start + self.max_time_s * (k + 1) / targets.shape[1]
                search = Search(
                    data=_refined_on(distinct(columns, target, weights), seed),
                    seed=seed,
                    clock=Clock(end),
                    most_evaluations=np.inf if self.max_evaluations is None else self.max_evaluations,
                    units=units,
                    guesses=guesses,
                    stop_after=partial(self._stops, callbacks, kept, k, start),
                )
                front, law = self._found(search, kept, k)
                fronts.append(front)
                best.append(law)
        several = np.asarray(y).ndim == 2  # Any below: a list more for several targets
        self.pareto_front_: Any = fronts if several else fronts[0]
        self.best_: Any = best if several else best[0]
        return self

    def _found(self, search: Search, kept: Checkpoint | None, target: int) -> tuple[list[Law], Law]:
        """What the search finds, from where its checkpoint says."""
        if kept is not None:
            kept.restore(target, search)
        search.run()
        if kept is not None:
            kept.keep(target, search, at_once=True)
        self.is_complete_ = self.is_complete_ and search.is_complete
        self.stages_ += search.stages
        self.evaluations_ += search.evaluations
        return self._laws(search)

    def _stops(
        self,
        callbacks: Sequence[Callback],
        kept: Checkpoint | None,
        target: int,
        start: float,
        search: Search,
        stage: str,
    ) -> bool:
        """After a pass: the checkpoint is written if it is time, and callbacks are told."""
        if kept is not None:
            kept.keep(target, search)
        if not callbacks:
            return False
        front, _ = self._laws(search)
        done = self.evaluations_ + search.evaluations
        progress = Progress(target, stage, time.monotonic() - start, done, front)
        answers = [callback(progress) for callback in callbacks]  # each is told, whatever the others say
        return any(answers)

    def _laws(self, search: Search) -> tuple[list[Law], Law]:
        """The front and the best law, which belongs to it."""
        front = [self._law(c) for c in search.front()]
        best = self._law(min(search.pool.values(), key=lambda c: c.bits))
        if best not in front:
            front = sorted([*front, best], key=lambda law: (law.size, -law.error))
        return front, best

    def _law(self, candidate: Candidate) -> Law:
        return Law(candidate.formula, candidate.size, candidate.error, candidate.bits, self.names_)

    def predict(self, X: Any) -> Float[np.ndarray, "..."]:  # Any: array-likes and frames
        """The values of the best law on the rows of `X`; of each target's best law where there are several."""
        check_is_fitted(self)
        _, given = read_table(X)
        validate_data(self, X=X, reset=False, skip_check_array=True)
        columns = dict(zip(self.names_, given, strict=True))
        if isinstance(self.best_, Law):
            return self.best_.predict(columns)
        return np.stack([law.predict(columns) for law in self.best_], axis=1)

    @property
    def best(self) -> Law:
        """The law with the shortest description of the data."""
        check_is_fitted(self)
        if not isinstance(self.best_, Law):
            raise DataError(f"there are {len(self.best_)} targets, and a law for each; best_ holds them")
        return self.best_

    def sympy(self) -> Any:  # Any: sympy ships no types
        """The best law as a SymPy expression."""
        return self.best.sympy()

    def latex(self) -> str:
        """The best law as LaTeX."""
        return self.best.latex()

    def _read_guesses(self) -> list[tuple[Formula, tuple[int, ...]]]:
        before = list[Any]()
        if self.warm_start and hasattr(self, "pareto_front_"):
            fronts = self.pareto_front_ if isinstance(self.best_, list) else [self.pareto_front_]
            before = [law for front in fronts for law in front if law.size > 1]
        known = set(self.names_)
        usable = [law for law in before if set(law.names) <= known]
        return [read_guess(guess, self.names_) for guess in (*self.guesses, *usable)]

    def _opened_checkpoint(self, arrays: list[np.ndarray], seed: int) -> Checkpoint | None:
        if self.checkpoint is None:
            return None
        free = {
            "checkpoint",
            "callbacks",
            "verbose",
            "max_time_s",
            "max_evaluations",
            "warm_start",
            "random_state",
        }
        settings = {name: value for name, value in self.get_params().items() if name not in free}
        return Checkpoint.open(
            self.checkpoint, digest_of(arrays, settings | {"names": self.names_, "seed": seed})
        )

    def _read_units(self) -> Units | None:
        if self.units is None and self.target_unit is None:
            return None
        if self.units is None or self.target_unit is None:
            raise DataError(
                f"units is {self.units!r} and target_unit is {self.target_unit!r}; expected both, or none of them "
                "(target_unit='' for a target without a unit)"
            )
        return read_units(self.units, self.target_unit, self.names_)

    def _require_settings(self) -> None:
        if not self.max_time_s > 0:
            raise DataError(f"max_time_s is {self.max_time_s!r}; expected a number of seconds above 0")
        if isinstance(self.guesses, str) or not hasattr(self.guesses, "__iter__"):
            raise DataError(f"guesses is {self.guesses!r}; expected a list of formulas")
        if not all(map(callable, self.callbacks)):
            raise DataError(f"callbacks is {self.callbacks!r}; expected functions of a Progress")
        if self.max_evaluations is not None and not self.max_evaluations > 0:
            raise DataError(
                f"max_evaluations is {self.max_evaluations!r}; expected a number above 0, or None"
            )


def _refined_on(rows: Rows, seed: int) -> Data:
    """At most `MOST_ROWS` rows in an order that depends on the seed alone."""
    order = np.random.default_rng(seed).permutation(len(rows.y))[:MOST_ROWS]
    counts = None if np.ptp(rows.weights) == 0 and rows.weights[0] == 1 else rows.weights[order]
    return Data({name: column[order] for name, column in rows.columns.items()}, rows.y[order], counts)
