"""Signs for every natural n: 2**n ≥ n + 1, by the sign at 0 and the step from n to n + 1."""

from __future__ import annotations

import dataclasses

from porism.symbolic.derivations.problem import MAX_DEPTH, Problem, Step, step
from porism.symbolic.polynomials import native
from porism.symbolic.term import ONE, Term, Variable, add, multiply, number, substitute, subtract, variables


def by_induction(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """From t at n the sign of t at n + 1."""
    for name, domain in problem.variables:
        if domain.name != "natural" or name not in variables(t) or depth < MAX_DEPTH:
            continue
        following = substitute(t, {name: add(Variable(name), ONE)})
        inner = dataclasses.replace(problem, hypotheses=(), extra=((kind, t),))
        along = inner.signs(inner, kind, following, depth - 1)
        if along is None:
            along = _by_growth(inner, kind, t, following)
        if along is not None:
            return [step("induction", kind, t, name, [], along)]
    return None


def _by_growth(problem: Problem, kind: str, t: Term, following: Term) -> list[Step] | None:
    """t(n+1) = c·t(n) + something that is seen to be ≥ 0, for a small natural c."""
    for c in (1, 2, 3, 4):
        rest = native(subtract(following, multiply(number(c), t)))
        found = problem.signs(problem, ">=", rest, 1)
        if found is not None:
            return [*found, step("sign", kind, following, ONE, [[str(c), [t]], ["1", [rest]]], [])]
    return None
