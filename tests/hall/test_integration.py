"""`diff`, `integrate` and `integrate_many`: what is proved, what is stated, and what is refused as input."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from porism.integration import diff, integrate, integrate_many
from porism.symbolic.errors import FormatError, PorismError

x, y, a, n = sympy.symbols("x y a n")
SYMPY = ["sympy"]


@pytest.mark.parametrize(
    ("f", "conditions"),
    [
        (x * sympy.exp(x), []),
        (1 / (x**2 + 1), []),
        (1 / x, [sympy.Ne(x, 0)]),
        (sympy.Integer(0), []),
        (a * x, []),
    ],
)
def test_an_antiderivative_is_proved_with_its_conditions(f: Any, conditions: list[Any]) -> None:
    result = integrate(f, x, oracles=SYMPY)
    assert result.status == "proved"
    assert list(result.conditions) == conditions
    assert sympy.simplify(sympy.diff(result.value, x) - f) == 0


def test_a_narrower_scope_is_stated_as_a_condition() -> None:
    result = integrate(sympy.sqrt(1 - x**2), x, oracles=SYMPY)
    assert result.status == "proved"
    assert {str(r) for r in result.relations} in ({"x < 1", "-1 < x"}, {"0 < 1 - x**2"})
    assert result.verify()


def test_limits_may_be_a_list() -> None:
    assert integrate(x, [x, 0, 2]).value == integrate(x, sympy.Tuple(x, 0, 2)).value == 2


def test_what_a_symbol_assumes_is_not_repeated_as_a_condition() -> None:
    p = sympy.Symbol("p", positive=True)
    result = integrate(1 / p, p, oracles=SYMPY)
    assert (result.status, result.conditions) == ("proved", ())
    assert result.value == sympy.log(p)


def test_no_jump_where_the_integrand_is_continuous() -> None:
    result = integrate(1 / (2 + sympy.cos(x)), x, oracles=SYMPY)
    assert (result.status, result.conditions) == ("proved", ())


def test_without_an_elementary_answer_the_reason_is_given() -> None:
    result = integrate(sympy.sin(sympy.sin(x)), x, oracles=SYMPY, timeout_s=10)
    assert (result.status, result.value) == ("unknown", None)
    assert result.reason


def test_outside_the_language_is_unsupported_and_named() -> None:
    result = integrate(sympy.zeta(x), x)
    assert result.status == "unknown"
    assert "unsupported: zeta(x)" in result.reason


@pytest.mark.parametrize(
    ("f", "over"),
    [
        (0.5 * x, (x,)),
        (sympy.oo, (x,)),
        (sympy.nan, (x,)),
        (x * y, ()),
        (x, (x, y)),
        (x, (3,)),
        (x, (x**2,)),
        (sympy.Eq(x, 1), (x,)),
        ([x], (x,)),
    ],
)
def test_wrong_input_is_an_error_of_its_own(f: Any, over: tuple[Any, ...]) -> None:
    with pytest.raises(PorismError):
        integrate(f, *over)


def test_an_unknown_oracle_is_refused() -> None:
    with pytest.raises(FormatError, match="unknown oracle 'mathematica'"):
        integrate(x, x, oracles=["mathematica"])


def test_many_integrals_come_back_in_their_order() -> None:
    problems = [(x, x), (sympy.gamma(x), x), (sympy.cos(y), y)]
    results = integrate_many(problems, jobs=2, oracles=SYMPY)
    assert [r.status for r in results] == ["proved", "unknown", "proved"]
    assert results[2].value == sympy.sin(y)


@pytest.mark.parametrize(
    ("f", "variables", "value"),
    [
        (sympy.sin(x) ** 2, (x,), sympy.sin(2 * x)),
        (x**4, (x, 3), 24 * x),
        (x**4, (x, sympy.Integer(3)), 24 * x),
        (x**2 * y**2, (x, y), 4 * x * y),
        (x**5, (x, 0), x**5),
    ],
)
def test_a_derivative_is_proved(f: Any, variables: tuple[Any, ...], value: Any) -> None:
    result = diff(f, *variables)
    assert result.status == "proved"
    assert sympy.simplify(result.value - value) == 0


def test_a_derivative_outside_the_language_is_unsupported() -> None:
    result = diff(sympy.Function("f")(x), x)
    assert (result.status, result.value) == ("unknown", None)
    assert "unsupported: f(x)" in result.reason


def test_a_derivative_states_where_the_function_is_differentiable() -> None:
    result = diff(sympy.asin(x), x)
    assert result.status == "proved"
    assert {str(r) for r in result.relations} in ({"x < 1", "-1 < x"}, {"0 < 1 - x**2"})


@pytest.mark.parametrize("variables", [(3,), (x, -1), (x, 51), (x**2,)])
def test_wrong_orders_are_refused(variables: tuple[Any, ...]) -> None:
    with pytest.raises(PorismError):
        diff(x**3, *variables)
