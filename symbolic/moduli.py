"""Piecewise functions of SymPy in the claim language, by moduli: they agree except where their arguments are 0.

    sign u = u/|u|    Heaviside u = (1 + u/|u|)/2    Max(u, v) = (u + v + |u − v|)/2    Min(u, v) = (u + v − |u − v|)/2

A `Piecewise` whose conditions are inequalities becomes a sum of its branches times such steps. At the finitely many points
where a step is not defined an integral does not notice; for other questions this is not the same function.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import sympy
from sympy.core.relational import Relational

from porism.symbolic.errors import UnsupportedError


def with_moduli(expression: Any) -> Any:  # Any: sympy ships no types
    """The expression without sign, Heaviside, Max, Min and Piecewise.

    >>> x = sympy.Symbol("x", real=True)
    >>> with_moduli(sympy.Max(x, 1))
    x/2 + Abs(x - 1)/2 + 1/2
    """
    if not isinstance(expression, sympy.Basic) or not expression.has(*_STEPS, sympy.Piecewise):
        return expression
    rebuilt = expression.func(*map(with_moduli, expression.args)) if expression.args else expression
    match rebuilt:
        case sympy.sign():
            return _sign(rebuilt.args[0])
        case sympy.Heaviside():
            return (1 + _sign(rebuilt.args[0])) / 2
        case sympy.Max():
            return reduce(lambda u, v: (u + v + sympy.Abs(u - v)) / 2, rebuilt.args)
        case sympy.Min():
            return reduce(lambda u, v: (u + v - sympy.Abs(u - v)) / 2, rebuilt.args)
        case sympy.Piecewise():
            total, left = sympy.Integer(0), sympy.Integer(1)
            for value, condition in rebuilt.args:
                step = _step(condition)
                total, left = total + left * step * value, left * (1 - step)
            if left != 0:
                raise UnsupportedError(
                    f"{str(rebuilt)[:80]} has no value where no condition holds; add a last branch"
                )
            return total
        case _:
            return rebuilt


_STEPS = (sympy.sign, sympy.Heaviside, sympy.Max, sympy.Min)


def _sign(u: Any) -> Any:
    return u / sympy.Abs(u)


def _step(condition: Any) -> Any:
    """1 where the condition holds, 0 where it does not, nothing at the border."""
    match condition:
        case sympy.logic.boolalg.BooleanTrue():
            return sympy.Integer(1)
        case sympy.logic.boolalg.BooleanFalse():
            return sympy.Integer(0)
        case Relational() if condition.rel_op in ("<", "<=", ">", ">="):
            return (1 + _sign(condition.gts - condition.lts)) / 2
        case sympy.And():
            return sympy.Mul(*map(_step, condition.args))
        case sympy.Or():
            return 1 - sympy.Mul(*(1 - _step(c) for c in condition.args))
        case sympy.Not():
            return 1 - _step(condition.args[0])
        case _:
            raise UnsupportedError(f"the condition {str(condition)[:80]} is not an inequality")
