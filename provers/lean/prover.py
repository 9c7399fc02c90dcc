"""The Lean prover: a claim's theorem, and the kernel's word on it.

    claim ─► statement and proof (ours) ─┬─► handed to the kernel as declarations (`kernel.py`) ──────┬─► Proved | Unknown
                                         └─► guard ─► compiled ─► audited in a fresh process (`audit.py`) ─┘

The first road needs the pinned Lean and is taken where there is one; the second is open to every Lean and is the one by
which stored proofs are checked again. The text of the proof is written on both, for the reader. Nothing of a certificate
becomes text: its cofactors are read as polynomials, and a wrong one fails in the kernel.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from porism.provers import isolation
from porism.provers.admission import certified_conditions, too_long
from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.checking import kernel, locate
from porism.provers.lean.checking.audit import IMPORTS, Item, check_items, theorem_text
from porism.provers.lean.emit import goal, supported
from porism.provers.lean.goal import Goal, Stated
from porism.provers.lean.terms import text
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import MINT, Checker, Proved, Provenance, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError

MAX_PARTS = 20_000  # of a claim; 500 monomials in 12 variables on either side have 5,000
#: How the kernel was asked: by a declaration of its own, or by Lean's text.
Road: TypeAlias = Literal["declaration", "text"]


@dataclass(frozen=True)
class _Prepared:
    """A claim ready for the kernel: its theorem, its text, and the conditions that its exact certificate states."""

    goal: Goal
    written: Item
    conditions: tuple[Relation, ...] | None


class LeanProver:
    """Proves the claims of `fragments/` in Lean's kernel; with `elaborated` by the text of the proof alone."""

    name = "lean"

    def __init__(self, elaborated: bool = False) -> None:
        self.elaborated = elaborated

    def version(self) -> str | None:
        """Lean's version, or None where it is missing."""
        return locate.version()

    def supports(self, claim: Claim) -> str | None:
        """None if a fragment may have a theorem for the claim, else the reason why none has."""
        return too_long(claim, MAX_PARTS) or supported(claim)

    def prove(self, claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
        """A verdict on one claim: `Proved` by the kernel, or `Unknown`."""
        return self.prove_many([Task(claim, certificate)], budget)[0]

    def prove_many(self, tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
        """A verdict for each task, in order, compiled in few files."""
        started = time.perf_counter()
        prepared = [self._prepared(task) for task in tasks]
        ready = [p for p in prepared if isinstance(p, _Prepared)]
        road: Road = "text" if self.elaborated or not kernel.available() else "declaration"
        try:
            found = iter(_found(ready, road, budget))
        except OSError as error:  # no room on the disk, no process to be had
            found = iter([Rejected("crash", f"Lean could not be run: {error}"[:300])] * len(ready))
        seconds = (time.perf_counter() - started) / max(1, len(tasks))
        return [
            _verdict(task.claim, p, next(found), road, seconds) if isinstance(p, _Prepared) else p
            for task, p in zip(tasks, prepared, strict=True)
        ]

    def _prepared(self, task: Task) -> _Prepared | Unknown:
        claim, missing = task.claim, locate.missing()
        if reason := self.supports(claim) if missing else too_long(claim, MAX_PARTS):
            return Unknown(claim, "unsupported", reason)
        if missing:
            return Unknown(claim, "missing", missing)
        try:
            found = goal(claim, task.certificate)
            written = item(found)
        except UnsupportedError as error:
            return Unknown(claim, "unsupported", str(error))
        except (PorismError, ArithmeticError, ValueError, RecursionError) as error:
            return Unknown(claim, "undecided", f"no proof was planned: {error}"[:300])
        owed = defining_conditions(claim)
        if found.everywhere and not owed:
            return _Prepared(found, written, ())
        conditions = certified_conditions(claim, task.certificate)
        if conditions is None and owed:
            # There may be no point where the claim is defined; the theorem would then hold for want of a `u_k`.
            return Unknown(claim, "unsupported", "a claim with divisors needs an exact certificate")
        return _Prepared(found, written, conditions)


def _found(ready: Sequence[_Prepared], road: Road, budget: Budget) -> list[Finding]:
    if road == "text":
        return check_items([p.written for p in ready], budget.seconds, budget.memory_mb)
    theorems = [kernel.Theorem(p.goal.statement, p.goal.proof) for p in ready]
    return kernel.check_theorems(theorems, budget.seconds, budget.memory_mb)


def item(found: Goal) -> Item:
    """The goal as Lean's language writes it."""
    return Item(text(found.statement), text(found.proof))


def proof_file(found: Goal, claim: Claim) -> str:
    """A file that Lean compiles, `LEAN_PATH` naming the folder that holds the compiled `Porism/`."""
    return written_file(found, item(found), claim)


def written_file(found: Goal | Stated, written: Item, claim: Claim) -> str:
    """The same with a proof as it is written, whoever wrote it."""
    legend = "".join(f"\n{line}" for line in found.legend)
    comment = f"{claim}{legend}".replace("-/", "- /").replace("/-", "/ -")
    suffix = f"claim_{claim.hash[:12]}"
    return IMPORTS.replace("\n", f"\n/- {comment} -/\n", 1) + theorem_text(written, suffix)


def _verdict(claim: Claim, prepared: _Prepared, finding: Finding, road: Road, seconds: float) -> Verdict:
    if not isinstance(finding, Accepted):
        return Unknown(claim, finding.reason, finding.detail, seconds)
    conditions = defining_conditions(claim) if prepared.conditions is None else prepared.conditions
    return proved(claim, prepared.written, prepared.goal, conditions, road, seconds)


def proved(
    claim: Claim,
    written: Item,
    told: Goal | Stated,
    conditions: tuple[Relation, ...],
    road: Road,
    seconds: float,
) -> Proved:
    """The verdict on a claim whose theorem, as it is written, the kernel has accepted; `told` is what a reader is told."""
    return Proved(
        claim=claim,
        conditions=conditions,
        certificate=Certificate(
            "lean", {"statement": written.statement, "proof": written.body, "road": road}
        ),
        checkers=(Checker("lean", locate.version() or "", "kernel", (told.theory,), isolation.level()),),
        seconds=seconds,
        provenance=Provenance(when=datetime.now(UTC).isoformat(timespec="seconds")),
        artifacts=(("lean", written_file(told, written, claim)),),
        key=MINT,
    )
