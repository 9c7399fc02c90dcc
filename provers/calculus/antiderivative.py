"""Trusted: an antiderivative is a derivative claim read backwards. F' = f where both sides are defined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.obligation import Obligation
from porism.symbolic.claim import relation
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.term import Derivative


def obligations(statement: Antiderivative, data: Any) -> Iterator[Obligation]:
    """d value / d variable = integrand; `data` is not used."""
    slope = Derivative(statement.value, statement.variable)
    yield Obligation(statement.scope.claim(relation("==", slope, statement.integrand)), necessary=True)
