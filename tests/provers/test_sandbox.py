"""Limits on what runs: time, memory, output, environment, and the whole process group."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from porism.provers.isolation import reached
from porism.provers.sandbox import run_limited


def run(script: str, folder: Path, seconds: float = 5.0, memory_mb: int = 64) -> tuple[str, str]:
    found = run_limited(["/bin/sh", "-c", script], folder, seconds, memory_mb)
    return found.outcome, found.stdout


def test_output_and_exit_code(tmp_path: Path) -> None:
    assert run("echo hello", tmp_path) == ("ok", "hello\n")
    assert run("echo hello; exit 3", tmp_path) == ("error", "hello\n")


def test_a_command_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    started = time.monotonic()
    outcome, _ = run("sleep 61.25 & sleep 61.25", tmp_path, seconds=1.5)
    assert outcome == "timeout"
    assert time.monotonic() - started < 10
    assert _comes_true(lambda: not _running("sleep 61.25"), 5.0)


def test_children_do_not_outlive_a_command_that_ends(tmp_path: Path) -> None:
    # Where processes are not taken away, only the group is killed, and a session of its own is another group.
    own = "setsid " if "processes" in reached() else ""
    assert run(f"{own}sleep 62.25 & sleep 62.25 &", tmp_path)[0] == "ok"
    assert _comes_true(lambda: not _running("sleep 62.25"), 5.0)


def test_a_command_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    # As in use: from a thread, with others beside it.
    script = (
        "import sys, threading\n"
        "from pathlib import Path\n"
        "from porism.provers.sandbox import run_limited\n"
        "command = ['/bin/sh', '-c', 'echo started > process; exec sleep 63.25']\n"
        "threading.Thread(target=run_limited, args=(command, Path(sys.argv[1]), 60.0, 64)).start()\n"
    )
    place = tmp_path / "process"
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) as parent:
        assert _comes_true(place.exists, 30.0)
        assert _comes_true(lambda: _running("sleep 63.25"), 5.0)
        parent.send_signal(signal.SIGKILL)
    assert _comes_true(lambda: not _running("sleep 63.25"), 5.0), "the command outlived its parent"


def test_a_command_ends_at_once_if_its_parent_is_gone_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("porism.provers.isolation.os.getpid", lambda: 1)
    assert run("echo hello", tmp_path) == ("error", "")


def test_memory_is_limited(tmp_path: Path) -> None:
    # 3 GB of zeros as one line, of which `tail` keeps what it has read
    outcome, _ = run("head -c 3000000000 /dev/zero | tail -n 1 > /dev/null || exit 1", tmp_path, 20.0)
    assert outcome != "ok"


def test_resident_memory_is_limited_also_that_of_children(tmp_path: Path) -> None:
    hog = f"{sys.executable} -c 'import time; kept = b\"x\" * 300_000_000; time.sleep(60)'"
    for script in (f"exec {hog}", f"{hog}; true", f"({hog} & wait); true"):
        found = run_limited(["/bin/sh", "-c", script], tmp_path, 30.0, 100, watch_resident=True)
        assert found.outcome == "memory", script


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


def _comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def _running(command: str) -> bool:
    """Whether a process has this command line; its number in a sandbox says nothing outside."""
    wanted = command.replace(" ", "\0").encode() + b"\0"
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if place.read_bytes() == wanted:
                return True
    return False
