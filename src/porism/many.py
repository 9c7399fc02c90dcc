"""Many questions at once: each is answered in a process of its own, which has its own workers.

The order of the answers is that of the questions; a question whose process dies is a result that says so.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from porism.result import Result
from porism.symbolic.errors import FormatError
from porism.workers import Call, Failed, WorkerPool

GRACE_S = 10.0  # a question keeps its own clock; this is for its workers to start and to end


def answered_many(
    verb: str,
    calls: Sequence[tuple[tuple[Any, ...], dict[str, Any]]],
    *,
    jobs: int | None,
    timeout_s: float,
    memory_mb: int,
) -> list[Result]:
    """The results of `verb` (`module:function`) for each (arguments, keywords), on `jobs` processes (default: all cores)."""
    if jobs is not None and jobs < 1:
        raise FormatError(f"expected a positive number of jobs, found {jobs}")
    found: list[Result | None] = [None] * len(calls)
    waiting = list(enumerate(calls))
    with WorkerPool(
        min(jobs or len(os.sched_getaffinity(0)), max(len(calls), 1)), (verb.partition(":")[0],)
    ) as pool:
        running = 0
        while waiting or running:
            while waiting and pool.idle:
                k, (arguments, keywords) = waiting.pop(0)
                pool.submit(
                    k, Call("porism.many:one", (verb, arguments, keywords), timeout_s + GRACE_S, memory_mb)
                )
                running += 1
            for tag, outcome in pool.collect(0.5):
                running -= 1
                k = int(str(tag))
                if isinstance(outcome, Failed):
                    question = ", ".join(map(str, calls[k][0]))
                    found[k] = Result(
                        question, None, (), "", outcome.seconds, f"{outcome.reason}: {outcome.detail}"
                    )
                else:
                    found[k] = outcome.value
    return [result for result in found if result is not None]


def one(verb: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Result:
    """The answer to one question, in a worker."""
    from importlib import import_module

    module, _, name = verb.partition(":")
    result: Result = getattr(import_module(module), name)(*arguments, **keywords)
    return result
