"""The commands that answer questions: solve, integrate, limit, series, simplify. Each prints the answer and what is proved.

Text is read by the claim language's own parser. Exit codes as for the other commands: 0 proved, 1 refuted, 3 unknown.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from porism.cli_options import (
    Json,
    KernelChoice,
    KernelOption,
    Memory,
    Timeout,
    Vars,
    domains_of,
    exit_code,
    kernel_of,
)
from porism.symbolic.errors import FormatError

if TYPE_CHECKING:
    from porism.result import Result

Name = Annotated[str, typer.Argument(help="The variable; not needed where there is only one.")]


class Side(StrEnum):
    """From where a limit is taken."""

    right = "+"
    left = "-"
    both = "+-"


class OneSide(StrEnum):
    """The side of a point on which a series is asked for."""

    right = "+"
    left = "-"


def solve(
    equation: Annotated[str, typer.Argument(help="An equation or inequality, such as 'x**2 == 2'.")],
    unknown: Name = "",
    domain: Annotated[str, typer.Option(help="real, complex, or an interval such as [0, 2*pi].")] = "real",
    var: Vars = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.none,
    json: Json = False,
) -> None:
    """Solve an equation or inequality: every solution, and that none is missing."""
    from porism.solving import solve as solved

    symbols = symbols_of(var)
    asked = _relation(equation, symbols)
    x = _unknown(asked, unknown, symbols)
    _show(solved(asked, x, domain, timeout_s=timeout, memory_mb=memory, kernel=kernel_of(kernel)), json)


def integrate(
    integrand: Annotated[str, typer.Argument(help="An expression, such as 'x*exp(x)'.")],
    variable: Name = "",
    low: Annotated[str, typer.Option("--from", help="The lower end: a number, -oo.")] = "",
    high: Annotated[str, typer.Option("--to", help="The upper end: a number, oo.")] = "",
    var: Vars = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.none,
    json: Json = False,
) -> None:
    """An antiderivative, or the integral between two ends."""
    from porism.integration import integrate as integrated

    symbols = symbols_of(var)
    f = _expression(integrand, symbols)
    x = _unknown(f, variable, symbols)
    if bool(low) != bool(high):
        raise FormatError("expected both --from and --to, or neither")
    over = (x, _end(low, symbols), _end(high, symbols)) if low else x
    _show(integrated(f, over, timeout_s=timeout, memory_mb=memory, kernel=kernel_of(kernel)), json)


def limit(
    expression: Annotated[str, typer.Argument(help="An expression, such as 'sin(x)/x'.")],
    point: Annotated[str, typer.Argument(help="A number, oo or -oo.")],
    variable: Name = "",
    side: Annotated[Side, typer.Option(help="From the right (+), the left (-) or both (+-).")] = Side.right,
    var: Vars = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    json: Json = False,
) -> None:
    """The limit of an expression at a point."""
    from porism.limits import limit as limit_of

    symbols = symbols_of(var)
    f = _expression(expression, symbols)
    x = _unknown(f, variable, symbols)
    _show(limit_of(f, x, _end(point, symbols), side.value, timeout_s=timeout, memory_mb=memory), json)


def series(
    expression: Annotated[str, typer.Argument(help="An expression, such as 'exp(x)*cos(x)'.")],
    point: Annotated[str, typer.Argument(help="A number, oo or -oo.")] = "0",
    variable: Name = "",
    order: Annotated[int, typer.Option("--order", "-n", help="The power of the remainder.")] = 6,
    side: Annotated[OneSide, typer.Option(help="From the right (+) or the left (-).")] = OneSide.right,
    var: Vars = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.none,
    json: Json = False,
) -> None:
    """The series of an expression at a point."""
    from porism.limits import series as series_of

    symbols = symbols_of(var)
    f = _expression(expression, symbols)
    x, at, checked_by = _unknown(f, variable, symbols), _end(point, symbols), kernel_of(kernel)
    found = series_of(f, x, at, order, side.value, timeout_s=timeout, memory_mb=memory, kernel=checked_by)
    _show(found, json)


def simplify(
    expression: Annotated[str, typer.Argument(help="An expression, such as 'sin(x)**2 + cos(x)**2'.")],
    var: Vars = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    kernel: KernelOption = KernelChoice.none,
    json: Json = False,
) -> None:
    """A simpler expression with the proof that it is equal."""
    from porism.simplification import simplify as simplified

    f = _expression(expression, symbols_of(var))
    _show(simplified(f, timeout_s=timeout, memory_mb=memory, kernel=kernel_of(kernel)), json)


def symbols_of(var: list[str] | None) -> dict[str, Any]:
    """SymPy's symbols for the variables whose domains were given."""
    from porism.symbolic.parse import parse_domain
    from porism.symbolic.sympy_bridge import symbol

    return {name: symbol(name, parse_domain(text)) for name, text in domains_of(var).items()}


def _expression(text: str, symbols: dict[str, Any]) -> Any:
    from porism.symbolic.parse import parse_term
    from porism.symbolic.sympy_bridge import to_sympy

    return to_sympy(parse_term(text), symbols, evaluate=False)


def _relation(text: str, symbols: dict[str, Any]) -> Any:
    from porism.symbolic.claim import Relation
    from porism.symbolic.sympy_bridge import relation_to_sympy

    return relation_to_sympy(Relation.parse(text), symbols)


def _end(text: str, symbols: dict[str, Any]) -> Any:
    import sympy

    ends = {"oo": sympy.oo, "+oo": sympy.oo, "-oo": -sympy.oo, "∞": sympy.oo, "-∞": -sympy.oo}
    return ends[text.strip()] if text.strip() in ends else _expression(text, symbols)


def _unknown(asked: Any, name: str, symbols: dict[str, Any]) -> Any:
    """The symbol of the variable that is asked for."""
    import sympy

    free = {str(s.name): s for s in asked.free_symbols}
    if name:
        return free.get(name) or symbols.get(name) or sympy.Symbol(name)
    if len(free) != 1:
        raise FormatError(
            f"expected the variable's name after the expression, which has {sorted(free) or 'none'}"
        )
    return next(iter(free.values()))


def _show(result: Result, json: bool) -> None:
    print(result.to_json() if json else repr(result), flush=True)
    raise typer.Exit(exit_code({result.status: 1}))
