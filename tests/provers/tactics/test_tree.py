"""Proof trees: a DiGraph with what was tried, in a notebook and in a terminal."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree

import networkx
from rich.console import Console

from porism.provers.tactics.drawing import MAX_ROWS, rows
from porism.provers.tactics.protocol import Goal, State
from porism.provers.tactics.search import Found, Limits, search
from porism.provers.tactics.tree import ProofTree
from tests.provers.tactics.toy import Always, ToySession


def found() -> Found:
    return search(ToySession(1, 5), Always("slow", "2", "3", "swap"), limits=Limits(nodes=60))


def test_the_graph_holds_states_and_tactics() -> None:
    tree = found().tree
    assert isinstance(tree.graph, networkx.DiGraph)
    assert tree.graph.nodes[0]["goals"] == ("1", "5")
    assert tree.graph.nodes[0]["failures"] == [("slow", "timeout", "after 1.0 s")]
    first = [(a, b) for a, b, data in tree.graph.edges(data=True) if data["found_first"]]
    assert networkx.is_arborescence(tree.graph.edge_subgraph(first))
    assert all(data["tactic"] in ("2", "3", "swap") for _, _, data in tree.graph.edges(data=True))
    path = tree.proof()
    assert (path[0], tree.graph.nodes[path[-1]]["status"]) == (0, "finished")
    assert all(tree.graph.nodes[n]["status"] == "expanded" for n in path[:-1])


def test_the_plain_form_is_json() -> None:
    tree = found().tree
    data = json.loads(json.dumps(tree.to_json()))
    assert len(data["nodes"]) == tree.graph.number_of_nodes()
    assert len(data["edges"]) == tree.graph.number_of_edges()


def test_the_drawing_is_well_formed_and_escapes_what_a_prover_says() -> None:
    tree = ProofTree(State((), (Goal((), '<script>alert(1)</script> & "x"'),)))
    tree.add(0, State(("<b>",), (Goal((), "]]>"),)), "<b>'\"&", 0.1)
    ElementTree.fromstring(tree._repr_svg_())
    ElementTree.fromstring(tree._repr_html_())
    assert "<script>" not in tree._repr_html_()


def test_a_large_tree_is_cut_and_says_so() -> None:
    tree = ProofTree(State((), (Goal((), "0"),)))
    for k in range(1, 500):
        tree.add(0, State((str(k),), (Goal((), str(k)),)), f"tactic{k}", 0.0)
    tree.finish(499, "last", 0.0, True)
    shown = rows(tree)
    assert len(shown) == MAX_ROWS
    assert [row.tactic for row in shown if row.on_proof] == ["", "tactic499", "last"]
    assert f"{501 - MAX_ROWS} of them not shown" in tree._repr_html_()


def test_the_terminal_shows_the_proof_or_everything() -> None:
    tree = found().tree
    console = Console(file=io.StringIO(), width=100)
    console.print(tree.terminal())
    console.print(tree.terminal(everything=True))
    printed = console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO above
    assert "∎" in printed
    assert "more states" in printed
    assert "⊢ 1 (and 1 more)" in printed


def test_without_a_proof_it_shows_what_was_tried() -> None:
    tree = search(ToySession(1), Always("2"), limits=Limits(depth=2)).tree
    assert not tree.proof()
    assert not tree.script()
    assert "no proof" in tree._repr_html_()
    assert len(tree.terminal().children) == 1
