"""Wrong and hostile bodies beside other proofs: honest failures, bombs, and what one body declares for the next.

Single forged bodies, each with the rule that stops it, lie in `tests/provers/forged/rocq`.
"""

from __future__ import annotations

import pytest

from porism.provers.protocol import Budget
from porism.provers.rocq.checking.audit import Rejected, check_batch
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.prover import check_body
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim, Relation

pytestmark = pytest.mark.rocq

FALSE = Claim.parse("x == x + 1")
BUDGET = Budget(seconds=5.0, memory_mb=1024)

HONEST_FAILURES = {
    "wrong": "intros; ring.",
    "incomplete": "intros x.",
    "nothing": "",
    "unknown-lemma": "intros; apply no_such_lemma.",
}


@pytest.mark.parametrize("name", HONEST_FAILURES)
def test_a_body_that_does_not_prove_is_not_proved(name: str) -> None:
    verdict = check_body(FALSE, (), HONEST_FAILURES[name], BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "undecided"


def test_a_body_that_never_ends_is_a_timeout() -> None:
    body = "let rec loop x := idtac; loop x in loop 0."
    verdict = check_body(FALSE, (), body, Budget(seconds=2.0, memory_mb=1024))
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "timeout"


def test_a_body_that_eats_memory_is_stopped() -> None:
    body = "intros x. assert (H : (10 ^ 9 = 0)%nat). { cbv. reflexivity. }"
    verdict = check_body(FALSE, (), body, Budget(seconds=15.0, memory_mb=300))
    assert isinstance(verdict, Unknown)
    assert verdict.reason in ("memory", "timeout")


def test_conditions_that_nobody_certified_are_refused() -> None:
    verdict = check_body(FALSE, [Relation.parse("0 == 1")], "intros; lra.", BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.detail.startswith("condition:")


def test_an_honest_body_is_accepted() -> None:
    verdict = check_body(Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), (), "intros x. ring.", BUDGET)
    assert isinstance(verdict, Proved)
    assert verdict.checkers[0].assumptions == ("classical reals",)


# What a body that got past the guard declares; a statement of ours after it that is false; its "proof"; who refuses.
HIJACKS = {
    "notation": ('Notation "a = b" := True : type_scope.', "0 = 1", "exact I.", "audit"),
    "numeral": ('Notation "0" := 1 : R_scope.', "0 = 1", "reflexivity.", "audit"),
    "function": ("Definition sin (x : R) := x.", "sin 1 = 1", "reflexivity.", "audit"),
    "type": ("Definition R := unit.", "forall x y : R, x = y", "intros [] []; reflexivity.", "audit"),
    "axiom-in-a-module": (
        "Module ClassicalDedekindReals. Axiom sig_forall_dec : 0 = 1. End ClassicalDedekindReals.",
        "0 = 1",
        "exact ClassicalDedekindReals.sig_forall_dec.",
        "axioms",
    ),
    "kernel-flag": (
        "#[global] Unset Guard Checking.",
        "0 = 1",
        "exact ((fix f (n : nat) : 0 = 1 := f n) 0%nat).",
        "axioms",
    ),
    "printing-flag": (
        "#[global] Set Printing All. Axiom cheat : 0 = 1. Notation \"'axiom'\" := cheat.",
        "0 = 1",
        "exact cheat.",
        "axioms",
    ),
}


@pytest.mark.parametrize("name", HIJACKS)
def test_what_one_body_declares_does_not_prove_the_next_statement(name: str) -> None:
    declaration, statement, body, reason = HIJACKS[name]
    hijacker = Item("1 = 1", f"reflexivity. Qed. {declaration} Lemma filler : True. Proof. exact I.")
    found = check_batch([hijacker, Item(statement, body)], 5.0, 1024)
    # Not `FailedAt`: the file compiled, and only the audit stood between the forgery and the word "proved".
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_a_theorem_whose_premises_hold_nowhere_proves_no_claim() -> None:
    claim = Claim.parse("1/(sin(x)**2 + cos(x)**2 - 1) == 7")
    body = "intros v_x A1. exfalso; apply A1; pose proof (porism_pythagoras v_x); lra."
    verdict = check_body(claim, (), body, Budget(20.0))
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "undefined"
