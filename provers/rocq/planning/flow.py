"""The mean value theorem along a segment, from an anchor to the point x: the `flow` step of a derivation.

    f continuous between the anchor and x, f′ of one sign inside, f(anchor) ≥ 0: f(x) ≥ 0      (= and > alike)

The segment's point gets a name of its own; what is known of x on the far side and of the anchor holds for it. The
lemmas are `porism_flow_…` of `library/Flow.v`; steps that prove the sign of the derivative are said inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.goals import goal_tactic
from porism.provers.rocq.planning.plan import Kind, Plan
from porism.provers.rocq.planning.slopes import derivative_tactic, know_continuous
from porism.provers.rocq.stating.emit import term_text, variable_name
from porism.provers.rocq.stating.statement import IsDerivative
from porism.symbolic.derivative import derivative
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Term,
    Variable,
    from_json,
    negate,
    number,
    substitute,
    subterms,
    subtract,
    variables,
)

_LEMMAS = {
    ("=", 1): "eq_up", ("=", -1): "eq_down", (">=", 1): "le_up", (">=", -1): "le_down", (">", 1): "lt_up",
    (">", -1): "lt_down",
}  # fmt: skip

Say = Callable[[Plan, Sequence[Any]], None]  # adds the facts of steps to a plan


@dataclass(frozen=True)
class _Segment:
    """From the anchor upwards (`side` 1) or downwards (−1) to the variable `x`; `s` names a point on it."""

    x: str
    s: str
    anchor: Term
    side: int

    def child(self, plan: Plan, closed: bool) -> Plan:
        """What is known at s, the ends included or not."""
        inner = plan.copy()
        inner.facts = [f for f in plan.facts if self.x not in variables(f.term)]
        low, high = inner.names.fresh(), inner.names.fresh()
        inner.lines.append(f"intros {variable_name(self.s)} [{low} {high}]")
        moved = Variable(self.s)
        away = subtract(moved, self.anchor) if self.side == 1 else subtract(self.anchor, moved)
        inner.know(">=" if closed else ">", away, f"clear - {low if self.side == 1 else high}; lra")
        for fact in plan.facts:
            if variables(fact.term) != {self.x} or fact.kind not in (">", ">="):
                continue
            slope = plan.value(derivative(fact.term, self.x))
            if not (slope.numerator.is_constant() and slope.denominator.is_constant()) or slope.is_zero():
                continue
            upwards, name = plan.field.term(slope), fact.name
            if not isinstance(upwards, Number) or (upwards.value < 0) != (self.side == 1):
                # It bounds the anchor's side: then it holds at s if it holds at the anchor.
                strict = fact.kind == ">" and closed
                at_anchor = substitute(fact.term, {self.x: self.anchor})
                try:
                    name = plan.know(">" if strict else ">=", at_anchor, plan.sign(at_anchor, strict)).name
                except NotSeen:
                    continue
            inner.know(fact.kind, substitute(fact.term, {self.x: moved}), f"clear - {name} {low} {high}; lra")
        return inner


def say_flow(
    plan: Plan, kind: str, t: Term, x: str, anchor: Term, side: int, steps: dict[str, Any], say: Say
) -> None:
    """Adds the fact `t kind 0`; `say` adds the facts of further steps to a plan."""
    point, strict = Variable(x), kind == ">"
    away = subtract(point, anchor) if side == 1 else subtract(anchor, point)
    order = plan.know(">" if strict else ">=", away, plan.sign(away, strict))
    if "until" in steps:
        end = from_json(steps["until"])
        room = subtract(end, point) if side == 1 else subtract(point, end)
        plan.know(">=", room, plan.sign(room, False))
    segment = _Segment(x, plan.names.fresh(f"{x}_s"), anchor, side)
    moved = substitute(t, {x: Variable(segment.s)})
    on_steps, in_steps = (_renamed(steps.get(key, []), x, segment.s) for key in ("segment", "inside"))
    on = segment.child(plan, closed=True)
    say(on, on_steps)
    know_continuous(on, moved)
    continuous = "; ".join([*on.lines, "porism_continuous"])
    inside = segment.child(plan, closed=False)
    say(inside, [*on_steps, *in_steps])
    differentiable = _differentiable(inside, segment, kind, moved)
    start = plan.copy()
    start.facts = [f for f in plan.facts if x not in variables(f.term)]
    say(start, steps.get("anchor", []))
    anchored = _anchored(start, kind, t, segment)
    name, x_text = variable_name(segment.s), variable_name(x)
    body = re.sub(rf"(?<![A-Za-z0-9_]){x_text}(?![A-Za-z0-9_])", name, term_text(t))
    plan.know(
        cast(Kind, kind),
        t,
        f"refine (porism_flow_{_LEMMAS[kind, side]} (fun {name} : R => {body}) {term_text(anchor)} {x_text} _ _ _ _); "
        f"[ clear - {order.name}; lra | {continuous} | {differentiable} | {anchored} ]",
    )


def _differentiable(plan: Plan, segment: _Segment, kind: str, moved: Term) -> str:
    """A tactic for `exists d, is_derive f s d` with the sign of d."""
    slope = derivative(moved, segment.s)
    towards = slope if segment.side == 1 else negate(slope)
    is_slope = derivative_tactic(plan, IsDerivative(moved, segment.s, slope))
    sign = _as_order(segment.side, kind, towards, goal_tactic(plan, kind, towards))
    return "; ".join([*plan.lines, f"exists {term_text(slope)}; split; [ {is_slope} | {sign} ]"])


def _anchored(plan: Plan, kind: str, t: Term, segment: _Segment) -> str:
    """A tactic for the value at the anchor."""
    at_anchor = substitute(t, {segment.x: segment.anchor})
    base = _start_tactic(plan, kind, at_anchor)
    arguments = [f"try porism_argument {f} {c}" for f, c in _arguments(t, segment.x, segment.anchor)]
    return "; ".join([*plan.lines, *arguments, f"porism_replace {term_text(at_anchor)}; {base}"])


def _arguments(t: Term, x: str, anchor: Term) -> list[tuple[str, str]]:
    """The functions in t with their arguments at the anchor, inner ones first, as the rest of the proof writes them."""
    found = dict[tuple[str, str], None]()
    for part in subterms(t):
        match part:
            case Apply(_, a) if x in variables(a):
                found[term_text(part).strip("()").split(" ", 1)[0], term_text(substitute(a, {x: anchor}))] = (
                    None
                )
            case Power(base, Number(n)) if n.denominator == 2 and x in variables(base):
                found["sqrt", term_text(substitute(base, {x: anchor}))] = None
            case _:
                pass
    return list(found)


def _as_order(side: int, kind: str, towards: Term, sign: str) -> str:
    """The sign of the slope as the lemma wants it: 0 ≤ d upwards, d ≤ 0 downwards."""
    if side == 1:
        return sign
    if kind == "=":
        return f"assert (O : {term_text(towards)} = 0) by ({sign}); lra"
    return f"assert (O : 0 {'<' if kind == '>' else '<='} {term_text(towards)}) by ({sign}); lra"


def _start_tactic(plan: Plan, kind: str, at_anchor: Term) -> str:
    if kind == "=":
        return plan.identity(at_anchor, number(0), False)
    try:
        return f"apply Req_le; symmetry; {plan.identity(at_anchor, number(0), False)}"
    except NotSeen:
        return plan.sign(at_anchor, False)


def _renamed(data: Any, x: str, s: str) -> Any:
    """Steps with the variable x called s."""
    match data:
        case ["var", name]:
            return ["var", s if name == x else name]
        case ["flow", kind, t, name, *rest]:
            return [
                "flow",
                kind,
                _renamed(t, x, s),
                s if name == x else name,
                *(_renamed(r, x, s) for r in rest),
            ]
        case list():
            return [_renamed(item, x, s) for item in data]
        case dict():
            return {s if key == x else key: _renamed(item, x, s) for key, item in data.items()}
        case _:
            return data
