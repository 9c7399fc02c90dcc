"""Certificates as Lean terms: a sign or an equation from premises, one identity, and two elements of the cone.

    m·t = c + Σ cofactor·(left − right)     t ≥ 0 if m > 0, t > 0 if c > 0 and m ≥ 0      (`library/Positivstellensatz.lean`)

    Cone = ("number", n) | ("square", node) | ("premise", sign) | ("add" | "mul", cone, cone)

A node's polynomial may have negative coefficients, a cone's numbers not: that is what Lean's type of a cone says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from porism.provers.lean.nodes import Node, Poly, expression_term, polynomial, ring_term
from porism.provers.lean.terms import (
    BOOL,
    TRUE,
    Constant,
    LeanTerm,
    Local,
    Natural,
    call,
    decided,
    equal,
    listed,
)

FIELD = Local("F")
FIELD_TYPE = Constant("OrderedField", (0,))
RING = call("Field.ring", call("OrderedField.field", FIELD, levels=(0,)), levels=(0,))
CARRIER = call("Ring.carrier", RING, levels=(0,))
ZERO = call("Ring.zero", RING, levels=(0,))
EXPRESSION = Constant("Expression")
FALSE = Constant("Bool.false")

Cone: TypeAlias = tuple[Any, ...]  # Any: the shapes above


@dataclass(frozen=True, eq=False)
class Sign:
    """A proof of 0 < node (`strict`) or of 0 ≤ node."""

    strict: bool
    node: Node
    proof: LeanTerm


@dataclass(frozen=True, eq=False)
class Zero:
    """A proof of left = right; `name` is that of the relation for `vanishing`."""

    name: str
    left: Node
    right: Node
    proof: LeanTerm


@dataclass(frozen=True)
class Signed:
    """What has the sign of `scale`·`cone`, the scale being a positive number."""

    scale: Fraction
    cone: Cone


def is_strict(cone: Cone) -> bool:
    """Whether the cone is strictly positive by its construction, as `Cone.strict` computes it.

    >>> is_strict(("add", ("square", ("variable", 0)), ("number", 1)))
    True
    """
    match cone:
        case ("number", n):
            return bool(n > 0)
        case ("square", _):
            return False
        case ("premise", sign):
            return bool(sign.strict)
        case ("add", a, b):
            return is_strict(a) or is_strict(b)
        case ("mul", a, b):
            return is_strict(a) and is_strict(b)
        case _:
            raise ValueError(f"not a cone: {cone!r}"[:200])


def cone_node(cone: Cone) -> Node:
    """The node of the polynomial that the cone builds."""
    match cone:
        case ("number", n):
            return ("number", n)
        case ("square", e):
            return ("mul", e, e)
        case ("premise", sign):
            node: Node = sign.node
            return node
        case ("add" | "mul" as kind, a, b):
            return (kind, cone_node(a), cone_node(b))
        case _:
            raise ValueError(f"not a cone: {cone!r}"[:200])


def cone_polynomial(cone: Cone, generators: Sequence[Poly], one: Poly) -> Poly:
    """The polynomial that the cone builds."""
    return polynomial(cone_node(cone), generators, one)


def weighted(count: int, cone: Cone) -> Cone:
    """count·cone for a natural number."""
    return cone if count == 1 else ("mul", ("number", count), cone)


def summed(cones: Sequence[Cone]) -> Cone:
    """Their sum, 0 for none."""
    total: Cone | None = None
    for cone in cones:
        total = cone if total is None else ("add", total, cone)
    return ("number", 0) if total is None else total


def multiplied(parts: Sequence[Signed]) -> Signed:
    """Their product, 1 for none."""
    scale, total = Fraction(1), None
    for part in parts:
        scale *= part.scale
        total = part.cone if total is None else ("mul", total, part.cone)
    return Signed(scale, ("number", 1) if total is None else total)


def premises_of(*cones: Cone) -> list[Sign]:
    """The premises that the cones name, each once."""
    found = list[Sign]()
    for cone in cones:
        match cone:
            case ("premise", sign):
                new = [sign]
            case ("add" | "mul", a, b):
                new = premises_of(a, b)
            case _:
                new = []
        found += [sign for sign in new if not any(sign is other for other in found)]
    return found


def cone_term(cone: Cone, premises: Sequence[Sign]) -> LeanTerm:
    """The `Cone`, its premises by their places."""
    match cone:
        case ("number", n):
            return call("Cone.number", Natural(int(n)))
        case ("square", e):
            return call("Cone.square", expression_term(e))
        case ("premise", sign):
            return call("Cone.premise", Natural(next(k for k, s in enumerate(premises) if s is sign)))
        case ("add" | "mul" as kind, a, b):
            return call(f"Cone.{kind}", cone_term(a, premises), cone_term(b, premises))
        case _:
            raise ValueError(f"not a cone: {cone!r}"[:200])


class Point:
    """The values of the elements that have been introduced, and what certificates say there."""

    def __init__(self, names: Sequence[str]) -> None:
        self.variables = [Local(name) for name in names]
        self.count = Natural(len(names))
        self.list = listed(CARRIER, self.variables)
        self.term = call("OrderedField.point", FIELD, self.count, self.list, levels=(0,))

    def element(self, node: Node) -> LeanTerm:
        """The element of the field that the node is."""
        return ring_term(node, self.variables, RING)

    def value(self, node: Node) -> LeanTerm:
        """The same element, as the value of the node's expression."""
        return call("Expression.value", RING, self.term, expression_term(node), levels=(0,))

    def signed(self, strict: bool, node: Node) -> LeanTerm:
        """0 < node or 0 ≤ node, as a reader writes it."""
        return call(f"OrderedField.{'lt' if strict else 'le'}", FIELD, ZERO, self.element(node), levels=(0,))

    def sign_type(self, strict: bool, node: Node) -> LeanTerm:
        """The same, about the value of the node's expression."""
        return call(f"OrderedField.{'lt' if strict else 'le'}", FIELD, ZERO, self.value(node), levels=(0,))

    def relation(self, kind: str, left: Node, right: Node) -> LeanTerm:
        """The proposition `left kind right`."""
        a, b = self.element(left), self.element(right)
        match kind:
            case "<=" | "<":
                return call(f"OrderedField.{'le' if kind == '<=' else 'lt'}", FIELD, a, b, levels=(0,))
            case "==":
                return equal(CARRIER, a, b)
            case "!=":
                return call("Not", equal(CARRIER, a, b))
            case _:
                raise ValueError(f"not a relation: {kind}")

    def law(self, name: str, sides: Sequence[Node], *proofs: LeanTerm) -> LeanTerm:
        """A law of `library/Orders.lean` about two elements."""
        return call(f"OrderedField.{name}", FIELD, *map(self.element, sides), *proofs, levels=(0,))

    def power_law(self, sides: Sequence[Node], degree: int, *proofs: LeanTerm) -> LeanTerm:
        """Two elements that are not negative are equal because their powers are."""
        elements = map(self.element, sides)
        law = "OrderedField.eq_of_powers"
        return call(law, FIELD, *elements, Natural(degree - 1), *proofs, levels=(0,))

    def certified(
        self, law: str, targets: Sequence[Node], m: Cone, c: Cone, equations: Sequence[tuple[Node, Zero]]
    ) -> LeanTerm:
        """A theorem of `library/Positivstellensatz.lean` with its identity computed."""
        premises = premises_of(m, c)
        signs: LeanTerm = call("List.nil", Constant("Cone.Premise"), levels=(0,))
        held: LeanTerm = Constant("True.intro")
        kind: LeanTerm = Constant("True")
        for sign in reversed(premises):
            flag, expression = TRUE if sign.strict else FALSE, expression_term(sign.node)
            positive = call("OrderedField.Positive", FIELD, flag, self.value(sign.node), levels=(0,))
            held = call("And.intro", positive, kind, sign.proof, held)
            kind = call("And", positive, kind)
            pair = call("Prod.mk", BOOL, EXPRESSION, flag, expression, levels=(0, 0))
            signs = call("List.cons", Constant("Cone.Premise"), pair, signs, levels=(0,))
        terms: LeanTerm = call("List.nil", Constant("Expression.Term"), levels=(0,))
        equal_held: LeanTerm = Constant("True.intro")
        kind = Constant("True")
        for cofactor, zero in reversed(equations):
            fact = equal(CARRIER, self.value(zero.left), self.value(zero.right))
            equal_held = call("And.intro", fact, kind, zero.proof, equal_held)
            kind = call("And", fact, kind)
            terms = call("List.cons", Constant("Expression.Term"), _entry(cofactor, zero), terms, levels=(0,))
        return call(
            law, FIELD, self.count, self.list, *map(expression_term, targets), signs,
            cone_term(m, premises), cone_term(c, premises), terms, decided(), held, equal_held,
            levels=(0,),
        )  # fmt: skip


def _entry(cofactor: Node, zero: Zero) -> LeanTerm:
    sides = call(
        "Prod.mk", EXPRESSION, EXPRESSION, expression_term(zero.left), expression_term(zero.right), levels=(0, 0)
    )  # fmt: skip
    pair = call("Prod", EXPRESSION, EXPRESSION, levels=(0, 0))
    return call("Prod.mk", EXPRESSION, pair, expression_term(cofactor), sides, levels=(0, 0))
