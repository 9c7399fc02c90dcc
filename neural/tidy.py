"""The same formula in fewer symbols, by rules that look at no value.

Equal factors are joined to one power, powers of powers are multiplied out, 0·a and a⁰ are dropped. A proposal may
lose or gain isolated undefined points by this (x·x⁻¹ becomes 1): what is claimed about a formula is stated
afterwards, on the tidy term. Linear in the size of the term.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import assert_never

from porism.symbolic.term import (
    ONE,
    ZERO,
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
    multiply,
    number,
    power,
)


def tidy(term: Term) -> Term:
    """The same formula in fewer symbols: equal factors joined to one power, 0·a dropped, powers of powers of numbers.

    A proposal may lose or gain isolated undefined points by this (x·x⁻¹ becomes 1): what is claimed about it is
    stated afterwards, on the tidy term.

    >>> x = Variable("x")
    >>> print(tidy(multiply(x, power(x, number("1/2")), power(x, number(-2)))))
    1/sqrt(x)
    """
    match term:
        case Number() | Constant() | Variable() | Derivative():
            return term
        case Apply(function, argument):
            return Apply(function, tidy(argument))
        case Sum(terms):
            return add(*(t for t in map(tidy, terms) if t != ZERO))
        case Power(base, exponent):
            return _joined([_power(tidy(base), tidy(exponent))])
        case Product(factors):
            return _joined([tidy(f) for f in factors])
        case _:
            assert_never(term)


def _power(base: Term, exponent: Term) -> Term:
    match base, exponent:
        case _, Number(value) if value == 0:
            return ONE
        case Power(inner, Number(first)), Number(value) if value.denominator == 1 or first in (1, -1):
            return power(inner, number(first * value))  # (1/b)**q is b**-q wherever it is real and not 0
        case Number(value), Number(e) if e.denominator == 2 and value > 0 and _is_square(value):
            return number(Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator)) ** int(2 * e))
        case _:
            return power(base, exponent)


def _is_square(value: Fraction) -> bool:
    return all(math.isqrt(k) ** 2 == k for k in (value.numerator, value.denominator))


def _joined(factors: list[Term]) -> Term:
    """The product of tidy factors with equal bases joined."""
    exponents = dict[Term, Fraction]()
    rest = list[Term]()
    product = multiply(*factors)
    for factor in product.factors if isinstance(product, Product) else (product,):
        match factor:
            case Number():
                rest.append(factor)
            case Power(base, Number(value)):
                exponents[base] = exponents.get(base, Fraction(0)) + value
            case _:
                exponents[factor] = exponents.get(factor, Fraction(0)) + 1
    if ZERO in rest:
        return ZERO
    return multiply(*rest, *(power(base, number(e)) for base, e in exponents.items() if e))
