"""Telescopers of whole summands, G with t(k) = G(k+1) - G(k): Gosper's algorithm on similar terms, known ones of functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from porism.symbolic.proposals.compared_sums import proposed
from porism.symbolic.proposals.hypergeometric_bridge import (
    summands_to_sympy,
)
from porism.symbolic.proposals.known_telescopers import function_telescoper
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.proposals.telescoping import Parted, parted, shape, telescopers
from porism.symbolic.statements.hypergeometric import Hypergeometric, Summands, put
from porism.symbolic.sympy_bridge import from_sympy


def telescoper(question: SumQuestion) -> Summands | None:
    """G with summand = G(k+1) - G(k)."""
    found = list[Hypergeometric]()
    groups = dict[Any, list[Parted]]()
    for term in question.summand:
        special = function_telescoper(term, question.variable)
        if special is not None:
            found += special
            continue
        parts = parted(term, question.variable)
        if parts is None:
            return None
        for part in parts:
            groups.setdefault(shape(part, question.variable), []).append(part)
    for members in groups.values():
        certificate = gosper(members, question.variable)
        if certificate is None:
            return None
        found.append(certificate)
    return tuple(found)


def gosper(members: list[Parted], variable: str) -> Hypergeometric | None:
    """The telescoper of the sum of similar terms: of each, or of all with one sum as their first column."""
    if len(members) > 1 and len({m.factorials for m in members}) == 1:
        total = sum((m.rational for m in members), sympy.S.Zero)
        members = [Parted(total, members[0].ratio, members[0].factorials)]
    for t in telescopers(members, variable):
        p = t.coefficients[0]
        if p != 0 and all(sympy.cancel(q - p) == 0 for q in t.coefficients):
            return t.certificate.scaled(from_sympy(1 / sympy.factor(p)))
    return None


def telescoped(question: SumQuestion, certificate: Summands) -> Iterator[Proposal]:
    """The proposals of a telescoper."""
    k, b = question.variable, question.upper
    if b is None:
        return
    at_end, at_start = (summands_to_sympy(put(certificate, {k: e})) for e in (b.plus(1), question.lower))
    value = at_end - at_start
    for form in forms(value):
        yield from proposed(question, form, {"certificate": [t.to_json() for t in certificate]}, None)


def forms(value: Any) -> Iterator[Any]:
    """The value in shorter and longer forms, the shortest first."""
    steps = [lambda v: v, sympy.factor]
    steps.append(_with_factorials if value.has(sympy.factorial) else sympy.simplify)
    found = dict[Any, None]()
    for step in steps:
        try:
            found[step(value)] = None
        except (sympy.PolynomialError, NotImplementedError, TypeError, ValueError, AttributeError):
            continue
    yield from sorted(found, key=lambda v: v.count_ops())


def _with_factorials(value: Any) -> Any:
    return sympy.gammasimp(value).replace(sympy.gamma, lambda z: sympy.factorial(z - 1))
