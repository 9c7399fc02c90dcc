"""Between SymPy and the term language, both ways; the only module of the language that imports SymPy.

`from_sympy` reads a SymPy tree node by node against a table and refuses what is not in it; floats are refused, because
a claim is exact. `to_sympy` builds with or without SymPy's automatic evaluation: with it for computing, without it for
showing a claim as it was stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, assert_never

import sympy
from sympy.core.relational import Relational

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ABBREVIATIONS,
    FUNCTIONS,
    HALF,
    ONE,
    PI,
    ZERO,
    Apply,
    Constant,
    Derivative,
    E,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    is_variable_name,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)
from porism.symbolic.text import written_order

_ABBREVIATED: tuple[Any, ...] = tuple(
    function for name in ABBREVIATIONS if isinstance(function := getattr(sympy, name), type)
)
_OTHER_NAMES = {
    "abs": sympy.Abs,
    "dilog": lambda z, evaluate: sympy.polylog(2, z, evaluate=evaluate),
    "LambertWm1": lambda z, evaluate: sympy.LambertW(z, -1, evaluate=evaluate),
    "digamma": lambda z, evaluate: sympy.polygamma(0, z, evaluate=evaluate),
}
_SYMPY_FUNCTIONS: dict[str, Any] = {
    name: _OTHER_NAMES.get(name) or getattr(sympy, name) for name in FUNCTIONS
}
_NAMES = {function: name for name, function in _SYMPY_FUNCTIONS.items()}
_RELATIONS = {"==": sympy.Eq, "!=": sympy.Ne, "<=": sympy.Le, "<": sympy.Lt}
_SYMPY_CONSTANTS = {"pi": sympy.pi, "e": sympy.E, "i": sympy.I}
# From the narrowest to the widest: what SymPy knows of the symbol, its domain, and a hypothesis `symbol kind 0`.
_ASSUMED: tuple[tuple[tuple[str, ...], Domain, str | None], ...] = (
    (("integer", "positive"), Domain("natural"), "!="),
    (("integer", "negative"), Domain("integer"), "<"),
    (("integer", "nonnegative"), Domain("natural"), None),
    (("integer", "nonpositive"), Domain("integer"), "<="),
    (("integer", "nonzero"), Domain("integer"), "!="),
    (("integer",), Domain("integer"), None),
    (("positive",), Domain("positive"), None),
    (("negative",), interval(None, ZERO, False, False), None),
    (("nonnegative",), Domain("nonnegative"), None),
    (("nonpositive",), interval(None, ZERO, False, True), None),
    (("real", "nonzero"), Domain("nonzero"), None),
    (("real",), Domain("real"), None),
    (("complex",), Domain("complex"), None),
    ((), Domain("real"), None),
)
_EMPTY_FACTS = {
    "finite",
    "infinite",
    "hermitian",
}  # true of all numbers that a claim speaks about, or about order only


def from_sympy(expression: Any) -> Term:  # Any: sympy ships no types
    """The term of a SymPy expression.

    >>> print(from_sympy(sympy.Symbol("x") / 2 + sympy.pi))
    x/2 + pi
    """
    match expression:
        case bool():
            return _special(expression)
        case int():
            return number(expression)
        case sympy.Rational():
            return number(Fraction(int(expression.p), int(expression.q)))
        case sympy.Symbol():
            return Variable(_variable_name(expression))
        case sympy.Add():
            return add(*map(from_sympy, expression.args))
        case sympy.Mul():
            return multiply(*map(from_sympy, expression.args))
        case sympy.exp():
            return Apply("exp", from_sympy(expression.args[0]))
        case sympy.Pow():
            return power(*map(from_sympy, expression.args))
        case sympy.Derivative() if len(expression.variables) == 1:
            return Derivative(from_sympy(expression.expr), _variable_name(expression.variables[0]))
        case sympy.Derivative():
            inner = from_sympy(expression.expr)
            for variable in expression.variables:
                inner = Derivative(inner, _variable_name(variable))
            return inner
        case sympy.Float():
            raise UnsupportedError(
                f"the float {expression} is not exact; write a Rational, or nsimplify it yourself"
            )
        case _:
            return _special(expression)


def _special(expression: Any) -> Term:
    if expression is sympy.pi:
        return PI
    if expression is sympy.E:
        return E
    if expression is sympy.I:
        return I
    if expression is sympy.GoldenRatio:
        return divide(add(ONE, square_root(number(5))), number(2))
    if isinstance(expression, sympy.LambertW) and expression.args[1:] == (-1,):
        return Apply("LambertWm1", from_sympy(expression.args[0]))
    if isinstance(expression, sympy.polygamma) and expression.args[0] == 0:
        return Apply("digamma", from_sympy(expression.args[1]))
    if isinstance(expression, _ABBREVIATED):
        return ABBREVIATIONS[expression.func.__name__](from_sympy(expression.args[0]))
    if isinstance(expression, sympy.polylog) and expression.args[0] in (1, 2):
        z = from_sympy(expression.args[1])
        return Apply("dilog", z) if expression.args[0] == 2 else negate(Apply("log", subtract(ONE, z)))
    if isinstance(expression, sympy.Li):  # the offset one, 0 at 2
        return subtract(Apply("li", from_sympy(expression.args[0])), Apply("li", number(2)))
    if (
        isinstance(expression, sympy.Expr)
        and len(expression.args) == 1
        and (name := _NAMES.get(expression.func))
    ):
        return Apply(name, from_sympy(expression.args[0]))
    text = str(expression)
    raise UnsupportedError(
        f"{text[:80]} is not in the claim language ({type(expression).__name__}); see docs/language.md"
    )


def to_sympy(term: Term, symbols: dict[str, Any] | None = None, evaluate: bool = True) -> Any:
    """The SymPy expression of a term; `symbols` gives the symbol of each variable (default: no assumptions).

    With `evaluate=False` nothing is simplified on the way, so `x/x` keeps its shape.
    """
    known = symbols or {}

    def build(t: Term) -> Any:
        match t:
            case Number(value):
                return sympy.Rational(value.numerator, value.denominator)
            case Constant(name):
                return _SYMPY_CONSTANTS[name]
            case Variable(name):
                return known.get(name) or sympy.Symbol(name)
            case Power(base, exponent):
                if exponent == HALF:
                    return sympy.sqrt(build(base), evaluate=evaluate)
                return sympy.Pow(build(base), build(exponent), evaluate=evaluate)
            case Apply(function, argument):
                return _SYMPY_FUNCTIONS[function](build(argument), evaluate=evaluate)
            case Product(factors):
                return sympy.Mul(*map(build, factors), evaluate=evaluate)
            case Sum(terms):
                return sympy.Add(*map(build, written_order(terms)), evaluate=evaluate)
            case Derivative(expression, variable):
                derivative = sympy.Derivative(
                    build(expression), known.get(variable) or sympy.Symbol(variable)
                )
                return derivative.doit() if evaluate else derivative
            case _:
                assert_never(t)

    return build(term)


def symbol(name: str, domain: Domain) -> Any:
    """The SymPy symbol with the assumptions that a domain implies."""
    assumptions: dict[str, bool] = {}
    match domain.name:
        case "complex":
            pass
        case "natural":
            assumptions = {"integer": True, "nonnegative": True}
        case "nonzero":
            assumptions = {"real": True, "nonzero": True}
        case "interval":
            assumptions = {_sign_on(domain): True}
        case name_of_assumption:
            assumptions = {name_of_assumption: True}
    return sympy.Symbol(name, **assumptions)


def _sign_on(domain: Domain) -> str:
    """The assumption that SymPy can make of a member of an interval."""
    low, high = (end.value if isinstance(end, Number) else None for end in (domain.low, domain.high))
    if low is not None and (low > 0 or (low == 0 and not domain.low_closed)):
        return "positive"
    if high is not None and (high < 0 or (high == 0 and not domain.high_closed)):
        return "negative"
    return "nonnegative" if low == 0 else "nonpositive" if high == 0 else "real"


def claim_from_sympy(statement: Any, assume: Sequence[Any] = ()) -> Claim:
    """The claim of a SymPy relation, with domains from the symbols' assumptions (real where there are none)."""
    relations = [statement, *assume]
    for candidate in relations:
        if not isinstance(candidate, Relational):
            raise UnsupportedError(
                "expected a SymPy relation such as Eq(sin(x)**2 + cos(x)**2, 1, evaluate=False), "
                f"found {str(candidate)[:80]}"
            )
    stated, *hypotheses = (relation(r.rel_op, from_sympy(r.lhs), from_sympy(r.rhs)) for r in relations)
    domains = dict[str, Domain]()
    for variable in sorted({s for r in relations for s in r.free_symbols}, key=str):
        name = _variable_name(variable)
        if name in domains:
            raise UnsupportedError(f"two different symbols are called {name}; rename one of them")
        domains[name], kind = _assumed(variable)
        if kind is not None:
            hypotheses.append(relation(kind, Variable(name), ZERO))
    return Claim.make(stated, domains, hypotheses)


def claim_to_sympy(claim: Claim) -> Any:
    """The claim's relation, unevaluated."""
    return relation_to_sympy(claim.relation, {name: symbol(name, domain) for name, domain in claim.variables})


def relation_to_sympy(stated: Relation, symbols: dict[str, Any] | None = None) -> Any:
    """The relation, unevaluated, over these symbols (default: without assumptions)."""
    sides = (to_sympy(side, symbols, evaluate=False) for side in (stated.left, stated.right))
    return _RELATIONS[stated.kind](*sides, evaluate=False)


def term_latex(term: Term) -> str:
    """The term in LaTeX, as it was stated."""
    return str(sympy.latex(to_sympy(term, evaluate=False)))


def relation_latex(stated: Relation) -> str:
    """The relation in LaTeX, as it was stated."""
    sign = {"==": "=", "!=": r"\neq", "<=": r"\leq", "<": "<"}[stated.kind]
    return f"{term_latex(stated.left)} {sign} {term_latex(stated.right)}"


def symbol_domain(variable: Any) -> tuple[Domain, str | None]:
    """The domain that a symbol's assumptions describe, exactly, perhaps with a hypothesis `symbol kind 0`."""
    return _assumed(variable)


def symbols_scope(symbols: Iterable[Any]) -> Scope:
    """The scope that the assumptions of symbols describe; two different symbols of one name are refused."""
    domains, hypotheses = dict[str, Domain](), list[Relation]()
    for variable in sorted(set(symbols), key=str):
        name = _variable_name(variable)
        if name in domains:
            raise UnsupportedError(f"two different symbols are called {name}; rename one of them")
        domains[name], kind = _assumed(variable)
        if kind is not None:
            hypotheses.append(relation(kind, Variable(name), ZERO))
    return Scope.of(domains, tuple(hypotheses))


def _assumed(variable: Any) -> tuple[Domain, str | None]:
    """The domain that a symbol's assumptions describe, exactly, perhaps with a hypothesis `symbol kind 0`."""
    if variable.is_commutative is False:
        raise UnsupportedError(f"{variable} does not commute; the symbols of a claim stand for numbers")
    facts, domain, kind = next(
        row for row in _ASSUMED if all(getattr(variable, f"is_{fact}") for fact in row[0])
    )
    described = sympy.Symbol("x", **dict.fromkeys(facts, True)).assumptions0
    known = variable.assumptions0
    extra = [fact for fact in known if fact not in described and fact not in _EMPTY_FACTS]
    if extra:
        named = min(extra, key=lambda fact: (not known[fact], fact != "real", fact))
        found = f"{variable} is {'' if known[named] else 'not '}{named}"
        raise UnsupportedError(f"no domain says that {found}; leave that out or state a hypothesis")
    return domain, kind


def _variable_name(variable: Any) -> str:
    name = str(variable.name).strip("\\").replace("{", "").replace("}", "")
    if not is_variable_name(name):
        raise UnsupportedError(
            f"the symbol {str(variable.name)[:60]!r} cannot be a variable of a claim; rename it"
        )
    return name
