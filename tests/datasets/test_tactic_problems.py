"""The tactic problems: enough of each kind, none twice, each what it says by balls and by the exact prover."""

from __future__ import annotations

from collections import Counter

from porism.datasets.tactic_problems import TACTICS, problems
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.meaning import truth
from porism.symbolic.sampling import sample_points


def test_there_are_enough_of_each_kind_and_none_twice() -> None:
    counts = Counter((p.tactic, p.true) for p in problems())
    assert all(counts[tactic, True] >= 25 and counts[tactic, False] >= 8 for tactic in TACTICS)
    assert len({p.claim.hash for p in problems()}) == len({p.name for p in problems()}) == len(problems())


def test_a_true_problem_fails_at_no_point() -> None:
    for p in problems():
        if p.true:
            assert not any(truth(p.claim, point) is False for point in sample_points(p.claim, 30, seed=5)), p


def test_the_exact_prover_proves_no_false_one_and_most_of_the_others() -> None:
    prover, proved = ExactProver(), 0
    asked = problems()[::2]
    for p in asked:
        verdict = prover.prove(p.claim, None, Budget(10.0))
        assert not isinstance(verdict, Refuted if p.true else Proved), p
        proved += isinstance(verdict, Proved)
    assert proved >= 0.95 * sum(p.true for p in asked)
