"""Whether a claim speaks about any point at all: a theorem whose hypotheses never hold says nothing.

`1/(x - x) == 5` becomes a theorem with the hypothesis x − x ≠ 0, which Lean accepts for want of an x. So a theorem with
conditions counts only where the claim has an exact certificate, or where a point is found here: in the domains, with the
hypotheses true and both sides defined, by balls. There is no search beyond some hundred points; none found is no proof that
there is none.
"""

from __future__ import annotations

from porism.symbolic.claim import Claim
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError
from porism.symbolic.meaning import balls, belongs, holds, value
from porism.symbolic.sampling import sample_points

POINTS = 300


def speaks_of_a_point(claim: Claim) -> bool:
    """Whether the claim has no conditions, or a point is found at which it is defined.

    >>> speaks_of_a_point(Claim.parse("x/x == 1")), speaks_of_a_point(Claim.parse("1/(x - x) == 5"))
    (True, False)
    """
    if not defining_conditions(claim):
        return True
    for point in sample_points(claim, POINTS):
        try:
            at = balls(point)
            inside = all(belongs(at[name], domain) is True for name, domain in claim.variables)
            supposed = inside and all(holds(h, at) is True for h in claim.hypotheses)
            sides = (claim.relation.left, claim.relation.right)
            if supposed and all(value(t, at).is_finite() for t in sides):
                return True
        except (PorismError, ArithmeticError, ValueError):
            continue
    return False
