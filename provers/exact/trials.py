"""What finders ask while they build a derivation: would the checker see this after these steps? Not trusted, and not a verdict.

A finder asks many questions whose steps begin alike, so the context after the last steps is kept and only the new steps are
run. What a finder hands over in the end is checked as a whole by `checker.check`, in a context of its own.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from porism.provers.exact.checker import MALFORMED, SIZES, domain
from porism.provers.exact.context import Context
from porism.provers.exact.ratios import MoreKernels
from porism.provers.exact.rules import run
from porism.provers.exact.terms import Rejected, term

MAX_CONTEXTS = 6


@dataclass
class _Trial:
    context: Context
    size: int  # index into SIZES
    done: list[str]  # the steps that the context has learnt


class Trials:
    """The contexts of one claim's finders."""

    def __init__(self) -> None:
        self.kept = OrderedDict[str, _Trial]()

    def follows(self, variables: Any, facts: Any, steps: Any, kind: str, goal: Any, grain: int) -> bool:
        """Whether `goal kind 0` is seen after the steps, over domains and facts that are taken for granted."""
        key = json.dumps([variables, facts, grain])
        texts = [json.dumps(step) for step in steps]
        trial = self.kept.get(key)
        fits = trial is not None and trial.done == texts[: len(trial.done)]
        for size in range(trial.size if trial else 0, len(SIZES)):
            try:
                if trial is None or not fits:
                    domains = {str(x): domain(d) for x, d in variables.items()}
                    known = [(str(k), term(t)) for k, t in facts]
                    trial, fits = _Trial(Context(domains, SIZES[size], grain, known), size, []), True
                self._keep(key, trial)
                for step, text in zip(steps[len(trial.done) :], texts[len(trial.done) :], strict=True):
                    self._run(key, trial, step)
                    trial.done.append(text)
                t = term(goal)
                trial.context.admit(t)
                return trial.context.holds(kind, t)
            except MoreKernels:
                self.kept.pop(key, None)
                trial = None
            except (Rejected, *MALFORMED):
                return False
        return False

    def _keep(self, key: str, trial: _Trial) -> None:
        self.kept[key] = trial
        self.kept.move_to_end(key)
        while len(self.kept) > MAX_CONTEXTS:
            self.kept.popitem(last=False)

    def _run(self, key: str, trial: _Trial, step: Any) -> None:
        """One step; a context in which a rejected step left something behind is dropped."""
        context = trial.context
        before = len(context.facts), dict(context.forms.rewrites)
        try:
            run(context, [step])
        except (Rejected, *MALFORMED):
            if before != (len(context.facts), context.forms.rewrites):
                self.kept.pop(key, None)
            raise
