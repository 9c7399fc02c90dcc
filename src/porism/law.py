"""Laws as a regressor proposes them: formulas with their size and their error on the data, never proved."""

from __future__ import annotations

from dataclasses import dataclass

from porism.ledger import Record
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    negate,
    power,
    to_json,
)

LONGEST_EXACT = (
    1_000  # a rational with a larger numerator or denominator was fitted, and is shown as a decimal
)


@dataclass(frozen=True)
class Law:
    """One formula of a Pareto front: its size in symbols and its normalised mean squared error on the data."""

    term: Term
    size: int
    error: float
    chosen: bool = False

    @property
    def shown(self) -> Term:
        """The formula to look at: a fitted number stands as a name that is its first six digits."""
        return _with_decimals(self.term)

    def to_json(self) -> Record:
        """The record that the ledger keeps."""
        return {
            "text": str(self.shown), "term": to_json(self.term), "size": self.size, "error": self.error,
            "chosen": self.chosen,
        }  # fmt: skip

    @staticmethod
    def from_json(record: Record) -> Law:
        """The inverse of `to_json`."""
        return Law(
            from_json(record["term"]), int(record["size"]), float(record["error"]), bool(record["chosen"])
        )


@dataclass(frozen=True)
class Proposal:
    """What a regressor proposes: who it is, and its front with exactly one law chosen (or none found).

    A search that was cut short by its time is not `complete`, and may find more, or other laws, the next time.
    """

    proposer: str
    front: tuple[Law, ...]
    complete: bool = True

    @property
    def law(self) -> Law | None:
        """The chosen law."""
        return next((law for law in self.front if law.chosen), None)


def _with_decimals(term: Term) -> Term:
    match term:
        case Number(value) if max(abs(value.numerator), value.denominator) > LONGEST_EXACT:
            decimal = Variable(f"{abs(float(value)):.6g}")
            return decimal if value > 0 else negate(decimal)
        case Power(base, exponent):
            return power(_with_decimals(base), _with_decimals(exponent))
        case Apply(function, argument):
            return Apply(function, _with_decimals(argument))
        case Product(parts):
            return multiply(*map(_with_decimals, parts))
        case Sum(parts):
            return add(*map(_with_decimals, parts))
        case _:
            return term
