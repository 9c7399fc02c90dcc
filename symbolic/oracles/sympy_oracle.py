"""SymPy as an oracle: `integrate`, `manualintegrate` and `heurisch`, each for a worker of its own, since each may hang.

A `Piecewise` answer gives its branches, the generic one first; the conditions of a branch need not be kept, since the
definedness of its value says where it holds, and the prover finds that out again. Unevaluated integrals are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import sympy
from sympy.integrals.heurisch import heurisch as _sympy_heurisch
from sympy.integrals.manualintegrate import manualintegrate as _sympy_manualintegrate

from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.sympy_bridge import from_sympy, symbol, to_sympy
from porism.symbolic.term import Term, variables

MAX_BRANCHES = 4


def integrate(question: IntegralQuestion) -> list[Term]:
    """The branches of `sympy.integrate`."""
    return _found(question, lambda f, x: sympy.integrate(f, x))


def manualintegrate(question: IntegralQuestion) -> list[Term]:
    """The branches of `manualintegrate`, the textbook's rules."""
    return _found(question, _sympy_manualintegrate)


def heurisch(question: IntegralQuestion) -> list[Term]:
    """The answer of the Risch–Norman heuristic."""
    return _found(question, _sympy_heurisch)


def _found(question: IntegralQuestion, method: Callable[[Any, Any], Any]) -> list[Term]:
    known = dict(question.symbols)
    names = variables(question.integrand) | {question.variable}
    symbols = {n: known.get(n, symbol(n, question.scope.domain(n))) for n in names}
    answer = method(to_sympy(question.integrand, symbols), symbols[question.variable])
    if answer is None:
        raise OracleError("SymPy has no answer")
    found, reason = list[Term](), "SymPy has no answer"
    for branch in _branches(answer):
        if branch.has(sympy.Integral, sympy.nan, sympy.oo, sympy.zoo):
            continue
        try:
            found.append(from_sympy(_plain(_without_steps(branch))))
        except PorismError as error:
            reason = f"SymPy's answer is outside the language: {str(error).splitlines()[0]}"
    if not found:
        raise OracleError(reason)
    return list(dict.fromkeys(found))


def _without_steps(branch: Any) -> Any:
    """The branch without its step functions: they are constant between jumps, and those are found from the rest."""
    return branch.replace(sympy.floor, lambda _: sympy.Integer(0)).replace(
        sympy.ceiling, lambda _: sympy.Integer(0)
    )


def _plain(branch: Any) -> Any:
    """The branch off the Riemann surface of the logarithm, and without values of Γ where they cancel."""
    if branch.has(sympy.exp_polar, sympy.polar_lift):
        branch = sympy.unpolarify(branch).replace(sympy.exp_polar, sympy.exp)
    return sympy.gammasimp(branch) if branch.has(sympy.gamma) else branch


def _branches(answer: Any) -> Iterator[Any]:
    """The expressions that a `Piecewise` answer can mean: each branch of the outermost one put in for it."""
    if not answer.has(sympy.Piecewise):
        yield answer
        return
    with suppress(Exception):  # folding may fail on strange conditions: then the pieces are taken as they are
        answer = sympy.piecewise_fold(answer)
    if isinstance(answer, sympy.Piecewise):
        for value, _ in answer.args[:MAX_BRANCHES]:
            yield from _branches(value)
        return
    inner = next(iter(answer.atoms(sympy.Piecewise)))
    for value, _ in inner.args[:MAX_BRANCHES]:
        yield from _branches(answer.xreplace({inner: value}))
