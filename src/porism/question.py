"""What a verb is asked: SymPy objects or text, read once into terms, a scope and the symbols for the way back.

    asked = read("simplify", [x/x], assume=[x > 0])        asked.terms, asked.scope, asked.symbols

Domains come from the symbols' assumptions (a symbol without any is real); in text, from `vars`. Numbers are exact: a float
is refused, and a decimal in text, "0.1", is the rational 1/10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import DomainError, FormatError, UnsupportedError
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import Number, Term, Variable, number, variables


@dataclass(frozen=True)
class Question:
    """The terms that were given, the scope of their variables, and SymPy's symbol for each name."""

    terms: tuple[Term, ...]
    scope: Scope
    symbols: dict[str, Any]


def is_no_number(given: Any) -> bool:
    """Whether a float, an infinity or an undefined value stands in it: input that is refused, not merely unsupported."""
    import sympy

    infinite = (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)
    return isinstance(given, float | complex) or (
        isinstance(given, sympy.Basic) and bool(given.atoms(sympy.Float) or given.has(*infinite))
    )


def read(
    verb: str,
    expressions: Sequence[Any],
    assume: Iterable[Any] = (),
    vars: Mapping[str, str] | None = None,
    variables: Iterable[Any] | None = None,
) -> Question:
    """The question; with `variables` given, no other symbol may occur."""
    import sympy

    from porism.symbolic.sympy_bridge import from_sympy

    symbols = dict[str, Any]()
    domains = dict[str, Domain]()
    hypotheses = list[Relation]()
    named = [_variable(v, verb) for v in variables] if variables is not None else None
    stated = [r for given in assume for r in _flattened(given)]
    for symbol in sorted(_symbols([*expressions, *stated, *(named or [])]), key=str):
        # A claim about nothing but the symbol says what its assumptions mean.
        about = Claim.from_sympy(sympy.Eq(symbol, symbol + 1, evaluate=False))
        ((name, domain),) = about.variables
        if name in symbols:
            raise UnsupportedError(f"two different symbols are called {name}; rename one of them")
        symbols[name], domains[name] = symbol, domain
        hypotheses += about.hypotheses
    for name, text in (vars or {}).items():
        if name in symbols:
            raise FormatError(
                f"{name} is a SymPy symbol, which has its domain from its assumptions; leave it out of `vars`"
            )
        domains[name] = parse_domain(text)
    terms = tuple(_term(e, verb) for e in expressions)
    for given in stated:
        if isinstance(given, str):
            hypotheses.append(Relation.parse(given))
        else:
            hypotheses.append(relation(given.rel_op, from_sympy(given.lhs), from_sympy(given.rhs)))
    scope = Scope.of(domains, tuple(dict.fromkeys(hypotheses)))
    used = scope.names(*terms)
    for name in used - set(symbols):
        symbols[name] = sympy.Symbol(name)
    if named is not None:
        allowed = {str(v.name) if not isinstance(v, str) else v for v in named}
        if unknown := sorted(used - allowed):
            raise FormatError(
                f"{', '.join(unknown)} is not among the variables {', '.join(sorted(allowed))}; name every one"
            )
    whole = Scope.of({name: scope.domain(name) for name in used}, scope.hypotheses)
    return Question(terms, with_intervals(whole), {name: symbols[name] for name in used})


def require_oracles(given: Sequence[str] | None, known: Sequence[str]) -> None:
    """Raise `FormatError` if a name that was given is not that of a known oracle."""
    if unknown := [name for name in given or () if name not in known]:
        raise FormatError(f"unknown oracle {unknown[0]!r}; expected some of {', '.join(known)}")


def unknown_name(term: Term, verb: str) -> str:
    """The name of an unknown that was read as a term."""
    if not isinstance(term, Variable):
        raise FormatError(
            f"{verb} expects a symbol as its unknown, found {str(term)[:60]!r}; name one, as in {verb}(..., x)"
        )
    return term.name


def with_intervals(scope: Scope) -> Scope:
    """The same points, with hypotheses that bound one variable by a number moved into its domain.

    >>> str(with_intervals(Scope.of({}, (Relation.parse("x <= 2"), Relation.parse("x > 1")))))
    '  for x ∈ (1, 2]'
    """
    domains, kept = dict(scope.variables), list[Relation]()
    for stated in scope.hypotheses:
        match stated:
            case Relation("<" | "<=" as kind, Variable(name), bound) if not variables(bound):
                smaller = _cut(domains.get(name, Domain("real")), None, bound, kind == "<=")
            case Relation("<" | "<=" as kind, bound, Variable(name)) if not variables(bound):
                smaller = _cut(domains.get(name, Domain("real")), bound, None, kind == "<=")
            case _:
                smaller = None
        if smaller is None:
            kept.append(stated)
        else:
            domains[name] = smaller
    return Scope.of(domains, tuple(kept))


def _cut(domain: Domain, low: Term | None, high: Term | None, closed: bool) -> Domain | None:
    """The part of an interval on one side of a rational number; None where that is not an interval of the language."""
    if domain.name not in ("real", "positive", "nonnegative", "interval"):
        return None
    ends: list[Term | None] = [*domain.bounds()[:2]]
    sides = [*domain.bounds()[2:]]
    for k, (bound, sign) in enumerate(((low, 1), (high, -1))):
        if bound is None:
            continue
        old = ends[k]
        if not isinstance(bound, Number) or not (old is None or isinstance(old, Number)):
            return None
        if old is None or sign * (bound.value - old.value) > 0 or (bound == old and not closed):
            ends[k], sides[k] = bound, closed
    try:
        return interval(ends[0], ends[1], sides[0], sides[1])
    except DomainError:  # empty: stated as it was, so that it can be shown
        return None


def _term(expression: Any, verb: str) -> Term:
    from sympy import Expr
    from sympy.core.relational import Relational

    from porism.symbolic.sympy_bridge import from_sympy

    match expression:
        case str():
            return parse_term(expression)
        case bool() | Relational():
            raise FormatError(f"{verb} expects an expression, found the relation {expression}")
        case int() | Fraction():
            return number(expression)
        case float() | Decimal() | complex():
            raise UnsupportedError(
                f"the float {expression} is not exact; write a Rational or the text '{expression}'"
            )
        case Expr():
            return from_sympy(expression)
        case _:
            raise FormatError(
                f"{verb} expects a SymPy expression or a text, found {str(expression)[:60]!r} ({type(expression).__name__})"
            )


def _flattened(given: Any) -> Iterable[Any]:
    from sympy import And
    from sympy.core.relational import Relational
    from sympy.logic.boolalg import BooleanAtom

    match given:
        case str() | Relational():
            yield given
        case And():
            for part in given.args:
                yield from _flattened(part)
        case bool() | BooleanAtom():
            raise FormatError(
                f"expected a relation, found {given}: SymPy or Python has evaluated it; "
                "write Le(a, b, evaluate=False), or the relation as text"
            )
        case _:
            raise FormatError(f"expected a relation such as x <= 1, found {str(given)[:60]!r}")


def _variable(given: Any, verb: str) -> Any:
    from sympy import Symbol

    if isinstance(given, Symbol) or (isinstance(given, str) and isinstance(parse_term(given), Variable)):
        return given
    raise FormatError(f"{verb} expects symbols as its variables, found {str(given)[:60]!r}")


def _symbols(given: Iterable[Any]) -> set[Any]:
    return {s for e in given for s in getattr(e, "free_symbols", ())}
