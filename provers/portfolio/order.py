"""In which order strategies are tried: by what each is expected to cost and how likely it is to decide the claim.

Law. Of strategies that succeed independently with probability p and cost c seconds either way, trying them by rising
c/p has the least expected time until the first success (an exchange argument). p and c are estimated:

    Usual       not at all: the order in which the strategies are listed
    Fixed       from all claims of the training set together
    Neighbours  from the claims of the training set that are most alike
    Network     by a small network with two outputs for a strategy, log-odds of p and log c

The weights are numbers in `order.npz`, written by `benchmarks/portfolio_training.py`; evaluation needs NumPy alone. A file
that is broken or was made for other strategies is passed over (`porism doctor` says why). Every order is a permutation of
the strategies it is given: an estimate can make the portfolio slow, never wrong.

References: L. Xu, F. Hutter, H. Hoos, K. Leyton-Brown (2008), SATzilla: portfolio-based algorithm selection.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from porism.provers.portfolio.features import NAMES, features
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
class Fixed:
    """The same order for every claim: the place of each strategy of `EVERY`."""

    places: Array

    def ordered(self, claim: Claim, strategies: Sequence[str]) -> list[str]:
        """The strategies by their places; those that are unknown here come last."""
        place = {name: float(self.places[k]) for k, name in enumerate(EVERY)}
        return sorted(strategies, key=lambda name: place.get(name, np.inf))


@dataclass(frozen=True)
class Neighbours(_Estimated):
    """Means over the most similar claims: rows of features, success (0 or 1) and seconds, by claim and strategy.

    Distances are between features less `mean`, over `deviation`.
    """

    rows: Array
    success: Array
    seconds: Array
    mean: Array
    deviation: Array

    def estimates(self, row: Array) -> tuple[Array, Array]:
        """(p, c) of every strategy."""
        apart = ((self.rows - row) / self.deviation) ** 2
        near = np.argsort(apart.sum(axis=1), kind="stable")[:NEAREST]
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
        odds, costs = np.split(np.clip(value, -30.0, 30.0), 2)
        return 1 / (1 + np.exp(-odds)), np.exp(costs)


def learned() -> Order:
    """The order that comes with Porism; the usual one where there is none that fits today's strategies."""
    return stored(WEIGHTS)[0]


@cache
def stored(path: Path) -> tuple[Order, str]:
    """(the order in a file, what it is): the usual order, and why, where the file cannot be used; never an exception."""
    if not path.is_file():
        return Usual(), "the usual order; none is stored"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            order = _read({name: data[name] for name in data.files})
    except Exception as error:  # noqa: BLE001  # whatever a broken file makes of the reader
        return Usual(), f"the usual order; {path.name} cannot be used: {type(error).__name__}: {error}"[:200]
    return order, f"{type(order).__name__.lower()}, learned for {len(EVERY)} strategies"


def _read(data: Mapping[str, NDArray[Any]]) -> Order:
    """The order that the arrays are; raises where one is missing, has another shape, or holds no finite numbers."""
    if tuple(map(str, data["strategies"])) != EVERY:
        raise ValueError("it was learned for other strategies")
    if tuple(map(str, data["features"])) != NAMES:
        raise ValueError("it was learned from other features")
    count = len(EVERY)
    if "places" in data:
        return Fixed(_array(data, "places", (count,)))
    if "rows" in data:
        claims = len(data["rows"])
        parts = _array(data, "success", (claims, count)), _array(data, "seconds", (claims, count))
        scale = _array(data, "mean", (len(NAMES),)), _array(data, "deviation", (len(NAMES),))
        return Neighbours(_array(data, "rows", (claims, len(NAMES))), *parts, *scale)
    sizes = [len(NAMES), *(len(data[f"biases{k}"]) for k in range(int(data["layers"])))]
    if sizes[-1] != 2 * count:
        raise ValueError(f"expected {2 * count} outputs, found {sizes[-1]}")
    layers = tuple(
        (_array(data, f"weights{k}", (after, before)), _array(data, f"biases{k}", (after,)))
        for k, (before, after) in enumerate(pairwise(sizes))
    )
    return Network(_array(data, "mean", (len(NAMES),)), _array(data, "deviation", (len(NAMES),)), layers)


def _array(data: Mapping[str, NDArray[Any]], name: str, shape: tuple[int, ...]) -> Array:
    found = np.asarray(data[name], dtype=np.float64)
    if found.shape != shape:
        raise ValueError(f"expected {name} of shape {shape}, found {found.shape}")
    if not np.isfinite(found).all():
        raise ValueError(f"{name} holds numbers that are not finite")
    if name == "deviation" and not (found > 0).all():
        raise ValueError("a deviation is not positive")
    return found


def strategies_for(claim: Claim, order: Order) -> list[str]:
    """The strategies for the claim, in this order."""
    return order.ordered(claim, names(claim))
