"""Trusted: what shows that a term is real, or has a sign, everywhere on a place of a sign chart.

Signs of rational functions are decided here, by their roots and a sample; others become obligations.
"""

from __future__ import annotations

from collections.abc import Iterator

from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.polynomial_signs import (
    is_rootless,
    sign_at,
    univariate,
)
from porism.provers.calculus.sign_chart import Place, Span
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.rational_functions import Reader, Ring
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    subtract,
    variables,
)


def reality(term: Term, place: Place) -> Iterator[Obligation]:
    """That a term and all its subterms are defined and real on a place; on a piece it is then continuous.

    A real elementary function is continuous where it is real, with the principal branches at real arguments.
    """
    if not variables(term):
        if not isinstance(term, Number):
            yield Obligation(claim_at(place, relation("<=", term, term)), everywhere=True)
        return
    match term:
        case Variable():
            return
        case Sum(inner) | Product(inner):
            for part in inner:
                yield from reality(part, place)
        case Power(base, Number(q)):
            yield from reality(base, place)
            if q.denominator != 1:
                yield from definite_sign(">=" if q > 0 else ">", base, place)
            elif q < 0:
                yield from definite_sign("!=", base, place)
        case Power(base, exponent):
            yield from reality(base, place)
            yield from reality(exponent, place)
            yield from definite_sign(">", base, place)
        case Apply("log", a):
            yield from reality(a, place)
            yield from definite_sign(">", a, place)
        case Apply("asin" | "acos", a):
            yield from reality(a, place)
            yield from definite_sign(">=", subtract(ONE, a), place)
            yield from definite_sign(">=", add(ONE, a), place)
        case Apply("exp" | "sin" | "cos" | "sinh" | "cosh" | "tanh" | "atan" | "asinh" | "abs", a):
            yield from reality(a, place)
        case Apply(_, a):
            yield from reality(a, place)
            yield Obligation(claim_at(place, relation("<=", term, term)), everywhere=True)
        case _:
            raise Refused(f"{str(term)[:60]} is not seen to be real")


def definite_sign(kind: str, term: Term, place: Place) -> Iterator[Obligation]:
    """term kind 0 with kind one of > >= < !=, everywhere on a place: decided here for rational functions, else a claim."""
    match term:
        case Product(factors) if kind == "!=":
            for factor in factors:
                yield from definite_sign(kind, factor, place)
            return
        case Power(base, Number(q)) if kind == "!=" and q != 0:
            yield from definite_sign(kind, base, place)
            return
    if isinstance(place, Span) and variables(term):
        try:
            reader = Reader(Ring([place.x]))
            n, d = reader.ratio(term)
        except UnsupportedError:
            pass
        else:
            polynomials = [univariate(p) for p in (n, d, *reader.divisors)]
            if any(p == 0 or not is_rootless(p, place.low, place.high) for p in polynomials):
                raise Refused(f"{term} has a zero or a pole on a piece")
            sign = sign_at(polynomials[0], place.sample()) * sign_at(polynomials[1], place.sample())
            if (kind in (">", ">=") and sign < 0) or (kind == "<" and sign > 0):
                raise Refused(f"{term} has the other sign on a piece")
            return
    yield Obligation(claim_at(place, relation(kind, term, ZERO)), everywhere=True)


def claim_at(place: Place, stated: Relation) -> Claim:
    """The claim of a relation whose terms the place has already got."""
    return place.claim(stated) if isinstance(place, Span) else Claim.make(stated)
