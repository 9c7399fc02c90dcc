"""External systems as processes: missing, slow and large ones end with a reason, and nothing of them is left behind."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from porism.symbolic.oracles.process import output
from porism.symbolic.oracles.question import OracleError

PYTHON = sys.executable


def test_the_output_of_a_command_is_returned() -> None:
    assert output([PYTHON, "-c", "print(input())"], "hello\n", 10, 500, "python3") == "hello\n"


def test_a_missing_system_names_its_package() -> None:
    with pytest.raises(OracleError, match="apt-get install nowhere-cas"):
        output(["nowhere-cas"], "", 1, 100, "nowhere-cas")


def test_a_slow_system_is_stopped_with_its_children() -> None:
    mark = f"porism-{time.monotonic_ns()}"
    child = f"import time; time.sleep(60) #{mark}"
    script = (
        f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    )
    with pytest.raises(OracleError, match="no answer in time"):
        output([PYTHON, "-c", script], "", 1.0, 500, "python3")
    listed = subprocess.run(["ps", "axo", "stat,args"], capture_output=True, text=True, check=True).stdout
    assert not [line for line in listed.splitlines() if mark in line and not line.startswith("Z")]


def test_a_large_system_is_stopped() -> None:
    with pytest.raises(OracleError, match="more than 100 MB"):
        output([PYTHON, "-c", "x = b'1' * 400_000_000; import time; time.sleep(30)"], "", 20, 100, "python3")
