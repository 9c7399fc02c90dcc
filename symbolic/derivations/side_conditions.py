"""What laws need, proved: sign steps in front of each law whose side condition the checker does not see by itself.

    √(1 − (3x − 4x³)²) = √(1 − x²)·|1 − 4x²|      needs 1 − 4x² ≥ 0 on [−1/2, 1/2], which has factors of known sign

The needs repeat those of the checker's laws; where one is missing here, the law is merely rejected.
"""

from __future__ import annotations

from porism.symbolic.derivations.inequalities import positivity_steps
from porism.symbolic.derivations.problem import Fact, Problem, Step
from porism.symbolic.term import HALF, PI, ZERO, Term, add, from_json, multiply, negate, subtract

_QUARTER = multiply(HALF, PI)


def with_side_conditions(problem: Problem, laws: list[Step]) -> list[Step]:
    """The laws, with steps in front that prove their needs; a law whose needs are not seen even so is left out."""
    steps = list[Step]()
    for law in laws:
        for kind, t in _needs(law):
            if not problem.accepts(problem, kind, t, steps):
                steps += positivity_steps(problem, kind, t) or []
        if problem.accepts(problem, "=", ZERO, [*steps, law]):  # 0 = 0 follows if every step is accepted
            steps.append(law)
    return steps


def _needs(law: Step) -> list[Fact]:
    """The signs that a `rewrite` step needs."""
    _, name, *data = law
    if name not in ("abs_of_nonneg", "abs_of_nonpos", "asin_sin", "asin_cos", "atan_tan", "log_mul", "log_power", "power_mul",
                    "power_power", "power_power_nonneg"):  # fmt: skip
        return []
    a: Term = from_json(data[0])
    match name:
        case "abs_of_nonneg" | "power_mul" | "power_power_nonneg":
            return [(">=", a)]
        case "abs_of_nonpos":
            return [(">=", negate(a))]
        case "asin_sin":
            return [(">=", add(a, _QUARTER)), (">=", subtract(_QUARTER, a))]
        case "asin_cos":
            return [(">=", a), (">=", subtract(PI, a))]
        case "atan_tan":
            return [(">", add(a, _QUARTER)), (">", subtract(_QUARTER, a))]
        case _:
            return [(">", a)]
