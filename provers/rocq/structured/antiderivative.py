"""F' = f as a theorem: the derivative of F is f wherever F is differentiable by the rules and f is defined.

The statement has one obligation, diff(F, x) == f over the same scope, and its theorem is the one of that claim.
"""

from __future__ import annotations

from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.planning.derivation import all_steps
from porism.provers.rocq.stating.statement import statement as theorem
from porism.provers.rocq.structured.goal import Goal
from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.term import Derivative


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, Antiderivative):
        raise UnsupportedError(f"expected an antiderivative, found a {said.kind}")
    equation: Relation = relation("==", Derivative(said.value, said.variable), said.integrand)
    stated = theorem(said.scope.claim(equation), [c for c in task.conditions if c.kind != "!="])
    steps = [step for part in task.parts if part.certificate for step in all_steps(part.certificate.data)]
    return Goal(stated.text, ".\n".join(planned(stated, steps)) + ".\n", task.conditions)
