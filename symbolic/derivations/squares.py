"""Positivstellensatz certificates: p = Σ σⱼ·gⱼ modulo an ideal, σⱼ sums of squares, gⱼ products of known signs.

    1. monomials of half the degree, cut down to the Newton polytope's box
    2. a semidefinite program for the Gram matrices              Clarabel proposes in floating point
    3. directions in which every solution vanishes are removed   facial reduction: equality cases lie there
    4. the Gram matrices rounded and projected onto the exact linear constraints, then LDLᵀ over Q

Every number that leaves is rational and the identity is exact, or nothing is returned. The cost is that of the program:
n² unknowns for n monomials, milliseconds for n ≤ 10, about a second for n = 30.

References: P. Parrilo (2000); H. Peyrl, P. Parrilo (2008), Computing sum of squares decompositions with rational
coefficients; F. Permenter, P. Parrilo (2018), Partial facial reduction; P. Goulart, Y. Chen (2024), Clarabel.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat
from jaxtyping import Float64

from porism.symbolic.polynomials import Poly, View, rational
from porism.symbolic.term import Term, number, power

Summand = tuple[Fraction, list[Term]]  # coefficient > 0, factors: squares and known signs
Matrix = Float64[np.ndarray, "n n"]

MAX_BASIS = 36  # monomials of one Gram matrix
MAX_UNKNOWNS = 1_500
SMALL = 1e-6  # of an eigenvalue, relative to the largest: a direction that vanishes
ROUNDINGS = (2**6, 2**12, 2**20, 2**30)  # denominators tried for the Gram matrices


@dataclass
class Block:
    """σ·g with σ = Σ G[i,j]·basis[i]·basis[j], G positive semidefinite; g = the product of `factors`."""

    factors: list[Term]
    g: Poly
    basis: list[Poly]


def decomposition(
    view: View,
    p: Poly,
    signs: Sequence[tuple[Term, Poly]],
    reduced: Callable[[Poly], Poly],
    products: int = 2,
    has_relations: bool = False,
) -> list[Summand] | None:
    """Summands whose sum is p modulo the ideal that `reduced` divides by; None if none was found.

    With relations, squares may be of a higher degree than p: 5 − 3s − 4c is one modulo s² + c² = 1.
    """
    p = reduced(p)
    degree = int(p.total_degree())
    blocks = _blocks(view, p, signs, products, max(2, degree + degree % 2) if has_relations else degree)
    for _ in range(4):
        system = _System(blocks, p, reduced)
        if not blocks or system.unknowns > MAX_UNKNOWNS:
            return None
        solution = system.solve()
        if solution is None:
            return None
        exact = system.exact(solution)
        if exact is not None:
            return _summands(view, blocks, exact)
        smaller = _on_face(blocks, solution)
        if smaller is None:
            return None
        blocks = smaller
    return None


def _blocks(
    view: View, p: Poly, signs: Sequence[tuple[Term, Poly]], products: int, degree: int
) -> list[Block]:
    homogeneous = degree == p.total_degree() and all(map(_is_homogeneous, (p, *(q for _, q in signs))))
    found = list[Block]()
    for count in range(products + 1):
        for chosen in itertools.combinations(signs, count):
            g = view.one
            for _, q in chosen:
                g = g * q
            room = degree - int(g.total_degree())
            if room < 0 or (homogeneous and room % 2):
                continue
            basis = _monomials(view, p, room // 2, room // 2 if homogeneous else 0, exact=not signs)
            if basis and len(basis) <= MAX_BASIS and len(found) < 40:
                found.append(Block([t for t, _ in chosen], g, basis))
    return found


def _is_homogeneous(p: Poly) -> bool:
    return len({sum(map(int, m)) for m in p.monoms()}) <= 1


def _monomials(view: View, p: Poly, degree: int, least: int, exact: bool) -> list[Poly]:
    """The monomials of degrees from `least` to `degree`; with `exact`, only those that a plain sum of squares can hold."""
    highest = [int(e) for e in p.degrees()]
    used = [k for k, e in enumerate(highest) if e]
    lowest = min((sum(map(int, m)) for m in p.monoms()), default=0) if exact else 0
    exponents = itertools.product(
        *(range(min(degree, (highest[k] + 1) // 2 if exact else highest[k]) + 1) for k in used)
    )
    generators = view.ring.gens()
    basis = list[Poly]()
    for choice in exponents:
        if least <= sum(choice) <= degree and 2 * sum(choice) >= lowest:
            monomial = view.one
            for k, e in zip(used, choice, strict=True):
                monomial = monomial * generators[k] ** e
            basis.append(monomial)
            if len(basis) > MAX_BASIS:
                return []
    return basis


class _System:
    """The linear constraints that the Gram matrices satisfy: one for each monomial."""

    def __init__(self, blocks: list[Block], p: Poly, reduced: Callable[[Poly], Poly]) -> None:
        self.blocks = blocks
        self.entries = [
            (b, i, j) for b, block in enumerate(blocks) for j in range(len(block.basis)) for i in range(j + 1)
        ]
        self.unknowns = len(self.entries)
        self.rows = dict[tuple[int, ...], dict[int, Fraction]]()
        self.right = dict[tuple[int, ...], Fraction]()
        if self.unknowns > MAX_UNKNOWNS:
            return
        for column, (b, i, j) in enumerate(self.entries):
            block = blocks[b]
            for monomial, c in reduced(block.g * block.basis[i] * block.basis[j]).terms():
                row = self.rows.setdefault(tuple(map(int, monomial)), {})
                row[column] = rational(c) * (1 if i == j else 2)
        for monomial, c in p.terms():
            key = tuple(map(int, monomial))
            self.right[key] = rational(c)
            self.rows.setdefault(key, {})

    def solve(self) -> list[Matrix] | None:
        """Positive semidefinite matrices near the constraints, in floating point."""
        import clarabel
        from scipy import sparse

        if any(not row and self.right.get(key) for key, row in self.rows.items()):
            return None
        scale = [1.0 if i == j else 2**-0.5 for _, i, j in self.entries]
        data = [
            (r, c, float(v) * scale[c]) for r, row in enumerate(self.rows.values()) for c, v in row.items()
        ]
        rows, columns, values = zip(*data, strict=True)
        equations = sparse.csc_matrix((values, (rows, columns)), shape=(len(self.rows), self.unknowns))
        constraints = sparse.vstack([equations, -sparse.identity(self.unknowns)]).tocsc()
        right = np.concatenate(
            [[float(self.right.get(key, 0)) for key in self.rows], np.zeros(self.unknowns)]
        )
        cones = [
            clarabel.ZeroConeT(len(self.rows)),
            *(clarabel.PSDTriangleConeT(len(b.basis)) for b in self.blocks),
        ]
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        settings.max_iter = 60
        zero = sparse.csc_matrix((self.unknowns, self.unknowns))
        solved = clarabel.DefaultSolver(
            zero, np.zeros(self.unknowns), constraints, right, cones, settings
        ).solve()
        if str(solved.status) not in ("Solved", "AlmostSolved"):
            return None
        grams = [np.zeros((len(b.basis), len(b.basis))) for b in self.blocks]
        for (b, i, j), value, s in zip(self.entries, solved.x, scale, strict=True):
            grams[b][i, j] = grams[b][j, i] = value * s
        return grams

    def exact(self, grams: list[Matrix]) -> list[list[list[Fraction]]] | None:
        """Rational matrices that satisfy the constraints exactly and are positive semidefinite, near the given ones."""
        independent = self._independent_rows()
        matrix = fmpq_mat(
            len(independent),
            len(independent),
            [_fmpq(_dot(a, b)) for a in independent.values() for b in independent.values()],
        )
        for denominator in ROUNDINGS:
            x = [Fraction(round(grams[b][i, j] * denominator), denominator) for b, i, j in self.entries]
            residual = [
                self.right.get(key, Fraction(0)) - sum(v * x[c] for c, v in row.items())
                for key, row in independent.items()
            ]
            try:
                y = matrix.solve(fmpq_mat(len(residual), 1, [_fmpq(r) for r in residual]))
            except ZeroDivisionError:
                return None
            for k, row in enumerate(independent.values()):
                step = rational(y[k, 0])
                for c, v in row.items():
                    x[c] += v * step
            if any(
                sum(v * x[c] for c, v in row.items()) != self.right.get(key, 0)
                for key, row in self.rows.items()
            ):
                return None  # the constraints themselves are inconsistent
            found = [[[Fraction(0)] * len(b.basis) for _ in b.basis] for b in self.blocks]
            for value, (b, i, j) in zip(x, self.entries, strict=True):
                found[b][i][j] = found[b][j][i] = value
            if all(_pivots(gram) is not None for gram in found):
                return found
        return None

    def _independent_rows(self) -> dict[tuple[int, ...], dict[int, Fraction]]:
        from scipy.linalg import qr

        keys = list(self.rows)
        dense = np.zeros((len(keys), self.unknowns))
        for r, key in enumerate(keys):
            for c, v in self.rows[key].items():
                dense[r, c] = float(v)
        _, triangle, order = qr(dense.T, mode="economic", pivoting=True)
        diagonal = np.abs(np.diag(triangle))
        rank = int((diagonal > 1e-9 * max(diagonal[0], 1e-300)).sum()) if diagonal.size else 0
        return {keys[k]: self.rows[keys[k]] for k in order[:rank]}


def _dot(a: dict[int, Fraction], b: dict[int, Fraction]) -> Fraction:
    return sum((v * b[c] for c, v in a.items() if c in b), Fraction(0))


def _fmpq(q: Fraction) -> fmpq:
    return fmpq(q.numerator, q.denominator)


def _pivots(gram: list[list[Fraction]]) -> list[tuple[Fraction, list[Fraction]]] | None:
    """(d, row) with gram = Σ d·rowᵀ·row and d > 0, or None if the matrix is not positive semidefinite."""
    left = [list(row) for row in gram]
    size, found = len(gram), list[tuple[Fraction, list[Fraction]]]()
    for k in range(size):
        d = left[k][k]
        if d < 0 or (d == 0 and any(left[k])):
            return None
        if d == 0:
            continue
        row = [v / d for v in left[k]]
        found.append((d, row))
        for i in range(k, size):
            factor = left[i][k]
            if factor:
                left[i] = [a - factor * b for a, b in zip(left[i], row, strict=True)]
    return found


def _on_face(blocks: list[Block], grams: list[Matrix]) -> list[Block] | None:
    """The blocks on the complement of the directions in which the solution vanishes; None if there is none."""
    largest = max(float(np.abs(g).max()) for g in grams)
    smaller, changed = list[Block](), False
    for block, gram in zip(blocks, grams, strict=True):
        values, vectors = np.linalg.eigh(gram)
        null = vectors[:, values < SMALL * max(largest, 1e-9) * 100]
        if null.shape[1] == 0:
            smaller.append(block)
            continue
        changed = True
        if null.shape[1] == len(block.basis):
            continue
        kept = _complement(null)
        if kept is None:
            return None
        basis = list[Poly]()
        for vector in kept:
            total = 0 * block.g
            for c, b in zip(vector, block.basis, strict=True):
                total = total + b * _fmpq(c)
            basis.append(total)
        smaller.append(Block(block.factors, block.g, basis))
    return smaller if changed else None


def _complement(null: Float64[np.ndarray, "n k"]) -> list[list[Fraction]] | None:
    """A rational basis of the vectors orthogonal to the columns, which are made rational by row reduction."""
    rows = null.T.copy()  # (k, n)
    pivots = list[int]()
    for r in range(rows.shape[0]):
        row, column = divmod(int(np.argmax(np.abs(rows[r:]))), rows.shape[1])
        rows[[r, r + row]] = rows[[r + row, r]]
        if abs(rows[r, column]) < 1e-7:
            return None
        rows[r] /= rows[r, column]
        for other in range(rows.shape[0]):
            if other != r:
                rows[other] -= rows[other, column] * rows[r]
        pivots.append(column)
    exact = [[Fraction(float(v)).limit_denominator(200) for v in row] for row in rows]
    if any(
        abs(float(e) - float(v)) > 1e-3
        for er, r in zip(exact, rows, strict=True)
        for e, v in zip(er, r, strict=True)
    ):
        return None
    free = [c for c in range(rows.shape[1]) if c not in pivots]
    basis = list[list[Fraction]]()
    for c in free:
        # orthogonal to every row: x[pivot] is free there, x[c] is fixed by them in the orthogonal complement
        vector = [Fraction(0)] * rows.shape[1]
        vector[c] = Fraction(1)
        for row, pivot in zip(exact, pivots, strict=True):
            vector[pivot] = -row[c]
        basis.append(vector)
    return basis


def _summands(view: View, blocks: list[Block], grams: list[list[list[Fraction]]]) -> list[Summand]:
    summands = list[Summand]()
    for block, gram in zip(blocks, grams, strict=True):
        pivots: Any = _pivots(gram)
        for d, row in pivots:
            root = 0 * block.g
            for c, b in zip(row, block.basis, strict=True):
                root = root + b * _fmpq(c)
            square = [] if root == view.one else [power(view.term(root), number(2))]
            summands.append((d, [*square, *block.factors]))
    return summands
