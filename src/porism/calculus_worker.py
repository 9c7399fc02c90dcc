"""The provers of claims and statements as a worker calls them; importing this module loads everything that they need."""

from __future__ import annotations

from porism.provers.calculus.prover import decided, established
from porism.provers.calculus.verdict import StatementVerdict
from porism.provers.protocol import Budget
from porism.provers.verdict import Verdict
from porism.symbolic.claim import Claim
from porism.symbolic.proposals import Part


def verdict(part: Part, budget: Budget) -> Verdict | StatementVerdict:
    """The verdict on one part of an answer."""
    if isinstance(part.statement, Claim):
        return decided(part.statement, next(iter(part.certificates), None), budget)
    return established(part.statement, part.data, budget, part.certificates)
