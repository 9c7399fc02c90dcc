"""Orders of strategies: by rising cost over probability, complete whatever is estimated, and the usual one without data."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.provers.portfolio.features import NAMES, features
from porism.provers.portfolio.order import (
    Fixed,
    Neighbours,
    Network,
    Order,
    Usual,
    learned,
    stored,
    strategies_for,
)
from porism.provers.portfolio.strategies import EVERY, attempt, names
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted, Unknown
from porism.symbolic.claim import Claim

CLAIMS = [
    Claim.parse("x**2 == 1"),
    Claim.parse("sin(x)**2 <= 1 + y", {"y": "positive"}, ["x > y"]),
    Claim.parse("sqrt(z)**2 == z", {"z": "complex"}),
]


def test_features_are_finite_numbers_of_one_length() -> None:
    rows = [features(claim) for claim in CLAIMS]
    assert all(row.shape == (len(NAMES),) and np.isfinite(row).all() for row in rows)
    assert all((a != b).any() for a, b in itertools.pairwise(rows))


def test_every_strategy_of_a_claim_has_a_place() -> None:
    for claim in CLAIMS:
        assert set(names(claim)) <= set(EVERY)
        assert strategies_for(claim, Usual()) == list(names(claim))


def test_the_neighbours_know_what_is_cheap_and_likely() -> None:
    rows = np.array([features(claim) for claim in CLAIMS])
    success, seconds = np.zeros((3, len(EVERY))), np.ones((3, len(EVERY)))
    likely, cheap = EVERY.index("laws"), EVERY.index("cofactors")
    success[:, likely], success[:, cheap], seconds[:, cheap] = 1.0, 1.0, 0.1
    found = strategies_for(
        CLAIMS[0], Neighbours(rows, success, seconds, np.zeros(len(NAMES)), np.ones(len(NAMES)))
    )
    assert found[:2] == ["cofactors", "laws"]
    assert sorted(found) == sorted(names(CLAIMS[0]))


def test_the_network_orders_by_its_outputs() -> None:
    count = len(EVERY)
    biases = np.concatenate([np.full(count, -5.0), np.zeros(count)])
    biases[EVERY.index("searched witness")] = 5.0
    network = Network(
        np.zeros(len(NAMES)), np.ones(len(NAMES)), ((np.zeros((2 * count, len(NAMES))), biases),)
    )
    found = strategies_for(CLAIMS[0], network)
    assert found[0] == "searched witness"
    assert sorted(found) == sorted(names(CLAIMS[0]))


def arrays() -> dict[str, Any]:
    """A stored order that can be read."""
    rows = np.array([features(claim) for claim in CLAIMS])
    return {
        "strategies": np.array(EVERY),
        "features": np.array(NAMES),
        "rows": rows,
        "success": np.ones((3, len(EVERY))),
        "seconds": np.ones((3, len(EVERY))),
        "mean": np.zeros(len(NAMES)),
        "deviation": np.ones(len(NAMES)),
    }


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    known = arrays()
    layers = {
        "layers": np.array(1),
        "weights0": np.zeros((2 * len(EVERY), len(NAMES))),
        "biases0": np.zeros(2 * len(EVERY)),
    }
    places = np.arange(len(EVERY), 0.0, -1.0)
    for name, more, kind in (("a", {}, Neighbours), ("b", layers, Network), ("c", {"places": places}, Fixed)):
        data = known | more
        if kind is Network:
            del data["rows"]
        np.savez_compressed(tmp_path / f"{name}.npz", **data)
        found, said = stored(tmp_path / f"{name}.npz")
        assert isinstance(found, kind)
        assert said == f"{kind.__name__.lower()}, learned for {len(EVERY)} strategies"
        for claim in CLAIMS:
            assert sorted(strategies_for(claim, found)) == sorted(names(claim))
    assert strategies_for(CLAIMS[0], Fixed(places)) == sorted(names(CLAIMS[0]), key=EVERY.index, reverse=True)


def test_without_data_the_order_is_the_usual_one(tmp_path: Path) -> None:
    found, said = stored(tmp_path / "order.npz")
    assert (type(found), said) == (Usual, "the usual order; none is stored")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"strategies": np.array(["another"])}, "it was learned for other strategies"),
        ({"features": np.array(["another"])}, "it was learned from other features"),
        ({"success": np.ones((3, 2))}, "expected success of shape"),
        ({"seconds": np.full((3, len(EVERY)), np.nan)}, "seconds holds numbers that are not finite"),
        ({"deviation": np.zeros(len(NAMES))}, "a deviation is not positive"),
        ({"places": np.ones(2)}, "expected places of shape"),
        ({"rows": np.array([[{}]], dtype=object)}, "Object arrays cannot be loaded"),
    ],
)
def test_data_that_do_not_fit_are_passed_over_with_the_reason(
    change: dict[str, Any], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "order.npz"
    np.savez_compressed(path, **(arrays() | change))
    found, reason = stored(path)
    assert isinstance(found, Usual)
    assert reason.startswith("the usual order; order.npz cannot be used: ")
    assert said in reason


@pytest.mark.parametrize("keep", [0, 1, 100, 1000, -1])
def test_a_broken_file_is_passed_over(keep: int, tmp_path: Path) -> None:
    path = tmp_path / "order.npz"
    np.savez_compressed(path, **arrays())
    path.write_bytes(path.read_bytes()[:keep])
    found, reason = stored(path)
    assert isinstance(found, Usual)
    assert "order.npz cannot be used" in reason
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    assert isinstance(stored.__wrapped__(path)[0], Usual)


def test_the_order_that_ships_is_a_permutation() -> None:
    for claim in CLAIMS:
        assert sorted(strategies_for(claim, learned())) == sorted(names(claim))


@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_an_order_is_a_permutation_whatever_the_data(dice: Random, size: int) -> None:
    count, wild = len(EVERY), (0.0, 1.0, -1e300, 1e300, 1e-300)
    draw = np.array([dice.choice(wild) for _ in range(2 * count + count * len(NAMES))])
    scale = np.zeros(len(NAMES)), np.ones(len(NAMES))
    orders: list[Order] = [
        Fixed(draw[:count]),
        Network(*scale, ((np.zeros((2 * count, len(NAMES))), draw[: 2 * count]),)),
    ]
    if size:
        rows = np.resize(np.sign(draw), (size, len(NAMES)))
        seconds = np.resize(np.abs(np.sign(draw)), (size, count))
        orders.append(Neighbours(rows, seconds, seconds, *scale))
    for order in orders:
        for claim in CLAIMS:
            assert sorted(strategies_for(claim, order)) == sorted(names(claim))


def test_a_strategy_decides_or_says_why_not() -> None:
    true, false = Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), Claim.parse("x**2 > 0")
    assert isinstance(attempt("laws", true, Budget(10.0)), Proved)
    assert isinstance(attempt("laws", Claim.parse("x == 1"), Budget(10.0)), Unknown)
    assert isinstance(attempt("quick witness", false, Budget(10.0)), Refuted | Unknown)
    for name in names(false):
        assert not isinstance(attempt(name, false, Budget(5.0)), Proved)
