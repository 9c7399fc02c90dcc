"""Orders of strategies: by rising cost over probability, complete whatever is estimated, and the usual one without data."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from porism.provers.portfolio import order
from porism.provers.portfolio.features import NAMES, features
from porism.provers.portfolio.order import Neighbours, Network, Usual, learned, strategies_for
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
    found = strategies_for(CLAIMS[0], Neighbours(rows, success, seconds))
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


def test_data_of_other_strategies_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "order.npz"
    monkeypatch.setattr(order, "WEIGHTS", path)
    learned.cache_clear()
    assert isinstance(learned(), Usual)
    np.savez_compressed(path, strategies=np.array(["another"]))
    learned.cache_clear()
    assert isinstance(learned(), Usual)
    learned.cache_clear()


def test_a_strategy_decides_or_says_why_not() -> None:
    true, false = Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), Claim.parse("x**2 > 0")
    assert isinstance(attempt("laws", true, Budget(10.0)), Proved)
    assert isinstance(attempt("laws", Claim.parse("x == 1"), Budget(10.0)), Unknown)
    assert isinstance(attempt("quick witness", false, Budget(10.0)), Refuted | Unknown)
    for name in names(false):
        assert not isinstance(attempt(name, false, Budget(5.0)), Proved)
