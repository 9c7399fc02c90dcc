"""Antiderivatives proposed by the oracles, made ready for proof: continuous forms first, each with the scope it seems to need.

    oracle ──► candidates ──► continuous forms ──► screened by sampling ──► Proposal(value, Antiderivative in a scope)

An antiderivative is right *somewhere*: over the caller's scope where that is possible, else where the variable, or the
parameters, are positive, or where the radicands are. The narrower scope is part of the statement, and so of the result's
conditions. Sampling chooses; the prover decides.

    atan(A·tan u + B), A > 0   jumps at the poles of tan u;   u + atan(((A − 1)·s·c + B·c²)/(A·s² + B·s·c + c²)) does not
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from porism.symbolic.oracles import alkahest_oracle, fricas, maxima, sympy_oracle
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.proposals.continuity import continuous_forms
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.scopes import MAX_SCOPES, fitting_scopes, has_jumps
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.sympy_bridge import symbol, to_sympy
from porism.symbolic.term import Sum, Term, add, variables

Oracle: TypeAlias = Callable[[IntegralQuestion], list[Term]]
MAX_PROPOSALS = 8  # of one oracle: each costs the prover's time
EARLY = 2  # proposals with wide scopes come before the narrowest one


def by_sympy(question: IntegralQuestion) -> list[Proposal]:
    """What `sympy.integrate` answers."""
    return _proposed(question, sympy_oracle.integrate, "sympy.integrate")


def by_manualintegrate(question: IntegralQuestion) -> list[Proposal]:
    """What SymPy's `manualintegrate` answers."""
    return _proposed(question, sympy_oracle.manualintegrate, "sympy.manualintegrate")


def by_heurisch(question: IntegralQuestion) -> list[Proposal]:
    """What SymPy's `heurisch` answers."""
    return _proposed(question, sympy_oracle.heurisch, "sympy.heurisch")


def by_maxima(question: IntegralQuestion) -> list[Proposal]:
    """What Maxima answers."""
    return _proposed(question, maxima.antiderivatives, "maxima")


def by_fricas(question: IntegralQuestion) -> list[Proposal]:
    """What FriCAS answers."""
    return _proposed(question, fricas.antiderivatives, "fricas")


def by_alkahest(question: IntegralQuestion) -> list[Proposal]:
    """What alkahest answers."""
    return _proposed(question, alkahest_oracle.antiderivatives, "alkahest")


def proposals(question: IntegralQuestion, candidates: list[Term], proposer: str) -> list[Proposal]:
    """The candidates as proposals, likeliest first."""
    found, narrowest = list[Proposal](), list[Proposal]()
    for form in dict.fromkeys(
        f for c in candidates for f in continuous_forms(without_constants(c), question.variable)
    ):
        for k, scope in enumerate(
            fitting_scopes(question.integrand, form, question.variable, question.scope)
        ):
            statement = Antiderivative(scope, question.integrand, question.variable, form)
            part = Part("answer", statement, limit_s=question.seconds / 4)
            rank = _assumptions(statement, question) + has_jumps(
                question.integrand, form, question.variable, scope
            )
            found.append(Proposal(_shown(form, question), (part,), proposer, rank))
            if k == MAX_SCOPES - 1:
                narrowest.append(found[-1])
    # The widest scopes of all candidates come first: a narrow one is only taken where none of these is proved.
    ordered = sorted(found, key=lambda p: p.rank)
    if len(ordered) > EARLY + 1 and narrowest:
        # A proof is easiest in the narrowest: it is not left to the end, where no time may remain.
        first = min(narrowest, key=lambda p: p.rank)
        ordered.remove(first)
        ordered.insert(EARLY, replace(first, rank=ordered[EARLY - 1].rank))
    return ordered[:MAX_PROPOSALS]


def _assumptions(statement: Antiderivative, question: IntegralQuestion) -> int:
    """How much a statement assumes beyond the question."""
    return len(set(statement.assumed) - set(question.scope.relations()))


def without_constants(value: Term) -> Term:
    """The value without summands in which no variable occurs."""
    if not isinstance(value, Sum):
        return value
    return add(*(t for t in value.terms if variables(t)))


def _proposed(question: IntegralQuestion, oracle: Oracle, proposer: str) -> list[Proposal]:
    """The proposals of one oracle; one that has no answer raises `OracleError`, which the result shows as its reason."""
    found = proposals(question, oracle(question), proposer)
    if not found:
        raise OracleError("the answer fails at sample points")
    return found


def _shown(value: Term, question: IntegralQuestion) -> object:
    """The value with the caller's own symbols."""
    known = dict(question.symbols)
    symbols = {name: known.get(name, symbol(name, question.scope.domain(name))) for name in variables(value)}
    return to_sympy(value, symbols)
