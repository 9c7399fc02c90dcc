"""LeanDojo in a process of its own: opens one theorem, runs tactics on it, and says a line for each answer.

    python -I child.py CONFIGURATION       a JSON file; on stdin then {"sid": 0, "cmd": "simp"}, on stdout MARK {"kind": …}

It runs by itself, in a sandbox, and imports nothing of Porism. What goes wrong is an answer too: import, version, build,
start. After a time-out or a crash the caller kills it with everything below it.

`lean_dojo.Dojo` is used with two of its methods replaced: where the theorem stands and what is around it is said here,
not read from a trace.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

WANTED = "4.20.0"  # the methods that are replaced are private ones
BUILD_TAIL = 1500  # characters of a build's output that are shown


def main(configuration: Path) -> int:
    """Serves until stdin ends."""
    settings = json.loads(configuration.read_text(encoding="utf-8"))
    mark: str = settings["mark"]

    def say(kind: str, **fields: Any) -> None:
        print(f"\n{mark} {json.dumps({'kind': kind, **fields}, ensure_ascii=False)}", flush=True)

    try:
        import lean_dojo
        from lean_dojo.constants import CACHE_DIR
    except Exception as error:  # noqa: BLE001  # whatever the package raises at import is the answer
        say("failed", step="import", detail=repr(error))
        return 1
    if lean_dojo.__version__ != WANTED:
        say("failed", step="version", detail=f"lean-dojo {lean_dojo.__version__} is installed, not {WANTED}")
        return 1
    try:
        repository = lean_dojo.LeanGitRepo.from_path(settings["repository"])
        prepared = CACHE_DIR / repository.get_cache_dirname() / repository.name
        if not prepared.exists():
            failed = prepare(Path(settings["repository"]), prepared, settings)
            if failed is not None:
                shutil.rmtree(prepared.parent, ignore_errors=True)
                say("failed", step="build", detail=failed[-BUILD_TAIL:])
                return 1
        return serve(lean_dojo, repository, prepared, settings, say)
    except Exception as error:  # noqa: BLE001  # assertions, missing files, Git's and pexpect's own errors
        say("failed", step="start", detail=f"{type(error).__name__}: {error}"[-BUILD_TAIL:])
        return 1


def prepare(repository: Path, prepared: Path, settings: dict[str, Any]) -> str | None:
    """Builds LeanDojo's loop beside the claim; the build's output where it fails."""
    import lean_dojo

    shutil.copytree(repository, prepared, ignore=shutil.ignore_patterns(".git"))
    loop = Path(lean_dojo.__file__).parent / "interaction" / "Lean4Repl.lean"
    shutil.copyfile(loop, prepared / "Lean4Repl.lean")
    toml = prepared / "lakefile.toml"
    with (toml if toml.exists() else prepared / "lakefile.lean").open("a", encoding="utf-8") as lakefile:
        lakefile.write(
            '\n[[lean_lib]]\nname = "Lean4Repl"\n' if toml.exists() else "\nlean_lib Lean4Repl where\n"
        )
    packages = Path(settings["project"]) / ".lake" / "packages"
    if packages.is_dir():
        (prepared / ".lake").mkdir()
        (prepared / ".lake" / "packages").symlink_to(packages)
    done = subprocess.run(
        ["lake", "build", "Lean4Repl"], cwd=prepared, capture_output=True, text=True, check=False
    )
    return None if done.returncode == 0 else f"{done.stdout}{done.stderr}".strip() or "lake build failed"


def serve(lean_dojo: Any, repository: Any, prepared: Path, settings: dict[str, Any], say: Any) -> int:
    """Opens the theorem, and answers requests."""

    class Generated(lean_dojo.Dojo):  # type: ignore[misc]  # the package has no types
        """A theorem of ours."""

        def _locate_traced_file(self, traced_repo_path: Path) -> SimpleNamespace:
            return SimpleNamespace(abs_path=prepared / "Claim.lean", has_prelude=False)

        def _get_modified_proof(self, traced_file: SimpleNamespace) -> str:
            return str(settings["text"])

    theorem = lean_dojo.Theorem(repository, "Claim.lean", "porism_claim")
    with Generated(theorem, timeout=settings["timeout"]) as (dojo, initial):
        states = {initial.id: initial}
        say("state", sid=initial.id, pp=initial.pp)
        for line in sys.stdin:
            request = json.loads(line)
            try:
                result = dojo.run_tac(states[request["sid"]], request["cmd"])
            except Exception as error:  # noqa: BLE001  # time-outs, crashes, lines that are no JSON, failed assertions
                say("crash", detail=f"{type(error).__name__}: {error}"[:500])
                return 1
            match type(result).__name__:
                case "TacticState":
                    states[result.id] = result
                    say("state", sid=result.id, pp=result.pp)
                case "ProofFinished":
                    say("finished")
                case "LeanError":
                    say("error", message=result.error[:2000])
                case "ProofGivenUp":
                    say("error", message="the proof contains sorry")
                case other:
                    say("crash", detail=f"LeanDojo answered with {other}")
                    return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
