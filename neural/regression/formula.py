"""A formula: a term with numbered parameters, evaluated and refined in float64.

Parameters stand in the term as variables `_0, _1, …`. Values come with their derivatives by the parameters (forward
mode, one pass), so that Gauss-Newton steps refine all constants at once in the space of y, wherever they stand.

Not here: choosing the formula, making constants exact (`snapping.py`). Complexity: O(size · n · (1 +
parameters)).

References: Nocedal & Wright (2006), Numerical Optimization, §10.3 (Gauss-Newton, Levenberg-Marquardt).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, assert_never

import numpy as np
from jaxtyping import Float

from porism.neural.regression.tidy import tidy
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    MAX_EXPONENT,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    number,
    substitute,
    subterms,
    variables,
)

Vector = Float[np.ndarray, " n"]
Slopes = dict[int, Vector]  # the derivative by each parameter that occurs
STEPS: Final = 12  # Gauss-Newton doubles the digits at each step once it is close
RIDGE: Final = 1e-14  # keeps the equations of two constants that only occur together solvable
_VALUES: Final = {"pi": np.pi, "e": np.e}

#: Function and derivative in terms of the argument u and the value v.
_FUNCTIONS: Final[dict[str, tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]]] = {
    "exp": (np.exp, lambda u, v: v),
    "log": (np.log, lambda u, v: 1 / u),
    "sin": (np.sin, lambda u, v: np.cos(u)),
    "cos": (np.cos, lambda u, v: -np.sin(u)),
    "tan": (np.tan, lambda u, v: 1 + v * v),
    "asin": (np.arcsin, lambda u, v: 1 / np.sqrt(1 - u * u)),
    "acos": (np.arccos, lambda u, v: -1 / np.sqrt(1 - u * u)),
    "atan": (np.arctan, lambda u, v: 1 / (1 + u * u)),
    "tanh": (np.tanh, lambda u, v: 1 - v * v),
}


def parameter(index: int) -> Variable:
    """The place of constant number `index`."""
    return Variable(f"_{index}")


@dataclass(frozen=True)
class Formula:
    """`term` with a value for each of its parameters."""

    term: Term
    parameters: tuple[float, ...] = ()

    def value(self, columns: Mapping[str, Vector]) -> Vector:
        """The value at each row; nan where it is not defined over the reals."""
        rows = len(next(iter(columns.values())))
        numbers = {f"_{k}": np.asarray(p) for k, p in enumerate(self.parameters)}
        with np.errstate(all="ignore"):
            return np.broadcast_to(_evaluate(self.term, {**columns, **numbers}, ())[0], rows)

    def value_and_slopes(self, columns: Mapping[str, Vector]) -> tuple[Vector, Slopes]:
        """The value and its derivatives by the parameters at each row."""
        rows = len(next(iter(columns.values())))
        with np.errstate(all="ignore"):
            value, slopes = _evaluate(self.term, columns, self.parameters)
        return np.broadcast_to(value, rows), {k: np.broadcast_to(s, rows) for k, s in slopes.items()}

    def refined(
        self, columns: Mapping[str, Vector], y: Vector, weights: Vector, steps: int = STEPS
    ) -> Formula:
        """The formula after at most `steps` steps towards a local minimum of Σ (weights · (y - value))²."""
        if not self.parameters:
            return self
        best, error = self, self._error(columns, y, weights)
        damping = 0.0
        for _ in range(steps):
            value, slopes = best.value_and_slopes(columns)
            jacobian = np.stack([slopes[k] for k in range(len(self.parameters))], axis=1) * weights[:, None]
            residual = (y - value) * weights
            if not (np.all(np.isfinite(jacobian)) and np.all(np.isfinite(residual))):
                return best
            scale = np.linalg.norm(jacobian, axis=0)
            scale[scale == 0] = 1.0
            unit = jacobian / scale
            # Normal equations: the residual is exact, so that rounding in a step only costs another step.
            gram = unit.T @ unit + max(damping, RIDGE) * np.eye(len(scale))
            step = np.linalg.solve(gram, unit.T @ residual)
            moved = replace(best, parameters=tuple(np.asarray(best.parameters) + step / scale))
            moved_error = moved._error(columns, y, weights)
            if moved_error < error:
                small = moved_error > error * (1 - 1e-4)
                best, error, damping = moved, moved_error, damping / 10
                if small:
                    break
            elif damping > 10:
                break
            else:
                damping = max(10 * damping, 1e-3)
        return best

    def _error(self, columns: Mapping[str, Vector], y: Vector, weights: Vector) -> float:
        with np.errstate(all="ignore"):
            error = float(np.sum((weights * (y - self.value(columns))) ** 2))
        return error if np.isfinite(error) else np.inf

    def with_constant(self, index: int, exact: Term) -> Formula:
        """The formula with parameter `index` replaced by an exact constant; the later ones move down."""
        moved = {f"_{k}": parameter(k - 1) for k in range(index + 1, len(self.parameters))}
        term = tidy(substitute(self.term, {f"_{index}": exact} | moved))
        rest = self.parameters[:index] + self.parameters[index + 1 :]
        return Formula(term, rest).renumbered()

    def renumbered(self) -> Formula:
        """The formula without the parameters that no longer occur in its term."""
        names = {t.name for t in subterms(self.term) if isinstance(t, Variable)}
        kept = [k for k in range(len(self.parameters)) if f"_{k}" in names]
        if len(kept) == len(self.parameters):
            return self
        moved: dict[str, Term] = {f"_{old}": parameter(new) for new, old in enumerate(kept)}
        return Formula(substitute(self.term, moved), tuple(self.parameters[k] for k in kept))

    def exact_term(self) -> Term:
        """The term with each free constant as the decimal fraction that it prints as, short ones in exponents."""
        exponents = {v for t in subterms(self.term) if isinstance(t, Power) for v in variables(t.exponent)}
        values: dict[str, Term] = {}
        for k, value in enumerate(self.parameters):
            fraction = Fraction(repr(float(value)))
            name = f"_{k}"
            if name in exponents:
                fraction = fraction.limit_denominator(max(int(MAX_EXPONENT / (1 + abs(value))), 1))
            values[name] = number(fraction)
        return substitute(self.term, values)


def _evaluate(
    term: Term, columns: Mapping[str, Vector], parameters: tuple[float, ...]
) -> tuple[Any, dict[int, Any]]:
    """Value and slopes, arrays or plain floats, hence `Any`: numpy's arithmetic takes both."""
    match term:
        case Number(number):
            return float(number), {}
        case Constant(name) if name in _VALUES:
            return _VALUES[name], {}
        case Variable(name) if name in columns:
            return columns[name], {}
        case Variable(name) if name.startswith("_") and int(name[1:]) < len(parameters):
            return parameters[int(name[1:])], {int(name[1:]): 1.0}
        case Sum(parts) | Product(parts):
            value, slopes = _evaluate(parts[0], columns, parameters)
            for part in parts[1:]:
                v, dv = _evaluate(part, columns, parameters)
                if isinstance(term, Sum):
                    value, slopes = value + v, _combined(slopes, 1.0, dv, 1.0)
                else:
                    value, slopes = value * v, _combined(slopes, v, dv, value)
            return value, slopes
        case Power(base, exponent):
            b, db = _evaluate(base, columns, parameters)
            e, de = _evaluate(exponent, columns, parameters)
            b = np.asarray(b, dtype=float)  # a float to a negative or fractional power would raise
            value = b**e
            return value, _combined(db, e * b ** (e - 1) if db else 0.0, de, value * np.log(b) if de else 0.0)
        case Apply(name, argument) if name in _FUNCTIONS:
            u, du = _evaluate(argument, columns, parameters)
            function, slope = _FUNCTIONS[name]
            value = function(u)
            return value, {k: slope(u, value) * d for k, d in du.items()}
        case Constant() | Variable() | Apply() | Derivative():
            raise UnsupportedError(f"a regression formula cannot hold {term}; use real elementary functions")
        case _:
            assert_never(term)


def _combined(a: dict[int, Any], u: Any, b: dict[int, Any], v: Any) -> dict[int, Any]:
    return {k: a.get(k, 0.0) * u + b.get(k, 0.0) * v for k in a.keys() | b.keys()}
