"""Signs on an interval cut in pieces: by monotonicity near the ends where the term is small, by boxes between.

2·x/π ≤ sin(x) on [0, π/2],    0 < sin(x) on (0, π)
"""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.derivations.signs.boxes import by_box, float_ends
from porism.symbolic.derivations.signs.monotonicity import by_monotonicity
from porism.symbolic.domain import Domain
from porism.symbolic.term import Apply, Number, Product, Term, Variable, number, subtract, variables


def by_splitting(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """Monotonicity near the ends where t is small, boxes between: 2x/π ≤ sin x on [0, π/2], 0 < sin x on (0, π)."""
    if depth < 2 or len(variables(t)) != 1:
        return None
    (name,) = variables(t)
    domain = problem.ranges[name]
    if domain.low is None or domain.high is None or domain.is_discrete:
        return None
    start, stop = float_ends(domain)
    for shares in ((1, 3), (2,), (1, 2, 3)):
        cuts = [number(Fraction(start + (stop - start) * k / 4).limit_denominator(64)) for k in shares]
        if all(start < float(c.value) < stop for c in cuts):
            steps = _in_parts(problem, kind, t, name, domain, cuts, depth)
            if steps is not None:
                return steps
    return None


def by_arc(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A multiple of one sine or cosine: at once by a box or by splitting, since squares say nothing of an arc."""
    factors = t.factors if isinstance(t, Product) else (t,)
    rest = [f for f in factors if not isinstance(f, Number)]
    if len(rest) != 1 or not isinstance(rest[0], Apply) or rest[0].function not in ("sin", "cos"):
        return None
    return by_box(problem, kind, t, depth) or by_splitting(problem, kind, t, max(depth, 2))


def _in_parts(
    problem: Problem, kind: str, t: Term, name: str, domain: Domain, cuts: list[Number], depth: int
) -> list[Step] | None:
    """Cases on the cuts, from the lowest up; each part by a box or by monotonicity."""
    cut, *later = cuts
    below = Domain("interval", domain.low, cut, domain.low_closed, True)
    above = Domain("interval", cut, domain.high, True, domain.high_closed)
    branches = list[list[Step] | None]()
    for part, inner_cuts in ((above, later), (below, [])):
        inner = dataclasses.replace(
            problem, variables=tuple((n, part if n == name else d) for n, d in problem.variables)
        )
        if inner_cuts:
            branches.append(_in_parts(inner, kind, t, name, part, list(inner_cuts), depth))
        else:
            found = (method(inner, kind, t, depth - 1) for method in (by_box, by_monotonicity))
            branches.append(
                next((f for f in found if f is not None and inner.accepts(inner, kind, t, f)), None)
            )
        if branches[-1] is None:
            return None
    return [step("cases", subtract(Variable(name), cut), [[kind, t]], *(b or [] for b in branches))]
