"""Trusted: optima, empty scopes, infima that are not attained and functions without a bound.

Optimum     v ≤ f at every point of the scope, all of them defined; p belongs to the scope; f(p) = v: so v is the minimum.
Infeasible  a relation that holds nowhere, x < x for a real x, holds at every point of the scope: so it has no point.
Infimum v   v < f at every point of the scope, and a path p(t), t in (0, 1], in the scope with f(p(t)) ≤ v + t.
No bound    a path p(t), t ≥ 0, in the scope with f(p(t)) ≤ −t.
For a maximum every order is turned round. Paths are the finder's, {"path": {x: term in the parameter}}.

An order between values that are not real is undefined, so `everywhere` makes f real on the whole scope.

References: S. Boyd, L. Vandenberghe (2004), Convex Optimization, ch. 5 for where the bounds come from; nothing of it
is needed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.membership import membership
from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.statements.infeasible import Infeasible
from porism.symbolic.statements.infimum import Infimum
from porism.symbolic.statements.optimum import Optimum, Sense
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ONE,
    ZERO,
    Term,
    Variable,
    add,
    from_json,
    negate,
    substitute,
    variables,
)


def optimum_obligations(statement: Optimum, data: Any) -> Iterator[Obligation]:
    """The bound, the point and the value there; `data` is not used."""
    scope, at = statement.scope, dict(statement.point)
    _is_one_number(statement.value)
    if len(at) != len(statement.point) or set(at) != scope.names(statement.objective):
        raise Refused("the point gives each variable of the problem one value")
    yield Obligation(
        scope.claim(_at_least(statement.sense, statement.value, statement.objective)),
        everywhere=True,
        necessary=True,
    )
    # Variables without a domain in the scope are real, and their values have to be.
    whole = Scope.of({name: scope.domain(name) for name in at}, scope.hypotheses)
    yield from membership(whole, at, {})
    attained = relation("==", substitute(statement.objective, at), statement.value)
    yield Obligation(Claim.make(attained), everywhere=True, necessary=True)


def infeasible_obligations(statement: Infeasible, data: Any) -> Iterator[Obligation]:
    """A relation that is false wherever it is defined; `data` is not used."""
    scope = statement.scope
    yield Obligation(scope.claim(statement.contradiction), everywhere=True, necessary=True)


def infimum_obligations(statement: Infimum, data: Any) -> Iterator[Obligation]:
    """The bound that is not reached, if there is one, and a path that comes near it."""
    scope, objective, bound = statement.scope, statement.objective, statement.bound
    names = scope.names(objective)
    parameter = statement.parameter
    at = _path(data, parameter)
    if set(at) != names:
        raise Refused("the path gives each variable of the problem one value")
    if bound is not None:
        _is_one_number(bound)
        strictly = (
            relation("<", bound, objective) if statement.sense == "min" else relation("<", objective, bound)
        )
        yield Obligation(scope.claim(strictly), everywhere=True, necessary=True)
    over = {parameter: path_domain(bound)}
    whole = Scope.of({name: scope.domain(name) for name in names}, scope.hypotheses)
    yield from membership(whole, at, over)
    yield Obligation(Claim.make(nearness(statement, at, Variable(parameter)), over), everywhere=True)


def path_domain(bound: Term | None) -> Domain:
    """What the parameter ranges over."""
    return Domain("nonnegative") if bound is None else interval(ZERO, ONE, False, True)


def nearness(statement: Infimum, at: dict[str, Term], t: Term) -> Relation:
    """f(p(t)) ≤ v + t, or f(p(t)) ≤ −t without a bound; turned round for a maximum."""
    value = substitute(statement.objective, at)
    away = t if statement.sense == "min" else negate(t)
    limit = negate(away) if statement.bound is None else add(statement.bound, away)
    return _at_least(statement.sense, value, limit)


def _at_least(sense: Sense, small: Term, large: Term) -> Relation:
    return relation("<=", small, large) if sense == "min" else relation("<=", large, small)


def _path(data: Any, parameter: str) -> dict[str, Term]:
    match data:
        case {"path": dict(path)}:
            return {str(x): from_json(t) for x, t in path.items()}
        case _:
            raise Refused(f"expected a path in {parameter}")


def _is_one_number(value: Term) -> None:
    if variables(value):
        raise Refused(f"the value {value} is not a number")
