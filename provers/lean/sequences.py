"""Elements that depend on a natural number, and what one step up does to them.

    Pattern = Node | ("index",) | ("power", base) | ("factorial", a, o) | ("inverse", i)

A pattern is a node with leaves besides that depend on the index t: t itself, base^t, (a·t + o)!, and the i-th inverse.
`Place` says what t is: a numeral, or a variable plus a numeral. `Elements.node` reads a pattern at a place as a node over
ring elements, and `Elements.laws` says how these elements follow from those at the variable itself:

    t + o = t + o (as a sum in the ring),     (t + o)! = (t + o)·(t + o − 1)!,     (a·b)^t = a^t·b^t,     b(t)·u(t) = 1

while base^(t + o) is base^t·base⋯base by definition. The library proves the first three (`Induction.lean`), the last is
a premise of the theorem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import factorial

from porism.provers.lean.laws import Law
from porism.provers.lean.nodes import ONE, RING, Node, ring_term
from porism.provers.lean.terms import Application, LeanTerm, Local, Natural, call
from porism.symbolic.errors import UnsupportedError

MAX_OFFSET = 40
MAX_PRIME = 1000
Pattern = Node  # with the leaves above


@dataclass(frozen=True)
class Place:
    """The natural number `variable` + `offset`, or the numeral `offset`."""

    variable: str | None
    offset: int = 0

    def term(self, factor: int = 1, more: int = 0) -> LeanTerm:
        """factor·variable + factor·offset + more, as a natural number."""
        total = factor * self.offset + more
        if self.variable is None:
            return Natural(total)
        return _plus(_times(factor, Local(self.variable)), total)


@dataclass(frozen=True)
class Inverse:
    """The function u_i (or element, where `moves` is false) with divisor·u = 1."""

    divisor: Pattern
    moves: bool


@dataclass
class Sequences:
    """The ring elements of a theorem that do not depend on the index, and its inverses."""

    elements: list[str] = field(default_factory=list)
    inverses: list[Inverse] = field(default_factory=list)

    def element(self, name: str) -> Pattern:
        """The element with a name."""
        if name not in self.elements:
            self.elements.append(name)
        return ("element", name)

    def inverse(self, divisor: Pattern) -> Pattern:
        """1/divisor."""
        if divisor == ONE:
            return ONE
        if divisor == ("number", 0):
            raise UnsupportedError("a denominator is zero: the sum is defined nowhere")
        found = Inverse(divisor, self.moves(divisor))
        if found not in self.inverses:
            self.inverses.append(found)
        return ("inverse", self.inverses.index(found))

    def moves(self, pattern: Pattern) -> bool:
        """Whether the pattern depends on the index."""
        match pattern:
            case ("index",) | ("power", _) | ("factorial", _, _):
                return True
            case ("inverse", i):
                return self.inverses[i].moves
            case ("number" | "element", _):
                return False
            case ("pow", base, _):
                return self.moves(base)
            case (_, *parts):
                return any(map(self.moves, parts))
            case _:
                raise ValueError(f"not a pattern: {pattern!r}"[:200])


class Elements:
    """The ring elements of one equation, found while its sides are read."""

    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences
        self.terms = list[LeanTerm]()
        self._index = dict[LeanTerm, int]()
        self._inverses = list[tuple[int, int, Place]]()  # (number of the element, of the inverse, its place)
        self._naturals = dict[
            tuple[int, int], None
        ]()  # (factor, offset): the number factor·v + offset occurs
        self._factorials = dict[tuple[int, int], None]()
        self._moved = dict[int, Law]()  # factorials of a·(v + o) + p, written with a·v
        self._powers = dict[Node, None]()  # the bases b of the powers b^v
        self._variable: str | None = None

    def node(self, pattern: Pattern, place: Place) -> Node:
        """The pattern at a place."""
        match pattern:
            case ("number", _):
                return pattern
            case ("element", name):
                return self._element(Local(name))
            case ("index",):
                return self._natural(place, 1, 0)
            case ("power", base):
                return self._power(self.node(base, place), place)
            case ("factorial", factor, offset):
                return self._factorial(place, factor, offset)
            case ("inverse", i):
                return self._inverse(i, place)
            case ("pow", base, k):
                return ("pow", self.node(base, place), k)
            case ("add" | "mul" | "sub" | "neg" as kind, *parts):
                return (kind, *(self.node(p, place) for p in parts))
            case _:
                raise ValueError(f"not a pattern: {pattern!r}"[:200])

    def laws(self) -> list[Law]:
        """The laws of all elements, in an order in which they can be eliminated."""
        inverses = list[Law]()
        done = 0
        while done < len(self._inverses):  # a divisor may have elements of its own
            index, i, place = self._inverses[done]
            done += 1
            divisor = self.node(self.sequences.inverses[i].divisor, place)
            inverses.append(
                Law(
                    index,
                    ("mul", divisor, ("variable", index)),
                    ONE,
                    _held(i, self.sequences, place),
                    "inverse",
                )
            )
        numbers = {index: i for index, i, _ in self._inverses}
        inverses.sort(key=lambda law: -numbers[law.index])  # the divisor of u_i has u_j with j < i only
        powers = self._power_laws()
        factorials = list[Law]()
        for factor, offset in self._factorials_down():
            node = self._factorial_node(factor, offset)
            smaller = self._factorial_node(factor, offset - 1)
            proof = call("Ring.natural_factorial", RING, self._at(factor, offset - 1), levels=(0,))
            factorials.append(Law(node[1], node, ("mul", self._number_node(factor, offset), smaller), proof))
        naturals = list[Law]()
        for factor, offset in sorted(self._naturals, key=lambda key: (-key[1], -key[0])):
            if offset:
                node = self._number_node(factor, offset)
                split = ("add", self._number_node(factor, 0), ("number", offset))
                proof = call("Ring.natural_add", RING, self._at(factor, 0), Natural(offset), levels=(0,))
                naturals.append(Law(node[1], node, split, proof))
        for factor in {factor: None for factor, _ in self._naturals if factor != 1}:
            node = self._number_node(factor, 0)
            split = ("mul", ("number", factor), self._number_node(1, 0))
            proof = call("Ring.natural_mul", RING, Natural(factor), self._at(1, 0), levels=(0,))
            naturals.append(Law(node[1], node, split, proof))
        return [*powers, *inverses, *self._moved.values(), *factorials, *naturals]

    def _factorials_down(self) -> list[tuple[int, int]]:
        """The factorials down to those at the variable itself, the largest of each kind first."""
        top = dict[int, int]()
        for factor, offset in self._factorials:
            top[factor] = max(offset, top.get(factor, 0))
        return [(factor, offset) for factor in top for offset in range(top[factor], 0, -1)]

    def _element(self, term: LeanTerm) -> Node:
        if term not in self._index:
            self._index[term] = len(self.terms)
            self.terms.append(term)
        return ("variable", self._index[term])

    def _at(self, factor: int, offset: int) -> LeanTerm:
        if self._variable is None:
            raise ValueError("there is no variable")
        return Place(self._variable).term(factor, offset)

    def _number_node(self, factor: int, offset: int) -> Node:
        node = self._element(call("Ring.natural", RING, self._at(factor, offset), levels=(0,)))
        self._naturals[factor, offset] = None
        return node

    def _factorial_node(self, factor: int, offset: int) -> Node:
        inner = call("Nat.factorial", self._at(factor, offset))
        node = self._element(call("Ring.natural", RING, inner, levels=(0,)))
        self._factorials[factor, offset] = None
        return node

    def _placed(self, place: Place) -> None:
        if place.variable is not None:
            if self._variable not in (None, place.variable):
                raise ValueError("an equation has one variable")
            self._variable = place.variable
        if place.offset > MAX_OFFSET:
            raise UnsupportedError(f"the first {place.offset} values would be written out")

    def _natural(self, place: Place, factor: int, more: int) -> Node:
        self._placed(place)
        if place.variable is None:
            return ("number", factor * place.offset + more)
        return self._number_node(factor, factor * place.offset + more)

    def _power(self, base: Node, place: Place) -> Node:
        self._placed(place)
        if place.variable is None:
            return ("pow", base, place.offset)
        node = self._power_node(base)
        for _ in range(place.offset):
            node = ("mul", node, base)
        return node

    def _power_node(self, base: Node) -> Node:
        """base^v."""
        self._powers[base] = None
        arguments = (RING, ring_term(base, self.terms), self._at(1, 0))
        return self._element(call("Ring.pow", *arguments, levels=(0,)))

    def _power_laws(self) -> list[Law]:
        """Powers of products and of numbers that are no primes, as products of powers."""
        found, waiting = dict[Node, Law](), list(self._powers)
        while waiting:
            base = waiting.pop()
            before = set(self._powers)
            law = None if base in found else self._power_law(base)
            if law is not None:
                found[base] = law
                waiting += [b for b in self._powers if b not in before]
        return [found[base] for base in sorted(found, key=self._weight, reverse=True)]

    def _weight(self, base: Node) -> int:
        """A measure that falls from a base to those of which its law speaks."""
        match base:
            case ("neg", ("number", 1)):
                return -1
            case ("number", n):
                return int(n)
            case ("pow", a, _) | ("neg", a):
                return self._weight(a) + 1
            case ("mul" | "add" | "sub", a, b):
                return self._weight(a) + self._weight(b) + 1
            case ("variable", index):
                divisor = self._divisor(index)
                return 0 if divisor is None else self._weight(divisor[0]) + 1
            case _:
                raise ValueError(f"not a node: {base!r}"[:200])

    def _divisor(self, index: int) -> tuple[Node, LeanTerm] | None:
        """Of an element that is the inverse of another and does not move, the other, and the proof of it."""
        for known, i, place in self._inverses:
            if known == index and not self.sequences.inverses[i].moves:
                divisor = self.node(self.sequences.inverses[i].divisor, place)
                return divisor, _held(i, self.sequences, place)
        return None

    def _power_law(self, base: Node) -> Law | None:
        node = self._power_node(base)
        at = self._at(1, 0)

        def law(name: str, right: Node, *arguments: LeanTerm) -> Law:
            return Law(node[1], node, right, call(name, RING, *arguments, at, levels=(0,)))

        match base:
            case ("number", 1):
                return law("Ring.one_pow", ONE)
            case ("number", n) if (p := _least_divisor(n)) < n:
                right = ("mul", self._power_node(("number", p)), self._power_node(("number", n // p)))
                return law("Ring.natural_mul_pow", right, Natural(p), Natural(n // p))
            case ("mul", a, b):
                right = ("mul", self._power_node(a), self._power_node(b))
                return law("Ring.mul_pow", right, ring_term(a, self.terms), ring_term(b, self.terms))
            case ("pow", a, c):
                right = ("pow", self._power_node(a), c)
                return law("Ring.pow_pow", right, ring_term(a, self.terms), Natural(c))
            case ("neg", ("number", 1)):
                proof = call("Ring.sign_square", RING, at, levels=(0,))
                return Law(node[1], ("pow", node, 2), ONE, proof, "square")
            case ("neg", a):
                right = ("mul", self._power_node(("neg", ONE)), self._power_node(a))
                return law("Ring.neg_pow", right, ring_term(a, self.terms))
            case ("variable", index):
                found = self._divisor(index)
                if found is None:
                    return None
                divisor, held = found
                both = ring_term(divisor, self.terms), self.terms[index]
                proof = call("Ring.inverse_pow", RING, *both, held, at, levels=(0,))
                return Law(node[1], ("mul", self._power_node(divisor), node), ONE, proof, "inverse")
            case _:
                return None

    def _factorial(self, place: Place, factor: int, more: int) -> Node:
        self._placed(place)
        total = factor * place.offset + more
        if total > MAX_OFFSET:
            raise UnsupportedError(f"a factorial is {total} steps from the first one")
        if place.variable is None:
            return ("number", factorial(total))
        if factor == 1 or not place.offset:
            return self._factorial_node(factor, total)
        inner = _plus(_times(factor, place.term()), more)
        node = self._element(call("Ring.natural", RING, call("Nat.factorial", inner), levels=(0,)))
        numbers = (Natural(factor), Local(place.variable), Natural(place.offset), Natural(more))
        proof = call("Ring.natural_factorial_moved", RING, *numbers, levels=(0,))
        self._moved[node[1]] = Law(node[1], node, self._factorial_node(factor, total), proof)
        return node

    def _inverse(self, i: int, place: Place) -> Node:
        name = Local(f"u_{i + 1}")
        term: LeanTerm = name
        if self.sequences.inverses[i].moves:
            self._placed(place)
            term = Application(name, (place.term(),))
        node = self._element(term)
        if all(index != node[1] for index, _, _ in self._inverses):
            self._inverses.append((node[1], i, place))
        return node


def pattern_sum(parts: Sequence[Pattern]) -> Pattern:
    """Their sum, 0 for none."""
    total: Pattern | None = None
    for part in parts:
        total = part if total is None else ("add", total, part)
    return ("number", 0) if total is None else total


def _least_divisor(n: int) -> int:
    """The least divisor above 1 that is not large, else n."""
    return next((p for p in range(2, min(n, MAX_PRIME)) if n % p == 0), n)


def _held(i: int, sequences: Sequences, place: Place) -> LeanTerm:
    """The proof that the i-th inverse is one, at a place."""
    name = Local(f"h_{i + 1}")
    return Application(name, (place.term(),)) if sequences.inverses[i].moves else name


def _plus(term: LeanTerm, number: int) -> LeanTerm:
    return term if number == 0 else call("Nat.add", term, Natural(number))


def _times(factor: int, term: LeanTerm) -> LeanTerm:
    return term if factor == 1 else call("Nat.mul", Natural(factor), term)
