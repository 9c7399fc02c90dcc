"""Theorems about complex numbers: what they assume of each part of an equation, and that false equations are not accepted."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.prover import RocqProver
from porism.provers.rocq.replay import replayed
from porism.provers.rocq.stating.field_statement import field_statement
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError

BUDGET = Budget(60.0)

# The premises of each theorem: nothing else may be assumed.
PREMISES: dict[str, list[str]] = {
    "x**2 == x*x": [],
    "I == I": ["((a1 * a1) = (- RtoC 1))%C"],
    "sqrt(x) == sqrt(x)": ["((a1 * a1) = v_x)%C"],
    "x**(2/3) == x**(1/2)": ["((a1 * a1 * a1 * a1 * a1 * a1) = v_x)%C"],
    "exp(x) == exp(-x)": ["(a1 <> RtoC 0)%C"],
    "exp(log(x)) == x": ["(v_x <> RtoC 0)%C"],
    "log(x) == pi": ["(v_x <> RtoC 0)%C"],
    "abs(x) == sin(x)": [],
    "1/x == y": ["(v_x <> RtoC 0)%C"],
    "asin(x) == acos(x)": [],
    "(-1)**x == 1": [],
}


@pytest.mark.parametrize("text", PREMISES)
def test_the_premises_are_these(text: str) -> None:
    stated = field_statement(Claim.parse(text))
    assert [premise.text for premise in stated.premises] == PREMISES[text]


def test_equations_among_the_hypotheses_are_premises_and_orders_are_left_out() -> None:
    stated = field_statement(Claim.parse("x == y", {"x": "positive"}, ["x**2 == y**2", "x != 1", "0 <= y"]))
    assert sorted(p.text for p in stated.premises) == [
        "((v_y * v_y) = (v_x * v_x))%C",
        "(v_x <> RtoC 1)%C",
    ]
    assert stated.text.startswith("forall (v_x v_y : C), ")


UNSUPPORTED = {
    "x <= x": "equations",
    "x != x + 1": "equations",
    "diff(x**2, x) == 2*x": "derivative",
    "1/(x - x) + 0**-1 == x": "defined nowhere",
    "x**25 == x": "25",
    "(((x + 1)**20 + 1)**20 + 1)**20 == x": "too long",
}


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_what_has_no_theorem(text: str) -> None:
    with pytest.raises(UnsupportedError, match=UNSUPPORTED[text]):
        field_statement(Claim.parse(text))


TRUE: dict[str, dict[str, str]] = {
    "(sqrt(2*x + 3) - x)*(sqrt(2*x + 3) + x) == (3 - x)*(x + 1)": {},
    "exp(log(x - 2) + log(x - 1)) == (x - 2)*(x - 1)": {},
    "x**(2/3) - x**(1/3) - 6 == (x**(1/3) - 3)*(x**(1/3) + 2)": {},
    "acos(t) + asin(t) == pi/2": {},
    "x + (1 - sqrt(1 - 4*a))/(2*a) == (2*a*x - sqrt(1 - 4*a) + 1)/(2*a)": {},
    "(I*sqrt(3)/2 - 1/2)**6 == 1": {},
    "z**6 - 1 == (z - 1)*(z + 1)*(z**2 + z + 1)*(z**2 - z + 1)": {"z": "complex"},
    "-LambertW(-exp(-2)) == exp(-LambertW(-exp(-2)) - 2)": {},
    "(-1)**k - (-1)**k == 0": {"k": "natural"},
}
FALSE: dict[str, dict[str, str]] = {
    "sqrt(x)*sqrt(y) == sqrt(x*y)": {},
    "sqrt(z**2) == z": {"z": "complex"},
    "log(x) + log(y) == log(x*y)": {},
    "log(exp(z)) == z": {"z": "complex"},
    "asin(sin(z)) == z": {"z": "complex"},
    "I == -I": {},
    "(I*sqrt(3)/2 - 1/2)**6 == -1": {},
    "acos(z) + asin(z) == pi": {"z": "complex"},
    "z**6 - 1 == (z - 1)*(z + 1)*(z**2 + z + 1)*(z**2 - z - 1)": {"z": "complex"},
    "exp(z) == exp(-z)": {"z": "complex"},
    "(z**2)**(1/2) == (z**(1/2))**2": {"z": "complex"},
    "(-1)**k == 1": {"k": "natural"},
    "abs(z)**2 == z**2": {"z": "complex"},
    "1/z == z": {"z": "complex"},
}


@pytest.mark.rocq
def test_true_equations_are_accepted_again_and_false_ones_are_not() -> None:
    tasks = list[Task]()
    for text, variables in TRUE.items():
        claim = Claim.parse(text, variables)
        verdict = ExactProver().prove(claim, None, Budget(5.0))
        tasks.append(Task(claim, verdict.certificate if isinstance(verdict, Proved) else None))
    false = [Task(Claim.parse(text, variables)) for text, variables in FALSE.items()]
    verdicts = RocqProver().prove_many([*tasks, *false], BUDGET)
    refused = [str(v.claim) for v in verdicts if not isinstance(v, Proved)]
    assert refused == [str(t.claim) for t in false]
    proved = [v for v in verdicts if isinstance(v, Proved)]
    files = [text for verdict in proved for _, text in verdict.artifacts]
    assert all(isinstance(v, Proved) for v in replayed(tasks, files, BUDGET))
    # The same proofs for other claims are files of another theorem.
    wrong = replayed(false[: len(files)], files, BUDGET)
    assert not any(isinstance(v, Proved) for v in wrong)
