"""Theorems of structured statements: integrals, sums, limits, solutions, optima, differential equations.

    derivative, antiderivative   HasDerivAt …, as for a claim
    ODE solution                 HasDerivAt … ∧ … ∧ F = 0 ∧ initial values
    definite integral            IntervalIntegrable f volume a b ∧ (∫ x in a..b, f) = v
    sum value                    ∑ k ∈ Finset.range (n + m), f (k + L) = v          for n : ℕ
    limit                        Filter.Tendsto f (𝓝[≠] a) (𝓝 v)
    solution, solution set       left = right at the value;  left = right → x = v₁ ∨ x = v₂
    optimum                      IsLeast {y | ∃ x, … ∧ y = f} v
    infeasible                   hypotheses : False

The rules of `statement.py` hold here too. Existence is part of each theorem (`IntervalIntegrable`, `Tendsto`), and every
subterm's conditions are either seen from the hypotheses, those on the bound variable included, or the statement is refused:
what an integrand, a summand or a function near a point needs to be defined and real never becomes a hypothesis.

Each kind has a module. It gives a `Written`: what the theorem says, and how it is proved from the data of the statement's own
certificate.
"""

from __future__ import annotations

from porism.provers.lean.mathlib.integrals import definite_integral
from porism.provers.lean.mathlib.limits import limit
from porism.provers.lean.mathlib.optima import infeasible, optimum
from porism.provers.lean.mathlib.scopes import Written, of_claim
from porism.provers.lean.mathlib.solutions import solution, solution_set
from porism.provers.lean.mathlib.sums import sum_value
from porism.provers.rocq.stating.statement import resolved
from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.derivative import DerivativeValue
from porism.symbolic.statements.infeasible import Infeasible
from porism.symbolic.statements.limit import Limit
from porism.symbolic.statements.ode import OdeSolution, OdeUnique
from porism.symbolic.statements.optimum import Optimum
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.statements.statement import Statement as Structured
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import (
    ZERO,
    Derivative,
    substitute,
)

REASONS = {
    "inequality set": "its proof needs sign charts, for which no tactic of Mathlib is certain",
    "infimum": "its proof needs points that come near the bound, which the certificate does not name",
    "series": "its remainder is proved by expansions, for which Mathlib has no tactic",
    "no limit": "its proof needs two sequences, which Mathlib has no tactic for",
    "divergent sum": "its proof compares with a known series, for which no tactic of Mathlib is certain",
    "sum without value": "its proof needs summands that do not tend to 0, for which no tactic of Mathlib is certain",
    "system": "its families are proved by cases, for which no tactic of Mathlib is certain",
    "finite system": "its points are proved by isolation of roots, for which no tactic of Mathlib is certain",
    "substituted system": "its families are proved by cases, for which no tactic of Mathlib is certain",
    "ODE constants": "its proof needs a determinant of derivatives, for which no tactic of Mathlib is certain",
    "ODE general solution": "it rests on a uniqueness theorem that the certificate does not instantiate",
    "ODE uniqueness": "it rests on a uniqueness theorem that the certificate does not instantiate",
    "ODE implicit solution": "it rests on the implicit function theorem, which the certificate does not instantiate",
}


def written(said: Structured) -> Written:
    """The theorem of a statement; `UnsupportedError` with the reason where there is none."""
    match said:
        case DerivativeValue():
            return of_claim(said.scope.claim(Relation("==", said.nested, said.value)))
        case Antiderivative():
            return of_claim(
                said.scope.claim(Relation("==", Derivative(said.value, said.variable), said.integrand))
            )
        case OdeUnique():
            raise UnsupportedError(f"{said.kind}: {REASONS[said.kind]}")
        case OdeSolution():
            return _ode_solution(said)
        case DefiniteIntegral():
            return definite_integral(said)
        case SumValue():
            return sum_value(said)
        case Limit():
            return limit(said)
        case Solution():
            return solution(said)
        case SolutionSet():
            return solution_set(said)
        case Optimum():
            return optimum(said)
        case Infeasible():
            return infeasible(said)
        case _:
            reason = REASONS.get(said.kind, "this kind is not written in Lean")
            raise UnsupportedError(f"{said.kind}: {reason}")


def _ode_solution(said: OdeSolution) -> Written:
    x, solution = said.ode.variable, said.solution
    derivatives = [solution]
    for _ in said.ode.unknown[1:]:
        derivatives.append(Derivative(derivatives[-1], x))
    equation = substitute(said.ode.left, dict(zip(said.ode.unknown, derivatives, strict=True)))
    claim = said.scope.claim(Relation("==", equation, ZERO))
    values, slopes = list[Relation](), [solution]
    for i, point, value in said.initial:
        while len(slopes) <= i:
            slopes.append(resolved(Derivative(slopes[-1], x))[0])
        values.append(Relation("==", substitute(slopes[i], {x: point}), value))
    return of_claim(claim, values)
