"""solve, integrate, limit, series and simplify on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


def porism(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from porism.cli import app; app()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=os.environ)


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (["solve", "x**2 == 2"], "[-sqrt(2), sqrt(2)]"),
        (["solve", "a*x == 1", "x", "--var", "a:positive"], "[1/a]"),
        (["integrate", "2*x"], "x**2"),
        (["integrate", "1/(x**2 + 1)", "--from", "-oo", "--to", "oo"], "pi"),
        (["limit", "sin(x)/x", "0"], "1"),
        (["limit", "sin(1/x)", "0"], "nan"),
        (["series", "exp(x)*cos(x)", "0", "-n", "4"], "1 + x - x**3/3 + O(x**4)"),
        (["limit", "1/x", "0", "--side=-"], "-oo"),
        (["simplify", "-(sin(x)**2 + cos(x)**2)"], "-1"),
    ],
)
def test_an_answer_comes_with_its_proof(arguments: list[str], value: str) -> None:
    done = porism(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert (record["status"], record["value"]) == ("proved", value)
    assert {part["status"] for part in record["parts"]} == {"proved"}


def test_a_person_sees_the_answer_and_what_is_proved() -> None:
    done = porism("solve", "sqrt(x + 7) == x - 5")
    assert done.returncode == 0
    assert "= [9]" in done.stdout
    assert "complete  complete" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["solve", "x*y == 2"], "expected the variable's name after the expression"),
        (["integrate", "x", "--from", "0"], "expected both --from and --to"),
        (["integrate", "__import__('os')"], "at column"),
        (["solve", "x == 1", "--domain", "everywhere"], "everywhere"),
    ],
)
def test_what_cannot_be_asked_is_an_input_error(arguments: list[str], message: str) -> None:
    done = porism(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_what_cannot_be_done_is_unknown() -> None:
    done = porism("integrate", "exp(x)**exp(x**2)/(x + sin(x))", "--timeout", "6")
    assert done.returncode == 3
    assert done.stdout.startswith("? unknown")
