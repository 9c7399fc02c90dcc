"""Law: no data, genuine or changed, make a rule accept a false statement, and a rule raises only its own refusal.

For each kind of statement a false one near a genuine one is drawn, and data: the genuine ones, those of another statement of
the kind, or either of them changed. With a true statement any answer is right that comes in time.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porism.provers.calculus.checker import RULES
from porism.symbolic.statements import Statement
from tests.examples import examples
from tests.provers.mutation.genuine import genuine, of_kind
from tests.provers.mutation.judging import accepted, cpu_limit, is_checked
from tests.provers.mutation.perturbing import parts_in, perturbed

CPU_SECONDS = 30.0  # a hundred times what the slowest of the examples took
SEEDS = st.integers(0, 2**64)


def test_the_genuine_ones_are_accepted() -> None:
    refused = [g.name for g in genuine() if not is_checked(g.statement, g.data, g.certificates)]
    assert refused == []


@pytest.mark.parametrize("kind", sorted(RULES))
@settings(max_examples=examples(25))
@given(seed=SEEDS)
def test_a_false_statement_is_refused_whatever_the_data(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    statement, data = _false(kind, rng), rng.choice(of_kind(kind)).data
    spare = parts_in([g.data for g in of_kind(kind)])
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
        data = perturbed(data, rng, spare)
    with cpu_limit(CPU_SECONDS):
        assert accepted(statement, data) != "accepted", (str(statement), data)


def _false(kind: str, rng: random.Random) -> Statement:
    return rng.choice([s for g in of_kind(kind) for s in g.false])


@pytest.mark.parametrize("kind", sorted(RULES))
@settings(max_examples=examples(15))
@given(seed=SEEDS)
def test_changed_data_and_certificates_are_accepted_or_refused(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    g = rng.choice(of_kind(kind))
    data, certificates = g.data, g.certificates
    for _ in range(rng.choice((1, 1, 2, 3))):
        if rng.random() < 0.5:
            data = perturbed(data, rng, parts_in([g.data, certificates]))
        else:
            certificates = perturbed(certificates, rng, parts_in([certificates]))
    false = rng.choice(g.false) if g.false else None
    with cpu_limit(CPU_SECONDS):
        is_checked(g.statement, data, certificates)
        assert false is None or not is_checked(false, data, certificates), (str(false), data, certificates)
