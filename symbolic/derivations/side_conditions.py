"""What laws need, proved: sign steps in front of each law whose side condition the checker does not see by itself.

    √(1 − (3x − 4x³)²) = √(1 − x²)·|1 − 4x²|      needs 1 − 4x² ≥ 0 on [−1/2, 1/2], which has factors of known sign

The needs repeat those of the checker's laws; where one is missing here, the law is merely rejected.
"""

from __future__ import annotations

from porism.symbolic.derivations.inequalities import positivity_steps
from porism.symbolic.derivations.problem import Fact, Problem, SignFinder, Step
from porism.symbolic.term import (
    HALF,
    PI,
    ZERO,
    Apply,
    Number,
    Power,
    Term,
    add,
    from_json,
    multiply,
    negate,
    subterms,
    subtract,
    variables,
)

_QUARTER = multiply(HALF, PI)


def with_side_conditions(problem: Problem, laws: list[Step]) -> list[Step]:
    """The laws, with steps in front that prove their needs; a law whose needs are not seen even so is left out."""
    steps = list[Step]()
    for law in laws:
        for kind, t in _needs(law):
            if kind == "R":
                steps += real_steps(problem, t, positivity_steps)
            elif not problem.accepts(problem, kind, t, steps):
                steps += positivity_steps(problem, kind, t) or []
        if problem.accepts(problem, "=", ZERO, [*steps, law]):  # 0 = 0 follows if every step is accepted
            steps.append(law)
    return steps


def _needs(law: Step) -> list[Fact]:
    """The signs that a `rewrite` step needs, and that its argument is real."""
    _, name, first, *_ = law
    match name:
        case "root_square" | "log_exp" | "power_exp":
            return [("R", from_json(first))]
        case "abs_of_nonneg" | "power_mul" | "power_power_nonneg":
            return [(">=", from_json(first))]
        case "abs_of_nonpos":
            return [(">=", negate(from_json(first)))]
        case "asin_sin":
            a = from_json(first)
            return [(">=", add(a, _QUARTER)), (">=", subtract(_QUARTER, a))]
        case "asin_cos":
            a = from_json(first)
            return [(">=", a), (">=", subtract(PI, a))]
        case "atan_tan":
            a = from_json(first)
            return [(">", add(a, _QUARTER)), (">", subtract(_QUARTER, a))]
        case "log_mul" | "log_power" | "power_power":
            return [(">", from_json(first))]
        case _:
            return []


def real_steps(problem: Problem, side: Term, signs: SignFinder) -> list[Step]:
    """Steps that show what roots and logarithms in a side need, where facts imply it without saying it: √x for x ≥ 9."""
    if problem.accepts(problem, "R", side, []):
        return []
    steps = list[Step]()
    for f in subterms(side):
        a = branching(f)
        if (
            a is not None
            and variables(a)
            and problem.seems(">=", a)
            and not problem.accepts(problem, "R", f, [])
        ):
            strict = isinstance(f, Apply) or is_below_zero(f)
            steps += signs(problem, ">" if strict else ">=", a) or []
    return steps


def is_below_zero(f: Term) -> bool:
    """Whether it is a power with a negative exponent."""
    return isinstance(f, Power) and isinstance(f.exponent, Number) and f.exponent.value < 0


def branching(f: Term) -> Term | None:
    """The argument of a logarithm or root, None for other terms."""
    match f:
        case Apply("log", a):
            return a
        case Power(a, Number(q)) if q.denominator > 1:
            return a
        case _:
            return None
