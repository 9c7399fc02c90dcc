"""Trusted: terms with roots and a few functions as polynomials: each root, and each function's value, is a new variable.

    kernel                       what is known of it
    a^(1/n), a a polynomial      k^n = a
    i                            k² = −1
    sin u, cos u (u in parameters only)   s² + c² = 1, where both occur
    exp u (u in parameters only), π, e    not 0

Only these facts are used, so whatever follows from them is true of the kernels' values. The rule for systems
(`provers/calculus/system.py`) reads with this module, and so do its finders: it is part of what is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from porism.symbolic.errors import UnsupportedError
from porism.symbolic.rational_functions import Poly, Ratio, Reader, Ring, raised
from porism.symbolic.term import (
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    number,
    power,
    variables,
)

ENTIRE = ("exp", "sin", "cos")  # defined everywhere


class Kernels:
    """The ring of a statement: its variables and the kernels of its terms, later kernels larger."""

    def __init__(
        self,
        names: list[str],
        unknowns: frozenset[str],
        terms: list[Term],
        is_not_zero: Callable[[Term], bool],
    ) -> None:
        found = dict[Term, None]()
        for t in terms:
            collect(t, unknowns, found)
        self._is_not_zero = is_not_zero
        self.indices = {t: f"_k{n}" for n, t in enumerate(found)}  # no variable's name
        self.ring = Ring([*reversed(self.indices.values()), *names])
        self.relations = list[tuple[Poly, Poly]]()  # leading power, relation; the largest kernel first
        self.closed = list[Poly]()
        self.term_of = {name: t for t, name in self.indices.items()} | {x: Variable(x) for x in names}
        for t, name in self.indices.items():
            self._relate(t, self.ring.generators[name])

    def _relate(self, t: Term, k: Poly) -> None:
        match t:
            case Power(base, Number(q)):
                reader = self.reader()
                n, d = reader.ratio(base)
                if not d.is_constant() or any(not p.is_constant() or p == 0 for p in reader.divisors):
                    raise UnsupportedError(f"the root {str(t)[:80]} is of no polynomial")
                self._add(k, q.denominator, k**q.denominator * d - n)
            case Constant("i"):
                self._add(k, 2, k**2 + 1)
            case Apply(("sin" | "cos") as f, a):
                partner, order = Apply("cos" if f == "sin" else "sin", a), list(self.indices)
                if partner in self.indices and order.index(partner) < order.index(t):
                    self._add(k, 2, k**2 + self.ring.generators[self.indices[partner]] ** 2 - 1)
        if (not variables(t) and self._is_not_zero(t)) or (isinstance(t, Apply) and t.function == "exp"):
            self.closed.append(k)

    def _add(self, k: Poly, n: int, zero: Poly) -> None:
        self.relations.insert(0, (k**n, zero))

    def reader(self, values: dict[str, Ratio] | None = None) -> Reader:
        """A reader that knows the kernels."""
        return Reader(self.ring, values, self._kernel)

    def _kernel(self, t: Term) -> Poly | None:
        if t in self.indices:
            return self.ring.generators[self.indices[t]]
        if isinstance(t, Power) and isinstance(t.exponent, Number) and t.exponent.value > 0:
            q = t.exponent.value
            name = self.indices.get(Power(t.base, Number(Fraction(1, q.denominator))))
            return raised(self.ring.generators[name], q.numerator) if name else None
        return None

    def term(self, p: Poly) -> Term:
        """A polynomial as a term."""
        terms = list[Term]()
        for exponents, c in p.terms():
            powers = [
                power(self.term_of[x], number(int(e)))
                for x, e in zip(self.ring.names, exponents, strict=False)
                if int(e)
            ]
            terms.append(multiply(number(Fraction(int(c.p), int(c.q))), *powers))
        return add(*terms)

    def reduced(self, p: Poly) -> Poly:
        """p modulo the kernels' equations."""
        for leading, zero in self.relations:
            if not leading.is_constant():
                p = divmod(p, zero)[1]
        return p


def _is_polynomial(term: Term) -> bool:
    """Whether a term is defined everywhere by its shape."""
    match term:
        case Number() | Constant() | Variable():
            return True
        case Sum(parts) | Product(parts):
            return all(map(_is_polynomial, parts))
        case Power(base, Number(q)):
            return q.denominator == 1 and q >= 0 and _is_polynomial(base)
        case _:
            return False


def collect(term: Term, unknowns: frozenset[str], found: dict[Term, None]) -> None:
    """Enter the kernels of a term, inner ones first."""
    match term:
        case Sum(parts) | Product(parts):
            for part in parts:
                collect(part, unknowns, found)
        case Power(base, Number(q)):
            collect(base, unknowns, found)
            if q.denominator != 1:
                found[Power(base, Number(Fraction(1, q.denominator)))] = None
        case Constant():
            found[term] = None
        case Apply(f, a) if f in ENTIRE and _is_polynomial(a) and not variables(term) & unknowns:
            found[term] = None
