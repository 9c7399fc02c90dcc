"""Infinite sums without a value: comparison with the harmonic or a telescoping series; summands that do not tend to 0."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import sympy

from porism.symbolic.proposals.closed_forms import attempted
from porism.symbolic.proposals.limit_trees import Target, sample_of
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.statements.hypergeometric import Linear
from porism.symbolic.statements.sum_value import NoSum, SumDiverges
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import ZERO, Term, substitute, to_json

SECONDS: Final = 6.0  # for one comparison


def divergent(question: SumQuestion) -> Iterator[Proposal]:
    """By comparison with the harmonic series, for a few bounds."""
    if any(t.factorials for t in question.summand):
        return
    k = sympy.Symbol(question.variable)
    body = sum((to_sympy(t.coefficient) for t in question.summand), sympy.S.Zero)
    if body.free_symbols - {k} or question.lower.parts:
        return
    for sign in (1, -1):
        for start in (0, 2, 10):
            points = [question.lower.constant + start + i for i in range(12)] + [
                1000 + question.lower.constant
            ]
            values = [
                sympy.N(sign * body.subs(k, p), 15) * (p - question.lower.constant - start + 1)
                for p in points
            ]
            if not all(v.is_real for v in values) or min(values) <= sympy.Float("1e-3"):
                continue
            bound = sympy.Rational(1, int(2 / min(values)) + 1)
            statement = SumDiverges(question.scope, question.summand, question.variable, question.lower, sign)
            data = {"from": start, "bound": to_json(from_sympy(bound)), "split": 0}
            for real in (False, True):
                part = Part("answer", statement, data | {"real": real}, limit_s=SECONDS)
                yield Proposal(sign * sympy.oo, (part,), "Porism (comparison)")
            break


def growing(question: SumQuestion, sign: int, minorant: Term, target: Target) -> Iterator[Proposal]:
    """By comparison with a telescoping series whose G tends to oo."""
    reached = target.reached(minorant)
    if reached is None or reached.value != "oo":
        return
    shifted = substitute(
        minorant, {question.variable: question.lower.plus(Linear(0, ((question.variable, 1),))).term()}
    )
    again = target.reached(shifted)
    if again is None:
        return
    plain = {name: to_json(t)[1] for name, t in target.sample.items()}
    statement = SumDiverges(question.scope, question.summand, question.variable, question.lower, sign)
    data = {"from": 0, "minorant": to_json(shifted), "tree": again.tree, "sample": plain, "split": 0}
    for real in (False, True):
        part = Part("answer", statement, data | {"real": real}, limit_s=SECONDS)
        yield Proposal(sign * sympy.oo, (part,), "Porism (telescoping)")


def without_value(question: SumQuestion) -> Iterator[Proposal]:
    """Summands that turn for ever: along an arithmetic progression they tend to something else than 0."""
    if any(t.factorials for t in question.summand) or question.lower.parts:
        return
    k = sympy.Symbol(question.variable)
    body = sum((to_sympy(t.coefficient) for t in question.summand), sympy.S.Zero)
    if body.free_symbols - {k}:
        return
    turns = [p for p in body.atoms(sympy.Pow) if p.base.is_negative and p.exp.has(k)]
    if not turns and not any(w.has(k) for w in body.atoms(sympy.sin, sympy.cos)):
        return
    if any(
        w.has(k) and not sympy.cancel(w.args[0] / sympy.pi).is_rational_function(k)
        for w in body.atoms(sympy.sin, sympy.cos)
    ):
        return
    n = sympy.Symbol(question.variable, integer=True, nonnegative=True)
    sample = sample_of(question.scope)
    target = Target(question.variable, None, 1, sample)
    for step in (2, 4, 6, 8, 12):
        for offset in range(min(step, 3)):
            place = question.lower.constant + offset + step * n
            member = attempted(partial(_member, body, k, place))
            if member is None or any(a.exp.has(n) and a.base.is_negative for a in member.atoms(sympy.Pow)):
                continue
            h = attempted(partial(from_sympy, member))
            reached = None if h is None else target.reached(h)
            if h is None or reached is None or reached.value == ZERO:
                continue
            statement = NoSum(question.scope, question.summand, question.variable, question.lower)
            plain = {name: to_json(t)[1] for name, t in sample.items()}
            data = {
                "step": step,
                "offset": offset,
                "member": to_json(h),
                "tree": reached.tree,
                "sample": plain,
            }
            yield Proposal(sympy.nan, (Part("answer", statement, data),), "Porism (comparison)")
            return


def _member(body: Any, k: Any, place: Any) -> Any:
    return sympy.simplify(body.subs(k, place))
