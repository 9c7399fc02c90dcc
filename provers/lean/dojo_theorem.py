"""The theorem of a claim for LeanDojo, in Mathlib's words."""

from __future__ import annotations

from porism.provers.lean.dojo_project import LeanTheorem
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError


def mathlib_theorem(claim: Claim) -> LeanTheorem:
    """The theorem; raises `UnsupportedError` for a claim that has none."""
    raise UnsupportedError(f"there is no statement in Mathlib's words of {claim}")
