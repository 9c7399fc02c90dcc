"""The corpus of equations: its solution sets are checked with mpmath, independently of everything in Porism that solves."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest

from porism.datasets import questions
from porism.symbolic.claim import Claim, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.numeric import approximate
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.sympy_bridge import to_sympy
from porism.symbolic.term import ZERO, Term, number, substitute, subtract

ROWS = questions.rows("equations")
WINDOW = 12.0


def _difference(row: dict[str, Any]) -> Term:
    _, left, right = parse_relation(row["equation"])
    return subtract(left, right)


def _is_undefined_near(f: Term, where: float) -> bool:
    conditions = defining_conditions(Claim.make(relation("==", f, ZERO)))
    return any(
        abs(approximate(c.left, {"x": np.array([where], dtype=complex)})[0]) < 1e-3 for c in conditions
    )


def _value(t: Term) -> complex:
    with mpmath.workdps(30):
        return complex(to_sympy(t, evaluate=False).evalf(20))


def _roots(row: dict[str, Any]) -> list[Term]:
    terms = [parse_term(t) for t in row.get("roots", [])]
    for family in row.get("families", []):
        terms += [substitute(parse_term(family), {"n": number(k)}) for k in range(-40, 41)]
    return terms


def test_ids_are_unique() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 125


@pytest.mark.parametrize(
    "row", [r for r in ROWS if "at" not in r and "region" not in r], ids=lambda r: r["id"]
)
def test_listed_solutions_solve_and_no_change_of_sign_is_missing(row: dict[str, Any]) -> None:
    f = _difference(row)
    roots = [z for t in _roots(row) if abs(z := _value(t)) <= WINDOW]
    at = approximate(f, {"x": np.array([*roots, 0.5], dtype=complex)})[: len(roots)]
    near = approximate(f, {"x": np.array([*(z + 1e-6 for z in roots), 0.5], dtype=complex)})[: len(roots)]
    assert np.all(abs(at) < 1e-6 + 1e-2 * np.nan_to_num(abs(near), nan=1.0)), list(
        zip(roots, at, strict=True)
    )
    if row.get("domain") == "complex":
        return
    low, high, _, _ = parse_domain(row.get("domain", "real")).bounds()
    ends = [d if e is None else _value(e).real for e, d in ((low, -WINDOW), (high, WINDOW))]
    grid = np.linspace(ends[0], ends[1], 100_003)
    values = np.broadcast_to(approximate(f, {"x": grid.astype(complex)}), grid.shape)
    real = np.where((abs(values.imag) < 1e-12) & (abs(values.real) < 50), values.real, np.nan)
    for k in np.nonzero(np.nan_to_num(real[:-1] * real[1:], nan=1.0) < 0)[0]:
        if abs(real[k + 1] - real[k]) < 5 and not _is_undefined_near(f, grid[k]):  # not a pole
            assert any(abs(grid[k] - z) < 1e-3 for z in roots), f"a solution near {grid[k]}"


@pytest.mark.parametrize("row", [r for r in ROWS if "at" in r], ids=lambda r: r["id"])
def test_solutions_for_values_of_parameters_solve(row: dict[str, Any]) -> None:
    for case in row["at"]:
        f = substitute(_difference(row), {a: parse_term(v) for a, v in case["values"].items()})
        points = [1.25, -3.5] if case["roots"] == "all" else [_value(parse_term(t)) for t in case["roots"]]
        values = approximate(f, {"x": np.array([*points, 0.5], dtype=complex)})
        assert np.all(abs(np.broadcast_to(values, len(points) + 1)[: len(points)]) < 1e-9)
