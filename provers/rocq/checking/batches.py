"""Many items before Rocq: what goes into one process, and what is done about the items that fail.

    batch of one kind ─► compiled and audited together ─► all accepted
                      └► one fails ─► the rest is tried in warm `coqtop`s ─► those that seem to pass, together again

Items that compute with machine integers go into batches of their own, so that the others need not be said to rest on them.
Where a failure has no place (the time or memory of the whole process ran out), the batch is halved. Nothing here accepts:
`audit.check_batch` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from porism.provers.rocq.checking.audit import (
    Accepted,
    FailedAt,
    Finding,
    Rejected,
    check_batch,
    rejected,
)
from porism.provers.rocq.checking.items import Item, imports_for
from porism.provers.rocq.locate import library_folder
from porism.provers.rocq.warm.pool import Pool

_COMPUTES = re.compile(r"\b(interval|integral|porism_numeric|porism_closed|vm_compute)\b")
_WITHOUT_PLACE = ("timeout", "memory", "audit", "axioms", "strict")
THREADS = 2
FEW = 3  # items that are left beside a failing one: compiling them again is no dearer than a `coqtop`


def check_items(
    items: Sequence[Item], seconds: float, memory_mb: int, strict: bool = False, pool: Pool | None = None
) -> list[Finding]:
    """A finding for each item, in order; two batches run at a time.

    `seconds` is the limit for one command of a proof, `strict` asks `coqchk` too. `pool` is kept warm by the caller;
    without one, a batch with a failing item starts a `coqtop` of its own.
    """
    findings = dict[int, Finding]()
    groups = list[list[int]]()
    kinds = [(imports_for(item), bool(_COMPUTES.search(item.body))) for item in items]
    for kind in sorted(set(kinds), key=kinds.index):
        group = [k for k, found in enumerate(kinds) if found == kind]
        size = len(group) if len(group) <= kind[0].few else min(-(-len(group) // THREADS), kind[0].most)
        groups += [group[k : k + size] for k in range(0, len(group), size)]

    def work(group: list[int]) -> None:
        waiting = [group]
        while waiting:
            group = waiting.pop()
            result = check_batch([items[k] for k in group], seconds, memory_mb, strict)
            if isinstance(result, Accepted):
                findings.update(dict.fromkeys(group, result))
            elif isinstance(result, FailedAt):
                findings[group[result.index]] = result.finding
                rest = group[: result.index] + group[result.index + 1 :]
                failed = _weeds([items[k] for k in rest], seconds, pool)
                findings.update({rest[k]: finding for k, finding in failed.items()})
                rest = [k for k in rest if k not in findings]
                waiting += [rest] if rest else []
            elif len(group) > 1 and result.reason in _WITHOUT_PLACE:
                half = len(group) // 2
                waiting += [group[half:], group[:half]]
            else:
                findings.update(dict.fromkeys(group, result))

    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        for future in [threads.submit(work, group) for group in groups]:
            future.result()
    return [findings[k] for k in range(len(items))]


def _weeds(items: Sequence[Item], seconds: float, pool: Pool | None) -> dict[int, Rejected]:
    """The items that fail in a warm process; none where there are few, or where there is no such process."""
    if len(items) <= FEW or library_folder() is None:
        return {}
    with ExitStack() as stack:
        warm = pool if pool is not None else stack.enter_context(Pool(1))
        trials = warm.tried(items, seconds)
    reasons = {"failed": "", "timeout": "Timeout! "}
    return {
        k: rejected(reasons[trial.ending] + trial.detail)
        for k, trial in enumerate(trials)
        if trial.ending in reasons
    }
