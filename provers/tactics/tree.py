"""The tree of a proof search, as a networkx DiGraph that shows itself.

    node   a state     `text`, `goals` (conclusions), `depth`, `rank`, `status`, `failures` [(tactic, kind, message), …]
    edge   a tactic    `tactic`, `seconds`, `found_first` (False where the state was known already)

`status` is `open` (in the queue), `expanded`, `finished` (no goal is left, the script was taken), or `refused` (it was
not). Edges that found their state first form a tree; the others may close cycles. Jupyter shows an SVG drawing, a
terminal a rich tree (`terminal`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx

from porism.provers.tactics.protocol import State

if TYPE_CHECKING:
    from rich.tree import Tree

MAX_FAILURES = 60  # that a node remembers
NO_GOALS = "no goals"


class ProofTree:
    """What a search has tried. `graph` is the DiGraph; node 0 is the theorem."""

    def __init__(self, root: State) -> None:
        self.graph = networkx.DiGraph()
        self._add(root, 0)

    # what a search records

    def add(self, parent: int, state: State, tactic: str, seconds: float) -> int:
        """A new state; its number."""
        number = self._add(state, self.graph.nodes[parent]["depth"] + 1)
        self.graph.add_edge(parent, number, tactic=tactic, seconds=seconds, found_first=True)
        return number

    def meet(self, parent: int, known: int, tactic: str, seconds: float) -> None:
        """A tactic that led to a state which is known."""
        if parent != known and not self.graph.has_edge(parent, known):
            self.graph.add_edge(parent, known, tactic=tactic, seconds=seconds, found_first=False)

    def finish(self, parent: int, tactic: str, seconds: float, taken: bool) -> None:
        """A tactic that left no goal."""
        number = self.graph.number_of_nodes()
        depth = self.graph.nodes[parent]["depth"] + 1
        status = "finished" if taken else "refused"
        self.graph.add_node(
            number, text=NO_GOALS, goals=(), depth=depth, rank=0.0, status=status, failures=[]
        )
        self.graph.add_edge(parent, number, tactic=tactic, seconds=seconds, found_first=True)

    def fail(self, number: int, tactic: str, kind: str, message: str) -> None:
        """A tactic that failed (`error`, `timeout`, `crash`)."""
        failures = self.graph.nodes[number]["failures"]
        if len(failures) < MAX_FAILURES:
            failures.append((tactic, kind, message))

    def expand(self, number: int) -> None:
        """The state was taken from the queue."""
        self.graph.nodes[number]["status"] = "expanded"

    def rank(self, number: int, rank: float) -> None:
        """The state's rank in the queue."""
        self.graph.nodes[number]["rank"] = rank

    # what it shows

    def proof(self) -> list[int]:
        """The numbers of the states from the theorem to the end of the proof; empty without one."""
        last = next((n for n, data in self.graph.nodes(data=True) if data["status"] == "finished"), None)
        if last is None:
            return []
        path = [last]
        while path[-1] != 0:
            path.append(self.parent(path[-1]))
        return path[::-1]

    def parent(self, number: int) -> int:
        """The state from which a state was first found."""
        found: int = next(p for p, _, first in self.graph.in_edges(number, data="found_first") if first)
        return found

    def children(self, number: int) -> Iterator[tuple[int, str]]:
        """The states first found from a state, with their tactics."""
        for _, child, data in self.graph.out_edges(number, data=True):
            if data["found_first"]:
                yield child, data["tactic"]

    def script(self) -> list[str]:
        """The tactics of the proof."""
        path = self.proof()
        return [self.graph.edges[edge]["tactic"] for edge in pairwise(path)]

    def to_json(self) -> dict[str, Any]:
        """The plain form, for a file."""
        return {
            "nodes": [
                {"id": n, **data, "goals": list(data["goals"])} for n, data in self.graph.nodes(data=True)
            ],
            "edges": [{"from": a, "to": b, **data} for a, b, data in self.graph.edges(data=True)],
        }

    def terminal(self, everything: bool = False) -> Tree:
        """The tree for rich's console: the proof, or all that was tried; without a proof, all."""
        from porism.provers.tactics.drawing import rich_tree

        return rich_tree(self, everything)

    def __repr__(self) -> str:
        states, tried = self.graph.number_of_nodes(), self.graph.number_of_edges()
        return f"<ProofTree: {states} states, {tried} tactics that worked, {'a' if self.proof() else 'no'} proof>"

    def _repr_svg_(self) -> str:
        from porism.provers.tactics.drawing import svg

        return svg(self)

    def _repr_html_(self) -> str:
        from porism.provers.tactics.drawing import html_page

        return html_page(self)

    def _add(self, state: State, depth: int) -> int:
        number: int = self.graph.number_of_nodes()
        goals = tuple(goal.conclusion for goal in state.goals)
        self.graph.add_node(
            number, text=state.text, goals=goals, depth=depth, rank=0.0, status="open", failures=[]
        )
        return number
