"""Theorems about sums in ℚ, where an inverse is a reciprocal and that it divides by no zero is proved.

    ∀ R, …, u : ℕ → R, (∀ k, b(k)·u(k) = 1) → ∀ n, …u(k)…        becomes        ∀ n, …reciprocal (b(k))…

For u stands the library's `Rational.reciprocal`, and for its premise the proof that b(k) is not 0 for any natural number
k, read off its form: a·k + c with natural a and c ≥ 1, factorials, and products, powers and negatives of these. Where b has
another form there is no theorem. An inverse of an element stays one, with its premise, since the element may be 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from porism.provers.lean.nodes import ring_term
from porism.provers.lean.sums.laws import proved
from porism.provers.lean.sums.sequences import Pattern, Place, Sequences, natural_term
from porism.provers.lean.sums.step_elements import Elements
from porism.provers.lean.terms import (
    Application,
    Constant,
    Forall,
    Function,
    LeanTerm,
    Local,
    Natural,
    call,
)
from porism.symbolic.errors import UnsupportedError

AT = "v_at"  # stands in a divisor for the value of its index


class Reciprocals:
    """What is put for the inverses without elements, and for their premises."""

    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences
        self.known = [i for i, v in enumerate(sequences.inverses) if not sequences.has_element(v.divisor)]
        self._values = dict[str, LeanTerm]()
        self._proofs = dict[str, LeanTerm]()
        for i in self.known:
            divisor = sequences.inverses[i].divisor
            places = {t: Place(AT) for t in sequences.inverses[i].indices}
            value = self._ring_element(divisor, places)
            nonzero = self._nonzero(divisor, places)
            self._values[f"u_{i + 1}"] = self.put(call("Rational.reciprocal", value))
            self._proofs[f"h_{i + 1}"] = self.put(call("Rational.mul_reciprocal", value, nonzero))

    def put(self, term: LeanTerm) -> LeanTerm:
        """The term with reciprocals for inverses."""
        known = self._values | self._proofs
        match term:
            case Application(Local(name), (argument,)) if name in known:
                return _replaced(known[name], AT, self.put(argument))
            case Local(name) if name in known:
                return known[name]
            case Application(function, arguments):
                return Application(self.put(function), tuple(map(self.put, arguments)))
            case Function(name, domain, body) | Forall(name, domain, body):
                return type(term)(name, self.put(domain), self.put(body))
            case _:
                return term

    def _ring_element(self, pattern: Pattern, places: Mapping[str, Place]) -> LeanTerm:
        elements = Elements(self.sequences)
        node = elements.node(pattern, places)
        return ring_term(node, elements.terms)

    def _nonzero(self, pattern: Pattern, places: Mapping[str, Place]) -> LeanTerm:
        """The proof that a pattern is not zero; raises `UnsupportedError`."""

        def value(part: Pattern) -> LeanTerm:
            return self._ring_element(part, places)

        linear = self.sequences.linear(pattern)
        if linear is not None and min(linear) >= 0 and linear[1] >= 1:
            return self._positive(pattern, *linear, places)
        match pattern:
            case ("neg", a):
                return call("Rational.neg_ne_zero", value(a), self._nonzero(a, places))
            case ("mul", a, b):
                both = self._nonzero(a, places), self._nonzero(b, places)
                return call("Rational.mul_ne_zero", value(a), value(b), *both)
            case ("pow", a, k):
                return call("Rational.pow_ne_zero", value(a), self._nonzero(a, places), Natural(int(k)))
            case ("power", a, t):
                return call("Rational.pow_ne_zero", value(a), self._nonzero(a, places), places[t].term())
            case ("factorial", factor, offset, t):
                return call("Rational.factorial_ne_zero", natural_term(places[t].variable, factor, offset))
            case ("inverse", i):
                divisor = self.sequences.inverses[i].divisor
                return call("Rational.reciprocal_ne_zero", value(divisor), self._nonzero(divisor, places))
            case _:
                if linear is not None and max(linear) <= 0 and linear[1] <= -1:
                    return self._negative(pattern, *linear, places)
                raise UnsupportedError("it is not seen that a denominator is never 0")

    def _positive(self, pattern: Pattern, slope: int, offset: int, places: Mapping[str, Place]) -> LeanTerm:
        elements = Elements(self.sequences)
        left = elements.node(pattern, places)
        right = elements.number(AT, slope, offset) if slope else ("number", offset)
        laws = elements.laws()
        equation = proved(elements.terms, left, right, laws)
        before = natural_term(AT if slope else None, slope, offset - 1)
        return call("Rational.ne_zero_of_natural", ring_term(left, elements.terms), before, equation)

    def _negative(self, pattern: Pattern, slope: int, offset: int, places: Mapping[str, Place]) -> LeanTerm:
        """−(a·k + c) ≠ 0, carried over to the pattern, which equals it."""
        elements = Elements(self.sequences)
        opposite: Pattern = ("neg", pattern)
        left = elements.node(opposite, places)
        right = elements.number(AT, -slope, -offset) if slope else ("number", -offset)
        laws = elements.laws()
        equation = proved(elements.terms, left, right, laws)
        before = natural_term(AT if slope else None, -slope, -offset - 1)
        minus = ring_term(left, elements.terms)
        nonzero = call("Rational.ne_zero_of_natural", minus, before, equation)
        return call("Rational.ne_zero_of_neg", self._ring_element(pattern, places), nonzero)


def _replaced(term: LeanTerm, name: str, value: LeanTerm) -> LeanTerm:
    match term:
        case Local(other):
            return value if other == name else term
        case Application(function, arguments):
            return Application(
                _replaced(function, name, value), tuple(_replaced(a, name, value) for a in arguments)
            )
        case Function(bound, domain, body) | Forall(bound, domain, body):
            return type(term)(bound, _replaced(domain, name, value), _replaced(body, name, value))
        case Constant() | Natural():
            return term
        case _:
            raise TypeError(f"not a term: {term!r}"[:200])
