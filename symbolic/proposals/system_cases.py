"""A case in the search for families of a system: what vanishes there, what does not, and the plain data of its steps.

Each method appends what it derives together with the step by which `provers/calculus/polynomial_facts.py` derives it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import Any

from porism.symbolic.proposals.ideal_chain import plain
from porism.symbolic.rational_functions import Poly, rational


class Case:
    """A node of the tree while it grows: what vanishes and what does not, and the plain data of its steps."""

    def __init__(
        self, zeros: list[Poly], nonzeros: list[Poly], active: list[int], solved: dict[str, int]
    ) -> None:
        self.zeros, self.nonzeros, self.active, self.solved = zeros, nonzeros, active, solved
        self.node: dict[str, Any] = {"steps": []}

    def child(self, zero: Poly | None = None, nonzero: Poly | None = None) -> Case:
        case = Case(list(self.zeros), list(self.nonzeros), list(self.active), dict(self.solved))
        if zero is not None:
            case.zeros.append(zero)
            case.active.append(len(case.zeros) - 1)
        if nonzero is not None:
            case.nonzeros.append(nonzero)
        return case

    def summed(self, pairs: Sequence[tuple[int, Poly]]) -> int:
        total = sum((c * self.zeros[i] for i, c in pairs), 0 * self.zeros[0])
        return self.appended(["sum", [[i, plain(c)] for i, c in pairs]], total)

    def appended(self, step: list[Any], *found: Poly) -> int:
        self.node["steps"].append(step)
        self.zeros.extend(found)
        return len(self.zeros) - 1

    def stripped(self, index: int) -> int:
        """The number of the polynomial without factors that vanish nowhere, and without repeated ones."""
        p = self.zeros[index]
        if p == 0 or p.is_constant():
            return index
        q = p
        for known in self.nonzeros:
            while not q.is_constant() and not (g := q.gcd(known)).is_constant():
                q = divmod(q, g)[0]
        if q != p:
            index = self.appended(["cancel", index, plain(q)], q)
        if q.is_constant():
            return index
        pairs = q.factor_squarefree()[1]
        if any(int(e) > 1 for _, e in pairs):
            r = q**0
            for f, _ in pairs:
                r *= f
            index = self.appended(["root", index, plain(r), max(int(e) for _, e in pairs)], r)
        return index

    def is_nonzero(self, p: Poly) -> bool:
        if p == 0:
            return False
        for known in self.nonzeros:
            while not p.is_constant() and not (g := p.gcd(known)).is_constant():
                p = divmod(p, g)[0]
        return bool(p.is_constant())


def same(p: Poly, q: Poly) -> bool:
    """Whether two polynomials are equal up to a rational factor."""
    return p != 0 and q != 0 and bool(p * q.leading_coefficient() == q * p.leading_coefficient())


def factors_of(p: Poly) -> list[tuple[Poly, int]]:
    """The irreducible factors with their exponents."""
    return [(f, int(e)) for f, e in p.factor()[1]]


def primitive(p: Poly) -> Poly:
    """The square-free part of p, with its factors' leading coefficients 1."""
    result = p**0
    for f, _ in p.factor()[1]:
        result *= f
    return result


def square_part(p: Poly) -> tuple[Poly, Poly]:
    """(s, d) with p = s²·d and d without square factors."""
    content, pairs = p.factor()
    value = Fraction(str(content))
    outer, inner = root_of_square(value)
    s, d = p**0 * rational(outer), p**0 * rational(inner)
    for f, e in pairs:
        s *= f ** (int(e) // 2)
        if int(e) % 2:
            d *= f
    return s, d


def root_of_square(value: Fraction) -> tuple[Fraction, Fraction]:
    """(s, d) with value = s²·d and d a square-free integer where that is quick to see."""
    n = value.numerator * value.denominator
    s, d, k = 1, abs(n), 2
    while k * k <= d and k < 10_000:
        while d % (k * k) == 0:
            d //= k * k
            s *= k
        k += 1
    if isqrt(d) ** 2 == d:
        s, d = s * isqrt(d), 1
    return Fraction(s, value.denominator), Fraction(d if n > 0 else -d)
