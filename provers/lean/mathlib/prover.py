"""The Mathlib prover: a claim's theorem with the proof from its certificate, and the word of Lean's kernel on it.

    claim, certificate ──► theorem (ours) ──► guard ──► three processes of `lake env lean` ──► Proved | Unknown

It is asked only by name (`kernel="mathlib"`), where a Lake project with Mathlib is there; importing Mathlib takes seconds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from porism.provers import isolation
from porism.provers.admission import certified_conditions
from porism.provers.findings import Accepted, Finding
from porism.provers.lean.mathlib import project
from porism.provers.lean.mathlib.audit import Item, check_items
from porism.provers.lean.mathlib.emit import Theorem, stated_theorem, theorem
from porism.provers.lean.mathlib.file import file_text
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import MINT, Checker, Proved, Provenance, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError


@dataclass(frozen=True)
class _Prepared:
    """A claim's theorem, and the conditions that its exact certificate states."""

    theorem: Theorem
    conditions: tuple[Relation, ...] | None


class MathlibProver:
    """Proves claims in Lean's kernel with Mathlib."""

    name = "mathlib"

    def version(self) -> str | None:
        """Lean's and Mathlib's versions, or None where they are missing."""
        return project.version()

    def supports(self, claim: Claim) -> str | None:
        """None if the claim has a theorem, else the reason why it has not."""
        try:
            stated_theorem(claim)
        except PorismError as error:
            return str(error)
        return None

    def prove(self, claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
        """A verdict on one claim: `Proved` by the kernel, or `Unknown`."""
        return self.prove_many([Task(claim, certificate)], budget)[0]

    def prove_many(self, tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
        """A verdict for each task, in order, compiled in few files."""
        started = time.perf_counter()
        place = project.located()
        if isinstance(place, str):
            return [Unknown(task.claim, "missing", place) for task in tasks]
        prepared = [_prepared(task) for task in tasks]
        items = [Item(p.theorem, p.theorem.body) for p in prepared if isinstance(p, _Prepared)]
        findings = iter(check_items(place.toolchain(), items, budget.seconds, budget.memory_mb))
        seconds = (time.perf_counter() - started) / max(1, len(tasks))
        return [
            _verdict(task.claim, found, next(findings), seconds) if isinstance(found, _Prepared) else found
            for task, found in zip(tasks, prepared, strict=True)
        ]


def _prepared(task: Task) -> _Prepared | Unknown:
    conditions = certified_conditions(task.claim, task.certificate)
    try:
        if conditions is None and defining_conditions(task.claim):
            # There may be no point where the claim is defined; the theorem would then hold for want of one.
            return Unknown(task.claim, "unsupported", "a claim with conditions needs an exact certificate")
        return _Prepared(theorem(task.claim, task.certificate), conditions)
    except UnsupportedError as error:
        return Unknown(task.claim, "unsupported", str(error))
    except (PorismError, ArithmeticError, ValueError, TypeError, LookupError, RecursionError) as error:
        return Unknown(task.claim, "undecided", f"no proof was planned: {error}"[:300])


def _verdict(claim: Claim, prepared: _Prepared, finding: Finding, seconds: float) -> Verdict:
    if not isinstance(finding, Accepted):
        return Unknown(claim, finding.reason, finding.detail, seconds)
    found, conditions = prepared.theorem, prepared.conditions
    return Proved(
        claim=claim,
        conditions=defining_conditions(claim) if conditions is None else conditions,
        certificate=Certificate("mathlib", {"statement": found.proposition, "body": found.body}),
        checkers=(Checker("mathlib", project.version() or "", "kernel", finding.axioms, isolation.level()),),
        seconds=seconds,
        provenance=Provenance(when=datetime.now(UTC).isoformat(timespec="seconds")),
        artifacts=(("mathlib", file_text([(claim, found)])),),
        key=MINT,
    )


def replayed(tasks: Sequence[Task], files: Sequence[str], budget: Budget) -> list[Verdict]:
    """The kernel's verdict on each claim, in order; `Unknown("refused")` where the file is not the proof we write for it."""
    verdicts = MathlibProver().prove_many(tasks, budget)
    return [
        Unknown(v.claim, "refused", "the file is not the proof that Porism writes for the claim")
        if isinstance(v, Proved) and dict(v.artifacts).get("mathlib") != file
        else v
        for v, file in zip(verdicts, files, strict=True)
    ]
