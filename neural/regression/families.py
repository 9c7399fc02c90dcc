"""One-parameter families φ(ω·u) on a grid of ω: exponentials and oscillations with a constant inside.

The library's elements have no inner constants; here u runs over its cheap elements and ω over a grid fine enough that
some φ(ω·u) correlates with T(y/m). Families: exp(ω u) with ω of both signs on a geometric grid (neighbours correlate
beyond 0.99); cos(ω u) and sin(ω u) on a linear grid of three quarters of a half period over the range of u. The best
member of each target is then sharpened by grids that close in on ω, so that an exact family shows as one.

References: Lomb (1976), Astrophys. Space Sci. 39, 447 (least-squares frequency analysis of uneven samples).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from jaxtyping import Bool, Float, Int

from porism.neural.scoring.library import ALGEBRAIC, MONOMIAL, Library
from porism.neural.scoring.scorer import orthonormal, unit_rest

#: |ω|·(standard deviation of u): below the first exp is a line, beyond the last only its largest value counts.
RATES: Final = np.geomspace(0.05, 6.0, 18)
#: ω·(range of u)/π, in half periods; with more of them neighbouring rows no longer follow an oscillation.
HALF_PERIODS: Final = np.arange(0.5, 48.5, 0.75)
MONOMIALS, SUMS = 192, 64  # u: phases are mostly products, some differences
BLOCK: Final = 64  # elements at once: 8 MB of members and 6 MB of cosines
CHEAPEST: Final = 6  # elements whose ω is sharpened for every target: on the grid wrong ones may look better
ELEMENTS: Final = 4  # further ones, those that look best
# Rounds of sharpening: each divides the step by four, in the end from a third to 10⁻⁵.
FIRST_ROUNDS, LAST_ROUNDS = 2, 5
SURVIVORS: Final = 256  # members that the last rounds sharpen
FUNCTIONS: Final[dict[str, Callable[[Any], Any]]] = {"exp": np.exp, "cos": np.cos, "sin": np.sin}


@dataclass(frozen=True)
class Members:
    """Members of one family: φ(frequency · values of element), and the spacing of the grid of frequencies there."""

    function: str
    element: Int[np.ndarray, " m"]
    frequency: Float[np.ndarray, " m"]
    spacing: Float[np.ndarray, " m"]

    def __getitem__(self, rows: slice | np.ndarray) -> Members:
        return Members(self.function, self.element[rows], self.frequency[rows], self.spacing[rows])


def members(library: Library, function: str) -> Iterator[tuple[Members, int]]:
    """The members for the cheap elements of the library, `BLOCK` elements at once, and how many each element has."""
    cheap = np.concatenate([library.of_kind(MONOMIAL, MONOMIALS), library.of_kind(ALGEBRAIC, SUMS)])
    for start in range(0, len(cheap), BLOCK):
        some = cheap[start : start + BLOCK]
        u = library.values[some]
        if function == "exp":
            grid = np.concatenate([RATES, -RATES]) / u.std(axis=1, keepdims=True)
            spacing = np.abs(grid) * (RATES[1] / RATES[0] - 1)
        else:
            step = np.pi / np.ptp(u, axis=1, keepdims=True)
            grid = HALF_PERIODS * step
            spacing = np.broadcast_to((HALF_PERIODS[1] - HALF_PERIODS[0]) * step, grid.shape)
        count = grid.shape[1]
        yield Members(function, np.repeat(some, count), grid.ravel(), spacing.ravel()), count


def best_members(
    library: Library, function: str, t: Float[np.ndarray, "K n"], rows: Bool[np.ndarray, " all"]
) -> tuple[Members, Int[np.ndarray, " m"], Float[np.ndarray, " m"]]:
    """For each target the sharpened members of the cheapest and the best elements, their targets, and the shares they leave."""
    basis = orthonormal(np.ones((1, t.shape[1])))
    unit = unit_rest(t, basis).astype(np.float32)
    share, chosen = list[np.ndarray](), list[np.ndarray]()
    for some, count in members(library, function):
        f = unit_rest(member_values(some, library.values[some.element][:, rows]), basis)
        cosine = np.abs(unit @ f.astype(np.float32).T).reshape(len(t), -1, count)  # (K, elements, grid)
        best = cosine.argmax(axis=2)
        share.append(cosine.max(axis=2))
        place = best + count * np.arange(cosine.shape[1])
        chosen.append(np.stack([some.element, some.frequency, some.spacing])[:, place])
    best_first = np.argsort(-np.concatenate(share, axis=1)[:, CHEAPEST:], axis=1, kind="stable")
    cheapest = np.broadcast_to(np.arange(CHEAPEST), (len(t), CHEAPEST))
    order = np.concatenate([cheapest, CHEAPEST + best_first[:, :ELEMENTS]], axis=1)
    whole = np.take_along_axis(np.concatenate(chosen, axis=2), order[None], axis=2).reshape(3, -1)
    start = Members(function, whole[0].astype(np.int64), whole[1], whole[2])
    target = np.repeat(np.arange(len(t)), order.shape[1])
    u = library.values[:, rows]
    sharp, left = sharpened(start, u[start.element], t[target], FIRST_ROUNDS)
    kept = np.argsort(left, kind="stable")[:SURVIVORS]
    sharp, left = sharpened(sharp[kept], u[sharp.element[kept]], t[target[kept]], LAST_ROUNDS)
    return sharp, target[kept], left


def member_values(some: Members, u: Float[np.ndarray, "m n"]) -> Float[np.ndarray, "m n"]:
    """φ(ω·u) for each member and its values u; 0 where that is beyond float32."""
    with np.errstate(over="ignore"):
        values = FUNCTIONS[some.function](some.frequency[:, None] * u)
    return np.where(np.abs(values).max(axis=1, keepdims=True) < 1e12, values, 0.0)


def sharpened(
    some: Members, u: Float[np.ndarray, "m n"], t: Float[np.ndarray, "m n"], rounds: int
) -> tuple[Members, Float[np.ndarray, " m"]]:
    """Each member with the frequency nearby that explains its target best, and the share 1 - R² that it leaves."""
    t = t - t.mean(axis=1, keepdims=True)
    total = np.maximum(np.sum(t**2, axis=1), np.finfo(float).tiny)
    frequency, spacing = some.frequency, some.spacing
    best = np.full(len(t), np.inf)
    for _ in range(rounds):
        grid = frequency[:, None] + spacing[:, None] * np.linspace(-1, 1, 9)
        left = np.empty(grid.shape)
        for k in range(grid.shape[1]):
            f = member_values(Members(some.function, some.element, grid[:, k], spacing), u)
            f = f - f.mean(axis=1, keepdims=True)
            norm = np.maximum(np.sum(f**2, axis=1), np.finfo(float).tiny)
            rest = t - f * (np.sum(f * t, axis=1) / norm)[:, None]
            left[:, k] = np.sum(rest**2, axis=1) / total
        choice = left.argmin(axis=1)
        frequency, best = grid[np.arange(len(t)), choice], left.min(axis=1)
        spacing = spacing / 4
    return Members(some.function, some.element, frequency, spacing), best
