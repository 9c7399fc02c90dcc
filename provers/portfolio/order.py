"""In which order strategies are tried: by what each is expected to cost and how likely it is to decide the claim.

Law. Of strategies that succeed independently with probability p and cost c seconds either way, trying them by rising
c/p has the least expected time until the first success (an exchange argument). p and c are estimated:

    Usual       not at all: the order in which the strategies are listed
    Neighbours  from the claims of the training set that are most alike
    Network     by a small network with two outputs for a strategy, log-odds of p and log c

The weights are numbers in `order.npz`, written by `benchmarks/portfolio_training.py`; evaluation needs NumPy alone. An
estimate can only make the portfolio slow, never wrong.

References: L. Xu, F. Hutter, H. Hoos, K. Leyton-Brown (2008), SATzilla: portfolio-based algorithm selection.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from porism.provers.portfolio.features import features
from porism.provers.portfolio.strategies import EVERY, names
from porism.symbolic.claim import Claim

WEIGHTS = Path(__file__).with_name("order.npz")
NEAREST = 9
FLOOR = 0.01  # of a probability: nothing is excluded

Array = NDArray[np.float64]


class Order(Protocol):
    """What orders strategies."""

    def ordered(self, claim: Claim, strategies: Sequence[str]) -> list[str]:
        """The strategies, the one to try first in front."""
        ...


class Usual:
    """The order in which strategies are listed."""

    def ordered(self, claim: Claim, strategies: Sequence[str]) -> list[str]:
        """The strategies as they stand."""
        return list(strategies)


class _Estimated(ABC):
    """By rising c/p; the strategies' numbers are their places in `EVERY`."""

    @abstractmethod
    def estimates(self, row: Array) -> tuple[Array, Array]:
        """(p, c) of every strategy."""

    def ordered(self, claim: Claim, strategies: Sequence[str]) -> list[str]:
        """The strategies by rising expected time; those that are unknown here come last."""
        p, c = self.estimates(features(claim))
        ratio = c / np.maximum(p, FLOOR)
        place = {name: float(ratio[k]) for k, name in enumerate(EVERY)}
        return sorted(strategies, key=lambda name: place.get(name, np.inf))


@dataclass(frozen=True)
class Neighbours(_Estimated):
    """Means over the most similar claims: rows of features, success (0 or 1) and seconds, by claim and strategy."""

    rows: Array
    success: Array
    seconds: Array

    def estimates(self, row: Array) -> tuple[Array, Array]:
        """(p, c) of every strategy."""
        near = np.argsort(((self.rows - row) ** 2).sum(axis=1), kind="stable")[:NEAREST]
        return (self.success[near].sum(axis=0) + 0.1) / (len(near) + 1), self.seconds[near].mean(axis=0)


@dataclass(frozen=True)
class Network(_Estimated):
    """Layers (weights, biases) with tanh between them, on features of mean 0 and deviation 1."""

    mean: Array
    deviation: Array
    layers: tuple[tuple[Array, Array], ...]

    def estimates(self, row: Array) -> tuple[Array, Array]:
        """(p, c) of every strategy."""
        value = (row - self.mean) / self.deviation
        for k, (weights, biases) in enumerate(self.layers):
            value = weights @ value + biases
            if k + 1 < len(self.layers):
                value = np.tanh(value)
        odds, costs = np.split(value, 2)
        return 1 / (1 + np.exp(-odds)), np.exp(costs)


@cache
def learned() -> Order:
    """The order that comes with Porism; the usual one where there is none for today's strategies."""
    if not WEIGHTS.is_file():
        return Usual()
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        if tuple(map(str, stored["strategies"])) != EVERY:
            return Usual()
        if "rows" in stored:
            return Neighbours(stored["rows"], stored["success"], stored["seconds"])
        count = int(stored["layers"])
        layers = tuple((stored[f"weights{k}"], stored[f"biases{k}"]) for k in range(count))
        return Network(stored["mean"], stored["deviation"], layers)


def strategies_for(claim: Claim, order: Order) -> list[str]:
    """The strategies for the claim, in this order."""
    return order.ordered(claim, names(claim))
