"""A search that was killed goes on where its file says, and ends as it would have.

    {"format": 1, "digest": of data and settings, "targets": [{"stages", "pool", "guesses", "grown", "scored"}, …]}

A search is a fixed sequence of passes, so that what was done is a number of passes, the formulas found, and how the libraries
were grown, whose order depends on it. The file is written between passes, at most every `EVERY_S` seconds and at the end, and
is always whole: it is written beside and renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.inputs import DataError
from porism.neural.regression.pareto import Candidate
from porism.neural.regression.search import Search
from porism.symbolic.term import Term, Variable, from_json, substitute, to_json

FORMAT: Final = 1
EVERY_S: Final = 60.0
_FREE: Final = "free_constant_{}_of_the_formula"  # a parameter, by a name that the language has
State: TypeAlias = dict[str, Any]


@dataclass
class Checkpoint:
    """The file of one fit; `digest` says what it belongs to."""

    path: Path
    digest: str
    targets: list[State] = field(default_factory=list)
    written: float = field(default_factory=time.monotonic)

    @classmethod
    def open(cls, path: str | Path, digest: str) -> Checkpoint:
        """What the file holds, nothing where there is none; raises `DataError` where it belongs to something else."""
        place = Path(path)
        if not place.exists():
            if not place.parent.is_dir():
                raise DataError(f"the checkpoint {place} has no folder {place.parent}; create it")
            return cls(place, digest)
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
            given, known, targets = found["format"], found["digest"], found["targets"]
        except (OSError, ValueError, KeyError, TypeError) as reason:
            raise DataError(f"{place} is no checkpoint ({reason}); remove it, or give another path") from None
        if given != FORMAT or known != digest:
            raise DataError(
                f"the checkpoint {place} belongs to other data, other settings or another version; remove it, or "
                "give another path"
            )
        return cls(place, digest, targets)

    def restore(self, target: int, search: Search) -> None:
        """Put the search where the file says."""
        if target >= len(self.targets):
            return
        state = self.targets[target]
        search.stages = [(str(name), float(seconds)) for name, seconds in state["stages"]]
        candidates = [_candidate(c) for c in state["pool"]]
        search.pool = {c.formula.term: c for c in candidates}
        search.settled = dict(search.pool)
        search.bases = [_formula(f) for f in state["guesses"]]
        search.resumed = list(zip(state["grown"], state["scored"], strict=True))
        search.is_complete = bool(state["complete"])

    def keep(self, target: int, search: Search, at_once: bool = False) -> None:
        """Write the state of this target's search, if it is time."""
        if not at_once and time.monotonic() < self.written + EVERY_S:
            return
        if self.targets[target : target + 1] and self.targets[target]["complete"]:
            return  # read, not searched
        state = {
            "stages": search.stages,
            "pool": [_plain(c) for c in search.settled.values()],
            "guesses": [_plain_formula(f) for f in search.bases],
            "grown": [p.tally.grown for p in search.problems],
            "scored": [p.tally.scored for p in search.problems],
            "complete": search.is_complete,
        }
        self.targets[target:] = [state]
        text = json.dumps({"format": FORMAT, "digest": self.digest, "targets": self.targets})
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.path)
        self.written = time.monotonic()


def digest_of(arrays: list[np.ndarray], settings: dict[str, Any]) -> str:
    """A name for data and settings: equal ones have the same."""
    digest = hashlib.sha256(repr(sorted((k, str(v)) for k, v in settings.items())).encode())
    for array in arrays:
        digest.update(repr(array.shape).encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _plain_formula(formula: Formula) -> list[Any]:
    names: dict[str, Term] = {f"_{k}": Variable(_FREE.format(k)) for k in range(len(formula.parameters))}
    return [to_json(substitute(formula.term, names)), list(formula.parameters)]


def _formula(plain: list[Any]) -> Formula:
    term, parameters = plain
    names: dict[str, Term] = {_FREE.format(k): parameter(k) for k in range(len(parameters))}
    return Formula(substitute(from_json(term), names), tuple(map(float, parameters)))


def _plain(candidate: Candidate) -> list[Any]:
    return [
        *_plain_formula(candidate.formula),
        candidate.size,
        candidate.error,
        candidate.bits,
        candidate.relative,
    ]


def _candidate(plain: list[Any]) -> Candidate:
    term, parameters, size, error, bits, relative = plain
    return Candidate(_formula([term, parameters]), int(size), float(error), float(bits), bool(relative))
