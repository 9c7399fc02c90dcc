"""Learns the portfolio's order from labels, and reports what each order is worth on claims that it has not seen.

    python benchmarks/portfolio_training.py LABELS.jsonl [--seed 0] [--epochs 1500]

Labels come from `portfolio_labels.py`. Claims from templates are split into four fifths for training and a fifth for
choosing between the neighbours and the network; the claims of the corpus are held out and only reported on. The better
one by mean time on the fifth is written to `provers/portfolio/order.npz`, which the package carries.

Reported, for claims that some strategy decides: the mean and median seconds until the first decision if strategies are
tried one after another, and how many claims are decided within 1 s and 10 s, for the usual order, the neighbours, the
network and an oracle that knows the labels. Writes `results/portfolio_order.json`. Needs torch (`porism[neural]`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from measurement import circumstances, write_result
from rich.console import Console
from rich.table import Table

from porism.provers.portfolio.features import NAMES, features
from porism.provers.portfolio.order import WEIGHTS, Neighbours, Network, Order, Usual
from porism.provers.portfolio.strategies import EVERY
from porism.symbolic.claim import Claim

WIDTH = 64
Row = dict[str, Any]


def main() -> None:
    """Train, choose, write, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=1500)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.labels.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["claim"] = Claim.from_json(row["claim"])
    dice = np.random.default_rng(options.seed)
    known = [row for row in rows if not row["held_out"]]
    shuffled = [known[k] for k in dice.permutation(len(known))]
    cut = len(shuffled) * 4 // 5
    training, choosing = shuffled[:cut], shuffled[cut:]
    held_out = [row for row in rows if row["held_out"]]

    inputs, success, seconds, asked = _table(training)
    near = Neighbours(inputs, success, seconds)
    started = time.perf_counter()
    network = _trained(inputs, success, seconds, asked, options.seed, options.epochs)
    trained_s = time.perf_counter() - started
    orders: dict[str, Order] = {"usual": Usual(), "neighbours": near, "network": network}
    report = {
        part: {
            **{name: _worth(some, order.ordered) for name, order in orders.items()},
            "oracle": _worth(some, None),
        }
        for part, some in (("chosen on", choosing), ("held out", held_out))
    }
    best = min(("neighbours", "network"), key=lambda name: report["chosen on"][name]["mean_s"])
    _write(near if best == "neighbours" else network)
    write_result(
        "portfolio_order",
        circumstances(("sympy", "python-flint", "torch", "z3-solver", "cvc5"), options.seed)
        | {
            "claims": {"training": len(training), "chosen on": len(choosing), "held out": len(held_out)},
            "strategies": len(EVERY),
            "parameters": sum(w.size + b.size for w, b in network.layers),
            "training_s": round(trained_s, 1),
            "shipped": best,
            "orders": report,
        },
    )
    _show(report, best)


def _table(rows: Sequence[Row]) -> tuple[Any, Any, Any, Any]:
    """Features; success, seconds and whether it was asked, by claim and strategy."""
    inputs = np.array([features(row["claim"]) for row in rows])
    success, seconds = np.zeros((len(rows), len(EVERY))), np.full((len(rows), len(EVERY)), 2.0)
    asked = np.zeros((len(rows), len(EVERY)))
    for i, row in enumerate(rows):
        for name, (status, spent) in row["results"].items():
            k = EVERY.index(name)
            success[i, k], seconds[i, k], asked[i, k] = status == "decided", max(spent, 1e-3), 1.0
    return inputs, success, seconds, asked


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
    times = list[float]()
    for row in rows:
        decided = {name: s for name, (status, s) in row["results"].items() if status == "decided"}
        if not decided:
            continue
        if ordered is None:
            times.append(min(decided.values()))
            continue
        spent = 0.0
        for name in ordered(row["claim"], list(row["results"])):
            spent += row["results"][name][1]
            if name in decided:
                break
        times.append(spent)
    found = np.array(times)
    return {
        "claims": len(found),
        "mean_s": round(float(found.mean()), 3),
        "median_s": round(float(np.median(found)), 3),
        "within_1_s": int((found <= 1).sum()),
        "within_10_s": int((found <= 10).sum()),
    }


def _write(order: Neighbours | Network) -> None:
    strategies = np.array(EVERY)
    if isinstance(order, Neighbours):
        np.savez_compressed(
            WEIGHTS, strategies=strategies, rows=order.rows, success=order.success, seconds=order.seconds
        )
        return
    weights = {f"weights{k}": w for k, (w, _) in enumerate(order.layers)}
    biases = {f"biases{k}": b for k, (_, b) in enumerate(order.layers)}
    np.savez_compressed(
        WEIGHTS,
        strategies=strategies,
        mean=order.mean,
        deviation=order.deviation,
        layers=np.array(len(order.layers)),
        **weights,
        **biases,
    )


def _show(report: dict[str, dict[str, Row]], best: str) -> None:
    table = Table("claims", "order", "mean s", "median s", "in 1 s", "in 10 s", title=f"shipped: {best}")
    for part, orders in report.items():
        for name, worth in orders.items():
            table.add_row(
                f"{part} ({worth['claims']})",
                name,
                *(str(worth[key]) for key in ("mean_s", "median_s", "within_1_s", "within_10_s")),
            )
    Console().print(table)


if __name__ == "__main__":
    main()
