"""From a fit to a formula: y = sign · factor · T⁻¹(Σ aᵢ·fᵢ + b·g·h + c), with free constants.

Terms whose coefficient the data do not need are left out. Constants move to where a person would write them, so that
the one made exact is the one in the formula: a factor leaves T⁻¹ where T⁻¹ is a power, exp(a·f + c) becomes
C·exp(a·f), and exp(a·log u) becomes u**a. The formula's constants are refined afterwards in the space of y.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import numpy as np
from jaxtyping import Bool, Float

from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.tidy import tidy
from porism.neural.scoring.library import Library
from porism.neural.scoring.refit import Fits, Target, design, least_squares
from porism.symbolic.term import ONE, Apply, Term, add, divide, multiply, negate, number, power, subtract

NEGLIGIBLE: Final = 1e-8  # a term this small relative to the whole is rounding of a fit without noise
MOST_TERMS: Final = 5  # the spans of `deflated` may need all their variables at first; such a sum is no law
SIGNIFICANT: Final = 4.0  # standard errors; the least that a term must contribute


class Constants:
    """Numbers the parameters in the order in which a term is written."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def new(self, value: float) -> Term:
        """The next parameter, with this value."""
        self.values.append(float(value))
        return parameter(len(self.values) - 1)


def proposal(
    fits: Fits, row: int, library: Library, target: Target, fit_rows: Bool[np.ndarray, " n"]
) -> Formula | None:
    """The formula of one fit; None where it needs too many terms or has no finite constants."""
    columns = design(
        library.values, fits.linear[row : row + 1], fits.product[row : row + 1], fits.has_intercept
    )[0]
    terms = [library.term(int(i)) for i in fits.linear[row]]
    if fits.product.shape[1]:
        terms.append(tidy(multiply(*(library.term(int(i)) for i in fits.product[row]))))
    if fits.has_intercept:
        terms.append(ONE)
    kept, coefficients = _needed(columns[:, fit_rows], target.values[fit_rows], fits.coefficients[row])
    if len(kept) > MOST_TERMS or not np.all(np.isfinite(coefficients)):
        return None
    return formula_of([(float(c), terms[k]) for c, k in zip(coefficients, kept, strict=True)], target)


def _needed(
    columns: Float[np.ndarray, "k n"], t: Float[np.ndarray, " n"], coefficients: Float[np.ndarray, " k"]
) -> tuple[list[int], Float[np.ndarray, " kept"]]:
    """The columns that contribute, by backward elimination, with their coefficients."""
    kept = list(range(len(columns)))
    while len(kept) > 1:
        some = columns[kept]
        part = np.abs(coefficients) * np.linalg.norm(some, axis=1)
        rest = t - coefficients @ some
        variance = float(rest @ rest) / max(len(t) - len(kept), 1)
        errors = np.sqrt(np.sum(np.linalg.pinv(some) ** 2, axis=0) * variance)
        weight = np.minimum(
            part / (NEGLIGIBLE * np.linalg.norm(t)),
            np.abs(coefficients) / np.maximum(errors, 1e-300) / SIGNIFICANT,
        )
        if weight.min() >= 1:
            break
        kept.pop(int(weight.argmin()))
        coefficients = least_squares(columns[kept][None], t[None])[0]
    return kept, coefficients


def formula_of(parts: Sequence[tuple[float, Term]], target: Target) -> Formula:
    """y = sign · factor · T⁻¹(Σ coefficient · term); the term 1 is the intercept."""
    constants = Constants()
    transform = target.transform
    if transform.name == "log":
        outer = multiply(number(int(target.sign)), _exponential(parts, constants))
    elif transform.exponent is not None and len(parts) == 1:
        outer = _power(*parts[0], target, constants)
    else:
        inner = add(*(multiply(constants.new(c), term) for c, term in parts))
        outer = multiply(number(int(target.sign)), transform.inverse_term(inner))
    return Formula(tidy(multiply(target.factor, outer)), tuple(constants.values)).renumbered()


def _exponential(parts: Sequence[tuple[float, Term]], constants: Constants) -> Term:
    factors, exponents = list[Term](), list[Term]()
    for coefficient, term in parts:
        match term:
            case Apply("log", base):
                factors.append(power(base, constants.new(coefficient)))
            case _ if term == ONE:
                factors.append(constants.new(math.exp(min(coefficient, 700.0))))
            case _:
                exponents.append(multiply(constants.new(coefficient), term))
    if exponents:
        factors.append(Apply("exp", add(*exponents)))
    return multiply(*factors)


def _power(coefficient: float, term: Term, target: Target, constants: Constants) -> Term:
    """sign · (a·f)**(p/q) as C · f**(p/q), with -f for a negative a under a root."""
    p, q = target.transform.exponent or 1, target.transform.root
    size = abs(coefficient) ** (p / q) if coefficient else 0.0
    if coefficient < 0 and q > 1:
        term = negate(term)
    elif coefficient < 0 and p % 2:
        size = -size
    return multiply(constants.new(target.sign * size), power(term, number(Fraction(p, q))))


def rational_formula(
    direct: Sequence[tuple[float, Term]], implied: Sequence[tuple[float, Term]], target: Target
) -> Formula:
    """y = Σ a·f + y·Σ b·g solved for y: Σ a·f / (1 - Σ b·g), where T is the identity."""
    constants = Constants()
    above, below = (
        [multiply(constants.new(c), term) if term != ONE else constants.new(c) for c, term in part]
        for part in (direct, implied)
    )
    quotient = divide(add(*above), subtract(ONE, add(*below)))
    return Formula(tidy(multiply(number(int(target.sign)), target.factor, quotient)), tuple(constants.values))
