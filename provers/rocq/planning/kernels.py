"""Functions as rational functions of simpler atoms, each with the equation that Rocq has to be shown.

    sin, cos      Σ nᵢ·bᵢ       polynomials in sin bᵢ, cos bᵢ; s² + c² = 1; values at π/2, π/3, π/4, asin u, atan u
    exp           Σ nᵢ·bᵢ       Π exp(bᵢ)^nᵢ;  exp(log u) = u;  exp(log u / g)^g = u;  a**y = exp(y·log a)
    log           c·Π fᵢ^eᵢ     Σ eᵢ·log fᵢ where every fᵢ is seen to be positive;  log exp b = b
    sqrt          c·Π fᵢ^eᵢ     squares come out, with their absolute values where no sign is seen; √f² = f
    abs           c·Π fᵢ^eᵢ     by sign where one is seen; |f|² = f²
    tan = sin/cos, sinh, cosh, tanh by exp, acos = π/2 − asin, asinh by log; asin, atan: atoms

The bases bᵢ are monomials of the argument, divided by the plan's grain for them (`FinerGrain` asks for a finer one).

References: NIST Digital Library of Mathematical Functions, §4.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from porism.provers.rocq.planning.circular import circular
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.exponentials import exponential, logarithm
from porism.provers.rocq.planning.kernel import (
    Kernel,
    canonical_argument,
    in_unit,
    is_turned,
)
from porism.provers.rocq.planning.rational import constant
from porism.provers.rocq.planning.roots import absolute, root
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    Apply,
    Number,
    Power,
    Term,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    variables,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Plan


def kernel_value(plan: Plan, term: Term) -> Kernel:
    """The kernel of a function's application; raises `NotSeen`."""
    if term in plan.laws:
        right, proof = plan.laws[term]
        return Kernel(plan.value(right), term_text(right), (right,), proof)
    match term:
        case Power(base, Number(n)) if n == HALF.value:
            return root(plan, term, base)
        case Power(base, Number(n)) if n.denominator == 2:
            return Kernel(plan.value(square_root(base)) ** n.numerator, term_text(term), (), "")
        case Power(base, Number(n)) if n < 0:
            return Kernel(plan.value(Power(base, number(-n))) ** -1, term_text(term), (), "")
        case Power(base, exponent):
            power_of_e = Apply("exp", multiply(exponent, Apply("log", base)))
            proof = "unfold Rpower; f_equal; porism_field"
            return Kernel(plan.value(power_of_e), term_text(power_of_e), (power_of_e,), proof)
        case Apply("exp", a):
            return exponential(plan, term, a)
        case Apply("log", a):
            return logarithm(plan, term, a)
        case Apply("sin" | "cos", a):
            return circular(plan, term, a)
        case Apply("abs", a):
            return absolute(plan, term, a)
        case Apply("tan", a):
            return _quotient(plan, Apply("sin", a), Apply("cos", a))
        case Apply("tanh", a):
            return _quotient(plan, Apply("sinh", a), Apply("cosh", a))
        case Apply("sinh" | "cosh" as name, a):
            up, down = Apply("exp", a), Apply("exp", negate(a))
            sign = "-" if name == "sinh" else "+"
            value = (
                (plan.value(up) - plan.value(down)) if name == "sinh" else (plan.value(up) + plan.value(down))
            )
            text = f"(({term_text(up)} {sign} {term_text(down)}) / 2)"
            proof = (
                f"unfold {name}; replace (- {term_text(a)}) with {term_text(negate(a))} by ring; reflexivity"
            )
            return Kernel(value * constant(Fraction(1, 2)), text, (up, down), proof)
        case Apply("acos", a):
            arcsine = Apply("asin", a)
            value = plan.value(PI) * constant(Fraction(1, 2)) - plan.value(arcsine)
            return Kernel(
                value, f"(PI / 2 - {term_text(arcsine)})", (arcsine,), f"apply acos_asin; {in_unit(plan, a)}"
            )
        case Apply("asinh", a):
            inner = add(power(a, number(2)), ONE)
            logarithm_of = Apply("log", add(a, square_root(inner)))
            proof = (
                f"unfold arcsinh; apply f_equal; replace (sqrt ({term_text(a)} ^ 2 + 1)) "
                f"with (sqrt {term_text(inner)}) by (apply f_equal; porism_field); porism_field"
            )
            if variables(a):
                tactic = f"apply (porism_asinh_pos {term_text(a)} {term_text(inner)}); porism_field"
                plan.know(">", logarithm_of.argument, tactic)
            return Kernel(plan.value(logarithm_of), term_text(logarithm_of), (logarithm_of,), proof)
        case Apply("asin" | "atan", _) if term in _special_values():
            same, lemma = _special_values()[term]
            return Kernel(plan.value(same), term_text(same), (), lemma)
        case Apply("asin" | "atan" as name, a) if is_turned(plan, a):
            opposite = Apply(name, canonical_argument(plan, negate(a)))
            value = plan.value(opposite) * constant(-1)
            proof = (
                f"rewrite <- {name}_opp; apply f_equal; {plan.identity(a, negate(opposite.argument), False)}"
            )
            return Kernel(value, f"(- {term_text(opposite)})", (opposite,), proof)
        case Apply(name, a):
            canonical = Apply(name, canonical_argument(plan, a))
            proof = f"apply f_equal; {plan.identity(a, canonical.argument)}"
            return Kernel(plan.field.atom(canonical), term_text(canonical), (canonical,), proof)
        case _:
            raise NotSeen(f"{term} has no form that proofs are planned in")


@cache
def _special_values() -> dict[Term, tuple[Term, str]]:
    half, quarter = divide(PI, number(2)), divide(PI, number(4))
    minus = negate(ONE)
    return {
        Apply("asin", number(0)): (number(0), "exact asin_0"),
        Apply("asin", ONE): (half, "exact asin_1"),
        Apply("asin", minus): (
            negate(half),
            "replace (- 1) with (- (1)) by ring; rewrite asin_opp, asin_1; reflexivity",
        ),
        Apply("atan", number(0)): (number(0), "exact atan_0"),
        Apply("atan", ONE): (quarter, "exact atan_1"),
        Apply("atan", minus): (
            negate(quarter),
            "replace (- 1) with (- (1)) by ring; rewrite atan_opp, atan_1; reflexivity",
        ),
    }


def _quotient(plan: Plan, top: Term, bottom: Term) -> Kernel:
    value = plan.value(top) * plan.value(bottom) ** -1
    return Kernel(value, f"({term_text(top)} / {term_text(bottom)})", (top, bottom), "reflexivity")
