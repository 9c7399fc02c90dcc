"""Fast approximate values of terms on many points at once, for finders only: nothing here is rigorous.

Complex double precision on the principal branches; where a value does not exist the result is nan or inf. Cost: one
vectorised operation a node.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import assert_never

import numpy as np
from jaxtyping import Complex128

from porism.symbolic.derivative import derivative
from porism.symbolic.term import Apply, Constant, Derivative, Number, Power, Product, Sum, Term, Variable

Values = Complex128[np.ndarray, " n"]

_CONSTANTS = {"pi": np.pi, "e": np.e, "i": 1j}
_RECIPROCALS = {
    "cot": np.tan,
    "sec": np.cos,
    "csc": np.sin,
    "coth": np.tanh,
    "sech": np.cosh,
    "csch": np.sinh,
}
_INVERSES = {
    "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan, "asinh": np.arcsinh, "acosh": np.arccosh, "atanh": np.arctanh
}  # fmt: skip

_SPECIAL = {
    "erf", "Ei", "li", "Si", "Ci", "Shi", "Chi", "fresnels", "fresnelc", "dilog", "LambertW", "LambertWm1", "gamma",
    "loggamma", "digamma",
}  # fmt: skip


def approximate(term: Term, points: Mapping[str, Values]) -> Values:
    """The values of `term` at n points, shape (n,); a term without variables gives shape (1,)."""
    with np.errstate(all="ignore"):
        return _values(term, points)


def _values(term: Term, points: Mapping[str, Values]) -> Values:
    match term:
        case Number(value):
            return np.array([float(value) if abs(value) < 10**300 else np.nan], dtype=complex)
        case Constant(name):
            return np.array([_CONSTANTS[name]], dtype=complex)
        case Variable(name):
            return points[name]
        case Sum(terms):
            return np.asarray(reduce(np.add, (_values(t, points) for t in terms)))
        case Product(factors):
            return np.asarray(reduce(np.multiply, (_values(f, points) for f in factors)))
        case Power(base, Number(n)) if n.denominator == 1 and abs(n) < 2**31:
            return np.asarray(_values(base, points) ** int(n))
        case Power(base, Number(n)) if n.denominator == 2 and n > 0:
            return np.asarray(np.sqrt(_plus_zero(_values(base, points))) ** n.numerator)
        case Power(base, exponent):
            b, e = _plus_zero(_values(base, points)), _values(exponent, points)
            power = np.exp(e * np.log(b))
            return np.where(b == 0, np.where(e == 0, 1, np.where(e.real > 0, 0, np.nan)), power)
        case Apply(function, argument):
            return _applied(function, _plus_zero(_values(argument, points)))
        case Derivative(expression, variable):
            return _values(derivative(expression, variable), points)
        case _:
            assert_never(term)


def _applied(function: str, z: Values) -> Values:
    if function in _RECIPROCALS:
        return np.asarray(1 / _RECIPROCALS[function](z))
    if function in ("asin", "acos", "atanh") and np.any((z.imag == 0) & (np.abs(z.real) > 1)):
        # numpy takes the side of the cut from the sign of zero; the principal value has one side for each end.
        z = np.where((z.imag == 0) & (z.real > 1), z - 1e-300j, z)
    if function in _INVERSES:
        return np.asarray(_INVERSES[function](z))
    if function in _SPECIAL:
        return _special(function, z)
    if function == "abs":
        return np.asarray(np.abs(z), dtype=complex)
    result: Values = getattr(np, function)(z)
    return result


def _special(function: str, z: Values) -> Values:
    from scipy import special  # loads slowly, and is seldom needed

    match function:
        case "erf":
            value = special.erf(z)
        case "Ei":
            value = special.expi(z)
        case "li":
            value = special.expi(_plus_zero(np.log(z)))
        case "Si" | "Ci":
            value = special.sici(z)[function == "Ci"]
        case "Shi" | "Chi":
            value = special.shichi(z)[function == "Chi"]
        case "fresnels" | "fresnelc":
            # SciPy's own are wrong at some complex numbers, such as 4 + 0i: C + iS and C − iS by erf (DLMF 7.5.8)
            up = (1 + 1j) / 2 * special.erf(np.sqrt(np.pi) / 2 * (1 - 1j) * z)
            down = (1 - 1j) / 2 * special.erf(np.sqrt(np.pi) / 2 * (1 + 1j) * z)
            value = (up + down) / 2 if function == "fresnelc" else (up - down) / 2j
        case "LambertW" | "LambertWm1":
            value = special.lambertw(z, -1 if function == "LambertWm1" else 0)
        case "gamma" | "loggamma" | "digamma":
            value = getattr(special, function)(z)
        case _:  # dilog: on its cut, x > 1, the value is the one from below
            value = special.spence(_plus_zero(1 - z))
    return np.asarray(value, dtype=complex)


def _plus_zero(z: Values) -> Values:
    """z with −0 in the imaginary part made +0: on a cut the principal value is the one from above."""
    return z.real + 1j * np.where(z.imag == 0, 0.0, z.imag)
