"""Finds Rocq and its libraries, and compiles Porism's own library of lemmas once for each version of it.

`Porism.v` holds lemmas and tactics that proofs may use. It is not trusted: what it proves is proved by the kernel,
and what it would assume shows in every theorem's assumptions. The compiled file lies in the user's cache folder
(`PORISM_CACHE`, else `XDG_CACHE_HOME/porism`, else `~/.cache/porism`), under a name that holds its hash and Rocq's
version.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from porism.provers.sandbox import run_limited

INSTALL = "apt-get install coq libcoq-coquelicot libcoq-interval"
LIBRARY = Path(__file__).with_name("Porism.v")
_COMPILE_SECONDS = 120.0


@cache
def coqc() -> str | None:
    """The path of Rocq's compiler, or None."""
    return shutil.which("coqc")


@cache
def version() -> str | None:
    """The version of Rocq, such as `8.16.1`, or None where the compiler or one of the two libraries is missing."""
    compiler = coqc()
    if compiler is None:
        return None
    try:
        answers = [
            subprocess.run([compiler, option], capture_output=True, text=True, timeout=30, check=False).stdout
            for option in ("--version", "-where")
        ]
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"version ([0-9][0-9A-Za-z.+~-]*)", answers[0])
    contributed = Path(answers[1].strip()) / "user-contrib"
    if found is None or not all((contributed / library).is_dir() for library in ("Coquelicot", "Interval")):
        return None
    return found.group(1)


def missing() -> str | None:
    """Why Rocq cannot be used, with the command that installs it; None where it can."""
    if coqc() is None:
        return f"coqc is not installed; {INSTALL}"
    return None if version() else f"Rocq's libraries Coquelicot and Interval are not installed; {INSTALL}"


def library_folder() -> Path | None:
    """The folder that holds the compiled `Porism.vo`, or None if it cannot be compiled."""
    if missing():
        return None
    text = LIBRARY.read_bytes()
    key = hashlib.sha256(text + (version() or "").encode()).hexdigest()[:16]
    folder = _cache() / f"rocq-{version()}-{key}"
    if (folder / "Porism.vo").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="compiling-") as name:
        build = Path(name) / "library"
        build.mkdir()
        (build / "Porism.v").write_bytes(text)
        run = run_limited(
            [coqc() or "coqc", "-q", "-w", "none", "-Q", ".", "Porism", "Porism.v"],
            build,
            _COMPILE_SECONDS,
            4096,
        )
        if run.outcome != "ok":
            return None
        with contextlib.suppress(OSError):  # another process was first
            build.rename(folder)  # atomic: another process sees all of it or nothing
    return folder if (folder / "Porism.vo").is_file() else None


def _cache() -> Path:
    if chosen := os.environ.get("PORISM_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "porism"
