"""Trusted: terms as quotients of polynomials over Q, with everything that must not vanish for them to be defined.

    ratio(term) = (n, d)      term = n/d at every point at which each divisor inside it is different from 0

The divisors are collected on the way, so that x/x has the divisor x. What is not arithmetic is a *kernel*, an
indeterminate that the caller provides, or is refused. Polynomials travel as plain data: [[coefficient, exponents], …].
The rules of `provers/calculus/` read systems with this module, and so do their finders: it is part of what is trusted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz_poly

from porism.symbolic.errors import FormatError, LimitError, UnsupportedError
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.term import Number, Power, Product, Sum, Term, Variable

Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types
Ratio: TypeAlias = tuple[Poly, Poly]

MAX_EXPONENT = 200  # of a power that is expanded
MAX_TERMS = 20_000  # of an expanded power


class Ring:
    """Q[names], ordered lexicographically."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.context = fmpq_mpoly_ctx.get(list(self.names) or ["unused"], Ordering.lex)
        self.generators = dict(zip(self.names, self.context.gens(), strict=False))
        self.zero = self.context.from_dict({})
        self.one = self.zero + 1

    def poly(self, data: Any) -> Poly:
        """The polynomial of plain data."""
        size = max(len(self.names), 1)
        terms = dict[tuple[int, ...], Any]()
        for coefficient, exponents in data:
            key = tuple(exponents)
            if len(key) != size or any(type(e) is not int or not 0 <= e <= 10_000 for e in key):
                raise FormatError(f"expected {size} exponents, found {str(exponents)[:60]}")
            terms[key] = terms.get(key, fmpq(0)) + rational(plain_fraction(coefficient))
        return self.context.from_dict(terms)

    def used(self, p: Poly) -> frozenset[str]:
        """The names that occur in a polynomial."""
        return frozenset(n for n, e in zip(self.names, p.degrees(), strict=False) if int(e) > 0)


def plain(p: Poly) -> list[Any]:
    """The polynomial as plain data."""
    return [[str(c), [int(e) for e in exponents]] for exponents, c in p.terms()]


def rational(value: Fraction) -> fmpq:
    """A `Fraction` as a rational of FLINT."""
    return fmpq(value.numerator, value.denominator)


class Reader:
    """Reads terms in a ring; `values` gives the variables other values than themselves, `kernel` reads the rest."""

    def __init__(
        self,
        ring: Ring,
        values: dict[str, Ratio] | None = None,
        kernel: Callable[[Term], Poly | None] | None = None,
    ) -> None:
        self.ring, self.values, self.kernel = ring, values or {}, kernel
        self.divisors = list[Poly]()

    def ratio(self, term: Term) -> Ratio:
        """The quotient that a term is."""
        ring = self.ring
        if self.kernel is not None and (known := self.kernel(term)) is not None:
            return known, ring.one
        match term:
            case Number(value):
                return ring.one * rational(value), ring.one
            case Variable(name) if name in self.values:
                return self.values[name]
            case Variable(name) if name in ring.generators:
                return ring.generators[name], ring.one
            case Sum(terms):
                n, d = self.ratio(terms[0])
                for p, q in map(self.ratio, terms[1:]):
                    n, d = (n + p, d) if d == q else (n * q + p * d, d * q)
                return n, d
            case Product(factors):
                n, d = self.ratio(factors[0])
                for p, q in map(self.ratio, factors[1:]):
                    n, d = n * p, d * q
                return n, d
            case Power(base, Number(q)) if q < 0 and q.denominator != 1:
                n, d = self.ratio(Power(base, Number(-q)))
                self.divisors.append(n)
                return d, n
            case Power(base, Number(q)) if q.denominator == 1:
                n, d = self.ratio(base)
                if q < 0:
                    self.divisors.append(n)
                    n, d = d, n
                return raised(n, abs(int(q))), raised(d, abs(int(q)))
            case _:
                raise UnsupportedError(
                    f"{str(term)[:80]} is not a rational function of {', '.join(ring.names)}"
                )


def raised(p: Poly, exponent: int) -> Poly:
    """p^exponent, unless that is too large."""
    if exponent > MAX_EXPONENT or (len(p) > 1 and math.comb(len(p) + exponent - 1, exponent) > MAX_TERMS):
        raise LimitError(f"the power {exponent} of {len(p)} terms is too large")
    return p**exponent


def is_multiple(p: Poly, q: Poly) -> bool:
    """Whether q divides p."""
    return bool(q != 0 and divmod(p, q)[1] == 0)


def isolated_roots(coefficients: Sequence[int]) -> list[Any]:
    """Balls (`acb`) around the complex roots of an integer polynomial, the constant coefficient first, one for each root."""
    pairs: Any = fmpz_poly(list(coefficients)).complex_roots()  # its stubs say acb, its answer is pairs
    return [root for root, _ in pairs]
