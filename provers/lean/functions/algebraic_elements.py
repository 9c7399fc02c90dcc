"""Trusted: inverses, roots and absolute values as elements.

1/b        by the factors of b, each of which has its u with b·u = 1; b, or each factor, must be seen to differ from 0
a^(k/g)    rᵏ with rᵍ = a, after positive rational factors are split off, by their primes
|a|        |a|² = a² where a is seen to be real; |−a| = |a|
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from porism.provers.exact.ratios import fraction, prime_powers, rational
from porism.provers.exact.terms import Term, power
from porism.provers.lean.functions.element_ring import MAX_GRAIN, MAX_POWER, Element, ElementRing, FinerGrain
from porism.provers.lean.nodes import ONE, Poly
from porism.symbolic.errors import UnsupportedError

MAX_FACTORED = 60  # terms of a polynomial that is factored


class AlgebraicElements(ElementRing):
    """Adds 1/b, a^q and |a|."""

    def inverse(self, p: Poly, seen: bool = False) -> Poly:
        """1/p, by its factors; p must be `seen` to differ from 0, or all of its factors."""
        p = self.normal(p)
        if p == 0:
            raise UnsupportedError("a denominator is zero")
        if p.is_constant():
            return self.one / p.leading_coefficient()
        content, factors = p.factor() if len(p) <= MAX_FACTORED else (1, [(p, 1)])
        whole = seen or self._seen("!=", p)
        result = self.one / content
        for factor, exponent in factors:
            result *= self.raised(self._inverse_of_factor(factor, whole), int(exponent))
        return self.normal(result)

    def _inverse_of_factor(self, p: Poly, seen: bool) -> Poly:
        used = self.used(p)
        if len(used) == 1 and len(p) == 1:
            e, scale = self.elements[used[0]], self.one / p.leading_coefficient()
            match e.kind:
                case "inverse":
                    return e.argument * scale
                case "constant" if e.premise is not None:
                    return -self.generator(used[0]) * scale
                case "root":
                    return self.generator(used[0]) ** (e.degree - 1) * self.inverse(e.argument) * scale
        lead = p.leading_coefficient()
        p = p / lead
        key = ("inverse", str(p))
        if key not in self.places:
            if not (seen or self.differs_from_zero(p)):
                raise UnsupportedError(f"{self.shown(self.term(p))} is not seen to differ from 0")
            index = len(self.elements)
            # b·u = 1, with b as it stands here
            premise = (("mul", self.node(p), ("variable", index)), ONE)
            self._new(key, Element(self._named("u"), "inverse", power(self.term(p), -1), p, premise=premise))
        return self.generator(self.places[key]) / lead

    def _grain(self, kind: str, t: Term, denominator: int) -> int:
        key = (kind, t)
        grain = self.grains.setdefault(key, denominator)
        if grain % denominator:
            finer = lcm(grain, denominator)
            if finer > MAX_GRAIN:
                raise UnsupportedError("the exponents have a large common denominator")
            raise FinerGrain(key, finer)
        return grain

    def root_power(self, p: Poly, q: Fraction) -> Poly:
        """p^q, the principal power."""
        p = self.normal(p)
        if q.denominator == 1:
            if abs(q) > MAX_POWER:
                raise UnsupportedError(f"the exponent {q} exceeds {MAX_POWER}")
            return self.normal(self.raised(p if q >= 0 else self.inverse(p), abs(int(q))))
        if p == 0:
            return p
        content = (
            abs(fraction(p.factor()[0])) if not p.is_constant() else abs(fraction(p.leading_coefficient()))
        )
        result = self.one
        for prime, e in prime_powers(content):
            whole, rest = divmod(e * q, 1)
            result *= rational(Fraction(prime) ** int(whole)) if whole else 1
            if rest:
                result *= self._root(self.one * prime, rest)
        p = p / rational(content)
        if p == 1:
            return self.normal(result)
        if p == -1 and q.denominator == 2:
            turned = self.generator(self.constant("i")) ** (int(2 * q) % 4)
            return self.normal(result * turned)
        return self.normal(result * self._root(p, q))

    def _root(self, p: Poly, q: Fraction) -> Poly:
        t = self.term(p)
        grain = self._grain("root", t, q.denominator)
        key = ("root", str(p))
        if key not in self.places:
            index = len(self.elements)
            premise = (("pow", ("variable", index), grain), self.node(p))
            element = Element(self._named("r"), "root", power(t, Fraction(1, grain)), p, grain, premise)
            self._new(key, element)
        whole, rest = divmod(int(q * grain), grain)
        outside = self.raised(p if whole >= 0 else self.inverse(p), abs(whole))
        return outside * self.generator(self.places[key]) ** rest

    def natural_power(self, base: Poly, exponent: Poly) -> Poly:
        """base^exponent for a sum of monomials in natural variables; the base may be 0."""
        base, result = self.normal(base), self.one
        for exponents, c in self.normal(exponent).terms():
            m = self.context.from_dict({tuple(exponents): 1})
            if fraction(c) < 0 or c.q != 1 or not self.facts.context.forms.natural(self.term(m)):
                raise UnsupportedError("an exponent is no sum of natural monomials")
            part = base
            if not m.is_constant():
                key = ("power", str(base), str(m))
                if key not in self.places:
                    t = ("^", self.term(base), self.term(m))
                    self._new(key, Element(self._named("f"), "power", t, base))
                part = self.generator(self.places[key])
            if c > MAX_POWER:
                raise UnsupportedError(f"the exponent {c} exceeds {MAX_POWER}")
            result = self.normal(result * self.raised(part, int(c.p)))
        return result

    def absolute(self, p: Poly) -> Poly:
        """|p|."""
        p = self.normal(p)
        if p == 0:
            return p
        content = fraction(p.leading_coefficient())
        p = p / rational(content)
        if p.is_constant():
            return self.one * rational(abs(content))
        key = ("abs", str(p))
        if key not in self.places:
            index = len(self.elements)
            node = self.node(p)
            premise = (("pow", ("variable", index), 2), ("pow", node, 2))
            is_real = self._seen("R", p)
            element = Element(
                self._named("f"), "abs", ("abs", self.term(p)), p**2, 2, premise if is_real else None
            )
            self._new(key, element)
        return self.generator(self.places[key]) * rational(abs(content))
