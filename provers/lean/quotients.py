"""Equations between quotients without cofactors: each side as one polynomial over another, and one identity between them.

    p/q = s/t     because     p·t = s·q,     where the values of q and t have inverses

The proof follows the sides: what has no divisor in it is a polynomial over 1, and the element u of a divisor b = n/d is d/n.
Denominators are multiplied and never compared, so that a sum of many quotients gets a long one.

Not supported: equations that need a premise besides b·u = 1; those go by `cofactors.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from porism.provers.lean.cofactors import polynomial_ring, refuse_large
from porism.provers.lean.nodes import (
    CARRIER,
    FOLD,
    ONE,
    RING,
    Node,
    expression_term,
    fold_term,
    polynomial,
    ring_term,
)
from porism.provers.lean.reader import Reader
from porism.provers.lean.terms import LeanTerm, Local, Natural, alike, call, decided, listed
from porism.symbolic.errors import UnsupportedError

MAX_PARTS = 20_000  # of the identity


@dataclass(frozen=True)
class _Quotient:
    """A node with what it is over what, as nodes and as `Expression`s, and the proof of that."""

    node: Node
    over: tuple[Node, Node]
    terms: tuple[LeanTerm, LeanTerm]
    proof: LeanTerm


class Quotients:
    """Reads nodes as quotients; the premise of the k-th divisor is h_k, k from 1 on."""

    def __init__(self, reader: Reader) -> None:
        self._variables: list[LeanTerm] = [Local(name) for name in reader.names]
        self._divisors = {index: (b, f"h_{k}") for k, (b, index) in enumerate(reader.divisors, 1)}
        zero = call("Ring.zero", RING, levels=(0,))
        self.count, self.point = Natural(len(reader.names)), listed(CARRIER, self._variables)
        entry = call("List.entry", CARRIER, zero, self.point, levels=(0,))
        self._values = call("Polynomial.first", CARRIER, zero, self.count, entry, levels=(0,))
        self._known = dict[int, _Quotient]()

    def equation(self, left: Node, right: Node) -> LeanTerm | None:
        """The proof of `left = right`, or None where the numerators over a common denominator differ.

        Raises `UnsupportedError` where a divisor is zero everywhere.
        """
        a, b = self._read(left), self._read(right)
        (p, q), (s, t) = a.over, b.over
        crossed: Node = ("sub", ("mul", p, t), ("mul", s, q))
        if _parts(crossed) > MAX_PARTS:
            return None
        try:
            if not refuse_large(crossed, len(self._variables)):
                return None
        except UnsupportedError:
            return None
        generators, one = polynomial_ring(len(self._variables))
        if any(polynomial(known.over[1], generators, one) == 0 for known in self._known.values()):
            raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
        if polynomial(crossed, generators, one) != 0:
            return None
        fold = fold_term(crossed)
        implicit = (*a.terms, *b.terms, self._element(left), self._element(right))
        proofs = (a.proof, b.proof, fold, alike(FOLD, fold, 2), decided())
        return call("equal_quotients", RING, self.count, self.point, *implicit, *proofs, levels=(0,))

    def _element(self, node: Node) -> LeanTerm:
        return ring_term(node, self._variables)

    def _read(self, node: Node) -> _Quotient:
        if not self._has_divisor(node):
            term = expression_term(node)
            proof = call("Quotient.polynomial", RING, self._values, term, levels=(0,))
            return _Quotient(node, (node, ONE), (term, expression_term(ONE)), proof)
        match node:
            case ("variable", index):
                if index not in self._known:
                    self._known[index] = self._inverse(node, *self._divisors[index])
                return self._known[index]
            case ("pow", base, k):
                inside = self._read(base)
                above, below = (("pow", part, k) for part in inside.over)
                return self._made("pow", node, [inside], above, below, Natural(int(k)))
            case ("neg", a):
                inside = self._read(a)
                return self._made("neg", node, [inside], ("neg", inside.over[0]), inside.over[1])
            case ("add" | "sub" | "mul" as kind, a, b):
                first, second = self._read(a), self._read(b)
                (n, d), (m, e) = first.over, second.over
                below = ("mul", d, e)
                if kind == "mul":
                    return self._made(kind, node, [first, second], ("mul", n, m), below)
                other: Node = ("neg", m) if kind == "sub" else m
                above = ("add", ("mul", n, e), ("mul", other, d))
                return self._made(kind, node, [first, second], above, below)
            case _:
                raise ValueError(f"not a node: {node!r}"[:200])

    def _inverse(self, node: Node, divisor: Node, fact: str) -> _Quotient:
        inside = self._read(divisor)
        (n, d), (above, below) = inside.over, inside.terms
        implicit = (above, below, self._element(divisor), self._element(node))
        proof = call(
            "Quotient.inverse", RING, self._values, *implicit, inside.proof, Local(fact), levels=(0,)
        )
        return _Quotient(node, (d, n), (below, above), proof)

    def _made(
        self, kind: str, node: Node, parts: Sequence[_Quotient], above: Node, below: Node, *first: LeanTerm
    ) -> _Quotient:
        implicit = [term for part in parts for term in part.terms] + [
            self._element(part.node) for part in parts
        ]
        proofs = (*first, *(part.proof for part in parts))
        proof = call(f"Quotient.{kind}", RING, self._values, *implicit, *proofs, levels=(0,))
        return _Quotient(node, (above, below), (expression_term(above), expression_term(below)), proof)

    def _has_divisor(self, node: Node) -> bool:
        if node[0] == "variable":
            return node[1] in self._divisors
        return any(isinstance(part, tuple) and self._has_divisor(part) for part in node[1:])


def _parts(node: Node) -> int:
    return 1 + sum(_parts(part) for part in node[1:] if isinstance(part, tuple))
