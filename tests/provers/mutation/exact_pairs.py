"""Plain claims with exact certificates that the checker accepts: written ones, one for each law, and obligations' own."""

from __future__ import annotations

import functools
import json
from typing import Any

from porism.provers.calculus.checker import obligations
from porism.provers.exact.checker import check
from porism.provers.exact.terms import Rejected
from tests.provers.exact.test_checker_accepts import FALSE, TRUE
from tests.provers.mutation.genuine import genuine
from tests.provers.mutation.laws import LAW, LEMMA, REAL_SIDE

MAX_LENGTH = 3000  # of a certificate in JSON; longer ones are slow, and say nothing new


@functools.cache
def written() -> list[tuple[Any, Any]]:
    """Those that were written by hand: every rule, every law, every lemma, and witnesses."""
    rows = [(stated, certificate) for _, stated, certificate in (*TRUE, *FALSE)]
    rows += [*LAW.values(), *LEMMA.values(), REAL_SIDE]
    return [(stated.to_json(), certificate) for stated, certificate in rows]


@functools.cache
def found() -> list[tuple[Any, Any]]:
    """The obligations of the genuine statements, with the certificates that provers found for them."""
    rows = []
    for g in genuine():
        left = [c for c in g.certificates if len(json.dumps(c)) < MAX_LENGTH]
        for obligation in obligations(g.statement, g.data):
            plain = obligation.claim.to_json()
            for certificate in left:
                try:
                    check(plain, certificate)
                except Rejected:
                    continue
                rows.append((plain, certificate))
                break
    return rows
