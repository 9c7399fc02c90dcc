"""Arcs in Rocq: equations by uniqueness on their intervals, bounds from arguments, numbers; outside the intervals nothing."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.prover import RocqProver
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim

BUDGET = Budget(60.0)

TRUE: dict[str, dict[str, str]] = {
    "acos(cos(x)) == 2*pi - x": {"x": "[pi, 2*pi]"},
    "asin(sin(x)) == pi - x": {"x": "[pi/2, 3*pi/2]"},
    "atan(tan(x)) == x - pi": {"x": "(pi/2, 3*pi/2)"},
    "atan(x) + atan(y) == atan((x + y)/(1 - x*y))": {"x": "(-1, 1)", "y": "(-1, 1)"},
    "2*atan(x) == asin(2*x/(1 + x**2))": {"x": "[-1, 1]"},
    "atan(1/sqrt(3)) == pi/6": {},
    "acos(-sqrt(3)/2) == 5*pi/6": {},
    "asin(3/5) + asin(4/5) == pi/2": {},
    "atan(1/3) == asin(1/sqrt(10))": {},
    "asin(sin(2)) != 2": {},
    "asin(3/5) < 7/10": {},
    "acos(-1) > 3": {},
    "acos(1) + asinh(1) < 9/10": {},
    "5 <= abs(-5)": {},
    "sin(pi/6) <= 1/2": {},
    "atan(x) <= 1": {"x": "[0, 1]"},
    "log(x) >= 0": {"x": "[1, oo)"},
    "log(x) < 0": {"x": "(0, 1)"},
}
FALSE: dict[str, dict[str, str]] = {
    "acos(cos(x)) == x": {"x": "[pi, 2*pi]"},
    "asin(sin(x)) == x": {"x": "[pi/2, 3*pi/2]"},
    "atan(tan(x)) == x": {"x": "(pi/2, 3*pi/2)"},
    "atan(x) + atan(y) == atan((x + y)/(1 - x*y))": {"x": "(-2, 2)", "y": "(-2, 2)"},
    "2*atan(x) == asin(2*x/(1 + x**2))": {"x": "[-2, 2]"},
    "atan(1/sqrt(3)) == pi/3": {},
    "asin(3/5) + asin(4/5) == pi/3": {},
    "atan(1/3) == asin(1/sqrt(11))": {},
    "asin(sin(2)) == 2": {},
    "asin(3/5) < 6/10": {},
    "5 <= abs(-4)": {},
    "sin(pi/6) < 1/2": {},
    "atan(x) <= 3/4": {"x": "[0, 1]"},
    "log(x) > 0": {"x": "[1, oo)"},
    "log(x) <= 0": {"x": "(0, 2)"},
}


@pytest.mark.rocq
def test_true_claims_are_accepted_and_their_neighbours_are_not() -> None:
    tasks = list[Task]()
    for text, variables in TRUE.items():
        claim = Claim.parse(text, variables)
        verdict = ExactProver().prove(claim, None, Budget(5.0))
        tasks.append(Task(claim, verdict.certificate if isinstance(verdict, Proved) else None))
    tasks += [Task(Claim.parse(text, variables)) for text, variables in FALSE.items()]
    verdicts = RocqProver().prove_many(tasks, BUDGET)
    refused = [str(t.claim) for t, v in zip(tasks, verdicts, strict=True) if not isinstance(v, Proved)]
    assert refused == [str(t.claim) for t in tasks[len(TRUE) :]]
