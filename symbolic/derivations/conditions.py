"""Conditions of a claim, made readable and minimal, with the steps that prove them equivalent to definedness.

    1/(x**2 - 1) + log(x)   is defined   iff   x != 1, x != -1, x != 0
    log(x) <= x - 1         is defined   iff   0 < x            (an order needs real sides)

Each defining condition t ≠ 0 is factored; a factor that never vanishes on the domain is dropped with a proof of its
sign, the others are stated. For order relations the arguments of logarithms and roots get a sign where they need one.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.derivations.laws import cartesian
from porism.symbolic.derivations.problem import Fact, Problem, SignFinder, Step, step
from porism.symbolic.derivations.side_conditions import branching, is_below_zero, real_steps
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import RelationKind
from porism.symbolic.polynomials import Poly, View, native, rational
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Derivative,
    I,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subterms,
    subtract,
    to_json,
    variables,
)


@dataclass
class Conditions:
    """Stated conditions; the steps that make each defining condition follow, and the sides real; and the way back."""

    stated: list[Relation] = field(default_factory=list)
    defined: list[tuple[Term, list[Step]]] = field(default_factory=list)
    real: list[Step] = field(default_factory=list)
    necessary: list[Step] = field(default_factory=list)
    factors: dict[Term, list[Step]] = field(
        default_factory=dict
    )  # what a stated product gives for its factor
    raw: tuple[Term, ...] = ()  # every defining condition t ≠ 0
    spare: list[Step] = field(default_factory=list)  # where the checker's own conditions are fewer than `raw`

    def data(self) -> dict[str, Any]:
        """The certificate's fields, without the steps of the proof itself."""
        return {
            "conditions": [c.to_json() for c in self.stated],
            "defined": [[to_json(t), steps] for t, steps in self.defined],
            "real": self.real,
        }

    def facts(self) -> list[Fact]:
        """What the conditions say, and that everything is defined, for the finders."""
        kinds = {"!=": "!=", "<=": ">=", "<": ">"}
        stated = [(kinds[c.kind], add(c.right, negate(c.left))) for c in self.stated]
        return [*stated, *(("!=", t) for t, _ in self.defined if variables(t))]

    def state(self, condition: Relation) -> None:
        """Add a condition once."""
        if condition not in self.stated:
            self.stated.append(condition)


def conditions(claim: Claim, problem: Problem, signs: SignFinder) -> Iterator[Conditions]:
    """Ways to state the conditions, the shortest first; the last one states each defining condition as it is."""
    written = {
        native(subtract(c.left, c.right)): subtract(c.left, c.right)
        for c in defining_conditions(_with_native_derivatives(claim))
    }
    raw = {t: w for t, w in written.items() if variables(t)}
    with contextlib.suppress(PorismError):
        simplified = _simplified(claim, problem, raw, signs)
        yield simplified
        if simplified.spare:
            yield dataclasses.replace(simplified, necessary=[*simplified.spare, *simplified.necessary])
    if raw:
        yield Conditions([relation("!=", t, ZERO) for t in raw])


def _with_native_derivatives(claim: Claim) -> Claim:
    """The claim with what is differentiated written natively, as the checker does: atanh′ has the poles of two logarithms."""
    if not any(
        isinstance(t, Derivative)
        for side in (claim.relation.left, claim.relation.right)
        for t in subterms(side)
    ):
        return claim
    left, right = (_native_derivatives(side) for side in (claim.relation.left, claim.relation.right))
    return dataclasses.replace(claim, relation=dataclasses.replace(claim.relation, left=left, right=right))


def _native_derivatives(term: Term) -> Term:
    match term:
        case Derivative(expression, variable):
            return Derivative(native(_native_derivatives(expression)), variable)
        case Sum(terms):
            return add(*map(_native_derivatives, terms))
        case Product(factors):
            return multiply(*map(_native_derivatives, factors))
        case Power(base, exponent):
            return power(_native_derivatives(base), _native_derivatives(exponent))
        case Apply(function, argument):
            return Apply(function, _native_derivatives(argument))
        case _:
            return term


def _simplified(claim: Claim, problem: Problem, raw: dict[Term, Term], signs: SignFinder) -> Conditions:
    found = Conditions(raw=tuple(raw))
    if claim.relation.kind in ("<", "<="):
        for side in (native(claim.relation.left), native(claim.relation.right)):
            _make_real(found, problem, side)
            found.real += real_steps(problem, side, signs)
    positive = {c.right if c.left == ZERO else None for c in found.stated if c.kind == "<"}
    own = list[Term]()  # those that no shorter one implies
    for t in sorted(raw, key=lambda t: len(str(t))):
        if t in positive or _implied(found, t):
            continue
        steps = next((steps for s in own if (steps := _from_another(found, problem, t, s, raw))), None)
        if steps:
            found.defined.append((t, steps))
        else:
            own.append(t)
            _state_nonzero(found, problem, t, raw[t], signs)
    return found


def _from_another(
    found: Conditions, problem: Problem, t: Term, s: Term, raw: Iterable[Term]
) -> list[Step] | None:
    """Steps that give t ≠ 0 from s ≠ 0 where t times its denominator is s: 1 − tan² x and cos 2x."""
    view = View([t])
    below = view.factored(view.ratio(t)[1])
    others = tuple(("!=", r) for r in raw if r != t)
    known = dataclasses.replace(problem, extra=(*problem.extra, *others))
    for sign in (ONE, MINUS_ONE):
        last = step("nonzero", t, multiply(sign, below), s)
        if problem.agree(multiply(sign, below, t), s) and problem.accepts(known, "!=", t, [last]):
            return [*next((steps for r, steps in found.defined if r == s), []), last]
    return None


def _implied(found: Conditions, t: Term) -> bool:
    return any(c.kind == "<" and _difference_is(c, t) for c in found.stated)


def _difference_is(c: Relation, t: Term) -> bool:
    view = View([native(c.left), native(c.right), t])
    difference = view.polynomial(add(c.right, negate(c.left)))
    stated = view.polynomial(t)
    if difference is None or stated is None or stated == 0:
        return False
    return bool(
        difference / abs(difference.leading_coefficient()) == stated / abs(stated.leading_coefficient())
    )


def _state_nonzero(found: Conditions, problem: Problem, t: Term, written: Term, signs: SignFinder) -> None:
    """State t ≠ 0: a for |a|, and `sinh(x)`, as it was written, rather than a longer factor of its native form."""
    if isinstance(t, Apply) and t.function == "abs" and problem.seems("R", t.argument):
        a = t.argument
        _factor(found, problem, a, a, signs)
        found.defined.append((t, found.defined[-1][1]))
        found.necessary.insert(0, step("nonzero", a, a, power(t, number(2))))
    else:
        _factor(found, problem, t, written, signs)


def _factor(found: Conditions, problem: Problem, t: Term, written: Term, signs: SignFinder) -> None:
    """State the factors of t that may vanish; prove the sign of the others."""
    view = View([t])
    n, d = view.ratio(t)
    below_term, whole = view.factored(d), view.factored(n)
    constant, factors = view.factors(n)
    discharge = list[Step]()
    stated = list[tuple[Poly, Relation]]()
    for p, _ in factors:
        f = view.term(p)
        if not variables(f) or (isinstance(f, Apply) and f.function == "exp"):
            continue
        steps = found.factors[f] if f in found.factors else _nonvanishing(problem, f, signs)
        if steps is None:
            stated.append((p, _readable(view, p)))
        else:
            discharge += steps
    if len(stated) == 1 and len(str(written)) < len(str(view.term(stated[0][0]))):
        f, rest = view.term(stated[0][0]), view.term(n / stated[0][0])
        found.state(relation("!=", written, ZERO))
        found.defined.append((t, []))
        found.factors[f] = [step("nonzero", f, rest, multiply(t, below_term))]
        return
    if below_term != ONE or len(factors) > 1 or constant != 1 or (factors and factors[0][1] > 1) or discharge:
        discharge.append(step("nonzero", t, below_term, whole))
    found.defined.append((t, discharge))
    if stated:
        found.spare += _as_a_factor(problem, t, found.raw)
    for p, condition in stated:
        found.state(condition)
        if t == view.term(p) and (inside := _from_hypotheses(problem, t)):
            found.necessary.append(inside)
        if len(factors) > 1 or factors[0][1] > 1 or below_term != ONE:
            f, rest = view.term(p), view.term(n / p)
            # f times the rest of t is t, which is known not to vanish; or t times its denominator is
            inside = step("nonzero", f, divide(rest, below_term), t)
            known = dataclasses.replace(problem, extra=(*problem.extra, *(("!=", r) for r in found.raw)))
            if below_term == ONE or not problem.accepts(known, "!=", f, [inside]):
                inside = step("nonzero", f, rest, multiply(t, below_term))
            found.necessary.append(inside)


def _from_hypotheses(problem: Problem, f: Term) -> Step | None:
    """The step that gives f ≠ 0 from a hypothesis of which it is a factor: a from a/b > 0."""
    for kind, s in problem.facts:
        if kind in (">", "!=") and native(s) != f:
            view = View([f, native(s)])
            above, below = view.ratio(native(s))
            quotient, rest = divmod(above, view.ratio(f)[0])
            if rest == 0:
                inside = step("nonzero", f, divide(view.term(quotient), view.factored(below)), native(s))
                if problem.accepts(problem, "!=", f, [inside]):
                    return inside
    return None


def _as_a_factor(problem: Problem, f: Term, raw: Iterable[Term]) -> list[Step]:
    """The step that gives f ≠ 0 from another condition of which it is a factor: u from u/v ≠ 0."""
    if not variables(f):
        return []
    for s in raw:
        if s != f:
            view = View([f, s])
            (above, below), (n, d) = view.ratio(s), view.ratio(f)
            shared = above.gcd(n)
            if not shared.is_constant():
                rest = divide(
                    view.factored(divmod(above, shared)[0] * d), view.factored(divmod(n, shared)[0] * below)
                )
                inside = step("nonzero", f, rest, s)
                known = dataclasses.replace(
                    problem, extra=(*problem.extra, *(("!=", r) for r in raw if r != f))
                )
                if problem.accepts(known, "!=", f, [inside]):
                    return [inside]
    return []


def _nonvanishing(problem: Problem, f: Term, signs: SignFinder) -> list[Step] | None:
    """Steps that prove f ≠ 0, by its sign or by |f|² > 0, or None."""
    for kind, t in problem.facts:
        if kind in ("!=", ">") and (steps := _divides(problem, f, native(t))) is not None:
            return steps
    for candidate in (f, negate(f)):
        if problem.seems(">", candidate):
            return signs(problem, ">", candidate)
    parts = cartesian(problem, f)
    if parts is not None and parts[1] != ZERO:
        u, v = parts
        size = add(power(u, number(2)), power(v, number(2)))
        steps = signs(problem, ">", size) if problem.seems(">", size) else None
        if steps is not None:
            return [*steps, step("nonzero", f, subtract(u, multiply(I, v)), size)]
    return None


def _divides(problem: Problem, f: Term, s: Term) -> list[Step] | None:
    """Steps that give f ≠ 0 from s ≠ 0 where f divides s: x − 1 from x·(x − 1) ≠ 0, or from 1 − x ≠ 0."""
    if s in (f, negate(f)):
        return []
    view = View([f, s])
    p, (n, d) = view.polynomial(f), view.ratio(s)
    if p is None or p == 0 or divmod(n, p)[1] != 0:
        return None
    last = step("nonzero", f, divide(view.term(divmod(n, p)[0]), view.term(d)), s)
    return next((steps for steps in ([], [last]) if problem.accepts(problem, "!=", f, steps)), None)


def _readable(view: View, p: Poly) -> Relation:
    """p ≠ 0, as `x != a` for a linear polynomial in one variable."""
    used = [(k, e) for k, e in zip(view.kernels, p.degrees(), strict=False) if e]
    if len(used) == 1 and used[0][1] == 1 and isinstance(used[0][0], Variable):
        return relation("!=", used[0][0], number(_root(p)))
    return relation("!=", view.term(p), ZERO)


def _root(p: Poly) -> Fraction:
    slope = constant = Fraction(0)
    for exponents, c in p.terms():
        if any(exponents):
            slope = rational(c)
        else:
            constant = rational(c)
    return -constant / slope


def _make_real(found: Conditions, problem: Problem, side: Term) -> None:
    """State the signs of arguments that make a side real, with the step that shows them necessary."""
    pairs, rest = list[tuple[Term, Term]](), list[Term]()
    for summand in side.terms if isinstance(side, Sum) else (side,):
        factors = summand.factors if isinstance(summand, Product) else (summand,)
        cut = [f for f in factors if branching(f) is not None and not problem.seems("R", f)]
        if len(cut) == 1:
            pairs.append((multiply(*(f for f in factors if f is not cut[0])), cut[0]))
        else:
            rest.append(summand)
    if not pairs:
        return
    for _, f in pairs:
        a = branching(f)
        if a is not None:
            strict = isinstance(f, Apply) or is_below_zero(f)
            found.state(_sign_condition(a, strict))
    found.necessary.append(step("parts", side, add(*rest) if rest else ZERO, pairs))


def _sign_condition(a: Term, strict: bool) -> Relation:
    """a > 0 or a ≥ 0, as a bound on the variable where a is linear in one."""
    kind: RelationKind = "<" if strict else "<="
    view = View([a])
    p = view.polynomial(a)
    if (
        p is not None
        and len(variables(a)) == 1
        and p.total_degree() == 1
        and all(isinstance(k, Variable) for k in view.kernels)
    ):
        x, root = view.kernels[0], number(_root(p))
        return Relation(kind, root, x) if p.leading_coefficient() > 0 else Relation(kind, x, root)
    return Relation(kind, ZERO, a)
