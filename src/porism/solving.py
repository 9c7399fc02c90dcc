"""Equations in one unknown, solved with proofs: `solve(equation, x)` as SymPy has it, over the reals or the complex numbers.

    equation ──► Porism's own solver and SymPy's, each in a worker ──► each solution proved, and that none is missing

`result.complete` is `complete` if it is proved that there is no other solution, `generic` if that is proved under the
`conditions` on the parameters, `unknown` if solutions may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from porism.answers import Finder, answered
from porism.inequalities import other_question
from porism.many import answered_many
from porism.question import is_no_number, read, unknown_name
from porism.result import Result
from porism.stages import AskedKernel
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.proposals.equations import EquationQuestion
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import variables

_HOME = "porism.symbolic.proposals.equations"
_FINDERS = (Finder("Porism (steps)", f"{_HOME}:by_steps"), Finder("SymPy (solve)", f"{_HOME}:by_sympy"))


def solve(
    equation: Any,  # Any: sympy ships no types
    x: Any = None,
    domain: Any = None,
    *,
    mode: Literal["generic", "complete"] = "generic",
    assume: Iterable[Any] = (),
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The solutions of an equation, or of expression = 0, in the unknown x, each proved, and proved to be all.

    `domain` is `"real"`, `"complex"`, a SymPy `Interval` or a text such as `"[0, 2*pi)"`; by default what the symbol's
    assumptions say, real if they say nothing. The value is a list where there are finitely many solutions, else a SymPy
    set. A root without a closed form is a `CRootOf`, or a number of 15 digits whose enclosure stands in its part. With
    parameters, `mode="generic"` gives the solutions under stated `conditions`, `mode="complete"` a list of pairs
    (solutions, condition). An inequality, and a list, are `solve_inequality`'s and `solve_system`'s.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = solve(sympy.sqrt(x + 3) - x + 3, x)
    >>> result.value, result.status, result.complete
    ([6], 'proved', 'complete')

    References: D. R. Stoutemyer (2011), Ten commandments for good default expression simplification; R. Bradford,
    J. H. Davenport (2002), Towards better simplification of elementary functions, for branches.
    """
    if mode not in ("generic", "complete"):
        raise FormatError(f"expected mode='generic' or mode='complete', found {mode!r}")
    limits = {"timeout_s": timeout_s, "memory_mb": memory_mb, "kernel": kernel}
    other = other_question(equation, x, domain, mode=mode, assume=assume, **limits)
    if other is not None:
        return other
    left, right = _sides(equation)
    unknown = _unknown(equation, left, right, x)
    text = f"solve({equation}, {unknown})" if domain is None else f"solve({equation}, {unknown}, {domain})"
    try:
        asked = read("solve", [left, right, unknown], assume)
    except UnsupportedError as error:
        if is_no_number(left) or is_no_number(right):
            raise
        return Result(text, None, (), "", 0.0, f"unsupported: {error}")
    name = unknown_name(asked.terms[2], "solve")
    if name not in variables(asked.terms[0]) | variables(asked.terms[1]):
        raise FormatError(
            f"the unknown {name} does not occur in the equation {str(equation)[:60]}; name one that does"
        )
    scope = _scope(asked.scope, name, domain, asked.symbols)
    symbols = tuple(asked.symbols.items())
    question = EquationQuestion(asked.terms[0], asked.terms[1], name, scope, mode == "generic", symbols)
    return answered(text, _FINDERS, (question,), timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)


def solve_many(
    problems: Iterable[tuple[Any, ...]],
    *,
    jobs: int | None = None,
    mode: Literal["generic", "complete"] = "generic",
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
) -> list[Result]:
    """`solve(equation, x)` or `solve(equation, x, domain)` for each tuple, on all cores or on `jobs` of them."""
    calls = [(tuple(p), {"mode": mode, "timeout_s": timeout_s, "memory_mb": memory_mb}) for p in problems]
    return answered_many("porism.solving:solve", calls, jobs=jobs, timeout_s=timeout_s, memory_mb=memory_mb)


def _sides(equation: Any) -> tuple[Any, Any]:
    import sympy
    from sympy.logic.boolalg import BooleanAtom

    match equation:
        case sympy.Eq():
            return equation.lhs, equation.rhs
        case bool() | BooleanAtom():
            raise FormatError(
                f"expected an equation, found {equation}: SymPy or Python has evaluated it; write Eq(a, b, evaluate=False)"
            )
        case sympy.Expr() | int():
            return equation, sympy.Integer(0)
        case str() if equation.count("=") in (1, 2) and not set(equation) & set("<>!"):
            left, _, right = equation.partition("==" if "==" in equation else "=")
            return left.strip(), right.strip()
        case str() if not set(equation) & set("<>!="):
            return equation, "0"
        case list() | tuple() | set() | dict():
            raise FormatError(
                f"solve expects one equation here, found a {type(equation).__name__}; see solve_system"
            )
        case float() | complex():
            raise UnsupportedError(f"the float {equation} is not exact; write a Rational")
        case _:
            raise FormatError(
                "expected an equation such as Eq(x**2, 2), an expression that is to be 0, or a text, "
                f"found {str(equation)[:60]!r}"
            )


def _symbols_of(side: Any) -> Iterable[Any]:
    return variables(parse_term(side)) if isinstance(side, str) else side.free_symbols


def _unknown(equation: Any, left: Any, right: Any, x: Any) -> Any:
    import sympy

    if x is None:
        free = sorted({s for side in (left, right) for s in _symbols_of(side)}, key=str)
        if len(free) != 1:
            raise FormatError(
                f"solve needs to know the unknown of {str(equation)[:60]}; write solve(equation, x)"
            )
        return free[0]
    if not isinstance(x, sympy.Symbol | str):
        raise FormatError(
            f"solve expects a symbol as its unknown, found {str(x)[:60]!r}; write solve(equation, x)"
        )
    return x


def _scope(scope: Scope, name: str, domain: Any, symbols: dict[str, Any]) -> Scope:
    """The scope with the unknown's domain; over the complex numbers a parameter without assumptions is complex too."""
    if domain is None:
        return scope
    wanted = _domain(domain)
    own = scope.domain(name)
    if wanted.name == "complex":
        if own.name not in ("real", "complex"):
            raise FormatError(
                f"{name} is {own} by its assumptions; leave out the domain, or use a plain symbol"
            )
        for other, symbol in symbols.items():
            if (
                other != name
                and scope.domain(other).name == "real"
                and getattr(symbol, "is_real", None) is None
            ):
                scope = scope.where(other, Domain("complex"))
        return scope.where(name, wanted)
    if own.name in ("real", "complex"):
        return scope.where(name, wanted)
    if wanted.name == "real":
        return scope
    raise FormatError(f"{name} is {own} by its assumptions; give the interval with a plain symbol")


def _domain(given: Any) -> Domain:
    import sympy

    from porism.symbolic.sympy_bridge import from_sympy

    match given:
        case Domain():
            return given
        case str():
            return parse_domain(given)
        case sympy.Interval():
            low, high = (None if end.is_infinite else from_sympy(end) for end in (given.start, given.end))
            return interval(low, high, not given.left_open, not given.right_open)
        case _ if given in (sympy.S.Reals, sympy.S.Complexes):
            return Domain("real" if given is sympy.S.Reals else "complex")
        case _:
            raise FormatError(
                f"expected domain='real', 'complex', an Interval or a text such as '[0, 2*pi)', found {str(given)[:60]!r}"
            )
