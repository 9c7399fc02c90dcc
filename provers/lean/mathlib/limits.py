"""Limits at a point: Filter.Tendsto f (𝓝[≠] a) (𝓝 v), for functions that are continuous there, perhaps after cancelling.

A function with conditions has to be seen to be defined wherever x is not the point. Limits at infinity and infinite limits
are refused.
"""

from __future__ import annotations

from dataclasses import replace

from porism.provers.lean.mathlib.atoms import Ring
from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.derivatives import derived
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.facts import polynomial_term
from porism.provers.lean.mathlib.scopes import (
    Evidence,
    Written,
    node_with,
    require_seen,
    scope_statement,
    typed_text,
)
from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.syntax import (
    Reader,
    lean_name,
    relation_text,
    text,
    wrapped,
)
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.limit import Limit
from porism.symbolic.term import (
    ZERO,
    Variable,
    subtract,
)


def limit(said: Limit) -> Written:
    """The limit's theorem."""
    if isinstance(said.point, str) or isinstance(said.value, str):
        raise UnsupportedError("a limit at or to infinity: no tactic of Mathlib is certain for it")
    x, f = said.variable, said.expression
    names = sorted(said.scope.names(f, said.point, said.value) - {x})
    outer = replace(scope_statement(said.scope, names), system="ℝ")
    domains = {**outer.domains, x: Domain("real")}
    reader, name = Reader("ℝ", domains), lean_name(x)
    point, value, body = (reader.node(t) for t in (said.point, said.value, f))
    require_seen([Relation("==", t, t) for t in (said.point, said.value)], outer.shapes(bounds=True))
    near = {"+-": "≠", "+": ">", "-": "<"}[said.side]
    neighbourhood = f"(𝓝[{near}] {wrapped(point)})"
    away = relation("!=", subtract(Variable(x), said.point), ZERO)
    seen = Shapes([*outer.known, away, relation("!=", Variable(x), said.point)], domains)
    require_seen([Relation("==", f, f)], seen)
    function = f"(fun {name} : ℝ => {text(body)})"
    conclusion = f"Filter.Tendsto {function} {neighbourhood} (𝓝 {typed_text(value)})"

    def proof(evidence: Evidence) -> list[str]:
        del evidence
        ring = Ring([body, point, reader.node(Variable(x))])
        inner = replace(outer, variables=(*outer.variables, (x, "ℝ")), domains=domains)
        continuous, congruent = body, list[str]()
        if any(True for _ in defining_conditions(Claim.make(Relation("==", f, f)))):
            n, d = ring.ratio(body)
            common = n.gcd(d)
            n, d = n / common, d / common
            if not d.is_constant():
                raise UnsupportedError("the function is not continuous at the point after cancelling")
            continuous = reader.node(polynomial_term(Proof(inner), ring, n * (1 / d.leading_coefficient())))
            cancelled = Proof(inner, {away: "away₀"})
            prove_equal(cancelled, continuous, body)
            congruent = [
                "refine lim₀.congr' ?_",
                f"filter_upwards [self_mem_nhdsWithin] with {name} mem₀",
                f"have away₀ : {text(reader.node(away.left))} ≠ 0 := "
                + ("" if said.point == ZERO else "sub_ne_zero.mpr ")
                + _apart(said.side),
                f"show {relation_text(continuous, '=', body)}",
                *cancelled.lines,
            ]
        plain = Proof(inner, {})
        combinator = derived(plain, continuous, name).proof
        at_point = Proof(outer)
        there = node_with(continuous, name, point)
        prove_equal(at_point, there, value)
        smooth = f"(fun {name} : ℝ => {text(continuous)})"
        return [
            f"have cont₀ : ∀ {name} : ℝ, ContinuousAt {smooth} {name} := fun {name} => ({combinator}).continuousAt",
            f"have value₀ : {relation_text(there, '=', value)} := by",
            *(INDENT + line for line in at_point.lines),
            f"have lim₀ : Filter.Tendsto {smooth} {neighbourhood} (𝓝 {typed_text(value)}) :=",
            f"{INDENT}((cont₀ {wrapped(point)}).tendsto.mono_left nhdsWithin_le_nhds).mono_right (congrArg nhds value₀).le",
            *(congruent or ["exact lim₀"]),
        ]

    return Written(outer.binders, conclusion, (*outer.names, name), proof)


def _apart(side: str) -> str:
    """That x is not the point, from `mem₀ : x ∈ s`."""
    return {
        "+-": "(Set.mem_compl_singleton_iff.mp mem₀)",
        "+": "(Set.mem_Ioi.mp mem₀).ne'",
        "-": "(Set.mem_Iio.mp mem₀).ne",
    }[side]
