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
from porism.provers.calculus.obligation import Obligation, Refused
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

    def left() -> Budget:
        return Budget(max(budget.seconds - (time.perf_counter() - start), 0.0), budget.memory_mb)

    def opened(reason: str, detail: str) -> Open:
        return Open(statement, reason, detail, time.perf_counter() - start)

    try:
        expected = obligations(statement, data)
    except Refused as refusal:
        return opened("undecided", str(refusal))
    parts, conditions = list[Proved](), dict[Relation, None]()
    for obligation, given in zip_longest(expected, certificates[: len(expected)]):
        verdict = decided(obligation.claim, given, left())
        match verdict:
            case Proved():
                limits = obligation.beyond_hypotheses(verdict.conditions)
                held = _held(obligation, limits, left()) if obligation.everywhere else []
                if held is None:
                    return opened("undecided", f"{obligation.claim} needs {', '.join(map(str, limits))}")
                parts += [verdict, *held]
                conditions |= {} if obligation.everywhere else dict.fromkeys(limits)
            case Refuted() if obligation.necessary:
                return Disproved(statement, data, verdict, time.perf_counter() - start)
            case Refuted():
                return opened("undecided", f"not true: {obligation.claim}")
            case Unknown():
                return opened(verdict.reason, f"{obligation.claim}: {verdict.detail}")
    seconds = time.perf_counter() - start
    return Established(statement, tuple(conditions), data, tuple(parts), seconds, key=MINT)


def _held(obligation: Obligation, limits: Sequence[Relation], budget: Budget) -> list[Proved] | None:
    """Proofs that each condition holds wherever the obligation is claimed, or None."""
    end, found = time.perf_counter() + budget.seconds, list[Proved]()
    for limit in limits:
        inner = obligation.holds_everywhere(limit)
        rest = Budget(max(end - time.perf_counter(), 0.0), budget.memory_mb)
        verdict = decided(inner.claim, None, rest)
        if not isinstance(verdict, Proved) or inner.beyond_hypotheses(verdict.conditions):
            return None
        found.append(verdict)
    return found
