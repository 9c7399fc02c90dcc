"""Installs what checking needs: elan, the toolchain, Mathlib's sources and its compiled files. Needs the network.

    1. elan        its installer, run with ELAN_HOME in a folder of ours     skipped where a lake is installed
    2. project     lakefile.toml, lean-toolchain                             `project.py`
    3. toolchain   lake --version in the project: elan fetches the pinned Lean
    4. mathlib     lake update                                               sources, at the pinned tag
    5. compiled    lake exe cache get                                        several GB

Each step is skipped where it was finished, so that a set-up that was cut off goes on where it stopped; what a failed step has
written in part is removed. Every program runs in its own process group, which is killed when its time is over. Without a
network it says so within seconds, and nothing is changed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from porism.provers.lean.mathlib.project import (
    MATHLIB_REVISION,
    READY,
    TOOLCHAIN,
    Place,
    write_project,
)
from porism.provers.sandbox import kill_group
from porism.symbolic.errors import PorismError

ELAN_INSTALLER = "https://elan.lean-lang.org/elan-init.sh"
HOSTS = (("elan.lean-lang.org", 443), ("github.com", 443))
MAX_INSTALLER = 1_000_000  # bytes
CONNECT_S = 5.0
STEP_S = 7200.0  # Mathlib's compiled files over a slow line

Say = Callable[[str], None]


class SetupError(PorismError):
    """A step of the set-up failed; the message says which, why, and that the same command goes on from there."""


@dataclass(frozen=True)
class Network:
    """How the outside is reached; tests put a stand-in here."""

    hosts: tuple[tuple[str, int], ...] = HOSTS
    installer: str = ELAN_INSTALLER

    def require(self) -> None:
        """Raises `SetupError` where a host cannot be reached."""
        for host, port in self.hosts:
            try:
                socket.create_connection((host, port), timeout=CONNECT_S).close()
            except OSError as error:
                raise SetupError(
                    f"there is no network: {host} cannot be reached ({error.strerror or error}); nothing was changed. "
                    "Connect this machine, or copy a finished folder from another one and name it with --folder"
                ) from None

    def fetched_installer(self) -> bytes:
        """elan's installer, a shell script."""
        try:
            with urllib.request.urlopen(self.installer, timeout=30) as answer:
                script: bytes = answer.read(MAX_INSTALLER + 1)
        except (urllib.error.URLError, OSError) as error:
            raise SetupError(f"elan's installer cannot be fetched from {self.installer}: {error}") from None
        if len(script) > MAX_INSTALLER or not script.startswith(b"#!"):
            raise SetupError(f"what {self.installer} sent is not elan's installer")
        return script


def set_up(folder: Path, say: Say, network: Network | None = None, step_s: float = STEP_S) -> Place:
    """Does the steps that are not done yet, and tells `say` about each; raises `SetupError`."""
    project, elan = folder / "project", folder / "elan"
    place = Place(project, elan if elan.is_dir() else None)
    if (project / READY).is_file() and shutil.which("lake", path=place.path):
        say(f"Lean {TOOLCHAIN.partition(':')[2]} with Mathlib {MATHLIB_REVISION} is ready in {project}")
        return place
    reached = network or Network()
    reached.require()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.which("lake", path=place.path) is None:
            say("1/5 elan")
            _install_elan(elan, reached, say, step_s)
            place = Place(project, elan)
        say("2/5 project")
        write_project(project)
        say(f"3/5 toolchain {TOOLCHAIN}")
        _lake(place, ["--version"], say, step_s, "toolchain")
        if not (project / "lake-manifest.json").is_file():
            say(f"4/5 Mathlib {MATHLIB_REVISION}, sources")
            with _removed_on_failure(project / ".lake", project / "lake-manifest.json"):
                _lake(place, ["update"], say, step_s, "mathlib")
        say("5/5 Mathlib, compiled files")
        _lake(place, ["exe", "cache", "get"], say, step_s, "compiled")
        ready = project / f"{READY}.partial"
        ready.write_text(f"{TOOLCHAIN}\n{MATHLIB_REVISION}\n", encoding="utf-8")
        ready.rename(project / READY)
    except OSError as error:
        raise SetupError(
            f"{error.filename or folder} cannot be written: {error.strerror}; make room, or choose another --folder"
        ) from None
    say(f"ready: {project}")
    return place


def _install_elan(elan: Path, network: Network, say: Say, step_s: float) -> None:
    script = network.fetched_installer()
    partial = elan.with_name("elan.partial")
    shutil.rmtree(partial, ignore_errors=True)
    with _removed_on_failure(partial), tempfile.TemporaryDirectory(prefix="porism-elan-") as name:
        installer = Path(name) / "elan-init.sh"
        installer.write_bytes(script)
        command = ["sh", str(installer), "-y", "--no-modify-path", "--default-toolchain", "none"]
        _run(command, Path(name), {"ELAN_HOME": str(partial)}, say, step_s, "elan")
        if not (partial / "bin" / "lake").exists():
            raise SetupError("elan: the installer ended without installing lake; run the same command again")
        partial.rename(elan)


def _lake(place: Place, arguments: list[str], say: Say, step_s: float, step: str) -> None:
    lake = shutil.which("lake", path=place.path)
    if lake is None:
        raise SetupError(f"{step}: there is no lake on the PATH")
    variables = {"PATH": place.path, "MATHLIB_CACHE_DIR": str(place.project.parent / "cache")}
    if place.elan is not None:
        variables["ELAN_HOME"] = str(place.elan)
    _run([lake, *arguments], place.project, variables, say, step_s, step)


def _run(
    command: list[str], folder: Path, variables: dict[str, str], say: Say, step_s: float, step: str
) -> None:
    """Runs a step in its own process group, its lines going to `say`; the group is killed after `step_s`."""
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **variables}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True, bufsize=0,
    )  # fmt: skip
    last, deadline = "", time.monotonic() + step_s
    try:
        for line in _lines(process, deadline):
            last = line or last
            say(f"    {line}")
        if time.monotonic() >= deadline:
            raise SetupError(f"{step}: not finished after {step_s:g} s; run the same command again to go on")
        process.wait(timeout=max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise SetupError(
            f"{step}: not finished after {step_s:g} s; run the same command again to go on"
        ) from None
    finally:
        kill_group(process)
        if process.stdout is not None:
            process.stdout.close()
    if process.returncode:
        raise SetupError(
            f"{step}: {command[0]} {' '.join(command[1:3])} failed: {last[:300]}; run the same command again to go on"
        )


def _lines(process: subprocess.Popen[bytes], deadline: float) -> Iterator[str]:
    """The lines that a process prints until it closes its output or the time is over; `\\r` ends a line too."""
    import select

    if process.stdout is None:
        return
    rest, stream = b"", process.stdout
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([stream], [], [], min(left, 1.0))[0]:
            continue
        piece = os.read(stream.fileno(), 65536)
        if not piece:
            break
        *whole, rest = (rest + piece).replace(b"\r", b"\n").split(b"\n")
        for line in whole:
            if line.strip():
                yield line.decode("utf-8", "replace").rstrip()[:500]
    if rest.strip():
        yield rest.decode("utf-8", "replace").rstrip()[:500]


@contextlib.contextmanager
def _removed_on_failure(*paths: Path) -> Iterator[None]:
    """Removes what a step has written if it does not come to its end, Ctrl-C included."""
    try:
        yield
    except BaseException:
        for path in paths:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        raise
