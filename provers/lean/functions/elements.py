"""Trusted: a claim's terms as polynomials in ring elements, with what is assumed of each element.

    element            stands for        assumed, where the claim speaks                     needed for it
    v_x                the variable x    nothing
    c_i, c_pi          i, π              i·i = −1
    u_k                1/b               b·u = 1                                             b ≠ 0
    r_k                a^(1/g)           rᵍ = a
    f_k                exp(m)            nothing
    f_k, f_(k+1)       sin m, cos m      sin² + cos² = 1
    f_k                |a|               |a|² = a²                                           a real
    f_k                cos(nπ)           cos(nπ)² = 1, and sin(nπ) is 0                      n an integer variable
    f_k                log a, aⁿ, …      nothing

Terms are read by laws that hold for all complex numbers where both sides are defined, principal branches throughout:

    exp(Σ nᵢ·mᵢ) = Π exp(mᵢ)ⁿⁱ      sin, cos of a sum and of multiples      exp(iy) = cos y + i·sin y, sin(iy) = i·sinh y
    exp(n·log a) = aⁿ      (a^(1/g))ᵏ = a^(k/g)      (c·a)^q = c^q·a^q,  log(c·a) = log c + log a  for rational c > 0
    exp(i·asin a) = i·a + √(1 − a²)   exp(asinh a) = a + √(1 + a²)           exp(i·atan a) = (1 + i·a)/√(1 + a²)  for real a
    a^(Σ nᵢ·mᵢ) = Π (a^mᵢ)ⁿⁱ  for natural nᵢ and mᵢ, and any a: 0⁰ = 1
    f(−a) = −f(a)  for odd f          |−a| = |a|                             exp(W(a)) = a/W(a)  for a ≠ 0
    log(Π aᵢⁿⁱ) = Σ nᵢ·log aᵢ  where each aᵢ is seen to be positive          values at numbers: `special_values.py`

Where the claim has a derivative, each element that moves must besides be smooth (`table.py`) near each point, so
that it is an element of the ring of smooth functions. Every condition is asked of `known_facts.py`; an element whose
condition is not seen makes the claim unsupported. A polynomial in x below the line or under a root may have zeros, if
both sides are continuous in x: what holds beside finitely many points then holds at them. mᵢ are monomials, divided by a
common denominator (the grain). A derivative below the line is written as its value (`Elements.slope`); each other one is
differentiated by Lean.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from porism.provers.exact.ratios import rational
from porism.provers.exact.terms import Term, free
from porism.provers.lean.functions.element_ring import MAX_POWER, MAX_TERMS, SIZE, number_node, subnodes
from porism.provers.lean.functions.function_elements import FunctionElements
from porism.provers.lean.functions.known_facts import KnownFacts
from porism.provers.lean.functions.table import law
from porism.provers.lean.nodes import Node, Poly, product
from porism.symbolic.errors import UnsupportedError

Reading = tuple[Node, Poly]


@dataclass(frozen=True)
class Derived:
    """The derivative of `body` by the variables of `word`, the first one first."""

    word: tuple[str, ...]
    body: Node
    value: Poly = field(compare=False)


class Elements(FunctionElements):
    """Reads terms, and collects elements on the way."""

    def __init__(self, facts: KnownFacts, grains: dict[tuple[str, Term], int]) -> None:
        super().__init__(facts, grains)
        self.derived = list[Derived]()
        self.slopes = dict[tuple[int, str], Poly]()

    def read(self, t: Term) -> Reading:
        """The node and the polynomial of a term; raises `UnsupportedError`."""
        match t:
            case ("num", q):
                return (("neg", number_node(-q)) if q < 0 else number_node(q)), self.one * rational(q)
            case ("var", _):
                index = self.places[t]
                return ("variable", index), self.generator(index)
            case ("const", name):
                index = self.constant(name)
                return ("variable", index), self.generator(index)
            case ("+", *terms):
                return self._sum(terms)
            case ("*", ("num", q), *factors) if q < 0:
                rest = [("num", -q)] if q != -1 else []
                node, p = self._product([*rest, *factors])
                return ("neg", node), -p
            case ("*", *factors):
                return self._product(factors)
            case ("^", base, ("num", q)) if q.denominator == 1:
                if abs(q) > MAX_POWER:
                    raise UnsupportedError(f"the exponent {q} exceeds {MAX_POWER}")
                node, p = self.read(base) if q >= 0 else self._inverse_reading(base)
                return (node if abs(q) == 1 else ("pow", node, abs(int(q)))), self.raised(p, abs(int(q)))
            case ("^", base, ("num", q)):
                return self._written(t, self.root_power(self.read(base)[1], q))
            case ("^", base, exponent) if self.facts.holds("!=", base):
                a = self.read(exponent)[1] * self.read(("log", base))[1]
                return self._written(t, self.exponential(a))
            case ("^", base, exponent) if self.facts.context.forms.natural(exponent):
                return self._written(t, self.natural_power(self.read(base)[1], self.read(exponent)[1]))
            case ("^", base, _):
                raise UnsupportedError(f"{self.shown(base)} is not seen to differ from 0")
            case ("diff", _, _):
                return self._derivative(t)
            case ("exp", a):
                return self._written(t, self.exponential(self.read(a)[1]))
            case (("sin" | "cos") as f, a):
                return self._written(t, self.circular(self.read(a)[1])[f == "cos"])
            case ("log", a):
                return self._written(t, self.logarithm(self.read(a)[1]))
            case ("abs", a):
                return self._written(t, self.absolute(self.read(a)[1]))
            case (str(f), a):
                return self._written(t, self.application(f, self.read(a)[1]))
        raise UnsupportedError(f"{self.shown(t)} is not read")

    def _written(self, t: Term, p: Poly) -> Reading:
        node = self.node(p)
        if node[0] != "variable":
            self.written[self.shown(t)] = self.printed(p)
        return node, p

    def _sum(self, terms: list[Term]) -> Reading:
        total: Node | None = None
        value = 0 * self.one
        for part in sorted(terms, key=lambda p: p[0] == "num"):  # numbers last, as people write
            node, p = self.read(part)
            if total is None:
                total = node
            else:
                total = ("sub", total, node[1]) if node[0] == "neg" else ("add", total, node)
            value += p
        return total or ("number", 0), value

    def _product(self, factors: list[Term]) -> Reading:
        nodes, value = list[Node](), self.one
        for factor in factors:
            node, p = self.read(factor)
            nodes.append(node)
            value *= p
            if len(value) > MAX_TERMS:
                raise UnsupportedError(f"a term becomes a polynomial with more than {MAX_TERMS} terms")
        return product(nodes), value

    def _inverse_reading(self, base: Term) -> Reading:
        p = self.inverse(self.read(base)[1], self.facts.holds("!=", base))
        self.written[f"1/({self.shown(base)})"] = self.printed(p)
        return self.node(p), p

    def _derivative(self, t: Term) -> Reading:
        word = list[str]()
        body = t
        while body[0] == "diff":
            word.insert(0, body[2])
            body = body[1]
        node, p = self.read(body)
        if any(part[0] == "derived" for part in subnodes(node)):
            raise UnsupportedError("a derivative inside an expression that is differentiated")
        for x in word:
            p = self.normal(self.slope(p, x))
        found = Derived(tuple(word), node, p)
        if found not in self.derived:
            self.derived.append(found)
        return ("derived", self.derived.index(found)), p

    def slope(self, p: Poly, x: str) -> Poly:
        """dp/dx, by the laws of its elements."""
        total = 0 * self.one
        for k in self.used(p):
            total += p.derivative(SIZE - 1 - k) * self.slope_of(k, x)
        return total

    def slope_of(self, k: int, x: str) -> Poly:
        """The derivative of an element; what it needs is read on the way."""
        if (k, x) not in self.slopes:
            e = self.elements[k]
            if x not in free(e.term):
                found = 0 * self.one
            elif e.kind == "variable":
                found = self.one
            elif e.kind == "inverse":
                found = -(self.generator(k) ** 2) * self.slope(e.argument, x)
            else:
                _, w, c = self.chain(k)
                found = w * c * self.slope(e.argument, x)
            self.slopes[k, x] = self.normal(found)
        return self.slopes[k, x]

    def chain(self, k: int) -> tuple[Poly, Poly, Poly]:
        """(m, 1/m, c) with m·d f = c·d a for the element f of the argument a."""
        e = self.elements[k]
        if e.kind in ("root", "abs"):
            if e.premise is None:
                raise UnsupportedError(f"{self.shown(e.term)} has no law for its derivative")
            base = (
                self.inverse(e.argument) if e.kind == "root" else self.inverse(self.read(e.term[1])[1]) ** 2
            )
            return e.degree * e.argument, base / e.degree, self.generator(k)
        a = self.term(e.argument)
        found = law(e.kind, a)
        if found is None:
            raise UnsupportedError(f"{self.shown(e.term)} has no law for its derivative")
        m, c = (self.normal(self.read(t)[1]) for t in found)
        return m, self.inverse(m), c
