"""What every kernel asks of a claim first: that it is not too long, and which conditions the exact checker accepts for it.

The conditions of a certificate become a theorem's premises only if the checker, asked again here, accepts them. A theorem
with premises says nothing if they hold nowhere; without a certificate a point where they hold has to be seen.
"""

from __future__ import annotations

from porism.provers.exact import checker
from porism.symbolic import meaning
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.sampling import sample_points
from porism.symbolic.term import subterms

MAX_PARTS = 3_000  # of a claim; its proof is longer than it
_TRIED_POINTS = 60


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


def defined_nowhere(claim: Claim) -> str | None:
    """None if the claim has no conditions, or a point of its domains is seen where they hold; else what was not seen.

    >>> defined_nowhere(Claim.parse("1/x == 1/x"))
    >>> defined_nowhere(Claim.parse("1/(sin(x)**2 + cos(x)**2 - 1) == 7"))
    'no point was seen at which the claim is defined'
    """
    conditions = defining_conditions(claim)
    if not conditions:
        return None
    for point in sample_points(claim, _TRIED_POINTS):
        at = meaning.balls(point)
        if (
            all(meaning.belongs(at[name], domain) is True for name, domain in claim.variables)
            and all(meaning.holds(r, at) is True for r in conditions)
            # A point is moved onto an equation, and balls cannot tell that it lies there.
            and all(
                meaning.holds(r, at) in ((True, None) if r.kind == "==" else (True,))
                for r in claim.hypotheses
            )
        ):
            return None
    return "no point was seen at which the claim is defined"
