"""Writes a plan (`plan.py`) as a statement and a proof, in Lean's core terms.

    combination                 m·(left − right) = Σ cofactor·premise + Σ cofactor·(d F − F′)
    Law.derivative, Law.again   d F = F′, where F′ is computed by `Expression.slope`
    Derivation.chain, inverse, root     the laws of functions, of u with b·u = 1, of r with rⁿ = a

Rational numbers become multiples of one element 1/L, derivatives elements of the list that is reasoned about. Nothing of
the proof is trusted; the statement is `Writer.goal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from porism.provers.lean.cofactors import refuse_large
from porism.provers.lean.functions.element_ring import shown_term, subnodes
from porism.provers.lean.functions.elimination import Eliminated, eliminated
from porism.provers.lean.functions.plan import ZERO_NODE, Law, Plan, Premise
from porism.provers.lean.goal import Goal
from porism.provers.lean.nodes import CARRIER, ONE, RING, Node, Poly, expression_term, ring_term
from porism.provers.lean.terms import (
    Constant,
    LeanTerm,
    Local,
    Natural,
    call,
    decided,
    equal,
    foralls,
    functions,
    listed,
)
from porism.symbolic.errors import UnsupportedError

EXPRESSION, TERM, LAW = Constant("Expression"), Constant("Expression.Term"), Constant("Law")


@dataclass(frozen=True)
class _Entry:
    """A cofactor with an equation, as nodes; `right_term` is the right side's expression, `value` its value in the ring."""

    cofactor: Node
    left: Node
    right: Node
    right_term: LeanTerm
    fact: LeanTerm
    proof: LeanTerm


class Writer:
    """The terms of a plan: rational numbers become multiples of 1/L, derivatives elements of the list."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.els = plan, plan.elements
        self.count = len(self.els.elements)
        self.units = self._units()
        self.scale = self._denominator()
        self.first_derived = self.count + (self.scale > 1)
        self.size = self.first_derived + len(self.els.derived)
        if self.size > len(self.els.generators):
            raise UnsupportedError("the claim needs too many elements")
        self.names = [e.name for e in self.els.elements] + (["u_0"] if self.scale > 1 else [])
        self.variables: list[LeanTerm] = [Local(name) for name in self.names]
        self.bodies = [self.node(d.body) for d in self.els.derived]
        for d, body in zip(self.els.derived, self.bodies, strict=True):
            element = self.ring(body)
            for x in d.word:
                element = _apply(x, element)
            self.variables.append(element)
        self.premises = {
            p.name: Premise(p.name, self.node(p.left), self.node(p.right)) for p in plan.premises
        }
        self.laws = {x: [self._law(law) for law in laws] for x, laws in plan.laws.items()}
        if self.scale > 1:
            u: Node = ("variable", self.count)
            self.premises["h_0"] = Premise("h_0", ("mul", ("number", self.scale), u), ONE)
            whole = Law(self.count, "inverse", "", c=("neg", ("mul", u, u)), a=("number", self.scale))
            self.laws = {x: [whole, *laws] for x, laws in self.laws.items()}
        self.values = self.els.generators

    # numbers

    def _units(self) -> dict[tuple[str, int], Eliminated]:
        """The cofactors of w·m − 1 for each law that has a factor."""
        found = dict[tuple[str, int], Eliminated]()
        for x, laws in self.plan.laws.items():
            for law in laws:
                if law.given is None and law.m != ONE:
                    zero = self.plan.value(law.w) * self.plan.value(law.m) - 1
                    unit = eliminated(zero, self.plan.zeros, self.els.generators)
                    if unit.rest != 0 or unit.powers:
                        raise UnsupportedError("a law's factor is not seen to have its inverse")
                    found[x, law.index] = unit
        return found

    def _denominator(self) -> int:
        """L, a common multiple of all denominators."""
        plan = self.plan
        nodes = [plan.left, plan.right, *(d.body for d in self.els.derived)]
        nodes += [side for p in plan.premises for side in (p.left, p.right)]
        nodes += [n for laws in plan.laws.values() for law in laws for n in (law.m, law.w, law.c, law.a)]
        values = [part[1] for node in nodes for part in subnodes(node) if part[0] == "rational"]
        polynomials = [*plan.found.cofactors.values()]
        polynomials += [p for unit in self.units.values() for p in unit.cofactors.values()]
        coefficients = [int(c.q) for p in polynomials for c in p.coeffs()]
        return lcm(1, *(q.denominator for q in values), *coefficients)

    def node(self, node: Node) -> Node:
        """The node with its rational numbers and derivatives as variables."""
        match node:
            case ("rational", q):
                u: Node = ("variable", self.count)
                up = Fraction(q) * self.scale
                return u if up == 1 else ("mul", ("number", int(up)), u)
            case ("derived", k):
                return ("variable", self.first_derived + k)
            case ("number" | "variable", _):
                return node
            case ("pow", a, k):
                return ("pow", self.node(a), k)
            case (kind, *parts):
                return (kind, *map(self.node, parts))
        raise UnsupportedError("a node that is not written")

    def _law(self, law: Law) -> Law:
        return replace(law, m=self.node(law.m), w=self.node(law.w), c=self.node(law.c), a=self.node(law.a))

    def _cofactor(self, p: Poly) -> Node:
        return self.node(self.els.node(p))

    # equations

    def ring(self, node: Node) -> LeanTerm:
        """The ring element."""
        return ring_term(node, self.variables)

    def equation(self, left: Node, right: Node) -> LeanTerm:
        """left = right in the ring."""
        return equal(CARRIER, self.ring(left), self.ring(right))

    def _fact(self, x: str, law: Law, short: bool) -> LeanTerm:
        """What the law says; `short` leaves out a factor 1."""
        element = _apply(x, self.variables[law.index])
        if law.given is not None:
            return equal(CARRIER, element, self.ring(law.given))
        right = _times(self.ring(law.c), _apply(x, self.ring(law.a)))
        left = element if short and law.m == ONE else _times(self.ring(law.m), element)
        return equal(CARRIER, left, right)

    def goal(self) -> Goal:
        """The statement, its proof and the legend."""
        kind = call("Derivation", RING, levels=(0,))
        elements = [
            ("R", Constant("Ring", (0,))),
            *((f"d_{x}", kind) for x in sorted(self.laws)),
            *((name, CARRIER) for name in self.names),
        ]
        facts = [(p.name, self.equation(p.left, p.right)) for p in self.premises.values()]
        for x, laws in sorted(self.laws.items()):
            facts += [(law.name, self._fact(x, law, True)) for law in laws if law.name]
        goal = self.equation(self.node(self.plan.left), self.node(self.plan.right))
        statement = foralls([*elements, *(("", fact) for _, fact in facts)], goal)
        proof = functions([*elements, *facts], self._proof())
        return Goal(statement, proof, tuple(self._legend()), self._theory())

    def _theory(self) -> str:
        kinds = {e.kind for e in self.els.elements} & FUNCTION_KINDS
        of = "smooth functions" if self.laws else "complex numbers"
        ring = "laws of a commutative ring with derivation" if self.laws else "commutative ring laws"
        by_premises = f"; {', '.join(sorted(kinds))} by premises" if kinds else ""
        return f"{ring}, for {of}{by_premises}{'; at zeros by continuity' if self.els.left_out else ''}"

    def _legend(self) -> list[str]:
        lines = [f"d_{x} is the derivative by {x}" for x in sorted(self.laws)]
        for e in self.els.elements:
            if e.kind != "variable":
                lines.append(f"{e.name} stands for {shown_term(e.term)}")
        if self.scale > 1:
            lines.append(f"u_0 stands for 1/{self.scale}")
        lines += [
            f"where {t} = 0 the claim follows, since both sides are continuous" for t in self.els.left_out
        ]
        names = {e.name: shown_term(e.term) for e in self.els.elements}
        shown = [(a, b) for a, b in self.els.written.items() if names.get(b) != a]
        return lines + [f"{a} is written {b}" for a, b in shown]

    # proof

    def _proof(self) -> LeanTerm:
        left, right = self.node(self.plan.left), self.node(self.plan.right)
        multiplier, invertible = self._multiplier()
        entries = self._derivative_entries(left, right, multiplier)
        entries += self._premise_entries(self.plan.found)
        target: Node = ("mul", multiplier, ("sub", left, right))
        entries = self._with_scale(target, entries)
        refuse_large(("sub", target, _combined(entries)), self.size)
        terms, (_, holds) = self._listed(entries), self._held(entries, *_trivial())
        return call(
            "combination",
            RING,
            Natural(self.size),
            listed(CARRIER, self.variables),
            expression_term(left),
            expression_term(right),
            expression_term(multiplier),
            terms,
            decided(),
            invertible,
            holds,
            levels=(0,),
        )

    def _multiplier(self) -> tuple[Node, LeanTerm]:
        """The product of the divisors' powers, and the proof that it has an inverse."""
        node: Node = ONE
        proof = call("Invertible.one", RING, levels=(0,))
        for name, power in self.plan.found.powers.items():
            premise = self.premises[name]
            _, divisor, u = premise.left
            element, factor = self.ring(divisor), ("pow", divisor, power)
            has_inverse = call("Invertible.intro", RING, element, self.ring(u), Local(name), levels=(0,))
            raised = call("Invertible.pow", RING, element, has_inverse, Natural(power), levels=(0,))
            value, factor_value = self.ring(node), self.ring(factor)
            proof = call("Invertible.mul", RING, value, factor_value, proof, raised, levels=(0,))
            node = ("mul", node, factor)
        return node, proof

    def _derivative_entries(self, left: Node, right: Node, multiplier: Node) -> list[_Entry]:
        """d F = F′ for each derivative in the claim, with what the difference of the sides has of d F − F′."""
        found = list[_Entry]()
        rest = self.plan.value(left) - self.plan.value(right)
        scale = self.plan.value(multiplier)
        for k, d in reversed(list(enumerate(self.els.derived))):
            slope, slope_term, value, proof = self._derivative(d.word, self.bodies[k])
            place = self.first_derived + k
            quotient, rest = divmod(rest, self.values[place] - self.plan.value(slope))
            cofactor = self.els.node(quotient * scale)  # integers: the coefficients are those of the claim
            fact = equal(CARRIER, self.variables[place], value)
            found.append(_Entry(cofactor, ("variable", place), slope, slope_term, fact, proof))
        return found

    def _derivative(self, word: Sequence[str], body: Node) -> tuple[Node, LeanTerm, LeanTerm, LeanTerm]:
        """(F′ as a node, as Lean computes it, its value, the proof of d F = F′)."""
        node, expression, element = body, expression_term(body), self.ring(body)
        proof: LeanTerm | None = None
        value = element
        for x in word:
            laws, holds = self._laws(x)
            slopes = call("Law.slopes", laws)
            known = (
                RING, Local(f"d_{x}"), Natural(self.size), listed(CARRIER, self.variables),
                laws, decided(), holds, expression, decided(),
            )  # fmt: skip
            if proof is None:
                proof = call("Law.derivative", *known, levels=(0,))
            else:
                proof = call("Law.again", *known, element, proof, levels=(0,))
            element = _apply(x, element)
            node = self._slope(x, node)
            expression = call("Expression.slope", slopes, expression)
            value = call("Expression.value", RING, self._point(), expression, levels=(0,))
        if proof is None:
            raise UnsupportedError("a derivative by nothing")
        return node, expression, value, proof

    def _point(self) -> LeanTerm:
        zero = call("Ring.zero", RING, levels=(0,))
        entry = call("List.entry", CARRIER, zero, listed(CARRIER, self.variables), levels=(0,))
        return call("Polynomial.first", CARRIER, zero, Natural(self.size), entry, levels=(0,))

    def _slope(self, x: str, node: Node) -> Node:
        return self.plan.slope(self.laws[x], node)

    def _laws(self, x: str) -> tuple[LeanTerm, LeanTerm]:
        """The laws of a derivation, the last one first, and the proof that they hold."""
        terms = list[LeanTerm]()
        held, proof = _trivial()
        for law in self.laws[x]:
            index, fact = Natural(law.index), self._fact(x, law, False)
            if law.given is not None:
                terms.insert(0, call("Law.given", index, expression_term(law.given)))
                proof = call("And.intro", fact, held, Local(law.name), proof)
                held = call("And", fact, held)
                continue
            entries = self._unit_entries(x, law)
            parts = map(expression_term, (law.m, law.w, law.c, law.a))
            terms.insert(0, call("Law.chain", index, *parts, self._listed(entries)))
            both, both_proof = self._held(entries, *_trivial())
            rest, rest_proof = call("And", both, held), call("And.intro", both, held, both_proof, proof)
            proof = call("And.intro", fact, rest, self._law_proof(x, law), rest_proof)
            held = call("And", fact, rest)
        return listed(LAW, terms), proof

    def _unit_entries(self, x: str, law: Law) -> list[_Entry]:
        """The combination that w·m − 1 is."""
        target: Node = ("sub", ("mul", law.w, law.m), ONE)
        unit = self.units.get((x, law.index))
        entries = self._with_scale(target, self._premise_entries(unit) if unit else [])
        refuse_large(("sub", target, _combined(entries)), self.size)
        return entries

    def _law_proof(self, x: str, law: Law) -> LeanTerm:
        d, element, argument = Local(f"d_{x}"), self.variables[law.index], self.ring(law.a)
        match law.how:
            case "chain":
                return call(
                    "Derivation.chain",
                    RING,
                    d,
                    element,
                    self.ring(law.c),
                    argument,
                    Local(law.name),
                    levels=(0,),
                )
            case "inverse":
                left = ("mul", law.a, ("variable", law.index))
                name = next(p.name for p in self.premises.values() if p.left == left)
                return call("Derivation.inverse", RING, d, argument, element, Local(name), levels=(0,))
            case "root":
                degree = law.m[1][1]
                left = ("pow", ("variable", law.index), degree)
                name = next(p.name for p in self.premises.values() if (p.left, p.right) == (left, law.a))
                return call(
                    "Derivation.root", RING, d, element, argument, Natural(degree), decided(), Local(name),
                    levels=(0,),
                )  # fmt: skip
            case _:
                return Local(law.name)

    def _premise_entries(self, found: Eliminated) -> list[_Entry]:
        entries = list[_Entry]()
        for name, cofactor in found.cofactors.items():
            if cofactor != 0:
                entries.append(self._entry(self._cofactor(cofactor), self.premises[name]))
        return entries

    def _entry(self, cofactor: Node, premise: Premise) -> _Entry:
        fact = self.equation(premise.left, premise.right)
        right = expression_term(premise.right)
        return _Entry(cofactor, premise.left, premise.right, right, fact, Local(premise.name))

    def _with_scale(self, target: Node, entries: list[_Entry]) -> list[_Entry]:
        """The entries with one more for L·u = 1, which makes up for rational numbers."""
        rest = self.plan.value(("sub", target, _combined(entries)))
        if rest == 0:
            return entries
        if self.scale == 1:
            raise UnsupportedError("the cofactors do not fit")
        quotient, left_over = divmod(rest, self.scale * self.values[self.count] - 1)
        if left_over != 0:
            raise UnsupportedError("the cofactors do not fit")
        return [*entries, self._entry(self.els.node(quotient), self.premises["h_0"])]

    def _listed(self, entries: Sequence[_Entry]) -> LeanTerm:
        pair = call("Prod", EXPRESSION, EXPRESSION, levels=(0, 0))
        terms = list[LeanTerm]()
        for e in entries:
            sides = call(
                "Prod.mk", EXPRESSION, EXPRESSION, expression_term(e.left), e.right_term, levels=(0, 0)
            )
            terms.append(call("Prod.mk", EXPRESSION, pair, expression_term(e.cofactor), sides, levels=(0, 0)))
        return listed(TERM, terms)

    def _held(self, entries: Sequence[_Entry], held: LeanTerm, proof: LeanTerm) -> tuple[LeanTerm, LeanTerm]:
        for e in reversed(entries):
            proof = call("And.intro", e.fact, held, e.proof, proof)
            held = call("And", e.fact, held)
        return held, proof


FUNCTION_KINDS = frozenset({
    "exp", "sin", "cos", "log", "root", "abs", "asin", "atan", "asinh", "erf", "Si", "Ci", "Shi", "Chi", "Ei",
    "fresnels", "fresnelc", "dilog", "LambertW", "LambertWm1", "rgamma", "loggamma", "digamma",
})  # fmt: skip


def _apply(x: str, element: LeanTerm) -> LeanTerm:
    return call("Derivation.apply", RING, Local(f"d_{x}"), element, levels=(0,))


def _trivial() -> tuple[LeanTerm, LeanTerm]:
    return Constant("True"), Constant("True.intro")


def _times(a: LeanTerm, b: LeanTerm) -> LeanTerm:
    return call("Ring.mul", RING, a, b, levels=(0,))


def _combined(entries: Sequence[_Entry]) -> Node:
    total = ZERO_NODE
    for e in reversed(entries):
        total = ("add", ("mul", e.cofactor, ("sub", e.left, e.right)), total)
    return total
