"""`porism.solve`: values in SymPy's forms, completeness, parameters, domains, and wrong input."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Eq, FiniteSet, Interval, cos, exp, log, oo, pi, sin, sqrt

import porism
from porism.symbolic.errors import PorismError

x, a, b = sympy.symbols("x a b")


def test_finitely_many_solutions_are_a_list() -> None:
    result = porism.solve(sqrt(x + 3) - x + 3, x)
    assert (result.value, result.status, result.complete) == ([6], "proved", "complete")
    assert [p.status for p in result.parts if p.role == "rejected"] == ["refuted"]
    assert result.verify()


def test_periodic_solutions_are_a_set() -> None:
    result = porism.solve(Eq(sin(x), sympy.Rational(1, 2)), x)
    assert result.complete == "complete"
    assert all(result.value.contains(v) == True for v in (pi / 6, 5 * pi / 6, pi / 6 + 2 * pi))  # noqa: E712
    inside = porism.solve(Eq(sin(x), sympy.Rational(1, 2)), x, Interval(0, 2 * pi))
    assert inside.value == [pi / 6, 5 * pi / 6]


def test_no_solution_is_an_answer_with_a_proof() -> None:
    result = porism.solve(Eq(exp(x), -1), x)
    assert (result.value, result.status, result.complete) == ([], "proved", "complete")
    assert porism.solve(Eq(exp(x), -1), x, "complex").value != []


def test_an_identity_is_its_domain() -> None:
    assert porism.solve(sin(x) ** 2 + cos(x) ** 2 - 1, x).value == sympy.S.Reals
    assert (
        porism.solve(Eq(sympy.Mul(x, 1 / x, evaluate=False), 1, evaluate=False), x).value.contains(0)
        is sympy.false
    )


def test_parameters() -> None:
    generic = porism.solve(Eq(a * x + b, 0), x)
    assert (generic.value, generic.complete, generic.conditions) == ([-b / a], "generic", (sympy.Ne(a, 0),))
    whole = porism.solve(Eq(a * x + b, 0), x, mode="complete")
    assert (whole.complete, whole.conditions, len(whole.value)) == ("complete", (), 2)


def test_what_the_equation_says_of_its_parameters_is_a_condition() -> None:
    assert (porism.solve(x / a - 1, x).value, porism.solve(x / a - 1, x).conditions) == (
        [a],
        (sympy.Ne(a, 0),),
    )
    whole = porism.solve(x / a - 1, x, mode="complete")
    assert (whole.value, whole.complete) == ([([a], sympy.Ne(a, 0))], "complete")
    family = porism.solve(cos(x / a), x)
    assert (family.status, family.complete, family.conditions) == ("proved", "complete", (sympy.Ne(a, 0),))


def test_a_parameter_in_one_factor_leaves_the_other_alone() -> None:
    result = porism.solve((a * x + b) * (exp(x) - 3), x)
    assert (set(result.value), result.status) == ({log(3), -b / a}, "proved")
    assert result.conditions == (sympy.Ne(a, 0),)


def test_the_symbols_assumptions_are_the_domain() -> None:
    p = sympy.Symbol("p", positive=True)
    assert porism.solve(p**2 - 4, p).value == [2]
    assert porism.solve(x**2 - 4, x, "[0, 5)").value == [2]
    assert porism.solve("x**2 = 4", "x", "(0, 1)").value == []


def test_a_root_without_a_closed_form_is_enclosed() -> None:
    result = porism.solve(Eq(exp(x), 3 * x), x)
    assert result.complete == "complete"
    assert [
        abs(v - w) < 1e-12 for v, w in zip(result.value, (0.619061286735945, 1.51213455165784), strict=True)
    ] == [True] * 2


def test_many() -> None:
    results = porism.solve_many([(x**2 - 1, x), (log(x) - 1, x)], jobs=1)
    assert [r.value for r in results] == [[-1, 1], [sympy.E]]


def test_what_is_not_solved_is_unknown_with_a_reason() -> None:
    result = porism.solve(Eq(x**x, sympy.besselj(0, x)), x)
    assert (result.status, result.complete) == ("unknown", "unknown")
    assert "unsupported" in result.reason


@pytest.mark.parametrize(("arguments", "words"), [
    ((True, x), "has evaluated it"),
    ((x**2 - 2, 3), "symbol as its unknown"),
    ((x**2 - 2, a), "does not occur"),
    ((a * x - 1,), "needs to know the unknown"),
    ((x - 0.5, x), "float"),
    ((1.5, x), "float"),
    ((x - oo, x), "."),
    ((sympy.nan, x), "."),
    ((x - 1, x, FiniteSet(1)), "expected domain"),
    ((x - 1, x, "nowhere"), "."),
    ((sympy.Symbol("p", positive=True) - 1, sympy.Symbol("p", positive=True), "complex"), "by its assumptions"),
])  # fmt: skip
def test_wrong_input_is_an_error_that_names_it(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(PorismError, match=words):
        porism.solve(*arguments)


def test_an_unknown_mode_is_an_error() -> None:
    with pytest.raises(PorismError, match="mode"):
        porism.solve(x - 1, x, mode="all")  # type: ignore[arg-type]


def test_solutions_under_different_conditions_say_them_one_by_one() -> None:
    result = porism.solve(x**3 - a, x)
    assert (result.status, result.complete, result.conditions) == ("proved", "complete", ())
    third = sympy.Rational(1, 3)
    assert result.value == [sympy.Piecewise((a**third, a >= 0)), sympy.Piecewise((-((-a) ** third), a < 0))]
    result = porism.solve(sqrt(x) - a, x)
    assert (result.value, result.complete, result.conditions) == ([a**2], "complete", (sympy.Le(0, a),))


PARAMETERS = [
    ("abs(x) == a", [({"a": 2}, [-2, 2]), ({"a": 0}, [0]), ({"a": -1}, [])]),
    ("sqrt(x + a) == x", [({"a": 0}, [0, 1]), ({"a": 2}, [2]), ({"a": -1}, [])]),
    ("1/(x - a) == b", [({"a": 1, "b": 2}, ["3/2"]), ({"a": 1, "b": 0}, [])]),
    ("x/(x - a) == b", [({"a": 1, "b": 2}, [2]), ({"a": 0, "b": 2}, []), ({"a": 1, "b": 1}, [])]),
    ("a*x == abs(x)", [({"a": 2}, [0]), ({"a": -3}, [0])]),
]


@pytest.mark.parametrize(("equation", "cases"), PARAMETERS)
def test_parameters_are_followed_into_every_case(equation: str, cases: list[Any]) -> None:
    result = porism.solve(equation, "x", mode="complete")
    assert (result.status, result.complete) == ("proved", "complete")
    for values, roots in cases:
        at = {sympy.Symbol(name): v for name, v in values.items()}
        found = {
            sympy.nsimplify(root.subs(at))
            for listed, condition in result.value
            for root in (listed if isinstance(listed, list) and condition.subs(at) == True else ())  # noqa: E712
        }
        assert found == set(map(sympy.Rational, roots))


def test_a_parameter_moves_solutions_through_an_interval() -> None:
    result = porism.solve("sin(x) == a", "x", "[0, pi]", mode="complete")
    assert (result.status, result.complete) == ("proved", "complete")
    assert result.value[0][0] == [sympy.asin(a), sympy.pi - sympy.asin(a)]


def test_the_only_symbol_is_the_unknown_in_a_text_too() -> None:
    assert porism.solve("x**2 == 2").value == porism.solve(x**2 - 2).value == [-sqrt(2), sqrt(2)]
    with pytest.raises(PorismError, match="needs to know the unknown"):
        porism.solve("a*x == 2")
