"""Sums with proofs: `summation(f, (k, a, b))` as SymPy has it, with what is proved about the value.

A value is proved by a telescoper, by a recurrence with its first values, or for a series by its limit and known series;
`provers/calculus/sum_value.py` has the theorems.
"""

from __future__ import annotations

from typing import Any

from porism.answers import Finder, answered
from porism.result import Result
from porism.stages import AskedKernel

_FINITE = (
    Finder("Porism (telescoping)", "porism.symbolic.proposals.finite_sums:own_values"),
    Finder("SymPy", "porism.symbolic.proposals.finite_sums:sympy_values"),
)
_INFINITE = (Finder("Porism (series)", "porism.symbolic.proposals.infinite_sums:series_values"),)


def summation(
    f: Any,  # Any: sympy ships no types
    limits: tuple[Any, Any, Any],
    *,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The sum of f for k = a, a + 1, …, b, where b may be `oo`, with a proof of its value.

    `limits` is `(k, a, b)`. Symbols in limits and factorials are integers: an assumption such as `integer=True,
    nonnegative=True` is kept, and where there is none they are natural numbers. Other symbols are real if nothing else is
    assumed. What the value needs besides (`x != 1`, `n >= 1`) is part of the statement and in `conditions`.

    >>> import sympy
    >>> k, n = sympy.symbols("k n")
    >>> result = summation(1 / (k * (k + 1)), (k, 1, sympy.oo))
    >>> result.value, result.status
    (1, 'proved')
    """
    from porism.symbolic.proposals.sum_questions import sum_question

    question = sum_question(f, limits)
    text = f"Sum({f}, {limits})"
    finders = _INFINITE if question.upper is None else _FINITE
    return answered(text, finders, (question,), timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)
