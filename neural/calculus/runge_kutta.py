"""Samples of the solution of an initial value problem: the classical Runge–Kutta method in JAX, in double precision.

    y⁽ⁿ⁾ = f(x, y, …, y⁽ⁿ⁻¹⁾), y⁽ⁱ⁾(x₀) = yᵢ  ──►  y at `POINTS` points on one side of x₀

The steps are so small that the method's error is near rounding; half as many steps give the error estimate. An interval
on which it is too large is halved, a few times, then the other side is tried.

References: E. Hairer, S. Nørsett, G. Wanner (1993), Solving Ordinary Differential Equations I, §II.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from jaxtyping import Float

from porism.neural.calculus.quadrature import Samples, evaluated
from porism.symbolic.term import Term

POINTS: Final = 128
STEPS: Final = 32  # between two points
WIDTHS: Final = (1.0, -1.0, 0.25, -0.25)
ACCURATE: Final = 1e-10


def sampled_solution(f: Term, names: Sequence[str], point: float, start: Sequence[float]) -> Samples | None:
    """Samples of y, or None where no interval is good enough; `names` are those of x, y, y1, …

    >>> from porism.symbolic.parse import parse_term
    >>> samples = sampled_solution(parse_term("y"), ["x", "y"], 0.0, [1.0])
    >>> bool(np.allclose(samples.values, np.exp(samples.points), atol=1e-11))
    True
    """
    import jax

    with jax.enable_x64(True):
        for width in WIDTHS:
            fine, coarse = (_integrated(f, names, point, start, width, n) for n in (STEPS, STEPS // 2))
            with np.errstate(all="ignore"):
                error = float(np.max(np.abs(fine - coarse)))
            if np.isfinite(error) and error <= ACCURATE * (1e-6 + float(np.max(np.abs(fine)))):
                points = point + width * np.arange(1, POINTS + 1) / POINTS
                return Samples(points, fine, error)
    return None


def _integrated(
    f: Term, names: Sequence[str], point: float, start: Sequence[float], width: float, steps: int
) -> Float[np.ndarray, " n"]:
    import jax
    import jax.numpy as jnp

    h = width / POINTS / steps

    def slope(x: Any, y: Any) -> Any:
        values = dict(zip(names, (x, *y), strict=True))
        return jnp.stack([*y[1:], jnp.asarray(evaluated(f, values, jnp), dtype=y.dtype)])

    def step(state: Any, _: None) -> tuple[Any, None]:
        x, y = state
        k1 = slope(x, y)
        k2 = slope(x + h / 2, y + h / 2 * k1)
        k3 = slope(x + h / 2, y + h / 2 * k2)
        k4 = slope(x + h, y + h * k3)
        return (x + h, y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)), None

    def between(state: Any, _: None) -> tuple[Any, Any]:
        state, _ = jax.lax.scan(step, state, None, length=steps)
        return state, state[1][0]

    first = (jnp.asarray(point), jnp.asarray(list(start), dtype=float))
    _, values = jax.lax.scan(between, first, None, length=POINTS)
    return np.asarray(values)
