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
from typing import Any

import mpmath
import sympy

from porism.symbolic.claim import relation
from porism.symbolic.domain import interval
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.alarms import limited
from porism.symbolic.proposals.ode_questions import OdeQuestion
from porism.symbolic.proposals.ode_singular import line_family, lost_solutions
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.ode import OdeGeneral, OdeImplicit, OdeIndependence, OdeSolution, OdeUnique
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
MAX_INTERVALS = 3


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
        if found:
            return found
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
        yield from _initial_value_proposals(question, families)
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


def _shown(question: OdeQuestion, y: Any) -> Any:
    return sympy.Eq(question.function, question.shown(y), evaluate=False)


def _family_proposals(question: OdeQuestion, families: list[Any], lost: list[Any]) -> Iterator[Proposal]:
    parts, values = list[Part](), list[Any]()
    for y in families:
        used = tuple(c for c in question.constants if y.has(c))
        found = list(_solution_part(question, y, used))
        if not found:
            return
        parts += found
        values.append(_shown(question, y))
        if len(used) == question.order:
            parts += _independence_part(question, y, found[0].statement.scope)  # type: ignore[union-attr]  # a statement
    for y in lost:
        found = list(_solution_part(question, y, ()))
        parts += found
        values += [_shown(question, y)] * bool(found)
    value = values[0] if len(values) == 1 else values
    complete = list(_general_parts(question, families[0], None)) if len(families) == 1 and not lost else []
    if complete:
        yield Proposal(value, (*parts, *complete), "SymPy")
    yield Proposal(value, tuple(parts), "SymPy, special solutions by Porism" if lost else "SymPy")


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
        conditions = [sympy.lambdify(names, h, "mpmath") for h in hypotheses]
        f = sympy.lambdify(names, residual, "mpmath")
        for shift in range(40):
            at = [
                mpmath.mpf((abs(v) if _is_positive(question, s) else v).p) / v.q
                for s, v in zip(names, _rotated(shift), strict=False)
            ]
            try:
                bounds = [complex(h(*at)) for h in conditions]
                value = complex(f(*at))
            except (ArithmeticError, ValueError, TypeError, NameError):
                continue
            if any(b.imag or b.real < 0 for b in bounds) or not cmath.isfinite(value):
                continue
            checked += 1
            if abs(value) > 1e-9:
                right = False
                break
            if checked == 16:
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


def _general_parts(question: OdeQuestion, y: Any, around: Any) -> Iterator[Part]:
    """That a linear equation has no other solutions, on each interval without a singular point."""
    linear = linear_coefficients(question)
    if linear is None or {*question.constants} - y.free_symbols:
        return
    coefficients, rest = linear
    spans = limited(
        6.0, lambda: _intervals(question, [*(c / coefficients[-1] for c in coefficients), rest, y])
    )
    if not spans or len(spans) > MAX_INTERVALS:
        return
    for low, high in spans:
        if around is not None and not (low < around < high):
            continue
        point = around if around is not None else _between(low, high)
        form = _real_form(y, question, point)
        domain = interval(_end(low), _end(high), False, False)
        scope = question.scope.where(str(question.x), domain)
        statement = OdeGeneral(
            scope, question.statement(), tuple(map(str, question.constants)), from_sympy(form)
        )
        data = {
            "coefficients": [to_json(from_sympy(c)) for c in coefficients],
            "rest": to_json(from_sympy(rest)),
            "point": to_json(from_sympy(point)),
        }
        yield Part("complete", statement, data, "these are all solutions")


def _real_form(y: Any, question: OdeQuestion, point: Any) -> Any:
    """log(x) as log(-x), and roots likewise, where x is negative at the point."""
    if point >= 0:
        return y
    x = question.x
    y = y.replace(lambda t: isinstance(t, sympy.log) and t.args[0] == x, lambda t: sympy.log(-x))
    return y.replace(
        lambda t: isinstance(t, sympy.Pow) and t.base == x and not t.exp.is_Integer, lambda t: (-x) ** t.exp
    )


def linear_coefficients(question: OdeQuestion) -> tuple[list[Any], Any] | None:
    """(a₀, …, aₙ) and g of a linear equation aₙ·y⁽ⁿ⁾ + … + a₀·y + g = 0."""
    try:
        p = sympy.Poly(sympy.expand(question.left), *question.unknown)
    except sympy.PolynomialError:
        return None
    if p.total_degree() != 1 or any(c.free_symbols & set(question.unknown) for c in p.coeffs()):
        return None
    coefficients = [sympy.factor(p.coeff_monomial(u)) for u in question.unknown]
    return (coefficients, p.coeff_monomial(1)) if coefficients[-1] != 0 else None


def _intervals(question: OdeQuestion, expressions: list[Any]) -> list[tuple[Any, Any]]:
    """The open intervals of the domain of x on which the coefficients are continuous."""
    x = sympy.Symbol(str(question.x), real=True)
    low, high, *_ = question.scope.domain(str(question.x)).bounds()
    from porism.symbolic.sympy_bridge import to_sympy

    region: Any = sympy.Interval.open(
        -sympy.oo if low is None else to_sympy(low), sympy.oo if high is None else to_sympy(high)
    )
    ones = {c: sympy.Integer(1) for c in question.constants}
    for e in expressions[:-1] if len(expressions) > 1 else expressions:
        e = sympy.cancel(e).subs({question.x: x} | ones)
        region = region.intersect(sympy.calculus.util.continuous_domain(e, x, sympy.S.Reals))
    pieces = region.args if isinstance(region, sympy.Union) else (region,)
    if not all(
        isinstance(p, sympy.Interval) for p in pieces
    ):  # singular points without end: one interval near 0
        near = region.intersect(sympy.Interval.open(-4, 4))
        pieces = near.args if isinstance(near, sympy.Union) else (near,)
        inner = [p for p in pieces if isinstance(p, sympy.Interval) and p.start > -4 and p.end < 4]
        return [(p.start, p.end) for p in inner[:1]]
    return [(p.start, p.end) for p in pieces]


def _between(low: Any, high: Any) -> Any:
    if low == -sympy.oo:
        return sympy.Integer(0) if high == sympy.oo else sympy.floor(high) - 1
    if high == sympy.oo:
        return sympy.floor(low) + 1
    return sympy.nsimplify((low + high) / 2)


def _end(e: Any) -> Any:
    return None if e in (sympy.oo, -sympy.oo) else from_sympy(e)


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
        values += [_shown(question, y)] * bool(found)
    yield Proposal(values[0] if len(values) == 1 else values, tuple(parts), "SymPy")


def _initial_value_proposals(question: OdeQuestion, families: list[Any]) -> Iterator[Proposal]:
    special = [(s, None) for s in lost_solutions(question, families)]
    for y, family in [*((f, f) for f in families), *special]:
        for fitted in _fitted(question, y):
            spans = limited(6.0, lambda f=fitted: _maximal_interval(question, f)) or [None]  # type: ignore[misc]
            for span in spans:
                yield from _fitted_proposals(question, fitted, family, span)


def _fitted(question: OdeQuestion, y: Any) -> Iterator[Any]:
    """The family with constants that give the initial values."""
    used = [c for c in question.constants if y.has(c)]
    x = question.x
    gaps = [(sympy.diff(y, x, i) if i else y).subs(x, point) - value for i, point, value in question.initial]
    if not used:
        if all(sympy.simplify(g) == 0 for g in gaps):
            yield y
        return
    for solution in limited(6.0, lambda: sympy.solve(gaps, used, dict=True)) or []:
        form = y.subs(solution)  # a boundary problem may leave constants free
        yield limited(3.0, lambda f=form: sympy.simplify(f)) or form  # type: ignore[misc]  # a loop's variable


def _maximal_interval(question: OdeQuestion, y: Any) -> list[Any]:
    """The largest open interval around the initial point on which y is continuous."""
    x = sympy.Symbol(str(question.x), real=True)
    form = y.subs(question.x, x)
    region = sympy.S.Reals
    for e in (form, sympy.diff(form, x)):
        region = region.intersect(sympy.calculus.util.continuous_domain(e, x, sympy.S.Reals))
    if question.initial[0][1].is_number:
        for piece in region.args if isinstance(region, sympy.Union) else (region,):
            if isinstance(piece, sympy.Interval) and piece.contains(question.initial[0][1]) is sympy.true:
                return [(piece.start, piece.end)]
    return []


def _fitted_proposals(question: OdeQuestion, y: Any, family: Any, span: Any) -> Iterator[Proposal]:
    scope = question.scope
    if span is not None:
        domain = interval(_end(span[0]), _end(span[1]), False, False)
        scope = scope.where(str(question.x), domain)
    initial = tuple((i, from_sympy(p), from_sympy(v)) for i, p, v in question.initial)
    try:
        free = tuple(str(c) for c in question.constants if y.has(c))
        statement = OdeSolution(scope, question.statement(), free, from_sympy(y), initial)
    except PorismError:
        return
    part = Part("answer", statement, None, "the solution with the initial values")
    points = {p for _, p, _ in question.initial}
    orders = [i for i, _, _ in question.initial]
    if not free and len(points) == 1 and orders == list(range(question.order)):
        complete = [] if family is None else list(_general_parts(question, family, points.pop()))
        if complete:
            yield Proposal(_shown(question, y), (part, *complete), "SymPy")
        unique = limited(4.0, lambda: _unique_part(question, statement))
        if unique is not None:
            yield Proposal(_shown(question, y), (part, unique), "SymPy")
    yield Proposal(_shown(question, y), (part,), "SymPy")


def _unique_part(question: OdeQuestion, solution: OdeSolution) -> Part | None:
    """That there is no other solution, for y⁽ⁿ⁾ = f with a smooth f."""
    top = question.unknown[-1]
    left = sympy.Poly(question.left, top)
    if left.degree() != 1 or any(c.has(top) for c in left.all_coeffs()):
        return None
    m, rest = left.all_coeffs()
    right = sympy.expand(sympy.cancel(-rest / m))
    statement = OdeUnique(solution.scope, solution.ode, (), solution.solution, solution.initial)
    data = {"factor": to_json(from_sympy(m)), "right": to_json(from_sympy(right))}
    return Part("complete", statement, data, "no other solution has these initial values")
