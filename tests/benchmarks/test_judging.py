"""The judge by numbers of benchmarks/judging: it refuses wrong answers of every kind and accepts right ones."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sympy
from sympy import I, S, Symbol, atan, cos, exp, factorial, log, oo, pi, sin, sqrt, tan

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
x, a = sympy.symbols("x a")
k, n = sympy.symbols("k n", integer=True)
p = Symbol("p", positive=True)
y = sympy.Function("y")
C1, C2 = sympy.symbols("C1 C2")
SINES = sympy.ImageSet(sympy.Lambda(k, k * pi), S.Integers)
JUMPS = 2 * sqrt(3) * atan(tan(x / 2) / sqrt(3)) / 3  # at odd multiples of pi
CIRCLE_LINE = {"equations": [x + a - 3, x * a - 2], "unknowns": [x, a], "domain": None}
RICCATI = {"eq": y(x).diff(x) - y(x) ** 2, "func": y(x), "ics": None}
OSCILLATOR = {"eq": y(x).diff(x, 2) + y(x), "func": y(x), "ics": None}


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import importlib

    return importlib.import_module("judging")


def solving(equation: Any, domain: Any = None) -> dict[str, Any]:
    return {"equation": equation, "x": x, "domain": domain}


RIGHT: list[tuple[str, dict[str, Any], Any, tuple[Any, ...], bool]] = [
    ("simplify", {"f": sqrt(x**2)}, sympy.Abs(x), (), True),
    ("simplify", {"f": sin(x) ** 2 + cos(x) ** 2}, S.One, (), True),
    ("diff", {"f": log(x), "orders": (x,)}, 1 / x, (sympy.Ne(x, 0),), False),
    ("diff", {"f": sin(a * x), "orders": (x, 2)}, -(a**2) * sin(a * x), (), False),
    ("integral", {"f": 1 / (x**2 + 1), "over": x}, atan(x), (), False),
    ("integral", {"f": 1 / (2 + cos(x)), "over": x}, JUMPS, (sympy.Ne(cos(x / 2), 0),), False),
    ("integral", {"f": exp(-(x**2)), "over": (x, -oo, oo)}, sqrt(pi), (), False),
    ("integral", {"f": exp(-p * x), "over": (x, S.Zero, oo)}, 1 / p, (), False),
    ("integral", {"f": sympy.Abs(x), "over": (x, -S.One, S(2))}, S(5) / 2, (), False),
    ("limit", {"f": sin(x) / x, "x": x, "x0": S.Zero, "side": "+-"}, S.One, (), False),
    ("limit", {"f": x / log(x), "x": x, "x0": oo, "side": "+"}, oo, (), False),
    ("sum", {"f": k**2, "over": (k, S.One, n)}, n * (n + 1) * (2 * n + 1) / 6, (), False),
    ("sum", {"f": 1 / k**2, "over": (k, S.One, oo)}, pi**2 / 6, (), False),
    ("sum", {"f": 1 / factorial(k), "over": (k, S.Zero, oo)}, sympy.E, (), False),
    ("solve", solving(x**2 - 2), [-sqrt(2), sqrt(2)], (), True),
    ("solve", solving(sin(x)), SINES, (), True),
    ("solve", solving(x**2 + 1, S.Complexes), [I, -I], (), True),
    ("solve", solving(a * x - 1), [1 / a], (sympy.Ne(a, 0),), True),
    ("solve", solving(sympy.Abs(x) - x), sympy.Interval(0, oo), (), True),
    ("system", CIRCLE_LINE, [{x: 1, a: 2}, {x: 2, a: 1}], (), True),
    ("system", {"equations": [x + a - 3], "unknowns": [x, a], "domain": None}, [{x: 3 - a}], (), True),
    ("inequality", {"relations": [x**2 < 4], "x": x}, sympy.Interval.open(-2, 2), (), True),
    ("ode", OSCILLATOR, sympy.Eq(y(x), C1 * sin(x) + C2 * cos(x)), (), True),
    ("ode", RICCATI, sympy.Eq(1 / y(x) + x, C1), (), False),
]  # fmt: skip

WRONG: list[tuple[str, dict[str, Any], Any, tuple[Any, ...], bool]] = [
    ("simplify", {"f": sqrt(x**2)}, x, (), False),
    ("simplify", {"f": log(x**2)}, 2 * log(x), (), False),
    ("simplify", {"f": x + 1}, (x**2 - 1) / (x - 1), (), True),  # loses x = 1
    ("diff", {"f": log(x), "orders": (x,)}, 1 / x**2, (), False),
    ("diff", {"f": sympy.Abs(x), "orders": (x,)}, S.One, (), False),
    ("integral", {"f": 1 / x, "over": x}, log(x) ** 2, (), False),
    ("integral", {"f": 1 / (2 + cos(x)), "over": x}, JUMPS, (), False),
    ("integral", {"f": 1 / (2 + cos(x)), "over": (x, S.Zero, 2 * pi)}, S.Zero, (), False),
    ("integral", {"f": exp(-p * x), "over": (x, S.Zero, oo)}, p, (), False),
    ("limit", {"f": sin(x) / x, "x": x, "x0": S.Zero, "side": "+"}, S.Zero, (), False),
    ("limit", {"f": sympy.Abs(x) / x, "x": x, "x0": S.Zero, "side": "+-"}, S.One, (), False),
    ("limit", {"f": x / exp(x), "x": x, "x0": oo, "side": "+"}, oo, (), False),
    ("sum", {"f": k**2, "over": (k, S.One, n)}, n * (n + 1) * (2 * n + 1) / 3, (), False),
    ("sum", {"f": 1 / k**2, "over": (k, S.One, oo)}, pi**2 / 8, (), False),
    ("solve", solving(x**2 - 2), [sqrt(2)], (), True),
    ("solve", solving(sqrt(x + 3) - x + 3), [1, 6], (), False),  # 1 is extraneous
    ("solve", solving(sin(x)), [0, pi], (), True),
    ("solve", solving(x**2 + 1, S.Complexes), [I], (), True),
    ("solve", solving(x**2 + 1), [I], (), False),  # not real
    ("solve", solving(exp(x) - x - 2), [], (), True),
    ("solve", solving(sympy.Abs(x) - x), sympy.Interval(-1, oo), (), False),
    ("system", CIRCLE_LINE, [{x: 1, a: 2}], (), True),
    ("system", {"equations": [x + a - 3], "unknowns": [x, a], "domain": None}, [{x: 3 + a}], (), True),
    ("inequality", {"relations": [x**2 < 4], "x": x}, sympy.Interval(-2, 2), (), True),
    ("inequality", {"relations": [x**2 <= 4], "x": x}, sympy.Interval(-2, 1), (), True),
    ("ode", OSCILLATOR, sympy.Eq(y(x), C1 * exp(x)), (), False),
    ("ode", RICCATI, sympy.Eq(1 / y(x) - x, C1), (), False),
    ("ode", OSCILLATOR, sympy.Eq(y(x), C1 * sin(x)), (), True),
    ("ode", {"eq": y(x).diff(x) - y(x), "func": y(x), "ics": {y(0): 2}}, sympy.Eq(y(x), exp(x)), (), False),
]  # fmt: skip


@pytest.mark.parametrize("case", RIGHT, ids=lambda c: f"{c[0]}-{c[2]}"[:60])
def test_a_right_answer_is_right(judge: ModuleType, case: Any) -> None:
    kind, asked, value, conditions, complete = case
    found = judge.judged(kind, asked, judge.Answer(value, conditions, complete), None)
    assert (found.answer, found.complete in (None, "right")) == ("right", True), found


@pytest.mark.parametrize("case", WRONG, ids=lambda c: f"{c[0]}-{c[2]}"[:60])
def test_a_wrong_answer_is_wrong(judge: ModuleType, case: Any) -> None:
    kind, asked, value, conditions, complete = case
    found = judge.judged(kind, asked, judge.Answer(value, conditions, complete), None)
    assert "wrong" in (found.answer, found.complete), found
