"""A root that contains the unknown is removed by multiplying with the conjugate: the norm has no such root any more.

What the norm's zeros add, the candidates' own test takes away again.
"""

from __future__ import annotations

from dataclasses import replace

from porism.symbolic.polynomials import View, rational
from porism.symbolic.proposals.solution_kernels import kernels_of, ratio_of
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    multiplied,
)
from porism.symbolic.term import (
    ZERO,
    Number,
    Power,
    Term,
    add,
    multiply,
    number,
    power,
    subterms,
    subtract,
)


def radicals(q: Collected, known: Known, k: int) -> Node:
    """A root that contains the unknown is removed by multiplying with the conjugate."""
    view, n, d = ratio_of(q, known, k)
    roots = [
        (j, t)
        for j, t in kernels_of(q, view, n)
        if isinstance(t, Power) and isinstance(t.exponent, Number) and t.exponent.value.denominator > 1
    ]
    outer = [(j, t) for j, t in roots if not any(t in set(subterms(o)) for i, o in roots if i != j)]
    if not outer:
        raise Stuck("")
    j, t = min(outer, key=lambda pair: (pair[1].exponent.value.denominator, len(str(pair[1]))))  # type: ignore[union-attr]
    if not isinstance(t, Power) or not isinstance(t.exponent, Number):
        raise Stuck("")
    index = t.exponent.value.denominator
    by_power = dict[int, list[Term]]()
    for exponents, c in n.terms():
        e = int(exponents[j])
        rest = multiply(
            number(rational(c)),
            *(
                power(s, number(int(m)))
                for i, (s, m) in enumerate(zip(view.kernels, exponents, strict=False))
                if m and i != j
            ),
        )
        whole, e = divmod(e, index)
        by_power.setdefault(e, []).append(multiply(power(t.base, number(whole)), rest) if whole else rest)
    parts = [add(*by_power[e]) if e in by_power else ZERO for e in range(index)]
    if index % 2 == 0:
        even = add(*(multiply(parts[e], power(t, number(e))) for e in range(0, index, 2)))
        odd = add(*(multiply(parts[e], power(t, number(e - 1))) for e in range(1, index, 2)))
        conjugate = subtract(even, multiply(odd, t))
        norm = subtract(power(even, number(2)), multiply(power(odd, number(2)), power(t, number(2))))
    elif index == 3:
        a, b, c = parts
        base = t.base
        conjugate = add(
            subtract(power(a, number(2)), multiply(b, c, base)),
            multiply(subtract(multiply(power(c, number(2)), base), multiply(a, b)), t),
            multiply(subtract(power(b, number(2)), multiply(a, c)), power(t, number(2))),
        )
        norm = add(
            power(a, number(3)), multiply(power(b, number(3)), base), multiply(power(c, number(3)), power(base, number(2))),
            multiply(number(-3), a, b, c, base),
        )  # fmt: skip
    else:
        raise Stuck("a root of high index")
    new = View([norm])
    above, below = new.ratio(norm)
    if above == 0:
        raise Stuck("a conjugate that is 0")
    goal = new.factored(above)
    by = multiply(view.term(d), conjugate, new.term(below))
    return multiplied(known, k, by, goal, ZERO, lambda s, i: solved(q, replace(s, depth=s.depth + 5), i))
