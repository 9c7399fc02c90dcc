"""From a table to a law, and from the law to what follows from it, proved.

    table ──regressor──► Pareto front, constants exact ──► the law ──consequences──► claims ──provers──► ledger

The law is *proposed*, never proved: it fits measured data to the error that is shown. What is proved are claims about
the formula: its derivative, its inverse, the equation that it solves. They are derived by SymPy in a worker process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from porism.ledger import Ledger, Record
from porism.provers.protocol import Budget
from porism.runner import Decided, Progress, decide, usable_cores
from porism.stages import Stages
from porism.symbolic.batch import BadLine, BatchItem
from porism.symbolic.claim import Claim
from porism.symbolic.errors import LimitError
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    negate,
    power,
    to_json,
    variables,
)
from porism.symbolic.typeset import latex, term_box
from porism.table import Table
from porism.workers import Call, Returned, WorkerPool

LONGEST_EXACT = (
    1_000  # a rational with a larger numerator or denominator was fitted, and is shown as a decimal
)
SEARCH_S = (
    60.0  # a table with one input is searched through in about 10 s; only a whole search is reproducible
)
CONSEQUENCES_S = 60.0
CONSEQUENCES = "porism.symbolic.consequences:consequences"


@dataclass(frozen=True)
class Law:
    """One formula of a Pareto front: its size in symbols and its normalised mean squared error on the data."""

    term: Term
    size: int
    error: float
    chosen: bool = False

    @property
    def shown(self) -> Term:
        """The formula to look at: a fitted number stands as a name that is its first six digits."""
        return _with_decimals(self.term)

    def to_json(self) -> Record:
        """The record that the ledger keeps."""
        return {
            "text": str(self.shown), "term": to_json(self.term), "size": self.size, "error": self.error,
            "chosen": self.chosen,
        }  # fmt: skip

    @staticmethod
    def from_json(record: Record) -> Law:
        """The inverse of `to_json`."""
        return Law(
            from_json(record["term"]), int(record["size"]), float(record["error"]), bool(record["chosen"])
        )


@dataclass(frozen=True)
class Proposal:
    """What a regressor proposes: who it is, and its front with exactly one law chosen (or none found).

    A search that was cut short by its time is not `complete`, and may find more, or other laws, the next time.
    """

    proposer: str
    front: tuple[Law, ...]
    complete: bool = True

    @property
    def law(self) -> Law | None:
        """The chosen law."""
        return next((law for law in self.front if law.chosen), None)


@dataclass(frozen=True)
class Found:
    """The proposal is in the ledger; `claims` are about to be decided."""

    run: int
    proposal: Proposal
    claims: int


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
) -> Iterator[Event]:
    """Propose a law for the table, derive its consequences and decide them, all into the ledger."""
    settings = {"target": table.target, "inputs": list(table.inputs), "seed": seed, "dropped": table.dropped}
    settings["domains"] = {name: str(domain) for name, domain in table.domains.items()}
    with ledger.writing():
        run = ledger.start("discover", table.source, table.digest, settings)
        proposal = (propose or regressed)(table, seed, search_s)
        for position, law in enumerate(proposal.front):
            ledger.commit_law(run, position, law.to_json())
        items = [] if proposal.law is None else derived(proposal.law.term, table)
        yield Found(run, proposal, len(items))
        for event in decide(
            iter(items),
            ledger,
            run,
            stages,
            budget,
            jobs=usable_cores(),
            proposer=proposal.proposer,
            seed=seed,
        ):
            if not isinstance(event, BadLine):
                yield event
        ledger.finish(run)


def regressed(table: Table, seed: int, search_s: float) -> Proposal:
    """What the JAX regressor proposes: its front, with the shortest description of the data as the law."""
    import numpy as np

    import porism
    from porism.neural.regressor import SymbolicRegressor

    rows = np.column_stack([table.columns[name] for name in table.inputs])  # (rows, inputs)
    fitted = SymbolicRegressor(time_budget_s=search_s, random_state=seed)
    fitted.fit(rows, table.columns[table.target], names=table.inputs)
    front = list[Law]()
    for law in fitted.pareto_front_:
        with suppress(LimitError):  # a fitted constant may stand where the language allows only short numbers
            front.append(Law(law.term, law.size, law.error, law == fitted.best))
    return Proposal(f"SymbolicRegressor {porism.__version__}", tuple(front), fitted.is_complete_)


def _with_decimals(term: Term) -> Term:
    match term:
        case Number(value) if max(abs(value.numerator), value.denominator) > LONGEST_EXACT:
            decimal = Variable(f"{abs(float(value)):.6g}")
            return decimal if value > 0 else negate(decimal)
        case Power(base, exponent):
            return power(_with_decimals(base), _with_decimals(exponent))
        case Apply(function, argument):
            return Apply(function, _with_decimals(argument))
        case Product(parts):
            return multiply(*map(_with_decimals, parts))
        case Sum(parts):
            return add(*map(_with_decimals, parts))
        case _:
            return term


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
