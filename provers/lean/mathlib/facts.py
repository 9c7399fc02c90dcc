"""Facts for `linarith`: what hypotheses, lemmas and the certificate say of signs, and the combination that gives the goal.

n = λ₀ + Σ λⱼ·fⱼ with λ ≥ 0, by an exact linear program; 0 ≤ fⱼ has a proof in Lean
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from porism.provers.lean.mathlib.atoms import Poly, Ring
from porism.provers.lean.mathlib.atoms import atoms as atoms_of
from porism.provers.lean.mathlib.context import Proof
from porism.provers.lean.mathlib.syntax import Node, System, relation_text, text, wrapped
from porism.symbolic.certificate import Certificate
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.proposals.simplex import Vertex, least
from porism.symbolic.term import (
    ONE,
    Apply,
    Number,
    Power,
    Product,
    Term,
    add,
    from_json,
    multiply,
    number,
    power,
    subtract,
)

MAX_FACTS = 60
MAX_MONOMIALS = 200
FEW = 4  # facts that `nlinarith` may multiply with each other without growing slow
_PI_20 = ("314159265358979323846", "314159265358979323847", "100000000000000000000")


@dataclass(frozen=True)
class Fact:
    """0 ≤ polynomial (0 < if `strict`, 0 = if `equal`); `proof` is empty where the fact is a hypothesis of the context."""

    polynomial: Poly
    proof: str
    strict: bool = False
    equal: bool = False


def combination(n: Poly, facts: Sequence[Fact], strict: bool) -> list[Fact] | None:
    """The facts with n = λ₀ + Σ λⱼ·fⱼ, of which λ₀ or a strict one has a positive λ where `strict`; hypotheses first."""
    given = [f for f in facts if not f.proof]
    return _combined(n, given, strict) or _combined(n, facts, strict)


def _combined(n: Poly, facts: Sequence[Fact], strict: bool) -> list[Fact] | None:
    columns = [*facts, *(Fact(-f.polynomial, f.proof, equal=True) for f in facts if f.equal)]
    columns.append(Fact(n * 0 + 1, "", strict=True))
    monomials = sorted({e for p in (n, *(f.polynomial for f in columns)) for e, _ in p.terms()})
    if len(monomials) > MAX_MONOMIALS or len(columns) > 2 * MAX_FACTS:
        return None
    tables = [{e: fmpq(c.p, c.q) for e, c in f.polynomial.terms()} for f in columns]
    wanted = {e: fmpq(c.p, c.q) for e, c in n.terms()}
    if strict:
        return _feasible_strictly(columns, tables, wanted, monomials)
    zero = fmpq(0)
    rows, bounds = list[list[Any]](), list[Any]()
    for e in monomials:
        row = [t.get(e, zero) for t in tables]
        rows += [row, [-a for a in row]]
        bounds += [wanted.get(e, zero), -wanted.get(e, zero)]
    costs = [zero for _ in columns]
    found = least(costs, rows, bounds)
    if not isinstance(found, Vertex):
        return None
    return [f for f, c in zip(columns, found.point, strict=True) if c != 0]


def _feasible_strictly(
    columns: Sequence[Fact],
    tables: Sequence[dict[Any, Any]],
    wanted: dict[Any, Any],
    monomials: Sequence[Any],
) -> list[Fact] | None:
    """n = Σ λⱼ·fⱼ with the largest s ≤ 1 that is at most the sum of the strict λ: s > 0 means that n > 0."""
    zero, one = fmpq(0), fmpq(1)
    rows, bounds = list[list[Any]](), list[Any]()
    for e in monomials:
        row = [*(t.get(e, zero) for t in tables), zero]
        rows += [row, [-a for a in row]]
        bounds += [wanted.get(e, zero), -wanted.get(e, zero)]
    rows += [[*(-one if f.strict else zero for f in columns), one], [*(zero for _ in columns), one]]
    bounds += [zero, one]
    found = least([*(zero for _ in columns), -one], rows, bounds)
    if isinstance(found, Vertex) and found.point[-1] > 0:
        return [f for f, c in zip(columns, found.point[:-1], strict=True) if c != 0]
    return None


def facts_about(proof: Proof, difference: Node, certificate: Certificate | None) -> tuple[Ring, list[Fact]]:
    """The ring of everything that is known, and the facts in it."""
    said = [*_said(proof, difference, certificate)]
    every = [difference, *(n for n, *_ in said)]
    ring, facts = Ring(every), list[Fact]()
    for node, shown, strict, equal in said:
        p = ring.polynomial(node)
        if p is not None and p != 0 and all(p != f.polynomial for f in facts):
            facts.append(Fact(p, shown, strict, equal))
    return ring, facts[:MAX_FACTS]


def _said(
    proof: Proof, difference: Node, certificate: Certificate | None
) -> Iterator[tuple[Node, str, bool, bool]]:
    """Each fact: what is not negative, its proof, whether it is positive, whether it is zero."""
    yield from _said_by_hypotheses(proof, difference.system)
    steps = _steps(certificate)
    terms = [from_json(f) for s in steps if s[0] == "sign" for _, fs in s[4] for f in fs]
    seen = set[str]()
    for atom in [*atoms_of(difference), *(a for t in terms for a in _atoms_of_term(proof, t))]:
        if text(atom) not in seen:
            seen.add(text(atom))
            yield from _bounds(proof, atom)
    for step in steps:
        if step[0] == "lemma":
            yield from _lemma(proof, str(step[1]), [from_json(a) for a in step[2:]])
    for step in steps:
        if step[0] == "sign" and len(step) > 5:
            for cofactor, zero in step[5]:
                yield from _multiple_of_hypothesis(proof, from_json(cofactor), from_json(zero))
    for step in steps:
        if step[0] == "sign":
            for _, factors in step[4]:
                yield from _product(proof, [from_json(f) for f in factors], steps)


def _said_by_hypotheses(proof: Proof, system: System) -> Iterator[tuple[Node, str, bool, bool]]:
    for stated in proof.facts:
        if stated.kind != "!=":
            sides = proof.reader.node(stated.right), proof.reader.node(stated.left)
            yield Node("sub", sides, system=system), "", stated.kind == "<", stated.kind == "=="


def _steps(certificate: Certificate | None) -> list[Any]:
    data = certificate.data if certificate is not None else None
    steps = data.get("steps", []) if isinstance(data, dict) else []
    return [s for s in steps if isinstance(s, list) and len(s) >= 2]


def _atoms_of_term(proof: Proof, term: Term) -> list[Node]:
    try:
        return [*atoms_of(proof.reader.node(term))]
    except PorismError:
        return []


def _bounds(proof: Proof, atom: Node) -> Iterator[tuple[Node, str, bool, bool]]:
    """What Mathlib says of an atom's size."""
    one, system = Node("number", (), "1", atom.system), atom.system

    def minus(a: Node, b: Node) -> Node:
        return Node("sub", (a, b), system=system)

    argument = wrapped(atom.parts[0]) if atom.kind in ("call", "abs") else ""
    match atom.kind, atom.value:
        case "call", "Real.exp":
            yield atom, f"Real.exp_pos {argument}", True, False
            if argument == "1":
                low, high = (
                    Node("div", (Node("number", (), d), Node("number", (), "10000000000")))
                    for d in ("27182818283", "27182818286")
                )
                yield minus(atom, low), "Real.exp_one_gt_d9", True, False
                yield minus(high, atom), "Real.exp_one_lt_d9", True, False
        case "call", ("Real.sin" | "Real.cos"):
            short = atom.value.removeprefix("Real.")
            yield minus(one, atom), f"Real.{short}_le_one {argument}", False, False
            yield Node("add", (one, atom), system=system), f"Real.neg_one_le_{short} {argument}", False, False
        case "call", "Real.cosh":
            yield atom, f"Real.cosh_pos {argument}", True, False
        case "call", "Real.sqrt":
            yield atom, f"Real.sqrt_nonneg {argument}", False, False
        case "abs", _ if system != "ℂ":
            inner = atom.parts[0]
            yield atom, f"abs_nonneg {argument}", False, False
            yield minus(atom, inner), f"le_abs_self {argument}", False, False
            yield Node("add", (atom, inner), system=system), f"neg_abs_le {argument}", False, False
        case "atom", "Real.pi":
            for places, digits in (("d6", ("3141592", "3141593", "1000000")), ("d20", _PI_20)):
                low, high, scale = (Node("number", (), d) for d in digits)
                yield minus(atom, Node("div", (low, scale))), f"Real.pi_gt_{places}", True, False
                yield minus(Node("div", (high, scale)), atom), f"Real.pi_lt_{places}", True, False
        case "atom", _ if atom.parts and atom.parts[0].system == "ℕ":
            yield atom, f"(by positivity : (0 : {system}) ≤ {atom.value})", False, False
        case _:
            return


def _lemma(proof: Proof, name: str, arguments: Sequence[Term]) -> Iterator[tuple[Node, str, bool, bool]]:
    """The inequalities of the certificate that Mathlib has."""
    if not arguments:
        return
    a = arguments[0]
    try:
        written = wrapped(proof.reader.node(a))
        match name:
            case "exp_ge":
                fact = subtract(Apply("exp", a), add(a, ONE))
                yield proof.reader.node(fact), f"Real.add_one_le_exp {written}", False, False
            case "cos_ge":
                square = multiply(number("1/2"), power(a, number(2)))
                fact = add(Apply("cos", a), number(-1), square)
                says = relation_text(
                    proof.reader.node(subtract(ONE, square)), "≤", proof.reader.node(Apply("cos", a))
                )
                yield (
                    proof.reader.node(fact),
                    f"(show {says} from Real.one_sub_sq_div_two_le_cos)",
                    False,
                    False,
                )
            case "log_le" if shown := proof.positive(proof.reader.node(a)):
                fact = subtract(subtract(a, ONE), Apply("log", a))
                yield proof.reader.node(fact), f"Real.log_le_sub_one_of_pos {shown}", False, False
            case "sin_le" if shown := proof.nonnegative(proof.reader.node(a)):
                yield proof.reader.node(subtract(a, Apply("sin", a))), f"Real.sin_le {shown}", False, False
            case _:
                return
    except UnsupportedError:
        return


def _product(
    proof: Proof, factors: Sequence[Term], steps: Sequence[Any] = ()
) -> Iterator[tuple[Node, str, bool, bool]]:
    """A product of squares and known factors; it is positive where every factor is."""
    parts = [f for f in _flat(factors) if not isinstance(f, Number)]
    if not parts:
        return
    for strict, lemma in ((True, "mul_pos"), (False, "mul_nonneg")):
        shown = [written for f in parts if (written := _factor(proof, f, strict, steps)) is not None]
        if len(shown) == len(parts):
            node, total = proof.reader.node(parts[0]), shown[0]
            for factor, written in zip(parts[1:], shown[1:], strict=True):
                node = Node("mul", (node, proof.reader.node(factor)), system=node.system)
                total = f"{lemma} {_enclosed(total)} {_enclosed(written)}"
            yield node, total, strict, False
            return


def _multiple_of_hypothesis(
    proof: Proof, cofactor: Term, zero: Term
) -> Iterator[tuple[Node, str, bool, bool]]:
    """cofactor · left = cofactor · right, for the hypothesis left = right that says that `zero` is zero."""
    try:
        factor, known = proof.reader.node(cofactor), proof.reader.node(zero)
    except UnsupportedError:
        return
    for stated, name in proof.facts.items():
        if stated.kind == "==":
            left, right = proof.reader.node(stated.left), proof.reader.node(stated.right)
            difference = Node("sub", (left, right), system=factor.system)
            ring = Ring([known, difference])
            p, q = ring.polynomial(known), ring.polynomial(difference)
            if p is not None and q is not None and p * q.leading_coefficient() == q * p.leading_coefficient():
                sides = [Node("mul", (factor, side), system=factor.system) for side in (left, right)]
                shown = f"(show {text(sides[0])} = {text(sides[1])} by rw [{name}])"
                yield Node("sub", (sides[0], sides[1]), system=factor.system), shown, False, True


def _flat(factors: Sequence[Term]) -> Iterator[Term]:
    for factor in factors:
        if isinstance(factor, Product) and not any(
            isinstance(f, Number) and f.value < 0 for f in factor.factors
        ):
            yield from _flat(factor.factors)
        else:
            yield factor


def _enclosed(shown: str) -> str:
    return f"({shown})" if " " in shown and not shown.startswith("(") else shown


def _factor(proof: Proof, factor: Term, strict: bool, steps: Sequence[Any]) -> str | None:
    """A proof of 0 ≤ factor, or 0 < factor where `strict`; None where it is neither a square nor known.

    A factor that another `sign` step is about is proved by that step's own products.
    """
    reader = proof.reader
    match factor:
        case Power(base, Number(q)) if q.denominator == 1 and q % 2 == 0 and q > 0 and not strict:
            written, half = wrapped(reader.node(base)), int(q) // 2
            return f"sq_nonneg {written}" if half == 1 else f"sq_nonneg ({written} ^ {half})"
        case _:
            pass
    node, sign = reader.node(factor), "<" if strict else "≤"
    if shown := proof.positive(node) if strict else proof.nonnegative(node):
        return shown
    said = [*_said_by_hypotheses(proof, node.system)]
    ring = Ring([node, *(n for n, _, _, _ in said)])
    wanted = ring.polynomial(node)
    known = [(ring.polynomial(n), shown, strict, equal) for n, shown, strict, equal in said]
    facts = [Fact(p, shown, strict, equal) for p, shown, strict, equal in known if p is not None and p != 0]
    if wanted is not None and combination(wanted, facts, strict) is not None:
        return f"(show (0 : {node.system}) {sign} {text(node)} by linarith)"
    for step in steps:
        if step[0] != "sign" or step[1] not in (">", ">=") or not isinstance(from_json(step[3]), Number):
            continue
        about = reader.node(from_json(step[2]))
        products = [p for _, fs in step[4] for p in _product(proof, [from_json(f) for f in fs])]
        ring = Ring([node, about, *(n for n, _, _, _ in (*said, *products))])
        own, other = ring.polynomial(node), ring.polynomial(about)
        if own is None or other is None or not _are_proportional(own, other):
            continue
        found = [(ring.polynomial(n), shown, known, equal) for n, shown, known, equal in (*said, *products)]
        facts = [Fact(f, shown, known, equal) for f, shown, known, equal in found if f is not None and f != 0]
        if (used := combination(own, facts, strict)) is not None:
            return f"(show (0 : {node.system}) {sign} {text(node)} by {arithmetic(used)})"
    return None


def _are_proportional(p: Poly, q: Poly) -> bool:
    return bool(p != 0 and q != 0 and p * q.leading_coefficient() == q * p.leading_coefficient())


def positive_by(proof: Proof, node: Node) -> str:
    """The tactic that shows 0 < node, `positivity` by its shape or `linarith` from the hypotheses; empty if neither does."""
    if proof.shapes().positive(proof.term(node)):
        return "positivity"
    ring = Ring([node, *(n for n, _, _, _ in _said_by_hypotheses(proof, node.system))])
    p = ring.polynomial(node)
    if p is None or p.total_degree() > 1:
        return ""
    said = [
        (ring.polynomial(n), strict, equal) for n, _, strict, equal in _said_by_hypotheses(proof, node.system)
    ]
    facts = [Fact(f, "", strict, equal) for f, strict, equal in said if f is not None and f != 0]
    return "linarith" if combination(p, facts, True) is not None else ""


def polynomial_term(proof: Proof, ring: Ring, p: Poly) -> Term:
    """The polynomial as a term."""
    terms = list[Term]()
    for exponents, c in p.terms():
        factors: list[Term] = [number(f"{int(c.p)}/{int(c.q)}")]
        for atom, k in zip(ring.atoms, exponents, strict=False):
            if k:
                factors.append(power(proof.term(atom), number(int(k))))
        terms.append(multiply(*factors))
    return add(*terms)


def arithmetic(used: Sequence[Fact]) -> str:
    """The tactic that combines the facts linearly; `nlinarith` as people write it where there are few squares."""
    hints = list(dict.fromkeys(f.proof for f in used if f.proof))
    squares = any("sq_nonneg" in h or "mul_" in h for h in hints)
    tactic = "nlinarith" if squares and len(hints) <= FEW else "linarith"
    return f"{tactic} [{', '.join(hints)}]" if hints else tactic


def multipliers(proof: Proof, ring: Ring, certificate: Certificate | None) -> Iterator[Poly]:
    """The multipliers of the certificate that are seen to be positive."""
    for step in _steps(certificate):
        if step[0] != "sign":
            continue
        m = from_json(step[3])
        if isinstance(m, Number) or not proof.shapes().positive(m):
            continue
        try:
            p = ring.polynomial(proof.reader.node(m))
        except (PorismError, KeyError):
            continue
        if p is not None:
            yield p
