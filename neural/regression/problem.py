"""A problem to search: y = factor · φ(features), with a library of the features and the transforms that apply.

Problem   one reduction of the data (`reduction.py`), its library, and y/factor under each transform
propose   the formulas of those fits that describe the data shortest, and of the best at each cost
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from jaxtyping import Bool, Float, Int

from porism.neural.clock import Clock
from porism.neural.regression.formula import Formula
from porism.neural.regression.proposal import proposal
from porism.neural.regression.reduction import Reduced
from porism.neural.scoring.library import Library
from porism.neural.scoring.refit import Fits, Target, fits
from porism.neural.scoring.transforms import TRANSFORMS, Transform
from porism.symbolic.term import multiply

PROPOSALS: Final = 10  # formulas a stage: each costs some milliseconds of refinement
WORTHWHILE: Final = 0.9  # and those that cost more than another only if they leave this share of its error
COST_BITS: Final = (
    2.5  # bits a half symbol, as in `pareto.py`; a rough description ranks well enough to propose
)
BEST_ERROR: Final = 1e-26  # rounding


@dataclass
class Tally:
    """How many formulas were scored, and to which sizes the library was grown, in their order."""

    scored: int = 0
    grown: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Problem:
    """The data in the coordinates of a reduction; `fit_rows` are the rows that the scorer and the fits see."""

    reduced: Reduced
    library: Library
    y: Float[np.ndarray, " n"]
    fit_rows: Bool[np.ndarray, " n"]
    targets: tuple[Target, ...]
    columns: Mapping[str, Float[np.ndarray, " n"]]
    tally: Tally = field(default_factory=Tally)
    clock: Clock = field(default_factory=Clock)

    @classmethod
    def of(
        cls,
        reduced: Reduced,
        columns: Mapping[str, Float[np.ndarray, " n"]],
        y: Float[np.ndarray, " n"],
        fit_rows: Bool[np.ndarray, " n"],
        seed: int,
        clock: Clock,
    ) -> Problem:
        """The problem of a reduction, with a library of its features alone."""
        x = np.stack([f.values for f in reduced.features], axis=1)
        library = Library(x, tuple(f.term for f in reduced.features), seed)
        own = targets(reduced, None, None, y, TRANSFORMS)
        return cls(reduced, library, y, fit_rows, tuple(own), columns, clock=clock)

    def values(self, size: int) -> Float[np.ndarray, "size n"]:
        """The values of the first `size` elements, or of all that there are."""
        self.clock.check()
        if size not in self.tally.grown:
            self.tally.grown.append(size)
            self.library.grow(size)
        return self.library.values[:size]

    def divided(self, elements: Sequence[int], transforms: Sequence[Transform] = TRANSFORMS) -> list[Target]:
        """T(y / element) for each element without a zero and each transform that applies."""
        found = list[Target]()
        for k in elements:
            if np.all(self.library.values[k] != 0):
                found += targets(self.reduced, self.library, int(k), self.y, transforms)
        return found

    def proposals(
        self,
        of: Sequence[Target],
        target: Int[np.ndarray, " m"],
        linear: Int[np.ndarray, "m a"],
        product: Int[np.ndarray, "m p"],
        without_intercept: bool,
    ) -> list[Formula]:
        """The best formulas of these hits, with an intercept, and if asked for also without."""
        if not len(target):
            return []
        shapes = (False, True) if without_intercept else (True,)
        return [
            formula
            for has_intercept in shapes
            for formula in self._chosen(
                fits(target, linear, product, has_intercept, self.library.values, of, self.y, self.fit_rows),
                of,
            )
        ]

    def _chosen(self, found: Fits, of: Sequence[Target]) -> list[Formula]:
        cost = self.library.cost[found.linear].sum(axis=1) + self.library.cost[found.product].sum(axis=1)
        cost = cost + np.array([2 * t.transform.cost + t.factor_cost for t in of])[found.target]
        error = np.maximum(np.maximum(found.error, found.heldout), BEST_ERROR)
        bits = 0.5 * len(self.y) * np.log2(error) + COST_BITS * cost
        self.clock.check()
        chosen = dict.fromkeys(np.argsort(bits, kind="stable")[:PROPOSALS].tolist())
        least = np.inf
        for row in np.lexsort((error, cost)).tolist():
            if error[row] < WORTHWHILE * least:
                least, chosen[row] = error[row], None
        formulas = (
            proposal(found, row, self.library, of[found.target[row]], self.fit_rows)
            for row in chosen
            if np.isfinite(bits[row])
        )
        return [f for f in formulas if f is not None]


def targets(
    reduced: Reduced,
    library: Library | None,
    divisor: int | None,
    y: Float[np.ndarray, " n"],
    transforms: Sequence[Transform],
) -> list[Target]:
    """T(y/factor), or T(y/(factor · divisor)), for each transform that applies to all rows."""
    factor, values, cost = reduced.factor, reduced.factor_values, 0
    if library is not None and divisor is not None:
        factor = multiply(factor, library.term(divisor))
        values, cost = values * library.values[divisor], int(library.cost[divisor])
    z = y / values
    sign = -1.0 if np.all(z <= 0) else 1.0
    found = list[Target]()
    for transform in transforms:
        if transform.applies_to(sign * z):
            t = transform.forward(sign * z)
            if np.ptp(t) > 0:
                found.append(Target(transform, sign, factor, values, cost, t))
    return found
