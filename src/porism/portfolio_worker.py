"""One strategy of the portfolio as a worker calls it; importing this module loads everything that it needs."""

from __future__ import annotations

from porism.provers.portfolio.strategies import attempt
from porism.provers.protocol import Budget
from porism.provers.verdict import Verdict
from porism.symbolic.claim import Claim


def attempted(name: str, claim: Claim, budget: Budget) -> Verdict:
    """What the strategy makes of the claim."""
    return attempt(name, claim, budget)
