"""A claim's theorem in Mathlib's words for LeanDojo, and the tactics that its certificate suggests.

`mathlib/` says what the theorem is, and writes a proof where the certificate gives its ingredients. The lines of that proof
are hints here: each is one tactic, which the search may use or leave.
"""

from __future__ import annotations

from collections.abc import Iterator

from porism.provers.lean.dojo.guard import TacticRefused, guarded_tactic
from porism.provers.lean.dojo.project import LeanTheorem
from porism.provers.lean.dojo.templates import TEMPLATES
from porism.provers.lean.mathlib.emit import stated_theorem, theorem
from porism.provers.protocol import Task
from porism.provers.tactics.generator import Suggestion, TemplateGenerator
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError

MAX_HINTS = 24


def mathlib_theorem(claim: Claim) -> LeanTheorem:
    """The theorem; raises `UnsupportedError` for a claim that Mathlib has no words for.

    >>> theorem = mathlib_theorem(Claim.parse("x**2 + 1 >= 2*x", {"x": "positive"}))
    >>> theorem.binders, theorem.conclusion
    ('(x : ℝ) (hx : 0 < x)', '2 * x ≤ x ^ 2 + 1')
    """
    stated = stated_theorem(claim)
    return LeanTheorem(stated.binders, stated.conclusion)


def lean_generator(task: Task) -> TemplateGenerator:
    """The templates, and the lines of the proof that the task's certificate gives."""
    return TemplateGenerator(TEMPLATES, list(certificate_hints(task))[:MAX_HINTS])


def certificate_hints(task: Task) -> Iterator[Suggestion]:
    """The proof's lines as tactics of one line, in their order; none where no proof is written.

    >>> [hint.tactic for hint in certificate_hints(Task(Claim.parse("x**2 == y**2", assume=["x == y"])))]
    ['linear_combination (y + x) * h₁']
    """
    try:
        lines = theorem(task.claim, task.certificate).proof
    except (PorismError, ArithmeticError, ValueError, TypeError):
        return
    for k, tactic in enumerate(one_line_tactics(lines)):
        try:
            yield Suggestion(guarded_tactic(tactic), 0.2 + 0.01 * k)
        except TacticRefused:
            continue


def one_line_tactics(lines: tuple[str, ...]) -> list[str]:
    """The tactics of a block, each with its indented lines on one line; one with deeper blocks is left out.

    >>> one_line_tactics(("have h : a = b := by", "  field_simp", "  ring", "rw [h]", "· simp"))
    ['have h : a = b := by (field_simp; ring)', 'rw [h]']
    """
    blocks = list[list[str]]()
    for line in lines:
        if line.startswith(" ") and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    found = list[str]()
    for head, *below in blocks:
        inner = [line.strip() for line in below]
        depths = {len(line) - len(line.lstrip()) for line in below}
        if head.startswith("·") or len(depths) > 1 or any(line.startswith("·") for line in inner):
            continue
        found.append(f"{head} ({'; '.join(inner)})" if inner else head)
    return found
