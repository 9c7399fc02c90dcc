"""What goes wrong ends with an exit code of its own, never with the one that means *refuted*."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

RAISING = (
    "import porism.doctor\n"
    "from porism.symbolic.errors import FormatError, SoundnessAlarm\n"
    "def components(): raise {}\n"
    "porism.doctor.components = components\n"
    "from porism.cli import app\n"
    "app()"
)


def doctor(raising: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`porism doctor`, which raises what is given."""
    command = [sys.executable, "-c", RAISING.format(raising), "doctor"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=os.environ | environment)


@pytest.mark.parametrize(
    ("raising", "code", "said"),
    [
        ("ZeroDivisionError('one\\ntwo')", 70, "ZeroDivisionError: one two"),
        ("EOFError()", 70, "EOFError\nThis is a bug"),
        ("OSError(28, 'No space left on device')", 70, "No space left on device"),
        ("RecursionError('too deep')", 70, "RecursionError: too deep"),
        ("SoundnessAlarm('they disagree')", 70, "error: they disagree\n"),
        ("FormatError('no such file')", 2, "error: no such file\n"),
        ("KeyboardInterrupt()", 130, ""),
        ("BrokenPipeError(32, 'Broken pipe')", 141, ""),
    ],
)
def test_each_failure_has_its_exit_code_and_one_message(raising: str, code: int, said: str) -> None:
    done = doctor(raising, PORISM_DEBUG="")
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr if said else done.stderr.strip() == ""
    assert "Traceback" not in done.stderr
    assert ("please report it" in done.stderr) is (code == 70 and "SoundnessAlarm" not in raising)


def test_the_place_of_a_failure_is_shown_on_request() -> None:
    done = doctor("ZeroDivisionError('x')", PORISM_DEBUG="1")
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "in components" in done.stderr


def test_the_help_lists_the_exit_codes() -> None:
    command = [sys.executable, "-c", "from porism.cli import app; app()", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
    text = " ".join(shown.split())
    assert all(
        part in text for part in ("Exit codes: 0 everything", "1 something refuted", "70 a bug", "130 Ctrl-C")
    )
