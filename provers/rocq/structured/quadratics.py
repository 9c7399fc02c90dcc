"""Signs of quadratic factors on a piece between breakpoints, said to a plan before it looks for the sign of a product.

    no real root        x² + bx + c = (x + b/2)² + (c − b²/4)
    irrational roots    x² + bx + c = (x − r₁)(x − r₂), r₁ and r₂ among the breakpoints; each factor's sign is linear

Other factors of higher degree are left to the plan. Untrusted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from fractions import Fraction

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.plan import Plan
from porism.provers.rocq.planning.rational import Polynomial, constant, factored, rational
from porism.provers.rocq.stating.emit import number_text
from porism.symbolic import meaning
from porism.symbolic.claim import Relation
from porism.symbolic.term import Term, add, multiply, negate, number, power, substitute, subtract


def know_quadratics(plan: Plan, stated: Relation, x: Term, breaks: Sequence[Term]) -> None:
    """The signs of the quadratic factors of the relation's difference, where the context orders x and the breakpoints."""
    with contextlib.suppress(NotSeen):
        value = plan.value(subtract(stated.right, stated.left))
        for polynomial in (value.numerator, value.denominator):
            if not polynomial.is_constant():
                for factor, _ in factored(polynomial)[1]:
                    _know(plan, factor, x, breaks)


def _know(plan: Plan, factor: Polynomial, x: Term, breaks: Sequence[Term]) -> None:
    used = [k for k, d in enumerate(factor.degrees()) if d]
    if len(used) != 1 or factor.degrees()[used[0]] != 2:
        return
    atom, coefficients = plan.field.atoms[used[0]], [Fraction(0)] * 3
    for exponents, value in factor.to_dict().items():
        coefficients[int(exponents[used[0]])] = rational(value)
    c, b, a = coefficients
    if b * b - 4 * a * c < 0:
        moved = power(add(atom, number(b / (2 * a))), number(2))
        whole = add(moved, number(c / a - b * b / (4 * a * a)))
        plan.know(">", whole, plan.sign(whole, True))
        return
    if atom != x:
        return
    roots = [r for r in breaks if _vanishes(plan, factor, atom, r)]
    if len(roots) != 2:
        return
    parts = list[Term]()
    sign = 1
    for root in roots:
        part = subtract(atom, root)
        if any(f.kind == ">" and f.term == part for f in plan.facts):
            parts.append(part)
        elif any(f.kind == ">" and f.term == subtract(root, atom) for f in plan.facts):
            parts.append(subtract(root, atom))
            sign = -sign
        else:
            raise NotSeen(f"the order of {atom} and {root} is not known")
    product = multiply(*parts)
    known = plan.know(">", product, plan.sign(product, True))
    term = plan.field.polynomial_term(factor)
    if (a > 0) != (sign > 0):
        term = negate(term)
    proof = plan.identity_by_difference(
        plan.value(term) - plan.value(product) * constant(abs(a)), (term, product)
    )
    plan.know(
        ">",
        term,
        f"apply (porism_lt_of _ {known.text} {number_text(abs(a))}); [ lra | exact {known.name} | {proof} ]",
    )


def _vanishes(plan: Plan, factor: Polynomial, atom: Term, root: Term) -> bool:
    term = substitute(plan.field.polynomial_term(factor), {str(atom): root})
    return bool(meaning.value(term, {}, 128).contains(0))
