"""Least and greatest values, and bounds that are not reached, as theorems over the real numbers.

    optimum    (what p owes) /\\ (p belongs to the scope) /\\ (what f owes at p) /\\ f(p) = v            at the point p
               /\\ forall x …, domains -> hypotheses -> (what f owes) /\\ v <= f                  everywhere
    infimum    forall x …, domains -> hypotheses -> (what f owes) /\\ v < f
               /\\ forall t, 0 < t -> t <= 1 -> (p(t) belongs to the scope) /\\ f(p(t)) <= v + t          along a path
    no bound   forall t, 0 <= t -> (p(t) belongs to the scope) /\\ f(p(t)) <= -t

For a maximum every order is turned round. It implies the statement: f is defined and real at every point of the scope, since
what it owes is proved there, denominators that are not 0 included, and nothing of it is a premise. The hypotheses have to be
defined, too: what they owe is an obligation. The path is the finder's; any will do.

Not done: scopes with integers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from porism.provers.protocol import WholeTask
from porism.provers.rocq.stating.statement import Step, Steps, membership
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import Opening, Part, for_all, refuse_unreal
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.infimum import Infimum
from porism.symbolic.statements.optimum import Optimum, Sense
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import ONE, ZERO, Term, Variable, add, from_json, negate, substitute, variables


def optimum_goal(task: WholeTask) -> Goal:
    """The theorem of an optimum and a planned proof."""
    said = task.statement
    if not isinstance(said, Optimum):
        raise UnsupportedError(f"expected an optimum, found a {said.kind}")
    at, f, scope = dict(said.point), said.objective, said.scope
    names = scope.names(f)
    if variables(said.value) or len(at) != len(said.point) or set(at) != names:
        raise UnsupportedError("the point and the value are not numbers for the variables of the problem")
    _refuse(task, scope, (f, said.value, *at.values()))
    there = [*_belongs(scope, at), relation("==", substitute(f, at), said.value)]
    attained = _at(at, there)
    bound = _everywhere(scope, f, _ordered(said.sense, "<=", said.value, f))
    return Opening(Scope(), ()).goal([attained, bound], task)


def infimum_goal(task: WholeTask) -> Goal:
    """The theorem of a bound that is not reached, or of there being none, and a planned proof."""
    said = task.statement
    if not isinstance(said, Infimum):
        raise UnsupportedError(f"expected an infimum, found an {said.kind}")
    f, scope, t = said.objective, said.scope, said.parameter
    path = {str(x): from_json(p) for x, p in task.data["path"].items()}
    if set(path) != scope.names(f) or set().union(*map(variables, path.values())) - {t}:
        raise UnsupportedError("the path gives no value to each variable of the problem")
    _refuse(task, scope, (f, *path.values(), *([] if said.bound is None else [said.bound])))
    point, parts = Variable(t), list[Part]()
    over = [relation("<=", ZERO, point)]
    near = negate(point)
    if said.bound is not None:
        if variables(said.bound):
            raise UnsupportedError("the bound is no number")
        over = [relation("<", ZERO, point), relation("<=", point, ONE)]
        near = add(said.bound, point if said.sense == "min" else negate(point))
        parts.append(_everywhere(scope, f, _ordered(said.sense, "<", said.bound, f)))
    elif said.sense == "max":
        near = point
    value = substitute(f, path)
    reached = [*_belongs(scope, path), _ordered(said.sense, "<=", value, near)]
    parts.append(_at(path, reached, t, over))
    return Opening(Scope(), ()).goal(parts, task)


def _refuse(task: WholeTask, scope: Scope, terms: Sequence[Term]) -> None:
    if task.conditions:
        raise UnsupportedError("a bound with conditions")
    if any(d.is_discrete or not d.is_real for _, d in scope.variables):
        raise UnsupportedError("a variable that does not range over real numbers")
    refuse_unreal(*terms, *(side for h in scope.hypotheses for side in (h.left, h.right)))


def _ordered(sense: Sense, kind: str, small: Term, large: Term) -> Relation:
    return relation(kind, small, large) if sense == "min" else relation(kind, large, small)


def _belongs(scope: Scope, at: Mapping[str, Term]) -> list[Relation]:
    """That the point is in the scope."""
    domains = (m for name in sorted(at) for m in membership(name, scope.domain(name)))
    stated = (*domains, *scope.hypotheses)
    return [relation(s.kind, substitute(s.left, dict(at)), substitute(s.right, dict(at))) for s in stated]


def _at(
    at: Mapping[str, Term],
    there: Sequence[Relation],
    parameter: str | None = None,
    over: Sequence[Relation] = (),
) -> Part:
    """What is claimed of a point, or of each point of a path: all of it is proved, nothing assumed."""
    steps = Steps()
    for term in (*at.values(), *(side for r in there for side in (r.left, r.right))):
        steps.defined(term)
    *members, last = there
    for member in members:
        steps.include("obligation", member)
    given = [Step("premise", p) for p in over]
    return for_all([] if parameter is None else [parameter], [*given, *steps.found], last)


def _everywhere(scope: Scope, f: Term, claimed: Relation) -> Part:
    """What is claimed at each point of the scope, where f has a value."""
    names = sorted(scope.names(f))
    steps = Steps()
    for name in names:
        steps.range_over(name, scope.domain(name))
    owed = [c for h in scope.hypotheses for c in defining_conditions(Claim.make(h))]
    steps.grant(owed, "obligation")
    steps.grant(scope.hypotheses)
    for side in (claimed.left, claimed.right):
        steps.defined(side)
    return for_all(names, steps.found, claimed)
