"""What a claim's theorem is made of: its elements, premises, laws of derivatives, and cofactors of its proof.

    claim ─► elements and nodes (`elements.py`) ─► laws of the derivatives that occur ─► cofactors (`elimination.py`)

Premises besides those of the elements, where they are needed: the laws that the exact certificate uses, and hypotheses that
are equations, if nothing moves. `Plan.slope` repeats what `Expression.slope` computes; Lean checks that it does.
"""

from __future__ import annotations

from dataclasses import dataclass

from porism.provers.exact.ratios import fraction
from porism.provers.exact.terms import Term, free, mul, num, put, sub, term
from porism.provers.lean.functions.element_ring import shown_term, subnodes
from porism.provers.lean.functions.elements import Elements
from porism.provers.lean.functions.elimination import Zero, eliminated, main_element, triangular
from porism.provers.lean.functions.known_facts import KnownFacts
from porism.provers.lean.nodes import ONE, Node, Poly
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError

ZERO_NODE: Node = ("number", 0)


@dataclass(frozen=True)
class Premise:
    """An equation of the statement, between nodes."""

    name: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Law:
    """How the derivative of the element `index` is known: `given` a node, or m·d f = c·d a with w = 1/m.

    `how` is `premise`, `chain`, `inverse` or `root`; `name` the premise that it rests on, if there is one.
    """

    index: int
    how: str
    name: str
    given: Node | None = None
    m: Node = ONE
    w: Node = ONE
    c: Node = ZERO_NODE
    a: Node = ZERO_NODE


class NotZero(Exception):
    """The difference of the sides is not seen to be zero."""


class ExtraUnread(Exception):
    """A law or hypothesis cannot be read."""

    def __init__(self, index: int) -> None:
        super().__init__(str(index))
        self.index = index


class Plan:
    """One attempt: everything is read, then the cofactors are found, then the terms are written."""

    def __init__(
        self,
        claim: Claim,
        facts: KnownFacts,
        grains: dict[tuple[str, Term], int],
        extra: bool,
        skipped: set[int],
    ) -> None:
        self.elements = els = Elements(facts, grains)
        _, left, right = claim.to_json()["relation"]
        sides = [term(left), term(right)]
        if extra:  # what a hypothesis gives for a variable stands for it, also in a function's argument
            sides = [self._solved(facts, side) for side in sides]
        self.left, self.right = (els.read(side)[0] for side in sides)
        extras = self._extras(claim, facts, skipped) if extra else []
        self.laws = dict[str, list[Law]]()
        self.law_count = 0
        # Laws read more terms, and so make more elements; the slopes of `derived` did so already.
        self.derived = [self.value(self._covered(d.word, d.body)) for d in els.derived]
        self.premises = [
            Premise(f"h_{k}", *pair)
            for k, pair in enumerate([e.premise for e in els.elements if e.premise] + extras, 1)
        ]
        self.zeros = self._zeros()
        self.found = eliminated(self.value(self.left) - self.value(self.right), self.zeros, els.generators)
        if self.found.rest != 0:
            raise NotZero

    # reading

    def _solved(self, facts: KnownFacts, t: Term) -> Term:
        """The term with variables replaced by what they are by hypothesis."""
        for x, zero in facts.solved:
            constant, at_one = put(zero, {x[1]: num(0)}), put(zero, {x[1]: num(1)})
            r, s = self.elements.read(constant)[1], self.elements.read(sub(at_one, constant))[1]
            if s == 0 or not s.is_constant():
                continue
            scale = fraction(s.leading_coefficient())
            if self.elements.read(zero)[1] == r + self.elements.read(x)[1] * s:
                value = mul(num(-1 / scale), constant)
                self.elements.written[shown_term(x)] = f"{shown_term(value)}, by a hypothesis"
                t = put(t, {x[1]: value})
        return t

    def _extras(self, claim: Claim, facts: KnownFacts, skipped: set[int]) -> list[tuple[Node, Node]]:
        """The laws of the certificate, and hypotheses where nothing moves: equations that hold of the elements."""
        pairs = list(facts.rewrites)
        if not facts.moving:
            pairs += [(left, right) for kind, left, right in facts.statement.hypotheses if kind == "=="]
        found = list[tuple[Node, Node]]()
        for k, pair in enumerate(pairs):
            if k in skipped:
                continue
            try:
                (left, p), (right, q) = map(self.elements.read, pair)
            except UnsupportedError as error:
                raise ExtraUnread(k) from error
            if p != q:
                found.append((left, right))
        return found

    def _zeros(self) -> list[Zero]:
        """The premises as zeros that elimination can use."""
        els, zeros = self.elements, list[Zero]()
        inverse = {str(e.premise): (k, e.argument) for k, e in enumerate(els.elements) if e.kind == "inverse"}
        for premise in self.premises:
            zero = self.value(premise.left) - self.value(premise.right)
            if zero == 0:
                continue
            key = str((premise.left, premise.right))
            if key in inverse:
                k, divisor = inverse[key]
                zeros.append(Zero({premise.name: els.one}, zero, k, divisor))
                continue
            zeros.append(Zero({premise.name: els.one}, zero, main_element(zero, els.generators)))
        return triangular(zeros, els.generators)

    def value(self, node: Node) -> Poly:
        """The polynomial of a node."""
        els = self.elements
        match node:
            case ("number" | "rational", q):
                return els.one * int(q) if node[0] == "number" else els.one * q.numerator / q.denominator
            case ("variable", k):
                return els.generators[k]
            case ("derived", k):
                return self.derived[k]
            case ("neg", a):
                return -self.value(a)
            case ("pow", a, k):
                return self.value(a) ** k
            case ("add", a, b):
                return self.value(a) + self.value(b)
            case ("sub", a, b):
                return self.value(a) - self.value(b)
            case ("mul", a, b):
                return self.value(a) * self.value(b)
        raise UnsupportedError("a node that is not read")

    # derivatives

    def _covered(self, word: tuple[str, ...], body: Node) -> Node:
        """The derivative as Lean computes it, once there are laws for all that occurs."""
        for x in word:
            self._cover(x, body)
            body = self.slope(self.laws[x], body)
        return body

    def _cover(self, x: str, node: Node) -> None:
        """Laws for all elements that occur."""
        laws = self.laws.setdefault(x, [])
        for k in sorted({part[1] for part in subnodes(node) if part[0] == "variable"}):
            if all(law.index != k for law in laws):
                law = self._law(x, k)
                self._cover(x, law.a)
                laws.append(law)

    def _law(self, x: str, k: int) -> Law:
        els = self.elements
        e = els.elements[k]
        this: Node = ("variable", k)
        self.law_count += 1
        name = f"l_{self.law_count}"
        if e.kind == "inverse":
            b = e.premise[0][1] if e.premise else ONE
            return Law(k, "inverse", "", c=("neg", ("mul", this, this)), a=b)
        if e.kind == "variable" or x not in free(e.term):
            return Law(k, "premise", name, given=("number", int(e.term == ("var", x))))
        m, w, c = els.chain(k)
        w_node = els.node(w)
        if e.kind in ("root", "abs"):
            power = e.premise[1] if e.premise else ONE
            m_node: Node = ("mul", ("number", e.degree), power)
            return Law(k, "root", "", None, m_node, w_node, this, power)
        how = "chain" if m == 1 else "premise"
        a_node = els.node(e.argument)
        return Law(k, how, name, None, els.node(m), w_node, els.node(c), a_node)

    def slope(self, laws: list[Law], node: Node) -> Node:
        """What `Expression.slope` computes from the laws."""
        match node:
            case ("number" | "rational", _):
                return ZERO_NODE
            case ("variable", k):
                law = next((law for law in laws if law.index == k), None)
                if law is None:
                    return ZERO_NODE
                if law.given is not None:
                    return law.given
                return ("mul", law.w, ("mul", law.c, self.slope(laws, law.a)))
            case ("neg", a):
                return ("neg", self.slope(laws, a))
            case ("add" | "sub" as kind, a, b):
                return (kind, self.slope(laws, a), self.slope(laws, b))
            case ("mul", a, b):
                return ("add", ("mul", self.slope(laws, a), b), ("mul", a, self.slope(laws, b)))
            case ("pow", a, k):
                if k == 0:
                    return ZERO_NODE
                return ("mul", ("mul", ("number", k), ("pow", a, k - 1)), self.slope(laws, a))
        raise UnsupportedError("a node that is not differentiated")
