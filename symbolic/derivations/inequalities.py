"""Steps that show a sign: t ≥ 0 or t > 0.

    by shape             x**2 + exp(y)                  the checker sees it
    by factors           (x − 1)²·(x + 2)/(x² + 1)      a factor at a time; denominators cleared
    by comparison        √(x·y) ≤ (x + y)/2             squares of both sides
    by linear facts      x + y ≤ 3, x − y ≤ 1            Farkas' multipliers, products as atoms
    by shifts            x·y·z ≥ 24 for x ≥ 2, …         no coefficient is negative at the bounds
    by squares           AM–GM, Schur, Motzkin          Positivstellensatz over the known signs (`squares.py`)
    by rewriting         log(x·y) ≤ x + y − 2           the laws of the functions carried out
    by lemmas            exp(x) ≥ 1 + x                 known inequalities at the arguments that occur, then squares
    by a box             exp(x)·cos(x) < 3 on [0, 1]    ball arithmetic on a compact box
    by monotonicity      sin(x) ≤ x for x ≥ 0           the value at a point and the sign of the derivative, again so
    by cases, by induction

Each method is tried with the checker's answer at hand (`Problem.accepts`), so what is returned has been accepted.
"""

from __future__ import annotations

from collections.abc import Mapping

from porism.symbolic.derivations.laws import applicable_laws
from porism.symbolic.derivations.problem import MAX_DEPTH, Method, Problem, Step, step
from porism.symbolic.derivations.signs.boxes import by_box
from porism.symbolic.derivations.signs.cases import by_cases, by_integers, by_order
from porism.symbolic.derivations.signs.comparison import by_comparison
from porism.symbolic.derivations.signs.induction import by_induction
from porism.symbolic.derivations.signs.lemmas import by_lemmas
from porism.symbolic.derivations.signs.linear import by_linear
from porism.symbolic.derivations.signs.monotonicity import by_monotonicity
from porism.symbolic.derivations.signs.pieces import by_arc, by_splitting
from porism.symbolic.derivations.signs.products import by_factors, by_shape
from porism.symbolic.derivations.signs.rewritten import by_laws
from porism.symbolic.derivations.signs.shifts import by_shifts
from porism.symbolic.derivations.signs.squares import by_squares
from porism.symbolic.errors import PorismError
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import ONE, Apply, Term, divide, variables

METHODS: Mapping[str, Method] = {
    "shape": by_shape,
    "arc": by_arc,
    "factors": by_factors,
    "linear": by_linear,
    "shifts": by_shifts,
    "squares": by_squares,
    "cases": by_cases,
    "comparison": by_comparison,
    "rewriting": by_laws,
    "box": by_box,
    "lemmas": by_lemmas,
    "monotonicity": by_monotonicity,
    "splitting": by_splitting,
    "integers": by_integers,
    "order": by_order,
    "induction": by_induction,
}


def sign_steps(problem: Problem, kind: str, t: Term, depth: int = MAX_DEPTH) -> list[Step] | None:
    """Steps after which the checker sees that t > 0 (kind `>`) or t ≥ 0 (`>=`), or None."""
    t = native(t)
    key = (problem.variables, problem.hypotheses, problem.extra, kind, t)
    if key in problem.known:
        return problem.known[key]
    problem.known[key] = None  # while it is being worked on
    problem.check_time()
    steps = _sign_steps(problem, kind, t, depth) if problem.seems(">=", t) else None
    problem.known[key] = steps
    return steps


def _sign_steps(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    if not variables(t):  # the checker decides a number by itself, or nobody does
        return [] if problem.accepts(problem, kind, t, []) else None
    simple = in_lowest_terms(t)
    if len(str(simple)) < len(str(t)):
        found = sign_steps(problem, kind, simple, depth)
        if found is not None:
            return [*found, step("sign", kind, t, ONE, [["1", [simple]]], [])]
    laws = applicable_laws(problem, t)
    for prelude in [[], laws] if laws else [[]]:
        if problem.accepts(problem, kind, t, prelude):
            return prelude
    for method in METHODS.values():
        steps = _by_method(method, problem, kind, t, depth)
        if steps is not None:
            return steps
    return None


def sign_steps_by(name: str, problem: Problem, kind: str, t: Term) -> list[Step] | None:
    """The same by one method of `METHODS` alone, which has all of them for the parts."""
    t = native(t)
    return _by_method(METHODS[name], problem, kind, t, MAX_DEPTH) if problem.seems(">=", t) else None


def _by_method(method: Method, problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    try:
        steps = method(problem, kind, t, depth)
    except PorismError:
        return None
    return steps if steps is not None and problem.accepts(problem, kind, t, steps) else None


def in_lowest_terms(t: Term) -> Term:
    """The quotient of polynomials in kernels that t is, in lowest terms."""
    try:
        view = View([t])
        n, d = view.ratio(t)
    except PorismError:
        return t
    return view.term(n) if d.is_constant() else divide(view.term(n), view.factored(d))


def positivity_steps(problem: Problem, kind: str, t: Term) -> list[Step] | None:
    """`sign_steps` without derivatives: for conditions and multipliers. cos(2πn + c) has the sign of cos c."""
    steps = sign_steps(problem, kind, t, depth=1)
    if steps is None and isinstance(t, Apply) and t.function in ("sin", "cos"):
        steps = by_induction(problem, kind, t, MAX_DEPTH)
    return steps
