"""Initial value problems with one solution, by Picard and Lindelöf; and what is not unique, or forged, is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.statements.ode import Ode, OdeUnique
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import statement_from_json
from porism.symbolic.term import to_json


def stated(
    left: str, solution: str, values: list[tuple[int, str, str]], interval: str = "real", order: int = 1
) -> OdeUnique:
    unknown = ("y", *(f"y{k}" for k in range(1, order + 1)))
    initial = tuple((i, parse_term(p), parse_term(v)) for i, p, v in values)
    scope = Scope.of({"x": parse_domain(interval)})
    return OdeUnique(scope, Ode(parse_term(left), "x", unknown), (), parse_term(solution), initial)


def data(factor: str, right: str) -> dict[str, Any]:
    return {"factor": to_json(parse_term(factor)), "right": to_json(parse_term(right))}


def is_proved(statement: OdeUnique, given: Any) -> bool:
    return isinstance(established(statement, given, Budget(15.0, 2048)), Established)


SQUARE = stated("y1 - y**2", "1/(1 - x)", [(0, "0", "1")], "(-oo, 1)")


@pytest.mark.parametrize(("statement", "given"), [
    (SQUARE, data("1", "y**2")),
    (stated("y1 - y*(1 - y)", "1/(1 + exp(-x))", [(0, "0", "1/2")]), data("1", "y*(1 - y)")),
    (stated("2*y1 - 4*x*y**2", "-1/(1 + x**2)", [(0, "0", "-1")]), data("2", "2*x*y**2")),
    (stated("y2 + sin(y)", "0", [(0, "0", "0"), (1, "0", "0")], order=2), data("1", "-sin(y)")),
    (stated("x*y1 - y", "2*x", [(0, "1", "2")], "(0, oo)"), data("x", "y/x")),
])  # fmt: skip
def test_the_only_solution(statement: OdeUnique, given: Any) -> None:
    assert is_proved(statement, given)
    assert statement_from_json(statement.to_json()) == statement


@pytest.mark.parametrize(("statement", "given"), [
    (stated("y1 - 2*sqrt(y)", "0", [(0, "0", "0")]), data("1", "2*sqrt(y)")),  # x² is another one for x ≥ 0
    (stated("y1 - 3*y**(2/3)", "0", [(0, "0", "0")]), data("1", "3*y**(2/3)")),
    (stated("y1 - sqrt(abs(y))", "0", [(0, "0", "0")]), data("1", "sqrt(abs(y))")),
    (stated("y1 - abs(y)", "0", [(0, "0", "0")]), data("1", "abs(y)")),  # unique, but not by this theorem
    (stated("x*y1 - y", "x", [(0, "0", "0")]), data("x", "y/x")),  # so is 2·x
    (stated("x*y1 - y", "2*x", [(0, "1", "2")]), data("x", "y/x")),  # singular at 0
    (stated("y2 + y", "sin(x)", [(0, "0", "0"), (0, "pi", "0")], order=2), data("1", "-y")),
    (stated("y2 + y", "sin(x)", [(0, "0", "0")], order=2), data("1", "-y")),
    (stated("y2 + y", "sin(x)", [(0, "0", "0"), (1, "pi", "-1")], order=2), data("1", "-y")),
    (stated("y1**2 - 4*y", "x**2", [(0, "1", "1")]), data("1", "4*y/y1")),
    (stated("y1*(y1 - 1)", "x", [(0, "0", "0")]), data("y1", "1")),  # y = 0 is another one
    (stated("y1 - y**2", "-1/x", [(0, "-1", "1")], "(-oo, oo)"), data("1", "y**2")),
    (stated("y1 - y**2", "1/(1 - x)", [(0, "0", "2")], "(-oo, 1)"), data("1", "y**2")),
])  # fmt: skip
def test_what_is_not_unique_or_not_seen_to_be(statement: OdeUnique, given: Any) -> None:
    assert not is_proved(statement, given)


@pytest.mark.parametrize("given", [
    data("1", "y**2 + 1"), data("2", "y**2"),
    data("0", "y**2"), data("1", "y1"), data("y1", "y**2"), data("1", "x*y"), {}, None,
])  # fmt: skip
def test_forged_data_are_refused(given: Any) -> None:
    assert not is_proved(SQUARE, given)


def test_a_hypothesis_or_a_domain_may_not_hide_other_solutions() -> None:
    for text in ("y < 3", "x < 3"):
        scope = Scope(SQUARE.scope.variables, (relation(*parse_relation(text)),))
        assert not is_proved(replace(SQUARE, scope=scope), data("1", "y**2"))
    for domain in ("positive", "complex", "integer"):
        assert not is_proved(
            replace(SQUARE, scope=SQUARE.scope.where("y", Domain(domain))), data("1", "y**2")
        )
    assert not is_proved(
        replace(SQUARE, scope=SQUARE.scope.where("x", parse_domain("(-oo, 1]"))), data("1", "y**2")
    )
