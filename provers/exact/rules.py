"""Trusted: the steps of a derivation. Each one adds facts that follow from the facts before it, or is rejected.

    ["rewrite", name, a, …]                       a function's law; its left side is rewritten from now on
    ["lemma", name, a, …]                         a function's inequality
    ["sign", kind, t, m, [[c, [f, …]], …], ideal] t·m = Σ c·Πf + Σ cofactor·(known zero), m > 0, c > 0, f ≥ 0:
                                                  t ≥ 0 (or > 0)
    ["zero", t, m, ideal]                         t·m = Σ cofactor·(known zero), m ≠ 0: t = 0
    ["solve", x, zero]                            a known zero, linear in the variable x: x is replaced from now on
    ["nonzero", t, g, s]                          t·g = s and s ≠ 0: t ≠ 0
    ["between", t]                                t ≥ 0 and −t ≥ 0: t = 0
    ["root", t, n]                                tⁿ = 0, n ≥ 1 an integer: t = 0
    ["parts", t, rest, [[c, a], …]]               t real and t = rest + Σ c·log a or c·a^r: the arguments have a sign
    ["box", kind, t, depth, {x: [low, high]}]     balls on a subdivided box; a real x without bounds: the whole line
    ["flow", kind, t, x, anchor, side, steps]     t at the anchor, and the sign of dt/dx on that side (1 or −1) of it;
                                                  steps = {"until": b, "segment": s, "inside": s, "anchor": s}
    ["compare", kind, a, b]                       b² − a² ≥ 0 (or > 0) and b ≥ 0: b − a ≥ 0 (or > 0)
    ["cases", t, [[kind, goal], …], s₁, s₂]       t ≥ 0 and t ≤ 0 (t ≥ 1 and t ≤ 0 for an integer t) each give the goals
    ["induction", kind, t, n, s₀, s₁]             t at n = 0, and t at n + 1 from t at n, for a natural n

`ideal` is a list of [cofactor, known zero]. An s is a list of steps. c is a rational as text, `depth` a number
of halvings.

References: J. Krivine (1964), Anneaux préordonnés; G. Stengle (1974), A Nullstellensatz and a Positivstellensatz in
semialgebraic geometry (the `sign` step); NIST DLMF §4 (the laws and inequalities of the elementary functions).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from porism.provers.exact.boxes import box
from porism.provers.exact.context import Context, Fact, membership
from porism.provers.exact.laws import LAWS, LEMMAS
from porism.provers.exact.terms import (
    Rejected,
    Term,
    add,
    mul,
    neg,
    num,
    power,
    put,
    slope,
    sub,
    term,
)
from porism.provers.exact.values import decide, number


def run(context: Context, steps: list[Any]) -> None:
    """Add the facts of all steps to the context."""
    for step in steps:
        name, *arguments = step
        if name not in RULES:
            raise Rejected(f"unknown step {str(name)[:40]!r}")
        RULES[name](context, *arguments)


def _admitted(context: Context, data: Any) -> Term:
    t = term(data)
    context.admit(t)
    return t


def _rewrite(context: Context, name: Any, *data: Any) -> None:
    left, right, needs = LAWS[name](*map(term, data))
    for kind, t in needs:
        context.require(kind, t, name)
    context.admit(left)
    context.admit(right)
    context.learn_law(left, right)


def _lemma(context: Context, name: Any, *data: Any) -> None:
    t, needs = LEMMAS[name](*(_admitted(context, d) for d in data))
    for kind, a in needs:
        context.require(kind, a, name)
    context.learn(">=", t)


def _ideal(context: Context, data: Any) -> list[Term]:
    pairs = [(_admitted(context, cofactor), _admitted(context, zero)) for cofactor, zero in data]
    for _, zero in pairs:
        context.require("=", zero, "not known to be zero")
    return [mul(cofactor, zero) for cofactor, zero in pairs]


def _sign(context: Context, kind: Any, data: Any, multiplier: Any, summands: Any, ideal: Any) -> None:
    t, m = _admitted(context, data), _admitted(context, multiplier)
    context.require(">", m, "the multiplier")
    terms, strict = list[Term](), False
    for c, factors in summands:
        coefficient, fs = term(["num", c]), [_admitted(context, f) for f in factors]
        if coefficient[1] <= 0:
            raise Rejected("a summand's coefficient must be positive")
        for f in fs:
            context.require(">=", f, "a factor")
        strict = strict or all(context.holds(">", f) for f in fs)
        terms.append(mul(coefficient, *fs))
    if kind not in (">", ">=") or (kind == ">" and not strict):
        raise Rejected("no summand is strictly positive")
    context.require("=", sub(mul(t, m), add(num(0), *terms, *_ideal(context, ideal))), "the sum")
    context.learn(kind, t)


def _zero(context: Context, data: Any, multiplier: Any, ideal: Any) -> None:
    t, m = _admitted(context, data), _admitted(context, multiplier)
    context.require("!=", m, "the multiplier")
    context.require("=", sub(mul(t, m), add(num(0), *_ideal(context, ideal))), "the combination")
    context.learn("=", t)


def _solve(context: Context, variable: Any, data: Any) -> None:
    x, zero = term(variable), _admitted(context, data)
    context.require("=", zero, "not known to be zero")
    if x[0] != "var":
        raise Rejected("only a variable is solved for")
    # zero = r + s·x with s a rational: x = −r/s
    constant, at_one = put(zero, {x[1]: num(0)}), put(zero, {x[1]: num(1)})
    n, d = context.forms.cancelled(context.forms.form(sub(at_one, constant)))
    if not n.is_constant() or not d.is_constant() or n == 0:
        raise Rejected("the coefficient of the variable is not a number")
    scale = num(Fraction(str(n.leading_coefficient())))
    value = mul(num(-1 / scale[1]), constant)
    context.admit(value)
    context.require("=", sub(zero, mul(scale, sub(x, value))), "the equation is not linear")
    context.learn_law(x, value)


def _nonzero(context: Context, data: Any, cofactor: Any, product: Any) -> None:
    t, g, s = (_admitted(context, d) for d in (data, cofactor, product))
    context.require("!=", s, "the product")
    context.require("=", sub(mul(t, g), s), "the product")
    context.learn("!=", t)


def _between(context: Context, data: Any) -> None:
    t = _admitted(context, data)
    context.require(">=", t, "the term")
    context.require(">=", neg(t), "its negative")
    context.learn("=", t)


def _root(context: Context, data: Any, exponent: Any) -> None:
    t = _admitted(context, data)
    if type(exponent) is not int or exponent < 1:
        raise Rejected("the exponent must be a positive integer")
    context.require("=", power(t, exponent), "the power")
    context.learn("=", t)


def _parts(context: Context, data: Any, rest_data: Any, pairs: Any) -> None:
    """The imaginary parts of log a and a^r (a real) are 0 or of one sign: if their sum is real, each is."""
    t, rest = _admitted(context, data), _admitted(context, rest_data)
    summands = [(_admitted(context, c), _admitted(context, f)) for c, f in pairs]
    context.require("R", t, "the sum")
    context.require("R", rest, "the rest")
    context.require("=", sub(t, add(rest, *(mul(c, f) for c, f in summands))), "the parts")
    for c, f in summands:
        context.require("R", f[1], "an argument")
        match f:
            case ("log", a):
                fact, sign = (">", a), 1
            case ("^", a, ("num", q)) if q.denominator > 1:
                fact, sign = (">=", a), 1 if (q.numerator // q.denominator) % 2 == 0 else -1
            case _:
                raise Rejected("a part must be a logarithm or a root")
        if len(summands) == 1:
            context.require("R", c, "the coefficient")
            context.require("!=", c, "the coefficient")
        else:
            context.require(">", c if sign > 0 else neg(c), "a coefficient")
        context.learn(*fact)


def _flow(context: Context, kind: Any, data: Any, x: Any, anchor_data: Any, side: Any, steps: Any) -> None:
    """Mean value theorem on the segment from the anchor to the point; other variables keep their values."""
    t, anchor, point = term(data), number(anchor_data), ("var", x)
    domain = context.domains[x]
    if kind not in ("=", ">=", ">") or side not in (1, -1):
        raise Rejected("a flow shows =, >= or > on the side 1 or -1")
    if domain[0] in ("integer", "natural", "complex"):
        raise Rejected("a flow needs a real variable")
    away = sub(point, anchor) if side == 1 else sub(anchor, point)
    context.require(">=", away, "the side")
    # A domain is convex (but for 0 left out): between a point of its closure and a point of it lie points of it.
    member = [fact for fact in membership(point, domain) if fact[0] != "!="]
    at = [(k, put(f, {x: anchor})) for k, f in member]
    on_segment = member if all(decide(k, f) is True for k, f in at) else []
    # Strictly between two points that are ≥ an end, one is > it.
    strictly = [(">" if k == ">=" else k, f) for k, f in member]
    in_segment = strictly if all(decide(">=" if k == ">" else k, f) is True for k, f in at) else []
    domains = {**context.domains, x: ("real",)}
    closed = Context(domains, context.size, context.grain, [(">=", away), *on_segment])
    if "until" in steps:  # the point is not beyond it, so the segment is not
        end = number(steps["until"])
        room = sub(end, point) if side == 1 else sub(point, end)
        context.require(">=", room, "the end of the segment")
        at_anchor = put(room, {x: anchor})
        # The room is linear, so what is positive at both ends is so between them.
        apart = context.holds(">", room) and decide(">", at_anchor) is True
        closed.learn(">" if apart else ">=", room)
        if decide(">=", at_anchor) is True:
            in_segment.append((">", room))
    run(closed, steps.get("segment", []))
    closed.admit(t)
    continuous(closed, t)
    if kind != "=":
        closed.require("R", t, "the flow")
    smooth = set[Fact]()
    derivative = slope(t, x, smooth)
    inside = closed.child((">", away), *in_segment)
    run(inside, steps.get("inside", []))
    inside.admit(derivative)
    for fact in smooth:
        inside.require(*fact, "the function may not be differentiable")
    inside.require(kind, derivative if side == 1 else neg(derivative), "the derivative")
    start = Context({y: d for y, d in context.domains.items() if y != x}, context.size, context.grain)
    run(start, steps.get("anchor", []))
    start.require(">=" if kind == ">" else kind, put(t, {x: anchor}), "the value at the anchor")
    if kind == ">" and not context.holds(">", away):
        raise Rejected("the point may be the anchor itself")
    context.learn(kind, t)


def _induction(context: Context, kind: Any, data: Any, n: Any, at_zero: Any, along: Any) -> None:
    t = _admitted(context, data)
    if context.domains[n][0] != "natural" or kind not in ("=", ">=", ">"):
        raise Rejected("induction is over a natural variable")
    # No fact about n but the induction hypothesis may be used: the others would have to hold at n + 1 as well.
    base = Context({y: d for y, d in context.domains.items() if y != n}, context.size, context.grain)
    run(base, at_zero)
    base.require(kind, put(t, {n: num(0)}), "the base case")
    following = Context(context.domains, context.size, context.grain)
    following.admit(t)
    following.learn(kind, t)
    run(following, along)
    following.require(kind, put(t, {n: add(("var", n), num(1))}), "the induction step")
    context.learn(kind, t)


def continuous(context: Context, t: Term) -> None:
    """Require that no branch cut is met: arguments of the functions that have one are real, or t is entire in them."""
    for p in t[1:]:
        if isinstance(p, tuple):
            continuous(context, p)
    if t[0] in ("log", "atan", "asinh", "Ei", "Ci", "Chi", "dilog", "LambertW", "LambertWm1", "loggamma") or (
        t[0] == "^" and not (t[2][0] == "num" and t[2][1].denominator == 1)
    ):
        context.require("R", t[1], "a branch cut may be crossed")
    if t[0] == "asin":
        context.require(">=", sub(num(1), power(t[1], 2)), "a branch cut may be crossed")
    if t[0] == "^" and t[2][0] != "num":
        context.require(">", t[1], "a branch point may be met")


def _compare(context: Context, kind: Any, small: Any, large: Any) -> None:
    """a² ≤ b² and b ≥ 0 give a ≤ b, for real a; likewise with <."""
    a, b = _admitted(context, small), _admitted(context, large)
    if kind not in (">", ">="):
        raise Rejected("a comparison is > or >=")
    context.require("R", a, "the smaller side")
    context.require(">=", b, "the larger side")
    context.require(kind, sub(power(b, 2), power(a, 2)), "the squares")
    context.learn(kind, sub(b, a))


def _cases(context: Context, data: Any, goals: Any, first: Any, second: Any) -> None:
    t = _admitted(context, data)
    context.require("R", t, "a case distinction")
    facts = [(str(kind), _admitted(context, goal)) for kind, goal in goals]
    above = sub(t, num(1)) if context.integer(t) else t
    for case, steps in ((above, first), (neg(t), second)):
        child = context.child((">=", case))
        run(child, steps)
        if child.known(">=", num(-1)):
            continue  # the case does not occur
        for kind, goal in facts:
            child.require(kind, goal, "a case")
    for kind, goal in facts:
        context.learn(kind, goal)


RULES: dict[str, Callable[..., None]] = {
    "rewrite": _rewrite,
    "lemma": _lemma,
    "sign": _sign,
    "zero": _zero,
    "solve": _solve,
    "nonzero": _nonzero,
    "between": _between,
    "root": _root,
    "parts": _parts,
    "box": box,
    "flow": _flow,
    "compare": _compare,
    "cases": _cases,
    "induction": _induction,
}
