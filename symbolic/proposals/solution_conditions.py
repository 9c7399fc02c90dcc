"""Parameters: for which of their values a candidate x = t is a solution, found at samples, and made cases of the proof.

    the fate of t changes with the sign of some g(parameters)      ─► g < 0, g = 0, g > 0
    what the equation divides by may vanish at x = t               ─► p = 0 (no solution), p ≠ 0
    t is no solution but on a thin set of the parameters           ─► the equation at x = t is the family's condition

Nothing here decides anything: a wrong guess costs a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.solution_kernels import is_exponential
from porism.symbolic.proposals.solution_question import Collected, NeedProviso
from porism.symbolic.proposals.solution_tree import Known, Node, Treat, derived, multiplied, replaced, split
from porism.symbolic.proposals.solution_values import PRECISION, order, parameter_points, shorter
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    power,
    substitute,
    subterms,
    subtract,
    variables,
)

MAX_GUIDES = 60


def by_sign(
    q: Collected,
    known: Known,
    t: Term,
    samples: Sequence[dict[str, Any]],
    good: Sequence[bool],
    judge: Callable[[Known], Node],
) -> Node | None:
    """A split by the sign of a term whose sign separates the samples at which t is a solution from the others."""
    chosen, best = None, -1
    for g in islice(_guides(q, t), MAX_GUIDES):
        signs = [order(value(g, at, PRECISION)) for at in samples]
        if None in signs or len(set(signs)) < 2 or _is_known(g, known):
            continue
        uniform = sum(
            1
            for s in set(signs)
            if len({ok for ok, own in zip(good, signs, strict=True) if own == s}) == 1
            for own in signs
            if own == s
        )
        if uniform > best:
            chosen, best = (g, signs), uniform
        if best == len(samples):
            break
    if chosen is None or best <= 0:
        return None
    g, _ = chosen
    using = [*range(len(q.scope.hypotheses)), *q.on_parameters(known)]
    apart = relation("==", g, ZERO)

    def at_zero(s: Known, j: int) -> Node:
        return judge(s)

    treat: list[Treat] = [lambda s, j: judge(s), at_zero, lambda s, j: judge(s)]
    for way, (low, high) in ((2, (ZERO, g)), (0, (g, ZERO))):
        here = [
            ok
            for ok, at in zip(good, samples, strict=True)
            if order(value(g, at, PRECISION)) == (1 if way == 2 else -1)
        ]
        if here and all(here) and _holds_at_zero(q, known, t, apart):
            stated = relation("<=", low, high)

            def closed(s: Known, j: int, r: Relation = stated) -> Node:
                return derived(s, r, [j], lambda s2, i: judge(s2.without(j)))

            treat[way] = treat[1] = closed
            break
    return split(known, "sign", g, treat, using)


def _is_known(g: Term, known: Known) -> bool:
    sides = {(h.left, h.right) for h in known.hypotheses}
    return (g, ZERO) in sides or (ZERO, g) in sides


def _holds_at_zero(q: Collected, known: Known, t: Term, zero: Relation) -> bool:
    from porism.symbolic.proposals.solution_leaves import fate

    at = parameter_points(q.parameters, [*_stated(q, known), zero], 3)
    return bool(at) and all(fate(q, t, a) == "solution" for a in at)


def _stated(q: Collected, known: Known) -> list[Relation]:
    own = [known.hypotheses[j] for j in q.on_parameters(known)]
    return own + [r for r in q.base if q.unknown not in r.variables()]


def _guides(q: Collected, t: Term) -> Iterator[Term]:
    """Real terms in the parameters whose sign may matter, short ones first."""
    seen = dict[Term, None]()
    for name in q.parameters:
        if q.parameters[name].is_real:
            seen[Variable(name)] = None
    for name in q.parameters:
        if q.parameters[name].is_real:
            seen[subtract(Variable(name), ONE)] = seen[add(Variable(name), ONE)] = None
    low, high, _, _ = q.domain.bounds() if q.domain.is_real else (None, None, False, False)
    near = [t] + [subtract(t, end) for end in (low, high) if end is not None and end != ZERO]
    inner = dict[Term, None]()
    for side in (q.left, q.right):
        here = substitute(side, {q.unknown: t})
        inner[here] = None
        for part in subterms(here):
            match part:
                case Apply("log" | "abs" | "asin" | "acos" | "acosh" | "atanh", u):
                    inner |= dict.fromkeys((u, subtract(u, ONE), add(u, ONE)))
                case Power(u, Number(n)) if n.denominator > 1:
                    inner[u] = None
                case _:
                    pass
    names = frozenset(q.parameters)
    found = [*near, *sorted(inner, key=lambda u: len(str(u)))]
    for g in found:
        if variables(g) and variables(g) <= names:
            seen[_plain(g)] = None
    yield from (g for g in seen if variables(g))


def _plain(g: Term) -> Term:
    """The sum in its simplest form, where it is a polynomial in kernels with few parts."""
    view = View([native(g)])
    n, d = view.ratio(native(g))
    if not d.is_constant():
        return g
    short = view.term(n)
    return short if len(str(short)) <= len(str(g)) else g


def vanishing_divisors(q: Collected, known: Known, t: Term) -> Term | None:
    """A factor of what the equation divides by at x = t that is 0 for some values of the parameters, if any."""
    names = frozenset(q.parameters)
    at = relation("==", *(substitute(side, {q.unknown: t}) for side in (q.left, q.right)))
    for c in defining_conditions(Claim.make(at, dict(q.parameters))):
        if not c.variables() or not c.variables() <= names:
            continue
        view = View([native(c.left)])
        n, _ = view.ratio(native(c.left))
        if n == 0:
            continue
        for p, _ in view.factors(n)[1]:
            factor = view.term(p)
            if is_exponential(factor) or not variables(factor):
                continue
            if {relation("!=", factor, ZERO), relation("==", factor, ZERO)} & set(known.hypotheses):
                continue
            if parameter_points(q.parameters, [*_stated(q, known), relation("==", factor, ZERO)], 1):
                return factor
    return None


def is_thin(q: Collected, known: Known, t: Term) -> bool:
    """Whether x = t is a solution for some values of the parameters, though not for those of a sample."""
    from porism.symbolic.proposals.solution_leaves import fate

    at = relation("==", *(substitute(side, {q.unknown: t}) for side in (q.left, q.right)))
    if not at.variables() or not at.variables() <= frozenset(q.parameters):
        return False
    found = parameter_points(q.parameters, [*_stated(q, known), at], 2)
    return bool(found) and any(fate(q, t, a) == "solution" for a in found)


def on_condition(q: Collected, known: Known, k: int, t: Term, then: Callable[[Known], Node]) -> Node:
    """The equation at x = t as a condition on the parameters; a generic answer supposes that it is not satisfied."""

    def simplified(s: Known, j: int) -> Node:
        h = s.hypotheses[j]
        difference = closed_shorter(subtract(h.left, h.right))
        view = View([native(difference)])
        n, d = view.ratio(native(difference))
        if n == 0:
            return then(s)
        _, pairs = view.factors(n)
        parts = [p for p, _ in pairs if not is_exponential(view.term(p))]
        goal = multiply(*(view.term(p) for p in parts)) if parts else ONE
        exact = len(parts) == len(pairs) and all(e == 1 for _, e in pairs) and d.is_constant()
        if q.generic:
            raise NeedProviso(relation("!=", goal, ZERO))
        if not exact or relation("==", goal, ZERO) == h:
            return then(s)
        content = view.factors(n)[0]
        by = multiply(view.term(d), power(Number(content), MINUS_ONE))
        return multiplied(s, j, by, goal, ZERO, lambda s2, i: then(s2.without(j)))

    return replaced(known, q.equation, k, q.x, t, simplified)


def closed_shorter(t: Term) -> Term:
    """The term with every closed part in its shortest form."""
    if not variables(t):
        return shorter(t)
    match t:
        case Sum(parts):
            return add(*map(closed_shorter, parts))
        case Product(parts):
            return multiply(*map(closed_shorter, parts))
        case Power(base, exponent):
            return power(closed_shorter(base), closed_shorter(exponent))
        case Apply(f, u):
            return Apply(f, closed_shorter(u))
        case _:
            return t
