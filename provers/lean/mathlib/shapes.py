"""Signs that are seen from a term's shape and from known relations, for terms over the real numbers.

    0 < t, 0 ≤ t, t ≠ 0      numbers, π, e; sums and products of such; even powers; exp, cosh, roots, absolute values;
                             a variable or a term of which a known relation says so

What is seen is true wherever the term means the same in Lean and in the claim and the known relations hold. It is used for
two things: to leave conditions out of a statement (`statement.py`, so this module belongs to what an emitted statement's
meaning rests on), and to know that `positivity` will find a proof; that tactic looks for `0 < a`, `0 ≤ a` and `a ≠ 0` among
the hypotheses, and for no other bound, hence `bounds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.term import ZERO, Apply, Constant, Number, Power, Product, Sum, Term, Variable


class Shapes:
    """What is known: relations, and which variables are natural numbers; `bounds` lets `1 ≤ x` say that 0 < x."""

    def __init__(
        self, known: Iterable[Relation], domains: Mapping[str, Domain], bounds: bool = False
    ) -> None:
        self._known = frozenset(known)
        self.domains = domains
        self._bounds = bounds

    def follows(self, stated: Relation) -> bool:
        """Whether the relation is known, or seen by shape.

        >>> known = Shapes([Relation.parse("x > 0")], {})
        >>> known.follows(Relation.parse("0 < x*exp(y) + 1")), known.follows(Relation.parse("0 < y"))
        (True, False)
        """
        if stated in self._known or self._is_true(stated):
            return True
        match stated:
            case Relation("<", left, right) if left == ZERO:
                return self.positive(right)
            case Relation("<=", left, right) if left == ZERO:
                return self.nonnegative(right)
            case Relation("<=", left, right):
                return left == right or Relation("<", left, right) in self._known
            case Relation("!=", left, right) if ZERO in (left, right):
                return self.nonzero(left if right == ZERO else right)
            case _:
                return False

    def positive(self, term: Term) -> bool:
        """Whether 0 < term is seen."""
        if Relation("<", ZERO, term) in self._known or (self._bounds and self._is_above(term, True)):
            return True
        if self._bounds and {relation("!=", term, ZERO), Relation("<=", ZERO, term)} <= self._known:
            return True
        match term:
            case Number(q):
                return q > 0
            case Constant(name):
                return name in ("pi", "e")
            case Apply("exp", _):
                return True
            case Apply("cosh", _):
                return self._bounds  # the tactic does not know it
            case Apply("abs", a):
                return self.nonzero(a)
            case Product(factors):
                return all(map(self.positive, factors))
            case Sum(terms):
                return all(map(self.nonnegative, terms)) and any(map(self.positive, terms))
            case Power(base, Number(q)) if q.denominator == 1 and q % 2 == 0:
                return q == 0 or self.nonzero(base)
            case Power(base, _):
                return self.positive(base)
            case _:
                return False

    def nonnegative(self, term: Term) -> bool:
        """Whether 0 ≤ term is seen."""
        if self.positive(term) or Relation("<=", ZERO, term) in self._known:
            return True
        if self._bounds and self._is_above(term, False):
            return True
        match term:
            case Number(q):
                return q >= 0
            case Variable(name):
                return self.domains.get(name, Domain("real")).name == "natural"
            case Apply("abs", _):
                return True
            case Product(factors):
                return all(map(self.nonnegative, factors))
            case Sum(terms):
                return all(map(self.nonnegative, terms))
            case Power(base, Number(q)) if q.denominator == 1:
                return q % 2 == 0 or self.nonnegative(base)
            case Power(_, Number(q)):
                return q > 0  # a root: Lean's is never negative
            case Power(base, _):
                return self.nonnegative(base)
            case _:
                return False

    def nonzero(self, term: Term) -> bool:
        """Whether term ≠ 0 is seen."""
        if relation("!=", term, ZERO) in self._known or self.positive(term):
            return True
        match term:
            case Number(q):
                return q != 0
            case Product(factors):
                return all(map(self.nonzero, factors))
            case Power(base, Number(q)) if q.denominator == 1:
                return self.nonzero(base)
            case _:
                return Relation("<", term, ZERO) in self._known

    def _is_above(self, term: Term, strictly: bool) -> bool:
        """Whether a known relation `number ≤ term` or `number < term` gives the sign."""
        for stated in self._known:
            match stated:
                case Relation("<" | "<=" as kind, Number(low), right) if right == term:
                    if low > 0 or (low == 0 and (kind == "<" or not strictly)):
                        return True
                case _:
                    pass
        return False

    @staticmethod
    def _is_true(stated: Relation) -> bool:
        match stated:
            case Relation(kind, Number(a), Number(b)):
                return {"==": a == b, "!=": a != b, "<=": a <= b, "<": a < b}[kind]
            case _:
                return False
