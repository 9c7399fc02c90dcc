"""Trusted: the steps of a completeness proof that follow from claims and from the table of inverse images.

    derive    r is proved from hypotheses, and defined there                 multiple  (l − r)·m = a − b gives a = b
    apply     l = r gives f(l) = f(r) for an entire f                        replace   equals for equals in a hypothesis
    cases     t = 0 or t ≠ 0; for real t: t < 0, t = 0 or t > 0              factor    a·b = 0 gives a = 0 or b = 0
    invert    f(u) = c gives the branches of `inverse_images.py`             roots     p(u) = 0 gives u = r₁, …, rₙ
    member    a variable lies in its domain                                  narrow    a variable lies in an interval
    defined   what a hypothesis divides by is not 0

Each function returns the obligations of its step and the states of its cases, computed here from the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple

from porism.provers.calculus.enclosures import rational
from porism.provers.calculus.isolation import real_roots, roots_between, sturm_sequence
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.solution import is_total, membership
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain, interval
from porism.symbolic.inverse_images import argument_of, inverse_images, polynomial_term, quadratic_roots
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import (
    ZERO,
    Apply,
    Derivative,
    Number,
    Power,
    Product,
    Term,
    Variable,
    from_json,
    is_variable_name,
    multiply,
    number,
    power,
    replaced,
    subterms,
    subtract,
)

ENTIRE: Final = frozenset(
    {"exp", "sin", "cos", "sinh", "cosh", "abs"}
)  # defined on all of C; |z| is not analytic
MAX_POWER: Final = 60


@dataclass(frozen=True)
class State:
    """What is known at a node: the domains of the variables, and hypotheses that hold at the solution considered."""

    statement: SolutionSet
    variables: tuple[tuple[str, Domain], ...]
    hypotheses: tuple[Relation, ...]

    @property
    def scope(self) -> Scope:
        """All of it as a scope."""
        return Scope(self.variables, self.hypotheses)

    def using(self, node: Any) -> Scope:
        """The scope with the hypotheses that a node names, none by default."""
        chosen = [self.hypotheses[int(k)] for k in node.get("using", [])]
        return Scope(self.variables, tuple(dict.fromkeys(chosen)))

    def assuming(self, *more: Relation) -> State:
        """The state with further hypotheses."""
        return changed(self, hypotheses=(*self.hypotheses, *more))

    def where(self, *more: tuple[str, Domain]) -> State:
        """The state with fresh variables, or with another domain for a known one."""
        return changed(self, variables=Scope.of(dict(self.variables) | dict(more)).variables)

    def require_fresh(self, name: str) -> str:
        """`name`, which must be a variable's name that nothing here uses."""
        used = {n for n, _ in self.variables} | {self.statement.unknown}
        used = used.union(*(h.variables() for h in self.hypotheses))
        if not is_variable_name(name) or name in used:
            raise Refused(f"{name[:40]!r} is not the name of a new variable")
        return name

    def equation(self, k: Any) -> Relation:
        """The k-th hypothesis, which must be an equation."""
        if self.hypotheses[int(k)].kind != "==":
            raise Refused("an equation is needed")
        return self.hypotheses[int(k)]

    def other_side(self, k: int, t: Term) -> Term:
        """The side of the k-th hypothesis, an equation, that is not `t`."""
        h = self.equation(k)
        if t not in (h.left, h.right):
            raise Refused(f"{t} is no side of {h}")
        return h.right if h.left == t else h.left

    def proved(self, relations: Iterable[Relation], scope: Scope) -> Iterator[Obligation]:
        """Obligations for relations that are not hypotheses already."""
        known = set(self.hypotheses)
        for r in relations:
            if r not in known:
                yield Obligation(scope.claim(r), everywhere=True)


class Step(NamedTuple):
    """What has to be proved for a step, and the states of its cases."""

    obligations: list[Obligation]
    states: list[State]


def derive(state: State, node: Any) -> Step:
    """A relation that is proved from some of the hypotheses."""
    r = Relation.from_json(node["relation"])
    return Step([Obligation(state.using(node).claim(r), everywhere=True)], [state.assuming(r)])


def multiple(state: State, node: Any) -> Step:
    """l = r gives a = b where (l − r)·m = a − b holds wherever the conditions of l and r being defined hold.

    The same equation says that m, a and b are defined there, so it is claimed even where both sides are the same term.
    """
    h = state.equation(node["of"])
    m, a, b = (from_json(node[key]) for key in ("by", "left", "right"))
    difference, goal = multiply(subtract(h.left, h.right), m), subtract(a, b)
    known = state.using(node).assuming(*defining_conditions(Claim.make(h, dict(state.variables))))
    claim = known.claim(relation("==", difference, goal))
    plainly = difference == goal and is_defined_like(m, h)
    claimed = [] if plainly else [Obligation(claim, everywhere=True)]
    return Step(claimed, [state.assuming(relation("==", a, b))])


def is_defined_like(t: Term, h: Relation) -> bool:
    """Whether t is plainly defined wherever the relation is: it divides by nothing that the relation does not divide by."""
    parts = tuple(subterms(t))
    if any(
        isinstance(p, Derivative) or (isinstance(p, Power) and not isinstance(p.exponent, Number))
        for p in parts
    ):
        return False
    return set(defining_conditions(Claim.make(relation("==", t, t)))) <= set(
        defining_conditions(Claim.make(h))
    )


def apply(state: State, node: Any) -> Step:
    """l = r gives f(l) = f(r) where f is a natural power or is defined on all of C."""
    h, f = state.equation(node["of"]), node["function"]
    if isinstance(f, int) and 1 <= f <= MAX_POWER:
        return Step([], [state.assuming(relation("==", power(h.left, number(f)), power(h.right, number(f))))])
    if f not in ENTIRE:
        raise Refused(f"{str(f)[:40]!r} is not defined everywhere")
    return Step([], [state.assuming(relation("==", Apply(f, h.left), Apply(f, h.right)))])


def replace(state: State, node: Any) -> Step:
    """Where s = t, every s in a hypothesis may be t: the values are the same, so it stays defined and true."""
    h, rule = state.hypotheses[int(node["in"])], state.equation(node["by"])
    s, t = (rule.left, rule.right) if node["forward"] is True else (rule.right, rule.left)
    return Step([], [state.assuming(relation(h.kind, _replaced(h.left, s, t), _replaced(h.right, s, t)))])


def _replaced(term: Term, s: Term, t: Term) -> Term:
    if any(isinstance(p, Derivative) for p in subterms(term)):
        raise Refused("nothing is replaced under a derivative")
    return replaced(term, s, t)


def cases(state: State, node: Any) -> Step:
    """t = 0 or t ≠ 0 for a t that is defined; t < 0, t = 0 or t > 0 for a t that is real."""
    t, scope = from_json(node["on"]), state.using(node)
    sign = node["kind"] == "sign"
    split = [("<", t, ZERO), ("==", t, ZERO), ("<", ZERO, t)] if sign else [("==", t, ZERO), ("!=", t, ZERO)]
    plainly = is_total(t, state.scope)
    claimed = (
        [] if plainly else [Obligation(scope.claim(relation("<=" if sign else "==", t, t)), everywhere=True)]
    )
    return Step(claimed, [state.assuming(relation(*case)) for case in split])


def factor(state: State, node: Any) -> Step:
    """A product that is 0 has a factor that is 0, and a positive power that is 0 has base 0."""
    h = state.equation(node["of"])
    if h.right != ZERO:
        raise Refused("a product must be 0")
    found = list[Term]()
    for f in h.left.factors if isinstance(h.left, Product) else (h.left,):
        match f:
            case Number(q) if q != 0:
                pass
            case Power(base, Number(q)) if q != 0:
                found += [base] if q > 0 else []  # 1/b is never 0
            case Apply("exp", _):
                pass  # nor is exp
            case _:
                found.append(f)
    return Step([], [state.assuming(relation("==", f, ZERO)) for f in found])


def invert(state: State, node: Any) -> Step:
    """f(u) = c, by the table of inverse images; `side` says which side of the equation is f(u)."""
    h, real = state.equation(node["of"]), node["real"] is True
    image, c = (h.left, h.right) if node["side"] == "left" else (h.right, h.left)
    name = state.require_fresh(str(node["name"]))
    branches = inverse_images(image, c, real, name)
    if branches is None:
        raise Refused(f"nothing is known of {image} == {c}")
    return Step(
        _real(state, node, argument_of(image)) if real else [],
        [state.where(*b.fresh).assuming(*b.relations) for b in branches],
    )


def _real(state: State, node: Any, u: Term) -> list[Obligation]:
    """That u, which is defined here, is real."""
    if is_total(u, state.scope):
        return []
    r = relation("<=", u, u)
    defined = defining_conditions(Claim.make(r, dict(state.variables)))
    return [Obligation(state.using(node).assuming(*defined).claim(r), everywhere=True)]


def roots(state: State, node: Any) -> Step:
    """p(u) = 0 for integer coefficients: u is one of the roots, all of which are given.

    Degree 1 and 2 by formula. Beyond it, for real u, by isolating intervals, as many as there are real roots (Sturm); else
    by a fresh complex r with p(r) = 0, which is u itself.
    """
    h, u, real = state.equation(node["of"]), from_json(node["in"]), node["real"] is True
    coefficients = [int(str(c)) for c in node["polynomial"]]
    if (
        relation("==", polynomial_term(coefficients, u), ZERO) != h
        or not coefficients
        or not coefficients[-1]
    ):
        raise Refused("the hypothesis is not this polynomial equation")
    claimed = _real(state, node, u) if real else []
    degree = len(coefficients) - 1
    if degree == 1:
        value = number(Fraction(-coefficients[0], coefficients[1]))
        return Step(claimed, [state.assuming(relation("==", u, value))])
    if degree == 2:
        values = quadratic_roots(coefficients[0], coefficients[1], coefficients[2], real)
        return Step(claimed, [state.assuming(relation("==", u, v)) for v in values])
    r = Variable(state.require_fresh(str(node["name"])))
    known = (relation("==", polynomial_term(coefficients, r), ZERO), relation("==", u, r))
    if not real:
        return Step(claimed, [state.where((r.name, Domain("complex"))).assuming(*known)])
    sequence = sturm_sequence(coefficients)
    spans = sorted((rational(low), rational(high)) for low, high in node["intervals"])
    if any(a[1] > b[0] for a, b in pairwise(spans)) or len(spans) != real_roots(sequence):
        raise Refused("expected as many separate intervals as there are real roots")
    if any(roots_between(sequence, *span) != 1 for span in spans):
        raise Refused("an interval does not have exactly one root")
    domains = [interval(number(low), number(high), False, False) for low, high in spans]
    return Step(claimed, [state.where((r.name, d)).assuming(*known) for d in domains])


def member(state: State, node: Any) -> Step:
    """A variable lies in its domain."""
    name = str(node["name"])
    domain = state.scope.domain(name)
    if domain.is_discrete:
        low = domain.bounds()[0]
        return Step([], [state.assuming(*([relation("<=", low, Variable(name))] if low is not None else []))])
    return Step([], [state.assuming(*membership(Variable(name), domain, Scope()))])


def defined(state: State, node: Any) -> Step:
    """A hypothesis holds here, so it is defined here."""
    h = state.hypotheses[int(node["of"])]
    return Step([], [state.assuming(*defining_conditions(Claim.make(h, dict(state.variables))))])


def narrow(state: State, node: Any) -> Step:
    """A variable that is proved to lie in an interval ranges over it from here on."""
    name, domain = str(node["name"]), Domain.from_json(node["domain"])
    old, x = state.scope.domain(name), Variable(name)
    if not (domain.is_real and old.is_real) or domain.is_discrete or domain.name == "nonzero":
        raise Refused("a real variable is narrowed to an interval")
    have = set(membership(x, old, state.scope)) if not old.is_discrete else set()
    wanted = [r for r in membership(x, domain, state.scope) if r not in have]
    return Step(list(state.proved(wanted, state.using(node))), [state.where((name, domain))])
