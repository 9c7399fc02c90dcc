"""Differential equations: a value, constant, initial value or interval that the parts do not say is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

import pytest
import sympy
from sympy import Eq, cos, exp, log, sin, sqrt

import porism
from porism.agreement import objection
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.proposals.ode_questions import OdeQuestion, ode_question
from porism.symbolic.proposals.odes import hinted_solutions, sympy_solutions
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements import OdeGeneral, OdeSolution, OdeUnique, statement_from_json

x, C1, C2 = sympy.symbols("x C1 C2")
y = sympy.Function("y")
Y, D, D2 = y(x), y(x).diff(x), y(x).diff(x, 2)
ASKED: dict[str, tuple[Any, Any]] = {
    "linear": (D2 + Y, None),
    "singular": (D**2 - 4 * Y, None),
    "intervals": (x * D2 + D, None),
    "some intervals": (D - sympy.tan(x) * Y, None),
    "initial": (D2 + Y, {y(0): 1, D.subs(x, 0): 2}),
    "inside": (x * D - 2 * Y, {y(1): 1}),
    "unique": (D - Y**2, {y(0): 1}),
    "boundary": (D2 + Y, {y(0): 0, y(sympy.pi): 0}),
}
OTHER_VALUES: dict[str, list[Any]] = {
    "linear": [
        C1 * sin(x),
        C1 * sin(x) + C1 * cos(x),
        C1 * sin(x) + C2 * cos(x) + 1,
        C1 * sin(x) + sympy.Symbol("C3") * cos(x),
        sympy.Integer(0),
        C1 * sin(sympy.Symbol("x", positive=True)) + C2 * cos(x),
    ],
    "singular": [(x + C1) ** 2 + 1, sympy.Integer(1), C2 * x],
    "intervals": [C1 + C2 * log(-2 * x), C1 + C2 * log(x) ** 2],
    "some intervals": [C1 * cos(x)],
    "initial": [C1 * sin(x) + cos(x), cos(x), 2 * sin(x) - cos(x)],
    "inside": [C1 * x**2, x, -(x**2)],
    "unique": [1 / (x - 1), sympy.Integer(0), -1 / (x + C1)],
    "boundary": [sympy.Integer(0), sin(x), C2 * sin(x)],
}


@cache
def honest(name: str) -> tuple[OdeQuestion, Proposal]:
    question = ode_question(ASKED[name][0], Y, ASKED[name][1])
    return question, sympy_solutions(question)[0]


def seen(question: OdeQuestion, proposal: Proposal, **changes: Any) -> bool:
    return bool(objection((question,), replace(proposal, **changes)))


def changed(proposal: Proposal, kind: type[Any], change: Callable[[Any], Any]) -> tuple[Part, ...]:
    """The parts with each statement of a kind changed."""
    return tuple(
        replace(p, statement=change(p.statement)) if isinstance(p.statement, kind) else p
        for p in proposal.parts
    )


def _over(statement: Any, domain: Domain, name: str = "x") -> Any:
    return replace(statement, scope=statement.scope.where(name, domain))


@pytest.mark.parametrize("name", ASKED)
def test_honest_proposals_agree(name: str) -> None:
    question = ode_question(ASKED[name][0], Y, ASKED[name][1])
    for proposal in sympy_solutions(question):
        assert objection((question,), proposal) == ""


def test_solutions_in_implicit_form() -> None:
    question = ode_question(Y * D + x, Y, None)
    implicit = [p for p in hinted_solutions(question) if isinstance(p.value, Eq) and p.value.lhs != Y]
    assert [objection((question,), p) for p in implicit] == [""] * len(implicit) != []
    for value in (Eq(x**2 + Y**2 + x, C1), Eq(implicit[0].value.lhs, C2), Eq(implicit[0].value.lhs, 1)):
        assert seen(question, implicit[0], value=value)


@pytest.mark.parametrize("name", OTHER_VALUES)
def test_another_value_is_seen(name: str) -> None:
    question, proposal = honest(name)
    for other in OTHER_VALUES[name]:
        assert seen(question, proposal, value=Eq(Y, other, evaluate=False))
    for value in ([], None, sympy.true, Eq(sympy.Function("z")(x), sin(x)), [proposal.value, Eq(Y, sqrt(x))]):
        assert seen(question, proposal, value=value)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("other", ASKED)
def test_parts_about_another_question_are_seen(name: str, other: str) -> None:
    if name not in (other, "inside"):
        assert seen(honest(other)[0], honest(name)[1])


@pytest.mark.parametrize("name", ["initial", "inside", "unique", "boundary"])
def test_a_dropped_or_other_initial_value_is_seen(name: str) -> None:
    question, proposal = honest(name)
    for k in range(len(question.initial)):
        fewer = (*question.initial[:k], *question.initial[k + 1 :])
        order, point, value = question.initial[k]
        for initial in (fewer, (*fewer, (order, point, value + 1)), (*fewer, (order, point + 1, value))):
            assert seen(replace(question, initial=initial), proposal)
    without = changed(proposal, OdeSolution, lambda s: replace(s, initial=()))
    assert seen(question, proposal, parts=without)


def test_a_singular_solution_that_is_not_shown_is_seen() -> None:
    question, proposal = honest("singular")
    assert len(proposal.value) == 2
    for value in (proposal.value[0], proposal.value[:1], proposal.value[1:]):
        assert seen(question, proposal, value=value)


def test_parts_have_their_roles() -> None:
    for name in ("linear", "unique"):
        question, proposal = honest(name)
        for role in ("answer", "complete", "exact"):
            assert seen(question, proposal, parts=tuple(replace(p, role=role) for p in proposal.parts))


def test_a_family_of_another_form_is_no_proof_that_all_are_shown() -> None:
    question, proposal = honest("linear")
    other = changed(proposal, OdeGeneral, lambda s: replace(s, solution=parse_term("C1*exp(x) + C2")))
    assert seen(question, proposal, parts=other)
    fewer = changed(proposal, OdeGeneral, lambda s: replace(s, constants=("C1",)))
    assert seen(question, replace(proposal, value=Eq(Y, C1 * sin(x))), parts=fewer)


@pytest.mark.parametrize("domain", ["positive", "(-1, 1)", "(-oo, 3)", "nonzero"])
def test_a_part_of_the_line_is_not_all_of_it(domain: str) -> None:
    question, proposal = honest("linear")
    cut = changed(proposal, OdeGeneral, lambda s: replace(s, scope=s.scope.where("x", parse_domain(domain))))
    assert seen(question, proposal, parts=cut) == (domain != "nonzero")  # the rule refuses that one
    question, proposal = honest("intervals")
    whole = [p for p in proposal.parts if isinstance(p.statement, OdeGeneral)]
    assert len(whole) == 2
    for one in whole:
        assert seen(question, proposal, parts=tuple(p for p in proposal.parts if p != one))


def test_one_interval_of_many_is_stated_as_one() -> None:
    _, proposal = honest("intervals")
    (one, _) = [p.statement for p in proposal.parts if isinstance(p.statement, OdeGeneral)]
    assert list(map(str, one.assumed)) == ["x != 0"]
    alone = replace(one, alone=True)
    assert list(map(str, alone.assumed)) == ["x < 0"]
    assert statement_from_json(alone.to_json()) == alone != statement_from_json(one.to_json())


def test_the_interval_of_all_solutions_has_the_initial_point() -> None:
    question, proposal = honest("inside")
    assert any(isinstance(p.statement, OdeGeneral) for p in proposal.parts)
    for domain in map(parse_domain, ("(-oo, 0)", "(1, oo)", "(0, 1)")):
        moved = changed(proposal, OdeGeneral, partial(_over, domain=domain))
        assert seen(question, proposal, parts=moved)
    beside = changed(proposal, OdeGeneral, lambda s: replace(s, alone=False))
    assert seen(question, proposal, parts=beside)


def test_a_boundary_problem_has_no_one_solution() -> None:
    question, proposal = honest("boundary")
    whole = changed(honest("linear")[1], OdeGeneral, lambda s: replace(s, alone=True))
    parts = (*proposal.parts, *(p for p in whole if isinstance(p.statement, OdeGeneral)))
    assert seen(question, proposal, parts=parts)


def test_a_solution_beside_the_only_one_is_seen() -> None:
    question, proposal = honest("unique")
    other = changed(proposal, OdeUnique, lambda s: replace(s, solution=parse_term("0")))
    assert seen(question, proposal, parts=other)


@pytest.mark.parametrize("name", ["C1", "x", "y", "y1"])
def test_a_domain_that_no_condition_shows_is_seen(name: str) -> None:
    question, proposal = honest("linear")
    for domain in map(Domain, ("integer", "natural")):
        parts = changed(proposal, OdeSolution, partial(_over, domain=domain, name=name))
        assert seen(question, proposal, parts=parts)


def test_hypotheses_stand_in_the_conditions() -> None:
    question, proposal = honest("singular")
    stated = Relation.parse("x > 3")
    parts = changed(proposal, OdeSolution, lambda s: replace(s, scope=s.scope.assuming(stated)))
    assert not seen(question, proposal, parts=parts)
    assert all(stated in p.statement.assumed for p in parts if isinstance(p.statement, OdeSolution))


def test_beyond_a_singular_point_a_solution_is_not_the_only_one() -> None:
    # x·|x| too has the value 1 at 1
    result = porism.dsolve(x * D - 2 * Y, Y, {y(1): 1})
    assert (result.value, result.status, result.complete) == (Eq(Y, x**2), "proved", "generic")
    assert any(c in (sympy.Gt(x, 0), sympy.Lt(0, x)) for c in result.conditions)


def test_exp_of_a_constant_is_no_other_name_for_it() -> None:
    question = ode_question(D - Y, Y, None)
    (proposal, *_) = sympy_solutions(question)
    assert seen(question, proposal, value=Eq(Y, exp(C1) * exp(x)))
