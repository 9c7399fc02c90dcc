"""A proof being planned: signs and equations that are known, the steps that established them, and new ones by certificates.

A `Plan` holds the theorem's elements and premises as they are introduced, and what follows from them. `certify` states one
more sign: it clears denominators, finds the cofactors of the elements' relations (`vanishing.py`), and writes the
certificate. Signs by the shape of a term are seen in `signs.py`. Nothing here is trusted; a wrong plan is a proof that
Lean refuses.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq

from porism.provers.lean.nodes import Node, Poly, bits, polynomial, polynomial_node
from porism.provers.lean.order.certificates import (
    CARRIER,
    Cone,
    Point,
    Sign,
    Signed,
    Zero,
    cone_node,
    cone_polynomial,
    is_strict,
    multiplied,
    summed,
    weighted,
)
from porism.provers.lean.order.vanishing import Ring, Rule
from porism.provers.lean.terms import Application, Forall, Function, LeanTerm, Local, call
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Term

MAX_FACTS = 1_000
MAX_BITS = 2_000_000  # of the largest number that a check computes


class NotSeen(UnsupportedError):
    """A sign that the proof needs is not seen."""


@dataclass(frozen=True)
class Bound:
    """An element or a premise of the statement: `fun name => …`, `∀ name, …`; a premise has no name in the statement."""

    name: str
    domain: LeanTerm
    is_premise: bool


@dataclass(frozen=True)
class Owed:
    """A conjunct of the statement with its proof; the rest of the statement follows."""

    proposition: LeanTerm
    proof: LeanTerm


@dataclass(frozen=True)
class Established:
    """A step of the proof alone."""

    name: str
    proposition: LeanTerm
    proof: LeanTerm


def assembled(
    parts: Sequence[Bound | Owed | Established], proof: LeanTerm, proposition: LeanTerm
) -> tuple[LeanTerm, LeanTerm]:
    """The whole proof and what it proves, from the last proposition and its proof; steps that nothing uses are left out."""
    used = _locals(proof)
    for part in reversed(parts):
        match part:
            case Established(name, _, _) if name not in used:
                continue
            case Established() | Owed():
                used |= _locals(part.proof)
            case _:
                pass
        match part:
            case Bound(name, domain, is_premise):
                proof = Function(name, domain, proof)
                proposition = Forall("" if is_premise else name, domain, proposition)
            case Owed(first, its_proof):
                proof = call("And.intro", first, proposition, its_proof, proof)
                proposition = call("And", first, proposition)
            case Established(name, fact, its_proof):
                proof = call("establish", fact, proposition, its_proof, Function(name, fact, proof))
    return proof, proposition


def _locals(term: LeanTerm) -> set[str]:
    """The names of the variables in a term, bound ones included."""
    found, waiting = set[str](), [term]
    while waiting:
        match waiting.pop():
            case Local(name):
                found.add(name)
            case Application(function, arguments):
                waiting += [function, *arguments]
            case Function(_, domain, body) | Forall(_, domain, body):
                waiting += [domain, body]
            case _:
                pass
    return found


class Plan:
    """Known signs, equations and non-zeros over the elements introduced so far."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.parts = list[Bound | Owed | Established]()
        self.count = 0  # of the elements introduced
        self.signs = list[tuple[Poly, Sign]]()
        self.nonzeros = list[tuple[Poly, Signed]]()  # p with p² = the positive signed cone
        self.zeros = dict[str, Zero]()
        self.rules = list[Rule]()
        self.fresh: Iterator[int] = itertools.count(1)
        self.discrete = frozenset[str]()  # the variables that are integers
        self.splits = list[tuple[Poly, Node, LeanTerm]]()  # t, its node, a proof of 1 ≤ t or t ≤ 0
        self.bounds = dict[
            tuple[int, int], Any
        ]()  # of numbers with roots, by element and digits (`closed.py`)
        self.wanted = dict[Term, None]()  # integers t for which such a premise would help

    def child(self) -> Plan:
        """A plan that starts from what is known here."""
        child = Plan(self.ring)
        child.count, child.fresh = self.count, self.fresh
        child.signs, child.nonzeros = list(self.signs), list(self.nonzeros)
        child.zeros, child.rules = dict(self.zeros), list(self.rules)
        child.bounds = dict(self.bounds)
        child.discrete, child.splits, child.wanted = self.discrete, self.splits, self.wanted
        return child

    @property
    def point(self) -> Point:
        """The elements introduced so far."""
        return Point([e.name for e in self.ring.elements[: self.count]])

    def raw(self, node: Node) -> Poly:
        """The node's polynomial."""
        return polynomial(node, self.ring.generators, self.ring.one)

    def reduced(self, f: Poly) -> Poly:
        """A polynomial that is equal to f by what is known of the elements; numbers are numbers."""
        return self.ring.without_numerals(self.ring.lowered(self.ring.without_numerals(f), self.rules))

    def named(self) -> str:
        """A name for a fact; raises `UnsupportedError` where a proof has become too long."""
        number = next(self.fresh)
        if number > MAX_FACTS:
            raise UnsupportedError(f"the proof has more than {MAX_FACTS:,} steps")
        return f"h_{number}"

    # what is known

    def know(self, sign: Sign) -> None:
        """Records a sign."""
        self.signs.append((self.reduced(self.raw(sign.node)), sign))

    def know_square(self, base: Node, sign: Sign) -> None:
        """Records that base² > 0."""
        self.nonzeros.append((self.reduced(self.raw(base)), Signed(Fraction(1), ("premise", sign))))

    def know_zero(self, zero: Zero) -> None:
        """Records an equation."""
        self.zeros[zero.name] = zero

    def known(self, p: Poly, strict: bool) -> Signed | None:
        """p as a positive multiple of a known sign, or that and a positive number."""
        p = self.reduced(p)
        for offset in (False, True):
            for poly, sign in self.signs:
                if (scale := _ratio(p, poly, offset)) is None:
                    continue
                rest = p - poly * rational(scale)
                number = Fraction(0) if rest == 0 else fraction(rest.leading_coefficient())
                if number < 0 or (strict and not sign.strict and number == 0):
                    continue
                premise = Signed(scale, ("premise", sign))
                return premise if number == 0 else total([premise, Signed(number, ("number", 1))])
        return None

    def known_nonzero(self, p: Poly) -> Signed | None:
        """p² from a known non-zero."""
        p = self.reduced(p)
        for poly, signed in self.nonzeros:
            if (scale := _ratio(p, poly, False)) or (scale := _ratio(-p, poly, False)):
                return Signed(signed.scale * scale**2, signed.cone)
        return None

    def contradiction(self) -> Signed | None:
        """A strictly positive cone whose polynomial is 0, from two known signs that exclude each other."""
        for k, (p, first) in enumerate(self.signs):
            for q, second in self.signs[:k]:
                if (scale := _ratio(-p, q, True)) is None:
                    continue
                rest = p + q * rational(scale)
                number = Fraction(0) if rest == 0 else fraction(rest.leading_coefficient())
                if number < 0 or (number == 0 and (first.strict or second.strict)):
                    pair = [Signed(Fraction(1), ("premise", first)), Signed(scale, ("premise", second))]
                    return total([*pair, Signed(-number, ("number", 1))] if number else pair)
        return None

    # certificates

    def certify_absurd(self, target: Node, strict: bool) -> Sign:
        """Any sign, from signs that exclude each other; raises `NotSeen`."""
        absurd = self.contradiction()
        if absurd is None:
            raise NotSeen("the known signs do not exclude each other")
        none = Signed(Fraction(1), ("number", 0))
        parts, multiplier = ([absurd], none) if strict else ([none], absurd)
        return self.certify(target, strict, parts, multiplier)

    def certify(
        self,
        target: Node,
        strict: bool,
        parts: Sequence[Signed],
        multiplier: Signed | None = None,
        ideal: Sequence[tuple[Poly, Zero]] = (),
        scale: Fraction | int = 1,
    ) -> Sign:
        """The sign of the target by multiplier·scale·target = Σ parts + Σ cofactor·zero; a step of the proof."""
        law = "positive_of_certificate" if strict else "nonneg_of_certificate"
        proof = self._certificate(law, target, [target], strict, parts, multiplier, ideal, Fraction(scale))
        return self.establish(strict, target, proof)

    def certify_equal(
        self,
        name: str,
        left: Node,
        right: Node,
        parts: Sequence[Signed],
        multiplier: Signed | None,
        ideal: Sequence[tuple[Poly, Zero]],
    ) -> Zero:
        """The equation left = right by −multiplier·(left − right)² = Σ parts + Σ cofactor·zero."""
        difference: Node = ("sub", left, right)
        target: Node = ("neg", ("mul", difference, difference))
        proof = self._certificate(
            "equal_of_certificate", target, [left, right], False, parts, multiplier, ideal, Fraction(1)
        )
        return self.establish_zero(name, left, right, proof)

    def establish(self, strict: bool, node: Node, proof: LeanTerm) -> Sign:
        """A sign of a node, proved in a step of its own."""
        name = self.named()
        self.parts.append(Established(name, self.point.sign_type(strict, node), proof))
        sign = Sign(strict, node, Local(name))
        self.know(sign)
        return sign

    def establish_zero(self, relation: str, left: Node, right: Node, proof: LeanTerm) -> Zero:
        """An equation, proved in a step of its own."""
        name, point = self.named(), self.point
        fact = call("Eq", CARRIER, point.value(left), point.value(right), levels=(1,))
        self.parts.append(Established(name, fact, proof))
        zero = Zero(relation, left, right, Local(name))
        self.know_zero(zero)
        return zero

    def _certificate(
        self,
        law: str,
        target: Node,
        shown: Sequence[Node],
        strict: bool,
        parts: Sequence[Signed],
        multiplier: Signed | None,
        ideal: Sequence[tuple[Poly, Zero]],
        scale: Fraction,
    ) -> LeanTerm:
        m = multiplier or Signed(Fraction(1), ("number", 1))
        common = math.lcm(1, (m.scale * scale).denominator, *(p.scale.denominator for p in parts))
        m_cone = weighted(int(m.scale * scale * common), m.cone)
        cones = [weighted(int(p.scale * common), p.cone) for p in parts]
        f = self._value(m_cone) * self.raw(target) - sum(map(self._value, cones), self.ring.one * 0)
        given = dict[str, Poly]()
        for cofactor, zero in ideal:
            given[zero.name] = given.get(zero.name, self.ring.one * 0) + cofactor * common
            f -= cofactor * common * (self.raw(zero.left) - self.raw(zero.right))
        found = self.ring.vanishing(f, self.rules)
        if found.rest != 0:
            raise NotSeen("an identity of the certificate does not hold")
        squares = list[Signed]()
        extra = self.ring.one
        for index, power in found.powers.items():
            base = self.ring.bases[index]
            if base.is_constant():
                squares.append(Signed(Fraction(1), ("number", int(base.leading_coefficient()) ** power)))
                continue
            extra *= base ** (power % 2)
            square = self.divisor_square(index)
            squares += [square] * ((power + 1) // 2)
        by = multiplied(squares)
        if squares:
            m_cone, cones = ("mul", by.cone, m_cone), [("mul", by.cone, c) for c in cones]
        factor = self.ring.one
        for index, power in found.powers.items():
            factor *= self.ring.bases[index] ** power
        cofactors = {name: c * extra for name, c in found.cofactors.items()}
        for name, c in given.items():
            cofactors[name] = cofactors.get(name, self.ring.one * 0) + c * factor * extra
        denominators = math.lcm(1, *(int(c.q) for f in cofactors.values() for _, c in f.terms()))
        m_cone = weighted(denominators, m_cone)
        c_cone = summed([weighted(denominators, c) for c in cones])
        equations = [
            (polynomial_node(c * denominators), self.zeros[name]) for name, c in cofactors.items() if c != 0
        ]
        if strict and not is_strict(c_cone):
            raise NotSeen("no summand is seen to be positive")
        self._refuse_large(m_cone, target, c_cone, equations)
        return self.point.certified(law, shown, m_cone, c_cone, equations)

    def divisor_square(self, index: int) -> Signed:
        """b² > 0 for the divisor b of an element u: u²·b² = 1."""
        base, u = self.ring.elements[index].of, ("variable", index)
        known = self.known_nonzero(self.raw(base))
        if known is not None and known.scale == 1 and self._value(known.cone) == self.raw(base) ** 2:
            return known
        sign = self.certify(
            ("mul", base, base),
            True,
            [Signed(Fraction(1), ("number", 1))],
            Signed(Fraction(1), ("square", u)),
        )
        self.know_square(base, sign)
        return Signed(Fraction(1), ("premise", sign))

    def _value(self, cone: Cone) -> Poly:
        return cone_polynomial(cone, self.ring.generators, self.ring.one)

    def _refuse_large(self, m: Cone, target: Node, c: Cone, equations: Sequence[tuple[Node, Zero]]) -> None:
        combined: Node = ("number", 0)
        for cofactor, zero in equations:
            combined = ("add", ("mul", cofactor, ("sub", zero.left, zero.right)), combined)
        whole: Node = ("sub", ("mul", cone_node(m), target), ("add", cone_node(c), combined))
        size = bits(whole, self.count)
        if size > MAX_BITS:
            raise UnsupportedError(
                f"the check would compute with numbers of {size:,.0f} bits, more than {MAX_BITS:,}"
            )


def total(parts: Sequence[Signed]) -> Signed:
    """The sum of what has a sign."""
    common = math.lcm(1, *(p.scale.denominator for p in parts))
    return Signed(Fraction(1, common), summed([weighted(int(p.scale * common), p.cone) for p in parts]))


def fraction(c: Poly) -> Fraction:
    """The rational number that FLINT holds."""
    return Fraction(int(c.p), int(c.q))


def rational(q: Fraction) -> Poly:
    """The same number in FLINT."""
    return fmpq(q.numerator, q.denominator)


def _ratio(p: Poly, q: Poly, offset: bool) -> Fraction | None:
    """c > 0 with p = c·q, or with p − c·q a number if `offset`."""
    if q == 0 or p == 0 or q.is_constant() or p.is_constant():
        return None
    ours, theirs = p.leading_coefficient(), q.leading_coefficient()
    scale = fraction(ours) / fraction(theirs)
    if scale <= 0:
        return None
    rest = p - q * rational(scale)
    return scale if rest == 0 or (offset and rest.is_constant()) else None
