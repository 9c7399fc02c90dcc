"""Telescopers of summands that are not hypergeometric: sines, cosines, logarithms and arctangents.

sin(αk + β)       -cos(α(k - 1/2) + β) / (2 sin(α/2))
cos(αk + β)        sin(α(k - 1/2) + β) / (2 sin(α/2))
log R(k)           a sum of logarithms of the factors of R, if they cancel by shifts
others             `shift_classes.py`
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

import sympy

from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.closed_forms import attempted
from porism.symbolic.proposals.shift_classes import (
    arctangent_difference,
    shift_telescoper,
    wave_telescoper,
)
from porism.symbolic.statements.hypergeometric import Hypergeometric, Summands
from porism.symbolic.sympy_bridge import from_sympy, to_sympy

MAX_SHIFT = 20
SECONDS = 5.0  # for one way


def function_telescoper(term: Hypergeometric, variable: str) -> Summands | None:
    """G with term = G(k+1) - G(k), or None."""
    if term.factorials:
        return None
    k = sympy.Symbol(variable)
    body = to_sympy(term.coefficient)
    if body.is_rational_function(k):
        return None
    for way in (_by_factors, _by_waves, _by_shifts):
        found = attempted(partial(way, body, k), SECONDS)
        if found is not None:
            with suppress(PorismError):
                return (Hypergeometric(from_sympy(found)),)
    return None


def _by_factors(body: Any, k: Any) -> Any:
    total = sympy.S.Zero
    if not body.has(sympy.sin, sympy.cos, sympy.log):
        return None
    for part in sympy.Add.make_args(sympy.expand(body)):
        constant, factor = part.as_independent(k)
        g = _of_factor(factor, k)
        if g is None:
            return None
        total += constant * g
    return total


def _by_waves(body: Any, k: Any) -> Any:
    return wave_telescoper(body, k) if body.has(sympy.sin, sympy.cos) else None


def _by_shifts(body: Any, k: Any) -> Any:
    """Shift classes of roots, logarithms and arctangents, arctangents of quotients as differences."""
    for atan in body.atoms(sympy.atan):
        difference = arctangent_difference(atan.args[0], k) if atan.has(k) else None
        if difference is not None:
            body = body.subs(atan, difference)
    roots = any(p.exp.is_Rational and p.exp.q == 2 and p.has(k) for p in body.atoms(sympy.Pow))
    if not roots and not body.has(sympy.log, sympy.atan):
        return None
    for form in (body, sympy.radsimp(body)) if roots else (body,):
        g = shift_telescoper(form, k)
        if g is not None:
            return g
    return None


def _of_factor(factor: Any, k: Any) -> Any:
    if isinstance(factor, sympy.sin | sympy.cos):
        argument = sympy.expand(factor.args[0])
        slope = sympy.diff(argument, k)
        if slope.has(k) or slope == 0:
            return None
        below, before = 2 * sympy.sin(slope / 2), sympy.expand(argument - slope / 2)
        return -sympy.cos(before) / below if isinstance(factor, sympy.sin) else sympy.sin(before) / below
    if isinstance(factor, sympy.log):
        return _of_log(factor.args[0], k)
    return factor * k if not factor.has(k) else None


def _of_log(argument: Any, k: Any) -> Any:
    (c, above), (d, below) = map(sympy.factor_list, sympy.fraction(sympy.together(argument)))
    if c != d or any(not f.has(k) for f, _ in (*above, *below)):
        return None
    counts = {sympy.expand(f): e for f, e in above} | {sympy.expand(f): -e for f, e in below}
    total = sympy.S.Zero
    while any(counts.values()):
        f, e = next((f, e) for f, e in counts.items() if e)
        for h in [h for s in range(1, MAX_SHIFT) for h in (s, -s)]:
            other = sympy.expand(f.subs(k, k + h))
            if counts.get(other, 0) * e < 0:
                # e·log f - e·log f(k+h) = -e·Σ … telescopes
                run = [f.subs(k, k + i) for i in (range(h) if h > 0 else range(h, 0))]
                total += (-e if h > 0 else e) * sum(sympy.log(r) for r in run)
                counts[f] -= e
                counts[other] += e
                break
        else:
            return None
    return total
