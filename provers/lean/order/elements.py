"""Reads a claim's terms as nodes over an ordered field, and collects the elements that stand for what is no polynomial.

    v_x      the claim's variable x                                c_pi, c_e    any element that is positive
    u_k      1/b, with the premise b·u = 1                         (for each divisor b, the denominators of numbers too)
    r_k      a^(1/q), with the premises r^q = a and 0 ≤ r          owes a proof of 0 ≤ a
    a_k      |a|, with the premises t·t = a·a and 0 ≤ t

At every point that the claim speaks about the divisors are not 0, and a root has these properties as soon as a ≥ 0;
that is why it owes a proof. Elements come in the order of their making, so each mentions only earlier ones.

Not supported: complex numbers, functions other than |·|, exponents that are no rational number.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from porism.provers.lean.guard import LOCAL
from porism.provers.lean.nodes import ONE, Node, product
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Apply, Constant, Number, Power, Product, Sum, Term, Variable, negate

MAX_POWER = 100
Kind: TypeAlias = Literal["variable", "constant", "inverse", "root", "absolute"]


@dataclass(frozen=True)
class Element:
    """A variable of the theorem; `of` is the divisor, the radicand or what stands between the bars."""

    name: str
    kind: Kind
    of: Node = ONE
    degree: int = 1
    term: Term | None = None  # the one that it stands for, where a proof is owed


class Elements:
    """The elements of one theorem, and the nodes of terms over them."""

    def __init__(self, claim: Claim) -> None:
        self.found = [Element(f"v_{name}", "variable") for name, _ in claim.variables]
        if strange := [e.name for e in self.found if not LOCAL.fullmatch(e.name)]:
            raise UnsupportedError(f"{strange[0][2:60]!r} is not a variable's name")
        if complex_ones := [name for name, domain in claim.variables if not domain.is_real]:
            raise UnsupportedError(f"{complex_ones[0]} is complex; an order is about real numbers")
        self._known = dict[object, Node]()
        self._index = {name: k for k, (name, _) in enumerate(claim.variables)}

    def node(self, term: Term) -> Node:
        """The node of a term; raises `UnsupportedError`."""
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
                inside = self.node(base)
                if n.denominator != 1:
                    inside = self._element(
                        ("root", inside, n.denominator),
                        Element(self._name("r"), "root", inside, n.denominator, base),
                    )
                if n < 0:
                    inside = self.inverse(inside)
                return inside if abs(n.numerator) == 1 else ("pow", inside, abs(n.numerator))
            case Product(factors):
                return product([self.node(factor) for factor in factors])
            case Sum(terms):
                total: Node | None = None
                for part in sorted(terms, key=lambda t: isinstance(t, Number)):  # numbers last
                    total = self.node(part) if total is None else ("add", total, self.node(part))
                return ONE if total is None else total
            case Apply("abs", argument):
                inside = self.node(min(argument, negate(argument), key=lambda t: (len(str(t)), str(t))))
                return self._element(("absolute", inside), Element(self._name("a"), "absolute", inside))
            case _:
                raise UnsupportedError(f"{term} is beyond roots and quotients of real polynomials"[:300])

    def forget(self, count: int) -> None:
        """Only the first `count` elements."""
        del self.found[count:]
        self._known = {key: node for key, node in self._known.items() if node[1] < count}

    def inverse(self, divisor: Node) -> Node:
        """The variable that stands for 1/divisor."""
        if divisor == ONE:
            return ONE
        return self._element(("inverse", divisor), Element(self._name("u"), "inverse", divisor))

    def _name(self, letter: str) -> str:
        return f"{letter}_{1 + sum(e.name.startswith(f'{letter}_') for e in self.found)}"

    def _element(self, key: object, element: Element) -> Node:
        if key not in self._known:
            self._known[key] = ("variable", len(self.found))
            self.found.append(element)
        return self._known[key]


def numeral(node: Node) -> Fraction | None:
    """The number that a divisor is, if it is written as one."""
    return Fraction(node[1]) if node[0] == "number" else None
