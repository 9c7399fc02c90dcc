"""Proposals of antiderivatives: continuous forms, scopes by sampling, and nothing where the candidate is wrong."""

from __future__ import annotations

import pytest

from porism.symbolic.claim import Relation
from porism.symbolic.derivative import derivative
from porism.symbolic.numeric import approximate
from porism.symbolic.oracles.question import IntegralQuestion
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.antiderivatives import proposals
from porism.symbolic.proposals.continuity import continuous_forms
from porism.symbolic.proposals.scopes import fitting_scopes, has_jumps
from porism.symbolic.statements.scope import Scope


def proposed(f: str, *candidates: str) -> list[tuple[str, str]]:
    question = IntegralQuestion(parse_term(f), "x", Scope())
    found = proposals(question, [parse_term(c) for c in candidates], "test")
    return [(str(p.parts[0].statement), str(p.value)) for p in found]


@pytest.mark.parametrize(
    ("f", "value"),
    [
        ("1/(2 + cos(x))", "2*atan(tan(x/2)/sqrt(3))/sqrt(3)"),
        ("1/(2 + cos(x))", "-atan((sqrt(3) + 2*sqrt(3)*cos(x))/(3*sin(x)))/sqrt(3)"),
        ("1/(2 + sin(x))", "2*atan((2*tan(x/2) + 1)/sqrt(3))/sqrt(3)"),
        ("1/(1 + 3*cos(x)**2)", "atan(tan(x)/2)/2"),
    ],
)
def test_a_form_without_jumps_is_offered(f: str, value: str) -> None:
    integrand = parse_term(f)
    assert has_jumps(integrand, parse_term(value), "x", Scope())
    forms = list(continuous_forms(parse_term(value), "x"))
    smooth = [t for t in forms if not has_jumps(integrand, t, "x", Scope())]
    assert any(list(fitting_scopes(integrand, t, "x", Scope())) for t in smooth)


def test_every_form_has_the_same_derivative() -> None:
    import numpy as np

    x = {"x": np.linspace(0.1, 1.2, 20).astype(complex)}
    value = parse_term("atan((2*tan(x/2) + 1)/sqrt(3))")
    slopes = [approximate(derivative(form, "x"), x) for form in continuous_forms(value, "x")]
    assert len(slopes) > 2
    assert all(np.allclose(s, slopes[-1]) for s in slopes)


@pytest.mark.parametrize(
    ("f", "value"), [("x", "x**2"), ("1/x", "log(x) + x"), ("cos(x)", "-sin(x)"), ("exp(x)", "x")]
)
def test_a_wrong_candidate_is_no_proposal(f: str, value: str) -> None:
    assert proposed(f, value) == []


def test_the_widest_scope_comes_first_and_a_narrower_one_is_stated() -> None:
    assert proposed("1/x", "log(x)")[0][0] == "Integral(1/x, x) = log(x) + C"
    statement, _ = proposed("sqrt(x**2)", "x**2/2")[0]
    assert "x positive" in statement


def test_constants_are_left_out() -> None:
    assert proposed("2*x", "x**2 + pi + 7")[0][1] == "x**2"


def test_the_root_of_a_square_gets_the_scope_in_which_it_is_the_base() -> None:
    integrand, value = parse_term("(a**2 + 2*a*x + x**2)**(3/2)"), parse_term("(a + x)**4/4")
    widest = next(iter(fitting_scopes(integrand, value, "x", Scope())))
    assert widest.hypotheses == (Relation.parse("0 < a + x"),)
    assert all(domain.name == "real" for _, domain in widest.variables)
