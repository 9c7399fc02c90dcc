"""Finds out in one run which proofs of a batch fail, with Rocq's message for each.

`coqc` stops at the first error; `coqtop`, fed the same file, goes on to the next sentence. What it prints only sorts
the batch: the proofs that seem to pass are compiled and audited afterwards, and the others are not `Proved` in any
case.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from porism.provers.sandbox import run_limited


def failures(
    imports: str,
    lemmas: Sequence[tuple[str, str]],
    options: Sequence[str],
    folder: Path,
    timeout_s: int,
    limit_s: float,
    memory_mb: int,
) -> dict[int, str] | None:
    """The messages of the failing (statement, body) pairs by their index; None if the run as a whole did not end."""
    toplevel = shutil.which("coqtop")
    if toplevel is None:
        return None
    text = f"{imports}Set Default Timeout {timeout_s}.\n"
    for k, (statement, body) in enumerate(lemmas):
        # `Abort All` is an error, and without effect, where the proof was completed.
        text += f"Definition item_{k} : nat := 0%nat.\nLemma goal_{k} : {statement}.\nProof.\n{body}\nQed.\n"
        text += f"Abort All.\nCheck goal_{k}.\n"
    text += f"Definition item_{len(lemmas)} : nat := 0%nat.\n"
    (folder / "screen.v").write_text(text, encoding="utf-8")
    command = ["/bin/sh", "-c", 'exec "$@" < screen.v 2>&1', "sh", toplevel, "-q", "-w", "none", *options]
    run = run_limited(command, folder, limit_s, memory_mb)
    pieces = re.split(r"^.*\bitem_([0-9]+) is defined$", run.stdout, flags=re.MULTILINE)
    if run.outcome != "ok" or pieces[1::2] != [str(k) for k in range(len(lemmas) + 1)]:
        return None
    found = dict[int, str]()
    for k, printed in enumerate(pieces[2:-1:2]):
        if not re.search(rf"\bgoal_{k}\s*:", printed):
            messages = [
                " ".join(m.split())
                for m in re.findall(r"(?:Error:|(?=Timeout!))\s*(.*?)(?=\n\n|\Z)", printed, re.DOTALL)
            ]
            found[k] = messages[0][:300] if messages else "the proof is incomplete"
    return found
