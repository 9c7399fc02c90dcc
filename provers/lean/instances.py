"""Theorems about every structure, read at the integers or the rational numbers of the library.

    ∀ R : Ring, statement(R)    becomes    statement(ℤ)   or, if it has a divisor, statement(ℚ)

A claim whose variables are integers, and which has no constant such as π, is a statement about these numbers. So read,
its theorem has no structure in it: nothing is assumed that the library has not proved. Over ℤ a premise b·u = 1 could be
met by b = ±1 only, and the theorem would say less than the claim; so a claim with divisors is read at ℚ, where every
b ≠ 0 has its u.
"""

from __future__ import annotations

from porism.provers.lean.goal import Goal
from porism.provers.lean.terms import Application, Constant, Forall, Function, LeanTerm, Local
from porism.symbolic.claim import Claim
from porism.symbolic.term import Constant as TermConstant
from porism.symbolic.term import subterms

INTEGERS = "the integers, as built in Porism's library: nothing is assumed"
RATIONALS = "the rational numbers, as built in Porism's library: nothing is assumed"
_AT_RATIONALS = {
    "Ring": "Ring.rationals",
    "Field": "Field.rationals",
    "OrderedField": "OrderedField.rationals",
}


def is_about_integers(claim: Claim) -> bool:
    """Whether all variables are integers and no constant occurs.

    >>> is_about_integers(Claim.parse("(n + 1)**2 == n**2 + 2*n + 1", {"n": "natural"}))
    True
    """
    relations = (claim.relation, *claim.hypotheses)
    parts = (t for r in relations for side in (r.left, r.right) for t in subterms(side))
    return all(domain.is_discrete for _, domain in claim.variables) and not any(
        isinstance(t, TermConstant) for t in parts
    )


def concrete(found: Goal, divided: bool = False) -> Goal:
    """A goal about integers at ℤ or ℚ, if it is about a structure that they are; else as it is.

    `divided` says that the library's reciprocal occurs in it, which is one of ℚ.
    """
    match found.statement, found.proof:
        case (
            Forall(name, Constant(structure), statement),
            Function(bound, Constant(other), proof),
        ) if name == bound and structure == other and structure in _AT_RATIONALS:
            model, theory = _AT_RATIONALS[structure], RATIONALS
            elements = _elements(statement)
            if any(element[:2] not in ("v_", "u_") for element in elements):
                return found  # an element that ℚ need not have, such as a root
            if structure == "Ring" and not divided and all(element[:2] == "v_" for element in elements):
                model, theory = "Ring.integers", INTEGERS
            at = Constant(model)
            return Goal(_put(statement, name, at), _put(proof, name, at), found.legend, theory)
        case _:
            return found


def _elements(statement: LeanTerm) -> list[str]:
    """The names that a statement is quantified over, wherever in it."""
    names, waiting = list[str](), [statement]
    while waiting:
        match waiting.pop():
            case Forall(name, domain, body):
                names += [name] if name else []
                waiting += [domain, body]
            case Application(function, arguments):
                waiting += [function, *arguments]
            case Function(name, domain, body):
                names.append(name)
                waiting += [domain, body]
            case _:
                pass
    return names


def _put(term: LeanTerm, name: str, value: Constant) -> LeanTerm:
    """The term with a constant for a variable."""
    match term:
        case Local(other):
            return value if other == name else term
        case Application(function, arguments):
            return Application(_put(function, name, value), tuple(_put(a, name, value) for a in arguments))
        case Function(bound, domain, body) | Forall(bound, domain, body):
            inside = body if bound == name else _put(body, name, value)
            return type(term)(bound, _put(domain, name, value), inside)
        case _:
            return term
