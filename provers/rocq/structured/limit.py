"""A limit as a theorem: from each side in question the function is defined near the point, and tends to the value.

    scope -> (what the point and the value owe)
    /\\ F (fun x => what f owes) /\\ filterlim f F (locally value)            F = at_right p, at_left p, Rbar_locally p_infty, …

It implies the statement: for all x close enough to the point on that side f is defined and real and means its value in Rocq,
since what it owes holds there, denominators that are not 0 included; and it tends to the value, `Rbar_locally` for ±∞. The
finder's trees are not used; how limits are proved is in `approach.py`.

Not done: complex values, and limits that need expansions beyond L'Hospital's rule (no theorem then).
"""

from __future__ import annotations

from collections.abc import Callable

from porism.provers.calculus.limit import Approach as Side
from porism.provers.calculus.limit import approaches_of
from porism.provers.calculus.obligation import Refused
from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import Stepwise
from porism.provers.rocq.planning.equations import equation_tactic
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.stating.emit import term_text, unfolded
from porism.provers.rocq.stating.statement import Steps, proposition_text
from porism.provers.rocq.structured.approach import Approach, limit, near_by
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import (
    Opening,
    Part,
    conjunction,
    function_text,
    refuse_unreal,
)
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.limit import Limit
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import add, negate, number

RADII = ("1/2", "1/10", "1/100")
FAR = ("1", "10", "100")


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, Limit):
        raise UnsupportedError(f"expected a limit, found a {said.kind}")
    finite = [t for t in (said.point, said.value) if not isinstance(t, str)]
    refuse_unreal(said.expression, *finite)
    try:
        sides = list(approaches_of(said))
    except Refused as refusal:
        raise UnsupportedError(str(refusal)) from refusal
    x = said.variable
    scope = Scope(tuple((n, d) for n, d in said.scope.variables if n != x), said.scope.hypotheses)
    opening = Opening(scope, (said.expression, *finite), task.conditions, (x,))
    for term in finite:
        opening.steps.defined(term)
    parts = [part for side in sides for part in _parts(said, side)]
    return opening.goal(parts, task)


def _parts(said: Limit, side: Side) -> list[Part]:
    """That the function is defined and real near the point on this side, and its limit there."""
    f, owed = unfolded(said.expression), Steps()
    owed.defined(said.expression)
    texts = [f"({proposition_text(step.proposition)})" for step in owed.found]
    near = [_near(said.variable, side, k) for k in range(len(RADII))]
    found, function = list[Part](), function_text(term_text(f), said.variable)

    def defined(proof: Stepwise) -> str:
        return _first(proof, near, lambda inner, at: near_by(inner, at, holds))

    def holds(proof: Stepwise) -> str:
        for step in owed.found:
            proof.take(step)
        return "exact I"

    if texts:
        inner = conjunction([*texts, "True"])
        found.append(Part(f"({near[0].filter} {function_text(inner, said.variable)})", defined))

    def tends(proof: Stepwise) -> str:
        return _first(proof, near, lambda inner, at: _tends(inner, said, at))

    target = {"oo": "(Rbar_locally p_infty)", "-oo": "(Rbar_locally m_infty)"}
    value = (
        target[said.value] if isinstance(said.value, str) else f"(locally {term_text(unfolded(said.value))})"
    )
    found.append(Part(f"(filterlim {function} {near[0].filter} {value})", tends))
    return found


def _first(proof: Stepwise, near: list[Approach], tactic: Callable[[Stepwise, Approach], str]) -> str:
    """The tactic by the first neighbourhood in which it is seen."""
    reasons = list[NotSeen]()
    for at in near:
        inner = proof.child()
        try:
            last = tactic(inner, at)
        except NotSeen as reason:
            reasons.append(reason)
        else:
            return "; ".join([*inner.plan.lines, last])
    raise reasons[0]


def _tends(proof: Stepwise, said: Limit, at: Approach) -> str:
    f, reached = unfolded(said.expression), limit(proof, said.expression, at)
    if isinstance(reached.value, str) or isinstance(said.value, str):
        if reached.value != said.value:
            raise NotSeen(f"the value is {reached.value}")
        if reached.value == "oo":
            return reached.tactic
        return (
            f"apply (porism_lim_moo {at.filter} {function_text(term_text(f), at.variable)}); {reached.tactic}"
        )
    inner = proof.child()
    equal = equation_tactic(inner.plan, reached.value, unfolded(said.value))
    same = "; ".join([*inner.plan.lines, equal])
    return f"apply (porism_lim_same {at.filter} _ {term_text(reached.value)}); [ {same} | {reached.tactic} ]"


def _near(x: str, side: Side, k: int) -> Approach:
    """The k-th of ever smaller neighbourhoods."""
    if side.centre is None:
        end = number(FAR[k])
        return (
            Approach(x, None, side.sign, end, None)
            if side.sign > 0
            else Approach(x, None, -1, None, negate(end))
        )
    p, d = side.centre, number(RADII[k])
    if side.sign > 0:
        return Approach(x, p, 1, p, add(p, d))
    return Approach(x, p, -1, add(p, negate(d)), p)
