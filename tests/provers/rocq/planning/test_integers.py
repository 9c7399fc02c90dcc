"""Integers in Rocq: real numbers with a premise, which the theorem states and which proofs use."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.prover import RocqProver, check_body
from porism.provers.rocq.stating.statement import statement
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim

BUDGET = Budget(60.0)
INTEGER = "exists z : Z, v_n = IZR z"


def test_the_theorem_says_that_the_variable_is_an_integer() -> None:
    stated = statement(Claim.parse("n <= n**2", {"n": "integer"})).text
    assert stated == f"forall (v_n : R), ({INTEGER}) -> (v_n <= v_n ^ 2)"
    stated = statement(Claim.parse("n + x == x + n", {"n": "natural", "x": "real"})).text
    assert stated.startswith(f"forall (v_n v_x : R), (0 <= v_n) -> ({INTEGER}) -> (")


def test_a_real_variable_is_not_said_to_be_one() -> None:
    assert "exists" not in statement(Claim.parse("n <= n**2", {"n": "[1, oo)"})).text


def test_a_power_with_an_integer_exponent_still_owes_a_positive_base() -> None:
    assert "(0 < v_x)" in statement(Claim.parse("x**n == x**n", {"n": "integer"})).text
    assert "fails at" in (RocqProver().supports(Claim.parse("(-1)**(2*n) == 1", {"n": "natural"})) or "")


TRUE: list[tuple[str, dict[str, str], list[str]]] = [
    ("sin(2*pi*n + pi/6) == 1/2", {"n": "integer"}, []),
    ("cos(2*pi*n - acos(1/3)) == 1/3", {"n": "integer"}, []),
    ("tan(pi*n + pi/4) == 1", {"n": "integer"}, []),
    ("sin(pi*m*n) == 0", {"n": "integer", "m": "natural"}, []),
    ("cos(pi*n)**2 == 1", {"n": "natural"}, []),
    ("n**2 >= n", {"n": "integer"}, []),
    ("n >= 0", {"n": "integer"}, ["n > -1"]),
    ("1/((k + 2)*(k + 4)) == (1/(k + 2) - 1/(k + 4))/2", {"k": "natural"}, []),
    ("2**(n + 1) == 2*2**n", {"n": "integer"}, []),
]
FALSE: list[tuple[str, dict[str, str], list[str]]] = [
    ("sin(pi*n) == 0", {"n": "real"}, []),
    ("n**2 >= n", {"n": "real"}, []),
    ("n >= 0", {"n": "real"}, ["n > -1"]),
    ("cos(pi*n) == 1", {"n": "integer"}, []),
    ("sin(pi*n/2) == 0", {"n": "integer"}, []),
    ("tan(pi*n + pi/4) == -1", {"n": "integer"}, []),
    ("n**2 > n", {"n": "integer"}, []),
    ("n >= 1", {"n": "natural"}, []),
    ("1/k == 1/k + k", {"k": "natural"}, []),
]


@pytest.mark.rocq
def test_true_claims_are_accepted_and_their_neighbours_are_not() -> None:
    tasks = list[Task]()
    for text, variables, hypotheses in TRUE:
        claim = Claim.parse(text, variables, hypotheses)
        verdict = ExactProver().prove(claim, None, BUDGET)
        tasks.append(Task(claim, verdict.certificate if isinstance(verdict, Proved) else None))
    tasks += [Task(Claim.parse(*row)) for row in FALSE]
    accepted = [isinstance(v, Proved) for v in RocqProver().prove_many(tasks, BUDGET)]
    assert accepted == [True] * len(TRUE) + [False] * len(FALSE)


@pytest.mark.rocq
def test_the_premise_is_there_for_a_body_and_proves_nothing_else() -> None:
    claim = Claim.parse("sin(pi*n) == 0", {"n": "integer"})
    body = "intros n [z ->]. apply sin_eq_0_1. exists z. ring."
    assert isinstance(check_body(claim, (), body, BUDGET), Proved)
    over_reals = Claim.parse("sin(pi*n) == 0", {"n": "real"})
    assert not isinstance(check_body(over_reals, (), body, BUDGET), Proved)
