"""The exact prover: candidates from `symbolic/`, decided by the checker.

    quick screen for a witness → derivations, cheapest first → wider search for a witness → Unknown

Finders propose; this module only carries their proposals to the checker, and mints what it accepted.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

import flint

from porism.provers.exact import checker
from porism.provers.exact.trials import Trials
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import MINT, Checker, Proved, Provenance, Refuted, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.derivations import derivations, methods
from porism.symbolic.derivations.problem import Problem, Step
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.meaning import holds
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import Term, from_json, to_json, variables
from porism.symbolic.witnesses import quick_witnesses, searched_witnesses

logger = logging.getLogger(__name__)

QUICK, SEARCH = "quick witness", "searched witness"
MAX_WITNESSES = 40  # candidates of the wide search that the checker looks at
_DISTRIBUTIONS = {"flint": "python-flint"}  # where the name to install is not the name to import


class ExactProver:
    """Decides claims by certificates over exact rationals, Calcium and balls.

    With `strategy`, one of `strategies(claim)`, only that one looks for certificates.
    """

    name = "exact"

    def __init__(self, strategy: str | None = None) -> None:
        self.strategy = strategy

    def version(self) -> str:
        """The checker's version and FLINT's."""
        return f"{checker.VERSION} (flint {flint.__FLINT_VERSION__})"

    def supports(self, claim: Claim) -> str | None:
        """None, or which derivative the language lacks."""
        try:
            defining_conditions(claim)
        except UnsupportedError as error:
            return str(error)
        return None

    def prove(self, claim: Claim, certificate: Certificate | None, budget: Budget) -> Verdict:
        """A verdict; with a certificate given, only that one is checked."""
        start = time.perf_counter()
        deadline = start + budget.seconds
        if reason := self.supports(claim):
            return Unknown(claim, "unsupported", reason, 0.0)
        if nowhere := _undefined(claim):
            return Unknown(claim, "undefined", f"the claim is defined nowhere, since {nowhere} is 0", 0.0)
        missing = list[str]()
        proposals = (
            iter([certificate]) if certificate else _proposals(claim, deadline, missing, self.strategy)
        )
        detail = "no proof and no counterexample was found"
        for proposal in proposals:
            try:
                accepted = checker.check(claim.to_json(), proposal.to_json())
                return self._minted(claim, proposal, accepted, time.perf_counter() - start)
            except (checker.Rejected, PorismError) as rejection:  # or a witness beyond the language's bounds
                logger.debug("not accepted for %s: %s", claim, rejection)
                detail = f"the certificate was not accepted: {rejection}" if certificate else detail
            if time.perf_counter() > deadline:
                return Unknown(
                    claim, "timeout", f"no certificate within {budget.seconds:g} s", budget.seconds
                )
        if missing:
            detail = f"{detail}, but not everything could be tried: {'; '.join(dict.fromkeys(missing))}"
        return Unknown(claim, "missing" if missing else "undecided", detail, time.perf_counter() - start)

    def prove_many(self, tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
        """A verdict for each task, in order."""
        return [self.prove(task.claim, task.certificate, budget) for task in tasks]

    def _minted(
        self, claim: Claim, certificate: Certificate, accepted: checker.Accepted, seconds: float
    ) -> Verdict:
        checkers = (Checker("porism-exact", self.version(), "exact"),)
        provenance = Provenance(when=datetime.now(UTC).isoformat(timespec="seconds"))
        if accepted.status == "refuted":
            witness = tuple(sorted((name, from_json(data)) for name, data in accepted.witness.items()))
            return Refuted(claim, witness, certificate, checkers, seconds, provenance, key=MINT)
        conditions = tuple(Relation.from_json(data) for data in accepted.conditions)
        return Proved(claim, conditions, certificate, checkers, seconds, provenance, key=MINT)


def _undefined(claim: Claim) -> Term | None:
    """A divisor or a logarithm's argument in the claim that is 0 at every point, if there is one."""
    for condition in defining_conditions(claim):
        t = native(condition.left)
        if not variables(t) and holds(condition, {}) is False:
            return condition.left
        with contextlib.suppress(PorismError):
            if View([t]).ratio(t)[0] == 0:
                return condition.left
    return None


def _accepts(trials: Trials, problem: Problem, kind: str, t: Term, steps: list[Step]) -> bool:
    """Whether the checker sees `t kind 0` after the steps, with the problem's facts taken for granted."""
    domains = {name: domain.to_json() for name, domain in problem.variables}
    facts = [(k, to_json(f)) for k, f in problem.facts]
    return trials.follows(domains, facts, steps, kind, to_json(t), problem.grain)


def strategies(claim: Claim) -> tuple[str, ...]:
    """The names of the strategies by which a certificate for the claim may be found, in the usual order."""
    return QUICK, *methods(claim), SEARCH


def _proposals(
    claim: Claim, deadline: float, missing: list[str], strategy: str | None
) -> Iterator[Certificate]:
    """Certificates in the order of their expected cost; a finder that fails ends its own list only.

    Where it fails for want of a package, `missing` is told which, and the command that installs it.
    """
    accepts = partial(_accepts, Trials())
    named = {QUICK: _quick, SEARCH: _searched}
    method = None if strategy in named else strategy
    derived = partial(derivations, accepts=accepts, deadline=deadline, method=method)
    finders = (_quick, derived, _searched) if strategy is None else (named.get(strategy, derived),)
    for find in finders:
        try:
            yield from find(claim)
        except Exception as error:  # noqa: BLE001  # finders are not trusted: their failure decides nothing
            logger.debug("a finder failed on %s: %s: %s", claim, type(error).__name__, error)
            if isinstance(error, ImportError) and (package := _package(error)):
                cure = f"pip install {_DISTRIBUTIONS.get(package, package)}"
                missing.append(f"{package} cannot be imported; {cure}")


def _package(error: ImportError) -> str | None:
    """The package of others that could not be imported, None where it is one of ours."""
    top = (error.name or "").partition(".")[0]
    return top if top not in ("", "porism") else None


def _quick(claim: Claim) -> Iterator[Certificate]:
    for point in quick_witnesses(claim):
        yield Certificate("witness", {"point": {name: to_json(t) for name, t in point.items()}})


def _searched(claim: Claim) -> Iterator[Certificate]:
    for _, point in zip(range(MAX_WITNESSES), searched_witnesses(claim), strict=False):
        yield Certificate("witness", {"point": {name: to_json(t) for name, t in point.items()}})
