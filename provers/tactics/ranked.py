"""Suggestions from a library's lemmas: the likeliest ones for the goal are applied, and what names one comes sooner.

    templates' suggestions ──► those that name a likely lemma are made cheaper ─┐
    goal ──ranking──► likeliest lemmas ──► Form("apply {lemma}") for each ──────┴──► by cost

What is suggested is tried by the prover like any other tactic; a ranking decides nothing but the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from porism.provers.tactics.generator import Generator, Suggestion, conclusion_form
from porism.provers.tactics.lemmas import Lemma, used
from porism.provers.tactics.protocol import State
from porism.provers.tactics.ranking import Ranking, best

LIKELY = 6  # lemmas that are tried on a goal
CHEAPER = 0.7  # times the cost of a template that names one of them
STEP = 0.1  # cost of a place in the ranking


@dataclass(frozen=True)
class Form:
    """How a lemma is used; `equation`: only one whose conclusion is an equation."""

    text: str
    cost: float
    closes: bool = False
    equation: bool = False


class Ranked:
    """Another generator's suggestions and those of the likeliest lemmas, cheap ones first."""

    def __init__(self, inner: Generator, ranking: Ranking, forms: Sequence[Form]) -> None:
        self._inner, self._ranking, self._forms = inner, ranking, tuple(forms)

    def suggestions(self, state: State) -> list[Suggestion]:
        """Everything for the first goal; a goal that is still quantified gets the other generator's alone."""
        given = list(self._inner.suggestions(state))
        if not state.goals or conclusion_form(state.goals[0].conclusion) in ("forall", "implies", "and"):
            return given
        likely = best(self._ranking, state.goals[0].conclusion, LIKELY)
        names = [lemma.name for lemma in likely]
        found = [
            replace(s, cost=s.cost * CHEAPER) if s.cost > 0 and used(s.tactic, names) else s for s in given
        ]
        for place, lemma in enumerate(likely):
            for form in self._forms:
                if form.equation and not is_equation(lemma):
                    continue
                text = form.text.replace("{lemma}", lemma.name)
                found.append(Suggestion(text, form.cost + STEP * place, form.closes))
        unique = dict[str, Suggestion]()
        for suggestion in found:
            unique.setdefault(suggestion.tactic, suggestion)
        return sorted(unique.values(), key=lambda s: s.cost)


def is_equation(lemma: Lemma) -> bool:
    """Whether what a lemma concludes is an equation.

    >>> [is_equation(Lemma("a", text)) for text in ("forall x, 0 < x -> f x = 1", "forall x, x = 1 -> 0 < x")]
    [True, False]
    """
    conclusion = lemma.statement.rpartition("->")[2].rpartition("→")[2]
    return conclusion_form(conclusion.partition(",")[2] or conclusion) == "="
