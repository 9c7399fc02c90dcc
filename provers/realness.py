"""What keeps a term real: which relations have to hold where its logarithms, powers and inverse functions are real numbers.

Proof assistants have total real functions, which mean what the claim means only inside these bounds. Which powers a
language has is its own affair, so that part is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from porism.symbolic.claim import Relation, relation
from porism.symbolic.term import MINUS_ONE, ONE, ZERO, Apply, Derivative, Power, Term, children


def real_obligations(
    term: Term, of_power: Callable[[Power], Sequence[Relation]], moving: frozenset[str] = frozenset()
) -> Iterator[Relation]:
    """The relations for every part of the term, inner ones first; `of_power` gives those of a power alone.

    Where a derivative moves a variable, or one of `moving`, they are strict: by continuity they then hold nearby.

    >>> from porism.symbolic.parse import parse_term
    >>> [str(r) for r in real_obligations(parse_term("log(asin(x))"), lambda power: [])]
    ['-1 <= x', 'x <= 1', '0 < asin(x)']
    """
    if isinstance(term, Derivative):
        moving = moving | {term.variable}
    for child in children(term):
        yield from real_obligations(child, of_power, moving)
    for each in _own(term, of_power):
        yield relation("<", each.left, each.right) if moving & each.variables() else each


def _own(term: Term, of_power: Callable[[Power], Sequence[Relation]]) -> Sequence[Relation]:
    match term:
        case Power():
            return of_power(term)
        case Apply("log", a):
            return (relation("<", ZERO, a),)
        case Apply("asin" | "acos", a):
            return relation("<=", MINUS_ONE, a), relation("<=", a, ONE)
        case Apply("acosh", a):
            return (relation("<=", ONE, a),)
        case Apply("atanh", a):
            return relation("<", MINUS_ONE, a), relation("<", a, ONE)
        case _:
            return ()
