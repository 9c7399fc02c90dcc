"""The emitter of Mathlib theorems, read by this loader: two independent accounts of what Lean's functions mean.

An emitted theorem is stronger than its claim. So wherever the claim is false, the statement that is read from the theorem's
text must be false as well.
"""

from __future__ import annotations

import random
from collections import Counter

from porism.datasets import corpora
from porism.datasets.lean_statements import Translated, statement_of
from porism.provers.lean.mathlib.emit import stated_theorem
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.meaning import truth
from porism.symbolic.term import Term, number

VALUES = ("-2", "-1", "-2/3", "-1/2", "0", "1/3", "1/2", "1", "3/2", "2", "3")
POINTS = 60


def points(claim: Claim, rng: random.Random) -> list[dict[str, Term]]:
    """Points with small coordinates, in the domains or not."""

    def coordinate(domain: Domain) -> Term:
        return number(rng.choice([v for v in VALUES if "/" not in v] if domain.is_discrete else VALUES))

    return [{name: coordinate(domain) for name, domain in claim.variables} for _ in range(POINTS)]


def test_an_emitted_theorem_is_false_where_its_claim_is() -> None:
    rng, counts = random.Random(0), Counter[str]()
    for item in read_batch(corpora.path("elementary")):
        assert isinstance(item, BatchItem)
        try:
            stated = stated_theorem(item.claim)
        except UnsupportedError:
            continue
        outcome = statement_of(f"theorem {stated.name} {stated.binders} : {stated.conclusion}").outcome
        if not isinstance(outcome, Translated):
            counts["refused"] += 1
            continue
        counts["read"] += 1
        for point in points(item.claim, rng):
            if truth(item.claim, point, 300) is False:
                counts["false points"] += 1
                read = [truth(c, {n: point[n] for n, _ in c.variables}, 300) for c in outcome.claims]
                assert False in read, (str(item.claim), point, [str(c) for c in outcome.claims])
    assert counts["read"] > 120
    assert counts["false points"] > 300
