"""Finder: linear and convex quadratic programs, their answers with certificates written down from exact multipliers.

    scope, objective ──► rows over Q ──► solved exactly ──► Optimum | Infimum | Infeasible, with the bound's certificate

The bound f ≥ v is certified by one step: f − v = Σ (a positive rational)·(a hypothesis or a square). Hypotheses that are
not linear, or not rational, are left out of the rows: the point still has to satisfy them, so that a constraint which does
not matter costs nothing and one that does ends as `unknown`. The same holds for integer variables.

Nothing here is trusted; the rule is in `provers/calculus/optimum.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from porism.symbolic.certificate import Certificate
from porism.symbolic.derivations.problem import step
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.proposals.linear_programs import (
    Contradiction,
    Falling,
    Optimal,
    Row,
    Vector,
    dot,
    solved,
    strictly_inside,
)
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.quadratic_programs import Matrix, Square, solved_quadratic, squares
from porism.symbolic.statements.infeasible import Infeasible
from porism.symbolic.statements.infimum import Infimum
from porism.symbolic.statements.optimum import Optimum, Sense
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ONE,
    ZERO,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    power,
    subtract,
    to_json,
)

PROPOSER = "linear and quadratic programming over Q (HiGHS, Clarabel)"
_KINDS: dict[str, Any] = {"==": "=", "<=": ">=", "<": ">"}


@dataclass(frozen=True)
class Program:
    """The least constant + costs·x + ½ x·matrix·x where each row holds; `facts` are the rows as terms."""

    names: tuple[str, ...]
    constant: Fraction
    costs: Vector
    matrix: Matrix
    rows: tuple[Row, ...]
    facts: tuple[Term, ...]

    def value(self, x: Vector) -> Fraction:
        """The objective at a point."""
        return self.constant + dot(self.costs, x) + dot(self.gradient(x), x) / 2

    def gradient(self, x: Vector) -> Vector:
        """matrix·x."""
        return tuple(dot(row, x) for row in self.matrix)

    @property
    def is_linear(self) -> bool:
        """Whether the objective has no quadratic part."""
        return not any(map(any, self.matrix))


def programs(scope: Scope, objective: Term, sense: Sense, symbols: Mapping[str, Any]) -> list[Proposal]:
    """The answer to a linear or convex quadratic program, with its parts; none where it is not one, or was not found."""
    problem = program(scope, objective if sense == "min" else negate(objective))
    if problem is None:
        return []
    forms = squares(problem.matrix)
    if forms is None:
        raise UnsupportedError(f"the quadratic objective is not {'convex' if sense == 'min' else 'concave'}")
    inside = strictly_inside(problem.rows, len(problem.names))
    if isinstance(inside, Contradiction):
        return [_infeasible(scope, sense, problem, inside)] if any(inside.multipliers) else []
    found = (
        solved(problem.costs, problem.rows)
        if problem.is_linear
        else solved_quadratic(problem.costs, problem.matrix, problem.rows)
    )
    # A relaxation without a bound says nothing about the problem itself.
    relaxed = len(problem.facts) < len(list(_facts(scope, problem.names)))
    match found:
        case Falling() if relaxed:
            return []
        case Optimal():
            return [_optimum(scope, objective, sense, problem, forms, found, inside, symbols)]
        case Falling():
            return [_unbounded(scope, objective, sense, problem, found, inside)]
        case _:
            return []


def program(scope: Scope, objective: Term) -> Program | None:
    """The problem over Q, None if its objective is not a polynomial of degree two at most with rational coefficients."""
    used = {name for name, _ in scope.variables} | {n for h in scope.hypotheses for n in h.variables()}
    names = tuple(
        sorted(used | {t.name for t in View([native(objective)]).kernels if isinstance(t, Variable)})
    )
    found = _polynomial(native(objective), names)
    if found is None:
        return None
    constant, costs, matrix = found
    rows, facts = list[Row](), list[Term]()
    for kind, fact in _facts(scope, names):
        try:
            form = _polynomial(native(fact), names)
        except PorismError:
            continue
        if form is not None and not any(map(any, form[2])):
            rows.append(Row(form[0], form[1], _KINDS[kind]))
            facts.append(fact)
    return Program(names, constant, costs, matrix, tuple(rows), tuple(facts))


def _facts(scope: Scope, names: Sequence[str]) -> Iterator[tuple[str, Term]]:
    """What the domains and hypotheses say, as terms that are ≥ 0, > 0 or 0."""
    for name in names:
        domain, x = scope.domain(name), Variable(name)
        if not domain.is_real:
            continue
        low, high, low_closed, high_closed = domain.bounds()
        if low is not None:
            yield "<=" if low_closed else "<", x if low == ZERO else subtract(x, low)
        if high is not None:
            yield "<=" if high_closed else "<", subtract(high, x)
    for h in scope.hypotheses:
        if h.kind in _KINDS:
            yield h.kind, subtract(h.right, h.left)


def _polynomial(t: Term, names: Sequence[str]) -> tuple[Fraction, Vector, Matrix] | None:
    """Constant, linear part and the matrix of the quadratic part."""
    view = View([t])
    p = view.polynomial(t)
    if p is None or p.total_degree() > 2 or not all(isinstance(k, Variable) for k in view.kernels):
        return None
    places = [names.index(k.name) for k in view.kernels if isinstance(k, Variable)]
    n = len(names)
    constant, linear = Fraction(0), [Fraction(0)] * n
    matrix = [[Fraction(0)] * n for _ in range(n)]
    for exponents, coefficient in p.terms():
        c = rational(coefficient)
        at = [place for place, e in zip(places, exponents, strict=False) for _ in range(int(e))]
        match at:
            case []:
                constant = c
            case [i]:
                linear[i] = c
            case [i, j]:
                matrix[i][j] += c
                matrix[j][i] += c
    return constant, tuple(linear), tuple(map(tuple, matrix))


# answers


def _optimum(
    scope: Scope,
    objective: Term,
    sense: Sense,
    problem: Program,
    forms: list[Square],
    found: Optimal,
    inside: Vector,
    symbols: Mapping[str, Any],
) -> Proposal:
    """The optimum with its bound's certificate; where only strict rows keep it from being attained, the infimum."""
    value, x, multipliers = problem.value(found.point), found.point, found.multipliers
    if not all(row.holds(x) for row in problem.rows):
        face = [*problem.rows, *_face(problem, x)]
        better = strictly_inside(face, len(problem.names))
        if isinstance(better, Contradiction):
            return _infimum(scope, objective, sense, problem, found, inside, better)
        x = better
    shown = value if sense == "min" else -value
    point = tuple((name, number(v)) for name, v in zip(problem.names, x, strict=True))
    statement = Optimum(scope, objective, sense, number(shown), point)
    certificate = bound_certificate(problem, objective, sense, shown, multipliers, forms, x, False)
    answer = (sympy_number(shown), {_symbol(symbols, name): sympy_number(v.value) for name, v in point})
    return Proposal(
        answer,
        (Part("exact", statement, None, f"the {sense}imum", (certificate,)),),
        PROPOSER,
    )


def bound_certificate(
    problem: Program,
    objective: Term,
    sense: Sense,
    value: Fraction,
    multipliers: Vector,
    forms: Sequence[Square],
    x: Vector,
    strictly: bool,
) -> Certificate:
    """f − v (v − f for a maximum) as a positive combination of the rows and of squares."""
    gap = subtract(objective, number(value)) if sense == "min" else subtract(number(value), objective)
    summands: list[Any] = [
        [str(m), [fact]]
        for m, fact, row in zip(multipliers, problem.facts, problem.rows, strict=True)
        if m and row.kind != "="
    ]
    ideal = [
        [number(m), fact]
        for m, fact, row in zip(multipliers, problem.facts, problem.rows, strict=True)
        if m and row.kind == "="
    ]
    for form in forms:
        away = (
            multiply(number(a), subtract(Variable(name), number(v)))
            for a, name, v in zip(form.direction, problem.names, x, strict=True)
            if a
        )
        summands.append([str(form.weight / 2), [power(add(*away), number(2))]])
    return _derivation(step("sign", ">" if strictly else ">=", gap, ONE, summands, ideal))


def _infeasible(scope: Scope, sense: Sense, problem: Program, found: Contradiction) -> Proposal:
    """Σ λ·row is −1, or 0 with a strict row: then 0 < 0."""
    statement = Infeasible(scope)
    stated = statement.contradiction
    total = dot(found.multipliers, tuple(row.constant for row in problem.rows))
    summands: list[Any] = [["1", []]] if total else []
    scale = -1 / total if total else Fraction(1)
    ideal = list[Any]()
    for m, fact, row in zip(found.multipliers, problem.facts, problem.rows, strict=True):
        if m and row.kind == "=":
            ideal.append([number(m * scale), fact])
        elif m:
            summands.append([str(m * scale), [fact]])
    zero = subtract(stated.right, stated.left)
    certificate = _derivation(step("sign", ">", zero, ONE, summands, ideal))
    part = Part("exact", statement, None, "no feasible point", (certificate,))
    return Proposal((sympy.oo if sense == "min" else -sympy.oo, {}), (part,), PROPOSER)


def _unbounded(
    scope: Scope, objective: Term, sense: Sense, problem: Program, found: Falling, inside: Vector
) -> Proposal:
    """A path on which the objective is at most −t, so that t names the bound that is passed."""
    rate = -dot(problem.costs, found.direction)
    late = max(problem.value(inside), Fraction(0))
    statement = Infimum(scope, objective, sense, None)
    t = Variable(statement.parameter)
    path = {
        name: add(number(p + d * late / rate), multiply(number(d / rate), t))
        for name, p, d in zip(problem.names, inside, found.direction, strict=True)
    }
    part = Part("exact", statement, _path_data(path), "no bound")
    return Proposal((-sympy.oo if sense == "min" else sympy.oo, {}), (part,), PROPOSER)


def _infimum(
    scope: Scope,
    objective: Term,
    sense: Sense,
    problem: Program,
    found: Optimal,
    inside: Vector,
    face: Contradiction,
) -> Proposal:
    """The bound that strict rows keep from being attained, and a path to it from a point inside."""
    value = problem.value(found.point)
    shown = value if sense == "min" else -value
    statement = Infimum(scope, objective, sense, number(shown))
    t = Variable(statement.parameter)
    rise = max(problem.value(inside) - value, Fraction(1))  # f(p(t)) − v ≤ t·rise by convexity
    path = {
        name: add(number(a), multiply(number((b - a) / rise), t))
        for name, a, b in zip(problem.names, found.point, inside, strict=True)
    }
    certificates = tuple[Certificate, ...]()
    if problem.is_linear and face.multipliers[-1] < 0:
        # Σ μ·row + μ₀·(c·x − v) = 0 with a strict row among them, and μ₀ < 0
        scaled = tuple(m / -face.multipliers[-1] for m in face.multipliers[:-1])
        certificates = (bound_certificate(problem, objective, sense, shown, scaled, (), inside, True),)
    part = Part("exact", statement, _path_data(path), "not attained", certificates)
    return Proposal((sympy_number(shown), {}), (part,), PROPOSER)


def _face(problem: Program, x: Vector) -> Iterator[Row]:
    """Rows that hold exactly at the optimal points: matrix·(y − x) = 0 and costs·(y − x) = 0, the latter last."""
    slope = problem.gradient(x)
    for row, value in zip(problem.matrix, slope, strict=True):
        if any(row):
            yield Row(-value, row, "=")
    yield Row(-dot(problem.costs, x), problem.costs, "=")


def _derivation(*steps: Any) -> Certificate:
    return Certificate("derivation", {"steps": list(steps)})


def _path_data(path: Mapping[str, Term]) -> dict[str, Any]:
    return {"path": {name: to_json(t) for name, t in path.items()}}


def sympy_number(value: Fraction) -> Any:
    """A Fraction as SymPy's rational."""
    return sympy.Rational(value.numerator, value.denominator)


def _symbol(symbols: Mapping[str, Any], name: str) -> Any:
    return symbols.get(name) or sympy.Symbol(name)
