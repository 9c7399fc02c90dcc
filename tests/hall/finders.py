"""Finders for the tests of `answers.py`: honest, lying, hanging and broken ones."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import sympy

from porism.symbolic.oracles.question import IntegralQuestion
from porism.symbolic.proposals import Part, Proposal
from porism.symbolic.proposals.antiderivatives import by_manualintegrate
from porism.symbolic.statements import Antiderivative, Scope
from porism.symbolic.sympy_bridge import from_sympy


def _proposal(f: Any, x: Any, value: Any, proposer: str) -> Proposal:
    statement = Antiderivative(Scope(), from_sympy(f), x.name, from_sympy(value))
    return Proposal(value, (Part("answer", statement),), proposer)


def honest(f: Any, x: Any) -> list[Proposal]:
    return [_proposal(f, x, sympy.integrate(f, x), "honest")]


def lying(f: Any, x: Any) -> list[Proposal]:
    return [_proposal(f, x, sympy.integrate(f, x) + x, "lying")]


def lying_then_honest(f: Any, x: Any) -> list[Proposal]:
    return [*lying(f, x), *honest(f, x)]


def thorough_then_brief(f: Any, x: Any) -> list[Proposal]:
    """The same answer twice, first with a second part that takes longer to prove."""
    (brief,) = honest(f, x)
    product = sympy.expand((x + 1) ** 2 * sympy.exp(x) * sympy.cos(x) ** 6)
    (slow,) = _proposal(product.diff(x), x, product, "").parts
    return [replace(brief, parts=(*brief.parts, replace(slow, role="complete")), proposer="thorough"), brief]


def hanging(f: Any, x: Any) -> list[Proposal]:
    time.sleep(600)
    return []


def broken(f: Any, x: Any) -> list[Proposal]:
    raise RuntimeError("out of order")


def silent(f: Any, x: Any) -> list[Proposal]:
    return []


def other_value(question: IntegralQuestion) -> list[Proposal]:
    """True parts, and a value that they do not speak of."""
    (proposal, *_) = by_manualintegrate(question)
    return [replace(proposal, value=proposal.value + sympy.Symbol("x"))]
