"""Proofs of order relations and of ≠: `positivity`, `norm_num`, `linarith` and `nlinarith` with the facts they need.

    m·(right − left) = λ₀ + Σ λⱼ·fⱼ        λ ≥ 0, fⱼ ≥ 0 by a named fact, m > 0

The facts are the hypotheses, bounds of the atoms (−1 ≤ sin x, 0 < exp x, 3.141592 < π, …), the lemmas of the certificate and
the products of squares and known factors that its `sign` steps list; an exact linear program finds the λ, so that what is
written holds fact by fact and `linarith` has nothing to search for. Facts that are not used are not written.
"""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.lean.mathlib.atoms import Poly, Ring, divisors, product_of
from porism.provers.lean.mathlib.atoms import atoms as atoms_of
from porism.provers.lean.mathlib.context import INDENT, Proof, enclosed, tactic_of
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.facts import (
    Fact,
    arithmetic,
    combination,
    facts_about,
    multipliers,
    polynomial_term,
    positive_by,
)
from porism.provers.lean.mathlib.syntax import Node, relation_text, text, wrapped
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    ZERO,
    Number,
    Power,
)


def prove_order(proof: Proof, stated: Relation, certificate: Certificate | None = None) -> None:
    """Adds the tactics that close the goal `left ≤ right` or `left < right`; `UnsupportedError` if none are known to."""
    strict = stated.kind == "<"
    left, right = proof.reader.node(stated.left), proof.reader.node(stated.right)
    if not any(True for t in (left, right) for _ in atoms_of(t)):
        proof.say("norm_num")
        return
    visible = proof.shapes().follows(stated) if stated.left == ZERO else False
    if visible:
        proof.say("positivity" if stated not in proof.facts else f"exact {proof.facts[stated]}")
        return
    if _prove_root_bound(proof, stated):
        return
    difference = Node("sub", (right, left), system=left.system)
    ring, facts = facts_about(proof, difference, certificate)
    n, d = ring.ratio(difference)
    if d.is_constant():
        if d.leading_coefficient() < 0:
            n, d = -n, -d
        if (used := combination(n, facts, strict)) is not None:
            proof.say(arithmetic(used))
            return
        for m in multipliers(proof, ring, certificate):
            if (used := combination(n * m, facts, strict)) is not None:
                lemma = "lt_of_mul_lt_mul_left" if strict else "le_of_mul_le_mul_left"
                sign = "≤" if strict else "<"
                shown = f"(show (0 : {left.system}) {sign} {ring.text(m)} by positivity)"
                proof.say(f"refine {lemma} ?_ {shown}", arithmetic(used))
                return
        if _prove_visible(proof, stated, difference, ring, n * (1 / d.leading_coefficient())):
            return
        raise UnsupportedError(f"{stated}: {_why_not(certificate)}")
    _prove_quotient(proof, stated, difference, ring, facts, certificate)


def prove_unequal(proof: Proof, stated: Relation, certificate: Certificate | None = None) -> None:
    """Adds the tactics that close the goal `left ≠ right`."""
    left, right = proof.reader.node(stated.left), proof.reader.node(stated.right)
    if (known := proof.facts.get(stated)) is not None:
        proof.say(f"exact {known}")
        return
    if not any(True for t in (left, right) for _ in atoms_of(t)):
        proof.say("norm_num")
        return
    if stated.right == ZERO and (shown := proof.nonzero(left)) is not None:
        proof.say(tactic_of(shown) or f"exact {shown}")
        return
    if proof.reader.system != "ℂ":
        for small, large, method in ((stated.left, stated.right, "ne"), (stated.right, stated.left, "ne'")):
            trial = Proof(proof.statement, proof.facts)
            smaller = Relation("<", small, large)
            try:
                prove_order(trial, smaller, certificate)
            except UnsupportedError:
                continue
            name = proof.fresh("h")
            sides = proof.reader.node(small), proof.reader.node(large)
            proof.say(f"have {name}' : {relation_text(sides[0], '<', sides[1])} := by")
            proof.say(*(INDENT + line for line in trial.lines), f"exact {name}'.{method}")
            return
    if stated.right == ZERO and _prove_nonzero_by_hypotheses(proof, stated, certificate):
        return
    raise UnsupportedError(f"{stated}: neither side was seen to be the larger one")


def _prove_nonzero_by_hypotheses(proof: Proof, stated: Relation, certificate: Certificate | None) -> bool:
    """left = 0 would give 1 = 0 from the hypotheses."""
    equal, contradiction = proof.fresh("h"), proof.fresh("h")
    trial = Proof(proof.statement, {**proof.facts, Relation("==", stated.left, ZERO): equal})
    one, zero = (Node("number", (), d, proof.reader.system) for d in "10")
    try:
        prove_equal(trial, one, zero, certificate)
    except UnsupportedError:
        return False
    proof.say(
        f"intro {equal}",
        f"have {contradiction} : {relation_text(one, '=', zero)} := by",
        *(INDENT + line for line in trial.lines),
        f"exact one_ne_zero {contradiction}",
    )
    return True


def _prove_quotient(
    proof: Proof,
    stated: Relation,
    difference: Node,
    ring: Ring,
    facts: Sequence[Fact],
    certificate: Certificate | None,
) -> None:
    n, d = ring.ratio(difference)
    shapes, strict = proof.shapes(), stated.kind == "<"
    factors = [*{text(b): b for b in divisors(difference)}.values()]
    constant, powers = ring.factored(d, factors)
    below, n = product_of(powers), n * (1 / constant)
    positive = positive_by(proof, below)
    if not positive:
        below, n = Node("neg", (below,), system=below.system), -n
        positive = positive_by(proof, below)
    if not positive:
        raise UnsupportedError(f"{stated}: the sign of the common denominator {text(below)} is not seen")
    lines = Proof(proof.statement, proof.facts)
    if (used := combination(n, facts, strict)) is not None:
        lines.say(arithmetic(used))
    else:
        for m in multipliers(proof, ring, certificate):
            if (used := combination(n * m, facts, strict)) is not None:
                raise UnsupportedError(f"{stated}: a numerator that needs a multiplier beside a denominator")
        if not (shapes.positive if strict else shapes.nonnegative)(polynomial_term(proof, ring, n)):
            raise UnsupportedError(f"{stated}: {_why_not(certificate)}")
        lines.say("positivity")
    proof.say_nonzero(factors)
    e, key, sign = proof.fresh("e"), proof.fresh("key"), "<" if strict else "≤"
    proof.say(
        f"have {e} : {text(difference)} = {enclosed(ring.text(n))} / {wrapped(below)} := by",
        f"{INDENT}field_simp <;> ring",
        f"have {key} : (0 : {difference.system}) {sign} {ring.text(n)} := by",
        *(INDENT + line for line in lines.lines),
        f"rw [← {'sub_pos' if strict else 'sub_nonneg'}, {e}]",
        f"exact {'div_pos' if strict else 'div_nonneg'} {key} (show (0 : {difference.system}) < {text(below)} by {positive})",
    )


def _prove_visible(proof: Proof, stated: Relation, difference: Node, ring: Ring, n: Poly) -> bool:
    """right − left multiplied out has a visible sign."""
    strict = stated.kind == "<"
    shapes = proof.shapes()
    if not (shapes.positive if strict else shapes.nonnegative)(polynomial_term(proof, ring, n)):
        return False
    lemma = "sub_pos" if strict else "sub_nonneg"
    proof.say(f"rw [← {lemma}, show {text(difference)} = {ring.text(n)} by ring]", "positivity")
    return True


def _prove_root_bound(proof: Proof, stated: Relation) -> bool:
    """√a < q and q < √a for rational numbers, by squaring."""
    match stated:
        case Relation("<" | "<=" as kind, Power(Number(a), Number(q)), Number(b)) if q * 2 == 1 and a >= 0:
            if not (b > 0 and a < b * b):
                return False
            tactics = ["rw [Real.sqrt_lt' (by norm_num)]", "norm_num"]
        case Relation("<" | "<=" as kind, Number(b), Power(Number(a), Number(q))) if q * 2 == 1 and a >= 0:
            if b >= 0 and b * b < a:
                tactics = ["rw [Real.lt_sqrt (by norm_num)]", "norm_num"]
            else:
                return False
        case _:
            return False
    if kind == "<=":
        tactics.insert(0, "apply le_of_lt")
    proof.say(*tactics)
    return True


def _why_not(certificate: Certificate | None) -> str:
    data = certificate.data if certificate is not None else None
    steps = {str(s[0]) for s in data.get("steps", [])} if isinstance(data, dict) else set[str]()
    if certificate is None:
        return "there is no certificate that says from which facts it follows"
    if other := sorted(steps - {"sign", "lemma", "rewrite", "zero"}):
        return f"its certificate uses steps without a counterpart among Mathlib's tactics: {', '.join(other)}"
    return "its certificate's facts do not give it by a linear combination"
