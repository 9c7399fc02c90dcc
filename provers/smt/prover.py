"""The SMT prover: solvers search, the exact checker decides.

    claim ─► its negation as a script ─► Z3, cvc5 ─► a model        ─► exact checker ─► Refuted
                                                  ─► unsatisfiable  ─► Farkas' multipliers ─► exact checker ─► Proved
                                                                    ─► no certificate ─► Unknown("asserted", who)

*Asserted* is not proved: solvers say that the claim holds, and nothing that Porism trusts has confirmed it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Refuted, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.smt.farkas import derivation
from porism.symbolic.smt.script import Script, negation
from porism.symbolic.smt.solvers import (
    INSTALL,
    SOLVERS,
    Answer,
    Model,
    Silent,
    Unsatisfiable,
    answers,
    installed,
)
from porism.symbolic.term import to_json


class SmtProver:
    """Decides claims of real and integer arithmetic by certificates out of what Z3 and cvc5, or some of them, find."""

    name = "smt"

    def __init__(self, solvers: Sequence[str] = tuple(SOLVERS)) -> None:
        self.solvers = tuple(solvers)

    def version(self) -> str | None:
        """The solvers that are installed, with their versions; None where there is none."""
        there = installed()
        return ", ".join(f"{s} {there[s]}" for s in self.solvers if s in there) or None

    def supports(self, claim: Claim) -> str | None:
        """None if the claim is one of real or integer arithmetic, else the reason why it is not."""
        try:
            negation(claim)
        except UnsupportedError as error:
            return str(error)
        return None

    def prove(self, claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
        """`Proved` or `Refuted` by the exact checker, with a certificate from the solvers; else `Unknown`."""
        start = time.perf_counter()

        def unknown(reason: str, detail: str) -> Unknown:
            return Unknown(claim, reason, detail, time.perf_counter() - start)

        if self.version() is None:
            return unknown("missing", f"no SMT solver is installed; {INSTALL}")
        try:
            script = negation(claim)
        except PorismError as error:
            return unknown("unsupported", str(error))
        asserted, silent = list[str](), list[str]()
        for answer in answers(script, budget.seconds / len(self.solvers), self.solvers):
            for proposal in _proposals(script, answer):
                verdict = ExactProver().prove(claim, proposal, budget)
                if isinstance(verdict, Proved | Refuted):
                    return verdict
            match answer:
                case Unsatisfiable(solver) if script.whole:
                    asserted.append(solver)
                case Unsatisfiable(solver):
                    silent.append(f"{solver}: no counterexample among the points with real roots")
                case Silent(solver, reason):
                    silent.append(f"{solver}: {reason}")
                case Model(solver):
                    silent.append(f"{solver}: its counterexample was not accepted")
        if asserted:
            who = " and ".join(asserted)
            return unknown(
                "asserted", f"{who} asserted without a proof that is checked here that the claim holds"
            )
        return unknown("undecided", "; ".join(silent))

    def prove_many(self, tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
        """A verdict for each task, in order."""
        return [self.prove(task.claim, task.certificate, budget) for task in tasks]


def _proposals(script: Script, answer: Answer) -> Iterator[Certificate]:
    match answer:
        case Model(_, point):
            yield Certificate("witness", {"point": {name: to_json(t) for name, t in point.items()}})
        case Unsatisfiable(_, core):
            found = derivation(script, core)
            if found is not None:
                yield found
        case Silent():
            return
