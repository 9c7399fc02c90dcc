"""The finder's side of a completeness proof: what is known at a node, and the nodes that the trusted rule reads.

`Known` mirrors the state that `provers/calculus/solution_steps.py` computes: hypotheses are named by their position, so
both must add them in the same order. A mistake here costs a proof, never its soundness: the rule computes its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeAlias

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.inverse_images import inverse_images, polynomial_term, quadratic_roots
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    number,
    power,
    to_json,
)
from porism.symbolic.term import variables as free_names

Node: TypeAlias = dict[str, Any]
Ball: TypeAlias = Any  # flint.acb
Treat: TypeAlias = "Callable[[Known, int], Node]"  # a state and the position of what is new there


class Stuck(Exception):  # a strategy's answer, not an error
    """This way does not lead on; says why."""


@dataclass(frozen=True)
class Known:
    """Domains and hypotheses at a node; `roots` gives enclosures of the values that a fresh algebraic number may have."""

    domains: dict[str, Domain]
    hypotheses: tuple[Relation, ...]
    roots: dict[str, list[Ball]] = field(default_factory=dict)
    names: Any = field(default_factory=lambda: count(1))
    depth: int = 0
    superseded: frozenset[int] = frozenset()  # hypotheses that others say in a simpler way

    def without(self, *positions: int) -> Known:
        """With hypotheses that are no conditions of a family any more, since others imply them."""
        return replace(self, superseded=self.superseded | {*positions})

    def assuming(self, *more: Relation) -> Known:
        """With further hypotheses."""
        return replace(self, hypotheses=(*self.hypotheses, *more), depth=self.depth + 1)

    def where(self, *more: tuple[str, Domain]) -> Known:
        """With further variables."""
        return replace(self, domains=self.domains | dict(more))

    def domain(self, name: str) -> Domain:
        """The domain of a variable."""
        return self.domains.get(name, Domain("real"))

    def fresh(self, prefix: str) -> str:
        """A name that nothing here uses."""
        used = set(self.domains).union(*(h.variables() for h in self.hypotheses))
        return next(name for k in self.names if (name := f"{prefix}{k}") not in used)

    @property
    def last(self) -> int:
        """The position of the newest hypothesis."""
        return len(self.hypotheses) - 1

    def is_real(self, t: Term) -> bool:
        """Whether `t` is plainly real where it is defined, as far as the finder looks."""
        return is_plainly_real(t, self)


def is_plainly_real(t: Term, known: Known) -> bool:
    """Whether `t` is real where it is defined."""
    match t:
        case Variable(name):
            return known.domain(name).is_real
        case Sum(parts) | Product(parts):
            return all(is_plainly_real(p, known) for p in parts)
        case Power(base, Number(n)):
            return is_plainly_real(base, known) and (n.denominator == 1 or is_positive(base, known))
        case Power(base, exponent):
            return is_plainly_real(exponent, known) and is_positive(base, known)
        case Apply("log" | "Ci" | "Chi" | "loggamma", u):
            return is_positive(u, known)
        case Apply("asin" | "acos" | "acosh" | "atanh" | "li" | "dilog" | "LambertW" | "LambertWm1", _):
            return not free_names(t) and _closed_is_real(t)
        case Apply(_, u):
            return is_plainly_real(u, known)
        case _:
            return str(t) != "I"


def is_positive(t: Term, known: Known) -> bool:
    """Whether `t` is plainly positive."""
    match t:
        case Variable(name):
            low, _, closed, _ = known.domain(name).bounds()
            zero = isinstance(low, Number) and (low.value > 0 or (low.value == 0 and not closed))
            return known.domain(name).is_real and (zero or relation("<", ZERO, t) in known.hypotheses)
        case Product((Number(c), Variable(name))) | Product((Variable(name), Number(c))) if c < 0:
            high = known.domain(name).bounds()[1]
            closed = known.domain(name).bounds()[3]
            zero = isinstance(high, Number) and (high.value < 0 or (high.value == 0 and not closed))
            return known.domain(name).is_real and (
                zero or relation("<", Variable(name), ZERO) in known.hypotheses
            )
        case Sum(parts) | Product(parts):
            return all(is_positive(p, known) for p in parts)
        case Power(base, exponent):
            return is_positive(base, known) and is_plainly_real(exponent, known)
        case Apply("exp" | "cosh", u):
            return is_plainly_real(u, known)
        case _:
            from porism.symbolic.meaning import value

            if free_names(t):
                return False
            ball = value(t, {})
            return bool(ball.is_finite() and ball.real > 0 and ball.imag.contains(0))


def _closed_is_real(t: Term) -> bool:
    from porism.symbolic.meaning import value

    ball = value(t, {})
    return bool(ball.is_finite() and ball.imag.contains(0))


def node_of(rule: str, cases: Sequence[Node] | None = None, **data: Any) -> Node:
    """A node of the plain tree."""
    return {"rule": rule, **data} if cases is None else {"rule": rule, **data, "cases": list(cases)}


def derived(known: Known, r: Relation, using: Sequence[int], then: Treat) -> Node:
    """A relation that the prover will prove from some hypotheses."""
    child = known.assuming(r)
    return node_of("derive", [then(child, child.last)], relation=r.to_json(), using=list(using))


def multiplied(
    known: Known, k: int, m: Term, left: Term, right: Term, then: Treat, using: Sequence[int] = ()
) -> Node:
    """(l − r)·m = left − right."""
    child = known.assuming(relation("==", left, right))
    data = {"by": to_json(m), "left": to_json(left), "right": to_json(right)}
    return node_of("multiple", [then(child, child.last)], of=k, using=list(using), **data)


def applied(known: Known, k: int, function: str | int, then: Treat) -> Node:
    """f(l) = f(r)."""
    h = known.hypotheses[k]
    left, right = (
        power(side, number(function)) if isinstance(function, int) else Apply(function, side)
        for side in (h.left, h.right)
    )
    child = known.assuming(relation("==", left, right))
    return node_of("apply", [then(child, child.last)], of=k, function=function)


def replaced(known: Known, k: int, by: int, s: Term, t: Term, then: Treat) -> Node:
    """Hypothesis k with t for s, where hypothesis `by` says s = t."""
    h, rule = known.hypotheses[k], known.hypotheses[by]
    child = known.assuming(relation(h.kind, put_for(h.left, s, t), put_for(h.right, s, t)))
    return node_of("replace", [then(child, child.last)], **{"in": k, "by": by, "forward": rule.left == s})


def put_for(term: Term, s: Term, t: Term) -> Term:
    """`term` with every subterm s replaced by t."""
    if term == s:
        return t
    match term:
        case Power(base, exponent):
            return power(put_for(base, s, t), put_for(exponent, s, t))
        case Apply(f, argument):
            return Apply(f, put_for(argument, s, t))
        case Product(parts):
            return multiply(*(put_for(p, s, t) for p in parts))
        case Sum(parts):
            return add(*(put_for(p, s, t) for p in parts))
        case _:
            return term


def split(known: Known, kind: str, on: Term, treat: Sequence[Treat], using: Sequence[int] = ()) -> Node:
    """on = 0 or ≠ 0 (`zero`); on < 0, = 0, > 0 (`sign`); one treatment for each."""
    rows = (
        [("<", on, ZERO), ("==", on, ZERO), ("<", ZERO, on)]
        if kind == "sign"
        else [("==", on, ZERO), ("!=", on, ZERO)]
    )
    children = [known.assuming(relation(*row)) for row in rows]
    cases = [then(child, child.last) for child, then in zip(children, treat, strict=True)]
    return node_of("cases", cases, kind=kind, on=to_json(on), using=list(using))


def factored(known: Known, k: int, then: Treat) -> Node:
    """One case for each factor of a product that is 0."""
    left, found = known.hypotheses[k].left, list[Term]()
    for f in left.factors if isinstance(left, Product) else (left,):
        match f:
            case Number(q) if q != 0:
                pass
            case Power(base, Number(q)) if q != 0:
                found += [base] if q > 0 else []
            case Apply("exp", _):
                pass
            case _:
                found.append(f)
    children = [known.assuming(relation("==", f, ZERO)) for f in found]
    return node_of("factor", [then(child, child.last) for child in children], of=k)


def inverted(known: Known, k: int, image: Term, real: bool, then: Treat, using: Sequence[int] = ()) -> Node:
    """The branches of f(u) = c; `then` is told the position of the last relation, u = …"""
    h, name = known.hypotheses[k], known.fresh("n")
    c = h.right if h.left == image else h.left
    branches = inverse_images(image, c, real, name)
    if branches is None:
        raise Stuck(f"no inverse of {image}")
    children = [known.where(*b.fresh).assuming(*b.relations) for b in branches]
    cases = [then(child, child.last) for child in children]
    side = "left" if h.left == image else "right"
    return node_of("invert", cases, of=k, side=side, real=real, name=name, using=list(using))


def rooted(
    known: Known,
    k: int,
    coefficients: list[int],
    u: Term,
    real: bool,
    then: Treat,
    using: Sequence[int] = (),
    fine: bool = False,
) -> Node:
    """The roots of an irreducible polynomial in u; with `fine`, in very short intervals."""
    data: Node = {"of": k, "in": to_json(u), "polynomial": coefficients, "real": real, "using": list(using)}
    degree = len(coefficients) - 1
    if degree <= 2:
        if degree == 1:
            values = [
                number(f"{-coefficients[0]}/1")
                if coefficients[1] == 1
                else _ratio(-coefficients[0], coefficients[1])
            ]
        else:
            values = quadratic_roots(coefficients[0], coefficients[1], coefficients[2], real)
        children = [known.assuming(relation("==", u, v)) for v in values]
        return node_of(
            "roots", [then(child, child.last) for child in children], name="unused", intervals=[], **data
        )
    name = known.fresh("r")
    r = Variable(name)
    facts = (relation("==", polynomial_term(coefficients, r), ZERO), relation("==", u, r))
    spans, enclosures = isolated(coefficients, 10**15 if fine else 1)
    if not real:
        child = replace(
            known.where((name, Domain("complex"))).assuming(*facts), roots=known.roots | {name: enclosures}
        )
        return node_of("roots", [then(child, child.last)], name=name, intervals=[], **data)
    cases = []
    for (low, high), ball in spans:
        domain = interval(number(low), number(high), False, False)
        child = replace(known.where((name, domain)).assuming(*facts), roots=known.roots | {name: [ball]})
        cases.append(then(child, child.last))
    return node_of("roots", cases, name=name, intervals=[[str(a), str(b)] for (a, b), _ in spans], **data)


def _ratio(a: int, b: int) -> Term:
    from fractions import Fraction

    return number(Fraction(a, b))


def isolated(coefficients: list[int], scale: int = 1) -> tuple[list[Any], list[Ball]]:
    """Rational isolating intervals of the real roots, each with the root's ball; and the balls of all roots."""
    from fractions import Fraction

    import flint
    from flint import fmpz_poly

    before, flint.ctx.prec = flint.ctx.prec, 300
    try:
        balls = [pair[0] for pair in list[Any](fmpz_poly(coefficients).complex_roots())]
    finally:
        flint.ctx.prec = before
    real = sorted((z for z in balls if z.imag == 0), key=lambda z: float(z.real.mid()))
    spans = []
    for k, z in enumerate(real):
        x = Fraction(float(z.real.mid()))
        gaps = [abs(float(z.real.mid()) - float(w.real.mid())) for j, w in enumerate(real) if j != k]
        width = min([*gaps, 1.0]) / 4
        while Fraction(1, scale) > width:
            scale *= 10
        low = Fraction(int(x * scale) - 1, scale)
        high = low + Fraction(3, scale)
        while len([w for w in real if float(low) <= float(w.real.mid()) <= float(high)]) != 1:
            scale *= 10
            low = Fraction(int(x * scale) - 1, scale)
            high = low + Fraction(3, scale)
        spans.append(((low, high), z))
    return spans, balls


def found(family: int, at: dict[str, Term], using: Sequence[int] = (), by: int | None = None) -> Node:
    """The unknown belongs to a family."""
    return node_of(
        "found", family=family, at={n: to_json(t) for n, t in at.items()}, using=list(using), by=by
    )


def absurd(k: int, using: Sequence[int] = (), order: str | None = None) -> Node:
    """Hypothesis k is false, by the hypotheses in `using`; an equation by an order of its sides, if one is named."""
    return node_of("absurd", of=k, using=list(using), order=order)


def scope_of(known: Known) -> Scope:
    """The state's domains and hypotheses."""
    return Scope.of(known.domains, known.hypotheses)
