"""Random terms, relations and claims of the language, for property tests."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import NAMES as DOMAIN_NAMES
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import LimitError
from porism.symbolic.term import (
    FUNCTIONS,
    PI,
    Apply,
    Derivative,
    E,
    I,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subterms,
    subtract,
)

NAMES = ("x", "y", "z", "a_1", "theta")
_FUNCTIONS = sorted(FUNCTIONS)
_NOT_DIFFERENTIATED = {"gamma", "loggamma", "digamma"}  # the language lacks the derivative of digamma
_EXPONENTS = [
    Fraction(q) for q in ("2", "-1", "1/2", "3", "-2", "-1/2", "0", "1/3", "3/2", "-4/3", "5", "-3")
]


@st.composite
def rationals(draw: st.DrawFn) -> Fraction:
    """Rationals: small integers, short fractions, and now and then a long one."""
    numerator = draw(st.integers(-12, 12) | st.integers(-(10**30), 10**30))
    return Fraction(numerator, draw(st.sampled_from([1, 1, 1, 2, 3, 4, 7, 12, 10**12])))


@st.composite
def terms(draw: st.DrawFn, depth: int = 3, derivatives: bool = False, names: tuple[str, ...] = NAMES) -> Term:
    """Canonical terms, made by the constructors; `derivatives` admits derivatives among the subterms."""

    def inner() -> Term:
        return draw(terms(depth - 1, derivatives, names))

    match draw(st.integers(0, 12 if depth > 0 else 2)):
        case 0 | 1:
            return Variable(draw(st.sampled_from(names)))
        case 2:
            return draw(st.sampled_from([PI, E, I]) | rationals().map(number))
        case 3:
            return add(inner(), inner())
        case 4:
            return subtract(inner(), inner())
        case 5:
            return multiply(inner(), inner())
        case 6:
            return add(inner(), inner(), inner())
        case 7:
            return divide(inner(), inner())
        case 8:
            return multiply(inner(), negate(inner()), inner())
        case 9:
            return _power(inner(), number(draw(st.sampled_from(_EXPONENTS))))
        case 10:
            return _power(inner(), inner())
        case 11 if derivatives:
            body = inner()
            assume(
                not any(isinstance(t, Apply) and t.function in _NOT_DIFFERENTIATED for t in subterms(body))
            )
            return Derivative(body, draw(st.sampled_from(names)))
        case _:
            return Apply(draw(st.sampled_from(_FUNCTIONS)), inner())


def _power(base: Term, exponent: Term) -> Term:
    try:
        return power(base, exponent)
    except LimitError:  # a power of a number that is too large to be written down
        assume(False)
        raise


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    """Named domains and intervals."""
    if draw(st.booleans()):
        return Domain(draw(st.sampled_from(DOMAIN_NAMES)))
    start, width = draw(rationals()), abs(draw(rationals())) + Fraction(1, 7)
    low = number(start) if draw(st.booleans()) else None
    high = number(start + width) if draw(st.booleans()) else None
    return interval(
        low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans())
    )


@st.composite
def relations(draw: st.DrawFn, depth: int = 2) -> Relation:
    """Relations, with the sides of `>=` and `>` turned round."""
    kind = draw(st.sampled_from(["==", "!=", "<=", "<", ">=", ">"]))
    return relation(kind, draw(terms(depth)), draw(terms(depth)))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims with domains and up to two hypotheses."""
    table = draw(st.dictionaries(st.sampled_from(NAMES), domains(), max_size=3))
    return Claim.make(draw(relations()), table, draw(st.lists(relations(), max_size=2)))
