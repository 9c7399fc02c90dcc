"""The simplex method over Q: least c·z for A·z ≤ b, z ≥ 0, each outcome with what proves it.

    Vertex(z, y, d)   c·z' − c·z = Σ yᵢ(b − A·z')ᵢ + Σ dⱼz'ⱼ for every z', with y, d ≥ 0: so z is optimal
    Empty(y, d)       Σ yᵢ(b − A·z)ᵢ + Σ dⱼzⱼ = −1 for every z, with y, d ≥ 0: so there is no point (Farkas)
    Ray(z, r)         z + t·r is feasible for every t ≥ 0, and c·r < 0

Dictionaries with rational entries; the entering variable has the most negative cost at first and the smallest index
(Bland's rule) later, which ends every cycle. Exponential at worst, like every simplex method; a pivot costs the size of
the dictionary. Floating point is quicker where it is enough: `linear_programs.py` comes here only when it was not.

References: V. Chvátal (1983), Linear Programming, ch. 2, 3 and 5; R. Bland (1977), New finite pivoting rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from flint import fmpq

Q: TypeAlias = Any  # flint.fmpq, which ships no types
Vector: TypeAlias = list[Q]

GREEDY_PIVOTS = 5  # times the number of variables: then Bland's rule


@dataclass(frozen=True)
class Vertex:
    """An optimal point with its multipliers."""

    point: Vector
    row_multipliers: Vector
    costs: Vector


@dataclass(frozen=True)
class Empty:
    """Multipliers that show that there is no point."""

    row_multipliers: Vector
    costs: Vector


@dataclass(frozen=True)
class Ray:
    """A point and a direction along which the objective falls for ever."""

    point: Vector
    direction: Vector


def least(costs: Sequence[Q], matrix: Sequence[Sequence[Q]], bounds: Sequence[Q]) -> Vertex | Empty | Ray:
    """The least value of costs·z for matrix·z ≤ bounds, z ≥ 0.

    >>> least([fmpq(-1)], [[fmpq(2)]], [fmpq(3)])
    Vertex(point=[3/2], row_multipliers=[1/2], costs=[0])
    """
    n, m = len(costs), len(bounds)
    table = _Dictionary(n, [[b, *(-a for a in row)] for row, b in zip(matrix, bounds, strict=True)])
    if any(b < 0 for b in bounds):
        empty = _first_phase(table, n, m)
        if empty is not None:
            return empty
    table.objective = table.in_nonbasic(costs)
    column = table.optimise()
    if column is not None:
        return Ray(table.point(n), table.direction(column, n))
    reduced = table.reduced_costs(n + m)
    return Vertex(table.point(n), reduced[n:], reduced[:n])


def _first_phase(table: _Dictionary, n: int, m: int) -> Empty | None:
    """Make the dictionary feasible with an auxiliary variable, or show that this cannot be done."""
    auxiliary = n + m
    for row in table.rows:
        row.append(fmpq(1))
    table.nonbasic.append(auxiliary)
    worst = min(range(m), key=lambda i: table.rows[i][0])
    table.objective = [fmpq(0)] * (n + 1) + [fmpq(1)]
    table.pivot(worst, n + 1)
    table.optimise()
    value = table.objective[0]
    if value > 0:
        reduced = [d / value for d in table.reduced_costs(n + m)]
        return Empty(reduced[n:], reduced[:n])
    if auxiliary in table.basic:  # at 0: any column takes its place
        i = table.basic.index(auxiliary)
        j = next((j for j, a in enumerate(table.rows[i][1:], 1) if a != 0), None)
        if j is None:
            raise ArithmeticError("an auxiliary variable cannot be removed")
        table.pivot(i, j)
    j = table.nonbasic.index(auxiliary) + 1
    for row in table.rows:
        del row[j]
    del table.nonbasic[j - 1]
    return None


class _Dictionary:
    """basic[i] = rows[i][0] + Σ rows[i][j]·nonbasic[j − 1], and the objective likewise."""

    def __init__(self, n: int, rows: list[Vector]) -> None:
        self.rows, self.nonbasic = rows, list(range(n))
        self.basic = list(range(n, n + len(rows)))
        self.objective: Vector = [fmpq(0)] * (n + 1)

    def pivot(self, i: int, j: int) -> None:
        """Exchange the basic variable of row i with the nonbasic one of column j."""
        row = self.rows[i]
        scale = row[j]
        entering = [-a / scale for a in row]
        entering[j] = 1 / scale
        for k, other in enumerate([*self.rows, self.objective]):
            factor = other[j]
            if k == i or factor == 0:
                continue
            for h, a in enumerate(entering):
                if h != j and a != 0:
                    other[h] += factor * a
            other[j] = factor * entering[j]
        self.rows[i] = entering
        self.basic[i], self.nonbasic[j - 1] = self.nonbasic[j - 1], self.basic[i]

    def optimise(self) -> int | None:
        """Pivot until no cost is negative; a column that nothing limits is returned."""
        greedy = GREEDY_PIVOTS * (len(self.basic) + len(self.nonbasic))
        while True:
            negative = [j for j in range(1, len(self.objective)) if self.objective[j] < 0]
            if not negative:
                return None
            greedy -= 1
            j = (
                min(negative, key=lambda j: self.objective[j])
                if greedy > 0
                else min(negative, key=lambda j: self.nonbasic[j - 1])
            )
            limits = [(row[0] / -row[j], self.basic[i], i) for i, row in enumerate(self.rows) if row[j] < 0]
            if not limits:
                return j
            self.pivot(min(limits)[2], j)

    def in_nonbasic(self, costs: Sequence[Q]) -> Vector:
        """costs·z as a row of the dictionary."""
        result: Vector = [fmpq(0)] * (len(self.nonbasic) + 1)
        rows = dict(zip(self.basic, self.rows, strict=True))
        columns = {x: j for j, x in enumerate(self.nonbasic, 1)}
        for x, c in enumerate(costs):
            if x in columns:
                result[columns[x]] += c
            elif c != 0:
                result = [a + c * b for a, b in zip(result, rows[x], strict=True)]
        return result

    def point(self, n: int) -> Vector:
        """The values of the first n variables."""
        values = dict(zip(self.basic, (row[0] for row in self.rows), strict=True))
        return [values.get(x, fmpq(0)) for x in range(n)]

    def direction(self, column: int, n: int) -> Vector:
        """How the first n variables change when the column's variable grows."""
        change = dict(zip(self.basic, (row[column] for row in self.rows), strict=True))
        change[self.nonbasic[column - 1]] = fmpq(1)
        return [change.get(x, fmpq(0)) for x in range(n)]

    def reduced_costs(self, count: int) -> Vector:
        """The coefficient of each of the first `count` variables in the objective, 0 for basic ones."""
        costs = dict(zip(self.nonbasic, self.objective[1:], strict=True))
        return [costs.get(x, fmpq(0)) for x in range(count)]
