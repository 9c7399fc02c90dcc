"""Finders of finite sums: Gosper's and Zeilberger's algorithms, known telescopers of functions, and SymPy's closed forms.

    summand, limits ──► telescoper of order 0 ──► value G(b+1) - G(a)
                    ──► recurrence in an integer parameter ──► closed form: a product of factorials, or SymPy's value

What is proposed is compared with the sum at small integers first; from where on it is right becomes a hypothesis.
"""

from __future__ import annotations

import sympy

from porism.symbolic.proposals.compared_sums import proposed
from porism.symbolic.proposals.hypergeometric_bridge import (
    linear_to_sympy,
    summands_to_sympy,
)
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.proposals.sum_recurrences import by_recurrence
from porism.symbolic.proposals.telescoped_sums import telescoped, telescoper
from porism.symbolic.statements.hypergeometric import put


def own_values(question: SumQuestion) -> list[Proposal]:
    """Proposals by telescoping, then by recurrences with a closed form of their own."""
    length = None if question.upper is None else question.upper.minus(question.lower)
    if length is not None and not length.parts and length.constant < 60:
        points = (question.lower.plus(i) for i in range(length.constant + 1))
        value = sum(
            (summands_to_sympy(put(question.summand, {question.variable: p})) for p in points), sympy.S.Zero
        )
        return list(proposed(question, sympy.simplify(value), {"written": True}, None))
    certificate = telescoper(question)
    if certificate is not None:
        return list(telescoped(question, certificate))
    return list(by_recurrence(question, None))


def sympy_values(question: SumQuestion) -> list[Proposal]:
    """Proposals with SymPy's value."""
    found = list[Proposal]()
    if question.upper is None:
        return found
    k, n = sympy.Symbol(question.variable, integer=True), question.integers()
    typed = {sympy.Symbol(x): sympy.Symbol(x, integer=True, nonnegative=True) for x in n}
    back = {v: u for u, v in typed.items()}
    f = question.expression().subs(typed | {sympy.Symbol(question.variable): k})
    limits = (linear_to_sympy(e).subs(typed) for e in (question.lower, question.upper))
    value = sympy.summation(f, (k, *limits))
    if isinstance(value, sympy.Piecewise):
        value = value.args[-1].expr
    if value.has(sympy.Sum, sympy.Piecewise, k):
        return found
    value = value.subs(back)
    for form in dict.fromkeys([value, sympy.simplify(sympy.combsimp(value))]):
        found += by_recurrence(question, form)
    return found
