"""`porism.simplify` and `porism.equal`: cheapest proved form, conditions kept, wrong rules refuted, no point lost."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Abs, Symbol, cos, exp, log, oo, sin, sqrt, tan
from sympy.abc import x, y

import porism
from porism.symbolic.errors import FormatError, PorismError, UnsupportedError
from porism.symbolic.meaning import truth
from porism.symbolic.parse import parse_term

a, b = Symbol("a", positive=True), Symbol("b", positive=True)
z = Symbol("z", complex=True)

SIMPLER: list[tuple[Any, dict[str, Any], Any, list[str]]] = [
    (sin(x) ** 2 + cos(x) ** 2, {}, 1, []),
    ("x/x", {}, 1, ["x != 0"]),
    ("(x**2 - 1)/(x - 1)", {}, x + 1, ["x != 1"]),
    (sqrt(x**2), {}, Abs(x), []),
    ("sqrt(x**2)", {"vars": {"x": "positive"}}, x, []),
    (log(a * b) - log(a) - log(b), {}, 0, []),
    ("atan(x) + atan(1/x)", {"vars": {"x": "positive"}}, sympy.pi / 2, []),
    (2 * sin(x) * cos(x), {}, sin(2 * x), []),
    (cos(x) * tan(x), {}, sin(x), ["cos(x) != 0"]),
    (1 / (1 + sqrt(2)), {}, sqrt(2) - 1, []),
    (sqrt(x**2 + 2 * x + 1), {}, Abs(x + 1), []),
    ("abs(x)", {"assume": ["x >= 0"]}, x, []),
    ("x + y", {"assume": ["x == -y"]}, 0, []),
    ("exp(log(x))", {}, x, ["x != 0"]),
    (sympy.cosh(x) ** 2 - sympy.sinh(x) ** 2, {}, 1, []),
    ((x + 1) ** 3 - (x - 1) ** 3 - 6 * x**2, {}, 2, []),
    ("1/x - 1/x", {}, 0, ["x != 0"]),
    ("(-1)**(2*n)", {"vars": {"n": "integer"}}, 1, []),
]


@pytest.mark.parametrize(
    ("given", "options", "value", "conditions"), SIMPLER, ids=[str(row[0]) for row in SIMPLER]
)
def test_the_cheapest_proved_form(
    given: Any, options: dict[str, Any], value: Any, conditions: list[str]
) -> None:
    result = porism.simplify(given, **options)
    assert result.value == value
    assert (result.status, result.complete) == ("proved", "complete"), result
    assert [str(c) for c in result.relations] == conditions


#: What SymPy makes of them, with `force` or by itself, is false somewhere.
KEPT: list[tuple[Any, dict[str, Any]]] = [
    ("log(x*y) - log(x) - log(y)", {}),
    ("log(x**2)", {}),
    ("(x**3)**(1/3)", {}),
    ("sqrt(z**2)", {"vars": {"z": "complex"}}),
    ("log(exp(z))", {"vars": {"z": "complex"}}),
    ("abs(z)**2", {"vars": {"z": "complex"}}),
    ("sqrt(x*y)/sqrt(x)", {}),
    ("asin(sin(x))", {}),
    ("acos(cos(x))", {}),
    ("atan(x) + atan(1/x)", {}),
    ("atan(tan(x))", {}),
]


@pytest.mark.parametrize(("given", "options"), KEPT, ids=[row[0] for row in KEPT])
def test_a_wrong_rule_is_never_the_answer(given: str, options: dict[str, Any]) -> None:
    result = porism.simplify(given, **options)
    assert result.status == "proved"
    claims = [part.statement for part in result.parts if part.role == "answer"]
    points = [{n: parse_term(p) for n in ("x", "y", "z")} for p in ("-3", "-1/2", "2", "5")]
    for claim in claims:
        assert isinstance(claim, porism.Claim)
        names = {name for name, _ in claim.variables}
        values = [truth(claim, {n: t for n, t in point.items() if n in names}, 200) for point in points]
        assert False not in values
    assert all(part.status == "refuted" for part in result.parts if part.role == "rejected")


def test_a_cheaper_form_that_is_wrong_is_shown_with_its_witness() -> None:
    result = porism.simplify("sqrt(x**2)")
    (rejected,) = [part for part in result.parts if part.role == "rejected"]
    assert isinstance(rejected.verdict, porism.Refuted)
    assert "force" in rejected.about


def test_a_form_with_fewer_points_is_not_taken() -> None:
    # tan(x)*cos(x) is shorter by another cost, but it is undefined where sin(x) is defined
    def cost(e: sympy.Expr) -> int:
        return 0 if e.has(tan) else 1 + int(e.count_ops())

    result = porism.simplify(sin(x), cost)
    assert result.value == sin(x)
    assert result.complete == "complete"


def test_the_callers_cost_decides() -> None:
    assert porism.simplify((x + 1) ** 2, lambda e: int(e.is_Pow)).value == x**2 + 2 * x + 1
    assert porism.simplify(x**2 + 2 * x + 1, lambda e: e.count_ops()).value == (x + 1) ** 2


def test_the_proof_is_accepted_again_in_a_new_process() -> None:
    assert porism.simplify("(x**2 - y**2)/(x - y)").verify()


@pytest.mark.parametrize("given", ["1/0", "log(0)", "tan(pi/2)"])
def test_what_is_defined_nowhere_has_no_answer(given: str) -> None:
    result = porism.simplify(given)
    assert (result.value, result.status) == (None, "unknown")
    assert result.reason


EQUAL: list[tuple[Any, Any, bool]] = [
    ("sqrt(x**2)", "abs(x)", True),
    ("sqrt(x**2)", "x", False),
    (sin(2 * x), 2 * sin(x) * cos(x), True),
    (exp(x), 1 + x, False),
    (x / 2, sympy.Rational(1, 2) * x, True),
]


@pytest.mark.parametrize(("left", "right", "value"), EQUAL)
def test_equal_or_not(left: Any, right: Any, value: bool) -> None:
    result = porism.equal(left, right)
    assert result.value is value
    assert result.status == ("proved" if value else "refuted")


REFUSED: list[tuple[Any, dict[str, Any], type[PorismError], str]] = [
    (0.5 * x, {}, UnsupportedError, "float"),
    (0.5, {}, UnsupportedError, "float 0.5"),
    (x > 1, {}, FormatError, "relation x > 1"),
    (True, {}, FormatError, "relation"),
    (None, {}, FormatError, "NoneType"),
    (oo * x, {}, UnsupportedError, "Infinity"),
    (sympy.zoo, {}, UnsupportedError, "zoo"),
    (sympy.Function("f")(x), {}, UnsupportedError, r"f\(x\)"),
    (sympy.Integral(x, x), {}, UnsupportedError, "Integral"),
    (sympy.Matrix([[x]]), {}, FormatError, "Matrix"),
    ([x], {}, FormatError, "list"),
    (x, {"assume": [True]}, FormatError, "evaluated"),
    ("x +", {}, PorismError, "column"),
    (x, {"assume": [x]}, FormatError, "relation"),
]


@pytest.mark.parametrize(("given", "options", "kind", "message"), REFUSED)
def test_wrong_input_is_named(
    given: Any, options: dict[str, Any], kind: type[PorismError], message: str
) -> None:
    with pytest.raises(kind, match=message):
        porism.simplify(given, **options)


def test_costs_that_cannot_be_compared_are_named() -> None:
    with pytest.raises(FormatError, match="cannot be compared"):
        porism.simplify(x**2 + 2 * x * y + y**2, lambda e: complex(e.count_ops()))
