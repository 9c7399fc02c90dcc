"""The interface of a prover: the exact checker, Rocq and every later kernel stand behind it.

A prover is given a claim, the certificate by which the exact checker accepted it (or None), and a budget. It answers with
a verdict of its own; merging verdicts is the pipeline's work. It never raises for a claim it cannot do: a missing tool, a
timeout and an exception are `Unknown` with their reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from porism.provers.verdict import Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.statements.statement import Statement


@dataclass(frozen=True)
class Budget:
    """What one claim may cost: wall-clock seconds and megabytes of resident memory."""

    seconds: float = 30.0
    memory_mb: int = 2048


@dataclass(frozen=True)
class Task:
    """A claim to prove, with the certificate and the conditions under which the exact checker accepted it, if it did."""

    claim: Claim
    certificate: Certificate | None = None
    conditions: tuple[Relation, ...] = ()


@dataclass(frozen=True)
class WholeTask:
    """A structured statement to prove as one theorem, with what it was established by: data, conditions, obligations."""

    statement: Statement
    data: Any
    conditions: tuple[Relation, ...] = ()
    parts: tuple[Task, ...] = ()


class Prover(Protocol):
    """What every prover can do."""

    name: str

    def version(self) -> str | None:
        """The version of the tool behind it, or None where it is missing."""
        ...

    def supports(self, claim: Claim) -> str | None:
        """None if the claim is in the prover's fragment, else the reason why it is not."""
        ...

    def prove(self, claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
        """A verdict on one claim, within the budget."""
        ...

    def prove_many(self, tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
        """A verdict for each task, in order; the budget is for each claim."""
        ...
