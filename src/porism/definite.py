"""Definite integrals with proofs, proper and improper: `definite_integral(f, (x, a, b))`, or `integrate(f, (x, a, b))`.

The interval is cut wherever f or its antiderivative is not smooth, and the value is the sum over the pieces;
`provers/calculus/definite_integral.py` has the theorem. No value is taken across a jump, and no principal values.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from porism.answers import Finder, answered, settled
from porism.limits import point_question
from porism.result import Result
from porism.stages import AskedKernel
from porism.symbolic.claim import relation
from porism.symbolic.errors import FormatError
from porism.symbolic.extended import Extended
from porism.symbolic.proposals import Part
from porism.symbolic.proposals.definite_integrals import DefiniteQuestion
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import variables
from porism.workers import ONE_QUESTION

_HOME = "porism.symbolic.proposals.definite_integrals"
_FIRST = (
    Finder("SymPy (manualintegrate)", f"{_HOME}:by_manualintegrate"),
    Finder("SymPy", f"{_HOME}:by_sympy"),
    Finder("known integrals", f"{_HOME}:by_known_integrals"),
)
_LATER = (
    Finder("reflection", f"{_HOME}:by_reflection"),
    Finder("SymPy (heurisch)", f"{_HOME}:by_heurisch"),
)
_INSTALLED = (
    ("fricas", Finder("FriCAS", f"{_HOME}:by_fricas")),
    ("maxima", Finder("Maxima", f"{_HOME}:by_maxima")),
)
FIRST_SHARE = 0.5  # of the time is for the first finders alone: most integrals need no others
ORDER_S = 4.0  # to prove which end is the lower one
ORACLE_SHARE = 0.6  # of the time that an oracle may take; the rest is for proofs


def definite_integral(
    f: Any,  # Any: sympy ships no types
    over: tuple[Any, Any, Any],
    *,
    assume: Iterable[Any] = (),
    oracles: Sequence[str] | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = None,
) -> Result:
    """The integral of f over `(x, a, b)`, improper where it has to be, with a proof.

    a and b are numbers, terms in other symbols, `oo` or `-oo`; a > b turns the sign. The value is `oo` or `-oo` for an
    integral that diverges to it, `nan` for one that has no value (`∫ 1/x` over (−1, 1)). Between symbols a < b is proved, from
    their assumptions and from `assume`, or becomes a condition. `Abs`, `sign`, `Heaviside`, `Max`, `Min` and `Piecewise` of
    real arguments may occur in f. `oracles` restricts which systems may propose (`"sympy"`, `"maxima"`, `"fricas"`); known
    integrals and symmetries of our own are always tried.

    >>> import sympy
    >>> x = sympy.Symbol("x")
    >>> result = definite_integral(1 / (2 + sympy.cos(x)), (x, 0, 2 * sympy.pi))
    >>> result.value, result.status
    (2*sqrt(3)*pi/3, 'proved')
    """
    import sympy

    from porism.symbolic.moduli import with_moduli

    if not isinstance(over, tuple | sympy.Tuple) or len(over) != 3:
        raise FormatError(f"expected (x, a, b), found {str(over)[:60]!r}")
    x, a, b = over
    integrand = with_moduli(f)
    (low, high), (term,), name, scope, symbols = point_question("integrate", [integrand], x, [a, b], assume)
    sign = 1
    if _is_above(low, high, scope):
        low, high, sign = high, low, -1
    text = f"Integral({f}, ({x}, {a}, {b}))"
    scope = _with_order(low, high, scope, memory_mb)
    if low == high:
        raise FormatError(
            f"expected an interval with an inside, found ({a}, {b}); the integral over one point is 0"
        )
    start = time.monotonic()
    result: Result | None = None
    for finders, share in (
        (_allowed(_FIRST, oracles), FIRST_SHARE),
        (_allowed((*_installed(), *_LATER), oracles), 1.0),
    ):
        left = max(timeout_s * share - (time.monotonic() - start), 1.0)
        question = DefiniteQuestion(
            term, name, low, high, scope, tuple(symbols.items()), left * ORACLE_SHARE, memory_mb, sign
        )
        found = answered(text, finders, (question,), timeout_s=left, memory_mb=memory_mb, kernel=kernel)
        if found.status == "proved":
            result = found
            break
        if result is None or result.value is None:
            result = found if result is None else replace(found, reason=_joined(result.reason, found.reason))
    return replace(result or found, seconds=time.monotonic() - start)


def _allowed(finders: tuple[Finder, ...], oracles: Sequence[str] | None) -> tuple[Finder, ...]:
    """The finders without the systems that are not among the oracles."""
    if oracles is None:
        return finders
    systems = {"SymPy": "sympy", "FriCAS": "fricas", "Maxima": "maxima"}
    return tuple(f for f in finders if systems.get(f.name.split(" ")[0]) in (None, *oracles))


def _installed() -> tuple[Finder, ...]:
    return tuple(finder for program, finder in _INSTALLED if shutil.which(program))


def _joined(first: str, second: str) -> str:
    return "; ".join(reason for reason in (first, second) if reason)


integrate_definite = definite_integral


def _with_order(low: Extended, high: Extended, scope: Scope, memory_mb: int) -> Scope:
    """The scope; where it does not say which end is the lower one, with low < high, which becomes a condition."""
    if isinstance(low, str) or isinstance(high, str) or not variables(low) | variables(high) or low == high:
        return scope
    order = relation("<", low, high)
    with ONE_QUESTION:
        known = settled(Part("answer", scope.claim(order)), time.monotonic() + ORDER_S, memory_mb)
    return scope if known.status == "proved" else scope.assuming(order)


def _is_above(low: Extended, high: Extended, scope: Scope) -> bool:
    """Whether the ends stand the wrong way round, at a sample of the parameters."""
    from porism.symbolic.proposals.limit_trees import sample_of
    from porism.symbolic.proposals.smooth_pieces import Range

    start, stop = Range("x", low, high, sample_of(scope)).ends()
    return start > stop
