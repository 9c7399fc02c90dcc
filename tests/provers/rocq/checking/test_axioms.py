"""`Print Assumptions` is read strictly: what is not understood is not allowed."""

from __future__ import annotations

import pytest

from porism.provers.rocq.checking.audit import audit_text, proof_text, read_audit
from porism.provers.rocq.checking.axioms import Assumptions, read_assumptions
from porism.provers.rocq.checking.items import Item

REALS = """Axioms:
ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    (forall n : nat, {P n} + {~ P n}) ->
    {n : nat | ~ P n} + {forall n : nat, P n}
FunctionalExtensionality.functional_extensionality_dep
  : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
    (forall x : A, f x = g x) -> f = g
"""
INTEGERS = "PrimInt63.add : PrimInt63.int -> PrimInt63.int -> PrimInt63.int\nUint63.add_spec\n  : True\n"


def test_closed() -> None:
    assert read_assumptions("Closed under the global context\n") == Assumptions(())


def test_allowed_families() -> None:
    found = read_assumptions(REALS + INTEGERS)
    assert found.refused == ()
    assert found.families == ("classical reals", "machine integers")
    assert len(found.axioms) == 5


@pytest.mark.parametrize(
    "line",
    [
        "bad : False",
        "Candidate.proofs_1.goal_1_0 : 0%R = 1%R",
        "Candidate.proofs_1.sig_forall_dec : False",
        "PrimFloat.add : PrimFloat.float -> PrimFloat.float -> PrimFloat.float",
        "FloatAxioms.add_spec : True",
        "f is assumed to be guarded.",
        "t relies on an unsafe hierarchy.",
        "Uint63.evil : False",
        "Closed under the global context",
        "ClassicalDedekindReals.sig_forall_dec is assumed",
    ],
)
def test_anything_else_is_refused(line: str) -> None:
    assert read_assumptions(REALS + line + "\n").refused
    assert read_assumptions(f"{line}\n").refused or line.startswith("Closed")


@pytest.mark.parametrize(
    "text", ["", "Axioms\n", "Section Variables:\nx : R\n", "Axioms:\n  indented : True\n"]
)
def test_other_forms_are_refused(text: str) -> None:
    assert read_assumptions(text).refused


MARKED = "begin_n\n     : nat\nClosed under the global context\nend_n\n     : nat\n"


def test_the_audit_is_read_between_its_marks() -> None:
    assert read_audit(MARKED, "n") == Assumptions(())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Closed under the global context\n",
        "something\n" + MARKED,
        MARKED + "something\n",
        MARKED.replace("begin_n", "begin_m"),
        MARKED.replace("end_n\n     : nat\n", ""),
    ],
)
def test_any_other_output_is_no_audit(text: str) -> None:
    assert read_audit(text, "n") is None


def test_extra_text_between_the_marks_is_not_understood() -> None:
    found = read_audit(MARKED.replace("Closed", "Hello\nClosed"), "n")
    assert found is not None
    assert found.refused


def test_statements_are_elaborated_before_the_proofs_are_loaded() -> None:
    text = audit_text("n", ["1 = 1", "2 = 2"])
    assert text.index("statement_n_1 : Prop := 2 = 2.") < text.index("Require Candidate.proofs_n.")
    assert "Import Candidate" not in text
    assert "let _ : statement_n_1 := Candidate.proofs_n.goal_n_1 in" in text


def test_each_proof_starts_on_the_line_that_is_recorded() -> None:
    text, starts = proof_text("n", [Item("1 = 1", "ring.\nring."), Item("2 = 2", "ring.")])
    assert [text.split("\n")[k - 1] for k in starts] == ["Lemma goal_n_0 : 1 = 1.", "Lemma goal_n_1 : 2 = 2."]
