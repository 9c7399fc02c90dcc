"""Compiles proofs and then finds out, from a file of ours in a fresh process, what was really proved.

    folder 1, Statement_N.lean   def statement_N_k : Prop := STATEMENT           imports Porism's library only
    folder 2, Proof_N.lean       theorem goal_N_k : STATEMENT := BODY            imports Porism's library only
    folder 3, Audit_N.lean       theorem audited_N_k : statement_N_k := goal_N_k imports both
                                 #print axioms audited_N_k
    recheck.py                   the constants of Proof_N.olean, put before the kernel once more, without Lean's front end

N is a nonce drawn after the bodies are fixed. The statement that is compared was elaborated in a process that never saw
the proof, so no instance or notation of the proof's file reaches it. What the second process prints names failures, never
successes. The third accepts all its items if it exits with 0 and has printed, for each item in order and nothing
besides, that it depends on no axioms: no axiom is allowed. What leaves no axiom behind, a kernel that was told not to look
(`set_option debug.skipKernelTC`) and definitions of the names that the kernel computes by (`Nat.gcd`), is refused by the
last. Every BODY passes `guard.py` first; `check_batch` does not rely on that, where Lean is the wheel's. With a
Lean from elsewhere there is no `recheck.py`, and those two are kept out by the guard alone.

Cost: four processes of about 0.1 s each, and 5 to 50 ms an item, a tenth of it for the last. A failing proof costs one
more run of the batch.
"""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porism.provers.findings import Accepted, Finding, Rejected, in_batches
from porism.provers.lean.checking.guard import BodyRefused, guarded
from porism.provers.lean.checking.locate import (
    Lean,
    lean,
    library_folder,
    library_is_intact,
    run_lean,
    script,
)
from porism.provers.sandbox import Run, run_limited

HEADER = "set_option genInjectivity false\nset_option linter.all false\nnoncomputable section\n"
IMPORTS = f"prelude\nimport Porism.Library\n{HEADER}"
OPTIONS = ("--json", "-s", "65536", "-j", "1", "-D", "maxRecDepth=20000", "-D", "maxHeartbeats=0")
MAX_BATCH = 100
START_SECONDS = 30.0  # on a machine whose disk cache is cold; 0.1 s when warm
NO_LIBRARY = "this Lean does not compile Porism's library, or not to the files that are known, or has changed"
BASE_MEMORY_MB = 300  # Lean with the library imported
MAX_MEMORY_MB = 1000  # of one process of Lean, whatever the budget says


@dataclass(frozen=True)
class Item:
    """A statement of ours, and a term that proves it."""

    statement: str
    body: str


def check_items(items: Sequence[Item], seconds: float, memory_mb: int) -> list[Finding]:
    """A finding for each item, in order: guarded, compiled in few files, audited."""
    findings = dict[int, Finding]()
    for k, item in enumerate(items):
        try:
            guarded(item.body)
        except BodyRefused as error:
            findings[k] = Rejected("refused", str(error))
    return in_batches(
        len(items),
        findings,
        MAX_BATCH,
        lambda group: check_batch([items[k] for k in group], seconds, memory_mb),
    )


def check_batch(items: Sequence[Item], seconds: float, memory_mb: int) -> Finding | dict[int, Finding]:
    """Compiles and audits all items together: one finding for all, or the findings of those that failed."""
    found, library = lean(), library_folder()
    if isinstance(found, str) or library is None:
        return Rejected("missing", found if isinstance(found, str) else NO_LIBRARY)
    nonce = secrets.token_hex(8)
    limit = START_SECONDS + seconds * min(len(items), 8)
    with tempfile.TemporaryDirectory(prefix="porism-lean-") as name:
        places = [Path(name) / part for part in ("statement", "proof", "audit")]
        for place in places:
            place.mkdir()
        stated, proved, audited = places

        def compiled(module: str, text: str, folder: Path, path: tuple[Path, ...]) -> Run:
            (folder / f"{module}.lean").write_text(text, encoding="utf-8")
            arguments = (*OPTIONS, "-R", ".", "-o", f"{module}.olean", f"{module}.lean")
            return run_lean(_lean(found), arguments, folder, path, limit, resident_mb(memory_mb))

        run = compiled(f"Statement_{nonce}", statement_text(nonce, items), stated, (library,))
        if run.outcome != "ok":
            return _stopped(run, "Lean does not read the statement")
        statement = (stated / f"Statement_{nonce}.olean").read_bytes()
        text, starts = proof_text(nonce, items)
        run = compiled(f"Proof_{nonce}", text, proved, (library,))
        if run.outcome != "ok":
            return _failures(run, starts)
        run = compiled(f"Audit_{nonce}", audit_text(nonce, len(items)), audited, (library, stated, proved))
        if run.outcome in ("timeout", "memory"):
            return _stopped(run, "the audit")
        if run.outcome != "ok":
            return Rejected("audit", f"the audit did not accept the compiled proof: {_first_error(run)}")
        if read_axioms(run.stdout) != expected_axioms(nonce, len(items)):
            return Rejected(
                "axioms", "the proof rests on axioms, or the audit's output is not what the audit prints"
            )
        now = (stated / f"Statement_{nonce}.olean").read_bytes()
        if now != statement or not library_is_intact(_lean(found), library):
            return Rejected("audit", "a compiled file changed while the proof was looked at")
        return _rechecked(_lean(found), library, Path(name), nonce, len(items), limit, memory_mb)


def resident_mb(memory_mb: int) -> int:
    """The resident memory that a process of Lean may take where a claim may take `memory_mb`."""
    return min(memory_mb + BASE_MEMORY_MB, MAX_MEMORY_MB)


def _rechecked(
    found: Lean, library: Path, folder: Path, nonce: str, count: int, limit: float, memory_mb: int
) -> Accepted | Rejected:
    """Whether the kernel takes the compiled theorems from a process without Lean's front end."""
    if found.shared is None:
        return Accepted()
    proof = folder / "proof" / f"Proof_{nonce}.olean"
    command = (
        *script("recheck.py", found.shared),
        *map(str, (library, folder / "statement", f"Statement_{nonce}", proof, nonce, count)),
    )
    run = run_limited(command, folder / "audit", limit, resident_mb(memory_mb), watch_resident=True)
    if run.outcome in ("timeout", "memory"):
        return _stopped(run, "the kernel")
    if run.outcome != "ok" or run.stdout != f"accepted {count}\n":
        return Rejected("recheck", f"the kernel alone did not accept the compiled proof: {_first_error(run)}")
    return Accepted()


def statement_text(nonce: str, items: Sequence[Item]) -> str:
    """The file that states the theorems."""
    lines = (f"def statement_{nonce}_{k} : Prop :=\n  {item.statement}\n" for k, item in enumerate(items))
    return IMPORTS + "".join(lines)


def proof_text(nonce: str, items: Sequence[Item]) -> tuple[str, list[int]]:
    """The file with the proofs, and the line on which each begins (1-based)."""
    text, starts = IMPORTS, list[int]()
    for k, item in enumerate(items):
        starts.append(text.count("\n") + 1)
        text += theorem_text(item, f"{nonce}_{k}")
    return text, starts


def theorem_text(item: Item, suffix: str) -> str:
    """The item as a theorem."""
    return f"theorem goal_{suffix} : {item.statement} :=\n  {item.body}\n"


def audit_text(nonce: str, count: int) -> str:
    """The file that compares what was proved with what was asked, and asks for axioms."""
    text = f"prelude\nimport Statement_{nonce}\nimport Proof_{nonce}\n{HEADER}"
    for k in range(count):
        text += f"theorem audited_{nonce}_{k} : statement_{nonce}_{k} := goal_{nonce}_{k}\n"
    return text + "".join(f"#print axioms audited_{nonce}_{k}\n" for k in range(count))


def expected_axioms(nonce: str, count: int) -> list[str]:
    """What the audit prints when no item rests on any axiom."""
    return [f"'audited_{nonce}_{k}' does not depend on any axioms" for k in range(count)]


def read_axioms(printed: str) -> list[str] | None:
    """The data of Lean's messages, in order; None if a line is not one, or not an information."""
    data = list[str]()
    for line in printed.splitlines():
        message = _message(line)
        if message is None or message.get("severity") != "information":
            return None
        data.append(str(message.get("data")))
    return data


def _lean(found: Lean | str) -> Lean:
    if isinstance(found, str):
        raise TypeError(found)
    return found


def _message(line: str) -> dict[str, Any] | None:
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def _stopped(run: Run, what: str) -> Rejected:
    if run.outcome in ("timeout", "memory"):
        return Rejected(run.outcome, f"Lean ran out of {'time' if run.outcome == 'timeout' else 'memory'}")
    return Rejected("crash", f"{what}: {_first_error(run)}")


def _failures(run: Run, starts: Sequence[int]) -> Rejected | dict[int, Finding]:
    """Which items failed, by the lines of Lean's errors."""
    failed = dict[int, Finding]()
    for message in map(_message, run.stdout.splitlines()):
        match message:
            case {"severity": "error", "pos": {"line": int(line)}, "data": str(data)} if line >= starts[0]:
                index = sum(start <= line for start in starts) - 1
                failed.setdefault(index, Rejected("undecided", f"Lean: {' '.join(data.split())[:300]}"))
            case _:
                continue
    if run.outcome in ("timeout", "memory") or not failed:
        return _stopped(run, "Lean")
    return failed


def _first_error(run: Run) -> str:
    for message in map(_message, run.stdout.splitlines()):
        if message and message.get("severity") == "error":
            return " ".join(str(message.get("data")).split())[:300]
    return " ".join((run.stderr or run.stdout).split())[:300]
