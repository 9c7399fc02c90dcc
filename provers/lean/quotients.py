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
_ONE = expression_term(ONE)


@dataclass(frozen=True)
class _Quotient:
    """A ring element, what it is over what, as nodes and as `Expression`s, and the proof of that."""

    element: LeanTerm
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
        implicit = (*a.terms, *b.terms, a.element, b.element)
        proofs = (a.proof, b.proof, fold, alike(FOLD, fold, 2), decided())
        return call("equal_quotients", RING, self.count, self.point, *implicit, *proofs, levels=(0,))

    def _read(self, node: Node) -> _Quotient:
        if not self._has_divisor(node):
            term = expression_term(node)
            proof = call("Quotient.polynomial", RING, self._values, term, levels=(0,))
            return _Quotient(ring_term(node, self._variables), (node, ONE), (term, _ONE), proof)
        match node:
            case ("variable", index):
                if index not in self._known:
                    self._known[index] = self._inverse(index, *self._divisors[index])
                return self._known[index]
            case ("pow", base, k):
                inside, exponent = self._read(base), Natural(int(k))
                (n, d), (above, below) = inside.over, inside.terms
                terms = tuple(call("Expression.pow", term, exponent) for term in (above, below))
                return self._made("pow", [inside], (("pow", n, k), ("pow", d, k)), terms, exponent)
            case ("neg", a):
                inside = self._read(a)
                (n, d), (above, below) = inside.over, inside.terms
                return self._made("neg", [inside], (("neg", n), d), (call("Expression.neg", above), below))
            case ("add" | "sub" | "mul" as kind, a, b):
                first, second = self._read(a), self._read(b)
                (n, d), (m, e) = first.over, second.over
                (up, down), (above, below) = first.terms, second.terms
                under, product = ("mul", d, e), call("Expression.mul", down, below)
                if kind == "mul":
                    terms = call("Expression.mul", up, above), product
                    return self._made(kind, [first, second], (("mul", n, m), under), terms)
                if kind == "sub":
                    m, above = ("neg", m), call("Expression.neg", above)
                whole = call(
                    "Expression.add", call("Expression.mul", up, below), call("Expression.mul", above, down)
                )
                over = ("add", ("mul", n, e), ("mul", m, d)), under
                return self._made(kind, [first, second], over, (whole, product))
            case _:
                raise ValueError(f"not a node: {node!r}"[:200])

    def _inverse(self, index: int, divisor: Node, fact: str) -> _Quotient:
        inside, element = self._read(divisor), self._variables[index]
        (n, d), (above, below) = inside.over, inside.terms
        implicit = (above, below, inside.element, element)
        proof = call(
            "Quotient.inverse", RING, self._values, *implicit, inside.proof, Local(fact), levels=(0,)
        )
        return _Quotient(element, (d, n), (below, above), proof)

    def _made(
        self,
        kind: str,
        parts: Sequence[_Quotient],
        over: tuple[Node, Node],
        terms: tuple[LeanTerm, ...],
        *exponent: LeanTerm,
    ) -> _Quotient:
        above, below = terms
        elements = [part.element for part in parts]
        implicit = [term for part in parts for term in part.terms] + elements
        proofs = (*exponent, *(part.proof for part in parts))
        proof = call(f"Quotient.{kind}", RING, self._values, *implicit, *proofs, levels=(0,))
        element = call(f"Ring.{kind}", RING, *elements, *exponent, levels=(0,))
        return _Quotient(element, over, (above, below), proof)

    def _has_divisor(self, node: Node) -> bool:
        if node[0] == "variable":
            return node[1] in self._divisors
        return any(isinstance(part, tuple) and self._has_divisor(part) for part in node[1:])


def _parts(node: Node) -> int:
    return 1 + sum(_parts(part) for part in node[1:] if isinstance(part, tuple))
