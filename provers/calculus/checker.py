"""Trusted: accepts a structured statement whose obligations the exact checker accepts, one certificate each.

    check(statement, data, certificates) -> conditions                                          raises Rejected(reason)

`data` is what the rule of the statement's kind needs to write the obligations down (breakpoints, cases, bounds). The
conditions of the statement are those of its obligations: it holds where they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from porism.provers.calculus import (
    antiderivative,
    definite_integral,
    derivative,
    finite_system,
    inequality_set,
    limit,
    no_limit,
    ode,
    series,
    solution,
    solution_set,
    substituted_system,
    sum_diverges,
    sum_value,
    system,
)
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.optimum import (
    infeasible_obligations,
    infimum_obligations,
    optimum_obligations,
)
from porism.provers.exact import checker
from porism.provers.exact.terms import Rejected
from porism.symbolic.claim import Relation
from porism.symbolic.errors import PorismError, shown
from porism.symbolic.statements.statement import Statement

VERSION = "1"
MAX_OBLIGATIONS = 2000  # of one statement
MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
RULES: dict[str, Callable[[Any, Any], Iterator[Obligation]]] = {
    "ODE constants": ode.independence_obligations,
    "ODE general solution": ode.general_obligations,
    "ODE implicit solution": ode.implicit_obligations,
    "ODE solution": ode.solution_obligations,
    "ODE uniqueness": ode.unique_obligations,
    "antiderivative": antiderivative.obligations,
    "definite_integral": definite_integral.obligations,
    "derivative": derivative.obligations,
    "divergent sum": sum_diverges.obligations,
    "infeasible": infeasible_obligations,
    "infimum": infimum_obligations,
    "limit": limit.obligations,
    "no limit": no_limit.obligations,
    "optimum": optimum_obligations,
    "series": series.obligations,
    "solution": solution.obligations,
    "solution set": solution_set.obligations,
    "substituted system": substituted_system.obligations,
    "sum value": sum_value.obligations,
    "sum without value": sum_diverges.no_value_obligations,
    "finite system": finite_system.obligations,
    "inequality set": inequality_set.obligations,
    "system": system.obligations,
}


def obligations(statement: Statement, data: Any) -> list[Obligation]:
    """What has to be proved for the statement, each obligation once; `Refused` if the data do not fit."""
    rule = RULES.get(statement.kind)
    if rule is None:
        raise Refused(f"no rule for statements of kind {statement.kind!r}")
    found = dict[Obligation, None]()
    try:
        for obligation in rule(statement, data):
            found[obligation] = None
            if len(found) > MAX_OBLIGATIONS:
                raise Refused(f"more than {MAX_OBLIGATIONS} obligations")
    except MALFORMED as error:
        raise Refused(f"malformed data: {type(error).__name__}: {error}") from error
    except PorismError as error:
        raise Refused(str(error)) from error
    return list(found)


def check(statement: Statement, data: Any, certificates: list[Any]) -> tuple[Relation, ...]:
    """The conditions under which the statement is accepted.

    `certificates` are in the order of its obligations; that of an obligation which holds everywhere is followed by one for
    each condition that is left.
    """
    conditions = dict[Relation, None]()
    if not isinstance(certificates, list):  # they come from files
        raise Rejected(f"expected a list of certificates, found {shown(certificates, 60)}")
    try:
        expected = obligations(statement, data)
    except Refused as refusal:
        raise Rejected(str(refusal)) from refusal
    given = iter(certificates)
    for obligation in expected:
        limits = _accepted(obligation, given)
        if obligation.everywhere:
            for limit in limits:
                if _accepted(obligation.holds_everywhere(limit), given):
                    raise Rejected(f"an obligation is not defined on its whole domain: {obligation.claim}")
        else:
            conditions |= dict.fromkeys(limits)
    if next(given, None) is not None:
        raise Rejected(f"more certificates than the {len(expected)} obligations need")
    return tuple(conditions)


def _accepted(obligation: Obligation, given: Iterator[Any]) -> tuple[Relation, ...]:
    """The conditions of an obligation's claim, by the next certificate."""
    certificate = next(given, None)
    if certificate is None:
        raise Rejected(f"no certificate for {obligation.claim}")
    accepted = checker.check(obligation.claim.to_json(), certificate)
    if accepted.status != "proved":
        raise Rejected(f"an obligation was refuted: {obligation.claim}")
    return obligation.beyond_hypotheses(map(Relation.from_json, accepted.conditions))
