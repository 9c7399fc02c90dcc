"""Trusted: what an expansion has to know of its constants, guessed at a sample and recorded to be proved.

`Decisions` answers from balls at one sample of the parameters: this coefficient is 0, that one is positive. A guess is
worth nothing by itself: `needs` collects the relations on which the answers rest, and whoever uses them has them proved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.coefficients import Coefficient, coefficient_term
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.meaning import Ball, value
from porism.symbolic.term import (
    PI,
    ZERO,
    Number,
    Power,
    Term,
    subterms,
)

_PRECISION = 160  # bits of the balls that guess signs


class NoExpansion(Exception):  # an answer, not an error
    """The term has no expansion of this form, or more terms are needed; says why."""


@dataclass
class Decisions:
    """Guesses about coefficients, from one sample of the parameters; `needs` collects what has to be proved."""

    sample: Mapping[str, Term] = field(default_factory=dict)
    needs: dict[Relation, None] = field(default_factory=dict)

    def need(self, kind: str, left: Term, right: Term) -> None:
        self.needs[relation(kind, left, right)] = None

    def sign(self, c: Coefficient) -> int | None:
        """The sign of a real coefficient, 0 included; None if it is not real (nothing is needed then)."""
        term = coefficient_term(c)
        if isinstance(term, Number):
            return (term.value > 0) - (term.value < 0)
        if self.is_zero(c):
            return 0
        ball = self._ball(term)
        if not ball.imag.contains(0):
            return None
        positive = bool(ball.real > 0)
        self.need("<", *((ZERO, term) if positive else (term, ZERO)))
        return 1 if positive else -1

    def is_zero(self, c: Coefficient) -> bool:
        """Whether a coefficient is 0."""
        term = coefficient_term(c)
        if isinstance(term, Number):
            return term.value == 0
        zero = bool(self._ball(term).contains(0))
        self.need("==" if zero else "!=", term, ZERO)
        return zero

    def real(self, term: Term) -> bool:
        """Whether a constant is real."""
        if not isinstance(term, Number) and term != PI:
            if not self._ball(term).imag.contains(0):
                return False
            self.need("<=", term, term)
        return True

    def defined(self, term: Term) -> None:
        """Require that a constant is defined, where its shape does not say so."""
        plain = all(isinstance(p.exponent, Number) for p in subterms(term) if isinstance(p, Power))
        if not plain or defining_conditions(Claim.make(relation("==", term, term))):
            self.need("==", term, term)

    def _ball(self, term: Term) -> Ball:
        ball = value(term, {n: value(t, {}, _PRECISION) for n, t in self.sample.items()}, _PRECISION)
        if not ball.is_finite():
            raise NoExpansion(f"the constant {term} has no value at the sample")
        return ball
