"""A proof body from outside for a theorem of ours: a term of Lean's language, by the text road alone.

    claim ─► theorem (ours) ─┬─► shown to whoever writes the body
                             └─► body ─► guard ─► compiled ─► audited ─► the kernel without Lean's front end ─► verdict

An equation between quotients of polynomials has its theorem from the claim alone. Every other claim that a fragment has a
theorem for needs a certificate that the exact checker accepts: conditions and premises come from it.

The body is one term of the names in `checking/guard.py` (the library's theorems and the constructors of reified
expressions), numerals, brackets, and variables named as there.
"""

from __future__ import annotations

import time

from porism.provers.admission import certified_conditions, defined_nowhere, too_long
from porism.provers.findings import Accepted
from porism.provers.lean.checking import locate
from porism.provers.lean.checking.audit import Item, check_items
from porism.provers.lean.emit import goal
from porism.provers.lean.fragments import equations
from porism.provers.lean.goal import Stated
from porism.provers.lean.prover import MAX_PARTS, proved
from porism.provers.lean.terms import text
from porism.provers.protocol import Budget
from porism.provers.verdict import Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError


def stated(claim: Claim, certificate: Certificate | None = None) -> Stated:
    """The theorem that a body has to prove; raises `UnsupportedError` where there is none.

    >>> print(text(stated(Claim.parse("(x + 1)*x == x**2 + x")).statement))
    ∀ (R : Ring.{0}) (v_x : R.carrier), Eq (R.add v_x (R.pow v_x 2)) (R.mul v_x (R.add v_x (R.natural 1)))
    """
    if reason := too_long(claim, MAX_PARTS):
        raise UnsupportedError(reason)
    if equations.supported(claim) is None:
        return equations.stated(claim)
    found = goal(claim, certificate)
    return Stated(found.statement, found.legend, found.theory)


def check_body(claim: Claim, body: str, budget: Budget, certificate: Certificate | None = None) -> Verdict:
    """The kernel's verdict on a body from outside; a refused one is `Unknown("refused", rule: …)`."""
    started = time.perf_counter()
    if missing := locate.missing():
        return Unknown(claim, "missing", missing)
    conditions = certified_conditions(claim, certificate)
    if conditions is None and (nowhere := defined_nowhere(claim)):
        return Unknown(claim, "undefined", nowhere)
    try:
        theorem = stated(claim, certificate)
        item = Item(text(theorem.statement), body.strip())
        finding = check_items([item], budget.seconds, budget.memory_mb)[0]
    except (PorismError, ArithmeticError, ValueError, RecursionError) as error:
        return Unknown(claim, "unsupported", str(error)[:300])
    except OSError as error:  # no room on the disk, no process to be had
        return Unknown(claim, "crash", f"Lean could not be run: {error}"[:300])
    seconds = time.perf_counter() - started
    if not isinstance(finding, Accepted):
        return Unknown(claim, finding.reason, finding.detail, seconds)
    accepted = defining_conditions(claim) if conditions is None else conditions
    return proved(claim, item, theorem, accepted, "text", seconds)
