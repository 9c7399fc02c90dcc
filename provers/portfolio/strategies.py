"""The strategies: each looks for a certificate in its own way, and the exact checker decides on what it finds.

    witnesses       quick witness, searched witness
    equations       laws, side conditions, elimination, cofactors, absolute values, derivative zero
    signs           shape, arc, factors, squares, cases, comparison, box, lemmas, monotonicity, …
    solvers         z3, cvc5: counterexamples, and multipliers of linear facts

A strategy that does not apply ends quickly. What a strategy cannot do is `Unknown`; none can make a false claim `Proved`.
"""

from __future__ import annotations

from porism.provers.exact.prover import QUICK, SEARCH, ExactProver, strategies
from porism.provers.protocol import Budget
from porism.provers.smt.prover import SmtProver
from porism.provers.verdict import Verdict
from porism.symbolic.claim import Claim, relation
from porism.symbolic.smt.solvers import SOLVERS
from porism.symbolic.term import ZERO


def names(claim: Claim) -> tuple[str, ...]:
    """The strategies for a claim of this kind, in the usual order.

    >>> names(Claim.parse("x**2 == 1"))
    ('quick witness', 'laws', 'side conditions', 'elimination', ..., 'searched witness', 'z3', 'cvc5')
    """
    return *strategies(claim), *SOLVERS


def attempt(name: str, claim: Claim, budget: Budget) -> Verdict:
    """What the strategy makes of the claim."""
    prover = SmtProver((name,)) if name in SOLVERS else ExactProver(name)
    return prover.prove(claim, None, budget)


def _every() -> tuple[str, ...]:
    kinds = (Claim(relation(kind, ZERO, ZERO), (), ()) for kind in ("==", "<="))
    between = dict.fromkeys(name for claim in kinds for name in strategies(claim))
    return QUICK, *(name for name in between if name not in (QUICK, SEARCH)), SEARCH, *SOLVERS


#: Every strategy there is.
EVERY = _every()
