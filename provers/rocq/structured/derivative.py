"""The value of a derivative as a theorem, for one variable after another.

The statement has one obligation, diff(…f…) == value over the same scope, and its theorem is the one of that claim: `is_derive`
for each order, in a neighbourhood where a further derivative is taken, and the equation. Points at which a side is not
defined are not spoken about; what a side owes beyond being defined is proved.
"""

from __future__ import annotations

from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.stating.statement import statement as theorem
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.opening import hints
from porism.symbolic.claim import relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.derivative import DerivativeValue


def goal(task: WholeTask) -> Goal:
    """The theorem and a planned proof."""
    said = task.statement
    if not isinstance(said, DerivativeValue):
        raise UnsupportedError(f"expected a derivative, found a {said.kind}")
    claim = said.scope.claim(relation("==", said.nested, said.value))
    stated = theorem(claim, [c for c in task.conditions if c.kind != "!="])
    return Goal(stated.text, ".\n".join(planned(stated, hints(task))) + ".\n", task.conditions)
