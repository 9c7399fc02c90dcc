"""The exact prover as a worker calls it; importing this module loads everything that it needs."""

from __future__ import annotations

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Verdict
from porism.symbolic.claim import Claim

_PROVER = ExactProver()


def verdict(claim: Claim, budget: Budget) -> Verdict:
    """The exact prover's verdict on one claim."""
    return _PROVER.prove(claim, None, budget)
