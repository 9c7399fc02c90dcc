"""What an oracle is asked: the integrand, the variable, where it ranges, and the limits of the call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import Term


@dataclass(frozen=True)
class IntegralQuestion:
    """An indefinite integral; `symbols` are the caller's own SymPy symbols by name, for the answer."""

    integrand: Term
    variable: str
    scope: Scope
    symbols: tuple[tuple[str, Any], ...] = ()  # Any: sympy ships no types
    seconds: float = 20.0
    memory_mb: int = 2048

    @property
    def free_symbols(self) -> set[Any]:
        """The caller's symbols, as SymPy names them."""
        return {symbol for _, symbol in self.symbols}


class OracleError(Exception):
    """An oracle has no answer; the message says why."""
