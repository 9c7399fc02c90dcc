"""Convex quadratic programs over Q: Clarabel proposes which rows are tight, the optimality conditions are solved exactly.

    least c·x + ½ x·Qx where each row b + g·x is ≥ 0 or = 0, Q positive semidefinite

    Q = Σ dₖ lₖlₖᵀ, dₖ > 0                                  squares (LDLᵀ over Q): else the objective is not convex
    c + Q·x = Σ λᵢgᵢ, λᵢ ≥ 0, λᵢ·rowᵢ(x) = 0                optimality (Karush, Kuhn, Tucker)
    f(x') − f(x) = ½ Σ dₖ(lₖ·(x' − x))² + Σ λᵢ·rowᵢ(x')     which proves that x is optimal
    Q·r = 0, c·r < 0, r along the rows                       no lower bound (Frank, Wolfe)

Rows with a negative multiplier are dropped and violated ones added, a bounded number of times; where that does not end,
there is no answer.

References: J. Nocedal, S. Wright (2006), Numerical Optimization, ch. 16; M. Frank, P. Wolfe (1956), An algorithm for
quadratic programming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from porism.symbolic.proposals.linear_programs import (
    Contradiction,
    Falling,
    Optimal,
    Row,
    Vector,
    dot,
    particular,
    solved,
)

Matrix: TypeAlias = tuple[Vector, ...]
MAX_EXCHANGES = 60  # rows dropped or added after the first guess
GUESSES = (1e-9, 1e-6, 1e-4)  # slacks below which a row counts as tight


@dataclass(frozen=True)
class Square:
    """weight · (direction·x)², weight > 0."""

    weight: Fraction
    direction: Vector


def squares(matrix: Matrix) -> list[Square] | None:
    """The squares that the quadratic form x·matrix·x is the sum of; None if it has a negative value.

    >>> squares(((Fraction(1), Fraction(2)), (Fraction(2), Fraction(1)))) is None
    True
    """
    rest, found, n = [list(row) for row in matrix], list[Square](), len(matrix)
    while (j := next((j for j in range(n) if rest[j][j] > 0), None)) is not None:
        weight = rest[j][j]
        direction = tuple(a / weight for a in rest[j])
        found.append(Square(weight, direction))
        for i in range(n):
            if direction[i]:
                for k in range(n):
                    rest[i][k] -= weight * direction[i] * direction[k]
    return None if any(a for row in rest for a in row) else found


def solved_quadratic(
    costs: Vector, matrix: Matrix, rows: Sequence[Row]
) -> Optimal | Contradiction | Falling | None:
    """The least value of costs·x + ½ x·matrix·x for a convex form; None if it was not found."""
    n = len(costs)
    zeros = (Fraction(0),) * n
    start = solved(zeros, rows)
    if not isinstance(start, Optimal):
        return start
    unit = [tuple(Fraction(int(i == j)) for i in range(n)) for j in range(n)]
    cone = [Row(Fraction(0), r.coefficients, "=" if r.kind == "=" else ">=") for r in rows]
    cone += [Row(Fraction(0), q, "=") for q in matrix if any(q)]
    cone += [Row(Fraction(1), tuple(s * e for e in unit[j]), ">=") for j in range(n) for s in (1, -1)]
    direction = solved(costs, cone)
    if isinstance(direction, Optimal) and dot(costs, direction.point) < 0:
        return Falling(start.point, direction.point)
    for near, active in _guesses(costs, matrix, rows):
        found = _exchanged(costs, matrix, rows, active, near)
        if found is not None:
            return found
    return None


def _exchanged(
    costs: Vector, matrix: Matrix, rows: Sequence[Row], guess: set[int], near: list[float]
) -> Optimal | None:
    """The exact optimum, from a guess of the tight rows that is corrected one row at a time."""
    equal = {k for k, row in enumerate(rows) if row.kind == "="}
    active, seen = set(guess) | equal, set[frozenset[int]]()
    for _ in range(MAX_EXCHANGES):
        if frozenset(active) in seen:
            return None
        seen.add(frozenset(active))
        found = _stationary(costs, matrix, rows, sorted(active), near)
        if found is None:  # the equations contradict each other
            removable = active - equal
            if not removable:
                return None
            active.discard(max(removable))
            continue
        x, multipliers = found
        negative = [(v, k) for k, v in multipliers.items() if v < 0 and k not in equal]
        violated = [(row.at(x), k) for k, row in enumerate(rows) if k not in active and row.at(x) < 0]
        if not negative and not violated:
            return Optimal(x, tuple(multipliers.get(k, Fraction(0)) for k in range(len(rows))))
        if violated:
            active.add(min(violated)[1])
        else:
            active.discard(min(negative)[1])
    return None


def _stationary(
    costs: Vector, matrix: Matrix, rows: Sequence[Row], active: list[int], near: list[float]
) -> tuple[Vector, dict[int, Fraction]] | None:
    """x and λ with costs + matrix·x = Σ λᵢgᵢ and the active rows 0."""
    n, zeros = len(costs), (Fraction(0),) * len(active)
    equations = [(*matrix[j], *(-rows[k].coefficients[j] for k in active)) for j in range(n)] + [
        (*rows[k].coefficients, *zeros) for k in active
    ]
    values = [-c for c in costs] + [-rows[k].constant for k in active]
    found = particular(equations, values, [*near, *(0.0 for _ in active)])
    return None if found is None else (found[:n], dict(zip(active, found[n:], strict=True)))


def _guesses(costs: Vector, matrix: Matrix, rows: Sequence[Row]) -> Iterator[tuple[list[float], set[int]]]:
    """Points in floating point, and which rows seem tight there."""
    answer = _clarabel(costs, matrix, rows) if rows else None
    if answer is not None:
        x, slacks, duals = answer
        yield x, {k for k in range(len(rows)) if abs(duals[k]) > slacks[k]}
        for size in GUESSES:
            yield x, {k for k in range(len(rows)) if slacks[k] < size}
    yield [0.0] * len(costs), set()


def _clarabel(
    costs: Vector, matrix: Matrix, rows: Sequence[Row]
) -> tuple[list[float], list[float], list[float]] | None:
    """Point, slacks and multipliers in floating point."""
    import clarabel  # the three load slowly
    import numpy as np
    from scipy.sparse import csc_matrix

    order = sorted(range(len(rows)), key=lambda k: rows[k].kind != "=")
    count = sum(row.kind == "=" for row in rows)
    cones: list[Any] = [clarabel.ZeroConeT(count)] if count else []
    cones += [clarabel.NonnegativeConeT(len(rows) - count)] if count < len(rows) else []
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    try:
        form = csc_matrix(np.triu(np.array([[float(a) for a in row] for row in matrix])))
        sides = csc_matrix(np.array([[-float(g) for g in rows[k].coefficients] for k in order]))
        limits = np.array([float(rows[k].constant) for k in order])
        linear = np.array([float(c) for c in costs])
    except OverflowError:
        return None
    answer = clarabel.DefaultSolver(form, linear, sides, limits, cones, settings).solve()
    if not all(map(np.isfinite, answer.x)):
        return None
    places = {k: i for i, k in enumerate(order)}
    slacks, duals = ([abs(float(v[places[k]])) for k in range(len(rows))] for v in (answer.s, answer.z))
    return [float(v) for v in answer.x], slacks, duals
