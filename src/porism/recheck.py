"""Checking again: the certificates of a ledger or file, by the checker alone, in a new process without SymPy.

    record ──► the claim's hash and text are recomputed ──► check(claim, certificate) in a worker ──► the same verdict?

A record that any of these contradicts is *rejected*. Only the exact checker runs here: what a kernel accepted is listed
with its checker, and is not established anew. Files are ledgers, or JSON and JSON lines of full records, as
`porism show --json --full` prints them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from porism.ledger import Ledger, Record
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import FormatError, PorismError
from porism.symbolic.term import from_json
from porism.workers import Call, Failed, WorkerPool

MAX_FILE_BYTES = 1_000_000_000  # of one JSON document; JSON lines and ledgers are streamed
_TARGET = "porism.recheck:accepted_without_sympy"


@dataclass(frozen=True)
class Rechecked:
    """What became of one record: `without` has no certificate, because nothing was decided."""

    id: str
    status: str
    outcome: Literal["accepted", "rejected", "without"]
    reason: str = ""


def rechecked(place: Path, timeout_s: float = 30.0, memory_mb: int = 2048) -> Iterator[Rechecked]:
    """Every record of a ledger (folder or file) or of a `.json` or `.jsonl` file, checked again."""
    with WorkerPool(1, ("porism.provers.exact.checker",)) as pool:
        for record in records(place):
            yield _rechecked(record, pool, timeout_s, memory_mb)


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
                f"expected a verdict's record with id, status and certificate, found {str(record)[:80]!r}"
            )
    if status == "unknown":
        return Rechecked(identifier, status, "without")

    def rejected(reason: str) -> Rechecked:
        return Rechecked(identifier, status, "rejected", reason)

    try:
        claim = Claim.from_json(statement)
    except PorismError as error:
        return rejected(f"the statement cannot be read: {error}")
    if (claim.hash, claim.text) != (record.get("hash"), record.get("claim")):
        return rejected(f"the record is about another claim: {claim.text[:200]}")
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
