"""The provers: the only place where a verdict is minted.

    verdict.py     Proved | Refuted | Unknown, and the key to them
    protocol.py    what every prover can do, and what it may cost
    merge.py       two verdicts on one claim become one
    rendering.py   how a verdict shows itself
    exact/         certificates over exact rationals, Calcium and balls, by a small checker
    admission.py   what every kernel asks of a claim first
    sandbox.py     a proof assistant as a child process under limits
    rocq/          theorems of real analysis, by Rocq's kernel
    lean/          equations in every commutative ring, by Lean's kernel; lean/mathlib/ theorems as people state them
    calculus/      structured statements, by obligations that the others decide

Each name loads its module on first use, so that the checkers stand on what they import themselves and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from porism.provers.exact.prover import ExactProver as ExactProver
    from porism.provers.lean.prover import LeanProver as LeanProver
    from porism.provers.protocol import Budget as Budget
    from porism.provers.protocol import Prover as Prover
    from porism.provers.protocol import Task as Task
    from porism.provers.rocq.prover import RocqProver as RocqProver
    from porism.provers.rocq.prover import check_body as check_body
    from porism.provers.verdict import Checker as Checker
    from porism.provers.verdict import Proved as Proved
    from porism.provers.verdict import Provenance as Provenance
    from porism.provers.verdict import Refuted as Refuted
    from porism.provers.verdict import Unknown as Unknown
    from porism.provers.verdict import Verdict as Verdict
    from porism.provers.verdict import verdict_record as verdict_record

_MODULES = {
    "Budget": "protocol",
    "Checker": "verdict",
    "ExactProver": "exact.prover",
    "LeanProver": "lean.prover",
    "Proved": "verdict",
    "Provenance": "verdict",
    "Prover": "protocol",
    "Refuted": "verdict",
    "RocqProver": "rocq.prover",
    "Task": "protocol",
    "Unknown": "verdict",
    "Verdict": "verdict",
    "check_body": "rocq.prover",
    "verdict_record": "verdict",
}


def __getattr__(name: str) -> Any:  # Any: whatever the name stands for
    if name not in _MODULES:
        raise AttributeError(f"module 'porism.provers' has no attribute {name!r}")
    return getattr(import_module(f"porism.provers.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
