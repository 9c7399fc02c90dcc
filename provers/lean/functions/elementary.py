"""The theorem of an equation between elementary functions, with or without derivatives, and its proof.

    ∀ R, a commutative ring, d_x, … derivations of R, and elements v_x, …, f_1, …, u_1, … of R:
        premises of the elements → laws of their derivatives → left = right

The elements and their premises are those of `elements.py`, the laws those of `table.py`; both are literally true of
functions that are smooth near a point of which the claim speaks (without derivatives: of numbers at the point).

The proof is `combination` of the library: m·(left − right) is a combination of the premises, and of d F = F′ for each
derivative in the claim, where F′ is computed by `Expression.slope` and is right by `Law.derivative`. Rational numbers
become multiples of one element, 1/L.
"""

from __future__ import annotations

from porism.provers.exact.ratios import MoreKernels
from porism.provers.exact.terms import Rejected, Term
from porism.provers.lean.functions.element_ring import FinerGrain
from porism.provers.lean.functions.elementary_proof import Writer
from porism.provers.lean.functions.known_facts import known_facts
from porism.provers.lean.functions.plan import ExtraUnread, NotZero, Plan
from porism.provers.lean.goal import Goal
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError

ATTEMPTS = 12  # of reading, with finer denominators or without a law that cannot be read


def elementary_goal(claim: Claim, certificate: Certificate | None) -> Goal:
    """The theorem of the claim with its proof; raises `UnsupportedError`."""
    facts = known_facts(claim, certificate)
    grains = dict[tuple[str, Term], int]()
    extra, skipped = False, set[int]()
    reason = "the difference of the sides is not seen to be zero"
    for _ in range(ATTEMPTS):
        try:
            return Writer(Plan(claim, facts, grains, extra, skipped)).goal()
        except FinerGrain as finer:
            grains[finer.key] = finer.grain
        except ExtraUnread as unread:
            skipped.add(unread.index)
        except NotZero as error:
            if extra or not (facts.rewrites or claim.hypotheses):
                raise UnsupportedError(reason) from error
            extra = True
        except (
            Rejected,
            MoreKernels,
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
            StopIteration,
        ) as error:
            raise UnsupportedError(f"the claim is not read: {error}"[:300]) from error
    raise UnsupportedError(reason)
