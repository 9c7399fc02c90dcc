"""What every strategy of the portfolio makes of many claims, and in what time: the labels from which an order is learned.

    python benchmarks/portfolio_labels.py OUT.jsonl [--claims 3000] [--seed 100] [--seconds 4] [--within 1200]
        [--part 0/1]

Sources, mixed by chance so that a part of the file is like the whole of it:

    template      claims of `datasets/claim_templates.py`, and of those that tests are about
    neighbour     the same with one or two changes (`datasets/claim_mutations.py`)
    composition   two of them made one
    held out      the corpus `elementary`, and the prover's held-out claims

A claim that is a variant of a held-out one, by `skeleton`, is left out. Each strategy runs in a process of its own, forked
from one that has loaded everything, with nothing remembered from another strategy. All clocks in it are the processor's,
its own deadlines too, so that labels do not depend on what else the machine does. Every strategy has `BRIEF_S` first.
Where none decides the claim, those that were cut off have a second, as in the race (`porism.portfolio`), then `--seconds`;
where one does, they are `cut off` and count with the second that each may cost in the race.
One line a claim; a file that is there already is gone on with, until `--within` seconds are over. On several cores, a process
for each: `--part 0/2` and `--part 1/2` with a file each, which `portfolio_training.py` takes together. The whole takes about
an hour and a half of one core.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import os
import resource
import select
import signal
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track

from porism.datasets import corpora
from porism.datasets.claim_mutations import composed, neighbour, skeleton
from porism.datasets.claim_templates import made
from porism.portfolio import FIRST_SLICE_S
from porism.provers.portfolio.strategies import attempt, names
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError

ROOT = Path(__file__).parent.parent
HELD_OUT = ROOT / "tests" / "provers" / "heldout.jsonl"
LABELS = Path(__file__).parent / "labels" / "portfolio.jsonl.gz"  # what an order was last trained on
MEMORY_MB = 4000
BRIEF_S = 0.3
EACH = 30  # true and as many false claims of each template class
WALL = 300.0  # times its processor time a strategy may take: other programs want the processor too


def main() -> None:
    """Ask every strategy about every claim, and write what each did."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--claims", type=int, default=3000, help="from templates, neighbours, compositions")
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=4.0, help="of processor time for a strategy")
    parser.add_argument("--within", type=float, default=1200.0)
    parser.add_argument("--part", default="0/1", help="which of how many parts of the claims")
    options = parser.parse_args()
    deadline = time.monotonic() + options.within
    known = set[str]()
    if options.out.exists():
        known = {json.loads(line)["id"] for line in options.out.read_text(encoding="utf-8").splitlines()}
    part, parts = map(int, options.part.split("/"))
    claims = mixed(options.claims, options.seed)[part::parts]
    attempt("laws", claims[0][3], Budget(5.0))
    attempt("z3", claims[0][3], Budget(5.0))
    attempt("cvc5", claims[0][3], Budget(5.0))
    with options.out.open("a", encoding="utf-8") as file:
        for name, kind, held_out, claim in track(claims, description="claims", console=Console(stderr=True)):
            if name in known:
                continue
            if time.monotonic() > deadline:
                break
            results = asked(claim, options.seconds)
            line = {"id": name, "kind": kind, "held_out": held_out, "claim": claim.to_json()}
            file.write(json.dumps(line | {"results": results}) + "\n")
            file.flush()


def mixed(count: int, seed: int) -> list[tuple[str, str, bool, Claim]]:
    """(id, source, whether held out, claim), in an order drawn by the seed."""
    held_out = [
        (f"held out {item.id}", "held out", True, item.claim)
        for path in (corpora.path("elementary"), HELD_OUT)
        for item in read_batch(path)
        if isinstance(item, BatchItem)
    ]
    reserved = {skeleton(claim) for *_, claim in held_out}
    dice, seen = Random(seed), {claim.hash for *_, claim in held_out}
    written = [*(Claim.parse(m.claim, m.vars, m.assume) for m in made(EACH, seed)), *tested()]
    found = list[tuple[str, str, bool, Claim]]()

    def keep(source: str, claim: Claim | None) -> None:
        if claim is None or claim.hash in seen or skeleton(claim) in reserved:
            return
        seen.add(claim.hash)
        found.append((f"{source} {claim.hash[:16]}", source, False, claim))

    for claim in written:
        keep("template", claim)
    while len(found) < count:
        if dice.random() < 0.6:
            changed = neighbour(dice.choice(written), dice)
            if changed is not None and dice.random() < 0.5:
                changed = neighbour(changed, dice)
            keep("neighbour", changed)
        else:
            keep("composition", composed(dice.choice(written), dice.choice(written), dice))
    everything = [*found[:count], *held_out]
    dice.shuffle(everything)
    return everything


def tested() -> Iterator[Claim]:
    """The claims that stand as text in the tests, in a fixed order."""
    calls = list[ast.Call]()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path in sorted((ROOT / "tests").rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls += [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in ("parse", "prove", "claim"):
            continue
        try:
            text, domains, facts = [*map(ast.literal_eval, call.args[:3]), None, None][:3]
            more = {k.arg: ast.literal_eval(k.value) for k in call.keywords if k.arg in ("vars", "assume")}
            yield Claim.parse(text, domains or more.get("vars"), facts or more.get("assume") or ())
        except (PorismError, ValueError, TypeError, AttributeError):
            continue  # not a claim as text


def asked(claim: Claim, seconds: float) -> dict[str, tuple[str, float]]:
    """For each strategy its status and its seconds."""
    found = {name: _alone(name, claim, BRIEF_S) for name in names(claim)}
    for limit in (FIRST_SLICE_S, seconds):
        if any(status == "decided" for status, _ in found.values()):
            break
        for name, (status, _) in found.items():
            if status == "timeout":
                found[name] = _alone(name, claim, limit)
    return {
        name: ("cut off", FIRST_SLICE_S) if status == "timeout" and spent <= BRIEF_S else (status, spent)
        for name, (status, spent) in found.items()
    }


def _alone(name: str, claim: Claim, seconds: float) -> tuple[str, float]:
    """What the strategy says in a process of its own, killed after so many seconds of processor time."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            _answer(name, claim, seconds, theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    try:
        there, _, _ = select.select([ours], [], [], WALL * seconds)
        text = os.read(ours, 1000) if there else b""
    finally:
        os.close(ours)
    os.kill(child, signal.SIGKILL)
    _, _, used = os.wait4(child, 0)
    if not text:
        took = used.ru_utime + used.ru_stime
        return ("timeout" if took > 0.8 * seconds or not there else "crash"), round(min(took, seconds), 4)
    status, took = json.loads(text)
    return str(status), round(float(took), 4)


def _answer(name: str, claim: Claim, seconds: float, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal kills, also inside of a library
    time.perf_counter = time.monotonic = time.process_time
    start = time.process_time()
    verdict = attempt(name, claim, Budget(seconds, MEMORY_MB))
    took = time.process_time() - start
    status = "decided" if isinstance(verdict, Proved | Refuted) else verdict.reason
    os.write(pipe, json.dumps([status, took]).encode())


def labels(path: Path) -> Iterator[dict[str, object]]:
    """The lines of a file of labels, packed or not."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    yield from map(json.loads, text.decode("utf-8").splitlines())


if __name__ == "__main__":
    main()
