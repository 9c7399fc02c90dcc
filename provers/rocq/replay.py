"""Stored proofs, put before the kernel again: nothing of a proof's file is believed but its body.

    file ──► is it `proof_file` of today's theorem of the claim, around some body? ──► guard ──► compiled, audited

The theorem is stated anew from the claim and from the conditions that the exact checker accepts with the certificate. A
file that states anything else, or holds anything besides, is refused: it would show a reader another theorem than the
one that was checked. Many files cost two processes of `coqc`, as in `prover.py`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from porism.provers.admission import certified_conditions, defined_nowhere
from porism.provers.protocol import Budget, Task
from porism.provers.rocq import locate
from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body
from porism.provers.rocq.prover import Prepared, decided, proof_file
from porism.provers.rocq.stating.field_statement import FieldStatement, field_statement
from porism.provers.rocq.stating.statement import Statement, statement
from porism.provers.verdict import Unknown, Verdict
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import PorismError


def replayed(
    tasks: Sequence[Task], files: Sequence[str], budget: Budget, strict: bool = False
) -> list[Verdict]:
    """The kernel's verdict on each claim, in order, by the proof in its file."""
    started = time.perf_counter()
    prepared = [(task.claim, _prepared(task, file)) for task, file in zip(tasks, files, strict=True)]
    return decided(prepared, budget, started, strict)


def proof_body(file: str, stated: str, claim: Claim) -> str:
    """The body in a file of `proof_file`; raises `BodyRefused` where the file is not of that form.

    >>> claim = Claim.parse("x + 1 == 1 + x")
    >>> proof_body(proof_file("forall x : R, x + 1 = 1 + x", "intros; ring.", claim), "forall x : R, x + 1 = 1 + x", claim)
    'intros; ring.'
    """
    before, _, after = proof_file(stated, "\0", claim).partition("\0")
    if not file.startswith(before) or not file.endswith(after) or len(file) < len(before) + len(after):
        raise BodyRefused(
            "other-theorem", "the file does not state the theorem of the claim, and nothing besides"
        )
    return file[len(before) : len(file) - len(after)]


def _prepared(task: Task, file: str) -> Prepared | Unknown:
    if missing := locate.missing():
        return Unknown(task.claim, "missing", missing)
    conditions = certified_conditions(task.claim, task.certificate)
    if conditions is None and (nowhere := defined_nowhere(task.claim)):
        return Unknown(task.claim, "undefined", nowhere)
    failed: Unknown | None = None
    for theorem in (_over_the_reals, field_statement):
        try:
            stated = theorem(task.claim, [c for c in conditions or () if c.kind != "!="])
            body = guarded_body(proof_body(file, stated.text, task.claim))
        except BodyRefused as error:
            if failed is None or failed.reason != "refused":
                failed = Unknown(task.claim, "refused", str(error))
        except (PorismError, ArithmeticError, ValueError, RecursionError) as error:
            failed = failed or Unknown(task.claim, "unsupported", str(error)[:300])
        else:
            return Prepared(stated, body, stated.conditions if conditions is None else conditions)
    return failed or Unknown(task.claim, "unsupported", "the claim has no theorem")


def _over_the_reals(claim: Claim, conditions: Sequence[Relation]) -> Statement | FieldStatement:
    return statement(claim, conditions)
