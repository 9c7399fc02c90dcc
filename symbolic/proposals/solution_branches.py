"""Logarithms and roots of what may be negative: one case for each sign of it.

Where u < 0 the equation has an imaginary part that is not 0, or goes on with log(−u) + iπ and i·√(−u).
"""

from __future__ import annotations

from collections.abc import Callable

from porism.symbolic.claim import relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import interval
from porism.symbolic.meaning import value
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    derived,
    is_positive,
    node_of,
    put_for,
    replaced,
    split,
)
from porism.symbolic.proposals.solution_values import shorter
from porism.symbolic.term import (
    MINUS_ONE,
    PI,
    ZERO,
    Apply,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    power,
    substitute,
    subterms,
    subtract,
    to_json,
    variables,
)


def branches_of_roots(q: Collected, known: Known, k: int) -> Node:
    """log(u) or a root of u on the real line: u < 0, where the equation has an imaginary part; u = 0; u > 0."""
    h = known.hypotheses[k]
    if not q.domain.is_real or h.variables() != {q.unknown}:
        raise Stuck("")
    for t in (*subterms(h.left), *subterms(h.right)):
        match t:
            case Apply("log", u) if q.unknown in variables(u):
                other = add(Apply("log", negate(u)), multiply(I, PI))
            case Power(u, Number(n)) if n.denominator == 2 and q.unknown in variables(u):
                other = multiply(power(I, number(n.numerator)), power(negate(u), Number(n)))
            case _:
                continue
        if is_positive(u, known) or not known.is_real(u) or relation("<", ZERO, u) in known.hypotheses:
            continue
        return _by_branch(q, known, k, t, u, other)
    raise Stuck("")


def _by_branch(q: Collected, known: Known, k: int, t: Term, u: Term, other: Term) -> Node:
    return split(
        known, "sign", u,
        [
            lambda s, j: beyond(q, s, j, u, -1, lambda s2: _unreal(q, s2, k, j, t, other)),
            lambda s, j: solved(q, s, j),
            lambda s, j: beyond(q, s, j, u, 1, lambda s2: solved(q, s2, k)),
        ], [k],
    )  # fmt: skip


def _unreal(q: Collected, known: Known, k: int, j: int, t: Term, other: Term) -> Node:
    """The equation where `t` is `other`, whose parts are real."""

    def parted(s: Known, m: int) -> Node:
        h, i = s.hypotheses[m], Variable("imaginary_unit")
        f = put_for(subtract(h.left, h.right), I, i)
        b = derivative(f, i.name)
        if i.name in variables(b):
            raise Stuck("an imaginary part that is not plain")
        a = _without_zeros(substitute(f, {i.name: ZERO}))
        return node_of("imaginary", of=m, using=[j], real=to_json(a), imaginary=to_json(b))

    return derived(known, relation("==", t, other), [j], lambda s, i: replaced(s, k, i, t, other, parted))


def _without_zeros(t: Term) -> Term:
    match t:
        case Sum(parts):
            kept = [p for p in map(_without_zeros, parts) if p != ZERO]
            return add(*kept) if kept else ZERO
        case Product(parts):
            inner = [_without_zeros(p) for p in parts]
            return ZERO if ZERO in inner else multiply(*inner)
        case _:
            return t


def beyond(q: Collected, known: Known, j: int, u: Term, sign: int, then: Callable[[Known], Node]) -> Node:
    """u > 0 or u < 0 (hypothesis j): where u is linear in the unknown, that is an interval."""
    slope = shorter(derivative(u, q.unknown))
    if variables(slope):
        return then(known)
    end = shorter(multiply(MINUS_ONE, substitute(u, {q.unknown: ZERO}), power(slope, MINUS_ONE)))
    low, high, low_closed, high_closed = known.domain(q.unknown).bounds()
    at = [None if e is None else float(value(e, {}).real.mid()) for e in (low, high)]
    here = float(value(end, {}).real.mid())
    upward = (value(slope, {}).real > 0) == (sign > 0)
    if upward and (at[0] is None or at[0] < here):
        low, low_closed = end, False
    elif not upward and (at[1] is None or at[1] > here):
        high, high_closed = end, False
    else:
        return then(known)
    domain = interval(low, high, low_closed, high_closed)
    child = known.where((q.unknown, domain))
    return node_of("narrow", [then(child)], name=q.unknown, domain=domain.to_json(), using=[j])
