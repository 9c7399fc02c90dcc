"""The AI-Feynman equations: formulas from physics with the ranges that their variables are drawn from.

    equations()  ->  100 of the Feynman Lectures        bonus_equations()  ->  20 harder ones of other textbooks
    sample(equation, points, seed)  ->  X of shape (points, variables), y of shape (points,), without noise

The formulas are read by Porism's parser and evaluated by `symbolic/numeric.py`; nothing is executed. Points are uniform
in the published ranges, and the same seed gives the same points on every machine. The tables are read on the first
call, and nothing is downloaded. Evaluation is linear in the size of the formula times the number of points.

References: S.-M. Udrescu, M. Tegmark (2020), AI Feynman: a physics-inspired method for symbolic regression, Science
Advances 6, eaay2631, tables 4–6. `SOURCES.md` lists what was renamed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from porism.symbolic.errors import FormatError, UnsupportedError
from porism.symbolic.numeric import approximate
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Constant, Derivative, Term, subterms
from porism.symbolic.term import Variable as VariableTerm

_HERE = Path(__file__).parent
_RANGE = re.compile(r"(\w+) \[(-?[0-9.]+), (-?[0-9.]+)\]")


@dataclass(frozen=True)
class Variable:
    """A variable that is drawn uniformly from [low, high]."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Equation:
    """output = formula(variables); `id` is volume.chapter.equation of the Lectures, or `test_1` … `test_20`."""

    id: str
    output: str
    formula: str
    variables: tuple[Variable, ...]

    @property
    def term(self) -> Term:
        """The formula as a term of the claim language."""
        return parse_term(self.formula)


@cache
def equations() -> tuple[Equation, ...]:
    """The 100 equations of the Feynman Lectures, in the order of the published table.

    >>> print(equations()[0].formula)
    exp(-theta**2/2)/sqrt(2*pi)
    >>> equations()[0].variables
    (Variable(name='theta', low=1.0, high=3.0),)
    """
    return _table("feynman.csv")


@cache
def bonus_equations() -> tuple[Equation, ...]:
    """The 20 equations of the bonus set, from Goldstein, Jackson, Weinberg and others.

    >>> bonus_equations()[4].formula
    '2*pi*d**(3/2)/sqrt(G*(m1 + m2))'
    """
    return _table("feynman_bonus.csv")


def equation(identifier: str) -> Equation:
    """The equation with this id, of either set; a `FormatError` if there is none.

    >>> equation("I.12.1").formula
    'mu*Nn'
    """
    for candidate in equations() + bonus_equations():
        if candidate.id == identifier:
            return candidate
    raise FormatError(f"no equation {identifier[:60]!r}; ids look like I.6.20a, III.9.52 or test_7")


def sample(
    equation: Equation, points: int, seed: int
) -> tuple[Float64[np.ndarray, "n d"], Float64[np.ndarray, " n"]]:
    """Noiseless data (X, y): the columns of X follow `equation.variables`, y is the formula's value on each row.

    >>> X, y = sample(equation("I.12.1"), points=3, seed=0)
    >>> X.shape, bool((y == X[:, 0] * X[:, 1]).all())
    ((3, 2), True)
    """
    low = [variable.low for variable in equation.variables]
    high = [variable.high for variable in equation.variables]
    X = np.random.default_rng(seed).uniform(low, high, size=(points, len(low)))  # (n, d)
    columns = {variable.name: X[:, i] for i, variable in enumerate(equation.variables)}
    return X, np.broadcast_to(values(equation.term, columns), (points,)).copy()


def values(term: Term, columns: Mapping[str, Float64[np.ndarray, " n"]]) -> Float64[np.ndarray, " n"]:
    """The real values of a term on columns of numbers, in double precision; nan where there is none.

    A term without variables gives shape (1,). `UnsupportedError` for i and for derivatives; `FormatError` for a
    variable without a column.

    >>> values(parse_term("sqrt(x)"), {"x": np.array([4.0, -4.0])})
    array([ 2., nan])
    """
    for part in subterms(term):
        match part:
            case VariableTerm(name) if name not in columns:
                raise FormatError(f"no column for {name!r}; there is {', '.join(columns)}")
            case Constant("i") | Derivative():
                raise UnsupportedError(f"{part} is not evaluated over the real numbers here")
            case _:
                pass
    found = approximate(term, {name: column.astype(complex) for name, column in columns.items()})
    return np.where(found.imag == 0, found.real, np.nan)


def _table(file: str) -> tuple[Equation, ...]:
    with (_HERE / file).open(encoding="utf-8", newline="") as lines:
        return tuple(
            Equation(row["id"], row["output"], row["formula"], _variables(row["variables"]))
            for row in csv.DictReader(lines)
        )


def _variables(text: str) -> tuple[Variable, ...]:
    """`theta [1, 3]; sigma [1, 3]` as variables."""
    parts = [_RANGE.fullmatch(part) for part in text.split("; ")]
    if None in parts:
        raise FormatError(f"expected ranges such as 'x [1, 5]; y [0, 1]', found {text[:80]!r}")
    return tuple(Variable(part[1], float(part[2]), float(part[3])) for part in parts if part is not None)
