"""Trusted: a few definite integrals without an elementary antiderivative, stated as theorems with their parameters.

    known("gauss", (c, k, m), x).integrand = c·exp(−k·(x − m)²),  over (−∞, ∞) where k > 0:  c·√(π/k)

Each entry gives the integrand, the interval, the value and what must hold of the parameters, all as terms; the integral
converges there, perhaps as an improper one. `mirrored …` is the theorem after x → −x. The rule of `DefiniteIntegral`
adds them to antiderivatives, finders look for them. Nothing is derived here.

References: NIST DLMF §4.26, §5.9, §6.2, §7.2, §25.5 (https://dlmf.nist.gov); I. Gradshteyn, I. Ryzhik (2007), Table of
Integrals, Series, and Products, 3.321, 3.323, 3.411, 3.434, 3.691, 3.721, 3.723, 4.224, 4.291.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import FormatError
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    substitute,
    subtract,
)


@dataclass(frozen=True)
class Known:
    """∫ integrand dx from `low` to `high` (None: infinite) = value, where all of `needs` hold."""

    integrand: Term
    low: Term | None
    high: Term | None
    value: Term
    needs: tuple[Relation, ...] = ()


def known(name: str, parameters: tuple[Term, ...], variable: str) -> Known:
    """The theorem of this name for these parameters.

    >>> from porism.symbolic.term import number
    >>> print(known("gauss", (number(1), number(1), number(0)), "x").value)
    sqrt(pi)
    """
    if name.startswith(_MIRRORED):
        right = known(name.removeprefix(_MIRRORED), parameters, variable)
        low, high = (None if end is None else negate(end) for end in (right.high, right.low))
        turned = substitute(right.integrand, {variable: negate(Variable(variable))})
        return Known(turned, low, high, right.value, right.needs)
    if name not in KNOWN or len(parameters) != KNOWN[name][0]:
        raise FormatError(f"expected one of {', '.join(KNOWN)} with its parameters, found {name[:40]!r}")
    c, *rest = parameters
    theorem = KNOWN[name][1](Variable(variable), *rest)
    integrand, value = multiply(c, theorem.integrand), multiply(c, theorem.value)
    return Known(integrand, theorem.low, theorem.high, value, theorem.needs)


def _positive(*terms: Term) -> tuple[Relation, ...]:
    return tuple(relation("<", ZERO, t) for t in terms)


def _exp(t: Term) -> Term:
    return Apply("exp", t)


def _square(t: Term) -> Term:
    return power(t, number(2))


def _gauss(x: Term, k: Term, m: Term) -> Known:
    bell = _exp(negate(multiply(k, _square(subtract(x, m)))))
    return Known(bell, None, None, square_root(divide(PI, k)), (*_positive(k), relation("<=", m, m)))


def _half_gauss(x: Term, k: Term, m: Term) -> Known:
    whole = _gauss(x, k, m)
    return Known(whole.integrand, m, None, multiply(HALF, whole.value), whole.needs)


def _dirichlet(x: Term, k: Term) -> Known:
    return Known(divide(Apply("sin", multiply(k, x)), x), ZERO, None, multiply(HALF, PI), _positive(k))


def _fresnel(function: str) -> Callable[..., Known]:
    def theorem(x: Term, k: Term) -> Known:
        value = square_root(divide(PI, multiply(number(8), k)))
        return Known(Apply(function, multiply(k, _square(x))), ZERO, None, value, _positive(k))

    return theorem


def _gauss_cosine(x: Term, k: Term, b: Term) -> Known:
    integrand = multiply(_exp(negate(multiply(k, _square(x)))), Apply("cos", multiply(b, x)))
    value = multiply(square_root(divide(PI, k)), _exp(negate(divide(_square(b), multiply(number(4), k)))))
    return Known(integrand, None, None, value, (*_positive(k), relation("<=", b, b)))


def _laplace_cosine(x: Term, k: Term, s: Term) -> Known:
    integrand = divide(Apply("cos", multiply(k, x)), add(_square(x), _square(s)))
    value = multiply(PI, _exp(negate(multiply(k, s))), power(multiply(number(2), s), MINUS_ONE))
    return Known(integrand, ZERO, None, value, _positive(k, s))


def _laplace_sine(x: Term, k: Term, s: Term) -> Known:
    integrand = divide(multiply(x, Apply("sin", multiply(k, x))), add(_square(x), _square(s)))
    return Known(integrand, ZERO, None, multiply(HALF, PI, _exp(negate(multiply(k, s)))), _positive(k, s))


def _frullani(x: Term, a: Term, b: Term) -> Known:
    gap = subtract(_exp(negate(multiply(a, x))), _exp(negate(multiply(b, x))))
    return Known(divide(gap, x), ZERO, None, Apply("log", divide(b, a)), _positive(a, b))


def _bose(x: Term, k: Term) -> Known:
    value = divide(multiply(number("1/6"), _square(PI)), _square(k))
    return Known(divide(x, subtract(_exp(multiply(k, x)), ONE)), ZERO, None, value, _positive(k))


def _fermi(x: Term, k: Term) -> Known:
    value = divide(multiply(number("1/12"), _square(PI)), _square(k))
    return Known(divide(x, add(_exp(multiply(k, x)), ONE)), ZERO, None, value, _positive(k))


def _log_sine(x: Term) -> Known:
    half_turn = multiply(HALF, PI)
    return Known(
        Apply("log", Apply("sin", x)), ZERO, half_turn, negate(multiply(half_turn, Apply("log", number(2))))
    )


def _log_cosine(x: Term) -> Known:
    sine = _log_sine(x)
    return Known(Apply("log", Apply("cos", x)), sine.low, sine.high, sine.value)


def _dilogarithm(sign: int, factor: str) -> Callable[..., Known]:
    def theorem(x: Term) -> Known:
        shifted = add(ONE, multiply(number(sign), x))
        return Known(divide(Apply("log", x), shifted), ZERO, ONE, multiply(number(factor), _square(PI)))

    return theorem


_MIRRORED: Final = "mirrored "

#: name -> (number of parameters with the constant factor c in front, theorem)
KNOWN: Final[dict[str, tuple[int, Callable[..., Known]]]] = {
    "gauss": (3, _gauss),
    "half of gauss": (3, _half_gauss),
    "dirichlet": (2, _dirichlet),
    "fresnel sine": (2, _fresnel("sin")),
    "fresnel cosine": (2, _fresnel("cos")),
    "gauss cosine": (3, _gauss_cosine),
    "laplace cosine": (3, _laplace_cosine),
    "laplace sine": (3, _laplace_sine),
    "frullani": (3, _frullani),
    "bose": (2, _bose),
    "fermi": (2, _fermi),
    "log sine": (1, _log_sine),
    "log cosine": (1, _log_cosine),
    "log over 1 - x": (1, _dilogarithm(-1, "-1/6")),
    "log over 1 + x": (1, _dilogarithm(1, "-1/12")),
}
