"""Finders of derivations: candidate certificates for a claim, cheapest first.

    conditions.py    what the claim needs to be defined, readable and minimal
    laws.py          laws of the functions, found by shape: log(a·b), √(a²), |a|, asin(sin a), …
    identities.py    equations: normal form alone, hypotheses by cofactors, case distinctions, derivative zero
    inequalities.py  signs: sums of squares, boxes, monotonicity, known inequalities
    problem.py       the claim as finders see it; guesses by sampling

A finder guesses freely, by sampling and floating point: the checker in `provers/` accepts or rejects each candidate.
"""

from porism.symbolic.derivations.candidates import derivations as derivations
from porism.symbolic.derivations.candidates import methods as methods
