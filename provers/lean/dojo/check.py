"""A tactic proof put before a Lean toolchain in fresh processes, and which axioms the theorem rests on.

    Statement_N.lean   def Porism.Statement_N : Prop := ∀ …                                imports Mathlib only
    Proof_N.lean       theorem Porism.goal_N … : … := by TACTICS                           imports Mathlib only
    Audit_N.lean       theorem Porism.audited_N : Porism.Statement_N := Porism.goal_N      imports both
                       #print axioms Porism.audited_N

N is a nonce drawn after the tactics are fixed. The first two processes never see each other's file; what the second one
prints names a failure, never a success. The third accepts if it exits with 0 and has printed one message and nothing
besides: the axioms, all of them on `AXIOMS`. `sorry` is the axiom `sorryAx` there, however the warning about it is worded.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.dojo.guard import TacticRefused, guarded_tactic
from porism.provers.lean.dojo.project import LeanTheorem
from porism.provers.sandbox import Run, run_limited

AXIOMS = frozenset({"propext", "Classical.choice", "Quot.sound"})
START_SECONDS = 120.0  # importing Mathlib from a cold disk
_SORRY = re.compile(r"declaration uses ['`‘’]?sorry['`‘’]?")


@dataclass(frozen=True)
class Toolchain:
    """A Lake project, and the environment in which `lake` finds its toolchain."""

    project: Path
    variables: Mapping[str, str]

    def run_lean(self, arguments: Sequence[str], folder: Path, seconds: float, memory_mb: int) -> Run:
        """Runs Lean in `folder`, the project's packages and the folder's own files being importable."""
        command = [
            "lake", f"--dir={self.project}", "env", "/bin/sh", "-c",
            'export LEAN_PATH="$LEAN_PATH:$0"; exec lean "$@"', str(folder), *arguments,
        ]  # fmt: skip
        return run_limited(
            command, folder, seconds, memory_mb,
            variables=self.variables, watch_resident=True, writes=(self.project,),  # where `lake` takes its locks
        )  # fmt: skip

    def version(self) -> str | None:
        """The version that Lean says it has, None if it does not say so."""
        with tempfile.TemporaryDirectory(prefix="porism-dojo-") as name:
            run = self.run_lean(["--version"], Path(name), 60.0, 2000)
        found = re.match(r"Lean \(version ([0-9]+\.[0-9]+\.[0-9]+[^,)\s]*)", run.stdout)
        return found.group(1) if found and run.outcome == "ok" else None


def proof_text(theorem: LeanTheorem, name: str, script: Sequence[str], imports: str) -> str:
    """The file with the proof; raises `TacticRefused`."""
    lines = "".join(f"\n  {guarded_tactic(tactic)}" for tactic in script)
    return f"{imports}\n{theorem.text(name, 'by')}{lines}\n"


def check_script(
    toolchain: Toolchain,
    theorem: LeanTheorem,
    script: Sequence[str],
    imports: str,
    seconds: float,
    memory_mb: int,
) -> Finding:
    """Whether the kernel accepts the script as a proof of the theorem, and on which axioms."""
    nonce = secrets.token_hex(8)
    stated, goal, audited = f"Porism.Statement_{nonce}", f"Porism.goal_{nonce}", f"Porism.audited_{nonce}"
    if not script:
        return Rejected("refused", "an empty script proves nothing")
    try:
        proof = proof_text(theorem, goal, script, imports)
    except TacticRefused as error:
        return Rejected("refused", str(error))
    audit = (
        f"import Statement_{nonce}\nimport Proof_{nonce}\n"
        f"theorem {audited} : {stated} := {goal}\n#print axioms {audited}\n"
    )
    limit = START_SECONDS + seconds
    with tempfile.TemporaryDirectory(prefix="porism-dojo-") as name:
        folder = Path(name)

        def compiled(module: str, text: str) -> Run:
            (folder / f"{module}.lean").write_text(text, encoding="utf-8")
            arguments = ["--json", "-o", f"{module}.olean", f"{module}.lean"]
            return toolchain.run_lean(arguments, folder, limit, memory_mb)

        run = compiled(f"Statement_{nonce}", f"{imports}\ndef {stated} : Prop :=\n  {theorem.proposition}\n")
        if run.outcome != "ok":
            return failure(run, "crash", "Lean did not accept the statement")
        run = compiled(f"Proof_{nonce}", proof)
        if run.outcome != "ok":
            return failure(run, "undecided", "Lean did not accept the proof")
        if says_sorry(run):
            return Rejected("axioms", "the proof uses sorry")
        run = compiled(f"Audit_{nonce}", audit)
    if run.outcome != "ok":
        return failure(run, "audit", "the audit did not accept the compiled proof")
    axioms = printed_axioms(run.stdout, audited)
    if axioms is None or run.stderr.strip():
        return Rejected("audit", "the audit's output is not what the audit prints")
    foreign = [axiom for axiom in axioms if axiom not in AXIOMS]
    return Rejected("axioms", f"the proof rests on {', '.join(foreign[:3])}") if foreign else Accepted(axioms)


def statement_error(toolchain: Toolchain, theorem: LeanTheorem, imports: str, memory_mb: int) -> str | None:
    """What Lean has against a statement, None if it takes it."""
    with tempfile.TemporaryDirectory(prefix="porism-dojo-") as name:
        text = f"{imports}\ndef Porism.Statement : Prop :=\n  {theorem.proposition}\n"
        (Path(name) / "Statement.lean").write_text(text, encoding="utf-8")
        run = toolchain.run_lean(["--json", "Statement.lean"], Path(name), START_SECONDS, memory_mb)
    return None if run.outcome == "ok" else first_error(run) or f"Lean ended with {run.outcome}"


def printed_axioms(printed: str, name: str) -> tuple[str, ...] | None:
    """The axioms that `#print axioms` named, None if anything else was printed, or anything besides.

    >>> printed_axioms('{"severity":"information","data":"\\'a\\' does not depend on any axioms"}\\n', "a")
    ()
    >>> printed_axioms('{"severity":"information","data":"\\'a\\' depends on axioms: [propext,\\\\n sorryAx]"}\\n', "a")
    ('propext', 'sorryAx')
    """
    messages = _messages(printed)
    if messages is None or len(messages) != 1 or messages[0].get("severity") != "information":
        return None
    data = messages[0].get("data")
    if not isinstance(data, str):
        return None
    text = " ".join(data.split())
    if text == f"'{name}' does not depend on any axioms":
        return ()
    found = re.fullmatch(rf"'{re.escape(name)}' depends on axioms: \[([\w.,' «»✝]+)\]", text)
    return tuple(part.strip() for part in found.group(1).split(",")) if found else None


def environment(path: str) -> dict[str, str]:
    """The variables with which `lake` finds its toolchain and LeanDojo asks no network.

    The token is empty and not unset: LeanDojo reads `.env` files, which would fill in one that is missing.
    """
    found = {"PATH": path, "GITHUB_ACCESS_TOKEN": "", "DISABLE_REMOTE_CACHE": "1", "NO_COLOR": "1"}
    home = os.environ.get("ELAN_HOME") or str(Path.home() / ".elan")
    return {**found, "ELAN_HOME": home} if Path(home).is_dir() else found


def _messages(printed: str) -> list[dict[str, Any]] | None:
    """The messages, one a line; None if a line is not one."""
    found = list[dict[str, Any]]()
    for line in printed.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            return None
        if not isinstance(message, dict):
            return None
        found.append(message)
    return found


def says_sorry(run: Run) -> bool:
    """Whether the proof's own process warns of `sorry`; the axioms decide, this gives the reason sooner."""
    messages = _messages(run.stdout) or []
    return any(m.get("kind") == "hasSorry" or _SORRY.search(str(m.get("data"))) for m in messages)


def failure(run: Run, reason: str, what: str) -> Rejected:
    """Why a process failed: its time, its memory, or its first error."""
    if run.outcome in ("timeout", "memory"):
        return Rejected(run.outcome, f"Lean ran out of {'time' if run.outcome == 'timeout' else 'memory'}")
    return Rejected(reason, f"{what}: {first_error(run)}")


def first_error(run: Run) -> str:
    """The first message of an error, or the end of what was printed."""
    for message in _messages(run.stdout) or []:
        if message.get("severity") == "error":
            return " ".join(str(message.get("data")).split())[:500]
    return " ".join((run.stderr or run.stdout).split())[-500:]
