"""Trusted: how many real roots a polynomial has, on the whole line or between two rationals (Sturm's theorem).

For a square-free p and p(a)·p(b) ≠ 0, the number of roots in (a, b) is V(a) − V(b), where V counts the changes of sign in
the sequence p, p′, −rem(p, p′), …. All arithmetic is exact.

References: S. Basu, R. Pollack, M.-F. Roy (2006), Algorithms in Real Algebraic Geometry, section 2.2.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import fmpq, fmpq_poly

from porism.provers.calculus.obligation import Refused
from porism.symbolic.term import Number, Power, Product, Sum, Term, Variable

MAX_DEGREE = 200


def sturm_sequence(coefficients: list[Fraction] | list[int]) -> list[Any]:
    """p, p′ and the negated remainders; refused if p is constant or has a multiple root."""
    p = fmpq_poly([fmpq(Fraction(c).numerator, Fraction(c).denominator) for c in coefficients])
    if not 1 <= p.degree() <= MAX_DEGREE:
        raise Refused(f"expected a polynomial of degree 1 to {MAX_DEGREE}")
    sequence = [p, p.derivative()]
    while sequence[-1].degree() > 0:
        rest = -(sequence[-2] % sequence[-1])
        if rest.degree() < 0:
            raise Refused("the polynomial has a multiple root")
        sequence.append(rest)
    return sequence


def roots_between(sequence: list[Any], low: Fraction, high: Fraction) -> int:
    """The number of roots in the open interval; refused if an end is a root."""
    if not low < high:
        raise Refused("an isolating interval must have low < high")
    ends = [fmpq(x.numerator, x.denominator) for x in (low, high)]
    if any(sequence[0](x) == 0 for x in ends):
        raise Refused("an isolating interval ends at a root")
    before, after = (_changes([p(x) for p in sequence]) for x in ends)
    return before - after


def real_roots(sequence: list[Any]) -> int:
    """The number of real roots."""
    above = [p[p.degree()] for p in sequence]
    below = [-c if p.degree() % 2 else c for c, p in zip(above, sequence, strict=True)]
    return _changes(below) - _changes(above)


def _changes(values: list[Any]) -> int:
    signs = [v > 0 for v in values if v != 0]
    return sum(a != b for a, b in pairwise(signs))


def coefficients_of(term: Term, name: str) -> list[Fraction] | None:
    """The coefficients of a polynomial in one variable, constant first; None if `term` is not one."""
    p = _polynomial(term, name)
    return None if p is None else [Fraction(int(c.p), int(c.q)) for c in p.coeffs()]


def _polynomial(term: Term, name: str) -> Any:
    match term:
        case Number(q):
            return fmpq_poly([fmpq(q.numerator, q.denominator)])
        case Variable(found) if found == name:
            return fmpq_poly([0, 1])
        case Sum(parts) | Product(parts):
            total = fmpq_poly([0 if isinstance(term, Sum) else 1])
            for part in parts:
                p = _polynomial(part, name)
                if p is None:
                    return None
                total = total + p if isinstance(term, Sum) else total * p
            return total
        case Power(base, Number(n)) if n.denominator == 1 and 0 <= n <= MAX_DEGREE:
            p = _polynomial(base, name)
            return None if p is None else p ** int(n)
        case _:
            return None
