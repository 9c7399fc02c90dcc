"""Equations that need signs: √(x²) = |x|, √2 + 1 = √(3 + 2·√2).

    relations    left − right is 0 by the relations between the elements and by known equations
    powers       neither side is negative, and left^N = right^N
    isolation    the equation is solved for a root r = w; w is not negative, and w^q is the radicand

A law of the exact certificate (`steps.py`) is proved by powers and used as a rule from then on; so is a root that is isolated,
and √6 = √2·√3 between roots of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from porism.provers.lean.nodes import Node, Poly
from porism.provers.lean.order.certificates import Signed, Zero, multiplied
from porism.provers.lean.order.closed import closed_sign
from porism.provers.lean.order.plan import NotSeen, Plan, fraction, total
from porism.provers.lean.order.signs import Signs
from porism.provers.lean.order.vanishing import Rule
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Term

ROUNDS = 4
MAX_DEGREE = 8


def equal_sides(signs: Signs, sides: tuple[Node, Node], terms: tuple[Term, Term]) -> Zero:
    """A proof of left = right for the two sides of a claim; raises `NotSeen`."""
    plan = signs.plan
    p, q = map(signs.polynomial, terms)

    def by_relations() -> Zero:
        rest = plan.ring.vanishing(p - q, plan.rules).rest
        ideal = []
        if rest != 0:
            scale, zero = known_zero(plan, rest)
            ideal = [((q - p) * scale, zero)]  # −(p − q)² = (q − p)·scale·zero
        return plan.certify_equal("claim", *sides, [], None, ideal)

    def by_powers() -> Zero:
        left, right = (signs.sign(t, False) for t in terms)
        for degree in _degrees(plan):
            if plan.ring.vanishing(p**degree - q**degree, plan.rules).rest == 0:
                zero = equal_powers(plan, "powers", (p, q), (left, right), degree)
                return plan.certify_equal(
                    "claim", *sides, [], None, [((q - p) * _scale(plan, p - q, zero), zero)]
                )
        raise NotSeen("no powers of the two sides are seen to be equal")

    attempts: tuple[Callable[[], Zero], ...] = (by_relations, by_powers)
    _relate_numbers(plan)
    for _ in range(ROUNDS):
        for attempt in attempts:
            try:
                return attempt()
            except NotSeen:
                continue
        if not _isolated(plan, p - q):
            break
    raise NotSeen("the two sides are not seen to be equal")


def equal_powers(
    plan: Plan, name: str, sides: tuple[Poly, Poly], known: tuple[Signed, Signed], degree: int
) -> Zero:
    """left = right from left^N = right^N, `known` saying that neither is negative."""
    signs = Signs(plan)
    scale = 1
    for side in sides:
        scale *= int(1 / signs.integral(side * scale)[0])
    a, b = (signs.integral(side * scale)[1] for side in sides)
    first = plan.certify(a, False, [known[0]], scale=Fraction(1, scale))
    second = plan.certify(b, False, [known[1]], scale=Fraction(1, scale))
    powers = plan.certify_equal(
        f"{name} to the {degree}", ("pow", a, degree), ("pow", b, degree), [], None, []
    )
    proof = plan.point.power_law([a, b], degree, first.proof, second.proof, powers.proof)
    return plan.establish_zero(name, a, b, proof)


def use_as_rule(plan: Plan, index: int, zero: Zero) -> None:
    """The element is replaced by what the equation says it is, where it occurs in it once and without a factor."""
    raw = plan.raw(zero.left) - plan.raw(zero.right)
    parts = plan.ring.slices(raw, index)
    if len(parts) == 2 and parts[1].is_constant():
        plan.rules.append(Rule(index, 1, -parts[0] / parts[1].leading_coefficient(), zero.name, parts[1]))
        plan.signs = [(plan.reduced(p), s) for p, s in plan.signs]
        plan.nonzeros = [(plan.reduced(p), s) for p, s in plan.nonzeros]


def known_zero(plan: Plan, p: Poly) -> tuple[Poly, Zero]:
    """(c, zero) with p = c·(left − right) for a number c, by what is known of the elements."""
    p = plan.reduced(p)
    for zero in plan.zeros.values():
        q = plan.reduced(plan.raw(zero.left) - plan.raw(zero.right))
        if q != 0 and not q.is_constant() and p != 0:
            scale = p.leading_coefficient() / q.leading_coefficient()
            if p == q * scale:
                return scale, zero
    raise NotSeen("an equation of the certificate is not known")


def _scale(plan: Plan, p: Poly, zero: Zero) -> Poly:
    """c with p = c·(left − right), both as they are written."""
    q = plan.raw(zero.left) - plan.raw(zero.right)
    return p.leading_coefficient() / q.leading_coefficient() if q != 0 and p != 0 else 0


def _degrees(plan: Plan) -> list[int]:
    found = {e.degree for e in plan.ring.elements if e.kind == "root"} | {2}
    return sorted(found | {a * b for a in found for b in found if a * b <= MAX_DEGREE})


def _isolated(plan: Plan, p: Poly) -> bool:
    """Whether the equation p = 0, read as r = w for a root r, was proved and is a rule now."""
    p = plan.reduced(p)
    for index in reversed(range(plan.count)):
        element = plan.ring.elements[index]
        parts = plan.ring.slices(p, index)
        if element.kind != "root" or len(parts) != 2 or not parts[1].is_constant():
            continue
        w = -parts[0] / parts[1].leading_coefficient()
        if _proved(plan, index, w):
            return True
    return False


def _proved(plan: Plan, index: int, w: Poly) -> bool:
    """Whether r = w was proved for the root r, and made a rule."""
    element, r = plan.ring.elements[index], plan.ring.generators[index]
    try:
        root, value = plan.known(r, False), _sign(plan, w)
        if root is None or plan.ring.vanishing(r**element.degree - w**element.degree, plan.rules).rest != 0:
            return False
        zero = equal_powers(plan, f"root {index}", (r, w), (root, value), element.degree)
    except UnsupportedError:
        return False
    use_as_rule(plan, index, zero)
    return True


def _sign(plan: Plan, p: Poly) -> Signed:
    """p ≥ 0 as a number, by what is known, or by its terms."""
    if p == 0:
        return Signed(Fraction(1), ("number", 0))
    known = plan.known(p, False)
    if known is not None:
        return known
    if all(plan.ring.elements[k].kind in ("root", "inverse") for k, e in enumerate(p.degrees()) if e):
        try:
            return closed_sign(plan, p)
        except NotSeen:
            pass
    return total([_monomial(plan, list(map(int, e)), fraction(c)) for e, c in p.terms()])


def _monomial(plan: Plan, exponents: list[int], c: Fraction) -> Signed:
    if c < 0:
        raise NotSeen("a term is not seen to be positive")
    parts = [Signed(c, ("number", 1))]
    for k, e in enumerate(exponents):
        if e % 2:
            known = plan.known(plan.ring.generators[k], False)
            if known is None:
                raise NotSeen("the sign of an element is not seen")
            parts.append(known)
        parts += [Signed(Fraction(1), ("square", ("variable", k)))] * (e // 2)
    return multiplied(parts)


def _relate_numbers(plan: Plan) -> None:
    """√6 = √2·√3: a root of a number that is a product of two others."""
    roots = [
        (k, e.degree, e.of[1])
        for k, e in enumerate(plan.ring.elements[: plan.count])
        if e.kind == "root" and e.of[0] == "number"
    ]
    for k, degree, base in roots:
        for i, j in _pairs([r for r in roots if r[1] == degree and r[0] != k], base):
            if _proved(plan, k, plan.ring.generators[i] * plan.ring.generators[j]):
                break


def _pairs(roots: list[tuple[int, int, int]], base: int) -> Iterator[tuple[int, int]]:
    for n, (i, _, a) in enumerate(roots):
        for j, _, b in roots[:n]:
            if a * b == base:
                yield i, j
