"""The operators that grow subexpressions, as one table: value, cost, admissible arguments, term.

Costs stand in for plausibility, in half symbols: a variable costs 2, a product of two expressions what they cost
together, a square or a root 1 more, a sum 2 more, a transcendental function 3 more. The library is filled in order of
cost, so that this table is the only place that says which building blocks come first. Two rules keep it from filling
with what the scorer covers anyway or what is rare in the sciences: one argument of a product or a sum is a monomial
(the scorer multiplies and adds any two elements), and neither a transcendental function is applied to another one nor
a square or a root to another.

Values outside an operator's real domain come back as nan or ±inf; the library drops such elements.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from jaxtyping import Float

from porism.symbolic.term import (
    Apply,
    Term,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)

Values = Float[np.ndarray, "..."]


@dataclass(frozen=True)
class Operator:
    """An operator of one or two arguments; `cost` is added to the costs of its arguments.

    `kind` is the least kind of a result (0 monomial, 1 algebraic, 2 transcendental), `deepest` the greatest kind of
    an argument.
    """

    name: str
    arity: int
    cost: int
    kind: int
    deepest: int
    commutes: bool  # up to a sign, which a fitted factor absorbs: f - g and g - f are one element
    value: Callable[[Values, Values], Values]
    term: Callable[[Term, Term], Term]

    @property
    def is_power(self) -> bool:
        """Whether it is a square or a root."""
        return self.name in ("square", "sqrt")


def _function(name: str, value: Callable[[Values], Values]) -> Operator:
    return Operator(name, 1, 3, 2, 1, False, lambda f, _: value(f), lambda f, _: Apply(name, f))


VARIABLE_COST: Final = 2

#: Every operator; an element of the library stores an index into this table.
OPERATORS: Final[tuple[Operator, ...]] = (
    Operator("mul", 2, 0, 0, 2, True, lambda f, g: f * g, multiply),
    Operator("div", 2, 0, 0, 2, False, lambda f, g: f / g, divide),
    Operator("add", 2, 2, 1, 2, True, lambda f, g: f + g, add),
    Operator("sub", 2, 2, 1, 2, True, lambda f, g: f - g, subtract),
    Operator("square", 1, 1, 0, 2, False, lambda f, _: f * f, lambda f, _: power(f, number(2))),
    Operator("sqrt", 1, 1, 0, 1, False, lambda f, _: np.sqrt(f), lambda f, _: square_root(f)),
    _function("exp", np.exp),
    Operator("expneg", 1, 3, 2, 1, False, lambda f, _: np.exp(-f), lambda f, _: Apply("exp", negate(f))),
    _function("log", np.log),
    _function("sin", np.sin),
    _function("cos", np.cos),
    _function("tanh", np.tanh),
)
