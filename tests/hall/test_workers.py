"""Workers: what a call returns, and what becomes of one that hangs, eats memory, dies or leaves children behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from porism.workers import Call, Failed, Returned, WorkerPool

STAND_IN = "tests.hall.standin"


@pytest.fixture
def pool() -> WorkerPool:
    return WorkerPool(1)


def _alive(command: str) -> list[str]:
    """The command lines of living processes that hold `command`; zombies have none."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if command in line:
            lines.append(line)
    return lines


def test_a_call_returns_its_value(pool: WorkerPool) -> None:
    with pool:
        outcome = pool.call(Call(f"{STAND_IN}:echo", ({"a": [1, 2]},)))
    assert isinstance(outcome, Returned)
    assert outcome.value == {"a": [1, 2]}


def test_a_large_argument_and_value_pass(pool: WorkerPool) -> None:
    with pool:
        outcome = pool.call(Call(f"{STAND_IN}:echo", ("x" * 20_000_000,)))
    assert isinstance(outcome, Returned)
    assert len(outcome.value) == 20_000_000


def test_a_warm_worker_is_used_again(pool: WorkerPool) -> None:
    with pool:
        outcomes = [pool.call(Call("os:getpid", ())) for _ in range(20)]
    assert len({outcome.value for outcome in outcomes if isinstance(outcome, Returned)}) == 1
    assert all(isinstance(outcome, Returned) for outcome in outcomes)


@pytest.mark.parametrize(
    ("target", "reason", "detail"),
    [
        ("hang", "timeout", "no answer within 0.3 s"),
        ("hoard", "memory", "more than 300 MB"),
        ("hoard_at_once", "memory", "more than 300 MB"),
        ("die", "crash", "SIGSEGV"),
        ("leave", "crash", "exit code 7"),
        ("fail", "crash", "ValueError: no"),
        ("missing", "crash", "has no attribute"),
    ],
)
def test_a_call_without_a_value_says_why_and_the_next_one_is_served(
    pool: WorkerPool, target: str, reason: str, detail: str
) -> None:
    timeout_s = 0.3 if target == "hang" else 30.0
    with pool:
        outcome = pool.call(Call(f"tests.hall.misbehaviour:{target}", (), timeout_s, 300))
        after = pool.call(Call(f"{STAND_IN}:echo", (1,)))
    assert isinstance(outcome, Failed)
    assert outcome.reason == reason
    assert detail in outcome.detail
    assert isinstance(after, Returned)


def test_a_timeout_kills_a_grandchild_in_a_session_of_its_own(pool: WorkerPool) -> None:
    with pool:
        outcome = pool.call(Call(f"{STAND_IN}:sleep_in_a_session_of_its_own", (), timeout_s=1.0))
    assert isinstance(outcome, Failed)
    assert outcome.reason == "timeout"
    time.sleep(0.1)
    assert _alive("sleep 12345") == []


def test_calls_run_side_by_side() -> None:
    with WorkerPool(2) as pool:
        for tag in ("a", "b"):
            pool.submit(tag, Call("time:sleep", (0.5,)))
        assert pool.idle == 0
        start, tags = time.monotonic(), list[object]()
        while len(tags) < 2:
            tags += [tag for tag, _ in pool.collect(5.0)]
    assert sorted(map(str, tags)) == ["a", "b"]
    assert time.monotonic() - start < 5.0


def test_workers_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = (
        "from porism.workers import Call, WorkerPool\n"
        "pool = WorkerPool(1)\n"
        "pool.submit('tag', Call('tests.hall.misbehaviour:hang', ()))\n"
        "pool.collect(1.0)\n"
        "print(pool._workers[0].process.pid, flush=True)\n"
        "pool.collect(60.0)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5.0
    while Path(f"/proc/{worker}/cmdline").exists() and Path(f"/proc/{worker}/cmdline").read_bytes():
        assert time.monotonic() < deadline, "the worker outlived its parent"
        time.sleep(0.05)


def test_a_worker_prints_nothing_and_does_not_read_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with WorkerPool(1) as pool:
        outcome = pool.call(Call("builtins:print", ("noise",)))
        read = pool.call(Call("builtins:input", ()))
    assert isinstance(outcome, Returned)
    assert isinstance(read, Failed)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "preload", ["porism.exact_worker", "porism.rocq_worker", "porism.provers.exact.checker"]
)
def test_a_worker_loads_neither_jax_nor_sympy_for_a_prover(preload: str) -> None:
    with WorkerPool(1, (preload,)) as pool:
        outcome = pool.call(Call("tests.hall.misbehaviour:heavy_modules", ()))
    assert isinstance(outcome, Returned)
    assert outcome.value == []


def test_closing_leaves_no_process() -> None:
    pool = WorkerPool(2)
    for _ in range(2):
        pool.submit("tag", Call("time:sleep", (1000,)))
    pids = [worker.process.pid for worker in pool._workers if worker is not None]
    pool.close()
    assert all(not os.path.exists(f"/proc/{pid}") for pid in pids)
    assert pool.idle == 2
