"""What a finder proposes: a SymPy object as the answer, and the parts that have to be proved for it.

    Part("answer", statement, data)      the answer says this
    Part("complete", statement, data)    nothing is missing from the answer
    Part("exact", statement, data)       both in one statement: the answer is this and no more
    Part("rejected", claim, data)        a candidate that was left out; the claim that it belongs must be refuted

A part is an ordinary `Claim` or a structured `Statement` with the data that its rule needs (None for a claim). A finder
that knows the proof hands over `certificates`: one for a claim, for a statement one for each obligation, in their order
(None where it has none). The checker decides whether they are good; where they are not, the prover searches.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.statements.statement import Statement

Role: TypeAlias = Literal["answer", "complete", "exact", "rejected"]


@dataclass(frozen=True)
class Part:
    """One thing to prove (or, where `rejected`, to refute); `about` is what a person would call it.

    `limit_s` bounds the prover's time for it, where a finder has other proposals that may be easier.
    """

    role: Role
    statement: Claim | Statement
    data: Any = None
    about: str = ""
    certificates: tuple[Certificate | None, ...] = ()
    limit_s: float = math.inf


@dataclass(frozen=True)
class Proposal:
    """An answer (`value`, plain SymPy) with its parts; the first proposal whose parts are proved is taken.

    `rank` is 0 for what a person would want; a proposal of a higher rank (narrower, with jumps) waits a while for a better one.
    """

    value: Any
    parts: tuple[Part, ...]
    proposer: str
    rank: int = 0
