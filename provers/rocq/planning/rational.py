"""Rational functions over ℚ whose indeterminates are terms: the arithmetic in which proofs are planned.

    atoms  x, sin(x), exp(x/2), sqrt(2), …         a value = numerator / denominator, in lowest terms, over `fmpq_mpoly`

A plan made here is only a plan: Rocq's `ring` and `field` check every step of it. An atom may have a relation, such as
s² + c² − 1, by which `Field.reduced` lowers a polynomial while it keeps the cofactors that a proof needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from porism.provers.rocq.planning.errors import NotSeen
from porism.symbolic.term import Term, add, divide, multiply, number, power

MAX_ATOMS = (
    48  # FLINT's polynomials know their indeterminates beforehand; the largest claim of the corpora has 15
)
MAX_TERMS = 4_000  # of a polynomial in a plan: beyond it `ring` takes minutes

Polynomial: TypeAlias = Any  # flint.fmpq_mpoly, whose published types are not complete

_CONTEXT = fmpq_mpoly_ctx.get([f"g{k}" for k in range(MAX_ATOMS)], Ordering.lex)
_GENERATORS = _CONTEXT.gens()
ONE: Polynomial = _CONTEXT.constant(1)
ZERO: Polynomial = _CONTEXT.constant(0)


@dataclass(frozen=True)
class Value:
    """numerator / denominator, coprime, the denominator's leading coefficient 1."""

    numerator: Polynomial
    denominator: Polynomial = field(default_factory=lambda: ONE)

    def is_zero(self) -> bool:
        """Whether it is the zero function."""
        return bool(self.numerator == 0)

    def __add__(self, other: Value) -> Value:
        top = self.numerator * other.denominator + other.numerator * self.denominator
        return _lowest(top, self.denominator * other.denominator)

    def __mul__(self, other: Value) -> Value:
        return _lowest(self.numerator * other.numerator, self.denominator * other.denominator)

    def __sub__(self, other: Value) -> Value:
        return self + other * constant(-1)

    def __pow__(self, exponent: int) -> Value:
        if exponent < 0:
            if self.numerator == 0:
                raise NotSeen("a denominator is zero everywhere")
            return _lowest(self.denominator, self.numerator) ** -exponent
        for part in (self.numerator, self.denominator):
            if len(part) > 1 and len(part) * exponent > MAX_TERMS / 10:
                raise NotSeen("a power has too many terms")
        return Value(self.numerator**exponent, self.denominator**exponent)


@dataclass(frozen=True, eq=False)
class Vanishing:
    """A polynomial that is zero by the hypothesis `name : text = 0`; it lowers powers of the atom number `leader`."""

    name: str
    text: str
    polynomial: Polynomial
    leader: int


@dataclass(frozen=True)
class Reduction:
    """multiplier · polynomial = rest + Σ cofactor · vanishing."""

    rest: Polynomial
    multiplier: Polynomial
    cofactors: tuple[tuple[Vanishing, Polynomial], ...]


class Field:
    """The atoms seen so far, and the polynomials in them that vanish."""

    def __init__(self) -> None:
        self.atoms = list[Term]()
        self.vanishing = list[Vanishing]()

    def atom(self, term: Term) -> Value:
        """The value of an atom, the same for the same term."""
        if term not in self.atoms:
            if len(self.atoms) == MAX_ATOMS:
                raise NotSeen(f"the proof would need more than {MAX_ATOMS} different functions and variables")
            self.atoms.append(term)
        return Value(_GENERATORS[self.atoms.index(term)])

    def vanish(self, name: str, text: str, polynomial: Polynomial, leader: Term) -> None:
        """Records the hypothesis `name : text = 0`."""
        self.vanishing.append(Vanishing(name, text, polynomial, self.atoms.index(leader)))

    def reduced(self, polynomial: Polynomial) -> Reduction:
        """The polynomial with every leader's degree below that of its relation."""
        rest, multiplier = polynomial, ONE
        cofactors = dict[Vanishing, Polynomial]()
        for fact in sorted(self.vanishing, key=lambda f: -f.leader):
            degree = int(fact.polynomial.degrees()[fact.leader])
            if degree < 1:  # 0 = 0, where two writings of an atom have the same value, lowers nothing
                continue
            lead = coefficient(fact.polynomial, fact.leader, degree)
            while rest != 0 and (top := int(rest.degrees()[fact.leader])) >= degree:
                quotient = coefficient(rest, fact.leader, top) * _GENERATORS[fact.leader] ** (top - degree)
                if lead.is_constant():
                    quotient = quotient / lead
                    rest = rest - quotient * fact.polynomial
                else:
                    rest = rest * lead - quotient * fact.polynomial
                    multiplier = multiplier * lead
                    cofactors = {f: c * lead for f, c in cofactors.items()}
                if len(rest) > MAX_TERMS:
                    raise NotSeen("a normal form has too many terms")
                cofactors[fact] = cofactors.get(fact, ZERO) + quotient
        return Reduction(rest, multiplier, tuple((f, c) for f, c in cofactors.items() if c != 0))

    def polynomial_term(self, polynomial: Polynomial) -> Term:
        """The polynomial as a canonical term."""
        summands = list[Term]()
        for exponents, coefficient in polynomial.to_dict().items():
            powers = [power(self.atoms[k], number(int(e))) for k, e in enumerate(exponents) if e]
            summands.append(multiply(number(rational(coefficient)), *powers))
        return add(number(0), *summands)

    def term(self, value: Value) -> Term:
        """The value as a canonical term, its denominator in factors."""
        top = self.polynomial_term(value.numerator)
        if value.denominator == 1:
            return top
        content, factors = factored(value.denominator)
        bottom = [power(self.polynomial_term(p), number(e)) for p, e in factors]
        return divide(top, multiply(number(content), *bottom))


def constant(value: Fraction | int) -> Value:
    """The value of a rational number."""
    exact = Fraction(value)
    return Value(_CONTEXT.constant(fmpq(exact.numerator, exact.denominator)))


def factored(polynomial: Polynomial) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
    """The content and the irreducible factors with their multiplicities."""
    content, found = polynomial.factor()
    return rational(content), [(p, int(e)) for p, e in found]


def rational(value: fmpq) -> Fraction:
    """FLINT's rational number as Python's."""
    return Fraction(int(value.p), int(value.q))


def monomials(polynomial: Polynomial) -> list[tuple[Polynomial, Fraction]]:
    """The monomials with their coefficients."""
    return [
        (_CONTEXT.from_dict({exponents: 1}), rational(coefficient))
        for exponents, coefficient in polynomial.to_dict().items()
    ]


def _lowest(top: Polynomial, bottom: Polynomial) -> Value:
    if max(len(top), len(bottom)) > MAX_TERMS:
        raise NotSeen(f"the proof would need polynomials with more than {MAX_TERMS} terms")
    if not bottom.is_constant():
        common = top.gcd(bottom)
        top, bottom = divmod(top, common)[0], divmod(bottom, common)[0]
    content = bottom.leading_coefficient()
    return Value(top / content, bottom / content)


def coefficient(polynomial: Polynomial, leader: int, degree: int) -> Polynomial:
    """The coefficient of the `degree`-th power of the atom number `leader`."""
    chosen = {
        (*exponents[:leader], 0, *exponents[leader + 1 :]): c
        for exponents, c in polynomial.to_dict().items()
        if exponents[leader] == degree
    }
    return _CONTEXT.from_dict(chosen)
