"""Compiles proofs and then finds out, from a file of ours in a fresh process, what was really proved.

    folder 1   proofs_N.v   imports, then for each item  Lemma goal_N_i : STATEMENT. Proof. BODY Qed.          → proofs_N.vo
    folder 2   audit_N.v    Definition statement_N_i : Prop := STATEMENT.         elaborated before anything of folder 1
                            Require Candidate.proofs_N.                           is loaded, so no notation reaches it
                            Definition audited_N_i : statement_N_i := Candidate.proofs_N.goal_N_i.    the kernel compares
                            Print Assumptions audited_N_i.                        between lines that we print

N is a nonce drawn after the bodies are fixed. What the first process prints is used to name a failure, never to accept; the
second one accepts an item if it exits with 0, has printed our marks in our order and nothing else, and the item's axioms are
on the list of `axioms.py`. Nothing here relies on `body_guard`: a body that ends its own proof and states something else
still meets the comparison with the statement and the list of axioms.

Cost: two processes of about 1.3 s each (imports) and the proofs' own time; a failing proof in a batch costs one more run.
"""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from porism.provers.rocq.axioms import Assumptions, read_assumptions
from porism.provers.rocq.locate import coqc, library_folder
from porism.provers.rocq.sandbox import Run, run_limited

STATEMENT_IMPORTS = "Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\nOpen Scope R_scope.\n"
PROOF_IMPORTS = (
    "Require Import Reals Lra Lia Psatz Field.\nFrom Coquelicot Require Import Coquelicot.\n"
    "From Interval Require Import Tactic.\nFrom Porism Require Import Porism.\nOpen Scope R_scope.\n"
)
IMPORT_SECONDS = 30.0  # on a machine whose disk cache is cold; 1.3 s when warm


@dataclass(frozen=True)
class Item:
    """A statement of ours and a body that may prove it."""

    statement: str
    body: str


@dataclass(frozen=True)
class Accepted:
    """The kernel accepted the statement, resting on these assumptions, all of them on the list."""

    assumptions: Assumptions


@dataclass(frozen=True)
class Rejected:
    """Not accepted: `reason` is a word for a verdict (`undecided`, `timeout`, `memory`, `axioms`, `crash`)."""

    reason: str
    detail: str


Finding: TypeAlias = Accepted | Rejected


def check_items(items: Sequence[Item], seconds: float, memory_mb: int) -> list[Finding]:
    """A finding for each item; `seconds` is the limit for one command of a proof, and for all together per item.

    A failing item is taken out and the others are compiled again; where the failure has no place (the time or the memory of
    the whole process ran out), the batch is halved.
    """
    findings = dict[int, Finding]()
    groups = [list(range(len(items)))] if items else []
    while groups:
        group = groups.pop()
        result = _check_group([items[k] for k in group], seconds, memory_mb)
        if isinstance(result, list):
            findings.update(zip(group, result, strict=True))
        elif isinstance(result, _FailedAt):
            findings[group.pop(result.index)] = result.finding
            groups += [group] if group else []
        elif len(group) > 1 and result.reason in ("timeout", "memory", "audit"):
            half = len(group) // 2
            groups += [group[half:], group[:half]]
        else:
            findings.update(dict.fromkeys(group, result))
    return [findings[k] for k in range(len(items))]


def proof_text(nonce: str, items: Sequence[Item], timeout_s: int | None = None) -> tuple[str, list[int]]:
    """The file with the proofs, and the line on which each begins (1-based)."""
    text = PROOF_IMPORTS + (f"Set Default Timeout {timeout_s}.\n" if timeout_s else "")
    starts = list[int]()
    for k, item in enumerate(items):
        starts.append(text.count("\n") + 1)
        text += f"Lemma goal_{nonce}_{k} : {item.statement}.\nProof.\n{item.body.rstrip()}\nQed.\n"
    return text, starts


def audit_text(nonce: str, statements: Sequence[str]) -> str:
    """The file that states the theorems again, compares, and asks for assumptions."""
    text = STATEMENT_IMPORTS
    for k, statement in enumerate(statements):
        text += f"Definition statement_{nonce}_{k} : Prop := {statement}.\n"
    for k in range(len(statements) + 1):
        text += f"Definition mark_{nonce}_{k} : nat := 0%nat.\n"
    text += f"Require Candidate.proofs_{nonce}.\n"
    for k in range(len(statements)):
        text += (
            f"Check mark_{nonce}_{k}.\n"
            f"Definition audited_{nonce}_{k} : statement_{nonce}_{k} := Candidate.proofs_{nonce}.goal_{nonce}_{k}.\n"
            f"Print Assumptions audited_{nonce}_{k}.\n"
        )
    return text + f"Check mark_{nonce}_{len(statements)}.\n"


def read_audit(printed: str, nonce: str, count: int) -> list[Assumptions] | None:
    """The assumptions between our marks, or None if anything else was printed or a mark is missing."""
    pieces = re.split(rf"^mark_{nonce}_([0-9]+)\n {{5}}: nat\n", printed, flags=re.MULTILINE)
    marks, texts = pieces[1::2], pieces[2::2]
    if pieces[0].strip() or texts[-1:] != [""] or marks != [str(k) for k in range(count + 1)]:
        return None
    return [read_assumptions(text) for text in texts[:-1]]


@dataclass(frozen=True)
class _FailedAt:
    index: int
    finding: Rejected


def _check_group(items: Sequence[Item], seconds: float, memory_mb: int) -> list[Finding] | _FailedAt | Rejected:
    library, compiler = library_folder(), coqc()
    if library is None or compiler is None:
        return Rejected("missing", "Rocq or Porism's library for it could not be loaded")
    nonce = secrets.token_hex(8)
    limit = IMPORT_SECONDS + seconds * len(items)
    command = [compiler, "-q", "-w", "none", "-Q", str(library), "Porism", "-Q"]
    with tempfile.TemporaryDirectory(prefix="porism-rocq-") as name:
        proofs, audit = Path(name) / "proofs", Path(name) / "audit"
        proofs.mkdir()
        audit.mkdir()
        text, starts = proof_text(nonce, items, max(1, int(seconds)))
        source = proofs / f"proofs_{nonce}.v"
        source.write_text(text, encoding="utf-8")
        run = run_limited([*command, ".", "Candidate", source.name], proofs, limit, memory_mb)
        if run.outcome != "ok":
            return _failure(run, starts)
        auditor = audit / f"audit_{nonce}.v"
        auditor.write_text(audit_text(nonce, [item.statement for item in items]), encoding="utf-8")
        run = run_limited([*command, str(proofs), "Candidate", auditor.name], audit, limit, memory_mb)
    if run.outcome != "ok":
        return Rejected("audit", f"the audit did not accept the compiled proof: {_message(run.stderr)}")
    found = read_audit(run.stdout, nonce, len(items))
    if found is None:
        return Rejected("audit", "the audit's output is not what the audit prints")
    return [
        Rejected("axioms", f"the proof rests on {', '.join(a.refused[:3])}") if a.refused else Accepted(a) for a in found
    ]


def _failure(run: Run, starts: Sequence[int]) -> _FailedAt | Rejected:
    if run.outcome in ("timeout", "memory"):
        return Rejected(run.outcome, f"Rocq ran out of {'time' if run.outcome == 'timeout' else 'memory'}")
    places = re.findall(r'^File "[^"\n]*", line ([0-9]+)', run.stderr, flags=re.MULTILINE)
    message = _message(run.stderr)
    rejected = Rejected("timeout" if message.startswith("Timeout!") else "undecided", f"Rocq: {message}")
    line = int(places[-1]) if places else 0
    if line < starts[0]:
        return Rejected("crash", f"Rocq: {message}")
    return _FailedAt(sum(start <= line for start in starts) - 1, rejected)


def _message(stderr: str) -> str:
    """The error's text, on one line, for a person."""
    return " ".join(stderr.rsplit("Error:", 1)[-1].split())[:300]
