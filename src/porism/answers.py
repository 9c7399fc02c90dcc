"""How a question is answered: finders propose, the provers decide, the first answer that is proved is taken.

    finders, each in its worker ──► proposals as they come ──► parts, one by one in a worker ──► Result
                 a proposal whose parts say something else than its value of the question is put aside (`agreement.py`)
                                                   a proposal whose parts are proved stops the other finders

Finders are functions `module:function` that return a list of `Proposal`s. A finder that hangs, crashes or eats memory
is stopped and named in the result; where nothing is proved, the best proposal is returned with status `unknown`. Finders of
the last resort start when all others have ended and none of their proposals was proved.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from porism.agreement import objection
from porism.provers.calculus.verdict import Established, Open, StatementVerdict
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Unknown, Verdict
from porism.result import Answered, Result
from porism.stages import GRACE_S, Kernel, kernel_outcome, stages_with
from porism.symbolic.claim import Claim
from porism.symbolic.proposals import Part, Proposal
from porism.workers import ONE_QUESTION, Call, Failed, shared_pool

PROVER = "porism.calculus_worker:verdict"
PATIENCE_S = 4.0  # a proposal of a higher rank waits so long for a better one
FIRST_SHARE = 0.75  # of the time is for the finders; the rest remains for the provers


@dataclass(frozen=True)
class Finder:
    """`name` is shown as the proposer where it fails; `target` is called in a worker with the question's arguments."""

    name: str
    target: str


def answered(
    question: str,
    finders: Sequence[Finder],
    arguments: tuple[Any, ...],
    *,
    timeout_s: float,
    memory_mb: int,
    kernel: Kernel = None,
    last_resort: Sequence[Finder] = (),
) -> Result:
    """The first proved proposal as a `Result`, else the one with the most parts proved."""
    start = time.monotonic()
    deadline = start + timeout_s
    failures, best = list[str](), None
    with ONE_QUESTION:
        for wave in (finders, last_resort):
            if best is not None and best.status == "proved":
                break
            for proposal in _proposals(wave, arguments, deadline, memory_mb, failures):
                if differs := objection(arguments, proposal):
                    failures.append(f"{proposal.proposer}: {differs}")
                    continue
                parts = tuple(settled(part, deadline, memory_mb) for part in proposal.parts)
                result = Result(question, proposal.value, parts, proposal.proposer, time.monotonic() - start)
                if best is None or _rank(result) > _rank(best):
                    best = result
                if result.status == "proved" and all(
                    p.is_settled for p in parts if p.role in ("complete", "exact")
                ):
                    break
    symbols = _symbols(arguments)
    if best is None:
        reason = "; ".join(failures) or "no finder had a proposal"
        return Result(question, None, (), "", time.monotonic() - start, reason, symbols)
    whole = with_kernel(best, kernel, deadline, memory_mb)
    return replace(whole, seconds=time.monotonic() - start, symbols=symbols)


def _symbols(asked: Any) -> tuple[Any, ...]:
    """SymPy's symbols in what was asked, by name."""
    if isinstance(asked, tuple | list | set | frozenset):
        found = {symbol for part in asked for symbol in _symbols(part)}
    elif isinstance(asked, dict):
        found = {symbol for part in asked.items() for symbol in _symbols(part)}
    else:
        found = set(getattr(asked, "free_symbols", ()))
    return tuple(sorted(found, key=lambda symbol: str(symbol.name)))


def _rank(result: Result) -> tuple[bool, bool, int]:
    return (result.status == "proved", result.complete != "unknown", sum(p.is_settled for p in result.parts))


def _proposals(
    finders: Sequence[Finder],
    arguments: tuple[Any, ...],
    deadline: float,
    memory_mb: int,
    failures: list[str],
) -> Iterator[Proposal]:
    """The finders' proposals, in the order in which the finders end; the others are killed when the caller stops."""
    if not finders:
        return
    pool = shared_pool(len(finders), ("porism.symbolic.sympy_bridge",))
    waiting, ready = set(range(len(finders))), list[Proposal]()
    share = max((deadline - time.monotonic()) * FIRST_SHARE, 0.1)
    patience = time.monotonic() + min(PATIENCE_S, share / 2)
    for k, finder in enumerate(finders):
        pool.submit(k, Call(finder.target, arguments, share, memory_mb))
    try:
        while (waiting or ready) and time.monotonic() < deadline:
            for tag, outcome in pool.collect(0.0 if ready else 0.2):
                k = int(str(tag))
                waiting.discard(k)
                if isinstance(outcome, Failed):
                    failures.append(f"{finders[k].name}: {_said(outcome)}")
                else:
                    ready += outcome.value
            ready.sort(
                key=lambda proposal: proposal.rank
            )  # stable: within a rank in the order of their coming
            if ready and (ready[0].rank == 0 or not waiting or time.monotonic() > patience):
                yield ready.pop(0)
            elif ready:
                time.sleep(0.01)
    finally:
        if waiting:
            pool.drop_busy()  # the losers; the others stay warm for the next question


def _said(failure: Failed) -> str:
    """Why a finder gave no answer; an input that it does not support, or no answer of an oracle, is no crash."""
    kind, _, detail = failure.detail.partition(": ")
    return detail if kind in ("UnsupportedError", "OracleError") else f"{failure.reason}, {failure.detail}"


def settled(part: Part, deadline: float, memory_mb: int) -> Answered:
    """The part with the provers' verdict, from a worker."""
    seconds = max(min(deadline - time.monotonic(), part.limit_s), 0.1)
    call = Call(PROVER, (part, Budget(seconds, memory_mb)), seconds, memory_mb, GRACE_S)
    outcome = shared_pool(1, (PROVER.partition(":")[0],)).call(call)
    verdict: Verdict | StatementVerdict
    if not isinstance(outcome, Failed):
        verdict = outcome.value
    elif isinstance(part.statement, Claim):
        verdict = Unknown(part.statement, outcome.reason, outcome.detail, outcome.seconds)
    else:
        verdict = Open(part.statement, outcome.reason, outcome.detail, outcome.seconds)
    return Answered(part.role, verdict, part.about)


def with_kernel(result: Result, kernel: Kernel, deadline: float, memory_mb: int) -> Result:
    """The result with its proved claims, and the proved obligations of its statements, handed to the kernel."""
    stages = stages_with(kernel)
    claims = [v for p in result.parts for v in p.proved_claims()]
    if not stages.kernel or not claims:
        return result
    budget = Budget(max(deadline - time.monotonic(), 5.0), memory_mb)
    with stages.kernel_pool() as pool:
        merged = iter(kernel_outcome(pool.call(stages.kernel_call(claims, budget)), claims))
    parts = list[Answered]()
    for part in result.parts:
        verdict = part.verdict
        if isinstance(verdict, Proved):
            parts.append(replace(part, verdict=next(merged)))
        elif isinstance(verdict, Established):
            accepted = [next(merged) for _ in verdict.parts]
            kept = tuple(
                a if isinstance(a, Proved) else b for a, b in zip(accepted, verdict.parts, strict=True)
            )
            parts.append(replace(part, verdict=verdict.with_parts(kept)))
        else:
            parts.append(part)
    return replace(result, parts=tuple(parts))
