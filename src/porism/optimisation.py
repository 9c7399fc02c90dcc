"""Optimisation with proofs: the least or greatest value of a function under constraints.

    porism.minimize(x + y, [x + 2*y >= 3, 2*x + y >= 3])        ✓ (2, {x: 1, y: 1})

    linear, convex quadratic   ──► exact point and multipliers ──► certificate of the bound, no search
    smooth, one variable       ──► critical points and ends    ──► the exact prover decides the bound

What is proved: the bound holds at every feasible point, the point is feasible, it attains the bound. No feasible point and
no bound are answers too, each with its proof. Integer programs are answered only where the relaxed one has an integer answer.

References: S. Boyd, L. Vandenberghe (2004), Convex Optimization.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from porism.answers import Finder, answered
from porism.question import read
from porism.result import Result
from porism.stages import AskedKernel

_FINDERS = (
    Finder(
        "linear and quadratic programming, critical points",
        "porism.symbolic.proposals.critical_points:optima",
    ),
)


def minimize(
    objective: Any,
    constraints: Any = (),
    variables: Iterable[Any] | None = None,
    maximize: bool = False,
    *,
    vars: Mapping[str, str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The minimum of the objective where the constraints hold, as (value, {symbol: value}), with the proof that it is one.

    `constraints` are SymPy relations or texts (a single one or several); symbols' assumptions count as constraints. With
    `variables` given, any other symbol is an error. `maximize=True` asks for the maximum. The result's value is (oo, {})
    where no point is feasible, (-oo, {}) where there is no lower bound (the signs the other way round for a maximum), and
    (value, {}) where the infimum is not attained; its part says which. Floats are refused: write a Rational, or a text,
    in which "0.1" is 1/10.

    >>> from sympy.abc import x, y
    >>> result = minimize(x + y, [x + 2*y >= 3, 2*x + y >= 3])
    >>> result.value, result.status
    ((2, {x: 1, y: 1}), 'proved')

    References: G. Dantzig (1963), Linear Programming and Extensions.
    """
    given = list(constraints) if isinstance(constraints, list | tuple | set | frozenset) else [constraints]
    asked = read("minimize", [objective], given, vars, variables)
    sense = "max" if maximize else "min"
    result = answered(
        f"{sense}imize {asked.terms[0]}{asked.scope}",
        _FINDERS,
        (asked.scope, asked.terms[0], sense, asked.symbols),
        timeout_s=timeout_s,
        memory_mb=memory_mb,
        kernel=kernel,
    )
    return _without_refuted(result)


def _without_refuted(result: Result) -> Result:
    """A proposal that was refuted is no answer: it stays as a rejected candidate."""
    if result.status != "refuted":
        return result
    parts = tuple(replace(part, role="rejected") for part in result.parts)
    reason = (
        "the only candidate is not the optimum, as its witness shows; the problem is beyond the methods tried"
    )
    return replace(result, value=None, parts=parts, reason=reason)
