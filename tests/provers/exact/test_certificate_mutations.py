"""Law: what the checker accepts is true, its conditions are the claim's definedness, and it raises only `Rejected`.

Claims and certificates that belong together are changed at random, each on its own and both alike; the oracle of
`symbolic/meaning.py` then looks at what was accepted nevertheless.
"""

from __future__ import annotations

import functools
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from porism.provers.exact.prover import ExactProver
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError
from tests.provers.exact.certificates import accept, claim
from tests.provers.exact.mutations import NUMBERS, changed, objections, renumbered, terms_in
from tests.provers.exact.test_checker_accepts import FALSE, TRUE

PROVED = (
    claim("cosh(x)**2 - sinh(x)**2 == 1"),
    claim("tan(x)*cos(x) == sin(x)"),
    claim("sqrt(x*y) == sqrt(x)*sqrt(y)", {"x": "nonnegative"}),
    claim("log(x**2) == 2*log(x)", {"x": "positive"}),
    claim("acos(x) + asin(x) == pi/2", {"x": "complex"}),
    claim("log(x) <= x - 1"),
    claim("x**4 - x + 1 > 0"),
    claim("diff(sqrt(x), x) == 1/(2*sqrt(x))", {"x": "positive"}),
    claim("abs(x*y) == abs(x)*abs(y)", {"x": "complex", "y": "complex"}),
    claim("sin(pi*n) == 0", {"n": "integer"}),
)


@functools.cache
def pairs() -> list[tuple[Any, Any]]:
    """Plain claims with certificates that the checker accepts."""
    found = [(stated.to_json(), certificate) for _, stated, certificate in (*TRUE, *FALSE)]
    for stated in PROVED:
        verdict = ExactProver().prove(stated, None, Budget(seconds=60))
        assert isinstance(verdict, Proved | Refuted)
        found.append((stated.to_json(), verdict.certificate.to_json()))
    return found


@settings(max_examples=600)
@given(st.integers(0, 2**64))
def test_nothing_false_is_accepted(seed: int) -> None:
    rng = random.Random(seed)
    stated, certificate = rng.choice(pairs())
    spare = terms_in(stated) + terms_in(certificate)
    if rng.random() < 0.4:
        old, new = rng.choice([t[1] for t in spare if t[0] == "num"] or ["1"]), rng.choice(NUMBERS)
        stated, certificate = renumbered(stated, old, new), renumbered(certificate, old, new)
    for _ in range(rng.randint(0, 2)):
        stated = changed(stated, rng, spare)
    for _ in range(rng.randint(0, 3)):
        certificate = changed(certificate, rng, spare)
    try:
        read = Claim.from_json(stated)
        accepted = accept(read, certificate)
    except (PorismError, Rejected):
        return
    assert objections(read, accepted) == [], (str(read), certificate)
