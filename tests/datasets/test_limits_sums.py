"""The textbook limits and sums against numbers: the function near the point, sums of small lengths, partial sums."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import mpmath
import pytest
import sympy

from porism.datasets import questions

SLOW = {"inf-20", "log-3", "inf-10"}  # they converge like a power of a logarithm
TOWERS = {"inf-16", "inf-21"}  # beyond x = 1000 hundreds of digits cancel
HALF_POWERS = {"cb-4", "cb-5", "tel-7"}  # remainders like 1/sqrt(k), which are not accelerated


def benchmark() -> Any:
    """The benchmark's own reader of questions."""
    path = Path(__file__).parents[2] / "benchmarks" / "limits_sums.py"
    spec = importlib.util.spec_from_file_location("limits_sums", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reader(request: pytest.FixtureRequest) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
        yield benchmark()


def numbers(symbols: Any) -> dict[Any, Any]:
    return {
        s: 4 + i if s.is_integer else sympy.Rational(2, 3) + i for i, s in enumerate(sorted(symbols, key=str))
    }


def test_each_question_has_a_name_and_a_reason() -> None:
    for name in ("limits", "sums"):
        rows = questions.rows(name)
        assert len({r["id"] for r in rows}) == len(rows) >= 60
        assert all(r["verified"] for r in rows)


@pytest.mark.parametrize("row", questions.rows("limits"), ids=lambda r: str(r["id"]))
def test_a_limit_is_near(row: dict[str, Any], reader: Any) -> None:
    f, x, point, side = reader.question(row)
    if row["value"] in ("none", "oo", "-oo") or row["id"] in SLOW:
        return
    symbols = {str(s): s for s in f.free_symbols}
    expected = reader.expression(row["value"], symbols)
    at = numbers((f.free_symbols | expected.free_symbols) - {x})
    with mpmath.workdps(400):
        g = sympy.lambdify(x, f.subs(at), "mpmath")
        both = side == "+-" and point not in (sympy.oo, -sympy.oo)
        for sign in (1, -1) if both else (-1 if side == "-" else 1,):
            h = mpmath.mpf(10) ** -9
            if point in (sympy.oo, -sympy.oo):
                far = 300 if row["id"] in TOWERS else 10**5
                place = mpmath.mpf(far if point == sympy.oo else -far)
            elif f.has(sympy.exp(1 / x), sympy.exp(-1 / x**2)):
                place = sign * mpmath.mpf(1) / 50
            else:
                place = mpmath.mpf(sympy.N(point.subs(at), 400)) + sign * h
            assert abs(g(place) - mpmath.mpf(sympy.N(expected.subs(at), 50))) < 0.05


@pytest.mark.parametrize("row", questions.rows("sums"), ids=lambda r: str(r["id"]))
def test_a_sum_is_its_summands(row: dict[str, Any], reader: Any) -> None:
    f, (k, low, high) = reader.question(row)
    if row["value"] in ("none", "oo", "-oo"):
        return
    symbols = {str(s): s for s in f.free_symbols | high.free_symbols}
    expected = reader.expression(row["value"], symbols)
    at = numbers((f.free_symbols | high.free_symbols | expected.free_symbols) - {k})
    if high == sympy.oo:
        at = {s: sympy.Rational(1, 3) for s in at}
    with mpmath.workdps(25):
        g = sympy.lambdify(k, f.subs(at), "mpmath")
        stated = mpmath.mpf(sympy.N(expected.subs(at), 25))
        if row["id"] in HALF_POWERS:
            total, tolerance = sum(g(mpmath.mpf(i)) for i in range(int(low), 4000)), 0.05
        elif high == sympy.oo:
            total, tolerance = mpmath.nsum(lambda i: mpmath.re(g(i)), [int(low), mpmath.inf]), 1e-6
        else:
            members = (f.subs(at).subs(k, i) for i in range(int(low), int(high.subs(at)) + 1))
            total, tolerance = mpmath.mpf(sympy.N(sum(members), 25)), 1e-6
        assert abs(total - stated) < tolerance * (1 + abs(stated))
