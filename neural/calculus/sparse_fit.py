"""A short linear combination of an ansatz that passes through samples: orthogonal matching pursuit, then exact constants.

    F(xₖ) ≈ c₀ + Σ cⱼ·bⱼ(xₖ), the element that explains most of the rest taken next, all coefficients fitted again

It finds combinations whose coefficients are no rational numbers (multiples of π, √2, log 2), which the exact fit
(`exact_fit.py`) does not look for. A fit counts if its residual is that of the quadrature, and if each constant has an exact
value that is short (`snapping.py`).

References: Y. Pati, R. Rezaiifar, P. Krishnaprasad (1993), Asilomar (orthogonal matching pursuit).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from jaxtyping import Float

from porism.neural.calculus.ansatz import Ansatz
from porism.neural.calculus.quadrature import Samples
from porism.neural.regression.snapping import exact_constants
from porism.symbolic.numeric import approximate
from porism.symbolic.term import Term, add, multiply

MOST_TERMS: Final = 10  # taken on the way; those that turn out to be 0 are dropped
NEEDED: Final = 1e-6  # of the largest contribution
FITTED: Final = 1e-10  # relative residual of a fit that is believed
COEFFICIENT: Final = 1e-8  # relative error of its coefficients

Values = Float[np.ndarray, " n"]


def sparse_fit(samples: Samples, basis: Ansatz, variable: str) -> Term | None:
    """F = Σ cⱼ·bⱼ with exact constants that agrees with the samples up to a constant, or None."""
    columns, kept = list[Values](), list[int]()
    at = {variable: samples.points.astype(complex)}
    for k in range(len(basis.elements)):
        column = np.broadcast_to(approximate(basis.term(k), at), samples.points.shape)
        spread = float(np.max(np.abs(column - column.mean()))) if np.all(np.isfinite(column)) else 0.0
        if (
            spread > 1e-9 * float(np.max(np.abs(column), initial=0.0))
            and np.ptp(column.imag) < 1e-12 * spread
        ):
            columns.append((column.real - column.real.mean()) / spread)
            kept.append(k)
    if not columns:
        return None
    library = np.stack(columns)  # (elements, n)
    norms = np.linalg.norm(library, axis=1)
    target = samples.values - samples.values.mean()
    size = float(np.linalg.norm(target))
    chosen, rest = list[int](), target
    for _ in range(min(MOST_TERMS, len(kept))):
        scores = np.abs(library @ rest) / norms
        scores[chosen] = 0.0
        chosen.append(int(np.argmax(scores)))
        matrix = library[chosen].T
        coefficients, *_ = np.linalg.lstsq(matrix, target, rcond=None)
        rest = target - matrix @ coefficients
        if float(np.linalg.norm(rest)) <= FITTED * size:
            return _exact(samples, basis, variable, [kept[j] for j in chosen])
    return None


def _exact(samples: Samples, basis: Ansatz, variable: str, chosen: list[int]) -> Term | None:
    """The combination of the chosen elements with exact coefficients; those that come out as 0 are left out."""
    at = {variable: samples.points.astype(complex)}
    values = {k: np.broadcast_to(approximate(basis.term(k), at), samples.points.shape).real for k in chosen}
    while True:
        matrix = np.stack([*(values[k] for k in chosen), np.ones(len(samples.points))], axis=1)
        scale = np.linalg.norm(matrix, axis=0)
        shares, *_ = np.linalg.lstsq(matrix / scale, samples.values, rcond=None)
        sizes = np.abs(shares[:-1])
        if not sizes.size or float(sizes.min()) > NEEDED * float(sizes.max()):
            break
        chosen = [k for k, size in zip(chosen, sizes, strict=True) if size > NEEDED * float(sizes.max())]
    rest = samples.values - (matrix / scale) @ shares
    if float(np.max(np.abs(rest))) > FITTED * float(np.max(np.abs(samples.values))):
        return None
    parts = list[Term]()
    for k, c in zip(chosen, (shares / scale)[:-1], strict=True):
        exact = exact_constants(float(c), COEFFICIENT * abs(float(c)), 1)
        if not exact:
            return None
        parts.append(multiply(exact[0].term, basis.term(k)))
    return add(*parts) if parts else None
