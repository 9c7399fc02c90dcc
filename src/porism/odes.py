"""Ordinary differential equations with proofs: `dsolve(eq, y(x), ics)` as SymPy has it, and what it loses.

The residual of each solution is proved to be 0, its constants to be independent, initial values to hold; constant and
singular solutions stand beside the family. For linear equations "these are all solutions" is proved on each interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from porism.answers import Finder, answered
from porism.question import require_oracles
from porism.result import Result
from porism.stages import AskedKernel

_FINDERS = (
    Finder("SymPy", "porism.symbolic.proposals.odes:sympy_solutions"),
    Finder("SymPy (other methods)", "porism.symbolic.proposals.odes:hinted_solutions"),
)
_NEURAL = Finder("neural", "porism.neural.calculus.solutions:solutions")


def dsolve(
    eq: Any,  # Any: sympy ships no types
    func: Any = None,
    ics: Mapping[Any, Any] | None = None,
    *,
    oracles: Sequence[str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The solutions of an ordinary differential equation: `Eq(y(x), …)`, or a list of them, with constants C1, C2, ….

    `eq` is an equation, or an expression that is 0; `ics` is `{y(0): 1, y(x).diff(x).subs(x, 0): 2}`. `complete` says
    whether it is proved that there are no other solutions (linear equations); with initial values, that the solution is
    the only one. Parameters and constants are real if nothing else is assumed. `oracles` restricts who may propose (`"sympy"`,
    `"neural"`); the neural room is asked last.

    >>> import sympy
    >>> x, y = sympy.Symbol("x"), sympy.Function("y")
    >>> result = dsolve(y(x).diff(x, 2) + y(x), y(x))
    >>> result.value, result.status, result.complete
    (Eq(y(x), C1*sin(x) + C2*cos(x)), 'proved', 'complete')
    """
    from porism.symbolic.proposals.ode_questions import ode_question

    question = ode_question(eq, func, ics)
    text = f"dsolve({eq}, {question.function}{f', {dict(ics)}' if ics else ''})"
    require_oracles(oracles, ("sympy", "neural"))
    finders = _FINDERS if oracles is None or "sympy" in oracles else ()
    last = (_NEURAL,) if oracles is None or "neural" in oracles else ()
    return answered(
        text,
        finders,
        (question,),
        timeout_s=timeout_s,
        memory_mb=memory_mb,
        kernel=kernel,
        last_resort=last,
    )
