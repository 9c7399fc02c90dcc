"""All products f·g and all two-term fits a·f + b·g of a library, scored by matrix products.

Let U be the span of some columns u₁ … u_m (orthonormal; the constant, or the constant and the variables), and t a
target orthogonal to U, of unit norm. With S = Σ f g t, Pₖ = Σ f g uₖ and Q = Σ f² g² over the n rows, the best
a·f·g + u with u ∈ U has

    R² = S² / (Q - Σ Pₖ²),

and a·f·g alone has the squared cosine (Σ f g y)² / (Q · Σ y²) with the target y as it is. For f, g orthogonal to U
and of unit norm, ρ = f·g, r = f·t and s = g·t, the best a·f + b·g + u has

    R² = r² + (s - r ρ)² / (1 - ρ²).

So everything about L²/2 pairs and K targets is K + m + 1 products of (L, n) with (n, L) matrices, respectively one.
Small libraries are scored in float64 by NumPy, large ones in float32 by JAX, in tiles that stay in the cache; only
the best partner of each element leaves a tile. Float32 resolves R² to about 1e-6, less where Q - Σ Pₖ² cancels or |ρ|
is near 1: such entries are masked, and every hit is fitted again in float64 (`refit.py`). Nothing here decides that a
formula is right. Between blocks of tiles `pause` is called, which may raise to end the work.

Shapes are fixed (libraries of 2,048 and 8,192, targets 8 and 16, rows 256), so that each kernel is compiled once.
Complexity: O((K + m) L² n). Measured on two cores: 2·10⁸ products and 10⁹ two-term fits a second.

References: Golub & Van Loan (2013), Matrix Computations, §5.3 (least squares by projection).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Float32, Int

from porism.neural.compiled import no_pause
from porism.neural.scoring.kernels import (
    BEST,
    best_pairs,
    best_products,
    best_single,
    best_triples,
    pair_scores,
    product_scores,
)

SMALL: Final = 256  # elements scored in float64: 16 targets take a twentieth of a second
THIRD_LIBRARY: Final = 512  # elements from which the second and third of a triple come
BUCKETS: Final = (2048, 8192)
ROWS: Final = 256  # rows of the scorer: enough to tell 10⁹ hypotheses apart without noise
SPANS: Final = (1, 5, 12)  # dimensions of U that are compiled for: the constant; with 4, with 11 more columns
TARGETS: Final = (8, 16)
THIRDS: Final = 64  # elements that a triple may start with
FEW_TARGETS, MANY_TARGETS = 256, 4096  # of `single_scores`
FLAT: Final = 1e-9  # a spread below this share of the largest value is rounding

Rows = Float[np.ndarray, "_ n"]


@dataclass(frozen=True)
class Hits:
    """Promising combinations: of which target, and of which elements (one column an element)."""

    target: Int[np.ndarray, " m"]
    elements: Int[np.ndarray, "m k"]


def product_hits(values: Rows, targets: Rows, span: Rows, pause: Callable[[], None] = no_pause) -> Hits:
    """The products of two elements that explain a target best, alone or beside the columns of `span`."""
    f = values / np.sqrt(np.mean(values**2, axis=1, keepdims=True))
    basis = orthonormal(span)
    whole = targets / np.linalg.norm(targets, axis=1, keepdims=True)
    rest = unit_rest(targets, basis)
    if len(values) <= SMALL:
        scores = product_scores(f, f, rest, whole, basis, np)
        return _hits(*_best_of(np.stack(scores)), len(targets), len(values))
    size, k = _bucket(len(values), BUCKETS), _bucket(len(targets), TARGETS)
    padded = (_padded(rest, k), _padded(whole, k), _padded(basis, _bucket(len(basis), SPANS)))
    row, column = best_products(_padded(f, size), *padded, pause)
    return _hits(np.asarray(row), np.asarray(column), len(targets), len(values))


def pair_hits(values: Rows, targets: Rows, span: Rows, pause: Callable[[], None] = no_pause) -> Hits:
    """The pairs of elements that explain a target best beside the columns of `span`."""
    basis = orthonormal(span)
    f, t = unit_rest(values, basis), unit_rest(targets, basis)
    if len(values) <= SMALL:
        scores = pair_scores(f, f, t @ f.T, t @ f.T, np)
        row, column = _best_of(scores[None])
    else:
        size, k = _bucket(len(values), BUCKETS), _bucket(len(targets), TARGETS)
        row, column = (np.asarray(a)[None] for a in best_pairs(_padded(f, size), _padded(t, k), pause))
    return _hits(row, column, len(targets), len(values))


def single_hits(values: Rows, targets: Rows, count: int, pause: Callable[[], None] = no_pause) -> Hits:
    """The `count` best of very many targets, each with the element that explains it best beside the constant."""
    share, element = single_scores(values, targets, pause)
    order = np.argsort(-share, kind="stable")[:count]
    return Hits(order, element[order][:, None])


def single_scores(
    values: Rows, targets: Rows, pause: Callable[[], None] = no_pause
) -> tuple[Float[np.ndarray, " K"], Int[np.ndarray, " K"]]:
    """For each of very many targets the largest R² of one element beside the constant, and that element."""
    basis = orthonormal(np.ones((1, values.shape[1])))
    f = _padded(unit_rest(values, basis), _bucket(len(values), BUCKETS))
    found = list[tuple[np.ndarray, np.ndarray]]()
    for start in range(0, len(targets), MANY_TARGETS):
        some = unit_rest(targets[start : start + MANY_TARGETS], basis)
        cosine, element = best_single(
            f, _padded(some, MANY_TARGETS if len(targets) > FEW_TARGETS else FEW_TARGETS), pause=pause
        )
        found.append((np.asarray(cosine)[: len(some)] ** 2, np.asarray(element)[: len(some)]))
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def triple_hits(
    values: Rows,
    targets: Rows,
    thirds: Int[np.ndarray, " m"],
    count: int,
    pause: Callable[[], None] = no_pause,
) -> Hits:
    """The best `count` triples a target: one of `thirds`, two of the first `THIRD_LIBRARY`, and a constant."""
    basis = orthonormal(np.ones((1, values.shape[1])))
    f, t = unit_rest(values, basis), unit_rest(targets, basis)
    k = _bucket(len(targets), TARGETS)
    some = _padded(f[:THIRD_LIBRARY], THIRD_LIBRARY)
    found = best_triples(some, _padded(t, k), _padded(f[thirds], THIRDS), pause=pause)
    best, row, column = (np.asarray(a) for a in found)
    target, elements = list[np.ndarray](), list[np.ndarray]()
    for k in range(len(targets)):
        flat = np.argsort(-best[: len(thirds), k].ravel(), kind="stable")[:count]
        three = (thirds[flat // best.shape[2]], row[:, k].ravel()[flat], column[:, k].ravel()[flat])
        elements.append(np.stack(three, axis=1))
        target.append(np.full(len(flat), k))
    hits = Hits(np.concatenate(target), np.concatenate(elements))
    inside = np.all(hits.elements < len(values), axis=1)
    return Hits(hits.target[inside], hits.elements[inside])


def compile_kernels() -> None:
    """Compile every kernel for every shape that a search uses; otherwise each is compiled when it is first used."""
    rng = np.random.default_rng(0)
    few, many = (rng.uniform(1, 2, (k, ROWS)) for k in (TARGETS[0], TARGETS[-1]))
    medium, large = (rng.uniform(1, 2, (k, ROWS)) for k in BUCKETS)
    for targets in (few, many):
        for dimension in SPANS:
            product_hits(medium, targets, rng.uniform(1, 2, (dimension, ROWS)))
        pair_hits(medium, targets, few[:1])
        triple_hits(medium, targets, np.arange(THIRDS), 1)
    product_hits(large, few, few[:1])
    pair_hits(large, few, few[:1])
    for values in (medium, large):
        for count in (FEW_TARGETS, MANY_TARGETS):
            single_scores(values, rng.uniform(1, 2, (count, ROWS)))


def orthonormal(span: Rows) -> Rows:
    """An orthonormal basis of the span of the rows; directions that add less than 10⁻⁹ of a row are left out."""
    basis = list[np.ndarray]()
    for row in span:
        rest = row.astype(float)
        for _ in range(2):  # twice is enough (Kahan, Parlett)
            for direction in basis:
                rest = rest - (rest @ direction) * direction
        norm = float(np.linalg.norm(rest))
        if norm > FLAT * float(np.linalg.norm(row)):
            basis.append(rest / norm)
    return np.array(basis)


def unit_rest(values: Rows, basis: Rows) -> Rows:
    """What is left of each row outside the span of `basis`, of unit norm; 0 where nothing is."""
    rest = values - (values @ basis.T) @ basis
    rest -= (rest @ basis.T) @ basis
    norms = np.linalg.norm(rest, axis=1, keepdims=True)
    scale = np.linalg.norm(values, axis=1, keepdims=True)
    return np.asarray(np.divide(rest, norms, out=np.zeros_like(rest), where=norms > FLAT * scale))


def _best_of(
    scores: Float[np.ndarray, "s K m k"],
) -> tuple[Int[np.ndarray, "s K b"], Int[np.ndarray, "s K b"]]:
    row = np.argsort(-scores.max(axis=3), axis=2, kind="stable")[:, :, :BEST]
    return row, np.take_along_axis(scores.argmax(axis=3), row, axis=2)


def _bucket(size: int, shapes: tuple[int, ...]) -> int:
    return next(shape for shape in shapes if size <= shape)


def _padded(values: Rows, size: int) -> Float32[Array, "size rows"]:
    padded = np.zeros((size, ROWS), dtype=np.float32)
    padded[: len(values), : values.shape[1]] = values
    return jnp.asarray(padded)


def _hits(row: Int[np.ndarray, "s K b"], column: Int[np.ndarray, "s K b"], targets: int, size: int) -> Hits:
    target = np.broadcast_to(np.arange(row.shape[1])[:, None], row.shape)
    found = np.stack([target, np.minimum(row, column), np.maximum(row, column)], axis=-1).reshape(-1, 3)
    found = np.unique(found[(found[:, 0] < targets) & (found[:, 1:] < size).all(axis=1)], axis=0)
    return Hits(found[:, 0], found[:, 1:])
