"""Proof trees on a page and in a terminal: one row a state, its tactic and what is left, indented by depth.

The states of the proof stand out; of a large tree the proof is shown with the states beside it, and how many are left
out is said. Everything from a prover is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from rich.tree import Tree

if TYPE_CHECKING:
    from porism.provers.tactics.tree import ProofTree

MAX_ROWS = 80
LONGEST = 100  # characters of a tactic or goal in a row; the whole stands in its tooltip
_ROW, _INDENT, _CHARACTER = 24, 18, 7.3  # pixels
_SIGNS = {"open": "○", "expanded": "●", "finished": "∎", "refused": "✗"}
_COLOURS = {"open": "#8a8f98", "expanded": "#5b7fb4", "finished": "#2e8b57", "refused": "#c0392b"}


class Row(NamedTuple):
    """A state in the drawing; `parent` is the row of the state before it."""

    number: int
    parent: int | None
    depth: int
    tactic: str
    goal: str
    status: str
    on_proof: bool


def rows(tree: ProofTree, everything: bool = True) -> list[Row]:
    """The rows from top to bottom, parents first, at most `MAX_ROWS`; without `everything` only the proof's."""
    proof = set(tree.proof())
    found = list[Row]()
    places = dict[int, int]()
    # The proof goes first, so that a cut leaves it whole.
    needed = set(tree.proof()[-MAX_ROWS:]) | {0}
    room = MAX_ROWS - len(needed)

    def visit(number: int, parent: int | None, tactic: str, depth: int) -> None:
        nonlocal room
        if number not in needed:
            if room <= 0 or not everything:
                return
            room -= 1
        places[number] = len(found)
        data = tree.graph.nodes[number]
        found.append(
            Row(number, parent, depth, tactic, _goal(data["goals"]), data["status"], number in proof)
        )
        stack.extend((c, places[number], t, depth + 1) for c, t in reversed(list(tree.children(number))))

    stack: list[tuple[int, int | None, str, int]] = [(0, None, "", 0)]
    while stack:
        visit(*stack.pop())
    return found


def rich_tree(tree: ProofTree, everything: bool = False) -> Tree:
    """The drawing for a terminal."""
    shown = rows(tree, everything or not tree.proof())
    branches = list[Tree]()
    for row in shown:
        colour = {"finished": "green", "refused": "red"}.get(row.status, "bold" if row.on_proof else "dim")
        label = Text(f"{_SIGNS[row.status]} ", style=colour)
        if row.tactic:
            label.append(_cut(row.tactic), style="bold" if row.on_proof else "")
            label.append("  ")
        label.append(row.goal, style="dim")
        branches.append(Tree(label) if row.parent is None else branches[row.parent].add(label))
    if left_out := tree.graph.number_of_nodes() - len(shown):
        branches[0].add(Text(f"… {left_out} more states", style="dim"))
    return branches[0]


def svg(tree: ProofTree) -> str:
    """The drawing as an SVG element, for light and dark pages."""
    shown = rows(tree)
    width = max(
        40 + row.depth * _INDENT + _CHARACTER * (len(_cut(row.tactic)) + len(row.goal) + 3) for row in shown
    )
    height = _ROW * len(shown) + 8
    lines = "".join(_connectors(shown))
    texts = "".join(_texts(tree, shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" viewBox="0 0 {width:.0f} {height}"'
        f' role="img" aria-label="{html.escape(repr(tree))}" font-family="ui-monospace, monospace" font-size="12"'
        f' fill="currentColor">{lines}{texts}</svg>'
    )


def html_page(tree: ProofTree) -> str:
    """The drawing with a line about the search, as an HTML element."""
    states, proof = tree.graph.number_of_nodes(), tree.proof()
    left_out = states - len(rows(tree))
    said = f"proof of {len(proof) - 1} tactics" if proof else "no proof"
    more = f", {left_out} of them not shown" if left_out else ""
    return (
        f'<div class="porism porism-tactics"><div>{said}, {states} states{more}</div>'
        f'<div style="overflow-x:auto">{svg(tree)}</div></div>'
    )


def _connectors(shown: list[Row]) -> Iterator[str]:
    for k, row in enumerate(shown):
        if row.parent is None:
            continue
        x, top, y = 14 + shown[row.parent].depth * _INDENT, _middle(row.parent) + 6, _middle(k)
        colour = _COLOURS["finished"] if row.on_proof else "#8a8f98"
        wide = 2 if row.on_proof else 1
        yield (
            f'<path d="M{x} {top}V{y}H{x + _INDENT - 6}" fill="none" stroke="{colour}" stroke-width="{wide}"/>'
        )


def _texts(tree: ProofTree, shown: list[Row]) -> Iterator[str]:
    for k, row in enumerate(shown):
        x, y = 14 + row.depth * _INDENT, _middle(k)
        weight = ' font-weight="bold"' if row.on_proof else ""
        data = tree.graph.nodes[row.number]
        failed = len(data["failures"])
        title = html.escape(
            "\n".join(
                filter(None, [row.tactic, data["text"], f"{failed} tactics failed here" if failed else ""])
            )
        )
        goal = f'<tspan dx="10" opacity="0.65">{html.escape(row.goal)}</tspan>'
        yield (
            f'<g><title>{title}</title><circle cx="{x}" cy="{y}" r="4.5" fill="{_COLOURS[row.status]}"/>'
            f'<text x="{x + 10}" y="{y + 4}"{weight}>{html.escape(_cut(row.tactic))}{goal}</text></g>'
        )


def _middle(row: int) -> int:
    return _ROW * row + _ROW // 2 + 4


def _goal(goals: tuple[str, ...]) -> str:
    if not goals:
        return "no goals"
    more = f" (and {len(goals) - 1} more)" if len(goals) > 1 else ""
    return f"⊢ {_cut(goals[0])}{more}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
