"""Law: what the exact checker accepts is true, whatever was changed in the claim and in the certificate.

Beside `tests/provers/exact/test_certificate_mutations.py`: here a certificate is any plain data, types and keys included,
every law and every lemma has its claim, and the obligations of the genuine statements are among the claims.
"""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from porism.provers.exact.checker import check
from porism.provers.exact.terms import Rejected
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError
from tests.examples import examples
from tests.provers.exact.mutations import changed, objections, renumbered, terms_in
from tests.provers.mutation.exact_pairs import found, written
from tests.provers.mutation.judging import cpu_limit
from tests.provers.mutation.perturbing import NUMBERS, parts_in, perturbed

CPU_SECONDS = 30.0


def test_the_written_ones_are_accepted() -> None:
    for stated, certificate in written():
        check(stated, certificate)


@settings(max_examples=examples(800))
@given(seed=st.integers(0, 2**64))
def test_nothing_false_is_accepted(seed: int) -> None:
    rng = random.Random(seed)
    stated, certificate = rng.choice(written() if rng.random() < 0.6 else found())
    terms, own = terms_in(stated) + terms_in(certificate), parts_in([certificate])
    if rng.random() < 0.3:
        old, new = rng.choice([t[1] for t in terms if t[0] == "num"] or ["1"]), rng.choice(NUMBERS)
        stated, certificate = renumbered(stated, old, new), renumbered(certificate, old, new)
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        stated = changed(stated, rng, terms)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        is_wild = rng.random() < 0.5
        certificate = perturbed(certificate, rng, own) if is_wild else changed(certificate, rng, terms)
    try:
        claim = Claim.from_json(stated)
    except PorismError:
        return
    with cpu_limit(CPU_SECONDS):
        try:
            accepted = check(claim.to_json(), certificate)
        except Rejected:
            return
    assert objections(claim, accepted, 40) == [], (str(claim), certificate)
