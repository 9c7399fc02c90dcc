"""Lean 4 with Mathlib behind the protocol of tactics, by LeanDojo 4.20, in a process of its own.

    claim ─► theorem (ours) ─► generated repository ─► child.py: lean_dojo.Dojo ─► `lake env lean` ─► states
    script ─► dojo_check.py: compiled, and its axioms asked for, in fresh processes ─► verdict

What LeanDojo is known to do, and what is done about it:

- *Importing it with a GitHub token and no network raises.* It is imported in the child only, whose token is empty.
- *A tactic that times out poisons the session.* The child, Lean and everything below them are killed; the next tactic
  starts others and replays the script.
- *`check_proof` misses `sorry` since Lean quotes it with backticks, and never asks for axioms.* It is not used.
- *Build errors are opaque, traces are large and need the network, `*.ast.json` files go missing.* Nothing is traced; what
  `lake build` printed is shown, and what Lean has against a statement.
- *Local repositories must be git repositories whose HEAD is the commit.* One is generated for each theorem.
- *32 GB of memory by default.* The limit is the caller's.

Without `lake`, a project with Mathlib, or the package, every question is `Unknown("missing")` with the cure.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from porism.provers import isolation
from porism.provers.admission import certified_conditions, defined_nowhere, too_long
from porism.provers.findings import Accepted
from porism.provers.lean.dojo.check import Toolchain, check_script, environment, proof_text, statement_error
from porism.provers.lean.dojo.guard import TacticRefused, guarded_tactic
from porism.provers.lean.dojo.project import (
    INSTALL_DOJO,
    VARIABLE,
    LeanTheorem,
    generated_repository,
    why_unusable,
)
from porism.provers.protocol import Task
from porism.provers.tactics.conversation import Conversation, Gone, Silent
from porism.provers.tactics.protocol import Crashed, Error, Finished, Goal, Outcome, State, Timeout
from porism.provers.verdict import MINT, Checker, Proved, Provenance, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError

IMPORTS = "import Mathlib\n"
START_SECONDS = 900.0  # the first build of LeanDojo's loop, and Mathlib from a cold disk
SESSION_CPU_S = 7200.0
MEMORY_MB = 8000
MAX_REQUEST = 4000  # bytes: LeanDojo writes to a terminal, whose lines end at 4096

#: The theorem of a claim; raises `UnsupportedError` for a claim that has none.
Stated = Callable[[Claim], LeanTheorem]


class DojoSession:
    """One theorem in LeanDojo's process."""

    def __init__(self, adapter: DojoTactics, theorem: LeanTheorem) -> None:
        self._adapter, self._theorem = adapter, theorem
        self._own = tempfile.TemporaryDirectory(prefix="porism-dojo-")
        self._folder = Path(self._own.name)
        self._repository = generated_repository(
            adapter.toolchain.project, self._folder, theorem, adapter.imports
        )
        self._talk: Conversation | None = None
        self._numbers = dict[tuple[str, ...], int]()  # LeanDojo's numbers of states, by their scripts
        self._closed = False
        try:
            self.initial = self._started()
        except (Silent, Gone, PorismError):
            self.close()
            raise

    def run(self, state: State, tactic: str, timeout_s: float) -> Outcome:
        """What the tactic makes of the state; a state of another process is replayed first."""
        if self._closed:
            raise PorismError("the session was closed; open another one")
        try:
            tactic = guarded_tactic(tactic)
        except TacticRefused as error:
            return Error(str(error))
        try:
            if self._talk is None or not self._talk.alive:
                self._started()
            for k, earlier in enumerate(state.script):
                if state.script[: k + 1] in self._numbers:
                    continue
                again = self._asked(state.script[:k], earlier, max(timeout_s, 10.0))
                if not isinstance(again, State):
                    return Crashed(f"{earlier} does not do again what it did: {again}")
            return self._asked(state.script, tactic, timeout_s)
        except Silent:
            return Timeout(timeout_s)
        except Gone as error:
            return Crashed(str(error) or "LeanDojo's process ended")

    def close(self) -> None:
        """Ends the processes, and removes the generated repository."""
        if not self._closed:
            self._closed = True
            if self._talk is not None:
                self._talk.close()
            self._own.cleanup()

    def _started(self) -> State:
        """A new process in the theorem."""
        self._numbers.clear()
        mark = f"PORISM-{secrets.token_hex(8)}"
        configuration = self._folder / "configuration.json"
        settings = {
            "mark": mark,
            "repository": str(self._repository),
            "project": str(self._adapter.toolchain.project),
            "text": f"import Lean4Repl\n{self._adapter.imports}\nset_option maxHeartbeats 0 in\n"
            + self._theorem.text("porism_claim", "by\n  lean_dojo_repl\n  sorry\n"),
            "timeout": ceil(START_SECONDS),
        }
        configuration.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
        variables = {
            **self._adapter.toolchain.variables,
            "CACHE_DIR": str(self._folder / "cache"),
            "TACTIC_MEMORY_LIMIT": f"{max(1, self._adapter.memory_mb // 1000)}g",
        }
        child = Path(__file__).resolve().with_name("child.py")
        self._talk = Conversation(
            (sys.executable, "-I", str(child), str(configuration)),
            re.compile(rf"^{mark} (.*)\n", re.MULTILINE),
            SESSION_CPU_S,
            None,
            self._folder,
            variables,
            (self._adapter.toolchain.project,),  # where `lake` takes its locks
        )
        answer = self._answer("", START_SECONDS)
        if answer.get("kind") != "state":
            self._talk.close()
            raise Gone(self._why_not_started(answer))
        opened = self._state((), answer)
        if not isinstance(opened, State):
            raise Gone(f"LeanDojo showed no goal: {answer}")
        return opened

    def _why_not_started(self, answer: dict[str, Any]) -> str:
        said = f"LeanDojo failed ({answer.get('step', 'protocol')}): {answer.get('detail', answer)}"
        if answer.get("step") != "start":
            return said
        adapter = self._adapter
        error = statement_error(adapter.toolchain, self._theorem, adapter.imports, adapter.memory_mb)
        return f"{said}; Lean says of the statement: {error}" if error else said

    def _asked(self, script: tuple[str, ...], tactic: str, timeout_s: float) -> Outcome:
        request = json.dumps({"sid": self._numbers[script], "cmd": tactic}, ensure_ascii=False)
        if len(request.encode()) > MAX_REQUEST:
            return Error(f"LeanDojo takes requests of at most {MAX_REQUEST} bytes")
        answer = self._answer(f"{request}\n", timeout_s)
        match answer:
            case {"kind": "state"}:
                return self._state((*script, tactic), answer)
            case {"kind": "finished"}:
                return Finished((*script, tactic))
            case {"kind": "error", "message": str(message)}:
                return Error(" ".join(message.split())[:500])
            case _:
                if self._talk is not None:
                    self._talk.close()
                return Crashed(str(answer.get("detail", answer))[:500])

    def _answer(self, text: str, seconds: float) -> dict[str, Any]:
        if self._talk is None:
            raise Gone("there is no process")
        found = self._talk.ask(text, seconds)
        try:
            answer = json.loads(found.group(1))
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            self._talk.close()
            raise Gone(f"not an answer: {found.group(1)[:200]}")
        return answer

    def _state(self, script: tuple[str, ...], answer: dict[str, Any]) -> State | Crashed:
        number, shown = answer.get("sid"), answer.get("pp")
        goals = read_goals(shown) if isinstance(shown, str) else ()
        if not isinstance(number, int) or not goals:
            return Crashed(f"not a state: {str(answer)[:200]}")
        self._numbers[script] = number
        return State(script, goals)


class DojoTactics:
    """Lean 4 with Mathlib as an interactive prover. `stated` gives a claim its theorem, `variables` join the environment."""

    name = "lean"

    def __init__(
        self,
        stated: Stated,
        project: Path | None = None,
        path: str | None = None,
        imports: str = IMPORTS,
        memory_mb: int = MEMORY_MB,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        named = os.environ.get(VARIABLE)
        folder = project or (Path(named) if named else None)
        self._stated, self._project = stated, folder
        self._path = path if path is not None else os.environ.get("PATH", os.defpath)
        self.imports, self.memory_mb = imports, memory_mb
        self.toolchain = Toolchain(
            (folder or Path()).absolute(), {**environment(self._path), **(variables or {})}
        )
        self._sessions = list[DojoSession]()

    def missing(self) -> str | None:
        """Why LeanDojo cannot be used, with the cure."""
        if importlib.util.find_spec("lean_dojo") is None:
            return f"LeanDojo is not installed; {INSTALL_DOJO}"
        return why_unusable(self._project, self._path)

    def open(self, task: Task) -> DojoSession | Unknown:
        """A session on the claim's theorem, or why there is none."""
        theorem = self._theorem(task)
        if isinstance(theorem, Unknown):
            return theorem
        try:
            session = DojoSession(self, theorem)
        except Silent:
            return Unknown(task.claim, "timeout", f"LeanDojo did not start within {START_SECONDS:.0f} s")
        except (Gone, PorismError, OSError) as error:
            return Unknown(task.claim, "crash", str(error)[:2000] or "LeanDojo's process ended")
        self._sessions.append(session)
        return session

    def check(self, task: Task, script: Sequence[str], seconds: float) -> Verdict:
        """Lean's verdict on the script, compiled and audited in fresh processes; LeanDojo has no part in it."""
        started = time.perf_counter()
        theorem = self._theorem(task, needs_dojo=False)
        if isinstance(theorem, Unknown):
            return theorem
        conditions = certified_conditions(task.claim, task.certificate)
        if conditions is None and (nowhere := defined_nowhere(task.claim)):
            return Unknown(task.claim, "undefined", nowhere)
        version = self.toolchain.version()
        if version is None:
            return Unknown(task.claim, "missing", "`lake env lean --version` does not say which Lean it is")
        found = check_script(self.toolchain, theorem, script, self.imports, seconds, self.memory_mb)
        took = time.perf_counter() - started
        if not isinstance(found, Accepted):
            return Unknown(task.claim, found.reason, found.detail, took)
        file = proof_text(theorem, f"claim_{task.claim.hash[:12]}", script, self.imports)
        return Proved(
            claim=task.claim,
            conditions=defining_conditions(task.claim) if conditions is None else conditions,
            certificate=Certificate(
                "lean-tactics", {"statement": theorem.proposition, "script": list(script)}
            ),
            checkers=(Checker("mathlib", version, "kernel", found.axioms, isolation.level()),),
            seconds=took,
            provenance=Provenance(when=datetime.now(UTC).isoformat(timespec="seconds")),
            artifacts=(("lean-tactics", file),),
            key=MINT,
        )

    def close(self) -> None:
        """Ends every process."""
        for session in self._sessions:
            session.close()
        self._sessions.clear()

    def _theorem(self, task: Task, needs_dojo: bool = True) -> LeanTheorem | Unknown:
        missing = self.missing() if needs_dojo else why_unusable(self._project, self._path)
        if missing:
            return Unknown(task.claim, "missing", missing)
        if reason := too_long(task.claim):
            return Unknown(task.claim, "unsupported", reason)
        try:
            return self._stated(task.claim)
        except UnsupportedError as error:
            return Unknown(task.claim, "unsupported", str(error))
        except PorismError as error:
            return Unknown(task.claim, "unsupported", f"the claim has no theorem: {error}"[:300])


def read_goals(shown: str) -> tuple[Goal, ...]:
    """The goals in Lean's pretty-printed form; empty if it is not one.

    >>> [goal.text for goal in read_goals("x y : ℝ\\nh : 0 < x\\n⊢ 0 ≤ x\\n\\ncase b\\n⊢ True")]
    ['x, y : ℝ\\nh : 0 < x\\n⊢ 0 ≤ x', '⊢ True']
    """
    goals = list[Goal]()
    for block in re.split(r"\n\s*\n", shown.strip()):
        hypotheses, conclusion = list[tuple[str, str]](), list[str]()
        for line in block.splitlines():
            if line.startswith("⊢ ") or conclusion:
                conclusion.append(line.removeprefix("⊢ ").strip())
            elif line.startswith(" ") and hypotheses:
                hypotheses[-1] = (hypotheses[-1][0], f"{hypotheses[-1][1]} {line.strip()}")
            elif found := re.match(r"([^:]+?) :=? (.*)\Z", line):
                hypotheses.append((", ".join(found.group(1).split()), found.group(2).strip()))
            elif found := re.match(r"([^:]+?) :\Z", line):
                hypotheses.append((", ".join(found.group(1).split()), ""))
            elif not line.startswith(("case ", "Type", "Sort")):
                return ()
        if not conclusion:
            return ()
        goals.append(Goal(tuple(hypotheses), " ".join(conclusion)))
    return tuple(goals)
