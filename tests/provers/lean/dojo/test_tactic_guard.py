"""The guard in front of a toolchain: ordinary tactics pass as they are, everything else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.provers.findings import Rejected
from porism.provers.lean.dojo.check import Toolchain, check_script, printed_axioms, proof_text
from porism.provers.lean.dojo.guard import FORBIDDEN, TACTICS, TacticRefused, guarded_tactic
from porism.provers.lean.dojo.project import LeanTheorem

PASS = (
    "ring", "field_simp", "(field_simp; ring)", "nlinarith [sq_nonneg (x - y), mul_pos h₁ h₂]", "rcases h with ⟨a, b⟩ | h",
    "exact (div_le_one (by positivity)).mpr h.le", "refine ⟨?_, ?_⟩", "simp only [Real.exp_log hx] at h ⊢",
    "linear_combination (exp := 2) (x - 1) * h₁", "have h : 0 ≤ x ^ 2 := sq_nonneg x", "constructor <;> norm_num",
    "intro x hx", "rw [← Real.exp_log hx, abs_of_nonneg (le_of_lt hx)]", "simpa using h.1", "norm_num [Real.sqrt_lt']",
    "exact @le_refl ℝ _ x", "interval_cases n <;> simp", "push_cast", "convert h using 2",
)  # fmt: skip

REFUSE = (
    "", " ", "sorry", "exact sorry", "admit", "exact sorryAx _ false", "native_decide", "bv_decide", "apply?",
    "exact?", "simp?", "#eval 1", "ring -- done", "ring /- x -/", 'exact "a"', "exact foo.{0} «sorry»", "exact `x",
    "simp\nring", "simp\n\naxiom a : False", "open Real in simp", "set_option maxHeartbeats 0 in simp", "run_tac foo",
    "run_cmd foo", "eval_expr", "@[simp] ring", "exact @[x]", "have : True := by sorry", "exact (by native_decide)",
    "theorem a : True := trivial", "instance : Inhabited x := y", "exact Lean.ofReduceBool _ _ rfl",
    "exact IO.Process.exit 0", "exact unsafeCast x", "exact (x", "exact x)", "exact [x)", "ring; axiom x : False",
    "end", "namespace X", "macro x", "notation x", "local instance", "exact x$y", "exact %x", "lean_dojo_repl",
    "stop", "wibble", "x := y", "· ring", "| ring", "exact\tx", "exact x\x00", "simp\u2028ring", "attribute simp",
    "implemented_by f", "decide_free", "ring?", "polyrith", "exact Foo.sorry", "exact A.admit.x",
    "simp where foo := bar", "termination_by x",
)  # fmt: skip


@pytest.mark.parametrize("tactic", PASS)
def test_ordinary_tactics_pass(tactic: str) -> None:
    assert guarded_tactic(f" {tactic} ") == tactic


@pytest.mark.parametrize("tactic", REFUSE)
def test_everything_else_is_refused(tactic: str) -> None:
    with pytest.raises(TacticRefused, match=":"):
        guarded_tactic(tactic)


@pytest.mark.parametrize("word", sorted(FORBIDDEN))
def test_a_forbidden_word_is_refused_anywhere(word: str) -> None:
    for text in (word, f"exact {word}", f"exact ({word} x)", f"exact a.{word}", f"simp [{word}]"):
        with pytest.raises(TacticRefused):
            guarded_tactic(text)


@given(st.text(max_size=40))
def test_what_passes_is_one_line_of_a_known_tactic(text: str) -> None:
    try:
        passed = guarded_tactic(text)
    except TacticRefused:
        return
    assert len(passed.splitlines()) == 1
    assert passed.lstrip("( ").split()[0].rstrip("();,") in TACTICS | {passed.lstrip("( ").split()[0]}


def test_no_allowed_tactic_is_forbidden() -> None:
    assert not TACTICS & FORBIDDEN


def test_a_proof_is_its_tactics_below_each_other() -> None:
    theorem = LeanTheorem("(x : ℝ)", "x = x")
    text = proof_text(theorem, "a", ["skip", "rfl"], "import Mathlib\n")
    assert text == "import Mathlib\n\ntheorem a (x : ℝ) : x = x := by\n  skip\n  rfl\n"
    assert theorem.proposition == "∀ (x : ℝ), x = x"
    assert LeanTheorem("", "1 = 1").proposition == "1 = 1"


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "{}",
        "null\n",
        '{"severity":"information"}\n',
        '{"severity":"information","data":["\'a\' does not depend on any axioms"]}\n',
        '{"severity":"information","data":"\'b\' does not depend on any axioms"}\n',
        '{"severity":"information","data":"\'a\' depends on axioms: []"}\n',
        '{"severity":"information","data":"x \'a\' does not depend on any axioms"}\n',
        '{"severity":"information","data":"\'a\' does not depend on any axioms"}\nx\n',
    ],
)
def test_other_prose_names_no_axioms(printed: str) -> None:
    assert printed_axioms(printed, "a") is None


def test_an_empty_script_is_refused_before_anything_runs() -> None:
    nothing = Toolchain(Path("/nowhere"), {})
    found = check_script(nothing, LeanTheorem("", "1 = 1"), [], "", 1.0, 100)
    assert isinstance(found, Rejected)
    assert found.reason == "refused"
