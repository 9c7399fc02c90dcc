"""Setting up: what a person is told where Python, or a part of it, is missing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.packaging.sources import ROOT


def venv(python: str, directory: Path, path: str) -> subprocess.CompletedProcess[str]:
    """Run `.ci/venv` with a PATH of our own."""
    command = ["bash", str(ROOT / ".ci" / "venv"), python, str(directory)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PATH": path})


def program(file: Path, text: str) -> None:
    """An executable shell script."""
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def test_no_python_names_the_versions_and_the_option(tmp_path: Path) -> None:
    done = venv("", tmp_path / "v", os.environ["PATH"])
    assert done.returncode == 1
    assert "Python 3.11 or 3.12" in done.stderr
    assert "make PYTHON=" in done.stderr


def test_a_python_without_venv_names_the_one_command(tmp_path: Path) -> None:
    # Debian's python3 before python3-venv and python3-pip, for a user who is not root.
    program(tmp_path / "python", 'case "$2" in *version_info*) echo 3.12 ;; *) exit 1 ;; esac')
    program(tmp_path / "id", "echo 1000")
    done = venv(str(tmp_path / "python"), tmp_path / "v", f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].strip() == "sudo apt-get install python3.12-venv"
    assert not (tmp_path / "v").exists()
