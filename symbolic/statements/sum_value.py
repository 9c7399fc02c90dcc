"""A sum over consecutive integers has a value, finite with limits that may have variables, or infinite; or it has none.

    Σ_{k = lower}^{upper} summand(k) = value      at every point of the scope with lower <= upper + 1 (0 where they are =)
    Σ_{k = lower}^{oo}    summand(k) = value      at every point of the scope: the series converges, to the value

Every summand of the sum is defined there, and so is the value. The limits are linear forms in integer variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import FormatError
from porism.symbolic.statements.hypergeometric import (
    Linear,
    Summands,
    latex_of,
    summands_from_json,
    text_of,
)
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import ZERO, is_variable_name
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class SumValue(Statement):
    """Σ summand = value; `upper` is None for an infinite series."""

    summand: Summands
    variable: str
    lower: Linear
    upper: Linear | None
    value: Summands
    kind: ClassVar[str] = "sum value"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return (*self.scope.relations(), *self._in_order())

    def _in_order(self) -> tuple[Relation, ...]:
        """That lower <= upper + 1, where the domains do not say so."""
        if self.upper is None:
            return ()
        room = self.upper.minus(self.lower).plus(1)
        natural = all(c > 0 and self.scope.domain(x).name == "natural" for x, c in room.parts)
        if room.constant >= 0 and natural:
            return ()
        return (relation("<=", ZERO, room.term()),)

    @property
    def text(self) -> str:
        return f"{_written(self)} = {text_of(self.value)}"

    def latex(self) -> str:
        return f"{_latex(self)} = {latex_of(self.value)}"

    def content(self) -> dict[str, Any]:
        return _content(self) | {"value": [t.to_json() for t in self.value]}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> SumValue:
        upper = None if data["upper"] is None else Linear.from_json(data["upper"])
        return cls(scope, *_read(data), upper, summands_from_json(data["value"]))


@dataclass(frozen=True)
class SumDiverges(Statement):
    """The partial sums of Σ_{k=lower}^{oo} summand tend to +oo (`sign` 1) or -oo (`sign` -1)."""

    summand: Summands
    variable: str
    lower: Linear
    sign: int
    kind: ClassVar[str] = "divergent sum"
    upper: ClassVar[None] = None

    @property
    def text(self) -> str:
        return f"{_written(self)} = {'' if self.sign > 0 else '-'}oo"

    def latex(self) -> str:
        return rf"{_latex(self)} = {'' if self.sign > 0 else '-'}\infty"

    def content(self) -> dict[str, Any]:
        return _content(self) | {"sign": self.sign}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> SumDiverges:
        sign = data["sign"]
        if sign not in (1, -1) or type(sign) is not int:
            raise FormatError(f"expected the sign 1 or -1, found {str(sign)[:40]}")
        return cls(scope, *_read(data), sign)


@dataclass(frozen=True)
class NoSum(Statement):
    """The partial sums of Σ_{k=lower}^{oo} summand do not tend to a number; every summand is defined."""

    summand: Summands
    variable: str
    lower: Linear
    kind: ClassVar[str] = "sum without value"
    upper: ClassVar[None] = None

    @property
    def text(self) -> str:
        return f"{_written(self)} does not converge"

    def latex(self) -> str:
        return rf"{_latex(self)} \text{{ does not converge}}"

    def content(self) -> dict[str, Any]:
        return _content(self)

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> NoSum:
        return cls(scope, *_read(data))


def _written(statement: SumValue | SumDiverges | NoSum) -> str:
    end = "oo" if statement.upper is None else str(statement.upper)
    return f"Sum({text_of(statement.summand)}, ({statement.variable}, {statement.lower}, {end}))"


def _latex(statement: SumValue | SumDiverges | NoSum) -> str:
    end = r"\infty" if statement.upper is None else latex(term_box(statement.upper.term()))
    start = latex(term_box(statement.lower.term()))
    return rf"\sum_{{{statement.variable}={start}}}^{{{end}}} {latex_of(statement.summand)}"


def _content(statement: SumValue | SumDiverges | NoSum) -> dict[str, Any]:
    return {
        "summand": [t.to_json() for t in statement.summand],
        "variable": statement.variable,
        "lower": statement.lower.to_json(),
        "upper": None if statement.upper is None else statement.upper.to_json(),
    }


def _read(data: dict[str, Any]) -> tuple[Summands, str, Linear]:
    name = data["variable"]
    if not isinstance(name, str) or not is_variable_name(name):
        raise FormatError(f"expected a variable's name, found {str(name)[:40]!r}")
    return summands_from_json(data["summand"]), name, Linear.from_json(data["lower"])
