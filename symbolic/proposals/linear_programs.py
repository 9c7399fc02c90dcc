"""Linear programs over Q: HiGHS proposes in floating point, the answer is repaired exactly, the simplex method stands behind.

    least c·x where each row b + g·x is ≥ 0, > 0 or = 0

    Optimal(x, λ)     c·x' − c·x = Σ λᵢ·rowᵢ(x') for every x', λᵢ ≥ 0 where the row is an inequality
    Contradiction(λ)  Σ λᵢ·rowᵢ = −1, or = 0 with a strict row in it
    Falling(x, r)     x + t·r satisfies the weak rows for every t ≥ 0, and c·r < 0

Repair: the rows that are tight at the float vertex, as equations, give the point; those with a multiplier give the
multipliers; both are linear systems over Q. The result is tested exactly, and the simplex method of `simplex.py` is asked
where the test fails. Strict rows count as weak, but in `strictly_inside`.

References: G. Dantzig (1963), Linear Programming and Extensions; J. Farkas (1902); T. Motzkin (1936) for strict rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from flint import fmpq, fmpq_mat

from porism.symbolic.proposals.simplex import Empty, Ray, Vertex, least

Vector: TypeAlias = tuple[Fraction, ...]
TIGHT = 1e-7  # a slack below it is taken for 0: HiGHS works to 1e-7
INFEASIBLE = 2  # SciPy's status number
MAX_DENOMINATOR = 1000  # of a coordinate that the tight rows leave free


@dataclass(frozen=True)
class Row:
    """constant + coefficients·x kind 0."""

    constant: Fraction
    coefficients: Vector
    kind: Literal[">=", ">", "="]

    def at(self, x: Sequence[Fraction]) -> Fraction:
        """The row's value at a point."""
        return self.constant + dot(self.coefficients, x)

    def holds(self, x: Sequence[Fraction], strictly: bool = True) -> bool:
        """Whether the point satisfies the row; a strict row counts as weak where `strictly` is False."""
        value = self.at(x)
        return (
            value == 0
            if self.kind == "="
            else value > 0 or (value == 0 and not (strictly and self.kind == ">"))
        )


@dataclass(frozen=True)
class Optimal:
    """A point and the multipliers that show that it is optimal."""

    point: Vector
    multipliers: Vector


@dataclass(frozen=True)
class Contradiction:
    """Multipliers that show that no point satisfies the rows."""

    multipliers: Vector


@dataclass(frozen=True)
class Falling:
    """A point and a direction along which the objective has no lower bound."""

    point: Vector
    direction: Vector


def solved(costs: Vector, rows: Sequence[Row]) -> Optimal | Contradiction | Falling:
    """The least value of costs·x, strict rows taken as weak ones."""
    try:
        found = _by_floats(costs, rows)
    except OverflowError:  # numbers beyond floating point
        found = None
    return found if found is not None else _by_simplex(costs, rows)


def strictly_inside(rows: Sequence[Row], n: int) -> Vector | Contradiction:
    """A point with n coordinates that satisfies all rows, strict ones with a margin of up to 1, or why there is none."""
    zeros = (Fraction(0),) * n
    wide = [Row(r.constant, (*r.coefficients, Fraction(-(r.kind == ">"))), r.kind) for r in rows]
    wide.append(Row(Fraction(1), (*zeros, Fraction(-1)), ">="))  # the margin is at most 1
    found = solved((*zeros, Fraction(-1)), wide)
    if isinstance(found, Contradiction):
        return Contradiction(found.multipliers[:-1])
    if isinstance(found, Falling) or found.point[-1] > 0:
        return found.point[:-1]
    return Contradiction(found.multipliers[:-1])


def dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    """The inner product."""
    return sum((x * y for x, y in zip(a, b, strict=True) if x and y), Fraction(0))


def particular(
    equations: Sequence[Vector], values: Sequence[Fraction], near: Sequence[float]
) -> Vector | None:
    """A solution of equations·x = values, the coordinates that are left free near the given ones; None if there is none."""
    n = len(near)
    free_values = [Fraction(float(v)).limit_denominator(MAX_DENOMINATOR) for v in near]
    if not equations:
        return tuple(free_values)
    entries = [exact(a) for row, value in zip(equations, values, strict=True) for a in (*row, value)]
    reduced, rank = fmpq_mat(len(equations), n + 1, entries).rref()
    leads, j = list[int](), 0
    for i in range(rank):
        while reduced[i, j] == 0:
            j += 1
        leads.append(j)
        j += 1
    if n in leads:
        return None  # 0 = 1
    # In a reduced echelon form a leading coordinate depends on the free ones only.
    x, free = list(free_values), sorted(set(range(n)) - set(leads))
    for i, lead in enumerate(leads):
        rest = (rational(reduced[i, j]) * x[j] for j in free if reduced[i, j] != 0)
        x[lead] = rational(reduced[i, n]) - sum(rest, Fraction(0))
    return tuple(x)


def exact(q: Fraction) -> fmpq:
    """A Fraction as FLINT's rational."""
    return fmpq(q.numerator, q.denominator)


def rational(q: fmpq) -> Fraction:
    """FLINT's rational as a Fraction."""
    return Fraction(int(q.p), int(q.q))


def _by_floats(costs: Vector, rows: Sequence[Row]) -> Optimal | Contradiction | None:
    """What HiGHS proposes, repaired; None where that fails or the objective falls for ever."""
    status, found = _repaired(costs, rows)
    if status != INFEASIBLE:
        return found
    # The least t for which every row holds with t added to it is positive.
    zeros = (Fraction(0),) * len(costs)
    wide, owners = list[Row](), list[tuple[int, int]]()
    for k, row in enumerate(rows):
        for sign in (1, -1) if row.kind == "=" else (1,):
            wide.append(Row(sign * row.constant, (*(sign * g for g in row.coefficients), Fraction(1)), ">="))
            owners.append((k, sign))
    wide.append(Row(Fraction(0), (*zeros, Fraction(1)), ">="))
    _, least_violation = _repaired((*zeros, Fraction(1)), wide)
    if least_violation is None or least_violation.point[-1] <= 0:
        return None
    multipliers = [Fraction(0)] * len(rows)
    for (k, sign), y in zip(owners, least_violation.multipliers[:-1], strict=True):
        multipliers[k] += sign * y / least_violation.point[-1]
    return Contradiction(tuple(multipliers))


def _repaired(costs: Vector, rows: Sequence[Row]) -> tuple[int, Optimal | None]:
    """HiGHS's status, and its vertex made exact if it is optimal."""
    from scipy.optimize import linprog  # loads slowly

    weak = [k for k, row in enumerate(rows) if row.kind != "="]
    equal = [k for k, row in enumerate(rows) if row.kind == "="]
    given: dict[str, object] = {}
    if weak:
        given["A_ub"] = [[-float(g) for g in rows[k].coefficients] for k in weak]
        given["b_ub"] = [float(rows[k].constant) for k in weak]
    if equal:
        given["A_eq"] = [[float(g) for g in rows[k].coefficients] for k in equal]
        given["b_eq"] = [-float(rows[k].constant) for k in equal]
    answer = linprog([float(c) for c in costs], bounds=(None, None), method="highs-ds", **given)
    if answer.status != 0 or answer.x is None:
        return int(answer.status), None
    multipliers = dict.fromkeys(range(len(rows)), 0.0)
    if weak:
        multipliers |= dict(zip(weak, answer.ineqlin.marginals, strict=True))
    if equal:
        multipliers |= dict(zip(equal, answer.eqlin.marginals, strict=True))
    near = [float(v) for v in answer.x]
    tight = [k for k in weak if abs(_float_at(rows[k], near)) <= TIGHT * (1 + abs(float(rows[k].constant)))]
    active = [k for k, y in multipliers.items() if abs(y) > TIGHT or rows[k].kind == "="]
    y = _multipliers(costs, rows, active) or _multipliers(costs, rows, sorted({*active, *tight, *equal}))
    if y is None:
        return 0, None
    for chosen in (sorted({*tight, *equal}), sorted({*active, *equal})):
        x = particular([rows[k].coefficients for k in chosen], [-rows[k].constant for k in chosen], near)
        if x is not None and all(
            r.holds(x, strictly=False) and (v == 0 or r.at(x) == 0) for r, v in zip(rows, y, strict=True)
        ):
            return 0, Optimal(x, y)
    return 0, None


def _float_at(row: Row, x: list[float]) -> float:
    return float(row.constant) + sum(float(g) * v for g, v in zip(row.coefficients, x, strict=True))


def _multipliers(costs: Vector, rows: Sequence[Row], active: Sequence[int]) -> Vector | None:
    """λ, supported on the active rows, with costs = Σ λᵢ·coefficientsᵢ and λᵢ ≥ 0 for inequalities."""
    columns = [tuple(rows[k].coefficients[j] for k in active) for j in range(len(costs))]
    found = particular(columns, costs, [0.0] * len(active))
    if found is None or any(v < 0 and rows[k].kind != "=" for k, v in zip(active, found, strict=True)):
        return None
    values = dict(zip(active, found, strict=True))
    return tuple(values.get(k, Fraction(0)) for k in range(len(rows)))


def _by_simplex(costs: Vector, rows: Sequence[Row]) -> Optimal | Contradiction | Falling:
    n = len(costs)
    own = dict[int, int]()  # a variable -> the row that says that it is not negative
    for k, row in enumerate(rows):
        support = [j for j, g in enumerate(row.coefficients) if g]
        if row.kind != "=" and row.constant == 0 and len(support) == 1 and row.coefficients[support[0]] > 0:
            own.setdefault(support[0], k)
    columns = [(j, sign) for j in range(n) for sign in ((1,) if j in own else (1, -1))]
    taken = set(own.values())
    owners = [
        (k, sign)
        for k, r in enumerate(rows)
        if k not in taken
        for sign in ((1, -1) if r.kind == "=" else (1,))
    ]
    matrix = [[exact(-sign * s * rows[k].coefficients[j]) for j, s in columns] for k, sign in owners]
    found = least(
        [exact(s * costs[j]) for j, s in columns],
        matrix,
        [exact(sign * rows[k].constant) for k, sign in owners],
    )

    def joined(values: Sequence[fmpq]) -> Vector:
        x = [Fraction(0)] * n
        for (j, s), v in zip(columns, values, strict=True):
            x[j] += s * rational(v)
        return tuple(x)

    if isinstance(found, Ray):
        return Falling(joined(found.point), joined(found.direction))
    multipliers = [Fraction(0)] * len(rows)
    for (k, sign), y in zip(owners, found.row_multipliers, strict=True):
        multipliers[k] += sign * rational(y)
    for (j, _), d in zip(columns, found.costs, strict=True):
        if j in own:
            multipliers[own[j]] += rational(d) / rows[own[j]].coefficients[j]
    match found:
        case Vertex(point):
            return Optimal(joined(point), tuple(multipliers))
        case Empty():
            return Contradiction(tuple(multipliers))
