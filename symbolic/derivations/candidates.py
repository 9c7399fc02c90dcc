"""The order in which derivations are tried: conditions × steps × grains."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import lcm
from typing import Any

from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.derivations.conditions import Conditions, conditions
from porism.symbolic.derivations.identities import equation_steps
from porism.symbolic.derivations.inequalities import positivity_steps, sign_steps
from porism.symbolic.derivations.problem import Problem, Step
from porism.symbolic.polynomials import native
from porism.symbolic.term import Apply, Number, Power, Term, negate, subterms, subtract

MAX_GRAIN = 1000


def derivations(claim: Claim) -> Iterator[Certificate]:
    """Candidate certificates of a claim, the likeliest and cheapest first."""
    problem = Problem(claim.variables, claim.hypotheses)
    stated = [found for found in conditions(claim, problem, positivity_steps)]
    grains = _grains(claim)
    for steps in _steps(claim, problem):
        for found in stated:
            for grain in grains:
                yield _certificate(found, grain, steps)


def _certificate(found: Conditions, grain: int, steps: list[Step]) -> Certificate:
    data: dict[str, Any] = {"grain": grain, **found.data(), "steps": [*found.necessary, *steps]}
    return Certificate("derivation", {k: v for k, v in data.items() if v})


def _steps(claim: Claim, problem: Problem) -> Iterator[list[Step]]:
    left, right = claim.relation.left, claim.relation.right
    difference = subtract(native(right), native(left))
    match claim.relation.kind:
        case "==":
            yield from equation_steps(problem, left, right)
        case "<=":
            yield from sign_steps(problem, ">=", difference)
        case "<":
            yield from sign_steps(problem, ">", difference)
        case "!=":
            yield []
            for candidate in (difference, negate(difference)):
                if problem.seems(">", candidate):
                    yield from islice(sign_steps(problem, ">", candidate), 12)


def _grains(claim: Claim) -> list[int]:
    """A common denominator of the exponents that occur, and twice it (half angles)."""
    grain = 1
    for relation in (claim.relation, *claim.hypotheses):
        for side in (relation.left, relation.right):
            for t in subterms(native(side)):
                for q in _exponents(t):
                    grain = lcm(grain, q.denominator)
    return [g for g in (grain, 2 * grain) if g <= MAX_GRAIN]


def _exponents(t: Term) -> Iterator[Fraction]:
    match t:
        case Power(_, Number(q)):
            yield q
        case Apply("exp" | "sin" | "cos", argument):
            yield from (s.value for s in subterms(argument) if isinstance(s, Number))
        case _:
            pass
