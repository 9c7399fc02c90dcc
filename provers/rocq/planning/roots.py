"""Square roots and absolute values of products.

√(c·Π fᵢ^eᵢ)      squares come out, with their absolute values where no sign is seen; √f² = f for what stays
|c·Π fᵢ^eᵢ|       by sign where one is seen; |f|² = f² for the other factors
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.kernel import (
    Kernel,
    is_seen,
    prime_powers,
)
from porism.provers.rocq.planning.rational import Value, constant, factored
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.term import (
    Apply,
    Power,
    Term,
    negate,
    number,
    square_root,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Plan


def root(plan: Plan, term: Power, base: Term) -> Kernel:
    """The kernel of √base."""
    value = plan.value(base)
    reduction = plan.field.reduced(value.numerator)
    if reduction.multiplier.is_constant():
        value = Value(reduction.rest) * Value(value.denominator) ** -1
    if value.is_zero():
        square = plan.identity(number(0), base, False)
        return Kernel(constant(0), "0", (), f"apply porism_sqrt_unique; [ lra | {square} ]")
    content, above = factored(value.numerator)
    other, below = factored(value.denominator)
    content /= other
    outside, inside, unsigned = constant(1), list[Term](), constant(1)
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        half = e // 2
        if half % 2 and not is_seen(plan, factor):
            magnitude = plan.value(Apply("abs", factor))
            outside = outside * magnitude**half
        else:
            outside = outside * Value(polynomial) ** half
            if half % 2:
                _know_sign(plan, factor)
        if e % 2 and is_seen(plan, factor):
            inside.append(factor)
        elif e % 2:
            unsigned = unsigned * Value(polynomial)
    whole = abs(content.numerator) * content.denominator
    outside = outside * constant(Fraction(1, content.denominator))
    for p, e in prime_powers(Fraction(whole)):
        outside = outside * constant(p) ** (e // 2)
        if e % 2:
            inside.append(number(p))
    if unsigned != constant(1) or content < 0:
        inside.append(plan.field.term(unsigned * constant(-1 if content < 0 else 1)))
    result = outside
    for factor in inside:
        result = result * _root_atom(plan, factor)
    if result == plan.field.atom(term) if term in plan.field.atoms else False:
        return Kernel(result, term_text(term), (term,), "")
    text = plan.text(result)
    for atom in plan.mentions(result):
        if isinstance(atom, Power):
            plan.know(">=", atom, "apply sqrt_pos")
    square = plan.identity_of(result * result, base)
    return Kernel(
        result, text, plan.mentions(result), f"apply porism_sqrt_unique; [ porism_sign | {square} ]"
    )


def _know_sign(plan: Plan, factor: Term) -> None:
    """Puts the factor's sign into the context, strict if that is seen."""
    try:
        plan.know(">", factor, plan.sign(factor, True))
    except NotSeen:
        plan.know(">=", factor, plan.sign(factor, False))


def _root_atom(plan: Plan, factor: Term) -> Value:
    """The atom √factor, with its relation."""
    term = square_root(factor)
    if term in plan.laws:
        return plan.value(term)
    atom = plan.field.atom(term)
    text = f"{term_text(term)} ^ 2 - {term_text(factor)}"
    if all(fact.text != text for fact in plan.field.vanishing):
        nonnegative, name = plan.sign(factor, False), plan.names.fresh("P")
        plan.lines.append(f"assert ({name} : {text} = 0) by (rewrite pow2_sqrt by ({nonnegative}); ring)")
        plan.field.vanish(name, text, (atom**2 - plan.value(factor)).numerator, term)
    return atom


def absolute(plan: Plan, term: Apply, a: Term) -> Kernel:
    """The kernel of |a|."""
    try:
        return Kernel(plan.value(a), term_text(a), (a,), f"apply Rabs_pos_eq; {plan.sign(a, False)}")
    except NotSeen:
        pass
    opposite = negate(a)
    try:
        sign = plan.sign(opposite, False)
        return Kernel(
            plan.value(opposite), term_text(opposite), (opposite,), f"apply porism_abs_neg; [ {sign} | ring ]"
        )
    except NotSeen:
        pass
    value = plan.value(a)
    content, above = factored(value.numerator)
    other, below = factored(value.denominator)
    content /= other
    result, factors, texts = (
        constant(abs(content)),
        [term_text(number(content))],
        [term_text(number(abs(content)))],
    )
    mentions = list[Term]()
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        exponent = f" ^ {abs(e)}" if abs(e) > 1 else ""
        seen = is_seen(plan, factor)
        if seen:
            plan.know(">=", factor, plan.sign(factor, False))
        part = Value(polynomial) if seen else _absolute_atom(plan, factor)
        shown = term_text(factor) if seen else term_text(Apply("abs", factor))
        mentions.append(factor if seen else Apply("abs", factor))
        result = result * part**e
        factors.append((term_text(factor) + exponent) if e > 0 else f"/ ({term_text(factor)}{exponent})")
        texts.append((shown + exponent) if e > 0 else f"/ ({shown}{exponent})")
    if content == 1 and len(factors) == 2 and above and above[0][1] == 1:
        canonical = Apply("abs", plan.field.polynomial_term(above[0][0]))
        proof = f"apply f_equal; {plan.identity(a, canonical.argument)}"
        return Kernel(result, term_text(canonical), (canonical,), proof)
    product = plan.field.term(value)
    argument = plan.identity(a, product, False)
    proof = f"transitivity (Rabs ({' * '.join(factors)})); [ apply f_equal; {argument} | porism_abs_product ]"
    return Kernel(result, f"({' * '.join(texts)})", tuple(mentions), proof)


def _absolute_atom(plan: Plan, factor: Term) -> Value:
    term = Apply("abs", factor)
    atom = plan.field.atom(term)
    text = f"{term_text(term)} ^ 2 - {term_text(factor)} ^ 2"
    if all(fact.text != text for fact in plan.field.vanishing):
        name = plan.names.fresh("P")
        plan.lines.append(f"assert ({name} : {text} = 0) by (rewrite pow2_abs; ring)")
        plan.field.vanish(name, text, (atom**2 - plan.value(factor) ** 2).numerator, term)
    return atom
