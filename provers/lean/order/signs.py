"""Signs and non-zeros by the shape of a term, as elements of the cone.

    known        a positive multiple of a known sign, and that with a positive number added
    shape        numbers, sums, products, even powers, roots, absolute values, reciprocals
    divisor      t ≠ 0 because t divides something that is not 0

Each answer is a `Signed`: a positive number times a cone whose polynomial is the term's. The order is that of the exact
checker's own rules (`provers/exact/context.py`), so that what it accepts can be said here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from porism.provers.lean.nodes import Node, Poly, polynomial_node
from porism.provers.lean.order.certificates import Sign, Signed, is_strict, multiplied
from porism.provers.lean.order.closed import closed_sign
from porism.provers.lean.order.elements import MAX_POWER, is_integer, without_sign
from porism.provers.lean.order.plan import NotSeen, Plan, assembled, fraction, total
from porism.provers.lean.terms import Function, LeanTerm, Local, call
from porism.symbolic.polynomials import linear_parts, native
from porism.symbolic.term import (
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    negate,
    variables,
)

ONE = Signed(Fraction(1), ("number", 1))


class Signs:
    """Terms read over a plan's elements, and their signs."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ring = plan.ring
        self._busy = set[object]()

    # terms as polynomials

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
                if p in (base, -base):
                    return self.ring.generators[k]
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

    # signs

    def sign(self, term: Term, strict: bool) -> Signed:
        """A cone for `term` ≥ 0 or, if `strict`, > 0; raises `NotSeen`."""
        term = native(term)
        key = ("sign", term, strict)
        if key in self._busy:
            raise NotSeen(f"the sign of {term} is needed to see itself")
        self._busy.add(key)
        try:
            found = self._sign(term, strict)
        finally:
            self._busy.discard(key)
        if strict and not is_strict(found.cone):
            raise NotSeen(f"{term} > 0 is not seen")
        return found

    def _sign(self, term: Term, strict: bool) -> Signed:
        p = self.plan.reduced(self.polynomial(term))
        if p.is_constant():
            value = Fraction(0) if p == 0 else fraction(p.leading_coefficient())
            if value > 0:
                return Signed(value, ("number", 1))
            if value == 0 and not strict:
                return Signed(Fraction(1), ("number", 0))
            raise NotSeen(f"{term} is {value}")
        if (known := self.plan.known(p, strict)) is not None:
            return known
        if not strict and self.is_integer(term) and self.plan.known(p + 1, True) is not None:
            return self._integer_above(term, p)
        if not variables(term) and len(p) > 1:
            return closed_sign(self.plan, p)
        match term:
            case Sum(terms):
                return total(self._summands(terms, strict, term))
            case Product(factors):
                return multiplied([self.sign(f, strict) for f in factors])
            case Power(base, Number(n)) if n.denominator == 1 and n < 0:
                return self._reciprocal(base, -n.numerator, p)
            case Power(base, Number(n)) if n.denominator == 1 and n % 2 == 0:
                if strict:
                    return multiplied([self.nonzero(base)] * (n.numerator // 2))
                scale, node = self.integral(self.polynomial(base) ** (n.numerator // 2))
                return Signed(scale**2, ("square", node))
            case Power(base, Number(n)) if n.denominator == 1:
                even = self.sign(Power(base, Number(n - 1)), strict) if n > 1 else ONE
                return multiplied([even, self.sign(base, strict)])
            case Power(base, Number(n)) if n > 0:
                r, k = self._root(self.polynomial(base), n, term)
                return multiplied([self._positive_root(r, base, strict)] * k.numerator)
            case Power(base, Number(n)):
                return self._reciprocal(Power(base, Number(Fraction(1, n.denominator))), -n.numerator, p)
            case Apply("exp", _):
                return multiplied([self._factor(k, int(e)) for k, e in enumerate(p.degrees()) if e])
            case Apply("abs", a) if strict:
                square = self.nonzero(a)  # |a|·|a| = a²
                _, node = self.integral(p)
                absolute = self.plan.known(p, False)
                if absolute is None:
                    raise NotSeen(f"{term} is not there yet")
                return Signed(Fraction(1), ("premise", self.plan.certify(node, True, [square], absolute)))
            case _:
                raise NotSeen(f"the sign of {term} is not seen")

    def is_integer(self, term: Term) -> bool:
        """Whether a term is an integer by its shape."""
        return is_integer(term, self.plan.discrete)

    def split(self, term: Term) -> tuple[Node, LeanTerm]:
        """(t, a proof of 1 ≤ t or t ≤ 0) for an integer t; raises `NotSeen`, and asks for the premise, where there is none."""
        p = self.plan.reduced(self.polynomial(term))
        for known, node, proof in self.plan.splits:
            if known == p:
                return node, proof
        self.plan.wanted[term] = None
        raise NotSeen(f"{term} is an integer, which no premise says")

    def _integer_above(self, term: Term, p: Poly) -> Signed:
        """t ≥ 0 for an integer t > −1."""
        scale, target = self.integral(p)
        return Signed(scale, ("premise", by_split(self, add(term, Number(Fraction(1))), target)))

    def _summands(self, terms: tuple[Term, ...], strict: bool, term: Term) -> list[Signed]:
        found, proved = list[Signed](), not strict
        for part in terms:
            if not proved:
                try:
                    found.append(self.sign(part, True))
                    proved = True
                    continue
                except NotSeen:
                    pass
            found.append(self.sign(part, False))
        if not proved:
            raise NotSeen(f"{term} > 0 is not seen")
        return found

    def _reciprocal(self, base: Term, n: int, p: Poly) -> Signed:
        """base^-n > 0 from base^n·base^-n = 1."""
        multiplier = (
            multiplied([self.nonzero(base)] * (n // 2))
            if n % 2 == 0
            else multiplied([self.sign(base, True)] * n)
        )
        scale, node = self.integral(p)
        return Signed(scale, ("premise", self.plan.certify(node, True, [ONE], multiplier, scale=scale)))

    def _positive_root(self, r: Poly, base: Term, strict: bool) -> Signed:
        known = self.plan.known(r, False)
        if known is None:
            raise NotSeen(f"a root of {base} is not there yet")
        if not strict:
            return known
        index = [int(e) for e in r.degrees()].index(1)
        multiplier = multiplied([known] * (self.ring.elements[index].degree - 1))  # r^(q−1)·r = a
        sign = self.plan.certify(("variable", index), True, [self.sign(base, True)], multiplier)
        return Signed(Fraction(1), ("premise", sign))

    def _factor(self, index: int, exponent: int) -> Signed:
        """The power of an element that is positive, or of the reciprocal of one."""
        x = self.ring.generators[index]
        known = self.plan.known(x, True)
        if known is None and self.ring.elements[index].kind == "inverse":
            base = self.plan.known(self.ring.bases[index], True)
            if base is not None:
                sign = self.plan.certify(("variable", index), True, [ONE], base)
                known = Signed(Fraction(1), ("premise", sign))
        if known is None:
            raise NotSeen("the sign of an exponential function is not seen")
        return multiplied([known] * exponent)

    # non-zeros

    def nonzero(self, term: Term) -> Signed:
        """A strictly positive cone for `term`²; raises `NotSeen`."""
        term = native(term)
        key = ("nonzero", term)
        if key in self._busy:
            raise NotSeen(f"{term} ≠ 0 is needed to prove itself")
        self._busy.add(key)
        try:
            return self._nonzero(term)
        finally:
            self._busy.discard(key)

    def _nonzero(self, term: Term) -> Signed:
        p = self.plan.reduced(self.polynomial(term))
        if p.is_constant():
            value = Fraction(0) if p == 0 else fraction(p.leading_coefficient())
            if value == 0:
                raise NotSeen(f"{term} is 0")
            return Signed(value**2, ("number", 1))
        if (known := self.plan.known_nonzero(p)) is not None:
            return known
        for candidate in (term, negate(term)):
            try:
                return multiplied([self.sign(candidate, True)] * 2)
            except NotSeen:
                continue
        match term:
            case Product(factors):
                return multiplied([self.nonzero(f) for f in factors])
            case Power(base, Number(n)) if n.denominator == 1 and n > 0:
                return multiplied([self.nonzero(base)] * n.numerator)
            case Power(base, Number(n)) if n.denominator == 1:
                scale, node = self.integral(p)
                multiplier = multiplied([self.nonzero(base)] * -n.numerator)
                sign = self.plan.certify(("mul", node, node), True, [ONE], multiplier, scale=scale**2)
                return Signed(scale**2, ("premise", sign))
            case Apply("abs", a):
                return self.nonzero(a)
            case _:
                return self._divides(p, term)

    def _divides(self, p: Poly, term: Term) -> Signed:
        """Because it divides something that is not 0: g²·t² = s²."""
        for k, element in enumerate(self.ring.elements[: self.plan.count]):
            if element.kind == "inverse" and not self.ring.bases[k].is_constant():
                quotient, rest = divmod(self.plan.reduced(self.ring.bases[k]), p)
                if rest == 0:
                    return self._cofactor(p, quotient, self.plan.divisor_square(k))
        for known, signed in list(self.plan.nonzeros):
            quotient, rest = divmod(known, p)
            if rest == 0:
                return self._cofactor(p, quotient, signed)
        raise NotSeen(f"{term} ≠ 0 is not seen")

    def _cofactor(self, p: Poly, quotient: Poly, square: Signed) -> Signed:
        scale, node = self.integral(p)
        by, cofactor = self.integral(quotient)
        multiplier = Signed(by**2, ("square", cofactor))
        sign = self.plan.certify(("mul", node, node), True, [square], multiplier, scale=scale**2)
        self.plan.know_square(node, sign)
        return Signed(scale**2, ("premise", sign))


def by_split(
    signs: Signs,
    term: Term,
    target: Node,
    strict: bool = False,
    steps: Callable[[Plan, bool], Sign] | None = None,
) -> Sign:
    """A sign of `target` by the cases 1 ≤ t and t ≤ 0 of an integer t.

    `steps` proves it in a child plan; without it the known signs say it, or exclude the case.
    """
    plan = signs.plan
    node, either = signs.split(term)
    proposition = plan.point.sign_type(strict, target)
    one, zero = ("number", 1), ("number", 0)
    branches, kinds = list[LeanTerm](), list[LeanTerm]()
    for first, (small, large) in ((True, (one, node)), (False, (node, zero))):
        child, name = plan.child(), plan.named()
        kinds.append(child.point.relation("<=", small, large))
        child.know(
            Sign(False, ("sub", large, small), child.point.law("sub_nonneg", [small, large], Local(name)))
        )
        reached = steps(child, first) if steps else _known_or_absurd(child, target, strict)
        proof, _ = assembled(child.parts, reached.proof, proposition)
        branches.append(Function(name, kinds[-1], proof))
    proof = call("Or.elim", *kinds, proposition, either, *branches)
    return plan.establish(strict, target, proof)


def _known_or_absurd(plan: Plan, target: Node, strict: bool) -> Sign:
    known = plan.known(plan.raw(target), strict)
    return plan.certify_absurd(target, strict) if known is None else plan.certify(target, strict, [known])
