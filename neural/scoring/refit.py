"""Float64 least squares for the hits of the scorer, thousands at once, and their errors in the space of y.

A fit is T(y) ≈ Σ aᵢ·fᵢ + b·(g·h) + c: some elements of a library, at most one product of two of them, and an
intercept or none. Its errors are normalised mean squares of y itself, after T⁻¹, on the rows that are fitted and on
the others. The normal equations of unit columns are solved and corrected once by the residual, which gives full
accuracy up to condition numbers of 10⁷; what the scorer lets through has about 10⁴.

Complexity: O(m · k² · n) for m hits with k columns.

References: Björck (1996), Numerical Methods for Least Squares Problems, §2.9 (corrected normal equations).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from jaxtyping import Bool, Float, Int

from porism.neural.scoring.transforms import Transform
from porism.symbolic.term import Term

CHUNK: Final = 512  # fits at once: 20 MB of columns at 512 rows and 10 columns
RIDGE: Final = 1e-15  # keeps a singular system solvable without changing a regular one
_TINY: Final = float(np.finfo(float).tiny)


@dataclass(frozen=True)
class Target:
    """y = sign · factor · T⁻¹(h): what a hit explains is the column h = `values`."""

    transform: Transform
    sign: float
    factor: Term
    factor_values: Float[np.ndarray, " n"]
    factor_cost: int
    values: Float[np.ndarray, " n"]

    def y(self, h: Float[np.ndarray, "m n"]) -> Float[np.ndarray, "m n"]:
        """The predictions of y from those of h."""
        with np.errstate(all="ignore"):
            return np.asarray(self.sign * self.factor_values * self.transform.inverse(h))


@dataclass(frozen=True)
class Fits:
    """Fits of one shape: coefficients of the linear elements, of the product and of the intercept, if any."""

    target: Int[np.ndarray, " m"]
    linear: Int[np.ndarray, "m a"]
    product: Int[np.ndarray, "m p"]  # p is 0 or 2
    has_intercept: bool
    coefficients: Float[np.ndarray, "m c"]
    error: Float[np.ndarray, " m"]
    heldout: Float[np.ndarray, " m"]

    def __len__(self) -> int:
        return len(self.target)


def fits(
    target: Int[np.ndarray, " m"],
    linear: Int[np.ndarray, "m a"],
    product: Int[np.ndarray, "m p"],
    has_intercept: bool,
    values: Float[np.ndarray, "size n"],
    targets: Sequence[Target],
    y: Float[np.ndarray, " n"],
    fit_rows: Bool[np.ndarray, " n"],
) -> Fits:
    """The fits of the hits (target[i]; linear[i], product[i]) on the rows `fit_rows`."""
    all_t = np.stack([t.values for t in targets])
    m = len(target)
    coefficients = np.empty((m, linear.shape[1] + (product.shape[1] > 0) + has_intercept))
    error, heldout = np.empty(m), np.empty(m)
    for start in range(0, m, CHUNK):
        part = slice(start, start + CHUNK)
        columns = design(values, linear[part], product[part], has_intercept)
        t = all_t[target[part]]
        solution = least_squares(columns[:, :, fit_rows], t[:, fit_rows])
        h = np.einsum("mk,mkn->mn", solution, columns)
        predicted = np.empty_like(h)
        for k in np.unique(target[part]):
            rows = target[part] == k
            predicted[rows] = targets[k].y(h[rows])
        coefficients[part] = solution
        error[part] = normalised_error(predicted[:, fit_rows], y[fit_rows])
        heldout[part] = normalised_error(predicted[:, ~fit_rows], y[~fit_rows])
    return Fits(target, linear, product, has_intercept, coefficients, error, heldout)


def design(
    values: Float[np.ndarray, "size n"],
    linear: Int[np.ndarray, "m a"],
    product: Int[np.ndarray, "m p"],
    has_intercept: bool,
) -> Float[np.ndarray, "m c n"]:
    """The columns of each fit."""
    parts: Iterable[np.ndarray] = [values[linear]]
    if product.shape[1]:
        parts = [*parts, values[product].prod(axis=1, keepdims=True)]
    if has_intercept:
        parts = [*parts, np.ones((len(linear), 1, values.shape[1]))]
    return np.concatenate(list(parts), axis=1)


def least_squares(
    columns: Float[np.ndarray, "m k n"], t: Float[np.ndarray, "m n"]
) -> Float[np.ndarray, "m k"]:
    """The coefficients that minimise |t - Σ coefficient · column|, for m problems at once."""
    norms = np.maximum(np.linalg.norm(columns, axis=2, keepdims=True), _TINY)
    unit = columns / norms
    gram = unit @ unit.swapaxes(1, 2) + RIDGE * np.eye(columns.shape[1])
    solution = np.linalg.solve(gram, unit @ t[:, :, None])
    rest = t[:, :, None] - unit.swapaxes(1, 2) @ solution
    solution = solution + np.linalg.solve(gram, unit @ rest)
    return np.asarray((solution / norms)[:, :, 0])


def normalised_error(
    predicted: Float[np.ndarray, "m n"], y: Float[np.ndarray, " n"]
) -> Float[np.ndarray, " m"]:
    """Σ (y - predicted)² / Σ (y - ȳ)²; inf where a prediction is not a number, and 0 without rows."""
    if not y.size:
        return np.zeros(len(predicted))
    with np.errstate(all="ignore"):
        error = np.sum((predicted - y) ** 2, axis=1) / max(float(np.sum((y - y.mean()) ** 2)), _TINY)
    return np.where(np.isfinite(error), error, np.inf)
