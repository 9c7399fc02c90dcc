"""A solution of a differential equation as a theorem: put into the equation, with its derivatives, it satisfies it.

Without initial values the statement has one obligation, F(x, y, diff(y, x), …) == 0 over its scope, and its theorem is the one
of that claim: `is_derive` for each derivative, and the equation. Points at which the residual is not
defined are not spoken about. With initial values y⁽ⁱ⁾(p) = v nothing is assumed of definedness:

    (forall x in the interval, (what y, y', … and F owe) /\\ is_derive y x y' /\\ … /\\ F(x, y, y', …) = 0)
    /\\ (p in the interval) /\\ (what y⁽ⁱ⁾(p) owes) /\\ y⁽ⁱ⁾(p) = v                              for each initial value

It implies the statement: y' is the derivative on the whole open interval, so y'' is the second one there, and so on; p lies
in the interval. What F owes is written with y, y', … in place, so that nothing of it is lost where these cancel.

Not done: generality, uniqueness, implicit solutions.
"""

from __future__ import annotations

from itertools import pairwise

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.ode import solution_obligations
from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.stating.emit import unfolded
from porism.provers.rocq.stating.statement import IsDerivative, Steps, membership
from porism.provers.rocq.stating.statement import statement as theorem
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import Opening, Part, for_all, hints, refuse_unreal
from porism.symbolic.claim import Relation, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.ode import OdeSolution
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import ZERO, Term, substitute


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if type(said) is not OdeSolution:
        raise UnsupportedError("expected the solution of a differential equation")
    try:
        residual, *_ = list(solution_obligations(said, None))
    except Refused as refusal:
        raise UnsupportedError(str(refusal)) from refusal
    if said.initial:
        return _with_initial_values(said, task)
    stated = theorem(residual.claim, [c for c in task.conditions if c.kind != "!="])
    return Goal(stated.text, ".\n".join(planned(stated, hints(task))) + ".\n", task.conditions)


def _with_initial_values(said: OdeSolution, task: WholeTask) -> Goal:
    x = said.ode.variable
    scope = Scope(tuple((n, d) for n, d in said.scope.variables if n != x), said.scope.hypotheses)
    orders = [said.solution]
    for _ in range(said.ode.order):
        orders.append(derivative(unfolded(orders[-1]), x))
    values = dict(zip(said.ode.unknown, orders, strict=True))
    ends = [t for _, p, v in said.initial for t in (p, v)]
    refuse_unreal(said.ode.left, *orders, *ends)
    opening = Opening(scope, (said.ode.left, *orders, *ends), task.conditions, (x, *said.ode.unknown))
    solved = _solved(said, orders, values)
    return opening.goal([solved, *(_initial(said, orders[i], p, v) for i, p, v in said.initial)], task)


def _solved(said: OdeSolution, orders: list[Term], values: dict[str, Term]) -> Part:
    """That the solution and its derivatives are defined on the interval, and satisfy the equation."""
    x, steps, owed = said.ode.variable, Steps(), Steps()
    steps.range_over(x, said.scope.domain(x))
    for term in orders:
        steps.defined(term)
    owed.defined(said.ode.left)
    for step in owed.found:
        if isinstance(step.proposition, Relation):
            steps.include("obligation", _put(step.proposition, values))
    for f, slope in pairwise(orders):
        steps.include("obligation", IsDerivative(unfolded(f), x, unfolded(slope)))
    residual = substitute(said.ode.left, values)
    steps.defined(residual)
    return for_all([x], steps.found, relation("==", residual, ZERO))


def _initial(said: OdeSolution, f: Term, point: Term, value: Term) -> Part:
    """That the point lies in the interval, and the value of f there."""
    x, steps = said.ode.variable, Steps()
    at = {x: point}
    for term in (point, value):
        steps.defined(term)
    for member in membership(x, said.scope.domain(x)):
        steps.include("obligation", _put(member, at))
    there = substitute(f, at)
    steps.defined(there)
    return for_all([], steps.found, relation("==", there, value))


def _put(stated: Relation, values: dict[str, Term]) -> Relation:
    return relation(stated.kind, substitute(stated.left, values), substitute(stated.right, values))
