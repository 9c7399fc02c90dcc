"""Where a claim is defined: the exact conditions under which every subterm has a value.

    a**-q, log a  a ≠ 0      tan a, sec a  cos a ≠ 0      cot a, csc a  sin a ≠ 0      tanh a, sech a  cosh a ≠ 0
    coth a, csch a  sinh a ≠ 0      atan a  1 + a² ≠ 0      atanh a  1 + a ≠ 0, 1 − a ≠ 0      acosh a  see its logarithm
    Ei a, Ci a, Chi a, LambertWm1 a  a ≠ 0        li a  a ≠ 0, log a ≠ 0
    gamma a, loggamma a, digamma a   gamma a ≠ 0, which says that it has a value: the function has no zero

Two conditions are not `≠ 0` and are left to the checker: an order relation is defined only where both its sides are real,
and `a**y` with a variable exponent is defined at a = 0 only where y = 0 or Re y > 0. Conditions come inner first and each
once; nothing is simplified here.
"""

from __future__ import annotations

from collections.abc import Iterator

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Term,
    Variable,
    add,
    children,
    number,
    power,
    subtract,
)


def defining_conditions(claim: Claim) -> tuple[Relation, ...]:
    """The `≠ 0` conditions under which every subterm of the claim and its hypotheses is defined.

    >>> [str(c) for c in defining_conditions(Claim.parse("1/x + tan(y) == log(2)"))]
    ['x != 0', 'cos(y) != 0']
    """
    found = dict[Relation, None]()
    for stated in (claim.relation, *claim.hypotheses):
        for side in (stated.left, stated.right):
            for term in _nonzero_terms(side):
                if not (isinstance(term, Number) and term.value != 0):
                    found[relation("!=", term, ZERO)] = None
    return tuple(found)


def _nonzero_terms(term: Term) -> Iterator[Term]:
    if isinstance(term, Number | Variable | Constant):  # most of a large term
        return
    for child in children(term):
        yield from _nonzero_terms(child)
    match term:
        case Power(base, Number(n)) if n < 0:
            yield base
        case Apply("log" | "Ei" | "Ci" | "Chi" | "LambertWm1", a):
            yield a
        case Apply("gamma" | "loggamma" | "digamma", a):
            yield Apply("gamma", a)
        case Apply("li", a):  # Ei(log a)
            yield a
            yield Apply("log", a)
        case Apply("tan" | "sec", a):
            yield Apply("cos", a)
        case Apply("cot" | "csc", a):
            yield Apply("sin", a)
        case Apply("tanh" | "sech", a):
            yield Apply("cosh", a)
        case Apply("coth" | "csch", a):
            yield Apply("sinh", a)
        case Apply("atan", a):
            yield add(ONE, power(a, number(2)))
        case Apply("atanh", a):
            yield add(ONE, a)
            yield subtract(ONE, a)
        case Derivative(expression, variable):
            yield from _nonzero_terms(derivative(expression, variable))
        case _:
            pass
