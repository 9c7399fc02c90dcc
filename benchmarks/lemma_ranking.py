"""Learns which lemmas help with which goals, and reports what each ranking is worth on goals that it has not seen.

    python benchmarks/lemma_ranking.py [--seed 0] [--epochs 100]
    python benchmarks/lemma_ranking.py --gather 500
    python benchmarks/lemma_ranking.py --search 40 [--within 1200]

Pairs (goal, lemmas that its proof used) come from Porism's Rocq and Lean libraries, and from planned Rocq proofs of claims:
each sentence `assert (goal) by (tactics)` of a plan is one. They are read from `labels/lemmas.jsonl.gz`; `--gather SEED`
adds to it those of the libraries, of the held-out claims, and of template claims and compositions drawn by the seed.

Held out: the goals of plans for the corpus `elementary` and the prover's held-out claims, and a fifth of the libraries'
theorems; a goal with the words of a held-out one is not trained on. Rocq's lemmas on real numbers, as many as `coqc`
lists, are candidates too. Training: a vector for each word of a goal and of a statement, sums compared by cosine, the
other lemmas of a batch as negatives. The number of epochs and the blend with the baseline are chosen on a tenth of the
goals that are not held out. The blend is written to `provers/tactics/ranking.npz` if it beats the overlap of words there.

`--search N` searches for proofs of N held-out claims in Rocq, with and without the ranking, `BUDGET` tactics each, and adds
what it found to the results. Writes `results/lemma_ranking.json`. Training needs torch (`porism[neural]`).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from measurement import RESULTS, circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

from porism.datasets import corpora
from porism.datasets.claim_mutations import composed
from porism.datasets.claim_templates import made
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.tactics.adapter import RocqTactics
from porism.provers.rocq.tactics.templates import (
    TEMPLATES,
    certificate_hints,
    planned_script,
    template_generator,
)
from porism.provers.tactics.generator import TemplateGenerator
from porism.provers.tactics.lemmas import Lemma, counted, lean_library, rocq_library, used, words
from porism.provers.tactics.ranking import WEIGHTS, Blend, Encoder, Overlap, Ranking, Vectors, learned
from porism.provers.tactics.search import Found, Limits, search
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError

PAIRS = Path(__file__).parent / "labels" / "lemmas.jsonl.gz"
HELD_OUT = Path(__file__).parent.parent / "tests" / "provers" / "heldout.jsonl"
EACH, COMPOSED = 10, 40  # claims of each template class, and made out of two of them
SIZE, BATCH, DISTRACTORS, TEMPERATURE = 48, 256, 128, 0.07
BUDGET = Limits(seconds=120.0, nodes=60, tactics=80, tactic_seconds=2.0)
BLENDS = (0.3, 0.5, 0.7, 0.9, 1.0)  # the encoder's share
_MODULES = "RIneq Rbasic_fun Rtrigo1 Rtrigo_facts Rpower R_sqrt Rtrigo_calc Ratan Rfunctions Ranalysis4 MVT"


@dataclass(frozen=True)
class Goal:
    """A goal, and the names of the lemmas that its proof used; `source` is the library's theorem or `plan`."""

    prover: str
    source: str
    held_out: bool
    text: str
    lemmas: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for goals that the rankings cannot tell apart."""
        return " ".join(words(self.text))


def main() -> None:
    """Gather or read, train, choose, write, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gather", type=int, metavar="SEED")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--search", type=int, default=0)
    parser.add_argument("--within", type=float, default=1200.0, help="seconds for the search")
    options = parser.parse_args()
    lemmas = {"rocq": [*rocq_library(), *standard()], "lean": list(lean_library())}
    if options.search:
        known_result = json.loads((RESULTS / "lemma_ranking.json").read_text(encoding="utf-8"))
        write_result("lemma_ranking", known_result | {"search": _searched(options.search, options.within)})
        return
    if options.gather is not None:
        made_now = [*_library_goals(lemmas), *_planned_goals(lemmas["rocq"], options.gather)]
        _write_goals(_distinct([*_read_goals(), *made_now]))
        return
    goals = _read_goals()
    known = {prover: {lemma.name for lemma in some} for prover, some in lemmas.items()}
    goals = [g for g in goals if set(g.lemmas) & known[g.prover]]
    held = [g for g in goals if g.held_out]
    reserved = {g.key for g in held}
    rest = [g for g in goals if not g.held_out and g.key not in reserved]
    choosing = [g for g in rest if _digest(g.key) % 10 == 0]
    training = [g for g in rest if _digest(g.key) % 10]

    started = time.process_time()
    overlap = {prover: Overlap(some) for prover, some in lemmas.items()}
    vectors, weight = _trained(training, choosing, overlap, options.seed, options.epochs)
    trained_s = time.process_time() - started
    encoder = {prover: Encoder(vectors, some) for prover, some in lemmas.items()}
    blend = {prover: Blend(overlap[prover], encoder[prover], weight) for prover in lemmas}
    rankings: dict[str, Mapping[str, Ranking]] = {
        "words in common": overlap,
        "encoder": encoder,
        "blend": blend,
    }
    parts = {
        "chosen on": choosing,
        "held out": held,
        "held out, rocq": [g for g in held if g.prover == "rocq"],
        "held out, lean": [g for g in held if g.prover == "lean"],
    }
    report = {
        part: {name: worth(some, ranking) for name, ranking in rankings.items()}
        | {"random": _random(some, lemmas), "oracle": _oracle(some)}
        for part, some in parts.items()
        if some
    }
    ships = report["chosen on"]["blend"]["mrr"] > report["chosen on"]["words in common"]["mrr"]
    if ships:
        _write_weights(vectors, weight)
    else:
        WEIGHTS.unlink(missing_ok=True)
    learned.cache_clear()
    write_result(
        "lemma_ranking",
        circumstances(("torch", "numpy"), options.seed)
        | {
            "goals": {"training": len(training)} | {part: len(some) for part, some in parts.items()},
            "candidates": {prover: len(some) for prover, some in lemmas.items()},
            "parameters": int(vectors.goals.size + vectors.statements.size),
            "blend": weight,
            "training_cpu_s": round(trained_s, 1),
            "shipped": "blend" if ships else "words in common",
            "rankings": report,
        },
    )
    _show(report)


def standard() -> list[Lemma]:
    """What Rocq's library knows of real numbers, as `coqc` prints it; none where there is no `coqc`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "listed.v"
        file.write_text(
            "Require Import Reals Rtrigo_facts.\nOpen Scope R_scope.\nSet Printing Width 100000.\n"
            f"Search _ inside {_MODULES}.\n"
        )
        try:
            said = subprocess.run(
                ["coqc", "-q", "-w", "none", file.name],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return []
    found = re.findall(r"^([\w']+): (.*)$", said.stdout, re.MULTILINE)
    return [Lemma(name, text) for name, text in found if len(text) < 400 and re.search("[=<>]", text)]


def _library_goals(lemmas: dict[str, list[Lemma]]) -> Iterator[Goal]:
    for prover, library in (("rocq", rocq_library()), ("lean", lean_library())):
        names = [lemma.name for lemma in lemmas[prover] if "_" in lemma.name]  # `add` is also a function
        for lemma in library:
            said = used(lemma.proof, names) - {lemma.name}
            if said:
                held = _digest(lemma.name) % 5 == 0
                yield Goal(prover, lemma.name, held, lemma.statement, tuple(sorted(said)))


def _planned_goals(lemmas: Sequence[Lemma], seed: int) -> Iterator[Goal]:
    names = [lemma.name for lemma in lemmas]
    true = [Claim.parse(m.claim, m.vars, m.assume) for m in made(EACH, seed) if m.true]
    dice = Random(seed)
    both = [composed(dice.choice(true), dice.choice(true), dice) for _ in range(COMPOSED)]
    claims = [(False, claim) for claim in (*true, *both) if claim is not None]
    dice.shuffle(claims)
    for path in (corpora.path("elementary"), HELD_OUT):
        items = [i for i in read_batch(path) if isinstance(i, BatchItem) and i.expect == "proved"]
        claims += [(True, item.claim) for item in items]
    for held, claim in track(claims, description="plans", console=Console(stderr=True)):
        verdict = ExactProver().prove(claim, None, Budget(2.0))
        if not isinstance(verdict, Proved):
            continue
        try:
            script = planned_script(Task(claim, verdict.certificate, verdict.conditions))
        except (PorismError, ArithmeticError, ValueError, TypeError, RecursionError):
            continue
        for sentence in script:
            goal, proof = _asserted(sentence)
            said = used(proof, names)
            if said:
                yield Goal("rocq", "plan", held, goal, tuple(sorted(said)))


def _asserted(sentence: str) -> tuple[str, str]:
    """(goal, tactics) of a sentence `assert (name : goal) by (tactics)`, empty where it is another one."""
    head = re.match(r"assert \((\w+) : ", sentence)
    if head is None:
        return "", ""
    depth, at = 1, head.end()
    while at < len(sentence) and depth:
        depth += (sentence[at] == "(") - (sentence[at] == ")")
        at += 1
    return sentence[head.end() : at - 1], sentence[at:]


def _distinct(goals: Sequence[Goal]) -> list[Goal]:
    """One of the goals that cannot be told apart and use the same lemmas."""
    return list({(g.prover, g.held_out, g.key, g.lemmas): g for g in goals}.values())


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _write_goals(goals: Sequence[Goal]) -> None:
    PAIRS.parent.mkdir(exist_ok=True)
    text = "".join(json.dumps(vars(g), ensure_ascii=False) + "\n" for g in goals)
    PAIRS.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def _read_goals() -> list[Goal]:
    if not PAIRS.exists():
        return []
    lines = gzip.decompress(PAIRS.read_bytes()).decode("utf-8").splitlines()
    return [Goal(**(row | {"lemmas": tuple(row["lemmas"])})) for row in map(json.loads, lines)]


def _trained(
    training: Sequence[Goal],
    choosing: Sequence[Goal],
    overlap: Mapping[str, Overlap],
    seed: int,
    epochs: int,
) -> tuple[Vectors, float]:
    """The vectors after the epoch, and the weight of its blend with the overlap, that are best on `choosing`."""
    import torch

    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    lemmas = {prover: ranking.lemmas for prover, ranking in overlap.items()}
    pairs = [(g, name) for g in training for name in g.lemmas]
    texts = {(p, lemma.name): lemma.statement for p, some in lemmas.items() for lemma in some}
    pairs = [(g, name) for g, name in pairs if (g.prover, name) in texts]
    counts = Counter(w for g in training for w in counted(g.text))
    counts += Counter(w for text in texts.values() for w in counted(text))
    places = {w: k for k, w in enumerate(sorted(w for w, n in counts.items() if n > 2))}
    pools = {p: [lemma.name for lemma in some] for p, some in lemmas.items()}
    goal_rows = torch.nn.EmbeddingBag(len(places), SIZE, mode="sum")
    lemma_rows = torch.nn.EmbeddingBag(len(places), SIZE, mode="sum")
    lemma_rows.weight.data = goal_rows.weight.data.clone()  # at first equal words are close
    optimiser = torch.optim.AdamW(
        [*goal_rows.parameters(), *lemma_rows.parameters()], lr=3e-3, weight_decay=1e-2
    )

    def bag(text: str) -> tuple[Any, Any]:
        known = [(places[w], 1 + np.log(n)) for w, n in counted(text).items() if w in places] or [(0, 0.0)]
        return torch.tensor([k for k, _ in known]), torch.tensor([n for _, n in known], dtype=torch.float32)

    bags = {text: bag(text) for text in {*texts.values(), *(g.text for g, _ in pairs)}}

    def encoded(rows: Any, some: Sequence[str]) -> Any:
        parts = [bags[text] for text in some]
        starts = torch.tensor(np.cumsum([0, *(len(k) for k, _ in parts)])[:-1])
        flat, often = torch.cat([k for k, _ in parts]), torch.cat([n for _, n in parts])
        return torch.nn.functional.normalize(rows(flat, starts, per_sample_weights=often), dim=1)

    def step(prover: str, batch: Sequence[tuple[Goal, str]]) -> None:
        drawn = dice.choice(len(pools[prover]), min(DISTRACTORS, len(pools[prover])), replace=False)
        candidates = list(dict.fromkeys([*(n for _, n in batch), *(pools[prover][k] for k in drawn)]))
        seats = {name: k for k, name in enumerate(candidates)}
        left = encoded(goal_rows, [g.text for g, _ in batch])
        scores = left @ encoded(lemma_rows, [texts[prover, n] for n in candidates]).T / TEMPERATURE
        used_too = torch.zeros_like(scores, dtype=torch.bool)  # by the same proof: no negative
        for row, (g, name) in enumerate(batch):
            for other in g.lemmas:
                if other != name and other in seats:
                    used_too[row, seats[other]] = True
        aims = torch.tensor([seats[name] for _, name in batch])
        loss = torch.nn.functional.cross_entropy(scores.masked_fill(used_too, -1e4), aims)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    best, kept = -1.0, (Vectors(places, np.zeros((len(places), 1)), np.zeros((len(places), 1))), 0.0)
    for epoch in range(epochs):
        for prover in overlap:
            some = [pair for pair in pairs if pair[0].prover == prover]
            order = dice.permutation(len(some))
            for start in range(0, len(some), BATCH):
                step(prover, [some[k] for k in order[start : start + BATCH]])
        if epoch % 10 == 9 or epoch + 1 == epochs:
            halves = (m.weight.detach().numpy().astype(np.float16) for m in (goal_rows, lemma_rows))
            vectors = Vectors.read(list(places), *halves)
            encoder = {p: Encoder(vectors, some) for p, some in lemmas.items()}
            for weight in BLENDS:
                value = worth(choosing, {p: Blend(overlap[p], encoder[p], weight) for p in lemmas})["mrr"]
                if value > best:
                    best, kept = value, (vectors, weight)
    return kept


def worth(goals: Sequence[Goal], rankings: Mapping[str, Ranking]) -> dict[str, float]:
    """Recall among the first 1, 5 and 10, and the mean reciprocal rank of the first lemma that was used."""
    recall, reciprocal = {1: 0.0, 5: 0.0, 10: 0.0}, 0.0
    for g in goals:
        ranking = rankings[g.prover]
        order = np.argsort(-ranking.scores(g.text), kind="stable")
        right = set(g.lemmas)
        names = [lemma.name for lemma in ranking.lemmas]
        ranks = [rank for rank, k in enumerate(x for x in order if names[x] != g.source) if names[k] in right]
        reciprocal += 1 / (1 + ranks[0])
        for k in recall:
            recall[k] += sum(rank < k for rank in ranks) / len(ranks)
    count = max(1, len(goals))
    return {f"recall@{k}": round(v / count, 4) for k, v in recall.items()} | {
        "mrr": round(reciprocal / count, 4)
    }


def _random(goals: Sequence[Goal], lemmas: dict[str, list[Lemma]]) -> dict[str, float]:
    """The expectation of a random order."""
    recall, reciprocal = {1: 0.0, 5: 0.0, 10: 0.0}, 0.0
    for g in goals:
        names = {lemma.name for lemma in lemmas[g.prover]} - {g.source}
        n, m = len(names), len(names & set(g.lemmas))
        left, value = 1.0, 0.0
        for rank in range(n - m + 1):  # the first right one has this rank
            hit = left * m / (n - rank)
            value, left = value + hit / (1 + rank), left - hit
        reciprocal += value
        for k in recall:
            recall[k] += k / n
    count = max(1, len(goals))
    return {f"recall@{k}": round(v / count, 4) for k, v in recall.items()} | {
        "mrr": round(reciprocal / count, 4)
    }


def _oracle(goals: Sequence[Goal]) -> dict[str, float]:
    """What a ranking that knows the answer has."""
    first = sum(1 / len(g.lemmas) for g in goals) / max(1, len(goals))
    five = sum(min(1.0, 5 / len(g.lemmas)) for g in goals) / max(1, len(goals))
    ten = sum(min(1.0, 10 / len(g.lemmas)) for g in goals) / max(1, len(goals))
    return {"recall@1": round(first, 4), "recall@5": round(five, 4), "recall@10": round(ten, 4), "mrr": 1.0}


def _write_weights(vectors: Vectors, weight: float) -> None:
    np.savez_compressed(
        WEIGHTS,
        words=np.array(list(vectors.places)),
        goals=vectors.goals.astype(np.float16),
        statements=vectors.statements.astype(np.float16),
        weight=np.array(weight),
    )


def _searched(count: int, within_s: float) -> dict[str, Any]:
    """How many of the held-out claims the search proves with its templates alone and with lemmas, and by how many tactics."""
    items = [i for i in read_batch(HELD_OUT) if isinstance(i, BatchItem) and i.expect == "proved"]
    step, deadline = max(1, len(items) // count), time.monotonic() + within_s
    found = {
        name: {"proved": 0, "closed": 0, "tactics": 0} for name in ("templates", "words in common", "shipped")
    }
    claims, adapter = 0, RocqTactics()
    try:
        for item in items[::step][:count]:
            verdict = ExactProver().prove(item.claim, None, Budget(5.0))
            if not isinstance(verdict, Proved) or time.monotonic() > deadline:
                continue
            task = Task(item.claim, verdict.certificate, verdict.conditions)
            generators = {
                "templates": TemplateGenerator(TEMPLATES, list(certificate_hints(task))),
                "words in common": template_generator(task, Overlap(rocq_library())),
                "shipped": template_generator(task),
            }
            ended = dict[str, Found]()
            for name, generator in generators.items():
                session = adapter.open(task)
                if isinstance(session, Unknown):
                    break
                try:
                    ended[name] = search(session, generator, limits=BUDGET)
                finally:
                    session.close()
            if len(ended) == len(generators):
                claims += 1
                for name, result in ended.items():
                    found[name]["tactics"] += result.tactics
                    if result.ending == "found":
                        accepted = adapter.check(task, result.script, 60.0)
                        found[name]["closed"] += 1
                        found[name]["proved"] += isinstance(accepted, Proved)
    finally:
        adapter.close()
    return {"claims": claims, "budget": {"tactics": BUDGET.tactics, "states": BUDGET.nodes}, **found}


def _show(report: dict[str, dict[str, dict[str, float]]]) -> None:
    table = Table("goals", "ranking", "recall@1", "recall@5", "recall@10", "MRR")
    for part, rankings in report.items():
        for name, values in rankings.items():
            table.add_row(
                part, name, *(f"{values[key]:.3f}" for key in ("recall@1", "recall@5", "recall@10", "mrr"))
            )
    Console().print(table)


if __name__ == "__main__":
    main()
