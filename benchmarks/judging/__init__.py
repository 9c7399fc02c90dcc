"""Is an answer right? Decided by numbers alone (mpmath, 30 digits and more), by code that shares nothing with the provers.

    judged(kind, arguments, answer, expected) ──► Judgement(answer, complete)    each `right`, `wrong` or `not judged`

An answer is looked at where it says it holds: at points of its symbols' assumptions and its `conditions`. *Wrong* needs
strong evidence: a clear difference at 30 digits, a root that is missing though the equation holds at it to 25 digits.
Where the numbers do not decide, or take too long, the word is `not judged`. Called in a worker with a wall clock.

    forms.py         simplify, diff: values at random points       integrals.py     derivative, jumps, quadrature
    limits.py        values near the point; partial sums           equations.py     substitution; expected and scanned roots
    systems.py       the same for several unknowns                 inequalities.py  truth at points and at the ends
    odes.py          residual at points; rank of the constants     points.py        points and numbers
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath

from judging.equations import judged_solutions
from judging.forms import judged_derivative, judged_form
from judging.inequalities import judged_inequality
from judging.integrals import judged_integral
from judging.limits import judged_limit, judged_sum
from judging.odes import judged_ode
from judging.points import DIGITS, FAILURES, Answer, Judgement
from judging.systems import judged_system

__all__ = ["Answer", "Judgement", "judged"]
_JUDGES: dict[str, Callable[[dict[str, Any], Answer, Any], Judgement]] = {
    "simplify": judged_form, "diff": judged_derivative, "integral": judged_integral, "limit": judged_limit,
    "sum": judged_sum, "solve": judged_solutions, "system": judged_system, "inequality": judged_inequality,
    "ode": judged_ode,
}  # fmt: skip


def judged(kind: str, arguments: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    """The judgement on an answer to a question of this kind."""
    with mpmath.workdps(DIGITS):
        try:
            return _JUDGES[kind](arguments, answer, expected)
        except FAILURES as error:
            return Judgement("not judged", None, f"{type(error).__name__}: {str(error)[:80]}")
