"""The true answers of the known errors, against numerical integration, summation and substitution by mpmath."""

from __future__ import annotations

import ast
import itertools
from collections import Counter
from typing import Any

import pytest
from mpmath import mp

from porism.datasets import questions
from tests.datasets.mpmath_oracle import Undefined, exact, sides, value

PROBLEMS = questions.rows("known_errors")


def problems(verb: str, finite: bool = True) -> list[Any]:
    chosen = [p for p in PROBLEMS if p["verb"] == verb and (p["truth"] == "diverges") is not finite]
    return [pytest.param(p, id=p["id"]) for p in chosen]


def end(text: str) -> Any:
    return {"oo": mp.inf, "-oo": -mp.inf}.get(text) or exact(text.strip())


def function(text: str, name: str) -> Any:
    body = ast.parse(text, mode="eval").body

    def at(x: Any) -> Any:
        return value(body, {name: x})

    return at


def test_each_family_has_at_least_ten_problems() -> None:
    assert len({p["id"] for p in PROBLEMS}) == len(PROBLEMS)
    assert min(Counter(p["family"] for p in PROBLEMS).values()) >= 10


@pytest.mark.parametrize("problem", problems("integral"))
def test_integrals(problem: dict[str, Any]) -> None:
    with mp.workdps(20):
        low, high = end(problem["low"]), end(problem["high"])
        corners = sorted({mp.mpf(n) for n in range(-4, 15)} | {n * mp.pi / 2 for n in range(-4, 10)})
        found = mp.quad(function(problem["f"], "x"), [low, *(c for c in corners if low < c < high), high])
        assert abs(found - exact(problem["truth"])) < 1e-9


@pytest.mark.parametrize("problem", problems("integral", finite=False))
def test_divergent_integrals_grow(problem: dict[str, Any]) -> None:
    """The integral of |f| over what is left when the ends and poles are approached to 10⁻ᵏ grows with k."""
    with mp.workdps(15):
        f = function(problem["f"], "x")
        low, high = end(problem["low"]), end(problem["high"])
        poles = [p for p in (0, 1, mp.pi / 2, 2) if low <= p <= high]

        def left(k: int) -> Any:
            reach, gap = mp.mpf(10) ** k, mp.mpf(10) ** -k
            ends = [max(low, -reach), *(p + s * gap for p in poles for s in (-1, 1)), min(high, reach)]
            inside = [e for e in ends if low <= e <= high]
            pieces = itertools.pairwise(inside)
            kept = [(a, b) for a, b in pieces if a < b and not any(a < p < b for p in poles)]
            return sum(mp.quad(lambda t: abs(f(t)), mp.linspace(a, b, 16)) for a, b in kept)

        first, second, third = (left(k) for k in (1, 2, 3))
        assert third - second > 0.4 * (second - first) > 0


@pytest.mark.parametrize("problem", problems("sum"))
def test_sums(problem: dict[str, Any]) -> None:
    with mp.workdps(20):
        found = mp.nsum(function(problem["f"], "k"), [int(problem["low"]), mp.inf])
        assert abs(found - exact(problem["truth"])) < 1e-9


def excluded(equation: str, point: Any) -> list[Any]:
    """The integer next to the point, if the equation is not defined there."""
    try:
        sides(equation, {"x": mp.nint(point)})
    except Undefined:
        return [mp.nint(point)]
    return []


@pytest.mark.parametrize("problem", [p for p in PROBLEMS if p["verb"] == "solve"], ids=lambda p: p["id"])
def test_solutions_solve_and_no_sign_change_is_missed(problem: dict[str, Any]) -> None:
    with mp.workdps(40):
        listed = [exact(t) for t in problem["truth"]]
        for root in listed:
            _, a, b = sides(problem["equation"], {"x": root})
            assert abs(a - b) < 1e-25
        bounds = (
            (-12, 12) if problem["domain"] == "real" else map(end, problem["domain"].strip("[]").split(","))
        )
        low, high = map(mp.mpf, bounds)
        points = [low + (high - low) * n / 499 for n in range(500)]
        near = (high - low) / 400
        previous: Any = None
        for point in points:
            try:
                _, a, b = sides(problem["equation"], {"x": point})
            except Undefined:
                previous = None
                continue
            gap = a - b
            if abs(mp.im(gap)) > 1e-30:
                previous = None
                continue
            gap = mp.re(gap)
            if previous is not None and gap * previous[1] < 0 and abs(gap - previous[1]) < 3:
                assert any(
                    abs(root - point) < near for root in [*listed, *excluded(problem["equation"], point)]
                )
            previous = point, gap
