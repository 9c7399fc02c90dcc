"""Signs after the laws of the functions: log(x·y) ≤ x + y − 2 is log x + log y ≤ x + y − 2 for positive x and y.

The laws that `laws.py` finds for the term are carried out in it, and the sign of what results is looked for.
"""

from __future__ import annotations

from porism.symbolic.derivations.laws import applicable_laws
from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.polynomials import native
from porism.symbolic.term import (
    HALF,
    ONE,
    ZERO,
    Apply,
    Term,
    add,
    from_json,
    multiply,
    number,
    power,
    replaced,
)


def by_laws(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """The sign of the term with every law carried out."""
    if depth <= 0:
        return None
    plain = applicable_laws(problem, t)
    if not any(sides(law) for law in plain):
        return None
    laws, expanded = list[Step](), t
    for law in plain:
        if problem.accepts(problem, "=", ZERO, [*laws, law]):  # 0 = 0 follows if every step is accepted
            laws.append(law)
            if found := sides(law):
                expanded = native(replaced(expanded, *found))
    if expanded == t:
        return None
    steps = problem.signs(problem, kind, expanded, depth - 1)
    if steps is None:
        return None
    return [*laws, *steps, step("sign", kind, t, ONE, [["1", [expanded]]], [])]


def sides(law: Step) -> tuple[Term, Term] | None:
    """(left, right) of a law that splits a function of a product or a power; None for the others."""
    if law[0] != "rewrite":
        return None
    a, *rest = map(from_json, law[2:])
    match law[1], rest:
        case "log_mul", [b]:
            return Apply("log", multiply(a, b)), add(Apply("log", a), Apply("log", b))
        case "log_power", [q]:
            return Apply("log", power(a, q)), multiply(q, Apply("log", a))
        case "power_mul", [b, q]:
            return power(multiply(a, b), q), multiply(power(a, q), power(b, q))
        case "root_square", []:
            return power(power(a, number(2)), HALF), Apply("abs", a)
        case "abs_of_nonneg", []:
            return Apply("abs", a), a
        case _:
            return None
