"""Proofs of equations: `ring`, `field_simp` and `ring`, or `linear_combination` with cofactors.

    left − right = N / D in the atoms          N = 0: ring (D a number), else field_simp and ring
                                               N = Σ cofactor · (law or hypothesis): linear_combination
                                               M·N for a known non-zero product M of atoms, where N alone is not

Cofactors come from the certificate's `zero` steps where there are hypotheses, else by division and from a Gröbner basis; what
is written has been multiplied out here, so that `ring1` finds the two sides equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from porism.provers.lean.mathlib.atoms import Poly, Ring, divisors, product_of
from porism.provers.lean.mathlib.atoms import atoms as atoms_of
from porism.provers.lean.mathlib.context import INDENT, Proof, enclosed
from porism.provers.lean.mathlib.laws import MAX_LAWS, MAX_MULTIPLE, Law, laws, multiple, multiple_law
from porism.provers.lean.mathlib.syntax import Node, relation_text, text, wrapped
from porism.symbolic.certificate import Certificate
from porism.symbolic.derivations.cofactors import cofactors_of
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.polynomials import View
from porism.symbolic.term import from_json

MAX_ARGUMENTS = 12
ROUNDS = 8  # of division by all laws


@dataclass(frozen=True)
class _Equation:
    """A polynomial that is zero: a law, or a hypothesis with its name."""

    polynomial: Poly
    proof: str
    law: Law | None = None


@dataclass
class _Gathered:
    """The ring of all atoms, and what is known to be zero in it."""

    ring: Ring
    laws: list[Law]
    equations: list[_Equation]


def prove_equal(proof: Proof, left: Node, right: Node, certificate: Certificate | None = None) -> None:
    """Adds the tactics that close the goal `left = right`; raises `UnsupportedError` if none are known to do it."""
    difference = Node("sub", (left, right), system=left.system)
    plain = Ring([difference])
    n, d = plain.ratio(difference)
    divides = any(True for _ in divisors(difference))
    if n == 0:
        proof.say(*_identity(proof, difference, divides))
        return
    gathered = _gathered(proof, difference)
    ring = gathered.ring
    n, d = ring.ratio(difference)
    found = _combination(proof, gathered, n, certificate)
    if found is not None and d.is_constant():
        scale = 1 / d.leading_coefficient()
        proof.say(_linear_combination(proof, gathered, [c * scale for c in found]))
        return
    multiplier = ring.one
    if found is None:
        multiplier = _multiplier(gathered, n)
        found = (
            None if multiplier.is_constant() else _combination(proof, gathered, n * multiplier, certificate)
        )
    if found is None:
        hypotheses = any(e.law is None for e in gathered.equations)
        what = (
            "no combination of its hypotheses and laws was found"
            if hypotheses
            else "no laws were found that show it"
        )
        raise UnsupportedError(f"{text(left)[:60]} = {text(right)[:60]}: {what}")
    factors = [*_irreducible_divisors(difference), *_unit_nodes(gathered, multiplier)]
    constant, powers = ring.factored(d * multiplier, factors)
    n, found = n * multiplier * (1 / constant), [c * (1 / constant) for c in found]
    proof.say_nonzero(factors)
    numerator, key, quotient = ring.text(n), proof.fresh("key"), proof.fresh("e")
    combination = _linear_combination(proof, gathered, found)
    proof.say(
        f"have {key} : {numerator} = 0 := by",
        f"{INDENT}{combination}",
        f"have {quotient} : {text(difference)} = {enclosed(numerator)} / {wrapped(product_of(powers))} := by",
        f"{INDENT}field_simp <;> ring",
        f"exact sub_eq_zero.mp (by rw [{quotient}, {key}, zero_div])",
    )


def _identity(proof: Proof, difference: Node, divides: bool) -> list[str]:
    left, right = difference.parts
    if not any(True for _ in atoms_of(difference)):
        return ["norm_num"]
    if text(left) == text(right):
        return ["rfl"]
    if not divides:
        return ["ring"]
    proof.say_nonzero(_irreducible_divisors(difference))
    return ["field_simp <;> ring"]


def _irreducible_divisors(difference: Node) -> list[Node]:
    found = {text(b): b for b in divisors(difference)}
    return list(found.values())


def _gathered(proof: Proof, difference: Node) -> _Gathered:
    """All laws of the atoms, of the hypotheses' atoms, and of the atoms that laws bring in."""
    reader, statement = proof.reader, proof.statement
    hypotheses = list[tuple[Node, str]]()
    for stated, name in proof.facts.items():
        if stated.kind == "==":
            sides = reader.node(stated.left), reader.node(stated.right)
            hypotheses.append((Node("sub", sides, system=statement.system), name))
    waiting = [a for t in (difference, *(h for h, _ in hypotheses)) for a in atoms_of(t)]
    seen, found = set[str](), list[Law]()
    while waiting:
        atom = waiting.pop(0)
        if text(atom) in seen:
            continue
        seen.add(text(atom))
        for law in laws(atom, proof):
            found.append(law)
            waiting += [a for side in (law.left, law.right) for a in atoms_of(side)]
        if len(found) > MAX_LAWS:
            raise UnsupportedError(f"more than {MAX_LAWS} laws")
    for atom, n, rest in _multiples(found, difference):
        found += multiple_law(atom, n, rest)
    found += _same_functions(found, difference)
    every = [difference, *(h for h, _ in hypotheses), *(s for law in found for s in (law.left, law.right))]
    ring = Ring(every)
    equations, shown = list[_Equation](), set[str]()
    for law in sorted(found, key=lambda law: law.left.kind != "mul"):  # tan x * cos x before what cos x is
        p = ring.polynomial(Node("sub", (law.left, law.right), system=statement.system))
        if p is not None and p != 0 and law.proof + text(law.left) not in shown:
            shown.add(law.proof + text(law.left))
            equations.append(_Equation(p, law.proof, law))
    for node, name in hypotheses:
        p = ring.polynomial(node)
        if p is not None and p != 0:
            equations.append(_Equation(p, name))
    return _Gathered(ring, found, equations)


def _same_functions(found: Sequence[Law], difference: Node) -> Iterator[Law]:
    """f(A) = f(B) where A = B by `ring` and the texts differ, √(1 + x²) and √(x² + 1)."""
    every = (difference, *(s for law in found for s in (law.left, law.right)))
    calls = [*{text(a): a for t in every for a in atoms_of(t) if a.kind == "call"}.values()]
    if len(calls) > 2 * MAX_ARGUMENTS:
        return
    ring = Ring([a.parts[0] for a in calls])
    ratios = [ring.ratio(a.parts[0]) for a in calls]
    for k, (atom, (n, d)) in enumerate(zip(calls, ratios, strict=True)):
        for other, (m, e) in list(zip(calls, ratios, strict=True))[:k]:
            if atom.value == other.value and d.is_constant() and e.is_constant() and n * e == m * d:
                shown = f"{text(atom.parts[0])} = {text(other.parts[0])}"
                yield Law(atom, other, f"rw [show {shown} by ring]", by=True)


def _multiples(found: Sequence[Law], difference: Node) -> Iterator[tuple[Node, int, Node]]:
    """Functions of A beside the same or another function of B with A = n·B, n an integer that the text of A does not show."""
    seen = {
        text(a): a
        for t in (difference, *(s for law in found for s in (law.left, law.right)))
        for a in atoms_of(t)
    }
    waves = [a for a in seen.values() if a.value.partition(".")[2] in ("exp", "sin", "cos")]
    arguments = {text(a.parts[0]): a.parts[0] for a in waves}
    if len(arguments) > MAX_ARGUMENTS:
        return
    ring = Ring(arguments.values())
    for atom in waves:
        whole = ring.polynomial(atom.parts[0])
        if multiple(atom.parts[0])[0] > 1 or atom.parts[0].kind in ("add", "sub", "neg"):
            continue
        for part in arguments.values():
            p = ring.polynomial(part)
            for n in range(2, MAX_MULTIPLE + 1):
                if whole is not None and p is not None and p != 0 and whole == p * n:
                    yield atom, n, part


def _combination(
    proof: Proof, gathered: _Gathered, n: Poly, certificate: Certificate | None
) -> list[Poly] | None:
    """Cofactors c with n = Σ cᵢ·eᵢ, None if none were found."""
    equations, zero = gathered.equations, n * 0
    cofactors, rest = [zero for _ in equations], n
    for _ in range(ROUNDS):
        before = rest
        for k, equation in enumerate(equations):
            if equation.law is not None and rest != 0:
                quotient, remainder = divmod(rest, equation.polynomial)
                if quotient != 0:
                    cofactors[k] += quotient
                    rest = remainder
        if rest in (0, before):
            break
    if rest == 0:
        return cofactors
    more = _from_certificate(proof, gathered, rest, certificate) or _by_basis(gathered, rest)
    if more is None:
        return None
    total = [a + b for a, b in zip(cofactors, more, strict=True)]
    check = sum((c * e.polynomial for c, e in zip(total, equations, strict=True)), zero)
    return total if check == n else None


def _from_certificate(
    proof: Proof, gathered: _Gathered, n: Poly, certificate: Certificate | None
) -> list[Poly] | None:
    """The cofactors of a `zero` step that names hypotheses, if they give n up to a number."""
    data = certificate.data if certificate is not None else None
    steps: list[Any] = data.get("steps", []) if isinstance(data, dict) else []
    ring, equations = gathered.ring, gathered.equations
    for step in steps:
        match step:
            case ["zero", _, _, [*ideal]]:
                found, total = [n * 0 for _ in equations], n * 0
                try:
                    for cofactor, zero in ideal:
                        c, z = (
                            ring.polynomial(proof.reader.node(from_json(data))) for data in (cofactor, zero)
                        )
                        if c is None or z is None:
                            break
                        k = next(k for k, e in enumerate(equations) if _are_proportional(z, e.polynomial))
                        scaled = c * (z.leading_coefficient() / equations[k].polynomial.leading_coefficient())
                        found[k] += scaled
                        total += scaled * equations[k].polynomial
                except (UnsupportedError, StopIteration, KeyError, TypeError, ValueError):
                    continue
                if total != 0 and _are_proportional(n, total):
                    factor = n.leading_coefficient() / total.leading_coefficient()
                    return [c * factor for c in found]
            case _:
                continue
    return None


def _are_proportional(p: Poly, q: Poly) -> bool:
    return bool(q != 0 and p != 0 and p * q.leading_coefficient() == q * p.leading_coefficient())


@dataclass(frozen=True)
class _Kernels:
    """What `cofactors_of` looks at of a view: the ring, and how many generators it has."""

    kernels: list[str]
    ring: Any  # fmpq_mpoly_ctx, which ships no types


def _by_basis(gathered: _Gathered, n: Poly) -> list[Poly] | None:
    if all(e.law is not None for e in gathered.equations) or len(gathered.ring.names) > 12:
        return None
    view = cast("View", _Kernels(gathered.ring.names, gathered.ring.context))
    return cofactors_of(view, n, [e.polynomial for e in gathered.equations])


def _multiplier(gathered: _Gathered, n: Poly) -> Poly:
    """A product of atoms that are not zero, such as the cosines beside tangents, in the degree of what they clear."""
    ring, product = gathered.ring, n * 0 + 1
    for law in gathered.laws:
        match law.left.kind, law.left.parts:
            case "mul", (atom, unit) if atom.kind == "call" and atom.value.endswith((".tan", ".tanh")):
                degree = max((int(e[ring.names.index(text(atom))]) for e, _ in n.terms()), default=0)
                product *= ring.generator(unit) ** max(degree, 1)
            case _:
                pass
    return product


def _unit_nodes(gathered: _Gathered, multiplier: Poly) -> list[Node]:
    """The atoms of the multiplier, which are not zero by the side condition of the law that named them."""
    names = {i for e, _ in multiplier.terms() for i, k in enumerate(e) if k}
    return [gathered.ring.atoms[i] for i in sorted(names)]


def _linear_combination(proof: Proof, gathered: _Gathered, cofactors: Sequence[Poly]) -> str:
    """The tactic; laws whose proof is a `by` block are said before."""
    pieces = list[str]()
    for cofactor, equation in zip(cofactors, gathered.equations, strict=True):
        if cofactor == 0:
            continue
        name = equation.proof
        if equation.law is not None and equation.law.by:
            name = proof.fresh("e")
            stated = relation_text(equation.law.left, "=", equation.law.right)
            proof.say(f"have {name} : {stated} := by", f"{INDENT}{equation.proof}")
        written = gathered.ring.text(cofactor)
        argument = name if " " not in name else f"({name})"
        if written in ("1", "-1"):
            sign, piece = ("-" if written == "-1" else ""), name
            piece = piece if not sign or " " not in piece else argument
        else:
            sign, body = (
                ("-", written[1:]) if len(cofactor) == 1 and written.startswith("-") else ("", written)
            )
            piece = f"({body}) * {argument}" if len(cofactor) > 1 or "/" in body else f"{body} * {argument}"
        pieces.append((f" {sign or '+'} " if pieces else sign) + piece)
    return f"linear_combination {''.join(pieces)}"
