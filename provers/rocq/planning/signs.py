"""Signs and non-zeros that follow from a plan's facts, by the shape of a term.

    known       a fact about a positive multiple of the term (any multiple for ≠ 0), by normal form
    shape       sums, products, even powers, exp, |·|, sin and cos of angles in a known quadrant; numbers by `interval`
    linear      a combination Σ c·(known signs) + c₀ with positive c
    factors     the irreducible factors of the numerator and the denominator
    divisor     t ≠ 0 because t divides something that is not 0

The order is that of the exact checker's own rules (`provers/exact/context.py`), so that what it accepts can be said
to Rocq.
"""

from __future__ import annotations

import contextlib
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import acb

from porism.provers.rocq.planning.arcs import know_bounds
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.integers import is_integer
from porism.provers.rocq.planning.rational import (
    ONE,
    Polynomial,
    Value,
    constant,
    factored,
    monomials,
    rational,
)
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic import meaning
from porism.symbolic.term import (
    PI,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    divide,
    negate,
    number,
    power,
    subterms,
    subtract,
    variables,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Fact, Plan

_HALF_PI = divide(PI, number(2))
_NOT_COMPUTED = {"asin", "acos", "asinh"}  # by `interval` alone


def require_nonzero(plan: Plan, polynomial: Polynomial) -> None:
    """Asserts that the polynomial and its irreducible factors are not 0."""
    if polynomial.is_constant():
        return
    content, factors = factored(polynomial)
    for factor, _ in factors:
        _nonzero_factor(plan, factor)
    if len(factors) > 1 or factors[0][1] > 1 or content != 1:
        text = plan.polynomial_text(polynomial)
        key = ("product", text)
        if key not in plan.busy:
            plan.busy.add(key)
            product = " * ".join(
                f"{plan.polynomial_text(p)}" + (f" ^ {e}" if e > 1 else "") for p, e in [*factors]
            )
            name = plan.names.fresh("N")
            plan.lines.append(
                f"assert ({name} : {text} <> 0) by (apply (porism_ne_of _ ({product}) {term_text(number(content))}); "
                f"[ lra | porism_nonzero | porism_field ])"
            )


def _nonzero_factor(plan: Plan, factor: Polynomial) -> None:
    term = plan.field.polynomial_term(factor)
    if any(fact.kind == "!=" and fact.text == term_text(term) for fact in plan.facts):
        return
    key = ("nonzero", term)
    if key in plan.busy:
        raise NotSeen(f"{term} ≠ 0 is needed to prove itself")
    plan.busy.add(key)
    try:
        tactic = _nonzero_shape(plan, term) or _nonzero_divisor(plan, factor)
        if tactic is None:
            reason = NotSeen(f"{term} ≠ 0 is not seen")
            reason.wanted = term
            raise reason
        plan.know("!=", term, tactic)
    finally:
        plan.busy.discard(key)


def _nonzero_divisor(plan: Plan, factor: Polynomial) -> str | None:
    """Because it divides the numerator of something that is not 0."""
    for fact in list(plan.facts):
        if fact.kind not in ("!=", ">"):
            continue
        value = plan.value(fact.term)
        quotient, rest = divmod(value.numerator, factor)
        if rest == 0 and value.numerator != 0:
            cofactor = plan.text(Value(quotient, value.denominator))
            contrary = fact.name if fact.kind == "!=" else f"(Rgt_not_eq _ _ {fact.name})"
            try:
                steps = plan.expansion(fact.term) + plan.closing(fact.term)
            except NotSeen:
                continue
            return (
                f"let Z := fresh in intro Z; apply {contrary}; "
                f"transitivity ({term_text(plan.field.polynomial_term(factor))} * {cofactor}); "
                f"[ {steps} | rewrite Z; apply Rmult_0_l ]"
            )
    return None


def nonzero(plan: Plan, term: Term) -> str:
    """A tactic for `term ≠ 0`."""
    found = _nonzero_shape(plan, term)
    if found is None:
        value = plan.value(term)
        require_nonzero(plan, value.numerator)
        steps = plan.expansion(term)
        require_nonzero(plan, value.denominator)
        plan.closing(term)
        return f"apply (porism_ne_of _ {plan.text(value)} 1); [ lra | porism_nonzero | {steps}porism_field ]"
    return found


def _nonzero_shape(plan: Plan, term: Term) -> str | None:
    match term:
        case Number(value) if value:
            return "lra"
        case Apply("exp", _):
            return "apply porism_pos_ne, exp_pos"
    for fact in plan.facts:
        if fact.kind == "!=" and (tactic := _scaled(plan, fact, term, either=True)):
            return tactic
    for candidate, lemma in ((term, "porism_pos_ne"), (negate(term), "porism_neg_ne")):
        try:
            return f"apply {lemma}; {sign(plan, candidate, True)}"
        except NotSeen:
            continue
    return None


def sign(plan: Plan, term: Term, strict: bool) -> str:
    """A tactic for `0 < term` (strict) or `0 ≤ term`."""
    key = ("sign", term, strict)
    if key in plan.busy:
        raise NotSeen(f"the sign of {term} is needed to see itself")
    plan.busy.add(key)
    try:
        return _sign(plan, term, strict)
    except NotSeen as reason:
        reason.wanted = term
        raise
    finally:
        plan.busy.discard(key)


def _sign(plan: Plan, term: Term, strict: bool) -> str:
    if isinstance(term, Number):
        if term.value > 0 or (not strict and term.value == 0):
            return "lra"
        raise NotSeen(f"{term} is negative")
    for fact in plan.facts:
        if fact.kind == ">" or (fact.kind == ">=" and not strict) or (fact.kind == "=" and not strict):
            if fact.kind == "=" and fact.text == term_text(term):
                return f"rewrite {fact.name}; apply Rle_refl"
            if fact.kind != "=" and (tactic := _scaled(plan, fact, term)):
                return tactic if strict or fact.kind == ">=" else f"apply Rlt_le; {tactic}"
    if not variables(term):
        ball = meaning.value(term, {}, 128)
        if _is_positive(ball):
            arcs = any(isinstance(t, Apply) and t.function in _NOT_COMPUTED for t in subterms(term))
            return f"{'' if strict else 'apply Rlt_le; '}porism_{'closed' if arcs else 'numeric'}"
        if not strict and (found := _closed_zero(plan, term)):
            return found
        raise NotSeen(f"the sign of {term} is not seen")
    if not strict and is_integer(plan, term):
        with contextlib.suppress(NotSeen):
            return f"apply porism_integer_nonneg; [ porism_integer | {_raised(plan, term)} ]"
    try:
        return _sign_by_shape(plan, term, strict)
    except NotSeen as reason:
        value = plan.value(term)
        if value.numerator.is_constant() and value.denominator == ONE:
            return _constant_sign(plan, term, value, strict)
        for atom in plan.mentions(value):
            match atom:
                case Apply("sin" | "cos" as name, a):
                    for side in (add(number(1), atom), subtract(number(1), atom)):
                        plan.know(">=", side, f"generalize ({name.upper()}_bound {term_text(a)}); lra")
                case Apply("asin" | "atan" as name, a):
                    for side in (add(_HALF_PI, atom), subtract(_HALF_PI, atom)):
                        plan.know(">=", side, f"generalize ({name}_bound {term_text(a)}); lra")
                case Constant("pi"):
                    plan.know(">", PI, "exact PI_RGT_0")
                case _:
                    pass
        if _is_linear_combination(plan, value, strict, 3):
            return "porism_linear"
        if _know_bounds(plan, value) and _is_linear_combination(plan, value, strict, 4):
            return "porism_linear"
        if tactic := _sign_by_factors(plan, term, strict) or _sign_by_reduction(plan, term, strict):
            return tactic
        if strict:
            for fact in plan.facts:
                if fact.kind == "!=" and (different := _scaled(plan, fact, term, either=True)):
                    return f"apply porism_pos_of; [ {sign(plan, term, False)} | {different} ]"
        raise reason


def _constant_sign(plan: Plan, term: Term, value: Value, strict: bool) -> str:
    """A tactic for the sign of a term whose atoms' laws make it a number; products of atoms are not linear."""
    c = Fraction(0) if value.is_zero() else rational(value.numerator.leading_coefficient())
    if c < 0 or (strict and c == 0):
        raise NotSeen(f"{term} is {c}")
    proof = plan.identity(term, number(c), False)
    if c == 0:
        return f"apply Req_le; symmetry; {proof}"
    lemma = "porism_lt_of" if strict else "porism_le_of"
    return f"apply ({lemma} _ 1 {term_text(number(c))}); [ lra | lra | {proof} ]"


def _closed_zero(plan: Plan, term: Term) -> str | None:
    """A tactic for `0 <= term` where the number is seen to be 0."""
    with contextlib.suppress(NotSeen):
        return f"apply Req_le; symmetry; {plan.identity(term, number(0), False)}"
    return None


def _know_bounds(plan: Plan, value: Value) -> bool:
    """Puts bounds of the value's arcs and logarithms into the context; whether there are any."""
    before = len(plan.facts)
    for atom in plan.mentions(value):
        key = ("bounds", atom)
        if key in plan.busy or not variables(atom):
            continue
        plan.busy.add(key)
        try:
            know_bounds(plan, atom)
        except NotSeen:
            continue
        finally:
            plan.busy.discard(key)
    return len(plan.facts) > before


def _raised(plan: Plan, term: Term) -> str:
    """A tactic for `0 < term + 1`, where a hypothesis says so."""
    raised = add(term, number(1))
    for fact in plan.facts:
        if fact.kind == ">" and (tactic := _scaled(plan, fact, raised)):
            return f"replace ({term_text(term)} + 1) with {term_text(raised)} by ring; {tactic}"
    raise NotSeen(f"{raised} > 0 is not known")


def _sign_by_reduction(plan: Plan, term: Term, strict: bool) -> str | None:
    """From the sign of the same value with the atoms' relations used."""
    value = plan.value(term)
    reduction = plan.field.reduced(value.numerator)
    if not reduction.multiplier.is_constant() or not reduction.cofactors:
        return None
    same = plan.field.term(Value(reduction.rest) * Value(value.denominator) ** -1)
    if same == term:
        return None
    known = plan.know(">" if strict else ">=", same, sign(plan, same, strict))
    lemma = "porism_lt_of" if strict else "porism_le_of"
    return (
        f"apply ({lemma} _ {known.text} 1); [ lra | exact {known.name} | {plan.identity(term, same, False)} ]"
    )


def _is_linear_combination(plan: Plan, value: Value, strict: bool, depth: int) -> bool:
    """Whether value = Σ c·(a known sign's term) + c₀ with c > 0, c₀ ≥ 0; something is positive if `strict`."""
    if not value.denominator.is_constant():
        return False
    if value.numerator.is_constant():
        c = Fraction(0) if value.is_zero() else rational(value.numerator.leading_coefficient())
        return c > 0 or (c == 0 and not strict)
    if depth == 0:
        return False
    wanted = {str(m): c for m, c in monomials(value.numerator)}
    for fact in plan.facts:
        if fact.kind not in (">", ">="):
            continue
        known = plan.values.get(fact.term)
        if known is None or not known.denominator.is_constant() or known.numerator.is_constant():
            continue
        for m, c in monomials(known.numerator):
            if not m.is_constant() and (other := wanted.get(str(m))) and other / c > 0:
                rest = value - known * constant(other / c)
                if len(rest.numerator) < len(value.numerator) + 1 and _is_linear_combination(
                    plan, rest, strict and fact.kind != ">", depth - 1
                ):
                    return True
    return False


def _sign_by_factors(plan: Plan, term: Term, strict: bool) -> str | None:
    """From the signs of the irreducible factors, if there are several."""
    value = plan.value(term)
    content, above = factored(value.numerator)
    _, below = factored(value.denominator)
    if not below and len(above) < 2 and not (above and above[0][1] > 1):
        return None
    chosen = list[tuple[Term, int]]()
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        if e % 2:
            try:
                sign(plan, factor, strict or e < 0)
            except NotSeen:
                factor, content = plan.field.polynomial_term(-polynomial), -content
                try:
                    sign(plan, factor, strict or e < 0)
                except NotSeen:
                    return None
        chosen.append((factor, e))
    if content <= 0:
        return None
    texts = list[str]()
    for factor, e in chosen:
        if e % 2 and e < 0:  # its power might lose a minus sign
            below_text = plan.know(">", factor, sign(plan, factor, True)).text
            texts.append(f"(1 / {below_text} ^ {-e})" if e < -1 else f"(1 / {below_text})")
            continue
        factor = power(factor, number(e))
        texts.append(plan.know(">" if strict else ">=", factor, sign(plan, factor, strict)).text)
    lemma = "porism_lt_of" if strict else "porism_le_of"
    proof = plan.identity_by_difference(constant(0), (term,))
    return f"apply ({lemma} _ ({' * '.join(texts)}) {term_text(number(content))}); [ lra | porism_sign | {proof} ]"


def _sign_by_shape(plan: Plan, term: Term, strict: bool) -> str:
    match term:
        case Sum(terms):
            known = []
            proved = False
            for part in terms:
                is_strict = False
                if strict and not proved:
                    try:
                        tactic, is_strict = sign(plan, part, True), True
                    except NotSeen:
                        tactic = sign(plan, part, False)
                else:
                    tactic = sign(plan, part, False)
                proved = proved or is_strict
                known.append(plan.know(">" if is_strict else ">=", part, tactic))
            if strict and not proved:
                raise NotSeen(f"{term} > 0 is not seen")
            return "porism_sum"
        case Product(factors):
            for factor in factors:
                tactic = sign(plan, factor, strict)
                if not isinstance(factor, Number):
                    plan.know(">" if strict else ">=", factor, tactic)
            return "porism_product"
        case Power(base, Number(n)) if n.denominator == 1 and n < 0:
            plan.know(">", power(base, number(-n)), sign(plan, power(base, number(-n)), True))
            return "porism_sign"
        case Power(base, Number(n)) if n.denominator == 1 and n % 2 == 0:
            if strict:
                plan.know("!=", base, nonzero(plan, base))
                return f"apply (porism_even_pos _ {n.numerator // 2}); porism_nonzero"
            return f"apply (porism_even_nonneg _ {n.numerator // 2})"
        case Power(base, Number(n)) if n.denominator == 1:
            plan.know(">" if strict else ">=", base, sign(plan, base, strict))
            return "porism_sign"
        case Power(base, Number(n)) if n.denominator == 2 and n > 0:
            if strict:
                plan.know(">", base, sign(plan, base, True))
            return "porism_sign"
        case Power(_, Number(n)) if n.denominator != 2:
            return f"{'' if strict else 'apply Rlt_le; '}apply exp_pos"
        case Power(_, exponent) if not isinstance(exponent, Number):
            return f"{'' if strict else 'apply Rlt_le; '}apply exp_pos"
        case Apply("exp" | "cosh", _):
            return f"{'' if strict else 'apply Rlt_le; '}porism_sign"
        case Apply("sin" | "cos" as name, a):
            low, high = (a, subtract(PI, a)) if name == "sin" else (add(_HALF_PI, a), subtract(_HALF_PI, a))
            for side in (low, high):
                plan.know(">" if strict else ">=", side, sign(plan, side, strict))
            return f"apply porism_{name}_{'pos' if strict else 'nonneg'}; lra"
        case Apply("atan" | "sinh" | "tanh" | "asinh" as name, a):
            argument = plan.know(">" if strict else ">=", a, sign(plan, a, strict)).name
            function = "arcsinh" if name == "asinh" else name
            return f"apply porism_{function}_{'pos' if strict else 'nonneg'}; exact {argument}"
        case Apply("abs", a):
            return f"apply Rabs_pos_lt; {nonzero(plan, a)}" if strict else "apply Rabs_pos"
        case _:
            raise NotSeen(f"the sign of {term} is not seen")


def _scaled(plan: Plan, fact: Fact, term: Term, either: bool = False) -> str | None:
    """The fact's tactic for a multiple of its term by a positive number (by any number, if `either`)."""
    if fact.text == term_text(term):
        return f"exact {fact.name}"
    if variables(fact.term) != variables(term):
        return None
    key = ("scaled", fact.term, term)
    if key in plan.busy:
        return None
    plan.busy.add(key)
    try:
        ours, theirs = plan.value(term), plan.value(fact.term)
        if theirs.is_zero() or ours.is_zero():
            return None
        ratio = ours * theirs**-1
        if not (ratio.numerator.is_constant() and ratio.denominator == ONE):
            return None
        q = rational(ratio.numerator.leading_coefficient())
        if q < 0 and not either:
            return None
        lemma = {"!=": "porism_ne_of", ">": "porism_lt_of", ">=": "porism_le_of"}[fact.kind]
        proof = plan.identity_by_difference(ours - theirs * constant(q), (term, fact.term))
        return (
            f"apply ({lemma} _ ({fact.text}) {term_text(number(q))}); [ lra | exact {fact.name} | {proof} ]"
        )
    except NotSeen:
        return None
    finally:
        plan.busy.discard(key)


def _is_positive(ball: acb) -> bool:
    return bool(ball.is_finite() and ball.imag == 0 and ball.real > 0)
