"""Proofs that one term is the derivative of another, by the structure of the function.

By one computation where the rules alone give the stated derivative (`opaque.py`, `library/Derivatives.v`). Else
`porism_slope` of `library/Slopes.v` builds the derivative node by node, and `slope` here knows the term that it builds; the
plan then proves that this term equals the stated derivative. The conditions of each node (0 < u under a logarithm, …)
are put into Rocq's context first.

References: Coquelicot, `is_derive` (S. Boldo, C. Lelay, G. Melquiond, 2015).
"""

from __future__ import annotations

import re

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.opaque import OpaquePlan
from porism.provers.rocq.planning.plan import Fact, Plan
from porism.provers.rocq.stating.emit import term_text, variable_name
from porism.provers.rocq.stating.statement import IsDerivative
from porism.symbolic.errors import PorismError
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    children,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    substitute,
    subtract,
    variables,
)


def derivative_tactic(plan: Plan, stated: IsDerivative) -> str:
    """A tactic for the proposition; raises `NotSeen`."""
    levels, current = list[tuple[str, Plan]](), plan
    for name in reversed(stated.near):
        moved, opening, current = _nearby(current, name)
        renamed: dict[str, Term] = {name: Variable(moved)}
        variable = moved if stated.variable == name else stated.variable
        stated = IsDerivative(
            substitute(stated.function, renamed), variable, substitute(stated.slope, renamed)
        )
        levels.append((opening, current))
    proof = _everywhere(current, stated)
    for opening, inner in reversed(levels):
        proof = f"{opening}{'; '.join([*inner.lines, proof])} ]"
    return proof


def _nearby(plan: Plan, name: str) -> tuple[str, str, Plan]:
    """For `locally x P`: a name for the points near x, the tactic's opening, and a plan for P at them.

    What is positive or not 0 at x is so nearby, by continuity.
    """
    s = plan.names.fresh(f"{name}_n")
    x_text, s_text = variable_name(name), variable_name(s)
    inner = plan.copy()
    inner.facts = [f for f in plan.facts if name not in variables(f.term)]
    conditions, proofs, names = list[str](), list[str](), list[str]()
    for fact in plan.facts:
        if fact.kind not in (">", "!=") or name not in variables(fact.term):
            continue
        try:
            know_continuous(plan, fact.term)
        except NotSeen:
            continue
        text = re.sub(rf"(?<![A-Za-z0-9_]){x_text}(?![A-Za-z0-9_])", s_text, fact.text)
        conditions.append(f"0 < {text}" if fact.kind == ">" else f"{text} <> 0")
        lemma = "porism_near_pos" if fact.kind == ">" else "porism_near_ne"
        proofs.append(
            f"refine (porism_near_and _ _ _ ({lemma} (fun {s_text} : R => {text}) {x_text} _ _) _); "
            f"[ porism_continuous | exact {fact.name} | "
        )
        names.append(inner.names.fresh())
        inner.facts.append(Fact(names[-1], fact.kind, substitute(fact.term, {name: Variable(s)}), text))
    everything = "".join(f"{c} /\\ (" for c in conditions) + "True" + ")" * len(conditions)
    opening = (
        f"refine (porism_near {x_text} (fun {s_text} : R => {everything}) _ _ _); "
        f"[ {''.join(proofs)}apply filter_forall; intro; exact I{' ]' * len(proofs)} "
        f"| intros {s_text} {''.join(f'[{n} ' for n in names)}_{']' * len(names)}; "
    )
    for fact in inner.facts:
        inner.value(fact.term)
    return s, opening, inner


def know_continuous(plan: Plan, term: Term) -> None:
    """Puts what makes the term continuous into the context."""
    for child in children(term):
        know_continuous(plan, child)
    match term:
        case Apply("log", a):
            plan.know(">", a, plan.sign(a, True))
        case Power(base, Number(n)) if n.denominator == 2:
            plan.know(">=", base, plan.sign(base, False))
            if n < 0:
                plan.know(">", base, plan.sign(base, True))
        case Power(base, Number(n)) if n.denominator == 1:
            if n < 0:
                plan.know("!=", power(base, number(-n)), plan.nonzero(power(base, number(-n))))
        case Power(base, _):
            plan.know(">", base, plan.sign(base, True))
        case Apply("tan", a):
            plan.know("!=", Apply("cos", a), plan.nonzero(Apply("cos", a)))
        case Apply("asin" | "acos", a):
            for side in (add(ONE, a), subtract(ONE, a)):
                plan.know(">", side, plan.sign(side, True))
        case Number() | Constant() | Variable() | Sum() | Product() | Apply():
            pass
        case _:
            raise NotSeen(f"{term} is not seen to be continuous")


def _everywhere(plan: Plan, stated: IsDerivative) -> str:
    if isinstance(plan, OpaquePlan):
        return plan.slope_tactic(stated.function, stated.variable, stated.slope)
    beside = OpaquePlan(plan.names, {})
    beside.facts = list(plan.facts)
    try:
        computed = beside.slope_tactic(stated.function, stated.variable, stated.slope)
    except (PorismError, ArithmeticError):
        pass  # step by step, with the relations between functions
    else:
        plan.lines += beside.lines
        plan.facts += beside.facts[len(plan.facts) :]
        return computed
    built, replacements = slope(plan, stated.function, stated.variable)
    equation = plan.identity(built, stated.slope, as_written=False)
    return (
        f"eapply porism_slope_is; [ porism_slope | cbv beta; simpl INR; {''.join(replacements)}{equation} ]"
    )


def slope(plan: Plan, term: Term, x: str) -> tuple[Term, list[str]]:
    """What `porism_slope` builds for d term / dx, up to `ring`, and the rewriting of the arguments of its roots."""
    replacements = list[str]()

    def d(t: Term) -> Term:
        if x not in variables(t):
            return ZERO
        match t:
            case Variable():
                return ONE
            case Sum(terms):
                return add(*(d(p) for p in terms))
            case Product(factors):
                parts = [
                    multiply(d(f), *factors[:k], *factors[k + 1 :])
                    for k, f in enumerate(factors)
                    if d(f) != ZERO
                ]
                for f in factors:
                    _know_denominator(plan, f)
                return add(*parts)
            case Power(base, Number(n)) if n.denominator == 1:
                _know_denominator(plan, t)
                return multiply(number(n), power(base, number(n - 1)), d(base))
            case Power(base, Number(n)) if n.denominator == 2:
                plan.know(">", base, plan.sign(base, True))
                root = square_root(base)
                plan.know(">", root, "porism_sign")
                return (
                    multiply(number(n), Power(base, number(n - 1)) if n != 1 else ONE, d(base))
                    if n != HALF.value
                    else (divide(multiply(HALF, d(base)), root))
                )
            case Power(base, exponent):
                plan.know(">", base, plan.sign(base, True))
                inner = add(
                    multiply(d(exponent), Apply("log", base)), multiply(exponent, divide(d(base), base))
                )
                return multiply(t, inner)
            case Apply(function, a):
                return multiply(outer(function, a), d(a))
            case _:
                raise NotSeen(f"no derivative of {t} is planned")

    def outer(function: str, a: Term) -> Term:
        square = power(a, number(2))
        match function:
            case "exp":
                return Apply("exp", a)
            case "log":
                plan.know(">", a, plan.sign(a, True))
                return power(a, MINUS_ONE)
            case "sin":
                return Apply("cos", a)
            case "cos":
                return negate(Apply("sin", a))
            case "tan":
                plan.know("!=", Apply("cos", a), plan.nonzero(Apply("cos", a)))
                return power(Apply("cos", a), number(-2))
            case "abs":
                plan.know("!=", a, plan.nonzero(a))
                return divide(a, Apply("abs", a))
            case "sinh":
                return Apply("cosh", a)
            case "cosh":
                return Apply("sinh", a)
            case "tanh":
                return power(Apply("cosh", a), number(-2))
            case "atan":
                plan.know(">", add(ONE, square), plan.sign(add(ONE, square), True))
                return power(add(ONE, square), MINUS_ONE)
            case "asin" | "acos":
                for side in (add(ONE, a), subtract(ONE, a)):
                    plan.know(">", side, plan.sign(side, True))
                inside = subtract(ONE, square)
                plan.know(">", inside, "nra")
                replace(f"1 - {term_text(a)} ^ 2", inside)
                found = power(inside, negate(HALF))
                return found if function == "asin" else negate(found)
            case "asinh":
                inside = add(square, ONE)
                plan.know(">", inside, plan.sign(inside, True))
                replace(f"{term_text(a)} ^ 2 + 1", inside)
                return power(inside, negate(HALF))
            case _:
                raise NotSeen(f"no derivative of {function} is planned")

    def replace(written: str, inside: Term) -> None:
        replacements.append(
            f"replace (sqrt ({written})) with (sqrt {term_text(inside)}) by (apply f_equal; ring); "
        )

    return d(term), replacements


def _know_denominator(plan: Plan, factor: Term) -> None:
    if isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value < 0:
        below = power(factor.base, number(-factor.exponent.value))
        plan.know("!=", below, plan.nonzero(below))
