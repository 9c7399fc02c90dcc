"""Signs from squares of both sides: √(x·y) ≤ (x + y)/2, and x < y from x² < y² for y ≥ 0."""

from __future__ import annotations

from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import (
    HALF,
    ONE,
    ZERO,
    Number,
    Power,
    Sum,
    Term,
    add,
    divide,
    negate,
    number,
    power,
    subterms,
    subtract,
)


def by_comparison(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A ≤ B from A² ≤ B² and 0 ≤ B, with a root on one side: √(xy) ≤ (x + y)/2, Minkowski's inequality."""
    if depth <= 0:
        return None
    terms = t.terms if isinstance(t, Sum) else (t,)
    powers = len(terms) == 2 and _powers_are_known(problem, t)
    for part in terms:
        if not powers and not any(
            isinstance(s, Power) and isinstance(s.exponent, Number) and s.exponent.value == HALF.value
            for s in subterms(part)
        ):
            continue
        rest = add(*(s for s in terms if s is not part)) if len(terms) > 1 else ZERO
        for small, large in ((negate(part), rest), (negate(rest), part)):
            if not problem.seems(">=", large):
                continue
            if powers and large not in terms:
                continue
            view = View([small, large])
            squares = [view.ratio(side) for side in (small, large)]
            expanded = [divide(view.term(n * n), view.term(d * d)) for n, d in squares]
            difference = subtract(expanded[1], expanded[0])
            first = problem.signs(problem, ">=", large, depth - 1)
            second = problem.signs(problem, kind, difference, depth - 1) if first is not None else None
            if first is not None and second is not None:
                last = step(
                    "sign",
                    kind,
                    subtract(power(large, number(2)), power(small, number(2))),
                    ONE,
                    [["1", [difference]]],
                    [],
                )
                return [*first, *second, last, step("compare", kind, small, large)]
    return None


def _powers_are_known(problem: Problem, t: Term) -> bool:
    """Whether the term is a polynomial and some fact is one of at least twice its degree."""
    signs = [native(f) for kind, f in problem.facts if kind in (">", ">=")]
    view = View([t, *signs])
    p = view.polynomial(t)
    degrees = [int(q.total_degree()) for f in signs if (q := view.polynomial(f)) is not None]
    return p is not None and 0 < 2 * int(p.total_degree()) <= max(degrees, default=0)
