"""Sums with known values: what the finders propose is proved, and it is right at small integers."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Rational, atan, binomial, cos, exp, factorial, log, oo, pi, sin, sqrt

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.finite_sums import own_values
from porism.symbolic.proposals.infinite_sums import series_values
from porism.symbolic.proposals.sum_questions import sum_question

k, n, m, r, x, a = sympy.symbols("k n m r x a")

FINITE: list[tuple[Any, Any, Any]] = [
    (k, 1, n),
    (k**2, 1, n),
    (k**5, 0, n),
    (2**k, 0, n),
    (x**k, 0, n),
    (k * x**k, 0, n),
    (a * x**k, 0, n - 1),
    (a + k * m, 0, n - 1),
    (1 / (k * (k + 1)), 1, n),
    (1 / (k * (k + 1) * (k + 2)), 1, n),
    (1 / (k * (k + 2)), 1, n),
    (1 / ((2 * k - 1) * (2 * k + 1)), 0, n),
    (k * factorial(k), 1, n),
    ((k**2 + 1) * factorial(k), 1, n),
    (k / factorial(k + 1), 1, n),
    ((-1) ** k, 0, n),
    (binomial(n, k), 0, n),
    (k * binomial(n, k), 0, n),
    (k**2 * binomial(n, k), 0, n),
    ((-1) ** k * binomial(n, k), 0, n),
    (binomial(n, k) ** 2, 0, n),
    (binomial(n, k) / (k + 1), 0, n),
    (x**k * binomial(n, k), 0, n),
    (binomial(k, m), m, n),
    (binomial(m + k, k), 0, n),
    (binomial(m, k) * binomial(n, r - k), 0, r),
    (binomial(2 * n, k), 0, 2 * n),
    (sin(k * x), 1, n),
    (cos(k * x), 0, n),
    (log(1 + 1 / k), 1, n),
    (2**k + 3**k, 0, n),
    (k**3, 1, 10),
    (1 / k, 1, 6),
    (k, m, n),
]

INFINITE: list[tuple[Any, int, Any]] = [
    (1 / k**2, 1, pi**2 / 6),
    (1 / k**4, 1, pi**4 / 90),
    (1 / (k * (k + 1)), 1, 1),
    (1 / (4 * k**2 - 1), 1, Rational(1, 2)),
    (1 / 2**k, 0, 2),
    (k / 2**k, 0, 2),
    (k**2 / 3**k, 1, Rational(3, 2)),
    (x**k, 0, 1 / (1 - x)),
    (k * x**k, 0, x / (1 - x) ** 2),
    (x**k / factorial(k), 0, exp(x)),
    (k**2 / factorial(k), 0, 2 * sympy.E),
    (k / factorial(k + 1), 1, 1),
    ((-1) ** k * x ** (2 * k) / factorial(2 * k), 0, cos(x)),
    ((-1) ** k * x ** (2 * k + 1) / factorial(2 * k + 1), 0, sin(x)),
    ((-1) ** (k + 1) / k, 1, log(2)),
    ((-1) ** k / (2 * k + 1), 0, pi / 4),
    (x**k / k, 1, -log(1 - x)),
    (1 / (k**2 * (k + 1) ** 2), 1, pi**2 / 3 - 3),
    (1 / (2 * k + 1) ** 2, 0, pi**2 / 8),
    ((-1) ** k / k**2, 1, -(pi**2) / 12),
    (1 / (k * (2 * k + 1)), 1, 2 - 2 * log(2)),
    (1 / k, 1, oo),
    (binomial(2 * k, k) / 8**k, 0, sqrt(2)),
    (1 / (k**2 - 1), 2, Rational(3, 4)),
    ((-1) ** k * x ** (2 * k + 1) / (2 * k + 1), 0, atan(x)),
    ((-1) ** k / (2 * k + 1) ** 3, 0, pi**3 / 32),
]


def with_slow(rows: list[Any]) -> list[Any]:
    """Every other row; the rest in the long run."""
    return [pytest.param(row, marks=[pytest.mark.slow] if i % 2 else []) for i, row in enumerate(rows)]


def proved_value(proposals: list[Any]) -> Any:
    for proposal in proposals:
        if all(
            isinstance(established(p.statement, p.data, Budget(10.0, 2048)), Established)
            for p in proposal.parts
        ):
            return proposal.value
    return None


@pytest.mark.parametrize("row", with_slow(FINITE), ids=str)
def test_a_finite_sum(row: tuple[Any, Any, Any]) -> None:
    f, low, high = sympy.sympify(row[0]), *map(sympy.sympify, row[1:])
    value = proved_value(own_values(sum_question(f, (k, low, high))))
    assert value is not None
    at = {n: 5, m: 3, r: 4, x: Rational(1, 3), a: Rational(2, 7)}
    total = sum(f.subs(at).subs(k, i) for i in range(int(low.subs(at)), int(high.subs(at)) + 1))
    assert abs(sympy.N(total - value.subs(at), 20)) < 1e-12


@pytest.mark.parametrize("row", with_slow(INFINITE), ids=str)
def test_a_series(row: tuple[Any, int, Any]) -> None:
    value = proved_value(series_values(sum_question(row[0], (k, row[1], oo))))
    assert value is not None
    if row[2] == oo:
        assert value == oo
    else:
        assert abs(sympy.N((value - row[2]).subs(x, Rational(1, 3)), 20)) < 1e-12


@pytest.mark.parametrize(
    ("f", "low"), [(2**k, 0), ((-1) ** k, 0), (1 / k**2, 0), (1 / (k - 3) ** 2, 1), (k, 1)]
)
def test_no_value_for_a_series_that_has_none(f: Any, low: int) -> None:
    assert proved_value(series_values(sum_question(f, (k, low, oo)))) in (None, oo, sympy.nan)


@pytest.mark.parametrize(
    ("f", "limits"),
    [
        (k, (k, 1)),
        (k, (k, 1, n, 2)),
        (k, (1, 1, n)),
        (0.5 * k, (k, 1, n)),
        (k, (k, 1, k)),
        (k, (k, 1, n / 2)),
        (k, (k, 5, 1)),
        (k, (k, -oo, 1)),
        (k, (k, 1, -oo)),
        (sympy.zeta(k), (k, 2, n)),
        ("k", (k, 1, n)),
        (None, (k, 1, n)),
    ],
)
def test_wrong_input_is_an_error_of_ours(f: Any, limits: Any) -> None:
    with pytest.raises(PorismError):
        sum_question(f, limits)
