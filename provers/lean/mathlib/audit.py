"""Checks theorems with Lean and Mathlib in fresh processes, and finds out what was proved and on which axioms.

    Statement_N.lean   def Porism.Statement_N_k : Prop := ∀ …                              imports Mathlib only
    Proof_N.lean       theorem Porism.goal_N_k … : … := by BODY                            imports Mathlib only
    Audit_N.lean       theorem Porism.audited_N_k : Porism.Statement_N_k := Porism.goal_N_k   imports both
                       #print axioms Porism.audited_N_k

N is a nonce that is drawn after the bodies are fixed. Statements are ours, written anew from the claims; bodies have passed
`guard.py`. The first two processes never see each other's file, and what the second one prints names failures, never
successes. The third accepts its theorems if it exits with 0 and has printed one message for each, in order, and nothing
besides: its axioms, all of them on the list of three that Mathlib rests on. `sorry` is the axiom `sorryAx` there; it is also
looked for among the messages of the proofs' process, so that the reason is named. Each process is killed with its group
when its time is over.

Not guarded against: a toolchain or compiled Mathlib files that somebody has changed.
"""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from porism.provers.findings import Accepted, Finding, Rejected, in_batches
from porism.provers.lean.dojo.check import (
    AXIOMS,
    START_SECONDS,
    Toolchain,
    failure,
    first_error,
    printed_axioms,
    says_sorry,
)
from porism.provers.lean.mathlib.emit import Stated
from porism.provers.lean.mathlib.file import HEADER
from porism.provers.lean.mathlib.guard import BodyRefused, guarded
from porism.provers.sandbox import Run

MAX_BATCH = 50  # theorems in one file


@dataclass(frozen=True)
class Item:
    """What a theorem says, and the proof that is offered."""

    stated: Stated
    body: str


def check_items(
    toolchain: Toolchain,
    items: Sequence[Item],
    seconds: float,
    memory_mb: int,
    lemmas: Sequence[str] = (),
    start_s: float = START_SECONDS,
) -> list[Finding]:
    """A finding for each item, in order; `seconds` are for each theorem, besides `start_s` for importing Mathlib.

    `lemmas` are further names that the proofs may use.
    """
    findings = dict[int, Finding]()
    for k, item in enumerate(items):
        try:
            guarded(item.body, item.stated.names, lemmas)
        except BodyRefused as error:
            findings[k] = Rejected("refused", str(error))

    def checked(group: Sequence[int]) -> dict[int, Finding] | Rejected:
        limit = start_s + seconds * len(group)
        return _checked(toolchain, [items[k] for k in group], limit, memory_mb)

    return in_batches(len(items), findings, MAX_BATCH, checked)


def statement_text(nonce: str, items: Sequence[Item]) -> str:
    """The file that says what is to be proved."""
    lines = (
        f"\ndef Porism.Statement_{nonce}_{k} : Prop :=\n  {item.stated.proposition}\n"
        for k, item in enumerate(items)
    )
    return HEADER + "".join(lines)


def proof_text(nonce: str, items: Sequence[Item]) -> tuple[str, list[int]]:
    """The file with the proofs, and the line on which each begins (1-based)."""
    text, starts = HEADER, list[int]()
    for k, item in enumerate(items):
        starts.append(text.count("\n") + 2)
        head = " ".join(p for p in (f"theorem Porism.goal_{nonce}_{k}", item.stated.binders) if p)
        text += f"\n{head} :\n    {item.stated.conclusion} := by\n{item.body}\n"
    return text, starts


def audit_text(nonce: str, count: int) -> str:
    """The file that compares the two, and asks for the axioms."""
    lines = (
        f"theorem Porism.audited_{nonce}_{k} : Porism.Statement_{nonce}_{k} := Porism.goal_{nonce}_{k}\n"
        f"#print axioms Porism.audited_{nonce}_{k}\n"
        for k in range(count)
    )
    return f"import Statement_{nonce}\nimport Proof_{nonce}\n" + "".join(lines)


def _checked(
    toolchain: Toolchain, items: Sequence[Item], limit: float, memory_mb: int
) -> dict[int, Finding] | Rejected:
    """The findings of all items, or of those that failed; or one reason for all."""
    nonce = secrets.token_hex(8)
    with tempfile.TemporaryDirectory(prefix="porism-mathlib-") as name:
        folder = Path(name)

        def compiled(module: str, text: str) -> Run:
            (folder / f"{module}.lean").write_text(text, encoding="utf-8")
            arguments = ["--json", "-o", f"{module}.olean", f"{module}.lean"]
            return toolchain.run_lean(arguments, folder, limit, memory_mb)

        run = compiled(f"Statement_{nonce}", statement_text(nonce, items))
        if run.outcome != "ok":
            return failure(run, "crash", "Lean did not accept the statement")
        text, starts = proof_text(nonce, items)
        run = compiled(f"Proof_{nonce}", text)
        if run.outcome != "ok":
            return _failures(run, starts) or failure(run, "undecided", "Lean did not accept the proof")
        sorry = says_sorry(run)
        run = compiled(f"Audit_{nonce}", audit_text(nonce, len(items)))
    if run.outcome != "ok":
        return failure(run, "audit", "the audit did not accept the compiled proof")
    lines = run.stdout.splitlines()
    if len(lines) != len(items) or run.stderr.strip():
        return Rejected("audit", "the audit's output is not what the audit prints")
    found = dict[int, Finding]()
    for k, line in enumerate(lines):
        axioms = printed_axioms(line, f"Porism.audited_{nonce}_{k}")
        if axioms is None:
            return Rejected("audit", "the audit's output is not what the audit prints")
        foreign = [axiom for axiom in axioms if axiom not in AXIOMS]
        if "sorryAx" in foreign or (sorry and len(items) == 1):
            found[k] = Rejected("axioms", "the proof uses sorry")
        elif foreign:
            found[k] = Rejected("axioms", f"the proof rests on {', '.join(foreign[:3])}")
        else:
            found[k] = Accepted(axioms)
    return found


def _failures(run: Run, starts: Sequence[int]) -> dict[int, Finding]:
    """The items on whose lines Lean reports an error; the wording is shown, and decides nothing."""
    found = dict[int, Finding]()
    if run.outcome in ("timeout", "memory"):
        return found
    for written in run.stdout.splitlines():
        try:
            message = json.loads(written)
            line = int(message["pos"]["line"])
            if message["severity"] != "error":
                continue
        except (ValueError, KeyError, TypeError):
            continue
        owner = max((k for k, start in enumerate(starts) if start <= line), default=None)
        if owner is not None and owner not in found:
            alone = Run("error", written, "", run.seconds)
            found[owner] = Rejected("undecided", f"Lean did not accept the proof: {first_error(alone)}")
    return found
