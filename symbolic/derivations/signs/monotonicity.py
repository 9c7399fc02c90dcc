"""Signs from the value at a point and the sign of the derivative, again so: sin(x) ≤ x for x ≥ 0."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import numpy as np

from porism.symbolic.derivations.problem import Problem, Step, occurring, restricted, step
from porism.symbolic.derivations.signs.boxes import float_ends
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.numeric import approximate
from porism.symbolic.polynomials import native
from porism.symbolic.term import (
    ONE,
    ZERO,
    Number,
    Power,
    Term,
    Variable,
    negate,
    number,
    power,
    substitute,
    subterms,
    subtract,
    to_json,
    variables,
)
from porism.symbolic.witnesses import closed_forms

GRID = 2001  # samples among which the lowest is looked for


def by_monotonicity(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """From a point, on both sides of it: t does not fall on the way."""
    if depth <= 0 or len(variables(t)) != 1:
        return None
    (name,) = variables(t)
    domain = problem.ranges[name]
    if not domain.is_real or domain.is_discrete:
        return None
    for anchor in _anchors(problem, name, t, domain):
        steps = _from_anchor(problem, kind, t, name, anchor, domain, depth)
        if steps is not None:
            return steps
    return None


def _anchors(problem: Problem, name: str, t: Term, domain: Domain) -> list[Term]:
    """Points from which t may grow on both sides: where it is lowest, made exact; the domain's ends."""
    low, high, _, _ = domain.bounds()
    start, stop = float_ends(domain)
    grid = np.linspace(max(start, -20.0), min(stop, max(start, -20.0) + 40.0), GRID)
    values = approximate(t, {name: grid.astype(complex)}).real
    values = np.where(np.isfinite(values), values, np.inf)
    lowest = float(grid[int(np.argmin(values))])
    found = [
        end
        for end in (low, high)
        if end is not None and abs(float(approximate(end, {})[0].real) - lowest) < 1e-9
    ]
    found += closed_forms(_polished(t, name, lowest), tolerance=1e-4)
    found += [end for end in (low, high) if end is not None]
    return list(dict.fromkeys(found))[:4]


def _polished(t: Term, name: str, x: float) -> float:
    """A stationary point near x, by Newton's method on the derivative."""
    first = derivative(t, name)
    second = derivative(first, name)
    for _ in range(30):
        at = {name: np.array([complex(x)])}
        slope, bend = (float(np.broadcast_to(approximate(d, at), (1,))[0].real) for d in (first, second))
        if not (math.isfinite(slope) and math.isfinite(bend)) or abs(bend) < 1e-14:
            break
        moved = x - slope / bend
        if abs(moved - x) > 1.0:
            break
        x = moved
    return x


def _from_anchor(
    problem: Problem, kind: str, t: Term, name: str, anchor: Term, domain: Domain, depth: int
) -> list[Step] | None:
    value = approximate(substitute(t, {name: anchor}), {})[0]
    if not np.isfinite(value) or abs(value.imag) > 1e-9 or value.real < -1e-9:
        return None
    start, stop = float_ends(domain)
    here = float(approximate(anchor, {})[0].real)
    sides = [s for s in (1, -1) if (s == 1 and stop > here + 1e-12) or (s == -1 and start < here - 1e-12)]
    goal, lower = t, None
    if kind == ">" and value.real > 1e-6:
        # t > 0 at the anchor itself: show t − c ≥ 0 for a positive c
        lower = number(
            Fraction(float(value.real) / 2).limit_denominator(64) or Fraction(float(value.real) / 2)
        )
        goal = subtract(t, lower)
    flow_kind = ">=" if lower is not None else kind
    branches = {side: _flow(problem, flow_kind, goal, name, anchor, side, depth) for side in sides}
    if any(b is None for b in branches.values()):
        return None
    steps = list[Step]()
    if len(sides) == 1:
        steps = list(branches[sides[0]] or [])
    else:
        steps = [
            step("cases", subtract(Variable(name), anchor), [[flow_kind, goal]], branches[1], branches[-1])
        ]
    if lower is not None:
        steps.append(step("sign", kind, t, ONE, [["1", [goal]], ["1", [lower]]], []))
    return steps


def _flow(
    problem: Problem, kind: str, t: Term, name: str, anchor: Term, side: int, depth: int
) -> list[Step] | None:
    low, high, _, _ = problem.ranges[name].bounds()
    # The mean value theorem looks at points strictly inside the segment only.
    part = (
        Domain("interval", anchor, high, False, False)
        if side == 1
        else Domain("interval", low, anchor, False, False)
    )
    part = Domain("positive") if part == Domain("interval", ZERO, None, False, False) else part
    domains = tuple((n, part if n == name else d) for n, d in problem.variables)
    inner = dataclasses.replace(problem, variables=domains, hypotheses=(), extra=())
    slope = native(derivative(t, name))
    towards = slope if side == 1 else negate(slope)
    inside = inner.signs(inner, kind, towards, depth - 1)
    if inside is None:
        return None
    steps: dict[str, object] = {
        "segment": segment_steps(on_segment(problem, name, anchor, side), t),
        "inside": inside,
    }
    end = high if side == 1 else low
    if end is not None:
        steps["until"] = to_json(end)
    return [step("flow", kind, t, name, anchor, side, steps)]


def on_segment(problem: Problem, name: str, anchor: Term, side: int) -> Problem:
    """The problem between the anchor and the point: what the checker's rule knows there.

    That is the domain if the anchor is in it; else, and where hypotheses bound the point, its sides alone.
    """
    low, high, low_closed, high_closed = dict(problem.variables)[name].bounds()
    cut = problem.ranges[name]
    is_open = (anchor == low and not low_closed) or (anchor == high and not high_closed)
    if not is_open and cut == dict(problem.variables)[name]:
        return problem
    x, end = Variable(name), cut.high if side == 1 else cut.low
    known = [(">=", subtract(x, anchor) if side == 1 else subtract(anchor, x))]
    if end is not None:
        closed = end == anchor or (cut.high_closed if side == 1 else cut.low_closed)
        known.append((">=" if closed else ">", subtract(end, x) if side == 1 else subtract(x, end)))
    domains = tuple((n, Domain("real") if n == name else d) for n, d in problem.variables)
    return restricted(dataclasses.replace(problem, variables=domains, hypotheses=(), extra=tuple(known)))


def segment_steps(problem: Problem, t: Term) -> list[Step]:
    """Steps that keep arcsines off their branch points, logarithms and divisors off 0 on a whole segment."""
    steps = list[Step]()
    for a in occurring(t, "asin"):
        steps += problem.signs(problem, ">=", subtract(ONE, power(a, number(2))), 1) or []
    for a in occurring(t, "log"):
        steps += problem.signs(problem, ">", a, 1) or []
    for a in dict.fromkeys(s.base for s in subterms(t) if isinstance(s, Power)):
        steps += _sign_of_divisor(problem, t, a)
    return steps


def _sign_of_divisor(problem: Problem, t: Term, a: Term) -> list[Step]:
    negative = any(
        isinstance(s, Power) and s.base == a and isinstance(s.exponent, Number) and s.exponent.value < 0
        for s in subterms(t)
    )
    if not negative or not variables(a):
        return []
    for candidate in (a, negate(a)):
        if problem.seems(">", candidate):
            return problem.signs(problem, ">", candidate, 1) or []
    return []
