"""A certificate for the exact checker from linear facts that contradict the opposite of a claim.

The opposite of t ≥ 0 (or t > 0) is −t > 0 (or −t ≥ 0). With the other facts f ≥ 0 (or > 0) and z = 0, multipliers
λ ≥ 0 and μ are found such that

    λ₀·(−t) + Σ λ·f + Σ μ·z = −c,   c > 0, or c = 0 and a strict fact has a multiplier.

So t = (Σ λ·f + Σ μ·z + c)/λ₀, which is one step of a derivation. Where the facts contradict each other without the
claim's opposite, λ₀ = 0 and S = Σ λ·f + c with S + Σ μ·z = 0 gives t = t·(1 + S + Σ μ·z), which is no sum of
non-negative terms: such claims are left to others.

The linear program is small, because a solver has said which facts matter.

References: J. Farkas (1902); T. Motzkin (1936) for strict facts.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import compress
from typing import Literal, TypeAlias

from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Relation
from porism.symbolic.derivations.problem import step
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.proposals.linear_programs import Contradiction, Row, strictly_inside
from porism.symbolic.smt.script import Script
from porism.symbolic.term import Number, Term, number, subtract

Sign: TypeAlias = Literal["=", ">", ">="]


def derivation(script: Script, core: Collection[int]) -> Certificate | None:
    """The derivation of the script's claim from those of its facts that are in `core`; None where there is none."""
    opposite = len(script.facts) - 1
    chosen = [_positive(fact) for k, fact in enumerate(script.facts[:-1]) if k in core]
    goal = _positive(script.facts[opposite])
    facts = [fact for fact in chosen if fact is not None]
    if goal is None or goal[0] == "=" or any(fact is None for fact in chosen):
        return None
    rows = _rows([*facts, goal])
    if rows is None:
        return None
    found = strictly_inside(rows, len(rows[0].coefficients))
    if not isinstance(found, Contradiction) or found.multipliers[-1] <= 0:
        return None
    *multipliers, scale = found.multipliers
    shares = [m / scale for m in multipliers]
    kind, t = (">=" if goal[0] == ">" else ">"), native(subtract(number(0), goal[1]))
    summands = [
        [str(share), [f]] for share, (sign, f) in zip(shares, facts, strict=True) if sign != "=" and share
    ]
    ideal = [
        [Number(share), f] for share, (sign, f) in zip(shares, facts, strict=True) if sign == "=" and share
    ]
    constant = -sum((m * row.constant for m, row in zip(found.multipliers, rows, strict=True)), Fraction(0))
    if constant > 0:
        summands.append([str(constant / scale), []])
    return Certificate(
        "derivation", {"grain": 1, "steps": [step("sign", kind, t, number(1), summands, ideal)]}
    )


def _positive(fact: Relation) -> tuple[Sign, Term] | None:
    """(kind, t) with t kind 0, kind one of = > >=; None for ≠."""
    match fact.kind:
        case "==":
            return "=", native(subtract(fact.left, fact.right))
        case "<" | "<=":
            return (">" if fact.kind == "<" else ">="), native(subtract(fact.right, fact.left))
        case _:
            return None


def _rows(facts: list[tuple[Sign, Term]]) -> list[Row] | None:
    """The facts as rows of a linear program in their kernels, None where one is not linear."""
    view = View([t for _, t in facts])
    polynomials = [view.polynomial(t) for _, t in facts]
    rows = list[Row]()
    for (kind, _), p in zip(facts, polynomials, strict=True):
        if p is None or p.total_degree() > 1:
            return None
        coefficients = [Fraction(0)] * p.context().nvars()
        constant = Fraction(0)
        for exponents, c in p.terms():
            if any(exponents):
                (k,) = compress(range(len(exponents)), exponents)
                coefficients[k] = rational(c)
            else:
                constant = rational(c)
        rows.append(Row(constant, tuple(coefficients), kind))
    return rows
