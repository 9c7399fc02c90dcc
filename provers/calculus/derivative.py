"""Trusted: the value of a derivative is one claim, d/dx … f = value where both sides are defined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.obligation import Obligation
from porism.symbolic.claim import relation
from porism.symbolic.statements.derivative import DerivativeValue


def obligations(statement: DerivativeValue, data: Any) -> Iterator[Obligation]:
    """The derivative term equals the value; `data` is not used."""
    yield Obligation(statement.scope.claim(relation("==", statement.nested, statement.value)), necessary=True)
