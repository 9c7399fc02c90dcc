"""Whole files: a corpus of fresh statements with what is expected of each, scopes, and files that change notation."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.datasets.lean_statements import LeanStatement, Reason, Translated, load
from porism.datasets.lean_statements.files import _blanked, statement_of, statements_of
from porism.datasets.lean_statements.refusal import Refusal
from porism.datasets.lean_statements.tokens import tokens
from porism.datasets.lean_statements.translation import conclusion
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import verdict_record

FRESH = Path(__file__).with_name("fresh.lean")
_EXPECTED = re.compile(r"^-- (true|false|refused [A-Z_]+)$", re.MULTILINE)


@cache
def fresh() -> list[tuple[str, LeanStatement]]:
    """(expected, statement) of every statement of the corpus."""
    statements = list(load(FRESH))
    expected = _EXPECTED.findall(FRESH.read_text(encoding="utf-8"))
    assert len(expected) == len(statements)
    return list(zip(expected, statements, strict=True))


def test_each_fresh_statement_is_translated_or_refused_by_the_right_reason() -> None:
    found = {
        s.name: f"refused {s.reason.name}" if s.reason is not None else e.replace("refused", "not refused")
        for e, s in fresh()
    }
    assert found == {s.name: e for e, s in fresh()}
    assert len(found) >= 120


def test_no_true_statement_is_refuted_and_no_false_one_proved() -> None:
    """The exact prover on every claim: what it says of Lean's statements is never wrong."""
    prover, proved = ExactProver(), 0
    for expected, statement in fresh():
        if statement.translation is None:
            continue
        t = statement.translation
        records = [verdict_record(prover.prove(c, None, Budget(0.3))) for c in t.claims]
        said = conclusion(t.agreement, t.rational, records)
        proved += said.startswith("true")
        if said != "unknown":
            assert said == expected or (said == "true where defined"), statement.name
    assert proved >= 90


def outcomes(text: str) -> dict[str, str]:
    """The claims, or the reason, of each statement of a file."""
    return {
        f.name: " ; ".join(map(str, f.outcome.claims))
        if isinstance(f.outcome, Translated)
        else f.outcome.reason.name
        for f in statements_of(text)
    }


def test_scopes_open_and_close() -> None:
    text = """
section
open Real
variable (x : ℝ)
theorem inner : sin x ≤ 1 := sorry
end
theorem outer (y : ℝ) : sin y ≤ 1 := sorry
theorem gone : x = x := sorry
namespace Real
theorem inside (y : ℝ) : cos y ≤ 1 := sorry
end Real
namespace Complex
open Real
theorem elsewhere (y : ℝ) : exp y = exp y := sorry
end Complex
"""
    assert outcomes(text) == {
        "inner": "sin(x) <= 1  for x real",
        "outer": "NAME",
        "gone": "NAME",
        "inside": "cos(y) <= 1  for y real",
        "elsewhere": "NAME",
    }


def test_a_variable_whose_brackets_change_keeps_its_type() -> None:
    text = """variable {k : ℤ} (y : ℝ)
variable (k)
theorem t : k - 1 < y := sorry
"""
    assert outcomes(text) == {"t": "k - 1 < y  for k integer, y real"}


@pytest.mark.parametrize(
    "command",
    [
        'notation "a" => 1',
        'local notation "x" => 1',
        'infixl:65 " + " => f',
        "macro_rules | `($x + $y) => `($y)",
        "instance : LE ℝ := ⟨fun _ _ => True⟩",
        "attribute [local instance] hijack",
        "@[instance] def hijack : LE ℝ := ⟨fun _ _ => True⟩",
        "attribute [-instance] Real.instLE",
        'scoped infix:50 " ≤ " => Ne',
        "elab_rules : term | `(1) => x",
        "open Real hiding sqrt",
        "open Foo renaming a → b",
        "deriving instance LE for X",
    ],
)
def test_a_file_that_changes_notation_is_refused_from_there_on(command: str) -> None:
    found = outcomes(
        f"theorem before (x : ℝ) : x ≤ x := sorry\n{command}\ntheorem after (x : ℝ) : x ≤ x := sorry\n"
    )
    assert found == {"before": "x <= x  for x real", "after": "NOTATION"}


def test_harmless_commands_change_nothing() -> None:
    text = """import Mathlib
set_option autoImplicit false
#eval 1
attribute [simp] foo
universe u
/- notation "x" => 1 -/
-- infix
#check "instance : x"
theorem t (x : ℝ) : x ≤ x := sorry
"""
    assert outcomes(text) == {"t": "x <= x  for x real"}


@pytest.mark.parametrize(
    "text",
    [
        "def abs (x : ℝ) : ℝ := 0\ntheorem t (x : ℝ) : abs x = 0 := sorry",
        "def Real.sqrt (x : ℝ) : ℝ := 0\ntheorem t : Real.sqrt 2 = 0 := sorry",
        "theorem max : 1 = 1 := rfl\ntheorem t (x : ℝ) : max x x = x := sorry",
        "abbrev Set.Icc := foo\ntheorem t (x : ℝ) (h : x ∈ Set.Icc 0 1) : x = x := sorry",
        "def Finset.range := foo\ntheorem t : ∑ k ∈ Finset.range 2, k = 1 := sorry",
        "abbrev Real := ℕ\ntheorem t (x : Real) : x = x := sorry",
        "@[reducible] def Nat := ℝ\ntheorem t (x : Nat) : x = x := sorry",
    ],
)
def test_a_name_that_the_file_declares_is_not_mathlibs(text: str) -> None:
    assert outcomes(text)["t"].isupper(), "a reason"


def test_the_place_of_a_refusal_is_a_line_and_a_column() -> None:
    [found] = statements_of("\n\ntheorem t (x : ℝ) :\n    x ∣ x := sorry")
    assert isinstance(found.outcome, Refusal)
    assert (found.line, found.column, found.refused_at) == (3, 1, (4, 7))
    assert found.outcome.reason is Reason.RELATION


@pytest.mark.parametrize(
    "text", ["", "\n", "no command", "@[simp\n" * 9, "/- " * 9, "-- theorem t : 1 = 1", "\ufeff"]
)
def test_files_without_statements_are_empty(text: str) -> None:
    assert outcomes(text) == {}


def test_scopes_without_end_are_bounded() -> None:
    text = "variable (x : ℝ)\n" * 300 + "namespace A\n" * 300 + "theorem t : x = x := rfl\n"
    assert outcomes(text) == {"t": "LIMIT"}


def test_attributes_over_several_lines_do_not_hide_a_statement() -> None:
    assert list(outcomes("@[simp,\n  norm_cast]\nprotected theorem t : 1 = 1 := rfl")) == ["t"]


def test_a_bad_statement_does_not_spoil_the_next() -> None:
    text = "theorem bad (x : ℝ : x = x := by (\n\ntheorem good (x : ℝ) : x = x := rfl"
    assert outcomes(text) == {"bad": "SYNTAX", "good": "x == x  for x real"}


@given(
    st.lists(
        st.sampled_from(
            ('"', "\\", "--", "/-", "-/", "-", "/", "<", "«", "»", "\n", "x", "1e-5", " ", ":=", "⁻¹")
        )
    )
)
def test_commands_are_looked_for_where_the_lexer_sees_no_comment_and_no_string(pieces: list[str]) -> None:
    text = "".join(pieces)
    blanked = _blanked(text)
    assert len(blanked) == len(text)
    read = [(t.text, t.offset) for t in tokens(text) if t.kind != "string"]
    assert [(t.text, t.offset) for t in tokens(blanked)] == read


def test_a_long_statement_is_refused_without_being_read_to_its_end() -> None:
    found = statement_of("theorem a (x : " + "1/" * 500_000 + "2) : x = x")
    assert isinstance(found.outcome, Refusal)
    assert found.outcome.reason is Reason.LIMIT
