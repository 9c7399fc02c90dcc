"""Trusted: known series of rational terms, also with alternating signs, as stated theorems; `series_table.py` has the others.

    ζ(2m), its odd and alternating parts, β(2m + 1)        Gauss's theorem on ψ at rationals, and differences of it
    partial fractions of coth, tanh, csch, sech and of the circular functions         reflections of ψ′ and ψ″

References: NIST DLMF 4.22, 4.36 (partial fractions), 5.4.19 (Gauss's digamma theorem), 5.15.6 (reflection), 24.8 (Euler
numbers), 25.6.2 (zeta).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial
from typing import Final

from porism.provers.calculus.obligation import Refused
from porism.symbolic.claim import Relation, relation
from porism.symbolic.statements.hypergeometric import Hypergeometric
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    Number,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subtract,
)

INDEX = "k"
K = Variable(INDEX)
MAX_ZETA = 40  # the largest argument of zeta
MAX_MODULUS = 24  # of Gauss's theorem: the value has about q terms
ODD_POWER: Final = add(multiply(number(2), K), ONE)
SIGN: Final = power(MINUS_ONE, K)


@dataclass(frozen=True)
class Series:
    """Σ_{k=start}^{oo} term = value where all of `needs` hold."""

    term: Hypergeometric
    start: int
    value: Term
    needs: tuple[Relation, ...] = ()


def real(x: Term) -> Relation:
    """That x is real."""
    return relation("<=", x, x)


def _zeta(argument: Term) -> Series:
    """Σ_{k>=1} 1/k^(2m) = |B_2m| (2π)^(2m) / (2 (2m)!)."""
    s = _even(argument)
    return Series(Hypergeometric(power(K, number(-s))), 1, _zeta_value(s))


def _odd_zeta(argument: Term) -> Series:
    """Σ_{k>=0} 1/(2k+1)^(2m) = (1 - 2^(-2m)) ζ(2m)."""
    s = _even(argument)
    value = multiply(number(1 - Fraction(1, 2**s)), _zeta_value(s))
    return Series(Hypergeometric(power(ODD_POWER, number(-s))), 0, value)


def _eta(argument: Term) -> Series:
    """Σ_{k>=1} (-1)^k/k^(2m) = -(1 - 2^(1-2m)) ζ(2m)."""
    s = _even(argument)
    value = multiply(number(Fraction(2, 2**s) - 1), _zeta_value(s))
    return Series(Hypergeometric(multiply(SIGN, power(K, number(-s)))), 1, value)


def _beta(argument: Term) -> Series:
    """Σ_{k>=0} (-1)^k/(2k+1)^(2m+1) = |E_2m| π^(2m+1) / (4^(m+1) (2m)!)."""
    s = _integer(argument)
    if s % 2 == 0 or not 1 <= s <= MAX_ZETA:
        raise Refused(f"the beta function is stated for odd arguments up to {MAX_ZETA}")
    value = Fraction(abs(_euler(s - 1)), 2 ** (s + 1) * factorial(s - 1))
    body = multiply(SIGN, power(ODD_POWER, number(-s)))
    return Series(Hypergeometric(body), 0, multiply(number(value), power(PI, number(s))))


def _gauss(p_term: Term, q_term: Term) -> Series:
    """Σ_{k>=0} 1/(k+1) - 1/(k+p/q) = ψ(p/q) + γ for 0 < p < q, by Gauss's theorem:

    -π/2 cot(πp/q) - log(2q) + 2 Σ_{0<n<q/2} cos(2πnp/q) log sin(πn/q)
    """
    p, q = _integer(p_term), _integer(q_term)
    if not 0 < p < q <= MAX_MODULUS:
        raise Refused(f"Gauss's theorem is for 0 < p < q, here with q <= {MAX_MODULUS}")
    body = subtract(power(add(K, ONE), MINUS_ONE), power(add(K, number(Fraction(p, q))), MINUS_ONE))
    logs = [
        multiply(
            number(2),
            Apply("cos", _turn(Fraction(2 * n * p, q))),
            Apply("log", Apply("sin", _turn(Fraction(n, q)))),
        )
        for n in range(1, (q + 1) // 2)
    ]
    cotangent = multiply(number("-1/2"), PI, Apply("cot", _turn(Fraction(p, q))))
    return Series(Hypergeometric(body), 0, add(cotangent, negate(Apply("log", number(2 * q))), *logs))


def _two_sided(
    name: str, half: bool, alternating: bool, circular: bool, square: bool
) -> Callable[[Term], Series]:
    """Partial fractions of π·coth πc and its relatives, with s = 1, or s = -1 for the circular functions:

    Σ_{k>=1} 1/(k² + s·c²)             = s·(πc·coth πc - 1)/(2c²)            Σ_{k>=0} 1/((k+½)² + s·c²) = π·tanh(πc)/(2c)
    Σ_{k>=1} (-1)^k/(k² + s·c²)        = s·(πc·csch πc - 1)/(2c²)            Σ_{k>=0} (-1)^k·(2k+1)/((k+½)² + s·c²) = π·sech πc
    Σ_{k>=1} 1/(k² + c²)²              = π·coth(πc)/(4c³) + π²·csch²(πc)/(4c²) - 1/(2c⁴)
    Σ_{k>=0} 1/((k+½)² + c²)²          = π·tanh(πc)/(4c³) - π²·sech²(πc)/(4c²)

    for c > 0; for the circular functions where the sine (of the lines with k², the cosine of the others) of πc is not 0
    and c is real and not 0.
    """

    def row(c: Term) -> Series:
        sign = -1 if circular else 1
        angle = multiply(PI, c)
        at = add(K, HALF) if half else K
        below = add(power(at, number(2)), multiply(number(sign), power(c, number(2))))
        body = power(below, number(-2 if square else -1))
        double = multiply(number(2), power(c, number(2)))
        if square and half:
            first = divide(multiply(PI, Apply("tanh", angle)), multiply(number(4), power(c, number(3))))
            second = power(divide(multiply(PI, Apply("sech", angle)), multiply(number(2), c)), number(2))
            value = subtract(first, second)
        elif square:
            first = divide(multiply(PI, Apply("coth", angle)), multiply(number(4), power(c, number(3))))
            second = power(divide(multiply(PI, Apply("csch", angle)), multiply(number(2), c)), number(2))
            value = add(first, second, negate(divide(HALF, power(c, number(4)))))
        elif half and alternating:
            body, value = multiply(SIGN, ODD_POWER, body), multiply(PI, Apply(name, angle))
        elif half:
            value = divide(multiply(PI, Apply(name, angle)), multiply(number(2), c))
        else:
            body = multiply(SIGN, body) if alternating else body
            value = divide(multiply(number(sign), subtract(multiply(angle, Apply(name, angle)), ONE)), double)
        needs: tuple[Relation, ...] = (relation("<", ZERO, c),)
        if circular:
            pole = Apply("cos" if half else "sin", angle)
            needs = (real(c), relation("!=", c, ZERO), relation("!=", pole, ZERO))
        return Series(Hypergeometric(body), 0 if half else 1, value, needs)

    return row


def _alternating_gauss(p_term: Term, q_term: Term) -> Series:
    """Σ_{k>=0} (-1)^k/(k + p/q) = (ψ((p+q)/(2q)) - ψ(p/(2q)))/2 for 0 < p < q, each by Gauss's theorem."""
    p, q = _integer(p_term), _integer(q_term)
    if not 0 < p < q <= MAX_MODULUS // 2:
        raise Refused(f"the alternating series is for 0 < p < q, here with q <= {MAX_MODULUS // 2}")
    body = multiply(SIGN, power(add(K, number(Fraction(p, q))), MINUS_ONE))
    upper, lower = (_gauss(number(n), number(2 * q)).value for n in (p + q, p))
    return Series(Hypergeometric(body), 0, multiply(HALF, subtract(upper, lower)))


def _reflected(order_term: Term, a: Term) -> Series:
    """Σ_{k>=0} 1/(k+a)² + 1/(k+1-a)² = π²/sin²(πa), and 1/(k+a)³ - 1/(k+1-a)³ = π³·cos(πa)/sin³(πa), for 0 < a < 1."""
    s, angle = _integer(order_term), multiply(PI, a)
    if s not in (2, 3):
        raise Refused("the reflection is stated for squares and cubes")
    other = power(add(K, ONE, negate(a)), number(-s))
    body = add(power(add(K, a), number(-s)), other if s == 2 else negate(other))
    value = power(divide(PI, Apply("sin", angle)), number(s))
    value = value if s == 2 else multiply(value, Apply("cos", angle))
    return Series(Hypergeometric(body), 0, value, (relation("<", ZERO, a), relation("<", a, ONE)))


def _turn(q: Fraction) -> Term:
    return multiply(number(q), PI)


def _integer(t: Term) -> int:
    if not (isinstance(t, Number) and t.value.denominator == 1):
        raise Refused(f"expected an integer, found {t}")
    return int(t.value)


def _even(t: Term) -> int:
    s = _integer(t)
    if s % 2 or not 2 <= s <= MAX_ZETA:
        raise Refused(f"zeta is stated for even arguments from 2 to {MAX_ZETA}")
    return s


def _zeta_value(s: int) -> Term:
    return multiply(number(abs(_bernoulli(s)) * Fraction(2 ** (s - 1), factorial(s))), power(PI, number(s)))


def _bernoulli(n: int) -> Fraction:
    """B_n by Σ_{j<=m} C(m+1, j) B_j = 0."""
    found = [Fraction(1)]
    for m in range(1, n + 1):
        found.append(-sum((comb(m + 1, j) * found[j] for j in range(m)), Fraction(0)) / (m + 1))
    return found[n]


def _euler(n: int) -> int:
    """E_n for even n by Σ_j C(n, 2j) E_2j = 0."""
    found = {0: 1}
    for m in range(2, n + 1, 2):
        found[m] = -sum(comb(m, j) * e for j, e in found.items())
    return found[n]


RATIONAL: Final[dict[str, Callable[..., Series]]] = {
    "zeta": _zeta,
    "odd zeta": _odd_zeta,
    "eta": _eta,
    "beta": _beta,
    "gauss": _gauss,
    "coth": _two_sided("coth", half=False, alternating=False, circular=False, square=False),
    "csch": _two_sided("csch", half=False, alternating=True, circular=False, square=False),
    "tanh": _two_sided("tanh", half=True, alternating=False, circular=False, square=False),
    "sech": _two_sided("sech", half=True, alternating=True, circular=False, square=False),
    "coth square": _two_sided("coth", half=False, alternating=False, circular=False, square=True),
    "tanh square": _two_sided("tanh", half=True, alternating=False, circular=False, square=True),
    "cot": _two_sided("cot", half=False, alternating=False, circular=True, square=False),
    "csc": _two_sided("csc", half=False, alternating=True, circular=True, square=False),
    "tan": _two_sided("tan", half=True, alternating=False, circular=True, square=False),
    "sec": _two_sided("sec", half=True, alternating=True, circular=True, square=False),
    "alternating gauss": _alternating_gauss,
    "reflection": _reflected,
}
