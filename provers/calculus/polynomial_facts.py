"""Trusted: what follows for the common zeros of polynomials. A straight line of steps, each one a line of algebra.

    ["sum", [[i, c], …]]              zᵢ = 0 for each i: Σ c·zᵢ = 0
    ["root", i, p, k]                 zᵢ divides pᵏ: p = 0
    ["cancel", i, p]                  zᵢ = p·g and g vanishes nowhere: p = 0
    ["squares", i, [[c, p], …]]       zᵢ = Σ c·p² with rational c > 0 and real p: each p = 0
    ["nonzero", p, g, s, [[i, c], …]] p·g = s + Σ c·zᵢ and s vanishes nowhere: p vanishes nowhere

z₀, z₁, … are the polynomials that vanish at every point considered, the given ones first, then one for each step that
finds one ("squares" finds several). Points have complex coordinates; those of the names in `real` are real. Nothing is
searched: the multipliers c, the polynomials p, g and s are plain data.

References: D. Cox, J. Little, D. O'Shea (2015), Ideals, Varieties, and Algorithms, ch. 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from porism.provers.calculus.obligation import Refused
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.rational_functions import Poly, Ring, is_multiple, raised, rational

MAX_STEPS = 20_000


class Facts:
    """Polynomials that vanish (`zeros`), and others that vanish nowhere (`nonzeros`), at all points considered."""

    def __init__(
        self, ring: Ring, zeros: Sequence[Poly], nonzeros: Sequence[Poly], real: frozenset[str] = frozenset()
    ) -> None:
        self.ring, self.real = ring, real
        self.zeros, self.nonzeros = list(zeros), list(nonzeros)

    def with_zero(self, p: Poly) -> Facts:
        """These facts, and p = 0."""
        return Facts(self.ring, [*self.zeros, p], self.nonzeros, self.real)

    def with_nonzero(self, p: Poly) -> Facts:
        """These facts, and p ≠ 0."""
        return Facts(self.ring, self.zeros, [*self.nonzeros, p], self.real)

    def zero(self, index: Any) -> Poly:
        """The polynomial with this number."""
        if type(index) is not int or not 0 <= index < len(self.zeros):
            raise Refused(f"there is no polynomial with the number {str(index)[:20]}")
        return self.zeros[index]

    def is_nonzero(self, p: Poly) -> bool:
        """Whether p is seen to vanish nowhere: its factors are divisors of polynomials that vanish nowhere."""
        if p == 0:
            return False
        for known in self.nonzeros:
            while not p.is_constant() and not (g := p.gcd(known)).is_constant():
                p = divmod(p, g)[0]
        return bool(p.is_constant())

    def run(self, steps: list[Any]) -> None:
        """Add the facts of all steps."""
        if len(steps) > MAX_STEPS:
            raise Refused(f"more than {MAX_STEPS} steps")
        for step in steps:
            self._step(step)

    def _sum(self, pairs: list[Any]) -> Poly:
        total = self.ring.zero
        for index, multiplier in pairs:
            total += self.ring.poly(multiplier) * self.zero(index)
        return total

    def _step(self, step: Any) -> None:
        match step:
            case ["sum", list(pairs)]:
                self.zeros.append(self._sum(pairs))
            case ["root", index, data, int(k)] if k > 0:
                p = self.ring.poly(data)
                if not is_multiple(raised(p, k), self.zero(index)):
                    raise Refused("a polynomial does not divide the power")
                self.zeros.append(p)
            case ["cancel", index, data]:
                p = self.ring.poly(data)
                quotient, rest = divmod(self.zero(index), p) if p != 0 else (p, self.ring.one)
                if rest != 0 or not self.is_nonzero(quotient):
                    raise Refused("a factor that is cancelled may vanish")
                self.zeros.append(p)
            case ["squares", index, list(pairs)]:
                self._squares(self.zero(index), pairs)
            case ["nonzero", data, cofactor, product, list(pairs)]:
                p, g, s = (self.ring.poly(d) for d in (data, cofactor, product))
                if not self.is_nonzero(s) or p * g - s != self._sum(pairs):
                    raise Refused("a polynomial is not seen to vanish nowhere")
                self.nonzeros.append(p)
            case _:
                raise Refused(f"unknown step {str(step)[:60]}")

    def _squares(self, zero: Poly, pairs: list[Any]) -> None:
        parts, total = list[Poly](), self.ring.zero
        for coefficient, data in pairs:
            c, p = plain_fraction(coefficient), self.ring.poly(data)
            if c <= 0 or not self.ring.used(p) <= self.real:
                raise Refused("a sum of squares needs positive coefficients and real polynomials")
            total += p * p * rational(c)
            parts.append(p)
        if total != zero:
            raise Refused("the sum of squares is another polynomial")
        self.zeros += parts
