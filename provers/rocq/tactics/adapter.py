"""Rocq's warm `coqtop` behind the protocol of tactics.

A session keeps the stack of the toplevel's states in the script that it is in, and moves to another script by going back to
the common prefix and replaying the rest. A tactic passes `body_guard` before the toplevel sees it, so it cannot be a
command.

What the toplevel says decides nothing. `check` hands the script to `prover.py`: compiled by `coqc`, then audited by a
second process.

A tactic's time is Rocq's own `Timeout`, in whole seconds; `GRACE_S` later the process group is killed.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Sequence
from math import ceil

from porism.provers.admission import certified_conditions, defined_nowhere
from porism.provers.protocol import Budget, Task
from porism.provers.rocq import locate
from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body, one_sentence
from porism.provers.rocq.checking.items import IMPORT_SECONDS
from porism.provers.rocq.prover import Prepared, RocqProver, decided
from porism.provers.rocq.stating.statement import Statement, statement
from porism.provers.rocq.warm.toplevel import GRACE_S, Toplevel
from porism.provers.tactics.conversation import Gone, Silent
from porism.provers.tactics.protocol import Crashed, Error, Finished, Goal, Outcome, State, Timeout
from porism.provers.verdict import Unknown, Verdict
from porism.symbolic.errors import PorismError

MAX_GOALS = 40  # of a state that is shown; more of them is a tactic gone wild
_NAME = "porism_goal"


class RocqSession:
    """One theorem in the adapter's toplevel."""

    def __init__(self, adapter: RocqTactics, stated: Statement) -> None:
        self._adapter, self._stated = adapter, stated
        self._script = list[str]()
        self._states = list[int]()  # of the toplevel, after the first k tactics
        self._closed = False
        opened = self._enter(IMPORT_SECONDS)
        if not isinstance(opened, State):
            raise PorismError(f"Rocq did not accept the statement: {opened}")
        self.initial = opened

    def run(self, state: State, tactic: str, timeout_s: float) -> Outcome:
        """What the tactic makes of the state; a state of another process is replayed first."""
        if self._closed:
            raise PorismError("the session was closed; open another one")
        try:
            sentence = one_sentence(tactic)
        except BodyRefused as error:
            return Error(str(error))
        try:
            moved = self._move(state.script, timeout_s)
            return self._step(sentence, timeout_s) if moved is None else moved
        except Silent:
            return Timeout(timeout_s)
        except Gone as error:
            return Crashed(str(error) or "coqtop ended")

    def close(self) -> None:
        """Gives the toplevel back."""
        self._closed = True
        self._adapter.release(self)

    def _enter(self, timeout_s: float) -> Outcome:
        """States the theorem in a toplevel that is there, or in a new one."""
        top = self._adapter.toplevel(self)
        self._script, self._states = [], []
        found = top.tell(f"Lemma {_NAME} : {self._stated.text}.", timeout_s)
        if not isinstance(found, str):
            return found
        self._states = [top.state]
        return self._shown(found)

    def _move(self, script: Sequence[str], timeout_s: float) -> Outcome | None:
        """Goes to the state after `script`; None if that succeeds."""
        if not self._adapter.is_owned_by(self):
            entered = self._enter(IMPORT_SECONDS)
            if not isinstance(entered, State):
                return Crashed(f"the theorem could not be stated again: {entered}")
        top = self._adapter.toplevel(self)
        common = 0
        while common < min(len(script), len(self._script)) and script[common] == self._script[common]:
            common += 1
        if top.state != self._states[common]:
            top.back_to(self._states[common])
        del self._script[common:], self._states[common + 1 :]
        for tactic in script[common:]:
            again = self._step(tactic, max(timeout_s, 10.0))  # it took less when it was found
            if not isinstance(again, State):
                return Crashed(f"{tactic} does not do again what it did: {again}")
        return None

    def _step(self, sentence: str, timeout_s: float) -> Outcome:
        top = self._adapter.toplevel(self)
        limit = max(1, ceil(timeout_s))
        before, started = top.state, time.monotonic()
        found = top.tell(f"Timeout {limit} {sentence}", limit + GRACE_S)
        if isinstance(found, Timeout):
            return Timeout(time.monotonic() - started)
        if isinstance(found, Error):
            return found
        self._script.append(sentence)
        self._states.append(top.state)
        outcome = self._shown(found)
        if isinstance(outcome, Error):  # it cannot be searched from
            top.back_to(before)
            del self._script[-1], self._states[-1]
        return outcome

    def _shown(self, printed: str) -> Outcome:
        """The state or the end that the toplevel shows after an accepted sentence."""
        top, script = self._adapter.toplevel(self), tuple(self._script)
        here = top.state
        if not printed.strip():  # the toplevel does not show again what it has shown last
            shown = top.tell("Show.", 30.0)
            printed = shown if isinstance(shown, str) else ""
            top.back_to(here)
        if printed.strip() == "No more goals.":
            return Finished(script)
        if "No more goals, but" in printed or "All the remaining goals are on the shelf" in printed:
            return Error("goals are left that nothing works on")
        count = re.search(r"^([0-9]+) (?:focused )?goals?\b", printed, re.MULTILINE)
        if count is None:
            return Crashed(f"coqtop showed no goals: {' '.join(printed.split())[:200]}")
        number = int(count.group(1))
        if number > MAX_GOALS:
            return Error(f"{number} goals are left, more than {MAX_GOALS}")
        texts = [printed]
        if number > 1:
            for k in range(1, number + 1):
                shown = top.tell(f"Show {k}.", 30.0)
                texts.append(shown if isinstance(shown, str) else "")
            top.back_to(here)
            del texts[0]
        goals = [read_goal(text) for text in texts]
        found = tuple(goal for goal in goals if goal is not None)
        return (
            State(script, found) if len(found) == number else Crashed("coqtop showed a goal without a line")
        )


class RocqTactics:
    """Rocq as an interactive prover; one process, started when it is first needed."""

    name = "rocq"

    def __init__(self) -> None:
        self._top: Toplevel | None = None
        self._base = 0

    def missing(self) -> str | None:
        """Why Rocq cannot be used, with the cure."""
        if reason := locate.missing():
            return reason
        return None if shutil.which("coqtop") else f"coqtop is not installed; {locate.INSTALL}"

    def open(self, task: Task) -> RocqSession | Unknown:
        """A session on the claim's theorem, or why there is none.

        A session that was opened before loses its toplevel, and enters it again when it is next used.
        """
        if missing := self.missing():
            return Unknown(task.claim, "missing", missing)
        if reason := RocqProver().supports(task.claim):
            return Unknown(task.claim, "unsupported", reason)
        try:
            return RocqSession(self, stated(task))
        except PorismError as error:
            return Unknown(task.claim, "unsupported", str(error)[:300])
        except (Silent, Gone) as error:
            return Unknown(task.claim, "crash", f"coqtop: {str(error) or 'no answer'}"[:300])

    def check(self, task: Task, script: Sequence[str], seconds: float) -> Verdict:
        """Rocq's verdict on the script, compiled and audited in fresh processes."""
        return self.check_many([(task, script)], seconds)[0]

    def check_many(self, proofs: Sequence[tuple[Task, Sequence[str]]], seconds: float) -> list[Verdict]:
        """A verdict on each script, in order, compiled together."""
        started = time.perf_counter()
        prepared = [(task.claim, self._prepared(task, script)) for task, script in proofs]
        return decided(prepared, Budget(seconds), started)

    def close(self) -> None:
        """Ends the process."""
        if self._top is not None:
            self._top.close()

    # for sessions

    def toplevel(self, session: object) -> Toplevel:
        """The process, as it was left if it is the session's, else cleared or new."""
        if self._top is None or not self._top.alive:
            self._top = Toplevel()
            self._base = self._top.state
        if self._top.owner is not session:
            if self._top.state != self._base:
                self._top.back_to(self._base)
            self._top.owner = session
        return self._top

    def is_owned_by(self, session: object) -> bool:
        """Whether the living process is in the session's theorem."""
        return self._top is not None and self._top.alive and self._top.owner is session

    def release(self, session: object) -> None:
        """Takes the process from the session."""
        if self._top is not None and self._top.owner is session:
            self._top.owner = None

    def _prepared(self, task: Task, script: Sequence[str]) -> Prepared | Unknown:
        if missing := locate.missing():
            return Unknown(task.claim, "missing", missing)
        if reason := RocqProver().supports(task.claim):
            return Unknown(task.claim, "unsupported", reason)
        try:
            conditions = certified_conditions(task.claim, task.certificate)
            if conditions is None and (nowhere := defined_nowhere(task.claim)):
                return Unknown(task.claim, "undefined", nowhere)
            theorem = stated(task)
            body = guarded_body("\n".join(map(one_sentence, script)))
        except BodyRefused as error:
            return Unknown(task.claim, "refused", str(error))
        except PorismError as error:
            return Unknown(task.claim, "unsupported", str(error)[:300])
        return Prepared(theorem, body, theorem.conditions if conditions is None else conditions)


def stated(task: Task) -> Statement:
    """The theorem of the task's claim, under the conditions that the exact checker accepts with its certificate."""
    conditions = certified_conditions(task.claim, task.certificate) or ()
    return statement(task.claim, [c for c in conditions if c.kind != "!="])


def read_goal(printed: str) -> Goal | None:
    """The first goal that the toplevel shows, None if it shows none.

    >>> read_goal("1 goal (ID 3)\\n  \\n  v_x : R\\n  ============================\\n  0 <= v_x\\n\\n").text
    'v_x : R\\n⊢ 0 <= v_x'
    """
    above, line, below = printed.partition("============================")
    if not line:
        return None
    hypotheses = list[tuple[str, str]]()
    for text in above.splitlines():
        found = re.match(r"  ([A-Za-z_][\w', ]*) :=? (.*)\Z", text)
        if found:
            hypotheses.append((found.group(1), found.group(2)))
        elif text.startswith("   ") and hypotheses and text.strip():
            hypotheses[-1] = (hypotheses[-1][0], f"{hypotheses[-1][1]} {text.strip()}")
    conclusion = re.split(r"\n\n|\ngoal [0-9]+ ", below, maxsplit=1)[0]
    return Goal(tuple(hypotheses), " ".join(conclusion.split()))
