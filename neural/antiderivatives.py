"""Antiderivatives proposed by the neural room, for when every computer algebra system has failed."""

from __future__ import annotations

from porism.neural.ansatz import ansatz
from porism.neural.exact_fit import exact_fit
from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.antiderivatives import proposals
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

MARK = "basemark"
STAGES = (60, 400)


def antiderivatives(question: IntegralQuestion) -> list[Proposal]:
    """Proposals for the integral; raises `OracleError` where there are none."""
    try:
        found = closed_form(native(question.integrand), question.variable)
    except PorismError as error:
        raise OracleError(str(error)) from error
    if found is not None:
        return proposals(question, [found], "neural: exact fit")
    raise OracleError("no closed form was found")


def closed_form(f: Term, variable: str) -> Term | None:
    """An antiderivative of `f`, in native form, or None; powers of constants are exponentials on the way."""
    exponential, bases = _as_exponentials(f, variable)
    tried = -1
    for most in STAGES:
        basis = ansatz(exponential, variable, most)
        if len(basis.elements) == tried:
            break
        tried = len(basis.elements)
        found = exact_fit(exponential, basis, variable)
        if found is not None:
            return _as_powers(found, bases)
    return None


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
