"""Invertible outer functions of the target: if T(y) is a product or a sum of two terms, then y = T⁻¹(of it).

A transform is tried only where it is injective on the range of the data, so that its inverse gives y back: `asin` is
undone by `sin` on [-1, 1], `sin` by `asin` only if |y| ≤ π/2. The target handed in is |y| or y itself when y takes
both signs; the sign of a target of one sign is put back by the caller.

Law: for each transform and each y in its range, inverse(forward(y)) = y, and inverse_term says the same as inverse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from porism.neural.scoring.operators import Values
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    Apply,
    Term,
    add,
    divide,
    number,
    power,
    square_root,
    subtract,
)


@dataclass(frozen=True)
class Transform:
    """T, T⁻¹ on values and terms, the open interval of y on which both are used, and what T⁻¹ costs in a formula."""

    name: str
    cost: int
    lowest: float
    highest: float
    forward: Callable[[Values], Values]
    inverse: Callable[[Values], Values]
    inverse_term: Callable[[Term], Term]
    exponent: int | None = None  # p if T⁻¹(h) = h**p, so that a factor of h moves out as a factor of y
    root: int = 1  # and h**(p/root)

    def applies_to(self, y: Values) -> bool:
        """Whether every value lies inside the interval; 0 is excluded for the reciprocals by nan."""
        with np.errstate(all="ignore"):
            return bool(
                np.all((y > self.lowest) & (y < self.highest)) and np.all(np.isfinite(self.forward(y)))
            )


_INF: Final = float("inf")
_HALF_PI: Final = float(np.pi / 2)


def _inverse_function(name: str) -> Callable[[Term], Term]:
    return lambda h: Apply(name, h)


#: In the order in which they are scored; the first eight are the ones of the large pass.
TRANSFORMS: Final[tuple[Transform, ...]] = (
    Transform("y", 0, -_INF, _INF, lambda y: y, lambda h: h, lambda h: h, 1),
    Transform("1/y", 1, -_INF, _INF, lambda y: 1 / y, lambda h: 1 / h, lambda h: power(h, MINUS_ONE), -1),
    Transform("log", 2, 0, _INF, np.log, np.exp, _inverse_function("exp")),
    Transform("y**2", 1, 0, _INF, np.square, np.sqrt, square_root, 1, 2),
    Transform(
        "1/y**2",
        2,
        0,
        _INF,
        lambda y: 1 / y**2,
        lambda h: 1 / np.sqrt(h),
        lambda h: power(h, number("-1/2")),
        -1,
        2,
    ),
    Transform("sqrt", 1, 0, _INF, np.sqrt, np.square, lambda h: power(h, number(2)), 2),
    Transform("1/sqrt", 2, 0, _INF, lambda y: y**-0.5, lambda h: h**-2.0, lambda h: power(h, number(-2)), -2),
    # exp(y) beyond e^20 loses the smaller values of y in float32.
    Transform("exp", 2, -20, 20, np.exp, np.log, _inverse_function("log")),
    Transform("sin", 2, -_HALF_PI, _HALF_PI, np.sin, np.arcsin, _inverse_function("asin")),
    Transform("cos", 2, 0, np.pi, np.cos, np.arccos, _inverse_function("acos")),
    Transform("tan", 2, -_HALF_PI, _HALF_PI, np.tan, np.arctan, _inverse_function("atan")),
    Transform("asin", 2, -1, 1, np.arcsin, np.sin, _inverse_function("sin")),
    Transform("acos", 2, -1, 1, np.arccos, np.cos, _inverse_function("cos")),
    Transform("atanh", 2, -1, 1, np.arctanh, np.tanh, _inverse_function("tanh")),
    Transform("log(1+y)", 3, -1, _INF, np.log1p, np.expm1, lambda h: subtract(Apply("exp", h), ONE)),
    Transform(
        "log(1+1/y)",
        3,
        0,
        _INF,
        lambda y: np.log1p(1 / y),
        lambda h: 1 / np.expm1(h),
        lambda h: power(subtract(Apply("exp", h), ONE), MINUS_ONE),
    ),
    Transform(
        "logit",
        3,
        0,
        1,
        lambda y: np.log(1 / y - 1),
        lambda h: 1 / (1 + np.exp(h)),
        lambda h: divide(ONE, add(ONE, Apply("exp", h))),
    ),
)
