"""Trusted: fractions of polynomials over Q in kernels, modulo the kernels' relations and the laws in use.

A kernel is an indeterminate that stands for the value of a term. A relation kernel^g = n/d holds by the
kernel's definition, a law kernel^e = p/q by a step of the derivation; both hold at every point considered. So
if a numerator reduces to 0, the term that it stands for is 0 wherever the denominator is not. The ring may have
zero divisors (R² = c² makes (R − c)(R + c) zero): a denominator that is not formally 0 may be 0 at some points
or at all. Therefore a fact may be taken from the form of a term only if the term is known to be defined, which
makes the value of every denominator different from 0.

References: K. Geddes, S. Czapor, G. Labahn (1992), Algorithms for Computer Algebra, ch. 3.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz

from porism.provers.exact.terms import Rejected, Term, add, free, is_larger, mul, num, power

Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types
Ratio: TypeAlias = tuple[Poly, Poly]  # numerator, denominator

MAX_FACTORED_BITS = 128  # of a rational whose prime factors are wanted
MAX_POWER = 100_000  # of one kernel
MAX_BITS = 1_000_000  # of a coefficient that a power makes
MAX_SIZE = 20_000  # subterms of a kernel's term
MAX_TERMS = 100_000  # of a polynomial that a power makes


class MoreKernels(Exception):
    """The ring has too few indeterminates; the checker starts again with a larger one."""


class Kernel(NamedTuple):
    """An indeterminate: its kind, its term, the ratio of its argument, and whether it contains no variable."""

    kind: str
    term: Term
    argument: Any
    closed: bool


class Ratios:
    """Fractions in a ring of `size` kernels."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.generators = fmpq_mpoly_ctx.get([("g", size)], Ordering.lex).gens()
        self.one = self.generators[0] ** 0
        self.kernels = dict[
            int, Kernel
        ]()  # by index; a later kernel is larger in the order: its index is smaller
        self.indices = dict[Any, int]()  # by key
        self.relations = list[
            tuple[int, int, Poly, Poly]
        ]()  # index, power, relation, its leading coefficient
        self.laws = dict[int, tuple[int, Ratio]]()  # index -> (power, value): kernel^power = value

    def kernel(self, kind: str, key: Any, term: Term, argument: Any = None) -> Poly:
        """The indeterminate for a key."""
        if (kind, key) not in self.indices:
            index = self.size - 1 - len(self.kernels)
            if index < 0:
                raise MoreKernels
            if is_larger(term, MAX_SIZE):  # nested functions: each level may repeat the one below
                raise Rejected("a kernel's term is too large")
            self.indices[kind, key] = index
            self.kernels[index] = Kernel(kind, term, argument, not free(term))
        return self.generators[self.indices[kind, key]]

    def relate(self, kernel: Poly, exponent: int, value: Ratio) -> None:
        """Record kernel^exponent = value, once."""
        index = self.generators.index(kernel)
        if all(known != index for known, *_ in self.relations):
            self.relations.append((index, exponent, kernel**exponent * value[1] - value[0], value[1]))
            self.relations.sort(key=lambda r: r[0])

    def reduced(self, n: Poly, d: Poly) -> Ratio:
        """n/d without the kernels that laws replace, every kernel's degree below that of its relation."""
        for _ in self.laws:  # a law's value may hold kernels of other laws
            replaced = 0
            for index, (exponent, (p, q)) in self.laws.items():
                n, times = self._replaced(n, index, exponent, p, q)
                d, below = self._replaced(d, index, exponent, p, q)
                if times or below:
                    n, d, replaced = n * q**below, d * q**times, replaced + 1
            if not replaced:
                break
        for index, exponent, relation, leading in self.relations:
            if leading.is_constant():
                n, d = divmod(n, relation)[1], divmod(d, relation)[1]
            elif (excess := int(n.degrees()[index]) - exponent + 1) > 0:
                n, d = divmod(n * leading**excess, relation)[1], d * leading**excess
        if d == 0:
            raise Rejected("a denominator vanishes")
        return n, d

    def _replaced(self, n: Poly, index: int, exponent: int, p: Poly, q: Poly) -> tuple[Poly, int]:
        """(m, k) with n = m/q^k when kernel^exponent = p/q is put into n."""
        times = int(n.degrees()[index]) // exponent
        if times <= 0:  # the zero polynomial has degree −1
            return n, 0
        rests = dict[int, dict[tuple[int, ...], Any]]()
        for monomial, c in n.terms():
            count, rest = divmod(int(monomial[index]), exponent)
            key = (*monomial[:index], rest, *monomial[index + 1 :])
            rests.setdefault(count, {})[key] = c
        ring = n.context()
        terms = (ring.from_dict(r) * raised(p, k) * raised(q, times - k) for k, r in rests.items())
        return sum(terms, 0 * self.one), times

    def cancelled(self, ratio: Ratio) -> Ratio:
        """The ratio reduced, without common factors, its denominator's leading coefficient 1."""
        n, d = self.reduced(*ratio)
        if n == 0:
            return n, self.one
        if not d.is_constant():
            g = n.gcd(d)
            n, d = divmod(n, g)[0], divmod(d, g)[0]
        return n / d.leading_coefficient(), d / d.leading_coefficient()

    def polynomial_term(self, p: Poly) -> Term:
        """A polynomial in kernels as a term again."""
        return add(
            *(
                mul(
                    num(fraction(c)),
                    *(power(self.kernels[k].term, int(e)) for k, e in enumerate(exponents) if e),
                )
                for exponents, c in p.terms()
            )
        )

    def ratio_term(self, n: Poly, d: Poly) -> Term:
        """A fraction as a term again."""
        return mul(self.polynomial_term(n), power(self.polynomial_term(d), -1))


def raised(p: Poly, exponent: int) -> Poly:
    """p^exponent, unless the exponent, a coefficient or the number of terms is out of bounds."""
    bits = max((int(c.height_bits()) for c in p.coeffs()), default=0)
    if exponent > MAX_POWER or exponent * (bits - 1) > MAX_BITS:
        raise Rejected(f"the power {exponent} is too large")
    if len(p) > 1 and math.comb(len(p) + exponent - 1, exponent) > MAX_TERMS:
        raise Rejected(f"the power {exponent} of {len(p)} terms is too large")
    return p**exponent


def fraction(c: fmpq) -> Fraction:
    """A rational of FLINT as a `Fraction`."""
    return Fraction(int(c.p), int(c.q))


def rational(q: Fraction) -> fmpq:
    """A `Fraction` as a rational of FLINT."""
    return fmpq(q.numerator, q.denominator)


def prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """The (prime, exponent) pairs of a positive rational; a huge part counts as one base."""
    pairs = list[tuple[int, int]]()
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        if part.bit_length() > MAX_FACTORED_BITS:
            pairs.append((part, sign))
        else:
            pairs += [(int(p), sign * int(e)) for p, e in fmpz(part).factor()]
    return pairs
