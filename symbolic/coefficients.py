"""Trusted: coefficients of expansions, polynomials over ℚ in rational powers of terms without the expansion's variable.

    {(): 2, ((pi, 1), (2, 1/2)): 1/3}  is  2 + pi*sqrt(2)/3

Products collect powers of the same base, aᵖ·a^q = a^(p+q), which holds for principal powers wherever both factors are
defined; rational bases keep exponents in (0, 1), and exact roots are drawn. So rational numbers and square roots of one
number stay small. Nothing else is simplified: `sqrt(2)*sqrt(3) - sqrt(6)` is not seen to be 0 here.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TypeAlias

from flint import fmpz

from porism.symbolic.term import Number, Power, Product, Sum, Term, add, multiply, number, power

Monomial: TypeAlias = tuple[tuple[Term, Fraction], ...]
Coefficient: TypeAlias = dict[Monomial, Fraction]


def coefficient(term: Term) -> Coefficient:
    """The coefficient that a term is.

    >>> from porism.symbolic.parse import parse_term
    >>> print(coefficient_term(coefficient(parse_term("pi*(2 + pi) - 2*pi"))))
    pi**2
    """
    match term:
        case Number(value):
            return {(): value} if value else {}
        case Sum(terms):
            total = Coefficient()
            for part in terms:
                total = combined(total, coefficient(part))
            return total
        case Product(factors):
            whole: Coefficient = {(): Fraction(1)}
            for part in factors:
                whole = product(whole, coefficient(part))
            return whole
        case Power(Number(base), Number(q)) if base > 0:
            return _rational_power(base, q)
        case Power(base, Number(q)):
            return {((base, q),): Fraction(1)}
        case _:
            return {((term, Fraction(1)),): Fraction(1)}


def coefficient_term(c: Coefficient) -> Term:
    """The term that a coefficient is."""
    parts = [
        multiply(number(q), *(power(base, number(e)) for base, e in monomial)) for monomial, q in c.items()
    ]
    return add(number(0), *parts)


def combined(a: Coefficient, b: Coefficient) -> Coefficient:
    """a + b."""
    total = dict(a)
    for monomial, q in b.items():
        total[monomial] = total.get(monomial, Fraction(0)) + q
    return {monomial: q for monomial, q in total.items() if q}


def product(a: Coefficient, b: Coefficient) -> Coefficient:
    """a·b."""
    whole = Coefficient()
    for left, p in a.items():
        for right, q in b.items():
            monomial, factor = _merged(left, right) if left and right else (left or right, Fraction(1))
            whole[monomial] = whole.get(monomial, Fraction(0)) + p * q * factor
    return {monomial: q for monomial, q in whole.items() if q}


def scaled(a: Coefficient, q: Fraction) -> Coefficient:
    """q·a."""
    return {monomial: q * c for monomial, c in a.items()} if q else {}


def _merged(left: Monomial, right: Monomial) -> tuple[Monomial, Fraction]:
    """The product of two monomials, as a monomial and a rational factor."""
    exponents, factor = dict(left), Fraction(1)
    for base, q in right:
        exponents[base] = exponents.get(base, Fraction(0)) + q
    for base, q in list(exponents.items()):
        if isinstance(base, Number) and not 0 < q < 1:
            factor *= base.value ** floor(q)
            exponents[base] = q - floor(q)
    kept = [(base, q) for base, q in exponents.items() if q]
    return tuple(sorted(kept, key=lambda pair: pair[0].sort_key)), factor


def _rational_power(base: Fraction, q: Fraction) -> Coefficient:
    """base^q for base > 0, with the whole part of q and exact roots carried out."""
    whole, rest = base ** floor(q), q - floor(q)
    if rest:
        n = rest.denominator
        roots = [int(fmpz(part).root(n)) for part in (base.numerator, base.denominator)]
        if (roots[0] ** n, roots[1] ** n) == (base.numerator, base.denominator):
            return {(): whole * Fraction(*roots) ** rest.numerator}
    return {((Number(base), rest),): whole} if rest else {(): whole}
