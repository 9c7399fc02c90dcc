"""What a claim means, written once: its truth at a point, by ball arithmetic.

    truth(claim, point) = True | False | None        None: not decided at this precision, or the point is left out

The functions are the principal branches over C; 0⁰ = 1; a point where a subterm is undefined, a hypothesis fails or an order
relation meets a value that is not real is left out. Tests hold every prover and every emitter against this evaluator, and
finders use it to screen; it decides nothing in a verdict. It is independent of the checker's own evaluator on purpose.

Costs one ball operation a node; precision is an argument, FLINT's global one is restored.

References: F. Johansson (2017), Arb: efficient arbitrary-precision midpoint-radius interval arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, assert_never

import flint
from flint import acb, arb, fmpq

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Apply, Constant, Derivative, Number, Power, Product, Sum, Term, Variable

Ball: TypeAlias = Any  # flint.acb, which ships no types
Point: TypeAlias = Mapping[str, Term]  # closed terms, so that a point is exact

UNDEFINED = acb(arb.nan())
_ARB_NAMES = {
    "fresnels": "fresnel_s",
    "fresnelc": "fresnel_c",
    "loggamma": "lgamma",
}  # the others are in lower case there


def value(term: Term, point: Mapping[str, Ball], precision: int = 96) -> Ball:
    """A ball that contains the value of `term` at a point or box of balls; not finite if undefined or unbounded.

    >>> from porism.symbolic.parse import parse_term
    >>> bool(value(parse_term("sqrt(x)"), {"x": acb(-4)}) == acb(0, 2))
    True
    """
    before, flint.ctx.prec = flint.ctx.prec, precision
    try:
        return _value(term, point)
    finally:
        flint.ctx.prec = before


def balls(point: Point, precision: int = 96) -> dict[str, Ball]:
    """The balls of an exact point."""
    return {name: value(term, {}, precision) for name, term in point.items()}


def truth(claim: Claim, point: Point, precision: int = 96) -> bool | None:
    """Whether the claim holds at an exact point; None if the point is left out or balls cannot tell.

    >>> from porism.symbolic.parse import parse_term
    >>> truth(Claim.parse("sqrt(x**2) == x"), {"x": parse_term("-1")})
    False
    """
    at = balls(point, precision)
    if any(belongs(at[name], domain, precision) is not True for name, domain in claim.variables):
        return None
    if any(holds(h, at, precision) is not True for h in claim.hypotheses):
        return None
    return holds(claim.relation, at, precision)


def holds(relation: Relation, at: Mapping[str, Ball], precision: int = 96) -> bool | None:
    """Whether a relation holds at balls; None where it is undefined or undecided."""
    left, right = value(relation.left, at, precision), value(relation.right, at, precision)
    if not (left.is_finite() and right.is_finite()):
        return None
    before, flint.ctx.prec = flint.ctx.prec, precision
    try:
        difference = right - left
    finally:
        flint.ctx.prec = before
    match relation.kind:
        case "==" | "!=":
            equal = True if difference == 0 else None if difference.contains(0) else False
            return equal if equal is None or relation.kind == "==" else not equal
        case "<=" | "<":
            if left.imag != 0 or right.imag != 0:
                return None
            if difference.real > 0 or (relation.kind == "<=" and difference.real >= 0):
                return True
            return False if difference.real < 0 or (relation.kind == "<" and difference.real <= 0) else None
        case _:
            assert_never(relation.kind)


def belongs(z: Ball, domain: Domain, precision: int = 96) -> bool | None:
    """Whether a ball lies in a domain; None if that is not decided."""
    if domain.name == "complex":
        return True
    if z.imag != 0:
        return None if z.imag.contains(0) else False
    x = z.real
    if domain.is_discrete:
        n = x.unique_fmpz()
        if n is None or not x.is_exact():
            return None if x.contains_integer() else False
        if x != arb(n):
            return False
    if domain.name == "nonzero":
        return True if not x.contains(0) else False if x == 0 else None
    low, high, low_closed, high_closed = domain.bounds()
    answer: bool | None = True
    for end, closed, sign in ((low, low_closed, 1), (high, high_closed, -1)):
        if end is not None:
            room = sign * (x - value(end, {}, precision).real)
            if room < 0 or (not closed and room <= 0):
                return False
            if not (room > 0 or (closed and room >= 0)):
                answer = None
    return answer


def _value(term: Term, at: Mapping[str, Ball]) -> Ball:
    match term:
        case Number(q):
            return acb(arb(fmpq(q.numerator, q.denominator)))
        case Constant(name):
            return {"pi": acb.pi(), "e": acb(1).exp(), "i": acb(0, 1)}[name]
        case Variable(name):
            return at[name]
        case Sum(terms):
            total = acb(0)
            for part in terms:
                total += _value(part, at)
            return total
        case Product(factors):
            product = acb(1)
            for part in factors:
                product *= _value(part, at)
            return product
        case Power(base, exponent):
            return _power(_value(base, at), exponent, at)
        case Apply(function, argument):
            return _apply(function, _value(argument, at))
        case Derivative(expression, variable):
            # The derivative by the rules of calculus, where the function itself is defined.
            try:
                slope = derivative(expression, variable)
            except UnsupportedError:
                return UNDEFINED
            return _value(slope, at) + 0 * _value(expression, at)
        case _:
            assert_never(term)


def _power(z: Ball, exponent: Term, at: Mapping[str, Ball]) -> Ball:
    if not z.is_finite():
        return UNDEFINED  # also for the exponent 0
    if isinstance(exponent, Number):
        p, q = exponent.value.numerator, exponent.value.denominator
        if q == 1:
            return z**p if p >= 0 or not z.contains(0) else UNDEFINED
        if z == 0:
            return acb(0) if p > 0 else UNDEFINED
        root = z.sqrt() if q == 2 else (z.log() / q).exp()
        if z.imag == 0 and z.real > 0:
            root = acb(root.real)
        return root**p if p > 0 or not root.contains(0) else UNDEFINED
    w = _value(exponent, at)
    if (
        w.imag == 0
        and w.real.is_exact()
        and w.real.unique_fmpz() is not None
        and w.real == arb(w.real.unique_fmpz())
    ):
        n = int(w.real.unique_fmpz())
        return z**n if n >= 0 or not z.contains(0) else UNDEFINED
    if z == 0:
        return acb(0) if w.real > 0 else UNDEFINED
    return (z.log() * w).exp()


def _apply(function: str, z: Ball) -> Ball:
    match function:
        case "abs":
            return acb(abs(z))
        case "acosh":
            return (z + (z - 1).sqrt() * (z + 1).sqrt()).log()
        case "dilog":
            return z.polylog(2)
        case "LambertWm1":
            return z.lambertw(branch=-1) if not z.contains(0) else UNDEFINED
        case "li" if z.contains(0):  # 0 is Arb's value, a limit from the right only
            return UNDEFINED
        case _:
            result = getattr(z, _ARB_NAMES.get(function, function.lower()))()
            if z.imag == 0 and function in ("asin", "acos") and abs(z.real) <= 1:
                result = acb(result.real)
            return result
