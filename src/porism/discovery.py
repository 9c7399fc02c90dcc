"""From a table to a law, and from the law to what follows from it, proved.

    table ──regressor──► Pareto front, constants exact ──► the law ──consequences──► claims ──provers──► ledger

The law is *proposed*, never proved: it fits measured data to the error that is shown. What is proved are claims about
the formula: its derivative, its inverse, the equation that it solves. They are derived by SymPy in a worker process.

A resumed discovery goes on with the latest one in its ledger: a law that is there is not looked for again, and what is
decided about it is not decided again. It refuses a table or options by which the law would be another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TypeAlias

from porism.law import Law, Proposal
from porism.ledger import Entry, Ledger, Record, Run
from porism.provers.protocol import Budget
from porism.runner import Decided, Progress, decide, usable_cores
from porism.stages import Stages
from porism.symbolic.batch import BadLine, BatchItem
from porism.symbolic.claim import Claim
from porism.symbolic.errors import LedgerError, LimitError
from porism.symbolic.term import Term, variables
from porism.symbolic.typeset import latex, term_box
from porism.table import Table
from porism.workers import Call, Returned, WorkerPool

SEARCH_S = (
    60.0  # a table with one input is searched through in about 10 s; only a whole search is reproducible
)
CONSEQUENCES_S = 60.0
CONSEQUENCES = "porism.symbolic.consequences:consequences"


@dataclass(frozen=True)
class Found:
    """The proposal is in the ledger; of `claims` all but `recorded` are about to be decided.

    `resumed` says that the proposal was there already.
    """

    run: int
    proposal: Proposal
    claims: int
    recorded: int = 0
    resumed: bool = False


Event: TypeAlias = Found | Decided | Progress
Proposer: TypeAlias = Callable[[Table, int, float], Proposal]


def discovered(
    table: Table,
    ledger: Ledger,
    stages: Stages,
    budget: Budget,
    *,
    seed: int,
    search_s: float = SEARCH_S,
    propose: Proposer | None = None,
    resume: bool = False,
) -> Generator[Event, None, None]:
    """Propose a law for the table, derive its consequences and decide them, all into the ledger."""
    settings = _settings(table, seed)
    with ledger.writing():
        cut_off = ledger.resume("discover", table.source, table.digest) if resume else None
        if cut_off is None:
            run, known = ledger.start("discover", table.source, table.digest, settings), None
        else:
            _require_same(cut_off.settings, settings, ledger.path)
            run, known = cut_off.run, _recorded_proposal(ledger, cut_off)
        proposal = known or (propose or regressed)(table, seed, search_s)
        if known is None:
            ledger.commit_laws(run, [law.to_json() | _origin(proposal) for law in proposal.front])
        recorded = list(ledger.entries(run))
        finished = cut_off is not None and cut_off.finished is not None
        items = [] if finished or proposal.law is None else derived(proposal.law.term, table)
        waiting = _undecided(items, recorded)
        yield Found(run, proposal, len(recorded) + len(waiting), len(recorded), known is not None)
        for entry in recorded:
            yield Decided(entry.position, entry.record, None, resumed=True)
        for event in decide(
            iter(waiting),
            ledger,
            run,
            stages,
            budget,
            jobs=usable_cores(),
            proposer=proposal.proposer,
            seed=seed,
            done=len(recorded),
        ):
            if not isinstance(event, BadLine):
                yield event
        ledger.finish(run)


def _settings(table: Table, seed: int) -> Record:
    """What the law depends on, besides the table's file and the time of the search."""
    used = hashlib.sha256(b"".join(column.tobytes() for column in table.columns.values()))
    return {
        "target": table.target,
        "inputs": list(table.inputs),
        "seed": seed,
        "dropped": table.dropped,
        "domains": {name: str(domain) for name, domain in table.domains.items()},
        "values": used.hexdigest(),  # two columns of one file may be given the same short name
    }


def _require_same(before: Record, now: Record, path: Path) -> None:
    different = [key for key in now if before.get(key) != now[key]]
    if different:
        raise LedgerError(
            f"the discovery in {path} has other options ({', '.join(different)}); go on with the same ones, start a "
            "new discovery without --resume, or give another folder with --out"
        )


def _origin(proposal: Proposal) -> Record:
    return {"proposer": proposal.proposer, "complete": proposal.complete}


def _recorded_proposal(ledger: Ledger, run: Run) -> Proposal | None:
    """What was proposed before the run was cut off, None if that was during the search."""
    laws = ledger.laws(run.run)
    if not laws:
        return Proposal("", ()) if run.finished else None
    return Proposal(laws[0]["proposer"], tuple(map(Law.from_json, laws)), laws[0]["complete"])


def _undecided(items: Sequence[BatchItem], recorded: Sequence[Entry]) -> list[BatchItem]:
    """The items without a verdict, each at a position that is free."""
    decided = {(entry.id, entry.hash) for entry in recorded}
    taken = {entry.position for entry in recorded}
    free = count(max([len(items), *taken]) + 1)
    return [
        replace(item, line=next(free)) if item.line in taken else item
        for item in items
        if (item.id, item.claim.hash) not in decided
    ]


def regressed(table: Table, seed: int, search_s: float) -> Proposal:
    """What the JAX regressor proposes: its front, with the shortest description of the data as the law."""
    import numpy as np

    import porism
    from porism.neural.regression.regressor import SymbolicRegressor

    rows = np.column_stack([table.columns[name] for name in table.inputs])  # (rows, inputs)
    fitted = SymbolicRegressor(max_time_s=search_s, random_state=seed)
    fitted.fit(rows, table.columns[table.target], names=table.inputs)
    front = list[Law]()
    for law in fitted.pareto_front_:
        with suppress(LimitError):  # a fitted constant may stand where the language allows only short numbers
            front.append(Law(law.term, law.size, law.error, law == fitted.best))
    return Proposal(f"SymbolicRegressor {porism.__version__}", tuple(front), fitted.is_complete_)


def derived(law: Term, table: Table) -> list[BatchItem]:
    """The claims that follow from the law, with respect to each of its variables; none from one that takes too long."""
    claims = list[tuple[str, Claim]]()
    names = sorted(variables(law))
    with WorkerPool(1, (CONSEQUENCES.partition(":")[0],)) as pool:
        for name in names:
            outcome = pool.call(Call(CONSEQUENCES, (law, name, dict(table.domains)), CONSEQUENCES_S))
            if isinstance(outcome, Returned):
                suffix = f"-{name}" if len(names) > 1 else ""
                claims += [(f"{kind}{suffix}", claim) for kind, claim in outcome.value]
    return [BatchItem(line, name, claim) for line, (name, claim) in enumerate(claims, 1)]


def laws_of(ledger: Ledger, run: int) -> tuple[Law, ...]:
    """The Pareto front of a discovery, simplest law first."""
    return tuple(Law.from_json(record) for record in ledger.laws(run))


@dataclass(frozen=True, repr=False)
class Discovery:
    """A discovery, as it stands in the ledger: the front, the law, and the records of what was proved about it."""

    ledger: Path
    run: int
    target: str
    front: tuple[Law, ...]
    records: tuple[Record, ...]

    @property
    def law(self) -> Term | None:
        """The law, None where nothing was found."""
        return next((law.term for law in self.front if law.chosen), None)

    @staticmethod
    def read(ledger: Ledger, run: int) -> Discovery:
        """The discovery with number `run`."""
        target = next(str(r.settings["target"]) for r in ledger.runs() if r.run == run)
        front = laws_of(ledger, run)
        return Discovery(ledger.path, run, target, front, tuple(e.record for e in ledger.entries(run)))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from porism.page import fragment
        from porism.report import discovery_fragment

        bundle = {"text/plain": str(self), "text/html": fragment(discovery_fragment(self.ledger, self.run))}
        if self.law is not None:
            bundle["text/latex"] = rf"$\displaystyle {self.target} = {latex(term_box(self.law))}$"
        return bundle

    def __repr__(self) -> str:
        lines = [f"{self.target} = {self.law}" if self.law is not None else f"no law found for {self.target}"]
        lines += [f"  {record['status']:<8} {record['id']:<12} {record['claim']}" for record in self.records]
        return "\n".join(lines)
