"""Trusted: a series diverges to ±oo by comparison with the harmonic series.

`{"from": K, "bound": c}` with c > 0: if ±t(K + k) >= c/(k + 1) for every natural k, and t is defined from the start on, the
partial sums tend to ±oo. Summands with factorials are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.hypergeometric import vanishes
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.sum_value import along, check_names
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.statements.hypergeometric import Linear, put, scaled
from porism.symbolic.statements.sum_value import SumDiverges
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


def obligations(statement: SumDiverges, data: Any) -> Iterator[Obligation]:
    """±t(K + k) >= c/(k + 1), c > 0, and that t is defined."""
    k, a, scope = statement.variable, statement.lower, statement.scope
    check_names(scope, k, a)
    start, bound = data["from"], from_json(data["bound"])
    if type(start) is not int or start < 0 or k in variables(bound):
        raise Refused(
            "the comparison starts at a natural number of summands, with a bound that is a constant"
        )
    if any(k in h.variables() for h in scope.hypotheses) or any(t.factorials for t in statement.summand):
        raise Refused("such summands are not compared")
    yield Obligation(scope.claim(relation("<", ZERO, bound)), everywhere=True)
    both = (*statement.summand, *scaled(statement.summand, MINUS_ONE))
    for at, inside in along(scope, k, a, None, data.get("split", 0)):
        yield from vanishes(put(both, at), inside)
    later = put(statement.summand, {k: a.plus(start).plus(Linear(0, ((k, 1),)))})
    total = multiply(number(statement.sign), add(*(t.coefficient for t in later)))
    harmonic = divide(bound, add(Variable(k), ONE))
    inside = scope.where(k, Domain("natural"))
    yield Obligation(inside.claim(relation("<=", harmonic, total)), everywhere=True)
