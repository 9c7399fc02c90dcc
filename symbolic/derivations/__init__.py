"""Finders of derivations."""
from collections.abc import Iterator

from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.definedness import defining_conditions


def derivations(claim: Claim) -> Iterator[Certificate]:
    """Candidates."""
    for grain in (1, 2, 12):
        for conditions in ([], [r.to_json() for r in defining_conditions(claim)]):
            yield Certificate("derivation", {"grain": grain, "conditions": conditions})
