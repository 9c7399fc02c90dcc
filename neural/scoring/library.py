"""A library of subexpressions of the input variables, grown by cost and deduplicated by value.

Element 0 is the constant 1, elements 1 … d are the variables. Level c holds the admissible combinations of cheaper
elements whose cost is c (`operators.py` has the costs). Two expressions whose values agree up to a nonzero factor on
all probe rows are one element, the first and cheapest of them: the factor is absorbed by the constants that the
scorer fits. When a level does not fit, its three kinds (monomials, algebraic, transcendental) get equal shares of
what is left, each filled in a seeded random order, so that no kind and no variable starves as the number of variables
grows.

Law: for elements i ≠ j there is no factor s with values[i] == s · values[j], within `SAME`.

Not here: constants inside expressions, units, the target. Complexity: O(capacity · n) memory; a level of m candidates
costs O(m · PROBE_ROWS + m log m), and m is at most `MAX_CANDIDATES` an operator.

References: merging by value is observational equivalence, Gulwani, Polozov & Singh (2017), Program Synthesis, §4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from jaxtyping import Bool, Float, Int

from porism.neural.scoring.operators import OPERATORS, VARIABLE_COST, Operator
from porism.symbolic.term import ONE, Term

PROBE_ROWS: Final = 64  # enough to tell 10⁸ pairs apart, few enough to evaluate 10⁵ candidates at once
SAME: Final = (
    1e-9  # float64 evaluation orders of one value differ by 1e-13 or so, distinct values by far more
)
LARGEST: Final = 1e12  # beyond it squares of products of two elements overflow float32
FLATTEST: Final = 1e-6  # relative spread below which an element is a constant for the float32 scorer
MAX_CANDIDATES: Final = 16_384  # an operator and level: twice the largest library
MAX_COST: Final = 32  # a formula with more nodes is out of reach of a pair of elements anyway
MONOMIAL, ALGEBRAIC, TRANSCENDENTAL = 0, 1, 2
_LEAF: Final = -1
_POWERS: Final = [code for code, operator in enumerate(OPERATORS) if operator.is_power]


@dataclass(frozen=True)
class _Batch:
    """Elements as arrays: which operator, on which elements, at which cost, of which kind."""

    operator: Int[np.ndarray, " m"]
    left: Int[np.ndarray, " m"]
    right: Int[np.ndarray, " m"]
    cost: Int[np.ndarray, " m"]
    kind: Int[np.ndarray, " m"]

    def __len__(self) -> int:
        return len(self.operator)

    def __getitem__(self, rows: slice | np.ndarray) -> _Batch:
        return _Batch(
            self.operator[rows], self.left[rows], self.right[rows], self.cost[rows], self.kind[rows]
        )

    def then(self, other: _Batch) -> _Batch:
        return _Batch(
            *(np.concatenate([getattr(self, f), getattr(other, f)]) for f in self.__dataclass_fields__)
        )


class Library:
    """Subexpressions of the columns of `x` (n, d); `grow` fills it.

    >>> from porism.symbolic.term import Variable
    >>> library = Library(np.linspace(1.0, 2.0, 30)[:, None], (Variable("x"),), seed=0)
    >>> library.grow(6)
    >>> [str(library.term(i)) for i in range(3)]
    ['1', 'x', '1/x']
    """

    def __init__(self, x: Float[np.ndarray, "n d"], leaves: tuple[Term, ...], seed: int) -> None:
        n, d = x.shape
        if len(leaves) != d:
            raise ValueError(f"{len(leaves)} terms for {d} columns; give one term a column")
        self._terms = (ONE, *leaves)
        self._rng = np.random.default_rng(seed)
        self._probe = np.sort(self._rng.permutation(n)[:PROBE_ROWS])
        # Two fixed random directions: values that are multiples of each other make equal angles with both.
        self._directions = self._rng.normal(size=(len(self._probe), 2))
        values = np.vstack([np.ones(n), x.T])
        kept = _usable(values)
        kept[0] = True  # the constant 1 is what makes 1 - x, 1/x and single elements of a pair
        keys = self._keys_of(values[:, self._probe])
        kept &= _is_first(keys, np.empty((0, 2)))
        none, place = np.full(d + 1, _LEAF), np.arange(d + 1)
        cost, kind = np.where(place, VARIABLE_COST, 0), np.full(d + 1, MONOMIAL)
        self._elements = _Batch(none, place, none, cost, kind)[kept]
        self.values: Float[np.ndarray, "size n"] = values[kept]
        self._keys = keys[kept]
        self._level, self._pending = 0, list[_Batch]()

    def __len__(self) -> int:
        return len(self.values)

    @property
    def cost(self) -> Int[np.ndarray, " size"]:
        """The cost of each element."""
        return self._elements.cost

    @property
    def kind(self) -> Int[np.ndarray, " size"]:
        """Monomial, algebraic or transcendental, for each element."""
        return self._elements.kind

    @property
    def leaves(self) -> Int[np.ndarray, " d"]:
        """The elements that are variables."""
        return np.flatnonzero((self._elements.operator == _LEAF) & (self._elements.left > 0))

    def of_kind(self, kind: int, most: int) -> Int[np.ndarray, " k"]:
        """The first `most` elements of this kind, the constant 1 not among them."""
        return 1 + np.flatnonzero(self.kind[1:] == kind)[:most]

    def term(self, index: int) -> Term:
        """Element `index` as an exact term, without constants other than 1."""
        code, left, right = (
            int(a[index]) for a in (self._elements.operator, self._elements.left, self._elements.right)
        )
        if code == _LEAF:
            return self._terms[left]
        return OPERATORS[code].term(self.term(left), self.term(right))

    def grow(self, capacity: int) -> None:
        """Add elements by cost until there are `capacity` or no more are admissible; earlier elements stay."""
        while len(self) < capacity and (self._pending or self._level < MAX_COST):
            if not self._pending:
                self._level += 1
                self._pending = self._next_level(self._level)
            taken = _shares([len(part) for part in self._pending], capacity - len(self))
            rest = list[_Batch]()
            for part, count in zip(self._pending, taken, strict=True):
                self._append(part[:count])
                if count < len(part):
                    rest.append(part[count:])
            self._pending = rest

    def _next_level(self, cost: int) -> list[_Batch]:
        """The new directions of values at this cost, one batch a kind, each in a random order."""
        batches, keys = list[_Batch](), list[np.ndarray]()
        with np.errstate(all="ignore"):  # a value outside the domain is nan or inf, and dropped
            for code, operator in enumerate(OPERATORS):
                batch = self._combinations(code, operator, cost)
                probe = operator.value(
                    self.values[batch.left][:, self._probe], self.values[batch.right][:, self._probe]
                )
                usable = _usable(probe)
                batches.append(batch[usable])
                keys.append(self._keys_of(probe[usable]))
        merged = batches[0]
        for batch in batches[1:]:
            merged = merged.then(batch)
        merged = merged[_is_first(np.concatenate(keys), self._keys)]
        parts = list[_Batch]()
        for kind in (MONOMIAL, ALGEBRAIC, TRANSCENDENTAL):
            part = merged[merged.kind == kind]
            if len(part):
                parts.append(part[self._rng.permutation(len(part))])
        return parts

    def _combinations(self, code: int, operator: Operator, cost: int) -> _Batch:
        """The arguments, element by element, to which `operator` may be applied to reach `cost`."""
        kind = self.kind
        if operator.arity == 1:
            left = np.flatnonzero(self.cost == cost - operator.cost)
            left = left[(left > 0) & (kind[left] <= operator.deepest)]
            if operator.is_power:
                left = left[~np.isin(self._elements.operator[left], _POWERS)]
            right = left
        else:
            nothing = np.empty(0, dtype=np.int64)
            lefts, rights = [nothing], [nothing]
            budget = cost - operator.cost
            for cheap in range(budget + 1):
                a, b = np.flatnonzero(self.cost == cheap), np.flatnonzero(self.cost == budget - cheap)
                if operator.commutes and cheap > budget - cheap:
                    break
                pair = self._sample(len(a) * len(b))
                i, j = a[pair // max(len(b), 1)], b[pair % max(len(b), 1)]
                keep = (i < j) if operator.commutes and cheap == budget - cheap else (i != j)
                keep &= np.minimum(kind[i], kind[j]) == MONOMIAL
                lefts.append(i[keep])
                rights.append(j[keep])
            left, right = np.concatenate(lefts), np.concatenate(rights)
        pick = self._sample(len(left))
        left, right = left[pick], right[pick]
        kinds = np.maximum(np.maximum(kind[left], kind[right]), operator.kind)
        m = len(left)
        return _Batch(np.full(m, code), left, right, np.full(m, cost), kinds)

    def _sample(self, count: int) -> Int[np.ndarray, " m"]:
        """All of range(count), or `MAX_CANDIDATES` of it in increasing order."""
        if count <= MAX_CANDIDATES:
            return np.arange(count)
        return np.unique(self._rng.integers(count, size=MAX_CANDIDATES))

    def _append(self, batch: _Batch) -> None:
        with np.errstate(all="ignore"):
            values = np.empty((len(batch), self.values.shape[1]))
            for code, operator in enumerate(OPERATORS):
                rows_of = np.flatnonzero(batch.operator == code)
                values[rows_of] = operator.value(
                    self.values[batch.left[rows_of]], self.values[batch.right[rows_of]]
                )
        kept = _usable(values)
        self._elements = self._elements.then(batch[kept])
        self._keys = np.concatenate([self._keys, self._keys_of(values[kept][:, self._probe])])
        self.values = np.concatenate([self.values, values[kept]])

    def _keys_of(self, probe: Float[np.ndarray, "m p"]) -> Float[np.ndarray, "m 2"]:
        """The cosines with two fixed directions, with the sign that makes the first of them positive."""
        norms = np.linalg.norm(probe, axis=1, keepdims=True)
        cosines = probe @ self._directions / np.maximum(norms, np.finfo(float).tiny)
        return np.asarray(cosines * np.where(cosines[:, :1] < 0, -1.0, 1.0))


def _usable(values: Float[np.ndarray, "m n"]) -> Bool[np.ndarray, " m"]:
    """Finite, bounded, not constant."""
    with np.errstate(all="ignore"):
        largest = np.max(np.abs(values), axis=1, initial=0.0)
        spread = np.ptp(values, axis=1) if values.shape[1] else np.zeros(len(values))
        inside = (largest < LARGEST) & (largest > 1 / LARGEST)  # False for nan
        return np.asarray(inside & (spread > FLATTEST * largest))


def _is_first(fresh: Float[np.ndarray, "m 2"], known: Float[np.ndarray, "k 2"]) -> Bool[np.ndarray, " m"]:
    """Whether a key is neither among the known ones nor equal to an earlier fresh one, within `SAME`."""
    keys = np.concatenate([known, fresh])
    order = np.argsort(keys[:, 0], kind="stable")
    first = np.ones(len(keys), dtype=bool)
    close = np.abs(np.diff(keys[order], axis=0)).max(axis=1, initial=0.0) < SAME
    # A run of close keys is one value; its earliest member stays.
    run = np.concatenate([[0], np.cumsum(~close)])
    earliest = np.full(run[-1] + 1, len(keys))
    np.minimum.at(earliest, run, order)
    first[order] = earliest[run] == order
    return first[len(known) :]


def _shares(sizes: list[int], room: int) -> list[int]:
    """Equal shares of `room` for parts of the given sizes; what a small part leaves goes to the others."""
    shares = [0] * len(sizes)
    for rank, part in enumerate(sorted(range(len(sizes)), key=lambda k: sizes[k])):
        shares[part] = min(sizes[part], -(-room // (len(sizes) - rank)))
        room -= shares[part]
    return shares
