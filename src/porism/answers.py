"""How a question is answered: finders propose, the provers decide, the first answer that is proved is taken.

    finders, each in its worker ──► proposals as they come ──► parts, in workers too ──► Result             (`race.py`)
                 a proposal whose parts say something else than its value of the question is put aside (`agreement.py`)
                                                   a proposal whose parts are proved stops the other finders

Finders are functions `module:function` that return a list of `Proposal`s. A finder that hangs, crashes or eats memory
is stopped and named in the result; where nothing is proved, the best proposal is returned with status `unknown`. Finders of
the last resort start when all others have ended and none of their proposals was proved.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved
from porism.race import Finder as Finder
from porism.race import race
from porism.race import settled as settled
from porism.result import Answered, Result
from porism.stages import AskedKernel, stages_with, theorems_of, with_kernels
from porism.workers import ONE_QUESTION


def answered(
    question: str,
    finders: Sequence[Finder],
    arguments: tuple[Any, ...],
    *,
    timeout_s: float,
    memory_mb: int,
    kernel: AskedKernel = None,
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
            with closing(race(question, wave, arguments, deadline, memory_mb, failures)) as results:
                for result in results:
                    if best is None or _rank(result) > _rank(best):
                        best = result
                    if result.status == "proved" and all(
                        p.is_settled for p in result.parts if p.role in ("complete", "exact")
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
    else:  # an expression, or a question that holds the symbols of its expressions
        found = set(getattr(asked, "free_symbols", ())).union(_symbols(getattr(asked, "symbols", ())))
    return tuple(sorted(found, key=lambda symbol: str(symbol.name)))


def _rank(result: Result) -> tuple[bool, bool, bool, int]:
    return (
        result.status == "proved",
        result.status != "refuted",
        result.complete != "unknown",
        sum(p.is_settled for p in result.parts),
    )


def with_kernel(result: Result, kernel: AskedKernel, deadline: float, memory_mb: int) -> Result:
    """The result with its proved claims, and the proved obligations of its statements, handed to the kernels."""
    stages = stages_with(kernel)
    claims = [v for p in result.parts for v in p.proved_claims()]
    if not stages.kernels or not claims:
        return result
    budget = Budget(max(deadline - time.monotonic(), 5.0), memory_mb)
    established = [p.verdict for p in result.parts if isinstance(p.verdict, Established)]
    with stages.kernel_pool() as pool:
        outcomes = pool.calls(stages.kernel_calls(claims, budget))
        found = pool.calls(stages.theorem_calls(established, budget))
    merged = iter(with_kernels(stages, outcomes, claims))
    whole = theorems_of(found)
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
            stronger = verdict.with_parts(kept)
            for theorem in whole:
                if theorem.statement == verdict.statement:
                    stronger = stronger.with_theorem(theorem)
            parts.append(replace(part, verdict=stronger))
        else:
            parts.append(part)
    return replace(result, parts=tuple(parts))
