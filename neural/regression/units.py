"""Units of measurement: what a law may add up, and fewer variables by Buckingham's theorem before any search.

    units    column -> unit, as text ("kg*m/s**2"), as a pint unit, or as exponents of base units of the user's own
    law      y = m · φ(π₁, …, π_k): m a product of powers of the columns with the unit of y, the π without a unit

Constants in a law have no unit: a law that needs one that has (g, k, c) needs it as a column. Sums of different units, and
functions of anything that has a unit, are refused. Only dimensions count, not scales: `km` and `m` are one here, since values
are used as they are.

The π are a basis of the integer kernel of the matrix of exponents, shortened by lattice reduction; which basis is shortest is a
matter of taste, so a few choices of m are searched.

References: Buckingham (1914), Phys. Rev. 4, 345; Lenstra, Lenstra & Lovász (1982), Math. Ann. 261, 515.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, Final, TypeAlias

import flint
import numpy as np
from jaxtyping import Float

from porism.neural.regression.inputs import DataError
from porism.neural.regression.reduction import Feature, Reduced
from porism.neural.regression.tidy import tidy
from porism.symbolic.term import (
    ONE,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    multiply,
    number,
    power,
)

Exponents: TypeAlias = tuple[Fraction, ...]
MOST_CHOICES: Final = 4  # factors m that are searched
STEPS: Final = tuple(
    Fraction(k, 2) for k in (-4, -3, -2, -1, 1, 2, 3, 4)
)  # by which m is shortened along a π
_BASE: Final = ("length", "mass", "time", "current", "temperature", "substance", "luminosity")


class UnitError(DataError):
    """Units that cannot be read or cannot match; the message names the column and what to do."""


@dataclass(frozen=True)
class Units:
    """The exponents of the base units for each column and for the target."""

    columns: Mapping[str, Exponents]
    target: Exponents

    def of(self, term: Term) -> Exponents | None:
        """The unit of a term; None where it adds up or takes functions of what has another unit.

        >>> from porism.symbolic.parse import parse_term
        >>> units = Units({"m": unit("kg"), "v": unit("m/s")}, unit("J"))
        >>> units.of(parse_term("m*v**2/2")) == units.target, units.of(parse_term("m + v"))
        (True, None)
        """
        none = tuple(Fraction(0) for _ in self.target)
        match term:
            case Number() | Constant():
                return none
            case Variable(name):
                return self.columns.get(name, none)
            case Product(parts):
                found = [self.of(part) for part in parts]
                known = [f for f in found if f is not None]
                return _sums(known) if len(known) == len(found) else None
            case Sum(parts):
                found = [self.of(part) for part in parts]
                return found[0] if all(f == found[0] for f in found) else None
            case Power(base, exponent):
                inner = self.of(base)
                if inner is None or self.of(exponent) != none:
                    return None
                if isinstance(exponent, Number):
                    return tuple(e * exponent.value for e in inner)
                return none if inner == none else None
            case Apply(name, argument):
                inner = self.of(argument)
                return inner if inner == none or name == "abs" else None
            case Derivative():
                return None


def read_units(given: Mapping[str, Any], target: Any, names: Sequence[str]) -> Units:
    """The units of all columns, none where nothing is said, and of the target; raises `UnitError`."""
    if unknown := sorted(set(given) - set(names)):
        raise UnitError(f"units has {unknown}, which are no columns; the columns are {list(names)}")
    parsed = {name: unit(given[name], f"column {name!r}") for name in given} | {
        "": unit(target, "the target")
    }
    width = max(map(len, parsed.values()))
    if len({len(e) for name, e in parsed.items() if e and not _is_text(given.get(name, target))}) > 1:
        raise UnitError("units give exponents of different lengths; expected one exponent for each base unit")
    padded = {name: e + (Fraction(0),) * (width - len(e)) for name, e in parsed.items()}
    none = (Fraction(0),) * width
    units = Units({name: padded.get(name, none) for name in names}, padded[""])
    if _particular(units, names) is None:
        raise UnitError(
            f"the target has the unit {_text(units.target)}, which no product of powers of the columns has "
            f"({', '.join(f'{n}: {_text(e)}' for n, e in units.columns.items())}); a law between them needs a constant with a "
            "unit: give it as one more column, or correct a unit"
        )
    return units


def unit(given: Any, what: str = "the unit") -> Exponents:
    """Exponents of length, mass, time, current, temperature, substance, luminosity; or those that are given.

    >>> unit("km/s") == unit((1, 0, -1, 0, 0, 0, 0))
    True
    """
    if not _is_text(given):
        try:
            return tuple(Fraction(e).limit_denominator(24) for e in given)
        except (TypeError, ValueError):
            raise UnitError(
                f"{what} has the unit {given!r}; expected a text such as 'kg*m/s**2', or exponents of base units"
            ) from None
    import pint

    registry: Any = pint.application_registry
    try:
        parsed = registry.parse_units(str(given).replace("^", "**"))
    except (pint.errors.PintError, ValueError, AssertionError, TypeError, AttributeError) as reason:
        raise UnitError(
            f"{what} has the unit {str(given)!r}, which cannot be read ({reason or 'it ends too early'}); expected a text "
            "such as 'kg*m/s**2'"
        ) from None
    powers = {str(name).strip("[]"): e for name, e in parsed.dimensionality.items()}
    return tuple(Fraction(powers.get(name, 0)).limit_denominator(24) for name in _BASE)


def groupings(units: Units, columns: Mapping[str, Float[np.ndarray, " n"]]) -> Iterator[Reduced]:
    """y = m · φ(π₁, …, π_k), for the simplest factors m.

    >>> x, v, t = np.random.default_rng(0).uniform(1, 2, (3, 30))
    >>> units = Units({"x": unit("m"), "v": unit("m/s"), "t": unit("s")}, unit("m"))
    >>> for found in groupings(units, {"x": x, "v": v, "t": t}):
    ...     print(found.factor, *(f.term for f in found.features), sep="; ")
    x; t*v/x
    t*v; t*v/x
    x**2/(t*v); t*v/x
    """
    names = list(columns)
    first = _particular(units, names)
    if first is None:
        return
    either = [(k, tuple(-e for e in k)) for k in _kernel(units, names)]
    kernel = [k for pair in either for k in [k for k in pair if _is_real(k, names, columns)][:1]]
    shortened = _shortened(first, kernel)
    choices = {shortened: None}
    for steps in product((-1, 0, 1), repeat=min(len(kernel), 4)):
        moved = shortened
        for step, k in zip(steps, kernel, strict=False):
            moved = tuple(a + step * b for a, b in zip(moved, k, strict=True))
        choices[moved] = None
    features = tuple(Feature(_monomial(k, names), _values(k, names, columns)) for k in kernel)
    if not features:
        return
    usable = [c for c in choices if _is_real(c, names, columns) and np.all(_values(c, names, columns) != 0)]
    for chosen in sorted(usable, key=lambda c: (_length(c), [-e for e in c]))[:MOST_CHOICES]:
        yield Reduced(_monomial(chosen, names), _values(chosen, names, columns), features)


def _matrix(units: Units, names: Sequence[str]) -> list[list[Fraction]]:
    return [[units.columns[name][k] for name in names] for k in range(len(units.target))]


def _kernel(units: Units, names: Sequence[str]) -> list[Exponents]:
    """A short basis of the products of integer powers that have no unit."""
    rows = [[int(e * 24) for e in row] for row in _matrix(units, names)]
    found, rank = flint.fmpz_mat(rows).nullspace()
    if not rank:
        return []
    # The kernel over the integers: what the rational kernel's basis spans, saturated by Hermite's form of its transpose.
    vectors = [[int(found[i, j]) for i in range(len(names))] for j in range(rank)]
    basis = flint.fmpz_mat(_saturated(vectors)).lll()
    return [_upright(tuple(Fraction(int(e)) for e in row)) for row in basis.tolist()]


def _saturated(vectors: list[list[int]]) -> list[list[int]]:
    """A basis of the integer points of the space that the vectors span."""
    matrix = flint.fmpz_mat(vectors)
    # Rows of U with U·Mᵀ = H in Hermite form: the rows of U⁻ᵀ that belong to H's nonzero rows are the saturation.
    columns = len(vectors[0])
    stacked = flint.fmpz_mat(
        [
            [int(matrix[i, j]) for i in range(len(vectors))] + [int(j == k) for k in range(columns)]
            for j in range(columns)
        ]
    ).hnf()
    transform = flint.fmpq_mat(
        [[int(stacked[i, len(vectors) + k]) for k in range(columns)] for i in range(columns)]
    )
    inverse = transform.inv().transpose()
    return [[int(inverse[i, k].p) for k in range(columns)] for i in range(len(vectors))]


def _particular(units: Units, names: Sequence[str]) -> Exponents | None:
    """Exponents of the columns that give the target's unit, None where there are none."""
    augmented = [[*row, units.target[k]] for k, row in enumerate(_matrix(units, names))]
    reduced, rank = flint.fmpq_mat(
        [[flint.fmpq(e.numerator, e.denominator) for e in row] for row in augmented]
    ).rref()
    found = [Fraction(0)] * len(names)
    for i in range(rank):
        pivot = next(j for j in range(len(names) + 1) if reduced[i, j] != 0)
        if pivot == len(names):
            return None
        value = reduced[i, len(names)]
        found[pivot] = Fraction(int(value.p), int(value.q))
    return tuple(found)


def _shortened(start: Exponents, kernel: Sequence[Exponents]) -> Exponents:
    """The same unit with smaller exponents, by steps along the kernel."""
    best = start
    while True:
        moved = [tuple(a + step * b for a, b in zip(best, k, strict=True)) for k in kernel for step in STEPS]
        shorter = min(moved, key=_length, default=best)
        if _length(shorter) >= _length(best):
            return best
        best = shorter


def _length(exponents: Exponents) -> Fraction:
    """The size of a product of powers; a root counts as much as a factor."""
    return sum((abs(e) + (e.denominator > 1) for e in exponents), Fraction(0))


def _upright(exponents: Exponents) -> Exponents:
    """With as many positive exponents as negative ones, or more."""
    return exponents if sum(exponents) >= 0 else tuple(-e for e in exponents)


def _is_real(
    exponents: Exponents, names: Sequence[str], columns: Mapping[str, Float[np.ndarray, " n"]]
) -> bool:
    """Whether the product of powers is a finite real number on every row."""
    for name, exponent in zip(names, exponents, strict=True):
        values = columns[name]
        if (exponent.denominator > 1 and np.any(values <= 0)) or (exponent < 0 and np.any(values == 0)):
            return False
    return True


def _monomial(exponents: Exponents, names: Sequence[str]) -> Term:
    return tidy(
        multiply(ONE, *(power(Variable(n), number(e)) for n, e in zip(names, exponents, strict=True) if e))
    )


def _values(
    exponents: Exponents, names: Sequence[str], columns: Mapping[str, Float[np.ndarray, " n"]]
) -> Float[np.ndarray, " n"]:
    result = np.ones(len(columns[names[0]]))
    for name, exponent in zip(names, exponents, strict=True):
        if exponent:
            result = result * columns[name] ** (
                int(exponent) if exponent.denominator == 1 else float(exponent)
            )
    return result


def _sums(found: Sequence[Exponents]) -> Exponents:
    return tuple(sum(parts, Fraction(0)) for parts in zip(*found, strict=True))


def _is_text(given: Any) -> bool:
    return isinstance(given, str) or hasattr(given, "dimensionality")


def _text(exponents: Exponents) -> str:
    names = _BASE if len(exponents) == len(_BASE) else [f"unit {k}" for k in range(len(exponents))]
    parts = [name if e == 1 else f"{name}^{e}" for name, e in zip(names, exponents, strict=True) if e]
    return " ".join(parts) or "1"
