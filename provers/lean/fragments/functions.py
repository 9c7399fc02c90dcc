"""Equations between elementary functions: each application is an element of a commutative ring, with what is true of it.

    ∀ R, a commutative ring, and f_1, f_2, … in it:  f_1² + f_2² = 1 (they are sin x, cos x) → … → left = right

What stands where: `functions/elements.py`. A premise is there only if it is literally true of the principal branches at
each point of which the claim speaks; log(x²) = 2·log x is a premise where x > 0 is seen, and nowhere else.

Not supported: orders and `!=`; what only an inequality or a derivative shows.
"""

from __future__ import annotations

from porism.provers.lean.functions.elementary import elementary_goal
from porism.provers.lean.goal import Goal
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Apply, Derivative, Number, Power, Term, subterms


def supported(claim: Claim) -> str | None:
    """None if the claim is an equation with functions or roots and without derivatives, else the reason why it is not."""
    if claim.relation.kind != "==":
        return f"{claim.relation} is not an equation"
    parts = [t for side in (claim.relation.left, claim.relation.right) for t in subterms(side)]
    if any(isinstance(t, Derivative) for t in parts):
        return f"{claim.relation} has a derivative"
    if not any(map(_is_function, parts)):
        return f"{claim.relation} has no function"
    return None


def _is_function(t: Term) -> bool:
    match t:
        case Apply():
            return True
        case Power(_, Number(q)):
            return q.denominator != 1
        case Power():
            return True
        case _:
            return False


def goal(claim: Claim, certificate: Certificate | None) -> Goal:
    """The theorem of `claim` with a proof; raises `UnsupportedError` where there is none in reach."""
    if reason := supported(claim):
        raise UnsupportedError(reason)
    return elementary_goal(claim, certificate)
