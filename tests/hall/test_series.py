"""`porism.series`: known series, each compared with the function near the point by mpmath."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mpmath
import pytest
import sympy
from sympy import acos, cos, cosh, erf, exp, log, oo, pi, sin, sqrt, tan

from porism.limits import limit, series
from porism.recheck import rechecked
from porism.symbolic.errors import PorismError

x, a = sympy.symbols("x a")

SERIES = [
    (exp(x) * cos(x), 0, 6),
    (sin(x) / x, 0, 6),
    (1 / sin(x) ** 2, 0, 4),
    (sqrt(1 + x), 0, 5),
    (x**x, 0, 3),
    (log(sin(x)), 0, 5),
    (sqrt(sin(x)), 0, 4),
    (log(x), 1, 5),
    (tan(x), pi / 2, 4),
    (sqrt(x**2 + x), oo, 4),
    (sqrt(x**2 + x), -oo, 4),
    (x * log(1 + 1 / x), oo, 5),
    (erf(x), 0, 6),
    (cosh(x), 0, 12),
]


@pytest.mark.parametrize(("f", "point", "n"), SERIES)
def test_a_series_is_proved_and_near_the_function(f: Any, point: Any, n: int) -> None:
    result = series(f, x, point, n)
    assert result.status == "proved"
    rest = sympy.lambdify(x, f - result.value.removeO(), "mpmath")
    far = point in (oo, -oo)
    with mpmath.workdps(60):
        h = mpmath.mpf(10) ** -3
        at = (1 / h if point == oo else -1 / h) if far else mpmath.mpf(sympy.N(point, 60)) + h
        assert abs(rest(at)) < h**n * 10**6
    assert result.value.has(sympy.Order)


def test_a_polynomial_has_no_remainder() -> None:
    assert series(x**2 + 1, x).value == x**2 + 1
    assert series(x**2 + 1, x, 0, 2).value == 1 + sympy.O(x**2)


def test_the_side_matters_where_it_does() -> None:
    assert series(sympy.Abs(x), x, 0, 3, "-").value == -x
    assert series(acos(x), x, 1, 2).status == "unknown", "it is not real from the right"
    assert series(acos(x), x, 1, 2, "-").status == "proved"


def test_parameters_and_what_they_need() -> None:
    result = series(1 / (a + x), x, 0, 2)
    assert (result.status, result.conditions) == ("proved", (sympy.Ne(a, 0),))
    assert (
        sympy.expand(series((1 + x) ** a, x, 0, 3).value.removeO() - 1 - a * x - a * (a - 1) / 2 * x**2) == 0
    )


@pytest.mark.parametrize("f", [sin(1 / x), exp(1 / x), log(log(1 / x))])
def test_what_has_no_such_series_is_unknown(f: Any) -> None:
    assert series(f, x).status == "unknown"


def test_it_is_checked_again_from_its_json(tmp_path: Path) -> None:
    results = [series(exp(sin(x)), x, 0, 5), limit(sin(1 / x), x, 0)]
    assert all(result.verify() for result in results)
    (tmp_path / "two.jsonl").write_text("".join(r.to_json() + "\n" for r in results))
    assert [r.outcome for r in rechecked(tmp_path / "two.jsonl")] == ["accepted", "accepted"]
    record = json.loads(results[0].to_json())
    record["parts"][0]["statement"]["terms"][1][0] = ["num", "2"]
    (tmp_path / "forged.json").write_text(json.dumps(record))
    assert [r.outcome for r in rechecked(tmp_path / "forged.json")] == ["rejected"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((x, x, 0, -1), "from 0"), ((x, x, 0, 1000), "from 0"), ((x, x, 0, 2.5), "from 0"), ((x, x, 0, None), "from 0"),
     ((x, x, 0, 3, "+-"), "dir"), ((0.5 * x, x), "float"), ((x, 3), "symbol"), ((x, x, x), "without the variable"),
     ((x, x, sympy.zoo), "zoo")],
)  # fmt: skip
def test_wrong_input_is_named(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(PorismError, match=message):
        series(*arguments)
