"""Signs of a power, of an odd increasing function, and of quotients of products: (x − 1)²·(x + 2)/(x² + 1) ≥ 0.

A factor at a time; what stands below the line is multiplied out with its sign.
"""

from __future__ import annotations

from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.polynomials import View
from porism.symbolic.term import Apply, Number, Power, Term, multiply, number, power


def by_shape(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A power has the sign of its base, an odd increasing function that of its argument."""
    match t:
        case Power(base, Number()):
            return problem.signs(problem, kind, base, depth)
        case Apply("atan" | "asinh" | "asin" | "erf", argument):
            return problem.signs(problem, kind, argument, depth)
        case _:
            return None


def by_factors(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """t·m = c·Π ±fᵢ with every sign known, m > 0 the denominator times the factors that make it a square."""
    view = View([t])
    n, d = view.ratio(t)
    above, below = view.factors(n), view.factors(d)
    if len(above[1]) + len(below[1]) < 2 and all(e == 1 for _, e in above[1]):
        return None
    steps, constant, factors, multipliers = list[Step](), above[0], list[Term](), list[Term]()
    for p, e in above[1]:
        f = view.term(p)
        whole = power(f, number(e - e % 2))
        if e > 1:
            factors.append(whole)
        if e % 2:
            signed = _signed(problem, kind, f, depth)
            if signed is None:
                return None
            sign, found = signed
            steps += found
            constant *= sign
            factors.append(multiply(number(sign), f))
    for p, e in below[1]:
        f = view.term(p)
        signed = _signed(problem, ">", f, depth) if e % 2 else None
        multipliers.append(power(f, number(e)))
        if e % 2 and signed is not None:
            steps += signed[1]
            if signed[0] < 0:
                constant *= -1
                multipliers[-1] = multiply(number(-1), multipliers[-1])
        elif e % 2:
            return None
    if constant <= 0 and n != 0:
        return None
    return [*steps, step("sign", kind, t, multiply(*multipliers), [[str(constant), factors]], [])]


def _signed(problem: Problem, kind: str, f: Term, depth: int) -> tuple[int, list[Step]] | None:
    for sign in (1, -1):
        g = multiply(number(sign), f)
        if problem.seems(">=", g):
            found = problem.signs(problem, kind, g, depth)
            if found is not None:
                return sign, found
    return None
