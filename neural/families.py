"""One-parameter families φ(ω·u) on a grid of ω: exponentials and oscillations with a constant inside.

The library's elements have no inner constants; here u runs over its cheap elements and ω over a grid fine enough that
some φ(ω·u) correlates with T(y/m) before ω is refined. Families: exp(ω u) with ω of both signs, on a geometric grid
(neighbours correlate beyond 0.99); cos(ω u) and sin(ω u) on a linear grid of three quarters of a half period over the
range of u.

References: Lomb (1976), Astrophys. Space Sci. 39, 447 (least-squares frequency analysis of uneven samples).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from jaxtyping import Float

from porism.neural.library import ALGEBRAIC, MONOMIAL, Library
from porism.neural.scorer import BUCKETS

#: |ω|·(standard deviation of u): below the first exp is a line, beyond the last only its largest value counts.
RATES: Final = np.geomspace(0.1, 6.0, 16)
#: ω·(range of u)/π, in half periods; with more of them neighbouring rows no longer follow an oscillation.
HALF_PERIODS: Final = np.arange(0.5, 48.5, 0.75)
MONOMIALS, SUMS = 192, 64  # u: phases are mostly products, some differences
_FUNCTIONS: Final = {"exp": np.exp, "cos": np.cos, "sin": np.sin}


@dataclass(frozen=True)
class Family:
    """φ (exp, cos or sin) of ω times element `element`."""

    function: str
    element: int
    frequency: float

    def values(self, u: Float[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
        """φ(ω·u); an overflow is inf."""
        with np.errstate(over="ignore"):
            return np.asarray(_FUNCTIONS[self.function](self.frequency * u))


def family_blocks(
    library: Library, functions: tuple[str, ...]
) -> Iterator[tuple[list[Family], Float[np.ndarray, "m n"]]]:
    """The finite members of these families for the cheap elements, with their values, in blocks for the scorer."""
    block = list[Family]()
    for k in [*library.of_kind(MONOMIAL, MONOMIALS), *library.of_kind(ALGEBRAIC, SUMS)]:
        u = library.values[k]
        rates, steps = RATES / u.std(), HALF_PERIODS * np.pi / np.ptp(u)
        for function in functions:
            grid = [*rates, *-rates] if function == "exp" else list(steps)
            block += [Family(function, k, float(w)) for w in grid]
        if len(block) > BUCKETS[-1] - 2 * len(HALF_PERIODS):
            yield _finite(library, block)
            block = []
    if block:
        yield _finite(library, block)


def _finite(library: Library, members: list[Family]) -> tuple[list[Family], Float[np.ndarray, "m n"]]:
    values = np.stack([m.values(library.values[m.element]) for m in members])
    usable = np.all(np.isfinite(values) & (np.abs(values) < 1e12), axis=1)  # squares of more overflow float32
    return [m for m, keep in zip(members, usable, strict=True) if keep], values[usable]
