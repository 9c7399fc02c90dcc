"""Signs on a compact box by ball arithmetic: exp(x)·cos(x) < 3 on [0, 1]."""

from __future__ import annotations

import math

import numpy as np

from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.domain import Domain
from porism.symbolic.numeric import approximate
from porism.symbolic.term import Apply, Term, Variable, children, to_json, variables

MAX_BOX_VARIABLES = 3
BOX_HALVINGS = 36
SEVERAL_PERIODS = 20.0
GRID = 2001  # samples of a box


def by_box(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """One step for a compact box on which the term seems to stay away from 0."""
    names = sorted(variables(t))
    domains = problem.ranges
    if not names or len(names) > MAX_BOX_VARIABLES or not problem.seems(">", t):
        return None
    ends = {}
    for name in names:
        low, high, _, _ = domains[name].bounds()
        if low is None or high is None or domains[name].is_discrete:
            if not domains[name].is_real or not _is_inside_waves(t, name):
                return None
            continue
        ends[name] = [low, high]
    if _smallest(problem, t, names) < 1e-7:
        return None
    return [
        step("box", kind, t, BOX_HALVINGS, {name: [to_json(e) for e in pair] for name, pair in ends.items()})
    ]


def _is_inside_waves(t: Term, name: str) -> bool:
    """Whether the variable stands in arguments of sin and cos only: there the whole line is as good as a period."""
    match t:
        case Apply("sin" | "cos"):
            return True
        case Variable(other):
            return other != name
        case _:
            return all(_is_inside_waves(part, name) for part in children(t))


def _smallest(problem: Problem, t: Term, names: list[str]) -> float:
    """The smallest value on a random sample of the closed box, an estimate from above."""
    rng = np.random.default_rng(0)
    domains = problem.ranges
    columns = {}
    for name in names:
        low, high = float_ends(domains[name])
        if math.isinf(low) or math.isinf(high):
            low, high = -SEVERAL_PERIODS, SEVERAL_PERIODS
        unit = rng.uniform(0, 1, GRID)
        unit[:9] = np.repeat([0.0, 0.5, 1.0], 3) if len(names) > 1 else np.linspace(0, 1, 9)
        columns[name] = (low + (high - low) * unit).astype(complex)
    values = approximate(t, columns)
    values = values[np.isfinite(values)]
    return float(values.real.min()) if values.size else -math.inf


def float_ends(domain: Domain) -> tuple[float, float]:
    """The ends of a domain, infinite ones included."""
    low, high, _, _ = domain.bounds()
    return (
        -math.inf if low is None else float(approximate(low, {})[0].real),
        math.inf if high is None else float(approximate(high, {})[0].real),
    )
