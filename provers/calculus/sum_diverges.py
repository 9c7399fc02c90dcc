"""Trusted: a series diverges to ±oo by comparison, or has no value since its summands do not tend to 0.

±oo, `{"from": K, "bound": c}`: if ±t(K + k) >= c/(k + 1) for every natural k with c > 0, the partial sums tend to ±oo.
±oo, `{"from": K, "minorant": G, "tree": tree, "sample": …}`: if ±t(K + k) >= G(k + 1) - G(k) for every natural k, and the tree
of the rule of limits shows G(x) -> oo, they do too; G has no factorials.
no value, `{"step": m, "offset": r, "member": h, "tree": tree, "sample": …}`: h(k) = t(start + r + m·k) for every natural k,
and h has a limit that is not 0. The summands of a convergent series tend to 0, also along an arithmetic progression.

With `"real": true` the claims are made for all real k >= 0, of which the natural ones are some, where that is easier.

In each case t is defined from the start on. Summands with factorials are compared in the last one only.

References: K. Knopp (1947), Theorie und Anwendung der unendlichen Reihen, §§9, 14, 39.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.hypergeometric import vanishes
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.sum_value import along, check_names, far_value, step_of
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.statements.hypergeometric import Linear, plain, put, scaled
from porism.symbolic.statements.sum_value import NoSum, SumDiverges
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Variable,
    add,
    divide,
    from_json,
    multiply,
    number,
    variables,
)

MAX_STEP = 24


def obligations(statement: SumDiverges, data: Any) -> Iterator[Obligation]:
    """The comparison, from a summand on, and that t is defined."""
    k, a, scope = statement.variable, statement.lower, statement.scope
    check_bound(statement)
    start = data["from"]
    if type(start) is not int or start < 0:
        raise Refused("the comparison starts at a natural number of summands")
    if any(t.factorials for t in statement.summand):
        raise Refused("summands with factorials are not compared")
    yield from _defined(statement, data)
    later = put(statement.summand, {k: a.plus(start).plus(Linear(0, ((k, 1),)))})
    total = multiply(number(statement.sign), add(ZERO, *(t.coefficient for t in later)))
    inside = scope.where(k, _range(data))
    if "minorant" in data:
        minorant = plain(from_json(data["minorant"]))
        reached, needed = far_value(minorant, k, scope, data)
        if reached != "oo":
            raise Refused(f"the minorant tends to {reached}")
        yield from needed
        below = add(*(t.coefficient for t in step_of(minorant, k)))
    else:
        bound = from_json(data["bound"])
        if k in variables(bound):
            raise Refused("the bound is a constant")
        yield Obligation(scope.claim(relation("<", ZERO, bound)), everywhere=True)
        below = divide(bound, add(Variable(k), ONE))
    yield Obligation(inside.claim(relation("<=", below, total)), everywhere=True)


def no_value_obligations(statement: NoSum, data: Any) -> Iterator[Obligation]:
    """Summands along a progression that tend to something else than 0."""
    k, a, scope = statement.variable, statement.lower, statement.scope
    check_bound(statement)
    step, offset, member = data["step"], data["offset"], plain(from_json(data["member"]))
    if any(type(i) is not int or not 0 <= i <= MAX_STEP for i in (step, offset)) or step == 0:
        raise Refused(f"a progression has a step and an offset up to {MAX_STEP}")
    yield from _defined(statement, data)
    along_it = put(statement.summand, {k: a.plus(offset).plus(Linear(0, ((k, step),)))})
    inside = scope.where(k, Domain("natural"))
    yield from vanishes((*along_it, *scaled(member, MINUS_ONE)), inside)
    reached, needed = far_value(member, k, scope, data)
    yield from needed
    if not isinstance(reached, str):
        yield Obligation(scope.claim(relation("!=", reached, ZERO)), everywhere=True)


def check_bound(statement: SumDiverges | NoSum) -> None:
    """Refuse a start that is not an integer, and hypotheses about the bound variable."""
    check_names(statement.scope, statement.variable, statement.lower)
    if any(statement.variable in h.variables() for h in statement.scope.hypotheses):
        raise Refused(f"a hypothesis is about {statement.variable}, which is bound")


def _defined(statement: SumDiverges | NoSum, data: Any) -> Iterator[Obligation]:
    k, a, scope = statement.variable, statement.lower, statement.scope
    both = (*statement.summand, *scaled(statement.summand, MINUS_ONE))
    for at, inside in along(scope, k, a, None, data.get("split", 0), data.get("real") is True):
        yield from vanishes(put(both, at), inside)


def _range(data: Any) -> Domain:
    """The values of k for which claims are made."""
    return Domain("nonnegative" if data.get("real") is True else "natural")
