"""What is 0, and what is not, by more than cofactors.

roots_of_zero   (x − a)² + b·(y − c)² = 0 gives x − a = 0 and y − c = 0; tⁿ = 0 gives t = 0
two_sides       t ≥ 0 and −t ≥ 0 give t = 0: from inequalities among the hypotheses, or for roots by their squares
nonzero_steps   t·g = s modulo known zeros and s ≠ 0 give t ≠ 0: x·y = 5 makes x ≠ 0
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from porism.symbolic.derivations.cofactors import cofactors_of
from porism.symbolic.derivations.problem import MAX_DEPTH, Problem, Step, step
from porism.symbolic.derivations.squares import Summand, decomposition
from porism.symbolic.errors import LimitError, PorismError
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    Apply,
    Number,
    Power,
    Term,
    add,
    multiply,
    negate,
    number,
    power,
    subterms,
)

MAX_SQUARES = 6
SIDES_S = 1.5  # for an equation that is no identity: two bounds that meet are seen in a moment, or not at all


def roots_of_zero(problem: Problem) -> tuple[list[Step], list[Term]]:
    """Steps, and the terms that are 0 by them."""
    steps, found = list[Step](), list[Term]()
    for kind, zero in problem.facts:
        if kind != "=":
            continue
        z = native(zero)
        try:
            more, roots = _power_zero(z) or _squares_zero(z)
        except PorismError:
            continue
        steps += more
        found += roots
    return steps, found


def _power_zero(z: Term) -> tuple[list[Step], list[Term]] | None:
    """z = c·pⁿ."""
    view = View([z])
    p = view.polynomial(z)
    if p is None or p.is_constant():
        return None
    constant, factors = view.factors(p)
    if len(factors) != 1 or factors[0][1] < 2:
        return None
    t, n = view.term(factors[0][0]), factors[0][1]
    whole = power(t, number(n))
    return [step("zero", whole, ONE, [[Number(1 / constant), z]]), step("root", t, n)], [t]


def _squares_zero(z: Term) -> tuple[list[Step], list[Term]]:
    """±z = Σ c·q²; −q² is the sum of the others and a multiple of z, so that it is between 0 and 0."""
    view = View([z])
    p = view.polynomial(z)
    if p is None or p.is_constant() or p.total_degree() % 2:
        return [], []
    for sign in (1, -1):
        squares = decomposition(view, p * sign, [], lambda q: q)
        if squares is None or not 0 < len(squares) <= MAX_SQUARES:
            continue
        steps, roots = list[Step](), list[Term]()
        for k, (c, factors) in enumerate(squares):
            square = multiply(*factors)
            base = _base(square)
            if base is None:  # a constant: then the zero contradicts itself
                return [], []
            others: list[Summand] = squares[:k] + squares[k + 1 :]
            steps += [
                step(
                    "sign",
                    ">=",
                    negate(square),
                    Number(c),
                    [[str(d), list(fs)] for d, fs in others],
                    [[number(-sign), z]],
                ),
                step("between", square),
                step("root", base, 2),
            ]
            roots.append(base)
        return steps, roots
    return [], []


def _base(square: Term) -> Term | None:
    match square:
        case Power(base, Number(n)) if n == 2:
            return base
        case _:
            return None


def two_sides(problem: Problem, t: Term) -> list[Step] | None:
    """Steps after which t = 0 for a term that seems to be 0, where an order can tell it, and soon."""
    ordered = any(kind in (">", ">=") for kind, _ in problem.facts)
    rooted = any(
        (isinstance(s, Power) and isinstance(s.exponent, Number) and s.exponent.value.denominator == 2)
        or (isinstance(s, Apply) and s.function == "abs")
        for s in subterms(t)
    )
    if not (ordered or rooted) or not problem.seems("=", t):
        return None
    steps, brief = list[Step](), problem.brief(SIDES_S)
    for side in (t, negate(t)):
        try:
            found = brief.signs(brief, ">=", side, MAX_DEPTH - 1)
        except LimitError:
            return None
        if found is None:
            return None
        steps += [*found, step("sign", ">=", native(side), ONE, [["1", [side]]], [])]
    return [*steps, step("between", t)]


def nonzero_steps(problem: Problem, t: Term) -> Iterator[list[Step]]:
    """t·g + Σ c·z = 1 over the known zeros z: then t·g is 1, and t is not 0."""
    zeros = [native(f) for kind, f in problem.facts if kind == "="]
    if not zeros:
        return
    view = View([t, *zeros])
    n, d = view.ratio(t)
    cleared = [view.ratio(z) for z in zeros]
    found = cofactors_of(view, view.constant(Fraction(1)), [n, *(p for p, _ in cleared)])
    if found is None:
        return
    g, *cofactors = found
    factor = multiply(view.term(g), view.factored(d))
    pairs = [
        [negate(multiply(view.term(c), view.term(q))), z]
        for c, (_, q), z in zip(cofactors, cleared, zeros, strict=True)
        if c != 0
    ]
    product = multiply(t, factor)
    yield [
        step("zero", add(product, MINUS_ONE), ONE, pairs),
        step("nonzero", t, factor, ONE),
    ]
