"""Derivatives by one computation: what is planned is what Rocq accepts; no rule is bent and no need is dropped."""

from __future__ import annotations

import pytest

from porism.provers.protocol import Budget, Task
from porism.provers.rocq.checking.audit import Accepted
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.planning.functions import Calculus, FunctionReader
from porism.provers.rocq.planning.identities import NotRational
from porism.provers.rocq.prover import RocqProver
from porism.provers.rocq.stating.statement import statement
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim

BUDGET = Budget(20.0)

TRUE: dict[str, tuple[dict[str, str], list[str]]] = {
    "diff(7, x) == 0": ({}, []),
    "diff(y*x - x**3/3 + 1, x) == y - x**2": ({}, []),
    "diff((x + y)/(x - y), x) == -2*y/(x - y)**2": ({}, []),
    "diff(1/(x**2 + 1)**3, x) == -6*x/(x**2 + 1)**4": ({}, []),
    "diff(exp(sin(4*x)), x) == 4*cos(4*x)*exp(sin(4*x))": ({}, []),
    "diff(cos(3*x + y)/(x**2 + 1), y) == -sin(3*x + y)/(x**2 + 1)": ({}, []),
    "diff(log(x**2 + 1), x) == 2*x/(x**2 + 1)": ({}, []),
    "diff(x*log(x) - x, x) == log(x)": ({"x": "positive"}, []),
    "diff(log(1 - x), x) == 1/(x - 1)": ({}, ["x < 1"]),
    "diff(sqrt(x**2 + 4), x) == x/sqrt(x**2 + 4)": ({}, []),
    "diff(sqrt(2)*x, x) == sqrt(2)": ({}, []),
    "diff(tan(2*x), x) == 2/cos(2*x)**2": ({}, []),
    "diff(atan(x**3), x) == 3*x**2/(1 + x**6)": ({}, []),
    "diff(sinh(x)*cosh(x), x) == cosh(x)**2 + sinh(x)**2": ({}, []),
    "diff(tanh(2*x), x) == 2/cosh(2*x)**2": ({}, []),
    "diff(asinh(x), x) == 1/sqrt(x**2 + 1)": ({}, []),
    "diff(asinh(sqrt(x**2 + 2)), x) == x/(sqrt(x**2 + 2)*sqrt(x**2 + 3))": ({}, []),
    "diff(asin(x), x) == 1/sqrt(1 - x**2)": ({}, ["-1 < x", "x < 1"]),
    "diff(acos(x), x) == -1/sqrt(1 - x**2)": ({}, ["-1 < x", "x < 1"]),
    "diff(x**x, x) == x**x*(log(x) + 1)": ({"x": "positive"}, []),
    "diff(diff(exp(-x**2), x), x) == (4*x**2 - 2)*exp(-x**2)": ({}, []),
    "diff(diff(log(x), x), x) == -1/x**2": ({"x": "positive"}, []),
    "diff(sin(x + 2*t), t) == 2*diff(sin(x + 2*t), x)": ({}, []),
}
#: The rules alone do not give these: relations between functions are needed, and another plan is made.
BY_RELATIONS: dict[str, tuple[dict[str, str], list[str]]] = {
    "diff(sin(x)**2 + cos(x)**2, x) == 0": ({}, []),
    "diff(sin(2*x), x) == 2*cos(x)**2 - 2*sin(x)**2": ({}, []),
    "diff(tanh(x), x) == 1 - tanh(x)**2": ({}, []),
    "diff(sqrt(x), x) == sqrt(x)/(2*x)": ({"x": "positive"}, []),
}
FALSE: dict[str, tuple[dict[str, str], list[str]]] = {
    "diff(x**3, x) == 2*x**2": ({}, []),
    "diff(x*y, x) == x": ({}, []),
    "diff(sin(2*x), x) == cos(2*x)": ({}, []),
    "diff(cos(x), x) == sin(x)": ({}, []),
    "diff(log(x), x) == -1/x": ({"x": "positive"}, []),
    "diff(1/x, x) == 1/x**2": ({}, []),
    "diff(sqrt(x**2 + 1), x) == 1/sqrt(x**2 + 1)": ({}, []),
    "diff(atan(x), x) == 1/(1 - x**2)": ({}, []),
    "diff(acos(x), x) == 1/sqrt(1 - x**2)": ({}, ["-1 < x", "x < 1"]),
    "diff(x**x, x) == x*x**(x - 1)": ({"x": "positive"}, []),
    "diff(tanh(x), x) == 1/cosh(x)": ({}, []),
    "diff(diff(exp(x**2), x), x) == 2*x*exp(x**2)": ({}, []),
}


def _claims(table: dict[str, tuple[dict[str, str], list[str]]]) -> list[Claim]:
    return [Claim.parse(text, *found) for text, found in table.items()]


@pytest.mark.rocq
def test_derivatives_are_proved_by_computation() -> None:
    claims = _claims(TRUE)
    for claim in claims:
        body = ";".join(planned(statement(claim)))
        assert "Differential.slope_is" in body, claim.text
        assert "porism_slope;" not in body, claim.text
    verdicts = RocqProver().prove_many([Task(claim) for claim in claims], BUDGET)
    assert [v.claim.text for v in verdicts if not isinstance(v, Proved)] == []
    assert {v.checkers[0].assumptions for v in verdicts if isinstance(v, Proved)} == {("classical reals",)}


@pytest.mark.rocq
def test_where_functions_are_related_another_plan_is_made() -> None:
    verdicts = RocqProver().prove_many([Task(claim) for claim in _claims(BY_RELATIONS)], BUDGET)
    assert [v.claim.text for v in verdicts if not isinstance(v, Proved)] == []


@pytest.mark.rocq
def test_no_false_derivative_is_proved() -> None:
    verdicts = RocqProver().prove_many([Task(claim) for claim in _claims(FALSE)], BUDGET)
    assert [v.claim.text for v in verdicts if isinstance(v, Proved)] == []


def _said(function: str, slope: str, premises: str = "") -> str:
    return f"forall (v_x : R), {premises}is_derive (fun v_x : R => {function}) v_x ({slope})"


@pytest.mark.rocq
def test_wrong_data_proves_nothing() -> None:
    slope = "refine (Differential.slope_is nil {} v_x {}_ _); reflexivity."
    true = Item(
        _said("ln v_x", "/ v_x * 1", "0 < v_x -> "),
        "intros v_x A1.\n" + slope.format("(d_f e_ln d_x)", "A1 "),
    )
    bodies = {
        "a need left out": (_said("ln v_x", "/ v_x * 1"), slope.format("(d_f e_ln d_x)", "")),
        "a need proved by something else": (
            _said("ln v_x", "/ v_x * 1"),
            slope.format("(d_f e_ln d_x)", "Rlt_0_1 "),
        ),
        "another function": (_said("cos v_x", "cos v_x * 1"), slope.format("(d_f e_sin d_x)", "")),
        "another slope": (_said("exp v_x", "exp v_x * 2"), slope.format("(d_f e_exp d_x)", "")),
        "the variable as a constant": (
            _said("v_x ^ 2", "0"),
            "refine (Differential.slope_is (cons (v_x ^ 2) nil) (d_k 1) v_x _ _); reflexivity.",
        ),
        "a root of something else": (
            _said("asin v_x", "/ sqrt (1 + v_x ^ 2) * 1", "0 < 1 + v_x ^ 2 -> "),
            "intro A1; refine (Differential.slope_is nil (d_w e_asin d_x (d_a (d_c 1) (d_p d_x 2))) v_x "
            "(eq_refl _) A1 _ _); reflexivity.",
        ),
        "no divisor": (
            _said("1 / v_x", "(0 * v_x - 1 * 1) / v_x ^ 2"),
            slope.format("(d_d (d_c 1) d_x)", "R1_neq_R0 "),
        ),
        "a computation that says no": (
            _said("v_x", "2"),
            "refine (Differential.slope_is nil d_x v_x _ (Rational.identity nil nil <{1}> <{2}> _)); porism_computed.",
        ),
    }
    items = [true, *(Item(text, f"intros v_x.\n{body}") for text, body in bodies.values())]
    first, *rest = check_items(items, 10.0, 3000)
    assert isinstance(first, Accepted)
    assert [name for name, f in zip(bodies, rest, strict=True) if isinstance(f, Accepted)] == []


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("v_x ^ 2 * v_a", "(d_m (d_p d_x 2) (d_k 1))"),
        ("sin v_a + v_x", "(d_a (d_k 1) d_x)"),
        ("Rpower (v_x + 1) v_x", "(d_r (d_a d_x (d_c 1)) d_x)"),
        ("- exp (2 * v_x)", "(d_n (d_f e_exp (d_m (d_c 2) d_x)))"),
    ],
)
def test_functions_are_read(text: str, data: str) -> None:
    reader = FunctionReader()
    assert Calculus(reader, "x").data(reader.node_of(text)) == data


@pytest.mark.parametrize(
    "text", ["sin", "Rpower v_x", "floor v_x", "v_x v_y", "sin (v_x", "ln ()", "exp + 1"]
)
def test_what_is_no_function_is_not_read(text: str) -> None:
    with pytest.raises(NotRational):
        FunctionReader().node_of(text)
