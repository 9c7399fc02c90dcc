"""The same formula in fewer symbols, by rules of arithmetic that look at no value.

    products   equal bases become one power, exp(u)·exp(v) becomes exp(u + v), numbers are folded, 0·a is dropped
    sums       numbers are multiplied into inner sums, like terms are added, what all terms share is taken out
    powers     integer powers of powers and of products are multiplied out, exp(u)**q becomes exp(q·u)

A proposal may lose or gain isolated undefined points by this (x·x⁻¹ becomes 1): what is claimed about a formula is
stated afterwards, on the tidy term. Wherever both terms are real they are equal.

Law: tidy(term) has the value of term at every point at which term is real and no base is 0; tidy is idempotent.
`absorbed` is for formulas whose factors are positive, and a proposal of its own.

Complexity: linear in the size of the term, up to the sorting of sums and products.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Constant,
    Derivative,
    E,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    number,
    power,
)

MOST_ROUNDS = 8  # one rule may make room for another; two rounds are the rule, four the most seen
_EXP_1 = Apply("exp", ONE)


@dataclass(frozen=True)
class _Monomial:
    """coefficient · Π base**exponent, with distinct bases that are no products and no powers with a number."""

    coefficient: Fraction
    exponents: dict[Term, Fraction]

    def term(self) -> Term:
        """The canonical product."""
        if not self.coefficient:
            return ZERO
        powers = (
            E if base == _EXP_1 and e == 1 else power(base, number(e)) for base, e in self.exponents.items()
        )
        return multiply(number(self.coefficient), *powers)


def tidy(term: Term) -> Term:
    """The term with equal bases joined, like terms added and common factors taken out.

    >>> from porism.symbolic.parse import parse_term
    >>> print(tidy(parse_term("x*sqrt(x)/x**2")), "and", tidy(parse_term("(a*n/2 + 3/4)/(1 - (a*n + 1)/4)")))
    1/sqrt(x) and (2*a*n + 3)/(3 - a*n)
    """
    for _ in range(MOST_ROUNDS):
        shorter = _tidied(term)
        if shorter == term:
            break
        term = shorter
    return term


def absorbed(term: Term) -> Term:
    """A factor multiplied into the one sum beside it, also under a root: x·sqrt(1 + y/x²) becomes sqrt(x² + y).

    Under a root this holds only where the factor is positive.
    """
    parts = _monomial(term)
    sums = [base for base in parts.exponents if isinstance(base, Sum)]
    if len(sums) != 1 or not isinstance(sums[0], Sum):
        return term
    q = parts.exponents[sums[0]]
    rest = {base: e / q for base, e in parts.exponents.items() if base != sums[0]}
    if any(e.denominator > 2 for e in rest.values()):
        return term
    inner = (_product(_Monomial(Fraction(1), rest), _monomial(t)).term() for t in sums[0].terms)
    return tidy(multiply(number(parts.coefficient), _power(add(*inner), q).term()))


def _tidied(term: Term) -> Term:
    match term:
        case Number() | Constant() | Variable() | Derivative():
            return term
        case Apply(function, argument):
            return Apply(function, _tidied(argument))
        case Sum(terms):
            return _sum(map(_tidied, terms))
        case Power() | Product():
            return _with_joined_exponentials(_monomial(term)).term()
        case _:
            assert_never(term)


def _sum(terms: Iterable[Term]) -> Term:
    collected = dict[Term, Fraction]()
    for part in terms:
        for coefficient, rest in _summands(part):
            collected[rest] = collected.get(rest, Fraction(0)) + coefficient
    products = (_product(_Monomial(c, {}), _monomial(rest)) for rest, c in collected.items())
    kept = [m for m in products if m.coefficient]
    if len(kept) < 2:
        return kept[0].term() if kept else ZERO
    content = Fraction(
        math.gcd(*(m.coefficient.numerator for m in kept)),
        math.lcm(*(m.coefficient.denominator for m in kept)),
    )
    if all(m.coefficient < 0 for m in kept):
        content = -content
    shared = {
        base: exponent
        for base in kept[0].exponents
        if (exponent := _common(m.exponents.get(base, Fraction(0)) for m in kept))
    }
    common = _Monomial(content, shared)
    if common.term() == ONE:
        return add(*(m.term() for m in kept))
    inverse = _Monomial(1 / content, {base: -e for base, e in shared.items()})
    primitive = _sum(
        _product(inverse, m).term() for m in kept
    )  # what is left may hold like terms of a sum within
    return _product(common, _monomial(primitive)).term()


def _common(exponents: Iterable[Fraction]) -> Fraction:
    """The power that all have: the least if all are positive, the greatest if all are negative, else 0."""
    values = list(exponents)
    return min(values) if min(values) > 0 else max(values) if max(values) < 0 else Fraction(0)


def _summands(term: Term) -> list[tuple[Fraction, Term]]:
    """A number times a term each; a constant times a sum is multiplied in."""
    parts = _monomial(term)
    sums = [base for base in parts.exponents if not isinstance(base, Constant | Number)]
    match sums:
        case [Sum(terms)] if parts.exponents[sums[0]] == 1:
            factor = _Monomial(parts.coefficient, {b: e for b, e in parts.exponents.items() if b != sums[0]})
            return [pair for part in terms for pair in _summands(_product(factor, _monomial(part)).term())]
        case _:
            return [(parts.coefficient, _Monomial(Fraction(1), parts.exponents).term())]


def _monomial(term: Term) -> _Monomial:
    match term:
        case Number(value):
            return _Monomial(value, {})
        case Constant("e"):
            return _Monomial(Fraction(1), {_EXP_1: Fraction(1)})  # so that it joins other exponentials
        case Product(factors):
            product = _Monomial(Fraction(1), {})
            for factor in factors:
                product = _product(product, _monomial(_tidied(factor)))
            return product
        case Power(base, Number(exponent)):
            return _power(_tidied(base), exponent)
        case Power(base, exponent):
            return _Monomial(Fraction(1), {Power(_tidied(base), _tidied(exponent)): Fraction(1)})
        case _:
            return _Monomial(Fraction(1), {term: Fraction(1)})


def _product(a: _Monomial, b: _Monomial) -> _Monomial:
    exponents = dict(a.exponents)
    coefficient = a.coefficient * b.coefficient
    for base, exponent in b.exponents.items():
        exponents[base] = total = exponents.get(base, Fraction(0)) + exponent
        if isinstance(base, Number) and total.denominator == 1 and (base.value or total >= 0):
            coefficient *= base.value ** int(total)
            total = Fraction(0)
        if not total:
            del exponents[base]
    return _Monomial(coefficient, exponents)


def _power(base: Term, q: Fraction) -> _Monomial:
    """base**q for a tidy base."""
    parts = (
        _monomial(base)
        if isinstance(base, Product | Power | Number)
        else _Monomial(Fraction(1), {base: Fraction(1)})
    )
    if not q:
        return _Monomial(Fraction(1), {})
    if q.denominator == 1 and (parts.coefficient or q > 0):
        return _Monomial(parts.coefficient ** int(q), {b: e * q for b, e in parts.exponents.items()})
    if len(parts.exponents) == 1 and parts.coefficient == 1:
        ((inner, e),) = parts.exponents.items()
        if e % 2 == 1:  # (b**3)**q is real only for b ≥ 0, and is b**(3·q) there
            return _Monomial(Fraction(1), {inner: e * q})
    return _root(parts, q)


def _root(parts: _Monomial, q: Fraction) -> _Monomial:
    """A fractional power of a product: exponentials and squares leave it, and all that is positive."""
    positive: dict[Term, Fraction] = {b: e for b, e in parts.exponents.items() if _is_positive(b)}
    rest = {b: e for b, e in parts.exponents.items() if b not in positive}
    if parts.coefficient <= 0 or q.denominator != 2:
        return _Monomial(Fraction(1), {parts.term(): q})
    if not rest:
        return _product(
            _number_root(parts.coefficient, q),
            _Monomial(Fraction(1), {b: e * q for b, e in positive.items()}),
        )
    outside: dict[Term, Fraction] = {b: e * q for b, e in positive.items() if isinstance(b, Apply)}
    inside = {b: e for b, e in parts.exponents.items() if b not in outside}
    root = _square_part(parts.coefficient)
    rooted = _Monomial(parts.coefficient / root**2, inside).term()
    return _product(_Monomial(root ** int(2 * q), outside), _Monomial(Fraction(1), {rooted: q}))


def _is_positive(base: Term) -> bool:
    match base:
        case Constant(name):
            return name != "i"
        case Number(value):
            return value > 0
        case Apply(function, _):
            return function == "exp"
        case _:
            return False


def _number_root(value: Fraction, q: Fraction) -> _Monomial:
    """value**q for half-integers q: a rational number times the root of a square-free one."""
    root = _square_part(value)
    rest = value / root**2
    whole = root ** int(2 * q)
    if rest == 1:
        return _Monomial(whole, {})
    # rest**q with rest = m/n: fold whole powers, keep sqrt(m·n)/n.
    whole *= rest ** math.floor(q)
    return _Monomial(whole / rest.denominator, {number(rest.numerator * rest.denominator): Fraction(1, 2)})


def _square_part(value: Fraction) -> Fraction:
    """The largest rational r with integer parts below 1000 such that value/r² has square-free parts."""
    parts = [1, 1]
    for k, n in enumerate((value.numerator, value.denominator)):
        for p in range(2, min(math.isqrt(n), 1000) + 1):
            while n % (p * p) == 0:
                n //= p * p
                parts[k] *= p
    return Fraction(parts[0], parts[1])


def _with_joined_exponentials(parts: _Monomial) -> _Monomial:
    """exp(u)**p · exp(v)**q as exp(p·u + q·v)."""
    exponentials = {b: e for b, e in parts.exponents.items() if isinstance(b, Apply) and b.function == "exp"}
    if not exponentials or (len(exponentials) == 1 and set(exponentials.values()) == {Fraction(1)}):
        return parts
    argument = _sum(multiply(number(e), b.argument) for b, e in exponentials.items() if isinstance(b, Apply))
    exponents = {b: e for b, e in parts.exponents.items() if b not in exponentials}
    return _product(
        _Monomial(parts.coefficient, exponents), _Monomial(Fraction(1), {Apply("exp", argument): Fraction(1)})
    )
