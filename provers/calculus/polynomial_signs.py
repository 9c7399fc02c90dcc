"""Trusted: the sign of a rational polynomial in one unknown at an exact real number, and its roots on an interval.

A number is a rational one, an algebraic one in its box, or a closed term: whether the polynomial vanishes there is decided
exactly, its sign then by balls in rising precision. Roots are isolated by `roots.py`, each compared with the interval's ends.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

from flint import fmpq_poly

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.roots import Univariate, at, enclosure, enclosures, is_root, precision, rising
from porism.provers.exact.terms import term as plain_term
from porism.provers.exact.values import decide
from porism.symbolic.rational_functions import Poly, rational
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.term import (
    ZERO,
    Number,
    Term,
    add,
    multiply,
    to_json,
)

#: (n, d, divisors): the quotient n/d and the polynomials that must not vanish for it to be defined as it was written
Reading: TypeAlias = tuple[Univariate, Univariate, list[Univariate]]


def univariate(p: Poly) -> Univariate:
    """The polynomial of a ring in one name."""
    coefficients = dict[int, Any]()
    for exponents, c in p.terms():
        coefficients[int(exponents[0])] = c
    return fmpq_poly([coefficients.get(k, 0) for k in range(max(coefficients, default=0) + 1)])


def sign_at(p: Univariate, value: Exact) -> int:
    """The sign of p at a real number."""
    if isinstance(value, Number):
        exact = p(rational(value.value))
        return int(exact > 0) - int(exact < 0)
    if isinstance(value, Root):
        if p == 0 or is_root(p, value):
            return 0
    else:
        term = ZERO if p == 0 else _composed(p, value)
        zero = decide("=", plain_term(to_json(term)))
        if zero is None:
            raise Refused(f"it is not seen whether a polynomial vanishes at {value}")
        if zero:
            return 0
    for bits in rising():
        with precision(bits):
            ball = at(p, enclosure(value, bits)).real
        if ball > 0 or ball < 0:
            return 1 if ball > 0 else -1
    raise AssertionError  # `rising` refuses first


def _composed(p: Univariate, value: Term) -> Term:
    result: Term = ZERO
    for c in reversed(p.coeffs()):
        result = add(multiply(result, value), Number(Fraction(int(c.p), int(c.q))))
    return result


def vanishes(p: Univariate, value: Exact) -> bool:
    """Whether p is 0 at a number."""
    match value:
        case Root():
            return is_root(p, value)
        case Number(q):
            return bool(p(rational(q)) == 0)
        case _:
            return sign_at(p, value) == 0


def is_rootless(p: Univariate, low: Exact | None, high: Exact | None) -> bool:
    """Whether a polynomial has no root in the open interval; None is an infinite end."""
    if p.degree() < 1:
        return True
    q = p // p.gcd(p.derivative())
    inside = 0
    for k, root in enumerate(enclosures(q, 128)):
        if root.imag == 0 and not is_outside(q, k, low, high):
            inside += 1
    # What is not seen outside the closed interval may be one of its ends.
    return inside == sum(vanishes(q, end) for end in (low, high) if end is not None)


def is_outside(p: Univariate, k: int, low: Exact | None, high: Exact | None) -> bool:
    """Whether the k-th root of p lies outside the closed interval; a root at an end does not."""
    rough = enclosures(p, 128)[k]
    for end, sign in ((low, 1), (high, -1)):
        if end is None or (vanishes(p, end) and rough.overlaps(enclosure(end, 128)) and _only(p, end, rough)):
            continue
        for bits in rising():
            (root,) = [z for z in enclosures(p, bits) if z.overlaps(rough)]
            with precision(bits):
                difference = sign * (root.real - enclosure(end, bits).real)
            if difference < 0:
                return True
            if difference > 0:
                break
    return False


def _only(p: Univariate, end: Exact, rough: Any) -> bool:
    """Whether the root in the ball is the end itself."""
    for bits in rising():
        here = enclosure(end, bits)
        hits = [z for z in enclosures(p, bits) if z.overlaps(here)]
        if len(hits) == 1:
            return bool(hits[0].overlaps(rough))
    raise AssertionError  # `rising` refuses first


def holds_at(kind: str, reading: Reading, value: Exact) -> bool:
    """Whether a relation n/d kind 0 is defined and holds at a number; at any number of a piece as at one of them."""
    n, d, divisors = reading
    if any(sign_at(q, value) == 0 for q in divisors):
        return False
    sign = sign_at(n, value) * sign_at(d, value)
    match kind:
        case "<":
            return sign < 0
        case "<=":
            return sign <= 0
        case "==":
            return sign == 0
        case _:
            return sign != 0
