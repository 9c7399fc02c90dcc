"""Claims with derivatives: "F′ = f" and equations between a function and its derivatives, by the laws of a derivation.

    ∀ R, a commutative ring, d_x a derivation of it:  d_x v_x = 1 → d_x f = f·d_x a (f is exp a) → … → d_x F = f

What stands where: `elementary.py`. Antiderivatives, solutions of differential equations and other statements become such
claims (`provers/calculus/`).

Not supported: derivatives inside an expression that is differentiated; functions that are not smooth near each point of
the claim; orders and `!=`.
"""

from __future__ import annotations

from porism.provers.lean.functions.elementary import elementary_goal
from porism.provers.lean.goal import Goal
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Derivative, subterms


def supported(claim: Claim) -> str | None:
    """None if the claim is an equation with a derivative, else the reason why it is not."""
    if claim.relation.kind != "==":
        return f"{claim.relation} is not an equation"
    sides = (claim.relation.left, claim.relation.right)
    if not any(isinstance(t, Derivative) for side in sides for t in subterms(side)):
        return f"{claim.relation} has no derivative"
    return None


def goal(claim: Claim, certificate: Certificate | None) -> Goal:
    """The theorem of `claim` with a proof; raises `UnsupportedError` where there is none in reach.

    >>> from porism.provers.lean.terms import text
    >>> stated = text(goal(Claim.parse("diff(x**2, x) == 2*x"), Certificate("derivation", {})).statement)
    >>> stated.partition(" -> ")[2]
    'Eq (Derivation.apply d_x (R.pow v_x 2)) (R.mul (R.natural 2) v_x)'
    """
    if reason := supported(claim):
        raise UnsupportedError(reason)
    return elementary_goal(claim, certificate)
