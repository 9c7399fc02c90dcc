"""Signs by cases: a ≥ 0 or a ≤ 0 for |a|, n ≥ c + 1 or n ≤ c for an integer n, x ≥ y or y ≥ x."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator

import numpy as np

from porism.symbolic.derivations.laws import absolute_arguments
from porism.symbolic.derivations.problem import MAX_DEPTH, Problem, Step, restricted, step
from porism.symbolic.derivations.signs.linear import by_linear, is_integral
from porism.symbolic.derivations.signs.squares import modulo_squares
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    Apply,
    Term,
    Variable,
    add,
    negate,
    number,
    power,
    replaced,
    subtract,
    variables,
)

MAX_BORDER = 10**6  # roots beyond it are not looked at


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
    """a ≥ 1 or a ≤ 0 for an integer a: t itself, or n − c for c next to a root of t; and n = 0 apart from a fact n ≠ 0."""
    if depth < MAX_DEPTH - 1 or not any(domain.is_discrete for _, domain in problem.variables):
        return None
    known = {f for _, f in problem.extra}
    if is_integral(problem, t) and negate(t) not in known:
        # t ≥ 0, or −t ≥ 1, which contradicts the facts; t > 0 likewise is t ≥ 1
        on = negate(t) if kind == ">=" else subtract(ONE, t)
        impossible = dataclasses.replace(problem, extra=(*problem.extra, (">=", subtract(on, ONE))))
        against = by_linear(impossible, ">=", MINUS_ONE, depth)
        if against is not None:
            return [step("cases", on, [[kind, t]], against, [])]
    if depth < MAX_DEPTH:
        return None
    for on in _borders(problem, t):
        branches = list[list[Step]]()
        for sign in (subtract(on, ONE), negate(on)):
            inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", native(sign)))))
            found = inner.signs(inner, kind, t, depth - 1)
            if found is None:
                found = _beside_zero(inner, kind, t, depth - 1)
            if found is None:
                break
            branches.append(found)
        if len(branches) == 2:
            return [step("cases", on, [[kind, t]], *branches)]
    return None


def _borders(problem: Problem, t: Term) -> Iterator[Term]:
    """n − c for each integer variable n and the integers c below the roots of t in it."""
    view = View([t])
    p = view.polynomial(t)
    for name in (n for n, d in problem.variables if d.is_discrete and Variable(n) in view.generators):
        near = {0, 1}
        if p is not None and len(view.kernels) == 1:
            coefficients = [0.0] * (int(p.total_degree()) + 1)
            for (e,), c in p.terms():
                coefficients[-1 - int(e)] = float(rational(c))
            roots = np.roots(coefficients)
            near |= {math.floor(r.real + 1e-9) for r in roots if abs(r.imag) < 1e-9 and abs(r) < MAX_BORDER}
        for c in sorted(near, key=abs):
            yield native(subtract(Variable(name), number(c)))


def _beside_zero(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """The sign where n ≤ 0 and n ≠ 0 are known of an integer: n ≤ −1, or n is 0, which is not so."""
    for name in (n for n, d in problem.variables if d.is_discrete):
        n = Variable(name)
        facts = {(k, native(f)) for k, f in problem.facts}
        if not {("!=", n), ("!=", negate(n))} & facts or (">=", negate(n)) not in facts:
            continue
        on = add(n, ONE)  # n ≥ 0 or n ≤ −1
        inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", native(negate(on))))))
        found = inner.signs(inner, kind, t, depth)
        if found is not None:
            square = power(n, number(2))
            zero = step("between", n)
            against = step("sign", ">=", MINUS_ONE, square, [], [[negate(n), n]])
            return [step("cases", on, [[kind, t]], [zero, against], found)]
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
