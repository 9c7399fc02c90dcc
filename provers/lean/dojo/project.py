"""The Lean project that LeanDojo works in: a generated git repository beside a user's own project with Mathlib.

    repository/   Claim.lean, lean-toolchain, lakefile.toml, lake-manifest.json, one commit      LeanGitRepo.from_path
    prepared/     the same with LeanDojo's Lean4Repl.lean, built; `.lake/packages` leads to the user's    Dojo works here

LeanDojo traces a repository before it opens a theorem: it builds everything again, needs the network to ask for Lean's
commit, and as much as 100 GB of memory. Nothing of what it finds is needed where the theorem is ours. So `child.py`
puts `prepared/` where LeanDojo looks for a traced repository, and says itself where the theorem stands.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from porism.symbolic.errors import PorismError

VARIABLE = "PORISM_LEAN_PROJECT"
INSTALL_DOJO = "pip install 'porism[dojo]'"
INSTALL_LAKE = (
    "install Lean 4 with elan, make a Lake project with Mathlib, and run `lake exe cache get` in it"
)
_COPIED = ("lean-toolchain", "lakefile.toml", "lakefile.lean", "lake-manifest.json")


class ProjectError(PorismError):
    """A folder is not a Lake project that can be used, or git did not take the generated one."""


@dataclass(frozen=True)
class LeanTheorem:
    """A theorem's name and its text: `(x : ℝ) (hx : 0 < x)` before the colon, `0 ≤ x` behind it."""

    binders: str
    conclusion: str

    @property
    def proposition(self) -> str:
        """The closed proposition."""
        return f"∀ {self.binders}, {self.conclusion}" if self.binders else self.conclusion

    def text(self, name: str, body: str) -> str:
        """The theorem with a proof."""
        binders = f" {self.binders}" if self.binders else ""
        return f"theorem {name}{binders} : {self.conclusion} := {body}"


def lake(path: str) -> str | None:
    """The `lake` on a search path."""
    return shutil.which("lake", path=path)


def why_unusable(project: Path | None, path: str) -> str | None:
    """Why no theorem can be opened with this project and search path, with the cure; None where one can."""
    if lake(path) is None:
        return f"there is no lake on the PATH; {INSTALL_LAKE}"
    if project is None:
        return f"no Lean project is named; set {VARIABLE} to the folder of a Lake project that has Mathlib"
    if not (project / "lean-toolchain").is_file():
        return f"{project} has no file lean-toolchain; set {VARIABLE} to the folder of a Lake project that has Mathlib"
    if not any((project / name).is_file() for name in ("lakefile.toml", "lakefile.lean")):
        return f"{project} has no lakefile; set {VARIABLE} to the folder of a Lake project that has Mathlib"
    if shutil.which("git", path=path) is None:
        return "git is not installed, which LeanDojo needs; apt-get install git"
    return None


def generated_repository(project: Path, folder: Path, theorem: LeanTheorem, imports: str) -> Path:
    """A git repository with one commit that states the theorem, in `folder`; LeanDojo takes only such."""
    repository = folder / "claim"
    repository.mkdir()
    for name in _COPIED:
        if (project / name).is_file():
            shutil.copyfile(project / name, repository / name)
    (repository / ".gitignore").write_text(".lake\n", encoding="utf-8")
    (repository / "Claim.lean").write_text(
        f"{imports}\n{theorem.text('porism_claim', 'by')}\n  skip\n", encoding="utf-8"
    )
    _git(repository, "init", "--quiet", "--initial-branch=main")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--no-gpg-sign", "--message=claim")
    return repository


def _git(repository: Path, *arguments: str) -> None:
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(repository),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "Porism", f"GIT_{who}_EMAIL": "porism@localhost"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        raise ProjectError(
            f"git {arguments[0]} failed in the generated repository: {done.stderr.strip()[:300]}"
        )
