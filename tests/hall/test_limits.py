"""`porism.limits.limit`: limits with known values, each compared with the function near the point by mpmath."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy

from porism.limits import limit
from porism.symbolic.errors import PorismError

x = sympy.Symbol("x")
oo, pi, E = sympy.oo, sympy.pi, sympy.E
sin, cos, tan, exp, log, sqrt = sympy.sin, sympy.cos, sympy.tan, sympy.exp, sympy.log, sympy.sqrt
atan, asin, acos, tanh, sinh, asinh = sympy.atan, sympy.asin, sympy.acos, sympy.tanh, sympy.sinh, sympy.asinh

# f, point, side, value, tolerance of the comparison (None where f grows, or tends too slowly to be compared)
LIMITS: list[tuple[Any, Any, str, Any, float | None]] = [
    (sin(x) / x, 0, "+-", 1, 1e-6),
    ((1 - cos(x)) / x**2, 0, "+-", sympy.Rational(1, 2), 1e-4),
    ((exp(x) - 1 - x) / x**2, 0, "+-", sympy.Rational(1, 2), 1e-3),
    ((tan(x) - sin(x)) / x**3, 0, "+-", sympy.Rational(1, 2), 1e-3),
    ((sin(tan(x)) - tan(sin(x))) / x**7, 0, "+-", -sympy.Rational(1, 30), 1e-3),
    ((1 + x) ** (1 / x), 0, "+-", E, 1e-3),
    ((1 + 2 / x) ** (3 * x), oo, "+", exp(6), 0.5),
    (cos(x) ** (1 / x**2), 0, "+-", exp(-sympy.Rational(1, 2)), 1e-4),
    (x**x, 0, "+", 1, 1e-2),
    (x * log(x), 0, "+", 0, 1e-2),
    (x**2 * exp(-x), oo, "+-", 0, 1e-6),
    (log(x) ** 3 / x, oo, "+-", 0, None),
    (log(log(x)) / log(x), oo, "+-", 0, None),
    (sqrt(x**2 + x) - x, oo, "+-", sympy.Rational(1, 2), 1e-3),
    (sqrt(x**2 + 1) / x, -oo, "+-", -1, 1e-3),
    (x - log(sinh(x)), oo, "+-", log(2), 1e-6),
    (atan(x), -oo, "+-", -pi / 2, 1e-2),
    (x * (pi / 2 - atan(x)), oo, "+-", 1, 1e-3),
    (tanh(x), oo, "+-", 1, 1e-6),
    (asinh(x) - log(x), oo, "+-", log(2), 1e-3),
    (x * sin(1 / x), 0, "+-", 0, 1e-2),
    (sin(x) / x, oo, "+-", 0, 1e-2),
    (exp(-x) * cos(x) ** 2, oo, "+-", 0, 1e-6),
    (exp(1 / x), 0, "-", 0, 1e-6),
    (exp(1 / x), 0, "+", oo, None),
    (1 / (1 + exp(1 / x)), 0, "+", 0, 1e-6),
    (1 / (1 + exp(1 / x)), 0, "-", 1, 1e-6),
    (tan(x), pi / 2, "-", oo, None),
    (tan(x), pi / 2, "+", -oo, None),
    (atan(tan(x) / 3), pi / 2, "+", -pi / 2, 1e-2),
    (sympy.Abs(x - 1) / (x - 1), 1, "-", -1, 1e-6),
    ((x**3 - 8) / (x - 2), 2, "+-", 12, 1e-2),
    ((sqrt(x) - 3) / (x - 9), 9, "+-", sympy.Rational(1, 6), 1e-3),
    ((exp(x) - E) / (x - 1), 1, "+-", E, 1e-2),
    (1 / log(x) - 1 / (x - 1), 1, "+-", sympy.Rational(1, 2), 1e-3),
    (acos(x) / sqrt(1 - x), 1, "-", sqrt(2), 1e-3),
    (asin(x), -1, "+", -pi / 2, 0.2),
    ((2**x - 3**x) / x, 0, "+-", log(2) - log(3), 1e-3),
    (log(1 + exp(x)) - x, oo, "+-", 0, 1e-6),
    (x ** (1 / x), oo, "+-", 1, None),
    ((log(x + 1) / log(x) - 1) * x * log(x), oo, "+-", 1, None),
    (1 / sin(x) ** 2 - 1 / x**2, 0, "+-", sympy.Rational(1, 3), 1e-3),
    (x**pi * log(x), 0, "+", 0, 1e-6),
    (atan(log(x)), 0, "+", -pi / 2, 0.2),
]


@pytest.mark.parametrize(("f", "point", "side", "value", "tolerance"), LIMITS)
def test_a_known_limit(f: Any, point: Any, side: Any, value: Any, tolerance: float | None) -> None:
    result = limit(f, x, point, side)
    assert result.status == "proved", result
    assert sympy.simplify(result.value - value) == 0 if value not in (oo, -oo) else result.value == value
    if tolerance is not None:
        with mpmath.workdps(60):
            there = {oo: mpmath.mpf(10) ** 4, -oo: -(mpmath.mpf(10) ** 4)}.get(point)
            for sign in (1, -1) if side == "+-" and there is None else (1 if side == "+" else -1,):
                at = (
                    there
                    if there is not None
                    else mpmath.mpf(sympy.N(point, 60)) + sign * mpmath.mpf(10) ** -5
                )
                near = sympy.lambdify(x, f, "mpmath")(at)
                assert abs(near - mpmath.mpf(sympy.N(value, 30))) < tolerance


def test_different_sides_are_no_limit() -> None:
    for f in (1 / x, sympy.Abs(x) / x, atan(1 / x), exp(1 / x)):
        result = limit(f, x, 0, "+-")
        assert result.value is sympy.nan
        assert result.status == "proved"
        assert [part.about for part in result.parts] == ["from the right", "from the left", ""]
        assert result.verify()


@pytest.mark.parametrize("f", [sin(x), cos(x) + 1, x * sin(x), exp(sin(x)), sin(x**2) / 2])
def test_an_oscillation_has_no_limit(f: Any) -> None:
    result = limit(f, x, oo)
    assert (result.value, result.status) == (sympy.nan, "proved")
    assert result.verify()


@pytest.mark.parametrize("f", [sin(x + log(x)), sin(x) + sin(sqrt(2) * x), sin(x * sin(x))])
def test_an_oscillation_that_nobody_sees_is_unknown(f: Any) -> None:
    assert limit(f, x, oo).status == "unknown"


@pytest.mark.parametrize("f", [log(x), sqrt(x), x**x, acos(x + 1)])
def test_from_the_left_these_are_not_real(f: Any) -> None:
    assert limit(f, x, 0, "-").value not in (oo, -oo)


def test_parameters() -> None:
    a, n = sympy.Symbol("a"), sympy.Symbol("n", positive=True)
    assert limit(sin(a * x) / x, x, 0).value == a
    assert limit((x**2 - a**2) / (x - a), x, a).value == 2 * a
    assert limit(x**n * exp(-x), x, oo).value == 0
    result = limit((1 + n / x) ** x, x, oo)
    assert (result.value, result.status, result.conditions) == (exp(n), "proved", ())
    assert limit(exp(-a * x), x, oo).status == "unknown", "the sign of a is not known"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((1.5 * x, x, 0), "float"), ((x, 2, 0), "symbol"), ((x, x, x), "without the variable"),
     ((x, x, 0, "left"), "dir"), ((x, x, sympy.zoo), "zoo"), (("x", x, sympy.nan), "nan"), (([x], x, 0), "expects")],
)  # fmt: skip
def test_wrong_input_is_named(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(PorismError, match=message):
        limit(*arguments)
