"""Trusted: reads a claim's terms as nodes over an ordered field, and collects what stands for that which is no polynomial.

    element    stands for                  assumed                                       owed
    v_x        the claim's variable x      (its domain, as premises)
    c_pi c_e   π, e                        0 < c
    u_k        1/b                         b·u = 1; b is not 0 where the claim speaks
    r_k        a^(1/g)                     r^g = a, 0 ≤ r                                a proof of 0 ≤ a
    a_k        |a|                         t·t = a·a, 0 ≤ t
    f_k        exp(m/g)                    0 < f
    f_k f_l    sin a, cos a                s·s + c·c = 1

For a real a these are real numbers with these properties, and so, element after element, for all that is read: an element
mentions only earlier ones. A root's radicand may be negative, and then there is no r; that is why a proof is owed. Terms are
read by exp(Σ nᵢ·mᵢ) = Π exp(mᵢ)^nᵢ, a^(p/q) = (a^(1/g))^(p·g/q), sin(−a) = −sin a, cos(−a) = cos a, |−a| = |a|, and the
definitions of tan, sinh, … (`native`). g is a common denominator of the exponents that occur.

Not supported: complex numbers, derivatives, logarithms and other functions, exponents that are no rational number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from porism.provers.lean.checking.guard import LOCAL
from porism.provers.lean.nodes import ONE, Node, product
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.polynomials import linear_parts, native
from porism.symbolic.term import (
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    negate,
    subterms,
)

MAX_POWER = 100
Kind: TypeAlias = Literal[
    "variable", "constant", "inverse", "root", "absolute", "exponential", "sine", "cosine"
]


@dataclass(frozen=True)
class Element:
    """A variable of the theorem; `of` is the divisor, the radicand, what stands between the bars, or a cosine's sine."""

    name: str
    kind: Kind
    of: Node = ONE
    degree: int = 1
    term: Term | None = None  # the one that it stands for, or that a root is taken of


class Elements:
    """The elements of one theorem, and the nodes of terms over them."""

    def __init__(self, claim: Claim, terms: Iterable[Term] = ()) -> None:
        self.found = [Element(f"v_{name}", "variable") for name, _ in claim.variables]
        if strange := [e.name for e in self.found if not LOCAL.fullmatch(e.name)]:
            raise UnsupportedError(f"{strange[0][2:60]!r} is not a variable's name")
        if complex_ones := [name for name, domain in claim.variables if not domain.is_real]:
            raise UnsupportedError(f"{complex_ones[0]} is complex; an order is about real numbers")
        self._known = dict[object, Node]()
        self._index = {name: k for k, (name, _) in enumerate(claim.variables)}
        self.grains = dict[Term, int]()
        sides = (s for r in (claim.relation, *claim.hypotheses) for s in (r.left, r.right))
        for term in (*sides, *terms):
            self._prepare(term)

    def _prepare(self, term: Term) -> None:
        """Collects the denominators of exponents."""
        if any(isinstance(t, Derivative) for t in subterms(term)):
            return
        for t in subterms(native(term)):
            match t:
                case Power(base, Number(n)) if n.denominator <= MAX_POWER:
                    self._grain(base, n.denominator)
                case Apply("exp", argument):
                    for coefficient, monomial in linear_parts(argument):
                        self._grain(Apply("exp", monomial), coefficient.denominator)
                case _:
                    pass

    def _grain(self, key: Term, denominator: int) -> None:
        self.grains[key] = math.lcm(self.grains.get(key, 1), denominator)

    def node(self, term: Term) -> Node:
        """The node of a term; raises `UnsupportedError`."""
        if any(isinstance(t, Derivative) for t in subterms(term)):
            raise UnsupportedError(f"{term} has a derivative"[:300])
        return self._node(native(term))

    def _node(self, term: Term) -> Node:
        match term:
            case Number(value):
                size: Node = ("number", abs(value.numerator))
                if value.denominator != 1:
                    inverse = self.inverse(("number", value.denominator))
                    size = inverse if abs(value.numerator) == 1 else ("mul", size, inverse)
                return ("neg", size) if value < 0 else size
            case Constant("pi" | "e" as name):
                return self._element(("constant", name), Element(f"c_{name}", "constant"))
            case Variable(name) if name in self._index:
                return ("variable", self._index[name])
            case Power(base, Number(n)) if max(abs(n.numerator), n.denominator) <= MAX_POWER:
                inside = self._node(base)
                grain = self.grains.get(base, n.denominator) if n.denominator != 1 else 1
                if grain != 1:
                    inside = self._element(
                        ("root", inside, grain), Element(self._name("r"), "root", inside, grain, base)
                    )
                return self._power(inside, n * grain)
            case Product(factors):
                return product([self._node(factor) for factor in factors])
            case Sum(terms):
                total: Node | None = None
                for part in sorted(terms, key=lambda t: isinstance(t, Number)):  # numbers last
                    total = self._node(part) if total is None else ("add", total, self._node(part))
                return ONE if total is None else total
            case Apply("abs", argument):
                inside = self._node(without_sign(argument)[1])
                return self._element(("absolute", inside), Element(self._name("a"), "absolute", inside))
            case Apply("exp", argument):
                return product([self._exponential(c, m) for c, m in linear_parts(argument)])
            case Apply("sin" | "cos" as name, argument):
                return self._circular(name, argument)
            case _:
                raise UnsupportedError(f"{term} is beyond what an ordered field is said to have"[:300])

    def inverse(self, divisor: Node) -> Node:
        """The variable that stands for 1/divisor."""
        if divisor == ONE:
            return ONE
        return self._element(("inverse", divisor), Element(self._name("u"), "inverse", divisor))

    def forget(self, count: int) -> None:
        """Only the first `count` elements."""
        del self.found[count:]
        self._known = {key: node for key, node in self._known.items() if node[1] < count}

    def _power(self, base: Node, n: Fraction) -> Node:
        """base^n for a whole number n."""
        if n.denominator != 1:
            raise UnsupportedError(f"the exponent {n} is not a whole number")
        if n == 0:
            return ONE
        inside = self.inverse(base) if n < 0 else base
        return inside if abs(n) == 1 else ("pow", inside, abs(n.numerator))

    def _exponential(self, coefficient: Fraction, monomial: Term) -> Node:
        self._node(monomial)  # it is real, and defined where the claim is
        grain = self.grains.get(Apply("exp", monomial), coefficient.denominator)
        if abs(coefficient * grain) > MAX_POWER:
            raise UnsupportedError(f"the exponent {coefficient * grain} exceeds {MAX_POWER}")
        element = Element(self._name("f"), "exponential", ONE, grain, monomial)
        return self._power(self._element(("exp", monomial), element), coefficient * grain)

    def _circular(self, name: str, argument: Term) -> Node:
        sign, argument = without_sign(argument)
        self._node(argument)
        sine = self._element(("sin", argument), Element(self._name("f"), "sine", term=argument))
        cosine = self._element(("cos", argument), Element(self._name("f"), "cosine", sine, term=argument))
        if name == "cos":
            return cosine
        return ("neg", sine) if sign < 0 else sine

    def _name(self, letter: str) -> str:
        return f"{letter}_{1 + sum(e.name.startswith(f'{letter}_') for e in self.found)}"

    def _element(self, key: object, element: Element) -> Node:
        if key not in self._known:
            self._known[key] = ("variable", len(self.found))
            self.found.append(element)
        return self._known[key]


def without_sign(term: Term) -> tuple[int, Term]:
    """(±1, a) with term = ±a, the same a for a term and its negative."""
    other = negate(term)
    return (1, term) if (len(str(term)), str(term)) <= (len(str(other)), str(other)) else (-1, other)


def is_integer(term: Term, discrete: frozenset[str]) -> bool:
    """Whether a term is an integer by its shape, `discrete` being the variables that are.

    >>> is_integer(Sum((Number(Fraction(1)), Variable("n"))), frozenset({"n"}))
    True
    """
    match term:
        case Number(value):
            return value.denominator == 1
        case Variable(name):
            return name in discrete
        case Sum(parts) | Product(parts):
            return all(is_integer(part, discrete) for part in parts)
        case Power(base, Number(n)):
            return n.denominator == 1 and n > 0 and is_integer(base, discrete)
        case _:
            return False


def numeral(node: Node) -> Fraction | None:
    """The number that a divisor is, if it is written as one."""
    return Fraction(node[1]) if node[0] == "number" else None
