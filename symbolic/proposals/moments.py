"""∫ uˢ·exp(k·u + m) du, and with sin and cos, for u > 0 and s an integer or half of one, by recursion in s.

    s > 0:   ∫ uˢ eᵏᵘ = uˢ eᵏᵘ/k − (s/k) ∫ uˢ⁻¹ eᵏᵘ          s < −1:  ∫ uˢ eᵏᵘ = uˢ⁺¹ eᵏᵘ/(s+1) − (k/(s+1)) ∫ uˢ⁺¹ eᵏᵘ
    s = −1:  Ei(k·u), Si(k·u), Ci(k·u)                      s = −1/2:  erfi and erf, Fresnel's S and C, of √u

The constants k ≠ 0 and m are free of u. Only a proposal: nobody relies on it.

References: NIST Digital Library of Mathematical Functions, §6.2, §7.2, §8.8.
"""

from __future__ import annotations

from typing import Any

import sympy

MAX_STEPS = 40
_HALF = sympy.Rational(1, 2)


def moment(s: Any, function: Any, k: Any, m: Any, u: Any) -> Any:
    """An antiderivative of u**s * function(k*u + m); `function` is exp, sin, cos or None for 1.

    >>> u = sympy.Symbol("u", positive=True)
    >>> moment(sympy.Integer(1), sympy.exp, sympy.Integer(2), sympy.Integer(0), u)
    u*exp(2*u)/2 - exp(2*u)/4
    """
    if abs(s) > MAX_STEPS:
        return None
    if function is None or k == 0:
        factor = sympy.S.One if function is None else function(m)
        return factor * (sympy.log(u) if s == -1 else u ** (s + 1) / (s + 1))
    if function is sympy.exp:
        return sympy.exp(m) * _exponential(s, k, u)
    sine, cosine = _circular(s, k, u)
    if function is sympy.sin:
        return sympy.cos(m) * sine + sympy.sin(m) * cosine
    return sympy.cos(m) * cosine - sympy.sin(m) * sine


def _exponential(s: Any, k: Any, u: Any) -> Any:
    e = sympy.exp(k * u)
    if s == 0:
        return e / k
    if s == -1:
        return sympy.Ei(k * u)
    if s == -_HALF:
        if k.is_negative or sympy.S(k).could_extract_minus_sign():
            return sympy.sqrt(sympy.pi / -k) * sympy.erf(sympy.sqrt(-k) * sympy.sqrt(u))
        return sympy.sqrt(sympy.pi / k) * sympy.erfi(sympy.sqrt(k) * sympy.sqrt(u))
    if s > 0:
        return u**s * e / k - s / k * _exponential(s - 1, k, u)
    return u ** (s + 1) * e / (s + 1) - k / (s + 1) * _exponential(s + 1, k, u)


def _circular(s: Any, k: Any, u: Any) -> tuple[Any, Any]:
    """∫ uˢ sin(k·u) and ∫ uˢ cos(k·u)."""
    sin, cos = sympy.sin(k * u), sympy.cos(k * u)
    if s == 0:
        return -cos / k, sin / k
    if s == -1:
        return sympy.Si(k * u), sympy.Ci(k * u)
    if s == -_HALF:
        scale = sympy.sqrt(2 * k / sympy.pi)
        at = scale * sympy.sqrt(u)
        return 2 / scale * sympy.fresnels(at), 2 / scale * sympy.fresnelc(at)
    if s > 0:
        sine, cosine = _circular(s - 1, k, u)
        return -(u**s) * cos / k + s / k * cosine, u**s * sin / k - s / k * sine
    sine, cosine = _circular(s + 1, k, u)
    power = u ** (s + 1) / (s + 1)
    return power * sin - k / (s + 1) * cosine, power * cos + k / (s + 1) * sine
