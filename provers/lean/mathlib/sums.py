"""Finite sums with a variable end: ∑ k ∈ Finset.range (n + m), f (k + L) = v for n : ℕ, by induction.

The step is an identity of rational functions and powers that is checked here; sums with factorials, with other limits or
infinitely many terms are refused. The index is shifted so that it begins at 0.
"""

from __future__ import annotations

from dataclasses import replace

from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.scopes import (
    Evidence,
    Written,
    require_seen,
    scope_statement,
)
from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.syntax import (
    Reader,
    is_untyped,
    lean_name,
    number_system,
    text,
    wrapped,
)
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import (
    ONE,
    ZERO,
    Variable,
    add,
    number,
    substitute,
)


def sum_value(said: SumValue) -> Written:
    """The sum's theorem."""
    if said.upper is None:
        raise UnsupportedError(
            "an infinite series: its proof needs limits of partial sums, which no tactic finds"
        )
    if any(t.factorials for t in (*said.summand, *said.value)):
        raise UnsupportedError("a sum with factorials or binomial coefficients")
    k, lower, upper = said.variable, said.lower, said.upper
    if lower.parts or lower.constant < 0 or len(upper.parts) != 1 or upper.parts[0][1] != 1:
        raise UnsupportedError("a sum whose limits are not a number and a natural number plus a number")
    n, shift = upper.parts[0][0], upper.constant + 1 - lower.constant
    if said.scope.domain(n).name != "natural" or shift not in (0, 1):
        raise UnsupportedError("a sum over a range that is not 0, …, n or 0, …, n - 1 after a shift")
    summand = substitute(
        add(*(t.coefficient for t in said.summand)) if said.summand else ZERO,
        {k: add(Variable(k), number(lower.constant))},
    )
    value = add(*(t.coefficient for t in said.value)) if said.value else ZERO
    names = sorted(said.scope.names(summand, value, Variable(n)) - {k})
    domains = {**{m: said.scope.domain(m) for m in names}, k: Domain("natural")}
    outer = scope_statement(said.scope, names)
    if any(n in p.relation.variables() for p in outer.premises):
        raise UnsupportedError(f"a hypothesis about {n}, over which the induction goes")
    system = number_system([summand, value, *(Variable(m) for m in names)], domains)
    if system == "ℂ":
        raise UnsupportedError("a sum of complex numbers")
    outer = replace(outer, system=system)
    require_seen(
        [Relation("==", summand, summand), Relation("==", value, value)],
        Shapes(outer.known, domains, bounds=True),
    )
    reader = Reader(system, domains)
    f, v = reader.node(summand), reader.node(value)
    index, top = lean_name(k), lean_name(n) if shift == 0 else f"({lean_name(n)} + 1)"
    body = (
        f"({text(f)} : {system})"
        if is_untyped(f)
        else wrapped(f)
        if f.kind in ("add", "sub", "neg")
        else text(f)
    )
    conclusion = f"∑ {index} ∈ Finset.range {top}, {body} = {text(v)}"

    def proof(evidence: Evidence) -> list[str]:
        del evidence  # the telescoper is not needed: the step of the induction is an identity
        if shift == 1 and len(names) > 1:
            raise UnsupportedError("a sum with parameters that does not begin with the empty one")
        inner = replace(outer, domains=domains)
        step = Proof(inner, {})
        before, last = value, substitute(summand, {k: add(Variable(n), number(shift))})
        after = substitute(value, {n: add(Variable(n), ONE)})
        prove_equal(step, reader.node(add(before, last)), reader.node(after))
        allowed = (["ring"], ["field_simp <;> ring"])
        if step.lines[-1:] not in allowed or any("linear_combination" in line for line in step.lines):
            raise UnsupportedError("the step of the induction is no identity of rational functions")
        return [
            f"induction {lean_name(n)} with",
            "| zero => norm_num",
            f"| succ {lean_name(n)} ih =>",
            f"{INDENT}rw [Finset.sum_range_succ, ih]",
            f"{INDENT}push_cast",
            *(INDENT + line for line in step.lines),
        ]

    return Written(outer.binders, conclusion, (*outer.names, index), proof)
