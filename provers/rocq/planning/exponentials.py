"""Exponentials of sums and logarithms of products.

    exp(Σ nᵢ·bᵢ) = Π exp(bᵢ)^nᵢ        exp(log u) = u        exp(log(u)/g)^g = u
    log(c·Π fᵢ^eᵢ) = Σ eᵢ·log fᵢ       where every fᵢ is seen to be positive; log of exp and of a root come out

References: NIST Digital Library of Mathematical Functions, §4.6–4.8.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.kernel import (
    Kernel,
    base_parts,
    canonical_argument,
    linear_parts,
    prime_powers,
)
from porism.provers.rocq.planning.rational import Value, constant, factored
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.term import (
    HALF,
    Apply,
    Number,
    Power,
    Term,
    add,
    multiply,
    negate,
    number,
    power,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Plan


def exponential(plan: Plan, term: Apply, a: Term) -> Kernel:
    """The kernel of exp of an argument."""
    try:
        parts = base_parts(plan, a)
    except NotSeen:
        return Kernel(plan.field.atom(term), term_text(term), (term,), "")
    if len(parts) == 1 and parts[0][1] == 1 and parts[0][0] == a:
        return _exponential_of_base(plan, term, a)
    value, above, below, pieces = constant(1), list[str](), list[str](), list[str]()
    for base, n in parts:
        function = Apply("exp", base)
        value = value * plan.value(function) ** n
        (above if n > 0 else below).append(term_text(function) + (f" ^ {abs(n)}" if abs(n) > 1 else ""))
        piece = f"(INR {abs(n)} * {term_text(base)})" if abs(n) > 1 else term_text(base)
        pieces.append(piece if n > 0 else f"(- ({piece}))")
    text = " * ".join(above) or "1"
    if below:
        text += f" / ({' * '.join(below)})"
    total = add(number(0), *(multiply(number(n), base) for base, n in parts))
    argument = plan.identity(a, total, False)
    whole = " + ".join(pieces) or "0"
    proof = f"transitivity (exp ({whole})); [ apply f_equal; simpl INR; {argument} | porism_exp_sums ]"
    return Kernel(value, f"({text})", tuple(Apply("exp", base) for base, _ in parts), proof)


def _exponential_of_base(plan: Plan, term: Apply, base: Term) -> Kernel:
    match base:
        case Apply("log", u):
            positive = plan.sign(u, True)
            return Kernel(plan.value(u), term_text(u), (u,), f"apply exp_ln; {positive}")
    atom = plan.field.atom(term)
    monomial, coefficient = linear_parts(plan, base)[0]
    if isinstance(monomial, Apply) and monomial.function == "log" and coefficient.denominator > 1:
        g, u = coefficient.denominator, monomial.argument
        text = f"{term_text(term)} ^ {g} - {term_text(u)}"
        if all(fact.text != text for fact in plan.field.vanishing):
            positive, name = plan.sign(u, True), plan.names.fresh("P")
            plan.lines.append(
                f"assert ({name} : {text} = 0) by (rewrite <- porism_exp_nat; "
                f"replace (INR {g} * {term_text(base)}) with {term_text(monomial)} by (simpl INR; field); "
                f"rewrite exp_ln by ({positive}); ring)"
            )
            plan.field.vanish(name, text, (atom**g - plan.value(u)).numerator, term)
    return Kernel(atom, term_text(term), (term,), "")


def logarithm(plan: Plan, term: Apply, a: Term) -> Kernel:
    """The kernel of log of an argument."""
    value = plan.value(a)
    pieces = list[tuple[Term, int]]()
    try:
        content, found = _signed_factors(plan, value)
        pieces += [(number(p), e) for p, e in prime_powers(content)]
        for factor, e in found:
            plan.know(">", factor, plan.sign(factor, True))
            pieces.append((factor, e))
    except NotSeen:
        pieces = []
    if not pieces and value != constant(1):
        canonical = Apply("log", canonical_argument(plan, a))
        proof = f"apply f_equal; {plan.identity(a, canonical.argument)}"
        return Kernel(plan.field.atom(canonical), term_text(canonical), (canonical,), proof)
    result, texts, factors, mentions = constant(0), list[str](), list[str](), list[Term]()
    for factor, e in pieces:
        log = Apply("log", factor)
        match factor:
            case Apply("exp", b):
                part, shown = plan.value(b), term_text(b)
                mentions.append(b)
            case Power(b, Number(n)) if n == HALF.value:
                inner = Apply("log", b)
                part, shown = plan.value(inner) * constant(Fraction(1, 2)), f"({term_text(inner)} / 2)"
                mentions.append(inner)
            case _:
                part, shown = plan.field.atom(log), term_text(log)
                mentions.append(log)
        result = result + part * constant(e)
        texts.append(f"{e if e >= 0 else f'(- {-e})'} * {shown}")
        powered = term_text(factor) + (f" ^ {abs(e)}" if abs(e) > 1 else "")
        factors.append(powered if e > 0 else f"/ ({powered})")
    text = f"({' + '.join(texts)})" if texts else "0"
    if [e for _, e in pieces] == [1]:
        text = texts[0].removeprefix("1 * ")
    product = multiply(number(1), *(power(f, number(e)) for f, e in pieces))
    argument = plan.identity(a, product, False)
    proof = (
        f"transitivity (ln ({' * '.join(factors) or '1'})); [ apply f_equal; {argument} | porism_ln_product ]"
    )
    return Kernel(result, text, tuple(mentions), proof)


def _signed_factors(plan: Plan, value: Value) -> tuple[Fraction, list[tuple[Term, int]]]:
    """Content and factors of which each is seen to be positive, their signs chosen so; raises `NotSeen`."""
    content, above = factored(value.numerator)
    other, below = factored(value.denominator)
    content /= other
    found = list[tuple[Term, int]]()
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        try:
            plan.sign(factor, True)
        except NotSeen:
            factor = (
                negate(factor) if not hasattr(factor, "terms") else add(*(negate(t) for t in factor.terms))
            )
            plan.sign(factor, True)
            content *= -1 if e % 2 else 1
        found.append((factor, e))
    if content <= 0:
        raise NotSeen(f"a factor of {content} is not positive")
    return content, found
