"""Warm workers: what closes, what fails and why; and that whatever happens to a worker, the next item has one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from porism.provers.rocq.checking.audit import Accepted, Rejected
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.warm import pool as pools
from porism.provers.rocq.warm.pool import Pool

pytestmark = pytest.mark.rocq

SQUARE = Item("forall (v_x : R), ((v_x + 1) ^ 2 = v_x ^ 2 + 2 * v_x + 1)", "intros v_x.\nring.")
CASES = Item(
    "forall (v_x : R), (v_x = v_x /\\ v_x + 0 = v_x)", "intros v_x. split. - reflexivity. - { ring. }"
)
FALSE = Item("forall (v_x : R), (v_x = v_x + 1)", "intros v_x.\nring.")
ENDLESS = Item("1 = 1", "repeat (assert (1 = 1) by reflexivity). reflexivity.")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2) as found:
        yield found


def process(pool: Pool) -> int:
    """The one process of a pool of which one worker was used."""
    (pid,) = (worker.pid for worker in pool.workers if worker.pid is not None)
    return pid


def test_what_became_of_each_body_in_order(pool: Pool) -> None:
    items = [
        SQUARE,
        FALSE,
        CASES,
        ENDLESS,
        Item(SQUARE.statement, "intros v_x."),
        Item(SQUARE.statement, "Admitted."),
        Item(SQUARE.statement, "intros v_x. ring. ring."),
        Item("forall (v_x : R), (v_x = ", "intros v_x. ring."),
        SQUARE,
    ]
    trials = pool.tried(items, 2.0)
    assert [t.ending for t in trials] == [
        "closed", "failed", "closed", "timeout", "failed", "failed", "failed", "failed", "closed",
    ]  # fmt: skip
    assert "ring" in trials[1].detail
    assert trials[5].detail.startswith("forbidden-word")
    assert trials[3].seconds >= 2.0


def test_one_item_leaves_nothing_to_the_next() -> None:
    with Pool(1) as pool:
        lemma = Item("1 + 1 = 2", "assert (porism_extra : 0 < 1) by lra. lra.")
        using = Item("0 < 1", "exact porism_tried.")
        assert [t.ending for t in pool.tried([lemma, using, lemma], 5.0)] == ["closed", "failed", "closed"]


def test_the_first_tactic_that_proves_a_statement(pool: Pool) -> None:
    statements = ["forall x : R, 0 <= x * x", "forall x : R, x < x + 1", "forall x : R, 0 < x"]
    assert pool.closing(statements, ["ring", "lra", "nra"], 10.0) == ["nra.", "lra.", None]
    with pytest.raises(Exception, match="forbidden-word"):
        pool.closing(statements, ["admit"], 1.0)


def test_a_worker_that_was_killed_is_replaced() -> None:
    with Pool(1) as pool:
        pool.tried([SQUARE], 5.0)
        first = process(pool)
        os.killpg(first, signal.SIGKILL)
        endings = [t.ending for t in pool.tried([SQUARE, SQUARE], 5.0)]
        assert endings[-1] == "closed"
        assert process(pool) != first


def test_a_worker_that_does_not_answer_is_replaced() -> None:
    with Pool(1) as pool:
        pool.tried([SQUARE], 5.0)
        first = process(pool)
        os.killpg(first, signal.SIGSTOP)
        assert [t.ending for t in pool.tried([SQUARE, SQUARE], 1.0)] == ["timeout", "closed"]
        assert process(pool) != first


def test_a_worker_that_has_grown_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(1) as pool:
        pool.tried([SQUARE], 5.0)
        first = process(pool)
        pool.tried([SQUARE], 5.0)
        assert process(pool) == first
        monkeypatch.setattr(pools, "MAX_MB", 10.0)
        assert [t.ending for t in pool.tried([SQUARE, SQUARE], 5.0)] == ["closed", "closed"]
        assert all(worker.pid is None for worker in pool.workers)


def test_a_closed_pool_has_no_process_and_can_be_used_again() -> None:
    pool = Pool(1)
    pool.tried([SQUARE], 5.0)
    pool.close()
    assert [worker.pid for worker in pool.workers] == [None]
    assert pool.tried([SQUARE], 5.0)[0].ending == "closed"
    pool.close()


def test_a_batch_with_failures_is_weeded_by_a_pool_that_decides_nothing(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [SQUARE, FALSE, CASES, ENDLESS, SQUARE, SQUARE, FALSE]
    wanted = ["accepted", "undecided", "accepted", "timeout", "accepted", "accepted", "undecided"]

    def found() -> list[str]:
        findings = check_items(items, 2.0, 1000, pool=pool)
        assert all(isinstance(f, Accepted | Rejected) for f in findings)
        return [f.reason if isinstance(f, Rejected) else "accepted" for f in findings]

    assert found() == wanted
    monkeypatch.setattr(Pool, "tried", lambda self, items, seconds: [pools.Trial("closed")] * len(items))
    assert found() == wanted


def test_a_pool_without_workers_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 1 worker, not 0"):
        Pool(0)
