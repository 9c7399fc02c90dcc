"""Programs over Q: every outcome satisfies the identity that it promises, whichever method found it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from porism.symbolic.proposals.linear_programs import (
    Contradiction,
    Falling,
    Optimal,
    Row,
    Vector,
    _by_floats,
    _by_simplex,
    dot,
    solved,
    strictly_inside,
)
from porism.symbolic.proposals.quadratic_programs import Matrix, solved_quadratic, squares

ZERO = Fraction(0)


def random_rows(rng: random.Random, n: int) -> list[Row]:
    rows = [
        Row(
            Fraction(rng.randint(-4, 4)),
            tuple(Fraction(rng.randint(-3, 3)) for _ in range(n)),
            rng.choice([">=", ">=", ">=", ">", "="]),
        )
        for _ in range(rng.randint(0, 6))
    ]
    signs = [j for j in range(n) if rng.random() < 0.6]
    return rows + [Row(ZERO, tuple(Fraction(int(i == j)) for i in range(n)), ">=") for j in signs]


def combination(rows: Sequence[Row], multipliers: Vector, n: int) -> tuple[Fraction, Vector]:
    """Σ λᵢ·rowᵢ as constant and coefficients; λᵢ ≥ 0 where the row is an inequality."""
    assert all(m >= 0 or row.kind == "=" for m, row in zip(multipliers, rows, strict=True))
    constant = dot(multipliers, tuple(row.constant for row in rows))
    return constant, tuple(dot(multipliers, tuple(row.coefficients[j] for row in rows)) for j in range(n))


def check(costs: Vector, rows: Sequence[Row], found: Optimal | Contradiction | Falling) -> None:
    n = len(costs)
    match found:
        case Optimal(point, multipliers):
            assert all(row.holds(point, strictly=False) for row in rows)
            assert combination(rows, multipliers, n) == (-dot(costs, point), costs)
        case Contradiction(multipliers):
            assert combination(rows, multipliers, n) == (Fraction(-1), (ZERO,) * n)
        case Falling(point, direction):
            assert all(row.holds(point, strictly=False) for row in rows)
            slopes = [(row.kind, dot(row.coefficients, direction)) for row in rows]
            assert all(slope == 0 if kind == "=" else slope >= 0 for kind, slope in slopes)
            assert dot(costs, direction) < 0


@pytest.mark.parametrize("seed", range(6))
def test_both_methods_keep_their_promises_and_agree(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        n = rng.randint(1, 4)
        rows = random_rows(rng, n)
        costs = tuple(Fraction(rng.randint(-3, 3)) for _ in range(n))
        exact, proposed = _by_simplex(costs, rows), _by_floats(costs, rows)
        check(costs, rows, exact)
        if proposed is not None:
            check(costs, rows, proposed)
            assert type(proposed) is type(exact)
        if isinstance(exact, Optimal) and isinstance(proposed, Optimal):
            assert dot(costs, exact.point) == dot(costs, proposed.point)


@pytest.mark.parametrize("seed", range(4))
def test_a_point_strictly_inside_or_a_contradiction(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(30):
        n = rng.randint(1, 4)
        rows = random_rows(rng, n)
        found = strictly_inside(rows, n)
        if isinstance(found, Contradiction):
            total, rest = combination(rows, found.multipliers, n)
            strict = any(m > 0 for m, row in zip(found.multipliers, rows, strict=True) if row.kind == ">")
            assert rest == (ZERO,) * n
            assert total < 0 or (total == 0 and strict)
        else:
            assert all(row.holds(found) for row in rows)


@pytest.mark.parametrize("seed", range(4))
def test_convex_quadratic_programs_satisfy_the_optimality_conditions(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(25):
        n = rng.randint(1, 4)
        rows = [row for row in random_rows(rng, n) if row.kind != ">"]
        costs = tuple(Fraction(rng.randint(-3, 3)) for _ in range(n))
        factor = [[Fraction(rng.randint(-2, 2)) for _ in range(n)] for _ in range(rng.randint(1, n))]
        matrix: Matrix = tuple(
            tuple(sum((f[i] * f[j] for f in factor), ZERO) for j in range(n)) for i in range(n)
        )
        found = solved_quadratic(costs, matrix, rows)
        assert found is not None
        if isinstance(found, Optimal):
            x = found.point
            assert all(row.holds(x) for row in rows)
            assert all(m * row.at(x) == 0 for m, row in zip(found.multipliers, rows, strict=True))
            gradient = tuple(c + dot(q, x) for c, q in zip(costs, matrix, strict=True))
            assert combination(rows, found.multipliers, n)[1] == gradient
        elif isinstance(found, Falling):
            assert all(dot(q, found.direction) == 0 for q in matrix)
            assert dot(costs, found.direction) < 0


def test_a_tie_that_floats_cannot_see_is_settled_exactly() -> None:
    tiny = Fraction(1, 10**40)
    rows = [Row(ZERO, (Fraction(1),), ">="), Row(-tiny, (Fraction(1),), ">=")]
    found = solved((Fraction(1),), rows)
    assert isinstance(found, Optimal)
    assert found.point == (tiny,)


def test_a_contradiction_that_floats_cannot_see() -> None:
    tiny = Fraction(1, 10**30)
    rows = [Row(-1 - tiny, (Fraction(1),), ">="), Row(Fraction(1), (Fraction(-1),), ">=")]
    assert isinstance(solved((Fraction(1),), rows), Contradiction)


def test_numbers_beyond_floating_point() -> None:
    huge = Fraction(10**400)
    found = solved((Fraction(1),), [Row(-huge, (Fraction(1),), ">=")])
    assert isinstance(found, Optimal)
    assert found.point == (huge,)


@pytest.mark.parametrize(
    ("matrix", "count"),
    [
        (((2, 0), (0, 0)), 1),
        (((2, 1), (1, 2)), 2),
        (((1, 1), (1, 1)), 1),
        (((0, 1), (1, 0)), None),
        (((-1,),), None),
        (((0, 0), (0, 0)), 0),
        (((1, 2), (2, 1)), None),
    ],
)
def test_squares_exist_exactly_for_semidefinite_forms(
    matrix: tuple[tuple[int, ...], ...], count: int | None
) -> None:
    form = tuple(tuple(Fraction(a) for a in row) for row in matrix)
    found = squares(form)
    assert (None if found is None else len(found)) == count
