"""A law: one formula of a front, with what it says about the data and ways to take it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float

from porism.neural.regression.formula import Formula
from porism.symbolic.term import Term


@dataclass(frozen=True)
class Law:
    """One formula of the front.

    `error` is the mean squared error on all rows divided by the variance of y, `size` the number of symbols, `bits`
    the description length that ranks the front, `free_constants` how many constants stayed floating-point numbers. `names` are
    the columns of the data, in their order.
    """

    formula: Formula
    size: int
    error: float
    bits: float
    names: tuple[str, ...] = ()

    @property
    def term(self) -> Term:
        """The right-hand side in the claim language; a free constant stands as its exact decimal value."""
        return self.formula.exact_term()

    @property
    def free_constants(self) -> tuple[float, ...]:
        """The constants for which no exact value was found that describes the data as well."""
        return self.formula.parameters

    def predict(self, columns: dict[str, Float[np.ndarray, " n"]]) -> Float[np.ndarray, " n"]:
        """The formula's values on named columns; nan where it is not defined over the reals."""
        return self.formula.value(columns)

    def sympy(self) -> Any:  # Any: sympy ships no types
        """The formula as a SymPy expression with exact numbers."""
        from porism.symbolic.sympy_bridge import to_sympy

        return to_sympy(self.term)

    def latex(self) -> str:
        """The formula as LaTeX."""
        import sympy

        return str(sympy.latex(self.sympy()))

    def numpy(self) -> Callable[..., Any]:
        """The formula as a function of NumPy arrays, one a column of the data."""
        return self._function("numpy")

    def jax(self) -> Callable[..., Any]:
        """The formula as a function of JAX arrays, one a column; it can be jitted, vectorised and differentiated."""
        return self._function("jax")

    def torch(self) -> Callable[..., Any]:
        """The formula as a function of torch tensors, one a column."""
        return self._function("torch")

    def c_code(self, called: str = "formula") -> str:
        """The formula as a C99 function of doubles, one a column."""
        from porism.neural.regression.export import c_code

        return c_code(self.term, self.names, called)

    def _function(self, library: str) -> Callable[..., Any]:
        from porism.neural.regression.export import function

        return function(self.term, self.names, library)

    def __str__(self) -> str:
        return str(self.term)
