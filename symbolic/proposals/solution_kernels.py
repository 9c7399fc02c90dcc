"""An equation as a fraction of polynomials in kernels: sums and products are read, other functions are kernels.

ratio_of      numerator and denominator of left − right           kernels_of    the kernels with the unknown in the numerator
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_tree import (
    Known,
)
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    multiply,
    number,
    power,
    subtract,
    variables,
)


def tidy(t: Term) -> Term:
    """Powers of one prime base for exponentials with integer bases: 4**x is 2**(2*x)."""
    match t:
        case Power(Number(b), exponent) if variables(exponent) and b > 0:
            base, n = _root(b)
            return power(number(base), multiply(number(n), tidy(exponent)))
        case Power(base, exponent):
            return power(tidy(base), tidy(exponent))
        case Apply(f, u):
            return Apply(f, tidy(u))
        case Product(parts):
            return multiply(*map(tidy, parts))
        case Sum(parts):
            return add(*map(tidy, parts))
        case _:
            return t


def _root(b: Fraction) -> tuple[Fraction, int]:
    if b < 1:
        base, n = _root(1 / b)
        return base, -n
    for n in range(12, 1, -1):
        r = Fraction(round(float(b.numerator) ** (1 / n)), round(float(b.denominator) ** (1 / n)))
        if r > 1 and r**n == b:
            return r, n
    return b, 1


def is_exponential(t: Term) -> bool:
    """Whether t is exp(u), or a power of a positive number."""
    match t:
        case Apply("exp", _):
            return True
        case Power(Number(b), _):
            return b > 0
        case _:
            return False


def ratio_of(q: Collected, known: Known, k: int) -> tuple[View, Any, Any]:
    """(view, numerator, denominator) of left − right."""
    h = known.hypotheses[k]
    f = native(tidy(subtract(h.left, h.right)))
    view = View([f])
    n, d = view.ratio(f)
    return view, n, d


def kernels_of(q: Collected, view: View, p: Any) -> list[tuple[int, Term]]:
    """The kernels with the unknown that occur in a polynomial, with their positions."""
    degrees = p.degrees()
    return [(j, t) for j, t in enumerate(view.kernels) if q.unknown in variables(t) and degrees[j] > 0]
