"""Trusted: real and imaginary part of a term where some arguments of roots and logarithms are negative.

    √a = i·√(−a),   a^q = (cos πq + i·sin πq)·(−a)^q,   log a = log(−a) + iπ      for a < 0, on the principal branch

`parts(term, negative)` writes the term as A + iB by these and by the arithmetic of i: an identity wherever the listed
arguments are negative and A and B are defined. Whether A and B are real is not decided here. The rule for inequalities
reads with this module, and so does its finder: it is part of what is trusted.
"""

from __future__ import annotations

from collections.abc import Set

from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    multiply,
    negate,
    number,
    power,
    subterms,
    subtract,
)

MAX_POWER = 6


def parts(term: Term, negative: Set[Term]) -> tuple[Term, Term]:
    """(A, B) with term = A + iB wherever the terms in `negative` are real and below 0.

    >>> from porism.symbolic.term import Variable
    >>> x = Variable("x")
    >>> [str(t) for t in parts(add(x, Apply("log", x)), {x})]
    ['x + log(-x)', 'pi']
    """
    match term:
        case Sum(terms):
            pairs = [parts(t, negative) for t in terms]
            return _sum(*(a for a, _ in pairs)), _sum(*(b for _, b in pairs))
        case Product(factors):
            return _product(list(factors), negative)
        case Power(base, Number(q)) if q.denominator == 2 and base in negative:
            turned = power(negate(base), number(q))
            minus = negate(turned)
            return [(turned, ZERO), (ZERO, turned), (minus, ZERO), (ZERO, minus)][q.numerator % 4]
        case Power(base, Number(q)) if q.denominator != 1 and base in negative:
            turned, angle = power(negate(base), number(q)), multiply(number(q), PI)
            return multiply(turned, Apply("cos", angle)), multiply(turned, Apply("sin", angle))
        case Power(base, Number(q)) if (
            q.denominator == 1 and 1 < abs(q) <= MAX_POWER and _is_turned(base, negative)
        ):
            factor = base if q > 0 else power(base, MINUS_ONE)
            return _product([factor] * abs(int(q)), negative)
        case Power(base, Number(q)) if q == -1 and _is_turned(base, negative):
            a, b = parts(base, negative)
            below = power(_sum(_times(a, a), _times(b, b)), MINUS_ONE)
            return _times(a, below), negate(_times(b, below))
        case Apply("log", argument) if argument in negative:
            return Apply("log", negate(argument)), PI
        case _:
            return (ZERO, ONE) if term == I else (term, ZERO)


def _product(factors: list[Term], negative: Set[Term]) -> tuple[Term, Term]:
    a: Term = ONE
    b: Term = ZERO
    for c, d in (parts(f, negative) for f in factors):
        a, b = _difference(_times(a, c), _times(b, d)), _sum(_times(a, d), _times(b, c))
    return a, b


def _is_turned(term: Term, negative: Set[Term]) -> bool:
    return any(t in negative or t == I for t in subterms(term))


def _times(a: Term, b: Term) -> Term:
    if ZERO in (a, b):
        return ZERO
    return b if a == ONE else a if b == ONE else multiply(a, b)


def _sum(*terms: Term) -> Term:
    kept = [t for t in terms if t != ZERO]
    return add(*kept) if kept else ZERO


def _difference(a: Term, b: Term) -> Term:
    return a if b == ZERO else negate(b) if a == ZERO else subtract(a, b)
