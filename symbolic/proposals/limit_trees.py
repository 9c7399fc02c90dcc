"""Trees of limit rules, as `provers/calculus/limit.py` takes them: expansions first, then parts, then L'Hospital.

    f ──► expand with more and more terms ──► the limits of its parts ──► a simplified form of it ──► quotients of derivatives

The value comes with the tree, by the same arithmetic as the rule's; nothing is proved here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.expansion import Decisions, Expander, NoExpansion, place
from porism.symbolic.extended import Extended
from porism.symbolic.limit_arithmetic import limit_of_parts
from porism.symbolic.statements.scope import Scope, fresh_name
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Term,
    Variable,
    children,
    divide,
    multiply,
    negate,
    number,
    power,
    subterms,
    to_json,
    variables,
)

PRECISIONS = (Fraction(3), Fraction(8), Fraction(20))
MAX_DERIVATIVES = 3
FAILURES = (NoExpansion, PorismError, ValueError, ArithmeticError, RecursionError)
_NEAR = {False: "1/8", True: "20"}  # a neighbourhood to try: of a point, of infinity


@dataclass(frozen=True)
class Reached:
    """A tree, the value it gives, whether the term is seen to be real near the point, and what was guessed for it."""

    tree: list[Any]
    value: Extended
    real: bool
    needs: tuple[Relation, ...] = ()


@dataclass(frozen=True)
class Target:
    """x → centre from the side `sign`, or → sign·∞ where the centre is None; a sample of the parameters."""

    variable: str
    centre: Term | None
    sign: int
    sample: Mapping[str, Term] = field(default_factory=dict)

    def reached(self, term: Term, derivatives: int = MAX_DERIVATIVES) -> Reached | None:
        """A tree for the limit of `term`, or None."""
        return (
            self._quick(term)
            or self._rewritten(term)
            or self._by_derivatives(term, derivatives)
            or self._substituted(term, derivatives)
        )

    def _quick(self, term: Term) -> Reached | None:
        return self._expanded(term) or self._by_parts(term)

    def _expanded(self, term: Term) -> Reached | None:
        for precision in PRECISIONS:
            decisions = Decisions(self.sample)
            try:
                start = place(self.centre, self.sign, decisions)
                expander = Expander(precision, decisions, self.variable, start)
                expansion = expander.expansion(term)
                limit = expander.limit(expansion)
                return Reached(["expand", str(precision)], limit, expansion.real, tuple(decisions.needs))
            except FAILURES:
                continue
        return None

    def _by_parts(self, term: Term) -> Reached | None:
        parts = children(term)
        if not parts or self.variable not in variables(term):
            return None
        found = list[Reached]()
        for part in parts:
            reached = self._quick(part)
            if reached is None:
                return None
            found.append(reached)
        try:
            limits = [(r.value, r.real) for r in found]
            decisions = Decisions(self.sample, {need: None for r in found for need in r.needs})
            value, real = limit_of_parts(term, limits, decisions)
        except FAILURES:
            return None
        return Reached(["parts", *(r.tree for r in found)], value, real, tuple(decisions.needs))

    def _rewritten(self, term: Term) -> Reached | None:
        near = _NEAR[self.centre is None]
        for form in _forms(term):
            reached = self._quick(form)
            if reached is not None:
                return replace(reached, tree=["equal", to_json(form), near, reached.tree])
        return None

    def _by_derivatives(self, term: Term, derivatives: int) -> Reached | None:
        """L'Hospital's rule where numerator and denominator both vanish or the denominator grows."""
        if derivatives == 0:
            return None
        u, v = _fraction(term)
        if self.variable not in variables(u) or self.variable not in variables(v):
            return None
        below = self._quick(v)
        if below is None:
            return None
        above = None if isinstance(below.value, str) else self._quick(u)
        du, dv = (_simplest(derivative(f, self.variable)) for f in (u, v))
        rest = self.reached(divide(du, dv), derivatives - 1)
        if rest is None or (above is None and not isinstance(below.value, str)):
            return None
        plain = [to_json(t) for t in (u, v, du, dv)]
        trees = [above.tree if above else None, below.tree, rest.tree]
        needs = tuple(need for r in (above, below, rest) if r for need in r.needs)
        return Reached(["hospital", *plain, _NEAR[self.centre is None], *trees], rest.value, True, needs)

    def _substituted(self, term: Term, derivatives: int) -> Reached | None:
        """With y = exp(-|x|) → 0 at infinity, or y = log(x) at 0 and infinity, where the term has such functions."""
        if derivatives < MAX_DERIVATIVES or (
            self.centre is not None and (self.centre != ZERO or self.sign < 0)
        ):
            return None  # once, at the top
        x = Variable(self.variable)
        name = fresh_name("y", variables(term) | set(self.sample) | {self.variable})
        y = sympy.Symbol(name, real=True)
        decay = Apply("exp", x if self.sign < 0 else negate(x))
        ways = list[tuple[Term, Any, Target, str]]()
        if self.centre is None:
            ways.append((decay, -self.sign * sympy.log(y), Target(name, ZERO, 1, self.sample), "+"))
        if self.centre is not None or self.sign > 0:
            far = Target(name, None, 1 if self.centre is None else -1, self.sample)
            ways.append((Apply("log", x), sympy.exp(y), far, "-" if self.centre is None else "+"))
        for h, inverse, target, side in ways:
            if not any(isinstance(p, Apply) and p.function == h.function for p in subterms(term)):  # type: ignore[union-attr]  # both are functions
                continue
            g, leads = _put(term, self.variable, inverse, y), self._quick(h)
            inner = None if g is None else target._quick(g) or target._rewritten(g)
            if g is None or inner is None or leads is None:
                continue
            near = _NEAR[self.centre is None]
            tree = ["substitute", name, to_json(g), to_json(h), side, near, leads.tree, inner.tree]
            return replace(inner, tree=tree, needs=(*leads.needs, *inner.needs))
        return None


def _put(term: Term, variable: str, inverse: Any, y: Any) -> Term | None:
    """The term with x written in y > 0 (or real y), simplified."""
    positive = sympy.Symbol(y.name, positive=True)
    plain = {n: sympy.Symbol(n, real=True) for n in variables(term)}
    try:
        body = to_sympy(term, plain).subs(plain[variable], inverse.subs(y, positive))
        return from_sympy(sympy.expand(sympy.simplify(body)))
    except Exception:  # noqa: BLE001  # SymPy may raise anything; there is no tree of this kind then
        return None


def apart(scope: Scope, needs: Iterable[Relation], kinds: tuple[str, ...]) -> Scope:
    """The scope narrowed by the guesses of these kinds about parameters, where there are any."""
    names = {name for name, domain in scope.variables if domain.is_real}
    found = dict.fromkeys(n for n in needs if n.kind in kinds and n.variables() and n.variables() <= names)
    signs = {t for n in found if n.kind == "<" for t in (n.left, n.right)}
    read = dict.fromkeys(_readable(n) for n in found)
    more = [n for n in read if n.kind == "<" or not ({n.left, n.right} & signs - {ZERO})]
    return scope.assuming(*(n for n in more if n not in scope.hypotheses))


def _readable(need: Relation) -> Relation:
    """0 != b·a⁻¹… as it is; -a != 0 as a != 0."""
    t = need.left if need.right == ZERO else need.right
    match t:
        case Product((Number(), Variable() as x)) if need.kind == "!=":
            return relation("!=", x, ZERO)
        case Power(Variable() as x, Number()) if need.kind == "!=":
            return relation("!=", x, ZERO)
        case _:
            return need


def sample_of(scope: Scope) -> dict[str, Term]:
    """Generic numbers for the parameters of a scope, its hypotheses not looked at."""
    sample = dict[str, Term]()
    for k, (name, domain) in enumerate(scope.variables):
        sample[name] = _member(domain, k)
    return sample


def _member(domain: Domain, k: int) -> Term:
    generic = Fraction(13 + 4 * k, 11)
    if domain.is_discrete:
        return number(k + 3)
    if not domain.is_real:
        return number(generic)
    low, high, *_ = domain.bounds()
    ends = [
        None if e is None else Fraction(float(to_sympy(e).evalf())).limit_denominator(10**6)
        for e in (low, high)
    ]
    match ends:
        case [Fraction() as a, Fraction() as b]:
            return number(a + (b - a) * Fraction(5 + k, 11 + 2 * k))
        case [Fraction() as a, None]:
            return number(a + generic)
        case [None, Fraction() as b]:
            return number(b - generic)
        case _:
            return number(generic)


def _fraction(term: Term) -> tuple[Term, Term]:
    """Numerator and denominator of a product."""
    above, below = list[Term](), list[Term]()
    for factor in term.factors if isinstance(term, Product) else (term,):
        if isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value < 0:
            below.append(power(factor.base, number(-factor.exponent.value)))
        else:
            above.append(factor)
    return multiply(*above) if above else ONE, multiply(*below) if below else ONE


def _forms(term: Term) -> list[Term]:
    """Other forms of a term."""
    found = dict[Term, None]()
    symbols = {name: sympy.Symbol(name, real=True) for name in variables(term)}
    expression = to_sympy(term, symbols)
    for rewrite in (sympy.together, sympy.expand, sympy.simplify):
        try:
            found[from_sympy(rewrite(expression))] = None
        except Exception:  # noqa: BLE001, S112  # SymPy may raise anything; another form may do
            continue
    return [form for form in found if form != term]


def _simplest(term: Term) -> Term:
    try:
        return from_sympy(
            sympy.simplify(to_sympy(term, {n: sympy.Symbol(n, real=True) for n in variables(term)}))
        )
    except Exception:  # noqa: BLE001  # SymPy may raise anything; the unsimplified derivative is as good
        return term
