"""Trusted: limits, from a finder's tree of rules; the value is computed on the way up, never taken from the finder.

    data = {"sample": {parameter: number}, "trees": [tree, …]}      one tree for each side of the statement

    ["expand", precision]             asymptotic expansion (`symbolic/expansion.py`); obligations on constants only
    ["parts", tree, …]                limits of the parts of a sum, product, power or function; no indeterminate forms
    ["equal", g, near, tree]          f = g near the point, and the limit of g
    ["between", g, h, near, s, t]     g ≤ f ≤ h near the point, lim g = lim h
    ["null", h, near, tree]           |f| ≤ h near the point, h → 0
    ["beyond", g, near, tree]         f ≥ g → ∞, or f ≤ g → −∞
    ["hospital", u, v, du, dv, near, s, t, tree]
                                      f = u/v, both real and differentiable, du = u′, dv = v′ ≠ 0; u, v → 0 or |v| → ∞;
                                      the limit of du/dv
    ["substitute", y, g, h, side, near, s, t]
                                      f(x) = g(h(x)) near the point, h → q and h > q (side +) or h < q (−) there;
                                      the limit of g(y) as y → q from that side

`near` is a rational d: the claims are made for all x with 0 < |x − p| < d on the side in question, or for all x > d (at
−∞: x < −d). What an expansion needs to know of its constants is guessed at the sample and becomes obligations here.

Not done: uniformity in parameters. That a limit does not exist is a statement of its own (`no_limit.py`).

References: W. Rudin (1976), Principles of Mathematical Analysis, §4 and Theorem 5.13; D. Gruntz (1996).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.expansion import Decisions, Expander, NoExpansion, place
from porism.symbolic.extended import Extended
from porism.symbolic.limit_arithmetic import limit_of_parts
from porism.symbolic.statements.limit import Limit, Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ZERO,
    Apply,
    Derivative,
    Term,
    Variable,
    add,
    children,
    divide,
    from_json,
    is_variable_name,
    number,
    substitute,
    subterms,
    variables,
)

MAX_PRECISION: Final = 40
MAX_TREE: Final = 200  # rules in one tree


@dataclass(frozen=True)
class Approach:
    """x → `centre` from the side `sign`, or x → sign·∞ where the centre is None; what is claimed of x near there."""

    scope: Scope
    variable: str
    centre: Term | None
    sign: int

    def near(self, data: Any) -> Scope:
        """The scope in which x is near the point; `data` is the rational d of the module's head."""
        d = plain_fraction(data)
        if self.centre is None:
            end = number(d * self.sign)
            low, high = (end, None) if self.sign > 0 else (None, end)
            return self.scope.where(self.variable, interval(low, high, False, False))
        if d <= 0:
            raise Refused("a neighbourhood has a positive radius")
        ends = sorted((0, self.sign))
        left, right = (self.centre if e == 0 else add(self.centre, number(d * e)) for e in ends)
        return between(self.scope, self.variable, left, right)


def between(scope: Scope, variable: str, low: Term | None, high: Term | None) -> Scope:
    """The scope in which low < x < high; ends with parameters make hypotheses, since a domain's ends are numbers."""
    if not any(end is not None and variables(end) for end in (low, high)):
        return scope.where(variable, interval(low, high, False, False))
    x, free = Variable(variable), scope.where(variable, Domain("real"))
    above = () if low is None else (relation("<", low, x),)
    below = () if high is None else (relation("<", x, high),)
    return free.assuming(*above, *below)


def obligations(statement: Limit, data: Any) -> Iterator[Obligation]:
    """The obligations of each side's tree, and that the value it gives is the stated one."""
    decisions = decisions_of(data, statement.scope)
    approaches = list(approaches_of(statement))
    for approach, tree in zip(approaches, data["trees"], strict=True):
        found: list[Obligation] = []
        reached, _ = tends(statement.expression, tree, approach, decisions, found)
        yield from found
        yield from equal(reached, statement.value, statement.scope)
    yield from (Obligation(statement.scope.claim(need)) for need in decisions.needs)


def decisions_of(data: Any, scope: Scope) -> Decisions:
    """Guesses at the finder's sample of the parameters."""
    sample: Mapping[str, Any] = data.get("sample", {})
    return Decisions({str(name): number(plain_fraction(q)) for name, q in sample.items()})


def approaches_of(statement: Limit) -> Iterator[Approach]:
    """The one-sided approaches that the statement is about."""
    return approaches(statement.scope, statement.variable, statement.point, statement.side, statement.value)


def approaches(scope: Scope, x: str, point: Extended, side: Side, *free: Extended) -> Iterator[Approach]:
    """x → point from the side or sides; neither the point nor what is `free` of x depends on x."""
    check_variable(scope, x, point, *free)
    if isinstance(point, str):
        if side != ("-" if point == "oo" else "+"):
            raise Refused(f"{point} is not approached from the side {side}")
        yield Approach(scope, x, None, 1 if point == "oo" else -1)
    else:
        for sign in {"+": (1,), "-": (-1,), "+-": (1, -1)}[side]:
            yield Approach(scope, x, point, sign)


def check_variable(scope: Scope, x: str, *ends: Extended) -> None:
    """Refuse a variable that is also a parameter."""
    inside = [t for h in scope.hypotheses for t in (h.left, h.right)]
    if any(x in variables(t) for t in (*inside, *ends) if not isinstance(t, str)):
        raise Refused(f"{x} is the variable of the limit and occurs in a point, a value or a hypothesis")
    if any(not d.is_real and n == x for n, d in scope.variables):
        raise Refused(f"{x} is not real")


def equal(reached: Extended, stated: Extended, scope: Scope) -> Iterator[Obligation]:
    """That two values are the same."""
    if isinstance(reached, str) or isinstance(stated, str):
        if reached != stated:
            raise Refused(f"the value is {reached}, not {stated}")
    else:
        yield Obligation(scope.claim(relation("==", reached, stated)))


def tends(
    term: Term, tree: Any, at: Approach, decisions: Decisions, found: list[Obligation], depth: int = 0
) -> tuple[Extended, bool]:
    """The limit of `term` by `tree`, and whether the term is seen to be real near there; adds obligations to `found`."""
    if depth > MAX_TREE or len(found) > 4 * MAX_TREE:
        raise Refused("a tree of limits that is too large")
    if any(isinstance(p, Derivative) for p in subterms(term)):
        raise Refused("the limit of a derivative that is not carried out")

    def claim(kind: str, left: Term, right: Term, near: Scope) -> None:
        found.append(Obligation(near.claim(relation(kind, left, right)), everywhere=True))

    def limit(part: Term, subtree: Any) -> tuple[Extended, bool]:
        return tends(part, subtree, at, decisions, found, depth + 1)

    match tree:
        case ["expand", precision]:
            return _expanded(term, plain_fraction(precision), at, decisions)
        case ["parts", *subtrees]:
            reached = [limit(part, subtree) for part, subtree in zip(children(term), subtrees, strict=True)]
            try:
                return limit_of_parts(term, reached, decisions)
            except NoExpansion as error:
                raise Refused(str(error)) from error
        case ["equal", g, near, subtree]:
            claim("==", term, from_json(g), at.near(near))
            return limit(from_json(g), subtree)
        case ["between", low, high, near, first, second]:
            claim("<=", from_json(low), term, at.near(near))
            claim("<=", term, from_json(high), at.near(near))
            (a, _), (b, _) = limit(from_json(low), first), limit(from_json(high), second)
            found.extend(equal(a, b, at.scope))
            return a, True
        case ["null", bound, near, subtree]:
            claim("<=", Apply("abs", term), from_json(bound), at.near(near))
            found.extend(equal(limit(from_json(bound), subtree)[0], ZERO, at.scope))
            return ZERO, False
        case ["beyond", bound, near, subtree]:
            reached_bound, _ = limit(from_json(bound), subtree)
            if not isinstance(reached_bound, str):
                raise Refused("the bound has a finite limit")
            ends = (from_json(bound), term) if reached_bound == "oo" else (term, from_json(bound))
            claim("<=", *ends, at.near(near))
            return reached_bound, True
        case ["hospital", *data]:
            u, v, du, dv = map(from_json, data[:4])
            near, first, second, subtree = at.near(data[4]), *data[5:]
            claim("==", term, divide(u, v), near)
            for f, df in ((u, du), (v, dv)):
                claim("<=", f, f, near)
                claim("==", Derivative(f, at.variable), df, near)
            claim("!=", dv, ZERO, near)
            top, bottom = (None if t is None else limit(f, t)[0] for f, t in ((u, first), (v, second)))
            if not isinstance(bottom, str):
                if top is None or bottom is None:
                    raise Refused("L'Hospital's rule needs the limits of both")
                found.extend((*equal(top, ZERO, at.scope), *equal(bottom, ZERO, at.scope)))
            return limit(divide(du, dv), subtree)[0], True
        case ["substitute", str(y), *data]:
            g, h, side, near, *trees = from_json(data[0]), from_json(data[1]), *data[2:]
            tree_of_h, tree_of_g = trees
            inner = _inner(y, term, h, limit(h, tree_of_h)[0], side, at)
            if inner.centre is not None:
                claim("<", *((inner.centre, h) if side == "+" else (h, inner.centre)), at.near(near))
            claim("==", term, substitute(g, {y: h}), at.near(near))
            return tends(g, tree_of_g, inner, decisions, found, depth + 1)
        case _:
            raise Refused(f"unknown rule {str(tree)[:60]}")


def _inner(y: str, term: Term, h: Term, centre: Extended, side: Any, at: Approach) -> Approach:
    """y → the limit of h from the side that h is on; y is new."""
    used = at.scope.names(term, h) | {at.variable}
    if at.centre is not None:
        used |= variables(at.centre)
    if not is_variable_name(y) or y in used or side not in ("+", "-"):
        raise Refused(f"{y[:40]} cannot be substituted from the side {str(side)[:40]}")
    if isinstance(centre, str):
        return Approach(at.scope, y, None, 1 if centre == "oo" else -1)
    if y in variables(centre) or at.variable in variables(centre):
        raise Refused("the limit of what is substituted depends on a variable")
    return Approach(at.scope, y, centre, 1 if side == "+" else -1)


def _expanded(term: Term, precision: Fraction, at: Approach, decisions: Decisions) -> tuple[Extended, bool]:
    if not 0 < precision <= MAX_PRECISION:
        raise Refused(f"a precision beyond {MAX_PRECISION}")
    try:
        expander = Expander(precision, decisions, at.variable, place(at.centre, at.sign, decisions))
        expansion = expander.expansion(term)
        return expander.limit(expansion), expansion.real
    except NoExpansion as error:
        raise Refused(str(error)) from error
