"""A certificate's terms as polynomials in a plan's elements.

The certificate speaks about the same roots, absolute values and exponentials as the claim, if in other words: |2·x| is
2·|x|, exp(−x) the reciprocal of exp(x), and 1/(1 + eˣ) is found where the claim has 1/(1 + e⁻ˣ). What is no element of the
theorem is `NotSeen`. Nothing here is trusted: what is read wrongly makes an identity fail.
"""

from __future__ import annotations

import math
from fractions import Fraction

from porism.provers.lean.nodes import Node, Poly, polynomial_node
from porism.provers.lean.order.elements import MAX_POWER, without_sign
from porism.provers.lean.order.plan import NotSeen, Plan
from porism.symbolic.polynomials import linear_parts, native
from porism.symbolic.term import Apply, Constant, Number, Power, Product, Sum, Term, Variable


class Readings:
    """Terms over a plan's elements."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ring = plan.ring

    def polynomial(self, term: Term) -> Poly:
        """The polynomial of a term in the elements, numbers being numbers; raises `NotSeen`."""
        return self._polynomial(native(term))

    def _polynomial(self, term: Term) -> Poly:
        match term:
            case Number(value):
                return self.ring.one * value.numerator / value.denominator
            case Variable(name):
                return self._element(f"v_{name}", term)
            case Constant(name):
                return self._element(f"c_{name}", term)
            case Sum(terms):
                return sum(map(self.polynomial, terms), self.ring.one * 0)
            case Product(factors):
                result = self.ring.one
                for factor in factors:
                    result *= self.polynomial(factor)
                return result
            case Power(base, Number(n)) if max(abs(n.numerator), n.denominator) <= MAX_POWER:
                inside = self.polynomial(base)
                if n.denominator != 1:
                    inside, n = self._root(inside, n, term)
                if n < 0:
                    inside = self._inverse(inside, term)
                return inside ** abs(n.numerator)
            case Apply("abs", a):
                return self._absolute(self.polynomial(a), term)
            case Apply("exp", a):
                return math.prod(
                    (self._exponential(c, m, term) for c, m in linear_parts(a)), start=self.ring.one
                )
            case Apply("sin" | "cos" as name, a):
                sign, a = without_sign(a)
                p = self._kind("sine" if name == "sin" else "cosine", a, term)[1]
                return -p if name == "sin" and sign < 0 else p
            case _:
                raise NotSeen(f"{term} is beyond what an ordered field is said to have"[:300])

    def integral(self, p: Poly) -> tuple[Fraction, Node]:
        """(c, node) with p = c·node, c > 0 and the node's coefficients whole numbers."""
        p = self.ring.without_numerals(p)
        scale = math.lcm(1, *(int(c.q) for _, c in p.terms()))
        return Fraction(1, scale), polynomial_node(p * scale)

    def node(self, term: Term) -> tuple[Fraction, Node]:
        """(c, node) with term = c·node and c > 0."""
        return self.integral(self.polynomial(term))

    def _element(self, name: str, term: Term) -> Poly:
        for k, element in enumerate(self.ring.elements[: self.plan.count]):
            if element.name == name:
                return self.ring.generators[k]
        raise NotSeen(f"{term} is not there yet")

    def _root(self, p: Poly, n: Fraction, term: Term) -> tuple[Poly, Fraction]:
        """(r, k) with p^n = r^k."""
        p = self.plan.reduced(p)
        for k, element in enumerate(self.ring.elements[: self.plan.count]):
            if element.kind == "root" and (n * element.degree).denominator == 1:
                base = self.plan.reduced(self.ring.bases[k])
                if base == p:
                    return self.ring.generators[k], n * element.degree
        raise NotSeen(f"{term} is no element of the theorem")

    def _kind(self, kind: str, of: Term, term: Term) -> tuple[int, Poly]:
        """The degree and the generator of the element of this kind."""
        for k, element in enumerate(self.ring.elements[: self.plan.count]):
            if element.kind == kind and element.term == of:
                return element.degree, self.ring.generators[k]
        raise NotSeen(f"{term} is no element of the theorem")

    def _exponential(self, coefficient: Fraction, monomial: Term, term: Term) -> Poly:
        grain, f = self._kind("exponential", monomial, term)
        n = coefficient * grain
        if n.denominator != 1 or abs(n) > MAX_POWER:
            raise NotSeen(f"{term} is no element of the theorem")
        return f**n.numerator if n > 0 else self._inverse(f, term) ** -n.numerator

    def _absolute(self, p: Poly, term: Term) -> Poly:
        p = self.plan.reduced(p)
        for k, element in enumerate(self.ring.elements[: self.plan.count]):
            if element.kind == "absolute":
                base = self.plan.reduced(self.ring.bases[k])
                if p != 0 and base != 0 and p * base.leading_coefficient() == base * p.leading_coefficient():
                    ratio = p.leading_coefficient() / base.leading_coefficient()
                    return self.ring.generators[k] * abs(ratio)
        raise NotSeen(f"{term} is no element of the theorem")

    def _inverse(self, p: Poly, term: Term) -> Poly:
        """1/p as a number times a product of elements, most of which stand for reciprocals."""
        p, by = self._cleared(p)
        result = by
        for k, element in reversed(list(enumerate(self.ring.elements[: self.plan.count]))):
            if element.kind != "inverse" or self.ring.bases[k].is_constant():
                continue
            base, cleared = self._cleared(self.ring.bases[k])
            while not base.is_constant() and not p.is_constant():
                quotient, rest = divmod(p, base)
                if rest != 0:
                    break
                # base = b·cleared, so 1/base = u·(the reciprocals of the bases that cleared it)
                p, result = quotient, result * self.ring.generators[k] * self._reciprocals(cleared)
        if not p.is_constant() or p == 0:
            raise NotSeen(f"the reciprocal {term} is no element of the theorem")
        return result / p.leading_coefficient()

    def _cleared(self, p: Poly) -> tuple[Poly, Poly]:
        """(p·B, B) without reciprocals, B a product of divisors."""
        found = self.ring.vanishing(self.ring.without_numerals(p), self.plan.rules)
        by = self.ring.one
        for k, e in found.powers.items():
            by *= self.ring.bases[k] ** e
        return found.rest, self.ring.without_numerals(by)

    def _reciprocals(self, by: Poly) -> Poly:
        return self.ring.one if by.is_constant() else self._inverse(by, Number(Fraction(1)))
