"""Agreement: a proposal whose parts say something else than its value, or answer another question, is put aside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
import sympy
from sympy import oo, pi

from porism.agreement import objection
from porism.answers import Finder, answered
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import Domain
from porism.symbolic.oracles.question import IntegralQuestion
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals import (
    Part,
    Proposal,
    antiderivatives,
    equations,
    inequalities,
    limits,
    power_series,
    systems,
)
from porism.symbolic.proposals.definite_integrals import DefiniteQuestion, by_manualintegrate
from porism.symbolic.proposals.derivatives import DerivativeQuestion, derivatives
from porism.symbolic.proposals.finite_sums import own_values
from porism.symbolic.proposals.sum_questions import sum_question
from porism.symbolic.statements import Scope

X, A, N, K = sympy.symbols("x a n k")
SYMBOLS = (("x", X),)


def term(text: str) -> Any:
    return parse_term(text)


def equation(text: str, domain: str = "real", generic: bool = True) -> equations.EquationQuestion:
    scope = Scope.of({n: Domain(domain) for n in ("a", "x") if n in text})
    symbols = tuple((n, s) for n, s in (("a", A), ("x", X)) if n in text)
    return equations.EquationQuestion(term(text), term("0"), "x", scope, generic, symbols)


INTEGRAL = IntegralQuestion(term("x*cos(x)"), "x", Scope.of({"x": Domain("real")}), SYMBOLS)
DEFINITE = DefiniteQuestion(term("x"), "x", term("0"), term("1"), Scope(), SYMBOLS)
SERIES: tuple[Any, ...] = (term("sin(x)"), "x", term("0"), 6, "+", Scope(), {"x": X})
LIMIT: tuple[Any, ...] = (term("abs(x)/x"), "x", term("0"), "+", Scope(), {"x": X})
QUESTIONS: dict[str, tuple[tuple[Any, ...], Callable[[], list[Proposal]]]] = {
    "integral": ((INTEGRAL,), lambda: antiderivatives.by_manualintegrate(INTEGRAL)),
    "definite": ((DEFINITE,), lambda: by_manualintegrate(DEFINITE)),
    "derivative": (
        (q := DerivativeQuestion(term("x**3"), ("x",), Scope.of({"x": Domain("real")}), SYMBOLS),),
        lambda: derivatives(q),
    ),
    "equation": ((equation("x**2 - 2"),), lambda: equations.by_steps(equation("x**2 - 2"))),
    "periodic": ((equation("sin(x)"),), lambda: equations.by_steps(equation("sin(x)"))),
    "region": ((equation("abs(x) - x"),), lambda: equations.by_steps(equation("abs(x) - x"))),
    "quintic": ((equation("x**5 - x - 1"),), lambda: equations.by_steps(equation("x**5 - x - 1"))),
    "parameter": (
        (equation("a*x - 1", generic=False),),
        lambda: equations.by_steps(equation("a*x - 1", generic=False)),
    ),
    "inequality": (
        (u := inequalities.InequalityQuestion(
            (Relation.parse("x**2 < 2"),), "x", Scope.of({"x": Domain("real")}), X),),
        lambda: inequalities.proposals(u),
    ),
    "system": (
        (v := systems.SystemQuestion(
            (Relation.parse("x**2 == 2"), Relation.parse("a == x")), ("x", "a"),
            Scope.of({"x": Domain("real"), "a": Domain("real")}), (("a", A), ("x", X))),),
        lambda: systems.proposals(v),
    ),
    "series": (SERIES, lambda: power_series.series_values(*SERIES)),
    "limit": (LIMIT, lambda: limits.limit_values(*LIMIT)),
    "sum": ((w := sum_question(K, (K, 1, N)),), lambda: own_values(w)),
}  # fmt: skip
OTHER_VALUES: dict[str, list[Any]] = {
    "integral": [X * sympy.sin(X), sympy.Symbol("x", positive=True) * sympy.sin(X) + sympy.cos(X), sympy.nan],
    "definite": [sympy.Rational(1, 3), -sympy.Rational(1, 2), oo, sympy.nan],
    "derivative": [3 * X, sympy.Integer(0)],
    "equation": [[], [sympy.sqrt(2)], [-sympy.sqrt(2), sympy.sqrt(2), 3], [-sympy.sqrt(2), sympy.sqrt(3)]],
    "periodic": [sympy.ImageSet(sympy.Lambda(N, 2 * pi * N), sympy.S.Integers), [0], sympy.S.Reals],
    "region": [sympy.S.Reals, sympy.Interval(1, oo), sympy.Interval.open(0, oo)],
    "quintic": [[], [sympy.CRootOf(X**5 - X + 1, 0)], [sympy.Float("1.16730397826142", 15)]],
    "parameter": [[1 / A], [], [([1 / A], sympy.true)]],
    "inequality": [
        sympy.Interval(-sympy.sqrt(2), sympy.sqrt(2)),
        sympy.Interval.open(-sympy.sqrt(2), 2),
        sympy.S.Reals,
        sympy.S.EmptySet,
    ],
    "system": [[], [{X: sympy.sqrt(2), A: sympy.sqrt(2)}], [{X: 1, A: 1}, {X: 2, A: 2}]],
    "series": [X - X**3 / 6 + sympy.O(X**6), X - X**3 / 6 + X**5 / 120, sympy.O(X**6), sympy.nan],
    "limit": [sympy.Integer(-1), sympy.nan, oo],
    "sum": [N * (N - 1) / 2, oo],
}


def honest(name: str) -> tuple[tuple[Any, ...], Proposal]:
    arguments, proposals = QUESTIONS[name]
    return arguments, proposals()[0]


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_honest_proposal_agrees(name: str) -> None:
    arguments, proposals = QUESTIONS[name]
    assert [objection(arguments, p) for p in proposals()[:3]] == [""] * len(proposals()[:3])


@pytest.mark.parametrize("name", QUESTIONS)
def test_another_value_is_seen(name: str) -> None:
    arguments, proposal = honest(name)
    seen = [bool(objection(arguments, dataclasses.replace(proposal, value=v))) for v in OTHER_VALUES[name]]
    assert seen == [True] * len(OTHER_VALUES[name])


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("other", QUESTIONS)
def test_parts_about_another_question_are_seen(name: str, other: str) -> None:
    _, proposal = honest(name)
    if name != other:
        assert objection(QUESTIONS[other][0], proposal)


@pytest.mark.parametrize("name", QUESTIONS)
def test_parts_that_say_nothing_are_seen(name: str) -> None:
    arguments, proposal = honest(name)
    for parts in ((), (Part("answer", Claim.parse("0 == 0")),), (Part("exact", Claim.parse("x == x")),)):
        assert objection(arguments, dataclasses.replace(proposal, parts=parts))


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("domain", ["integer", "natural"])
def test_a_domain_that_no_condition_shows_is_seen(name: str, domain: str) -> None:
    if name in ("definite", "limit", "series", "sum"):  # their variable is bound, there is no other
        return
    arguments, proposal = honest(name)
    parts = tuple(
        dataclasses.replace(
            p,
            statement=dataclasses.replace(p.statement, scope=p.statement.scope.where("x", Domain(domain))),
        )
        for p in proposal.parts
        if not isinstance(p.statement, Claim)
    )
    assert objection(arguments, dataclasses.replace(proposal, parts=parts))


def test_a_solution_that_has_no_part_is_seen() -> None:
    arguments, proposal = honest("equation")
    assert objection(arguments, dataclasses.replace(proposal, parts=proposal.parts[1:]))


def test_a_region_of_complex_solutions_is_no_set_of_reals() -> None:
    question = equation("x/x - 1", "complex")
    proposal = equations.by_steps(question)[0]
    assert proposal.value == sympy.Complement(sympy.S.Complexes, sympy.FiniteSet(0))
    assert objection((question,), dataclasses.replace(proposal, value=sympy.S.Reals - sympy.FiniteSet(0)))


def test_a_hostile_finder_is_named_and_not_believed() -> None:
    finder = Finder("hostile", "tests.hall.finders:other_value")
    result = answered("?", [finder], (INTEGRAL,), timeout_s=60.0, memory_mb=2000)
    assert (result.status, result.value) == ("unknown", None)
    assert "is not what its part says" in result.reason
