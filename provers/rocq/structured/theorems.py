"""Whole statements as theorems of Rocq's kernel, each kind by its own module.

    statement ─► proposition and body in Rocq (ours) ─► guard ─► compiled ─► audited in a fresh process ─► Theorem | a reason

A kind's module has `goal(task) -> Goal`, which raises `UnsupportedError` where the proposition cannot be said, and
`NotSeen` (or any error of a plan) where no proof is seen. The proposition is ours and trusted: it implies the statement at
every point of its scope at which the goal's conditions hold. The exact checker has to have established the statement
before; a goal with a condition that the statement was established without is too weak, and refused here. A finder's data
are hints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from porism.provers import isolation
from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq import locate
from porism.provers.rocq.checking.audit import Accepted
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body
from porism.provers.rocq.checking.items import PROOF_IMPORTS, Item
from porism.provers.rocq.structured import (
    antiderivative,
    definite_integral,
    derivative,
    finite_system,
    inequality_set,
    limit,
    ode,
    optimum,
    solution_proofs,
    sum_value,
)
from porism.provers.rocq.structured.goal import Goal
from porism.provers.verdict import MINT, Checker
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.statements.statement import Statement

#: By the statement's kind, what states and plans its theorem.
GOALS: Mapping[str, Callable[[WholeTask], Goal]] = MappingProxyType(
    {
        "antiderivative": antiderivative.goal,
        "definite_integral": definite_integral.goal,
        "derivative": derivative.goal,
        "limit": limit.goal,
        "ODE solution": ode.goal,
        "optimum": optimum.optimum_goal,
        "infimum": optimum.infimum_goal,
        "sum value": sum_value.goal,
        "solution": solution_proofs.solution_goal,
        "solution set": solution_proofs.set_goal,
        "inequality set": inequality_set.goal,
        "finite system": finite_system.goal,
    }
)


def theorems(tasks: Sequence[WholeTask], budget: Budget, strict: bool = False) -> list[Theorem | str]:
    """For each statement its theorem, accepted by the kernel, and by `coqchk` if `strict`; or why there is none."""
    if missing := locate.missing():
        return [missing] * len(tasks)
    planned = [_planned(task) for task in tasks]
    items = [Item(p.statement, p.body) for p in planned if isinstance(p, Goal)]
    findings = iter(check_items(items, budget.seconds, budget.memory_mb, strict))
    answers = list[Theorem | str]()
    for task, plan in zip(tasks, planned, strict=True):
        if isinstance(plan, str):
            answers.append(plan)
            continue
        finding = next(findings)
        if isinstance(finding, Accepted):
            checker = Checker(
                "rocq", locate.version() or "", "kernel", finding.assumptions.families, isolation.level()
            )
            answers.append(Theorem(task.statement, checker, theorem_file(plan, task.statement), key=MINT))
        else:
            answers.append(f"{finding.reason}: {finding.detail}")
    return answers


def theorem_file(found: Goal, statement: Statement) -> str:
    """A file that `coqc -Q FOLDER Porism` compiles, FOLDER holding the compiled library."""
    comment = str(statement).replace("(*", "( *").replace("*)", "* )")
    name = f"statement_{statement.hash[:12]}"
    return f"(* {comment} *)\n{PROOF_IMPORTS}Lemma {name} : {found.statement}.\nProof.\n{found.body.rstrip()}\nQed.\n"


def _planned(task: WholeTask) -> Goal | str:
    statement = task.statement
    if statement.kind not in GOALS:
        return f"a {statement.kind} has no theorem of its own"
    try:
        goal = GOALS[statement.kind](task)
        if more := [c for c in goal.conditions if c not in task.conditions]:
            return f"its theorem has a condition that the statement does not need: {more[0]}"
        return replace(goal, body=guarded_body(goal.body))
    except UnsupportedError as error:
        return str(error)
    except BodyRefused as error:
        return f"refused: {error}"
    except (PorismError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        return f"no proof was planned: {error}"[:300]
