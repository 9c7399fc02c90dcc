"""The templates for Lean: each gives tactics that the guard lets through."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.lean.dojo.guard import guarded_tactic
from porism.provers.lean.dojo.templates import TEMPLATES
from porism.provers.lean.dojo.theorem import certificate_hints, lean_generator, mathlib_theorem
from porism.provers.protocol import Budget, Task
from porism.provers.tactics.generator import Template, TemplateGenerator
from porism.provers.tactics.protocol import Goal, State
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError

FACTS = (("x, y", "ℝ"), ("h₁", "0 < x"), ("h₂", "x = y"))
FUNCTIONS = "Real.sin (x + 1) + Real.exp x + Real.log y + Real.sqrt x / Real.tan x + Real.cos (2 * x)"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.text)
def test_what_a_template_gives_passes_the_guard(template: Template) -> None:
    bare = Template(template.text, template.cost, frozenset(), template.of)
    state = State((), (Goal(FACTS, f"{FUNCTIONS} ≤ 2"),))
    found = TemplateGenerator([bare]).suggestions(state)
    assert found or template.of
    for suggestion in found:
        assert guarded_tactic(suggestion.tactic) == suggestion.tactic
        assert "{" not in suggestion.tactic


def test_they_look_at_the_goal() -> None:
    generator = lean_generator(Task(Claim.parse("x == x")))

    def tactics(conclusion: str) -> list[str]:
        return [s.tactic for s in generator.suggestions(State((), (Goal(FACTS, conclusion),)))]

    assert tactics("0 ≤ x ∧ x = y")[0] == "refine ⟨?_, ?_⟩"
    assert "solve | ring" in tactics("x = y")
    assert "solve | linear_combination h₂" in tactics("x = y")
    assert "solve | ring" not in tactics("0 ≤ x")
    assert "solve | nlinarith [sq_nonneg (x - y)]" in tactics("0 ≤ x")
    assert "solve | linarith [Real.add_one_le_exp (x)]" in tactics("x + 1 ≤ Real.exp x")


def test_a_certificate_gives_hints_that_pass_the_guard() -> None:
    claim = Claim.parse("x + 1/x >= 2", {"x": "positive"})
    exact = ExactProver().prove(claim, None, Budget(20.0))
    assert isinstance(exact, Proved)
    task = Task(claim, exact.certificate, exact.conditions)
    hints = [hint.tactic for hint in certificate_hints(task)]
    assert any("nlinarith [sq_nonneg (x - 1)]" in hint for hint in hints)
    first = State((), (Goal((("x", "ℝ"), ("hx", "0 < x")), mathlib_theorem(claim).conclusion),))
    assert set(hints) <= {s.tactic for s in lean_generator(task).suggestions(first)}


def test_a_claim_without_words_in_mathlib_has_no_theorem_and_no_hints() -> None:
    claim = Claim.parse("1/0 == 1")
    with pytest.raises(UnsupportedError):
        mathlib_theorem(claim)
    assert list(certificate_hints(Task(claim))) == []
