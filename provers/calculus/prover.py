"""The calculus prover: a statement's obligations, each handed to the exact prover.

    statement, data ──► obligations ──► exact prover, one by one ──► Established | Disproved | Open

A finder's `data` may be wrong: then an obligation fails, and the next proposal is tried.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from porism.provers.calculus.checker import obligations
from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.verdict import Disproved, Established, Open, StatementVerdict
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import MINT, Proved, Refuted, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.statements.statement import Statement

_EXACT = ExactProver()


def decided(claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
    """A verdict on a claim, by the certificate if one is given and accepted, else by search."""
    start = time.perf_counter()
    if certificate is not None:
        verdict = _EXACT.prove(claim, certificate, budget)
        if not isinstance(verdict, Unknown):
            return verdict
    left = max(budget.seconds - (time.perf_counter() - start), 0.0)
    return _EXACT.prove(claim, None, Budget(left, budget.memory_mb))


def established(
    statement: Statement, data: Any, budget: Budget, certificates: Sequence[Certificate | None] = ()
) -> StatementVerdict:
    """A verdict on a statement, by the obligations that `data` gives; `budget` is for all of them together.

    `certificates` are a finder's, in the order of the obligations; the prover searches for those that are missing.
    """
    start = time.perf_counter()
    try:
        expected = obligations(statement, data)
    except Refused as refusal:
        return Open(statement, "undecided", str(refusal), time.perf_counter() - start)
    parts, conditions = list[Proved](), dict[Relation, None]()
    for obligation, given in zip_longest(expected, certificates[: len(expected)]):
        left = budget.seconds - (time.perf_counter() - start)
        verdict = decided(obligation.claim, given, Budget(max(left, 0.0), budget.memory_mb))
        seconds = time.perf_counter() - start
        match verdict:
            case Proved():
                limits = obligation.beyond_hypotheses(verdict.conditions)
                if obligation.everywhere and limits:
                    needed = ", ".join(map(str, limits))
                    return Open(statement, "undecided", f"{obligation.claim} needs {needed}", seconds)
                parts.append(verdict)
                conditions |= dict.fromkeys(limits)
            case Refuted() if obligation.necessary:
                return Disproved(statement, data, verdict, seconds)
            case Refuted():
                return Open(statement, "undecided", f"not true: {obligation.claim}", seconds)
            case Unknown():
                return Open(statement, verdict.reason, f"{obligation.claim}: {verdict.detail}", seconds)
    seconds = time.perf_counter() - start
    return Established(statement, tuple(conditions), data, tuple(parts), seconds, key=MINT)
