"""Formulas that the user starts from: what is fixed in them, what is free, and what may be missing.

    text, SymPy, Law ──► Formula          columns are variables, other symbols and decimal fractions are free constants
    refitted            from several starts, for unknown constants may be of any size and sign
    what is missing     y = guess · φ(x)  and  y = guess + φ(x) are searched as the problem itself is

A whole number or a fraction stays as it is: in `x**2/2` nothing is free, in `x**2.1*0.48` two constants are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from jaxtyping import Float

from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.inputs import DataError
from porism.neural.regression.law import Law
from porism.neural.regression.pareto import Data, roughly_described
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Term, Variable, add, substitute, variables

STARTS: Final = 12  # of the constants whose size nobody said
STEPS: Final = 100  # from afar, where each step only halves what is left
SPREAD: Final = 2.0  # standard deviation of the logarithm of a start
_DECIMAL: Final = re.compile(r"(?<![\w.])(\d+\.\d*|\.\d+)([eE][+-]?\d+)?|(?<![\w.])\d+[eE][+-]?\d+")
_MARK: Final = "decimal{}of_a_guess"


def read_guess(guess: Any, names: Sequence[str]) -> tuple[Formula, tuple[int, ...]]:
    """The formula of a guess, and which of its constants have no value to start from.

    >>> formula, unknown = read_guess("k*x**2.1", ["x"])
    >>> print(formula.term, formula.parameters, unknown)
    _0*x**_1 (1.0, 2.1) (0,)
    """
    if isinstance(guess, Law):
        return guess.formula, ()
    if isinstance(guess, Formula):
        return guess, ()
    term, values = _read(guess)
    order = sorted(variables(term) - set(names), key=lambda n: (n in values, n))
    free = {name: parameter(k) for k, name in enumerate(order)}
    formula = Formula(substitute(term, dict(free)), tuple(values.get(name, 1.0) for name in order))
    return formula, tuple(k for k, name in enumerate(order) if name not in values)


def _read(guess: Any) -> tuple[Term, dict[str, float]]:
    values = dict[str, float]()
    try:
        if isinstance(guess, str):

            def marked(found: re.Match[str]) -> str:
                name = _MARK.format(len(values))
                values[name] = float(found[0])
                return name

            return parse_term(_DECIMAL.sub(marked, guess)), values
        import sympy

        from porism.symbolic.sympy_bridge import from_sympy

        places = {}
        for number in sorted(guess.atoms(sympy.Float)):
            name = _MARK.format(len(values))
            values[name], places[number] = float(number), sympy.Symbol(name)
        return from_sympy(guess.xreplace(places)), values
    except (PorismError, AttributeError, TypeError, ValueError) as reason:
        raise DataError(
            f"the guess {str(guess)[:80]!r} cannot be read ({reason}); "
            "expected a formula of the columns as text, in SymPy, or a law"
        ) from reason


def refitted(formula: Formula, unknown: Sequence[int], data: Data, seed: int) -> Formula:
    """The formula with its constants fitted, from several starts where some are unknown."""
    rng = np.random.default_rng(seed)
    starts = [formula]
    for _ in range(STARTS if unknown else 0):
        values = np.array(formula.parameters)
        values[list(unknown)] *= np.exp(rng.normal(0, SPREAD, len(unknown))) * rng.choice(
            (1, -1), len(unknown)
        )
        starts.append(replace(formula, parameters=tuple(map(float, values))))
    fitted = [f.refined(data.columns, data.y, data.roots, STEPS) for f in starts]
    found = [(c.error, k) for k, f in enumerate(fitted) if (c := roughly_described(f, data)) is not None]
    return fitted[min(found)[1]] if found else formula


def beside(guess: Formula, rest: Formula) -> Formula:
    """guess + rest, with the constants of both free.

    >>> from porism.symbolic.parse import parse_term
    >>> x = parse_term("x")
    >>> print(beside(Formula(add(parameter(0), x), (2.0,)), Formula(parameter(0), (3.0,))))
    Formula(term=..., parameters=(2.0, 3.0))
    """
    moved: Mapping[str, Term] = {
        f"_{k}": Variable(f"_{k + len(guess.parameters)}") for k in range(len(rest.parameters))
    }
    return Formula(add(guess.term, substitute(rest.term, dict(moved))), (*guess.parameters, *rest.parameters))


def left_over(guess: Formula, data: Data) -> Float[np.ndarray, " n"]:
    """What the guess leaves of y; not finite where it is not defined."""
    with np.errstate(all="ignore"):
        return np.asarray(data.y - guess.value(data.columns))
