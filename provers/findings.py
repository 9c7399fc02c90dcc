"""What a Lean process came to on one proof, and how many proofs are put before it in few batches.

A batch is answered as a whole, or by the findings of those that failed: then the rest goes once more. One that runs out of
time or memory is halved, until the proof that takes too much is alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Accepted:
    """The kernel accepted the theorem, resting on these axioms."""

    axioms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """Not accepted: `reason` is a word for a verdict (`refused`, `undecided`, `axioms`, `timeout`, `memory`, `crash`)."""

    reason: str
    detail: str


Finding: TypeAlias = Accepted | Rejected


def in_batches(
    count: int,
    refused: Mapping[int, Finding],
    most: int,
    check: Callable[[Sequence[int]], Finding | Mapping[int, Finding]],
) -> list[Finding]:
    """A finding for each of `count` proofs, in order; those in `refused` are not checked.

    `check` is given the numbers of at most `most` proofs. It answers with one finding for all of them, or with the findings
    of some, by their places in the batch.

    >>> in_batches(3, {0: Rejected("refused", "by its text")}, 2, lambda group: Accepted())[1:]
    [Accepted(axioms=()), Accepted(axioms=())]
    """
    findings = dict(refused)
    left = [k for k in range(count) if k not in findings]
    waiting = [left[j : j + most] for j in range(0, len(left), most)]
    while waiting:
        group = waiting.pop()
        found = check(group)
        match found:
            case Accepted():
                findings.update(dict.fromkeys(group, found))
            case Rejected("timeout" | "memory") if len(group) > 1:
                half = len(group) // 2
                waiting += [group[half:], group[:half]]
            case Rejected():
                findings.update(dict.fromkeys(group, found))
            case _:
                findings.update({group[j]: finding for j, finding in found.items()})
                rest = [k for k in group if k not in findings]
                waiting += [rest] if rest else []
    return [findings[k] for k in range(count)]
