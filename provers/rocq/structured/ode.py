"""A solution of a differential equation as a theorem: put into the equation, with its derivatives, it satisfies it.

Without initial values the statement has one obligation, F(x, y, diff(y, x), …) == 0 over its scope, and its theorem is the one
of that claim: `is_derive` for each derivative, and the equation. Points at which the residual is not
defined are not spoken about.

Not done: initial values, which need the residual on the whole interval; generality, uniqueness, implicit solutions.
"""

from __future__ import annotations

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.ode import solution_obligations
from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.stating.statement import statement as theorem
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import hints
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.ode import OdeSolution


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if type(said) is not OdeSolution or said.initial:
        raise UnsupportedError("expected the solution of a differential equation, without initial values")
    try:
        (residual,) = solution_obligations(said, None)
    except Refused as refusal:
        raise UnsupportedError(str(refusal)) from refusal
    stated = theorem(residual.claim, [c for c in task.conditions if c.kind != "!="])
    return Goal(stated.text, ".\n".join(planned(stated, hints(task))) + ".\n", task.conditions)
