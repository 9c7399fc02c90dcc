"""`porism.search_proof` and `porism tactics`: a verdict and a tree, or a clear reason why not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import porism
from porism.provers.rocq import locate
from porism.provers.tactics.generator import Suggestion
from porism.provers.tactics.protocol import State
from porism.provers.tactics.search import Progress
from porism.symbolic.errors import PorismError


@pytest.mark.rocq
def test_a_proof_with_its_tree() -> None:
    seen = list[Progress]()
    found = porism.search_proof("x + 1/x >= 2", {"x": "positive"}, progress=seen.append)
    assert isinstance(found.verdict, porism.Proved)
    assert {c.name for c in found.verdict.checkers} >= {"rocq", "porism-exact"}
    assert found.ending == "found"
    assert list(found.script) == found.tree.script()
    shown = found._repr_mimebundle_()
    assert "<svg" in shown["text/html"]
    assert "a proof of" in shown["text/plain"]
    assert seen


class Wrong:
    """Tactics that end a proof without proving anything."""

    def suggestions(self, state: State) -> list[Suggestion]:
        return [
            Suggestion("admit"),
            Suggestion("give_up"),
            Suggestion("intros. Admitted"),
            Suggestion("idtac"),
        ]


@pytest.mark.rocq
def test_without_the_exact_prover_a_search_that_finds_nothing_is_unknown() -> None:
    found = porism.search_proof("x == x", exact=False, generator=lambda task: Wrong())
    assert isinstance(found.verdict, porism.Unknown)
    assert (found.ending, found.script) == ("exhausted", ())
    stopped = porism.search_proof("x**2 >= x", exact=False, stop=lambda: True)
    assert isinstance(stopped.verdict, porism.Unknown)
    assert stopped.ending == "stopped"


@pytest.mark.rocq
def test_what_the_exact_prover_knows_is_kept() -> None:
    false = porism.search_proof("x**2 >= x")
    assert isinstance(false.verdict, porism.Refuted)
    assert false.ending == "not searched"
    complex_ = porism.search_proof("I**2 == -1")
    assert isinstance(complex_.verdict, porism.Proved)
    assert (complex_.verdict.trust, complex_.ending) == ("exact", "not searched")
    assert "<svg" not in complex_._repr_mimebundle_()["text/html"]


def test_where_no_prover_is_installed_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "missing", lambda: f"coqc is not installed; {locate.INSTALL}")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("XDG_DATA_HOME", "/nowhere")
    monkeypatch.delenv("PORISM_LEAN_PROJECT", raising=False)
    with pytest.raises(PorismError, match=r"apt-get install coq(.|\n)*lean: .*porism lean setup"):
        porism.search_proof("x == x")
    with pytest.raises(PorismError, match=r"lean: .*porism lean setup"):
        porism.search_proof("x == x", prover="lean")
    with pytest.raises(PorismError, match="expected prover"):
        porism.search_proof("x == x", prover="hol")  # type: ignore[arg-type]


def tactics(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = "from porism.cli import app; app()"
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-c", program, "tactics", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


@pytest.mark.rocq
def test_the_command_prints_the_verdict_and_the_proof(tmp_path: Path) -> None:
    drawing = tmp_path / "tree.svg"
    done = tactics("abs(x + y) <= abs(x) + abs(y)", "--tree", str(drawing))
    assert done.returncode == 0, done.stderr
    assert "✓ proved (kernel)" in done.stdout
    assert "∎" in done.stdout
    assert "search in rocq: a proof of" in done.stderr
    ElementTree.parse(drawing)


@pytest.mark.rocq
def test_the_command_in_json() -> None:
    done = tactics("x**2 >= x", "--json", "--quiet")
    record = json.loads(done.stdout)
    assert (done.returncode, done.stderr, record["status"]) == (1, "", "refuted")
    assert (record["ending"], record["script"]) == ("not searched", [])


def test_the_command_refuses_a_file_that_it_cannot_draw() -> None:
    done = tactics("x == x", "--tree", "tree.pdf")
    assert done.returncode == 2
    assert ".svg" in done.stderr
