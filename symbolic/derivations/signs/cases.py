"""Signs by cases: a ≥ 0 or a ≤ 0 for |a|, n ≥ c + 1 or n ≤ c for an integer n, x ≥ y or y ≥ x."""

from __future__ import annotations

import dataclasses

from porism.symbolic.derivations.laws import absolute_arguments
from porism.symbolic.derivations.problem import MAX_DEPTH, Problem, Step, restricted, step
from porism.symbolic.derivations.signs.squares import modulo_squares
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import ONE, Apply, Term, Variable, negate, number, replaced, subtract, variables


def by_cases(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """|a| is a where a ≥ 0 and −a where a ≤ 0."""
    arguments = absolute_arguments(t)
    if not arguments:
        return None
    on = arguments[0]
    branches = list[list[Step]]()
    for sign, law in ((on, "abs_of_nonneg"), (negate(on), "abs_of_nonpos")):
        inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
        resolved = native(replaced(t, Apply("abs", on), sign))
        found = inner.signs(inner, kind, resolved, depth)
        if found is None:
            return None
        link = step("sign", kind, t, ONE, [["1", [resolved]]], [])
        branches.append([step("rewrite", law, on), *found, link])
    return [step("cases", on, [[kind, t]], *branches)]


def by_integers(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """n ≥ c + 1 or n ≤ c for an integer n."""
    if depth < MAX_DEPTH:
        return None
    for name, c in ((n, c) for n, d in problem.variables if d.is_discrete for c in (0, 1)):
        on = subtract(Variable(name), number(c))
        branches = list[list[Step]]()
        for sign in (subtract(on, ONE), negate(on)):
            inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
            found = inner.signs(inner, kind, t, depth - 1)
            if found is None:
                break
            branches.append(found)
        if len(branches) == 2:
            return [step("cases", on, [[kind, t]], *branches)]
    return None


def by_order(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """Which of two variables is the larger: Schur's inequality and other symmetric ones."""
    names = sorted(n for n in variables(t))
    if depth < MAX_DEPTH - 1 or not 2 <= len(names) <= 3 or View([t]).polynomial(t) is None:
        return None
    ordered = [(a, b) for k, a in enumerate(names) for b in names[k + 1 :]]
    known = {str(f) for _, f in problem.extra}
    for a, b in ordered:
        difference = subtract(Variable(a), Variable(b))
        if str(difference) in known or str(negate(difference)) in known:
            continue
        branches = list[list[Step]]()
        for sign in (difference, negate(difference)):
            inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
            found = modulo_squares(inner, kind, t, [], [])
            found = found if found is not None else by_order(inner, kind, t, depth)
            if found is None:
                return None
            branches.append(found)
        return [step("cases", difference, [[kind, t]], *branches)]
    return None
