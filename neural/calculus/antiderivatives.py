"""Antiderivatives proposed by the neural room, for when every computer algebra system has failed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from porism.neural.calculus.ansatz import ansatz
from porism.neural.calculus.exact_fit import exact_fit
from porism.neural.calculus.sparse_fit import sparse_fit
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.antiderivatives import proposals, without_constants
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.term import (
    ONE,
    Apply,
    Number,
    Power,
    Term,
    Variable,
    divide,
    multiply,
    number,
    power,
    replaced,
    substitute,
    subterms,
    variables,
)

if TYPE_CHECKING:
    from porism.neural.calculus.quadrature import Samples

MARK = "basemark"
STAGES = (60, 400)
REGRESSION_S = 5.0
SHORTEST_S = 1.5  # below it the regressor does not get through its first passes
LONGEST = 10_000  # a denominator beyond it is that of a rounded number
REGRESSED = 1e-18  # mean squared error over variance: the quadrature's


def antiderivatives(question: IntegralQuestion) -> list[Proposal]:
    """Proposals for the integral; raises `OracleError` where there are none."""
    deadline = time.monotonic() + question.seconds
    f, reason = native(question.integrand), "no closed form was found"
    for name, method in (
        ("exact fit", exact_form),
        ("sparse fit", sparse_form),
        ("regression", regressed_form),
    ):
        try:
            found = method(f, question, deadline)
        except (PorismError, OracleError) as error:
            reason = str(error)
            continue
        if found is not None and (proposed := proposals(question, [found], f"neural: {name}")):
            return proposed
    raise OracleError(reason)


def exact_form(f: Term, question: IntegralQuestion, deadline: float) -> Term | None:
    """An antiderivative of `f`, in native form, with rational coefficients in its own functions."""
    exponential, bases = _as_exponentials(f, question.variable)
    tried = -1
    for most in STAGES:
        basis = ansatz(exponential, question.variable, most)
        if len(basis.elements) == tried:
            break
        tried = len(basis.elements)
        found = exact_fit(exponential, basis, question.variable)
        if found is not None:
            return _as_powers(found, bases)
    return None


def sparse_form(f: Term, question: IntegralQuestion, deadline: float) -> Term | None:
    """One whose coefficients may be multiples of π, √2, …, fitted to samples."""
    samples = _samples(f, question)
    return sparse_fit(samples, ansatz(f, question.variable, STAGES[-1]), question.variable)


def regressed_form(f: Term, question: IntegralQuestion, deadline: float) -> Term | None:
    """What the general regressor makes of the samples."""
    from porism.neural.regression.regressor import SymbolicRegressor

    left = min(deadline - time.monotonic() - 1.0, REGRESSION_S)
    if left < SHORTEST_S:
        raise OracleError("no time was left for regression")
    samples = _samples(f, question)
    regressor = SymbolicRegressor(max_time_s=left)
    regressor.fit(samples.points[::2, None], samples.values[::2], names=("x",))
    best = min(regressor.pareto_front_, key=lambda law: law.error)
    found = without_constants(best.term)  # the constant of integration may be any number
    if best.error > REGRESSED or any(
        isinstance(s, Number) and s.value.denominator > LONGEST for s in subterms(found)
    ):
        return None
    return substitute(found, {"x": Variable(question.variable)})


def _samples(f: Term, question: IntegralQuestion) -> Samples:
    """The antiderivative at a few hundred points."""
    from porism.neural.calculus.quadrature import sampled_antiderivative

    found = sampled_antiderivative(f, question.variable, question.scope.domain(question.variable))
    if found is None:
        raise UnsupportedError("no interval was found on which the integrand is smooth")
    return found


def _as_exponentials(f: Term, variable: str) -> tuple[Term, dict[str, Term]]:
    """b^u as exp(u·m), the letter m for log b; and equal radicands written alike."""
    bases = dict[str, Term]()
    for s in dict.fromkeys(subterms(f)):
        match s:
            case Power(base, Number(q)) if q.denominator != 1 and variable in variables(base):
                view = View([base])
                above, below = map(view.term, view.ratio(base))
                f = replaced(f, s, power(divide(above, below), number(q)))
            case Power(base, exponent) if variable in variables(exponent) and variable not in variables(base):
                mark = next((m for m, b in bases.items() if b == base), f"{MARK}{len(bases)}")
                bases[mark] = base
                f = replaced(f, s, Apply("exp", multiply(exponent, Variable(mark))))
            case _:
                pass
    return f, bases


def _as_powers(t: Term, bases: dict[str, Term]) -> Term:
    """The inverse."""
    for mark, base in bases.items():
        for s in dict.fromkeys(subterms(t)):
            if isinstance(s, Apply) and s.function == "exp" and mark in variables(s):
                t = replaced(t, s, power(base, substitute(s.argument, {mark: ONE})))
        t = substitute(t, {mark: Apply("log", base)})
    return t
