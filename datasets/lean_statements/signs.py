"""Signs of real terms from what is known: hypotheses, domains, squares.

    facts.is_nonnegative(t)     facts.is_positive(t)     facts.is_nonzero(t)

True only if it follows by a short syntactic argument: t is a fact, or a fact plus something of that sign, or made of such parts
by +, ·, powers, exp, abs. False says nothing. Terms without i and complex variables are taken as real-valued where they are
defined, which holds for everything that `values.py` makes of Lean's types ℕ, ℤ, ℚ and ℝ; of others no sign is known. Each
test costs (facts × size of the term).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from porism.symbolic.claim import Relation
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Constant,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    subterms,
    subtract,
    variables,
)

MAX_FACTS = 200  # bounds that are kept: hypotheses of a statement are fewer


class Facts:
    """What is known of the sign of real terms."""

    def __init__(
        self, naturals: Iterable[str] = (), integers: Iterable[str] = (), complexes: Iterable[str] = ()
    ) -> None:
        self._complexes = frozenset(complexes)
        self._naturals = frozenset(naturals)
        self._integers = frozenset(integers) | self._naturals
        self._bounds = list[tuple[Term, bool]]()  # terms that are >= 0, and whether > 0
        self._nonzero = list[Term]()
        self.consulted = False

    def learn(self, known: Relation) -> None:
        """Take a relation for true; of terms that may be complex only that they differ is kept."""
        difference = subtract(known.right, known.left)
        if known.kind != "!=" and not self._is_real(difference):
            return
        match known.kind:
            case "<":
                self._bound(difference, True)
            case "<=":
                self._bound(difference, False)
            case "==":
                self._bound(difference, False)
                self._bound(subtract(known.left, known.right), False)
            case "!=":
                if len(self._nonzero) < MAX_FACTS:
                    self._nonzero += [difference, subtract(known.left, known.right)]
                for side in (difference, subtract(known.left, known.right)):
                    if self.is_nonnegative(side):
                        self._bound(side, True)

    def _bound(self, term: Term, strict: bool) -> None:
        if len(self._bounds) < MAX_FACTS:
            self._bounds.append((term, strict))
            if strict and self._is_integer(term):
                self._bounds.append((subtract(term, ONE), False))

    def _is_real(self, term: Term) -> bool:
        return not any(
            part == I or (isinstance(part, Variable) and part.name in self._complexes)
            for part in subterms(term)
        )

    def _is_integer(self, term: Term) -> bool:
        match term:
            case Number(value):
                return value.denominator == 1
            case Variable(name):
                return name in self._integers
            case Sum(parts) | Product(parts):
                return all(map(self._is_integer, parts))
            case Power(base, Number(n)):
                return n >= 0 and n.denominator == 1 and self._is_integer(base)
            case _:
                return False

    def is_nonnegative(self, term: Term) -> bool:
        """Whether term >= 0 is known."""
        self.consulted = True
        if not self._is_real(term):
            return False
        return self._plain(term, strict=False) or self._from_bounds(term, strict=False)

    def is_positive(self, term: Term) -> bool:
        """Whether term > 0 is known."""
        self.consulted = True
        if not self._is_real(term):
            return False
        if self._plain(term, strict=True) or self._from_bounds(term, strict=True):
            return True
        return self._listed(term) and self.is_nonnegative(term)

    def is_nonzero(self, term: Term) -> bool:
        """Whether term != 0 is known."""
        self.consulted = True
        if self._listed(term) or self.is_positive(term) or self.is_positive(negate(term)):
            return True
        match term:
            case Product(parts):
                return all(map(self.is_nonzero, parts))
            case Power(base, Number()):
                return self.is_nonzero(base)
            case Apply("abs", argument):
                return self.is_nonzero(argument)
            case _:
                return False

    def _listed(self, term: Term) -> bool:
        return term in self._nonzero

    def _from_bounds(self, term: Term, strict: bool) -> bool:
        """term = scale · bound + rest with scale > 0 and rest >= 0, one of them positive if `strict`."""
        names = variables(term)
        for bound, is_strict in self._bounds:
            if bound == term and (is_strict or not strict):
                return True
            if names & variables(bound):
                rest = _linear_difference(term, bound, _scale(term, bound))
                if self._plain(rest, strict=strict and not is_strict):
                    return True
        return False

    def _plain(self, term: Term, strict: bool) -> bool:
        """term >= 0, or > 0 if `strict`, by its form and by bounds that its parts are."""
        if any(term == bound and (s or not strict) for bound, s in self._bounds):
            return True
        match term:
            case Number(value):
                return value > 0 or (value == 0 and not strict)
            case Constant(name):
                return name in ("pi", "e")
            case Variable(name):
                return (name in self._naturals and not strict) or (
                    strict and name in self._naturals and term in self._nonzero
                )
            case Sum(parts):
                kept = all(self._plain(p, False) for p in parts)
                return kept and (not strict or any(self._plain(p, True) for p in parts))
            case Product(parts):
                return all(self._plain(p, strict) for p in parts)
            case Power(base, Number(n)) if n.denominator == 1 and n % 2 == 0:
                return not strict or self._plain(base, True) or base in self._nonzero
            case Power(base, exponent):
                if self._plain(base, True):
                    return True
                return not strict and isinstance(exponent, Number) and self._plain(base, False)
            case Apply("exp" | "cosh", _):
                return True
            case Apply("log", Number(value)):
                return value > 1 or (value == 1 and not strict)
            case Apply("abs", argument):
                return not strict or self._plain(argument, True) or argument in self._nonzero
            case _:
                return False


def _scale(a: Term, b: Term) -> Fraction:
    """A positive number by which b can be multiplied so that a − scale · b loses a part; 1 if there is none."""
    coefficients = _collected(a, Fraction(1))
    ratios = (coefficients.get(p, 0) / c for p, c in _collected(b, Fraction(1)).items() if c and p != ONE)
    return next((Fraction(ratio) for ratio in ratios if ratio > 0), Fraction(1))


def _linear_difference(a: Term, b: Term, scale: Fraction) -> Term:
    """a − scale · b with numbers multiplied into sums and equal terms collected."""
    total = _collected(a, Fraction(1))
    for part, coefficient in _collected(b, -scale).items():
        total[part] = total.get(part, Fraction(0)) + coefficient
    return add(*(multiply(number(c), part) for part, c in total.items() if c), ZERO)


def _collected(term: Term, factor: Fraction) -> dict[Term, Fraction]:
    """The parts of a sum with their coefficients, multiplied by a factor."""
    total = dict[Term, Fraction]()
    for part, coefficient in _linear(term):
        total[part] = total.get(part, Fraction(0)) + factor * coefficient
    return total


def _linear(term: Term) -> Iterator[tuple[Term, Fraction]]:
    """The term as a sum of (part, coefficient)."""
    match term:
        case Number(value):
            yield ONE, value
        case Sum(parts):
            for part in parts:
                yield from _linear(part)
        case Product((Number(value), *others)):
            for part, coefficient in _linear(multiply(*others)):
                yield part, value * coefficient
        case _:
            yield term, Fraction(1)
