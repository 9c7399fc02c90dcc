"""Finders of solutions of ordinary differential equations: families from SymPy, what they lose, and why nothing is missing.

    SymPy's families ──► scope in which the residual seems 0 ──► the statement, its constants
    constants, lines, envelopes, limits of the family ──► solutions that the family has not
    linear equations ──► intervals without singular points ──► "these are all", one interval a part

References: E. Ince (1926), Ordinary Differential Equations, ch. 2-3 (envelopes, singular solutions).
"""

from __future__ import annotations

import cmath
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy

from porism.symbolic.claim import relation
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.alarms import limited
from porism.symbolic.proposals.ode_general import general_parts, linear_coefficients
from porism.symbolic.proposals.ode_initial_values import initial_value_proposals, shown
from porism.symbolic.proposals.ode_questions import OdeQuestion
from porism.symbolic.proposals.ode_singular import line_family, lost_solutions
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.ode import OdeImplicit, OdeIndependence, OdeSolution
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import ZERO, to_json

SAMPLES = [
    sympy.Rational(p, q) for p, q in ((7, 10), (-13, 9), (5, 3), (-2, 7), (31, 13), (1, 8), (-37, 10), (9, 2))
]
HINTS = (
    "default",
    "separable",
    "1st_exact",
    "1st_linear",
    "Bernoulli",
    "1st_homogeneous_coeff_best",
    "1st_rational_riccati",
    "lie_group",
)


def sympy_solutions(question: OdeQuestion) -> list[Proposal]:
    """Proposals from SymPy's default method."""
    direct = limited(8.0, lambda: _first_order_linear(question)) or []
    if direct:
        found = list(_proposals(question, direct, []))
        if found:
            return found
    families, implicit = _from_sympy(question, "default", True, 20.0)
    return list(_proposals(question, families, implicit))


def _first_order_linear(question: OdeQuestion) -> list[Any]:
    """y = (C + ∫ q/u)·u with u = exp(∫ −a₀/a₁), where SymPy has the integrals."""
    linear = linear_coefficients(question) if question.order == 1 else None
    if linear is None:
        return []
    (a0, a1), rest = linear
    x = sympy.Symbol(str(question.x), real=True)
    plain = {question.x: x}
    exponent = sympy.integrate(sympy.cancel(sympy.together((-a0 / a1).subs(plain))), x)
    u = sympy.powsimp(sympy.exp(sympy.expand(sympy.expand_log(exponent, force=True))))
    u = sympy.simplify(u.replace(sympy.Abs, lambda t: t))
    particular = sympy.integrate(sympy.simplify((-rest / a1).subs(plain) / u), x)
    if any(e.has(sympy.Integral, sympy.Piecewise, sympy.Abs, sympy.sign) for e in (u, particular)):
        return []
    y = question.constants[0] * u + sympy.expand(sympy.simplify(particular * u))
    return [y.subs(x, question.x)]


def hinted_solutions(question: OdeQuestion) -> list[Proposal]:
    """Proposals from the other methods, and from implicit forms."""
    equation, y = question.equation()
    hints = limited(5.0, lambda: sympy.classify_ode(equation, y)) or ()
    lines = limited(4.0, lambda: line_family(question)) or []
    if lines:
        return list(_proposals(question, lines, []))
    for hint in [h for h in HINTS if h in hints] or ["default"]:
        families, implicit = _from_sympy(question, hint, False, 6.0)
        found = list(_proposals(question, families, implicit))
        if found:  # such as exp(C1 + 2*x), where SymPy's own choice is C1*exp(2*x)
            return [replace(p, rank=p.rank + 1) for p in found]
    return []


def solution_proposals(question: OdeQuestion, families: list[Any]) -> list[Proposal]:
    """Proposals for families y = … in the question's constants, from wherever they come."""
    return list(_proposals(question, families, []))


def _from_sympy(
    question: OdeQuestion, hint: str, simplify: bool, seconds: float
) -> tuple[list[Any], list[Any]]:
    """(families y = …, integrals G(x, y) = C) with the question's constants."""
    equation, y = question.equation()
    found = limited(seconds, lambda: sympy.dsolve(equation, y, hint=hint, simplify=simplify))
    families, implicit = list[Any](), list[Any]()
    plain = {s: sympy.Symbol(name) for name, s in question.symbols.items()}
    for solution in (found if isinstance(found, list) else [found]) if found is not None else []:
        if not isinstance(solution, sympy.Eq) or solution.has(sympy.Integral, sympy.Order):
            continue
        own = _own_constants(solution, equation)  # SymPy passes over the names that the equation has
        solution = solution.subs(plain, simultaneous=True)
        constants = dict(zip(own, question.constants, strict=False))
        y = question.plain_function
        if solution.lhs == y and not solution.rhs.has(y):
            families.append(solution.rhs.subs(constants, simultaneous=True))
        elif question.order == 1 and own:
            c = own[0]
            gap = sympy.expand(solution.lhs - solution.rhs)
            if sympy.diff(gap, c) in (1, -1):
                implicit.append(gap.subs(c, 0).subs(y, question.unknown[0]))
            solved = limited(3.0, lambda g=gap, u=y: sympy.solve(g, u)) or []  # type: ignore[misc]  # a loop's variable
            families += [s.subs(constants) for s in solved if not s.has(y)]
    return families, implicit


def _own_constants(solution: Any, equation: Any) -> list[Any]:
    """The symbols C1, C2, … that SymPy has brought in, in their order."""
    new = getattr(solution, "free_symbols", set()) - equation.free_symbols
    return sorted(
        (c for c in new if c.name[:1] == "C" and c.name[1:].isdigit()), key=lambda c: int(c.name[1:])
    )


def _proposals(question: OdeQuestion, families: list[Any], implicit: list[Any]) -> Iterator[Proposal]:
    families = [f for f in families if not f.has(sympy.Integral, sympy.Piecewise, sympy.zoo, sympy.nan)]
    if question.initial:
        yield from initial_value_proposals(question, families)
        return
    if families:
        lost = [] if linear_coefficients(question) is not None else lost_solutions(question, families)
        yield from _family_proposals(question, families, lost)
        simpler = [limited(3.0, lambda f=f: sympy.simplify(f)) or f for f in families]  # type: ignore[misc]
        if simpler != families:
            yield from _family_proposals(question, simpler, lost)
    for g in implicit:
        with_lost = lost_solutions(question, [])
        yield from _implicit_proposals(question, g, with_lost)


def _family_proposals(question: OdeQuestion, families: list[Any], lost: list[Any]) -> Iterator[Proposal]:
    parts, values = list[Part](), list[Any]()
    for y in families:
        used = tuple(c for c in question.constants if y.has(c))
        found = list(_solution_part(question, y, used))
        if not found:
            return
        parts += found
        values.append(shown(question, y))
        if len(used) == question.order:
            parts += _independence_part(question, y, found[0].statement.scope)  # type: ignore[union-attr]  # a statement
    for y in lost:
        found = list(_solution_part(question, y, ()))
        parts += found
        values += [shown(question, y)] * bool(found)
    value = values[0] if len(values) == 1 else values
    complete = list(general_parts(question, families[0], None)) if len(families) == 1 and not lost else []
    if complete:
        yield Proposal(value, (*parts, *complete), "SymPy")
    proposer = "SymPy, special solutions by Porism" if lost else "SymPy"
    yield Proposal(value, tuple(parts), proposer, 1 if complete else 0)


def _solution_part(question: OdeQuestion, y: Any, constants: tuple[Any, ...]) -> Iterator[Part]:
    scope = _scope_of(question, y, constants)
    if scope is None:
        return
    try:
        statement = OdeSolution(scope, question.statement(), tuple(map(str, constants)), from_sympy(y))
    except PorismError:
        return
    about = "a family of solutions" if constants else "a solution that no constants give"
    yield Part("answer", statement, None, about)


def _scope_of(question: OdeQuestion, y: Any, constants: tuple[Any, ...]) -> Scope | None:
    """The question's scope with hypotheses under which the residual is 0 at sample points; None if none is found."""
    residual = question.residual(y)
    candidates = [()] + [(h,) for h in _radical_conditions(residual)]
    names = sorted(residual.free_symbols | {question.x, *constants}, key=str)
    for hypotheses in candidates:
        checked, right = 0, True
        for shift in range(40):
            at = {
                s: abs(v) if _is_positive(question, s) else v
                for s, v in zip(names, _rotated(shift), strict=False)
            }
            try:
                bounds = [complex(sympy.N(h.subs(at), 20)) for h in hypotheses]
                value = complex(sympy.N(residual.subs(at), 30))
            except (ArithmeticError, ValueError, TypeError):
                continue
            if any(b.imag or b.real < 0 for b in bounds) or not cmath.isfinite(value):
                continue
            checked += 1
            if abs(value) > 1e-9:
                right = False
                break
            if checked == 8:
                break
        if right and checked:
            needed = [relation("<=", ZERO, from_sympy(h)) for h in hypotheses]
            return question.scope.assuming(*needed)
    return None


def _rotated(shift: int) -> list[Any]:
    values = [SAMPLES[(i * (1 + shift // 8) + shift) % len(SAMPLES)] for i in range(6)]
    return [v + sympy.Rational(i, 17) for i, v in enumerate(values)]


def _is_positive(question: OdeQuestion, s: Any) -> bool:
    domain = question.scope.domain(str(s))
    return domain.name in ("positive", "nonnegative", "natural")


def _radical_conditions(residual: Any) -> list[Any]:
    """For a root of a square, the two signs of what was squared; for another root, that its argument is not negative."""
    found = dict[Any, None]()
    for power in residual.atoms(sympy.Pow):
        if power.exp.is_Rational and not power.exp.is_Integer:
            factored = sympy.factor(power.base)
            for factor in sympy.Mul.make_args(factored):
                if isinstance(factor, sympy.Pow) and factor.exp == 2:
                    found[factor.base] = found[-factor.base] = None
            found[power.base] = None
            for other in residual.atoms(sympy.Function, sympy.Pow):
                if other != power and other.free_symbols:
                    found[other] = None
    return list(found)[:12]


def _independence_part(question: OdeQuestion, y: Any, scope: Scope) -> list[Part]:
    """A point at which the Jacobian of the family in its constants is not 0."""
    constants, x = question.constants, question.x
    rows = [[sympy.diff(y, c, *[x] * i) for c in constants] for i in range(question.order)]
    determinant = sympy.Matrix(rows).det()
    hypotheses = list(scope.hypotheses)
    names = sorted(y.free_symbols | {x, *constants}, key=str)
    names += [
        sympy.Symbol(n) for h in hypotheses for n in sorted(h.variables()) if sympy.Symbol(n) not in names
    ]
    points = itertools.chain(
        ({s: sympy.Integer(1 + i) for i, s in enumerate(names)},),
        (
            {s: abs(v) if _is_positive(question, s) else v for s, v in zip(names, _rotated(k), strict=False)}
            for k in range(20)
        ),
    )
    for at in points:
        values = [sympy.N(v.subs(at), 20) for v in (determinant, y, *itertools.chain(*rows))]
        if any(
            not v.is_number or v.has(sympy.nan, sympy.zoo, sympy.oo) or abs(sympy.im(v)) > 1e-12
            for v in values
        ):
            continue
        if abs(values[0]) > 1e-6 and len(at) == len(names):
            data = {"point": {str(s): to_json(from_sympy(v)) for s, v in at.items()}, "radius": "1/64"}
            statement = OdeIndependence(
                scope, question.statement(), tuple(map(str, constants)), from_sympy(y)
            )
            return [Part("answer", statement, data, "the constants are independent")]
    return []


def _implicit_proposals(question: OdeQuestion, g: Any, lost: list[Any]) -> Iterator[Proposal]:
    try:
        statement = OdeImplicit(question.scope, question.statement(), (), from_sympy(g))
    except PorismError:
        return
    parts = [Part("answer", statement, None, "solutions in implicit form")]
    values = [sympy.Eq(question.shown(g.subs(question.unknown[0], question.function)), question.constants[0])]
    for y in lost:
        found = list(_solution_part(question, y, ()))
        parts += found
        values += [shown(question, y)] * bool(found)
    yield Proposal(values[0] if len(values) == 1 else values, tuple(parts), "SymPy")
