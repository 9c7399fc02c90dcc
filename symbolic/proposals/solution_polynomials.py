"""A polynomial in one kernel with the unknown in it: its roots, by formulas, by factors, by isolating intervals.

degree 1, 2 with any coefficients: a case split on the leading one        rational coefficients: factors and their roots
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from flint import fmpz_poly

from porism.symbolic.claim import relation
from porism.symbolic.exact_value import rational_value
from porism.symbolic.inverse_images import polynomial_term
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.proposals.solution_kernels import kernels_of, ratio_of
from porism.symbolic.proposals.solution_question import Collected, NeedProviso
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    Treat,
    factored,
    inverted,
    multiplied,
    rooted,
    split,
)
from porism.symbolic.proposals.solution_values import PRECISION, is_zero, shorter
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Term,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subterms,
    subtract,
    variables,
)


def one_kernel(q: Collected, known: Known, k: int) -> Node:
    """A polynomial in one kernel that has the unknown in it."""
    view, n, d = ratio_of(q, known, k)
    kernels = kernels_of(q, view, n)
    if len(kernels) != 1:
        raise Stuck("")
    (position, u), parts = kernels[0], dict[int, list[tuple[Any, Any]]]()
    for exponents, c in n.terms():
        rest = tuple(0 if j == position else int(e) for j, e in enumerate(exponents))
        parts.setdefault(int(exponents[position]), []).append((rest, c))
    coefficients = list[Term]()
    for e in range(max(parts) + 1):
        total = [
            multiply(
                number(rational(c)),
                *(power(t, number(m)) for t, m in zip(view.kernels, rest, strict=False) if m),
            )
            for rest, c in parts.get(e, [])
        ]
        coefficients.append(add(*total) if total else ZERO)
    return polynomial(q, known, k, u, coefficients, view.term(d))


def polynomial(
    q: Collected,
    known: Known,
    k: int,
    u: Term,
    coefficients: list[Term],
    by: Term,
    using: tuple[int, ...] = (),
) -> Node:
    """c₀ + c₁·u + … = 0, where hypothesis k times `by` says so."""
    coefficients = [shorter(c) for c in coefficients]
    while coefficients and _vanishes(coefficients[-1]):
        coefficients.pop()
    step = 0
    for e, c in enumerate(coefficients):
        step = gcd(step, e) if not _vanishes(c) else step
    if len(coefficients) <= 1:
        raise Stuck("")
    if step > 1 and len(coefficients) > 1:
        w, coefficients = power(u, number(step)), coefficients[::step]
    else:
        w = u
    exact = [rational_value(c) for c in coefficients]
    if all(c is not None for c in exact):
        return _rational_polynomial(q, known, k, w, [c for c in exact if c is not None], by, using)
    if len(coefficients) == 2:
        b, a = coefficients

        def linear(s: Known, more: tuple[int, ...]) -> Node:
            goal = _expanded(shorter(negate(divide(b, a))))
            return multiplied(
                s, k, multiply(by, divide(ONE, a)), w, goal, lambda s2, j: solved(q, s2, j), (*using, *more)
            )

        return _where_nonzero(q, known, a, linear, lambda s, j: _dropped(q, s, k, by, b, j, using))
    if len(coefficients) == 3:
        c, b, a = coefficients
        square = power(add(multiply(number(2), a, w), b), number(2))
        discriminant = shorter(_expanded(subtract(power(b, number(2)), multiply(number(4), a, c))))
        inner = add(multiply(number(2), a, w), b)

        def quadratic(s: Known, more: tuple[int, ...]) -> Node:
            return multiplied(
                s, k, multiply(number(4), a, by), square, discriminant,
                lambda s2, j: inverted(s2, j, square, s2.is_real(inner), lambda s3, i: solved(q, s3, i)), (*using, *more),
            )  # fmt: skip

        rest = add(multiply(b, w), c)
        return _where_nonzero(q, known, a, quadratic, lambda s, j: _dropped(q, s, k, by, rest, j, using))
    raise Stuck("a polynomial whose coefficients are not rational")


def _expanded(t: Term) -> Term:
    view = View([t])
    n, d = view.ratio(t)
    return view.term(n) if d.is_constant() and view.term(d) == ONE else t


def _vanishes(c: Term) -> bool:
    return c == ZERO or (not variables(c) and is_zero(value(c, {}, PRECISION)) is True)


def _dropped(
    q: Collected, known: Known, k: int, by: Term, rest: Term, j: int, using: tuple[int, ...]
) -> Node:
    return multiplied(known, k, by, rest, ZERO, lambda s, i: solved(q, s, i), (*using, j))


def _where_nonzero(
    q: Collected,
    known: Known,
    a: Term,
    then: Callable[[Known, tuple[int, ...]], Node],
    zero: Callable[[Known, int], Node],
) -> Node:
    """`then` where a ≠ 0, `zero` where a = 0; a generic answer supposes a ≠ 0."""
    if not variables(a):
        return then(known, ())
    _, pairs = View([native(a)]).factors(View([native(a)]).ratio(native(a))[0])
    bare = multiply(*(View([native(a)]).term(p) for p, _ in pairs)) if pairs else a
    apart = relation("!=", bare, ZERO)
    stated = [
        known.hypotheses[j]
        for j in range(len(known.hypotheses))
        if known.hypotheses[j].variables() <= set(q.parameters)
    ]
    if apart in known.hypotheses:
        return then(known, (known.hypotheses.index(apart),))
    if _never_zero(a, known):
        return then(known, tuple(known.hypotheses.index(r) for r in stated if r.variables()))
    if variables(a) - set(q.parameters):
        raise Stuck("a coefficient with a fresh variable")
    if q.generic:
        raise NeedProviso(apart)
    if isinstance(bare, Apply) and bare.function == "log":
        one = subtract(bare.argument, ONE)

        def plainly(s: Known, j: int) -> Node:
            return inverted(
                s, j, bare, False, lambda s2, i: _as_zero(s2.without(i, j), i, one, lambda s3, _: zero(s3, j))
            )

        treat: list[Treat] = [plainly, lambda s, j: then(s, (j,))]
        return split(known, "zero", bare, treat, range(len(q.base)))
    return split(known, "zero", bare, [zero, lambda s, j: then(s, (j,))])


def _as_zero(known: Known, k: int, t: Term, then: Treat) -> Node:
    """Hypothesis k, u = exp(0), as t = u − 1 = 0."""
    sign = ONE if known.hypotheses[k].left in subterms(t) else MINUS_ONE
    return multiplied(known, k, sign, t, ZERO, then)


def _never_zero(a: Term, known: Known) -> bool:
    from porism.symbolic.proposals.solution_tree import is_positive

    return is_positive(a, known) or is_positive(negate(a), known)


def _rational_polynomial(
    q: Collected,
    known: Known,
    k: int,
    u: Term,
    coefficients: list[Fraction],
    by: Term,
    using: tuple[int, ...],
) -> Node:
    scale = Fraction(lcm(*(c.denominator for c in coefficients)))
    scale /= gcd(*(int(c * scale) for c in coefficients))
    scale *= 1 if coefficients[-1] > 0 else -1
    p = fmpz_poly([int(c * scale) for c in coefficients])
    constant, pairs = p.factor()
    real = known.is_real(u)

    fine = any(
        isinstance(t, Power)
        and isinstance(t.exponent, Number)
        and t.exponent.value.denominator > 1
        and q.unknown in variables(t)
        for t in (*subterms(q.left), *subterms(q.right))
    )

    def treat(s: Known, j: int) -> Node:
        h = s.hypotheses[j]
        for f, _ in pairs:
            ints = [int(c) for c in f.coeffs()]
            if relation("==", polynomial_term(ints, u), ZERO) == h:
                return rooted(s, j, ints, u, real, lambda s2, i: solved(q, s2, i), fine=fine)
        for f, _ in pairs:  # a factor whose term is not a polynomial any more, such as u itself
            ints = [int(c) for c in f.coeffs()]
            if len(ints) == 2 and relation("==", polynomial_term(ints, u), ZERO).left == h.left:
                return rooted(s, j, ints, u, real, lambda s2, i: solved(q, s2, i), fine=fine)
        return solved(q, s, j)

    parts = [power(polynomial_term([int(c) for c in f.coeffs()], u), number(int(e))) for f, e in pairs]
    goal = multiply(number(int(constant)), *parts)
    multiplier = multiply(number(scale), by)
    if len(pairs) == 1 and pairs[0][1] == 1 and int(constant) == 1:
        if known.hypotheses[k] == relation("==", goal, ZERO):
            return treat(known, k)
        return multiplied(known, k, multiplier, goal, ZERO, treat, using)
    return multiplied(known, k, multiplier, goal, ZERO, lambda s, j: factored(s, j, treat), using)
