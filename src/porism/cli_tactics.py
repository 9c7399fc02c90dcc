"""`porism tactics`: a proof by tactics, searched for in a proof assistant, and the tree of what was tried."""

from __future__ import annotations

from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import Annotated

import typer

from porism.cli_options import Json, Quiet, Timeout, Vars, claim_on_stdin, domains_of, exit_code
from porism.symbolic.errors import FormatError


class ProverChoice(StrEnum):
    """The proof assistant that is searched in."""

    auto = "auto"
    rocq = "rocq"
    lean = "lean"


def tactics(
    claim: Annotated[str, typer.Argument(help="A relation, such as 'x + 1/x >= 2'; - reads it from stdin.")],
    var: Vars = None,
    assume: Annotated[list[str] | None, typer.Option(help="A hypothesis: 'x != 0'.")] = None,
    prover: Annotated[ProverChoice, typer.Option(help="Where the proof is searched.")] = ProverChoice.auto,
    timeout: Timeout = 30.0,
    nodes: Annotated[int, typer.Option(min=1, help="States at most.")] = 400,
    seed: Annotated[int, typer.Option(help="Of the order among equals.")] = 0,
    tree: Annotated[
        Path | None, typer.Option(help="Write the tree of what was tried to a .svg, .html or .json file.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show all that was tried, not only the proof.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Search for a proof by tactics in Rocq, or in Lean with Mathlib."""
    import json as json_text

    from porism.display import Narrator, json_line, stdout, verdict_text
    from porism.pipeline import as_claim
    from porism.proof_search import search_proof
    from porism.provers.tactics.search import Progress
    from porism.provers.verdict import verdict_record

    if tree is not None and tree.suffix not in (".svg", ".html", ".json"):
        raise FormatError(f"expected --tree to name a .svg, .html or .json file, found {tree.name[:60]!r}")
    text = claim_on_stdin() if claim == "-" else claim
    statement = as_claim(text, domains_of(var), assume or [])
    narrator = Narrator(quiet)
    with narrator.progress("seconds") as bar:
        bar.begin(0, ceil(timeout))

        def show(now: Progress) -> None:
            bar.update(min(int(now.seconds), ceil(timeout)), f"{now.nodes} states; {now.goal[:60]}")

        found = search_proof(
            statement, prover=prover.value, timeout_s=timeout, nodes=nodes, seed=seed, progress=show
        )
    record = verdict_record(found.verdict)
    if tree is not None:
        match tree.suffix:
            case ".svg":
                written = found.tree._repr_svg_()
            case ".html":
                written = f"<!doctype html><meta charset=utf-8>{found.tree._repr_html_()}"
            case _:
                written = json_text.dumps(found.tree.to_json(), ensure_ascii=False)
        tree.write_text(written, encoding="utf-8")
    if json:
        line = {**json_text.loads(json_line(record)), **found.to_json()}
        print(json_text.dumps(line, ensure_ascii=False), flush=True)
    else:
        console = stdout()
        console.print(verdict_text(record, str(statement)), soft_wrap=True)
        if found.ending != "not searched":
            console.print(found.tree.terminal(everything))
    narrator.say(f"search in {found.prover}: {found.summary}")
    raise typer.Exit(exit_code({record["status"]: 1}))
