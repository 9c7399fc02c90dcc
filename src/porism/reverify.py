"""Checking a result again: its parts' certificates, by the checkers alone, in a new process without SymPy.

    parts ──► statements read from their plain form ──► checker ──► the same status and conditions?

The certificate of a structured statement is the data of its rule and one certificate for each obligation; the rule
writes the obligations down anew, so that nothing in the record has to be believed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from porism.provers.verdict import Proved
from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.statement import Statement
from porism.workers import Call, Failed, WorkerPool

_TARGET = "porism.reverify:accepted_without_sympy"


def accepted_again(parts: Sequence[dict[str, Any]], timeout_s: float, memory_mb: int = 2048) -> bool:
    """Whether every settled part of a result's certificate is accepted in a new process, with its conditions."""
    with WorkerPool(1, ("porism.provers.calculus.checker",)) as pool:
        for part in parts:
            if part["status"] == "unknown":
                continue
            outcome = pool.call(Call(_TARGET, (part,), timeout_s, memory_mb))
            if isinstance(outcome, Failed) or outcome.value is not True:
                return False
    return True


def accepted_without_sympy(part: dict[str, Any], strict: bool = False) -> bool:
    """Whether the checkers accept the part's certificate as what the part says; runs in the new process.

    `strict` lets `coqchk` read the theorems of whole statements that Rocq accepts again.
    """
    from porism.provers.exact.terms import Rejected

    try:
        accepted = _is_accepted(part, strict)
    except Rejected:
        return False
    if "sympy" in sys.modules:
        raise RuntimeError(
            "SymPy was imported into the checking process, so the check is not independent of it"
        )
    return accepted


def _is_accepted(part: dict[str, Any], strict: bool) -> bool:
    from porism.provers.calculus.checker import check, obligations
    from porism.provers.exact import checker
    from porism.symbolic.claim import Claim
    from porism.symbolic.statements import statement_from_json

    if "kind" not in part:  # an ordinary claim
        claim = Claim.from_json(part["statement_json"])
        accepted = checker.check(claim.to_json(), part["certificate"])
        stated = [str(Relation.from_json(c)) for c in accepted.conditions]
        recorded = (part["status"], part["conditions"], part["claim"])
        return bool((accepted.status, stated, claim.text) == recorded)
    statement = statement_from_json(part["statement"])
    certificates = [inner["certificate"] for inner in part["parts"]]
    if part["status"] == "proved":
        conditions = check(statement, part["data"], certificates)
        if not _theorems_hold(part, statement, conditions, strict):
            return False
        return bool(([str(c) for c in conditions], str(statement)) == (part["conditions"], part["text"]))
    refuted = Claim.from_json(part["parts"][0]["statement_json"])
    necessary = [o.claim for o in obligations(statement, part["data"]) if o.necessary]
    return refuted in necessary and checker.check(refuted.to_json(), certificates[0]).status == "refuted"


def _theorems_hold(
    part: dict[str, Any], statement: Statement, conditions: Sequence[Relation], strict: bool = False
) -> bool:
    """Whether a part has the theorems that its trust claims: each kernel is asked again, where it is installed."""
    from porism.kernels import BY_NAME, at_strict_level, missing
    from porism.provers.calculus.verdict import Theorem
    from porism.provers.protocol import Budget, Task, WholeTask
    from porism.symbolic.certificate import Certificate
    from porism.symbolic.claim import Claim

    match part["theorems"]:
        case list(found):
            by = [theorem["checker"]["name"] for theorem in found]
        case _:
            return False
    if len(set(by)) != len(by) or part["trust"] != ["exact", "kernel", "cross-checked"][min(len(by), 2)]:
        return False
    obligations = [
        Task(Claim.from_json(p["statement_json"]), Certificate.from_json(p["certificate"]))
        for p in part["parts"]
    ]
    task = WholeTask(statement, part["data"], tuple(conditions), tuple(obligations))
    for theorem, name in zip(found, by, strict=True):
        kernel = BY_NAME.get(name)
        if kernel is None or not kernel.has_theorems:
            return False
        if missing(kernel):
            continue  # not re-run; the exact checker has accepted the statement
        asked: Callable[[Sequence[WholeTask], Budget], list[Theorem | str]]
        asked = import_module((at_strict_level(kernel) if strict else kernel).worker).theorems
        (again,) = asked([task], Budget())
        if not isinstance(again, Theorem) or again.file != theorem["file"]:
            return False
    return True


def kernel_text(proved: Sequence[Proved], kernel: str, theorems: Sequence[str] = ()) -> str:
    """The proofs that a kernel accepted, those of whole statements first; `UnsupportedError` if there is none."""
    texts = [*theorems]
    texts += [text for verdict in proved for kind, text in verdict.artifacts if kind == kernel]
    if not texts:
        raise UnsupportedError(
            f"no part of this result has a {kernel.capitalize()} proof; ask with kernel={kernel!r}"
        )
    return "\n".join(texts)
