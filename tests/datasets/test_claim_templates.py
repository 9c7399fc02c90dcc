"""Claims made from templates are what they say they are: the exact prover agrees, and the seed decides."""

from __future__ import annotations

from porism.datasets.claim_templates import TEMPLATES, made
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import truth
from porism.symbolic.sampling import sample_points


def test_no_claim_is_decided_against_what_was_made() -> None:
    prover, decided = ExactProver(), 0
    for m in made(2, seed=11):
        verdict = prover.prove(Claim.parse(m.claim, m.vars, m.assume), None, Budget(10.0))
        assert not isinstance(verdict, Refuted if m.true else Proved), m
        decided += isinstance(verdict, Proved | Refuted)
    assert decided >= 0.85 * 4 * len(TEMPLATES)


def test_the_seed_decides() -> None:
    first, again, other = (list(made(4, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert [m.kind for m in first[:: 2 * 4]] == list(TEMPLATES)
    assert len({(m.claim, m.assume) for m in first}) > 0.8 * len(first)


def test_a_line_of_a_batch_file() -> None:
    claims = [m for m in made(2, seed=3) if m.kind == "linear"]
    line = claims[1].to_json("linear-1")
    assert (line["id"], line["expect"], sorted(line)) == (
        "linear-1",
        "refuted",
        ["assume", "claim", "expect", "id"],
    )


def test_a_true_claim_fails_at_no_point() -> None:
    for m in made(6, seed=4):
        if m.true:
            claim = Claim.parse(m.claim, m.vars, m.assume)
            assert not any(truth(claim, point) is False for point in sample_points(claim, 30, seed=2)), m


def test_most_false_claims_differ_from_true_ones_by_little() -> None:
    lengths = [len(m.claim) for m in made(8, seed=5)]
    assert abs(sum(lengths[::2]) - sum(lengths[1::2])) < 0.1 * sum(lengths)


def test_a_class_is_varied() -> None:
    for kind in TEMPLATES:
        shapes = {"".join(c for c in m.claim if not c.isalnum()) for m in made(40, seed=6) if m.kind == kind}
        assert len(shapes) >= 12, kind
