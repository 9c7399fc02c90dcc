"""Systems and inequalities through the library: values, completeness, bad input, and answers tried at random."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sympy
from sympy import Eq, Interval, Ne, S, exp, log, oo, sqrt

import porism
from porism.symbolic.errors import FormatError, PorismError, UnsupportedError

x, y, z, a, b = sympy.symbols("x y z a b")


def test_a_finite_system_is_solved_completely_and_verified() -> None:
    result = porism.solve_system([x**2 + y**2 - 5, Eq(x * y, 2)], [x, y])
    assert result.value == [{x: -2, y: -1}, {x: -1, y: -2}, {x: 1, y: 2}, {x: 2, y: 1}]
    assert (result.status, result.complete, result.conditions) == ("proved", "complete", ())
    assert result.verify()


def test_solve_takes_lists_and_inequalities_too() -> None:
    assert porism.solve([x + y - 3, x - y - 1], [x, y]).value == [{x: 2, y: 1}]
    assert porism.solve(x**2 < 4, x).value == Interval.open(-2, 2)
    assert porism.solve([x**2 < 4, x >= 0], x).value == Interval.Ropen(0, 2)
    assert porism.solve(Ne(x, 1), x).value == S.Reals - sympy.FiniteSet(1)
    assert porism.solve("x**2 <= 4", "x").value == Interval(-2, 2)


def test_one_equation_that_is_not_rational_is_solved_as_one() -> None:
    result = porism.solve_system([sympy.exp(x) - 3], [x])
    assert (result.value, result.status, result.complete) == ([{x: sympy.log(3)}], "proved", "complete")
    assert porism.solve([sympy.Abs(x - 1) - 2], [x]).value == [{x: -1}, {x: 3}]
    assert porism.solve_system(["exp(x) == 3"], ["x"]).value == [{x: sympy.log(3)}]


def test_real_and_complex_solutions() -> None:
    equations = [x**2 + 1, y - x]
    assert porism.solve_system(equations, [x, y]).value == []
    found = porism.solve_system(equations, [x, y], "complex")
    assert found.value == [{x: -sympy.I, y: -sympy.I}, {x: sympy.I, y: sympy.I}]
    assert found.complete == "complete"


def test_parameters_generic_and_complete() -> None:
    generic = porism.solve_system([a * x + y - 1, x + a * y - 1], [x, y])
    assert [sympy.simplify(v - 1 / (a + 1)) for v in generic.value[0].values()] == [0, 0]
    assert generic.complete == "generic"
    assert set(generic.conditions) == {Ne(a, 1), Ne(a, -1)}
    assert generic.verify()
    complete = porism.solve_system([a * x + y - 1, x + a * y - 1], [x, y], mode="complete")
    assert complete.complete == "complete"
    assert {a: 1, x: 1 - y} in complete.value


def test_a_positive_symbol_is_positive() -> None:
    p = sympy.Symbol("p", positive=True)
    assert porism.solve_system([p**2 - 4, y - p], [p, y]).value == [{p: 2, y: 2}]
    assert porism.solve_inequality(p**2 < 4, p).value == Interval.open(0, 2)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (x**2 < 2, Interval.open(-sqrt(2), sqrt(2))),
        (x**2 + 1 < 0, S.EmptySet),
        ((x - 1) / (x + 2) >= 0, sympy.Union(Interval.open(-oo, -2), Interval(1, oo))),
        (sqrt(x) < 1, Interval.Ropen(0, 1)),
        (log(x) < 1, Interval.open(0, sympy.E)),
        (exp(2 * x) - 3 * exp(x) + 2 <= 0, Interval(0, log(2))),
        ([x**2 - 2 <= 0, exp(x) > 1], Interval.Lopen(0, sqrt(2))),
        (sympy.And(x > 0, x**2 < 9), Interval.open(0, 3)),
    ],
)
def test_inequalities(relation: Any, expected: Any) -> None:
    result = porism.solve_inequality(relation, x)
    assert (result.value, result.status, result.complete) == (expected, "proved", "complete")
    assert result.verify()


def test_an_interval_as_domain() -> None:
    found = porism.solve_inequality(sympy.sin(x) > 0, x, Interval(0, 2 * sympy.pi))
    assert found.value == Interval.open(0, sympy.pi)
    assert porism.solve_inequality(x**2 > 1, x, "[0, oo)").value == Interval.open(1, oo)
    unbounded = porism.solve_inequality(sympy.sin(x) > 0, x)
    assert (unbounded.status, unbounded.value) == ("unknown", None)
    assert "bounded interval" in unbounded.reason


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: porism.solve_system([], [x]), FormatError),
        (lambda: porism.solve_system("x = 1", [x]), FormatError),
        (lambda: porism.solve_system([True], [x]), FormatError),
        (lambda: porism.solve_system([x < y], [x, y]), UnsupportedError),
        (lambda: porism.solve_system([x - 0.5 * y], [x, y]), UnsupportedError),
        (lambda: porism.solve_system([x + oo, y], [x, y]), UnsupportedError),
        (lambda: porism.solve_system([x - y], [x, x]), FormatError),
        (lambda: porism.solve_system([x - y], [x + 1]), FormatError),
        (lambda: porism.solve_system([S.One], None), FormatError),
        (lambda: porism.solve_system([x - y], [x, y], "integer"), FormatError),  # type: ignore[arg-type]
        (lambda: porism.solve_system([x - y], [x, y], mode="all"), FormatError),  # type: ignore[arg-type]
        (lambda: porism.solve_inequality([], x), FormatError),
        (lambda: porism.solve_inequality(x + 1, x), FormatError),
        (lambda: porism.solve_inequality(x < 0.5, x), UnsupportedError),
        (lambda: porism.solve_inequality(True, x), FormatError),
        (lambda: porism.solve_inequality(x < y), FormatError),
        (lambda: porism.solve_inequality(x < 1, x, "complex"), PorismError),
        (lambda: porism.solve_inequality(x < 1, x, 7), FormatError),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        call()


UNSUPPORTED = [
    [sympy.sin(x * y) + y, x * sympy.exp(y) - sympy.cos(x + y)],
    [sympy.besselj(0, x) - y, x - 1],
]


@pytest.mark.parametrize("equations", UNSUPPORTED)
def test_what_is_not_supported_is_unknown(equations: list[Any]) -> None:
    result = porism.solve_system(equations, [x, y])
    assert (result.status, result.complete) == ("unknown", "unknown")
    assert result.reason


def test_random_inequalities_agree_with_their_truth_at_rational_points() -> None:
    """Rational functions with small roots: membership in the set against the relation's value at many points."""
    rng = random.Random(7)
    for _ in range(12):
        roots = [rng.randint(-3, 3) for _ in range(rng.randint(1, 3))]
        poles = [rng.randint(-3, 3) for _ in range(rng.randint(0, 2))]
        f = (
            sympy.Mul(*(x - r for r in roots))
            * (x**2 + x + rng.randint(-2, 2))
            / sympy.Mul(*(x - p for p in poles))
        )
        kind = rng.choice([sympy.Lt, sympy.Le, sympy.Gt, sympy.Ge, sympy.Ne])
        result = porism.solve_inequality(kind(f, 0, evaluate=False), x)
        assert (result.status, result.complete) == ("proved", "complete")
        denominator = sympy.denom(f)
        for k in range(-40, 41):
            point = sympy.Rational(k, 9) if k % 2 else sympy.Rational(k, 10)
            holds = denominator.subs(x, point) != 0 and bool(kind(f.subs(x, point), 0))
            assert result.value.contains(point) == sympy.S(holds)


def test_random_systems_have_the_solutions_that_they_were_made_with() -> None:
    rng = random.Random(11)
    for _ in range(8):
        points = {(rng.randint(-2, 2), rng.randint(-2, 2)) for _ in range(2)}
        (p, q), (r, s) = (*points, *points)[:2]
        equations = [
            sympy.expand((x - p) * (x - r)),
            sympy.expand((s - q) * (x - p) - (r - p) * (y - q)),
            sympy.expand((y - q) * (y - s)),
        ]
        result = porism.solve_system(equations, [x, y])
        assert (result.status, result.complete) == ("proved", "complete")
        assert {(v[x], v[y]) for v in result.value} == points
