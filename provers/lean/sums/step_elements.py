"""The ring elements of one equation between patterns at places, and the laws between them (`sequences.py`).

An element is a Lean term: t + o as an element of the ring, base^t, (a·t + o)!, C(t, s), u_i(t, …), or one that depends on
no index. While the equation's sides are read, the elements in them are collected; `laws` then reduces them to those at
the variables themselves. The law of a power of a product, or of a number that is no prime, speaks of its factors'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import comb, factorial
from typing import TypeAlias

from porism.provers.lean.nodes import ONE, RING, Node, ring_term
from porism.provers.lean.sums.laws import Law
from porism.provers.lean.sums.sequences import Pattern, Place, Sequences, natural_term
from porism.provers.lean.terms import Application, LeanTerm, Local, Natural, call
from porism.symbolic.errors import UnsupportedError

MAX_OFFSET = 40
MAX_PRIME = 1000
Places: TypeAlias = Mapping[str, Place]
_Form: TypeAlias = tuple[str, int, int]  # (v, a, o) for a·v + o


class Elements:
    """The ring elements of one equation; binomials C(t, s) are reduced to those with t the variable plus `upper`."""

    def __init__(self, sequences: Sequences, upper: int = 0) -> None:
        self.sequences = sequences
        self.upper = upper
        self.terms = list[LeanTerm]()
        self._index = dict[LeanTerm, int]()
        self._inverses = list[
            tuple[int, int, Places]
        ]()  # (number of the element, of the inverse, its places)
        self._naturals = dict[_Form, None]()
        self._factorials = dict[_Form, None]()
        self._powers = dict[tuple[Node, str], None]()  # base and variable
        self._moved = dict[int, Law]()  # factorials of a·(v + o) + p, written with a·v
        self._binomials = dict[int, tuple[Place, Place]]()
        self._binomial_laws = dict[int, tuple[int, Law]]()  # with the upper number's offset

    def node(self, pattern: Pattern, places: Places) -> Node:
        """The pattern at places, one for each index."""
        match pattern:
            case ("number", _):
                return pattern
            case ("element", name):
                return self._element(Local(name))
            case ("index", t):
                return self._natural(places[t])
            case ("power", base, t):
                return self._power(self.node(base, places), places[t])
            case ("factorial", factor, offset, t):
                return self._factorial(places[t], factor, offset)
            case ("binomial", t, offset, s):
                upper = Place(places[t].variable, places[t].offset + offset)
                return self._binomial(upper, places[s])
            case ("inverse", i):
                return self._inverse(i, places)
            case ("pow", base, k):
                return ("pow", self.node(base, places), k)
            case ("add" | "mul" | "sub" | "neg" as kind, *parts):
                return (kind, *(self.node(p, places) for p in parts))
            case _:
                raise ValueError(f"not a pattern: {pattern!r}"[:200])

    def laws(self) -> list[Law]:
        """The laws of all elements, in an order in which they can be eliminated."""
        inverses = list[Law]()
        for index, i, places in self._inverses:  # grows: a divisor may have elements of its own
            divisor = self.node(self.sequences.inverses[i].divisor, places)
            held = self._held(i, places)
            inverses.append(Law(index, ("mul", divisor, ("variable", index)), ONE, held, "inverse"))
        numbers = {index: i for index, i, _ in self._inverses}
        inverses.sort(key=lambda law: -numbers[law.index])  # the divisor of u_i has u_j with j < i only
        powers = self._power_laws()
        binomials = [law for _, law in sorted(self._binomial_laws.values(), key=lambda known: -known[0])]
        relations = list(self._binomial_relations())
        factorials = list[Law]()
        for v, factor, offset in self._factorials_down():
            node = self._factorial_node(v, factor, offset)
            smaller = self._factorial_node(v, factor, offset - 1)
            proof = call("Ring.natural_factorial", RING, natural_term(v, factor, offset - 1), levels=(0,))
            product = ("mul", self.number(v, factor, offset), smaller)
            factorials.append(Law(node[1], node, product, proof))
        moved = self._moved.values()
        return [*powers, *inverses, *moved, *factorials, *binomials, *self._natural_laws(), *relations]

    def _natural_laws(self) -> Iterator[Law]:
        for v, factor, offset in sorted(self._naturals, key=lambda form: -form[2]):
            if offset:
                node = self.number(v, factor, offset)
                split: Node = ("add", self.number(v, factor, 0), ("number", offset))
                arguments = natural_term(v, factor, 0), Natural(offset)
                yield Law(node[1], node, split, call("Ring.natural_add", RING, *arguments, levels=(0,)))
        for v, factor in {(v, factor): None for v, factor, _ in self._naturals if factor != 1}:
            node = self.number(v, factor, 0)
            split = ("mul", ("number", factor), self.number(v, 1, 0))
            proof = call("Ring.natural_mul", RING, Natural(factor), Local(v), levels=(0,))
            yield Law(node[1], node, split, proof)

    def _factorials_down(self) -> list[_Form]:
        """The factorials down to those at the variable itself, the largest of each kind first."""
        top = dict[tuple[str, int], int]()
        for v, factor, offset in self._factorials:
            top[v, factor] = max(offset, top.get((v, factor), 0))
        return [(*key, offset) for key in top for offset in range(top[key], 0, -1)]

    def _element(self, term: LeanTerm) -> Node:
        if term not in self._index:
            self._index[term] = len(self.terms)
            self.terms.append(term)
        return ("variable", self._index[term])

    def _ring_natural(self, inner: LeanTerm) -> Node:
        return self._element(call("Ring.natural", RING, inner, levels=(0,)))

    def number(self, v: str, factor: int, offset: int) -> Node:
        """factor·v + offset, which is one natural number."""
        self._naturals[v, factor, offset] = None
        return self._ring_natural(natural_term(v, factor, offset))

    def _factorial_node(self, v: str, factor: int, offset: int) -> Node:
        self._factorials[v, factor, offset] = None
        return self._ring_natural(call("Nat.factorial", natural_term(v, factor, offset)))

    def _natural(self, place: Place) -> Node:
        if place.variable is None:
            return ("number", place.offset)
        return self.number(place.variable, 1, place.offset)

    def _power(self, base: Node, place: Place) -> Node:
        if place.offset > MAX_OFFSET:
            raise UnsupportedError(f"{place.offset} values would be written out")
        if place.variable is None:
            return ("pow", base, place.offset)
        node = self._power_node(base, place.variable)
        for _ in range(place.offset):
            node = ("mul", node, base)
        return node

    def _factorial(self, place: Place, factor: int, more: int) -> Node:
        total = factor * place.offset + more
        if total > MAX_OFFSET:
            raise UnsupportedError(f"a factorial is {total} steps from the first one")
        v = place.variable
        if v is None:
            return ("number", factorial(total))
        if factor == 1 or not place.offset:
            return self._factorial_node(v, factor, total)
        moved = call("Nat.mul", Natural(factor), place.term())
        node = self._ring_natural(
            call("Nat.factorial", call("Nat.add", moved, Natural(more)) if more else moved)
        )
        numbers = Natural(factor), Local(v), Natural(place.offset), Natural(more)
        proof = call("Ring.natural_factorial_moved", RING, *numbers, levels=(0,))
        self._moved[node[1]] = Law(node[1], node, self._factorial_node(v, factor, total), proof)
        return node

    def _binomial(self, upper: Place, lower: Place) -> Node:
        if upper.variable is None:
            if lower.variable is not None:
                raise UnsupportedError("a binomial has a number above and a variable below")
            return ("number", comb(upper.offset, lower.offset))
        node = self._ring_natural(call("Nat.binomial", upper.term(), lower.term()))
        if node[1] in self._binomials:
            return node
        self._binomials[node[1]] = upper, lower
        name, value, arguments = self._binomial_rule(upper, lower)
        if value is not None:
            proof = call(f"Ring.natural_binomial_{name}", RING, *arguments, levels=(0,))
            self._binomial_laws[node[1]] = upper.offset, Law(node[1], node, value, proof)
        return node

    def _binomial_rule(self, upper: Place, lower: Place) -> tuple[str, Node | None, tuple[LeanTerm, ...]]:
        """The lemma's name, the value and the lemma's arguments for C(upper, lower); no value if it is not reduced."""
        if lower.variable is None:
            if lower.offset:
                raise UnsupportedError("a binomial has a variable above and a number below")
            return "zero", ONE, (upper.term(),)
        if lower.variable == upper.variable:
            above = lower.offset - upper.offset
            if above < 0:
                raise UnsupportedError("the sum ends before the last binomial that is not 0")
            if above == 0:
                return "self", ONE, (upper.term(),)
            return "above", ("number", 0), (upper.term(), Natural(above - 1))
        if upper.offset > self.upper and lower.offset:
            before, left = Place(upper.variable, upper.offset - 1), Place(lower.variable, lower.offset - 1)
            both = ("add", self._binomial(before, left), self._binomial(before, lower))
            return "pascal", both, (before.term(), left.term())
        return "", None, ()

    def _binomial_relations(self) -> Iterator[Law]:
        """(s + 1)·C(t, s + 1) = (t − s)·C(t, s) for the binomials that no other law reduces."""
        for index, (upper, lower) in list(self._binomials.items()):
            t, s = upper.variable, lower.variable
            if index in self._binomial_laws or lower.offset != 1 or t is None or s is None:
                continue
            below = self._binomial(upper, Place(s))
            number = self.number(s, 1, 0)
            top: Node = ("add", self.number(t, 1, 0), ("number", upper.offset))
            left: Node = ("mul", ("add", number, ONE), ("variable", index))
            right: Node = ("mul", ("sub", top, number), below)
            arguments = Local(t), Natural(upper.offset), Local(s)
            proof = call("Ring.natural_binomial_next", RING, *arguments, levels=(0,))
            yield Law(index, left, right, proof, "relation")

    def _inverse(self, i: int, places: Places) -> Node:
        indices = self.sequences.inverses[i].indices
        term: LeanTerm = Local(f"u_{i + 1}")
        if indices:
            term = Application(term, tuple(places[t].term() for t in indices))
        node = self._element(term)
        if all(index != node[1] for index, _, _ in self._inverses):
            self._inverses.append((node[1], i, {t: places[t] for t in indices}))
        return node

    def _held(self, i: int, places: Places) -> LeanTerm:
        """The proof that the i-th inverse is one, at places."""
        indices = self.sequences.inverses[i].indices
        name = Local(f"h_{i + 1}")
        return Application(name, tuple(places[t].term() for t in indices)) if indices else name

    def _power_node(self, base: Node, v: str) -> Node:
        """base^v."""
        self._powers[base, v] = None
        return self._element(call("Ring.pow", RING, ring_term(base, self.terms), Local(v), levels=(0,)))

    def _power_laws(self) -> list[Law]:
        """Powers of products and of numbers that are no primes, as products of powers."""
        found, waiting = dict[tuple[Node, str], Law](), list(self._powers)
        while waiting:
            key = waiting.pop()
            before = set(self._powers)
            law = None if key in found else self._power_law(*key)
            if law is not None:
                found[key] = law
                waiting += [other for other in self._powers if other not in before]
        return [found[key] for key in sorted(found, key=lambda key: -self._weight(key[0]))]

    def _power_law(self, base: Node, v: str) -> Law | None:
        node, at = self._power_node(base, v), Local(v)

        def law(name: str, right: Node, *arguments: LeanTerm) -> Law:
            return Law(node[1], node, right, call(name, RING, *arguments, at, levels=(0,)))

        match base:
            case ("number", 1):
                return law("Ring.one_pow", ONE)
            case ("number", n) if (p := _least_divisor(n)) < n:
                right = ("mul", self._power_node(("number", p), v), self._power_node(("number", n // p), v))
                return law("Ring.natural_mul_pow", right, Natural(p), Natural(n // p))
            case ("mul", a, b):
                right = ("mul", self._power_node(a, v), self._power_node(b, v))
                return law("Ring.mul_pow", right, ring_term(a, self.terms), ring_term(b, self.terms))
            case ("pow", a, c):
                right = ("pow", self._power_node(a, v), c)
                return law("Ring.pow_pow", right, ring_term(a, self.terms), Natural(c))
            case ("neg", ("number", 1)):
                proof = call("Ring.sign_square", RING, at, levels=(0,))
                return Law(node[1], ("pow", node, 2), ONE, proof, "square")
            case ("neg", a):
                right = ("mul", self._power_node(("neg", ONE), v), self._power_node(a, v))
                return law("Ring.neg_pow", right, ring_term(a, self.terms))
            case ("variable", index):
                found = self._divisor(index)
                if found is None:
                    return None
                divisor, held = found
                both = ring_term(divisor, self.terms), self.terms[index]
                proof = call("Ring.inverse_pow", RING, *both, held, at, levels=(0,))
                return Law(node[1], ("mul", self._power_node(divisor, v), node), ONE, proof, "inverse")
            case _:
                return None

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
        """Of an element that is the inverse of another and has no index, the other, and the proof of it."""
        for known, i, places in self._inverses:
            if known == index and not places:
                return self.node(self.sequences.inverses[i].divisor, places), self._held(i, places)
        return None


def _least_divisor(n: int) -> int:
    """The least divisor above 1 that is not large, else n."""
    return next((p for p in range(2, min(n, MAX_PRIME)) if n % p == 0), n)
