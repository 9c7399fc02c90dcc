"""Claims written as a Lean file, and a Lean file checked: what the command line and the results' methods do.

emitted(claims)  ──► one file, and the claims that could not be written with the reason
checked(file)    ──► a finding for each theorem: proved, unknown or bad
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from porism.provers.calculus.verdict import Established
from porism.provers.findings import Accepted
from porism.provers.lean.mathlib.audit import Item, check_items
from porism.provers.lean.mathlib.emit import Theorem, structured_theorem, theorem
from porism.provers.lean.mathlib.file import MAX_FILE, entries, file_text
from porism.provers.lean.mathlib.inhabited import speaks_of_a_point
from porism.provers.lean.mathlib.project import located
from porism.provers.lean.mathlib.scopes import Evidence
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.statements.statement import Statement

CheckStatus: TypeAlias = Literal["proved", "unknown", "bad"]
MAX_BYTES = 4 * MAX_FILE


@dataclass(frozen=True)
class TheoremFinding:
    """What Lean says of one theorem: `bad` is a proof that may not be put before it."""

    name: str
    said: str
    status: CheckStatus
    reason: str = ""
    axioms: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {**vars(self), "axioms": list(self.axioms)}


def emitted(
    claims: Sequence[Claim], timeout_s: float, memory_mb: int
) -> tuple[str, list[tuple[Claim, Literal["refuted", "unknown"], str]]]:
    """The file of all claims that can be written, empty if none can, and the others with the reason."""
    from porism.pipeline import prove

    items, refused = [], list[tuple[Claim, Literal["refuted", "unknown"], str]]()
    for claim in dict.fromkeys(claims):
        verdict = prove(claim, timeout_s=timeout_s, memory_mb=memory_mb, kernel=None)
        if isinstance(verdict, Refuted):
            refused.append((claim, "refuted", "the claim is false"))
            continue
        certificate = verdict.certificate if isinstance(verdict, Proved) else None
        try:
            items.append(
                (
                    claim,
                    theorem(
                        claim,
                        certificate,
                        accepted_by=_names([verdict]) if isinstance(verdict, Proved) else "",
                    ),
                )
            )
        except UnsupportedError as error:
            refused.append((claim, "unknown", f"not written: {error}"))
    return file_text(items) if items else "", refused


def checked(
    file: Path, folder: Path | None, timeout_s: float, memory_mb: int, lemmas: Sequence[str] = ()
) -> Iterator[TheoremFinding]:
    """A finding for each theorem of a file; `FormatError` where the file is not what Porism writes for its claims."""
    with file.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    try:
        found = entries(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise FormatError(f"{file} is not UTF-8 text") from None
    place = located(folder)
    if isinstance(place, str):
        for entry in found:
            yield TheoremFinding(entry.theorem.name, str(entry.said), "unknown", f"missing: {place}")
        return
    items = [Item(entry.theorem, entry.body) for entry in found]
    findings = check_items(place.toolchain(), items, timeout_s, memory_mb, lemmas)
    for entry, finding in zip(found, findings, strict=True):
        if (
            isinstance(finding, Accepted)
            and isinstance(entry.said, Claim)
            and not speaks_of_a_point(entry.said)
        ):
            reason = (
                "undefined: Lean accepts the theorem, but no point was found at which the claim is defined"
            )
            yield TheoremFinding(entry.theorem.name, str(entry.said), "unknown", reason)
        elif isinstance(finding, Accepted):
            yield TheoremFinding(entry.theorem.name, str(entry.said), "proved", axioms=finding.axioms)
        else:
            status: CheckStatus = "bad" if finding.reason == "refused" else "unknown"
            reason = f"{finding.reason}: {finding.detail}"
            yield TheoremFinding(entry.theorem.name, str(entry.said), status, reason)


def written(parts: Sequence[Proved | Established]) -> str:
    """One Lean file for what was proved; `UnsupportedError` where none of it can be written."""
    items, reason = list[tuple[Claim | Statement, Theorem]](), "there is nothing that was proved"
    for part in parts:
        try:
            if isinstance(part, Proved):
                by = _names([part])
                items.append((part.claim, theorem(part.claim, part.certificate, accepted_by=by)))
            else:
                evidence = Evidence(part.data, [(p.claim, p.certificate) for p in part.parts])
                said = structured_theorem(part.statement, evidence, accepted_by=_names(part.parts))
                items.append((part.statement, said))
        except UnsupportedError as error:
            reason = str(error)
    if not items:
        raise UnsupportedError(f"no theorem for Lean: {reason}")
    return file_text([*{theorem.name: (said, theorem) for said, theorem in items}.values()])


def _names(proved: Sequence[Proved]) -> str:
    return ", ".join(dict.fromkeys(f"{c.name} {c.version}" for v in proved for c in v.checkers))
