"""Problems of the kind that one tactic of Mathlib closes, as claims, with false ones beside them.

    ring          polynomial identities
    linarith      linear arithmetic, with products as atoms
    nlinarith     polynomial inequalities, and products of hypotheses
    positivity    signs that the shape shows
    field_simp    quotients, whose denominators are not 0

They are written in Mathlib's style, not taken from it. A false one differs from a true one in a number, a sign, a strictness or
a hypothesis; it may be refuted or stay unknown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from porism.symbolic.claim import Claim

TACTICS = ("ring", "linarith", "nlinarith", "positivity", "field_simp")
_FILE = Path(__file__).parent / "tactic_problems.jsonl"


@dataclass(frozen=True)
class TacticProblem:
    """A claim, the tactic that is meant for it, and whether it is true."""

    name: str
    tactic: str
    claim: Claim
    true: bool


def problems() -> list[TacticProblem]:
    """All problems, tactic by tactic.

    >>> first = problems()[0]
    >>> first.name, first.true, sorted({p.tactic for p in problems()}) == sorted(TACTICS)
    ('ring-true-1', True, True)
    """
    rows = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
    return [
        TacticProblem(
            row["id"],
            row["tactic"],
            Claim.parse(row["claim"], row.get("vars", {}), row.get("assume", ())),
            row["expect"] == "proved",
        )
        for row in rows
    ]
