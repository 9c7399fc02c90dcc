"""Definite integrals: IntervalIntegrable f volume a b ∧ (∫ x in a..b, f) = v, by one antiderivative on the whole interval.

The integrand has to be seen to be defined and real on the closed interval, and both it and the antiderivative to have
derivatives there; so the integral is proper, and its value is the difference of the antiderivative at the ends. Integrals over
several pieces, to infinity, with known parts or without a value are refused.
"""

from __future__ import annotations

from dataclasses import replace

from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.derivatives import derived
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.goals import prove_goal
from porism.provers.lean.mathlib.inequalities import prove_order
from porism.provers.lean.mathlib.scopes import (
    Evidence,
    Written,
    node_with,
    require_seen,
    scope_statement,
)
from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.statement import (
    HasDerivative,
)
from porism.provers.lean.mathlib.syntax import (
    Node,
    Reader,
    is_untyped,
    lean_name,
    relation_text,
    text,
    wrapped,
)
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.term import (
    Derivative,
    Term,
    Variable,
    from_json,
    subterms,
    variables,
)


def definite_integral(said: DefiniteIntegral) -> Written:
    """The integral's theorem."""
    low, high, value = said.low, said.high, said.value
    if isinstance(low, str) or isinstance(high, str):
        raise UnsupportedError("an integral to infinity: improper integrals are not written in Lean")
    if isinstance(value, str):
        raise UnsupportedError("an integral that diverges is not written in Lean")
    if any(isinstance(p, Derivative) for p in subterms(said.integrand)):
        raise UnsupportedError("an integrand with a derivative")
    x, f = said.variable, said.integrand
    names = sorted(said.scope.names(f, low, high, value) - {x})
    outer = scope_statement(said.scope, names)
    if outer.system != "ℝ" and names:
        raise UnsupportedError("an integral with integer parameters")
    outer = replace(outer, system="ℝ")
    inside = [relation("<=", low, Variable(x)), relation("<=", Variable(x), high)]
    domains = {**outer.domains, x: Domain("real")}
    seen = Shapes([*outer.known, *inside], domains, bounds=True)
    require_seen([Relation("==", f, f)], seen)
    require_seen([Relation("==", t, t) for t in (low, high, value)], outer.shapes(bounds=True))
    if not outer.shapes(bounds=True).follows(Relation("<", low, high)):
        raise UnsupportedError(f"{low} < {high} is not seen from the hypotheses")
    reader = Reader("ℝ", domains)
    a, b, v, body = (reader.node(t) for t in (low, high, value, f))
    name = lean_name(x)
    start = f"({text(a)} : ℝ)" if is_untyped(a) else wrapped(a)
    function = f"(fun {name} : ℝ => {text(body)})"
    integrand = f"({text(body)} : ℝ)" if is_untyped(body) else text(body)
    integrable = f"IntervalIntegrable {function} MeasureTheory.volume {wrapped(a)} {wrapped(b)}"
    conclusion = f"{integrable} ∧ (∫ {name} in {start}..{wrapped(b)}, {integrand}) = {text(v)}"

    def proof(evidence: Evidence) -> list[str]:
        data = evidence.data if isinstance(evidence.data, dict) else {}
        pieces = data.get("pieces", [])
        if (
            len(pieces) != 1
            or data.get("breaks")
            or data.get("reflected") is not None
            or pieces[0].get("known")
        ):
            raise UnsupportedError("the integral is not proved by one antiderivative on the whole interval")
        antiderivative = from_json(pieces[0]["F"])
        require_seen([Relation("==", antiderivative, antiderivative)], seen)
        inner = replace(
            outer,
            variables=(*outer.variables, (x, "ℝ")),
            domains=domains,
        )
        bounds = {inside[0]: "low₀", inside[1]: "high₀"}
        primitive = Proof(inner, bounds)
        prove_goal(
            primitive, HasDerivative(antiderivative, x, f), evidence.of(_slope_claim(said, antiderivative))
        )
        continuous = Proof(inner, bounds)
        combinator = derived(continuous, body, name).proof
        big = reader.node(antiderivative)
        at_ends = Node("sub", (node_with(big, name, b), node_with(big, name, a)))
        values = Proof(outer)
        prove_equal(values, at_ends, v)
        segment = f"Set.uIcc {start} {wrapped(b)}"
        below = relation_text(a, "≤", b)
        entering = [
            f"intro {name} mem₀",
            "rw [Set.uIcc_of_le order₀] at mem₀",
            "obtain ⟨low₀, high₀⟩ := mem₀",
        ]
        ordered = Proof(outer)
        prove_order(ordered, Relation("<=", low, high))
        whole = f"fun {name} : ℝ => {text(big)}"
        return [
            f"have order₀ : {below} := by",
            *(INDENT + line for line in ordered.lines),
            f"have slope₀ : ∀ {name} ∈ {segment}, HasDerivAt ({whole}) {wrapped(body)} {name} := by",
            *(INDENT + line for line in [*entering, *primitive.lines]),
            f"have cont₀ : ContinuousOn {function} ({segment}) := by",
            *(INDENT + line for line in entering),
            f"{INDENT}exact ({combinator}).continuousAt.continuousWithinAt",
            f"have int₀ : {integrable} := cont₀.intervalIntegrable",
            "refine ⟨int₀, (intervalIntegral.integral_eq_sub_of_hasDerivAt slope₀ int₀).trans ?_⟩",
            f"show {relation_text(at_ends, '=', v)}",
            *values.lines,
        ]

    return Written(outer.binders, conclusion, (*outer.names, name), proof)


def _slope_claim(said: DefiniteIntegral, antiderivative: Term) -> Claim:
    low, high = said.low, said.high
    if isinstance(low, str) or isinstance(high, str) or variables(low) or variables(high):
        return said.scope.claim(Relation("==", Derivative(antiderivative, said.variable), said.integrand))
    open_interval = interval(low, high, False, False)
    stated = relation("==", Derivative(antiderivative, said.variable), said.integrand)
    return said.scope.where(said.variable, open_interval).claim(stated)
