"""Arcs: equations by uniqueness, and bounds from their arguments.

    c·asin(u) + rest = 0     asin(u) = R := −rest/c, because sin R = u and −π/2 ≤ R ≤ π/2
    c·atan(u) + rest = 0     atan(u) = R, because sin R = u·cos R and −π/2 < R < π/2
    −π < R < π, cos R > 0    gives −π/2 < R < π/2, where the bounds of R are not seen themselves
    u ≤ 1 gives atan u ≤ π/4;  u ≤ 1/2 gives asin u ≤ π/6;  u < 1 gives asin u < π/2;  u ≥ 1 gives log u ≥ 0; …

The lemmas are those of `library/Inverse.v`.
"""

from __future__ import annotations

import contextlib
from fractions import Fraction
from typing import TYPE_CHECKING

from porism.provers.rocq.planning.errors import FinerGrain, NotSeen
from porism.provers.rocq.planning.rational import Value, coefficient, constant
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    ZERO,
    Apply,
    Term,
    add,
    multiply,
    negate,
    number,
    subtract,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Kind, Plan

_HALF_PI = multiply(HALF, PI)


def arc_tactic(plan: Plan, left: Term, right: Term) -> str:
    """A tactic for `left = right`, by the value of one arc that occurs in it; raises `NotSeen`."""
    difference = plan.value(left) - plan.value(right)
    rest = plan.field.reduced(difference.numerator).rest
    for atom in reversed(plan.field.atoms):
        match atom:
            case Apply("asin" | "atan" as name, u):
                index = plan.field.atoms.index(atom)
                if rest == 0 or int(rest.degrees()[index]) != 1:
                    continue
                slope, offset = coefficient(rest, index, 1), coefficient(rest, index, 0)
                if not slope.is_constant():
                    continue
                arc = plan.field.term(Value(offset) * constant(-1) * Value(slope) ** -1)
                before = plan.copy(), len(plan.lines)
                try:
                    _know_arc(plan, name, u, atom, arc)
                    return plan.identity(left, right)
                except NotSeen as reason:
                    if isinstance(reason, FinerGrain):
                        raise
                    plan.restore(*before)
            case _:
                continue
    raise NotSeen(f"no arc in {left} = {right} is seen to have a value")


def _know_arc(plan: Plan, name: str, u: Term, atom: Apply, arc: Term) -> None:
    """Adds the relation `atom − arc = 0`, with its proof by uniqueness."""
    strict = name == "atan"
    sine, cosine = Apply("sin", arc), Apply("cos", arc)
    equation = plan.identity(sine, multiply(u, cosine) if strict else u, False)
    kind: Kind = ">" if strict else ">="
    try:
        for side in (add(_HALF_PI, arc), subtract(_HALF_PI, arc)):
            plan.know(kind, side, plan.sign(side, strict))
        bounds = "lra | lra"
    except NotSeen:
        for side in (add(PI, arc), subtract(PI, arc)):
            plan.know(">", side, plan.sign(side, True))
        reduced = plan.field.term(plan.value(cosine))
        known = plan.know(kind, reduced, plan.sign(reduced, strict))
        fresh = plan.names.fresh()
        order = "<" if strict else "<="
        plan.lines.append(
            f"assert ({fresh} : 0 {order} cos {term_text(arc)}) by (replace (cos {term_text(arc)}) with {known.text} "
            f"by ({plan.identity(reduced, cosine, False)}); exact {known.name})"
        )
        lemma = f"porism_arc_{'strict' if strict else 'weak'} {term_text(arc)} ltac:(lra) ltac:(lra) {fresh}"
        bounds = f"exact (proj1 ({lemma})) | exact (proj2 ({lemma}))"
    text, label = f"{term_text(atom)} - {term_text(arc)}", plan.names.fresh("P")
    proof = f"apply Rminus_diag_eq; apply porism_{name}_unique; [ {bounds} | {equation} ]"
    plan.lines.append(f"assert ({label} : {text} = 0) by ({proof})")
    plan.field.vanish(label, text, (plan.value(atom) - plan.value(arc)).numerator, atom)


def know_bounds(plan: Plan, atom: Term) -> None:
    """Puts what the argument says about an arc or a logarithm into the context."""
    match atom:
        case Apply("atan", u):
            for v, arc, lemma in (
                (ZERO, ZERO, "atan_0"),
                (ONE, multiply(number(Fraction(1, 4)), PI), "atan_1"),
                (negate(ONE), multiply(number(Fraction(-1, 4)), PI), "_"),
            ):
                value = f"{term_text(v)} {term_text(arc)}"
                if v == negate(ONE):
                    proof = "ltac:(replace (- 1) with (- (1)) by ring; rewrite atan_opp, atan_1; lra)"
                else:
                    proof = lemma if v != ONE else "ltac:(rewrite atan_1; lra)"
                for gap, word, bound in (
                    (subtract(v, u), "below", subtract(arc, atom)),
                    (subtract(u, v), "above", subtract(atom, arc)),
                ):
                    with contextlib.suppress(NotSeen):
                        strict = _know_gap(plan, gap)
                        lemma_used = f"porism_atan_{word}{'_strict' if strict else ''}"
                        plan.know(
                            ">" if strict else ">=",
                            bound,
                            f"pose proof ({lemma_used} {term_text(u)} {value} {proof} ltac:(lra)); lra",
                        )
        case Apply("asin", u):
            for side in (add(ONE, u), subtract(ONE, u)):
                plan.know(">=", side, plan.sign(side, False))
            plan.know(">", PI, "exact PI_RGT_0")
            for sine, arc, rewriting in (
                (ZERO, ZERO, "sin_0"),
                (HALF, multiply(number(Fraction(1, 6)), PI), "sin_PI6"),
                (negate(HALF), multiply(number(Fraction(-1, 6)), PI), "sin_neg, sin_PI6"),
                (ONE, _HALF_PI, "sin_PI2"),
                (negate(ONE), negate(_HALF_PI), "sin_neg, sin_PI2"),
            ):
                text = {"sin_neg, sin_PI6": "(- (PI / 6))", "sin_neg, sin_PI2": "(- (PI / 2))"}.get(
                    rewriting, term_text(arc)
                )
                for gap, word, bound in (
                    (subtract(sine, u), "below", subtract(arc, atom)),
                    (subtract(u, sine), "above", subtract(atom, arc)),
                ):
                    with contextlib.suppress(NotSeen):
                        strict = _know_gap(plan, gap)
                        lemma = f"porism_asin_{word}{'_strict' if strict else ''}"
                        sides = "ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)"
                        plan.know(
                            ">" if strict else ">=",
                            bound,
                            f"pose proof ({lemma} {term_text(u)} {text} {sides} ltac:(rewrite {rewriting}; lra)); lra",
                        )
        case Apply("log", u):
            positive = plan.know(">", u, plan.sign(u, True)).name
            for gap, lemma, bound in (
                (subtract(u, ONE), "porism_ln_{} _ ltac:(lra)", atom),
                (subtract(ONE, u), f"porism_ln_{{}} _ {positive} ltac:(lra)", negate(atom)),
            ):
                with contextlib.suppress(NotSeen):
                    strict = _know_gap(plan, gap)
                    up = bound == atom
                    word = ("pos" if strict else "nonneg") if up else ("neg" if strict else "nonpos")
                    chosen = lemma.format(word).replace(" _ ", f" {term_text(u)} ", 1)
                    plan.know(">" if strict else ">=", bound, f"pose proof ({chosen}); lra")
        case _:
            pass


def _know_gap(plan: Plan, gap: Term) -> bool:
    """Puts gap > 0 or gap ≥ 0 into the context; whether it is strict. Raises `NotSeen`."""
    try:
        plan.know(">", gap, plan.sign(gap, True))
    except NotSeen:
        plan.know(">=", gap, plan.sign(gap, False))
        return False
    return True
