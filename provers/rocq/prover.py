"""The Rocq prover: a claim's theorem, a planned proof, and the kernel's word on it.

    claim ─► statement (ours) ─► planned body ─► guard ─► compiled ─► audited in a fresh process ─► Proved | Unknown

`RocqProver` plans its own proofs; `check_body` takes a body from anywhere, `replay.py` the files of earlier proofs.
Conditions other than those of definedness become premises only if the exact checker, asked again here, accepts a
certificate that states them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from porism.provers import isolation
from porism.provers.admission import certified_conditions, defined_nowhere, too_long
from porism.provers.protocol import Budget, Task
from porism.provers.rocq import locate
from porism.provers.rocq.checking.audit import Accepted, Finding
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body
from porism.provers.rocq.checking.items import PROOF_IMPORTS, Item
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.planning.derivation import all_steps
from porism.provers.rocq.planning.field_proof import field_body
from porism.provers.rocq.stating.field_statement import FieldStatement, field_statement
from porism.provers.rocq.stating.statement import Statement, statement
from porism.provers.rocq.warm.pool import Pool
from porism.provers.verdict import MINT, Checker, Proved, Provenance, Unknown, Verdict
from porism.symbolic import meaning
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.term import Derivative, number, subterms

_SAMPLES = ("1/3", "-1/2", "2", "0", "-3")
_MAX_POINTS = 25


@dataclass(frozen=True)
class Prepared:
    """A claim ready for the kernel: its theorem, a guarded proof body, and the conditions of a verdict."""

    statement: Statement | FieldStatement
    body: str
    conditions: tuple[Relation, ...]


class RocqProver:
    """Proves claims about real numbers in Rocq's kernel."""

    name = "rocq"

    def __init__(self, strict: bool = False, pool: Pool | None = None) -> None:
        """`strict` asks `coqchk` too; a proof that it does not accept is none. `pool` finds failing proofs faster."""
        self._strict, self._pool = strict, pool

    def version(self) -> str | None:
        """Rocq's version, or None where it or a library is missing."""
        return locate.version()

    def supports(self, claim: Claim) -> str | None:
        """None if the claim has a theorem over the reals, else the reason why it has not."""
        found = _stated(claim)
        return found if isinstance(found, str) else None

    def prove(self, claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
        """A verdict on one claim: `Proved` by the kernel, or `Unknown`."""
        return self.prove_many([Task(claim, certificate)], budget)[0]

    def prove_many(self, tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
        """A verdict for each task, in order, compiled in few files."""
        started = time.perf_counter()
        prepared = [(task.claim, self.prepared(task)) for task in tasks]
        return decided(prepared, budget, started, self._strict, self._pool)

    def prepared(self, task: Task) -> Prepared | Unknown:
        """The claim's theorem with a planned proof, or why there is none."""
        if missing := locate.missing():
            return Unknown(task.claim, "missing", missing)
        stated = _stated(task.claim)
        conditions = certified_conditions(task.claim, task.certificate)
        if isinstance(stated, str):
            return _in_a_field(task.claim, conditions, stated)
        if conditions is None and (nowhere := defined_nowhere(task.claim)):
            return Unknown(task.claim, "undefined", nowhere)
        try:
            if conditions:
                stated = stated_for(task.claim, conditions)
            body = (
                ".\n".join(planned(stated, all_steps(task.certificate.data) if task.certificate else ()))
                + ".\n"
            )
            return Prepared(
                stated, guarded_body(body), stated.conditions if conditions is None else conditions
            )
        except UnsupportedError as error:
            return Unknown(task.claim, "unsupported", str(error))
        except BodyRefused as error:
            return Unknown(task.claim, "refused", str(error))
        except (PorismError, ArithmeticError, ValueError, RecursionError) as error:
            return Unknown(task.claim, "undecided", f"no proof was planned: {error}"[:300])


def check_body(
    claim: Claim,
    conditions: Sequence[Relation],
    body: str,
    budget: Budget,
    certificate: Certificate | None = None,
) -> Verdict:
    """The kernel's verdict on a proof body from outside.

    `conditions` beyond those of definedness need an exact certificate that states them. A refused body is
    `Unknown("refused", rule: …)`.
    """
    started = time.perf_counter()
    if missing := locate.missing():
        return Unknown(claim, "missing", missing)
    certified = certified_conditions(claim, certificate)
    if certified is None and (nowhere := defined_nowhere(claim)):
        return Unknown(claim, "undefined", nowhere)
    allowed = {*defining_conditions(claim), *(certified or ())}
    if foreign := [c for c in conditions if c not in allowed]:
        return Unknown(
            claim, "refused", f"condition: {foreign[0]} is neither one of definedness nor certified"
        )
    try:
        stated = stated_for(claim, conditions)
        known = certified if certified is not None and {*conditions} <= {*certified} else None
        prepared = Prepared(stated, guarded_body(body), stated.conditions if known is None else known)
    except BodyRefused as error:
        return Unknown(claim, "refused", str(error))
    except PorismError as error:
        return Unknown(claim, "unsupported", str(error))
    return decided([(claim, prepared)], budget, started)[0]


def stated_for(claim: Claim, conditions: Sequence[Relation]) -> Statement:
    """The theorem of the claim under its own definedness and these conditions; raises `UnsupportedError`."""
    return statement(claim, [c for c in conditions if c.kind != "!="])


def decided(
    prepared: Sequence[tuple[Claim, Prepared | Unknown]],
    budget: Budget,
    started: float,
    strict: bool = False,
    pool: Pool | None = None,
) -> list[Verdict]:
    """The kernel's verdicts, in order, on what is prepared; `started` is a `time.perf_counter` value."""
    items = [Item(p.statement.text, p.body) for _, p in prepared if isinstance(p, Prepared)]
    findings = iter(check_items(items, budget.seconds, budget.memory_mb, strict, pool))
    seconds = (time.perf_counter() - started) / max(1, len(prepared))
    return [
        _verdict(claim, found, next(findings), seconds) if isinstance(found, Prepared) else found
        for claim, found in prepared
    ]


def proof_file(stated: str, body: str, claim: Claim) -> str:
    """A file that `coqc -Q FOLDER Porism` compiles, FOLDER holding the compiled library."""
    return f"(* {claim} *)\n{PROOF_IMPORTS}Lemma claim_{claim.hash[:12]} : {stated}.\nProof.\n{body.rstrip()}\nQed.\n"


def _verdict(claim: Claim, prepared: Prepared, finding: Finding, seconds: float) -> Verdict:
    if not isinstance(finding, Accepted):
        return Unknown(claim, finding.reason, finding.detail, seconds)
    text = prepared.statement.text
    version, families = locate.version() or "", finding.assumptions.families
    second = (Checker("coqchk", version, "strict", families, isolation.level()),) if finding.strict else ()
    return Proved(
        claim=claim,
        conditions=prepared.conditions,
        certificate=Certificate(
            "rocq", {"statement": text, "body": prepared.body, "axioms": list(finding.assumptions.axioms)}
        ),
        checkers=(Checker("rocq", version, "kernel", families, isolation.level()), *second),
        seconds=seconds,
        provenance=Provenance(when=datetime.now(UTC).isoformat(timespec="seconds")),
        artifacts=(("rocq", proof_file(text, prepared.body, claim)),),
        key=MINT,
    )


def _stated(claim: Claim) -> Statement | str:
    """The claim's theorem under the conditions of definedness, or the reason why it has none."""
    if reason := too_long(claim):
        return reason
    try:
        stated = statement(claim)
    except UnsupportedError as error:
        return str(error)
    return _not_real(claim, stated) or stated


def _in_a_field(claim: Claim, conditions: tuple[Relation, ...] | None, reason: str) -> Prepared | Unknown:
    """An equation that has no theorem over the reals, by a theorem about complex numbers; else `reason`."""
    if too_long(claim) or (conditions is None and defined_nowhere(claim)):
        return Unknown(claim, "unsupported", reason)
    try:
        stated = field_statement(claim, [c for c in conditions or () if c.kind != "!="])
        body = guarded_body(".\n".join(field_body(stated)) + ".\n")
    except (PorismError, ArithmeticError, ValueError, RecursionError):
        return Unknown(claim, "unsupported", reason)
    return Prepared(stated, body, stated.conditions if conditions is None else conditions)


def _not_real(claim: Claim, stated: Statement) -> str | None:
    """An obligation seen to fail at a point that the claim speaks about: then no theorem of ours implies the claim."""
    owed = [
        s.proposition for s in stated.steps if s.kind == "obligation" and isinstance(s.proposition, Relation)
    ]
    smooth = any(
        isinstance(t, Derivative)
        for r in (claim.relation,)
        for side in (r.left, r.right)
        for t in subterms(side)
    )
    if not owed or smooth:
        return None
    names = [name for name, _ in claim.variables]
    for _, values in zip(range(_MAX_POINTS), product(_SAMPLES, repeat=len(names)), strict=False):
        at = meaning.balls({name: number(v) for name, v in zip(names, values, strict=True)})
        if not _speaks_about(claim, at):
            continue
        for needed in owed:
            if meaning.holds(needed, at) is False:
                where = ", ".join(f"{name} = {v}" for name, v in zip(names, values, strict=True))
                return (
                    f"{needed} fails at {where}, where Rocq's real functions do not have the claim's values"
                )
    return None


def _speaks_about(claim: Claim, at: Mapping[str, meaning.Ball]) -> bool:
    """Whether the point is certainly not left out: in the domain, hypotheses true, everything defined, orders real."""
    if any(meaning.belongs(at[name], domain) is not True for name, domain in claim.variables):
        return False
    if any(meaning.holds(r, at) is not True for r in (*claim.hypotheses, *defining_conditions(claim))):
        return False
    sides = [meaning.value(t, at) for t in (claim.relation.left, claim.relation.right)]
    return claim.relation.kind in ("==", "!=") or all(side.imag == 0 for side in sides)
