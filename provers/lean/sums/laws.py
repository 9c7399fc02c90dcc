"""An equation between ring elements from laws that define elements, or say that one is another's inverse or a root.

    definition   x = e        e has no x
    square       x² = e       e has no x
    relation     a = b        used by division, at the end
    inverse      b·u = 1      b has no u

The laws are eliminated in their order: for x, or x², the other side is put; with u of degree d the equation is multiplied
by b^d.
If what remains is the zero polynomial, the quotients on the way are cofactors, and `combination` of the library proves

    m·(left − right) = Σ cofactor·law,      m a product of powers of the b, which have inverses,

so left = right. Nothing here is trusted: Lean decides the identity. A law that is never needed is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from porism.provers.lean.cofactors import MAX_TERMS, polynomial_ring, refuse_large, slices
from porism.provers.lean.nodes import (
    CARRIER,
    ONE,
    RING,
    Node,
    Poly,
    expression_term,
    polynomial,
    polynomial_node,
    ring_term,
)
from porism.provers.lean.terms import Constant, LeanTerm, Natural, call, decided, equal, listed
from porism.symbolic.errors import UnsupportedError

EXPRESSION = Constant("Expression")
_SIDES = call("Prod", EXPRESSION, EXPRESSION, levels=(0, 0))
_ENTRY = Constant("Expression.Term")


Kind: TypeAlias = Literal["definition", "square", "inverse", "relation"]


@dataclass(frozen=True)
class Law:
    """left = right with its proof, to be used for the element with number `index`: x, x² or b·u stands on the left."""

    index: int
    left: Node
    right: Node
    proof: LeanTerm
    kind: Kind = "definition"


def proved(elements: Sequence[LeanTerm], left: Node, right: Node, laws: Sequence[Law]) -> LeanTerm:
    """The proof of left = right, where the variables of the nodes stand for `elements`; raises `UnsupportedError`."""
    proof, is_complete = attempted(elements, left, right, laws)
    if not is_complete:
        raise UnsupportedError("the two sides differ by more than the laws say")
    return proof


def attempted(
    elements: Sequence[LeanTerm], left: Node, right: Node, laws: Sequence[Law]
) -> tuple[LeanTerm, bool]:
    """The proof that the laws give, and whether nothing is left over; if something is, Lean refuses the proof."""
    generators, one = polynomial_ring(len(elements))

    def read(node: Node) -> Poly:
        return polynomial(node, generators, one)

    f = read(left) - read(right)
    cofactors = [one * 0 for _ in laws]
    powers = [0] * len(laws)
    for k, law in enumerate(laws):
        if law.kind == "relation":
            cofactors[k], f = divmod(f, read(law.left) - read(law.right))
            continue
        parts = slices(f, law.index, generators, one)
        degree = len(parts) - 1
        if degree <= 0:
            continue
        x = generators[law.index]
        match law.kind:
            case "inverse":
                base = read(law.left[1])
                rest = sum((s * base ** (degree - j) for j, s in enumerate(parts)), one * 0)
                f, factor, powers[k] = f * base**degree, base**degree, degree
                cofactors = [q * factor for q in cofactors]
                zero = base * x - 1
            case "definition":
                value = read(law.right)
                rest = sum((s * value**j for j, s in enumerate(parts)), one * 0)
                zero = x - value
            case "square":
                value = read(law.right)
                rest = sum((s * value ** (j // 2) * x ** (j % 2) for j, s in enumerate(parts)), one * 0)
                zero = x**2 - value
            case _:
                assert_never(law.kind)
        if len(f) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
        quotient, left_over = divmod(f - rest, zero)
        if left_over != 0:
            raise UnsupportedError("no cofactors were found")
        cofactors[k] += quotient
        f = rest
    return _proof(elements, left, right, laws, cofactors, powers), f == 0


def _proof(
    elements: Sequence[LeanTerm],
    left: Node,
    right: Node,
    laws: Sequence[Law],
    cofactors: Sequence[Poly],
    powers: Sequence[int],
) -> LeanTerm:
    sides = expression_term(left), expression_term(right)
    head = (RING, Natural(len(elements)), listed(CARRIER, elements), *sides)
    used = [(c, law) for c, law in zip(cofactors, laws, strict=True) if c != 0]
    if not used and not any(powers):
        refuse_large(("sub", left, right), len(elements))
        return call("identity", *head, decided(), levels=(0,))
    multiplier, invertible = _multiplier(elements, laws, powers)
    entries = list[LeanTerm]()
    combined: Node = ("number", 0)
    holds, held = (Constant("True.intro"), Constant("True"))  # type: tuple[LeanTerm, LeanTerm]
    for cofactor, law in reversed(used):
        node = polynomial_node(cofactor)
        combined = ("add", ("mul", node, ("sub", law.left, law.right)), combined)
        pair = call(
            "Prod.mk",
            EXPRESSION,
            EXPRESSION,
            expression_term(law.left),
            expression_term(law.right),
            levels=(0, 0),
        )
        entries.insert(0, call("Prod.mk", EXPRESSION, _SIDES, expression_term(node), pair, levels=(0, 0)))
        fact = equal(CARRIER, ring_term(law.left, elements), ring_term(law.right, elements))
        holds, held = call("And.intro", fact, held, law.proof, holds), call("And", fact, held)
    refuse_large(("sub", ("mul", multiplier, ("sub", left, right)), combined), len(elements))
    return call(
        "combination",
        *head,
        expression_term(multiplier),
        listed(_ENTRY, entries),
        decided(),
        invertible,
        holds,
        levels=(0,),
    )


def _multiplier(
    elements: Sequence[LeanTerm], laws: Sequence[Law], powers: Sequence[int]
) -> tuple[Node, LeanTerm]:
    """The product of the inverted elements' powers, and the proof that it has an inverse."""
    node, proof = ONE, call("Invertible.one", RING, levels=(0,))
    for law, power in zip(laws, powers, strict=True):
        if power:
            base = law.left[1]
            element, factor = ring_term(base, elements), ("pow", base, power)
            unit = call("Invertible.intro", RING, element, elements[law.index], law.proof, levels=(0,))
            raised = call("Invertible.pow", RING, element, unit, Natural(power), levels=(0,))
            both = ring_term(node, elements), ring_term(factor, elements)
            proof = call("Invertible.mul", RING, *both, proof, raised, levels=(0,))
            node = ("mul", node, factor)
    return node, proof
