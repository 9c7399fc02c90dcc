"""Fewer variables before any formula is known: powers that factor out, and pairs that enter together.

    powers   y = x_k^p · φ(the others)
    groups   y = x_i^p · φ(x_i·x_j, the others), the same with x_i/x_j;   y = φ(x_i + x_j, the others), with x_i - x_j

A polynomial in the logarithms of the positive variables (and in the others as they are) is fitted to log |y|, or to y
where it takes both signs. Each of the statements above says that some of its terms vanish or combine; it is accepted
if the fit without that freedom predicts left-out rows as well (Allen's PRESS). Exponents are the slopes that remain,
within a few standard errors of multiples of 1/2. Applied again and again, groups are the dimensionless numbers of the
problem, found without units.

The result is a proposal: it is searched besides the problem as it was given, and the data judge what comes out of it.

Complexity: O(d² · n · m²) a step, m ≤ `MOST_TERMS` polynomial terms.

References: Udrescu & Tegmark (2020), Science Advances 6, eaay2631 (separability, symmetries); Allen (1974),
Technometrics 16, 125 (PRESS); Buckingham (1914), Phys. Rev. 4, 345.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import combinations, combinations_with_replacement
from typing import Final

import numpy as np
from jaxtyping import Bool, Float

from porism.neural.regression.tidy import tidy
from porism.neural.threads import one_blas_thread
from porism.symbolic.term import ONE, Term, Variable, add, divide, multiply, number, power, subtract

ROWS_A_TERM: Final = 3  # rows a polynomial term; fewer leave no residual to test with
MOST_ROWS: Final = 512
MOST_TERMS: Final = 130  # cubics in 7 variables; a fit takes two milliseconds
CHANCE_POWER: Final = 5.0  # ratio of mean squares below 1 + this/√n; for n residuals 1 ± √(2/n) is chance
CHANCE_GROUP: Final = 1.5  # nothing else speaks for a group than this ratio
BLIND: Final = 0.1  # a polynomial that leaves more of the variance than this says nothing about structure
SLACK: Final = 0.02  # a true multiple of 1/2 lies within it even where the polynomial fits badly
SHARPEST: Final = 0.1  # standard error beyond which a slope near a multiple of 1/2 is chance
EXPONENTS: Final = tuple(Fraction(p, 2) for p in (0, 2, -2, 4, -4, 1, -1, 3, -3, 6, -6, 8, -8))

Vector = Float[np.ndarray, " n"]
Columns = Float[np.ndarray, "n _"]


@dataclass(frozen=True)
class Feature:
    """A quantity that y depends on, as a term of the variables and by its values."""

    term: Term
    values: Vector

    @property
    def is_positive(self) -> bool:
        """Whether its logarithm may be taken."""
        return bool(np.all(self.values > 0))


@dataclass(frozen=True)
class Reduced:
    """y = factor · φ(features)."""

    factor: Term
    factor_values: Vector
    features: tuple[Feature, ...]

    @classmethod
    def of(cls, columns: Mapping[str, Vector]) -> Reduced:
        """The data as they are."""
        features = tuple(Feature(Variable(name), values) for name, values in columns.items())
        return cls(ONE, np.ones(len(features[0].values)), features)

    def divided(self, feature: Feature, exponent: Fraction) -> Reduced:
        """With feature**exponent in the factor."""
        if not exponent:
            return self
        factor = tidy(multiply(self.factor, power(feature.term, number(exponent))))
        return replace(
            self, factor=factor, factor_values=self.factor_values * feature.values ** float(exponent)
        )


def reductions(columns: dict[str, Vector], y: Vector) -> Iterator[Reduced]:
    """The data as they are; without the powers that factor out; with the groups joined as well.

    >>> x, v, t = np.random.default_rng(0).uniform(1, 2, (3, 300))
    >>> *_, last = reductions({"x": x, "v": v, "t": t}, x**2 * np.exp(-v * t))
    >>> print(last.factor, *(f.term for f in last.features), sep="; ")
    x**2; t*v
    """
    yield from further(Reduced.of(columns), y)


def further(given: Reduced, y: Vector) -> Iterator[Reduced]:
    """The same for data that are already reduced."""
    yield given
    rows = slice(0, MOST_ROWS)
    if len(y) < 8 * len(given.features) or len(given.features) < 2:
        return
    reduced = _without_powers(given, y, rows)
    if len(reduced.features) < len(given.features):
        yield reduced
    grouped = reduced
    while len(grouped.features) > 1 and (joined := _joined_once(grouped, y, rows)) is not None:
        grouped = joined
    if len(grouped.features) < len(reduced.features):
        yield grouped


@one_blas_thread()
def _without_powers(given: Reduced, y: Vector, rows: slice) -> Reduced:
    z = y[rows] / given.factor_values[rows]
    if np.all(z > 0) or np.all(z < 0):
        exponents = _log_slopes(given, np.log(np.abs(z)), rows)
    else:
        exponents = _best_quotients(given, z, rows)
    if len(exponents) == len(given.features):
        exponents.pop(max(exponents))  # something must be left to search
    reduced = given
    for k, exponent in exponents.items():
        reduced = reduced.divided(given.features[k], exponent)
    rest = tuple(f for k, f in enumerate(given.features) if k not in exponents)
    return replace(reduced, features=rest)


def _log_slopes(given: Reduced, t: Vector, rows: slice) -> dict[int, Fraction]:
    z, is_log = _coordinates(given.features, rows)
    scale = np.array([np.log(f.values[rows]).std() if f.is_positive else 1.0 for f in given.features])
    terms = _terms(z.shape[1], len(t))
    columns = _polynomial(z, terms)
    full = _residual(columns, t)
    if full > BLIND * np.var(t):
        return {}
    candidates = list[int]()
    for k in map(int, np.flatnonzero(is_log)):
        kept = np.array([k not in term or term == (k,) for term in terms])
        if _residual(columns[:, kept], t) <= (1 + CHANCE_POWER / np.sqrt(len(t))) * full + np.finfo(
            float
        ).eps * np.var(t):
            candidates.append(k)
    kept = np.array([len(term) == 1 or not set(term) & set(candidates) for term in terms])
    slopes, errors = _slopes(columns[:, kept], t)
    places = [term for term, keep in zip(terms, kept, strict=True) if keep]
    found = dict[int, Fraction]()
    for k in candidates:
        slope, error = (a[places.index((k,))] / scale[k] for a in (slopes, errors))
        exponent = Fraction(round(2 * slope), 2)
        if abs(slope - float(exponent)) < max(SLACK, min(4 * error, 0.25)) and error < SHARPEST:
            found[k] = exponent
    return found


def _best_quotients(given: Reduced, y: Vector, rows: slice) -> dict[int, Fraction]:
    """For y of both signs: x_k^p · polynomial(others) against polynomial(all)."""
    z, is_log = _coordinates(given.features, rows)
    d = z.shape[1]
    full = _residual(_polynomial(z, _terms(d, len(y))), y)
    if full > BLIND * np.var(y):
        return {}
    terms = _terms(d - 1, len(y))
    found = dict[int, Fraction]()
    for k in map(int, np.flatnonzero(is_log)):
        others = _polynomial(np.delete(z, k, axis=1), terms)
        x = given.features[k].values[rows, None]
        residuals = {p: _residual(others * x ** float(p), y) for p in EXPONENTS}
        best = min(residuals, key=lambda p: residuals[p])
        if residuals[best] <= (1 + CHANCE_POWER / np.sqrt(len(y))) * full:
            found[k] = best
    return found


@one_blas_thread()
def _joined_once(reduced: Reduced, y: Vector, rows: slice) -> Reduced | None:
    """The best pair joined, or None if no pair enters together."""
    z_y = y[rows] / reduced.factor_values[rows]
    z, _ = _coordinates(reduced.features, rows)
    trials = list(_pair_trials(reduced, *_smoothest(z_y, _polynomial(z, _terms(z.shape[1], len(z)))), rows))
    best = min(trials, key=lambda trial: trial[0], default=None)
    return best[1] if best is not None and best[0] < CHANCE_GROUP else None


def _smoothest(y: Vector, columns: Columns) -> tuple[Vector, bool]:
    """log |y| where the columns explain it, else that of y and y² which they explain best; and whether it is the log."""
    if np.all(y > 0) or np.all(y < 0):
        t = np.log(np.abs(y))
        if _residual(columns, t) < BLIND * np.var(t):
            return t, True
    return min(((y, False), (y**2, False)), key=lambda trial: _residual(columns, trial[0]) / np.var(trial[0]))


def _pair_trials(
    reduced: Reduced, t: Vector, is_logarithm: bool, rows: slice
) -> Iterator[tuple[float, Reduced]]:
    """Each way to join a pair, with the ratio of mean squared residuals after and before."""
    z, is_log = _coordinates(reduced.features, rows)
    terms = _terms(z.shape[1], len(t))
    full = _residual(_polynomial(z, terms), t)
    rounding = np.finfo(float).eps * float(np.var(t))
    for i, j in combinations(range(len(reduced.features)), 2):
        a, b = reduced.features[i], reduced.features[j]
        others = [k for k in range(len(reduced.features)) if k not in (i, j)]
        rest = tuple(reduced.features[k] for k in others)

        def ratio(joined: Vector, lead: Columns, reference: float) -> tuple[float, Columns]:
            smaller = np.concatenate([z[:, others], _standard(joined[:, None])], axis=1)  # noqa: B023
            columns = np.concatenate([lead, _polynomial(smaller, _terms(smaller.shape[1], len(t)))], axis=1)
            return _residual(columns, t) / (reference + rounding), columns

        if is_log[i] and is_log[j] and full < BLIND * np.var(t):
            lead = z[:, [i]] if is_logarithm else z[:, :0]
            for joined in (
                Feature(tidy(multiply(a.term, b.term)), a.values * b.values),
                Feature(tidy(divide(a.term, b.term)), a.values / b.values),
            ):
                found, columns = ratio(np.log(joined.values[rows]), lead, full)
                exponent = (
                    _exponent(columns, t, float(np.log(a.values[rows]).std()))
                    if is_logarithm
                    else Fraction(0)
                )
                if exponent is not None:
                    yield found, replace(reduced.divided(a, exponent), features=(*rest, joined))
        raw = _standard(np.stack([a.values[rows], b.values[rows]], axis=1))
        reference = _residual(_polynomial(np.concatenate([z[:, others], raw], axis=1), terms), t)
        if reference < BLIND * np.var(t):
            for joined in (
                Feature(add(a.term, b.term), a.values + b.values),
                Feature(subtract(a.term, b.term), a.values - b.values),
            ):
                yield (
                    ratio(joined.values[rows], z[:, :0], reference)[0],
                    replace(reduced, features=(*rest, joined)),
                )


def _exponent(columns: Columns, t: Vector, scale: float) -> Fraction | None:
    """The multiple of 1/2 that the slope of the first column is; None if it is none."""
    slope, error = (float(v[0]) / scale for v in _slopes(columns, t))
    exponent = Fraction(round(2 * slope), 2)
    return exponent if abs(slope - float(exponent)) <= max(SLACK, min(4 * error, 0.25)) else None


def _coordinates(features: Sequence[Feature], rows: slice) -> tuple[Columns, Bool[np.ndarray, " d"]]:
    """Standardised columns, of logarithms where they exist, and where they do."""
    is_log = np.array([f.is_positive for f in features])
    columns = [
        np.log(f.values[rows]) if log else f.values[rows] for f, log in zip(features, is_log, strict=True)
    ]
    return _standard(np.stack(columns, axis=1)), is_log


def _standard(columns: Columns) -> Columns:
    return np.asarray(
        (columns - columns.mean(axis=0)) / np.maximum(columns.std(axis=0), np.finfo(float).tiny)
    )


@cache
def _all_terms(d: int, degree: int) -> list[tuple[int, ...]]:
    return [term for k in range(degree + 1) for term in combinations_with_replacement(range(d), k)]


def _terms(d: int, rows: int) -> list[tuple[int, ...]]:
    """Monomials in d variables up to the degree that the rows allow, at least quadratic."""
    most = min(rows // ROWS_A_TERM, MOST_TERMS)
    degree = max((k for k in range(2, 7) if len(_all_terms(d, k)) <= most), default=2)
    return _all_terms(d, degree)


def _polynomial(z: Columns, terms: Sequence[tuple[int, ...]]) -> Columns:
    columns: dict[tuple[int, ...], Vector] = {(): np.ones(len(z))}
    for term in terms[1:]:
        columns[term] = columns[term[:-1]] * z[:, term[-1]]
    return np.stack([columns[term] for term in terms], axis=1)


def _residual(columns: Columns, t: Vector) -> float:
    """The mean square of the errors at each row of the fit to the other rows.

    Unlike the residual of the fit it does not shrink with the number of columns, so that what a polynomial cannot fit
    counts the same in both models that are compared.
    """
    q, _ = np.linalg.qr(columns)
    leverage = np.minimum(np.sum(q**2, axis=1), 1 - 1e-6)
    return float(np.mean(((t - q @ (q.T @ t)) / (1 - leverage)) ** 2))


def _slopes(columns: Columns, t: Vector) -> tuple[Float[np.ndarray, " m"], Float[np.ndarray, " m"]]:
    """The coefficients of the least squares fit and their standard errors."""
    inverse = np.linalg.pinv(columns)
    return inverse @ t, np.sqrt(np.sum(inverse**2, axis=1) * _residual(columns, t))
