"""Rocq and Lean say what the exact checker's steps `between` and `root` say, and nothing of what is close to it and false."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.lean.prover import LeanProver
from porism.provers.protocol import Budget, Prover, Task
from porism.provers.rocq.prover import RocqProver
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim

TRUE = [
    Claim.parse("x == 0", {}, ["x**2 == 0"]),
    Claim.parse("x == 2", {}, ["(x - 2)**5 == 0"]),
    Claim.parse("x*y == 6", {}, ["(x - 2)**2 + 5*(y - 3)**2 == 0"]),
    Claim.parse("x == 1", {}, ["x <= 1", "x >= 1"]),
    Claim.parse("x + y == -2", {}, ["x <= -2 - y", "2*x + 2*y >= -4"]),
    Claim.parse("x*y*z >= 24", {}, ["x >= 2", "y >= 3", "z >= 4"]),
]
FALSE = [
    Claim.parse("x == 0", {}, ["x**2 == x"]),
    Claim.parse("x == 2", {}, ["(x - 2)**5 == x - 2"]),
    Claim.parse("x*y == 6", {}, ["(x - 2)**2 - 5*(y - 3)**2 == 0"]),
    Claim.parse("x == 1", {}, ["x <= 1", "x >= 0"]),
    Claim.parse("x + y == -2", {}, ["x <= -2 - y", "2*x + 2*y >= -5"]),
    Claim.parse("x*y*z >= 24", {}, ["x >= 2", "y >= 3", "z >= 3"]),
]
ROCQ_ONLY = [
    Claim.parse("x != 0", {}, ["x*y == 5"]),
    Claim.parse("n <= 5", {"n": "integer"}, ["2*n <= 11"]),
]


def certificates(claims: list[Claim]) -> list[Task]:
    verdicts = ExactProver().prove_many([Task(claim) for claim in claims], Budget(20.0))
    assert all(isinstance(v, Proved) for v in verdicts)
    return [Task(v.claim, v.certificate, v.conditions) for v in verdicts if isinstance(v, Proved)]


def accepted(prover: Prover, tasks: list[Task]) -> list[bool]:
    return [isinstance(v, Proved) for v in prover.prove_many(tasks, Budget(30.0))]


def neighbours() -> list[Task]:
    """The false claims with the certificates of the true ones beside them."""
    return [Task(claim, task.certificate) for claim, task in zip(FALSE, certificates(TRUE), strict=True)]


@pytest.mark.rocq
def test_rocq_accepts_the_true_ones_and_none_of_their_neighbours() -> None:
    prover = RocqProver()
    if prover.version() is None:
        pytest.skip("Rocq is missing; apt-get install coq libcoq-coquelicot libcoq-interval")
    true = certificates([*TRUE, *ROCQ_ONLY])
    assert accepted(prover, [*true, *neighbours()]) == [True] * len(true) + [False] * len(FALSE)


@pytest.mark.lean
def test_lean_accepts_the_true_ones_and_none_of_their_neighbours() -> None:
    prover = LeanProver()
    if prover.version() is None:
        pytest.skip("Lean is missing; pip install 'porism[lean]'")
    true = certificates(TRUE)
    assert accepted(prover, [*true, *neighbours()]) == [True] * len(true) + [False] * len(FALSE)
