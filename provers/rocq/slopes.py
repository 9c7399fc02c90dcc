"""Proofs that one term is the derivative of another, by the structure of the function.

`porism_slope` of `Porism.v` builds the derivative node by node, and `slope` here knows the term that it builds; the
plan then proves that this term equals the stated derivative. The conditions of each node (0 < u under a logarithm, …)
are put into Rocq's context first.

References: Coquelicot, `is_derive` (S. Boldo, C. Lelay, G. Melquiond, 2015).
"""

from __future__ import annotations

from porism.provers.rocq.emit import term_text, variable_name
from porism.provers.rocq.errors import NotSeen
from porism.provers.rocq.plan import Plan
from porism.provers.rocq.statement import IsDerivative
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
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
    if stated.near:
        # Nearby, nothing of the point's own conditions is known: only what holds everywhere is said.
        inner = Plan(plan.names, plan.grains)
        intros, moved = list[str](), dict[str, Term]()
        for name in reversed(stated.near):
            moved[name] = Variable(plan.names.fresh(f"{name}_n"))
            intros.append(f"apply filter_forall; intro {variable_name(str(moved[name]))}")
        point = moved.get(stated.variable, Variable(stated.variable))
        renamed = {**moved, stated.variable: point}
        function, value = substitute(stated.function, renamed), substitute(stated.slope, renamed)
        proof = _everywhere(inner, IsDerivative(function, str(point), value))
        return "; ".join([*intros, *inner.lines, proof])
    return _everywhere(plan, stated)


def _everywhere(plan: Plan, stated: IsDerivative) -> str:
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
