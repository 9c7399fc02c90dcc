"""Derivatives: what SymPy's `diff` answers, simplified and as it stands, and our own rules as the last proposal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy

from porism.symbolic.derivative import derivative
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.scopes import fitting_scopes
from porism.symbolic.statements.derivative import DerivativeValue
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy, symbol, to_sympy
from porism.symbolic.term import Term, variables


@dataclass(frozen=True)
class DerivativeQuestion:
    """A term, the variables it is differentiated for in turn, and the caller's symbols."""

    term: Term
    orders: tuple[str, ...]
    scope: Scope
    symbols: tuple[tuple[str, Any], ...] = ()  # Any: sympy ships no types

    @property
    def free_symbols(self) -> set[Any]:
        """The caller's symbols, as SymPy names them."""
        return {s for _, s in self.symbols}


def derivatives(question: DerivativeQuestion) -> list[Proposal]:
    """SymPy's value and ours, each in the scopes in which it seems right."""
    known = dict(question.symbols)
    names = variables(question.term) | set(question.orders)
    symbols = {n: known.get(n, symbol(n, question.scope.domain(n))) for n in names}
    found, given = list[Proposal](), set(question.scope.relations())
    for shown, proposer in _values(question, symbols):
        with suppress(PorismError):
            value = from_sympy(shown)
            for scope in _scopes(question, value):
                statement = DerivativeValue(scope, question.term, question.orders, value)
                rank = len(set(statement.assumed) - given)
                found.append(Proposal(shown, (Part("answer", statement),), proposer, rank))
    return sorted(found, key=lambda p: p.rank)


def _scopes(question: DerivativeQuestion, value: Term) -> Iterator[Scope]:
    """The scopes that sampling finds; the question's own where there is nothing to differentiate or no sample."""
    if not question.orders:
        yield question.scope
        return
    *inner, last = question.orders
    before = reduce(derivative, inner, question.term)
    found = list(fitting_scopes(value, before, last, question.scope))
    yield from found or [question.scope]


def _values(question: DerivativeQuestion, symbols: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    f = to_sympy(question.term, symbols)
    yield sympy.diff(f, *(symbols[n] for n in question.orders)), "sympy.diff"
    yield to_sympy(reduce(derivative, question.orders, question.term), symbols), "porism"
