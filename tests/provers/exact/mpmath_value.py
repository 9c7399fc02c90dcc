"""An oracle for the checker's terms that shares no code with it: mpmath's functions, and Python's own Fractions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath

from porism.provers.exact.terms import Term

DIGITS = 50
TINY = mpmath.mpf(10) ** -30


def value(t: Term, at: Mapping[str, Any]) -> Any:
    """The value of a term in mpmath, rationals as `Fraction` as long as they stay rational.

    Raises `ZeroDivisionError` or `ValueError` where the term is undefined.
    """
    match t:
        case ("num", q):
            return q
        case ("var", x):
            return at[x]
        case ("const", name):
            return +mpmath.pi if name == "pi" else mpmath.mpc(0, 1)
        case ("+", *terms):
            total: Any = Fraction(0)
            for p in terms:
                a, b = _alike(total, value(p, at))
                total = a + b
            return total
        case ("*", *factors):
            product: Any = Fraction(1)
            for p in factors:
                a, b = _alike(product, value(p, at))
                product = a * b
            return product
        case ("^", a, b):
            return _power(value(a, at), value(b, at))
        case ("abs", a):
            z = value(a, at)
            return abs(z)
        case (f, a):
            z = _float(value(a, at))
            if (f == "log" and z == 0) or (f in ("loggamma", "digamma") and mpmath.mp.isnpint(z)):
                raise ZeroDivisionError
            if f == "dilog":
                return mpmath.polylog(2, z)
            if f in ("LambertW", "LambertWm1"):
                if abs(z + mpmath.exp(-1)) < TINY:  # a branch point: half of the digits would be lost
                    return mpmath.mpf(-1)
                return mpmath.lambertw(z, -1 if f == "LambertWm1" else 0)
            return getattr(mpmath, f if f.startswith("fresnel") else f.lower())(z)
    raise AssertionError(t)


def _power(a: Any, b: Any) -> Any:
    if isinstance(b, Fraction) and b.denominator == 1:
        return a ** int(b)
    if a == 0:
        if _float(b).real <= 0:
            raise ZeroDivisionError
        return Fraction(0)
    if (
        isinstance(b, Fraction) and b.denominator == 2
    ):  # exactly imaginary for a < 0, so that it stays on a cut
        return mpmath.sqrt(_float(a)) ** b.numerator
    return mpmath.exp(_float(b) * mpmath.log(_float(a)))


def _alike(a: Any, b: Any) -> tuple[Any, Any]:
    return (a, b) if isinstance(a, Fraction) and isinstance(b, Fraction) else (_float(a), _float(b))


def _float(z: Any) -> Any:
    return mpmath.mpf(z.numerator) / z.denominator if isinstance(z, Fraction) else z


def holds(kind: str, t: Term, at: Mapping[str, Any]) -> bool:
    """Whether `t kind 0`, up to rounding; N is for a natural number, R for a real one."""
    exact = value(t, at)
    z = mpmath.mpmathify(_float(exact))
    real = abs(z.imag) < TINY
    match kind:
        case "=":
            return bool(abs(z) < TINY * (1 + _scale(t, at)))
        case "!=":
            return bool(abs(z) > TINY)
        case "R":
            return bool(real)
        case ">":
            return bool(real and z.real > TINY)
        case ">=":
            return bool(real and z.real > -TINY)
        case "N":
            return isinstance(exact, Fraction) and exact.denominator == 1 and exact >= 0
    raise AssertionError(kind)


def _scale(t: Term, at: Mapping[str, Any]) -> Any:
    return (
        max((abs(_float(value(p, at))) for p in t[1:]), default=mpmath.mpf(0))
        if t[0] == "+"
        else mpmath.mpf(0)
    )
