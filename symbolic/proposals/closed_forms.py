"""Shorter forms of a constant, by SymPy's simplifiers under a clock; checked with balls, proved elsewhere."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sympy

from porism.symbolic.claim import relation
from porism.symbolic.errors import PorismError
from porism.symbolic.meaning import holds
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import Term, subterms, variables

SECONDS = 1.5  # for one simplifier


class OutOfTime(Exception):  # ends a call into SymPy, not an error of the caller
    """A call into SymPy took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` in the main thread after so many seconds; elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def attempted(call: Callable[[], Any], seconds: float = SECONDS) -> Any:
    """What the call returns, None if it fails or takes too long."""
    try:
        with at_most(seconds):
            return call()
    except Exception:  # noqa: BLE001  # SymPy may raise anything
        return None


def shortened(value: Term, symbols: dict[str, Any]) -> list[Term]:
    """Forms of a constant, the shortest first, the given one always among them."""
    known = {name: symbols.get(name, sympy.Symbol(name, real=True)) for name in variables(value)}
    expression = attempted(lambda: to_sympy(value, known))
    forms = {value: None}
    for simplifier in (lambda e: e, sympy.simplify, sympy.radsimp, lambda e: sympy.logcombine(e, force=True)):
        shorter = attempted(lambda s=simplifier: s(expression)) if expression is not None else None  # type: ignore[misc]
        try:
            form = from_sympy(shorter) if shorter is not None else value
        except PorismError:
            continue
        if variables(form) | variables(value) or holds(relation("==", form, value), {}, 200) is not False:
            forms[form] = None
    return sorted(forms, key=lambda t: (sum(1 for _ in subterms(t)), str(t)))[:3]
