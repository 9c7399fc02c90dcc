"""A claim's proof by tactics: the search, the tree of what was tried, and the verdict of fresh processes on what it found.

    claim ──exact prover──► certificate, if any ──► templates ──► search on a warm prover ──► script ──check──► verdict

The exact prover is asked first: a claim that it refutes is not searched for, and its certificate fills templates. A script
counts only when the prover's own kernel has accepted it in a process that the search had no part in; the search goes
on after one that it has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from porism.provers.merge import merge
from porism.provers.protocol import Task
from porism.provers.rendering import STYLE, card
from porism.provers.tactics.generator import Generator
from porism.provers.tactics.protocol import Adapter, State
from porism.provers.tactics.search import Ending, Limits, Progress, Ranker, search
from porism.provers.tactics.tree import ProofTree
from porism.provers.verdict import Proved, Refuted, Unknown, Verdict, verdict_record
from porism.stages import dated
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError

if TYPE_CHECKING:
    import sympy

CHECK_SECONDS = 30.0  # for each command of a script that was found


@dataclass(frozen=True, repr=False)
class ProofSearch:
    """What a search came to: the verdict, the script that was accepted, and the tree of everything that was tried.

    `ending` says why it ended: `found`, `exhausted`, a limit (`time`, `nodes`, `tactics`), `stopped`, `crashed`, or
    `not searched` where the exact prover has refuted the claim or the prover has no theorem for it.
    """

    verdict: Verdict
    ending: Ending | Literal["not searched"]
    prover: str
    script: tuple[str, ...] = ()
    tree: ProofTree = field(default_factory=lambda: ProofTree(State((), ())))
    nodes: int = 0
    tactics: int = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The search as one JSON object, without its tree and verdict."""
        return {
            "prover": self.prover,
            "ending": self.ending,
            "script": list(self.script),
            "nodes": self.nodes,
            "tactics": self.tactics,
            "search_seconds": round(self.seconds, 3),
        }

    def __repr__(self) -> str:
        lines = [repr(self.verdict), f"search in {self.prover}: {self.summary}", *self.script]
        return "\n  ".join(lines)

    @property
    def summary(self) -> str:
        """How it ended, in a few words."""
        if self.ending == "not searched":
            return "not searched"
        tried = f"{self.tactics} tactics on {self.nodes} states in {self.seconds:.1f} s"
        return (
            f"a proof of {len(self.script)} tactics; {tried}"
            if self.script
            else f"{_WHY[self.ending]}; {tried}"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        shown = card(verdict_record(self.verdict), self.verdict.claim)
        drawing = self.tree._repr_html_() if self.ending != "not searched" else ""
        return {
            "text/plain": repr(self),
            "text/html": f'<div class="porism"><style>{STYLE}</style>{shown}{drawing}</div>',
        }


_WHY: dict[str, str] = {
    "found": "a proof",
    "exhausted": "nothing is left to try",
    "time": "the time is over",
    "nodes": "the limit of states was reached",
    "tactics": "the limit of tactics was reached",
    "stopped": "stopped",
    "crashed": "the prover crashed again and again",
}


def search_proof(
    statement: str | Claim | sympy.Basic,
    vars: Mapping[str, str] | None = None,  # the batch format's name for it
    assume: Sequence[str | sympy.Basic] = (),
    *,
    prover: Literal["auto", "rocq", "lean"] = "auto",
    timeout_s: float = 30.0,
    nodes: int = 400,
    tactics: int = 10_000,
    tactic_s: float = 1.0,
    seed: int = 0,
    ranker: Ranker | None = None,
    generator: Callable[[Task], Generator] | None = None,
    exact: bool = True,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> ProofSearch:
    """A proof of the statement by tactics, found by search in a proof assistant, and its verdict.

    `prover="auto"` takes Rocq where it is installed, else Lean where there is a toolchain with Mathlib and LeanDojo.
    `ranker` decides which states are searched first, `generator` makes the tactics that are tried from the task. With
    `exact=False` the exact prover is not asked before. `stop` is asked before each tactic.

    Raises `PorismError` where the prover is not installed, with the commands that install one.
    """
    from porism.pipeline import as_claim, prove

    claim = as_claim(statement, vars, assume)
    with _adapter(prover) as (adapter, templates):
        known: Verdict | None = None
        if exact:
            known = prove(claim, timeout_s=timeout_s, kernel=None)
        if isinstance(known, Refuted):
            return ProofSearch(known, "not searched", adapter.name)
        task = Task(claim)
        if isinstance(known, Proved):
            task = Task(claim, known.certificate, known.conditions)
        session = adapter.open(task)
        if isinstance(session, Unknown):
            return ProofSearch(_merged(known, session), "not searched", adapter.name)
        accepted = list[Verdict]()

        def accept(script: tuple[str, ...]) -> bool:
            accepted.append(adapter.check(task, script, CHECK_SECONDS))
            return isinstance(accepted[-1], Proved)

        limits = Limits(timeout_s, nodes, tactics, tactic_s)
        try:
            found = search(
                session,
                (generator or templates)(task),
                ranker,
                limits,
                seed=seed,
                accept=accept,
                stop=stop,
                progress=progress,
            )
        finally:
            session.close()
    if found.ending == "found":
        verdict = accepted[-1]
    else:
        reason = "timeout" if found.ending == "time" else "undecided"
        verdict = Unknown(
            claim, reason, f"tactic search in {adapter.name}: {_WHY[found.ending]}", found.seconds
        )
    return ProofSearch(
        dated(_merged(known, verdict), "user", seed),
        found.ending,
        adapter.name,
        found.script,
        found.tree,
        found.nodes,
        found.tactics,
        found.seconds,
    )


def _merged(exact: Verdict | None, kernel: Verdict) -> Verdict:
    return kernel if exact is None else merge(exact, kernel)


@contextmanager
def _adapter(prover: str) -> Iterator[tuple[Adapter, Callable[[Task], Generator]]]:
    """The adapter that is asked for and its templates; its processes end with the context."""
    from porism.provers.lean.dojo.theorem import lean_generator
    from porism.provers.rocq.tactics.adapter import RocqTactics
    from porism.provers.rocq.tactics.templates import rocq_generator

    if prover not in ("auto", "rocq", "lean"):
        raise PorismError(f"expected prover to be 'auto', 'rocq' or 'lean', found {prover!r}")
    choices: list[tuple[str, Adapter | str, Callable[[Task], Generator]]] = [
        ("rocq", RocqTactics(), rocq_generator),
        ("lean", _lean(), lean_generator),
    ]
    reasons = list[str]()
    for name, adapter, templates in choices:
        if prover not in ("auto", name):
            continue
        reason = adapter if isinstance(adapter, str) else adapter.missing()
        if not isinstance(adapter, str) and reason is None:
            try:
                yield adapter, templates
            finally:
                adapter.close()
            return
        reasons.append(f"{name}: {reason}")
    raise PorismError("no prover with tactics can be used\n  " + "\n  ".join(reasons))


def _lean() -> Adapter | str:
    """LeanDojo on the project that `porism lean setup` made or the user has named; why there is none, with the cure."""
    from porism.provers.lean.dojo.bridge import DojoTactics
    from porism.provers.lean.dojo.theorem import mathlib_theorem
    from porism.provers.lean.mathlib.project import located

    place = located()
    if isinstance(place, str):
        return place
    variables = place.toolchain().variables
    return DojoTactics(mathlib_theorem, place.project, place.path, variables=variables)
