"""The Lake project that theorems are checked in: which Lean, which Mathlib, and where it lies.

    FOLDER/elan/       elan and the toolchain, unless an elan is installed already
    FOLDER/project/    lakefile.toml, lean-toolchain, and after `porism lean setup` Mathlib with its compiled files

FOLDER is given, or `PORISM_LEAN_PROJECT` names a project (one's own serves too, if Mathlib is compiled in it), or it is
`mathlib` in the user's data folder. A Lean and a Mathlib release of the same number belong together.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from porism.provers.lean.dojo.check import Toolchain, environment
from porism.provers.lean.dojo.project import VARIABLE

LEAN_RELEASE = "v4.22.0"
TOOLCHAIN = f"leanprover/lean4:{LEAN_RELEASE}"
MATHLIB_REVISION = "v4.22.0"  # a tag
MATHLIB_GIT = "https://github.com/leanprover-community/mathlib4.git"
INSTALL = "porism lean setup"
READY = ".porism-ready"  # written when Mathlib's compiled files are there

LAKEFILE = f"""name = "porism_proofs"
version = "0.1.0"
defaultTargets = ["Proofs"]

[[require]]
name = "mathlib"
git = "{MATHLIB_GIT}"
rev = "{MATHLIB_REVISION}"

[[lean_lib]]
name = "Proofs"
globs = ["Proofs.+"]
"""


@dataclass(frozen=True)
class Place:
    """The folder of a project, and the folder with an elan of our own beside it, if there is one."""

    project: Path
    elan: Path | None = None

    @property
    def path(self) -> str:
        """The search path on which `lake` is looked for."""
        own = [str(self.elan / "bin")] if self.elan is not None else []
        return os.pathsep.join([*own, os.environ.get("PATH", os.defpath)])

    def toolchain(self) -> Toolchain:
        """The toolchain as processes are started with it."""
        variables = environment(self.path)
        if self.elan is not None:
            variables["ELAN_HOME"] = str(self.elan)
        return Toolchain(self.project.absolute(), variables)


def default_folder() -> Path:
    """Where `porism lean setup` puts everything unless it is told otherwise."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "porism" / "mathlib"


def write_project(project: Path) -> None:
    """Writes the files of the project, all of them or none; an existing project is left as it is.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     write_project(Path(name) / "project")
    ...     print((Path(name) / "project" / "lean-toolchain").read_text().strip())
    leanprover/lean4:v4.22.0
    """
    if (project / "lakefile.toml").is_file():
        return
    project.parent.mkdir(parents=True, exist_ok=True)
    partial = project.with_name(f"{project.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    (partial / "Proofs").mkdir(parents=True)
    (partial / "lakefile.toml").write_text(LAKEFILE, encoding="utf-8")
    (partial / "lean-toolchain").write_text(f"{TOOLCHAIN}\n", encoding="utf-8")
    partial.rename(project)


def located(folder: Path | None = None) -> Place | str:
    """The project that is used, or why there is none, with the cure."""
    if folder is not None:
        return _ready(folder / "project", folder / "elan", f"{INSTALL} --folder {folder}")
    if named := os.environ.get(VARIABLE):
        project = Path(named)
        if not any((project / name).is_file() for name in ("lakefile.toml", "lakefile.lean")):
            return f"{VARIABLE} names {named}, which is no Lake project; name one with Mathlib, or unset it and run {INSTALL}"
        return _with_lake(Place(project), INSTALL)
    return _ready(default_folder() / "project", default_folder() / "elan", INSTALL)


def _ready(project: Path, elan: Path, cure: str) -> Place | str:
    if not (project / READY).is_file():
        return f"Lean with Mathlib is not installed; {cure}"
    return _with_lake(Place(project, elan if elan.is_dir() else None), cure)


def _with_lake(place: Place, cure: str) -> Place | str:
    if shutil.which("lake", path=place.path) is None:
        return f"there is no lake on the PATH; {cure}, or install elan"
    return place


@cache
def version() -> str | None:
    """Lean's and Mathlib's versions, None where the project or the toolchain is missing."""
    place = located()
    if isinstance(place, str):
        return None
    lean = place.toolchain().version()
    return None if lean is None else f"{lean} with Mathlib {mathlib_revision(place.project)}"


def missing() -> str | None:
    """Why theorems cannot be checked, with the cure; None where they can."""
    place = located()
    if isinstance(place, str):
        return place
    if version() is None:
        return f"the lake of {place.project} does not run Lean; run {INSTALL} again, or repair the toolchain"
    return None


def mathlib_revision(project: Path) -> str:
    """The revision of Mathlib that a project's manifest names, `?` where it names none."""
    try:
        manifest = (project / "lake-manifest.json").read_text(encoding="utf-8")
    except OSError:
        return MATHLIB_REVISION if (project / READY).is_file() else "?"
    found = re.search(
        r'"inputRev"\s*:\s*"([\w./-]{1,60})"[^{}]*"name"\s*:\s*"mathlib"', manifest
    ) or re.search(r'"name"\s*:\s*"mathlib"[^{}]*"inputRev"\s*:\s*"([\w./-]{1,60})"', manifest)
    return found.group(1) if found else "?"
