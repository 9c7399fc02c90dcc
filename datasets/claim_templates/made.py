"""A made claim, and what templates are written with: numbers, names and integer polynomials that print themselves.

Polynomials are multiplied here on plain dictionaries, so that the truth of a made claim rests on no algebra of the provers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Made:
    """A claim in the batch format, and whether it is true."""

    kind: str
    claim: str
    true: bool
    vars: Mapping[str, str] = field(default_factory=dict)
    assume: tuple[str, ...] = ()

    def to_json(self, identifier: str) -> dict[str, Any]:
        """A line of a batch file."""
        line: dict[str, Any] = {"id": identifier, "claim": self.claim}
        if self.vars:
            line["vars"] = dict(self.vars)
        if self.assume:
            line["assume"] = list(self.assume)
        return line | {"expect": "proved" if self.true else "refuted"}


#: A claim, the domains of its variables, its hypotheses.
Stated: TypeAlias = tuple[str, Mapping[str, str], Sequence[str]]

#: Exponents, one for each variable, and their coefficient, never 0.
Polynomial: TypeAlias = dict[tuple[int, ...], Fraction]


def number(dice: Random, low: int, high: int) -> int:
    """An integer from `low` to `high`."""
    return dice.randrange(low, high + 1)


def nonzero(dice: Random, size: int) -> int:
    """An integer from −`size` to `size` that is not 0."""
    return dice.choice([-1, 1]) * number(dice, 1, size)


def positive(*names: str) -> dict[str, str]:
    """The domains of positive variables."""
    return dict.fromkeys(names, "positive")


def variable(index: int, count: int) -> Polynomial:
    """The polynomial that is one of `count` variables."""
    return {tuple(int(k == index) for k in range(count)): Fraction(1)}


def constant(value: int | Fraction, count: int) -> Polynomial:
    """A constant polynomial in `count` variables."""
    return {(0,) * count: Fraction(value)} if value else {}


def plus(*terms: Polynomial) -> Polynomial:
    """The sum.

    >>> text(plus(variable(0, 1), constant(2, 1), variable(0, 1)), ["x"])
    '2*x + 2'
    """
    found = Polynomial()
    for term in terms:
        for exponents, c in term.items():
            found[exponents] = found.get(exponents, Fraction(0)) + c
    return {exponents: c for exponents, c in found.items() if c}


def times(first: Polynomial, *others: Polynomial) -> Polynomial:
    """The product.

    >>> x, y = variable(0, 2), variable(1, 2)
    >>> text(times(plus(x, y), plus(x, times(constant(-1, 2), y))), ["x", "y"])
    'x**2 - y**2'
    """
    for other in others:
        parts = [
            {tuple(map(sum, zip(a, b, strict=True))): c * d}
            for a, c in first.items()
            for b, d in other.items()
        ]
        first = plus(*parts)
    return first


def random_polynomial(dice: Random, count: int, degree: int, terms: int, size: int = 5) -> Polynomial:
    """A polynomial that is not constant: at most `terms` terms of at most this degree, coefficients up to `size`."""
    found = {tuple(int(k == dice.randrange(count)) for k in range(count)): Fraction(nonzero(dice, size))}
    found = {e: c for e, c in found.items() if any(e)} or variable(0, count)
    for _ in range(terms - 1):
        exponents = [0] * count
        for _ in range(dice.randrange(degree + 1)):
            exponents[dice.randrange(count)] += 1
        found = found | {tuple(exponents): Fraction(nonzero(dice, size))}
    return found


def nudged(dice: Random, p: Polynomial) -> Polynomial:
    """The polynomial with one of its coefficients changed a little."""
    exponents = dice.choice(sorted(p))
    return plus(p, {exponents: Fraction(dice.choice([-1, 1]))})


def text(p: Polynomial, names: Sequence[str]) -> str:
    """The polynomial in the claim language, highest exponents first."""
    if not p:
        return "0"
    written = ""
    for exponents, c in sorted(p.items(), reverse=True):
        powers = [name if e == 1 else f"{name}**{e}" for name, e in zip(names, exponents, strict=True) if e]
        size = [] if abs(c) == 1 and powers else [str(abs(c))]
        sign = (" - " if c < 0 else " + ") if written else ("-" if c < 0 else "")
        written += sign + "*".join([*size, *powers])
    return written
