"""Between SymPy and sums of hypergeometric terms: factorials, binomials and gamma functions of integer linear forms.

    binomial(n, k)  n!/(k! (n-k)!)      gamma(n)  (n-1)!      rf(n, k)  (n+k-1)!/(n-1)!      ff(n, k)  n!/(n-k)!

The first is meant for n >= 0 only: the rules ask for a proof of that.
"""

from __future__ import annotations

from typing import Any

import sympy

from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import multiply

_SPECIAL = (
    sympy.factorial,
    sympy.binomial,
    sympy.gamma,
    sympy.RisingFactorial,
    sympy.FallingFactorial,
    sympy.catalan,
)
MAX_TERMS = 60


def linear_from_sympy(expression: Any) -> Linear:
    """The integer linear form of an expression.

    >>> print(linear_from_sympy(2 * sympy.Symbol("n") - 1))
    2*n - 1
    """
    expression = sympy.expand(expression)
    coefficients, constant = dict[str, int](), 0
    for part, c in expression.as_coefficients_dict().items():
        if not (isinstance(c, sympy.Integer) and (part == 1 or isinstance(part, sympy.Symbol))):
            raise UnsupportedError(f"{expression} is not a sum of integers and integer multiples of symbols")
        if part == 1:
            constant = int(c)
        else:
            coefficients[str(part)] = int(c)
    return Linear.of(constant, coefficients)


def linear_to_sympy(form: Linear, symbols: dict[str, Any] | None = None) -> Any:
    """The SymPy expression of a linear form."""
    return to_sympy(form.term(), symbols)


def summands_from_sympy(expression: Any) -> Summands:
    """The sum of hypergeometric terms that an expression writes down."""
    if not expression.has(*_SPECIAL):
        return (Hypergeometric(from_sympy(expression)),)
    expression = _without_products(expression)
    found = list[Hypergeometric]()
    for part in sympy.Add.make_args(expression):
        found += _terms(part)
        if len(found) > MAX_TERMS:
            raise UnsupportedError(f"more than {MAX_TERMS} terms with factorials")
    return tuple(found)


def summands_to_sympy(terms: Summands, symbols: dict[str, Any] | None = None) -> Any:
    """The SymPy expression of a sum; factorials of negative literals are worked out as 1/l! = 0."""
    total = sympy.S.Zero
    for t in terms:
        value = to_sympy(t.coefficient, symbols)
        for form, e in t.factorials:
            if not form.parts and form.constant < 0 and e < 0:
                value = sympy.S.Zero
            else:
                value *= sympy.factorial(linear_to_sympy(form, symbols)) ** e
        total += value
    return total


def _without_products(expression: Any) -> Any:
    """Expanded as far as sums with factorials stand inside products or powers."""
    for node in sympy.preorder_traversal(expression):
        inner = node.args if isinstance(node, sympy.Mul | sympy.Pow) else ()
        if any(isinstance(a, sympy.Add) and a.has(*_SPECIAL) for a in inner):
            return sympy.expand(expression, power_exp=False, power_base=False, log=False, func=False)
    return expression


def _terms(part: Any) -> list[Hypergeometric]:
    coefficient, factorials = sympy.S.One, list[tuple[Linear, int]]()
    for factor in sympy.Mul.make_args(part):
        base, e = factor.as_base_exp()
        if not factor.has(*_SPECIAL):
            coefficient *= factor
        elif isinstance(base, _SPECIAL) and isinstance(e, sympy.Integer):
            numeric, forms = _factorials(base)
            coefficient *= numeric**e
            factorials += [(form, sign * int(e)) for form, sign in forms]
        else:
            raise UnsupportedError(f"{factor} is not a product of factorials of integer linear forms")
    return [Hypergeometric.of(multiply(from_sympy(coefficient)), factorials)]


def _factorials(base: Any) -> tuple[Any, list[tuple[Linear, int]]]:
    one = sympy.S.One
    match base:
        case sympy.factorial():
            return one, [(linear_from_sympy(base.args[0]), 1)]
        case sympy.gamma():
            return one, [(linear_from_sympy(base.args[0] - 1), 1)]
        case sympy.catalan():
            n = linear_from_sympy(base.args[0])
            return one, [(n.times(2), 1), (n, -1), (n.plus(1), -1)]
        case sympy.binomial():
            top, bottom = base.args
            if isinstance(bottom, sympy.Integer) and 0 <= bottom <= 30:
                return sympy.Mul(*(top - i for i in range(int(bottom)))) / sympy.factorial(bottom), []
            n, k = linear_from_sympy(top), linear_from_sympy(bottom)
            return one, [(n, 1), (k, -1), (n.minus(k), -1)]
        case sympy.RisingFactorial():
            x, k = map(linear_from_sympy, base.args)
            return one, [(x.plus(k).plus(-1), 1), (x.plus(-1), -1)]
        case _:
            x, k = map(linear_from_sympy, base.args)
            return one, [(x, 1), (x.minus(k), -1)]
