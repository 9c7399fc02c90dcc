"""Signs and non-zeros by the shape of a term, as elements of the cone.

    known        a positive multiple of a known sign, and that with a positive number added
    shape        numbers, sums, products, even powers, roots, absolute values, reciprocals
    divisor      t ≠ 0 because t divides something that is not 0

Each answer is a `Signed`: a positive number times a cone whose polynomial is the term's. The order is that of the exact
checker's own rules (`provers/exact/context.py`), so that what it accepts can be said here.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from porism.provers.lean.nodes import Node, Poly
from porism.provers.lean.order.certificates import Sign, Signed, is_strict, multiplied
from porism.provers.lean.order.closed import closed_sign
from porism.provers.lean.order.elements import is_integer
from porism.provers.lean.order.plan import NotSeen, Plan, assembled, fraction, total
from porism.provers.lean.order.readings import Readings
from porism.provers.lean.terms import Function, LeanTerm, Local, call
from porism.symbolic.polynomials import native
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    negate,
    variables,
)

ONE = Signed(Fraction(1), ("number", 1))


class Signs(Readings):
    """Terms read over a plan's elements, and their signs."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self._busy = set[object]()

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
        try:
            return self._by_shape(term, strict, p)
        except NotSeen as reason:
            return self._by_factors(p, strict, reason)

    def _by_factors(self, p: Poly, strict: bool, reason: NotSeen) -> Signed:
        """From the irreducible factors: even powers are squares, of the others the signs must be known."""
        content, factors = p.factor()
        sign, parts = fraction(content), list[Signed]()
        if len(factors) < 2 and all(e == 1 for _, e in factors):
            raise reason
        for f, e in factors:
            if e % 2:
                known = self.plan.known(f, strict)
                if known is None and (known := self.plan.known(-f, strict)) is not None:
                    sign = -sign
                if known is None:
                    raise reason
                parts.append(known)
            if e > 1:
                square = self.plan.known_nonzero(f) if strict else None
                if strict and square is None:
                    raise reason
                if square is None:
                    scale, node = self.integral(f)
                    square = Signed(scale**2, ("square", node))
                parts += [square] * (int(e) // 2)
        if sign <= 0:
            raise reason
        return multiplied([Signed(sign, ("number", 1)), *parts])

    def _by_shape(self, term: Term, strict: bool, p: Poly) -> Signed:
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
