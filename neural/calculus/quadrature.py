"""Samples of an antiderivative: Gauss–Legendre quadrature in JAX, in double precision, with an error estimate.

    an interval on which f is finite and smooth  ──►  F(xₖ) = ∫ f from its left end to xₖ, at `PANELS` points

Each panel is integrated with `ORDER` and with `CHECK` nodes; the difference is the error, and an interval on which it is
not near rounding is given up for the next. Intervals are tried where a coarse look sees no pole and no complex
value. A pole that the look misses spoils the error estimate, so that it is seen there.

References: P. Davis, P. Rabinowitz (1984), Methods of Numerical Integration, §2.7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, assert_never

import numpy as np
from jaxtyping import Float

from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.numeric import approximate
from porism.symbolic.term import (
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    variables,
)

PANELS: Final = 256
ORDER, CHECK = 14, 9  # nodes a panel
ACCURATE: Final = 1e-11  # relative error of an interval that is taken
LOOK: Final = 2000  # points of the coarse look
LARGEST: Final = 1e6  # |f| beyond it is a pole's neighbourhood, or nothing that quadrature gets right
WIDEST: Final = 6.0
MOST_INTERVALS: Final = 4
FUNCTIONS: Final = {
    "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "abs", "erf",
}  # fmt: skip
_RECIPROCALS: Final = {
    "cot": "tan",
    "sec": "cos",
    "csc": "sin",
    "coth": "tanh",
    "sech": "cosh",
    "csch": "sinh",
}
_NAMES: Final = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arcsinh",
    "acosh": "arccosh",
    "atanh": "arctanh",
}
Values = Float[np.ndarray, " n"]


@dataclass(frozen=True)
class Samples:
    """Points and the values of the antiderivative that is 0 at the first of them; `error` bounds them, if f is smooth."""

    points: Values
    values: Values
    error: float


def sampled_antiderivative(f: Term, variable: str, domain: Domain) -> Samples | None:
    """Samples of ∫ f on a real interval of the domain, or None where no interval is good enough.

    >>> from porism.symbolic.parse import parse_term
    >>> samples = sampled_antiderivative(parse_term("cos(x)"), "x", Domain("real"))
    >>> bool(np.allclose(samples.values, np.sin(samples.points) - np.sin(samples.points[0]), atol=1e-12))
    True
    """
    if variables(f) - {variable}:
        raise UnsupportedError("an integrand with parameters cannot be sampled")
    for low, high in _intervals(f, variable, domain):
        found = _integrated(f, variable, low, high)
        if found.error <= ACCURATE * float(np.max(np.abs(found.values))):
            return found
    return None


def _intervals(f: Term, variable: str, domain: Domain) -> Iterator[tuple[float, float]]:
    """Intervals of the domain on which f seems smooth: the widest first, then parts of it."""
    low, high, *_ = domain.bounds() if domain.is_real else (None, None)
    ends = [None if e is None else float(approximate(e, {})[0].real) for e in (low, high)]
    left = ends[0] if ends[0] is not None else (-8.0 if ends[1] is None else ends[1] - 16.0)
    right = ends[1] if ends[1] is not None else left + 16.0
    x = left + (right - left) * (np.arange(LOOK) + 0.37) / LOOK
    y = np.broadcast_to(approximate(f, {variable: x.astype(complex)}), x.shape)
    y = np.where(np.isfinite(y), y, LARGEST**2)
    size = np.abs(y)
    step = np.abs(np.diff(y, append=y[-1:]))
    good = (np.abs(y.imag) <= 1e-12 * (1e-9 + size)) & (size < LARGEST)
    good &= step <= 0.5 * (1e-9 + np.maximum(size, np.roll(size, -1)))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], good.astype(int), [0]])))
    runs = sorted(zip(edges[::2], edges[1::2], strict=True), key=lambda r: r[0] - r[1])
    for start, stop in runs[:MOST_INTERVALS]:
        if stop - start < 8:
            continue
        margin = (stop - start) // 10 + 1  # the ends of a run may be branch points
        a, b = float(x[start + margin]), float(x[stop - 1 - margin])
        middle = (a + b) / 2
        for width in (min(b - a, WIDEST), min(b - a, WIDEST) / 4):
            if width > 1e-12 * (1 + abs(middle)):
                yield middle - width / 2, middle + width / 2


def _integrated(f: Term, variable: str, low: float, high: float) -> Samples:
    import jax
    import jax.numpy as jnp

    with jax.enable_x64(True):
        function = jax.jit(lambda at: evaluated(f, {variable: at}, jnp))
        edges = np.linspace(low, high, PANELS + 1)
        half = (high - low) / PANELS / 2
        sums = list[Values]()
        for order in (ORDER, CHECK):
            nodes, weights = np.polynomial.legendre.leggauss(order)
            at = (edges[:-1, None] + half) + half * nodes[None, :]  # (panels, order)
            values = np.asarray(function(jnp.asarray(at.ravel()))) * np.ones(at.size)
            sums.append(half * (values.reshape(at.shape) @ weights))
    total = np.concatenate([[0.0], np.cumsum(sums[0])])
    error = float(np.abs(sums[0] - sums[1]).sum())
    return Samples(edges, total, error if np.isfinite(error) else np.inf)


def evaluated(t: Term, at: dict[str, Any], numpy: Any) -> Any:  # Any: the arrays of NumPy or of JAX
    """The real values of a term; nan where they are not real. `numpy` is numpy or jax.numpy."""
    value: Callable[[Term], Any] = lambda s: evaluated(s, at, numpy)  # noqa: E731  # short, and recursive
    match t:
        case Number(q):
            return float(q)
        case Constant("i"):
            raise UnsupportedError("a complex integrand cannot be sampled")
        case Constant(name):
            return {"pi": np.pi, "e": np.e}[name]
        case Variable(name):
            return at[name]
        case Sum(terms):
            return reduce(lambda a, b: a + b, map(value, terms))
        case Product(factors):
            return reduce(lambda a, b: a * b, map(value, factors))
        case Power(base, Number(q)) if q.denominator == 1:
            return value(base) ** int(q)
        case Power(base, exponent):
            return numpy.exp(value(exponent) * numpy.log(value(base)))
        case Apply(f, argument) if f in _RECIPROCALS:
            return 1 / getattr(numpy, _RECIPROCALS[f])(value(argument))
        case Apply("erf", argument):
            from jax.scipy.special import erf

            return erf(value(argument))
        case Apply(f, argument) if f in FUNCTIONS:
            return getattr(numpy, _NAMES.get(f, f))(value(argument))
        case Apply(f):
            raise UnsupportedError(f"{f} cannot be sampled")
        case Derivative(expression, name):
            return value(derivative(expression, name))
        case _:
            assert_never(t)
