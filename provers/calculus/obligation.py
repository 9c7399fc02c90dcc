"""Trusted: obligations, the ordinary claims that together imply a structured statement.

A rule (one module a kind) turns a statement and a finder's data into obligations, or refuses. It searches for nothing and
decides nothing that the exact checker decides: it only says which claims are enough, by the theorem in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import ZERO, Apply, Constant, Number, Power, Term, subterms, variables

#: Functions whose principal branch jumps somewhere: their argument must be real for continuity on the real line.
BRANCHED: Final = frozenset({
    "log", "asin", "acos", "acosh", "atanh", "atan", "asinh", "Ei", "li", "Ci", "Chi", "dilog", "LambertW",
    "LambertWm1", "loggamma",
})  # fmt: skip


class Refused(Exception):  # a rule's answer, not an error
    """The data do not give obligations for this statement; says why. Never "the statement is false"."""


@dataclass(frozen=True)
class Obligation:
    """A claim to prove; `everywhere` asks besides that no condition is left, so that it is defined on its whole domain:
    each condition of the proof has to be proved in its turn (`holds_everywhere`), at once and without conditions.

    `necessary` says that the statement is false where the claim is.
    """

    claim: Claim
    everywhere: bool = False
    necessary: bool = False

    def beyond_hypotheses(self, conditions: Iterable[Relation]) -> tuple[Relation, ...]:
        """The conditions that the claim's own hypotheses do not state: where there is none, it holds on its whole scope."""
        return tuple(c for c in conditions if c not in self.claim.hypotheses)

    def holds_everywhere(self, condition: Relation) -> Obligation:
        """That a condition of the claim holds on the claim's whole domain, so that it is none."""
        return Obligation(Claim.make(condition, dict(self.claim.variables), self.claim.hypotheses), True)


def continuity(term: Term, scope: Scope) -> Iterator[Obligation]:
    """That `term` is defined and continuous, in each variable, on the whole scope.

    A composition of elementary functions is continuous where it is defined, as long as no argument crosses a branch
    cut; a cut is met only from beside it, so real arguments never cross one.
    """
    yield Obligation(scope.claim(relation("==", term, term)), everywhere=True)
    for part in dict.fromkeys(subterms(term)):
        match part:
            case Apply(function, argument) if function in BRANCHED and not _is_plainly_real(argument, scope):
                yield Obligation(scope.claim(relation("<=", argument, argument)), everywhere=True)
            case Power(base, Number(q)) if q.denominator != 1 and not _is_plainly_real(base, scope):
                yield Obligation(scope.claim(relation("<=", base, base)), everywhere=True)
            case Power(base, exponent) if not isinstance(exponent, Number):
                yield Obligation(scope.claim(relation(">", base, ZERO)), everywhere=True)
                yield Obligation(scope.claim(relation("<=", exponent, exponent)), everywhere=True)
            case _:
                pass


def _is_plainly_real(term: Term, scope: Scope) -> bool:
    """Whether no part of the term can have a value that is not real."""
    if any(not scope.domain(name).is_real for name in variables(term)):
        return False
    for part in subterms(term):
        match part:
            case Constant("i") | Apply(
                "log" | "asin" | "acos" | "acosh" | "atanh" | "li" | "Ci" | "Chi" | "dilog" | "LambertW"
                | "LambertWm1" | "loggamma", _
            ):  # fmt: skip
                return False
            case Power(_, exponent) if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
                return False
            case _:
                pass
    return True
