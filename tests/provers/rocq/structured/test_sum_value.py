"""Sums as Rocq's theorems: by telescoping; and no theorem for a false sum, whatever its data say."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.structured.sum_value import goal
from porism.provers.rocq.structured.theorems import theorems
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands, plain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import ZERO, Variable

BUDGET = Budget(seconds=30.0)
NATURAL = Scope.of({"n": Domain("natural")})
N = Linear(0, (("n", 1),))
K = Linear(0, (("k", 1),))


def total(summand: str, value: str, first: int = 1, upper: Linear | None = N) -> SumValue:
    sides = plain(parse_term(summand)), plain(parse_term(value))
    scope = NATURAL if upper is not None else Scope()
    return SumValue(scope, sides[0], "k", Linear(first), upper, sides[1])


def by(telescoper: str, split: int = 0) -> dict[str, Any]:
    return {"certificate": [t.to_json() for t in plain(parse_term(telescoper))], "split": split}


def factorials(*powers: tuple[Linear, int], times: str = "1") -> Summands:
    return (Hypergeometric.of(parse_term(times), powers),)


@pytest.mark.rocq
def test_sums_are_theorems() -> None:
    asked = [
        WholeTask(total("k**2", "n*(n + 1)*(2*n + 1)/6"), None),
        WholeTask(total("2**k", "2**(n + 1) - 1", 0), by("2**k")),
        WholeTask(total("(-1)**k*(2*k + 1)", "(-1)**n*(n + 1)", 0), by("(-1)**(k + 1)*k")),
        WholeTask(total("1/(k*(k + 1))", "n/(n + 1)"), by("-1/k")),
        WholeTask(total("sqrt(k + 1) - sqrt(k)", "sqrt(n + 1)", 0), by("sqrt(k)")),
        WholeTask(total("1/(k*(k + 1))", "1", upper=None), by("-1/k")),
    ]
    found = theorems(asked, BUDGET)
    assert [f if isinstance(f, str) else "" for f in found] == [""] * len(asked)


@pytest.mark.rocq
def test_factorials() -> None:
    summand = factorials((K, 1), times="k")
    value = (*factorials((N.plus(1), 1)), *plain(parse_term("-1")))
    said = SumValue(NATURAL, summand, "k", Linear(0), N, value)
    data = {"certificate": [t.to_json() for t in factorials((K, 1))], "split": 0}
    wrong = SumValue(NATURAL, summand, "k", Linear(0), N, factorials((N.plus(1), 1)))
    found = theorems([WholeTask(said, data), WholeTask(wrong, data)], BUDGET)
    assert [isinstance(t, Theorem) for t in found] == [True, False]


@pytest.mark.rocq
@pytest.mark.parametrize(
    "task",
    [
        WholeTask(total("k", "n*(n + 2)/2"), None),  # a wrong value
        WholeTask(total("k", "n*(n - 1)/2"), by("k*(k - 1)/2")),  # off by one
        WholeTask(total("2**k", "2**(n + 1) - 1", 1), by("2**k")),  # a wrong lower limit
        WholeTask(total("1/k", "n/(n + 1)", 0), by("-1/k")),  # a pole among the summands
        WholeTask(total("1/(k*(k + 1))", "n/(n + 1)", 0), by("-1/k", 1)),
        WholeTask(total("1/(k*(k + 1))", "2", upper=None), by("-1/k")),  # a wrong limit
        WholeTask(total("1/(k*(k + 1))", "1", 2, None), by("-1/k")),
        WholeTask(total("1", "0", upper=None), by("k")),  # no limit
        WholeTask(
            total("sqrt(k - 2) - sqrt(k - 3)", "sqrt(n - 2) - sqrt(-2)"), by("sqrt(k - 3)")
        ),  # not real
        WholeTask(total("log(0*k)", "log(0)*n"), by("k*log(0)")),
    ],
)
def test_false_sums_are_not(task: WholeTask) -> None:
    (found,) = theorems([task], BUDGET)
    assert not isinstance(found, Theorem)


def test_what_is_not_said() -> None:
    said = total("k", "n*(n + 1)/2")
    for wrong in (
        SumValue(
            NATURAL, said.summand, "k", Linear(1), N, plain(Variable("k"))
        ),  # the bound variable is free
        SumValue(Scope(), said.summand, "k", Linear(1), N, said.value),  # a limit that is no integer
        SumValue(
            NATURAL.assuming(relation("<", ZERO, Variable("k"))), said.summand, "k", Linear(1), N, said.value
        ),
    ):
        with pytest.raises(UnsupportedError):
            goal(WholeTask(wrong, None))
    with pytest.raises(NotSeen):
        goal(WholeTask(total("1/k**2", "2", upper=None), None))
