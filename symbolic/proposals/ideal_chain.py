"""Consequences of polynomial equations with the steps that make them: Buchberger's algorithm that keeps its books.

A `Chain` is the straight line of steps that `provers/calculus/polynomial_facts.py` checks. `groebner` appends a Gröbner
basis to it; `Chain.pruned` keeps only the steps that an answer uses. Polynomials are `fmpq_mpoly` in one ring (degrevlex for
bases of finite systems). Not trusted. Doubly exponential in the worst case; textbook systems take milliseconds.

References: B. Buchberger (1965); R. Gebauer, H. Möller (1988), On an installation of Buchberger's algorithm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types
Combination: TypeAlias = dict[int, Poly]  # number of a polynomial in the chain → its multiplier

MAX_PAIRS = 4000


class Chain:
    """Polynomials that vanish at all solutions: the given ones, then one for each step."""

    def __init__(self, given: Sequence[Poly]) -> None:
        self.given = len(given)
        self.polys = list(given)
        self.steps = list[list[Any]]()  # as the checker reads them, with polynomials instead of plain data

    def summed(self, pairs: Combination) -> int:
        """Append Σ multiplier·polynomial; its number."""
        pairs = {i: c for i, c in pairs.items() if c != 0}
        if len(pairs) == 1:
            (i, c) = next(iter(pairs.items()))
            if c == 1:
                return i
        total = sum((c * self.polys[i] for i, c in pairs.items()), 0 * self.polys[0])
        return self._append(["sum", list(pairs.items())], total)

    def rooted(self, index: int, p: Poly, exponent: int) -> int:
        """Append p, a power of which polynomial `index` divides."""
        return self._append(["root", index, p, exponent], p)

    def cancelled(self, index: int, p: Poly) -> int:
        """Append p, polynomial `index` without factors that vanish nowhere."""
        return self._append(["cancel", index, p], p)

    def _append(self, step: list[Any], p: Poly) -> int:
        self.steps.append(step)
        self.polys.append(p)
        return len(self.polys) - 1

    def pruned(self, wanted: Sequence[int]) -> tuple[list[Any], dict[int, int]]:
        """The steps that the wanted polynomials need, as plain data, and the new numbers of the polynomials."""
        needed, waiting = set[int](), list(wanted)
        while waiting:
            index = waiting.pop()
            if index in needed or index < self.given:
                continue
            needed.add(index)
            step = self.steps[index - self.given]
            waiting += [i for i, _ in step[1]] if step[0] == "sum" else [step[1]]
        numbers = {k: k for k in range(self.given)}
        steps = list[Any]()
        for index in sorted(needed):
            match self.steps[index - self.given]:
                case ["sum", pairs]:
                    steps.append(["sum", [[numbers[i], plain(c)] for i, c in pairs]])
                case [name, i, p, *rest]:
                    steps.append([name, numbers[i], plain(p), *rest])
            numbers[index] = self.given + len(steps) - 1
        return steps, numbers


def plain(p: Poly) -> list[Any]:
    """The polynomial as plain data: [[coefficient, exponents], …]."""
    return [[str(c), [int(e) for e in exponents]] for exponents, c in p.terms()]


class Basis:
    """Polynomials of a chain to divide by, with the numbers that they have in it."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.indices = list[int]()

    def reduced(self, p: Poly) -> tuple[Poly, Combination]:
        """(r, c) with p = r + Σ cᵢ·(polynomial i) and no term of r divisible by a leading term."""
        used: Combination = {}
        moved = True
        while moved and p != 0:
            moved = False
            for index in self.indices:
                quotient, rest = divmod(p, self.chain.polys[index])
                if quotient != 0:
                    used[index] = used[index] + quotient if index in used else quotient
                    p, moved = rest, True
                    if p == 0:
                        break
        return p, used

    def member(self, p: Poly) -> int | None:
        """The number of p, appended as a combination of the basis; None if it does not reduce to 0."""
        rest, used = self.reduced(p)
        return None if rest != 0 else self.chain.summed(used)


def groebner(chain: Chain, generators: Sequence[int]) -> Basis:
    """A minimal Gröbner basis of the polynomials with these numbers, in the order of their ring."""
    basis = Basis(chain)
    pairs = list[tuple[int, int]]()
    lead = dict[int, tuple[int, ...]]()

    def insert(index: int) -> None:
        new = lead[index] = _leading(chain.polys[index])
        pairs.extend((other, index) for other in basis.indices)
        # A polynomial whose leading term is a multiple of the new one is not divided by any more.
        basis.indices = [k for k in basis.indices if not _divides(new, lead[k])] + [index]

    def enter(p: Poly, used: Combination) -> None:
        """Append p divided by its leading coefficient, where p = Σ used."""
        scale = p.leading_coefficient()
        insert(chain.summed({i: c / scale for i, c in used.items()}))

    one = chain.polys[0] ** 0 if chain.polys[0] != 0 else chain.polys[0] + 1
    for index in sorted(generators, key=lambda k: sum(_leading(chain.polys[k]))):
        rest, used = basis.reduced(chain.polys[index])
        if rest != 0:
            enter(
                rest, {index: one, **{i: -c for i, c in used.items()}} if index not in used else {index: one}
            )
    treated = set[tuple[int, int]]()
    for _ in range(MAX_PAIRS):
        if not pairs:
            return basis
        i, j = min(pairs, key=lambda ij: (sum(_lcm(lead[ij[0]], lead[ij[1]])), ij))
        pairs.remove((i, j))
        treated.add((i, j))
        common = _lcm(lead[i], lead[j])
        if sum(common) == sum(lead[i]) + sum(lead[j]) or _superfluous(i, j, common, lead, treated):
            continue
        ring = chain.polys[i].context()
        a, b = (
            ring.from_dict({tuple(c - e for c, e in zip(common, lead[k], strict=True)): 1}) for k in (i, j)
        )
        s = a * chain.polys[i] - b * chain.polys[j]
        rest, used = basis.reduced(s)
        if rest != 0:
            combined: Combination = {k: -c for k, c in used.items()}
            for k, c in ((i, a), (j, -b)):
                combined[k] = combined[k] + c if k in combined else c
            enter(rest, combined)
            if rest.is_constant():
                basis.indices = [
                    chain_index for chain_index in basis.indices if chain.polys[chain_index].is_constant()
                ]
                return basis
    raise TimeoutError(f"more than {MAX_PAIRS} pairs")


def _superfluous(
    i: int, j: int, common: tuple[int, ...], lead: dict[int, tuple[int, ...]], treated: set[tuple[int, int]]
) -> bool:
    """Buchberger's chain criterion: a third leading term divides the common multiple, and both its pairs are done."""
    return any(
        k not in (i, j)
        and _divides(term, common)
        and (min(i, k), max(i, k)) in treated
        and (min(j, k), max(j, k)) in treated
        for k, term in lead.items()
    )


def _leading(p: Poly) -> tuple[int, ...]:
    return tuple(int(e) for e in p.monomial(0)) if p != 0 else ()


def _divides(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return all(x <= y for x, y in zip(a, b, strict=True))


def _lcm(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(max, a, b))


def leading_terms(basis: Basis) -> list[tuple[int, ...]]:
    """The exponents of the basis's leading terms."""
    return [_leading(basis.chain.polys[k]) for k in basis.indices]
