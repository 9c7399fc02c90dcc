"""Systems of equations, solved with proofs: `solve_system(equations, unknowns)`, linear, polynomial and rational ones.

    equations ──► Porism's elimination, in a worker ──► certificate checked ──► all solutions, and that there are no others

The answer is a list of dictionaries, unknown → value, as SymPy's `solve(..., dict=True)` gives it. An unknown that is missing
from a dictionary is free.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from porism.answers import Finder, answered
from porism.question import is_no_number, read, unknown_name
from porism.result import Result
from porism.stages import AskedKernel
from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.proposals.systems import SystemQuestion
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import ZERO, Number

_FINDERS = (Finder("Porism (elimination)", "porism.symbolic.proposals.systems:proposals"),)
MAX_EQUATIONS = 60


def solve_system(
    equations: Iterable[Any],  # Any: sympy ships no types
    unknowns: Iterable[Any] | None = None,
    domain: Literal["real", "complex"] | None = None,
    *,
    mode: Literal["generic", "complete"] = "generic",
    assume: Iterable[Any] = (),
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """All solutions of equations (`Eq`, expressions that are to be 0, texts) and inequations (`Ne`), proved to be all.

    An unknown ranges over what its symbol's assumptions say, without any over the `domain`, by default the real numbers.
    The other symbols are parameters. A solution with free unknowns stands for all their values in the domain at which its
    terms are defined and lie in the domain. `mode="generic"` takes polynomials in the parameters to be different from 0,
    and states them as `conditions`; `mode="complete"` follows every case, so that a dictionary may also give parameters.
    An empty list is the proof that there is no solution. One equation in one unknown that is not rational is answered by
    `solve`: a list of dictionaries, or a set where there are infinitely many solutions.

    >>> import sympy
    >>> x, y = sympy.symbols("x y")
    >>> result = solve_system([x**2 + y**2 - 5, x*y - 2], [x, y])
    >>> result.value
    [{x: -2, y: -1}, {x: -1, y: -2}, {x: 1, y: 2}, {x: 2, y: 1}]
    >>> result.status, result.complete
    ('proved', 'complete')

    References: D. Cox, J. Little, D. O'Shea (2015), Ideals, Varieties, and Algorithms, ch. 2-4.
    """
    if mode not in ("generic", "complete"):
        raise FormatError(f"expected mode='generic' or mode='complete', found {mode!r}")
    if domain not in (None, "real", "complex"):
        raise FormatError(f"expected domain='real' or domain='complex', found {str(domain)[:60]!r}")
    pairs = _relations(equations)
    names = _unknowns(pairs, unknowns)
    text = f"solve_system([{', '.join(f'{a} {k} {b}' for k, a, b in pairs)}], [{', '.join(map(str, names))}])"
    sides = [side for _, a, b in pairs for side in (a, b)]
    try:
        asked = read("solve_system", [*sides, *names], assume)
    except UnsupportedError as error:
        if any(map(is_no_number, sides)):
            raise
        return Result(text, None, (), "", 0.0, f"unsupported: {error}")
    terms, found = asked.terms[: len(sides)], asked.terms[len(sides) :]
    stated = tuple(relation(k, terms[2 * i], terms[2 * i + 1]) for i, (k, _, _) in enumerate(pairs))
    scope = _scope(asked.scope, asked.symbols, domain)
    listed = tuple(unknown_name(t, "solve_system") for t in found)
    if len(stated) == 1 and len(listed) == 1 and not _is_rational(stated[0], listed[0]):
        return _by_solve(pairs[0], names[0], domain, mode, assume, timeout_s, memory_mb, kernel)
    question = SystemQuestion(_without_duplicates(stated), listed, scope, tuple(asked.symbols.items()), mode)
    return answered(text, _FINDERS, (question,), timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)


def _is_rational(stated: Relation, name: str) -> bool:
    import sympy

    from porism.symbolic.sympy_bridge import to_sympy

    sides = (to_sympy(side) for side in (stated.left, stated.right))
    return stated.kind != "==" or all(side.is_rational_function(sympy.Symbol(name)) for side in sides)


def _by_solve(pair: tuple[str, Any, Any], name: Any, *options: Any) -> Result:
    """One equation in one unknown that elimination does not read: the answer of `solve`, each solution a dictionary."""
    import sympy

    from porism.solving import solve

    domain, mode, assume, timeout_s, memory_mb, kernel = options
    _, left, right = pair
    is_text = isinstance(left, str) or isinstance(right, str)
    equation = f"{left} == {right}" if is_text else sympy.Eq(left, right, evaluate=False)
    found = solve(
        equation,
        name,
        domain,
        mode=mode,
        assume=assume,
        timeout_s=timeout_s,
        memory_mb=memory_mb,
        kernel=kernel,
    )
    if isinstance(found.value, list) and not any(isinstance(v, tuple) for v in found.value):
        unknown = sympy.Symbol(name) if isinstance(name, str) else name
        return replace(found, value=[{unknown: v} for v in found.value])
    return found


def _relations(equations: Any) -> list[tuple[str, Any, Any]]:
    """(kind, left, right) for each equation or inequation."""
    if isinstance(equations, str) or not isinstance(equations, Iterable):
        raise FormatError(f"expected a list of equations, found {str(equations)[:60]!r}; write [equation, …]")
    given = list(equations)
    if not 0 < len(given) <= MAX_EQUATIONS:
        raise FormatError(
            f"expected 1 to {MAX_EQUATIONS} equations, found {len(given)}; give the equations as a list"
        )
    return [_relation(e) for e in given]


def _relation(equation: Any) -> tuple[str, Any, Any]:
    import sympy
    from sympy.core.relational import Relational
    from sympy.logic.boolalg import BooleanAtom

    match equation:
        case sympy.Eq():
            return "==", equation.lhs, equation.rhs
        case sympy.Ne():
            return "!=", equation.lhs, equation.rhs
        case Relational():
            raise UnsupportedError(
                f"a system has equations and `Ne`, found {equation}; inequalities in one unknown are solve_inequality's"
            )
        case bool() | BooleanAtom():
            raise FormatError(
                f"expected an equation, found {equation}: SymPy or Python has evaluated it; write Eq(a, b, evaluate=False)"
            )
        case str():
            left, sign, right = equation.partition(
                "!=" if "!=" in equation else "==" if "==" in equation else "="
            )
            if any(c in left + right for c in "<>=!"):
                raise FormatError(f"expected one equation in a text, found {equation[:60]!r}")
            return ("!=" if sign == "!=" else "=="), left.strip(), right.strip() or "0"
        case _:
            return "==", equation, sympy.Integer(0)


def _unknowns(pairs: list[tuple[str, Any, Any]], given: Any) -> list[Any]:
    import sympy

    if given is None:
        free = {s for _, a, b in pairs for side in (a, b) for s in getattr(side, "free_symbols", ())}
        if not free:
            raise FormatError(
                "solve_system needs to know the unknowns; write solve_system(equations, [x, y])"
            )
        return sorted(free, key=str)
    names = [given] if isinstance(given, sympy.Symbol | str) else list(given)
    if not names or any(not isinstance(x, sympy.Symbol | str) for x in names):
        raise FormatError(f"expected symbols as unknowns, found {str(given)[:60]!r}; write [x, y]")
    if len({str(x) for x in names}) != len(names):
        raise FormatError(f"an unknown is listed twice in {str(given)[:60]}; name each once")
    return names


def _scope(scope: Scope, symbols: dict[str, Any], domain: str | None) -> Scope:
    """The scope, with complex numbers for the symbols without assumptions where that is asked for."""
    if domain == "complex":
        for name, symbol in symbols.items():
            if scope.domain(name).name == "real" and getattr(symbol, "is_real", None) is None:
                scope = scope.where(name, Domain("complex"))
    if domain == "real":
        for name in symbols:
            if scope.domain(name).name == "complex":
                scope = scope.where(name, Domain("real"))
    return scope


def _without_duplicates(stated: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Each relation once, and none that says 0 == 0, unless that is all."""
    kept = [
        r
        for r in dict.fromkeys(stated)
        if not (r.kind == "==" and r.left == r.right and isinstance(r.left, Number))
    ]
    return tuple(kept) or (relation("==", ZERO, ZERO),)
