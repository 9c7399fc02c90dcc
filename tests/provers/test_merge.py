"""Merging two verdicts: a kernel adds trust, never takes a refutation away, and a contradiction is an alarm."""

from __future__ import annotations

import pytest

from porism.provers.merge import attributed, merge
from porism.provers.verdict import MINT, Checker, Proved, Provenance, Refuted, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import PorismError, SoundnessAlarm, TrustError

CLAIM = Claim.parse("x/x == 1")
CERTIFICATE = Certificate("derivation", {})
EXACT, ROCQ, LEAN = (
    Checker("exact", "1", "exact"), Checker("rocq", "8", "kernel", ("classic",)), Checker("lean", "4", "kernel"),
)  # fmt: skip
NOT_ZERO = (Relation.parse("x != 0"),)


def proved(checker: Checker, conditions: tuple[Relation, ...] = NOT_ZERO, claim: Claim = CLAIM) -> Proved:
    return Proved(claim, conditions, CERTIFICATE, (checker,), 1.0, key=MINT)


def refuted(checker: Checker = EXACT) -> Refuted:
    return Refuted(CLAIM, (), CERTIFICATE, (checker,), 1.0, key=MINT)


def test_two_acceptances_make_one_verdict_with_both_checkers() -> None:
    both = merge(proved(EXACT), proved(ROCQ))
    assert isinstance(both, Proved)
    assert (both.trust, both.checkers, both.conditions, both.seconds) == (
        "kernel",
        (EXACT, ROCQ),
        NOT_ZERO,
        2.0,
    )
    third = merge(both, proved(LEAN))
    assert isinstance(third, Proved)
    assert third.trust == "cross-checked"


def test_a_kernel_that_does_not_accept_leaves_the_verdict_and_a_note() -> None:
    merged = merge(proved(EXACT), Unknown(CLAIM, "unsupported", "no tan"), "Lean")
    assert isinstance(merged, Proved)
    assert (merged.trust, merged.artifacts) == ("exact", (("kernel note", "Lean: unsupported: no tan"),))


def test_a_kernel_theorem_with_more_conditions_does_not_raise_the_trust() -> None:
    merged = merge(proved(EXACT, ()), proved(ROCQ, NOT_ZERO))
    assert isinstance(merged, Proved)
    assert (merged.trust, merged.conditions) == ("exact", ())


@pytest.mark.parametrize("pair", [(refuted(), proved(ROCQ)), (proved(EXACT), refuted(ROCQ))])
def test_a_contradiction_is_an_alarm_and_no_verdict(pair: tuple[Verdict, Verdict]) -> None:
    with pytest.raises(
        SoundnessAlarm, match=r"contradict each other on x/x == 1 .*: .* proved it, .* refuted it"
    ):
        merge(*pair)


def test_the_alarm_is_an_error_of_ours() -> None:
    assert issubclass(SoundnessAlarm, PorismError)


def test_nothing_overrides_a_refutation_and_nothing_comes_from_two_unknowns() -> None:
    unknown = Unknown(CLAIM, "undecided")
    assert merge(refuted(), unknown) == refuted()
    assert merge(unknown, Unknown(CLAIM, "timeout")) == unknown
    assert merge(unknown, proved(ROCQ)) == proved(ROCQ)


def test_verdicts_on_two_claims_are_not_merged() -> None:
    with pytest.raises(TrustError, match="two claims"):
        merge(proved(EXACT), proved(ROCQ, claim=Claim.parse("x == 1")))


@pytest.mark.parametrize("verdict", [proved(EXACT), refuted(), Unknown(CLAIM, "timeout")])
def test_attribution_changes_who_and_nothing_else(verdict: Verdict) -> None:
    provenance = Provenance("regressor 1", 7, "2026-01-01T00:00:00+00:00")
    named = attributed(verdict, provenance)
    assert named.provenance == provenance
    assert attributed(named, verdict.provenance) == verdict
