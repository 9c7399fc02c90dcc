"""The templates for Lean: each gives tactics that the guard lets through."""

from __future__ import annotations

import pytest

from porism.provers.lean.tactic_guard import guarded_tactic
from porism.provers.lean.tactic_templates import TEMPLATES, lean_generator
from porism.provers.protocol import Task
from porism.provers.tactics.generator import Template, TemplateGenerator
from porism.provers.tactics.protocol import Goal, State
from porism.symbolic.claim import Claim

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
