"""Learns the portfolio's order from labels, and reports what each order is worth on claims that it has not seen.

    python benchmarks/portfolio_training.py [LABELS ...] [--seed 0] [--epochs 1500]

Labels come from `portfolio_labels.py`; without a file those in `labels/portfolio.jsonl.gz` are read, and what other files
hold is packed there. Claims that are not held out are split into four fifths for training and a fifth for choosing.

    usual           as the strategies are listed
    best fixed      one order for all claims: next comes what decides the most claims that are left for the time they cost
    neighbours      by the mean probabilities and times of the most similar claims
    network         by a small network's
    oracle          knows the labels

The best by mean time on the fifth is written to `provers/portfolio/order.npz`, which the package carries, if it is better
than the usual order there and on the held-out claims as well, `ENOUGH` decided claims each; else there is no such file,
and the usual order is used.

Reported, for claims that some strategy decides: the mean and median processor seconds until the first decision, if the
strategies are tried one after another with the slices of time that the race gives them (`porism.portfolio`), how many
claims are decided within 1 s and 10 s, and the mean with a first slice of `BRIEF_S`. Writes
`results/portfolio_order.json`. Needs torch (`porism[neural]`).

References: K. Munagala, S. Babu, R. Motwani, J. Widom (2005), The Pipelined Set Cover Problem (the greedy order);
L. Xu, F. Hutter, H. Hoos, K. Leyton-Brown (2008), SATzilla.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from measurement import circumstances, write_result
from portfolio_labels import BRIEF_S, LABELS, labels
from rich.console import Console
from rich.table import Table

from porism.portfolio import FIRST_SLICE_S, GROWTH
from porism.provers.portfolio.features import NAMES, features
from porism.provers.portfolio.order import WEIGHTS, Fixed, Neighbours, Network, Order, Usual
from porism.provers.portfolio.strategies import EVERY
from porism.symbolic.claim import Claim

WIDTH = 64
ENOUGH = 100  # fewer say nothing about a difference of a few milliseconds
Row = dict[str, Any]


def main() -> None:
    """Train, choose, write, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path, nargs="*")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=1500)
    options = parser.parse_args()
    rows: list[Row] = [dict(row) for path in options.labels or [LABELS] for row in labels(path)]
    if options.labels:
        LABELS.parent.mkdir(exist_ok=True)
        text = "".join(json.dumps(row) + "\n" for row in rows)
        LABELS.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    for row in rows:
        row["claim"] = Claim.from_json(row["claim"])
    dice = np.random.default_rng(options.seed)
    known = [row for row in rows if not row["held_out"]]
    shuffled = [known[k] for k in dice.permutation(len(known))]
    cut = len(shuffled) * 4 // 5
    training, choosing = shuffled[:cut], shuffled[cut:]
    held_out = [row for row in rows if row["held_out"]]

    inputs, success, seconds, asked = _table(training)
    scale = inputs.mean(axis=0), inputs.std(axis=0) + 0.1
    near = Neighbours(inputs, success, seconds, *scale)
    started = time.process_time()
    network = _trained(inputs, success, seconds, asked, options.seed, options.epochs)
    trained_s = time.process_time() - started
    candidates: dict[str, Fixed | Neighbours | Network] = {
        "best fixed": best_fixed(success, seconds, asked),
        "neighbours": near,
        "network": network,
    }
    orders: dict[str, Order] = {"usual": Usual(), **candidates}
    report = {
        part: {name: _worth(some, order.ordered) for name, order in orders.items()}
        | {"oracle": _worth(some, None)}
        for part, some in (("chosen on", choosing), ("held out", held_out))
    }
    best = min(candidates, key=lambda name: report["chosen on"][name]["mean_s"])
    ships = all(
        orders[best]["mean_s"] < orders["usual"]["mean_s"] and orders["usual"]["claims"] >= ENOUGH
        for orders in report.values()
    )
    WEIGHTS.unlink(missing_ok=True)
    if ships:
        _write(candidates[best])
    shipped = best if ships else "usual"
    write_result(
        "portfolio_order",
        circumstances(("sympy", "python-flint", "torch", "z3-solver", "cvc5"), options.seed)
        | {
            "claims": {"training": len(training), "chosen on": len(choosing), "held out": len(held_out)},
            "strategies": len(EVERY),
            "parameters": sum(w.size + b.size for w, b in network.layers),
            "training_cpu_s": round(trained_s, 1),
            "chosen": best,
            "shipped": shipped,
            "orders": report,
        },
    )
    _show(report, shipped)


def _table(rows: Sequence[Row]) -> tuple[Any, Any, Any, Any]:
    """Features; success within a slice, seconds of a slice and whether it was asked, by claim and strategy."""
    rows = [row for row in rows if any(status == "decided" for status, _ in row["results"].values())]
    inputs = np.array([features(row["claim"]) for row in rows])
    success, seconds = np.zeros((len(rows), len(EVERY))), np.full((len(rows), len(EVERY)), FIRST_SLICE_S)
    asked = np.zeros((len(rows), len(EVERY)))
    for i, row in enumerate(rows):
        for name, (status, spent) in row["results"].items():
            k = EVERY.index(name)
            success[i, k], seconds[i, k], asked[i, k] = status == "decided", max(spent, 1e-3), 1.0
    return inputs, success, seconds, asked


def best_fixed(success: Any, seconds: Any, asked: Any) -> Fixed:
    """The greedy order: of the strategies that are left, the one with the most decisions a second on the claims left."""
    left, places = np.ones(len(success), dtype=bool), np.full(len(EVERY), float(len(EVERY)))
    for place in range(len(EVERY)):
        rest = [k for k in range(len(EVERY)) if places[k] == len(EVERY)]
        gain = [(success[left, k].sum() + 1e-3) / ((seconds * asked)[left, k].sum() + 1e-3) for k in rest]
        chosen = rest[int(np.argmax(gain))]
        places[chosen] = float(place)
        left &= success[:, chosen] == 0
    return Fixed(places)


def _trained(inputs: Any, success: Any, seconds: Any, asked: Any, seed: int, epochs: int) -> Network:
    torch.manual_seed(seed)
    mean, deviation = inputs.mean(axis=0), inputs.std(axis=0) + 0.1
    count = len(EVERY)
    model = torch.nn.Sequential(
        torch.nn.Linear(len(NAMES), WIDTH), torch.nn.Tanh(), torch.nn.Dropout(0.1),
        torch.nn.Linear(WIDTH, WIDTH), torch.nn.Tanh(), torch.nn.Dropout(0.1),
        torch.nn.Linear(WIDTH, 2 * count),
    ).double()  # fmt: skip
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-3)
    x = torch.tensor((inputs - mean) / deviation)
    y, cost, mask = torch.tensor(success), torch.tensor(np.log(seconds)), torch.tensor(asked)
    for _ in range(epochs):
        optimiser.zero_grad()
        odds, guess = model(x).split(count, dim=1)
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(odds, y, reduction="none")
        loss = ((wrong + 0.3 * (guess - cost) ** 2) * mask).sum() / mask.sum()
        loss.backward()
        optimiser.step()
    linear = [m for m in model if isinstance(m, torch.nn.Linear)]
    layers = tuple((m.weight.detach().numpy(), m.bias.detach().numpy()) for m in linear)
    return Network(mean, deviation, layers)


def _worth(rows: Sequence[Row], ordered: Callable[[Claim, Sequence[str]], list[str]] | None) -> Row:
    """Seconds until the first decision, one strategy after another."""
    times, brief = list[float](), list[float]()
    for row in rows:
        results: dict[str, tuple[str, float]] = row["results"]
        decided = [spent for status, spent in results.values() if status == "decided"]
        if not decided:
            continue
        names = ordered(row["claim"], list(results)) if ordered else None
        times.append(_raced(names, results, FIRST_SLICE_S) if names else min(decided))
        brief.append(_raced(names, results, BRIEF_S) if names else min(decided))
    found = np.array(times)
    return {
        "claims": len(found),
        "mean_s": round(float(found.mean()), 4),
        "median_s": round(float(np.median(found)), 4),
        "within_1_s": int((found <= 1).sum()),
        "within_10_s": int((found <= 10).sum()),
        "mean_s_with_brief_slices": round(float(np.mean(brief)), 4),
    }


def _raced(names: Sequence[str], results: Mapping[str, tuple[str, float]], slice_s: float) -> float:
    """The seconds until the first decision by strategies in this order, with growing slices of time."""
    total, left = 0.0, list(names)
    while left:
        again = list[str]()
        for name in left:
            status, spent = results[name]
            total += min(spent, slice_s)
            if status == "decided" and spent <= slice_s:
                return total
            if spent >= slice_s:
                again.append(name)
        left, slice_s = again, slice_s * GROWTH
    return total


def _write(order: Fixed | Neighbours | Network) -> None:
    known = {"strategies": np.array(EVERY), "features": np.array(NAMES)}
    match order:
        case Fixed(places):
            np.savez_compressed(WEIGHTS, **known, places=places)
        case Neighbours(rows, success, seconds, mean, deviation):
            arrays = {
                "rows": rows,
                "success": success,
                "seconds": seconds,
                "mean": mean,
                "deviation": deviation,
            }
            np.savez_compressed(WEIGHTS, **known, **arrays)
        case Network(mean, deviation, layers):
            weights = {f"weights{k}": w for k, (w, _) in enumerate(layers)}
            biases = {f"biases{k}": b for k, (_, b) in enumerate(layers)}
            scale = {"mean": mean, "deviation": deviation, "layers": np.array(len(layers))}
            np.savez_compressed(WEIGHTS, **known, **scale, **weights, **biases)


def _show(report: dict[str, dict[str, Row]], best: str) -> None:
    table = Table(
        "claims",
        "order",
        "mean s",
        "median s",
        "in 1 s",
        "in 10 s",
        "brief: mean s",
        title=f"shipped: {best}",
    )
    for part, orders in report.items():
        for name, worth in orders.items():
            table.add_row(
                f"{part} ({worth['claims']})",
                name,
                *(
                    str(worth[key])
                    for key in ("mean_s", "median_s", "within_1_s", "within_10_s", "mean_s_with_brief_slices")
                ),
            )
    Console().print(table)


if __name__ == "__main__":
    main()
