"""Trusted: each member of a family solves the equation.

For every value of the parameters in the scope and every value of the bound variables in their domains that satisfies the
conditions and provisos: the value lies in the unknown's domain, it satisfies the scope's hypotheses, and both sides of the
equation are defined and equal there. A bound variable that stands for an algebraic number has to exist: its polynomial
has exactly one root in its interval (Sturm). For `exactly_one` the equation has exactly one solution in the interval, by a
change of sign and a derivative without a zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from porism.provers.calculus.enclosures import Difference
from porism.provers.calculus.isolation import coefficients_of, roots_between, sturm_sequence
from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    number,
    power,
    substitute,
)
from porism.symbolic.term import variables as free_names

MAX_MODULUS: Final = 24


def obligations(statement: Solution, data: Any) -> Iterator[Obligation]:
    """That every member of the family is a solution.

    `data` may name a `modulus` m, then the integers n of the family are treated as m·n + j for each j, and `steady`
    conditions: for t = t(n) it is shown that t² does not depend on n and that t(0) ≠ 0, so that t ≠ 0. Those that stand
    `apart` are shown by a claim each, or, with another term u, by the two claims t = u and u ≠ 0.
    """
    family, x = statement.family, statement.unknown
    require_fresh(statement, family)
    domains = {name: d for name, d in statement.scope.variables if name != x} | dict(family.bound)
    given = (*statement.scope.hypotheses, *statement.provisos)
    scope = Scope.of(domains, (*(r for r in given if x not in r.variables()), *family.conditions))
    at = {x: family.value}
    for r in membership(family.value, statement.scope.domain(x), scope):
        yield Obligation(scope.claim(r), everywhere=True)
    for r in given:
        if x in r.variables():
            yield Obligation(scope.claim(put(r, at)), everywhere=True)
    if family.exactly_one:
        low, high = enclosing(family)
        if not Difference(statement.left, statement.right, x).has_exactly_one(low, high):
            raise Refused(f"not seen to have exactly one solution in ({low}, {high})")
        return
    for name, domain in family.bound:
        if domain.is_real and not domain.is_discrete and is_algebraic(family, name):
            _exists(family, name, domain)
    equation = relation("==", *(substitute(side, at) for side in (statement.left, statement.right)))
    modulus = 1 if data is None else int(data["modulus"])
    steady = [] if data is None else [int(k) for k in data["steady"]]
    apart = [] if data is None else list(data["apart"])
    if not 1 <= modulus <= MAX_MODULUS or (modulus > 1 and family.conditions):
        raise Refused(f"expected a modulus from 1 to {MAX_MODULUS}")
    integers = [name for name, domain in family.bound if domain.is_discrete]
    for residues in product(range(modulus), repeat=len(integers)):
        classes = {
            name: add(multiply(number(modulus), Variable(name)), number(j))
            for name, j in zip(integers, residues, strict=True)
        }
        yield from _holds(
            put(equation, classes) if modulus > 1 else equation, scope, steady, apart, set(integers)
        )


def _holds(
    equation: Relation, scope: Scope, steady: list[int], apart: list[Any], integers: set[str]
) -> Iterator[Obligation]:
    """That an equation is defined and true on the whole scope."""
    conditions = defining_conditions(Claim.make(equation, dict(scope.variables)))
    chosen = [conditions[k] for k in steady]
    for c in chosen:
        if not c.variables() <= integers:
            raise Refused("only what depends on integers alone is steady")
        start = substitute(c.left, dict.fromkeys(integers, ZERO))
        squares = relation("==", power(c.left, number(2)), power(start, number(2)))
        yield Obligation(scope.claim(squares), everywhere=True)
        yield Obligation(scope.claim(relation("!=", start, ZERO)), everywhere=True)
    for entry in apart:
        k, other = (int(entry[0]), from_json(entry[1])) if isinstance(entry, list) else (int(entry), None)
        if other is None:
            yield Obligation(scope.claim(conditions[k]), everywhere=True)
        else:
            yield Obligation(scope.claim(relation("==", conditions[k].left, other)), everywhere=True)
            yield Obligation(scope.claim(relation("!=", other, ZERO)), everywhere=True)
        chosen.append(conditions[k])
    yield Obligation(scope.assuming(*chosen).claim(equation), everywhere=True)


def require_fresh(statement: Solution | SolutionSet, family: Family) -> None:
    """Bound variables have names of their own, and the value speaks of parameters and bound variables only."""
    bound = [name for name, _ in family.bound]
    stated = (
        relation("==", statement.left, statement.right),
        *statement.scope.hypotheses,
        *statement.provisos,
    )
    used = {name for name, _ in statement.scope.variables} | {statement.unknown}
    used = used.union(*(r.variables() for r in stated))
    if len(set(bound)) < len(bound) or used & set(bound):
        raise Refused("a bound variable of a family has the name of another variable")
    spoken = free_names(family.value).union(*(c.variables() for c in family.conditions))
    if statement.unknown in spoken or spoken - used - set(bound):
        raise Refused("a family speaks of the unknown, or of a variable that nobody knows")


def put(stated: Relation, at: dict[str, Term]) -> Relation:
    """The relation with terms in place of variables."""
    return relation(stated.kind, substitute(stated.left, at), substitute(stated.right, at))


def membership(t: Term, domain: Domain, scope: Scope) -> Iterator[Relation]:
    """Relations that together say that `t` is defined and belongs to `domain`."""
    if domain.is_discrete and not is_integer(t, scope):
        raise Refused(f"{t} is not plainly an integer")
    low, high, low_closed, high_closed = domain.bounds()
    if domain.is_real and low is None and high is None and not is_total(t, scope):
        yield relation("<=", t, t)
    if domain.name == "complex" and not is_total(t, scope):
        yield relation("==", t, t)
    if domain.name == "nonzero":
        yield relation("!=", t, ZERO)
    if low is not None:
        yield relation("<=" if low_closed else "<", low, t)
    if high is not None:
        yield relation("<=" if high_closed else "<", t, high)


def is_integer(t: Term, scope: Scope) -> bool:
    """Whether `t` is made of integers and integer variables by sums, products and natural powers."""
    match t:
        case Number(q):
            return q.denominator == 1
        case Variable(name):
            return scope.domain(name).is_discrete
        case Sum(parts) | Product(parts):
            return all(is_integer(p, scope) for p in parts)
        case Power(base, Number(n)):
            return n.denominator == 1 and n >= 0 and is_integer(base, scope)
        case _:
            return False


def is_total(t: Term, scope: Scope) -> bool:
    """Whether `t` is plainly real, and defined, at every point of the scope."""
    match t:
        case Number():
            return True
        case Constant(name):
            return name != "i"
        case Variable(name):
            return scope.domain(name).is_real
        case Sum(parts) | Product(parts):
            return all(is_total(p, scope) for p in parts)
        case Power(base, Number(n)):
            return n.denominator == 1 and n >= 0 and is_total(base, scope)
        case Apply("exp" | "sin" | "cos" | "sinh" | "cosh" | "abs" | "tanh" | "asinh" | "atan", argument):
            return is_total(argument, scope)
        case Apply("asin" | "acos", argument):  # continuous and real on [−1, 1]
            inside = {relation("<=", MINUS_ONE, argument), relation("<=", argument, ONE)}
            return inside <= set(scope.hypotheses) and is_total(argument, scope)
        case _:
            return False


def is_algebraic(family: Family, name: str) -> bool:
    """Whether a condition of the family says p(name) = 0 for a polynomial p over the rationals."""
    return any(c.kind == "==" and c.variables() == {name} for c in family.conditions)


def enclosing(family: Family) -> tuple[Any, Any]:
    """The rational ends of the interval of an `exactly_one` family."""
    match family:
        case Family(Variable(t), ((name, Domain("interval", Number(low), Number(high))),), ()) if t == name:
            return low, high
        case _:
            raise Refused("a family with exactly one member is a variable in an interval with rational ends")


def _exists(family: Family, name: str, domain: Domain) -> None:
    stated = [c for c in family.conditions if c.kind == "==" and c.variables() == {name}]
    if len(stated) != 1 or stated[0].right != ZERO:
        raise Refused(f"expected one polynomial equation for {name}")
    p = coefficients_of(stated[0].left, name)
    if p is None or not (isinstance(domain.low, Number) and isinstance(domain.high, Number)):
        raise Refused(f"expected a polynomial for {name}, and an interval with rational ends")
    if roots_between(sturm_sequence(p), domain.low.value, domain.high.value) != 1:
        raise Refused(f"the polynomial for {name} does not have exactly one root in its interval")
