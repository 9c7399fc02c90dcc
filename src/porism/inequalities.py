"""Inequalities in one real unknown, solved with proofs: `solve_inequality(relations, x)`, and systems of them.

    relations ──► breakpoints and a sign chart, in a worker ──► truth on each piece proved ──► the set, no more and no less

The answer is a SymPy set, as `solveset` over the reals gives it; `.as_relational(x)` is what `reduce_inequalities` gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from porism.answers import Finder, answered
from porism.question import is_no_number, read
from porism.result import Result
from porism.stages import AskedKernel
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.parse import parse_domain, parse_relation
from porism.symbolic.proposals.inequalities import InequalityQuestion
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import Apply, Term, subterms, variables
from porism.symbolic.text import term_text
from porism.systems import solve_system

_FINDERS = (Finder("Porism (sign chart)", "porism.symbolic.proposals.inequalities:proposals"),)
MAX_RELATIONS = 30


def solve_inequality(
    relations: Any,  # Any: sympy ships no types
    x: Any = None,
    domain: Any = None,
    *,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The set of real x at which a relation, or all relations of a list, are defined and hold, proved to be that set.

    Relations are SymPy's `<`, `<=`, `>`, `>=`, `Ne` and `Eq`, an `And` of them, or texts. A point at which something has no
    value, or at which a side of an order is not real, does not belong to the set: `sqrt(x) < 1` holds on [0, 1).
    `domain` is an `Interval`, `S.Reals` or a text such as `"(0, oo)"`; by default what the symbol's assumptions say.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = solve_inequality((x - 1)/(x + 2) >= 0, x)
    >>> result.value, result.status, result.complete
    (Union(Interval.open(-oo, -2), Interval(1, oo)), 'proved', 'complete')
    """
    stated = [_relation(r) for r in _flattened(relations)]
    if not 0 < len(stated) <= MAX_RELATIONS:
        raise FormatError(f"expected 1 to {MAX_RELATIONS} relations, found {len(stated)}")
    sides = [side for _, a, b in stated for side in (a, b)]
    unknown = _unknown(sides, x)
    text = f"solve_inequality([{', '.join(f'{a} {k} {b}' for k, a, b in stated)}], {unknown})"
    try:
        asked = read("solve_inequality", [*sides, unknown])
    except UnsupportedError as error:
        if any(map(is_no_number, sides)):
            raise
        return Result(text, None, (), "", 0.0, f"unsupported: {error}")
    terms, name = asked.terms[:-1], str(asked.terms[-1])
    if others := frozenset.union(*map(variables, terms)) - {name}:
        listed = ", ".join(sorted(others))
        return Result(text, None, (), "", 0.0, f"unsupported: an inequality with the parameter {listed}")
    scope = _scope(asked.scope, name, domain)
    if None in scope.domain(name).bounds()[:2] and (periodic := _periodic(terms, name)):
        reason = f"unsupported: {periodic} on an unbounded domain; give a bounded interval"
        return Result(text, None, (), "", 0.0, reason)
    found = tuple(relation(k, terms[2 * i], terms[2 * i + 1]) for i, (k, _, _) in enumerate(stated))
    question = InequalityQuestion(found, name, scope, asked.symbols[name])
    return answered(text, _FINDERS, (question,), timeout_s=timeout_s, memory_mb=memory_mb, kernel=kernel)


def other_question(given: Any, x: Any, domain: Any, **options: Any) -> Result | None:
    """The answer to what is no single equation: a relation or a list, for `solve`; None where it is one equation.

    A list with an order relation is a system of inequalities, any other list a system of equations.
    """
    import sympy
    from sympy.core.relational import Relational

    many = isinstance(given, list | tuple | set | sympy.And)
    parts = list(given.args if isinstance(given, sympy.And) else given) if many else [given]
    orders = any(
        (isinstance(p, Relational) and not isinstance(p, sympy.Eq | sympy.Ne))
        or isinstance(p, sympy.And)
        or (isinstance(p, str) and bool(set("<>") & set(p)))
        for p in parts
    )
    if orders or (not many and isinstance(given, sympy.Ne)):
        unknown = x[0] if isinstance(x, list | tuple) and len(x) == 1 else x
        kept = {k: v for k, v in options.items() if k in ("timeout_s", "memory_mb", "kernel")}
        return solve_inequality(parts, unknown, domain, **kept)
    if many:
        return solve_system(parts, x, domain, **options)
    return None


def _flattened(given: Any) -> Iterable[Any]:
    import sympy

    if isinstance(given, list | tuple | set):
        for part in given:
            yield from _flattened(part)
    elif isinstance(given, sympy.And):
        yield from given.args
    else:
        yield given


def _relation(given: Any) -> tuple[str, Any, Any]:
    from sympy.core.relational import Relational
    from sympy.logic.boolalg import BooleanAtom

    match given:
        case Relational():
            return given.rel_op, given.lhs, given.rhs
        case bool() | BooleanAtom():
            raise FormatError(
                f"expected a relation, found {given}: SymPy or Python has evaluated it; write Le(a, b, evaluate=False)"
            )
        case str():
            kind, left, right = parse_relation(given)
            return kind, term_text(left), term_text(right)
        case _:
            raise FormatError(f"expected a relation such as x**2 < 2, found {str(given)[:60]!r}")


def _unknown(sides: list[Any], x: Any) -> Any:
    import sympy

    if x is not None:
        if not isinstance(x, sympy.Symbol | str):
            raise FormatError(
                f"expected a symbol as the unknown, found {str(x)[:60]!r}; write solve_inequality(r, x)"
            )
        return x
    free = sorted({s for side in sides for s in getattr(side, "free_symbols", ())}, key=str)
    if len(free) != 1:
        raise FormatError("solve_inequality needs to know the unknown; write solve_inequality(relation, x)")
    return free[0]


def _periodic(terms: tuple[Term, ...], name: str) -> Term | None:
    """A trigonometric function of the unknown, if one occurs."""
    for part in (p for t in terms for p in subterms(t)):
        match part:
            case Apply("sin" | "cos" | "tan" | "cot" | "sec" | "csc", argument) if name in variables(
                argument
            ):
                return part
            case _:
                pass
    return None


def _scope(scope: Scope, name: str, given: Any) -> Scope:
    """The scope with the unknown's domain."""
    import sympy

    from porism.symbolic.sympy_bridge import from_sympy

    own = scope.domain(name)
    if own.name == "complex":
        scope, own = scope.where(name, Domain("real")), Domain("real")
    match given:
        case None | "real":
            return scope
        case sympy.Interval():
            ends: list[Term | None] = [
                None if end.is_infinite else from_sympy(end) for end in (given.start, given.end)
            ]
            wanted = interval(ends[0], ends[1], not given.left_open, not given.right_open)
        case str():
            wanted = parse_domain(given)
        case _ if given is sympy.S.Reals:
            return scope
        case _:
            raise FormatError(
                f"expected an Interval, S.Reals or a text such as '(0, oo)', found {str(given)[:60]!r}"
            )
    if not wanted.is_real:
        raise FormatError(f"an inequality is about real numbers, found the domain {wanted}")
    if own.name != "real":
        raise FormatError(f"{name} is {own} by its assumptions; give the domain with a plain symbol")
    return scope.where(name, wanted)
