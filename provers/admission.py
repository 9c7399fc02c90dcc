"""What every kernel asks of a claim first: that it is not too long, and which conditions the exact checker accepts for it.

The conditions of a certificate become a theorem's premises only if the checker, asked again here, accepts them.
"""

from __future__ import annotations

from porism.provers.exact import checker
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.term import subterms

MAX_PARTS = 3_000  # of a claim; its proof is longer than it


def too_long(claim: Claim, most: int = MAX_PARTS) -> str | None:
    """None if the claim has at most `most` subterms, else the reason why no kernel is asked."""
    parts = sum(
        1 for r in (claim.relation, *claim.hypotheses) for t in (r.left, r.right) for _ in subterms(t)
    )
    return f"the claim has {parts:,} parts, more than {most:,}" if parts > most else None


def certified_conditions(claim: Claim, certificate: Certificate | None) -> tuple[Relation, ...] | None:
    """The conditions that the exact checker accepts for the claim with this certificate; None if it does not accept."""
    if certificate is None or certificate.method != "derivation":
        return None
    try:
        accepted = checker.check(claim.to_json(), certificate.to_json())
    except checker.Rejected:
        return None
    if accepted.status != "proved":
        return None
    return tuple(Relation.from_json(data) for data in accepted.conditions)
