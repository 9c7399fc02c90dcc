"""Two concrete rational numbers compared: =, ≠, ≤, <, in ℚ as the library builds it.

    a/d = b/e,  a/d ≠ b/e,  a/d ≤ b/e,  a/d < b/e        by the sign of b·d − a·e, which the kernel computes

A claim's terms without variables and functions are numbers already when they reach this module, since the claim language
folds them: 3**200 < 2**400 compares two integers of 96 and 121 digits. Hypotheses and domains are not used.
"""

from __future__ import annotations

from fractions import Fraction

from porism.provers.lean.goal import Goal
from porism.provers.lean.terms import Constant, LeanTerm, Natural, call, decided, equal
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Number

THEORY = "the rational numbers, as built in Porism's library: nothing is assumed"
RATIONAL = Constant("Rational")
ORDERED_RATIONALS = Constant("OrderedField.rationals")
_LEMMAS = {"==": "eq", "!=": "ne", "<=": "le", "<": "lt"}


def supported(claim: Claim) -> str | None:
    """None if both sides of the claim are rational numbers, else the reason why not.

    >>> supported(Claim.parse("3**200 < 2**400")), supported(Claim.parse("x < x + 1"))
    (None, 'x < x + 1 does not compare two rational numbers')
    """
    match claim.relation.left, claim.relation.right:
        case Number(), Number():
            return None
        case _:
            return f"{claim.relation} does not compare two rational numbers"


def goal(claim: Claim, certificate: Certificate | None) -> Goal:
    """The theorem of `claim` and its proof, which is right if the claim is true.

    >>> from porism.provers.lean.terms import text
    >>> text(goal(Claim.parse("-1/3 < 1/4"), None).proof)
    'Rational.lt_of_compared (Integer.neg (Integer.natural 1)) 3 (Integer.natural 1) 4 (Eq.refl Bool.true)'
    """
    match claim.relation.left, claim.relation.right:
        case Number(left), Number(right):
            kind = claim.relation.kind
        case _:
            raise UnsupportedError("it does not compare two rational numbers")
    sides = [part for q in (left, right) for part in (integer(q.numerator), Natural(q.denominator))]
    proof = call(f"Rational.{_LEMMAS[kind]}_of_compared", *sides, decided())
    return Goal(_statement(kind, rational(left), rational(right)), proof, (), THEORY)


def rational(value: Fraction) -> LeanTerm:
    """The number as an element of ℚ."""
    return call("Rational.ratio", integer(value.numerator), Natural(value.denominator))


def integer(value: int) -> LeanTerm:
    """The number as an element of ℤ."""
    size = call("Integer.natural", Natural(abs(value)))
    return call("Integer.neg", size) if value < 0 else size


def _statement(kind: str, left: LeanTerm, right: LeanTerm) -> LeanTerm:
    match kind:
        case "==":
            return equal(RATIONAL, left, right)
        case "!=":
            return call("Not", equal(RATIONAL, left, right))
        case "<=":
            return call("OrderedField.le", ORDERED_RATIONALS, left, right, levels=(0,))
        case _:
            return call("OrderedField.lt", ORDERED_RATIONALS, left, right, levels=(0,))
