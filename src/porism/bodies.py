"""Proof bodies from outside: a file, a language model. The statement is ours; a body proves it or nothing.

    claim ──► exact prover ──► theorem of the claim and its conditions ──► shown (`theorem`)
                                              └──► guard ──► compiled in the sandbox ──► audited ──► verdict on the body

The exact prover is asked first: for a refuted claim there is nothing to prove, and a certificate gives conditions and
premises that the claim alone does not have. What it proved does not make a body right: if the kernel does not accept the
body, the verdict is `Unknown`, with the rule that the body breaks or what the kernel has against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from porism import kernels
from porism.kernels import BY_NAME
from porism.pipeline import as_claim, prove
from porism.provers.merge import merge
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Refuted, Unknown, Verdict
from porism.stages import dated
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.workers import ONE_QUESTION, Call, Failed, shared_pool

if TYPE_CHECKING:
    import sympy

BodyProver: TypeAlias = Literal["rocq", "lean"]
PROVERS: tuple[BodyProver, ...] = ("rocq", "lean")


@dataclass(frozen=True)
class ToProve:
    """What a body has to prove: the proposition, the file around the body, and what the body may be made of."""

    claim: Claim
    prover: BodyProver
    proposition: str
    conditions: tuple[str, ...]
    legend: tuple[str, ...]
    file: str  # the body stands where it says BODY
    words: tuple[str, ...]  # tactics a sentence may begin with (Rocq), names a term may use (Lean)

    def to_json(self) -> dict[str, Any]:
        """The plain form."""
        return {
            "claim": self.claim.text,
            "hash": self.claim.hash,
            "prover": self.prover,
            "proposition": self.proposition,
            "conditions": list(self.conditions),
            "legend": list(self.legend),
            "file": self.file,
            "words": list(self.words),
        }


def verify_body(
    statement: str | Claim | sympy.Basic,
    body: str,
    vars: Mapping[str, str] | None = None,  # the batch format's name for it
    assume: Sequence[str | sympy.Basic] = (),
    *,
    prover: BodyProver = "rocq",
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
) -> Verdict:
    """The kernel's verdict on a proof body of the statement: `Proved`, or `Unknown` with the reason.

    In Rocq the body is what stands between `Proof.` and `Qed.`, in Lean a term; `theorem` says of what. Nobody has to
    trust it: it is read by a guard, compiled in a sandbox, and what it proved is compared with the statement by another
    process. A refused body is `Unknown` with the reason `refused` and the rule; a statement that is false is `Refuted`.

    >>> verify_body("x == x + 1", "intros x. ring.").claim.text
    'x + 1 == x'
    """
    claim, task, known = _task(statement, vars, assume, prover, timeout_s, memory_mb)
    if isinstance(known, Refuted):
        return known
    kernel, budget = BY_NAME[prover], Budget(timeout_s, memory_mb)
    if why := kernels.missing(kernel):
        return Unknown(claim, "missing", why)
    call = Call(kernel.candidate, (task, body, budget), kernel.start_s * 4 + 3 * timeout_s, memory_mb)
    with ONE_QUESTION:
        outcome = shared_pool(1, (kernel.worker,)).call(call)
    if isinstance(outcome, Failed):
        return Unknown(claim, outcome.reason, outcome.detail, outcome.seconds)
    found: Verdict = outcome.value
    if isinstance(known, Proved) and isinstance(found, Proved):
        found = merge(known, found, kernel.shown)
    return dated(found, "a proof body from outside", None)


def theorem(
    statement: str | Claim | sympy.Basic,
    vars: Mapping[str, str] | None = None,
    assume: Sequence[str | sympy.Basic] = (),
    *,
    prover: BodyProver = "rocq",
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
) -> ToProve:
    """What a body has to prove; raises `UnsupportedError` where the prover has no theorem for the statement.

    >>> theorem("(x + 1)**2 == x**2 + 2*x + 1").proposition
    'forall (v_x : R), (v_x ^ 2 + 2 * v_x + 1 = (v_x + 1) ^ 2)'
    """
    claim, task, known = _task(statement, vars, assume, prover, timeout_s, memory_mb)
    if isinstance(known, Refuted):
        raise UnsupportedError(
            f"{claim} is refuted: there is nothing to prove; `porism prove` shows the witness"
        )
    if prover == "rocq":
        return _of_rocq(claim, task)
    return _of_lean(claim, task)


def _task(
    statement: str | Claim | sympy.Basic,
    vars: Mapping[str, str] | None,
    assume: Sequence[str | sympy.Basic],
    prover: str,
    timeout_s: float,
    memory_mb: int,
) -> tuple[Claim, Task, Verdict]:
    """The claim, with what the exact prover knows of it."""
    if prover not in PROVERS:
        raise FormatError(f"expected prover to be 'rocq' or 'lean', found {prover!r}")
    claim = as_claim(statement, vars, assume)
    known = prove(claim, timeout_s=timeout_s, memory_mb=memory_mb, kernel=None)
    if isinstance(known, Proved):
        return claim, Task(claim, known.certificate, known.conditions), known
    return claim, Task(claim), known


def _of_rocq(claim: Claim, task: Task) -> ToProve:
    from porism.provers.rocq.checking.body_guard import TACTICS
    from porism.provers.rocq.prover import proof_file, stated_for

    stated = stated_for(claim, task.conditions)
    file = proof_file(stated.text, "BODY", claim)
    conditions = tuple(map(str, task.conditions or stated.conditions))
    return ToProve(claim, "rocq", stated.text, conditions, (), file, tuple(sorted(TACTICS)))


def _of_lean(claim: Claim, task: Task) -> ToProve:
    from porism.provers.lean.candidate import stated
    from porism.provers.lean.checking.audit import Item
    from porism.provers.lean.checking.guard import NAMES
    from porism.provers.lean.prover import written_file
    from porism.provers.lean.terms import text
    from porism.symbolic.definedness import defining_conditions

    found = stated(claim, task.certificate)
    proposition = text(found.statement)
    file = written_file(found, Item(proposition, "BODY"), claim)
    conditions = tuple(map(str, task.conditions or defining_conditions(claim)))
    return ToProve(claim, "lean", proposition, conditions, found.legend, file, tuple(sorted(NAMES)))
