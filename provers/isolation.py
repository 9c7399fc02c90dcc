"""How far a process that runs text from outside can be kept from everything else on this machine: found out once.

    LEVELS, the strongest first:   user + network + files + processes, without processes, without files, …, limits alone

A level is reached if a command runs in it. `level()` names it for verdicts and for `porism doctor`; a command is then run
in exactly this level or not at all. What each word means: `isolation_child.py`. Where the system has no namespaces for
its users (a container without privileges, `kernel.unprivileged_userns_clone = 0`), limits and an empty environment remain.

What a level with `files` hides: folders of temporary files, users' homes, and sockets in /run. What the command needs is
shown again, read-only: the program's installation, Python's, and each absolute path that the command line, the variables
or the caller names. The rest of the system can be read by whom it lets read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

CHILD = Path(__file__).with_name("isolation_child.py").resolve()
LEVELS = (
    ("user", "network", "files", "processes"),
    ("user", "network", "files"),
    ("user", "network", "processes"),
    ("user", "network"),
    ("user",),
)
PROBE_S = 20.0
_HIDDEN = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/home", "/root")  # they are emptied, not used


@cache
def reached() -> tuple[str, ...]:
    """What a process can be kept from here, by the words of `isolation_child.py`; empty where limits are all."""
    return next((level for level in LEVELS if _works(level)), ())


def level() -> str:
    """The level as verdicts name it: `namespaces: user, network, files, processes`, or `limits`."""
    return f"namespaces: {', '.join(reached())}" if reached() else "limits"


def isolated(
    command: Sequence[str],
    folder: Path,
    limits: Sequence[tuple[int, int]],
    *,
    variables: Mapping[str, str],
    reads: Sequence[Path] = (),
    writes: Sequence[Path] = (),
    wanted: Sequence[str] | None = None,
) -> list[str]:
    """The command line that runs `command` in `folder` at the level that is reached here (or at `wanted`).

    Of all files it can write those of `folder` and `writes` only, where the level keeps it from files.
    """
    needed = [*_named(command, variables), *_installations(command), *reads]
    writable = [_real(path) for path in writes]
    shown = {path for path in map(_real, needed) if path != "/"}
    hidden = [place for place in _hidden_places() if not any(_is_inside(place, path) for path in shown)]
    specification = {
        "parent": os.getpid(),
        "reached": list(reached() if wanted is None else wanted),
        "folder": _real(folder),
        "writes": writable,
        "reads": sorted(path for path in shown if any(_is_inside(path, place) for place in hidden)),
        "hidden": hidden,
        "limits": list(limits),
    }
    return [sys.executable, "-I", "-S", str(CHILD), json.dumps(specification), *command]


def _works(wanted: Sequence[str]) -> bool:
    """Whether a command runs at this level, in a folder to which it can write."""
    program = shutil.which("sh") or "/bin/sh"
    with tempfile.TemporaryDirectory(prefix="porism-sandbox-") as name:
        folder = Path(name)
        command = isolated([program, "-c", "echo done > file"], folder, (), variables={}, wanted=wanted)
        try:
            subprocess.run(command, cwd=folder, env={}, capture_output=True, timeout=PROBE_S, check=True)
            return (folder / "file").read_text(encoding="ascii") == "done\n"
        except (OSError, subprocess.SubprocessError):
            return False


def _hidden_places() -> list[str]:
    """The folders that are emptied, none of them inside another."""
    named = (*_HIDDEN, tempfile.gettempdir(), os.path.expanduser("~"))
    places = {_real(Path(name)) for name in named if Path(name).is_dir()} - {"/"}
    return sorted(p for p in places if not any(p != other and _is_inside(p, other) for other in places))


def _named(command: Sequence[str], variables: Mapping[str, str]) -> Iterator[Path]:
    """The absolute paths in the arguments (also as in `--dir=PATH`) and in the variables that exist."""
    words = [word.rpartition("=")[2] if word.startswith("-") else word for word in command]
    for word in (*words, *(part for value in variables.values() for part in value.split(os.pathsep))):
        if word.startswith("/") and len(word) < 4096 and "\n" not in word and os.path.lexists(word):
            yield Path(word)


def _installations(command: Sequence[str]) -> Iterator[Path]:
    """The folders in which the program and Python are installed."""
    yield from (Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix))
    found = shutil.which(command[0])
    if found is not None:
        for program in (Path(os.path.abspath(found)), Path(found).resolve()):
            yield program.parents[1] if program.parent.name == "bin" else program.parent


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _is_inside(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip("/") + "/")
