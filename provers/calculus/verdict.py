"""What can be said of a structured statement: it is established, disproved, or open.

Established   each obligation is Proved; minted here only, like `Proved`
Disproved     a necessary obligation is Refuted, with its witness
Open          neither; the reason says why
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, replace
from typing import Any, TypeAlias

from porism.provers.verdict import MINT, Checker, Proved, Refuted, Trust, _Mint, verdict_record
from porism.symbolic.claim import Relation
from porism.symbolic.errors import TrustError
from porism.symbolic.statements.statement import Statement


@dataclass(frozen=True)
class Theorem:
    """A whole statement that a proof assistant's kernel accepted as one theorem; `file` shows it with its proof."""

    statement: Statement
    checker: Checker
    file: str
    key: InitVar[_Mint | None] = None

    def __post_init__(self, key: _Mint | None) -> None:
        if key is not MINT:
            raise TrustError("a Theorem can only be minted by a prover")


@dataclass(frozen=True)
class Established:
    """The statement holds where `conditions` hold, since each of `parts`, its obligations, is proved.

    Each of `theorems` is a kernel that accepted it besides as a whole, one for each kernel.
    """

    statement: Statement
    conditions: tuple[Relation, ...]
    data: Any
    parts: tuple[Proved, ...]
    seconds: float
    theorems: tuple[Theorem, ...] = ()
    key: InitVar[_Mint | None] = None

    def __post_init__(self, key: _Mint | None) -> None:
        if key is not MINT:
            raise TrustError("an Established can only be minted by a prover")

    @property
    def trust(self) -> Trust:
        """By the number of kernels with a theorem; `exact` without: Porism checks the rule that combines the obligations."""
        return "exact" if not self.theorems else "kernel" if len(self.theorems) == 1 else "cross-checked"

    def with_parts(self, parts: tuple[Proved, ...]) -> Established:
        """The same with its obligations' verdicts replaced by stronger ones on the same claims."""
        same = [(p.claim, p.conditions) for p in parts] == [(p.claim, p.conditions) for p in self.parts]
        if not same:
            raise TrustError("the parts of a statement can only be replaced by verdicts on the same claims")
        return replace(self, parts=parts, key=MINT)

    def with_theorem(self, theorem: Theorem) -> Established:
        """The same with a kernel's theorem of its statement, in place of an earlier one by the same kernel."""
        if theorem.statement != self.statement:
            raise TrustError("the theorem is one of another statement")
        others = tuple(t for t in self.theorems if t.checker.name != theorem.checker.name)
        return replace(self, theorems=(*others, theorem), key=MINT)

    @property
    def kernel_parts(self) -> int:
        """How many obligations a proof assistant's kernel accepted."""
        return sum(part.trust != "exact" for part in self.parts)


@dataclass(frozen=True)
class Disproved:
    """The statement is false, since an obligation that it implies under `data` is refuted."""

    statement: Statement
    data: Any
    part: Refuted
    seconds: float


@dataclass(frozen=True)
class Open:
    """Nothing was decided; `reason` is a word as in `Unknown`, `detail` a sentence."""

    statement: Statement
    reason: str
    detail: str = ""
    seconds: float = 0.0


StatementVerdict: TypeAlias = Established | Disproved | Open


def statement_record(verdict: StatementVerdict) -> dict[str, Any]:
    """The verdict as one JSON object, from which `porism check` can check it again."""
    record: dict[str, Any] = {
        "id": verdict.statement.hash[:12],
        "kind": verdict.statement.kind,
        "text": str(verdict.statement),
        "status": "unknown",
        "trust": None,
        "conditions": [],
        "reason": "",
        "seconds": round(verdict.seconds, 6),
        "statement": verdict.statement.to_json(),
        "data": None,
        "parts": [],
        "theorems": [],
    }
    match verdict:
        case Established():
            return record | {
                "status": "proved",
                "trust": verdict.trust,
                "conditions": [str(c) for c in verdict.conditions],
                "data": verdict.data,
                "parts": [verdict_record(part) for part in verdict.parts],
                "theorems": [_theorem_record(theorem) for theorem in verdict.theorems],
            }
        case Disproved():
            return record | {
                "status": "refuted",
                "trust": "exact",
                "data": verdict.data,
                "parts": [verdict_record(verdict.part)],
            }
        case Open():
            return record | {
                "reason": f"{verdict.reason}: {verdict.detail}" if verdict.detail else verdict.reason
            }


def _theorem_record(theorem: Theorem) -> dict[str, Any]:
    return {"checker": theorem.checker.to_json(), "file": theorem.file}
