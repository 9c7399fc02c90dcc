"""Where a function of x may fail to be smooth on an interval, and the pieces between these points.

    guards    u for 1/u, log u, |u|, u^q, and cos u for tan u, 1 ± u for asin u, …: a term is smooth where none vanishes
    zeros     of a guard inside an interval: found on a grid, refined, recognised (r, r·π, √r, log r, …), else by SymPy

A finder's module: a zero that is missed or not recognised makes a proof fail later, it makes nothing wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from porism.symbolic.errors import PorismError
from porism.symbolic.extended import Extended
from porism.symbolic.numeric import approximate
from porism.symbolic.proposals.closed_forms import attempted
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    ONE,
    PI,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    multiply,
    number,
    power,
    replaced,
    square_root,
    substitute,
    subterms,
    subtract,
    variables,
)

GRID = 4001
MAX_ZEROS = 40  # of one guard: a periodic function on a half-line has too many pieces
_TOLERANCE = 1e-9


class TooManyPieces(Exception):  # the interval cannot be cut into finitely many smooth pieces
    """A guard vanishes too often."""


@dataclass(frozen=True)
class Range:
    """The interval from `low` to `high` of the variable, with a sample of the parameters for numbers."""

    variable: str
    low: Extended
    high: Extended
    sample: Mapping[str, Term] = field(default_factory=dict)

    def ends(self) -> tuple[float, float]:
        """The ends as numbers."""
        low, high = (self.number(e) for e in (self.low, self.high))
        return low, high

    def number(self, end: Extended) -> float:
        """A value as a number."""
        if isinstance(end, str):
            return math.inf if end == "oo" else -math.inf
        return float(approximate(substitute(end, dict(self.sample)), {})[0].real)

    def points(self, count: int) -> Any:
        """Points inside, denser towards finite ends."""
        a, b = self.ends()
        s = (np.arange(count) + 0.5) / count
        if math.isinf(a) and math.isinf(b):
            return np.tan(math.pi * (s - 0.5))
        if math.isinf(b):
            return a + s / (1 - s)
        if math.isinf(a):
            return b - (1 - s) / s
        return a + (b - a) * s

    def values(self, term: Term, points: Any) -> Any:
        """The term at points of the variable."""
        at = {self.variable: np.asarray(points, dtype=complex)}
        return np.broadcast_to(approximate(substitute(term, dict(self.sample)), at), np.shape(points))

    def between(self, low: Extended, high: Extended) -> Range:
        """A part of the range."""
        return Range(self.variable, low, high, self.sample)


def guards(term: Term, variable: str) -> list[Term]:
    """Terms at whose zeros `term` may fail to be smooth or defined, each once, without constant ones."""
    found = dict[Term, None]()
    for part in subterms(term):
        for guard in _guards(part):
            factors = guard.factors if isinstance(guard, Product) else (guard,)
            found |= dict.fromkeys(f for f in map(_base, factors) if variable in variables(f))
    return list(found)


def _base(term: Term) -> Term:
    return term.base if isinstance(term, Power) and isinstance(term.exponent, Number) else term


def _guards(part: Term) -> Iterator[Term]:
    match part:
        case Power(base, Number(q)) if q < 0 or q.denominator != 1:
            yield base
        case Power(base, exponent) if not isinstance(exponent, Number):
            yield base
        case Apply("log" | "abs" | "Ei" | "Ci" | "Chi" | "LambertWm1", a):
            yield a
        case Apply("li", a):
            yield a
            yield subtract(a, ONE)
        case Apply("dilog", a):
            yield subtract(ONE, a)
        case Apply("tan" | "sec", a):
            yield Apply("cos", a)
        case Apply("cot" | "csc", a):
            yield Apply("sin", a)
        case Apply("coth" | "csch", a):
            yield a
        case Apply("asin" | "acos" | "atanh" | "acosh", a):
            yield add(ONE, a)
            yield subtract(ONE, a)
        case _:
            pass


def breaks(term: Term, where: Range) -> list[Term]:
    """The zeros of the guards of `term` inside the range, in order."""
    found = dict[Term, float]()
    for guard in guards(term, where.variable):
        for zero in zeros(guard, where):
            at = where.number(zero)
            if all(abs(at - other) > _TOLERANCE * (1 + abs(at)) for other in found.values()):
                found[zero] = at
    return sorted(found, key=lambda t: found[t])


def zeros(guard: Term, where: Range) -> list[Term]:
    """The zeros of a guard inside the range that can be found."""
    if variables(guard) - {where.variable}:
        return [z for z in _solved(guard, where) if _is_inside(z, where)]
    found, unknown = list[Term](), False
    for at in _numeric_zeros(guard, where):
        zero = next((z for z in _recognised(at) if _vanishes(guard, z, where)), None)
        if zero is None:
            unknown = True
        elif zero not in found:
            found.append(zero)
    if len(found) > MAX_ZEROS:
        raise TooManyPieces(f"{guard} vanishes more than {MAX_ZEROS} times")
    if unknown:
        found += [z for z in _solved(guard, where) if z not in found and _is_inside(z, where)]
    return [z for z in found if _is_inside(z, where)]


def _is_inside(zero: Term, where: Range) -> bool:
    at, (a, b) = where.number(zero), where.ends()
    return (
        bool(a + _TOLERANCE * (1 + abs(a)) < at < b - _TOLERANCE * (1 + abs(b)))
        if _finite(a, b)
        else a < at < b
    )


def _finite(a: float, b: float) -> bool:
    return math.isfinite(a) and math.isfinite(b)


def _vanishes(guard: Term, zero: Term, where: Range) -> bool:
    near = where.number(zero)
    at, beside = np.abs(where.values(guard, np.array([near, near + 1e-3 * (1 + abs(near))])))
    return bool(at <= 1e-9 * (1 + beside))


def _numeric_zeros(guard: Term, where: Range) -> Iterator[float]:
    """Sign changes of a real guard and local minima of its modulus that are zeros, refined."""
    x = where.points(GRID)
    with np.errstate(all="ignore"):
        u = where.values(guard, x)
    real = np.where(np.abs(u.imag) <= 1e-9 * (1 + np.abs(u.real)), u.real, np.nan)
    changes = np.flatnonzero(real[:-1] * real[1:] <= 0)
    if len(changes) > 4 * MAX_ZEROS:
        raise TooManyPieces(f"{guard} changes its sign more than {MAX_ZEROS} times")
    for k in changes:
        yield _bisected(guard, where, float(x[k]), float(x[k + 1]))
    size = np.abs(u)
    dips = 1 + np.flatnonzero((size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] < 1e-2))
    for k in dips[: 4 * MAX_ZEROS]:
        low, high = float(x[k - 1]), float(x[k + 1])
        for _ in range(8):
            inner = np.linspace(low, high, 41)
            best = int(np.argmin(np.abs(where.values(guard, inner))))
            low, high = float(inner[max(best - 1, 0)]), float(inner[min(best + 1, 40)])
        if float(np.abs(where.values(guard, np.array([(low + high) / 2])))[0]) < 1e-9:
            yield (low + high) / 2


def _bisected(guard: Term, where: Range, low: float, high: float) -> float:
    sign = np.sign(where.values(guard, np.array([low]))[0].real)
    for _ in range(80):
        middle = (low + high) / 2
        if np.sign(where.values(guard, np.array([middle]))[0].real) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _recognised(v: float) -> Iterator[Term]:
    """Closed forms near a number: r, r·π, ±√r, log r, exp r, atan r + k·π, and roots of quadratics."""

    def rational(w: float, limit: int, tolerance: float = 1e-9) -> Fraction | None:
        if not math.isfinite(w) or abs(w) > 1e6:
            return None
        q = Fraction(w).limit_denominator(limit)
        return q if abs(float(q) - w) <= tolerance * (1 + abs(w)) else None

    if (q := rational(v, 12, 1e-7)) is not None:
        yield number(q)
    if (q := rational(v / math.pi, 12, 1e-7)) is not None:
        yield multiply(number(q), PI)
    if (q := rational(v, 500)) is not None:
        yield number(q)
    if (q := rational(v / math.pi, 120)) is not None:
        yield multiply(number(q), PI)
    if (q := rational(v * v, 200)) is not None:
        yield multiply(number(1 if v > 0 else -1), square_root(number(q)))
    if abs(v) < 20 and (q := rational(math.exp(v), 60)) is not None:
        yield Apply("log", number(q))
    if v > 0 and (q := rational(math.log(v), 20)) is not None:
        yield Apply("exp", number(q))
    if (q := rational(math.tan(v), 30)) is not None:
        turns = round((v - math.atan(float(q))) / math.pi)
        yield add(Apply("atan", number(q)), multiply(number(turns), PI))
    for b in range(-12, 13):  # x² + bx/2 + c = 0
        c = rational(-v * v - b * v / 2, 12)
        if c is not None:
            half, disc = Fraction(-b, 4), Fraction(b * b, 16) + c
            if disc > 0:
                root = multiply(number(1 if v > half else -1), square_root(number(disc)))
                yield add(number(half), root)


def _solved(guard: Term, where: Range) -> list[Term]:
    """Zeros by SymPy."""
    symbols = {name: sympy.Symbol(name, real=True) for name in variables(guard)}
    x = symbols[where.variable]
    found = attempted(lambda: sympy.solve(to_sympy(guard, symbols), x), 3.0) or []
    terms = list[Term]()
    for zero in found[:MAX_ZEROS]:
        if zero.has(x) or zero.has(sympy.CRootOf) or not zero.is_finite:
            continue
        try:
            terms.append(from_sympy(zero))
        except PorismError:
            continue
    return [t for t in terms if abs(_imaginary(t, where)) < 1e-12]


def _imaginary(term: Term, where: Range) -> float:
    return float(approximate(substitute(term, dict(where.sample)), {})[0].imag)


def sign_on(term: Term, where: Range) -> int:
    """The sign of a real term on a range by its values there, 0 if it is not constant."""
    with np.errstate(all="ignore"):
        u = where.values(term, where.points(41))
    if not np.isfinite(u).all() or (np.abs(u.imag) > 1e-9 * (1 + np.abs(u.real))).any():
        return 0
    return 1 if (u.real > 0).all() else -1 if (u.real < 0).all() else 0


def with_signs(term: Term, where: Range) -> Term:
    """The term on a range where the arguments of its moduli have one sign: |u| is u or −u."""
    match term:
        case Apply("abs", a):
            inner, sign = with_signs(a, where), sign_on(a, where)
            return multiply(number(sign), inner) if sign else Apply("abs", inner)
        case Apply(function, a):
            return Apply(function, with_signs(a, where))
        case Power(base, exponent):
            return power(with_signs(base, where), with_signs(exponent, where))
        case Sum(terms):
            return add(*(with_signs(t, where) for t in terms))
        case Product(factors):
            return multiply(*(with_signs(f, where) for f in factors))
        case _:
            return term


def with_real_logarithms(term: Term, where: Range) -> Term:
    """log u as log −u where u < 0: another antiderivative, which is real."""
    found = term
    for part in dict.fromkeys(subterms(term)):
        match part:
            case Apply("log", a) if where.variable in variables(a) and sign_on(a, where) == -1:
                flipped = from_sympy(sympy.expand(-to_sympy(a)))
                found = replaced(found, part, Apply("log", flipped))
    return found
