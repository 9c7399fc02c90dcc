"""Lean as a worker calls it, many claims at once; importing this module loads everything that it needs."""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.calculus.verdict import Theorem
from porism.provers.lean.candidate import check_body
from porism.provers.lean.checking import replay
from porism.provers.lean.prover import LeanProver
from porism.provers.lean.sums import theorems as whole
from porism.provers.protocol import Budget, Task, WholeTask
from porism.provers.verdict import Verdict

_PROVER = LeanProver()


def verdicts(tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
    """Lean's verdict on each claim, in order."""
    return _PROVER.prove_many(tasks, budget)


def replayed(tasks: Sequence[Task], files: Sequence[str], budget: Budget) -> list[Verdict]:
    """Lean's verdict on each claim, in order, if its file is the proof that Porism writes for it."""
    return replay.replayed(tasks, files, budget)


def theorems(tasks: Sequence[WholeTask], budget: Budget) -> list[Theorem | str]:
    """For each statement its theorem, or why Lean's kernel has none."""
    return whole.theorems(tasks, budget)


def candidate(task: Task, body: str, budget: Budget) -> Verdict:
    """Lean's verdict on the claim by a proof body from outside."""
    return check_body(task.claim, body, budget, task.certificate)
