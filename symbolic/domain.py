"""Domains: the set that a claim's variable ranges over.

    real  positive  nonnegative  nonzero  integer  natural  complex        and intervals  [0, 1]  (0, pi/2)  [1, oo)

`natural` contains 0. The ends of an interval are terms without variables, or ∓oo on an open side. The same set has one
form: `(0, oo)` is `positive`, `[0, oo)` is `nonnegative`, `(-oo, oo)` is `real`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from porism.symbolic.errors import DomainError, FormatError, shown
from porism.symbolic.term import ZERO, Number, Term, from_json, to_json, variables

NAMES: tuple[str, ...] = ("real", "positive", "nonnegative", "nonzero", "integer", "natural", "complex")


@dataclass(frozen=True)
class Domain:
    """A named set of numbers, or an interval of the real line when `name` is `"interval"`.

    `low` and `high` are None where the interval is unbounded.
    """

    name: str
    low: Term | None = None
    high: Term | None = None
    low_closed: bool = False
    high_closed: bool = False

    @property
    def is_real(self) -> bool:
        """Whether the domain is a subset of the real line."""
        return self.name != "complex"

    @property
    def is_discrete(self) -> bool:
        """Whether the domain consists of integers."""
        return self.name in ("integer", "natural")

    def bounds(self) -> tuple[Term | None, Term | None, bool, bool]:
        """(low, high, low_closed, high_closed) of the smallest interval that contains a real domain."""
        match self.name:
            case "positive":
                return ZERO, None, False, False
            case "nonnegative" | "natural":
                return ZERO, None, True, False
            case "interval":
                return self.low, self.high, self.low_closed, self.high_closed
            case _:
                return None, None, False, False

    def to_json(self) -> Any:
        """A name, or `["interval", low, high, low_closed, high_closed]`."""
        if self.name != "interval":
            return self.name
        ends = [None if end is None else to_json(end) for end in (self.low, self.high)]
        return ["interval", *ends, self.low_closed, self.high_closed]

    @staticmethod
    def from_json(data: Any) -> Domain:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case str(name) if name in NAMES:
                return Domain(name)
            case ["interval", low, high, bool(low_closed), bool(high_closed)]:
                ends = [None if end is None else from_json(end) for end in (low, high)]
                return interval(ends[0], ends[1], low_closed, high_closed)
            case _:
                raise FormatError(
                    f"expected a domain, one of {', '.join(NAMES)} or an interval, found {shown(data, 60)!r}"
                )

    def __str__(self) -> str:
        if self.name != "interval":
            return self.name
        low = "-oo" if self.low is None else str(self.low)
        high = "oo" if self.high is None else str(self.high)
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"


def interval(low: Term | None, high: Term | None, low_closed: bool, high_closed: bool) -> Domain:
    """The interval between two closed terms; None is an infinite end.

    >>> str(interval(ZERO, None, False, False))
    'positive'
    """
    for end in (low, high):
        if end is not None and variables(end):
            raise DomainError(
                f"an interval's end must be a number, found {end}; use `assume` to relate variables"
            )
        if end is not None and not _is_real(end):
            raise DomainError(f"an interval's end must be a real number, found {end}")
    if (low is None and low_closed) or (high is None and high_closed):
        raise DomainError("an infinite end cannot belong to an interval; write ( or ) beside oo")
    if low is not None and high is not None and _is_empty(low, high, low_closed and high_closed):
        raise DomainError(f"the interval from {low} to {high} is empty; swap or close its ends")
    if low is None and high is None:
        return Domain("real")
    if low == ZERO and high is None:
        return Domain("nonnegative" if low_closed else "positive")
    return Domain("interval", low, high, low_closed, high_closed)


def _is_real(end: Term) -> bool:
    """Whether balls do not show that a closed term is undefined or not real."""
    from porism.symbolic.meaning import value  # evaluation is a layer above

    if isinstance(end, Number):
        return True
    ball = value(end, {})
    return bool(ball.is_finite() and ball.imag.contains(0))


def _is_empty(low: Term, high: Term, closed: bool) -> bool:
    from porism.symbolic.meaning import value  # evaluation is a layer above

    if isinstance(low, Number) and isinstance(high, Number):
        return low.value > high.value or (low.value == high.value and not closed)
    return bool(value(low, {}).real > value(high, {}).real) or (low == high and not closed)
