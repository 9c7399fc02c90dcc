"""The theorem of a sum in whose summands the upper limit occurs, by a recurrence and its certificate.

    Σ_{k=0}^{n+e} F(n, k) = V(n)

    p(n)·F(n, k) + q(n)·F(n + 1, k) = G(n, k + 1) − G(n, k),  or F(n, k) = G(n, k + 1) − G(n, k)

The recurrence and G are the finder's (`provers/calculus/sum_value.py`, rules 1 and 2, with recurrences of order 1). F is
C(n, k)^a times polynomials, powers and inverses. Of G(n, k) its values at k = 0 and k = j + 1 are read: with

    (n + c)! = n!·(n + 1)⋯(n + c),     1/(j + 1 + c)! = 1/(j!·(j + 1)⋯(j + 1 + c)),     1/(n − j − c)! = (n − j)⋯/(n − j)!

the latter is a multiple of C(n, j)^a. Where the recurrence begins later than the sum, the values before are compared
one by one. What a wrong certificate gives is no identity, and the kernel refuses it.

Not supported: recurrences of higher order, other factorials, a lower limit other than 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from porism.provers.lean.goal import Goal
from porism.provers.lean.nodes import CARRIER, ONE, RING, Node, product, ring_term
from porism.provers.lean.sums.laws import proved
from porism.provers.lean.sums.sequences import Pattern, Place, Sequences, pattern_sum
from porism.provers.lean.sums.step_elements import Elements, Places
from porism.provers.lean.sums.sum_parts import NAT, assembled, least_value, read
from porism.provers.lean.sums.summands import Indices, Reader
from porism.provers.lean.terms import Application, Function, LeanTerm, Local, Natural, call, equal
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import (
    Hypergeometric,
    Linear,
    Summands,
    put,
    scaled,
    summands_from_json,
)
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import (
    MINUS_ONE,
    ZERO,
    Number,
    Power,
    Product,
    Term,
    Variable,
    from_json,
    multiply,
    negate,
    number,
    power,
    substitute,
)
from porism.symbolic.term import (
    ONE as UNIT,
)

STATED, LATER, BELOW = (
    "n",
    "m",
    "k",
)  # indices in patterns: n from its least value on, from where the recurrence holds; k
MAX_EARLY = 6
MAX_FACTORS = 12


def goal(statement: SumValue, data: Any) -> Goal:
    """The theorem of a sum, and its proof if certificate and value are right; raises `UnsupportedError`."""
    match statement.upper, data:
        case Linear(extra, ((index, 1),)), {"certificate": certificate} if extra >= 0:
            pass
        case _:
            raise UnsupportedError(
                "the summand depends on the upper limit, and there is no certificate for it"
            )
    if statement.lower != Linear(0):
        raise UnsupportedError(
            f"the sum begins at {statement.lower}, and its summand depends on the upper limit"
        )
    first = least_value(statement.scope, index, -1 - extra)
    if first < 0:
        raise UnsupportedError(f"{index} may be negative")
    recurrence = _recurrence(data, index)
    start = first if recurrence is None else max(first, recurrence[0])
    if start - first > MAX_EARLY:
        raise UnsupportedError(f"the recurrence begins at {start} only")
    plan = _Planned(statement, index, first, start, extra)
    plan.read(summands_from_json(certificate), None if recurrence is None else recurrence[1:])
    return plan.goal()


def _recurrence(data: Mapping[str, Any], index: str) -> tuple[int, Term, Term] | None:
    """Where it begins, p and q; None for a certificate of order 0."""
    if "recurrence" not in data:
        return None
    match data["recurrence"]:
        case {"variable": variable, "start": start, "coefficients": [p, q]} if variable == index:
            form = Linear.from_json(start)
            if form.parts or form.constant < 0:
                raise UnsupportedError("the recurrence does not begin at a natural number")
            return form.constant, from_json(p), from_json(q)
        case _:
            raise UnsupportedError("the recurrence is not of the first order")


class _Planned:
    """The patterns of a theorem, and its proof."""

    def __init__(self, statement: SumValue, index: str, first: int, start: int, extra: int) -> None:
        self.statement, self.index, self.k = statement, index, statement.variable
        self.first, self.early, self.start = first, start - first, start
        self.count = first + extra + 1  # summands where the index of the statement is 0
        self.sequences = Sequences()
        self.order = 0
        reader = Reader(self.sequences)
        self.summand = reader.pattern(self._shifted(statement.summand, first), self._indices(STATED, first))
        self.value = reader.pattern(
            self._shifted(statement.value, first), Indices({index: STATED}, frozenset([self.k]))
        )

    def read(self, certificate: Summands, recurrence: tuple[Term, Term] | None) -> None:
        """Reads p, q and G; what they divide by must not restrict the statement."""
        self.sequences.is_stated = True
        reader = Reader(self.sequences)
        only = Indices({self.index: LATER}, frozenset([self.k]))
        sign = UNIT
        if recurrence is not None:
            p, q = recurrence
            if _is_negative(q):
                p, q, sign = negate(p), negate(q), MINUS_ONE
            shift = {self.index: Linear(self.start, ((self.index, 1),)).term()}
            self.p = reader.term(substitute(p, shift), only)
            self.q = reader.term(substitute(q, shift), only)
            self.order = 1
            self.unit = None if self.q == ONE else self.sequences.inverse(self.q)
        terms = self._shifted(scaled(certificate, sign), self.start)
        self.g = pattern_sum([self._at_zero(reader, term, only) for term in terms])
        self.h = pattern_sum([self._above(reader, term) for term in terms])

    def _shifted(self, terms: Summands, start: int) -> Summands:
        return put(terms, {self.index: Linear(start, ((self.index, 1),))})

    def _indices(self, name: str, offset: int) -> Indices:
        return Indices({self.index: name, self.k: BELOW}, frozenset(), (self.index, offset, self.k))

    def _parts(
        self, term: Hypergeometric
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]:
        """(offset, exponent) of the factorials of n + offset (n from `start` on), of k, and of n − k."""
        top, below, room = list[tuple[int, int]](), list[tuple[int, int]](), list[tuple[int, int]]()
        kinds: dict[tuple[tuple[str, int], ...], tuple[list[tuple[int, int]], int]] = {
            ((self.index, 1),): (top, self.start),
            ((self.k, 1),): (below, 0),
            tuple(sorted(((self.index, 1), (self.k, -1)))): (room, self.start),
        }
        for form, exponent in term.factorials:
            if form.parts not in kinds:
                raise UnsupportedError(f"the certificate has the factorial ({form})!")
            found, base = kinds[form.parts]
            found.append((form.constant - base, exponent))
        a = sum(e for _, e in top)
        if a < 0 or [sum(e for _, e in part) for part in (below, room)] != [-a, -a]:
            raise UnsupportedError("the factorials of the certificate are not those of a power of a binomial")
        return top, below, room

    def _at_zero(self, reader: Reader, term: Hypergeometric, only: Indices) -> Pattern:
        """A term of G at k = 0."""
        top, below, room = self._parts(term)
        if _power_of(term.coefficient, self.k) or any(b < 0 and e < 0 for b, e in below):
            return ("number", 0)
        factors = [reader.term(substitute(term.coefficient, {self.k: ZERO}), only)]
        n = Linear(self.start, ((self.index, 1),))
        above, under = list[Term](), list[Term]()
        for offset, exponent in (*top, *room):
            _rising(n, offset, exponent, above, under)
        for offset, exponent in below:
            _rising(Linear(0), offset, exponent, above, under)
        return product(
            [
                *factors,
                *(reader.term(t, only) for t in above),
                *(self.sequences.inverse(reader.term(t, only)) for t in under),
            ]
        )

    def _above(self, reader: Reader, term: Hypergeometric) -> Pattern:
        """A term of G at k + 1."""
        top, below, room = self._parts(term)
        n, k = Linear(self.start, ((self.index, 1),)), Linear(0, ((self.k, 1),))
        above, under = list[Term](), list[Term]()
        for offset, exponent in top:
            _rising(n, offset, exponent, above, under)
        for offset, exponent in below:
            _rising(k, offset + 1, exponent, above, under)
        for offset, exponent in room:
            if offset > 1 or exponent > 0:
                raise UnsupportedError("the certificate has a pole beside the sum")
            _rising(n.minus(k), offset - 1, exponent, above, under)
        coefficient, next_k = term.coefficient, k.plus(1).term()
        while next_k in under and (power_of_k := _power_of(coefficient, self.k)):
            coefficient = _without(coefficient, self.k, power_of_k)
            under.remove(next_k)
        names = Indices({self.index: LATER, self.k: BELOW})
        factors = [reader.term(substitute(coefficient, {self.k: next_k}), names)]
        factors += [reader.term(t, names) for t in above]
        factors += [self.sequences.inverse(reader.term(t, names)) for t in under]
        exponent = sum(e for _, e in top)
        binomial: Pattern = ("binomial", LATER, self.start, BELOW)
        if exponent:
            factors.append(binomial if exponent == 1 else ("pow", binomial, exponent))
        return product(factors)

    def goal(self) -> Goal:
        """The statement with its proof."""
        n, bound = f"v_{self.index}", f"v_{self.k}"
        conclusion = self._sum_equals(Place(n))
        proof = self._proof(n, bound)
        legend = [f"{self.index} is {n} + {self.first}"] if self.first else []
        return assembled(self.statement, self.sequences, n, conclusion, proof, legend)

    def _sum_equals(self, place: Place) -> LeanTerm:
        bound = f"v_{self.k}"
        function = Function(
            bound, NAT, read(self.sequences, self.summand, {STATED: place, BELOW: Place(bound)})
        )
        count = Place(place.variable, place.offset + self.count).term()
        total = call("Ring.sum", RING, function, count, levels=(0,))
        return equal(CARRIER, total, read(self.sequences, self.value, {STATED: place}))

    def _proof(self, n: str, bound: str) -> LeanTerm:
        proof = self._later(n, bound)
        for early in reversed(range(self.early)):
            claim = Function(n, NAT, self._sum_equals(Place(n, early)))
            after = Function(n, NAT, proof)
            proof = call("Nat.zero_or_succ", claim, self._first(early), after, Local(n))
        return proof

    def _first(self, at: int) -> LeanTerm:
        """The proof that sum and value agree where the statement's index is a number."""

        def sides(read_at: Callable[[Pattern, Places], Node]) -> tuple[Node, Node]:
            total: Node = ("number", 0)
            for j in range(self.count + at):
                total = (
                    "add",
                    total,
                    read_at(self.summand, {STATED: Place(None, at), BELOW: Place(None, j)}),
                )
            return total, read_at(self.value, {STATED: Place(None, at)})

        return self._identity(sides)

    def _identity(self, sides: Callable[[Callable[[Pattern, Places], Node]], tuple[Node, Node]]) -> LeanTerm:
        elements = Elements(self.sequences, self.start)
        left, right = sides(elements.node)
        laws = elements.laws()
        return proved(elements.terms, left, right, laws)

    def _later(self, m: str, bound: str) -> LeanTerm:
        """The proof for all m, the statement's index being m + early."""
        k, sequences = Place(bound), self.sequences
        last = self.count + self.early - 1  # of the summands at m = 0
        here, after = {STATED: Place(m, self.early), LATER: Place(m)}, {STATED: Place(m, self.early + 1)}

        def combined(at: Callable[[Pattern, Places], Node], pattern: Pattern, below: Place) -> Node:
            """p·f(m) + q·f(m + 1), or f(m)."""
            lower = {BELOW: below}
            if not self.order:
                return at(pattern, {**here, **lower})
            left = ("mul", at(self.p, here), at(pattern, {**here, **lower}))
            return ("add", left, ("mul", at(self.q, here), at(pattern, {**after, **lower})))

        def at_start(at: Callable[[Pattern, Places], Node]) -> tuple[Node, Node]:
            left = ("add", combined(at, self.summand, Place(None, 0)), at(self.g, here))
            return left, at(self.h, {**here, BELOW: Place(None, 0)})

        def at_step(at: Callable[[Pattern, Places], Node]) -> tuple[Node, Node]:
            left = ("add", combined(at, self.summand, Place(bound, 1)), at(self.h, {**here, BELOW: k}))
            return left, at(self.h, {**here, BELOW: Place(bound, 1)})

        def at_end(at: Callable[[Pattern, Places], Node]) -> tuple[Node, Node]:
            left = ("add", combined(at, self.value, Place(None, 0)), at(self.g, here))
            right = at(self.h, {**here, BELOW: Place(m, last)})
            if self.order:
                new = at(self.summand, {**after, BELOW: Place(m, last + 1)})
                right = ("add", right, ("mul", at(self.q, here), new))
            return left, right

        def function(pattern: Pattern) -> LeanTerm:
            return Function(m, NAT, read(sequences, pattern, here))

        def family(pattern: Pattern) -> LeanTerm:
            return Function(m, NAT, Function(bound, NAT, read(sequences, pattern, {**here, BELOW: k})))

        start = Function(m, NAT, self._identity(at_start))
        step = Function(m, NAT, Function(bound, NAT, self._identity(at_step)))
        ends = Function(m, NAT, self._identity(at_end))
        families = family(self.summand), family(self.h)
        proofs = (start, step, ends, Local(m))
        given: tuple[LeanTerm, ...]
        if not self.order:
            given = (*families, function(self.g), function(self.value), Natural(last))
            return call("Ring.sum_by_telescoping", RING, *given, *proofs, levels=(0,))
        sequences_of = (function(self.p), function(self.q), function(self.g), function(self.value))
        base, unit = self._first(self.early), Function(m, NAT, self._unit(m))
        given = (*families, *sequences_of, Natural(last))
        return call("Ring.sum_by_recurrence", RING, *given, base, unit, *proofs, levels=(0,))

    def _unit(self, m: str) -> LeanTerm:
        """The proof that q(m) has an inverse."""
        if self.unit is None:
            return call("Invertible.one", RING, levels=(0,))
        elements = Elements(self.sequences)
        places = {LATER: Place(m)}
        q, u = elements.node(self.q, places), elements.node(self.unit, places)
        name = Local(f"h_{self.unit[1] + 1}")
        held = Application(name, (Local(m),)) if self.sequences.inverses[self.unit[1]].indices else name
        both = ring_term(q, elements.terms), ring_term(u, elements.terms)
        return call("Invertible.intro", RING, *both, held, levels=(0,))


def _rising(form: Linear, offset: int, exponent: int, above: list[Term], under: list[Term]) -> None:
    """(form + offset)!^exponent / form!^exponent, as factors above and under a fraction's bar."""
    if abs(offset * exponent) > MAX_FACTORS:
        raise UnsupportedError("the certificate's factorials are far from those of the summand")
    for _ in range(abs(exponent)):
        if offset > 0:
            (above if exponent > 0 else under).extend(form.plus(i).term() for i in range(1, offset + 1))
        else:
            (under if exponent > 0 else above).extend(form.plus(-i).term() for i in range(-offset))


def _power_of(term: Term, name: str) -> int:
    """The exponent of a variable among the factors of a term."""
    factors = term.factors if isinstance(term, Product) else (term,)
    total = 0
    for factor in factors:
        match factor:
            case Variable(other) if other == name:
                total += 1
            case Power(Variable(other), Number(e)) if other == name and e.denominator == 1 and e > 0:
                total += int(e)
            case _:
                pass
    return total


def _without(term: Term, name: str, exponent: int) -> Term:
    """The term with name^(exponent − 1) for its factors name^exponent."""
    factors = term.factors if isinstance(term, Product) else (term,)
    rest = [
        f for f in factors if not (f == Variable(name) or (isinstance(f, Power) and f.base == Variable(name)))
    ]
    return multiply(UNIT, *rest, power(Variable(name), number(exponent - 1)) if exponent > 1 else UNIT)


def _is_negative(term: Term) -> bool:
    match term:
        case Number(value):
            return value < 0
        case Product((Number(value), *_)):
            return value < 0
        case _:
            return False
