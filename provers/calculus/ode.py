"""Trusted: solutions of ordinary differential equations, their constants, and when nothing is missing.

- A solution is put into F, its derivatives as `diff` terms: the residual is an ordinary claim. With initial values the
  residual must be defined on the whole open interval of x, which contains the point; a derivative at the point is the value
  of a term that is claimed equal to `diff` on that interval.
- Constants are independent if the Jacobian of (y, y', …, y⁽ⁿ⁻¹⁾) in them is not 0 at one point; the entries are terms that
  are claimed equal to the derivatives on a box around it.
- Linear equations, F = a_n y⁽ⁿ⁾ + … + a_0 y + g with a_i, g continuous and a_n ≠ 0 on the interval: by the theorem of
  existence and uniqueness the solutions are an n-dimensional affine space, so solution = u + Σ Cᵢ·uᵢ is all of them if
  each is real and solves the equation, and the Wronskian of the uᵢ is not 0 at one point of the interval.
- F = m·(y⁽ⁿ⁾ − f(x, y, …, y⁽ⁿ⁻¹⁾)) with m ≠ 0 and f, ∂f/∂y⁽ⁱ⁾ real and continuous for all x of the open interval and all real
  y, …, y⁽ⁿ⁻¹⁾: two solutions with the same initial values at one point agree where both are (Picard, Lindelöf).
- G(x, y) = C with ∂G/∂y ≠ 0 has the slope -G_x/G_y; it is put into F, which is of order 1.

References: E. Coddington, N. Levinson (1955), Theory of Ordinary Differential Equations, ch. 1, 3; Ince (1926), ch. 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from porism.provers.calculus.obligation import Obligation, Refused, continuity
from porism.symbolic.claim import Relation, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain, interval
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.statements.ode import (
    Ode,
    OdeGeneral,
    OdeImplicit,
    OdeIndependence,
    OdeSolution,
    OdeUnique,
)
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Derivative,
    Term,
    Variable,
    add,
    divide,
    from_json,
    multiply,
    negate,
    number,
    substitute,
    subterms,
    subtract,
    variables,
)

OPEN = ("real", "positive", "interval")
MAX_CONSTANTS = 5


def solution_obligations(statement: OdeSolution, data: Any) -> Iterator[Obligation]:
    """The residual, and the initial values; `data` is not used."""
    ode, y, x, scope = statement.ode, statement.solution, statement.ode.variable, statement.scope
    _check(ode, y, statement.constants, scope)
    residual = scope.claim(relation("==", _residual(ode, y), ZERO))
    yield Obligation(residual, everywhere=bool(statement.initial), necessary=not statement.initial)
    if not statement.initial:
        return
    _open_interval(scope, x)
    for order in range(1, ode.order + 1):
        yield from _is_derivative(y, [x] * order, scope)
    for i, point, value in statement.initial:
        if variables(point):
            raise Refused("an initial point must be a number")
        yield from _inside(scope.domain(x), point)
        at = substitute(_formal(y, [x] * i), {x: point})
        yield Obligation(scope.claim(relation("==", at, value)), everywhere=True)


def independence_obligations(statement: OdeIndependence, data: Any) -> Iterator[Obligation]:
    """`data` is {"point": {variable: number}, "radius": number}."""
    ode, y, x, constants = statement.ode, statement.solution, statement.ode.variable, statement.constants
    _check(ode, y, constants, statement.scope)
    if len(set(constants)) != ode.order or len(constants) != ode.order or ode.order > MAX_CONSTANTS:
        raise Refused(f"an equation of order {ode.order} has that many independent constants")
    point = {str(name): from_json(t) for name, t in data["point"].items()}
    radius = number(plain_fraction(data["radius"]))
    names = variables(y) | {x, *constants}.union(*(h.variables() for h in statement.scope.hypotheses))
    if set(point) != names or any(variables(t) for t in point.values()) or radius.value <= 0:
        raise Refused("the point gives each variable a number")
    box = {name: interval(subtract(t, radius), add(t, radius), False, False) for name, t in point.items()}
    near = Scope.of(box)
    for name in names:
        domain = statement.scope.domain(name)
        if domain.is_discrete or not domain.is_real:
            raise Refused(f"{name} does not range over an interval")
        for need in _membership(domain, Variable(name)):
            yield Obligation(near.claim(need), everywhere=True)
    for h in statement.scope.hypotheses:
        yield Obligation(near.claim(h), everywhere=True)
    rows = list[list[Term]]()
    for i in range(ode.order):
        rows.append([])
        for c in constants:
            along = [c, *[x] * i]
            yield from _is_derivative(y, along, near)
            rows[-1].append(substitute(_formal(y, along), point))
    yield Obligation(Scope().claim(relation("!=", _determinant(rows), ZERO)), everywhere=True)


def general_obligations(statement: OdeGeneral, data: Any) -> Iterator[Obligation]:
    """`data` is {"coefficients": [a_0, …, a_n], "rest": g, "point": number} for a linear equation."""
    ode, y, x, constants, scope = (
        statement.ode,
        statement.solution,
        statement.ode.variable,
        statement.constants,
        statement.scope,
    )
    _check(ode, y, constants, scope)
    _open_interval(scope, x)
    n = ode.order
    a, rest, point = (
        [from_json(c) for c in data["coefficients"]],
        from_json(data["rest"]),
        from_json(data["point"]),
    )
    if (
        len(a) != n + 1
        or len(set(constants)) != n
        or len(constants) != n
        or n > MAX_CONSTANTS
        or variables(point)
    ):
        raise Refused("a linear equation of order n has n + 1 coefficients and n constants")
    if any(scope.domain(c) != Domain("real") for c in (*constants, *ode.unknown)):
        raise Refused("the constants range over all real numbers")
    if any(h.variables() & {*constants, *ode.unknown} for h in scope.hypotheses):
        raise Refused("a hypothesis restricts the constants or the unknown function")
    if any({*ode.unknown, *constants} & variables(t) for t in (*a, rest)):
        raise Refused("a coefficient depends on the unknown function")
    if any(variables(t) & {x} and isinstance(t, Derivative) for c in (*a, rest) for t in subterms(c)):
        raise Refused("a coefficient has a derivative")
    linear = add(*(multiply(c, Variable(name)) for c, name in zip(a, ode.unknown, strict=True)), rest)
    yield Obligation(scope.claim(relation("==", ode.left, linear)), everywhere=True)
    for c in (*a, rest):
        yield from continuity(c, scope)
        yield Obligation(scope.claim(relation("<=", c, c)), everywhere=True)
    yield Obligation(scope.claim(relation("!=", a[-1], ZERO)), everywhere=True)
    yield from _inside(scope.domain(x), point)
    # solution = u + Σ Cᵢ·uᵢ, each part real and a solution of its equation
    zero: dict[str, Term] = dict.fromkeys(constants, ZERO)
    u = substitute(y, zero)
    basis = [subtract(substitute(y, {**zero, c: ONE}), u) for c in constants]
    affine = add(u, *(multiply(Variable(c), f) for c, f in zip(constants, basis, strict=True)))
    yield Obligation(scope.claim(relation("==", y, affine)), everywhere=True)
    yield Obligation(scope.claim(relation("==", _residual(ode, y), ZERO)), everywhere=True)
    rows = [[substitute(_formal(f, [x] * i), {x: point}) for f in basis] for i in range(n)]
    yield Obligation(
        scope.claim(relation("<=", y, y)), everywhere=True
    )  # real for all constants: so are u and the uᵢ
    for f in (u, *basis):
        for order in range(1, n + 1):
            yield from _is_derivative(f, [x] * order, scope)
    yield Obligation(scope.claim(relation("!=", _determinant(rows), ZERO)), everywhere=True)


def unique_obligations(statement: OdeUnique, data: Any) -> Iterator[Obligation]:
    """`data` is {"factor": m, "right": f}; the solution and its initial values are shown as for `OdeSolution`."""
    ode, scope, x = statement.ode, statement.scope, statement.ode.variable
    yield from solution_obligations(statement, None)
    points = {p for _, p, _ in statement.initial}
    if len(points) != 1 or sorted(i for i, _, _ in statement.initial) != list(range(ode.order)):
        raise Refused("expected the values of y, …, y⁽ⁿ⁻¹⁾ at one point, each once")
    _open_interval(scope, x)
    below, top = ode.unknown[:-1], ode.unknown[-1]
    if any(scope.domain(name) != Domain("real") for name in ode.unknown):
        raise Refused("the unknown function ranges over all real numbers")
    if any(h.variables() & {x, *ode.unknown} for h in scope.hypotheses):
        raise Refused("a hypothesis restricts the unknown function")
    m, f = from_json(data["factor"]), from_json(data["right"])
    if top in variables(f) or any(isinstance(t, Derivative) for side in (f, m) for t in subterms(side)):
        raise Refused("the highest derivative must be given by the others")
    product = multiply(m, subtract(Variable(top), f))
    yield Obligation(scope.claim(relation("==", ode.left, product)), everywhere=True)
    yield Obligation(scope.claim(relation("!=", m, ZERO)), everywhere=True)
    for t in (f, *(derivative(f, name) for name in below)):
        yield from continuity(t, scope)
        yield Obligation(scope.claim(relation("<=", t, t)), everywhere=True)
    for name in below:
        yield from _is_derivative(f, [name], scope)


def implicit_obligations(statement: OdeImplicit, data: Any) -> Iterator[Obligation]:
    """F(x, y, -G_x/G_y) = 0; `data` is not used."""
    ode, g, scope = statement.ode, statement.solution, statement.scope
    y, slope = ode.unknown[0], ode.unknown[-1]
    if ode.order != 1 or slope in variables(g) or statement.constants or y not in variables(g):
        raise Refused("an implicit solution is for an equation of order 1, by an integral in x and y")
    _check_names(ode, scope)
    implied = negate(divide(Derivative(g, ode.variable), Derivative(g, y)))
    claim = scope.claim(relation("==", substitute(ode.left, {slope: implied}), ZERO))
    yield Obligation(claim, necessary=False)


def _check(ode: Ode, y: Term, constants: tuple[str, ...], scope: Scope) -> None:
    _check_names(ode, scope)
    if set(ode.unknown) & variables(y) or ode.variable in constants or set(constants) & variables(ode.left):
        raise Refused(
            "the solution has the unknown function in it, or the equation a constant of the solution"
        )


def _check_names(ode: Ode, scope: Scope) -> None:
    if len({ode.variable, *ode.unknown}) != ode.order + 2 or ode.order < 1:
        raise Refused("the equation's variables must be different")
    if any(isinstance(t, Derivative) for t in subterms(ode.left)):
        raise Refused("the equation has a derivative that is not named")
    if scope.domain(ode.variable).is_discrete or not scope.domain(ode.variable).is_real:
        raise Refused(f"{ode.variable} must be a real variable")


def _residual(ode: Ode, y: Term) -> Term:
    values, current = dict[str, Term](), y
    for name in ode.unknown:
        values[name] = current
        current = Derivative(current, ode.variable)
    return substitute(ode.left, values)


def _formal(t: Term, along: list[str]) -> Term:
    for name in along:
        t = derivative(t, name)
    return t


def _is_derivative(t: Term, along: list[str], scope: Scope) -> Iterator[Obligation]:
    """That the formal derivative is the derivative, on the whole scope."""
    nested = t
    for name in along:
        nested = Derivative(nested, name)
    yield Obligation(scope.claim(relation("==", nested, _formal(t, along))), everywhere=True)


def _open_interval(scope: Scope, x: str) -> None:
    domain = scope.domain(x)
    if domain.name not in OPEN or domain.low_closed or domain.high_closed:
        raise Refused(f"{x} must range over an open interval")
    if any(x in h.variables() for h in scope.hypotheses):
        raise Refused(f"a hypothesis about {x} may leave gaps in its interval")


def _membership(domain: Domain, at: Term) -> Iterator[Relation]:
    """What belonging to a real domain says."""
    if domain.name == "nonzero":
        yield relation("!=", at, ZERO)
    low, high, low_closed, high_closed = domain.bounds()
    if low is not None:
        yield relation("<=" if low_closed else "<", low, at)
    if high is not None:
        yield relation("<=" if high_closed else "<", at, high)
    yield relation("<=", at, at)


def _inside(domain: Domain, point: Term) -> Iterator[Obligation]:
    for need in _membership(domain, point):
        yield Obligation(Scope().claim(need), everywhere=True)


def _determinant(rows: list[list[Term]]) -> Term:
    """By permutations; at most 5 rows."""
    size = len(rows)
    total = list[Term]()
    for columns in permutations(range(size)):
        inversions = sum(columns[i] > columns[j] for i in range(size) for j in range(i + 1, size))
        sign = MINUS_ONE if inversions % 2 else ONE
        total.append(multiply(sign, *(rows[i][c] for i, c in enumerate(columns))))
    return add(*total)
