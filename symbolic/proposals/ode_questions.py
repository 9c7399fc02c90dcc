"""Reading `dsolve(eq, y(x), ics)`: the equation as a term in x, y, y1, …, the initial values, and the symbols' domains."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.statements.ode import MAX_ORDER, Ode
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy, symbol_domain
from porism.symbolic.term import ZERO, Variable


@dataclass(frozen=True)
class OdeQuestion:
    """The equation `left` = 0 in plain symbols x and `unknown`; `initial` has (order, point, value)."""

    left: Any
    x: Any
    unknown: tuple[Any, ...]
    initial: tuple[tuple[int, Any, Any], ...]
    scope: Scope
    function: Any  # the caller's y(x)
    symbols: dict[str, Any]
    constants: tuple[Any, ...]

    @property
    def order(self) -> int:
        """The order."""
        return len(self.unknown) - 1

    def statement(self) -> Ode:
        """The equation as the statements have it."""
        return Ode(from_sympy(self.left), str(self.x), tuple(map(str, self.unknown)))

    def residual(self, y: Any) -> Any:
        """The left side with y(x) put in."""
        values = {u: sympy.diff(y, self.x, i) if i else y for i, u in enumerate(self.unknown)}
        return self.left.subs(values, simultaneous=True)

    def equation(self) -> tuple[Any, Any]:
        """(left side with a SymPy function of x, that function) for SymPy's solver, with the caller's assumptions."""
        x = self.symbols[str(self.x)]
        y = sympy.Function("y_of")(x)
        values = {u: sympy.Derivative(y, (x, i)) if i else y for i, u in enumerate(self.unknown)}
        own = {sympy.Symbol(name): s for name, s in self.symbols.items()}
        return self.left.subs(own | values, simultaneous=True), y

    @property
    def plain_function(self) -> Any:
        """The function of `equation` with the plain symbol."""
        return sympy.Function("y_of")(self.x)

    def shown(self, expression: Any) -> Any:
        """An expression in the caller's symbols."""
        return expression.subs({sympy.Symbol(n): s for n, s in self.symbols.items()}, simultaneous=True)


def ode_question(equation: Any, function: Any, ics: Any) -> OdeQuestion:
    """The question, or a `PorismError` that says what cannot be read."""
    if isinstance(equation, sympy.Eq):
        equation = equation.lhs - equation.rhs
    if not isinstance(equation, sympy.Expr):
        raise UnsupportedError(
            f"expected an equation or an expression that is 0, found {str(equation)[:60]!r}"
        )
    functions = equation.atoms(sympy.core.function.AppliedUndef)
    if function is None:
        if len(functions) != 1:
            raise UnsupportedError(
                f"name the unknown function: dsolve(eq, y(x)); the equation has {len(functions)}"
            )
        function = next(iter(functions))
    if not isinstance(function, sympy.core.function.AppliedUndef) or len(function.args) != 1:
        raise UnsupportedError(f"expected an unknown function such as y(x), found {str(function)[:60]!r}")
    x = function.args[0]
    if not isinstance(x, sympy.Symbol) or functions - {function}:
        raise UnsupportedError(f"the equation may have {function} only, found {sorted(map(str, functions))}")
    if equation.has(sympy.Float):
        raise UnsupportedError("a float in the equation is not exact; write a Rational")
    equation = equation.doit()
    order = max((int(d.derivative_count) for d in equation.atoms(sympy.Derivative)), default=0)
    if not 1 <= order <= MAX_ORDER:
        raise UnsupportedError(
            f"expected an equation of order 1 to {MAX_ORDER} for {function}, found order {order}"
        )
    taken = {str(s) for s in equation.free_symbols}
    base = next(
        n for n in (str(function.func), "u", "w", "unknown") if not {n, f"{n}1", f"{n}2", f"{n}3"} & taken
    )
    unknown = tuple(sympy.Symbol(base if i == 0 else f"{base}{i}") for i in range(order + 1))
    named = {sympy.Derivative(function, (x, i)): unknown[i] for i in range(1, order + 1)}
    left = equation.subs(sorted(named.items(), key=lambda p: -p[0].derivative_count)).subs(
        function, unknown[0]
    )
    if left.has(sympy.Derivative, sympy.Subs):
        raise UnsupportedError(f"a derivative in {equation} is not one of {function}")
    symbols = {str(s): s for s in equation.free_symbols | {x}}
    if len(symbols) != len(equation.free_symbols | {x}):
        raise UnsupportedError("two different symbols have the same name; rename one of them")
    plain = {s: sympy.Symbol(n) for n, s in symbols.items()}
    domains, hypotheses = dict[str, Domain](), list[Relation]()
    for name, s in symbols.items():
        domains[name], kind = symbol_domain(s)
        if kind is not None:
            hypotheses.append(relation(kind, Variable(name), ZERO))
    if not domains[str(x)].is_real or domains[str(x)].is_discrete:
        raise UnsupportedError(f"{x} must be a real variable")
    letter = next(c for c in "CKAB" if not any(f"{c}{i}" in symbols for i in range(1, order + 1)))
    constants = tuple(sympy.Symbol(f"{letter}{i}") for i in range(1, order + 1))
    initial = _initial(ics, function, x, order, plain)
    left = left.subs(plain, simultaneous=True)
    from_sympy(left)
    return OdeQuestion(
        left, plain[x], unknown, initial, Scope.of(domains, tuple(hypotheses)), function, symbols, constants
    )


def _exact(value: Any) -> Any:
    """A number or SymPy expression as SymPy has it; a text is not evaluated."""
    match value:
        case bool():
            raise FormatError(f"expected a number as an initial value, found {value}")
        case int():
            return sympy.Integer(value)
        case Fraction():
            return sympy.Rational(value.numerator, value.denominator)
        case sympy.Expr():
            return value
        case _:
            raise FormatError(
                f"expected a number or a SymPy expression as an initial value, found {str(value)[:60]!r}"
            )


def _initial(
    ics: Any, function: Any, x: Any, order: int, plain: dict[Any, Any]
) -> tuple[tuple[int, Any, Any], ...]:
    found = list[tuple[int, Any, Any]]()
    for key, value in (ics or {}).items():
        value = _exact(value)
        if isinstance(key, sympy.Subs) and isinstance(key.expr, sympy.Derivative):
            i, point = int(key.expr.derivative_count), key.point[0]
            fits = key.expr.expr.func == function.func
        elif isinstance(key, sympy.Derivative):
            raise UnsupportedError(f"the initial value of {key} has no point; write {key}.subs({x}, 0)")
        else:
            fits = isinstance(key, sympy.core.function.AppliedUndef) and key.func == function.func
            i, point = 0, key.args[0] if fits else None
        if (
            not fits
            or i >= order
            or point.free_symbols
            or value.has(sympy.Float, sympy.oo, sympy.nan, sympy.zoo)
        ):
            raise UnsupportedError(
                f"expected initial values such as {{y(0): 1}} below order {order}, found {key}: {value}"
            )
        found.append((i, point, value.subs(plain)))
    return tuple(sorted(found, key=lambda p: (p[0], str(p[1]))))
