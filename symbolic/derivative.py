"""Symbolic derivatives of terms, by the chain rule; the result is canonical but not simplified.

    d(aᵇ) = b·aᵇ⁻¹·da for a constant b, else aᵇ·(db·log a + b·da/a)        d f(a) = f′(a)·da        d|a| = a/|a|·da

Where the derivative term is defined, the function has this derivative, as long as no branch cut is crossed: that is for
the checker to see, not for this module.
"""

from __future__ import annotations

from typing import assert_never

from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    Constant,
    Derivative,
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
    subtract,
    variables,
)


def derivative(term: Term, variable: str) -> Term:
    """d term / d variable.

    >>> from porism.symbolic.parse import parse_term
    >>> print(derivative(parse_term("x**3 + sin(2*x)"), "x"))
    3*x**2 + 2*cos(2*x)
    """
    if variable not in variables(term):
        return ZERO
    match term:
        case Variable():
            return ONE
        case Sum(terms):
            return add(*(d for t in terms if (d := derivative(t, variable)) != ZERO))
        case Product(factors):
            parts = [
                multiply(d, *factors[:k], *factors[k + 1 :])
                for k, factor in enumerate(factors)
                if (d := derivative(factor, variable)) != ZERO
            ]
            return add(*parts)
        case Power(base, exponent):
            if variable not in variables(exponent):
                return multiply(exponent, power(base, add(exponent, MINUS_ONE)), derivative(base, variable))
            slope = multiply(derivative(exponent, variable), Apply("log", base))
            if variable in variables(base):
                slope = add(slope, multiply(exponent, divide(derivative(base, variable), base)))
            return multiply(term, slope)
        case Apply(function, argument):
            return multiply(_outer(function, argument), derivative(argument, variable))
        case Derivative(expression, inner):
            return derivative(derivative(expression, inner), variable)
        case Number() | Constant():
            return ZERO
        case _:
            assert_never(term)


def _outer(function: str, a: Term) -> Term:
    """The derivative of a function at `a`."""
    two = number(2)
    square = power(a, two)
    match function:
        case "exp":
            return Apply("exp", a)
        case "log":
            return power(a, MINUS_ONE)
        case "sin":
            return Apply("cos", a)
        case "cos":
            return negate(Apply("sin", a))
        case "tan":
            return power(Apply("cos", a), number(-2))
        case "cot":
            return negate(power(Apply("sin", a), number(-2)))
        case "sec":
            return multiply(Apply("sec", a), Apply("tan", a))
        case "csc":
            return negate(multiply(Apply("csc", a), Apply("cot", a)))
        case "sinh":
            return Apply("cosh", a)
        case "cosh":
            return Apply("sinh", a)
        case "tanh":
            return power(Apply("cosh", a), number(-2))
        case "coth":
            return negate(power(Apply("sinh", a), number(-2)))
        case "sech":
            return negate(multiply(Apply("sech", a), Apply("tanh", a)))
        case "csch":
            return negate(multiply(Apply("csch", a), Apply("coth", a)))
        case "asin":
            return power(subtract(ONE, square), negate(HALF))
        case "acos":
            return negate(power(subtract(ONE, square), negate(HALF)))
        case "atan":
            return power(add(ONE, square), MINUS_ONE)
        case "asinh":
            return power(add(ONE, square), negate(HALF))
        case "acosh":
            return multiply(power(add(a, MINUS_ONE), negate(HALF)), power(add(a, ONE), negate(HALF)))
        case "atanh":
            return power(subtract(ONE, square), MINUS_ONE)
        case "abs":
            return divide(a, Apply("abs", a))
        case "erf":
            return multiply(two, power(PI, negate(HALF)), Apply("exp", negate(square)))
        case "Ei":
            return divide(Apply("exp", a), a)
        case "li":
            return divide(ONE, Apply("log", a))
        case "Si" | "Ci" | "Shi" | "Chi":
            return divide(Apply({"Si": "sin", "Ci": "cos", "Shi": "sinh", "Chi": "cosh"}[function], a), a)
        case "fresnels" | "fresnelc":
            return Apply("sin" if function == "fresnels" else "cos", multiply(HALF, PI, square))
        case "dilog":
            return negate(divide(Apply("log", subtract(ONE, a)), a))
        case "LambertW" | "LambertWm1":  # W·exp(W) = a
            w = Apply(function, a)
            return divide(Apply("exp", negate(w)), add(ONE, w))
        case "gamma":
            return multiply(Apply("gamma", a), Apply("digamma", a))
        case "loggamma":
            return Apply("digamma", a)
        case _:
            raise UnsupportedError(f"the derivative of {function} is not in the claim language")
