"""Limits on what runs: time, memory, output, environment, and the whole process group."""

from __future__ import annotations

import os
import time
from pathlib import Path

from porism.provers.rocq.sandbox import run_limited


def run(script: str, folder: Path, seconds: float = 5.0, memory_mb: int = 64) -> tuple[str, str]:
    found = run_limited(["/bin/sh", "-c", script], folder, seconds, memory_mb)
    return found.outcome, found.stdout


def test_output_and_exit_code(tmp_path: Path) -> None:
    assert run("echo hello", tmp_path) == ("ok", "hello\n")
    assert run("echo hello; exit 3", tmp_path) == ("error", "hello\n")


def test_a_command_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    started = time.monotonic()
    outcome, _ = run("sleep 60 & echo $! > child; sleep 60", tmp_path, seconds=0.5)
    assert outcome == "timeout"
    assert time.monotonic() - started < 10
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.05)
    assert not _alive(child)


def test_children_do_not_outlive_a_command_that_ends(tmp_path: Path) -> None:
    assert run("sleep 60 & echo $! > child", tmp_path)[0] == "ok"
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.05)
    assert not _alive(child)


def test_memory_is_limited(tmp_path: Path) -> None:
    # 3 GB of zeros as one line, of which `tail` keeps what it has read
    outcome, _ = run("head -c 3000000000 /dev/zero | tail -n 1 > /dev/null || exit 1", tmp_path, 20.0)
    assert outcome != "ok"


def test_a_file_cannot_grow_without_end(tmp_path: Path) -> None:
    outcome, _ = run("exec head -c 2000000000 /dev/zero > big", tmp_path, 20.0)
    assert outcome != "ok"
    assert (tmp_path / "big").stat().st_size <= 520_000_000


def test_the_environment_is_empty(tmp_path: Path) -> None:
    os.environ["PORISM_SECRET"] = "visible"
    try:
        outcome, printed = run("env", tmp_path)
    finally:
        del os.environ["PORISM_SECRET"]
    assert outcome == "ok"
    assert "PORISM_SECRET" not in printed


def _alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(")", 1)[-1].split()[0] != "Z"
