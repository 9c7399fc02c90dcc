"""Whole statements as theorems of Lean's kernel: finite sums, by induction (`induction.py`).

    statement ─► statement and proof in Lean (ours) ─► the kernel ─► Theorem | a reason

The exact checker has to have established the statement before: it says at which points summands and value are defined,
while a theorem in which a divisor vanishes would hold for want of an inverse. What Lean is asked is the statement; of a
finder's data a recurrence and its certificate are read, and a wrong one fails in the kernel.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from porism.provers import isolation
from porism.provers.calculus.verdict import Theorem
from porism.provers.findings import Accepted
from porism.provers.lean.checking import kernel, locate
from porism.provers.lean.checking.audit import IMPORTS, check_items, theorem_text
from porism.provers.lean.goal import Goal
from porism.provers.lean.prover import item
from porism.provers.lean.sums import induction as sums
from porism.provers.protocol import Budget, WholeTask
from porism.provers.verdict import MINT, Checker
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.statements.statement import Statement
from porism.symbolic.statements.sum_value import SumValue


def theorems(tasks: Sequence[WholeTask], budget: Budget) -> list[Theorem | str]:
    """For each statement its theorem, accepted by the kernel, or why there is none."""
    if missing := locate.missing():
        return [missing] * len(tasks)
    planned = [_planned(task.statement, task.data) for task in tasks]
    goals = [p for p in planned if isinstance(p, Goal)]
    if kernel.available():
        found = kernel.check_theorems(
            [kernel.Theorem(g.statement, g.proof) for g in goals], budget.seconds, budget.memory_mb
        )
    else:
        found = check_items(list(map(item, goals)), budget.seconds, budget.memory_mb)
    findings = iter(found)
    answers = list[Theorem | str]()
    for task, plan in zip(tasks, planned, strict=True):
        if isinstance(plan, str):
            answers.append(plan)
            continue
        finding = next(findings)
        if isinstance(finding, Accepted):
            checker = Checker("lean", locate.version() or "", "kernel", (plan.theory,), isolation.level())
            answers.append(Theorem(task.statement, checker, theorem_file(plan, task.statement), key=MINT))
        else:
            answers.append(f"{finding.reason}: {finding.detail}")
    return answers


def theorem_file(found: Goal, statement: Statement) -> str:
    """A file that Lean compiles, `LEAN_PATH` naming the folder that holds the compiled `Porism/`."""
    legend = "".join(f"\n{line}" for line in found.legend)
    comment = f"{statement}{legend}".replace("-/", "- /").replace("/-", "/ -")
    suffix = f"statement_{statement.hash[:12]}"
    return IMPORTS.replace("\n", f"\n/- {comment} -/\n", 1) + theorem_text(item(found), suffix)


def _planned(statement: Statement, data: Any) -> Goal | str:
    if not isinstance(statement, SumValue):
        return f"a {statement.kind} has no theorem of its own"
    try:
        return sums.goal(statement, data)
    except UnsupportedError as error:
        return str(error)
    except (PorismError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        return f"no proof was planned: {error}"[:300]
