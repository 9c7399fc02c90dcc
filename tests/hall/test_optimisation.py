"""`porism.minimize`: answers with proofs, answers that there are none, and input that is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import sympy
from sympy import Eq, Ge, Rational, Symbol, oo
from sympy.abc import t, x, y, z

import porism
from porism.symbolic.errors import FormatError, PorismError, UnsupportedError

p, q = Symbol("p", positive=True), Symbol("q", nonnegative=True)
n = Symbol("n", integer=True)

ANSWERS: list[tuple[Any, Any, bool, Any]] = [
    (x + y, [x + 2 * y >= 3, 2 * x + y >= 3], False, (2, {x: 1, y: 1})),
    (3 * p + 2 * q, [p + q <= 4, p + 3 * q <= 6], True, None),
    (x, [Ge(x, Rational(1, 3))], False, (Rational(1, 3), {x: Rational(1, 3)})),
    (x - y, [Eq(x + y, 2), y <= 5], False, (-8, {x: -3, y: 5})),
    (x**2 + y**2 - 2 * x, [x + y >= 3], False, (1, {x: 2, y: 1})),
    ((x - y) ** 2 + z, [z >= 1], False, None),
    (4 - x**2, [x >= -1], True, (4, {x: 0})),
    (x**3 - 3 * x, [x >= -3, x <= 2], False, (-18, {x: -3})),
    (x + 1 / x, [x > 0], False, (2, {x: 1})),
    (x, [x >= 1, x <= 0], False, (oo, {})),
    (x, [x >= 1, x <= 0], True, (-oo, {})),
    (x, [x > 0, x < 0], False, (oo, {})),
    (x + y, [Eq(x + y, 1), Eq(x + y, 2)], False, (oo, {})),
    (x - y, [x >= 1], False, (-oo, {})),
    (x, [], True, (oo, {})),
    (x**2 - 2 * y, [y >= x], False, (-oo, {})),
    (p, [], False, (0, {})),
    (x + y, [x > 1, y >= 2], False, (3, {})),
    (n, [n >= 2], False, (2, {n: 2})),
    (7, [x >= 1], False, None),
]


@pytest.mark.parametrize(
    ("objective", "constraints", "maximize", "value"), ANSWERS, ids=[f"{a[0]} {a[1]}" for a in ANSWERS]
)
def test_an_answer_is_proved(objective: Any, constraints: Any, maximize: bool, value: Any) -> None:
    result = porism.minimize(objective, constraints, maximize=maximize)
    assert (result.status, result.complete) == ("proved", "complete"), result
    if value is not None:
        assert result.value == value
    elif result.value[1]:
        assert sympy.sympify(objective).subs(result.value[1]) == result.value[0]


def test_the_proof_is_accepted_again_in_a_new_process() -> None:
    result = porism.minimize(x**2 + y, [y >= 1 - x])
    assert result.value == (Rational(3, 4), {x: Rational(1, 2), y: Rational(1, 2)})
    assert result.verify()


def test_a_text_has_exact_decimals() -> None:
    domains = {"a": "nonnegative", "b": "nonnegative"}
    result = porism.minimize("0.1*a + 0.2*b", ["a + b >= 1"], vars=domains)
    assert result.value == (Rational(1, 10), {Symbol("a"): 1, Symbol("b"): 0})


def test_fractions_count_as_numbers() -> None:
    assert porism.minimize(Fraction(1, 2) * x, "x >= 3").value == (Rational(3, 2), {x: 3})


UNKNOWN: list[tuple[Any, Any, bool]] = [
    (x**2 - y**2, [x + y >= 3], False),
    (x**2 + y**2, [x + y <= 3, x >= 0], True),
    (x + y, [x**2 + y**2 <= 1], False),
    (n, [2 * n >= 1], False),
    (sympy.sin(x) * sympy.exp(x), [], False),
]


@pytest.mark.parametrize(("objective", "constraints", "maximize"), UNKNOWN)
def test_what_cannot_be_done_is_unknown_with_a_reason(
    objective: Any, constraints: Any, maximize: bool
) -> None:
    result = porism.minimize(objective, constraints, maximize=maximize, timeout_s=10)
    assert result.status == "unknown"
    assert result.complete == "unknown"
    assert result.reason or "undecided" in repr(result)


REFUSED: list[tuple[Any, Any, dict[str, Any], type[PorismError], str]] = [
    (0.1 * x, [], {}, UnsupportedError, "float"),
    (0.5, [], {}, UnsupportedError, "float 0.5"),
    (Decimal("0.1"), [], {}, UnsupportedError, "float 0.1"),
    (x, [x >= 0.5], {}, UnsupportedError, "float"),
    (x, [True], {}, FormatError, "evaluated"),
    (x, [sympy.true], {}, FormatError, "evaluated"),
    (x, [x + 1], {}, FormatError, "expected a relation"),
    (x >= 1, [], {}, FormatError, "expects an expression"),
    (None, [], {}, FormatError, "NoneType"),
    (x * oo, [], {}, UnsupportedError, "Infinity"),
    (sympy.nan, [], {}, UnsupportedError, "nan"),
    (x + t, [], {"variables": [x]}, FormatError, "t is not among the variables"),
    (x, [], {"variables": [x + 1]}, FormatError, "symbols as its variables"),
    (sympy.Function("f")(x), [], {}, UnsupportedError, r"f\(x\)"),
    (x + Symbol("x", positive=True), [], {}, UnsupportedError, "two different symbols"),
    (x, [], {"vars": {"x": "positive"}}, FormatError, "assumptions"),
]


@pytest.mark.parametrize(("objective", "constraints", "options", "kind", "message"), REFUSED)
def test_wrong_input_is_named(
    objective: Any, constraints: Any, options: dict[str, Any], kind: type[PorismError], message: str
) -> None:
    with pytest.raises(kind, match=message):
        porism.minimize(objective, constraints, **options)
