"""A whole statement as Rocq gets it: a closed proposition of ours, and a body that is to prove it."""

from __future__ import annotations

from dataclasses import dataclass

from porism.symbolic.claim import Relation


@dataclass(frozen=True)
class Goal:
    """`statement` implies the structured statement at the points of its scope at which `conditions` hold.

    These are its premises besides the scope and besides what the statement does not speak about, such as the points at
    which a claim is not defined. `body` is a proposal: Rocq decides.
    """

    statement: str
    body: str
    conditions: tuple[Relation, ...] = ()
