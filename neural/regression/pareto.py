"""Candidate formulas by description length: what they cost to state and what the data cost given them.

    bits = structure + constants + n/2 · log2(mean squared residual)

Structure is `SYMBOL_BITS` a symbol and log2(d + 1) a variable; an exact constant costs its code length, a free one
the digits that the data determine, log2(|c|/standard error). Residuals are measured as additive errors of y or as
relative ones, whichever describes the data in fewer bits: astronomers' periods are not all known to the same hour.
The floor of a residual is rounding. So without noise the shortest exact formula wins, and with noise a longer formula
must pay for its symbols with residuals.

Making a constant exact is the same rule: it is accepted only if the refitted formula gets shorter, data included.

References: Rissanen (1978), Automatica 14, 465-471; Grünwald (2007), The Minimum Description Length Principle, §14.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

import numpy as np
from jaxtyping import Float

from porism.neural.regression.formula import STEPS, Formula
from porism.neural.regression.snapping import exact_constants, rational_bits
from porism.symbolic.term import Constant, Number, Power, Product, Sum, Term, Variable, children, subterms

_TINY: Final = float(np.finfo(float).tiny)
SYMBOL_BITS: Final = 3.0  # one of eight: + × ^ exp log sin cos and the rest
FLOOR: Final = 1e-13  # relative rounding of a formula's value: some hundred operations at 2⁻⁵³
STANDARD_ERRORS: Final = (
    3.0  # how far an exact constant may lie from the fitted one before the data are asked
)
FREE_BITS: Final = 4.0  # sign and magnitude of a free constant, beyond the digits that the data determine


@dataclass(frozen=True)
class Data:
    """Named columns with y, and how often each row counts (once where nothing is said)."""

    columns: Mapping[str, Float[np.ndarray, " n"]]
    y: Float[np.ndarray, " n"]
    counts: Float[np.ndarray, " n"] | None = None

    @cached_property
    def total(self) -> float:
        """How many observations the rows stand for."""
        return float(len(self.y) if self.counts is None else self.counts.sum())

    @cached_property
    def roots(self) -> Float[np.ndarray, " n"]:
        """Square roots of the counts, so that the mean square of `residual * roots` is the mean over observations."""
        return (
            np.ones_like(self.y) if self.counts is None else np.sqrt(self.counts * (len(self.y) / self.total))
        )

    @cached_property
    def weights(self) -> tuple[Float[np.ndarray, " n"], ...]:
        """The noise models: additive, and relative where y has no zero."""
        one = self.roots
        return (one, one / np.abs(self.y)) if np.all(self.y != 0) else (one,)

    @cached_property
    def floors(self) -> tuple[float, ...]:
        """The mean squared residual that rounding leaves, under each noise model."""
        return tuple(FLOOR**2 * float(np.mean((self.y * w) ** 2)) + _TINY for w in self.weights)

    @cached_property
    def spread(self) -> float:
        """The mean squared deviation of y from its mean."""
        mean = float(np.mean(self.roots**2 * self.y))
        return max(float(np.mean((self.roots * (self.y - mean)) ** 2)), _TINY)

    def error(self, residual: Float[np.ndarray, " n"]) -> float:
        """The mean square of the residual, as a share of the spread."""
        return float(np.mean((residual * self.roots) ** 2)) / self.spread

    def loss(self, mean_square: float, model: int) -> float:
        """The bits of the residuals with this weighted mean square, up to a constant that all formulas share."""
        jacobian = (
            float(np.sum(self.roots**2 * np.log2(self.weights[model] / self.roots)))
            * self.total
            / len(self.y)
        )
        return 0.5 * self.total * math.log2(mean_square + self.floors[model]) - jacobian


@dataclass(frozen=True)
class Candidate:
    """A formula with its size in symbols, its normalised mean squared error on all rows, and its bits."""

    formula: Formula
    size: int
    error: float
    bits: float
    relative: bool

    @property
    def is_exact(self) -> bool:
        """Whether the residual is rounding and no constant is left free."""
        return self.error < EXACT and not self.formula.parameters


EXACT: Final = 1e-20  # normalised mean squared error; cancellation may cost 3 of the 13 digits of `FLOOR`


def roughly_described(formula: Formula, data: Data) -> Candidate | None:
    """The formula with its constants as they are, under the better noise model; None where it has no real value."""
    with np.errstate(all="ignore"):
        residual = data.y - formula.value(data.columns)
        error = data.error(residual)
    if not math.isfinite(error):
        return None
    structure = structure_bits(formula.term, len(data.columns))
    structure += len(formula.parameters) * (FREE_BITS + 0.5 * math.log2(data.total))
    losses = [data.loss(float(np.mean((residual * w) ** 2)), k) for k, w in enumerate(data.weights)]
    return Candidate(formula, size(formula.term), error, structure + min(losses), losses[-1] < losses[0])


def described(formula: Formula, data: Data, steps: int = STEPS) -> Candidate | None:
    """The formula refitted under each noise model, and the shorter description; None where it has no real value."""
    best: Candidate | None = None
    for model in range(len(data.weights)):
        found = _described(formula, data, model, steps)
        if found is not None and (best is None or found.bits < best.bits):
            best = found
        if best is not None and best.error < EXACT:
            break  # what is left is rounding under any model
    return best


def _described(formula: Formula, data: Data, model: int, steps: int) -> Candidate | None:
    weights = data.weights[model]
    fitted = formula.refined(data.columns, data.y, weights, steps)
    value, slopes = fitted.value_and_slopes(data.columns)
    residual = (data.y - value) * weights
    if not np.all(np.isfinite(residual)):
        return None
    variance = float(np.mean(residual**2)) + data.floors[model]
    errors = _standard_errors(fitted, slopes, weights, variance, data.total)
    free = sum(FREE_BITS + _digits(c, e, data.total) for c, e in zip(fitted.parameters, errors, strict=True))
    error = data.error(data.y - value)
    bits = (
        data.loss(float(np.mean(residual**2)), model) + free + structure_bits(fitted.term, len(data.columns))
    )
    return Candidate(fitted, size(fitted.term), error, bits, relative=model == 1)


def _digits(value: float, standard_error: float, n: float) -> float:
    if value == 0 or not math.isfinite(standard_error):
        return 0.5 * math.log2(n)
    digits = math.log2(abs(value)) - math.log2(max(standard_error, _TINY))
    return min(max(digits, 0.5 * math.log2(n)), 53.0)


def _standard_errors(
    formula: Formula,
    slopes: Mapping[int, Float[np.ndarray, " n"]],
    weights: Float[np.ndarray, " n"],
    variance: float,
    total: float,
) -> list[float]:
    if not formula.parameters:
        return []
    jacobian = np.stack([slopes[k] * weights for k in range(len(formula.parameters))], axis=1)
    if not np.all(np.isfinite(jacobian)):
        return [math.inf] * len(formula.parameters)
    scale = np.maximum(np.linalg.norm(jacobian, axis=0), np.finfo(float).tiny)
    inverse = np.linalg.pinv(jacobian / scale)
    freedom = len(weights) / max(total - len(scale), 1.0)
    with np.errstate(over="ignore"):  # of a constant that changes nothing: its standard error is infinite
        return [float(s) for s in np.sqrt(np.sum(inverse**2, axis=1) * variance * freedom) / scale]


def with_exact_constants(candidate: Candidate, data: Data) -> Candidate:
    """The candidate after every replacement of a constant by an exact one that shortens the description."""
    best = candidate
    while best.formula.parameters:
        weights = data.weights[best.relative]
        value, slopes = best.formula.value_and_slopes(data.columns)
        variance = float(np.mean(((data.y - value) * weights) ** 2)) + data.floors[best.relative]
        errors = _standard_errors(best.formula, slopes, weights, variance, data.total)
        shorter = list[Candidate]()
        for k, (c, e) in enumerate(zip(best.formula.parameters, errors, strict=True)):
            for exact in exact_constants(c, STANDARD_ERRORS * e):
                trial = described(best.formula.with_constant(k, exact.term), data)
                if trial is not None and trial.bits < best.bits:
                    shorter.append(trial)
        if not shorter:
            break
        best = min(shorter, key=lambda c: c.bits)
    return replace(best, formula=_rounded(best.formula, data, best.relative))


def _rounded(formula: Formula, data: Data, model: int) -> Formula:
    """Free constants with one decimal digit more than the data determine: what is printed is what was measured."""
    if not formula.parameters:
        return formula
    value, slopes = formula.value_and_slopes(data.columns)
    variance = float(np.mean(((data.y - value) * data.weights[model]) ** 2)) + data.floors[model]
    errors = _standard_errors(formula, slopes, data.weights[model], variance, data.total)
    digits = [
        min(max(math.ceil(math.log10(abs(c)) - math.log10(max(e, _TINY))) + 2, 2), 17)
        if c and math.isfinite(e)
        else 17
        for c, e in zip(formula.parameters, errors, strict=True)
    ]
    return replace(
        formula,
        parameters=tuple(float(f"{c:.{d}g}") for c, d in zip(formula.parameters, digits, strict=True)),
    )


def size(term: Term) -> int:
    """The number of symbols: leaves and operators, a quotient or a root being one operator.

    >>> from porism.symbolic.parse import parse_term
    >>> size(parse_term("3*a/b")), size(parse_term("sqrt(x)"))
    (5, 2)
    """
    match term:
        case Sum(parts) | Product(parts):
            negative = sum(1 for p in parts if p == Number(Fraction(-1)))
            return sum(map(size, parts)) + len(parts) - 1 - 2 * negative
        case Power(base, Number(e)) if e in (Fraction(-1), Fraction(1, 2)):
            return size(base) + (1 if e == Fraction(1, 2) else 0)
        case _:
            return 1 + sum(map(size, children(term)))


def structure_bits(term: Term, dimension: int) -> float:
    """The code length of a term without its free constants."""
    bits = 0.0
    for part in subterms(term):
        bits += SYMBOL_BITS
        match part:
            case Number(value):
                bits += rational_bits(value)
            case Variable(name) if not name.startswith("_"):
                bits += math.log2(dimension + 1)
            case Constant():
                bits += 2.0
            case Sum(parts) | Product(parts):
                bits += SYMBOL_BITS * (len(parts) - 2)
            case _:
                pass
    return bits


def front(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those than which no other is both as small and as exact, the smallest first.

    Two errors below `EXACT` are equal; of two alike the one with fewer bits stays.
    """
    kept = list[Candidate]()
    for candidate in sorted(candidates, key=lambda c: (c.size, max(c.error, EXACT), c.bits)):
        if not kept or max(candidate.error, EXACT) < max(kept[-1].error, EXACT) * (1 - 1e-9):
            kept.append(candidate)
    return kept
