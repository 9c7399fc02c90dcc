"""Finds Rocq and its libraries, and compiles Porism's own library of lemmas once for each version of it.

`library/` holds lemmas and tactics that proofs may use, in chapters. None is trusted: what they prove is proved by
the kernel, and what they would assume shows in every theorem's assumptions. The compiled files lie in the user's cache
folder (`PORISM_CACHE`, else `XDG_CACHE_HOME/porism`, else `~/.cache/porism`), under a name that holds the hash of all
chapters and Rocq's version. A new chapter is a file in `library/` and its name in `CHAPTERS`, after the chapters that
it requires; proofs see it through `From Porism Require Import Porism`.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from porism.provers.sandbox import run_limited

INSTALL = "apt-get install coq libcoq-coquelicot libcoq-interval"
LIBRARY = Path(__file__).with_name("library")
CHAPTERS = (
    "Identities", "Order", "Numeric", "Circular", "Exponential", "Hyperbolic", "Radicals", "Slopes", "Derivatives",
    "Continuity", "Flow", "Inequalities", "Uniqueness", "Integers", "Sums", "Inverse", "ComplexField", "Approach", "Nearby",
    "Integrals",
    "Roots",
)  # fmt: skip
_COMPILE_SECONDS = 120.0  # for one chapter; all of them take about 10 s


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


def sources() -> dict[str, bytes]:
    """The text of each module by its name, in the order in which they compile; `Porism`, the last, exports the others."""
    everything = f"From Porism Require Export {' '.join(CHAPTERS)}.\n"
    return {c: (LIBRARY / f"{c}.v").read_bytes() for c in CHAPTERS} | {"Porism": everything.encode("ascii")}


def library_folder() -> Path | None:
    """The folder that holds the compiled `Porism.vo` and its chapters, or None if one cannot be compiled."""
    if missing():
        return None
    texts = sources()
    parts = [version() or "", *(part for name, text in texts.items() for part in (name, text.hex()))]
    key = hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()[:16]
    folder = _cache() / f"rocq-{version()}-{key}"
    if (folder / "Porism.vo").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        if not (folder / "Porism.vo").is_file():
            _compile(texts, folder)
    return folder if (folder / "Porism.vo").is_file() else None


def _compile(texts: dict[str, bytes], folder: Path) -> None:
    """Compiles the modules in order; `folder` appears when all of them were accepted."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="compiling-") as name:
        build = Path(name) / "library"
        build.mkdir()
        for module, text in texts.items():
            (build / f"{module}.v").write_bytes(text)
            command = [coqc() or "coqc", "-q", "-w", "none", "-Q", ".", "Porism", f"{module}.v"]
            if run_limited(command, build, _COMPILE_SECONDS, 4096).outcome != "ok":
                return
        with contextlib.suppress(OSError):  # another process was first
            build.rename(folder)  # atomic: another process sees all of it or nothing


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits while another process compiles the same; where files cannot be locked, both compile, and one is kept."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            lock = stack.enter_context((folder.parent / f"{folder.name}.lock").open("ab"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _cache() -> Path:
    if chosen := os.environ.get("PORISM_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "porism"
