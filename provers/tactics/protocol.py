"""The interface of an interactive prover: a theorem is opened, tactics are run on its states, a script is checked.

    open(task) ─► session            run(state, tactic, timeout_s) ─► State | Finished | Error | Timeout | Crashed
                                     check(task, script) ─► Verdict

Laws that every adapter keeps:

- **A state is its script.** A `State` holds the tactics that lead to it from the theorem, so that it outlives the process
  that made it: after a time-out or a crash the process group is killed, and the next `run` starts another process and
  replays the script. States may be visited in any order.
- **`Finished` proves nothing.** It is the word of a process that ran text from outside. Only `check` gives a verdict: the
  whole script is compiled in a fresh process and audited in another one, as for any proof that comes from a file.
- Failures are values. A session raises only what its caller did wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeAlias

from porism.provers.protocol import Task
from porism.provers.verdict import Unknown, Verdict

_WORD = re.compile(r"[^\W\d][\w'✝.]*")


@dataclass(frozen=True)
class Goal:
    """What is left to prove: hypotheses as (names, type), and a conclusion, as the prover prints them.

    >>> Goal((("v_x", "R"), ("A1", "0 < v_x")), "0 <= v_x").text
    'v_x : R\\nA1 : 0 < v_x\\n⊢ 0 <= v_x'
    """

    hypotheses: tuple[tuple[str, str], ...]
    conclusion: str

    @cached_property
    def text(self) -> str:
        """The goal in lines, a hypothesis on each."""
        return "\n".join([*(f"{names} : {kind}" for names, kind in self.hypotheses), f"⊢ {self.conclusion}"])

    @cached_property
    def key(self) -> str:
        """The same for goals that differ in the order of hypotheses and in names that nothing else mentions.

        >>> Goal((("H", "0 < a"), ("a", "R")), "0 <= a").key == Goal((("a", "R"), ("A1", "0 < a")), "0 <= a").key
        True
        """
        kinds = [kind for _, kind in self.hypotheses]
        used = set(_WORD.findall(" ".join([*kinds, self.conclusion])))
        lines = set[str]()
        for names, kind in self.hypotheses:
            for name in re.split(r"[,\s]+", names):
                lines.add(f"{name if name in used else '_'} : {' '.join(kind.split())}")
        return "\n".join([*sorted(lines), f"⊢ {' '.join(self.conclusion.split())}"])


@dataclass(frozen=True)
class State:
    """The goals that are open after the tactics of `script`."""

    script: tuple[str, ...]
    goals: tuple[Goal, ...]

    @cached_property
    def key(self) -> str:
        """The same for states with the same goals, in any order."""
        return "\n\n".join(sorted(goal.key for goal in self.goals))

    @property
    def text(self) -> str:
        """All goals."""
        return "\n\n".join(goal.text for goal in self.goals)


@dataclass(frozen=True)
class Finished:
    """The prover says that no goal is left; `check` finds out."""

    script: tuple[str, ...]


@dataclass(frozen=True)
class Error:
    """The tactic failed, or was refused before the prover saw it; the state is as it was."""

    message: str


@dataclass(frozen=True)
class Timeout:
    """The tactic was stopped after its time."""

    seconds: float


@dataclass(frozen=True)
class Crashed:
    """The process died, or said something that is not in its protocol. The next `run` has a new one."""

    detail: str = field(default="")


Outcome: TypeAlias = State | Finished | Error | Timeout | Crashed


class Session(Protocol):
    """One theorem, being proved."""

    initial: State

    def run(self, state: State, tactic: str, timeout_s: float) -> Outcome:
        """What the tactic makes of the state."""
        ...

    def close(self) -> None:
        """Ends the session; running tactics afterwards is an error."""
        ...


class Adapter(Protocol):
    """An interactive prover."""

    name: str

    def missing(self) -> str | None:
        """Why it cannot be used on this machine, with the cure; None where it can."""
        ...

    def open(self, task: Task) -> Session | Unknown:
        """A session on the theorem of the task's claim, or why there is none."""
        ...

    def check(self, task: Task, script: Sequence[str], seconds: float) -> Verdict:
        """The verdict on a whole script, by fresh processes; `seconds` are for each command."""
        ...

    def close(self) -> None:
        """Ends every process."""
        ...
