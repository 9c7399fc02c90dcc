"""Stored proofs, put before the kernel again: a file is compared with the proof that is written for the claim today.

    file ──► is it `proof_file` of today's goal of the claim and its certificate? ──► compiled, audited

Nothing of a stored file reaches Lean: what is compiled is written anew, and a file that differs from it is refused,
since it would show a reader something else than what was checked.
"""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.lean.prover import LeanProver
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Unknown, Verdict


def replayed(tasks: Sequence[Task], files: Sequence[str], budget: Budget) -> list[Verdict]:
    """The kernel's verdict on each claim, in order; `Unknown("refused")` where the file is not its proof."""
    verdicts = LeanProver(elaborated=True).prove_many(tasks, budget)
    return [
        Unknown(v.claim, "refused", "the file is not the proof that Porism writes for the claim")
        if isinstance(v, Proved) and dict(v.artifacts).get("lean") != file
        else v
        for v, file in zip(verdicts, files, strict=True)
    ]
