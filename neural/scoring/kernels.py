"""The statistics of `scorer.py` as array programs: over whole arrays in NumPy, over tiles in JAX.

Each kernel is compiled once for each of the few shapes that `scorer.py` pads to. A tile is a pair of blocks of `TILE`
elements; of its scores only the largest in each row is kept, and the partner of the best rows is found by scoring
those rows again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import jax.numpy as jnp
import numpy as np
from jax import lax
from jaxtyping import Array, Float32, Int

from porism.neural.compiled import Kernel

TILE: Final = 256  # a tile of 16 targets is 4 MB, the second-level cache of a current server core
CHUNK: Final = 12  # tiles of one call: a third of a library of 2,048, a forty-fourth of one of 8,192
BEST: Final = 48  # elements kept a target and statistic: an exact hit has several factorisations, so a few do
BEST_TRIPLES: Final = 4  # the same for a target and a third element
CANCELLATION: Final = 1e-3  # masked below this share of Q: float32 would leave three digits
COLLINEAR: Final = 1e-4  # masked below this 1 - ρ²


def product_scores(a: Any, b: Any, t: Any, whole: Any, basis: Any, xp: Any) -> tuple[Any, ...]:
    """Squared cosines (K, m, k) of targets with products of a row of `a` and one of `b`: beside the span, and alone.

    The second is given when the span is the constant alone. `xp` is numpy or jax.numpy; hence `Any`: the two have no
    array type in common.
    """

    def against(columns: Any) -> Any:  # (c, m, k): Σ f g column
        scaled = (a[None] * columns[:, None]).reshape(-1, a.shape[1])
        return (scaled @ b.T).reshape(len(columns), len(a), len(b))

    q = (a * a) @ (b * b).T
    s, p = against(t), against(basis)
    rest = q - xp.sum(p * p, axis=0)
    beside = s * s / xp.where(rest > CANCELLATION * q, rest, xp.inf)
    if len(basis) > 1:
        return (beside,)
    # whole = (whole·t) t + (whole·u₁) u₁
    w = s * xp.sum(t * whole, axis=1)[:, None, None] + p * (whole @ basis[0])[:, None, None]
    return beside, w * w / xp.where(q > 0, q, xp.inf)


def pair_scores(a: Any, b: Any, r: Any, s: Any, xp: Any) -> Any:
    """R² (K, m, k) of the pairs of a row of `a` (cosines r with the targets) and one of `b` (cosines s)."""
    rho = a @ b.T
    rest = 1 - rho * rho
    gain = s[:, None, :] - r[:, :, None] * rho
    return r[:, :, None] ** 2 + gain * gain / xp.where(rest > COLLINEAR, rest, xp.inf)


def tile_blocks(size: int) -> Iterator[Int[Array, "CHUNK 2"]]:
    """The corners of all tiles, `CHUNK` at a time; the last block repeats its first tile."""
    tiles = range(size // TILE)
    corners = np.array([(i, j) for i in tiles for j in tiles if i <= j], dtype=np.int32) * TILE
    for start in range(0, len(corners), CHUNK):
        some = corners[start : start + CHUNK]
        yield jnp.asarray(np.concatenate([some, np.repeat(some[:1], CHUNK - len(some), axis=0)]))


def best_products(
    f: Float32[Array, "L n"],
    t: Float32[Array, "K n"],
    whole: Float32[Array, "K n"],
    basis: Float32[Array, "c n"],
    pause: Callable[[], None],
) -> tuple[Int[Array, "s K b"], Int[Array, "s K b"]]:
    """The elements with the best products for each statistic and target, and their partners.

    `pause` is called between blocks of tiles and may raise.
    """
    best = jnp.full((2 if len(basis) == 1 else 1, len(t), len(f)), -1, f.dtype)
    for corners in tile_blocks(len(f)):
        best = _product_tiles(best, corners, f, t, whole, basis, pause=pause).block_until_ready()
        pause()
    row, column = _product_partners(best, f, t, whole, basis, pause=pause)
    return row, column


@Kernel
def _product_tiles(best: Array, corners: Array, f: Array, t: Array, whole: Array, basis: Array) -> Array:
    rows = f.shape[1]

    def score_tile(best: Array, corner: Array) -> tuple[Array, None]:
        a, b = (lax.dynamic_slice(f, (corner[i], 0), (TILE, rows)) for i in (0, 1))
        found = jnp.stack([jnp.max(c, axis=2) for c in product_scores(a, b, t, whole, basis, jnp)])
        start = (0, 0, corner[0])
        old = lax.dynamic_slice(best, start, found.shape)
        return lax.dynamic_update_slice(best, jnp.maximum(old, found), start), None

    return lax.scan(score_tile, best, corners)[0]


@Kernel
def _product_partners(
    best: Array, f: Array, t: Array, whole: Array, basis: Array
) -> tuple[Int[Array, "s K b"], Int[Array, "s K b"]]:
    _, row = lax.top_k(best, BEST)

    def partner(_: None, k: Array) -> tuple[None, Array]:
        one, its_whole = (lax.dynamic_slice_in_dim(v, k, 1) for v in (t, whole))
        found = [product_scores(f[row[i, k]], f, one, its_whole, basis, jnp)[i][0] for i in range(len(best))]
        return None, jnp.stack([jnp.argmax(c, axis=1) for c in found])

    _, column = lax.scan(partner, None, jnp.arange(len(t)))
    return row, jnp.swapaxes(column, 0, 1)


def best_pairs(
    f: Float32[Array, "L n"], t: Float32[Array, "K n"], pause: Callable[[], None]
) -> tuple[Int[Array, "K b"], Int[Array, "K b"]]:
    """The elements with the best pairs for each target, and their partners; `pause` as above."""
    best = jnp.full((len(t), len(f)), -1, f.dtype)
    for corners in tile_blocks(len(f)):
        best = _pair_tiles(best, corners, f, t, pause=pause).block_until_ready()
        pause()
    row, column = _pair_partners(best, f, t, pause=pause)
    return row, column


@Kernel
def _pair_tiles(best: Array, corners: Array, f: Array, t: Array) -> Array:
    rows, cosines = f.shape[1], t @ f.T

    def score_tile(best: Array, corner: Array) -> tuple[Array, None]:
        a, b = (lax.dynamic_slice(f, (corner[i], 0), (TILE, rows)) for i in (0, 1))
        r, s = (lax.dynamic_slice(cosines, (0, corner[i]), (len(t), TILE)) for i in (0, 1))
        found = jnp.max(pair_scores(a, b, r, s, jnp), axis=2)
        old = lax.dynamic_slice(best, (0, corner[0]), found.shape)
        return lax.dynamic_update_slice(best, jnp.maximum(old, found), (0, corner[0])), None

    return lax.scan(score_tile, best, corners)[0]


@Kernel
def _pair_partners(best: Array, f: Array, t: Array) -> tuple[Int[Array, "K b"], Int[Array, "K b"]]:
    _, row = lax.top_k(best, BEST)
    cosines = t @ f.T

    def partner(_: None, k: Array) -> tuple[None, Array]:
        r, s = cosines[k][row[k]][None], cosines[k][None]
        return None, jnp.argmax(pair_scores(f[row[k]], f, r, s, jnp)[0], axis=1)

    _, column = lax.scan(partner, None, jnp.arange(len(t)))
    return row, column


@Kernel
def best_single(
    f: Float32[Array, "L n"], t: Float32[Array, "K n"]
) -> tuple[Float32[Array, " K"], Int[Array, " K"]]:
    """The largest |cosine| of each target with an element, and that element."""
    cosine = jnp.abs(t @ f.T)
    return jnp.max(cosine, axis=1), jnp.argmax(cosine, axis=1)


@Kernel
def best_triples(
    f: Float32[Array, "L n"], t: Float32[Array, "K n"], thirds: Float32[Array, "m n"]
) -> tuple[Float32[Array, "m K b"], Int[Array, "m K b"], Int[Array, "m K b"]]:
    """For each of `thirds`: the best pairs for what is left of library and targets without it."""

    def without(_: None, third: Array) -> tuple[None, tuple[Array, Array, Array]]:
        g = f - (f @ third)[:, None] * third
        norm = jnp.sum(g * g, axis=1)
        g = g * jnp.where(norm > COLLINEAR, lax.rsqrt(norm), 0.0)[:, None]
        along = t @ third
        cosines = t @ g.T

        def one(r: Array) -> tuple[Array, Array, Array]:
            score = pair_scores(g, g, r[None], r[None], jnp)[0]
            best, row = lax.top_k(jnp.max(score, axis=1), BEST_TRIPLES)
            return best, row, jnp.argmax(score[row], axis=1)

        best, row, column = lax.map(one, cosines)
        return None, (best + along[:, None] ** 2, row, column)

    _, found = lax.scan(without, None, thirds)
    return found
