"""Reading `summation(f, (k, a, b))`: symbols, their domains, and the summand as hypergeometric terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.proposals.hypergeometric_bridge import (
    linear_from_sympy,
    summands_from_sympy,
    summands_to_sympy,
)
from porism.symbolic.statements.hypergeometric import Linear, Summands
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import symbol_domain
from porism.symbolic.term import ZERO, Variable


@dataclass(frozen=True)
class SumQuestion:
    """Σ_{k=lower}^{upper} summand over a scope; `symbols` are the caller's, by name."""

    summand: Summands
    variable: str
    lower: Linear
    upper: Linear | None
    scope: Scope
    symbols: dict[str, Any]

    def expression(self) -> Any:
        """The summand in plain symbols."""
        return summands_to_sympy(self.summand)

    def integers(self) -> list[str]:
        """The integer variables of the limits and factorials, those of the upper limit first."""
        names = [x for x, _ in (self.upper or Linear(0)).parts]
        names += [x for x, _ in self.lower.parts]
        names += [x for t in self.summand for x in sorted(t.discrete()) if x != self.variable]
        return list(dict.fromkeys(n for n in names if self.scope.domain(n).is_discrete))


def sum_question(f: Any, limits: Any) -> SumQuestion:
    """The question, or a `PorismError` that says what cannot be read."""
    if (
        not isinstance(limits, tuple | list | sympy.Tuple)
        or len(limits) != 3
        or not isinstance(limits[0], sympy.Symbol)
    ):
        raise UnsupportedError(
            f"expected limits (k, a, b) with a symbol k, found {str(limits)[:80]}; write (k, 1, n)"
        )
    k = limits[0]
    f, low, high = (_sympified(e) for e in (f, *limits[1:]))
    for e, what in ((f, "summand"), (low, "lower limit")):
        if e.has(sympy.oo, sympy.zoo, sympy.nan):
            raise UnsupportedError(
                f"the {what} {e} is not a finite expression; give the series from a finite start on"
            )
    if high is sympy.oo:
        upper = None
    elif high.has(sympy.oo, sympy.zoo, sympy.nan):
        raise UnsupportedError(f"the upper limit {high} is neither finite nor oo")
    else:
        upper = high
    if k in (low.free_symbols | high.free_symbols):
        raise UnsupportedError(f"the limits {low} and {high} depend on {k}; rename the index")
    symbols = {str(s): s for s in f.free_symbols | low.free_symbols | high.free_symbols}
    if len(symbols) != len(f.free_symbols | low.free_symbols | high.free_symbols):
        raise UnsupportedError("two different symbols have the same name; rename one of them")
    plain = {s: sympy.Symbol(name) for name, s in symbols.items()}
    summand = summands_from_sympy(f.subs(plain, simultaneous=True))
    lower = linear_from_sympy(low.subs(plain))
    end = None if upper is None else linear_from_sympy(upper.subs(plain))
    if end is not None and not end.parts and not lower.parts and lower.constant > end.constant + 1:
        raise UnsupportedError(
            f"the sum from {lower} to {end} runs backwards; swap the limits or write its negative"
        )
    discrete = {x for t in summand for x in t.discrete()} | {x for e in (lower, end) if e for x, _ in e.parts}
    domains, hypotheses = dict[str, Domain](), list[Relation]()
    for name, s in symbols.items():
        if s != k:
            domain, kind = symbol_domain(s)
            if name in discrete and not domain.is_discrete:
                domain, kind = Domain("natural"), None
            domains[name] = domain
            if kind is not None:
                hypotheses.append(relation(kind, Variable(name), ZERO))
    kept = {name: s for name, s in symbols.items() if s != k}
    return SumQuestion(summand, str(k), lower, end, Scope.of(domains, tuple(hypotheses)), kept)


def _sympified(e: Any) -> Any:
    if isinstance(e, int | sympy.Basic) and not isinstance(e, bool):
        e = sympy.Integer(e) if isinstance(e, int) else e
        if isinstance(e, sympy.Expr):
            if e.has(sympy.Float):
                raise UnsupportedError(f"the float in {str(e)[:60]} is not exact; write a Rational")
            return e
    raise UnsupportedError(f"expected a SymPy expression, found {str(e)[:60]!r} ({type(e).__name__})")
