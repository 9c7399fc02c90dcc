"""The pipelines, each readable from top to bottom: prove one claim, run many, discover a law.

    prove      text, SymPy or Claim ──► exact prover ──► kernel ──► verdict
    run        file of claims ──► the same for each, on all cores, through a ledger ──► summary
    discover   table ──► regressor ──► exact law ──► derived claims ──► the same for each ──► ledger

Provers run in worker processes with a time and a memory limit. The hall does no mathematics: it asks the rooms.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from porism.ledger import Ledger, Record
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Verdict
from porism.stages import (
    AskedKernel,
    Stages,
    dated,
    exact_outcome,
    stages_with,
    with_kernels,
)
from porism.symbolic.batch import BadLine
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError
from porism.workers import ONE_QUESTION, Call, Outcome, shared_pool

if TYPE_CHECKING:
    import sympy

    from porism.discovery import Discovery


def prove(
    statement: str | Claim | sympy.Basic,
    vars: Mapping[str, str] | None = None,  # the batch format's name for it
    assume: Sequence[str | sympy.Basic] = (),
    *,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = "auto",
    isolate: bool = True,
    jobs: int = 1,
    strict: bool = False,
) -> Verdict:
    """The verdict on a statement: `Proved` with its conditions and checkers, `Refuted` with a witness, or `Unknown`.

    `statement` is text (`"x/x == 1"`), a SymPy relation or a `Claim`; `vars` gives the domains of the variables
    (`{"x": "positive"}`; real where it says nothing), `assume` further relations. For a SymPy relation the domains come
    from the symbols' assumptions. `kernel="auto"` asks Rocq and Lean too, each where it is installed; `"rocq"`,
    `"lean"` and `"mathlib"` (Lean with Mathlib, asked by name only) insist on one of them, None asks none. With
    `isolate=False` the exact prover runs in this process: some ms quicker, but without limits. With `jobs`
    above 1 its strategies, Z3 and cvc5 race on so many cores, the likeliest first. `strict` lets `coqchk` read again what
    Rocq accepts; a verdict names it among its checkers.

    Raises `ParseError` and the other `PorismError`s of `symbolic/errors.py` for a statement that is not a claim.

    >>> verdict = prove("(x**2 - 1)/(x - 1) == x + 1", kernel=None)
    >>> verdict.trust, [str(c) for c in verdict.conditions]
    ('exact', ['x != 1'])
    """
    claim = as_claim(statement, vars, assume)
    stages, budget = stages_with(kernel, strict), Budget(timeout_s, memory_mb)
    if jobs > 1:
        from porism.portfolio import decided

        verdict = decided(claim, budget, jobs)
    else:
        (outcome,) = _outcomes(stages, [stages.exact_call(claim, budget)], isolate)
        verdict = exact_outcome(outcome, claim)
    if stages.kernels and isinstance(verdict, Proved):
        outcomes = _outcomes(stages, stages.kernel_calls([verdict], budget), isolate)
        (verdict,) = with_kernels(stages, outcomes, [verdict])
    return dated(verdict, "user", None)


def run(
    path: str | Path,
    out: str | Path | None = None,
    *,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    jobs: int | None = None,
    kernel: AskedKernel = "auto",
    resume: bool = False,
    seed: int | None = None,
    strict: bool = False,
) -> RunSummary:
    """Decide every claim of a `.jsonl` or `.csv` file into the ledger in the folder `out` (default: `runs/<name>`).

    Bad lines are counted and recorded, not raised. With `resume` a run that was cut off goes on where it stopped.
    """
    from porism.runner import Decided, Started, batch, readable, usable_cores

    start, counts, surprises, number = time.monotonic(), Counter[str](), list[str](), 0
    with Ledger.open(Path(out) if out is not None else Path("runs") / readable(Path(path)).stem) as ledger:
        budget = Budget(timeout_s, memory_mb)
        for event in batch(
            Path(path),
            ledger,
            stages_with(kernel, strict),
            budget,
            jobs=jobs or usable_cores(),
            resume=resume,
            seed=seed,
        ):
            match event:
                case Started(number, _, _):
                    pass
                case Decided():
                    counts[event.record["status"]] += 1
                    surprises += [event.record["id"]] if event.surprises else []
                case BadLine():
                    counts["bad"] += 1
                case _:
                    pass
        return RunSummary(ledger.path, number, counts, tuple(surprises), time.monotonic() - start)


def discover(
    data: str | Path | Mapping[str, Any],  # Any: whatever numpy makes an array of
    target: str | None = None,
    inputs: Sequence[str] = (),
    *,
    vars: Mapping[str, str] | None = None,
    out: str | Path | None = None,
    timeout_s: float = 30.0,
    memory_mb: int = 2048,
    kernel: AskedKernel = "auto",
    search_s: float = 60.0,
    seed: int = 0,
    resume: bool = False,
) -> Discovery:
    """A law for a column of a table, and what follows from it, proved.

    `data` is the path of a CSV file, or a mapping from names to columns (a DataFrame is one). `target` and `inputs`
    name columns, and `"T=period_years"` gives one a shorter name; without them the last numeric column is explained by
    the others. `vars` gives the domains on which the law's consequences are claimed; without it an input whose values
    are all positive is `positive`, another one `real`. The regressor stops after `search_s` seconds, or earlier when it
    has gone through its whole schedule; then the same seed gives the same law on every machine. With `resume` the latest
    discovery in the folder goes on where it was cut off.
    """
    from porism.discovery import Discovery, Found, discovered
    from porism.table import read_table

    table = read_table(data, target, inputs, vars)
    place = Path(out) if out is not None else Path("runs") / table.name
    with Ledger.open(place) as ledger:
        stages, budget = stages_with(kernel), Budget(timeout_s, memory_mb)
        for event in discovered(table, ledger, stages, budget, seed=seed, search_s=search_s, resume=resume):
            if isinstance(event, Found):
                number = event.run
        return Discovery.read(ledger, number)


@dataclass(frozen=True, repr=False)
class RunSummary:
    """How a batch run ended; the verdicts are in the ledger.

    `counts` has the keys `proved`, `refuted`, `unknown` and `bad` (lines that are no claims); `surprises` are the ids
    whose verdict contradicts what the file expected.
    """

    ledger: Path
    run: int
    counts: Mapping[str, int]
    surprises: tuple[str, ...]
    seconds: float

    def records(self) -> Iterator[Record]:
        """The JSON record of each verdict, in the order in which they were settled."""
        with Ledger.open(self.ledger, create=False) as ledger:
            yield from (entry.record for entry in ledger.entries(self.run))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from porism.report import run_fragment

        return {"text/plain": str(self), "text/html": run_fragment(self.ledger, self.run)}

    def __repr__(self) -> str:
        parts = [f"{self.counts.get(key, 0)} {key}" for key in ("proved", "refuted", "unknown")]
        if bad := self.counts.get("bad", 0):
            parts.append(f"{bad} bad lines")
        return f"{', '.join(parts)} in {self.seconds:.1f} s; ledger: {self.ledger}"


def as_claim(
    statement: str | Claim | sympy.Basic, vars: Mapping[str, str] | None, assume: Sequence[str | sympy.Basic]
) -> Claim:
    """The claim that a statement makes."""
    match statement:
        case str():
            texts = [relation for relation in assume if isinstance(relation, str)]
            if len(texts) != len(assume):
                raise FormatError("expected `assume` to be texts, as the statement is one")
            return Claim.parse(statement, vars, texts)
        case Claim():
            if vars or assume:
                raise FormatError(
                    "a Claim has its domains and hypotheses already; leave out `vars` and `assume`"
                )
            return statement
        case bool():
            raise FormatError(
                f"expected a relation, found {statement}: SymPy or Python has evaluated it; "
                "write Eq(a, b, evaluate=False), or the statement as text"
            )
        case _:
            if vars:
                raise FormatError(
                    "a SymPy relation takes its domains from its symbols: Symbol('x', positive=True)"
                )
            return Claim.from_sympy(statement, [_as_sympy(relation) for relation in assume])


def _as_sympy(relation: str | sympy.Basic) -> sympy.Basic:
    return Claim.parse(relation).to_sympy() if isinstance(relation, str) else relation


def _outcomes(stages: Stages, calls: Sequence[Call], isolate: bool) -> list[Outcome]:
    if not isolate:
        return [call.here() for call in calls]
    with ONE_QUESTION:
        pool = shared_pool(1, (stages.exact.partition(":")[0],))
        return [pool.call(call) for call in calls]
