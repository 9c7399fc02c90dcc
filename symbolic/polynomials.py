"""Terms as quotients of polynomials over Q in *kernels*: variables and everything that is not arithmetic.

    exp(2*x) + x/exp(x)   is   (k₁³ + x)/k₁   with the kernel k₁ = exp(x)

Finders compute here: factors, degrees, coefficients. Kernels are opaque except that powers of one root and exponentials of
one monomial share a kernel, and that `tan`, `sinh` and their like are written by sin, cos and exp. FLINT's `fmpq_mpoly` does
the work; a view is made for the terms it will see, so that the ring has exactly their kernels.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from porism.symbolic.derivative import derivative
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)

Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types
MAX_DEGREE = 60  # of an expanded power: a finder's bound, not the checker's


def native(term: Term) -> Term:
    """The term without the functions that the checker unfolds, its derivatives carried out.

    What is left is exp, log, sin, cos, abs, asin, atan, asinh and the special functions, `li` by Ei and log.
    """
    match term:
        case Number() | Constant() | Variable():
            return term
        case Sum(terms):
            return add(*map(native, terms))
        case Product(factors):
            return multiply(*map(native, factors))
        case Power(base, exponent):
            return power(native(base), native(exponent))
        case Derivative(expression, variable):
            return native(derivative(expression, variable))
        case Apply(function, argument):
            return _native_function(function, native(argument))


def _native_function(f: str, a: Term) -> Term:
    sin, cos = Apply("sin", a), Apply("cos", a)
    up, down = Apply("exp", a), Apply("exp", negate(a))
    sinh, cosh = multiply(HALF, subtract(up, down)), multiply(HALF, add(up, down))
    table: dict[str, tuple[Term, Term]] = {
        "tan": (sin, cos), "cot": (cos, sin), "sec": (ONE, cos), "csc": (ONE, sin), "sinh": (sinh, ONE), "cosh": (cosh, ONE),
        "tanh": (sinh, cosh), "coth": (cosh, sinh), "sech": (ONE, cosh), "csch": (ONE, sinh),
    }  # fmt: skip
    if f in table:
        above, below = table[f]
        return above if below == ONE else divide(above, below)
    match f:
        case "acos":
            return subtract(multiply(HALF, PI), Apply("asin", a))
        case "acosh":
            return Apply("log", add(a, multiply(square_root(add(a, MINUS_ONE)), square_root(add(a, ONE)))))
        case "atanh":
            return multiply(HALF, subtract(Apply("log", add(ONE, a)), Apply("log", subtract(ONE, a))))
        case "li":
            return Apply("Ei", Apply("log", a))
        case _:
            return Apply(f, a)


class View:
    """The polynomial ring over the kernels of some terms (given in native form)."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._denominators = dict[Term, int]()  # of the exponents that a base or a monomial in exp has
        kernels = dict[Term, None]()
        for term in terms:
            self._collect(term, kernels)
        self.kernels: list[Term] = sorted(kernels, key=lambda t: t.sort_key)
        self.ring = fmpq_mpoly_ctx.get([("k", max(1, len(self.kernels)))], Ordering.degrevlex)
        self.generators = dict(zip(self.kernels, self.ring.gens(), strict=False))
        self.one: Poly = self.ring.gens()[0] ** 0

    def _collect(self, term: Term, kernels: dict[Term, None]) -> None:
        match term:
            case Number():
                pass
            case Sum(parts) | Product(parts):
                for part in parts:
                    self._collect(part, kernels)
            case Power(base, Number(n)):
                if n.denominator == 1:
                    self._collect(base, kernels)
                else:
                    old = self._denominators.get(base, 1)
                    self._denominators[base] = lcm(old, n.denominator)
                    kernels.pop(power(base, number(Fraction(1, old))), None) if old > 1 else None
                    kernels[power(base, number(Fraction(1, self._denominators[base])))] = None
                    self._collect(base, kernels)
            case Apply("exp", argument):
                for coefficient, monomial in linear_parts(argument):
                    old = self._denominators.get(Apply("exp", monomial), 1)
                    new = lcm(old, coefficient.denominator)
                    self._denominators[Apply("exp", monomial)] = new
                    kernels.pop(_exp(Fraction(1, old), monomial), None)
                    kernels[_exp(Fraction(1, new), monomial)] = None
            case Power(base, exponent) if (pairs := _split_exponent(exponent)) is not None:
                for _, monomial in pairs:
                    if monomial == ONE:
                        self._collect(base, kernels)
                    else:
                        kernels[power(base, monomial)] = None
            case _:
                kernels[term] = None

    def ratio(self, term: Term) -> tuple[Poly, Poly]:
        """(numerator, denominator) of a term whose kernels the view has, without common factors."""
        n, d = self._ratio(term)
        if d == 0:
            raise UnsupportedError("a denominator is identically 0")
        g = n.gcd(d)
        n, d = n / g, d / g
        return n / d.leading_coefficient(), d / d.leading_coefficient()

    def _ratio(self, term: Term) -> tuple[Poly, Poly]:
        match term:
            case Number(value):
                return self.one * fmpq(value.numerator, value.denominator), self.one
            case Sum(terms):
                n, d = self._ratio(terms[0])
                for p, q in map(self._ratio, terms[1:]):
                    n, d = (n + p, d) if d == q else (n * q + p * d, d * q)
                return n, d
            case Product(factors):
                n, d = self._ratio(factors[0])
                for p, q in map(self._ratio, factors[1:]):
                    n, d = n * p, d * q
                return n, d
            case Power(base, Number(exponent)):
                if exponent.denominator == 1:
                    return self._raised(self._ratio(base), int(exponent))
                whole = self._denominators[base]
                kernel = self.generators[power(base, number(Fraction(1, whole)))]
                return self._raised((kernel, self.one), int(exponent * whole))
            case Apply("exp", argument):
                n, d = self.one, self.one
                for coefficient, monomial in linear_parts(argument):
                    whole = self._denominators[Apply("exp", monomial)]
                    kernel = self.generators[_exp(Fraction(1, whole), monomial)]
                    p, q = self._raised((kernel, self.one), int(coefficient * whole))
                    n, d = n * p, d * q
                return n, d
            case Power(base, exponent) if (pairs := _split_exponent(exponent)) is not None:
                n, d = self.one, self.one
                for c, monomial in pairs:
                    whole = monomial == ONE
                    factor = (
                        self._ratio(base) if whole else (self.generators[power(base, monomial)], self.one)
                    )
                    p, q = self._raised(factor, int(c))
                    n, d = n * p, d * q
                return n, d
            case _:
                return self.generators[term], self.one

    @staticmethod
    def _raised(ratio: tuple[Poly, Poly], n: int) -> tuple[Poly, Poly]:
        if abs(n) > MAX_DEGREE:
            raise UnsupportedError(f"the exponent {n} is too large to expand")
        return (ratio[0] ** n, ratio[1] ** n) if n >= 0 else (ratio[1] ** -n, ratio[0] ** -n)

    def constant(self, value: Fraction) -> Poly:
        """A constant polynomial."""
        return self.one * fmpq(value.numerator, value.denominator)

    def polynomial(self, term: Term) -> Poly | None:
        """The polynomial of a term without denominators, else None."""
        n, d = self.ratio(term)
        return n / d.leading_coefficient() if d.is_constant() else None

    def term(self, polynomial: Poly) -> Term:
        """A polynomial as a term."""
        parts = list[Term]()
        for exponents, c in polynomial.terms():
            factors = [power(k, number(int(e))) for k, e in zip(self.kernels, exponents, strict=False) if e]
            parts.append(multiply(number(rational(c)), *factors))
        return add(*parts) if parts else number(0)

    def factored(self, polynomial: Poly) -> Term:
        """A polynomial as the product of its irreducible factors over Q."""
        constant, pairs = self.factors(polynomial)
        return multiply(number(constant), *(power(self.term(p), number(e)) for p, e in pairs))

    def factors(self, polynomial: Poly) -> tuple[Fraction, list[tuple[Poly, int]]]:
        """The constant and the irreducible factors over Q."""
        constant, pairs = polynomial.factor()
        return rational(constant), [(p, int(e)) for p, e in pairs]


def rational(c: fmpq) -> Fraction:
    """A FLINT rational as a Fraction."""
    return Fraction(int(c.p), int(c.q))


def _exp(coefficient: Fraction, monomial: Term) -> Term:
    return Apply("exp", multiply(number(coefficient), monomial))


def _split_exponent(exponent: Term) -> list[tuple[Fraction, Term]] | None:
    """2·n + 1 as [(2, n), (1, 1)]; None if a coefficient is not an integer, or there is nothing to split."""
    pairs = linear_parts(exponent)
    if all(c.denominator == 1 for c, _ in pairs) and (len(pairs) > 1 or pairs[0][0] != 1):
        return pairs
    return None


def linear_parts(term: Term) -> list[tuple[Fraction, Term]]:
    """A sum as (rational coefficient, rest) pairs; a rational factor is multiplied out."""
    pairs = list[tuple[Fraction, Term]]()
    for part in term.terms if isinstance(term, Sum) else (term,):
        match part:
            case Number(value):
                pairs.append((value, ONE))
            case Product((Number(value), Sum() as inner)):
                pairs += [(value * c, m) for c, m in linear_parts(inner)]
            case Product((Number(value), *rest)):
                pairs.append((value, multiply(*rest)))
            case _:
                pairs.append((Fraction(1), part))
    return pairs
