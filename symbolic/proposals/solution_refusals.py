"""Leaves that refuse: x = t is at hand and t is no solution, or a branch has no point at all.

not real | outside the domain | the equation undefined at t | its sides unequal at t | hypotheses that contradict each other
"""

from __future__ import annotations

from typing import Any

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.meaning import value
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    absurd,
    derived,
    multiplied,
    node_of,
    replaced,
)
from porism.symbolic.proposals.solution_values import (
    PRECISION,
    Fate,
    holds,
    is_zero,
    order,
    parameter_points,
    shorter,
)
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Number,
    Power,
    Term,
    Variable,
    add,
    multiply,
    substitute,
    subterms,
    variables,
)


def turn(q: Collected, h: Relation) -> Term:
    """What makes x − t of left − right."""
    return ONE if h.left == q.x else MINUS_ONE


def contradiction(q: Collected, known: Known) -> Node:
    """No value of the parameters satisfies what this branch supposes of them."""
    chosen = q.on_parameters(known)
    for j in reversed(chosen):
        others = [known.hypotheses[i] for i in chosen if i != j] + [
            r for r in q.base if q.unknown not in r.variables()
        ]
        at = parameter_points(q.parameters, others, 3)
        if at and all(holds(known.hypotheses[j], a) is False for a in at):
            return absurd(j, [*range(len(q.base)), *(i for i in chosen if i != j)])
    raise Stuck("a branch without a point")


def closed_false(known: Known, k: int) -> Node | None:
    """The leaf for a closed hypothesis that is false."""
    h = known.hypotheses[k]
    if h.variables() or holds(h, {}) is not False:
        return None
    if h.kind in ("<", "<=") and any(
        is_zero(value(s, {}, PRECISION).imag + 0 * value(s, {}, PRECISION)) is False
        for s in (h.left, h.right)
    ):
        return node_of("unordered", of=k)
    return absurd(k)


def refused(q: Collected, known: Known, k: int, t: Term, why: Fate, at: dict[str, Any]) -> Node:
    """x = t is no solution: what fails, with t for x."""
    if why == "not real":
        if variables(t):
            raise Stuck("a family that is not real")
        return node_of("not real", of=k, name=q.unknown)
    if not variables(t) and why == "unequal":
        q.rejected[t] = None
    spoken = frozenset(variables(t) | set(q.parameters))
    using = [j for j in range(len(known.hypotheses)) if _is_about(known.hypotheses[j], spoken)]
    if why == "outside":
        return _outside(q, known, k, t, at, using)
    if why == "undefined":
        return replaced(known, q.equation, k, q.x, t, lambda s, j: _undefined(s, j, at, using))
    if variables(t) and order(value(t, at, PRECISION)) == -1 and _has_root(q):
        return derived(
            known, relation("<", t, ZERO), using,
            lambda s, i: replaced(s, q.equation, k, q.x, t, lambda s2, j: _false(s2, j, at, [*using, i])),
        )  # fmt: skip
    return replaced(known, q.equation, k, q.x, t, lambda s, j: _false(s, j, at, using))


def _has_root(q: Collected) -> bool:
    return any(
        isinstance(part, Power) and isinstance(part.exponent, Number) and part.exponent.value.denominator > 1
        for side in (q.left, q.right)
        for part in subterms(side)
    )


def _false(known: Known, k: int, at: dict[str, Any], using: list[int]) -> Node:
    """An equation that fails at every point of the branch; where its sides differ by a constant, that is derived first."""
    h = known.hypotheses[k]
    names = [n for n in h.variables() if known.domain(n).is_discrete]
    difference = add(h.left, multiply(MINUS_ONE, h.right))
    if not names or h.variables() - set(names):
        return absurd(k, using)
    zero = substitute(difference, dict.fromkeys(names, ZERO))
    constant = value(zero, {}, PRECISION)
    if (
        is_zero(constant - value(difference, {n: at.get(n, constant * 0) for n in names}, PRECISION))
        is not True
    ):
        return absurd(k, using)
    return multiplied(known, k, ONE, shorter(zero), ZERO, lambda s, j: absurd(j), using)


def _is_about(h: Relation, names: frozenset[str]) -> bool:
    return bool(h.variables()) and h.variables() <= names


def _undefined(known: Known, k: int, at: dict[str, Any], using: list[int]) -> Node:
    conditions = defining_conditions(Claim.make(known.hypotheses[k], known.domains))
    for j, c in enumerate(conditions):
        if is_zero(value(c.left, at, PRECISION)):
            return node_of("undefined", of=k, condition=j, using=using)
    raise Stuck("nothing is seen to be undefined")


def _outside(q: Collected, known: Known, k: int, t: Term, at: dict[str, Any], using: list[int]) -> Node:
    for j, r in enumerate(q.base):
        if q.unknown in r.variables() and holds(r, at | {q.unknown: value(t, at, PRECISION)}) is False:
            return replaced(known, j, k, q.x, t, lambda s, i: absurd(i, using))
    child = known.assuming(*member_relations(q.x, q.domain))
    for j in range(len(known.hypotheses), len(child.hypotheses)):
        if holds(child.hypotheses[j], at | {q.unknown: value(t, at, PRECISION)}) is False:
            return node_of(
                "member", [replaced(child, j, k, q.x, t, lambda s, i: absurd(i, using))], name=q.unknown
            )
    raise Stuck("a candidate outside the domain")


def member_relations(x: Variable, domain: Domain) -> list[Relation]:
    """What `member` adds, in its order."""
    low, high, low_closed, high_closed = domain.bounds()
    stated = [relation("!=", x, ZERO)] if domain.name == "nonzero" else []
    if low is not None:
        stated.append(relation("<=" if low_closed else "<", low, x))
    if high is not None:
        stated.append(relation("<=" if high_closed else "<", x, high))
    return stated
