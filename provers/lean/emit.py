"""The theorem of a claim: the first of the fragments that has one, read at ℤ or ℚ where the claim is about integers.

A fragment is a module of `fragments/` with

    supported(claim) -> str | None           None, or why it has no theorem for the claim
    goal(claim, certificate) -> Goal         the theorem and its proof; raises `UnsupportedError`
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from porism.provers.lean.fragments import derivatives, equations, functions, inequalities, numbers
from porism.provers.lean.goal import Goal
from porism.provers.lean.instances import concrete, is_about_integers
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError


@dataclass(frozen=True)
class Fragment:
    """One kind of claim that has a theorem."""

    supported: Callable[[Claim], str | None]
    goal: Callable[[Claim, Certificate | None], Goal]


FRAGMENTS = (
    Fragment(numbers.supported, numbers.goal),
    Fragment(equations.supported, equations.goal),
    Fragment(functions.supported, functions.goal),
    Fragment(derivatives.supported, derivatives.goal),
    Fragment(inequalities.supported, inequalities.goal),
)


def supported(claim: Claim) -> str | None:
    """None if a fragment may have a theorem for the claim, else why none has."""
    reasons = list[str]()
    for fragment in FRAGMENTS:
        reason = fragment.supported(claim)
        if reason is None:
            return None
        reasons.append(reason)
    return "; ".join(dict.fromkeys(reasons))


def goal(claim: Claim, certificate: Certificate | None = None) -> Goal:
    """The theorem of `claim` with a proof; raises `UnsupportedError` where there is none in reach."""
    reasons = list[str]()
    for fragment in FRAGMENTS:
        try:
            found = fragment.goal(claim, certificate)
            return concrete(found) if is_about_integers(claim) else found
        except UnsupportedError as error:
            reasons.append(str(error))
    raise UnsupportedError("; ".join(dict.fromkeys(reasons)))
