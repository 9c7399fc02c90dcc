"""Rocq on ring and field identities in batches: planning, compiling and auditing apart, beside hand-written `ring` and `field`.

    python benchmarks/rocq_batch.py [--claims 2000] [--peer 100] [--seed 1]

Small identities are those of `datasets/claim_templates` (polynomial and rational, true), large ones those of
`lean_kernel.py`, up to 30 monomials in 3 or 4 variables. Seconds are processor seconds of this process and its children;
start-up, imports and the audit are included. The peer is one file of the same statements for `coqc`, with `ring` or `field`
written after each, which nobody audits. The templates' derivatives are also put before one warm
worker of the pool. Writes `results/rocq_batch.json`.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lean_kernel
from measurement import circumstances, write_result
from rich.console import Console

from porism.datasets.claim_templates import made
from porism.provers.protocol import Budget, Task
from porism.provers.rocq import locate
from porism.provers.rocq.checking.audit import Accepted
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import IDENTITIES, Item, imports_for
from porism.provers.rocq.prover import Prepared, RocqProver, decided
from porism.provers.rocq.warm.pool import Pool, Trial
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim

BUDGET = Budget(seconds=20.0, memory_mb=2000)
# What `field` asks to be not 0 is left out of the peer's proofs, and of its time, as is the kernel's check of these.
PEERS = {"polynomial": "intros; ring.", "rational": "intros; field; admit. Admitted. Goal True. exact I."}


def small(kind: str, count: int, seed: int) -> list[Claim]:
    """True claims of the templates."""
    found = [m for m in made(count, seed) if m.kind == kind and m.true]
    return [Claim.parse(m.claim, dict(m.vars), list(m.assume)) for m in found]


def batch(claims: Sequence[Claim]) -> dict[str, Any]:
    """From claims to verdicts."""
    prover = RocqProver()
    tasks = [Task(claim) for claim in claims]
    prepared, planning = lean_kernel.measured(lambda: [(t.claim, prover.prepared(t)) for t in tasks])
    items = [Item(p.statement.text, p.body) for _, p in prepared if isinstance(p, Prepared)]
    verdicts, kernel = lean_kernel.measured(lambda: decided(prepared, BUDGET, 0.0))
    seconds = planning["own_s"] + kernel["own_s"] + kernel["children_s"]
    return {
        "claims": len(claims),
        "proved": sum(isinstance(v, Proved) for v in verdicts),
        "by_computation": sum(imports_for(item) is IDENTITIES for item in items),
        "planning_s": planning["own_s"],
        "kernel_s": round(kernel["own_s"] + kernel["children_s"], 3),
        "wall_s": round(planning["wall_s"] + kernel["wall_s"], 3),
        "a_second_a_core": round(len(claims) / seconds, 1),
    }


def with_failures(claims: Sequence[Claim]) -> dict[str, Any]:
    """The same proofs with one in fifty that the kernel refuses, which costs runs."""
    prover = RocqProver()
    found = [p for c in claims if isinstance(p := prover.prepared(Task(c)), Prepared)]
    items = [Item(p.statement.text, p.body) for p in found]
    items[::50] = [Item("forall (v_x : R), (v_x = v_x + 1)", "intros v_x.\nring.") for _ in items[::50]]
    findings, spent = lean_kernel.measured(lambda: check_items(items, BUDGET.seconds, BUDGET.memory_mb))
    return {"items": len(items), "accepted": sum(isinstance(f, Accepted) for f in findings), **spent}


def running_s(pid: int) -> float:
    """Processor seconds of a process and its living descendants."""
    tasks = list(Path(f"/proc/{pid}/task").iterdir())
    own = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    children = [int(c) for task in tasks for c in (task / "children").read_text().split()]
    return own + sum(map(running_s, children))


def warm(claims: Sequence[Claim]) -> dict[str, Any]:
    """Planned bodies in one warm worker, from the statement to `Qed`: no verdict, but the time."""
    prover, busy, trials, planning = RocqProver(), list[float](), list[Trial](), 0.0
    with Pool(1) as pool:
        pool.tried([Item("1 = 1", "reflexivity.")], 20.0)
        for claim in claims:
            started = time.process_time()
            found = prover.prepared(Task(claim))
            planning += time.process_time() - started
            pid = pool.workers[0].pid
            if not isinstance(found, Prepared) or pid is None:
                continue
            before = running_s(pid)
            trials += pool.tried([Item(found.statement.text, found.body)], 20.0)
            if pool.workers[0].pid == pid:
                busy.append(running_s(pid) - before)
    times = [trial.seconds for trial in trials]
    return {
        "claims": len(claims),
        "planned": len(trials),
        "closed": sum(trial.ending == "closed" for trial in trials),
        "planning_ms": round(1000 * planning / len(claims), 1),
        "median_processor_ms": round(1000 * statistics.median(busy), 1),
        "slowest_processor_ms": round(1000 * max(busy), 1),
        "median_wall_ms": round(1000 * statistics.median(times), 1),
        "slowest_wall_ms": round(1000 * max(times), 1),
    }


def main() -> None:
    """Measure, print, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--claims", type=int, default=2000)
    arguments.add_argument("--peer", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    if locate.library_folder() is None:
        raise SystemExit(locate.missing() or "Porism's library for Rocq did not compile")
    dice = random.Random(options.seed)
    sets = {
        "polynomial": small("polynomial", options.claims, options.seed),
        "rational": small("rational", options.claims, options.seed),
    }
    large = {
        "polynomial": [Claim.parse(lean_kernel.polynomial_identity(dice)) for _ in range(options.peer)],
        "rational": [Claim.parse(lean_kernel.rational_identity(dice)) for _ in range(options.peer)],
    }
    mixed = [c for pair in zip(*sets.values(), strict=True) for c in pair]
    result: dict[str, Any] = {
        **circumstances(("porism", "python-flint"), options.seed),
        "rocq": locate.version(),
        "load_before": os.getloadavg(),
        "mixed": [batch(mixed[:size]) for size in (200, options.claims // 2, 2 * options.claims)],
        "with_failures": with_failures(sets["polynomial"]),
        "warm_calculus": warm(small("derivative", options.peer, options.seed)),
        "batch_calculus": batch(small("derivative", options.peer, options.seed)),
        "small": {},
        "large": {},
    }
    for size, chosen in (("small", sets), ("large", large)):
        for kind, claims in chosen.items():
            peer = lean_kernel.plain_rocq([Task(c) for c in claims[: options.peer]], PEERS[kind])
            result[size][kind] = {"porism": batch(claims), "plain_file": peer}
    result["load_after"] = os.getloadavg()
    Console().print({key: value for key, value in result.items() if key != "machine"})
    print(write_result("rocq_batch", result))


if __name__ == "__main__":
    main()
