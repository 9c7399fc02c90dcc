"""Why a proof was not planned; never an answer about the claim."""

from __future__ import annotations

from porism.symbolic.errors import PorismError
from porism.symbolic.term import Term


class NotSeen(PorismError):
    """A fact that a proof would need was not found; the message says which.

    `wanted` is the term whose sign, or whose being other than 0, would have helped.
    """

    wanted: Term | None = None


class FinerGrain(PorismError):
    """A multiple of `monomial` with this denominator occurs: planning starts again with a finer base."""

    def __init__(self, monomial: Term, denominator: int) -> None:
        self.monomial, self.denominator = monomial, denominator
        super().__init__(f"{monomial}/{denominator} occurs")
