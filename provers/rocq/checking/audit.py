"""Compiles proofs and then finds out, from a file of ours in a fresh process, what was really proved.

    folder 1, proofs_N.v    Lemma goal_N_i : STATEMENT. Proof. BODY Qed.     for each item, after the imports; or what
                                                                            is the same by computation (`items.lemma`)
    folder 2, audit_N.v     Definition statement_N_i : Prop := STATEMENT.    elaborated before anything of folder 1
                            Require Candidate.proofs_N.                      is loaded, so no notation reaches it
                            Definition audited_N : nat := let _ : statement_N_i := Candidate.proofs_N.goal_N_i in … 0.
                                                                             compared by the kernel, all items
                            Print Assumptions audited_N.                     between two lines of ours

What the files import is said in `items.py`.

N is a nonce drawn after the bodies are fixed. What the first process prints is used to name a failure, never to
accept; the second one accepts its items if it exits with 0, has printed our two marks and one list of axioms between
them, and these are on the list of `axioms.py`: an accepted theorem rests on these axioms at most. Nothing here relies
on `body_guard`: a body that ends its own proof and states something else still meets the comparison with the
statement and the list of axioms.

Cost: two processes of about 1.3 s each (imports; 0.6 s for identities), the proofs' own time, and the search for axioms:
1 s, or 8 s where `interval` is used. How many items are put together: `batches.py`.
"""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from porism.provers.rocq.checking import coqchk
from porism.provers.rocq.checking.axioms import Assumptions, read_assumptions
from porism.provers.rocq.checking.items import (
    ANALYSIS,
    IDENTITIES,
    IMPORT_SECONDS,
    Imports,
    Item,
    imports_for,
    lemma,
)
from porism.provers.rocq.locate import CHAPTERS, coqc, library_folder
from porism.provers.sandbox import Run, run_limited

STRICT_SECONDS = 60.0  # for `coqchk` to read the chapters of Porism's library again


@dataclass(frozen=True)
class Accepted:
    """The kernel accepted the statement, resting on these assumptions, all of them on the list."""

    assumptions: Assumptions
    strict: bool = False  # whether `coqchk` accepted the compiled proof too


@dataclass(frozen=True)
class Rejected:
    """Not accepted: `reason` is a word for a verdict (`undecided`, `timeout`, `memory`, `axioms`, `crash`)."""

    reason: str
    detail: str


Finding: TypeAlias = Accepted | Rejected


def proof_text(
    nonce: str, items: Sequence[Item], timeout_s: int | None = None, imports: Imports = ANALYSIS
) -> tuple[str, list[int]]:
    """The file with the proofs, and the line on which each begins (1-based)."""
    pieces = [imports.proofs + (f"Set Default Timeout {timeout_s}.\n" if timeout_s else "")]
    starts, line = list[int](), pieces[0].count("\n") + 1
    for k, item in enumerate(items):
        statement, body = lemma(item)
        pieces.append(f"Lemma goal_{nonce}_{k} : {statement}.\nProof.\n{body.rstrip()}\nQed.\n")
        starts.append(line)
        line += pieces[-1].count("\n")
    return "".join(pieces), starts


def audit_text(nonce: str, statements: Sequence[str], imports: Imports = ANALYSIS) -> str:
    """The file that states the theorems again, compares, and asks for assumptions."""
    text = imports.statements
    for k, statement in enumerate(statements):
        text += f"Definition statement_{nonce}_{k} : Prop := {statement}.\n"
    text += f"Definition begin_{nonce} : nat := 0%nat.\nDefinition end_{nonce} : nat := 0%nat.\n"
    text += f"Require Candidate.proofs_{nonce}.\n"
    text += f"Definition audited_{nonce} : nat :=\n"
    for k in range(len(statements)):
        text += f"  let _ : statement_{nonce}_{k} := Candidate.proofs_{nonce}.goal_{nonce}_{k} in\n"
    return text + f"  0%nat.\nCheck begin_{nonce}.\nPrint Assumptions audited_{nonce}.\nCheck end_{nonce}.\n"


def read_audit(printed: str, nonce: str) -> Assumptions | None:
    """The assumptions between our marks, or None if anything else was printed or a mark is missing."""
    found = re.fullmatch(
        rf"begin_{nonce}\n     : nat\n(.*)end_{nonce}\n     : nat\n", printed, flags=re.DOTALL
    )
    return read_assumptions(found.group(1)) if found else None


@dataclass(frozen=True)
class FailedAt:
    """The item of a batch that did not compile."""

    index: int
    finding: Rejected


def check_batch(
    items: Sequence[Item], seconds: float, memory_mb: int, strict: bool = False
) -> Accepted | FailedAt | Rejected:
    """Compiles and audits all items together: all are accepted, or one of them or the batch as a whole failed."""
    library, compiler = library_folder(), coqc()
    if library is None or compiler is None:
        return Rejected("missing", "Rocq or Porism's library for it could not be loaded")
    nonce = secrets.token_hex(8)
    imports = IDENTITIES if all(imports_for(item) is IDENTITIES for item in items) else ANALYSIS
    limit = IMPORT_SECONDS + seconds * min(len(items), 8)
    command = [compiler, "-q", "-w", "none", "-Q", str(library), "Porism", "-Q"]
    with tempfile.TemporaryDirectory(prefix="porism-rocq-") as name:
        proofs, audit = Path(name) / "proofs", Path(name) / "audit"
        proofs.mkdir()
        audit.mkdir()
        text, starts = proof_text(nonce, items, max(1, int(seconds)), imports)
        source = proofs / f"proofs_{nonce}.v"
        source.write_text(text, encoding="utf-8")
        run = run_limited([*command, ".", "Candidate", source.name], proofs, limit, memory_mb)
        if run.outcome != "ok":
            return _failure(run, starts)
        auditor = audit / f"audit_{nonce}.v"
        auditor.write_text(audit_text(nonce, [item.statement for item in items], imports), encoding="utf-8")
        run = run_limited([*command, str(proofs), "Candidate", auditor.name], audit, limit, memory_mb)
        if run.outcome in ("timeout", "memory"):
            return _failure(run, starts)
        if run.outcome != "ok":
            return Rejected("audit", f"the audit did not accept the compiled proof: {_message(run.stderr)}")
        found = read_audit(run.stdout, nonce)
        if found is None:
            return Rejected("audit", "the audit's output is not what the audit prints")
        if found.refused:
            return Rejected("axioms", f"the proof rests on {', '.join(found.refused[:3])}")
        if strict:
            chapters = ("Identities",) if imports is IDENTITIES else CHAPTERS
            modules = [f"Candidate.proofs_{nonce}", *(f"Porism.{chapter}" for chapter in chapters)]
            options = ["-Q", str(library), "Porism", "-Q", str(proofs), "Candidate"]
            if refused := coqchk.refusal(modules, options, audit, limit + STRICT_SECONDS, memory_mb):
                return Rejected(*refused)
    return Accepted(found, strict)


def rejected(message: str) -> Rejected:
    """What a message of Rocq's says about a proof."""
    return Rejected("timeout" if message.startswith("Timeout!") else "undecided", f"Rocq: {message}")


def _failure(run: Run, starts: Sequence[int]) -> FailedAt | Rejected:
    if run.outcome in ("timeout", "memory"):
        return Rejected(run.outcome, f"Rocq ran out of {'time' if run.outcome == 'timeout' else 'memory'}")
    places = re.findall(r'^File "[^"\n]*", line ([0-9]+)', run.stderr, flags=re.MULTILINE)
    message = _message(run.stderr)
    line = int(places[-1]) if places else 0
    if line < starts[0]:
        return Rejected("crash", f"Rocq: {message}")
    return FailedAt(sum(start <= line for start in starts) - 1, rejected(message))


def _message(stderr: str) -> str:
    """The error's text, on one line, for a person."""
    return " ".join(stderr.rsplit("Error:", 1)[-1].split())[:300]
