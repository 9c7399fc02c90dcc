"""Trusted: which facts hold at each point that a claim speaks of, or near it, by the exact checker's own contexts.

A premise of a theorem must be literally true at each such point. Whether it is, the exact checker's context answers,
with the certificate that the checker accepted for the claim: what it has not seen is not true here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from porism.provers.admission import certified_conditions
from porism.provers.exact import checker
from porism.provers.exact.context import Context, Fact, as_facts
from porism.provers.exact.laws import LAWS
from porism.provers.exact.ratios import MoreKernels
from porism.provers.exact.rules import continuous, run
from porism.provers.exact.terms import Rejected, Term, free, term
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError


@dataclass(frozen=True)
class KnownFacts:
    """What holds of the points of a claim, and the variables that its derivatives move.

    With `moving` variables the facts hold near each point, else at it.
    """

    context: Context
    statement: checker.Statement
    rewrites: tuple[tuple[Term, Term], ...]  # left = right, where both are defined
    solved: tuple[tuple[Term, Term], ...] = ()  # a variable, and a term that is zero and linear in it

    @property
    def moving(self) -> frozenset[str]:
        """The variables of derivatives."""
        return frozenset(self.statement.moving)

    def holds(self, kind: str, t: Term) -> bool:
        """Whether `t kind 0` is seen."""
        try:
            return self.context.holds(kind, t)
        except (Rejected, MoreKernels, ArithmeticError, ValueError):
            return False

    @cached_property
    def is_continuous(self) -> bool:
        """Whether both sides are seen to be continuous in the one variable that moves, on all of its domain."""
        if len(self.moving) != 1:
            return False
        try:
            continuous(self.context, self.statement.left)
            continuous(self.context, self.statement.right)
        except (Rejected, MoreKernels, ArithmeticError, ValueError):
            return False
        return True

    def all_hold(self, facts: list[Fact]) -> bool:
        """Whether each is seen."""
        return all(self.holds(kind, t) for kind, t in facts)


def known_facts(claim: Claim, certificate: Certificate | None) -> KnownFacts:
    """The facts; raises `UnsupportedError` unless the exact checker accepts the certificate for the claim."""
    if certificate is None or certified_conditions(claim, certificate) is None:
        raise UnsupportedError("a claim about functions needs an exact certificate")
    for size in checker.SIZES:
        try:
            return _facts(claim, certificate.data, size)
        except MoreKernels:
            continue
        except Rejected as error:
            raise UnsupportedError(f"the facts of the certificate are not seen: {error}"[:300]) from error
    raise UnsupportedError("the claim has too many kernels")


def _facts(claim: Claim, data: dict[str, Any], size: int) -> KnownFacts:
    stated = checker.Statement(claim.to_json())
    given = [fact for h in stated.hypotheses for fact in as_facts(*h)]
    given += [("!=", t) for t in (*stated.assumed_nonzero, *stated.nonzero)]
    grain = data.get("grain", 1)
    context = Context(stated.domains, size, grain, given)
    run(context, data.get("steps", []))
    if stated.moving:
        context = checker.nearby(stated, context, data, size, grain)
    solved = () if stated.moving else tuple(_solved(context, data))
    return KnownFacts(context, stated, tuple(_rewrites(context, data)), solved)


def _rewrites(context: Context, data: dict[str, Any]) -> list[tuple[Term, Term]]:
    """The laws that the certificate uses, as far as their conditions are seen."""
    found = list[tuple[Term, Term]]()
    for step in data.get("steps", []):
        match step:
            case ["rewrite", name, *arguments] if name in LAWS:
                left, right, needs = LAWS[name](*map(term, arguments))
                try:
                    for kind, t in needs:
                        context.require(kind, t, name)
                    context.admit(left)
                    context.admit(right)
                except Rejected:
                    continue
                if (left, right) not in found:
                    found.append((left, right))
            case _:
                continue
    return found


def _solved(context: Context, data: dict[str, Any]) -> list[tuple[Term, Term]]:
    """The variables that the certificate solves for, each with what is zero by a hypothesis."""
    found = list[tuple[Term, Term]]()
    for step in data.get("steps", []):
        match step:
            case ["solve", variable, zero]:
                x, t = term(variable), term(zero)
                if x[0] == "var" and context.holds("=", t):
                    found.append((x, t))
            case _:
                continue
    return found


def moves(t: Term, moving: frozenset[str]) -> bool:
    """Whether the term depends on a variable that moves."""
    return bool(free(t) & moving)
