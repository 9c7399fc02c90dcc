"""Finder: forms of an expression that might be simpler, by SymPy's functions and by our own rewriting.

Each method is a name, so that each can run in a worker of its own: SymPy's functions hang on some inputs, and one that
does must not take the others with it. SymPy sees symbols with the assumptions of the scope, so that √(x²) becomes |x|
for a real x. Methods with `force` ignore conditions on purpose: the prover finds out whether that was right.

References: SymPy 1.14, modules simplify.* and core.function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from porism.symbolic.proposals.rewriting import rewritings
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy, symbol, to_sympy
from porism.symbolic.term import Term

METHODS: dict[str, Callable[[Any], Any]] = {
    "evaluate": lambda e: e,
    "cancel": sympy.cancel,
    "together": sympy.together,
    "factor": sympy.factor,
    "expand": sympy.expand,
    "factor_terms": sympy.factor_terms,
    "radsimp": sympy.radsimp,
    "sqrtdenest": sympy.sqrtdenest,
    "powsimp": sympy.powsimp,
    "powdenest": sympy.powdenest,
    "logcombine": sympy.logcombine,
    "expand_log": sympy.expand_log,
    "expand_trig then factor": lambda e: sympy.factor(sympy.expand_trig(e)),
    "powsimp with force": lambda e: sympy.powsimp(e, force=True),
    "powdenest with force": lambda e: sympy.powdenest(e, force=True),
    "logcombine with force": lambda e: sympy.logcombine(e, force=True),
    "expand_log with force": lambda e: sympy.expand_log(e, force=True),
    "trigsimp": sympy.trigsimp,
    "exptrigsimp": sympy.exptrigsimp,
    "exponentials": lambda e: sympy.simplify(e.rewrite(sympy.exp)).rewrite(sympy.cos),
    "simplify": sympy.simplify,
    "simplify after expand": lambda e: sympy.simplify(sympy.expand(e, trig=True)),
    "simplify then factor": lambda e: sympy.factor(sympy.simplify(e)),
    "fu": lambda e: sympy.fu(e),
    "simplify then powdenest with force": lambda e: sympy.simplify(
        sympy.powdenest(sympy.expand_log(e, force=True), force=True)
    ),
}
OWN = "rewriting"
NAMES = (OWN, *METHODS)


def candidates(name: str, term: Term, scope: Scope) -> list[Term]:
    """What a method makes of a term; nothing where the result is outside the language.

    >>> from porism.symbolic.parse import parse_term
    >>> [str(t) for t in candidates("factor", parse_term("x**2 - 2*x + 1"), Scope())]
    ['(x - 1)**2']
    """
    if name == OWN:
        return rewritings(term, scope)
    symbols = {x: symbol(x, scope.domain(x)) for x in scope.names(term)}
    found = METHODS[name](to_sympy(term, symbols))
    return [] if found.has(sympy.Piecewise, sympy.nan, sympy.zoo, sympy.oo) else [from_sympy(found)]
