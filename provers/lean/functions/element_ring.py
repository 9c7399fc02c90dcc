"""Trusted: ring elements, what each stands for, and what is assumed of it; polynomials in them stand for terms.

An element that moves with a variable of differentiation must be smooth near each point (`table.py`); one whose
condition is not seen (`known_facts.py`) makes the claim unsupported. `elements.py` says which elements there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

from flint import Ordering, fmpq_mpoly_ctx

from porism.provers.exact.ratios import fraction
from porism.provers.exact.terms import Term, add, mul, num, power
from porism.provers.lean.checking.guard import LOCAL
from porism.provers.lean.functions.known_facts import KnownFacts, moves
from porism.provers.lean.functions.table import smooth
from porism.provers.lean.nodes import ONE, Node, Poly, product
from porism.symbolic.errors import UnsupportedError

SIZE = 32  # generators of the ring
MAX_ELEMENTS = 20
MAX_POWER = 40
MAX_GRAIN = 24
MAX_TERMS = 500  # of a polynomial that a term becomes


class FinerGrain(Exception):
    """A monomial needs a larger denominator: reading starts again."""

    def __init__(self, key: tuple[str, Term], grain: int) -> None:
        super().__init__(f"{key[0]} needs the grain {grain}")
        self.key, self.grain = key, grain


@dataclass
class Element:
    """An element: what it stands for, the equation that is assumed of it, and how its derivative is known.

    `argument` is a (for an inverse b, for a root or an absolute value what its power is, with `degree` the exponent).
    """

    name: str
    kind: str
    term: Term
    argument: Poly = None
    degree: int = 0
    premise: tuple[Node, Node] | None = None


class ElementRing:
    """The elements, in the order in which they were made, and polynomials in them."""

    def __init__(self, facts: KnownFacts, grains: dict[tuple[str, Term], int]) -> None:
        context = fmpq_mpoly_ctx.get([("g", SIZE)], Ordering.lex)
        self.generators = tuple(reversed(context.gens()))  # a later element is larger in the order
        self.one = self.generators[0] ** 0
        self.context = context
        self.facts, self.grains = facts, grains
        self.elements = list[Element]()
        self.written = dict[str, str]()  # a function's application: how it is written
        self.places = dict[Any, int]()
        self.left_out = dict[str, None]()  # what is assumed to differ from 0, and need not
        for name in facts.statement.domains:
            if not LOCAL.fullmatch(f"v_{name}"):
                raise UnsupportedError(f"{name[:60]!r} is not a variable's name")
            self._new(("var", name), Element(f"v_{name}", "variable", ("var", name)))

    def _new(self, key: Any, element: Element) -> int:
        if len(self.elements) >= MAX_ELEMENTS:
            raise UnsupportedError(f"the claim needs more than {MAX_ELEMENTS} elements")
        index = len(self.elements)
        self.places[key] = index
        self.elements.append(element)
        if element.kind not in ("variable", "constant", "turns") and moves(element.term, self.facts.moving):
            self._require_smooth(element)
        return index

    def _require_smooth(self, element: Element) -> None:
        match element.kind:
            case "inverse":
                return  # b ≠ 0 was seen, and holds nearby
            case "root":
                needed = smooth("root", element.term[1])
                if needed and self.differs_from_zero(element.argument):
                    needed = [("R", element.term[1])]
            case kind:
                needed = smooth(kind, element.term[1])
        if needed is None or not self.facts.all_hold(needed):
            raise UnsupportedError(f"{self.shown(element.term)} is not seen to be smooth")

    def generator(self, index: int) -> Poly:
        """The polynomial that is the element."""
        return self.generators[index]

    def place(self, generator_index: int) -> int:
        """The element's index of a generator's index in the ring."""
        return SIZE - 1 - generator_index

    def used(self, p: Poly) -> list[int]:
        """The indices of the elements that occur."""
        return sorted(self.place(k) for k, e in enumerate(p.degrees()) if e > 0)

    def _named(self, letter: str) -> str:
        return f"{letter}_{1 + sum(e.name.startswith(f'{letter}_') for e in self.elements)}"

    def term(self, p: Poly) -> Term:
        """What a polynomial stands for."""
        parts = list[Term]()
        for exponents, c in p.terms():
            factors = [
                power(self.elements[self.place(k)].term, int(e))
                if e > 1
                else self.elements[self.place(k)].term
                for k, e in enumerate(exponents)
                if e
            ]
            parts.append(mul(num(fraction(c)), *factors))
        return add(*parts)

    def node(self, p: Poly) -> Node:
        """The node of a polynomial, a sum of monomials; coefficients as ("rational", q)."""
        total: Node | None = None
        for exponents, c in p.terms():
            q = fraction(c)
            factors: list[Node] = [number_node(abs(q))] if abs(q) != 1 or not any(exponents) else []
            for k in reversed(range(SIZE)):
                if e := int(exponents[k]):
                    variable: Node = ("variable", self.place(k))
                    factors.append(variable if e == 1 else ("pow", variable, e))
            monomial = product(factors)
            if total is None:
                total = monomial if q > 0 else ("neg", monomial)
            else:
                total = ("add" if q > 0 else "sub", total, monomial)
        return ("number", 0) if total is None else total

    def shown(self, t: Term) -> str:
        """A term for the legend."""
        return shown_term(t)

    def relations(self) -> Iterator[tuple[int, Poly, int]]:
        """(element, polynomial that is zero, the element's power in it or 0 for an inverse)."""
        for index, e in enumerate(self.elements):
            g = self.generator(index)
            match e.kind:
                case "inverse":
                    yield index, e.argument * g - 1, 0
                case "root" | "abs" if e.premise is not None:
                    yield index, g**e.degree - e.argument, e.degree
                case "cos":
                    yield index, g**2 + self.generator(index - 1) ** 2 - 1, 2
                case "constant" if e.premise is not None:
                    yield index, g**2 + 1, 2
                case "turns":
                    yield index, g**2 - 1, 2

    def raised(self, p: Poly, n: int) -> Poly:
        """p^n for a natural n, unless it would be too large."""
        size = comb(len(p) + n - 1, n) if len(p) > 1 else 1
        if n > MAX_POWER or size > MAX_TERMS:
            raise UnsupportedError(f"a power with the exponent {n} is too large")
        return p**n

    def normal(self, p: Poly) -> Poly:
        """The polynomial with powers reduced by what is assumed of its elements."""
        for _, zero, _ in sorted(self.relations(), key=lambda r: -r[0]):
            p = divmod(p, zero)[1]
        if len(p) > MAX_TERMS:
            raise UnsupportedError(f"a term becomes a polynomial with more than {MAX_TERMS} terms")
        return p

    def differs_from_zero(self, p: Poly) -> bool:
        """Whether p is seen to differ from 0, or may be assumed to.

        A polynomial over the rationals in the one variable that moves has finitely many zeros. Between them the theorem
        gives the claim; at them the claim follows, if both sides are continuous.
        """
        if self._seen("!=", p):
            return True
        used = [self.elements[k].term for k in self.used(p)]
        if [("var", x) for x in self.facts.moving] != used or not self.facts.is_continuous:
            return False
        self.left_out[shown_term(self.term(p))] = None
        return True

    def _seen(self, kind: str, p: Poly) -> bool:
        return self.facts.holds(kind, self.term(p))

    def printed(self, p: Poly) -> str:
        """A polynomial in the elements' names."""
        parts = list[str]()
        for exponents, c in p.terms():
            factors = [str(fraction(c))] if abs(c) != 1 or not any(exponents) else []
            for k in reversed(range(SIZE)):
                if e := int(exponents[k]):
                    name = self.elements[self.place(k)].name
                    factors.append(name if e == 1 else f"{name}^{e}")
            parts.append(("-" if c == -1 and any(exponents) else "") + "*".join(factors))
        return " + ".join(parts).replace("+ -", "- ") or "0"

    def constant(self, name: str) -> int:
        """The element for i or π."""
        key = ("const", name)
        if key not in self.places:
            index = len(self.elements)
            square = (("mul", ("variable", index), ("variable", index)), ("neg", ONE))
            self._new(key, Element(f"c_{name}", "constant", key, premise=square if name == "i" else None))
        return self.places[key]


def subnodes(node: Node) -> Iterator[Node]:
    """The node and all that it is made of."""
    yield node
    for part in node[1:]:
        if isinstance(part, tuple):
            yield from subnodes(part)


def number_node(q: Fraction) -> Node:
    """The node of a rational that is not negative."""
    return ("number", q.numerator) if q.denominator == 1 else ("rational", q)


def shown_term(t: Term) -> str:
    """A plain term as people write it."""
    match t:
        case ("num", q):
            return str(q)
        case ("var" | "const", name):
            return "I" if name == "i" else str(name)
        case ("+", *parts):
            return " + ".join(map(shown_term, parts)).replace("+ -", "- ")
        case ("*", ("num", q), *parts) if q == -1:
            return "-" + "*".join(map(_factor, parts))
        case ("*", *parts):
            return "*".join(map(_factor, parts))
        case ("^", base, exponent):
            return f"{_factor(base, True)}^{_factor(exponent, True)}"
        case ("diff", body, x):
            return f"diff({shown_term(body)}, {x})"
        case (f, a):
            return f"{'1/gamma' if f == 'rgamma' else f}({shown_term(a)})"
    raise UnsupportedError(f"{t} is not a term"[:200])


def _factor(t: Term, tight: bool = False) -> str:
    text = shown_term(t)
    loose = t[0] == "+" or (tight and (t[0] in ("*", "^") or "/" in text or text.startswith("-")))
    return f"({text})" if loose else text
