"""Laws of the gamma function that bring its arguments together: those that differ by an integer become one.

    1/Γ(a) = a/Γ(a + 1)        log Γ(a + 1) = log Γ(a) + log a        ψ(a + 1) = ψ(a) + 1/a

The steps only propose: the checker asks at each one whether both sides are defined.

References: NIST DLMF §5.5.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from porism.symbolic.derivations.problem import Step, step
from porism.symbolic.errors import PorismError
from porism.symbolic.polynomials import View, rational
from porism.symbolic.term import ONE, Apply, Term, add, number, subtract

MAX_SHIFT = 20  # laws for one function
_DOWNWARDS = {"loggamma": "loggamma_shift", "digamma": "digamma_shift"}


def gamma_shifts(terms: Iterable[Term]) -> Iterator[Step]:
    """`rewrite` steps for the applications of gamma, loggamma and digamma among native terms."""
    found = {t for t in terms if isinstance(t, Apply) and t.function in ("gamma", *_DOWNWARDS)}
    ordered = sorted(found, key=lambda t: (t.function, t.argument.sort_key))
    for function, group in groupby(ordered, key=lambda t: t.function):
        rest = [t.argument for t in group]
        while rest:
            near = [(shift, a) for a in rest if (shift := _integer(subtract(a, rest[0]))) is not None]
            rest = [a for a in rest if all(a != b for _, b in near)]
            yield from _together(function, near)


def _together(function: str, near: list[tuple[int, Term]]) -> Iterator[Step]:
    low, first = min(near, key=lambda pair: pair[0])
    high = max(shift for shift, _ in near)
    if not 0 < high - low <= MAX_SHIFT:
        return
    arguments = [add(first, number(k)) for k in range(high - low)]
    law = _DOWNWARDS.get(function, "gamma_shift")
    for a in reversed(arguments) if function in _DOWNWARDS else arguments:
        yield step("rewrite", law, a)


def _integer(difference: Term) -> int | None:
    with contextlib.suppress(PorismError):
        n, d = View([difference, ONE]).ratio(difference)
        if n == 0:
            return 0
        if n.is_constant() and d.is_constant():
            q = rational(n.leading_coefficient()) / rational(d.leading_coefficient())
            return int(q) if q.denominator == 1 else None
    return None
