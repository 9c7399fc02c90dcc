"""The order in which derivations are tried: conditions × steps × grains."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.derivations import identities, inequalities
from porism.symbolic.derivations.conditions import Conditions, conditions
from porism.symbolic.derivations.identities import equation_steps
from porism.symbolic.derivations.inequalities import (
    in_lowest_terms,
    positivity_steps,
    sign_steps,
    sign_steps_by,
)
from porism.symbolic.derivations.problem import Problem, SignFinder, Step, Tester, occurring, restricted, step
from porism.symbolic.derivations.vanishing import nonzero_steps
from porism.symbolic.errors import LimitError, PorismError
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Derivative,
    Number,
    Power,
    Term,
    negate,
    number,
    power,
    subterms,
    subtract,
)

MAX_GRAIN = 1000
SIGNS_S = 0.8  # for the signs of what a derivative divides by


def methods(claim: Claim) -> tuple[str, ...]:
    """The names of the methods that a claim of this kind can be tried by, in the usual order."""
    return tuple(identities.METHODS if claim.relation.kind == "==" else inequalities.METHODS)


def derivations(
    claim: Claim, accepts: Tester, deadline: float = math.inf, method: str | None = None
) -> Iterator[Certificate]:
    """Candidate certificates of a claim, the likeliest and cheapest first.

    `accepts` asks the checker about parts; `deadline` is a `time.perf_counter` value after which finders give up.
    With `method`, one of `methods(claim)`, only that one is tried for the claim itself.
    """
    grains = _grains(claim)
    problem = Problem(
        claim.variables,
        claim.hypotheses,
        grain=grains[-1],
        accepts=accepts,
        signs=sign_steps,
        deadline=deadline,
    )
    is_derivative = any(
        isinstance(t, Derivative) for s in (claim.relation.left, claim.relation.right) for t in subterms(s)
    )
    stated = list(conditions(claim, problem, _brief(SIGNS_S) if is_derivative else positivity_steps))
    problem = restricted(dataclasses.replace(problem, extra=tuple(f for c in stated[:1] for f in c.facts())))
    smooth = _smoothness(claim, problem)
    for steps in _steps(claim, problem, method):
        steps = [*smooth, *steps]
        for found in stated:
            for grain in grains:
                yield _certificate(found, grain, steps)


def _brief(seconds: float) -> SignFinder:
    """A sign finder that gives up when its time is over: a derivative may state poles that it does not have."""
    until = time.perf_counter() + seconds

    def signs(problem: Problem, kind: str, t: Term) -> list[Step] | None:
        now = time.perf_counter()
        if now > until:
            return [] if problem.accepts(problem, kind, t, []) else None
        try:
            return positivity_steps(problem.brief(min(until - now, seconds / 2)), kind, t)
        except LimitError:
            return None

    return signs


def _certificate(found: Conditions, grain: int, steps: list[Step]) -> Certificate:
    data: dict[str, Any] = {"grain": grain, **found.data(), "steps": [*found.necessary, *steps]}
    return Certificate("derivation", {k: v for k, v in data.items() if v})


def _steps(claim: Claim, problem: Problem, method: str | None) -> Iterator[list[Step]]:
    left, right = claim.relation.left, claim.relation.right
    # A side compared with itself by <= asks for its being real: rounding must not hide that the difference is 0.
    # By < it asks whether there is a point at all, and a contradiction is found about terms with variables only.
    itself = left == right and claim.relation.kind == "<="
    difference = ZERO if itself else subtract(native(right), native(left))
    match claim.relation.kind:
        case "==":
            yield from equation_steps(problem, left, right, method)
        case "<=":
            yield from _found(problem, ">=", difference, method)
        case "<":
            yield from _found(problem, ">", difference, method)
        case "!=":
            yield []
            yield from nonzero_steps(problem, difference)
            for candidate in (difference, negate(difference)):
                if problem.seems(">", in_lowest_terms(candidate)):  # exp(x) − exp(x) + 1 is rounded to 0
                    yield from _found(problem, ">", candidate, method)


def _found(problem: Problem, kind: str, t: Term, method: str | None) -> Iterator[list[Step]]:
    simple = in_lowest_terms(t)
    for s in dict.fromkeys([simple, t] if len(str(simple)) < len(str(t)) else [t]):
        steps = sign_steps_by(method, problem, kind, s) if method else sign_steps(problem, kind, s)
        if steps is not None:
            # The last step records the sign by normal form, in which the checker finds it for the claim as it is written.
            yield [*steps, step("sign", kind, t, ONE, [["1", [s]]], [])]
            return


def _smoothness(claim: Claim, problem: Problem) -> list[Step]:
    """Steps that keep the arcsines under a derivative inside (−1, 1)."""
    steps = list[Step]()
    for side in (claim.relation.left, claim.relation.right):
        for t in subterms(side):
            if isinstance(t, Derivative):
                for a in occurring(native(t.expression), "asin"):
                    steps += positivity_steps(problem, ">", subtract(ONE, power(a, number(2)))) or []
    return steps


def _grains(claim: Claim) -> list[int]:
    """A common denominator of the exponents that occur, and twice it (half angles)."""
    grain = 1
    for relation in (claim.relation, *claim.hypotheses):
        for side in (relation.left, relation.right):
            for t in subterms(native(side)):
                for q in _exponents(t):
                    grain = math.lcm(grain, q.denominator)
    return [g for g in (grain, 2 * grain) if g <= MAX_GRAIN]


def _exponents(t: Term) -> Iterator[Fraction]:
    match t:
        case Power(_, Number(q)):
            yield q
        case Apply("exp" | "sin" | "cos", argument):
            yield from (s.value for s in subterms(argument) if isinstance(s, Number))
            with contextlib.suppress(PorismError):  # and what it is multiplied out: (a + b/2)²/2 has eighths
                view = View([argument])
                yield from (rational(c) for _, c in view.ratio(argument)[0].terms())
        case _:
            pass
