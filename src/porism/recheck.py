"""Checking again: certificates by the checker alone, in a new process without SymPy, then proofs by the kernel.

    record ──► the claim's hash and text are recomputed ──► check(claim, certificate) in a worker ──► the same verdict?
                     accepted, and a kernel's proof is stored ──► many at once, in another worker ──► the same axioms?

A record that any of these contradicts is *rejected*. The theorem that a kernel checks is stated anew from the claim
(`replay.py` of each kernel). Where the kernel is missing, its proofs are *not re-run*, which is said and is no rejection.
Files are ledgers, or JSON and JSON lines of full records, as `porism show --json --full` prints them, or of results, as
`porism solve --json` does.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from porism import kernels
from porism.kernels import BY_NAME, Kernel
from porism.ledger import Ledger, Record
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Unknown
from porism.record_agreement import record_objection
from porism.stages import AskedKernel, stages_with
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import FormatError, PorismError, shown
from porism.symbolic.term import from_json
from porism.workers import Call, Failed, WorkerPool

MAX_FILE_BYTES = 1_000_000_000  # of one JSON document; JSON lines and ledgers are streamed
MAX_REPLAYED = (
    100  # proofs that the kernel is started for: loading its libraries twice costs more than a proof
)
_TARGET = "porism.recheck:accepted_without_sympy"
_PART = "porism.reverify:accepted_without_sympy"


@dataclass(frozen=True)
class Rechecked:
    """What became of one record at one checker: `without` has no certificate, because nothing was decided."""

    id: str
    status: str
    outcome: Literal["accepted", "rejected", "without", "not re-run"]
    reason: str = ""
    checker: str = "exact"  # or the name of a kernel


@dataclass(frozen=True)
class _Proof:
    """A kernel's proof of a record whose certificate was accepted: its file, and the axioms that the record names."""

    id: str
    task: Task
    file: str
    axioms: frozenset[str]
    kernel: Kernel

    def became(self, outcome: Literal["accepted", "rejected", "not re-run"], reason: str = "") -> Rechecked:
        return Rechecked(self.id, "proved", outcome, reason, self.kernel.name)


def rechecked(
    place: Path,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = "auto",
    strict: bool = False,
) -> Iterator[Rechecked]:
    """Every record of a ledger (folder or file) or of a `.json` or `.jsonl` file, checked again.

    `kernel="auto"` re-runs proofs where their kernel is installed, `"rocq"` and `"lean"` insist on one, None leaves
    them out. `strict` lets Rocq's second checker read its proofs too, as it does for records that name it, those of whole
    statements among them.
    """
    stages_with(kernel, strict)  # raises where the one that is insisted on is missing
    budget = Budget(timeout_s, memory_mb)
    waiting: dict[str, list[_Proof]] = defaultdict(list)  # by the worker that is asked
    with (
        WorkerPool(1, ("porism.provers.exact.checker",)) as pool,
        WorkerPool(1, tuple(k.worker for k in kernels.KERNELS)) as kernel_pool,
    ):
        for record in records(place):
            if isinstance(record, dict) and "question" in record:
                yield _answer_rechecked(record, pool, timeout_s, memory_mb, strict)
                continue
            found = _rechecked(record, pool, timeout_s, memory_mb)
            yield found
            if found.outcome != "accepted" or kernel is None:
                continue
            for proof in _kernel_proofs(record, strict):
                if isinstance(proof, Rechecked):
                    yield proof
                elif not kernels.version(proof.kernel):
                    cure = kernels.missing(proof.kernel) or proof.kernel.install
                    yield proof.became("not re-run", f"{proof.kernel.shown} is missing: {cure}")
                elif proof.kernel == kernels.STRICT_ROCQ and (reason := kernels.strict_missing()):
                    yield proof.became("not re-run", f"{proof.kernel.shown} is missing: {reason}")
                else:
                    waiting[proof.kernel.worker].append(proof)
                    if len(waiting[proof.kernel.worker]) == MAX_REPLAYED:
                        yield from _replayed(waiting.pop(proof.kernel.worker), kernel_pool, budget)
        for proofs in waiting.values():
            yield from _replayed(proofs, kernel_pool, budget)


def records(place: Path) -> Iterator[Record]:
    """The full records in a ledger or file."""
    if place.is_dir() or place.suffix == ".sqlite":
        with Ledger.open(place, create=False) as ledger:
            yield from (entry.record for entry in ledger.entries())
        return
    try:
        if place.suffix == ".json" and place.stat().st_size > MAX_FILE_BYTES:
            raise FormatError(
                f"{place} is larger than {MAX_FILE_BYTES:,} bytes; write it as JSON lines (.jsonl)"
            )
        with place.open(encoding="utf-8") as file:
            if place.suffix == ".json":
                found = json.load(file)
                yield from found if isinstance(found, list) else [found]
            else:
                yield from (json.loads(line) for line in file if line.strip())
    except OSError as error:
        raise FormatError(
            f"cannot read {place}: {error.strerror}; give a ledger's folder or a .jsonl file"
        ) from None
    except (ValueError, RecursionError) as error:
        raise FormatError(
            f"{place} is not JSON: {str(error)[:200]}; give a ledger's folder or a .jsonl file"
        ) from None


def accepted_without_sympy(claim: Any, certificate: Any) -> tuple[str, list[Any], dict[str, Any]] | str:
    """What the exact checker accepts, or why it does not; runs in the new process."""
    from porism.provers.exact.checker import check
    from porism.provers.exact.terms import Rejected

    try:
        accepted = check(claim, certificate)
    except Rejected as rejection:
        return str(rejection)
    if "sympy" in sys.modules:
        raise RuntimeError(
            "SymPy was imported into the checking process, so the check is not independent of it"
        )
    return accepted.status, accepted.conditions, accepted.witness


def _answer_rechecked(
    record: Record, pool: WorkerPool, timeout_s: float, memory_mb: int, strict: bool = False
) -> Rechecked:
    """A result of `solve`, `integrate`, …: its status follows from its parts, and each part is accepted again."""
    match record:
        case {"question": str(question), "status": str(status), "parts": list(parts)}:
            identifier = question[:60]
        case _:
            raise FormatError(
                f"expected a result with question, status and parts, found {shown(record, 80)!r}"
            )
    if status == "unknown":
        return Rechecked(identifier, status, "without")
    try:
        stated = [part["status"] for part in parts if part["role"] in ("answer", "exact")]
        stated = stated or [part["status"] for part in parts if part["role"] == "complete"]
    except (KeyError, TypeError):
        return Rechecked(identifier, status, "rejected", "a part without role and status")
    if not stated or status not in stated or (status == "proved" and set(stated) != {"proved"}):
        return Rechecked(identifier, status, "rejected", "the parts do not give this status")
    seconds = timeout_s + (kernels.STRICT_ROCQ.start_s if strict else 0.0)
    for part in parts:
        if part["status"] == "unknown":
            continue
        outcome = pool.call(Call(_PART, (part, strict), seconds, memory_mb))
        if isinstance(outcome, Failed) or outcome.value is not True:
            why = outcome.detail if isinstance(outcome, Failed) else "its certificate shows something else"
            return Rechecked(
                identifier, status, "rejected", f"{str(part.get('text', part.get('claim')))[:120]}: {why}"
            )
    contradiction, silent = record_objection(record)
    if contradiction:
        return Rechecked(identifier, status, "rejected", contradiction)
    return Rechecked(identifier, status, "accepted", silent)


def _rechecked(record: Record, pool: WorkerPool, timeout_s: float, memory_mb: int) -> Rechecked:
    match record:
        case {
            "id": str(identifier),
            "status": str(status),
            "certificate": certificate,
            "statement_json": statement,
        }:
            pass
        case {"id": str(identifier), "status": str(status), **rest} if "certificate" not in rest:
            raise FormatError(
                f"the record {identifier} has no certificate: `--json` prints verdicts only; check the ledger, "
                "or the output of `porism show DIR --json --full`"
            )
        case _:
            raise FormatError(
                f"expected a verdict's record with id, status and certificate, found {shown(record, 80)!r}"
            )
    if status == "unknown":
        if record.get("trust") is not None or record.get("checkers") or certificate is not None:
            return Rechecked(identifier, status, "rejected", "an unknown verdict that claims to be checked")
        return Rechecked(identifier, status, "without")

    def rejected(reason: str) -> Rechecked:
        return Rechecked(identifier, status, "rejected", reason)

    try:
        claim = Claim.from_json(statement)
    except PorismError as error:
        return rejected(f"the statement cannot be read: {error}")
    if (claim.hash, claim.text) != (record.get("hash"), record.get("claim")):
        return rejected(f"the record is about another claim: {claim.text[:200]}")
    stated = record.get("statement")
    if isinstance(stated, dict) and {**stated, "id": identifier} != claim.to_record(identifier):
        return rejected("the record states another claim in the batch's form")
    outcome = pool.call(Call(_TARGET, (claim.to_json(), certificate), timeout_s, memory_mb))
    if isinstance(outcome, Failed):
        return rejected(f"the checker did not answer: {outcome.detail}")
    if isinstance(outcome.value, str):
        return rejected(outcome.value)
    found, conditions, witness = outcome.value
    if found != status:
        return rejected(f"the certificate shows that the claim is {found}")
    if [str(Relation.from_json(c)) for c in conditions] != record.get("conditions"):
        return rejected("the certificate shows other conditions")
    if found == "refuted" and {x: str(from_json(t)) for x, t in witness.items()} != record.get("witness"):
        return rejected("the certificate shows another witness")
    return Rechecked(identifier, status, "accepted")


def _kernel_proofs(record: Record, strict: bool) -> list[_Proof | Rechecked]:
    """The kernels' proofs in an accepted record, none where it names no kernel, a rejection where it only claims one."""

    def rejected(reason: str) -> list[_Proof | Rechecked]:
        return [Rechecked(record["id"], record["status"], "rejected", reason, "kernel")]

    match record:
        case {"checkers": [*checkers], "trust": trust, "artifacts": [*artifacts]}:
            named = [c for c in checkers if isinstance(c, dict) and c.get("level") == "kernel"]
            files = [a for a in artifacts if isinstance(a, list) and len(a) == 2 and a[0] in BY_NAME]
        case _:
            return rejected("checkers, trust or artifacts are missing")
    if strangers := [c for c in checkers if not _is_known(c)]:
        return rejected(f"the record names a checker that Porism has not: {str(strangers[0])[:80]}")
    second = [c for c in checkers if isinstance(c, dict) and c.get("level") == "strict"]
    if second and (
        [c.get("name") for c in second] != ["coqchk"] or "rocq" not in [c.get("name") for c in named]
    ):
        return rejected("the record names a second checker of a kernel that it does not name")
    if not named and not files:
        return [] if trust == "exact" else rejected(f"the record claims trust {trust}, but names no kernel")
    kernels_named = {"lean" if c.get("name") == "mathlib" else c.get("name") for c in named}  # one kernel
    if trust != ("cross-checked" if len(kernels_named) > 1 else "kernel") or len(files) != len(named):
        return rejected("the record does not hold one proof of each kernel that it names")
    proofs = dict[str, _Proof | Rechecked]()
    task = Task(Claim.from_json(record["statement_json"]), Certificate.from_json(record["certificate"]))
    for checker in named:
        match checker, [file for kind, file in files if kind == checker.get("name")]:
            case {"name": str(name), "assumptions": [*axioms]}, [str(file)] if name not in proofs:
                assumed = frozenset(map(str, axioms))
                proofs[name] = _Proof(
                    record["id"], task, file, assumed, _chosen(BY_NAME[name], strict or bool(second))
                )
            case _:
                return rejected("the record does not hold one proof of each kernel that it names")
    return list(proofs.values())


def _is_known(checker: Any) -> bool:
    """Whether a record's checker is one of ours at its own level."""
    match checker:
        case {"name": "porism-exact", "level": "exact"}:
            return True
        case {"name": str(name), "level": "kernel"}:
            return name in BY_NAME
        case {"name": "coqchk", "level": "strict"}:
            return True
        case _:
            return False


def _chosen(kernel: Kernel, strict: bool) -> Kernel:
    return kernels.at_strict_level(kernel) if strict else kernel


def _replayed(proofs: Sequence[_Proof], pool: WorkerPool, budget: Budget) -> Iterator[Rechecked]:
    """The kernel's word on stored proofs, all of them at once; one whose axioms are not as recorded is asked again.

    What is accepted in a batch rests at most on the batch's axioms, so that only a proof by itself shows its own.
    """
    if not proofs:
        return
    tasks, files = tuple(p.task for p in proofs), tuple(p.file for p in proofs)
    seconds = proofs[0].kernel.start_s + len(proofs) * budget.seconds
    outcome = pool.call(Call(proofs[0].kernel.replay, (tasks, files, budget), seconds, budget.memory_mb))
    if isinstance(outcome, Failed):
        yield from (
            p.became("rejected", f"{p.kernel.shown} did not answer: {outcome.detail}") for p in proofs
        )
        return
    for proof, verdict in zip(proofs, outcome.value, strict=True):
        match verdict:
            case Proved(checkers=[checker, *_]):  # and the kernel's second checker
                if set(checker.assumptions) <= proof.axioms:
                    yield proof.became("accepted")
                elif len(proofs) > 1:
                    yield from _replayed([proof], pool, budget)
                else:
                    yield proof.became("rejected", f"the proof rests on {', '.join(checker.assumptions)}")
            case Unknown(_, reason, detail):
                yield proof.became("rejected", f"{reason}: {detail}")
            case _:
                yield proof.became(
                    "rejected", f"{proof.kernel.shown} found the claim {type(verdict).__name__.lower()}"
                )
